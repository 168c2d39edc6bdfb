"""Every operation of the application: its class, its parameters, its body, and a minimal valid example of each."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from alchemi.auth.route_classes import RouteClass, route_table
from tests.isolation.ownership import CONSOLE, ownership

_PLACEHOLDER: Final = re.compile(r"\{(\w+)(?::path)?\}")
_OF_ACCOUNTS: Final = "/{path}"
"""The one route for all endpoints that accounts make; it matches those of the caller's account only."""

_BODY_TYPES: Final = ("application/json", "multipart/form-data", "application/x-www-form-urlencoded")


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    schema: dict[str, Any]
    is_required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """`handler` is the same for the several paths of one function."""

    method: str
    path: str
    route_class: RouteClass
    handler: str
    path_names: tuple[str, ...]
    query: tuple[Parameter, ...] = ()
    body: dict[str, Any] | None = None
    body_type: str = "application/json"
    definitions: dict[str, Any] = field(default_factory=dict, repr=False)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_account(self) -> bool:
        return self.route_class in (RouteClass.ACCOUNT, RouteClass.ACCOUNT_ADMIN)

    @property
    def is_destructive(self) -> bool:
        """Takes away what later operations need."""
        words = ("delete", "block", "remove", "revoke", "reset", "kill", "cancel", "logout", "flush", "disable")
        return self.method == "DELETE" or any(word in self.path for word in words)

    def fields(self) -> Iterator[tuple[str, dict[str, Any], bool]]:
        """The fields of the body's object: name, schema, required."""
        schema = self.resolve(self.body or {})
        required = schema.get("required", [])
        for name, one in schema.get("properties", {}).items():
            yield name, one, name in required

    def resolve(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            schema = self.definitions[schema["$ref"].rpartition("/")[2]]
        for kind in ("anyOf", "oneOf", "allOf"):
            if kind in schema:
                options = [one for one in schema[kind] if one.get("type") != "null"]
                return self.resolve(options[0]) if options else {}
        return schema


@cache
def _requests() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    text = tomllib.loads(Path(__file__).with_name("requests.toml").read_text("utf-8"))
    return [(re.compile(one["path"]), one) for one in text["request"]]


def stated_request(operation: Operation) -> dict[str, Any]:
    """What `requests.toml` says of the operation: `body`, `query`, or a `reason` why it cannot be reached."""
    found: dict[str, Any] = {}
    for pattern, stated in _requests():
        if pattern.fullmatch(operation.path) and operation.method in stated.get("methods", [operation.method]):
            found |= stated
    return found


def operations(app: Any) -> list[Operation]:
    """All HTTP operations of a FastAPI application, those that its OpenAPI leaves out among them."""
    from fastapi.openapi.utils import get_openapi

    _document(app.routes)
    document = get_openapi(title="all", version="1", routes=app.routes)
    definitions = document["components"]["schemas"]
    handlers = dict(_handlers(app.routes))
    found = []
    for path, methods in document["paths"].items():
        for name, one in methods.items():
            method = name.upper()
            if path == _OF_ACCOUNTS:
                continue
            path_names = tuple(_PLACEHOLDER.findall(path))
            parameters = [p for p in one.get("parameters", []) if p["in"] == "query"]
            contents = one.get("requestBody", {}).get("content", {})
            body_type = next((kind for kind in _BODY_TYPES if kind in contents), "application/json")
            found.append(
                Operation(
                    method,
                    path,
                    route_table().class_of(method, _PLACEHOLDER.sub("x", path)),
                    handlers.get((method, _PLACEHOLDER.sub("{}", path)), path),
                    path_names,
                    tuple(Parameter(p["name"], p.get("schema", {}), p.get("required", False)) for p in parameters),
                    contents.get(body_type, {}).get("schema"),
                    body_type,
                    definitions,
                )
            )
    return found


def _document(routes: Iterable[Any]) -> None:
    for route in routes:
        for one in (route, getattr(route, "original_route", None)):
            if getattr(one, "include_in_schema", None) is False:
                one.include_in_schema = True
        if hasattr(route, "effective_candidates"):
            _document(route.effective_candidates())


def _handlers(routes: Iterable[Any]) -> Iterator[tuple[tuple[str, str], str]]:
    for route in routes:
        if hasattr(route, "effective_candidates"):
            yield from _handlers(route.effective_candidates())
            continue
        original = getattr(route, "original_route", route)
        concrete = getattr(route, "starlette_route", None) or route
        path = getattr(concrete, "path", None) or original.path
        endpoint = getattr(original, "endpoint", None)
        names = sorted(_PLACEHOLDER.findall(path))
        for method in getattr(original, "methods", None) or ():
            handler = f"{getattr(endpoint, '__module__', '')}.{getattr(endpoint, '__qualname__', '')}{names}"
            yield (method, _PLACEHOLDER.sub("{}", path)), handler


def example(operation: Operation, schema: dict[str, Any], name: str, values: Any, depth: int = 0) -> Any:
    """A minimal value of `schema`. `values(kind)` gives the id of an object of that kind."""
    kind = ownership().in_request(operation.path, name)
    shown = _shown(operation, schema, depth)
    return shown[0] if kind is None and shown else _made(operation, schema, name, values, depth)


def _made(operation: Operation, schema: dict[str, Any], name: str, values: Any, depth: int) -> Any:
    kind = ownership().in_request(operation.path, name)
    one = operation.resolve(schema)
    shape = one.get("type", "object" if "properties" in one else "string")
    if isinstance(shape, list):
        shape = next((option for option in shape if option != "null"), "string")
    if kind is not None and shape in ("string", "array"):
        items = operation.resolve(one.get("items", {})) if shape == "array" else {}
        if items.get("type", "string") == "string":
            return values(kind) if shape == "string" else [values(kind)]
    if "const" in one or "enum" in one:
        return one.get("const", next(iter(one.get("enum", [])), None))
    match shape:
        case "object":
            if depth > 5:
                return {}
            required = one.get("required", [])
            parts = {part: sub for part, sub in one.get("properties", {}).items() if part in required}
            return {part: example(operation, sub, part, values, depth + 1) for part, sub in parts.items()}
        case "array":
            count = max(1, one.get("minItems", 1))
            return [example(operation, one.get("items", {}), name, values, depth + 1) for _ in range(count)]
        case "integer" | "number":
            return max(1, one.get("minimum", 1))
        case "boolean":
            return False
    return _string(one, name)


def _shown(operation: Operation, schema: dict[str, Any], depth: int) -> list[Any]:
    """The examples of a field of our own resources."""
    return list(schema.get("examples", ())) if depth == 0 and operation.path.startswith(CONSOLE) else []


def _string(schema: dict[str, Any], name: str) -> str:
    if schema.get("format") in ("date", "date-time") or "date" in name.lower() or name.lower().endswith("time"):
        return "2026-01-02" if schema.get("format") != "date-time" else "2026-01-02T03:04:05Z"
    if "url" in name or schema.get("format") == "uri":
        return "https://alder.example/x"
    return "alder" + "x" * max(0, schema.get("minLength", 0) - 5)
