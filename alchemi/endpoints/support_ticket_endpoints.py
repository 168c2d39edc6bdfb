"""Tickets: what users of an account ask its admins and the support, and what is answered."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from fastapi import APIRouter, Response
from pydantic import Field

from alchemi.accounts import tickets
from alchemi.auth.permissions import Permission, may
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.errors import ConflictError, ForbiddenError
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Parent, Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack, Authored, Identifier, LongText, PlainText, Schema
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires


class TicketStatus(StrEnum):
    OPEN = "OPEN"
    IN_PROGRESS = "IN_PROGRESS"
    WAITING = "WAITING"
    RESOLVED = "RESOLVED"
    CLOSED = "CLOSED"


class Priority(StrEnum):
    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"
    URGENT = "URGENT"


class TicketChange(Schema):
    """Whoever opened it may change subject and description; the rest is for those who see all tickets."""

    subject: PlainText = Field(default="", min_length=1, max_length=200)
    description: LongText = Field(default="", min_length=1)
    status: TicketStatus = TicketStatus.OPEN
    priority: Priority = Priority.MEDIUM
    assigned_to: Identifier | None = None


class NewTicket(Schema):
    subject: PlainText = Field(min_length=1, max_length=200, examples=["A model does not answer"])
    description: LongText = Field(min_length=1, examples=["Since this morning."])
    priority: Priority = Priority.MEDIUM
    assigned_to: Identifier | None = Field(default=None, description="For those who see all tickets.")
    user_profile_id: Identifier | None = None


class Ticket(Authored):
    number: int = Field(description="Counted for each account.")
    subject: str
    description: str
    status: TicketStatus
    priority: Priority
    assigned_to: str | None
    user_profile_id: str | None
    first_response_at: datetime | None
    closed_at: datetime | None


class NewComment(Schema):
    content: LongText = Field(min_length=1, examples=["It works again."])


class Comment(Authored):
    ticket_id: str
    content: str


TICKETS = Resource(
    path="/alchemi/ticket",
    table="Alchemi_SupportTicketTable",
    noun="ticket",
    plural="tickets",
    item=Ticket,
    create=NewTicket,
    update=TicketChange,
    read=Permission.TICKET_READ,
    write=Permission.TICKET_WRITE,
    sort=("number", "priority", "status", "created_at", "updated_at"),
    filters=("status", "priority", "assigned_to", "created_by", "created_at"),
    search=("subject", "description"),
    references={"assigned_to": "LiteLLM_UserTable", "user_profile_id": "LiteLLM_UserTable"},
    own="created_by",
    sees_all=Permission.TICKET_ALL,
    operations={"list", "get"},
)
COMMENTS = Resource(
    path="/alchemi/ticket/{ticket_id}/comment",
    table="Alchemi_TicketCommentTable",
    noun="ticket comment",
    plural="comments",
    item=Comment,
    create=NewComment,
    read=Permission.TICKET_READ,
    write=Permission.TICKET_WRITE,
    default_sort="created_at",
    parent=Parent(TICKETS, "ticket_id", "ticket_id"),
    operations={"list", "get"},
)
_ONE_AT_A_TIME: Final = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"
_OF_SUPPORT: Final = frozenset({"status", "priority", "assigned_to"})
_WRITE: Final = [requires(Permission.TICKET_WRITE)]
operations = APIRouter()


@created(operations, TICKETS, _WRITE)
async def create_ticket(work: CurrentWork, body: NewTicket, response: Response) -> Ticket:
    """Open a ticket."""
    async with work.rows(TICKETS) as rows:
        if body.assigned_to is not None:
            _check_is_support(rows)
        # Numbers of an account are given out one after the other; the key of the table is what makes sure.
        await rows.unit.fetch(Statement(_ONE_AT_A_TIME, [f"tickets of {work.caller.account}"]))
        newest = await rows.call(TICKETS.table, "find_first", order={"number": "desc"})
        values = body.model_dump() | {"number": 1 if newest is None else newest["number"] + 1}
        ticket = await rows.create(values)
        await tickets.queue(rows.unit, ticket)
        return made(rows, ticket, response, Ticket)


@operations.put("/{ticket_id}", dependencies=_WRITE, name="put_ticket")
@operations.patch("/{ticket_id}", dependencies=_WRITE)
async def update_ticket(work: CurrentWork, ticket_id: str, body: TicketChange, response: Response) -> Ticket:
    """Change the fields that are sent."""
    values = sent_values(body, TICKETS)
    async with work.rows(TICKETS) as rows:
        ticket = await rows.get(ticket_id, for_update=True)
        if values.keys() & _OF_SUPPORT:
            _check_is_support(rows)
        return tagged(rows, await _moved(rows, ticket, values), response, Ticket)


@operations.delete("/{ticket_id}", dependencies=_WRITE)
async def close_ticket(work: CurrentDeletion, ticket_id: str) -> Deleted:
    """Close a ticket; it stays and can be reopened."""
    async with work.rows(TICKETS) as rows:
        await _moved(rows, await rows.get(ticket_id, for_update=True), {"status": "CLOSED"}, action="close")
    return Ack(id=ticket_id, message="The ticket was closed.")


@operations.post("/{ticket_id}/reopen", dependencies=_WRITE)
async def reopen_ticket(work: CurrentWork, ticket_id: str, response: Response) -> Ticket:
    """Open a ticket that was resolved or closed again."""
    async with work.rows(TICKETS) as rows:
        ticket = await rows.get(ticket_id, for_update=True)
        return tagged(rows, await _moved(rows, ticket, {"status": "OPEN"}, action="reopen"), response, Ticket)


@operations.post("/{ticket_id}/comment", dependencies=_WRITE, status_code=201)
async def add_ticket_comment(work: CurrentWork, ticket_id: str, body: NewComment, response: Response) -> Comment:
    """Say something on a ticket. The first who is not its author responds."""
    async with work.rows(COMMENTS) as rows:
        ticket = await rows.of(TICKETS).get(ticket_id, for_update=True)
        comment = await rows.create(body.model_dump() | {"ticket_id": ticket_id})
        if ticket["first_response_at"] is None and comment["created_by"] != ticket["created_by"]:
            values = {"first_response_at": comment["created_at"]}
            await rows.call(TICKETS.table, "update", where={"id": ticket_id}, data=values)
        await tickets.tell(rows.unit, ticket, "there is an answer", actor=work.caller.actor, now=work.now)
        return made(rows, comment, response, Comment, f"{TICKETS.path}/{ticket_id}/comment")


def _check_is_support(rows: Rows) -> None:
    if not may(rows.work.caller, Permission.TICKET_ALL):
        raise ForbiddenError("State, priority and assignee are set by those who see all tickets.")


async def _moved(rows: Rows, ticket: Row, values: dict[str, Any], *, action: str = "update") -> Row:
    now, actor = rows.work.now, rows.work.caller.actor
    wanted = tickets.moved(ticket, values, now)
    is_moved = str(values.get("status", ticket["status"])) != ticket["status"]
    if not is_moved and action != "update":
        raise ConflictError(f"The ticket is {ticket['status']} already.")
    row = await rows.change(ticket, wanted, action=action)
    await tickets.queue(rows.unit, row)
    if is_moved:
        await tickets.tell(rows.unit, row, f"it is {row['status']}", actor=actor, now=now)
    return row


router = resource_router(TICKETS, operations, nested=[COMMENTS])
