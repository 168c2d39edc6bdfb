"""A provider that answers with the credential it was called with: who gets another account's canary has its credential.

Speaks OpenAI's chat, embeddings and Anthropic's messages; keeps a ledger of calls at `/ledger`. Started as a process:
`python -m tests.support.fake_provider PORT`.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import sys
import uuid
from collections.abc import AsyncIterator
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

_ledger: list[dict[str, Any]] = []
_numbers = itertools.count(1)
USAGE = {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}


def canary(credential: str) -> str:
    """What a call with this credential is answered with."""
    return f"answered-for-{credential}"


async def chat(request: Request) -> Response:
    body = await request.json()
    key = request.headers.get("authorization", "").removeprefix("Bearer ")
    _note("chat", key, body)
    said = body["messages"][-1]["content"] if body.get("messages") else ""
    if "please fail" in str(said):
        return JSONResponse({"error": {"message": "the provider failed", "type": "server_error"}}, 500)
    if "please wait" in str(said):
        await asyncio.sleep(2)
    identifier = f"chatcmpl-{uuid.uuid4().hex}"
    if body.get("stream"):
        return StreamingResponse(_chunks(identifier, body, key), media_type="text/event-stream")
    message = {"role": "assistant", "content": canary(key)}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return JSONResponse(
        {"id": identifier, "object": "chat.completion", "created": 1, "model": body["model"], "choices": [choice],
         "usage": USAGE}
    )  # fmt: skip


async def _chunks(identifier: str, body: dict[str, Any], key: str) -> AsyncIterator[bytes]:
    base = {"id": identifier, "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
    for part in ("", *canary(key).split("-"), None):
        delta = {} if part is None else {"role": "assistant", "content": f"{part}-"}
        choice = {"index": 0, "delta": delta, "finish_reason": "stop" if part is None else None}
        yield _event({**base, "choices": [choice]})
        await asyncio.sleep(0.005)
    yield _event({**base, "choices": [], "usage": USAGE})
    yield b"data: [DONE]\n\n"


async def embeddings(request: Request) -> Response:
    body = await request.json()
    key = request.headers.get("authorization", "").removeprefix("Bearer ")
    _note("embeddings", key, body)
    data = [{"object": "embedding", "index": 0, "embedding": [float(ord(c)) for c in key[:8].ljust(8)]}]
    usage = {"prompt_tokens": 10, "total_tokens": 10}
    return JSONResponse({"object": "list", "model": body["model"], "data": data, "usage": usage})


async def messages(request: Request) -> Response:
    body = await request.json()
    key = request.headers.get("x-api-key", "")
    _note("messages", key, body)
    content = [{"type": "text", "text": canary(key)}]
    usage = {"input_tokens": 10, "output_tokens": 5}
    return JSONResponse(
        {"id": f"msg_{uuid.uuid4().hex}", "type": "message", "role": "assistant", "model": body["model"],
         "content": content, "stop_reason": "end_turn", "stop_sequence": None, "usage": usage}
    )  # fmt: skip


async def ledger(_request: Request) -> Response:
    return JSONResponse(_ledger)


def _note(kind: str, key: str, body: dict[str, Any]) -> None:
    _ledger.append({"number": next(_numbers), "kind": kind, "key": key, "body": json.dumps(body)})


def _event(value: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()


app = Starlette(
    routes=[
        Route("/v1/chat/completions", chat, methods=["POST"]),
        Route("/v1/embeddings", embeddings, methods=["POST"]),
        Route("/v1/messages", messages, methods=["POST"]),
        Route("/v1/models", lambda _request: JSONResponse({"data": []})),
        Route("/ledger", ledger),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
