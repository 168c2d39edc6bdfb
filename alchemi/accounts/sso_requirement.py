"""Whether an account's users may only come in through its providers, and what must not happen to these meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, TypedDict

from alchemi.accounts.account import account_row
from alchemi.accounts.admins import WHEEL_ADMIN_ROLE, lock_living_account
from alchemi.accounts.stores import AccountStores, call
from alchemi.db import account_versions
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import ConflictError
from alchemi.tenancy.account import AccountId

_ACCOUNTS: Final = "Alchemi_AccountTable"
_END_SESSIONS: Final = 'DELETE FROM "Alchemi_Session" WHERE account_id = $1 AND method = $2'
_ADMIN_CAME: Final = (
    'SELECT 1 FROM "Alchemi_SsoIdentity" i'
    ' JOIN "Alchemi_SsoProvider" p ON p.account_id = i.account_id AND p.id = i.provider_id AND p.issuer = i.issuer'
    ' JOIN "LiteLLM_UserTable" u ON u.account_id = i.account_id AND u.user_id = i.user_id'
    " WHERE i.account_id = $1 AND p.is_enabled AND u.user_role = $2 AND p.id <> $3 LIMIT 1"
)


class Requirement(TypedDict):
    """`can_require`: an administrator has come in through a provider that is switched on."""

    require_sso: bool
    can_require: bool


@dataclass(frozen=True, slots=True)
class Held:
    """The account's row, locked until the transaction on the directory ends."""

    directory: Unit
    account_id: AccountId
    require_sso: bool


@asynccontextmanager
async def holding(stores: AccountStores, account: AccountId) -> AsyncIterator[Held]:
    """Hold the account while its providers change, so that no two changes together lock everybody out.

    Raises:
        ConflictError: it is purged.
        DatabaseUnavailableError: the database cannot be reached.
    """
    async with stores.directory() as unit:
        await lock_living_account(unit, account)
        row = await account_row(unit, account)
        yield Held(unit, account, row["require_sso"])


async def get_requirement(stores: AccountStores, account: AccountId) -> Requirement:
    """What holds now.

    Raises:
        DatabaseUnavailableError: the database cannot be reached.
    """
    async with stores.directory(is_read_only=True) as unit:
        row = await account_row(unit, account)
    return Requirement(require_sso=row["require_sso"], can_require=await _can_require(stores, account))


async def set_requirement(
    stores: AccountStores, account: AccountId, require_sso: bool, *, actor: str, by_operator: bool = False
) -> None:
    """Close the account to passwords, or open it again.

    Raises:
        ConflictError: no administrator has shown yet that a provider lets them in.
        DatabaseUnavailableError: the database cannot be reached.
    """
    async with holding(stores, account) as held:
        if require_sso and not by_operator and not await _can_require(stores, account):
            raise ConflictError("First an administrator has to sign in through a provider that is switched on.")
        data = {"require_sso": require_sso, "updated_by": actor}
        await call(held.directory, _ACCOUNTS, "update", where={"account_id": account}, data=data)
        await account_versions.bump(held.directory, account, config=False, auth=True)


async def refuse_last(held: Held, rows: Unit, provider_id: str) -> None:
    """Keep the last way into an account that takes no passwords.

    Raises:
        ConflictError: no administrator has come in through another one that is switched on.
    """
    if held.require_sso and not await _admin_came(rows, held.account_id, besides=provider_id):
        raise ConflictError("No administrator came in by another way; let users in by password first.")


async def end_sessions(held: Held, provider_id: str) -> None:
    """End what began through the provider; workers notice within two seconds."""
    await held.directory.execute(Statement(_END_SESSIONS, [held.account_id, f"sso:{provider_id}"]))


async def _can_require(stores: AccountStores, account: AccountId) -> bool:
    async with stores.rows_of(account, is_read_only=True) as rows:
        return await _admin_came(rows, account)


async def _admin_came(rows: Unit, account: AccountId, besides: str = "") -> bool:
    return bool(await rows.fetch(Statement(_ADMIN_CAME, [account, WHEEL_ADMIN_ROLE, besides])))
