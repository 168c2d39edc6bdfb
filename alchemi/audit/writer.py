"""Adds events to the chains of accounts, in the transaction of the change that they tell of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

import asyncpg

from alchemi.audit.event import (
    BROKEN_HEAD,
    COLUMNS,
    CONTENT,
    AuditKeys,
    Draft,
    in_milliseconds,
    seal_checkpoint,
    seal_event,
    seal_head,
)
from alchemi.audit.masking import masked_text, plain, shown
from alchemi.audit.resources import resource_of
from alchemi.db.account_versions import is_usage
from alchemi.db.changes import Change
from alchemi.db.engine import Unit
from alchemi.db.journal import Journal
from alchemi.db.rows import Row
from alchemi.db.schema.catalogue import Table
from alchemi.db.sql.statement import Statement
from alchemi.tenancy.account import SYSTEM_ACCOUNT
from alchemi.tenancy.context import bound_account
from alchemi.tenancy.origin import Cause, current_origin

CHECKPOINT_EVERY: Final = 100
_HOOK: Final = "~audit"
"""Sorts after every other name: the end of a chain is locked last."""
_MAX_EVENTS: Final = 500
_STAMPS: Final = frozenset(
    {
        "updated_at",
        "updated_by",
        "settings_updated_at",
        "last_active",
        "last_active_at",
        "created_at",
        "budget_started_at",
    }
)
_SHOWN_OF_HASH: Final = 16
_SYSTEM: Final = Cause("system")
_OF_ACCOUNTS: Final = frozenset({"user", "token", "key", "service"})

_ADVANCE: Final = (
    'INSERT INTO "Alchemi_AuditChain" AS c (account_id, sequence) VALUES ($1, $2)'
    " ON CONFLICT (account_id) DO UPDATE SET sequence = c.sequence + excluded.sequence"
    " RETURNING c.sequence - $2 AS sequence, c.hash, c.retention_days, c.checkpoints, c.mac"
)
_OWNER: Final = (
    ', (SELECT k.user_id FROM "LiteLLM_VerificationToken" k WHERE k.account_id = $1 AND k.token = $3) AS user_id'
)
_TYPES: Final = {"sequence": "bigint", "occurred_at": "timestamptz"}
_STORED: Final = COLUMNS[1:]
_INSERT: Final = (
    'WITH head AS (UPDATE "Alchemi_AuditChain" SET hash = $2, mac = $3, checkpoints = $4, updated_at = now()'
    " WHERE account_id = $1){checkpoint}"
    ' INSERT INTO "Alchemi_AuditEvent" ('
    + ", ".join(COLUMNS)
    + ") SELECT $1, * FROM unnest("
    + ", ".join(f"${number}::{_TYPES.get(name, 'text')}[]" for number, name in enumerate(_STORED, 5))
    + ")"
)
_FIRST_OF_CHECKPOINT: Final = 5 + len(_STORED)
_WITH_CHECKPOINTS: Final = (
    ', points AS (INSERT INTO "Alchemi_AuditCheckpoint" (account_id, kind, sequence, hash, key_id, created_at, mac)'
    " SELECT $1, 'interval', * FROM unnest("
    + ", ".join(
        f"${_FIRST_OF_CHECKPOINT + number}::{kind}[]"
        for number, kind in enumerate(("bigint", "text", "text", "timestamptz", "text"))
    ) + "))"
)  # fmt: skip


@dataclass(slots=True)
class _Told:
    """What has happened to one row in a unit. `is_explicit`: told in words, which count more than what was seen."""

    action: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None
    outcome: str = "success"
    is_explicit: bool = False
    accounts: tuple[str, ...] = ()
    subject: str | None = None


@dataclass(slots=True)
class _Pending:
    """The events of a unit until it ends, by the row that they are about."""

    journal: AuditJournal
    told: dict[tuple[str, str | None, str], _Told] = field(default_factory=dict)

    async def __call__(self, unit: Unit) -> None:
        by_account: dict[str, list[Draft]] = {}
        for (resource_type, resource_id, _), told in self.told.items():
            draft = _draft(resource_type, resource_id, told)
            if draft is not None:
                for account in told.accounts:
                    by_account.setdefault(account, []).append(draft)
        # In one order, so that two units which want the same chains never wait for each other.
        for account in sorted(by_account):
            await self.journal.append(unit, account, by_account[account])


class AuditJournal:
    """What the database tells of changes, and what is told in words, becomes events."""

    def __init__(
        self,
        keys: AuditKeys,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        beside: Sequence[Journal] = (),
    ) -> None:
        self.keys = keys
        self.beside = beside
        """Who else is told of those changes of which there are events."""
        self._now = now

    def wants(self, change: Change) -> bool:
        return resource_of(change.table) is not None and not is_usage(change)

    def note(
        self, unit: Unit, table: Table, change: Change, before: Sequence[Row] | None, after: Sequence[Row] | None
    ) -> None:
        """Take note of what was seen of a change."""
        for other in self.beside:
            if other.wants(change):
                other.note(unit, table, change, before, after)
        resource_type = resource_of(table.db_name) or table.db_name
        befores, afters = _by_id(table, before), _by_id(table, after)
        if (before is None and after is None) or max(len(befores), len(afters)) > CHECKPOINT_EVERY:
            self._note_many(unit, resource_type, change, max(len(befores), len(afters)))
            return
        for resource_id in befores.keys() | afters.keys():
            old, new = befores.get(resource_id), afters.get(resource_id)
            action = "create" if old is None else "delete" if new is None else "update"
            account = "" if unit.account is not None else str((new or old or {}).get("account_id") or "")
            self._merge(unit, resource_type, resource_id, _Told(action, old, new), account)

    def _note_many(self, unit: Unit, resource_type: str, change: Change, count: int) -> None:
        action = "update" if change.fields is not None else "change"
        after = {"columns": sorted(change.fields or ())} | ({"rows": count} if count else {})
        self._merge(unit, resource_type, None, _Told(action, None, after), "")

    def _merge(self, unit: Unit, resource_type: str, resource_id: str | None, told: _Told, account: str) -> None:
        pending = _pending_of(unit, self)
        if unit.account is not None:
            told.accounts = (unit.account,)
        elif account and _is_own_doing(account):
            told.accounts = (account,)
        else:
            told.accounts = tuple(dict.fromkeys(one for one in (SYSTEM_ACCOUNT, account) if one))
            told.subject = account or None
        key = (resource_type, resource_id, account)
        known = pending.told.get(key)
        if known is None:
            if len(pending.told) >= _MAX_EVENTS:
                key, told.before, told.after = (resource_type, None, ""), None, {"rows": "many"}
            pending.told[key] = told
        elif not known.is_explicit:
            action = known.action if known.action == "create" and told.action != "delete" else told.action
            pending.told[key] = _Told(action, known.before, told.after, accounts=told.accounts, subject=told.subject)
        elif known.before is None and known.after is None:
            known.before, known.after = told.before, told.after

    async def append(self, unit: Unit, account: str, drafts: Sequence[Draft]) -> None:
        """Add events to the end of the account's chain, which stays locked until the unit ends."""
        origin = current_origin()
        cause = _SYSTEM if origin is None else origin.cause
        asks_owner = unit.account is not None and cause.key_hash is not None and cause.user_id is None
        arguments: list[object] = [account, len(drafts), *([cause.key_hash] if asks_owner else [])]
        [head] = await unit.fetch(Statement(_ADVANCE + (_OWNER if asks_owner else ""), arguments))
        key_id, key = self.keys.current(account)
        if not self._is_as_left(account, head):
            # Evidence stays in the chain: else what follows would vouch for whatever was made of it.
            drafts = [Draft(BROKEN_HEAD, "audit", account, "failed"), *drafts]
            await unit.execute(Statement(_ADVANCE.split(" RETURNING")[0], [account, 1]))
        now, previous, rows = in_milliseconds(self._now()), str(head["hash"]), []
        owner = head["user_id"] if asks_owner else cause.user_id
        for number, draft in enumerate(drafts, head["sequence"] + 1):
            row = {**_content(draft, cause, owner, now), "account_id": account, "sequence": number}
            row |= {"key_id": key_id, "previous_hash": previous}
            row["hash"] = previous = seal_event(key, row)
            rows.append(row)
        points = [_checkpoint(key, row) for row in rows if row["sequence"] % CHECKPOINT_EVERY == 0]
        count = head["checkpoints"] + len(points)
        mac = seal_head(key, account, rows[-1]["sequence"], previous, head["retention_days"], count)
        arguments = [account, previous, mac, count, *([row[name] for row in rows] for name in _STORED)]
        if points:
            names = ("sequence", "hash", "key_id", "created_at", "mac")
            arguments += [[point[name] for point in points] for name in names]
        await unit.execute(Statement(_INSERT.format(checkpoint=_WITH_CHECKPOINTS if points else ""), arguments))
        if origin is not None:
            origin.events += len(rows)

    def _is_as_left(self, account: str, head: asyncpg.Record) -> bool:
        return is_head_sound(self.keys, account, head)


