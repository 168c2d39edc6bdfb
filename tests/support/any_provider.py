"""A provider that takes every call, over HTTP and WebSocket, and keeps what reached it: what is refused before it leaves
no trace here.

The answer has the fields of many APIs at once, so that clients of each find theirs. Keeps a ledger of calls at `/ledger`.
Started as a process: `python -m tests.support.any_provider PORT`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

SAID = "ask bob.roe@corp.example"
_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]
_ledger: list[dict[str, str]] = []


async def anything(request: Request) -> Response:
    body = await request.body()
    _note(request.method, request.url.path, dict(request.headers), body)
    if request.url.path.endswith("/audio/speech"):
        return Response(b"sound", media_type="audio/mpeg")
    if request.url.path.endswith("/v1/messages") and b'"stream":true' in body.replace(b" ", b""):
        return Response(_events(), media_type="text/event-stream")
    return JSONResponse(_answer())


def _events() -> str:
    message = {"id": "m", "type": "message", "role": "assistant", "model": "any", "content": [], "stop_reason": None}
    events: list[dict[str, Any]] = [
        {"type": "message_start", "message": {**message, "usage": {"input_tokens": 1, "output_tokens": 1}}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        *({"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": one}} for one in SAID),
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {"output_tokens": 1}},
        {"type": "message_stop"},
    ]
    return "".join(f"event: {one['type']}\ndata: {json.dumps(one)}\n\n" for one in events)


def _answer() -> dict[str, Any]:
    usage = {
        "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2, "input_tokens": 1, "output_tokens": 1,
    }  # fmt: skip
    message = {"role": "assistant", "content": SAID}
    return {
        "id": "any-1", "object": "list", "created": 1, "created_at": 1, "model": "any", "usage": usage, "text": SAID,
        "status": "completed", "type": "message", "role": "assistant", "stop_reason": "end_turn",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message, "text": SAID}],
        "content": [{"type": "text", "text": SAID}], "data": [{"object": "embedding", "index": 0, "embedding": [0.5]}],
        "results": [{"index": 0, "relevance_score": 0.5, "flagged": False, "categories": {}, "category_scores": {}}],
        "output": [], "filename": "f", "bytes": 1, "purpose": "batch", "endpoint": "/v1/chat/completions",
    }  # fmt: skip


async def talk(websocket: WebSocket) -> None:
    await websocket.accept()
    _note("WS", websocket.url.path, dict(websocket.headers), b"")
    await websocket.send_json({"type": "session.created", "event_id": "e", "session": {}})
    try:
        while True:
            said = await websocket.receive_text()
            _note("WS", websocket.url.path, dict(websocket.headers), said.encode())
            await websocket.send_json({"type": "session.updated", "event_id": "e", "session": {}})
    except WebSocketDisconnect:
        return


def _note(method: str, path: str, headers: dict[str, str], body: bytes) -> None:
    _ledger.append(
        {"method": method, "path": path, "headers": json.dumps(headers), "body": body.decode(errors="replace")}
    )


app = Starlette(
    routes=[
        Route("/ledger", lambda _request: JSONResponse(_ledger)),
        Route("/{rest:path}", anything, methods=_METHODS),
        WebSocketRoute("/{rest:path}", talk),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
