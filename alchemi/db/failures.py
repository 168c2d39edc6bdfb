"""Turns what asyncpg and the compiler raise into the error classes that callers of the Prisma API know.

Outages become the transport errors of httpx, because that is what the wheel takes for one
(`DB_CONNECTION_ERROR_TYPES`); only `ConnectError` says that nothing was sent. No message carries a key's values: those may
be another account's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import asyncpg
import httpx
from prisma import errors

from alchemi.db.outages import note_outage
from alchemi.db.sql.statement import QueryError, UnknownFieldError
from alchemi.db.sql.values import ValueRefusedError
from alchemi.errors import UnsafeStatementError

OUTAGES: Final[tuple[type[BaseException], ...]] = (
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.exceptions.ConnectionDoesNotExistError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    OSError,
)

_UNREACHABLE: Final = "The database cannot be reached."


class PoolTimeoutError(Exception):
    """No connection became free in time."""


class ConnectTimeoutError(Exception):
    """The database did not accept a connection in time."""


UNAVAILABLE: Final[tuple[type[BaseException], ...]] = (*OUTAGES, PoolTimeoutError, ConnectTimeoutError)
"""The database could not be asked, for whatever reason."""


def payload(message: str, code: str | None = None, meta: Mapping[str, object] | None = None) -> dict[str, object]:
    """The shape in which Prisma's engine reports an error, from which its Python classes are built."""
    return {"user_facing_error": {"message": message, "error_code": code, "meta": meta or {}}}


def translate(error: BaseException, *, is_raw: bool = False, was_sent: bool = True) -> BaseException:
    """The error to raise instead of `error`; itself when it is not one of the database's."""
    translated = _translated(error, is_raw=is_raw, was_sent=was_sent)
    if isinstance(translated, httpx.TransportError) or isinstance(error, PoolTimeoutError):
        note_outage()
    return translated


def _translated(error: BaseException, *, is_raw: bool, was_sent: bool) -> BaseException:
    translated: BaseException = error
    match error:
        case UnknownFieldError():
            translated = errors.FieldNotFoundError(payload(str(error), "P2009"), message=str(error))
        case QueryError() | ValueRefusedError():
            translated = errors.InputError(payload(str(error), "P2019"))
        case UnsafeStatementError():
            translated = errors.RawQueryError(payload(str(error), "P2010", {"code": "42501", "message": str(error)}))
        case PoolTimeoutError():
            translated = errors.DataError(payload(str(error), "P2024"))
        case ConnectTimeoutError():
            translated = httpx.ConnectTimeout(str(error))
        case asyncpg.QueryCanceledError() if not is_raw:
            translated = httpx.ReadTimeout("The database did not answer in time.")
        case asyncpg.InterfaceError() if str(error).startswith("the server expects"):
            translated = errors.RawQueryError(payload(str(error), "P2010", {"code": "08P01", "message": str(error)}))
        case _ if isinstance(error, OUTAGES):
            kind = httpx.ReadError if was_sent else httpx.ConnectError
            translated = kind("The connection to the database was lost." if was_sent else _UNREACHABLE)
        case asyncpg.PostgresError():
            translated = _with_sqlstate(error, is_raw)
    return translated


def _with_sqlstate(error: asyncpg.PostgresError, is_raw: bool) -> BaseException:
    state = str(error.sqlstate or "")
    message = _without_values(error)
    translated: BaseException
    if is_raw:
        translated = errors.RawQueryError(payload(message, "P2010", {"code": state, "message": message}))
    elif (known := _BY_SQLSTATE.get(state)) is None:
        # The exact base class means to the wheel: the database refused this data.
        translated = errors.DataError({"error": f'PostgresError {{ code: "{state}" }}', **payload(message)})
    else:
        kind, code, text = known
        meta = {"table": error.table_name, "target": error.constraint_name}
        translated = kind(payload(text or message, code, meta))
    return translated


def _without_values(error: asyncpg.PostgresError) -> str:
    """The primary message alone: DETAIL lines quote rows."""
    return str(error.args[0]) if error.args else type(error).__name__


_BY_SQLSTATE: Final[Mapping[str, tuple[type[errors.DataError], str, str]]] = MappingProxyType(
    {
        "23505": (errors.UniqueViolationError, "P2002", "Unique constraint failed on the fields of this record."),
        "23503": (errors.ForeignKeyViolationError, "P2003", "Foreign key constraint failed on this record."),
        "23502": (errors.MissingRequiredValueError, "P2011", "Null constraint violation: a value is required."),
        "42P01": (errors.TableNotFoundError, "P2021", ""),
        "40001": (errors.DataError, "P2034", "Write conflict; please retry the transaction."),
        "40P01": (errors.DataError, "P2034", "Deadlock; please retry the transaction."),
        "53300": (errors.DataError, "P2037", "Too many database connections opened: too many clients already."),
    }
)


def record_not_found(message: str) -> Exception:
    """P2025: an operation depends on a record that does not exist (or is another account's)."""
    error: Exception = errors.RecordNotFoundError(payload(message, "P2025", {"cause": message}))
    return error
