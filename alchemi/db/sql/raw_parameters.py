"""Parameters of raw SQL: the type Prisma declares for a Python value, and the value asyncpg takes for that type."""

from __future__ import annotations

import json
import uuid
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from prisma.fields import Base64, Json

Converter = Callable[[Any], object]

_INT4: Final = range(-(2**31), 2**31)
_INT8: Final = range(-(2**63), 2**63)
UNTYPED: Final = ""
"""The server infers the type: a null, a list that is empty, starts with a null or mixes types."""


def type_of(value: object) -> str:
    """The SQL type that a parameter with this value is declared with, or `UNTYPED`."""
    known = _BY_CLASS.get(type(value))
    if known is not None:
        return known
    if isinstance(value, int):
        return "int4" if value in _INT4 else "int8" if value in _INT8 else "numeric"
    if isinstance(value, list | tuple | set | frozenset):
        return _list_type(list(value))
    if isinstance(value, Mapping):
        return "jsonb"
    for base, declared in _BY_CLASS.items():
        if isinstance(value, base):
            return declared
    return "text" if isinstance(value, Enum) else UNTYPED


def _list_type(values: list[object]) -> str:
    types = {type_of(value) for value in values if value is not None}
    if types == {"int4", "int8"}:
        types = {"int8"}
    if len(types) != 1 or values[0] is None:
        return UNTYPED
    element = types.pop()
    return UNTYPED if element == UNTYPED or element.endswith("[]") else f"{element}[]"


def converter_for(declared: str) -> Converter | None:
    """What brings a value to the form asyncpg takes for a parameter of type `declared`; None: it is taken as it is."""
    if declared.endswith("[]"):
        element = converter_for(declared.removesuffix("[]"))
        return list if element is None else _each(element)
    return _CONVERTERS.get(declared)


def _each(element: Converter) -> Converter:
    return lambda values: [None if value is None else element(value) for value in values]


def _text(value: object) -> str:
    """How Prisma writes a value that has no JSON form of its own."""
    if type(value) is str:
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.isoformat(timespec="milliseconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Json):
        return json.dumps(value.data)
    return str(value)


def _numeric(value: object) -> Decimal:
    """The shortest decimal that reads back as the same float."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def _bytes(value: object) -> bytes:
    return b64decode(str(value)) if isinstance(value, Base64) else bytes(value)  # type: ignore[call-overload]


_BY_CLASS: Final[Mapping[type, str]] = {
    str: "text",
    bool: "bool",
    float: "numeric",
    Decimal: "numeric",
    datetime: "text",
    date: "text",
    time: "text",
    uuid.UUID: "text",
    Json: "text",
    Base64: "bytea",
    bytes: "bytea",
    dict: "jsonb",
}
_CONVERTERS: Final[Mapping[str, Converter]] = {
    "text": _text,
    "numeric": _numeric,
    "jsonb": lambda value: json.dumps(value, default=_text),
    "bytea": _bytes,
}
