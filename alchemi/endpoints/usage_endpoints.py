"""Usage: what the account's calls cost and how many there were, by time and by any one dimension."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from alchemi.auth.permissions import Permission
from alchemi.costs import usage
from alchemi.costs.tracking import csv_cell
from alchemi.costs.usage import Question, Source
from alchemi.endpoints.cost_endpoints import COSTS
from alchemi.endpoints.usage_schemas import Metric, Period, Sums, UsageAnswer, UsageQuery, UsageRow
from alchemi.errors import InvalidRequestError
from alchemi.rest.router import group_router
from alchemi.rest.rows import Rows
from alchemi.rest.schema import told_as
from alchemi.rest.sight import within_sight
from alchemi.rest.work import CurrentWork, report_rows, requires

PATH: Final = "/alchemi/usage"
_DEFAULT_DAYS: Final = 30

operations = APIRouter()


@operations.get(
    "", dependencies=[requires(Permission.ACCOUNT_READ)], response_model=UsageAnswer,
    responses=told_as("text/csv"),
)  # fmt: skip
async def get_usage_of_account(work: CurrentWork, query: Annotated[UsageQuery, Query()]) -> UsageAnswer | Response:
    """Sums by time and group. Who may not read all costs gets their own, or those of the teams that they lead."""
    async with report_rows(work, COSTS) as rows:
        question = _question(query, work.now.date())
        question = replace(question, filters=await within_sight(rows, question.filters))
        source = _source(question)
        told = [await _period(rows, question, source, query.metric)]
        if query.compare and query.format == "json":
            first, last = question.before
            told.append(await _period(rows, replace(question, first=first, last=last), source, query.metric))
    if query.format == "csv":
        headers = {"content-disposition": 'attachment; filename="usage.csv"'}
        return StreamingResponse(_csv(told[0], query.metric), media_type="text/csv; charset=utf-8", headers=headers)
    return UsageAnswer(
        **dict(told[0]), zone=question.zone, bucket=question.bucket, group_by=question.group_by, source=source,
        compare=told[1] if len(told) > 1 else None,
    )  # fmt: skip


def _question(query: UsageQuery, today: date) -> Question:
    try:
        ZoneInfo(query.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise _refusal("zone", "There is no such time zone.") from None
    last = query.to or today
    first = query.from_ or max(last, date(1970, 2, 1)) - timedelta(days=_DEFAULT_DAYS - 1)
    if not date(2000, 1, 1) <= first <= last <= date(2999, 1, 1):
        raise _refusal("from", "The first day is not after the last one, and both are of this millennium.")
    return Question(first, last, query.zone, query.bucket, query.group_by, query.filters(), query.top)


def _source(question: Question) -> Source:
    source = usage.source_of(question)
    if source is None:
        raise _refusal("workspace", "Workspaces go together with model, user and mcp_tool alone.")
    most = usage.MOST_LOG_DAYS if source is Source.LOG else usage.MOST_DAYS
    if question.days > most:
        because = ": these dimensions, hours, and zones other than UTC are read from the log" * (source is Source.LOG)
        raise _refusal("from", f"At most {most} days can be asked for{because}.")
    return source


def _refusal(parameter: str, detail: str) -> InvalidRequestError:
    return InvalidRequestError(detail, errors=[{"parameter": parameter, "detail": detail}])


async def _period(rows: Rows, question: Question, source: Source, metrics: Iterable[Metric]) -> Period:
    found = await usage.answer(rows.unit, question, source)
    ids = sorted({row["group"] for row in found if row["group"]})
    labels = await usage.labels_of(rows.unit, question.group_by, ids)
    zone = ZoneInfo(question.zone)
    told = [
        UsageRow(
            at=row["at"] and row["at"].replace(tzinfo=zone), group=row["group"], label=labels.get(row["group"]),
            is_other=row["is_other"], **_metrics(row, metrics),
        )
        for row in found
    ]  # fmt: skip
    whole = {name: _sum(row[name] for row in found) for name in usage.SUMS}
    return Period(first=question.first, last=question.last, rows=told, total=Sums(**_metrics(whole, metrics)))


def _sum(values: Iterable[Any]) -> Any:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _metrics(row: Mapping[str, Any], wanted: Iterable[Metric]) -> dict[str, Any]:
    tokens = (row["input_tokens"] or 0) + (row["output_tokens"] or 0)
    latency = round(row["milliseconds"] / row["timed"], 3) if row["timed"] else None
    known = {**row, "spend": row["spend"] or Decimal(0), "tokens": tokens, "latency_ms": latency}
    return {one.value: known[one.value] for one in wanted}


def _csv(period: Period, metrics: Iterable[Metric]) -> Iterator[str]:
    names = ["at", "group", "label", "is_other", *(one.value for one in metrics)]
    yield _line(names)
    for row in period.rows:
        yield _line([getattr(row, name) for name in names])


def _line(values: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([csv_cell(value) for value in values])
    return out.getvalue()


router = group_router(PATH, [], operations, tag="usage")
