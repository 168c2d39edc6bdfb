"""Finds events of one account by fixed filters, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import asyncpg

from alchemi.audit.event import COLUMNS
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement

COUNTED: Final = 10_000
"""Matches are counted up to this many."""

_SELECT: Final = "SELECT " + ", ".join(f"e.{name}" for name in COLUMNS) + ' FROM "Alchemi_AuditEvent" e'
_ONE: Final = _SELECT + " WHERE e.account_id = $1 AND e.event_id = $2"


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What events must be like; None: anything. `text` is looked for in ids, whatever the case; `until` is excluded."""

    actor: str | None = None
    actor_kind: str | None = None
    action: str | None = None
    resource_type: str | None = None
    resource_id: str | None = None
    outcome: str | None = None
    request_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """`next_before`: pass it to get the following page; None at the end. `total` stops counting at `COUNTED`."""

    events: list[dict[str, Any]]
    total: int
    is_total_exact: bool
    next_before: int | None


async def list_events(
    unit: Unit, account: str, wanted: EventFilter, *, limit: int, before: int | None = None, offset: int = 0
) -> EventPage:
    """One page of the account's events. `before`: events of a lower sequence only."""
    condition, arguments = _condition(account, wanted)
    counting = (
        f'SELECT count(*) FROM (SELECT 1 FROM "Alchemi_AuditEvent" e WHERE {condition} LIMIT {COUNTED + 1}) found'
    )
    [counted] = await unit.fetch(Statement(counting, [*arguments]))
    rows = await read_events(unit, account, wanted, limit=limit + 1, before=before, offset=offset)
    events = [dict(row) for row in rows[:limit]]
    total = min(counted[0], COUNTED)
    return EventPage(events, total, counted[0] <= COUNTED, events[-1]["sequence"] if len(rows) > limit else None)


async def read_events(
    unit: Unit, account: str, wanted: EventFilter, *, limit: int, before: int | None = None, offset: int = 0
) -> list[asyncpg.Record]:
    """The events themselves, newest first."""
    condition, arguments = _condition(account, wanted)
    if before is not None:
        arguments.append(before)
        condition += f" AND e.sequence < ${len(arguments)}"
    arguments += [limit, offset]
    page = f" ORDER BY e.sequence DESC LIMIT ${len(arguments) - 1} OFFSET ${len(arguments)}"
    return await unit.fetch(Statement(f"{_SELECT} WHERE {condition}{page}", arguments))


async def find_event(unit: Unit, account: str, event_id: str) -> dict[str, Any] | None:
    """The event of this id."""
    rows = await unit.fetch(Statement(_ONE, [account, event_id]))
    return dict(rows[0]) if rows else None


async def event_types(unit: Unit, account: str) -> list[dict[str, Any]]:
    """Which kinds of things happened to which kinds of objects in the account, with how often."""
    query = (
        "SELECT resource_type, action, count(*) AS events"
        ' FROM "Alchemi_AuditEvent" WHERE account_id = $1 GROUP BY 1, 2 ORDER BY 1, 2'
    )
    return list(map(dict, await unit.fetch(Statement(query, [account]))))


def _condition(account: str, wanted: EventFilter) -> tuple[str, list[object]]:
    parts, arguments = ["e.account_id = $1"], list[object]([account])

    def add(part: str, value: object) -> None:
        if value is not None:
            arguments.append(value)
            parts.append(part.format(f"${len(arguments)}"))

    add("(e.actor_id = {0} OR e.actor_user_id = {0})", wanted.actor)
    for name in ("actor_kind", "action", "resource_type", "resource_id", "outcome", "request_id"):
        add(f"e.{name} = {{0}}", getattr(wanted, name))
    add("e.occurred_at >= {0}", wanted.since)
    add("e.occurred_at < {0}", wanted.until)
    names = ("resource_id", "actor_id", "actor_user_id", "request_id", "subject_account", "route")
    found = " OR ".join(f"position({{0}} IN lower(coalesce(e.{name}, ''))) > 0" for name in names)
    add(f"({found})", wanted.text.lower() if wanted.text else None)
    return " AND ".join(parts), arguments
