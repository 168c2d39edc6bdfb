"""Turns an operation and a choice of ids into calls: the account's own ids, and another's in one slot or in all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from tests.isolation.canaries import object_id
from tests.isolation.operations import Operation, example, stated_request
from tests.isolation.ownership import ownership
from tests.isolation.process import Call

OWN_MODEL: Final = object_id("a", "model_name")
BOUNDARY: Final = "isolation-boundary"
_PLACEHOLDER: Final = re.compile(r"\{(\w+)(?::path)?\}")

Values = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a request that takes an object's id."""

    place: str
    name: str
    kind: str


def ids_of(letter: str, row: int = 1) -> Values:
    return lambda kind: object_id(letter, kind, row)


def slots(operation: Operation) -> list[Slot]:
    """Every place of the operation that names an object."""
    known = ownership()
    found = []
    for place, names in (
        ("path", operation.path_names),
        ("query", [parameter.name for parameter in operation.query]),
        ("body", [name for name, schema, _ in operation.fields() if _takes_ids(operation, schema)]),
    ):
        for name in names:
            kind = known.in_request(operation.path, name)
            if kind is not None:
                found.append(Slot(place, name, kind))
    return found


def _takes_ids(operation: Operation, schema: dict[str, Any]) -> bool:
    shape = operation.resolve(schema).get("type", "string")
    return shape in ("string", "array")


def request(
    operation: Operation,
    own: Values,
    foreign: Values | None = None,
    only: Slot | None = None,
    *,
    headers: tuple[tuple[str, str], ...] = (),
    fill: bool = False,
) -> Call:
    """The call with `own` ids, `foreign` ones in `only` that slot, or in every slot when `only` is None.

    `fill`: give the optional slots as well.
    """

    def pick(place: str, name: str) -> Values:
        if foreign is not None and (only is None or (only.place, only.name) == (place, name)):
            return foreign
        return own

    stated = stated_request(operation)
    path = _PLACEHOLDER.sub(lambda match: _path_value(operation, match[1], pick("path", match[1])), operation.path)
    query = {
        parameter.name: example(operation, parameter.schema, parameter.name, pick("query", parameter.name))
        for parameter in operation.query
        if parameter.is_required
        or (only is not None and (only.place, only.name) == ("query", parameter.name))
        or (fill and ownership().in_request(operation.path, parameter.name) is not None)
    }
    declared = {parameter.name for parameter in operation.query}
    query |= {name: value for name, value in stated.get("query", {}).items() if name in declared}
    return Call(
        operation.method,
        path,
        tuple(_pairs(query)),
        headers,
        _body(operation, stated, pick, only, fill=fill),
        operation.body_type + (f"; boundary={BOUNDARY}" if operation.body_type.startswith("multipart") else ""),
    )


def _path_value(operation: Operation, name: str, values: Values) -> str:
    kind = ownership().in_request(operation.path, name)
    if kind is not None:
        return values(kind)
    return {"provider": "openai", "operation": "alder", "revision": "1", "facet": "providers"}.get(name, "alder")


def _pairs(query: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in query.items():
        for one in value if isinstance(value, list) else [value]:
            yield name, one if isinstance(one, str) else json.dumps(one)


def _body(
    operation: Operation, stated: dict[str, Any], pick: Callable[[str, str], Values], only: Slot | None, *, fill: bool
) -> bytes:
    if operation.method in ("GET", "HEAD", "OPTIONS") or (operation.method == "DELETE" and operation.body is None):
        return b""
    fields: dict[str, Any] = {}
    for name, schema, is_required in operation.fields():
        is_filled = fill and _takes_ids(operation, schema) and ownership().in_request(operation.path, name) is not None
        if is_required or is_filled or (only is not None and (only.place, only.name) == ("body", name)):
            fields[name] = example(operation, schema, name, pick("body", name))
    for name, value in stated.get("body", {}).items():
        if only is None or only.name != name:
            fields[name] = _own_words(value)
    whole = operation.resolve(operation.body or {})
    if whole.get("type") == "array" and not fields:
        return json.dumps(example(operation, whole, "", pick("body", ""))).encode()
    if operation.body_type == "application/json":
        return json.dumps(fields).encode()
    if operation.body_type.startswith("multipart"):
        return _multipart(operation, fields)
    return "&".join(f"{name}={value}" for name, value in fields.items()).encode()


def _own_words(value: Any) -> Any:
    text = json.dumps(value).replace('"MODEL"', f'"{OWN_MODEL}"').replace("PROVIDER", "http://127.0.0.1:9/v1")
    return json.loads(text)


def _multipart(operation: Operation, fields: dict[str, Any]) -> bytes:
    parts = []
    for name, value in fields.items():
        schema = next((schema for field, schema, _ in operation.fields() if field == name), {})
        is_file = "binary" in json.dumps(operation.resolve(schema)) or name in ("file", "image", "mask")
        file = '; filename="alder.jsonl"\r\nContent-Type: application/jsonl' if is_file else ""
        text = value if isinstance(value, str) else json.dumps(value)
        parts.append(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{text}\r\n')
    return "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode()
