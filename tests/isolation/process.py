"""The application in this process, called without sockets, and which handlers were really entered."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote, urlencode

SECRET_KEY: Final = "Zr8-Wq2-Lm5-Xk9-Tv3-Hb6-Nd1-Fy7-Jc4-Pg0"
MASTER_KEY: Final = "sk-Qm7Zt2Vx9Lk4Wp8Rb3Nc6Yd1Fg5Hj0Sa-tests"
LIMIT_S: Final = 2.0
"""A call that streams without end is cut here."""

_entered: ContextVar[list[str] | None] = ContextVar("isolation_entered", default=None)


@dataclass(slots=True)
class Answer:
    """All that came back, byte by byte. `status` 0: nothing came before the limit."""

    status: int = 0
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytearray = field(default_factory=bytearray)
    entered: bool = False
    error: str = ""

    @property
    def raw(self) -> bytes:
        return b"\n".join([b"%d" % self.status, *(b": ".join(pair) for pair in self.headers), bytes(self.body)])

    def json(self) -> Any:
        return json.loads(bytes(self.body))


@dataclass(frozen=True, slots=True)
class Call:
    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    content_type: str = "application/json"

    def __str__(self) -> str:
        return f"{self.method} {self.path}" + (f"?{urlencode(self.query)}" if self.query else "")

    def scope(self) -> dict[str, Any]:
        """As the server hands it to the application."""
        headers = [(b"host", b"console.test"), (b"content-type", self.content_type.encode())]
        headers += [(name.lower().encode(), value.encode()) for name, value in self.headers]
        if self.body:
            headers.append((b"content-length", str(len(self.body)).encode()))
        return {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": self.method,
            "scheme": "http",
            "path": self.path,
            "raw_path": quote(self.path).encode(),
            "root_path": "",
            "query_string": urlencode(self.query).encode(),
            "headers": headers,
            "client": ("127.0.0.1", 50000),
            "server": ("console.test", 80),
            "state": {},
        }


class Application:
    """Makes calls against the ASGI application; `faults` are seeded between caller and application by the controls."""

    def __init__(self, asgi: Any) -> None:
        self.asgi = asgi
        self.calls = 0

    async def call(self, call: Call, *, limit_s: float = LIMIT_S) -> Answer:
        self.calls += 1
        answer, entered = Answer(), []
        token = _entered.set(entered)
        try:
            await asyncio.wait_for(self.asgi(call.scope(), _receiver(call.body), _sender(answer)), limit_s)
        except TimeoutError:
            answer.error = "cut"
        except Exception as error:  # noqa: BLE001 -- what a server would turn into a 500
            answer.status, answer.error = answer.status or 500, f"{type(error).__name__}: {error}"
            answer.body += answer.error.encode()
        finally:
            _entered.reset(token)
        answer.entered = bool(entered)
        return answer


def _receiver(body: bytes) -> Any:
    sent = False
    forever = asyncio.Event()

    async def receive() -> dict[str, Any]:
        nonlocal sent
        if not sent:
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}
        await forever.wait()
        return {"type": "http.disconnect"}

    return receive


def _sender(answer: Answer) -> Any:
    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status, answer.headers = message["status"], list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            answer.body += message.get("body", b"")

    return send


@asynccontextmanager
async def running() -> AsyncIterator[Application]:
    """The application of this process's environment, started."""
    import fastapi.routing

    original = fastapi.routing.run_endpoint_function

    async def noted(*args: Any, **kwargs: Any) -> Any:
        entered = _entered.get()
        if entered is not None:
            entered.append("entered")
        return await original(*args, **kwargs)

    fastapi.routing.run_endpoint_function = noted
    from alchemi.app import create_app

    asgi = create_app()
    inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    outbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    scope = {"type": "lifespan", "asgi": {"version": "3.0"}, "state": {}}
    task = asyncio.create_task(asgi(scope, inbox.get, outbox.put))
    await inbox.put({"type": "lifespan.startup"})
    started = await outbox.get()
    assert started["type"] == "lifespan.startup.complete", started
    try:
        yield Application(asgi)
    finally:
        await inbox.put({"type": "lifespan.shutdown"})
        await asyncio.wait_for(outbox.get(), 30)
        await asyncio.wait_for(task, 10)
