"""A mail server on loopback that keeps what it is given."""

from __future__ import annotations

import socketserver
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from alchemi.integrations.mail import MailServer


class _Session(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline():
            word = line.strip().upper()
            if word.startswith(b"DATA"):
                self._say("354 go on")
                parts: list[bytes] = []
                while (part := self.rfile.readline()) not in (b".\r\n", b""):
                    parts.append(part)
                self.server.mails.append(message_from_bytes(b"".join(parts), policy=policy.default))  # type: ignore[attr-defined]
                self.server.arrived.release()  # type: ignore[attr-defined]
                self._say("250 kept")
            elif word.startswith(b"QUIT"):
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class KeptMails(socketserver.ThreadingTCPServer):
    """`with KeptMails() as mails: … mails.next()`."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mails: list[EmailMessage] = []
        self.arrived = threading.Semaphore(0)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def server(self) -> MailServer:
        return MailServer("127.0.0.1", int(self.server_address[1]), "console@alchemi.example", uses_tls=False)

    def next(self, timeout_s: float = 10) -> EmailMessage:
        """The next mail that arrives.

        Raises:
            AssertionError: none did.
        """
        assert self.arrived.acquire(timeout=timeout_s), "no mail arrived"
        return self.mails[-1]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shutdown()
        self.server_close()
