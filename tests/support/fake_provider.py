"""A provider that answers with the credential it was called with: who gets another account's canary has its credential.

Speaks OpenAI's chat, embeddings, responses, files and batches, and Anthropic's messages; a file, batch or response is there
for the credential that made it. A batch or background response is done when `/finish` says so. Keeps a ledger of
calls at `/ledger`. Started as a process:
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


_SAY, _CALL = "please say: ", "please call with: "


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
    message: dict[str, Any] = {"role": "assistant", "content": _answer(body, key)}
    if _CALL in str(said):
        message |= {"content": None, "tool_calls": [_tool_call(str(said).partition(_CALL)[2])]}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return JSONResponse(
        {"id": identifier, "object": "chat.completion", "created": 1, "model": body["model"], "choices": [choice],
         "usage": USAGE}
    )  # fmt: skip


def _answer(body: dict[str, Any], key: str) -> str:
    """What the request asks to be said, or the canary."""
    said = str(body["messages"][-1]["content"]) if body.get("messages") else ""
    return said.partition(_SAY)[2] if _SAY in said else canary(key)


def _tool_call(arguments: str) -> dict[str, Any]:
    return {"id": "call_1", "type": "function", "function": {"name": "send", "arguments": arguments}}


def _deltas(body: dict[str, Any], key: str) -> list[dict[str, Any]]:
    said = str(body["messages"][-1]["content"]) if body.get("messages") else ""
    if _CALL in said:
        call, text = _tool_call(""), said.partition(_CALL)[2]
        parts = [{"index": 0, "function": {"arguments": part}} for part in _pieces(text)]
        return [{"role": "assistant", "tool_calls": [{"index": 0, **call}]}, *({"tool_calls": [one]} for one in parts)]
    parts = _pieces(_answer(body, key)) if _SAY in said else [f"{part}-" for part in ("", *canary(key).split("-"))]
    return [{"role": "assistant", "content": part} for part in parts]


def _pieces(text: str) -> list[str]:
    return [text[start : start + 3] for start in range(0, len(text), 3)]


async def _chunks(identifier: str, body: dict[str, Any], key: str) -> AsyncIterator[bytes]:
    base = {"id": identifier, "object": "chat.completion.chunk", "created": 1, "model": body["model"]}
    for part in (*_deltas(body, key), None):
        delta = {} if part is None else part
        choice = {"index": 0, "delta": delta, "finish_reason": "stop" if part is None else None}
        yield _event({**base, "choices": [choice]})
        await asyncio.sleep(0.005)
    yield _event({**base, "choices": [], "usage": USAGE})
    yield b"data: [DONE]\n\n"


async def completions(request: Request) -> Response:
    body = await request.json()
    key = request.headers.get("authorization", "").removeprefix("Bearer ")
    _note("completions", key, body)
    text = str(body["prompt"]).partition(_SAY)[2] or canary(key)
    base = {"id": f"cmpl-{uuid.uuid4().hex}", "object": "text_completion", "created": 1, "model": body["model"]}
    if body.get("stream"):
        return StreamingResponse(_texts(base, text), media_type="text/event-stream")
    return JSONResponse({**base, "choices": [{"index": 0, "text": text, "finish_reason": "stop"}], "usage": USAGE})


async def _texts(base: dict[str, Any], text: str) -> AsyncIterator[bytes]:
    for part in (*_pieces(text), None):
        choice = {"index": 0, "text": part or "", "finish_reason": "stop" if part is None else None}
        yield _event({**base, "choices": [choice]})
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
    content = [{"type": "text", "text": _answer(body, key)}]
    usage = {"input_tokens": 10, "output_tokens": 5}
    message = {
        "id": f"msg_{uuid.uuid4().hex}", "type": "message", "role": "assistant", "model": body["model"],
        "content": content, "stop_reason": "end_turn", "stop_sequence": None, "usage": usage,
    }  # fmt: skip
    if body.get("stream"):
        return StreamingResponse(_message_events(message, content[0]["text"]), media_type="text/event-stream")
    return JSONResponse(message)


async def _message_events(message: dict[str, Any], text: str) -> AsyncIterator[bytes]:
    started = {**message, "content": [], "stop_reason": None}
    block = {"type": "text", "text": ""}
    deltas = [{"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": part}}
              for part in _pieces(text)]  # fmt: skip
    ended = {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": None},
             "usage": {"output_tokens": 5}}  # fmt: skip
    for event in (
        {"type": "message_start", "message": started}, {"type": "content_block_start", "index": 0, "content_block": block},
        *deltas, {"type": "content_block_stop", "index": 0}, ended, {"type": "message_stop"},
    ):  # fmt: skip
        yield f"event: {event['type']}\n".encode() + _event(event)


_files: dict[tuple[str, str], dict[str, Any]] = {}
_batches: dict[tuple[str, str], dict[str, Any]] = {}
_responses: dict[tuple[str, str], dict[str, Any]] = {}
_made: dict[tuple[str, str], int] = {}
_finished: set[str] = set()
_NO_SUCH = {"error": {"message": "no such thing", "type": "invalid_request_error"}}


def _next_id(kind: str, key: str) -> str:
    """Unlike for two credentials of an account, and the same for those of two accounts: they end alike."""
    _made[kind, key] = _made.get((kind, key), 0) + 1
    return f"{kind}-{key.rpartition('-')[2]}-{_made[kind, key]}"


def _key(request: Request) -> str:
    return request.headers.get("authorization", "").removeprefix("Bearer ")


async def make_file(request: Request) -> Response:
    form = await request.form()
    upload = form["file"]
    assert not isinstance(upload, str)
    content = await upload.read()
    _note("file made", _key(request), {"filename": upload.filename})
    return JSONResponse(_file(_key(request), content, str(form["purpose"]), upload.filename or "file"))


def _file(key: str, content: bytes, purpose: str, filename: str) -> dict[str, Any]:
    identifier = _next_id("file", key)
    shown = {
        "id": identifier, "object": "file", "bytes": len(content), "created_at": 1, "filename": filename,
        "purpose": purpose, "status": "processed",
    }  # fmt: skip
    _files[key, identifier] = {"shown": shown, "content": content}
    return shown


async def one_file(request: Request) -> Response:
    place = _key(request), request.path_params["file"]
    _note(f"file {request.method}", place[0], {"file": place[1]})
    if place not in _files:
        return JSONResponse(_NO_SUCH, 404)
    if request.method == "DELETE":
        del _files[place]
        return JSONResponse({"id": place[1], "object": "file", "deleted": True})
    return JSONResponse(_files[place]["shown"])


async def file_content(request: Request) -> Response:
    place = _key(request), request.path_params["file"]
    _note("file content", place[0], {"file": place[1]})
    if place not in _files:
        return JSONResponse(_NO_SUCH, 404)
    return Response(_files[place]["content"], media_type="application/octet-stream")


async def make_batch(request: Request) -> Response:
    body, key = await request.json(), _key(request)
    _note("batch made", key, body)
    if (key, body["input_file_id"]) not in _files:
        return JSONResponse(_NO_SUCH, 404)
    identifier = _next_id("batch", key)
    _batches[key, identifier] = {
        "id": identifier, "object": "batch", "endpoint": body["endpoint"], "input_file_id": body["input_file_id"],
        "completion_window": "24h", "status": "in_progress", "created_at": 1, "metadata": body.get("metadata"),
    }  # fmt: skip
    return JSONResponse(_batches[key, identifier])


async def one_batch(request: Request) -> Response:
    key, identifier = _key(request), request.path_params["batch"]
    _note(f"batch {request.method}", key, {"batch": identifier})
    batch = _batches.get((key, identifier))
    if batch is None:
        return JSONResponse(_NO_SUCH, 404)
    if request.method == "POST":
        batch["status"] = "cancelled"
    elif key in _finished and batch["status"] == "in_progress":
        _complete(key, batch)
    return JSONResponse(batch)


def _complete(key: str, batch: dict[str, Any]) -> None:
    """Each line of the input was answered, and took as much as a chat."""
    asked = _files[key, batch["input_file_id"]]["content"].decode().splitlines()
    lines = []
    for number, line in enumerate(asked):
        model = json.loads(line)["body"]["model"]
        message = {"role": "assistant", "content": canary(key)}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        body = {"id": f"c-{number}", "object": "chat.completion", "created": 1, "model": model, "choices": [choice],
                "usage": USAGE}  # fmt: skip
        lines.append({"id": f"r-{number}", "custom_id": str(number), "response": {"status_code": 200, "body": body}})
    content = "\n".join(json.dumps(line) for line in lines).encode()
    batch["output_file_id"] = _file(key, content, "batch_output", "output.jsonl")["id"]
    batch["request_counts"] = {"total": len(lines), "completed": len(lines), "failed": 0}
    batch["status"] = "completed"


async def make_response(request: Request) -> Response:
    body, key = await request.json(), _key(request)
    _note("response made", key, body)
    identifier = f"resp_{uuid.uuid4().hex}"
    _responses[key, identifier] = {
        "id": identifier, "object": "response", "created_at": 1, "status": "queued", "model": body["model"],
        "output": [], "background": True, "parallel_tool_calls": True, "tool_choice": "auto", "tools": [],
        "error": None, "incomplete_details": None, "instructions": None, "metadata": {}, "temperature": 1.0,
        "top_p": 1.0,
    }  # fmt: skip
    return JSONResponse(_responses[key, identifier])


async def one_response(request: Request) -> Response:
    key, identifier = _key(request), request.path_params["response"]
    _note("response asked for", key, {"response": identifier})
    found = _responses.get((key, identifier))
    if found is None:
        return JSONResponse(_NO_SUCH, 404)
    if key in _finished and found["status"] == "queued":
        text = {"type": "output_text", "text": canary(key), "annotations": []}
        message = {"type": "message", "id": "m", "status": "completed", "role": "assistant", "content": [text]}
        usage = {"input_tokens": 10, "output_tokens": 5, "total_tokens": 15}
        found |= {"status": "completed", "output": [message], "usage": usage}
    return JSONResponse(found)


async def finish(request: Request) -> Response:
    """All that waits for a credential is done when it is next asked for."""
    _finished.add(request.path_params["key"])
    return JSONResponse({})


async def ledger(_request: Request) -> Response:
    return JSONResponse(_ledger)


def _note(kind: str, key: str, body: dict[str, Any]) -> None:
    _ledger.append({"number": next(_numbers), "kind": kind, "key": key, "body": json.dumps(body)})


def _event(value: dict[str, Any]) -> bytes:
    return f"data: {json.dumps(value)}\n\n".encode()


app = Starlette(
    routes=[
        Route("/v1/chat/completions", chat, methods=["POST"]),
        Route("/v1/completions", completions, methods=["POST"]),
        Route("/v1/embeddings", embeddings, methods=["POST"]),
        Route("/v1/messages", messages, methods=["POST"]),
        Route("/v1/models", lambda _request: JSONResponse({"data": []})),
        Route("/v1/files", make_file, methods=["POST"]),
        Route("/v1/files/{file}", one_file, methods=["GET", "DELETE"]),
        Route("/v1/files/{file}/content", file_content),
        Route("/v1/batches", make_batch, methods=["POST"]),
        Route("/v1/batches/{batch}", one_batch),
        Route("/v1/batches/{batch}/cancel", one_batch, methods=["POST"]),
        Route("/v1/responses", make_response, methods=["POST"]),
        Route("/v1/responses/{response}", one_response),
        Route("/finish/{key}", finish, methods=["POST"]),
        Route("/ledger", ledger),
    ]
)

if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
