"""What guardrails look for beyond the platform's categories, and the log of what they have found."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from alchemi.auth.permissions import Permission
from alchemi.endpoints.guardrail_schemas import (
    LogEntry,
    LoggedAction,
    LogPage,
    LogQuery,
    NewLogEntry,
    NewPattern,
    Pattern,
    PatternChange,
    PatternPage,
    PatternQuery,
)
from alchemi.enterprise_features.guardrails import store
from alchemi.enterprise_features.guardrails.detectors import SYSTEM_DETECTORS
from alchemi.enterprise_features.guardrails.patterns import compile_pattern
from alchemi.enterprise_features.guardrails.redaction import redacted
from alchemi.enterprise_features.guardrails.rules import MOST_PATTERNS, GuardType
from alchemi.rest.resource import Resource
from alchemi.rest.router import group_router, made, tagged
from alchemi.rest.rows import sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentWork, requires

PATH: Final = "/alchemi/guardrails"
PATTERNS = Resource(
    path="/alchemi/guardrails/pattern",
    table=store.PATTERNS,
    noun="guardrail pattern",
    plural="patterns",
    item=Pattern,
    create=NewPattern,
    update=PatternChange,
    read=Permission.GUARDRAIL_READ,
    write=Permission.GUARDRAIL_WRITE,
    operations={"get"},
)
AUDIT = Resource(
    path="/alchemi/guardrails/audit",
    table=store.LOG,
    noun="guardrail log entry",
    plural="audit_logs",
    item=LogEntry,
    create=NewLogEntry,
    read=Permission.GUARDRAIL_READ,
    write=Permission.GUARDRAIL_LOG,
    operations={"get"},
)
_READ: Final = [requires(Permission.GUARDRAIL_READ)]
_WRITE: Final = [requires(Permission.GUARDRAIL_WRITE)]
_LOG: Final = [requires(Permission.GUARDRAIL_LOG)]
_PASSED: Final = frozenset({LoggedAction.PASS, LoggedAction.FLAG, LoggedAction.LOG_ONLY})
operations = APIRouter()


@operations.get("/pattern", dependencies=_READ)
@operations.get("/pattern/list", dependencies=_READ, include_in_schema=False, name="list_list_patterns")
async def list_patterns(work: CurrentWork, query: Annotated[PatternQuery, Query()]) -> PatternPage:
    """The account's own patterns, then the platform's categories."""
    where = {} if query.guard_type is None else {"guard_type": query.guard_type.value}
    async with work.rows(PATTERNS, is_read_only=True) as rows:
        own = [Pattern.model_validate(row) for row in await rows.all(where, limit=MOST_PATTERNS)]
    shown = own + (_system_patterns(query.guard_type) if query.include_system else [])
    page = shown[query.offset : query.offset + query.limit]
    return PatternPage(patterns=page, total=len(shown), limit=query.limit, offset=query.offset)


@operations.post("/pattern", dependencies=_WRITE, status_code=201)
@operations.post(
    "/pattern/new", dependencies=_WRITE, status_code=201, include_in_schema=False, name="new_create_pattern"
)
async def create_pattern(work: CurrentWork, body: NewPattern, response: Response) -> Pattern:
    """Have a guard look for a pattern. It counts once the account has a guard of the type, switched on."""
    compile_pattern(body.pattern_name, body.pattern)
    async with work.rows(PATTERNS) as rows:
        row = await rows.create(body.model_dump(mode="json"))
        await store.check_guards(rows.unit, work.caller.account)
        return made(rows, row, response, Pattern)


@operations.put("/pattern/{pattern_id}", dependencies=_WRITE, name="put_pattern")
@operations.patch("/pattern/{pattern_id}", dependencies=_WRITE)
async def update_pattern(work: CurrentWork, pattern_id: str, body: PatternChange, response: Response) -> Pattern:
    """Change the fields that are sent."""
    values = sent_values(body, PATTERNS)
    if "pattern" in values:
        compile_pattern(body.pattern_name, body.pattern)
    async with work.rows(PATTERNS) as rows:
        row = await rows.change(await rows.get(pattern_id, for_update=True), values)
        await store.check_guards(rows.unit, work.caller.account)
        return tagged(rows, row, response, Pattern)


@operations.delete("/pattern/{pattern_id}", dependencies=_WRITE)
async def delete_pattern(work: CurrentWork, pattern_id: str) -> Ack:
    """Delete a pattern."""
    async with work.rows(PATTERNS) as rows:
        await rows.delete(await rows.get(pattern_id, for_update=True))
    return Ack(id=pattern_id, message="The pattern was deleted.")


@operations.get("/audit", dependencies=_READ)
@operations.get("/audit/list", dependencies=_READ, include_in_schema=False, name="list_list_audit")
async def list_findings(work: CurrentWork, query: Annotated[LogQuery, Query()]) -> LogPage:
    """What guards have found, the newest first. Kept for 90 days."""
    where: dict[str, Any] = query.model_dump(
        mode="json", include={"guard_type", "action", "user_id", "request_id"}, exclude_none=True
    )
    times = {name: value for name, value in (("gte", query.start_date), ("lt", query.end_date)) if value is not None}
    if times:
        where["created_at"] = times
    async with work.rows(AUDIT, is_read_only=True) as rows:
        found, total = await rows.page(query, where)
    entries = [LogEntry.model_validate(row) for row in found]
    return LogPage(audit_logs=entries, count=len(entries), total=total, limit=query.limit, offset=query.offset)


@operations.post("/audit", dependencies=_LOG, status_code=201)
@operations.post("/audit/new", dependencies=_LOG, status_code=201, include_in_schema=False, name="new_log_finding")
async def log_finding(work: CurrentWork, body: NewLogEntry, response: Response) -> LogEntry:
    """Write down what a service has found itself."""
    values = body.model_dump(mode="json") | {
        "result": body.result or ("pass" if body.action in _PASSED else "fail"),
        "request_data": redacted(body.request_data),
        "response_data": redacted(body.response_data),
    }
    async with work.rows(AUDIT) as rows:
        return made(rows, await rows.create(values), response, LogEntry)


def _system_patterns(guard_type: GuardType | None) -> list[Pattern]:
    return [
        Pattern(
            id=f"system:{one.name}", guard_type=GuardType(one.guard_type), pattern_name=one.name, pattern=one.source,
            description=one.description, enabled=True, is_system=True,
        )
        for one in SYSTEM_DETECTORS
        if guard_type in (None, one.guard_type)
    ]  # fmt: skip


router = group_router(PATH, [PATTERNS, AUDIT], operations)
