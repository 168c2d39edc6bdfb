"""Both sides of the database that the life of an account needs: the operator's directory, and the account's own rows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import asyncpg

from alchemi.db.calls import Call, run
from alchemi.db.engine import Database, Unit
from alchemi.db.failures import OUTAGES, ConnectTimeoutError, PoolTimeoutError
from alchemi.errors import ConflictError, DatabaseUnavailableError
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for

_LOST: Final[tuple[type[BaseException], ...]] = (*OUTAGES, PoolTimeoutError, ConnectTimeoutError)
_TAKEN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "Alchemi_AccountTable_pkey": "An account with this id exists already.",
        "Alchemi_AccountTable_name_key": "An account with this name exists already.",
        "Alchemi_AccountDomainTable_pkey": "Another account has this domain.",
        "Alchemi_AccountAdminTable_account_id_user_email_key": "This address administers the account already.",
        "Alchemi_AccountAdminTable_account_id_user_id_key": "This user administers the account already.",
    }
)


@dataclass(frozen=True, slots=True)
class AccountStores:
    """`platform` holds the directory, `app` the rows of accounts.

    `drain_s`: longer than any worker takes to see that an account was deleted; until then it may still write for it.
    """

    platform: Database
    app: Database
    drain_s: float = 3.0

    @asynccontextmanager
    async def directory(self, *, is_read_only: bool = False) -> AsyncIterator[Unit]:
        """A transaction on the directory.

        Raises:
            ConflictError: something unique is taken.
            DatabaseUnavailableError: the database cannot be reached.
        """
        with _translating():
            async with self.platform.unit(is_read_only=is_read_only) as unit:
                yield unit

    @asynccontextmanager
    async def rows_of(self, account: AccountId, *, is_read_only: bool = False) -> AsyncIterator[Unit]:
        """A transaction on the rows of `account`.

        Raises:
            ConflictError, DatabaseUnavailableError: as for the directory.
        """
        with acting_for(account), _translating():
            async with self.app.unit(is_read_only=is_read_only) as unit:
                yield unit


class _translating:  # noqa: N801 - reads as a verb where it is used
    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, asyncpg.UniqueViolationError):
            raise ConflictError(_TAKEN.get(str(error.constraint_name), "This exists already.")) from error
        if isinstance(error, _LOST):
            raise DatabaseUnavailableError("The database cannot be reached; try again in a moment.") from error


async def call(unit: Unit, table: str, method: str, **arguments: Any) -> Any:
    """One call of the Prisma API inside `unit`: rows come as dicts."""
    return await run(unit, Call(unit.builder().catalogue.tables[table], method, arguments))
