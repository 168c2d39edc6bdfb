"""Makes, changes, suspends and reactivates accounts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from prisma.fields import Json

from alchemi.accounts.account import Account, AccountStatus, account_row, read_account
from alchemi.accounts.admins import NewAdmin, insert_admin, lock_living_account
from alchemi.accounts.names import new_account_id
from alchemi.accounts.stores import AccountStores, call
from alchemi.db import account_versions
from alchemi.db.engine import Unit
from alchemi.errors import ConflictError, InvalidRequestError
from alchemi.tenancy.account import AccountId

_ACCOUNTS: Final = "Alchemi_AccountTable"
_DOMAINS: Final = "Alchemi_AccountDomainTable"
_CLAIMS: Final = "Alchemi_DomainClaim"

RESERVED_METADATA: Final = frozenset({"smtp_config", "email_settings", "ui_theme_config"})
"""Kept by routes of their own; a change of the metadata as a whole must not touch them."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Domains and the administrator's address are checked and in lower case."""

    account_name: str
    account_id: AccountId | None = None
    account_alias: str | None = None
    domains: Sequence[str] = ()
    max_budget_usd: Decimal | None = None
    budget_duration: str | None = None
    metadata: Mapping[str, Any] = field(default_factory=dict)
    admin: NewAdmin | None = None


@dataclass(frozen=True, slots=True)
class AccountChange:
    """`columns` by their names in the table; None clears. `domains` None leaves them; `metadata` is merged, null removes."""

    columns: Mapping[str, Any] = field(default_factory=dict)
    domains: Sequence[str] | None = None
    metadata: Mapping[str, Any] | None = None
    status: AccountStatus | None = None


async def create_account(stores: AccountStores, new: NewAccount, *, actor: str, now: datetime) -> Account:
    """Make an account, its domains and its first administrator: all of it, or nothing that can be seen.

    Raises:
        ConflictError: the name, the id or a domain is taken.
        InvalidRequestError: the metadata names a reserved key.
    """
    _refuse_reserved(new.metadata)
    account_id = new.account_id or new_account_id()
    async with stores.directory() as unit:
        await call(
            unit, _ACCOUNTS, "create",
            data={
                "account_id": account_id, "name": new.account_name, "account_alias": new.account_alias,
                "metadata": Json(dict(new.metadata)), "max_budget_usd": new.max_budget_usd,
                "budget_duration": new.budget_duration, "budget_started_at": now,
                "created_at": now, "created_by": actor, "updated_by": actor,
            },
        )  # fmt: skip
        await _add_domains(unit, account_id, new.domains, actor)
        if new.admin is not None:
            await insert_admin(stores, unit, account_id, new.admin, actor=actor)
        return await read_account(unit, account_id, now=now)


async def update_account(
    stores: AccountStores, account_id: AccountId, change: AccountChange, *, actor: str, now: datetime
) -> Account:
    """Change what `change` names.

    Raises:
        NotFoundError: no such account.
        ConflictError: the name or a domain is taken, or the account is purged.
        InvalidRequestError: the metadata names a reserved key.
    """
    _refuse_reserved(change.metadata or {})
    async with stores.directory() as unit:
        await lock_living_account(unit, account_id)
        before = await read_account(unit, account_id, now=now)
        columns = dict(change.columns)
        if "budget_duration" in columns and columns["budget_duration"] != before.budget_duration:
            columns["budget_started_at"] = now
        if change.metadata is not None:
            columns["metadata"] = Json(merged(before.metadata, change.metadata))
        if change.status is not None and change.status is not before.status:
            columns |= _status_columns(change.status, actor, None, now)
        await _write(unit, account_id, columns, actor)
        if change.domains is not None:
            await _replace_domains(stores, unit, account_id, change.domains, actor)
        return await read_account(unit, account_id, now=now)


