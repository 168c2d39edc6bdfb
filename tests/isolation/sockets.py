"""Attacks every WebSocket as account A: as nobody, by spoofed accounts, by those who may less, with the name of B's model."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from alchemi.auth.route_classes import WEBSOCKET, RouteClass, route_table
from tests.isolation.canaries import ACCOUNTS, RANDOM, Scanner, object_id
from tests.isolation.findings import Results, masked
from tests.isolation.foreign_changes import ForeignChanges
from tests.isolation.process import Answer, Application, Call
from tests.isolation.sweep import SPOOFS, Actors, Headers

PHASE: Final = "sockets"
QUIET_S: Final = 0.7
"""A socket that says nothing for so long is closed by its client."""

OPENED: Final = 101
REFUSED: Final = 403
_PLACEHOLDER: Final = re.compile(r"\{\w+(?::path)?\}")
_MARK: Final = b"upstream-of"
_MODEL: Final = "gpt-4o"
"""Both accounts have one of this name, at a provider that is there."""


@dataclass(frozen=True, slots=True)
class Socket:
    path: str
    route_class: RouteClass

    def __str__(self) -> str:
        return f"{WEBSOCKET} {self.path}"


def sockets() -> list[Socket]:
    """Every WebSocket of the table of routes."""
    return [
        Socket(_PLACEHOLDER.sub("v1/realtime", row.path), row.route_class)
        for row in route_table().rows
        if WEBSOCKET in row.methods
    ]


async def attack(
    application: Application, scanner: Scanner, changes: ForeignChanges, results: Results, actors: Actors
) -> None:
    """Every socket, in every way."""
    reached = {}
    for socket in sockets():
        attempt = _Attempts(application, scanner, changes, results, socket)
        anonymous = await attempt(())
        if anonymous.status != REFUSED:
            results.add("open", PHASE, socket, f"opened without a credential: {anonymous.status}")
        own = await attempt(actors.admin)
        reached[str(socket)] = _MARK in own.body
        spoofed = await attempt((*actors.admin, *SPOOFS), query=(("account_id", ACCOUNTS["b"]),))
        if (own.status, _MARK in own.body) != (spoofed.status, _MARK in spoofed.body):
            results.add("open", PHASE, socket, f"an account named by the caller is heard: {spoofed.status}")
        await attempt(actors.member)
        restricted = await attempt(actors.restricted)
        if _MARK in restricted.body:
            results.add("open", PHASE, socket, "a key that may list models only has called one")
        await _compare(attempt, actors.admin)
    results.phases[PHASE] = {"reached": reached}


async def at_once(application: Application, results: Results, callers: dict[str, Headers]) -> None:
    """A and B hold a socket at the same time: each hears its own provider's credential, from first to last frame."""
    [socket] = [one for one in sockets() if one.path == "/v1/realtime"]
    marks = {letter: object_id(letter, "upstream") for letter in callers}
    calls = {letter: _call(socket, headers, _MODEL) for letter, headers in callers.items()}
    work = [converse(application, calls[letter], _messages(_MODEL) * 3) for letter in "ab" * 4]
    for letter, answer in zip("ab" * 4, await asyncio.gather(*work), strict=True):
        results.count("sockets at once", answer.status)
        other = "ba"["ab".index(letter)]
        if marks[other].encode() in answer.body:
            results.add("leak", "sockets at once", socket, f"{letter} has heard {other}'s credential")
        if marks[letter].encode() not in answer.body:
            results.add("open", "sockets at once", socket, f"{answer.status}: {bytes(answer.body[:200])!r}")


class _Attempts:
    """Opens one socket, says something, and holds what comes back against what A may see."""

    def __init__(
        self, application: Application, scanner: Scanner, changes: ForeignChanges, results: Results, socket: Socket
    ) -> None:
        self._application = application
        self.scanner = scanner
        self._changes = changes
        self.results = results
        self.socket = socket

    async def __call__(self, headers: Headers, *, model: str = _MODEL, query: Iterable[tuple[str, str]] = ()) -> Answer:
        call = _call(self.socket, headers, model)
        answer = await converse(self._application, replace(call, query=(*call.query, *query)), _messages(model))
        self.results.count(PHASE, answer.status)
        for word in self.scanner.find(answer.raw):
            self.results.add("leak", PHASE, self.socket, self.scanner.explain(word))
        for written in await self._changes.since_last_asked():
            self.results.add("change", PHASE, self.socket, str(written))
        return answer


async def _compare(attempt: _Attempts, headers: Headers) -> None:
    """B's model, and one that exists nowhere, are answered in the same words."""
    told = {}
    for letter in ("b", RANDOM[0]):
        model = object_id(letter, "model_name")
        if letter == "b":
            attempt.scanner.supply([model])
        answer = await attempt(headers, model=model)
        told[letter] = (answer.status, masked(bytes(answer.body), [model]))
    if told["b"] != told[RANDOM[0]]:
        attempt.results.add("oracle", PHASE, attempt.socket, f"{told['b']!r} | {told[RANDOM[0]]!r}")


def _call(socket: Socket, headers: Headers, model: str) -> Call:
    return Call("GET", socket.path, query=(("model", model),), headers=headers)


def _messages(model: str) -> list[str]:
    """What clients of realtime and of responses say first."""
    said = {"role": "user", "content": [{"type": "input_text", "text": "hello"}], "type": "message"}
    return [
        json.dumps({"type": "response.create", "model": model, "input": "hello", "response": {"input": [said]}}),
        json.dumps({"type": "conversation.item.create", "item": said}),
    ]


async def converse(application: Application, call: Call, messages: list[str]) -> Answer:
    """Open a socket, send `messages`, read until it is closed or quiet. The body: all frames, and why it ended."""
    application.calls += 1
    answer, heard = Answer(status=REFUSED), asyncio.Event()
    inbox: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
    inbox.put_nowait({"type": "websocket.connect"})

    async def send(message: dict[str, Any]) -> None:
        heard.set()
        if message["type"] == "websocket.accept":
            answer.status, answer.headers = OPENED, list(message.get("headers", ()))
            for text in messages:
                inbox.put_nowait({"type": "websocket.receive", "text": text})
        elif message["type"] == "websocket.send":
            answer.body += (message.get("bytes") or str(message.get("text", "")).encode()) + b"\n"
        else:
            answer.body += f"{message.get('code', '')} {message.get('reason', '')}\n".encode()

    task = asyncio.ensure_future(application.asgi(_scope(call), inbox.get, send))
    while not task.done():
        heard.clear()
        hearing = asyncio.ensure_future(heard.wait())
        done, _ = await asyncio.wait({task, hearing}, timeout=QUIET_S, return_when=asyncio.FIRST_COMPLETED)
        hearing.cancel()
        if not done:
            inbox.put_nowait({"type": "websocket.disconnect", "code": 1000})
            await asyncio.wait({task}, timeout=QUIET_S)
            task.cancel()
    [outcome] = await asyncio.gather(task, return_exceptions=True)
    if isinstance(outcome, Exception):
        answer.error = f"{type(outcome).__name__}: {outcome}"
        answer.body += answer.error.encode()
    return answer


def _scope(call: Call) -> dict[str, Any]:
    return {**call.scope(), "type": "websocket", "scheme": "ws", "subprotocols": []}
