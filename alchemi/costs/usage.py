"""One question about what was used: sums by day and group, from the smallest table that knows the dimensions asked for.

The gateway's daily tables count UTC days and each know one scarce dimension; what they cannot say is read from the spend log.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement

Row = dict[str, Any]
MOST_DAYS: Final = 366
MOST_LOG_DAYS: Final = 31
MOST_RECORD_DAYS: Final = 366


class Source(StrEnum):
    DAILY = "daily"
    LOG = "log"
    RECORDS = "records"


class Dimension(StrEnum):
    MODEL = "model"
    UPSTREAM_MODEL = "upstream_model"
    PROVIDER = "provider"
    KEY = "key"
    MCP_TOOL = "mcp_tool"
    USER = "user"
    TEAM = "team"
    ORGANIZATION = "organization"
    AGENT = "agent"
    END_USER = "end_user"
    TAG = "tag"
    WORKSPACE = "workspace"


class Bucket(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TOTAL = "total"


D = Dimension
_USERS: Final = "LiteLLM_DailyUserSpend"
_COMMON: Final[Mapping[Dimension, str]] = {
    D.MODEL: "coalesce(nullif(t.model_group, ''), t.model)", D.UPSTREAM_MODEL: "t.model",
    D.PROVIDER: "t.custom_llm_provider", D.KEY: "t.api_key", D.MCP_TOOL: "t.mcp_namespaced_tool_name",
}  # fmt: skip
_SCARCE: Final[Mapping[Dimension, tuple[str, str]]] = {
    D.USER: (_USERS, "t.user_id"),
    D.TEAM: ("LiteLLM_DailyTeamSpend", "t.team_id"),
    D.ORGANIZATION: ("LiteLLM_DailyOrganizationSpend", "t.organization_id"),
    D.AGENT: ("LiteLLM_DailyAgentSpend", "t.agent_id"),
    D.END_USER: ("LiteLLM_DailyEndUserSpend", "t.end_user_id"),
    D.TAG: ("LiteLLM_DailyTagSpend", "t.tag"),
}
LOG_COLUMNS: Final[Mapping[Dimension, str]] = {
    D.MODEL: "coalesce(nullif(t.model_group, ''), t.model)", D.UPSTREAM_MODEL: "t.model",
    D.PROVIDER: "t.custom_llm_provider", D.KEY: "t.api_key", D.MCP_TOOL: "t.mcp_namespaced_tool_name", D.USER: 't."user"',
    D.TEAM: "t.team_id", D.ORGANIZATION: "t.organization_id", D.AGENT: "t.agent_id", D.END_USER: "t.end_user",
    D.TAG: "g.tag",
}  # fmt: skip
_RECORDS: Final[Mapping[Dimension, str]] = {
    D.WORKSPACE: "t.workspace_id", D.MODEL: "t.model", D.USER: "t.user_id", D.MCP_TOOL: "t.tool",
}  # fmt: skip

SUMS: Final = (
    "spend", "requests", "errors", "input_tokens", "output_tokens", "cached_tokens", "saved", "milliseconds", "timed",
)  # fmt: skip
_OF_DAY: Final = (
    "t.spend::numeric, t.api_requests::numeric, t.failed_requests, t.prompt_tokens, t.completion_tokens,"
    " t.cache_read_input_tokens, t.prompt_caching_savings_spend::numeric, t.total_response_time_ms, t.timed_requests"
)
_OF_CALL: Final = (
    "t.spend::numeric, 1, (t.status IS NOT DISTINCT FROM 'failure')::int, t.prompt_tokens, t.completion_tokens,"
    " NULL::bigint, NULL::numeric, coalesce(t.request_duration_ms, 0), (t.request_duration_ms IS NOT NULL)::int"
)
_OF_RECORD: Final = (
    "t.cost, 1, 0, coalesce(t.prompt_tokens, 0), coalesce(t.completion_tokens, 0), NULL::bigint, NULL::numeric, 0, 0"
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. `first` and `last` are days of `zone`, both counted; filters hold values of which one must fit."""

    first: date
    last: date
    zone: str
    bucket: Bucket
    group_by: Dimension | None
    filters: Mapping[Dimension, Sequence[str]]
    top: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def dimensions(self) -> set[Dimension]:
        return {*self.filters, *([self.group_by] if self.group_by else [])}

    @property
    def before(self) -> tuple[date, date]:
        """As many days, just before."""
        return self.first - timedelta(days=self.days), self.first - timedelta(days=1)


