"""The account's own mail server: invitations, new passwords and notifications of the account go through it."""

from __future__ import annotations

import time
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Request
from pydantic import AfterValidator, Field

from alchemi.accounts.mail_servers import MAIL_SERVERS, ONLY, as_server
from alchemi.auth.permissions import Permission
from alchemi.errors import InvalidRequestError, MailError, NotFoundError
from alchemi.integrations.mail import Mailer
from alchemi.rest.addresses import check_addresses
from alchemi.rest.asking import Addresses
from alchemi.rest.resource import Resource
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack, Answer, Authored, Email, ExactSecret, Name, PlainText, Schema
from alchemi.rest.secret_fields import MASK
from alchemi.rest.trying import Tried
from alchemi.rest.work import CurrentWork, requires

_SECRET: Final = "smtp_password"  # noqa: S105 (the name of a field)


def _host(text: str) -> str:
    if not text.isascii() or not set(text.lower()) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-:"):
        raise ValueError("This is not the name or address of a host.")
    return text


_Host = Annotated[PlainText, Field(min_length=1, max_length=253), AfterValidator(_host)]


class MailServerChange(Schema):
    """Fields that are left out stay; null clears. `****` keeps the password, on the host for which it was sent."""

    smtp_host: _Host = Field(default="", examples=["smtp.corp.example"])
    smtp_port: Annotated[int, Field(ge=1, le=65535)] = Field(default=587, description="465 speaks TLS from the start.")
    smtp_username: Name | None = None
    smtp_password: Annotated[ExactSecret, Field(min_length=1, max_length=1024)] | None = None
    sender_email: Email = Field(default="", examples=["console@corp.example"])
    sender_name: Name | None = None
    uses_tls: bool = Field(default=True, description="STARTTLS. Without it no password is sent.")


class MailServerAnswer(Authored):
    smtp_host: str
    smtp_port: int
    smtp_username: str | None
    smtp_password: str | None = Field(description="Told as ****.")
    sender_email: str
    sender_name: str | None
    uses_tls: bool


class AccountSmtp(Answer):
    account_id: str
    smtp_config: MailServerAnswer | None = Field(description="null: mails go through the deployment's server.")


SERVERS = Resource(
    path="/alchemi/account/smtp",
    aliases=("/account/smtp",),
    table=MAIL_SERVERS,
    noun="mail server",
    plural="servers",
    item=MailServerAnswer,
    update=MailServerChange,
    read=Permission.EMAIL_EVENT_READ,
    # Whose server it is reads the links to every user's new password.
    write=Permission.ACCOUNT_MANAGE,
    secrets=(_SECRET,),
    operations=set(),
)
router = APIRouter(tags=["account"])
_READ: Final = [requires(Permission.EMAIL_EVENT_READ)]
_WRITE: Final = [requires(Permission.ACCOUNT_MANAGE)]


@router.get("/smtp", dependencies=_READ)
async def get_mail_server(work: CurrentWork) -> AccountSmtp:
    """The account's mail server."""
    async with work.rows(SERVERS, is_read_only=True) as rows:
        return await _answer(rows)


@router.put("/smtp", dependencies=_WRITE, name="put_mail_server")
@router.patch("/smtp", dependencies=_WRITE)
async def change_mail_server(work: CurrentWork, check: Addresses, body: MailServerChange) -> AccountSmtp:
    """Set the fields that are sent. The first time, `smtp_host` and `sender_email` are needed."""
    values = sent_values(body, SERVERS)
    if body.smtp_password is not None:
        values[_SECRET] = body.smtp_password.get_secret_value()
    async with work.rows(SERVERS) as rows:
        before = await rows.find(ONLY, for_update=True)
        known: dict[str, Any] = before or MailServerChange().model_dump() | {_SECRET: None}
        after = known | values
        for name in ("smtp_host", "sender_email"):
            if not after[name]:
                raise InvalidRequestError.of_field(f"/{name}", "This is needed.")
        host = f"[{after['smtp_host']}]" if ":" in after["smtp_host"] else after["smtp_host"]
        check_addresses(check, "smtp_host", {"host": f"https://{host}:{after['smtp_port']}"})
        _check_password(known, values, after)
        if before is None:
            await rows.create(values | {"id": ONLY})
        else:
            await rows.change(before, values)
        return await _answer(rows)


@router.delete("/smtp", dependencies=_WRITE)
async def delete_mail_server(work: CurrentWork) -> Ack:
    """Forget it: mails go through the deployment's server again."""
    async with work.rows(SERVERS) as rows:
        await rows.delete(await rows.get(ONLY, for_update=True))
    return Ack(id=ONLY, message="The mail server was deleted.")


@router.post("/smtp/test", dependencies=_WRITE)
async def test_mail_server(work: CurrentWork, request: Request) -> Tried:
    """Connect to it and sign in, and send nothing. `POST /alchemi/email-event/test` sends a mail."""
    async with work.rows(SERVERS, is_read_only=True) as rows:
        row = await rows.get(ONLY)
    work.services.trials.begin(work.caller.account)
    begun_s, cause = time.monotonic(), None
    try:
        await cast(Mailer, request.app.state.mailer).greet(as_server(row, row[_SECRET]))
    except MailError as error:
        cause = error.detail
    return Tried(ok=cause is None, latency_ms=round((time.monotonic() - begun_s) * 1000), cause=cause)


def _check_password(known: dict[str, Any], values: dict[str, Any], after: dict[str, Any]) -> None:
    """Whoever changes the host must not have the password sent to a place of theirs, and nobody in clear."""
    is_kept = values.get(_SECRET, MASK) == MASK
    if known[_SECRET] and is_kept and after["smtp_host"] != known["smtp_host"]:
        raise InvalidRequestError.of_field(f"/{_SECRET}", "Another host needs its own password; send it, or null.")
    if after[_SECRET] and not after["uses_tls"]:
        raise InvalidRequestError.of_field("/uses_tls", "A password is sent over TLS only.")


async def _answer(rows: Rows) -> AccountSmtp:
    try:
        config: MailServerAnswer | None = rows.answer(await rows.get(ONLY), MailServerAnswer)
    except NotFoundError:
        config = None
    return AccountSmtp(account_id=rows.work.caller.account, smtp_config=config)
