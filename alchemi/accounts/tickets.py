"""Tickets of accounts: how they move, who is told, and the queue of all of them that the operator's support works on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from uuid import uuid4

from alchemi.accounts.notifications import Notice, notify
from alchemi.accounts.people import USERS
from alchemi.accounts.stores import AccountStores, call
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.errors import ConflictError, NotFoundError
from alchemi.tenancy.account import AccountId

TICKETS: Final = "Alchemi_SupportTicketTable"
COMMENTS: Final = "Alchemi_TicketCommentTable"
_QUEUE: Final = "Alchemi_TicketQueue"
_SHOWN: Final = ("number", "subject", "status", "priority", "created_at", "updated_at")
_KEEP: Final = (
    f'INSERT INTO "{_QUEUE}" (account_id, ticket_id, {", ".join(_SHOWN)}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)'
    f" ON CONFLICT (account_id, ticket_id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _SHOWN)}"
)
MOST_COMMENTS: Final = 500
MOVES: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "OPEN": frozenset({"IN_PROGRESS", "WAITING", "RESOLVED", "CLOSED"}),
        "IN_PROGRESS": frozenset({"WAITING", "RESOLVED", "CLOSED"}),
        "WAITING": frozenset({"IN_PROGRESS", "RESOLVED", "CLOSED"}),
        "RESOLVED": frozenset({"IN_PROGRESS", "CLOSED", "OPEN"}),
        "CLOSED": frozenset({"OPEN"}),
    }
)
"""From which state a ticket may come into which."""


def moved(ticket: Row, values: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """`values`, with what follows from the state that they set.

    Raises:
        ConflictError: the ticket cannot come into this state from where it is.
    """
    wanted = str(values.get("status", ticket["status"]))
    if wanted == ticket["status"]:
        return dict(values)
    if wanted not in MOVES[ticket["status"]]:
        raise ConflictError(f"A ticket that is {ticket['status']} cannot become {wanted}.")
    return {**values, "closed_at": now if wanted == "CLOSED" else None}


async def queue(unit: Unit, ticket: Row) -> None:
    """Have the operator's queue say what the ticket is now, in the transaction that made it so."""
    await unit.execute(Statement(_KEEP, [unit.account, ticket["id"], *(ticket[name] for name in _SHOWN)]))


async def tell(unit: Unit, ticket: Row, what: str, *, actor: str, now: datetime) -> None:
    """Tell its author and whoever works on it, but not who did it, what has happened to a ticket."""
    wanted = {ticket["created_by"], ticket["assigned_to"]} - {None, actor}
    users = await call(unit, USERS, "find_many", where={"user_id": {"in": sorted(wanted)}}) if wanted else []
    for user in users:
        title = f"Ticket {ticket['number']}: {what}"
        about = {"ticket_id": ticket["id"]}
        notice = Notice(user["user_id"], "TICKET", title, ticket["subject"], metadata=about)
        await notify(unit, notice, actor=actor, now=now)


async def list_queue(platform: Database, where: Mapping[str, Any], *, limit: int, offset: int) -> tuple[list[Row], int]:
    """One page of all accounts' tickets, the oldest first, and how many there are."""
    async with platform.unit(is_read_only=True) as unit:
        order = [{"created_at": "asc"}, {"account_id": "asc"}, {"ticket_id": "asc"}]
        rows = await call(unit, _QUEUE, "find_many", where=where, order=order, take=limit, skip=offset)
        return rows, await call(unit, _QUEUE, "count", where=where)


async def read_ticket(stores: AccountStores, account: AccountId, ticket_id: str) -> tuple[Row, list[Row]]:
    """A ticket of an account, and what was said on it.

    Raises:
        NotFoundError: there is none.
    """
    async with stores.rows_of(account, is_read_only=True) as unit:
        ticket = await _get(unit, ticket_id)
        order = [{"created_at": "asc"}, {"id": "asc"}]
        where = {"ticket_id": ticket_id}
        return ticket, await call(unit, COMMENTS, "find_many", where=where, order=order, take=MOST_COMMENTS)


async def change_ticket(
    stores: AccountStores, account: AccountId, ticket_id: str, values: Mapping[str, Any], *, actor: str, now: datetime
) -> Row:
    """Set state and priority of a ticket for the operator's support.

    Raises:
        NotFoundError: there is none.
        ConflictError: it cannot come into this state.
    """
    async with stores.rows_of(account) as unit:
        before = await _get(unit, ticket_id)
        data = moved(before, values, now) | {"updated_by": actor}
        row: Row = await call(unit, TICKETS, "update", where={"id": ticket_id}, data=data)
        await queue(unit, row)
        if row["status"] != before["status"]:
            await tell(unit, row, f"it is {row['status']}", actor=actor, now=now)
        return row


async def add_comment(
    stores: AccountStores, account: AccountId, ticket_id: str, content: str, *, actor: str, now: datetime
) -> Row:
    """Say something on a ticket for the operator's support.

    Raises:
        NotFoundError: there is none.
    """
    async with stores.rows_of(account) as unit:
        ticket = await _get(unit, ticket_id)
        data = {
            "id": str(uuid4()),
            "ticket_id": ticket_id,
            "content": content,
            "created_by": actor,
            "updated_by": actor,
        }
        comment: Row = await call(unit, COMMENTS, "create", data=data)
        if ticket["first_response_at"] is None:
            values = {"first_response_at": comment["created_at"]}
            await call(unit, TICKETS, "update", where={"id": ticket_id}, data=values)
        await tell(unit, ticket, "there is an answer", actor=actor, now=now)
        return comment


async def _get(unit: Unit, ticket_id: str) -> Row:
    row: Row | None = None
    if ticket_id.isprintable() and len(ticket_id) <= 200:
        row = await call(unit, TICKETS, "find_unique", where={"id": ticket_id})
    if row is None:
        raise NotFoundError("There is no such ticket.")
    return row
