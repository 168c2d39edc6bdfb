"""Every field of the whole application that is named like an address, found in its OpenAPI document, and a request for each."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from alchemi.auth.route_classes import RouteClass, route_table
from alchemi.litellm_bridge.destinations import is_address_name

_METHODS: Final = ("post", "put", "patch")
_DEPTH: Final = 4
_OF_ACCOUNTS: Final = (RouteClass.ACCOUNT, RouteClass.ACCOUNT_ADMIN, RouteClass.PUBLIC)
_FREE: Final = {
    "litellm_params": ("api_base", "base_url", "aws_sts_endpoint"), "credential_values": ("api_base", "base_url"),
    "params": ("api_base", "url"), "config": ("url", "base_url", "host"), "metadata": ("webhook_url",),
    "connection": ("url",), "search_tool_info": ("api_base",), "vector_store_metadata": ("api_base",),
}  # fmt: skip
"""What is known to stand in objects whose fields the document does not name."""


@dataclass(frozen=True)
class AddressField:
    """Where an address goes: `place` inside the body."""

    method: str
    path: str
    place: tuple[str, ...]
    body: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path} {'/'.join(self.place)}"

    @property
    def group(self) -> str:
        """Fields of one name are looked at alike."""
        return self.place[-1]

    def with_address(self, url: str) -> dict[str, Any]:
        body = copy.deepcopy(self.body)
        at = body
        for name in self.place[:-1]:
            at = (
                at.setdefault(name, {})
                if isinstance(at.get(name), dict | None)
                else at.__setitem__(name, {}) or at[name]
            )
        at[self.place[-1]] = url
        return body


def address_fields(document: dict[str, Any]) -> list[AddressField]:
    """Of every operation that accounts, or anybody, can ask for."""
    found = []
    for path, operations in document["paths"].items():
        for method in _METHODS:
            body = operations.get(method, {}).get("requestBody", {}).get("content", {}).get("application/json")
            if body is None or route_table().class_of(method.upper(), path) not in _OF_ACCOUNTS:
                continue
            schema = _resolved(document, body.get("schema", {}))
            example = _example(document, schema, "", 0)
            if isinstance(example, dict):
                places = dict.fromkeys(_places(document, schema, (), 0))
                found += [AddressField(method, path, place, example) for place in places]
    return found


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    for _ in range(10):
        if "$ref" in schema:
            schema = document["components"]["schemas"].get(schema["$ref"].rpartition("/")[2], {})
        elif kind := next((kind for kind in ("anyOf", "oneOf", "allOf") if kind in schema), None):
            options = [one for one in schema[kind] if one.get("type") != "null"]
            objects = [one for one in options if "$ref" in one or one.get("type") == "object"]
            schema = (objects or options or [{}])[0]
        else:
            break
    return schema


def _places(
    document: dict[str, Any], schema: dict[str, Any], above: tuple[str, ...], depth: int
) -> Iterator[tuple[str, ...]]:
    for name, one in schema.get("properties", {}).items():
        inner = _resolved(document, one)
        if is_address_name(name) and inner.get("type", "string") in ("string", "array"):
            yield (*above, name)
        if inner.get("properties") and depth < _DEPTH:
            yield from _places(document, inner, (*above, name), depth + 1)
        for known in _FREE.get(name, ()):
            yield (*above, name, known)


def _example(document: dict[str, Any], schema: dict[str, Any], name: str, depth: int) -> Any:
    if "example" in schema:
        return schema["example"]
    if schema.get("examples"):
        return schema["examples"][0]
    if schema.get("enum"):
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    kind = schema.get("type", "object" if "properties" in schema else "string")
    if kind == "object":
        required = schema.get("required", []) if depth < _DEPTH else []
        properties = schema.get("properties", {})
        return {
            one: _example(document, _resolved(document, properties.get(one, {})), one, depth + 1) for one in required
        }
    plain: dict[str, Any] = {"integer": 1, "number": 1, "boolean": True, "array": []}
    return plain.get(kind, _KNOWN.get(name, f"x-{name or 'text'}"))


_KNOWN: Final = {
    "model": "openai/x",
    "transport": "http",
    "guardrail": "bedrock",
    "mode": "pre_call",
    "type": "webhook",
}
