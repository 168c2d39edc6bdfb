"""Rows of raw SQL, in the form Prisma gives them: timestamps as ISO text, numbers as int or float, the rest as JSON has it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import NoneType
from typing import Any, Final
from uuid import UUID

Decoder = Callable[[Any], object]


def timestamp_text(value: datetime) -> str:
    """RFC 3339 in UTC, with as many fraction digits as the value needs out of 0, 3 and 6. Naive means UTC."""
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if not aware.microsecond:
        return aware.isoformat(timespec="seconds")
    return aware.isoformat(timespec="microseconds" if aware.microsecond % 1000 else "milliseconds")


def raw_value(value: object) -> object:
    """A value in Prisma's form. JSON columns are expected decoded: their objects and numbers are left alone."""
    decode = _DECODERS.get(type(value), _by_base)
    return value if decode is None else decode(value)


def _base64(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _by_base(value: object) -> object:
    """Values of subclasses (asyncpg's UUID is one), and what no column of ours has, as text."""
    for base, decode in _DECODERS.items():
        if isinstance(value, base):
            return value if decode is None else decode(value)
    return str(value)


_DECODERS: Final[Mapping[type, Decoder | None]] = {
    str: None,
    int: None,
    float: None,
    bool: None,
    NoneType: None,
    dict: None,
    datetime: timestamp_text,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: timedelta.total_seconds,
    Decimal: float,
    UUID: str,
    bytes: _base64,
    list: lambda value: [raw_value(item) for item in value],
    tuple: lambda value: [raw_value(item) for item in value],
}
