"""Masks an account's stored secrets in what the wheel answers: several of its listings show some whole.

Answers to calls, and the content of files, are the caller's own: they pass through untouched and unheld, whatever their length.
"""

from __future__ import annotations

import asyncio
import gzip
import json
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alchemi.audit.calls import leaves_no_event
from alchemi.auth.route_classes import path_of_scope, route_table
from alchemi.db import masked_secrets
from alchemi.errors import AlchemiError, InvalidRequestError
from alchemi.middleware.refusals import refuse
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.call_admission import current_admission
from alchemi.tenancy.context import bound_account

_JSON: Final = ("application/json", "application/scim+json", "application/problem+json")


_INLINE_BYTES: Final = 65_536


class MaskedAnswers:
    """Plain ASGI. What is no JSON passes through too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or _is_callers_own(scope):
            await self._app(scope, receive, send)
            return
        refused: list[AlchemiError] = []
        token = masked_secrets.refusals.set(refused)
        try:
            answer = _Answer(scope, send, refused)
            await self._app({**scope, "headers": _readable(scope["headers"])}, receive, answer)
        except InvalidRequestError as error:
            if error not in refused:
                raise
            await answer.refuse()
        finally:
            masked_secrets.refusals.reset(token)


def _is_callers_own(scope: Scope) -> bool:
    path = path_of_scope(scope["path"], scope.get("root_path", ""))
    return leaves_no_event(path) or path.endswith("/content") or not route_table().is_listed(scope["method"], path)


def _readable(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The request's headers, with no encoding of the answer accepted but the one that is undone here."""
    return [
        (name, b"gzip" if b"gzip" in value else b"identity") if name == b"accept-encoding" else (name, value)
        for name, value in headers
    ]


class _Answer:
    """Holds an answer back until it is whole, if it may show secrets."""

    def __init__(self, scope: Scope, send: Send, refused: list[AlchemiError]) -> None:
        self._scope = scope
        self._send = send
        self._refused = refused
        self._is_replaced = False
        self._is_started = False
        self._start: Message | None = None
        self._parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if self._is_replaced:
            return
        if message["type"] == "http.response.start" and self._refused and message["status"] >= 500:
            # The wheel takes it for a fault of the server.
            await self.refuse()
        elif message["type"] == "http.response.start" and _may_show_secrets(message):
            self._start = message
        elif message["type"] == "http.response.body" and self._start is not None:
            self._parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._tell(self._start)
        else:
            self._is_started = True
            await self._send(message)

    async def refuse(self) -> None:
        """Answer with what was wrong about the request, if nothing was answered yet."""
        if not self._is_replaced and not self._is_started:
            self._is_replaced = True
            await refuse(self._refused[0], self._scope, self._send)

    async def _tell(self, start: Message) -> None:
        body, self._start = b"".join(self._parts), None
        account = bound_account()
        headers = MutableHeaders(raw=start["headers"])
        if account is not None and "content-encoding" in headers:
            clear = gzip.decompress(body)
            shown = await _shown(account, clear)
            body = body if shown is clear else gzip.compress(shown, 4)
        elif account is not None:
            body = await _shown(account, body)
        headers["content-length"] = str(len(body))
        self._is_started = True
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _may_show_secrets(start: Message) -> bool:
    account, admission = bound_account(), current_admission.get()
    if account in (None, SYSTEM_ACCOUNT) or (admission is not None and admission.call_id is not None):
        return False
    headers = Headers(raw=start["headers"])
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in _JSON and masked_secrets.has_any(AccountId(account or ""))


async def _shown(account: AccountId, body: bytes) -> bytes:
    if len(body) <= _INLINE_BYTES:
        return _masked(account, body)
    # Others are served meanwhile.
    return await asyncio.to_thread(_masked, account, body)


def _masked(account: AccountId, body: bytes) -> bytes:
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return body
    shown = masked_secrets.masked(account, answer)
    if shown is answer:
        return body
    return json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
