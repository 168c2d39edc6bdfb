"""Forwards every account's audit trail to OpenObserve, in its order, from where it has come to.

The place is kept after each batch that was taken, and one worker at a time forwards an account's events. Only a worker that
ends between the two sends a batch again: a record's `event_id` is the same then.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from alchemi.audit.event import CONTENT
from alchemi.audit.search import EventFilter
from alchemi.db.engine import Database
from alchemi.db.sql.statement import Statement
from alchemi.errors import DestinationUnreachableError
from alchemi.integrations.openobserve import OpenObserve, literal

log = logging.getLogger(__name__)

BATCH: Final = 200
FORWARD_EVERY_S: Final = 5.0
_LEASE: Final = timedelta(seconds=60)
_LONGEST_WAIT_S: Final = 300
_FRESH: Final = timedelta(hours=4)
"""OpenObserve refuses records with an older time; such a one gets the time at which it arrives."""

_EXACT: Final = ("actor_kind", "action", "resource_type", "resource_id", "outcome", "request_id")
TOLD: Final = ("account_id", "sequence", *CONTENT)
_WAITING: Final = (
    'SELECT c.account_id FROM "Alchemi_AuditChain" c LEFT JOIN "Alchemi_AuditForward" f ON f.account_id = c.account_id'
    " WHERE c.sequence > coalesce(f.sequence, 0) AND (f.retry_at IS NULL OR f.retry_at <= $1)"
    " AND (f.leased_until IS NULL OR f.leased_until < $1) ORDER BY f.updated_at NULLS FIRST LIMIT 1000"
)
_CLAIM: Final = (
    'INSERT INTO "Alchemi_AuditForward" AS f (account_id, lease, leased_until, updated_at) VALUES ($1, $2, $3, $4)'
    " ON CONFLICT (account_id) DO UPDATE SET lease = $2, leased_until = $3, updated_at = $4"
    " WHERE (f.leased_until IS NULL OR f.leased_until < $4) AND (f.retry_at IS NULL OR f.retry_at <= $4)"
    " RETURNING f.sequence, f.failures"
)
_READ: Final = (
    "SELECT "
    + ", ".join(TOLD)
    + ' FROM "Alchemi_AuditEvent" WHERE account_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3'
)
_HEAD: Final = 'SELECT sequence FROM "Alchemi_AuditChain" WHERE account_id = $1'
_KEEP: Final = (
    'UPDATE "Alchemi_AuditForward" SET sequence = $3, failures = 0, retry_at = NULL, leased_until = NULL'
    " WHERE account_id = $1 AND lease = $2"
)
_PUT_OFF: Final = (
    'UPDATE "Alchemi_AuditForward" SET failures = failures + 1, retry_at = $3, leased_until = NULL'
    " WHERE account_id = $1 AND lease = $2"
)


class AuditForwarder:
    """Works as the platform, outside of any request."""

    def __init__(self, platform: Database, store: OpenObserve) -> None:
        self._platform = platform
        self._store = store

    async def forward_all(self, *, now: datetime) -> int:
        """One batch of each account that has new events; how many were taken. Stops when the store takes none."""
        async with self._platform.unit(is_read_only=True) as unit:
            accounts = [row["account_id"] for row in await unit.fetch(Statement(_WAITING, [now]))]
        sent = 0
        for account in accounts:
            taken = await self.forward(account, now=now)
            if taken is None:
                break
            sent += taken
        return sent

    async def forward(self, account: str, *, now: datetime) -> int | None:
        """The account's next batch; how many were taken. None: the store takes nothing now."""
        lease = uuid4().hex
        async with self._platform.unit() as unit:
            claimed = await unit.fetch(Statement(_CLAIM, [account, lease, now + _LEASE, now]))
            if not claimed:
                return 0
            place = claimed[0]["sequence"]
            # Before the events: what is added in between must not be passed over.
            [head] = await unit.fetch(Statement(_HEAD, [account]))
            events = await unit.fetch(Statement(_READ, [account, place, BATCH]))
        try:
            refused = await self._store.send([_record(dict(event), now) for event in events]) if events else 0
        except DestinationUnreachableError:
            wait_s = min(_LONGEST_WAIT_S, 2 ** min(claimed[0]["failures"] + 1, 10))
            await self._write(_PUT_OFF, account, lease, now + timedelta(seconds=wait_s))
            log.warning("audit.forwarding_put_off", extra={"of_account": account, "wait_s": wait_s})
            return None
        if refused:
            log.error("audit.forwarding_refused", extra={"of_account": account, "events": refused})
        # None is left of what retention has removed.
        await self._write(_KEEP, account, lease, events[-1]["sequence"] if events else head["sequence"])
        return len(events) - refused

    async def _write(self, query: str, account: str, lease: str, value: object) -> None:
        async with self._platform.unit() as unit:
            await unit.execute(Statement(query, [account, lease, value]))


def condition_of(account: str, wanted: EventFilter) -> str:
    """The SQL condition for the account's records that are as `wanted`."""
    parts = [f"account_id = {literal(account)}"]
    if wanted.actor is not None:
        parts.append(f"(actor_id = {literal(wanted.actor)} OR actor_user_id = {literal(wanted.actor)})")
    exact = {name: getattr(wanted, name) for name in _EXACT}
    parts += [f"{name} = {literal(value)}" for name, value in exact.items() if value is not None]
    if wanted.since is not None:
        parts.append(f"occurred_at >= {literal(_time(wanted.since))}")
    if wanted.until is not None:
        parts.append(f"occurred_at < {literal(_time(wanted.until))}")
    if wanted.text is not None:
        names = ("resource_id", "actor_id", "actor_user_id", "request_id", "subject_account", "route")
        text = literal(wanted.text.lower())
        parts.append("(" + " OR ".join(f"strpos(lower({name}), {text}) > 0" for name in names) + ")")
    return " AND ".join(parts)


async def forward_audit_forever(forwarder: AuditForwarder, *, now: Callable[[], datetime]) -> None:
    """Forward what is new every five seconds, and at once as long as there is more, until cancelled."""
    while True:
        try:
            while await forwarder.forward_all(now=now()) >= BATCH:
                pass
        except Exception:
            # A background loop must live on; what was left out is done the next time.
            log.exception("audit.forwarding_failed")
        await asyncio.sleep(FORWARD_EVERY_S)


def _record(event: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """An event as it is told. No field is left out: the store knows only fields that it has seen."""
    told: dict[str, Any] = {name: event[name] if event[name] is not None else "" for name in TOLD}
    told["occurred_at"] = _time(event["occurred_at"])
    if event["occurred_at"] > now - _FRESH:
        told["_timestamp"] = int(event["occurred_at"].timestamp() * 1_000_000)
    return told


def _time(moment: datetime) -> str:
    """In one width and zone: times are compared as texts."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
