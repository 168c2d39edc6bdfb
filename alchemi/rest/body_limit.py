"""Bounds the bodies of our management API before anything reads them."""

from __future__ import annotations

import json
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alchemi.errors import BodyTooLargeError
from alchemi.rest.problem import MEDIA_TYPE, REQUEST_ID, problem_body

MAX_BODY_BYTES: Final = 1024 * 1024


class BodyLimit:
    """Plain ASGI: holds a body of at most `MAX_BODY_BYTES` and hands it on whole; refuses a larger one."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await _whole_body(scope, receive)
        if body is None:
            await _refuse(scope, send)
            return
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive_held() -> Message:
            return waiting.pop() if waiting else await receive()

        await self._app(scope, receive_held, send)


async def _whole_body(scope: Scope, receive: Receive) -> bytes | None:
    """The body; None when it is too large. What a client broke off is handed on as far as it came."""
    stated = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    if stated.isdigit() and int(stated) > MAX_BODY_BYTES:
        return None
    parts: list[bytes] = []
    total = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        total += len(parts[-1])
        if total > MAX_BODY_BYTES:
            return None
        if not message.get("more_body", False):
            return b"".join(parts)


async def _refuse(scope: Scope, send: Send) -> None:
    error = BodyTooLargeError(f"A body has at most {MAX_BODY_BYTES} bytes.")
    content = json.dumps(problem_body(error, scope.get(REQUEST_ID))).encode()
    headers = [(b"content-type", MEDIA_TYPE.encode()), (b"content-length", str(len(content)).encode())]
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