def source_of(question: Question) -> Source | None:
    """The smallest table that can answer; None: no table knows all these dimensions."""
    wanted = question.dimensions
    if D.WORKSPACE in wanted:
        return Source.RECORDS if wanted <= _RECORDS.keys() else None
    is_whole_days = question.bucket is not Bucket.HOUR and _is_utc(question)
    return Source.DAILY if is_whole_days and len(wanted & _SCARCE.keys()) <= 1 else Source.LOG


def _is_utc(question: Question) -> bool:
    zone = ZoneInfo(question.zone)
    return all(
        datetime.combine(day, clock(), zone).utcoffset() == timedelta(0) for day in (question.first, question.last)
    ) and question.zone in ("UTC", "Etc/UTC", "GMT", "Etc/GMT")


async def answer(unit: Unit, question: Question, source: Source) -> list[Row]:
    """Rows by time and group: the `top` groups that spent most, and all others in one row with `is_other`."""
    parts, args = _parts(unit, question, source)
    names = ", ".join(SUMS)
    sums = ", ".join(f"sum({name}) AS {name}" for name in SUMS)
    text = (
        f'WITH found("at", grp, {names}) AS ({parts}), summed AS (SELECT "at", grp, {sums} FROM found GROUP BY 1, 2),'
        " ranked AS (SELECT grp, row_number() OVER (ORDER BY sum(spend) DESC, sum(requests) DESC, grp) AS place"
        " FROM summed WHERE grp IS NOT NULL GROUP BY grp)"
        f' SELECT s."at", CASE WHEN r.place > {int(question.top)} THEN NULL ELSE s.grp END AS "group",'
        f" coalesce(r.place > {int(question.top)}, false) AS is_other, {sums}"
        " FROM summed s LEFT JOIN ranked r ON r.grp = s.grp"
        " GROUP BY 1, 2, 3 HAVING sum(requests) <> 0 OR sum(spend) <> 0 ORDER BY 1, 3, sum(spend) DESC, 2"
    )
    return [dict(row) for row in await unit.fetch(Statement(text, args))]


def _parts(unit: Unit, question: Question, source: Source) -> tuple[str, list[object]]:
    args: list[object] = [unit.account]
    if source is Source.DAILY:
        return _of_days(question, args), args
    zone = ZoneInfo(question.zone)
    begin = datetime.combine(question.first, clock(), zone).astimezone(UTC)
    end = datetime.combine(question.last + timedelta(days=1), clock(), zone).astimezone(UTC)
    columns = LOG_COLUMNS if source is Source.LOG else _RECORDS
    args += [begin, end]
    if question.bucket is not Bucket.TOTAL:
        # A parameter that no text names is refused.
        args.append(question.zone)
    test = _tests(question, columns, args)
    group = columns[question.group_by] if question.group_by else "NULL::text"
    if source is Source.RECORDS:
        at = _bucketed(question.bucket, "t.created_at AT TIME ZONE $4")
        return (
            f'SELECT {at}, {group}, {_OF_RECORD} FROM "Alchemi_CostTrackingTable" t WHERE t.account_id = $1'
            f" AND t.created_at >= $2 AND t.created_at < $3{test}"
        ), args
    at = _bucketed(question.bucket, "(t.\"startTime\" AT TIME ZONE 'UTC') AT TIME ZONE $4")
    tags = ""
    if D.TAG in question.dimensions:
        tags = (
            " CROSS JOIN LATERAL jsonb_array_elements_text(CASE WHEN jsonb_typeof(t.request_tags) = 'array'"
            " THEN t.request_tags ELSE '[]'::jsonb END) g(tag)"
        )
    return (
        f"SELECT {at}, nullif({group}, ''), {_OF_CALL} FROM \"LiteLLM_SpendLogs\" t{tags} WHERE t.account_id = $1"
        f" AND t.\"startTime\" >= $2::timestamptz AT TIME ZONE 'UTC'"
        f" AND t.\"startTime\" < $3::timestamptz AT TIME ZONE 'UTC'{test}"
    ), args


