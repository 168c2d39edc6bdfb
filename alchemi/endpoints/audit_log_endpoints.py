"""The audit trail of the caller's account: listed, searched, exported and verified; nobody can change it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import datetime
from functools import partial
from typing import Annotated, Any, Final, Literal, cast

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import StreamingResponse
from pydantic import AwareDatetime, Field

from alchemi.audit.export import export_events
from alchemi.audit.retention import MAXIMUM_DAYS, retention_days, set_retention
from alchemi.audit.search import EventFilter, event_types, find_event, list_events
from alchemi.audit.service import AuditService
from alchemi.audit.writer import record
from alchemi.auth.credentials import clues_of
from alchemi.auth.members import translating_outages
from alchemi.auth.operator import OperatorKey
from alchemi.auth.session_door import SESSION_KEY
from alchemi.auth.sessions import Session
from alchemi.errors import ForbiddenError, InvalidRequestError, NotFoundError
from alchemi.rest.schema import Answer, PlainText, Schema
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import require_account

_READERS: Final = frozenset({"proxy_admin", "proxy_admin_viewer"})
_MEDIA_TYPES: Final = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}

Text = Annotated[PlainText, Field(min_length=1, max_length=256)]


class EventQuery(Schema):
    """Filters that are left out match everything; `to` is excluded."""

    actor: Text | None = Field(None, description="Id of a user, or the shown part of a key's hash.")
    actor_kind: Text | None = None
    action: Text | None = None
    resource_type: Text | None = None
    resource_id: Text | None = None
    outcome: Literal["success", "denied", "failed"] | None = None
    request_id: Text | None = None
    since: AwareDatetime | None = Field(None, alias="from")
    until: AwareDatetime | None = Field(None, alias="to")
    q: Text | None = Field(None, description="Text in ids and routes.")

    def wanted(self) -> EventFilter:
        """The filter that these are."""
        if self.since is not None and self.until is not None and self.since >= self.until:
            raise InvalidRequestError(
                "'from' must be before 'to'.", errors=[{"parameter": "from", "detail": "after 'to'"}]
            )
        names = (
            "actor",
            "actor_kind",
            "action",
            "resource_type",
            "resource_id",
            "outcome",
            "request_id",
            "since",
            "until",
        )
        return EventFilter(**{name: getattr(self, name) for name in names}, text=self.q)


class ListQuery(EventQuery):
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    before: Annotated[int, Field(ge=1, le=2**62)] | None = Field(None, description="`next_before` of the page before.")
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0


class ExportQuery(EventQuery):
    format: Literal["csv", "jsonl"] = "csv"


class EventAnswer(Answer):
    event_id: str
    sequence: int
    occurred_at: datetime
    actor_kind: str
    actor_id: str | None
    actor_user_id: str | None
    action: str
    resource_type: str
    resource_id: str | None
    outcome: str
    method: str | None
    route: str | None
    request_id: str | None
    address: str | None
    user_agent: str | None
    subject_account: str | None
    before: str | None = Field(description="JSON; secrets are masked.")
    after: str | None = Field(description="JSON; secrets are masked.")
    previous_hash: str
    hash: str


class EventPageAnswer(Answer):
    logs: list[EventAnswer]
    total: int
    is_total_exact: bool = Field(description="False: there are more than `total`.")
    limit: int
    offset: int
    next_before: int | None


class TypeAnswer(Answer):
    resource_type: str
    action: str
    events: int


class TypesAnswer(Answer):
    types: list[TypeAnswer]


class VerdictAnswer(Answer):
    is_whole: bool
    events: int
    first: int | None
    last: int
    last_hash: str = Field(description="Keep it elsewhere: it shows later that the trail was not taken back.")
    removed: int = Field(description="How many events retention has taken away.")
    sequence: int | None = Field(description="The first event that is not as it was.")
    fault: str | None


class Retention(Schema):
    days: Annotated[int, Field(ge=1, le=MAXIMUM_DAYS)] | None = Field(description="Null: the platform's default.")


class RetentionAnswer(Answer):
    days: int = Field(description="Events are kept this long.")
    own_days: int | None
    default_days: int
    minimum_days: int


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

router = APIRouter(tags=["audit"], dependencies=[Depends(_requires_reader), Depends(_no_outage)])


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


@router.get("/export")
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
