"""Rows of the database as callers know them: names of the catalogue, Python values as Prisma's client gives them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import asyncpg
from prisma.fields import Base64

from alchemi.db.schema.catalogue import Column, ScalarType, Table

Row = dict[str, Any]


class RowDecoder:
    """Decodes the rows of one table, selected in catalogue order."""

    __slots__ = ("_conversions", "_lists", "_names", "_width")

    def __init__(self, table: Table) -> None:
        self._names = tuple(table.columns)
        self._width = len(self._names)
        self._lists = tuple(column.name for column in table.columns.values() if column.is_list)
        self._conversions = tuple(
            (column.name, conversion)
            for column in table.columns.values()
            if (conversion := _conversion(column)) is not None
        )

    def __call__(self, record: asyncpg.Record) -> Row:
        row = dict(zip(self._names, record, strict=False))
        for name, convert in self._conversions:
            value = row[name]
            if value is not None:
                row[name] = convert(value)
        for name in self._lists:
            if row[name] is None:
                # Prisma shows a list column that was never set as empty.
                row[name] = []
        return row


def decoder_of(decoders: dict[str, RowDecoder], table: Table) -> RowDecoder:
    """The decoder of `table`, made when first used."""
    decoder = decoders.get(table.name)
    if decoder is None:
        decoder = decoders[table.name] = RowDecoder(table)
    return decoder


def _utc(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _base64(value: bytes) -> Base64:
    return Base64.encode(value)


_CONVERSIONS: Final[Mapping[ScalarType, Callable[[Any], object]]] = MappingProxyType(
    {"DateTime": _utc, "Bytes": _base64}
)


def _conversion(column: Column) -> Callable[[Any], object] | None:
    convert = _CONVERSIONS.get(column.type)
    if convert is None or not column.is_list:
        return convert
    return lambda values: [None if value is None else convert(value) for value in values]


def json_value(value: object) -> object:
    """A value as Prisma's engine writes it in JSON where no model converts it back: times as text, decimals as numbers."""
    if isinstance(value, datetime):
        return _utc(value).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    return value