def _of_days(question: Question, args: list[object]) -> str:
    args += [question.first.isoformat(), question.last.isoformat()]
    [scarce] = question.dimensions & _SCARCE.keys() or {D.USER}
    table, column = _SCARCE[scarce]
    columns = {**_COMMON, scarce: column}
    at = _bucketed(question.bucket, "t.date::date::timestamp")
    test = _tests(question, columns, args)
    group = f"nullif({columns[question.group_by]}, '')" if question.group_by else "NULL::text"
    where = f"WHERE t.account_id = $1 AND t.date >= $2 AND t.date <= $3{test}"
    text = f'SELECT {at}, {group}, {_OF_DAY} FROM "{table}" t {where}'
    if question.group_by is not scarce or scarce in question.filters or scarce in (D.USER, D.TAG):
        return text
    # Calls that have none of it stand in no row of that table: they are all calls without those that have one.
    none = ", ".join(f"-({one})" for one in _OF_DAY.split(", "))
    return (
        f'{text} UNION ALL SELECT {at}, NULL, {_OF_DAY} FROM "{_USERS}" t {where}'
        f' UNION ALL SELECT {at}, NULL, {none} FROM "{table}" t {where}'
    )


def _tests(question: Question, columns: Mapping[Dimension, str], args: list[object]) -> str:
    text = ""
    for dimension, values in question.filters.items():
        args.append(list(values))
        text += f" AND {columns[dimension]} = ANY (${len(args)}::text[])"
    return text


def _bucketed(bucket: Bucket, moment: str) -> str:
    if bucket is Bucket.TOTAL:
        return "NULL::timestamp"
    return f"date_trunc('{bucket.value}', {moment})"


_LABELS: Final[Mapping[Dimension, str]] = {
    D.KEY: 'SELECT token AS id, coalesce(key_alias, key_name) AS label FROM "LiteLLM_VerificationToken"'
    " WHERE account_id = $1 AND token = ANY ($2::text[])",
    D.TEAM: 'SELECT team_id AS id, team_alias AS label FROM "LiteLLM_TeamTable"'
    " WHERE account_id = $1 AND team_id = ANY ($2::text[])",
    D.ORGANIZATION: 'SELECT organization_id AS id, organization_alias AS label FROM "LiteLLM_OrganizationTable"'
    " WHERE account_id = $1 AND organization_id = ANY ($2::text[])",
    D.USER: 'SELECT user_id AS id, coalesce(user_alias, user_email) AS label FROM "LiteLLM_UserTable"'
    " WHERE account_id = $1 AND user_id = ANY ($2::text[])",
    D.AGENT: 'SELECT agent_id AS id, agent_name AS label FROM "LiteLLM_AgentsTable"'
    " WHERE account_id = $1 AND agent_id = ANY ($2::text[])",
    D.WORKSPACE: 'SELECT id, name AS label FROM "Alchemi_WorkspaceTable" WHERE account_id = $1 AND id = ANY ($2::text[])',
}


async def labels_of(unit: Unit, dimension: Dimension | None, ids: Sequence[str]) -> dict[str, str]:
    """Names for ids of `dimension`; what is gone has none."""
    if dimension is None or dimension not in _LABELS or not ids:
        return {}
    rows = await unit.fetch(Statement(_LABELS[dimension], [unit.account, list(ids)]))
    return {row["id"]: row["label"] for row in rows if row["label"]}
