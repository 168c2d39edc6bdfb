"""What users are told: written inside the transaction of what it is about, mailed when that has ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from prisma.fields import Json

from alchemi.accounts import email_events
from alchemi.accounts.email_events import DeliveryStatus, EmailEvent, Post
from alchemi.accounts.notification_templates import Text, plain, render
from alchemi.accounts.people import USERS
from alchemi.accounts.stores import call
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.errors import InvalidRequestError, NotFoundError
from alchemi.integrations.mail import Mail, Mailer

NOTIFICATIONS: Final = "Alchemi_NotificationTable"
TEMPLATES: Final = "Alchemi_NotificationTemplateTable"
OVERRIDES: Final = "Alchemi_AccountNotificationTemplateTable"


class Channel(StrEnum):
    """EMAIL: in the console, and by mail."""

    IN_APP = "IN_APP"
    EMAIL = "EMAIL"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell one user of the account.

    `template`: the platform's row that `find_template` or `get_template` gave; it is filled with `values`.
    """

    recipient_id: str
    type: str
    title: str
    content: str = ""
    channel: Channel = Channel.IN_APP
    template: Row | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    metadata: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Told:
    """A notification that was written; `post` is for `deliver` once the transaction has ended."""

    row: Row
    post: Post | None = None


async def find_template(platform: Database, event_id: str, kind: str, locale: str = "en") -> Row | None:
    """The platform's template in use for an event. The account's own words are looked up by `notify`."""
    where = {"event_id": event_id, "type": kind, "locale": locale, "is_active": True}
    async with platform.unit(is_read_only=True) as unit:
        row: Row | None = await call(unit, TEMPLATES, "find_first", where=where)
    return row


async def get_template(platform: Database, template_id: str) -> Row:
    """The platform's template of this id, if it is in use.

    Raises:
        InvalidRequestError: there is none.
    """
    async with platform.unit(is_read_only=True) as unit:
        row: Row | None = await call(unit, TEMPLATES, "find_unique", where={"template_id": template_id})
    if row is None or not row["is_active"]:
        raise InvalidRequestError.of_field("/template_id", "There is no such template in use.")
    return row


async def notify(unit: Unit, notice: Notice, *, actor: str, now: datetime) -> Told:
    """Tell a user of the account something, inside `unit`; pass what comes back to `deliver` after it.

    Raises:
        InvalidRequestError: the template cannot be filled in.
        NotFoundError: the account has no such user.
    """
    user = await call(unit, USERS, "find_unique", where={"user_id": notice.recipient_id})
    if user is None:
        raise NotFoundError("There is no such user.")
    text = await _text(unit, notice)
    values: dict[str, Any] = {
        "id": str(uuid4()), "recipient_id": notice.recipient_id, "type": notice.type, "channel": notice.channel.value,
        "title": text.title if text else notice.title, "content": text.content if text else notice.content,
        "content_format": "html" if text else "text", "metadata": Json(dict(notice.metadata)), "created_by": actor,
        "updated_by": actor, "status": DeliveryStatus.SENT.value, "sent_at": now,
    }  # fmt: skip
    post = None
    if notice.channel is Channel.EMAIL:
        post, undelivered = await _post(unit, user.get("user_email"), values, actor=actor)
        values |= undelivered
    row: Row = await call(unit, NOTIFICATIONS, "create", data=values)
    return Told(row, post)


async def _post(unit: Unit, email: str | None, values: Mapping[str, Any], *, actor: str) -> tuple[Post | None, Row]:
    """The mail about a notification, and what its row says until that is sent."""
    if not email:
        return None, {"status": DeliveryStatus.FAILED.value, "error": "The user has no address.", "sent_at": None}
    body = plain(values["content"]) if values["content_format"] == "html" else values["content"]
    post = await email_events.post(
        unit, EmailEvent.NOTIFICATION, Mail(email, values["title"], body or values["title"]), actor=actor
    )
    # Switched off by the account: it stays what is shown in the console.
    return post, {} if post is None else {"status": DeliveryStatus.PENDING.value, "sent_at": None}


async def _text(unit: Unit, notice: Notice) -> Text | None:
    template = notice.template
    if template is None:
        return None
    own = await call(unit, OVERRIDES, "find_first", where={"template_id": template["template_id"], "is_active": True})
    words = {} if own is None else own["overrides"]
    title = words.get("title_line") or template["title_line"]
    return render(title, words.get("template_content") or template["template_content"], notice.values)


async def deliver(database: Database, mailer: Mailer, told: Told, *, now: Callable[[], datetime]) -> Row:
    """Send the mail of a notification whose transaction has ended; the notification as it stands then."""
    if told.post is None:
        return told.row
    sent = await email_events.send(database, mailer, told.post, now=now)
    data = {name: sent[name] for name in ("status", "error", "sent_at")}
    async with database.unit() as unit:
        row: Row | None = await call(unit, NOTIFICATIONS, "update", where={"id": told.row["id"]}, data=data)
    return told.row if row is None else row
