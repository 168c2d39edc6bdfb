"""Sends mails through a mail server."""

from __future__ import annotations

import asyncio
import logging
import smtplib
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, suppress
from contextvars import copy_context
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid
from threading import Timer
from typing import Final

from alchemi.errors import DestinationForbiddenError, MailError, TooManyRequestsError
from alchemi.tenancy.context import bound_account
from alchemi.tenancy.reach import as_plumbing, guarding
from alchemi.tenancy.turns import Turns

log = logging.getLogger(__name__)

_TIMEOUT_S: Final = 15.0
_LONGEST_S: Final = 30.0
_AT_ONCE: Final = 8
_OF_ONE_ACCOUNT: Final = 2
_WAITING: Final = 200
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
    """Sends through the deployment's mail server; without one it says so.

    Accounts' servers have threads of their own: what they keep waiting is nobody else's, and not for long.
    """

    def __init__(self, server: MailServer | None, *, longest_s: float = _LONGEST_S) -> None:
        """`longest_s`: of one exchange from beginning to end, however slowly the server goes on answering."""
        self._server = server
        self._longest_s = longest_s
        self._of_accounts = ThreadPoolExecutor(_AT_ONCE, "mail-accounts")
        self._of_deployment = ThreadPoolExecutor(_AT_ONCE, "mail")
        self._turns = Turns(_OF_ONE_ACCOUNT, _WAITING, "Enough mails of this account wait for its mail server.")

    @property
    def can_send(self) -> bool:
        return self._server is not None

    async def send(self, mail: Mail, server: MailServer | None = None) -> None:
        """Hand a mail to `server`, an account's own, or to the deployment's.

        Raises:
            MailError: there is no mail server, or it did not take the mail.
        """
        # The operator may have a private one; an account's is one of the addresses that the account may reach.
        threads = self._of_accounts if server is not None else self._of_deployment
        with guarding() if server is not None else as_plumbing():
            server = server or self._server
            if server is None:
                raise MailError("No mail server is set: see SMTP_HOST.")
            try:
                await self._exchange(threads, server, _message(server, mail))
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
                await self._exchange(self._of_accounts, server, None)
            except (smtplib.SMTPException, OSError, ValueError) as error:
                raise MailError(_cause(error)) from error

    async def _exchange(self, threads: ThreadPoolExecutor, server: MailServer, message: EmailMessage | None) -> None:
        loop, context, account = asyncio.get_running_loop(), copy_context(), bound_account()
        async with AsyncExitStack() as stack:
            if threads is self._of_accounts and account is not None:
                # A server that keeps its threads waiting must leave some to the other accounts.
                try:
                    await stack.enter_async_context(self._turns.turn(account))
                except TooManyRequestsError as error:
                    raise MailError(error.detail) from error
            await loop.run_in_executor(threads, context.run, _send, server, message, self._longest_s)


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


class _Plain(smtplib.SMTP):
    """Ends with its time: the library's own bounds each reading alone, and a byte now and then would keep it for ever."""

    def __init__(self, server: MailServer, longest_s: float) -> None:
        self._begin(longest_s)
        smtplib.SMTP.__init__(self, server.host, server.port, timeout=min(_TIMEOUT_S, longest_s))

    def _begin(self, longest_s: float) -> None:
        self._spare: socket.socket | None = None
        self._is_over = False
        self._end = Timer(longest_s, self._cut)
        self._end.daemon = True
        self._end.start()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        found: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]  # the stubs leave it out
        # The connection by another name: TLS takes the first one away while it is being agreed upon.
        self._spare = found.dup()
        if self._is_over:
            self._cut()
        return found

    def _cut(self) -> None:
        self._is_over = True
        if self._spare is not None:
            with suppress(OSError):
                self._spare.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._end.cancel()
        super().close()
        if self._spare is not None:
            self._spare.close()


class _Encrypted(smtplib.SMTP_SSL, _Plain):
    """The same, with TLS from the start."""

    def __init__(self, server: MailServer, longest_s: float, context: ssl.SSLContext) -> None:
        self._begin(longest_s)
        timeout_s = min(_TIMEOUT_S, longest_s)
        smtplib.SMTP_SSL.__init__(self, server.host, server.port, timeout=timeout_s, context=context)


def _send(server: MailServer, message: EmailMessage | None, longest_s: float) -> None:
    context = ssl.create_default_context()
    if server.port == 465:
        connection: smtplib.SMTP = _Encrypted(server, longest_s, context)
    else:
        connection = _Plain(server, longest_s)
    with connection:
        if server.uses_tls and server.port != 465:
            connection.starttls(context=context)
        if server.username:
            connection.login(server.username, server.password or "")
        if message is not None:
            connection.send_message(message)
