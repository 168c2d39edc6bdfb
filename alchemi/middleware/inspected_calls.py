"""Keeps what no guard of an account can look through from its models, and looks through bodies that the wheel shows nobody."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alchemi.auth.credentials import clues_of, credential_of
from alchemi.auth.route_classes import WEBSOCKET, RouteClass, path_of_scope, route_table
from alchemi.enterprise_features.guardrails.bodies import (
    Path,
    TooDeepError,
    attachment_of,
    hooked_of,
    texts_of,
    with_texts,
)
from alchemi.enterprise_features.guardrails.call_routes import UNSEEN, Coverage, Sight, coverage_of, sent_is_seen
from alchemi.enterprise_features.guardrails.engine import Direction, Finding, Guard, Guards, TooSlowError
from alchemi.enterprise_features.guardrails.store import CallFacts
from alchemi.errors import AlchemiError, CallNotInspectedError, GuardrailBlockedError
from alchemi.middleware.refusals import refuse_call
from alchemi.tenancy.account import SYSTEM_ACCOUNT
from alchemi.tenancy.context import bound_account

log = logging.getLogger(__name__)

GuardsOfAccount = Callable[[], Guards]
WriteFindings = Callable[[list[Finding], Direction, CallFacts], Awaitable[None]]

_MOST_BYTES: Final = 32 * 1024 * 1024
_INLINE_BYTES: Final = 65_536
_OF_BODY: Final = frozenset({b"content-type", b"content-length", b"content-encoding", b"transfer-encoding"})
_UNSEEN: Final = "call not looked through"
_HOW: Final = "`uninspected_calls` of the guard says whether such calls are let through."


class InspectedCalls:
    """Plain ASGI around the wheel. Calls of accounts without guards go on at once."""

    def __init__(self, app: ASGIApp, guards: GuardsOfAccount, write: WriteFindings) -> None:
        """`guards` gives those of the bound account; `write` writes down what was found."""
        self._app = app
        self._guards = guards
        self._write = write

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or bound_account() in (None, SYSTEM_ACCOUNT):
            await self._app(scope, receive, send)
            return
        guards = self._guards()
        coverage = _coverage(scope) if guards.guards else None
        if coverage is None:
            await self._app(scope, receive, send)
            return
        inspection = _Inspection(guards, coverage, scope, self._write)
        try:
            await inspection.check_route()
            scope, receive = await inspection.check_body(receive)
        except AlchemiError as error:
            await refuse_call(error, scope, send)
            return
        token = sent_is_seen.set(inspection.has_seen_all_sent)
        try:
            await self._app(scope, receive, send)
        finally:
            sent_is_seen.reset(token)


def _coverage(scope: Scope) -> Coverage | None:
    method = WEBSOCKET if scope["type"] == "websocket" else scope["method"]
    if method == "OPTIONS":
        return None
    path = path_of_scope(scope["path"], scope.get("root_path", ""))
    found = coverage_of(method, path)
    if found is None and route_table().class_of(method, path) is RouteClass.CLOSED:
        # What is closed and has come here is an endpoint that the account has made.
        return UNSEEN
    return found


class _Inspection:
    """One request's."""

    def __init__(self, guards: Guards, coverage: Coverage, scope: Scope, write: WriteFindings) -> None:
        self._guards = guards
        self._coverage = coverage
        self._scope = scope
        self._write = write
        self._model: str | None = None
        self.has_seen_all_sent = False

    async def check_route(self) -> None:
        """Nothing that a guard would have to see stays unseen.

        Raises:
            CallNotInspectedError: it does.
        """
        for direction, sight in (
            (Direction.INPUT, self._coverage.sent),
            (Direction.OUTPUT, self._coverage.answered),
        ):
            if sight is Sight.UNSEEN:
                await self._object(direction, "a call of this kind")

    async def check_body(self, receive: Receive) -> tuple[Scope, Receive]:
        """The request as it may go on.

        Raises:
            CallNotInspectedError: the body cannot be looked through.
            GuardrailBlockedError: it may not go on.
        """
        sent, scope = self._coverage.sent, self._scope
        if sent not in (Sight.BODY, Sight.HOOK) or not self._guards.of(Direction.INPUT):
            return scope, receive
        messages, body = await _read(receive)
        document = None if body is None else await _parsed(body)
        if not isinstance(document, dict):
            await self._object(Direction.INPUT, "a body like this")
            return scope, _again(messages, receive)
        self._model = model if isinstance(model := document.get("model"), str) else None
        try:
            if sent is Sight.HOOK and (kind := attachment_of(document)) is not None:
                await self._object(Direction.INPUT, f"a part of type {kind}")
            hooked = hooked_of(scope["path"]) if sent is Sight.HOOK else frozenset()
            document = await self._looked_through(document, hooked)
        except TooDeepError:
            await self._object(Direction.INPUT, "a body of so many levels")
            return scope, _again(messages, receive)
        self.has_seen_all_sent = sent is Sight.BODY
        # Written anew, and said to be what it was read as: nobody downstream sees another field, or another kind of body,
        # than was looked through here.
        body = json.dumps(document).encode()
        headers = [header for header in scope["headers"] if header[0].lower() not in _OF_BODY]
        headers += [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        return {**scope, "headers": headers}, _again(
            [{"type": "http.request", "body": body, "more_body": False}], receive
        )

    async def _looked_through(self, document: dict[str, Any], hooked: frozenset[Path]) -> dict[str, Any]:
        texts = texts_of(document, hooked)
        if not texts:
            return document
        try:
            outcome = await self._guards.inspect(texts, Direction.INPUT)
        except TooSlowError as error:
            guard = self._guards.of(Direction.INPUT)[0]
            await self._tell(Finding(guard.guard_type, "error", {}), Direction.INPUT)
            raise GuardrailBlockedError(
                "This account's guardrails could not look through the call in time, so that it was stopped."
            ) from error
        for finding in outcome.findings:
            await self._tell(finding, Direction.INPUT)
        if (blocked := outcome.blocked) is not None:
            found = ", ".join(sorted(blocked.counts))
            raise GuardrailBlockedError(
                f"This account's {blocked.guard_type} guardrail stopped the request: it holds {found}."
            )
        replaced: dict[str, Any] = with_texts(document, outcome.texts, hooked)
        return replaced

    async def _object(self, direction: Direction, what: str) -> None:
        guard: Guard | None = self._guards.objecting_to_unseen(direction)
        if guard is None:
            return
        await self._tell(Finding(guard.guard_type, "block", {_UNSEEN: 1}), direction)
        reads = "sends" if direction is Direction.INPUT else "answers"
        raise CallNotInspectedError(
            f"This account's {guard.guard_type} guardrail cannot look through what {what} {reads}, and refuses it. {_HOW}"
        )

    async def _tell(self, finding: Finding, direction: Direction) -> None:
        clues = clues_of(
            self._scope["path"], self._scope["headers"], self._scope.get("query_string", b""),
            is_websocket=self._scope["type"] == "websocket",
        )  # fmt: skip
        key = credential_of(clues)
        hashed = hashlib.sha256(key.encode()).hexdigest() if key and key.startswith("sk-") else None
        await self._write([finding], direction, CallFacts(model=self._model, key_id=hashed))


async def _read(receive: Receive) -> tuple[list[Message], bytes | None]:
    """What was received, and the whole body; None when it is too long or its sender has gone."""
    messages: list[Message] = []
    length = 0
    while True:
        message = await receive()
        messages.append(message)
        if message["type"] != "http.request":
            return messages, None
        length += len(message.get("body", b""))
        if length > _MOST_BYTES:
            return messages, None
        if not message.get("more_body", False):
            return messages, b"".join(one.get("body", b"") for one in messages)


async def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body) if len(body) <= _INLINE_BYTES else await asyncio.to_thread(json.loads, body)
    except (ValueError, RecursionError):
        return None


def _again(messages: list[Message], receive: Receive) -> Receive:
    waiting = messages[::-1]

    async def told() -> Message:
        return waiting.pop() if waiting else await receive()

    return told
