"""The reference of our API in `docs/api/`, made of the OpenAPI document; `python -m scripts.api_reference` writes it anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from fastapi import APIRouter
from fastapi.routing import APIRoute

from alchemi.rest.router import permission_of

Document = Mapping[str, Any]

INDEX: Final = "README.md"
_NOTE: Final = "<!-- Generated: run `python -m scripts.api_reference`, and do not edit. -->"
_LOGIN: Final = "login"
_JSON: Final = "application/json"
_PROBLEMS: Final = ("400", "401", "403", "404", "409", "412", "413", "422", "429", "503")
_LIMITS: Final[Mapping[str, str]] = {
    "minLength": "at least {} characters", "maxLength": "at most {} characters", "minimum": "≥ {}", "maximum": "≤ {}",
    "exclusiveMinimum": "> {}", "exclusiveMaximum": "< {}", "minItems": "at least {} elements",
    "maxItems": "at most {} elements", "maxProperties": "at most {} members", "pattern": "`{}`",
}  # fmt: skip
_NOT_EMPTY: Final = (("minLength", 1), ("minItems", 1))
_DEFAULT_CHARACTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Facts:
    """What a route's own declaration says beyond the document. `permission` None: the operation decides by itself."""

    permission: str | None
    aliases: tuple[str, ...]


def facts_of(routers: Iterable[tuple[APIRouter, tuple[str, ...]]]) -> dict[tuple[str, str], Facts]:
    """By method and path: what each route asks of its caller, and its other paths."""
    found: dict[tuple[str, str], Facts] = {}
    for router, (canonical, *aliases) in routers:
        routes = [route for route in router.routes if isinstance(route, APIRoute) and route.methods]
        hidden = [route for route in routes if not route.include_in_schema]
        for route in routes:
            twins = {one.path for one in hidden if one.endpoint is route.endpoint and one.methods == route.methods}
            own = [f"{canonical}{path}" for path in sorted(twins - {route.path})]
            others = [f"{alias}{path}" for alias in aliases for path in sorted({route.path, *twins})]
            for method in route.methods or ():
                facts = Facts(permission_of(route), tuple(own + others))
                found.setdefault((method, f"{canonical}{route.path}"), facts)
    return found


