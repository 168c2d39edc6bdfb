"""The accounts of a user, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from alchemi.accounts.stores import AccountStores
from alchemi.db.sql.statement import Statement
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId

_NAMES: Final = (
    'SELECT account_id, name, account_alias FROM "Alchemi_AccountTable"'
    " WHERE account_id = ANY ($1::text[]) AND account_id <> $2 AND status = 'active'"
)


@dataclass(frozen=True, slots=True)
class AccountName:
    name: str
    alias: str | None


async def names_of(stores: AccountStores, accounts: Sequence[AccountId]) -> dict[AccountId, AccountName]:
    """The names of those of `accounts` that are active; the platform's own is none of them."""
    async with stores.directory(is_read_only=True) as unit:
        rows = await unit.fetch(Statement(_NAMES, [list(accounts), SYSTEM_ACCOUNT]))
    return {AccountId(row["account_id"]): AccountName(row["name"], row["account_alias"]) for row in rows}
