"""The audit trail of the caller's account: listed, searched, exported and verified; nobody can change it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import partial
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse

from alchemi.audit.export import export_events
from alchemi.audit.retention import retention_days, set_retention
from alchemi.audit.search import event_types, find_event, list_events
from alchemi.audit.service import AuditService
from alchemi.audit.writer import record
from alchemi.auth.credentials import clues_of
from alchemi.auth.members import translating_outages
from alchemi.auth.operator import OperatorKey
from alchemi.auth.session_door import SESSION_KEY
from alchemi.auth.sessions import Session
from alchemi.endpoints.audit_log_schemas import (
    EventAnswer,
    EventPageAnswer,
    ExportQuery,
    ListQuery,
    Retention,
    RetentionAnswer,
    TypeAnswer,
    TypesAnswer,
    VerdictAnswer,
)
from alchemi.errors import ForbiddenError, InvalidRequestError, NotFoundError
from alchemi.rest.schema import told_as
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import require_account

_READERS: Final = frozenset({"proxy_admin", "proxy_admin_viewer"})
_MEDIA_TYPES: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


async def _service(request: Request) -> AuditService:
    return cast(AuditService, request.app.state.audit)


async def _requires_reader(request: Request) -> None:
    session: Session | None = request.scope.get(SESSION_KEY)
    if session is not None:
        if session.member is None or session.member.role not in _READERS:
            raise ForbiddenError("Only the account's administrators may read its audit trail.")
        return
    scope = request.scope
    clues = clues_of(scope["path"], scope["headers"], scope.get("query_string", b""), is_websocket=False)
    if not cast(OperatorKey, request.app.state.operator_key).is_held_by(clues):
        raise ForbiddenError("Only the account's administrators may read its audit trail.")


async def _requires_admin(request: Request) -> None:
    session: Session | None = request.scope.get(SESSION_KEY)
    if session is not None and (session.member is None or session.member.role != "proxy_admin"):
        raise ForbiddenError("Only the account's administrators may do this.")


async def _account() -> AccountId:
    return require_account("The audit trail")


async def _no_outage() -> AsyncIterator[None]:
    with translating_outages():
        yield


Audit = Annotated[AuditService, Depends(_service)]
Account = Annotated[AccountId, Depends(_account)]

ACCESS: Final = [Depends(_requires_reader), Depends(_no_outage)]
router = APIRouter(tags=["audit"], dependencies=ACCESS)


@router.get("")
async def list_audit_events(audit: Audit, account: Account, query: Annotated[ListQuery, Query()]) -> EventPageAnswer:
    """One page of the account's events, newest first."""
    async with audit.of(account) as unit:
        page = await list_events(
            unit, account, query.wanted(), limit=query.limit, before=query.before, offset=query.offset
        )
    return EventPageAnswer(
        logs=[_event_answer(event) for event in page.events],
        total=page.total,
        is_total_exact=page.is_total_exact,
        limit=query.limit,
        offset=query.offset,
        next_before=page.next_before,
    )


@router.get("/logs")
async def search_audit_events(audit: Audit, account: Account, query: Annotated[ListQuery, Query()]) -> EventPageAnswer:
    """The same."""
    return await list_audit_events(audit, account, query)


@router.get("/logs/{event_id}")
async def get_audit_event(audit: Audit, account: Account, event_id: str) -> EventAnswer:
    """One event of the account."""
    async with audit.of(account) as unit:
        found = await find_event(unit, account, event_id)
    if found is None:
        raise NotFoundError("There is no such event.")
    return _event_answer(found)


@router.get("/types")
async def list_audit_event_types(audit: Audit, account: Account) -> TypesAnswer:
    """What has happened to what, and how often."""
    async with audit.of(account) as unit:
        return TypesAnswer(types=[TypeAnswer(**found) for found in await event_types(unit, account)])


@router.get("/export", response_class=StreamingResponse, responses=told_as("text/csv", "application/x-ndjson"))
async def export_audit_events(
    audit: Audit, account: Account, query: Annotated[ExportQuery, Query()]
) -> StreamingResponse:
    """All events that match, as CSV or as JSON lines; the export is an event itself."""
    wanted, kind = query.wanted(), query.format
    async with audit.of(account, is_read_only=False) as unit:
        asked = {"format": kind, "filter": query.model_dump(mode="json", exclude_none=True, exclude={"format"})}
        record(unit, action="export", resource_type="audit", resource_id=account, after=asked)

    async def text() -> AsyncIterator[str]:
        async with aclosing(export_events(partial(audit.of, account), account, wanted, kind)) as parts:
            async for part in parts:
                yield part

    headers = {"content-disposition": f'attachment; filename="audit.{kind}"', "cache-control": "no-store"}
    return StreamingResponse(text(), media_type=_MEDIA_TYPES[kind], headers=headers)


@router.get("/verify")
async def verify_audit_trail(audit: Audit, account: Account) -> VerdictAnswer:
    """Whether the trail is whole: nothing changed, removed, added or put elsewhere."""
    verdict = await audit.verify(account)
    names = ("is_whole", "events", "first", "last", "last_hash", "removed", "sequence", "fault")
    return VerdictAnswer(**{name: getattr(verdict, name) for name in names})


@router.get("/retention")
async def get_audit_retention(audit: Audit, account: Account) -> RetentionAnswer:
    """How long events are kept."""
    async with audit.of(account) as unit:
        return _retention_answer(audit, await retention_days(unit, account))


@router.put("/retention", dependencies=[Depends(_requires_admin)])
async def set_audit_retention(audit: Audit, account: Account, body: Retention) -> RetentionAnswer:
    """Say how long events are kept, from the platform's minimum on."""
    if body.days is not None and body.days < audit.policy.minimum_days:
        raise InvalidRequestError.of_field("/days", f"Events are kept for at least {audit.policy.minimum_days} days.")
    async with audit.of(account, is_read_only=False) as unit:
        await set_retention(unit, account, audit.keys, body.days)
    return _retention_answer(audit, body.days)


def _event_answer(event: dict[str, Any]) -> EventAnswer:
    return EventAnswer(**{name: event[name] for name in EventAnswer.model_fields})


def _retention_answer(audit: AuditService, own: int | None) -> RetentionAnswer:
    policy = audit.policy
    return RetentionAnswer(
        days=policy.days(own), own_days=own, default_days=policy.default_days, minimum_days=policy.minimum_days
    )
