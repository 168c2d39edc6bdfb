"""A model provider on this machine that answers with the credential it was called with, and keeps what it was asked."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket


class Provider:
    """Use as an async context manager; `ledger` holds all bodies and headers received."""

    def __init__(self) -> None:
        self.ledger: list[bytes] = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        application = Starlette(
            routes=[
                Route("/{path:path}", self._answer, methods=["GET", "POST", "DELETE"]),
                WebSocketRoute("/{path:path}", self._converse),
            ]
        )
        self._server = uvicorn.Server(
            uvicorn.Config(application, host="127.0.0.1", port=self.port, log_level="error", lifespan="off")
        )
        self._server.install_signal_handlers = lambda: None  # type: ignore[attr-defined]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def __aenter__(self) -> Provider:
        self._task = asyncio.create_task(self._server.serve())
        # The server tells by this attribute alone that it listens.
        while not self._server.started:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.should_exit = True
        await self._task

    async def _converse(self, socket: WebSocket) -> None:
        """Every frame names the credential that the socket was opened with."""
        await socket.accept()
        self.ledger.append(repr(socket.headers.raw).encode())
        text = f"upstream-of {socket.headers.get('authorization', '').removeprefix('Bearer ')}"
        await socket.send_json({"type": "session.created", "event_id": "e", "session": {"id": "s", "model": text}})
        async for said in socket.iter_text():
            self.ledger.append(said.encode())
            await socket.send_json({"type": "response.text.delta", "event_id": "e", "delta": text})

    async def _answer(self, request: Request) -> Response:
        body = await request.body()
        self.ledger.append(repr(request.headers.raw).encode() + body)
        credential = request.headers.get("authorization", "").removeprefix("Bearer ")
        text = f"upstream-of {credential}"
        path = request.url.path
        if path.endswith("embeddings"):
            data: Any = {"object": "list", "model": "m", "usage": {"prompt_tokens": 1, "total_tokens": 1}}
            return JSONResponse(data | {"data": [{"object": "embedding", "index": 0, "embedding": [0.1]}]})
        if not path.endswith("completions"):
            return JSONResponse({"id": "x", "object": "list", "data": [], "text": text})
        usage = {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}
        base = {"id": "c", "created": 1, "model": "m", "usage": usage}
        if b'"stream": true' in body or b'"stream":true' in body:
            delta = {**base, "object": "chat.completion.chunk", "usage": None}
            parts = [{**delta, "choices": [{"index": 0, "delta": {"role": "assistant", "content": text}}]}]
            parts.append({**delta, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            lines = [f"data: {json.dumps(part)}\n\n" for part in parts] + ["data: [DONE]\n\n"]
            return StreamingResponse(iter(lines), media_type="text/event-stream")
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "text": text, "finish_reason": "stop"}
        return JSONResponse({**base, "object": "chat.completion", "choices": [choice]})
