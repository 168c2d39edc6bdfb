"""Removes an account and every row it has. What stays is its id, its name and when it went."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from prisma.fields import Json

from alchemi.accounts.account import AccountStatus, account_row
from alchemi.accounts.stores import AccountStores, call
from alchemi.audit.writer import record
from alchemi.db import account_versions, masked_secrets
from alchemi.db.engine import Unit
from alchemi.db.schema.catalogue import Catalogue, Scope, Table
from alchemi.db.sql import read, write
from alchemi.db.sql.statement import Statement
from alchemi.errors import InvalidRequestError
from alchemi.tenancy.account import AccountId

_ACCOUNTS: Final = "Alchemi_AccountTable"
_VERSIONS: Final = "Alchemi_AccountVersion"
DATA_KEYS: Final = "Alchemi_DataKey"
log = logging.getLogger(__name__)

LEFTOVERS_EVERY_S: Final = 300.0
_LATE: Final = timedelta(hours=24)
_RECENTLY_DELETED: Final = (
    f"SELECT account_id FROM \"{_ACCOUNTS}\" WHERE status = 'deleted' AND deleted_at > $1 ORDER BY account_id"
)
_TRAIL: Final = 'SELECT sequence, hash FROM "Alchemi_AuditChain" WHERE account_id = $1'


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """How many rows were removed, by table; tables without any are left out.

    `data_keys_destroyed`: what was sealed with them opens nowhere any more, not in a log or an export of the tables either.
    """

    account_id: AccountId
    account_name: str
    purged_at: datetime
    removed: Mapping[str, int]

    @property
    def data_keys_destroyed(self) -> int:
        return self.removed.get(DATA_KEYS, 0)

    @property
    def total(self) -> int:
        return sum(self.removed.values())


async def purge_account(
    stores: AccountStores, account_id: AccountId, *, typed_name: str, actor: str, now: datetime
) -> PurgeReport:
    """Remove the account for good. Safe to repeat: a purge that was cut short is finished.

    First the account is marked as deleted, which stops its keys and makes the workers drop its state; when they have, its
    rows go, in one transaction bound to it.

    Raises:
        NotFoundError: no such account, or the platform's own.
        InvalidRequestError: `typed_name` is not the account's name. Nothing was done.
    """
    async with stores.directory() as unit:
        row = await account_row(unit, account_id, for_update=True)
        if typed_name != row["name"]:
            raise InvalidRequestError.of_field("/account_name", "This is not the name of the account.")
        if row["status"] != AccountStatus.DELETED:
            data = {
                "status": AccountStatus.DELETED.value, "metadata": Json({}), "account_alias": None,
                "suspend_reason": None, "deleted_at": now, "deleted_by": actor, "updated_by": actor,
            }  # fmt: skip
            await call(unit, _ACCOUNTS, "update", where={"account_id": account_id}, data=data)
            await _tell(unit, account_id)
        await account_versions.bump(unit, account_id, config=True, auth=True)
    await asyncio.sleep(stores.drain_s)
    return PurgeReport(account_id, row["name"], row["deleted_at"] or now, await remove_rows(stores, account_id))


async def foresee_purge(stores: AccountStores, account_id: AccountId, *, typed_name: str, now: datetime) -> PurgeReport:
    """What a purge would remove now. Nothing is done.

    Raises:
        NotFoundError, InvalidRequestError: as the purge does.
    """
    async with stores.directory(is_read_only=True) as unit:
        row = await account_row(unit, account_id)
    if typed_name != row["name"]:
        raise InvalidRequestError.of_field("/account_name", "This is not the name of the account.")
    found: dict[str, int] = {}
    tables = children_first(stores.app.catalogue)
    async with stores.rows_of(account_id, is_read_only=True) as rows:
        await rows.execute(Statement("SET LOCAL statement_timeout = 0", []))
        for table in tables:
            if table.app_may_write:
                found[table.db_name] = await _number(rows, table, None)
    async with stores.directory(is_read_only=True) as unit:
        for table in tables:
            if table.scope is Scope.DIRECTORY and table.name != _ACCOUNTS:
                found[table.db_name] = await _number(unit, table, {"account_id": account_id})
    found = {name: count for name, count in found.items() if count and name != _VERSIONS}
    return PurgeReport(account_id, row["name"], now, found)


async def _number(unit: Unit, table: Table, where: Mapping[str, object] | None) -> int:
    [row] = await unit.fetch(read.count(unit.builder(), table, read.Page(where), None))
    return int(row[0])


async def _tell(unit: Unit, account_id: AccountId) -> None:
    """What the account's own trail was at its end stays with the platform: the trail goes with the account."""
    ends = await unit.fetch(Statement(_TRAIL, [account_id]))
    after = {"audit_events": ends[0]["sequence"], "chain": ends[0]["hash"][:16]} if ends else {"audit_events": 0}
    record(unit, action="purge", resource_type="account", resource_id=account_id, after=after, account=account_id)