def is_head_sound(keys: AuditKeys, account: str, head: Mapping[str, Any] | asyncpg.Record) -> bool:
    """The row of a chain's end is as a holder of the key left it; a new one is empty."""
    if not head["mac"]:
        return (head["sequence"], head["hash"], head["checkpoints"], head["retention_days"]) == (0, "", 0, None)
    fields = (account, head["sequence"], head["hash"], head["retention_days"], head["checkpoints"])
    return any(seal_head(key, *fields) == head["mac"] for key in keys.of(account))


def record(
    unit: Unit,
    *,
    action: str,
    resource_type: str,
    resource_id: str | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    outcome: str = "success",
    account: str | None = None,
) -> None:
    """Tell in words what this unit does; what is seen of the same row in it is not told again.

    In a unit of the platform the event is the platform's own, or that of `account` alone when it is given.

    Raises:
        TypeError: the database has no journal.
    """
    journal = unit.journal
    if not isinstance(journal, AuditJournal):
        raise TypeError("An event was to be recorded on a database without a journal.")
    accounts = (unit.account or account or SYSTEM_ACCOUNT,)
    told = _Told(action, before, after, outcome, is_explicit=True, accounts=accounts)
    pending = _pending_of(unit, journal)
    key = (resource_type, resource_id, "" if unit.account is not None else account or "")
    known = pending.told.get(key)
    if known is not None and known.is_explicit:
        key = (resource_type, resource_id, f"{len(pending.told)}")
    elif known is not None:
        told.before, told.after = before or known.before, after or known.after
        told.accounts, told.subject = tuple(dict.fromkeys((*accounts, *known.accounts))), known.subject
    pending.told[key] = told


