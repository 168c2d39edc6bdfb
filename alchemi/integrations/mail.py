"""Sends mails through a mail server."""

from __future__ import annotations

import asyncio
import logging
import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid
from typing import Final

from alchemi.errors import DestinationForbiddenError, MailError
from alchemi.tenancy.reach import as_plumbing, guarding

log = logging.getLogger(__name__)

_TIMEOUT_S: Final = 15.0
_CAUSES: Final[tuple[tuple[type[Exception], str], ...]] = (
    (DestinationForbiddenError, "its address is not one that may be reached."),
    (smtplib.SMTPAuthenticationError, "it refuses the login."),
    (smtplib.SMTPNotSupportedError, "it does not speak what is asked of it: STARTTLS, or a login."),
    (smtplib.SMTPSenderRefused, "it refuses the sender."),
    (smtplib.SMTPRecipientsRefused, "it refuses the recipient."),
    (ssl.SSLCertVerificationError, "its certificate is not one that is trusted for this name."),
    (ssl.SSLError, "it does not speak TLS as it should."),
    (smtplib.SMTPException, "it answered with an error."),
    (ValueError, "the mail cannot be written."),
    (TimeoutError, "it does not answer."),
)


@dataclass(frozen=True, slots=True)
class MailServer:
    """`uses_tls`: STARTTLS on any port but 465, which speaks TLS from the start."""

    host: str
    port: int
    sender: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    sender_name: str | None = None
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
        """Hand a mail to `server`, an account's own, or to the deployment's.

        Raises:
            MailError: there is no mail server, or it did not take the mail.
        """
        # The operator may have a private one; an account's is one of the addresses that the account may reach.
        with guarding() if server is not None else as_plumbing():
            server = server or self._server
            if server is None:
                raise MailError("No mail server is set: see SMTP_HOST.")
            try:
                await asyncio.to_thread(_send, server, _message(server, mail))
            except (smtplib.SMTPException, OSError, ValueError) as error:
                log.warning("mail.failed", extra={"error": type(error).__name__})
                raise MailError(f"The mail server did not take the mail: {_cause(error)}") from error

    async def greet(self, server: MailServer) -> None:
        """Connect to an account's own server and sign in, as for a mail.

        Raises:
            MailError: why it does not work.
        """
        with guarding():
            try:
                await asyncio.to_thread(_send, server, None)
            except (smtplib.SMTPException, OSError, ValueError) as error:
                raise MailError(_cause(error)) from error


def _cause(error: Exception) -> str:
    """In words of ours: what a server says may be anything."""
    for kind, cause in _CAUSES:
        if isinstance(error, kind):
            return cause
    return "it cannot be reached."


def _message(server: MailServer, mail: Mail) -> EmailMessage:
    """Refuses line breaks in headers (ValueError), so that nobody adds headers through a name."""
    message = EmailMessage()
    sender = formataddr((server.sender_name, server.sender)) if server.sender_name else server.sender
    message["From"], message["To"], message["Subject"] = sender, mail.to, mail.subject
    message["Date"], message["Message-ID"] = (
        formatdate(localtime=False),
        make_msgid(domain=server.sender.rpartition("@")[2]),
    )
    message.set_content(mail.text)
    return message


def _send(server: MailServer, message: EmailMessage | None) -> None:
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
        if message is not None:
            connection.send_message(message)