async def suspend_account(
    stores: AccountStores, account_id: AccountId, *, reason: str | None, actor: str, now: datetime
) -> Account:
    """Stop the account: its keys, sessions and background work are refused on every worker within two seconds.

    Raises:
        NotFoundError: no such account.
        ConflictError: it is purged.
    """
    return await _set_status(stores, account_id, AccountStatus.SUSPENDED, reason, actor=actor, now=now)


async def reactivate_account(stores: AccountStores, account_id: AccountId, *, actor: str, now: datetime) -> Account:
    """Let a suspended account work again.

    Raises:
        NotFoundError: no such account.
        ConflictError: it is purged.
    """
    return await _set_status(stores, account_id, AccountStatus.ACTIVE, None, actor=actor, now=now)


async def _set_status(
    stores: AccountStores,
    account_id: AccountId,
    status: AccountStatus,
    reason: str | None,
    *,
    actor: str,
    now: datetime,
) -> Account:
    async with stores.directory() as unit:
        row = await account_row(unit, account_id, for_update=True)
        if row["status"] == AccountStatus.DELETED:
            raise ConflictError("This account was purged.")
        if row["status"] != status:
            await _write(unit, account_id, _status_columns(status, actor, reason, now), actor)
        return await read_account(unit, account_id, now=now)


def _status_columns(status: AccountStatus, actor: str, reason: str | None, now: datetime) -> dict[str, Any]:
    if status is AccountStatus.ACTIVE:
        return {"status": status, "suspended_at": None, "suspended_by": None, "suspend_reason": None}
    return {"status": status, "suspended_at": now, "suspended_by": actor, "suspend_reason": reason}


async def _write(unit: Unit, account_id: AccountId, columns: Mapping[str, Any], actor: str) -> None:
    data = {**columns, "updated_by": actor}
    if isinstance(data.get("status"), AccountStatus):
        data["status"] = data["status"].value
    await call(unit, _ACCOUNTS, "update", where={"account_id": account_id}, data=data)
    # Status and budget are read from the directory; workers that hold the account look again at once.
    await account_versions.bump(unit, account_id, config=False, auth=True)


async def _add_domains(unit: Unit, account_id: AccountId, domains: Sequence[str], actor: str) -> None:
    # One moment for all of them: they are listed by it, and then by name.
    made = {"account_id": account_id, "created_by": actor, "created_at": datetime.now(UTC)}
    for domain in domains:
        await call(unit, _DOMAINS, "create", data={"domain": domain, **made})


async def _replace_domains(
    stores: AccountStores, unit: Unit, account_id: AccountId, domains: Sequence[str], actor: str
) -> None:
    """Domains that stay keep their verification."""
    found = await call(unit, _DOMAINS, "find_many", where={"account_id": account_id})
    has = {row["domain"] for row in found}
    gone = sorted(has - set(domains))
    if gone:
        await call(unit, _DOMAINS, "delete_many", where={"account_id": account_id, "domain": {"in": gone}})
        async with stores.rows_of(account_id) as rows:
            await call(rows, _CLAIMS, "update_many", where={"domain": {"in": gone}}, data={"verified_at": None})
    await _add_domains(unit, account_id, [domain for domain in domains if domain not in has], actor)


def merged(before: Mapping[str, Any], change: Mapping[str, Any]) -> dict[str, Any]:
    """`before` with `change` merged into it, object by object; null removes (RFC 7396)."""
    result = dict(before)
    for name, value in change.items():
        if value is None:
            result.pop(name, None)
        elif isinstance(value, Mapping):
            old = result.get(name)
            result[name] = merged(old if isinstance(old, Mapping) else {}, value)
        else:
            result[name] = value
    return result


def _refuse_reserved(metadata: Mapping[str, Any]) -> None:
    for name in sorted(RESERVED_METADATA.intersection(metadata)):
        raise InvalidRequestError.of_field(f"/metadata/{name}", f"'{name}' is set by a route of its own.")
