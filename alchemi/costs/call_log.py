"""The log of model calls, read by time: pages that a cursor continues in either direction, and how often values occur."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Self

from alchemi.costs.usage import LOG_COLUMNS, Dimension
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement

Row = dict[str, Any]
TABLE: Final = "LiteLLM_SpendLogs"
_UTC: Final = "::timestamptz AT TIME ZONE 'UTC'"
_SHOWN: Final = (
    't.request_id, t.litellm_call_id AS call_id, t.call_type, t."startTime" AS started_at,'
    ' t."completionStartTime" AS first_token_at, t."endTime" AS ended_at, t.request_duration_ms AS duration_ms,'
    f" {LOG_COLUMNS[Dimension.MODEL]} AS model, t.model AS upstream_model, t.custom_llm_provider AS provider, t.model_id,"
    ' t.api_key AS key, t."user" AS user_id, t.team_id, t.organization_id, t.end_user, t.agent_id, t.session_id,'
    " t.mcp_namespaced_tool_name AS mcp_tool, t.prompt_tokens AS input_tokens, t.completion_tokens AS output_tokens,"
    " t.spend::numeric AS spend, t.cache_hit, t.request_tags AS tags, coalesce(t.status, 'success') AS status"
)
_FACTS: Final = "t.requester_ip_address, t.metadata"
_PAYLOAD: Final = "t.messages, t.response, t.proxy_server_request AS request"
_TAGS: Final = (
    " CROSS JOIN LATERAL jsonb_array_elements_text(CASE WHEN jsonb_typeof(t.request_tags) = 'array'"
    " THEN t.request_tags ELSE '[]'::jsonb END) g(tag)"
)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the log: between a call and those around it."""

    at: datetime
    request_id: str

    @classmethod
    def read(cls, text: str) -> Self:
        """What `told` gave.

        Raises:
            ValueError: it is no such thing.
        """
        try:
            at, request_id = json.loads(urlsafe_b64decode(text.encode() + b"=" * (-len(text) % 4)))
            cursor = cls(datetime.fromisoformat(at), str(request_id))
        except (Base64Error, TypeError, UnicodeError) as error:
            raise ValueError("This is no cursor of an answer.") from error
        if cursor.at.tzinfo is None or "\0" in cursor.request_id:
            raise ValueError("This is no cursor of an answer.")
        return cursor

    @property
    def told(self) -> str:
        text = json.dumps([self.at.isoformat(), self.request_id]).encode()
        return urlsafe_b64encode(text).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Asked:
    """Calls from `since` until before `until`; of each filter one value has to fit."""

    since: datetime
    until: datetime
    filters: Mapping[Dimension, Sequence[str]] = field(default_factory=dict)
    status: str | None = None
    call_type: str | None = None
    session_id: str | None = None
    least_spend: float | None = None
    ids: Sequence[str] = ()


async def page(unit: Unit, asked: Asked, limit: int, before: Cursor | None) -> list[Row]:
    """The newest calls, or those just older than `before`, the newest first."""
    args, where = _where(unit, asked)
    if before is not None:
        args += [before.at, before.request_id]
        where += f' AND (t."startTime", t.request_id) < (${len(args) - 1}{_UTC}, ${len(args)})'
    return await _fetched(unit, f'{where} ORDER BY t."startTime" DESC, t.request_id DESC LIMIT {int(limit)}', args)


async def newer(unit: Unit, asked: Asked, limit: int, after: Cursor) -> list[Row]:
    """The calls just newer than `after`, the newest first."""
    args, where = _where(unit, asked)
    args += [after.at, after.request_id]
    where += f' AND (t."startTime", t.request_id) > (${len(args) - 1}{_UTC}, ${len(args)})'
    found = await _fetched(unit, f'{where} ORDER BY t."startTime", t.request_id LIMIT {int(limit)}', args)
    return found[::-1]


async def one(unit: Unit, request_id: str, filters: Mapping[Dimension, Sequence[str]], *, payload: bool) -> Row | None:
    """The call of this id, if the filters let it through; with `payload` what was sent and answered, and else the facts."""
    args: list[object] = [unit.account, request_id]
    tests = _tests(filters, args)
    columns = f"{_SHOWN}, {_PAYLOAD if payload else _FACTS}"
    text = f'SELECT {columns} FROM "{TABLE}" t WHERE t.account_id = $1 AND t.request_id = $2{tests} LIMIT 1'
    records = await unit.fetch(Statement(text, args))
    return _row(records[0]) if records else None


async def counts(unit: Unit, asked: Asked, dimension: Dimension, limit: int) -> list[Row]:
    """The most frequent values of a dimension among the calls: `value`, `requests`, `errors`."""
    args, where = _where(unit, asked)
    tags = _TAGS if dimension is Dimension.TAG else ""
    text = (
        f"SELECT nullif({LOG_COLUMNS[dimension]}, '') AS value, count(*) AS requests,"
        f" count(*) FILTER (WHERE t.status = 'failure') AS errors{where.replace(' WHERE ', f'{tags} WHERE ', 1)}"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {int(limit)}"
    )
    return [dict(row) for row in await unit.fetch(Statement(text, args))]


def _where(unit: Unit, asked: Asked) -> tuple[list[object], str]:
    args: list[object] = [unit.account, asked.since, asked.until]
    text = (
        f' FROM "{TABLE}" t WHERE t.account_id = $1 AND t."startTime" >= $2{_UTC} AND t."startTime" < $3{_UTC}'
        + _tests(asked.filters, args)
    )
    if asked.status is not None:
        text += f" AND t.status IS {'NOT ' if asked.status == 'error' else ''}DISTINCT FROM 'failure'"
    for column, value in (("call_type", asked.call_type), ("session_id", asked.session_id)):
        if value is not None:
            args.append(value)
            text += f" AND t.{column} = ${len(args)}"
    if asked.least_spend is not None:
        args.append(asked.least_spend)
        text += f" AND t.spend >= ${len(args)}::float8"
    if asked.ids:
        args.append(list(asked.ids))
        text += f" AND (t.request_id = ANY (${len(args)}::text[]) OR t.litellm_call_id = ANY (${len(args)}::text[]))"
    return args, text


def _tests(filters: Mapping[Dimension, Sequence[str]], args: list[object]) -> str:
    text = ""
    for dimension, values in filters.items():
        args.append(list(values))
        column = "t.request_tags ?|" if dimension is Dimension.TAG else f"{LOG_COLUMNS[dimension]} = ANY"
        text += f" AND {column} (${len(args)}::text[])"
    return text


async def _fetched(unit: Unit, rest: str, args: list[object]) -> list[Row]:
    return [_row(record) for record in await unit.fetch(Statement(f"SELECT {_SHOWN}{rest}", args))]


def _row(record: Mapping[str, Any]) -> Row:
    row = dict(record)
    for name in ("started_at", "first_token_at", "ended_at"):
        row[name] = row[name] and row[name].replace(tzinfo=UTC)
    for name in ("tags", "metadata", "messages", "response", "request"):
        if isinstance(row.get(name), str):
            row[name] = json.loads(row[name])
    return row