def pages(document: Document, facts: Mapping[tuple[str, str], Facts]) -> dict[str, str]:
    """The text of each page, by the name of its file."""
    operations = [
        (path, method.upper(), operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]
    made: dict[str, str] = {}
    rows: list[str] = []
    for resource, group in groupby(sorted(operations, key=_place), key=lambda one: _resource(one[0])):
        found = list(group)
        made[f"{resource}.md"] = _page(resource, found, document, facts)
        root = "/v2" if resource == _LOGIN else f"/alchemi/{resource}"
        rows.append(f"| [{resource}]({resource}.md) | `{root}` | {len(found)} |")
    made[INDEX] = _index(rows, operations)
    return made


def _index(rows: Sequence[str], operations: Sequence[tuple[str, str, Document]]) -> str:
    problems = {
        status: answer["description"]
        for _, _, operation in operations
        for status, answer in operation["responses"].items()
        if status in _PROBLEMS
    }
    lines = [
        "# API reference", "", _NOTE, "",
        f"The management API: {len(operations)} operations. Those of the gateway (`/v1/…`, `/key/…`) are with these in",
        "`/openapi.json`, shown at `/api-docs`. What resources have in common (pages, filters, versions, deletions) tells",
        "[resources](../resources.md).", "",
        "| Resource | Paths | Operations |", "|---|---|---|", *rows, "",
        "## Problems", "",
        "An operation may answer with any of these, as `application/problem+json`, if its page says nothing else. What is",
        "another account's is answered like what is not there. The words of `type` are in [errors](../errors.md).", "",
        "| Status | Meaning |", "|---|---|", *(f"| {status} | {problems[status]} |" for status in sorted(problems)), "",
    ]  # fmt: skip
    return "\n".join(lines)


def _page(
    resource: str,
    operations: Sequence[tuple[str, str, Document]],
    document: Document,
    facts: Mapping[tuple[str, str], Facts],
) -> str:
    lines = [f"# {resource}", "", _NOTE, "", "[All resources](README.md)", ""]
    used: set[str] = set()
    for path, method, operation in operations:
        lines += _operation(path, method, operation, facts.get((method, path)), used)
    schemas = document["components"]["schemas"]
    lines += ["## Schemas", ""]
    for name in sorted(_reached(used, schemas)):
        lines += [f"### {name}", "", *_schema(schemas[name])]
    return "\n".join(lines).rstrip("\n") + "\n"


def _operation(path: str, method: str, operation: Document, facts: Facts | None, used: set[str]) -> Iterator[str]:
    yield from (f"## {method} {path}", "", str(operation.get("description") or operation["summary"]), "")
    permission = facts.permission if facts is not None else None
    yield f"- Permission: {f'`{permission}`' if permission else 'none by itself'}"
    if facts is not None and facts.aliases:
        yield f"- Also: {', '.join(f'`{alias}`' for alias in facts.aliases)}"
    for status, answer in operation["responses"].items():
        if status not in _PROBLEMS:
            yield f"- Answer {status}: {_answer(answer, used)}"
    problems = [status for status in operation["responses"] if status in _PROBLEMS]
    if set(problems) != set(_PROBLEMS):
        yield f"- Problems: {', '.join(problems) or 'none'}"
    body = operation.get("requestBody", {}).get("content", {}).get(_JSON)
    if body is not None:
        yield f"- Body: {_type(body['schema'], used)}"
    yield ""
    parameters = operation.get("parameters", [])
    if parameters:
        yield from ("| Parameter | In | Type | Meaning |", "|---|---|---|---|")
        for one in parameters:
            required = "**required** " if one.get("required") and one["in"] != "path" else ""
            meaning = one.get("description") or one["schema"].get("description", "")
            kind = f"{_type(one['schema'], used)}{_details(one['schema'])}"
            yield f"| `{one['name']}` | {one['in']} | {kind} | {required}{_cell(meaning)} |"
        yield ""


def _answer(answer: Document, used: set[str]) -> str:
    content = answer.get("content", {})
    if not content:
        return "nothing"
    return ", ".join(
        _type(kind["schema"], used) if name == _JSON and kind.get("schema") else f"`{name}`"
        for name, kind in content.items()
    )


def _schema(schema: Document) -> Iterator[str]:
    if description := schema.get("description"):
        yield from (str(description), "")
    if "enum" in schema:
        yield from (f"One of {_values(schema['enum'])}.", "")
    properties = schema.get("properties")
    if not properties:
        return
    required = set(schema.get("required", ()))
    yield from ("| Field | Type | | Meaning |", "|---|---|---|---|")
    for name, one in properties.items():
        mark = "required" if name in required else ""
        kind = f"{_type(one, set())}{_details(one)}"
        yield f"| `{name}` | {kind} | {mark} | {_cell(one.get('description', ''))} |"
    yield ""


def _type(schema: Document, used: set[str]) -> str:
    if "$ref" in schema:
        name = str(schema["$ref"]).rpartition("/")[2]
        used.add(name)
        return f"[{name}](#{name.lower()})"
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema:
            return " or ".join(dict.fromkeys(_type(one, used) + _limits(one) for one in schema[word]))
    if "enum" in schema:
        return _values(schema["enum"])
    if "const" in schema:
        return _values([schema["const"]])
    kind = schema.get("type", "any")
    if kind == "array":
        items = schema.get("items", {})
        return f"list of {_type(items, used)}{_limits(items)}"
    return f"{kind} ({schema['format']})" if "format" in schema else str(kind)


def _details(schema: Document) -> str:
    found = _limits(schema)
    default = json.dumps(schema["default"], ensure_ascii=False) if schema.get("default") is not None else ""
    if default and len(default) <= _DEFAULT_CHARACTERS and default not in ('""', "{}", "[]"):
        found += f", default `{_cell(default)}`"
    return found


def _limits(schema: Document) -> str:
    found = (
        "not empty" if (name, schema[name]) in _NOT_EMPTY else _cell(text.format(schema[name]))
        for name, text in _LIMITS.items()
        if schema.get(name) is not None
    )
    return "".join(f", {one}" for one in found)


def _values(values: Iterable[object]) -> str:
    return ", ".join(f"`{value}`" for value in values)


def _cell(text: str) -> str:
    return " ".join(str(text).replace("|", "\\|").split())


def _reached(names: Iterable[str], schemas: Mapping[str, Document]) -> set[str]:
    found: set[str] = set()
    left = list(names)
    while left:
        name = left.pop()
        if name not in found and name in schemas:
            found.add(name)
            left += _references(schemas[name])
    return found - {"Problem"}


def _references(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(reference := value.get("$ref"), str):
            yield reference.rpartition("/")[2]
        for inner in value.values():
            yield from _references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _references(inner)


_ORDER: Final = ("GET", "POST", "PUT", "PATCH", "DELETE")


def _place(one: tuple[str, str, Document]) -> tuple[str, str, int]:
    path, method, _ = one
    return _resource(path), path, _ORDER.index(method)


def _resource(path: str) -> str:
    first, *rest = path.strip("/").split("/")
    return rest[0] if first == "alchemi" and rest else _LOGIN
