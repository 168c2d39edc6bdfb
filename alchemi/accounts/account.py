"""An account as the operator sees it, and the reading of one and of many."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

import asyncpg

from alchemi.accounts.stores import AccountStores
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import NotFoundError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.budget_period import BudgetPeriod, budget_period


class AccountStatus(StrEnum):
    """`deleted` is what is left of a purged account: its id and name, so that the id is never given out again."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class AccountDomain:
    domain: str
    verified_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountAdmin:
    user_id: str
    user_email: str
    role: str
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class Account:
    """`spend_usd` is that of the running budget period, `total_spend_usd` that of all time."""

    account_id: AccountId
    account_name: str
    account_alias: str | None
    status: AccountStatus
    domains: tuple[AccountDomain, ...]
    admins: tuple[AccountAdmin, ...]
    metadata: Mapping[str, Any]
    max_budget_usd: Decimal | None
    budget_duration: str | None
    budget_period: BudgetPeriod
    spend_usd: Decimal
    total_spend_usd: Decimal
    suspended_at: datetime | None
    suspended_by: str | None
    suspend_reason: str | None
    deleted_at: datetime | None
    deleted_by: str | None
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """Without `status`, purged accounts are left out. `text` is looked for in id, name and alias, whatever the case."""

    status: AccountStatus | None = None
    domain: str | None = None
    text: str | None = None


ORDERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "created_at": "a.created_at, a.account_id",
        "-created_at": "a.created_at DESC, a.account_id",
        "account_name": "lower(a.name), a.account_id",
        "-account_name": "lower(a.name) DESC, a.account_id",
        "updated_at": "a.updated_at, a.account_id",
        "-updated_at": "a.updated_at DESC, a.account_id",
    }
)

_FILTER: Final = (
    ' FROM "Alchemi_AccountTable" a WHERE a.account_id <> $1'
    " AND (a.status = $2::text OR ($2::text IS NULL AND a.status <> 'deleted'))"
    ' AND ($3::text IS NULL OR EXISTS (SELECT 1 FROM "Alchemi_AccountDomainTable" d'
    " WHERE d.account_id = a.account_id AND d.domain = $3))"
    " AND ($4::text IS NULL OR position($4 IN lower(a.name)) > 0"
    " OR position($4 IN lower(coalesce(a.account_alias, ''))) > 0 OR position($4 IN lower(a.account_id)) > 0)"
)
_ONE: Final = 'SELECT a.* FROM "Alchemi_AccountTable" a WHERE a.account_id = $1'
_DOMAINS: Final = (
    'SELECT * FROM "Alchemi_AccountDomainTable" WHERE account_id = ANY ($1::text[]) ORDER BY created_at, domain'
)
_ADMINS: Final = (
    'SELECT * FROM "Alchemi_AccountAdminTable" WHERE account_id = ANY ($1::text[]) ORDER BY created_at, user_email'
)
_SPENDS: Final = (
    "SELECT p.account_id, coalesce(sum(s.spend_usd), 0) AS total,"
    " coalesce(sum(s.spend_usd) FILTER (WHERE s.hour >= p.start), 0) AS current"
    " FROM unnest($1::text[], $2::timestamptz[]) AS p(account_id, start)"
    ' LEFT JOIN "Alchemi_AccountSpend" s ON s.account_id = p.account_id GROUP BY p.account_id'
)


async def get_account(stores: AccountStores, account_id: AccountId, *, now: datetime) -> Account:
    """The account of this id, purged ones included.

    Raises:
        NotFoundError: there is none, or it is the platform's own.
    """
    async with stores.directory(is_read_only=True) as unit:
        return await read_account(unit, account_id, now=now)


async def read_account(unit: Unit, account_id: AccountId, *, now: datetime) -> Account:
    """The same inside a transaction on the directory.

    Raises:
        NotFoundError: there is none, or it is the platform's own.
    """
    return (await _completed(unit, [await account_row(unit, account_id)], now))[0]


async def account_row(unit: Unit, account_id: AccountId, *, for_update: bool = False) -> asyncpg.Record:
    """The account's row as the database has it.

    Raises:
        NotFoundError: there is none, or it is the platform's own.
    """
    records = await unit.fetch(Statement(_ONE + (" FOR UPDATE" if for_update else ""), [account_id]))
    if not records or account_id == SYSTEM_ACCOUNT:
        raise NotFoundError("There is no such account.")
    return records[0]


async def list_accounts(
    stores: AccountStores, wanted: AccountFilter, *, order: str, limit: int, offset: int, now: datetime
) -> tuple[list[Account], int]:
    """One page of accounts, and how many there are in all. `order` is a key of ORDERS."""
    text = wanted.text.strip().lower() if wanted.text else None
    arguments = [SYSTEM_ACCOUNT, wanted.status, wanted.domain, text or None]
    page = f"SELECT a.*{_FILTER} ORDER BY {ORDERS[order]} LIMIT $5 OFFSET $6"
    async with stores.directory(is_read_only=True) as unit:
        [counted] = await unit.fetch(Statement(f"SELECT count(*){_FILTER}", [*arguments]))
        records = await unit.fetch(Statement(page, [*arguments, limit, offset]))
        return await _completed(unit, records, now), counted[0]


async def _completed(unit: Unit, records: Sequence[asyncpg.Record], now: datetime) -> list[Account]:
    """Accounts with what other tables say of them, in three statements however many they are."""
    ids = [record["account_id"] for record in records]
    periods = [budget_period(row["budget_started_at"], row["budget_duration"], now) for row in records]
    domains, admins = await unit.fetch(Statement(_DOMAINS, [ids])), await unit.fetch(Statement(_ADMINS, [ids]))
    spends = await unit.fetch(Statement(_SPENDS, [ids, [period.start for period in periods]]))
    spend_of = {row["account_id"]: row for row in spends}
    return [
        _account(
            record,
            period,
            spend_of[record["account_id"]],
            tuple(
                AccountDomain(d["domain"], d["verified_at"]) for d in domains if d["account_id"] == record["account_id"]
            ),
            tuple(_admin(row) for row in admins if row["account_id"] == record["account_id"]),
        )
        for record, period in zip(records, periods, strict=True)
    ]


def _admin(row: asyncpg.Record) -> AccountAdmin:
    return AccountAdmin(row["user_id"], row["user_email"], row["role"], row["created_at"], row["created_by"])


def _account(
    row: asyncpg.Record,
    period: BudgetPeriod,
    spend: asyncpg.Record,
    domains: tuple[AccountDomain, ...],
    admins: tuple[AccountAdmin, ...],
) -> Account:
    metadata = row["metadata"]
    return Account(
        account_id=AccountId(row["account_id"]),
        account_name=row["name"],
        account_alias=row["account_alias"],
        status=AccountStatus(row["status"]),
        domains=domains,
        admins=admins,
        metadata=json.loads(metadata) if isinstance(metadata, str) else metadata,
        max_budget_usd=row["max_budget_usd"],
        budget_duration=row["budget_duration"],
        budget_period=period,
        spend_usd=spend["current"],
        total_spend_usd=spend["total"],
        **{
            name: row[name]
            for name in (
                "suspended_at", "suspended_by", "suspend_reason", "deleted_at", "deleted_by", "created_at", "created_by",
                "updated_at", "updated_by",
            )
        },
    )  # fmt: skip