async def purge_leftovers(stores: AccountStores, *, now: datetime) -> dict[AccountId, int]:
    """Remove what workers still wrote for accounts purged within the last day: for a job. Returns rows by account."""
    async with stores.directory(is_read_only=True) as unit:
        records = await unit.fetch(Statement(_RECENTLY_DELETED, [now - _LATE]))
    found: dict[AccountId, int] = {}
    for row in records:
        account_id = AccountId(row["account_id"])
        removed = await remove_rows(stores, account_id)
        if removed:
            found[account_id] = sum(removed.values())
    if found:
        log.warning("purge.leftovers_removed", extra={"accounts": dict(found)})
    return found


async def remove_rows(stores: AccountStores, account_id: AccountId) -> dict[str, int]:
    """Delete every row of the account but its own in the directory; how many, by table.

    The account's tables go in one transaction of the role that sees this account alone, then the directory's.
    """
    removed: dict[str, int] = {}
    catalogue = stores.app.catalogue
    tables = children_first(catalogue)
    async with stores.rows_of(account_id) as rows:
        # By itself and first: whatever becomes of the rest, the secrets are unreadable.
        keys = catalogue.tables[DATA_KEYS]
        removed[DATA_KEYS] = await rows.execute(write.delete(rows.builder(), keys, None, returning=False))
    if stores.app.data_keys is not None:
        stores.app.data_keys.forget(account_id)
    masked_secrets.forget(account_id)
    async with stores.rows_of(account_id) as rows:
        # Years of spend rows may take longer than a request's statement may.
        await rows.execute(Statement("SET LOCAL statement_timeout = 0", []))
        for table in tables:
            if table.app_may_write:
                # Not by a call: nothing must follow from these deletions, such as a new count of versions.
                count = await rows.execute(write.delete(rows.builder(), table, None, returning=False))
                removed[table.db_name] = removed.get(table.db_name, 0) + count
    async with stores.directory() as unit:
        for table in tables:
            if table.scope is Scope.DIRECTORY and table.name != _ACCOUNTS:
                where = {"account_id": account_id}
                count = await unit.execute(write.delete(unit.builder(), table, where, returning=False))
                removed[table.db_name] = removed.get(table.db_name, 0) + count
    return {name: count for name, count in removed.items() if count and name != _VERSIONS}


def children_first(catalogue: Catalogue) -> list[Table]:
    """Tables with an account's rows, in an order in which foreign keys let them go."""
    waiting = {name: table for name, table in catalogue.tables.items() if table.scope is not Scope.PLATFORM}
    order: list[Table] = []
    while waiting:
        wanted = {
            relation.target
            for table in waiting.values()
            for relation in table.relations.values()
            if relation.is_owner and relation.target != table.name
        }
        # A circle of keys would have no free table; then any order serves those that set null.
        free = [name for name in waiting if name not in wanted] or list(waiting)
        order += [waiting.pop(name) for name in free]
    return order
