"""The log of model calls: found by time and filters, followed live, and looked into one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from alchemi.auth.permissions import Permission, check_may
from alchemi.costs import call_log, usage
from alchemi.costs.call_log import Asked, Cursor
from alchemi.costs.usage import Dimension
from alchemi.endpoints.call_log_schemas import (
    Call,
    CallDetails,
    CallFilter,
    CallPage,
    CallQuery,
    Facet,
    FacetCount,
    FacetQuery,
    Facets,
    Failure,
    Payload,
    Timeline,
)
from alchemi.errors import InvalidRequestError, NotFoundError
from alchemi.rest.resource import Resource
from alchemi.rest.router import resource_router
from alchemi.rest.rows import Rows
from alchemi.rest.sight import sees_all_calls, within_sight
from alchemi.rest.work import CurrentWork, report_rows, requires

CALLS = Resource(
    path="/alchemi/log",
    aliases=("/alchemi/logs",),
    table=call_log.TABLE,
    noun="call",
    plural="logs",
    item=Call,
    read=Permission.ACCOUNT_READ,
    write=Permission.ACCOUNT_READ,
    id="request_id",
    operations=set(),
)
_MOST_DAYS: Final = 31
_READ: Final = [requires(Permission.ACCOUNT_READ)]
operations = APIRouter()


@operations.get("", dependencies=_READ)
@operations.get("/list", dependencies=_READ, include_in_schema=False)
async def list_calls(work: CurrentWork, query: Annotated[CallQuery, Query()]) -> CallPage:
    """Calls by time. Who may not read all costs sees their own, or those of the teams that they lead."""
    async with report_rows(work, CALLS) as rows:
        asked = await _asked(rows, query)
        if query.after is not None:
            if query.cursor is not None:
                raise _refusal("after", "Ask for older calls or for newer ones, not both.")
            found = await call_log.newer(rows.unit, asked, query.limit, _cursor("after", query.after))
            older = None
        else:
            place = None if query.cursor is None else _cursor("cursor", query.cursor)
            found = await call_log.page(rows.unit, asked, query.limit + 1, place)
            older = _told(found[query.limit - 1]) if len(found) > query.limit else None
            found = found[: query.limit]
    newest = _told(found[0]) if found else query.after
    calls = [Call.model_validate(one) for one in found]
    return CallPage(logs=calls, limit=query.limit, next_cursor=older, newest_cursor=newest)


@operations.get("/facets", dependencies=_READ)
async def count_facets(work: CurrentWork, query: Annotated[FacetQuery, Query()]) -> Facets:
    """How many of the calls have which value of one field; a filter of that field itself is left out."""
    dimension = Dimension(query.field.value)
    async with report_rows(work, CALLS) as rows:
        asked = await _asked(rows, query, without=query.field)
        found = await call_log.counts(rows.unit, asked, dimension, query.limit)
        labels = await usage.labels_of(rows.unit, dimension, [one["value"] for one in found if one["value"]])
    values = [FacetCount(label=labels.get(one["value"] or ""), **one) for one in found]
    return Facets(field=query.field, values=values)


@operations.get("/{request_id}", dependencies=_READ)
async def get_call(work: CurrentWork, request_id: str) -> CallDetails:
    """One call: when what happened, what it cost and why, how often it was tried. Its content is told by `/payload`."""
    async with work.rows(CALLS, is_read_only=True) as rows:
        row = await _one(rows, request_id, payload=False)
    facts: dict[str, Any] = row["metadata"] if isinstance(row["metadata"], dict) else {}
    return CallDetails(
        **{name: row[name] for name in Call.model_fields}, timeline=_timeline(row, facts),
        cost=_mapping(facts.get("cost_breakdown")), prices=_prices(facts),
        tries={name: _number(facts.get(f"attempted_{name}")) for name in ("retries", "fallbacks")},
        guardrails=facts.get("guardrail_information") or [], error=_failure(facts),
        address=row["requester_ip_address"], user_agent=_text(facts.get("user_agent")),
    )  # fmt: skip


@operations.get("/{request_id}/payload", dependencies=_READ)
async def get_call_payload(work: CurrentWork, request_id: str, response: Response) -> Payload:
    """What was sent and answered, where the account keeps it. Others' needs `logs:payload`, and the audit trail tells of it."""
    response.headers["cache-control"] = "no-store"
    async with work.rows(CALLS) as rows:
        row = await _one(rows, request_id, payload=True)
        if row["user_id"] is None or row["user_id"] != work.caller.user_id:
            check_may(work.caller, Permission.LOG_PAYLOAD)
            rows.record("read_payload", row["call_id"] or request_id)
    return Payload(messages=row["messages"], response=row["response"], request=row["request"])


async def _asked(rows: Rows, query: CallFilter, without: Facet | None = None) -> Asked:
    until = query.to or rows.work.now
    try:
        since = query.from_ or until - timedelta(days=1)
        is_wide = until - since > timedelta(days=_MOST_DAYS)
        since, until = since.astimezone(UTC), until.astimezone(UTC)
    except OverflowError:
        raise _refusal("from", "These times are none of this millennium.") from None
    if since >= until or is_wide or not 2000 <= since.year <= until.year < 3000:
        raise _refusal("from", f"'from' is before 'to', by at most {_MOST_DAYS} days.")
    filters = query.filters()
    if without is not None:
        filters.pop(Dimension(without.value), None)
    return Asked(
        since, until, await within_sight(rows, filters), status=query.status, call_type=query.call_type,
        session_id=query.session_id, least_spend=query.least_spend, ids=query.id,
    )  # fmt: skip


async def _one(rows: Rows, request_id: str, *, payload: bool) -> Mapping[str, Any]:
    filters = {} if sees_all_calls(rows.work.caller) else await within_sight(rows, {})
    row = await call_log.one(rows.unit, request_id, filters, payload=payload) if request_id.isprintable() else None
    if row is None:
        raise NotFoundError("There is no such call.")
    return row


def _cursor(parameter: str, text: str) -> Cursor:
    try:
        return Cursor.read(text)
    except ValueError as error:
        raise _refusal(parameter, str(error)) from error


def _told(row: Mapping[str, Any]) -> str:
    return Cursor(row["started_at"], row["request_id"]).told


def _timeline(row: Mapping[str, Any], facts: Mapping[str, Any]) -> Timeline:
    first, began = row["first_token_at"], row["started_at"]
    return Timeline(
        first_token_ms=None if first is None else _milliseconds(began, first),
        total_ms=_milliseconds(began, row["ended_at"]),
        overhead_ms=_number(facts.get("litellm_overhead_time_ms")),
    )


def _milliseconds(begin: datetime, end: datetime) -> int:
    return round((end - begin).total_seconds() * 1000)


def _prices(facts: Mapping[str, Any]) -> dict[str, Any] | None:
    known = _mapping((_mapping(facts.get("model_map_information")) or {}).get("model_map_value")) or {}
    found = {name: value for name, value in known.items() if "cost" in name and isinstance(value, int | float)}
    return found or None


def _failure(facts: Mapping[str, Any]) -> Failure | None:
    found = _mapping(facts.get("error_information"))
    if found is None:
        return None
    names = ("error_class", "error_code", "error_message")
    kind, code, message = (_text(found.get(name)) for name in names)
    return Failure(kind=kind, code=code, message=message)


def _mapping(value: object) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)[:2000]


def _number(value: Any) -> Any:
    return value if isinstance(value, int | float) else None


def _refusal(parameter: str, detail: str) -> InvalidRequestError:
    return InvalidRequestError(detail, errors=[{"parameter": parameter, "detail": detail}])


router = resource_router(CALLS, operations)
