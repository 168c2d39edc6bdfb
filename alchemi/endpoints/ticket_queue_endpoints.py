"""The queue of all accounts' tickets, for the operator's support."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import Field

from alchemi.accounts import tickets
from alchemi.auth.permissions import Permission
from alchemi.endpoints.support_ticket_endpoints import Comment, NewComment, Priority, Ticket, TicketStatus
from alchemi.errors import NotFoundError, NothingToChangeError
from alchemi.rest.asking import Stores
from alchemi.rest.constraints import translating
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.router import group_router
from alchemi.rest.schema import Answer, Identifier, PlainText, Schema
from alchemi.rest.work import CurrentWork, requires
from alchemi.tenancy.account import AccountId, parse_account_id

PATH: Final = "/alchemi/ticket"
_READ: Final = [requires(Permission.PLATFORM_READ)]
_WRITE: Final = [requires(Permission.PLATFORM_WRITE)]
operations = APIRouter()


class QueueChange(Schema):
    status: TicketStatus = TicketStatus.OPEN
    priority: Priority = Priority.MEDIUM


class QueueQuery(PageQuery):
    of_account: Identifier | None = Field(default=None, description="Tickets of this account.")
    status: TicketStatus | None = None
    priority: Priority | None = None
    q: PlainText | None = Field(default=None, max_length=200, description="Text in the subject.")


class QueuedTicket(Answer):
    account_id: str
    ticket_id: str
    number: int
    subject: str
    status: TicketStatus
    priority: Priority
    created_at: datetime
    updated_at: datetime


class QueuePage(Page):
    tickets: list[QueuedTicket]


class TicketOfAccount(Ticket):
    account_id: str
    comments: list[Comment]


@operations.get("/queue", dependencies=_READ)
async def list_ticket_queue(work: CurrentWork, query: Annotated[QueueQuery, Query()]) -> QueuePage:
    """Tickets of all accounts, the oldest first."""
    where: dict[str, Any] = query.model_dump(mode="json", include={"status", "priority"}, exclude_none=True)
    if query.of_account is not None:
        where["account_id"] = query.of_account
    if query.q is not None:
        where["subject"] = {"contains": query.q, "mode": "insensitive"}
    with translating():
        found, total = await tickets.list_queue(work.services.platform, where, limit=query.limit, offset=query.offset)
    told = [QueuedTicket.model_validate(row) for row in found]
    return QueuePage(tickets=told, total=total, limit=query.limit, offset=query.offset)


@operations.get("/queue/{of_account}/{ticket_id}", dependencies=_READ)
async def get_queued_ticket(stores: Stores, of_account: str, ticket_id: str) -> TicketOfAccount:
    """A ticket with what was said on it."""
    row, comments = await tickets.read_ticket(stores, _account(of_account), ticket_id)
    return TicketOfAccount.model_validate(row | {"account_id": of_account, "comments": comments})


@operations.patch("/queue/{of_account}/{ticket_id}", dependencies=_WRITE)
async def change_queued_ticket(
    work: CurrentWork, stores: Stores, of_account: str, ticket_id: str, body: QueueChange
) -> Ticket:
    """Set state and priority; its author is told of the state."""
    values = body.model_dump(mode="json", include=body.model_fields_set)
    if not values:
        raise NothingToChangeError("Send a state or a priority.")
    row = await tickets.change_ticket(
        stores, _account(of_account), ticket_id, values, actor=work.caller.actor, now=work.now
    )
    return Ticket.model_validate(row)


@operations.post("/queue/{of_account}/{ticket_id}/comment", dependencies=_WRITE, status_code=201)
async def answer_queued_ticket(
    work: CurrentWork, stores: Stores, of_account: str, ticket_id: str, body: NewComment
) -> Comment:
    """Answer a ticket; its author is told."""
    row = await tickets.add_comment(
        stores, _account(of_account), ticket_id, body.content, actor=work.caller.actor, now=work.now
    )
    return Comment.model_validate(row)


def _account(text: str) -> AccountId:
    try:
        return parse_account_id(text)
    except ValueError as error:
        raise NotFoundError("There is no such ticket.") from error


router = group_router(PATH, (), operations)
