"""Rows of raw SQL, in the form Prisma gives them: timestamps as ISO text, numbers as int or float, JSON as objects."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, Protocol
from uuid import UUID

Decoder = Callable[[Any], object]


class ColumnType(Protocol):
    """What asyncpg says of a column's type."""

    @property
    def oid(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Attribute(Protocol):
    """One column of a prepared statement, as `get_attributes()` gives it."""

    @property
    def name(self) -> str: ...
    @property
    def type(self) -> ColumnType: ...


def timestamp_text(value: datetime) -> str:
    """RFC 3339 in UTC, with as many fraction digits as the value needs out of 0, 3 and 6. Naive means UTC."""
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if not aware.microsecond:
        return aware.isoformat(timespec="seconds")
    return aware.isoformat(timespec="microseconds" if aware.microsecond % 1000 else "milliseconds")


def _base64(value: bytes) -> str:
    return b64encode(value).decode("ascii")


_BY_CLASS: Final[tuple[tuple[type | tuple[type, ...], Decoder], ...]] = (
    ((str, bool, int, float), lambda value: value),
    (datetime, timestamp_text),
    (Decimal, float),
    ((date, time), lambda value: value.isoformat()),
    ((bytes, bytearray, memoryview), lambda value: _base64(bytes(value))),
    ((list, tuple), lambda value: [raw_value(item) for item in value]),
    (Mapping, lambda value: {str(key): raw_value(item) for key, item in value.items()}),
    (timedelta, timedelta.total_seconds),
)


def raw_value(value: object) -> object:
    """A value of unknown column type, in Prisma's form. JSON text is not told from other text: see `row_decoder`."""
    if value is None:
        return None
    for base, decode in _BY_CLASS:
        if isinstance(value, base):
            return decode(value)
    return str(value)


def _json(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value


def _list_of(decode: Decoder) -> Decoder:
    def decode_list(value: Any) -> object:  # an array has any number of dimensions
        if isinstance(value, list):
            return [decode_list(item) for item in value]
        return None if value is None else decode(value)

    return decode_list


_AS_IS: Final = frozenset(
    {"bool", "int2", "int4", "int8", "oid", "float4", "float8", "text", "varchar", "bpchar", "name"}
)
_DECODERS: Final[Mapping[str, Decoder]] = {
    "numeric": float,
    "timestamp": timestamp_text,
    "timestamptz": timestamp_text,
    "json": _json,
    "jsonb": _json,
    "uuid": UUID.__str__,
    "date": date.isoformat,
    "bytea": _base64,
    "char": lambda value: value.decode("ascii") if isinstance(value, bytes) else value,
}


def _decoder(name: str) -> Decoder | None:
    if name.endswith("[]"):
        element = _decoder(name.removesuffix("[]"))
        return None if element is None else _list_of(element)
    if name in _AS_IS:
        return None
    if name == "void":
        return lambda _: None
    return _DECODERS.get(name, raw_value)


def row_decoder(attributes: Sequence[Attribute]) -> Callable[[Iterable[Any]], list[dict[str, object]]]:
    """A function that turns asyncpg records of a statement with these columns into Prisma's raw rows.

    Columns that need no change cost nothing beyond the dict. Expects json and jsonb as text, asyncpg's default.
    """
    changed = tuple(
        (attribute.name, decode)
        for attribute in attributes
        if (decode := _decoder(attribute.type.name)) is not None
    )  # fmt: skip

    def decode_rows(records: Iterable[Any]) -> list[dict[str, object]]:
        rows = [dict(record) for record in records]
        for name, decode in changed:
            for row in rows:
                value = row[name]
                if value is not None:
                    row[name] = decode(value)
        return rows

    return decode_rows
