"""Gives each request an id, the caller's if it is harmless, and sends it back."""

from __future__ import annotations

import re
from typing import Final
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = b"x-request-id"
SCOPE_KEY: Final = "alchemi.request_id"

_HARMLESS: Final = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class RequestId:
    """Plain ASGI: sets `scope["alchemi.request_id"]` and the response header."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == HEADER), b"")
        request_id = given if _HARMLESS.fullmatch(given) else uuid4().hex.encode()
        scope[SCOPE_KEY] = request_id.decode()

        async def send_with_id(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.accept", "websocket.http.response.start"):
                kept = [header for header in message.get("headers", ()) if header[0].lower() != HEADER]
                message = {**message, "headers": [*kept, (HEADER, request_id)]}
            await send(message)

        await self._app(scope, receive, send_with_id)
