"""Gives back what was held for a model call that failed, when its answer is under way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alchemi.errors import AlchemiError
from alchemi.tenancy.call_admission import CallAdmission, current_admission

log = logging.getLogger(__name__)

_FAILED: Final = 400


class CallAdmissions:
    """Plain ASGI: has an admission at hand for each request, and ends it when the request has failed."""

    def __init__(self, app: ASGIApp, give_up: Callable[[CallAdmission], Awaitable[None]]) -> None:
        self._app = app
        self._give_up = give_up

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        admission = CallAdmission()
        token = current_admission.set(admission)
        status = 500

        async def watch(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, watch)
        finally:
            current_admission.reset(token)
            if admission.call_id is not None and status >= _FAILED:
                # A caller that has gone away cancels this task; what was held is given back all the same.
                await asyncio.shield(self._end(admission))

    async def _end(self, admission: CallAdmission) -> None:
        try:
            await self._give_up(admission)
        except (AlchemiError, OSError):
            log.warning("call_admission.not_given_back", exc_info=True)
