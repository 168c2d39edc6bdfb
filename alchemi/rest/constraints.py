"""What the database refuses, as the caller's mistake: which field, and why. Nothing is checked before it is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import asyncpg

from alchemi.db.failures import UNAVAILABLE
from alchemi.errors import ConflictError, DatabaseUnavailableError, InvalidRequestError
from alchemi.rest.resource import Resource

_SUFFIXES: Final = ("_key", "_idx", "_fkey", "_check", "_excl")
_NAME_LIMIT: Final = 63


@contextmanager
def translating(resource: Resource | None = None) -> Iterator[None]:
    """Raise our own errors for what the database says about rows of `resource`.

    Raises:
        ConflictError: a unique key is taken, or other rows still need this one.
        InvalidRequestError: a reference, a check or a type does not hold.
        DatabaseUnavailableError: it does not answer, or two writers wait for each other.
    """
    try:
        yield
    except UNAVAILABLE as error:
        raise DatabaseUnavailableError("The database cannot be reached; try again in a moment.") from error
    except (asyncpg.QueryCanceledError, asyncpg.SerializationError, asyncpg.DeadlockDetectedError) as error:
        raise DatabaseUnavailableError("The database is too busy with this; try again in a moment.") from error
    except (asyncpg.IntegrityConstraintViolationError, asyncpg.DataError) as error:
        raise _refusal(error, resource) from error


def _refusal(error: asyncpg.PostgresError, resource: Resource | None) -> Exception:
    noun = resource.noun if resource is not None else "row"
    field = field_of(str(error.constraint_name or ""), resource)
    match error:
        case asyncpg.UniqueViolationError():
            return _conflict(f"Another {noun} has this already.", field)
        case asyncpg.ExclusionViolationError():
            return _conflict(f"This overlaps with another {noun}.", field)
        case asyncpg.RestrictViolationError():
            return ConflictError(f"This {noun} is still in use.")
        case asyncpg.ForeignKeyViolationError():
            if resource is not None and error.table_name != resource.model.db_name:
                return ConflictError(f"This {noun} is still in use.")
            return InvalidRequestError.of_field(_pointer(field), "There is no such object.")
        case asyncpg.NotNullViolationError():
            return InvalidRequestError.of_field(_pointer(str(error.column_name or "")), "A value is needed.")
        case _:
            return InvalidRequestError.of_field(_pointer(field), "This value is not accepted.")


def _conflict(detail: str, field: str | None) -> ConflictError:
    if field is None:
        return ConflictError(detail)
    return ConflictError(detail, field=field, errors=[{"pointer": _pointer(field), "detail": detail}])


def _pointer(field: str | None) -> str:
    return f"/{field}" if field else ""


def field_of(constraint: str, resource: Resource | None) -> str | None:
    """The field that a constraint is about: declared, or read from its name (`<table>_account_id_<field>_key`).

    Of several columns the last one counts that callers send: the rest says where it must be unique.
    """
    if resource is None:
        return None
    if constraint in resource.conflicts:
        return resource.conflicts[constraint]
    table = resource.model
    rest = constraint.removeprefix(f"{table.db_name}_")
    if rest == constraint:
        return None
    if len(constraint) < _NAME_LIMIT:
        suffix = next((one for one in _SUFFIXES if rest.endswith(one)), "")
        rest = rest.removesuffix(suffix)
    sent = resource.create.model_fields.keys() if resource.create else table.columns.keys()
    named = [name for name in sent if name in table.columns and _names(rest, table.columns[name].db_name)]
    # `name` is also the end of `display_name`: the longest at the end is meant.
    return max(named, key=lambda name: (rest.endswith(name), len(name)), default=None)


def _names(rest: str, column: str) -> bool:
    return f"_{column}_" in f"_{rest}_"