def _is_own_doing(account: str) -> bool:
    """The account itself does this, and the platform's role was needed for it: no business of the operator's trail."""
    origin = current_origin()
    return origin is not None and bound_account() == account and origin.cause.kind in _OF_ACCOUNTS


def _pending_of(unit: Unit, journal: AuditJournal) -> _Pending:
    pending = unit.before_commit.setdefault(_HOOK, _Pending(journal))
    if not isinstance(pending, _Pending):
        raise TypeError("Another duty has the name of the journal's.")
    return pending


def _draft(resource_type: str, resource_id: str | None, told: _Told) -> Draft | None:
    """The event; None when nothing was changed by it."""
    before, after = told.before, told.after
    if before is not None and after is not None:
        names = [name for name in after if name not in _STAMPS and not _is_same(before.get(name), after[name])]
        if not names and told.action == "update":
            return None
        before, after = {name: before.get(name) for name in names}, {name: after[name] for name in names}
    elif before is None and after is None and told.action != "create" and not told.is_explicit:
        return None
    return Draft(
        told.action,
        resource_type,
        resource_id,
        told.outcome,
        shown(_present(before)),
        shown(_present(after)),
        told.subject,
    )


def _is_same(one: Any, other: Any) -> bool:
    """A document is the same whether it is a text or not."""
    return bool(one == other) or plain(one) == plain(other)


def _present(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A row without what was never set, which says nothing."""
    return None if row is None else {name: value for name, value in row.items() if not isinstance(value, list) or value}


def _by_id(table: Table, rows: Sequence[Row] | None) -> dict[str, Row]:
    return {_id_of(table, row): row for row in rows or ()}


def _id_of(table: Table, row: Row) -> str:
    parts = []
    for name in table.primary_key.fields:
        value = str(row.get(name, "*"))
        parts.append(value[:_SHOWN_OF_HASH] if name == "token" else value)
    return "/".join(parts)


def _content(draft: Draft, cause: Cause, user_id: str | None, now: datetime) -> dict[str, Any]:
    texts: dict[str, str | None] = {
        "event_id": str(uuid4()), "actor_kind": cause.kind, "actor_id": cause.actor_id, "actor_user_id": user_id,
        "action": draft.action, "resource_type": draft.resource_type, "resource_id": draft.resource_id,
        "outcome": draft.outcome, "method": cause.method, "route": cause.route, "request_id": cause.request_id,
        "address": cause.address, "user_agent": cause.user_agent, "subject_account": draft.subject_account,
    }  # fmt: skip
    content: dict[str, Any] = {name: None if text is None else masked_text(text, 256) for name, text in texts.items()}
    content |= {"occurred_at": now, "before": draft.before, "after": draft.after}
    assert content.keys() == set(CONTENT)  # noqa: S101 (the seal covers just these)
    return content


def _checkpoint(key: bytes, row: Mapping[str, Any]) -> dict[str, Any]:
    names = ("account_id", "sequence", "hash", "key_id")
    point = {**{name: row[name] for name in names}, "kind": "interval", "created_at": row["occurred_at"]}
    return {**point, "mac": seal_checkpoint(key, point)}
