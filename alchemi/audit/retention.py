"""The one door through which events leave: those past their time, once the chain up to them was found whole.

What is removed leaves a signed record: where the chain was cut off, and what it was there.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from alchemi.audit.chain import verify
from alchemi.audit.event import AuditKeys, in_milliseconds, seal_checkpoint, seal_head
from alchemi.audit.writer import is_head_sound, record
from alchemi.db.engine import Database, Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import NotFoundError
from alchemi.tenancy.account import AccountId

log = logging.getLogger(__name__)

DEFAULT_DAYS: Final = 365
MINIMUM_DAYS: Final = 30
"""What accounts may not go below: their operator needs this much to look into anything."""
MAXIMUM_DAYS: Final = 3_650

CHECKPOINT_EVERY_S: Final = 60.0
RETENTION_EVERY_S: Final = 3600.0

_LOCK: Final = 'SELECT * FROM "Alchemi_AuditChain" WHERE account_id = $1 FOR UPDATE'
_SIGN: Final = (
    'UPDATE "Alchemi_AuditChain" SET checkpoints = $2, retention_days = $3, mac = $4, updated_at = now()'
    " WHERE account_id = $1"
)
_ADD_CHECKPOINT: Final = (
    'INSERT INTO "Alchemi_AuditCheckpoint" (account_id, sequence, kind, hash, key_id, created_at, mac)'
    " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING"
)
_EXPIRED: Final = (
    'SELECT (SELECT e.sequence - 1 FROM "Alchemi_AuditEvent" e WHERE e.account_id = $1 AND e.occurred_at >= $2'
    " ORDER BY e.sequence LIMIT 1) AS last_old, min(sequence) AS first, max(sequence) AS newest"
    ' FROM "Alchemi_AuditEvent" WHERE account_id = $1'
)
_REMOVE: Final = 'DELETE FROM "Alchemi_AuditEvent" WHERE account_id = $1 AND sequence <= $2'
_REMOVE_CHECKPOINTS: Final = 'DELETE FROM "Alchemi_AuditCheckpoint" WHERE account_id = $1 AND sequence <= $2'
_GROWN: Final = (
    'SELECT c.account_id FROM "Alchemi_AuditChain" c WHERE c.sequence > coalesce((SELECT max(p.sequence)'
    ' FROM "Alchemi_AuditCheckpoint" p WHERE p.account_id = c.account_id), 0) ORDER BY c.account_id'
)
_ALL: Final = 'SELECT account_id FROM "Alchemi_AuditChain" ORDER BY account_id'


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    """Days, where an account has none of its own, and the least that it may choose."""

    default_days: int = DEFAULT_DAYS
    minimum_days: int = MINIMUM_DAYS

    def days(self, own: int | None) -> int:
        return max(self.default_days if own is None else own, self.minimum_days)


class AuditKeeper:
    """Makes checkpoints and removes what is past its time, as the platform."""

    def __init__(self, platform: Database, keys: AuditKeys, policy: RetentionPolicy) -> None:
        self._platform = platform
        self._keys = keys
        self._policy = policy

    async def checkpoint(self, account: AccountId, *, now: datetime) -> bool:
        """Keep what the chain is now, and write it to the log, where whoever owns the database does not reach it.

        False when its end is not as it was left: then nothing is vouched for.
        """
        async with self._platform.unit() as unit:
            head = await _locked(unit, account)
            if head is None or not is_head_sound(self._keys, account, head):
                log.error("audit.chain_broken", extra={"of_account": account})
                return False
            if not await self._add(unit, account, "schedule", head["sequence"], head["hash"], now):
                # Another worker was here first.
                return False
            await self._sign(unit, account, head, head["checkpoints"] + 1, head["retention_days"])
        log.info(
            "audit.checkpoint", extra={"of_account": account, "sequence": head["sequence"], "chain_hash": head["hash"]}
        )
        return True

    async def checkpoint_all(self, *, now: datetime) -> int:
        """One for each chain that has grown since its last one; how many."""
        return sum([await self.checkpoint(account, now=now) for account in await self._accounts(_GROWN)])

    async def retain(self, account: AccountId, *, now: datetime) -> int:
        """Remove the account's events that are past their time; how many. 0 when the chain up to them is not whole."""
        async with self._platform.unit(is_read_only=True) as unit:
            found = await unit.fetch(Statement(_LOCK.removesuffix(" FOR UPDATE"), [account]))
            if not found or not is_head_sound(self._keys, account, found[0]):
                return 0
            before = now - timedelta(days=self._policy.days(found[0]["retention_days"]))
            [span] = await unit.fetch(Statement(_EXPIRED, [account, before]))
        last = span["newest"] if span["last_old"] is None else span["last_old"]
        if last is None or last < span["first"]:
            return 0
        async with self._platform.unit(is_read_only=True) as unit:
            verdict = await verify(unit, account, self._keys, until=last)
        if not verdict.is_whole or verdict.last != last:
            # What is wrong must stay to be seen.
            log.error("audit.chain_broken", extra={"of_account": account, "sequence": verdict.sequence})
            return 0
        return await self._remove(account, last, verdict.last_hash, before, now)

    async def retain_all(self, *, now: datetime) -> int:
        """The same for every account."""
        return sum([await self.retain(account, now=now) for account in await self._accounts(_ALL)])

    async def _remove(self, account: AccountId, last: int, last_hash: str, before: datetime, now: datetime) -> int:
        async with self._platform.unit() as unit:
            await unit.execute(Statement("SET LOCAL statement_timeout = 0", []))
            head = await _locked(unit, account)
            if head is None or not is_head_sound(self._keys, account, head):
                return 0
            removed = await unit.execute(Statement(_REMOVE, [account, last]))
            gone = await unit.execute(Statement(_REMOVE_CHECKPOINTS, [account, last]))
            await self._add(unit, account, "retention", last, last_hash, now)
            await self._sign(unit, account, head, head["checkpoints"] - gone + 1, head["retention_days"])
            after = {"removed_through": last, "events": removed, "chain": last_hash[:16], "older_than": before}
            record(
                unit, action="audit.retention", resource_type="audit", resource_id=account, after=after, account=account
            )
        log.info("audit.retained", extra={"of_account": account, "removed": removed, "sequence": last})
        return removed

    async def _add(self, unit: Unit, account: str, kind: str, sequence: int, hashed: str, now: datetime) -> bool:
        key_id, key = self._keys.current(account)
        row = {"account_id": account, "sequence": sequence, "kind": kind, "hash": hashed, "key_id": key_id}
        row |= {"created_at": in_milliseconds(now)}
        return bool(await unit.execute(Statement(_ADD_CHECKPOINT, [*row.values(), seal_checkpoint(key, row)])))

    async def _sign(self, unit: Unit, account: str, head: dict[str, Any], count: int, days: int | None) -> None:
        await sign_head(unit, account, self._keys, head, count=count, days=days)

    async def _accounts(self, query: str) -> list[AccountId]:
        async with self._platform.unit(is_read_only=True) as unit:
            return [AccountId(row["account_id"]) for row in await unit.fetch(Statement(query, []))]


