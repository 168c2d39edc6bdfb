"""What services tell that something has cost, its sums, and one sum of it and of the gateway's own spend.

A record that names a call of the gateway is a reference: the spend log has what it cost, and it is charged nowhere again.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from alchemi.db.counters import Charge, settle
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import InvalidRequestError
from alchemi.tenancy.call_admission import ModelCall

MOST_DAYS: Final = 366
MOST_EXPORTED: Final = 50_000
_MOST_GROUPS: Final = 20_000
_COLUMNS: Final = (
    "id", "workspace_id", "user_id", "model", "tool", "cost", "prompt_tokens", "completion_tokens", "total_tokens",
    "metadata", "thread_id", "event_id", "request_id", "created_by",
)  # fmt: skip
_TYPES: Final = {
    "cost": "numeric", "prompt_tokens": "int", "completion_tokens": "int", "total_tokens": "int", "metadata": "jsonb",
}  # fmt: skip
_INSERT: Final = (
    f'INSERT INTO "Alchemi_CostTrackingTable" (account_id, {", ".join(_COLUMNS)}) SELECT $1, r.* FROM unnest('
    + ", ".join(f"${number}::{_TYPES.get(name, 'text')}[]" for number, name in enumerate(_COLUMNS, 2))
    + ") AS r ON CONFLICT DO NOTHING RETURNING id"
)
_KNOWN: Final = (
    'SELECT id, event_id, request_id FROM "Alchemi_CostTrackingTable" WHERE account_id = $1'
    " AND (event_id = ANY ($2::text[]) OR request_id = ANY ($3::text[]))"
)
_FILTERED: Final = (
    ' FROM "Alchemi_CostTrackingTable" t WHERE t.account_id = $1'
    " AND ($2::timestamptz IS NULL OR t.created_at >= $2) AND ($3::timestamptz IS NULL OR t.created_at < $3)"
    " AND ($4::text[] IS NULL OR t.workspace_id = ANY ($4)) AND ($5::text IS NULL OR t.user_id = $5)"
    " AND ($6::text IS NULL OR t.model = $6) AND ($7::text IS NULL OR t.tool = $7)"
)
_SUMS: Final = (
    "coalesce(sum(t.cost), 0) AS total_cost, coalesce(sum(t.cost) FILTER (WHERE t.request_id IS NOT NULL), 0)"
    " AS referenced_cost, coalesce(sum(t.total_tokens), 0)::bigint AS total_tokens, count(*) AS count"
)
_SHOWN: Final = (
    "t.id, t.workspace_id, t.user_id, t.model, t.tool, t.cost, t.prompt_tokens, t.completion_tokens, t.total_tokens,"
    " t.metadata, t.thread_id, t.event_id, t.request_id, t.created_at"
)
GROUPS: Final = frozenset({"model", "user_id", "workspace_id", "tool"})
_USAGE: Final = (
    "SELECT day AS date, grp AS group, sum(gateway) AS gateway_cost, sum(recorded) AS recorded_cost,"
    " sum(gateway + recorded) AS total_cost, sum(calls)::bigint AS request_count, sum(tokens)::bigint AS total_tokens FROM ("
    " SELECT ((l.\"startTime\" AT TIME ZONE 'UTC') AT TIME ZONE $4)::date AS day, {of_log} AS grp,"
    " l.spend::numeric AS gateway, 0::numeric AS recorded,"
    " (l.status IS DISTINCT FROM 'failure')::int AS calls, l.total_tokens AS tokens"
    ' FROM "LiteLLM_SpendLogs" l WHERE l.account_id = $1'
    " AND l.\"startTime\" >= $2::timestamptz AT TIME ZONE 'UTC' AND l.\"startTime\" < $3::timestamptz AT TIME ZONE 'UTC'"
    " UNION ALL SELECT (t.created_at AT TIME ZONE $4)::date, {of_record}, 0, t.cost, 1, coalesce(t.total_tokens, 0)"
    ' FROM "Alchemi_CostTrackingTable" t WHERE t.account_id = $1 AND t.request_id IS NULL'
    " AND t.created_at >= $2 AND t.created_at < $3) both_of_them GROUP BY day, grp ORDER BY day, total_cost DESC, grp"
    f" LIMIT {_MOST_GROUPS}"
)


async def record(unit: Unit, events: Sequence[Mapping[str, Any]], *, actor: str) -> tuple[list[str], int]:
    """Write events that are not there yet and charge what the gateway has not; their ids, and how many were new.

    An event is known by its `event_id` or by the call that it names.
    """
    rows = [
        {**event, "id": str(uuid4()), "created_by": actor, "metadata": json.dumps(event["metadata"])}
        for event in events
    ]
    # In one order, so that two batches with the same events do not wait for each other.
    rows.sort(key=lambda row: (row["event_id"] or "", row["request_id"] or ""))
    args: list[object] = [unit.account, *([row[name] for row in rows] for name in _COLUMNS)]
    new = {row[0] for row in await unit.fetch(Statement(_INSERT, args))}
    charged = [row for row in rows if row["id"] in new and row["request_id"] is None]
    await settle(unit, [_charge(row) for row in charged])
    if len(new) < len(rows):
        await _name_known(unit, rows, new)
    by_event = {id(event): row for event, row in zip(_sorted(events), rows, strict=True)}
    return [str(by_event[id(event)]["id"]) for event in events], len(new)


def _sorted(events: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return sorted(events, key=lambda row: (row["event_id"] or "", row["request_id"] or ""))


async def _name_known(unit: Unit, rows: list[dict[str, Any]], new: set[str]) -> None:
    names = [[row[name] for row in rows if row[name]] for name in ("event_id", "request_id")]
    known = await unit.fetch(Statement(_KNOWN, [unit.account, *names]))
    by_event = {row["event_id"]: row["id"] for row in known if row["event_id"]}
    by_request = {row["request_id"]: row["id"] for row in known if row["request_id"]}
    for row in rows:
        if row["id"] not in new:
            row["id"] = by_event.get(row["event_id"]) or by_request.get(row["request_id"]) or row["id"]


def _charge(row: Mapping[str, Any]) -> Charge:
    scopes = (("ACCOUNT", ""), ("USER", row["user_id"]), ("WORKSPACE", row["workspace_id"]))
    tokens = row["total_tokens"]
    if tokens is None:
        tokens = (row["prompt_tokens"] or 0) + (row["completion_tokens"] or 0)
    requests = Decimal(int(row["tool"] == "llm"))
    return Charge(str(row["id"]), ModelCall(str(row["model"]), scopes), None, requests, Decimal(tokens), row["cost"])


async def sums(unit: Unit, wanted: Sequence[object]) -> dict[str, Any]:
    """The sums over all records that `wanted` describes: start, end, workspaces, user, model, tool; None does not matter."""
    [row] = await unit.fetch(Statement(f"SELECT {_SUMS}{_FILTERED}", [unit.account, *wanted]))
    return dict(row)


async def page(unit: Unit, wanted: Sequence[object], *, limit: int, offset: int) -> list[dict[str, Any]]:
    """One page of the records, the newest first."""
    text = f"SELECT {_SHOWN}{_FILTERED} ORDER BY t.created_at DESC, t.id LIMIT $8 OFFSET $9"
    rows = [dict(row) for row in await unit.fetch(Statement(text, [unit.account, *wanted, limit, offset]))]
    for row in rows:
        row["metadata"] = json.loads(row["metadata"]) if isinstance(row["metadata"], str) else row["metadata"]
    return rows


async def parts(
    unit: Unit, group: str, wanted: Sequence[object], *, limit: int, offset: int
) -> tuple[list[dict[str, Any]], int]:
    """The sums of each workspace or user, the dearest first, and how many of them there are."""
    column = f"t.{_known_group(group)}"
    text = f"SELECT {column} AS id, {_SUMS}{_FILTERED} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $8 OFFSET $9"
    rows = [dict(row) for row in await unit.fetch(Statement(text, [unit.account, *wanted, limit, offset]))]
    [total] = await unit.fetch(Statement(f"SELECT count(DISTINCT {column}){_FILTERED}", [unit.account, *wanted]))
    return rows, int(total[0])


async def daily(unit: Unit, wanted: Sequence[object], group: str | None, zone: str) -> list[dict[str, Any]]:
    """The sums of each day of `zone`, of each group if there is one."""
    grouped = "NULL::text" if group is None else f"t.{_known_group(group)}"
    text = (
        f"SELECT (t.created_at AT TIME ZONE $8)::date AS date, {grouped} AS group, {_SUMS}{_FILTERED}"
        f" GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2 LIMIT {_MOST_GROUPS}"
    )
    rows = await unit.fetch(Statement(text, [unit.account, *wanted, zone]))
    return [{**dict(row), "request_count": row["count"]} for row in rows]


async def usage(unit: Unit, start: datetime, end: datetime, group: str | None, zone: str) -> list[dict[str, Any]]:
    """What each day has cost in all: the gateway's spend, and the records that are not about it."""
    columns = {
        None: ("NULL::text", "NULL::text"),
        "model": ("l.model_group", "t.model"),
        "user_id": ('l."user"', "t.user_id"),
    }
    of_log, of_record = columns[group]
    text = _USAGE.format(of_log=of_log, of_record=of_record)
    return [dict(row) for row in await unit.fetch(Statement(text, [unit.account, start, end, zone]))]


async def export(unit: Unit, wanted: Sequence[object]) -> str:
    """The records as CSV, the newest first.

    Raises:
        InvalidRequestError: there are too many.
    """
    rows = await page(unit, wanted, limit=MOST_EXPORTED + 1, offset=0)
    if len(rows) > MOST_EXPORTED:
        raise InvalidRequestError(f"These are more than {MOST_EXPORTED} records; ask for a shorter time.")
    out = io.StringIO()
    names = [name.strip().removeprefix("t.") for name in _SHOWN.split(",") if name.strip() != "t.metadata"]
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([csv_cell(row[name]) for name in names] for row in rows)
    return out.getvalue()


def csv_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, datetime):
        return value.isoformat()
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


def _known_group(group: str) -> str:
    if group not in GROUPS:
        raise ValueError(group)
    return group
