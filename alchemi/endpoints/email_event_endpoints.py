"""Mails of the account: which events it sends them about, and what became of each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Final, cast

from fastapi import APIRouter, Query, Request
from pydantic import Field

from alchemi.accounts import email_events
from alchemi.accounts.email_events import DeliveryStatus, EmailEvent
from alchemi.accounts.names import same_address
from alchemi.accounts.people import USERS
from alchemi.auth.permissions import Permission
from alchemi.errors import InvalidRequestError, TooManyRequestsError
from alchemi.integrations.mail import Mail, Mailer
from alchemi.rest.listing import Page, page_of, query_of
from alchemi.rest.resource import Resource
from alchemi.rest.router import resource_router
from alchemi.rest.rows import Rows
from alchemi.rest.schema import Answer, Email, Schema
from alchemi.rest.work import CurrentWork, requires

_TESTS_A_MINUTE: Final = 5


class Switch(Schema):
    event: EmailEvent = Field(examples=["Virtual Key Created"])
    enabled: bool = Field(examples=[True])


class SwitchChange(Schema):
    settings: Annotated[list[Switch], Field(min_length=1, max_length=50)] = Field(
        examples=[[{"event": "Virtual Key Created", "enabled": False}]]
    )


class SwitchAnswer(Answer):
    event: EmailEvent
    enabled: bool


class Switches(Answer):
    settings: list[SwitchAnswer]


class Changed(Switches):
    message: str


class TestMail(Schema):
    __test__ = False

    recipient: Email | None = Field(default=None, description="The address of a user of the account; else the own.")


class Delivery(Answer):
    id: str
    event: str
    recipient: str
    subject: str
    status: DeliveryStatus = Field(description="SUPPRESSED: the account had switched the event off.")
    error: str | None
    sent_at: datetime | None
    created_at: datetime
    created_by: str | None


DELIVERIES = Resource(
    path="/alchemi/email-event",
    aliases=("/email/event_settings",),
    table=email_events.DELIVERIES,
    noun="mail",
    plural="deliveries",
    item=Delivery,
    read=Permission.EMAIL_EVENT_READ,
    write=Permission.EMAIL_EVENT_WRITE,
    sort=("created_at",),
    filters=("event", "status", "recipient", "created_at"),
    operations=set(),
)
operations = APIRouter()
_READ: Final = [requires(Permission.EMAIL_EVENT_READ)]
_WRITE: Final = [requires(Permission.EMAIL_EVENT_WRITE)]
_Query: Final = query_of(DELIVERIES)
_DeliveryPage: Final = page_of(DELIVERIES)


@operations.get("", dependencies=_READ)
async def get_email_events(work: CurrentWork) -> Switches:
    """Every event and whether mails are sent about it."""
    async with work.rows(DELIVERIES, is_read_only=True) as rows:
        return Switches(settings=await _switches(rows))


@operations.put("", dependencies=_WRITE, name="put_email_events")
@operations.patch("", dependencies=_WRITE)
async def update_email_events(work: CurrentWork, body: SwitchChange) -> Changed:
    """Switch the events that are named; the others stay."""
    wanted = {one.event: one.enabled for one in body.settings}
    if len(wanted) < len(body.settings):
        raise InvalidRequestError.of_field("/settings", "An event stands here twice.")
    async with work.rows(DELIVERIES) as rows:
        # In one order: two callers must not wait for each other.
        for event in sorted(wanted):
            await email_events.switch(rows.unit, event, enabled=wanted[event], actor=work.caller.actor)
        return Changed(settings=await _switches(rows), message="The settings were changed.")


@operations.post("/reset", dependencies=_WRITE)
async def reset_email_events(work: CurrentWork) -> Changed:
    """Switch all events on again."""
    async with work.rows(DELIVERIES) as rows:
        await rows.call(email_events.SETTINGS, "delete_many", where={})
        return Changed(settings=await _switches(rows), message="The settings were reset.")


@operations.get("/list", dependencies=_READ, response_model=_DeliveryPage)
async def list_deliveries(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:  # type: ignore[valid-type]
    """One page of the mails of the account, the newest first."""
    async with work.rows(DELIVERIES, is_read_only=True) as rows:
        found, total = await rows.page(query)
    return rows.page_answer(found, total, query, _DeliveryPage)


@operations.post("/test", dependencies=_WRITE)
async def send_test_mail(work: CurrentWork, body: TestMail, request: Request) -> Delivery:
    """Send a mail to a user of the account, to see whether mails arrive; `status` and `error` say."""
    async with work.rows(DELIVERIES) as rows:
        recipient = await _recipient(rows, body.recipient)
        recent = {"event": email_events.TEST_EVENT, "created_at": {"gte": work.now - timedelta(minutes=1)}}
        if await rows.count(recent) >= _TESTS_A_MINUTE:
            raise TooManyRequestsError("Enough tests were sent in this minute; try again later.", retry_after_s=60)
        base = str(request.app.state.base_url)
        mail = Mail(recipient, "Test mail", f"This is a test of the mails of {base}. They arrive.\n")
        posted = await email_events.post_test(rows.unit, mail, actor=work.caller.actor)
    mailer = cast(Mailer, request.app.state.mailer)
    sent = await email_events.send(work.services.database, mailer, posted, now=work.services.now)
    return Delivery.model_validate(sent)


async def _switches(rows: Rows) -> list[SwitchAnswer]:
    found = await email_events.settings_of(rows.unit)
    return [SwitchAnswer(event=event, enabled=enabled) for event, enabled in found.items()]


async def _recipient(rows: Rows, wanted: str | None) -> str:
    """The address as the account's user has it: nobody outside is written to.

    Raises:
        InvalidRequestError: no user of the account has it.
    """
    where: dict[str, dict[str, str]] = {"user_email": same_address(wanted or "")}
    if wanted is None:
        where = {"user_id": {"equals": rows.work.caller.user_id or ""}}
    user = await rows.call(USERS, "find_first", where=where)
    if user is None or not user["user_email"]:
        raise InvalidRequestError.of_field("/recipient", "No user of the account has this address.")
    return str(user["user_email"])


router = resource_router(DELIVERIES, operations)
