"""Python values as the database wants them, by column. Refuses what does not fit before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from prisma._builder import dumps
from prisma.fields import Base64, Json

from alchemi.db.schema.catalogue import Column, ScalarType


class ValueRefusedError(ValueError):
    """A value does not fit its column; the message names both."""


def encode(column: Column, value: object) -> object:
    """`value` as a parameter for `column`; lists element by element, None as it is.

    Raises:
        ValueRefusedError: the value is not of the column's type.
    """
    if value is None:
        return None
    if column.is_list:
        if not isinstance(value, list | tuple | set | frozenset):
            raise _refused(column, value)
        return [encode_scalar(column, element) for element in value]
    return encode_scalar(column, value)


def encode_scalar(column: Column, value: object) -> object:
    """One element of a list column, or the value of a scalar one."""
    try:
        return _ENCODERS[column.type](value, column)
    except (TypeError, ValueError, ArithmeticError):
        raise _refused(column, value) from None


def literal(value: object) -> object:
    """`value` as a pattern of LIKE that matches itself alone; what is no text as it is."""
    if not isinstance(value, str):
        return value
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _refused(column: Column, value: object) -> ValueRefusedError:
    kind = f"{column.type}[]" if column.is_list else column.type
    return ValueRefusedError(f"Field `{column.name}` takes {kind}, not a value of type {type(value).__name__}.")


def _string(value: object, _column: Column) -> str:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, UUID):
        return str(value)
    if not isinstance(value, str):
        raise TypeError
    return value


def _int(value: object, _column: Column) -> int:
    if isinstance(value, bool):
        raise TypeError
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not isinstance(value, int):
        raise TypeError
    return value


def _float(value: object, _column: Column) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise TypeError
    return float(value)


def _decimal(value: object, _column: Column) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal | str):
        raise TypeError
    return Decimal(str(value))


def _boolean(value: object, _column: Column) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _datetime(value: object, column: Column) -> datetime:
    """Milliseconds, as Prisma keeps them; a naive value is UTC."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    elif isinstance(value, date) and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day, tzinfo=UTC)
    if not isinstance(value, datetime):
        raise TypeError
    value = value.replace(microsecond=value.microsecond // 1000 * 1000)
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    if column.native is not None and column.native.startswith("timestamptz"):
        return aware
    return aware.astimezone(UTC).replace(tzinfo=None)


def _json(value: object, _column: Column) -> str:
    """A plain string is JSON text already, as in Prisma's Python client; everything else comes wrapped in `Json`."""
    if isinstance(value, Json):
        return str(dumps(value.data))
    if isinstance(value, str):
        return value
    raise TypeError


def _bytes(value: object, _column: Column) -> bytes:
    if isinstance(value, Base64):
        return bytes(value.decode())
    if isinstance(value, bytes):
        return value
    raise TypeError


_ENCODERS: Final[Mapping[ScalarType, Callable[[object, Column], object]]] = MappingProxyType(
    {
        "String": _string,
        "Int": _int,
        "BigInt": _int,
        "Float": _float,
        "Decimal": _decimal,
        "Boolean": _boolean,
        "DateTime": _datetime,
        "Json": _json,
        "Bytes": _bytes,
    }
)
