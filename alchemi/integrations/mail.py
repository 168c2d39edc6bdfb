"""Sends mails through a mail server."""

from __future__ import annotations

import asyncio
import logging
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from typing import Final

from alchemi.errors import MailError

log = logging.getLogger(__name__)

_TIMEOUT_S: Final = 15.0


@dataclass(frozen=True, slots=True)
class MailServer:
    """`uses_tls`: STARTTLS on any port but 465, which speaks TLS from the start."""

    host: str
    port: int
    sender: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    uses_tls: bool = True


@dataclass(frozen=True, slots=True)
class Mail:
    """Plain text to one address."""

    to: str
    subject: str
    text: str


class Mailer:
    """Sends through the deployment's mail server; without one it says so."""

    def __init__(self, server: MailServer | None) -> None:
        self._server = server

    @property
    def can_send(self) -> bool:
        return self._server is not None

    async def send(self, mail: Mail, server: MailServer | None = None) -> None:
        """Hand a mail to `server`, or to the deployment's.

        Raises:
            MailError: there is no mail server, or it did not take the mail.
        """
        server = server or self._server
        if server is None:
            raise MailError("No mail server is set: see SMTP_HOST.")
        try:
            await asyncio.to_thread(_send, server, _message(server, mail))
        except (smtplib.SMTPException, OSError, ValueError) as error:
            log.warning("mail.failed", extra={"error": type(error).__name__})
            raise MailError("The mail server did not take the mail.") from error


def _message(server: MailServer, mail: Mail) -> EmailMessage:
    """Refuses line breaks in headers (ValueError), so that nobody adds headers through a name."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = server.sender, mail.to, mail.subject
    message["Date"], message["Message-ID"] = (
        formatdate(localtime=False),
        make_msgid(domain=server.sender.rpartition("@")[2]),
    )
    message.set_content(mail.text)
    return message


def _send(server: MailServer, message: EmailMessage) -> None:
    context = ssl.create_default_context()
    if server.port == 465:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_TIMEOUT_S, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=_TIMEOUT_S)
    with connection:
        if server.uses_tls and server.port != 465:
            connection.starttls(context=context)
        if server.username:
            connection.login(server.username, server.password or "")
        connection.send_message(message)
