"""A model server for demonstrations: speaks OpenAI's wire format on loopback and says plainly that it is no model."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import struct
import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

import click
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from alchemi.cli.ports import require_free
from alchemi.cli.processes import end_with_parent

CHAT_MODEL: Final = "demo-model"
EMBEDDING_MODEL: Final = "demo-embedding"
LOOPBACK: Final = "127.0.0.1"

_LABEL: Final = (
    "This is the demo model of Alchemi Studio Console. It runs on this machine and only repeats what it is told."
)
_ECHO_LIMIT: Final = 2000
_DIMENSIONS: Final = 256
_MAX_DIMENSIONS: Final = 4096

Json = dict[str, Any]


class _BadRequestError(Exception):
    def __init__(self, message: str, param: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.param = param


@dataclass(frozen=True, slots=True)
class _Reply:
    """A reply as tokens (here: words with the space before them), and why it ends."""

    words: list[str]
    finish: str
    prompt_tokens: int

    @property
    def text(self) -> str:
        return "".join(self.words)

    @property
    def usage(self) -> Json:
        completion = len(self.words)
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": completion,
            "total_tokens": self.prompt_tokens + completion,
        }


def create_app() -> Starlette:
    """Build the demo server."""
    return Starlette(
        routes=[
            Route("/v1/models", _models),
            Route("/v1/chat/completions", _chat, methods=["POST"]),
            Route("/v1/completions", _completion, methods=["POST"]),
            Route("/v1/embeddings", _embeddings, methods=["POST"]),
            Route("/v1/responses", _responses, methods=["POST"]),
            Route("/health", _health),
        ],
        exception_handlers={_BadRequestError: _refuse, 404: _not_found},
    )


async def _refuse(_: Request, error: Exception) -> Response:
    if not isinstance(error, _BadRequestError):
        raise error
    body = {"message": error.message, "type": "invalid_request_error", "param": error.param, "code": None}
    return JSONResponse({"error": body}, status_code=400)


async def _not_found(request: Request, _: Exception) -> Response:
    message = f"The demo model server does not know {request.method} {request.url.path}."
    body = {"message": message, "type": "invalid_request_error", "param": None, "code": "unknown_url"}
    return JSONResponse({"error": body}, status_code=404)


async def _health(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _models(_: Request) -> Response:
    names = (CHAT_MODEL, EMBEDDING_MODEL)
    data = [{"id": name, "object": "model", "created": 0, "owned_by": "alchemi-demo"} for name in names]
    return JSONResponse({"object": "list", "data": data})


async def _chat(request: Request) -> Response:
    body = await _body(request)
    prompt = _messages_text(body)
    reply = _reply(_last_user_text(body), prompt, _limit(body))
    base = _envelope("chatcmpl", body, CHAT_MODEL)
    if body.get("stream"):
        first = [{"role": "assistant", "content": ""}]
        deltas = first + [{"content": word} for word in reply.words]
        choices = [_choice({"delta": delta}, None) for delta in deltas] + [_choice({"delta": {}}, reply.finish)]
        return _stream(base | {"object": "chat.completion.chunk"}, choices, reply.usage, body)
    choice = _choice({"message": {"role": "assistant", "content": reply.text, "refusal": None}}, reply.finish)
    return JSONResponse(base | {"object": "chat.completion", "choices": [choice], "usage": reply.usage})


async def _completion(request: Request) -> Response:
    body = await _body(request)
    prompt = body.get("prompt")
    if not isinstance(prompt, str):
        raise _BadRequestError("`prompt` must be a string.", "prompt")
    reply = _reply(prompt, prompt, _limit(body))
    base = _envelope("cmpl", body, CHAT_MODEL) | {"object": "text_completion"}
    if body.get("stream"):
        choices = [_choice({"text": word}, None) for word in reply.words] + [_choice({"text": ""}, reply.finish)]
        return _stream(base, choices, reply.usage, body)
    return JSONResponse(base | {"choices": [_choice({"text": reply.text}, reply.finish)], "usage": reply.usage})


async def _embeddings(request: Request) -> Response:
    body = await _body(request)
    inputs = _inputs(body.get("input"))
    dimensions = body.get("dimensions") or _DIMENSIONS
    if not isinstance(dimensions, int) or not 0 < dimensions <= _MAX_DIMENSIONS:
        raise _BadRequestError(f"`dimensions` must be 1 to {_MAX_DIMENSIONS}.", "dimensions")
    as_base64 = body.get("encoding_format") == "base64"
    data = [
        {"object": "embedding", "index": index, "embedding": _encode(_vector(text, dimensions), as_base64=as_base64)}
        for index, text in enumerate(inputs)
    ]
    tokens = sum(_count_tokens(text) for text in inputs)
    usage = {"prompt_tokens": tokens, "total_tokens": tokens}
    return JSONResponse({"object": "list", "data": data, "model": body.get("model") or EMBEDDING_MODEL, "usage": usage})


async def _responses(request: Request) -> Response:
    body = await _body(request)
    if body.get("stream"):
        raise _BadRequestError("The demo model does not stream responses; use chat completions.", "stream")
    text = body.get("input")
    if isinstance(text, list):
        text = _last_user_text({"messages": text})
    if not isinstance(text, str):
        raise _BadRequestError("`input` must be a string or a list of messages.", "input")
    reply = _reply(text, text, _limit(body))
    content = [{"type": "output_text", "text": reply.text, "annotations": []}]
    message_id = f"msg-demo-{uuid.uuid4().hex}"
    output = [{"id": message_id, "type": "message", "role": "assistant", "status": "completed", "content": content}]
    return JSONResponse(
        {
            "id": f"resp-demo-{uuid.uuid4().hex}",
            "object": "response",
            "created_at": int(time.time()),
            "status": "completed",
            "model": body.get("model") or CHAT_MODEL,
            "output": output,
            "parallel_tool_calls": False,
            "tool_choice": "none",
            "tools": [],
            "usage": {
                "input_tokens": reply.usage["prompt_tokens"],
                "output_tokens": reply.usage["completion_tokens"],
                "total_tokens": reply.usage["total_tokens"],
                "input_tokens_details": {"cached_tokens": 0},
                "output_tokens_details": {"reasoning_tokens": 0},
            },
        }
    )


def _stream(base: Json, choices: list[Json], usage: Json, body: Json) -> Response:
    options = body.get("stream_options")
    with_usage = isinstance(options, dict) and bool(options.get("include_usage"))
    without = {"usage": None} if with_usage else {}

    async def events() -> AsyncIterator[str]:
        for choice in choices:
            yield _event(base | {"choices": [choice]} | without)
        if with_usage:
            yield _event(base | {"choices": [], "usage": usage})
        yield "data: [DONE]\n\n"

    return StreamingResponse(events(), media_type="text/event-stream", headers={"cache-control": "no-cache"})


def _choice(content: Json, finish: str | None) -> Json:
    return {"index": 0, **content, "logprobs": None, "finish_reason": finish}


def _event(data: Json) -> str:
    return f"data: {json.dumps(data)}\n\n"


async def _body(request: Request) -> Json:
    try:
        body = await request.json()
    except ValueError as error:
        raise _BadRequestError("The body is not JSON.") from error
    if not isinstance(body, dict):
        raise _BadRequestError("The body must be a JSON object.")
    return body


def _envelope(kind: str, body: Json, model: str) -> Json:
    return {
        "id": f"{kind}-demo-{uuid.uuid4().hex}",
        "created": int(time.time()),
        "model": body.get("model") or model,
        "system_fingerprint": "alchemi-demo",
    }


def _messages(body: Json) -> list[Json]:
    messages = body.get("messages")
    if not isinstance(messages, list) or not messages or not all(isinstance(one, dict) for one in messages):
        raise _BadRequestError("`messages` must be a list of at least one message.", "messages")
    return messages


def _content_text(content: object) -> str:
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return " ".join(str(part["text"]) for part in content if isinstance(part, dict) and "text" in part)
    return ""


def _messages_text(body: Json) -> str:
    return "\n".join(_content_text(message.get("content")) for message in _messages(body))


def _last_user_text(body: Json) -> str:
    texts = [_content_text(one.get("content")) for one in _messages(body) if one.get("role") == "user"]
    return texts[-1] if texts else ""


def _limit(body: Json) -> int | None:
    for name in ("max_completion_tokens", "max_output_tokens", "max_tokens"):
        limit = body.get(name)
        if limit is not None:
            if not isinstance(limit, int) or limit < 1:
                raise _BadRequestError(f"`{name}` must be a whole number of at least 1.", name)
            return limit
    return None


def _reply(said: str, prompt: str, limit: int | None) -> _Reply:
    words = f"{_LABEL} You said: {said[:_ECHO_LIMIT]}".split()
    tokens = [words[0], *(f" {word}" for word in words[1:])]
    if limit is not None and len(tokens) > limit:
        return _Reply(tokens[:limit], "length", _count_tokens(prompt))
    return _Reply(tokens, "stop", _count_tokens(prompt))


def _count_tokens(text: str) -> int:
    return max(1, len(text.split()))


def _inputs(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and value:
        if all(isinstance(one, int) for one in value):
            return [" ".join(map(str, value))]
        return [one if isinstance(one, str) else json.dumps(one) for one in value]
    raise _BadRequestError("`input` must be a string or a list.", "input")


def _vector(text: str, dimensions: int) -> list[float]:
    """A unit vector that depends on `text` alone."""
    digest = hashlib.shake_256(text.encode()).digest(dimensions * 2)
    numbers = [value / 32768 - 1 for value in struct.unpack(f"<{dimensions}H", digest)]
    length = math.sqrt(sum(number * number for number in numbers)) or 1.0
    return [number / length for number in numbers]


def _encode(vector: list[float], *, as_base64: bool) -> list[float] | str:
    if not as_base64:
        return vector
    return base64.b64encode(struct.pack(f"<{len(vector)}f", *vector)).decode()


@click.command("demo-model-server")
@click.option("--port", type=click.IntRange(1, 65535), required=True, help="Port on 127.0.0.1.")
@click.option("--parent", type=int, hidden=True, help="End when this process does.")
def command(port: int, parent: int | None) -> None:
    """Run the demo model server alone, on loopback."""
    if parent is not None:
        end_with_parent(parent)
    require_free(LOOPBACK, port)
    import uvicorn

    uvicorn.run(
        create_app(), host=LOOPBACK, port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=2
    )