async def set_retention(unit: Unit, account: str, keys: AuditKeys, days: int | None) -> None:
    """Say how long the account's events are kept; None: as long as the platform's default.

    Raises:
        NotFoundError: the end of the chain is not as it was left; the operator must look.
    """
    journal_row = await _locked(unit, account)
    if journal_row is None:
        raise NotFoundError("This account has no audit trail yet.")
    if not is_head_sound(keys, account, journal_row):
        log.error("audit.chain_broken", extra={"of_account": account})
        raise NotFoundError("This account's audit trail needs the operator: it is not whole.")
    record(
        unit, action="update", resource_type="audit_retention", resource_id=account,
        before={"days": journal_row["retention_days"]}, after={"days": days}, account=account,
    )  # fmt: skip
    await sign_head(unit, account, keys, journal_row, count=journal_row["checkpoints"], days=days)


async def retention_days(unit: Unit, account: str) -> int | None:
    """What the account has chosen."""
    rows = await unit.fetch(Statement(_LOCK.removesuffix(" FOR UPDATE"), [account]))
    return rows[0]["retention_days"] if rows else None


async def sign_head(
    unit: Unit, account: str, keys: AuditKeys, head: dict[str, Any], *, count: int, days: int | None
) -> None:
    """Give the locked row of a chain's end other settings, and sign it anew."""
    _, key = keys.current(account)
    mac = seal_head(key, account, head["sequence"], head["hash"], days, count)
    await unit.execute(Statement(_SIGN, [account, count, days, mac]))


async def _locked(unit: Unit, account: str) -> dict[str, Any] | None:
    rows = await unit.fetch(Statement(_LOCK, [account]))
    return dict(rows[0]) if rows else None
