"""Mails that an account sends about events: whether it wants them, and what became of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from alchemi.accounts.mail_servers import server_of
from alchemi.accounts.stores import call
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.errors import MailError
from alchemi.integrations.mail import Mail, Mailer, MailServer

SETTINGS: Final = "Alchemi_EmailEventSettingTable"
DELIVERIES: Final = "Alchemi_EmailDeliveryTable"


class EmailEvent(StrEnum):
    """What mails are sent about; all are on until they are switched off."""

    KEY_CREATED = "Virtual Key Created"
    USER_INVITED = "New User Invitation"
    KEY_ROTATED = "Virtual Key Rotated"
    SOFT_BUDGET = "Soft Budget Crossed"
    MAX_BUDGET = "Max Budget Alert"
    NOTIFICATION = "Notification"


TEST_EVENT: Final = "Test"


class DeliveryStatus(StrEnum):
    PENDING = "PENDING"
    SENT = "SENT"
    FAILED = "FAILED"
    SUPPRESSED = "SUPPRESSED"


@dataclass(frozen=True, slots=True)
class Post:
    """A mail that was written down and is to be sent when its transaction has ended."""

    delivery_id: str
    mail: Mail
    server: MailServer | None
    """The account's own; None: the deployment's."""


async def settings_of(unit: Unit) -> dict[EmailEvent, bool]:
    """Every event and whether it is on."""
    stored = {row["event"]: row["enabled"] for row in await call(unit, SETTINGS, "find_many")}
    return {event: bool(stored.get(event.value, True)) for event in EmailEvent}


async def switch(unit: Unit, event: EmailEvent, *, enabled: bool, actor: str) -> None:
    """Set one switch; two callers at once leave one row."""
    values = {"enabled": enabled, "updated_by": actor}
    data = {"create": {"id": str(uuid4()), "event": event.value, "created_by": actor, **values}, "update": values}
    await call(unit, SETTINGS, "upsert", where={"event": event.value}, data=data)


async def post(unit: Unit, event: EmailEvent, mail: Mail, *, actor: str) -> Post | None:
    """Write a mail down in `unit`, for `send` after it; None: the account has switched its event off."""
    if not (await settings_of(unit))[event]:
        await _write(unit, event.value, mail, DeliveryStatus.SUPPRESSED, actor)
        return None
    return await _write(unit, event.value, mail, DeliveryStatus.PENDING, actor)


async def post_later(unit: Unit, event: EmailEvent, mail: Mail, refusal: str | None, *, actor: str) -> None:
    """Write a mail down in `unit` for the outbox, which sends it. `refusal`: why it is not to be sent, told in the log."""
    is_wanted = refusal is None and (await settings_of(unit))[event]
    values: dict[str, Any] = {"text": mail.text} if is_wanted else {"error": refusal}
    status = DeliveryStatus.PENDING if is_wanted else DeliveryStatus.SUPPRESSED
    await call(unit, DELIVERIES, "create", data=_row(event.value, mail, status, actor) | values)


async def post_test(unit: Unit, mail: Mail, *, actor: str) -> Post:
    """Write a test down in `unit`, for `send` after it."""
    return await _write(unit, TEST_EVENT, mail, DeliveryStatus.PENDING, actor)


async def _write(unit: Unit, event: str, mail: Mail, status: DeliveryStatus, actor: str) -> Post:
    row: Row = await call(unit, DELIVERIES, "create", data=_row(event, mail, status, actor))
    return Post(row["id"], mail, await server_of(unit))


def _row(event: str, mail: Mail, status: DeliveryStatus, actor: str) -> dict[str, Any]:
    return {
        "id": str(uuid4()), "event": event, "recipient": mail.to, "subject": mail.subject[:300], "status": status.value,
        "created_by": actor,
    }  # fmt: skip


async def send(database: Database, mailer: Mailer, posted: Post, *, now: Callable[[], datetime]) -> Row:
    """Send what was posted, after its transaction, and write down what became of it."""
    data: dict[str, Any] = {"status": DeliveryStatus.SENT.value, "text": None}
    try:
        await mailer.send(posted.mail, posted.server)
    except MailError as error:
        data |= {"status": DeliveryStatus.FAILED.value, "error": error.detail}
    else:
        data["sent_at"] = now()
    async with database.unit() as unit:
        row: Row = await call(unit, DELIVERIES, "update", where={"id": posted.delivery_id}, data=data)
    return row
