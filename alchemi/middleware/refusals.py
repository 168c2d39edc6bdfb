"""Answers a request with one of our errors, in the shape that clients of its path parse."""

from __future__ import annotations

import json
from typing import Final

from starlette.types import Scope, Send

from alchemi.auth.route_classes import is_ours
from alchemi.errors import AlchemiError
from alchemi.middleware.request_id import SCOPE_KEY
from alchemi.rest.problem import MEDIA_TYPE, problem_body, problem_headers

_OPENAI_TYPES: Final = {401: "authentication_error", 403: "permission_error", 404: "not_found_error"}
_ANTHROPIC: Final = ("/v1/messages", "/anthropic/")
_GOOGLE: Final = ("/gemini/", "/vertex_ai/", "/vertex-ai/", "/v1beta/", ":generateContent", ":streamGenerateContent")
_POLICY_VIOLATION: Final = 1008
_TRY_AGAIN_LATER: Final = 1013


async def refuse(error: AlchemiError, scope: Scope, send: Send) -> None:
    """Send `error` as the whole answer to an HTTP request or to a WebSocket's opening."""
    if scope["type"] == "websocket":
        code = _TRY_AGAIN_LATER if error.status == 503 else _POLICY_VIOLATION
        await send({"type": "websocket.close", "code": code, "reason": error.title})
        return
    is_problem = is_ours(scope["path"])
    body = problem_body(error, scope.get(SCOPE_KEY)) if is_problem else _openai_error(error)
    headers = [(b"content-type", (MEDIA_TYPE if is_problem else "application/json").encode())]
    headers += [(name.encode(), value.encode()) for name, value in problem_headers(error).items()]
    content = json.dumps(body).encode()
    headers.append((b"content-length", str(len(content)).encode()))
    await send({"type": "http.response.start", "status": error.status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


async def refuse_call(error: AlchemiError, scope: Scope, send: Send) -> None:
    """Send `error` as the whole answer to a model call, in the form of that API; a WebSocket is refused before it opens."""
    content = json.dumps(_error_of_api(error, scope["path"])).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(content)).encode())]
    kind = "http"
    if scope["type"] == "websocket":
        if "websocket.http.response" not in scope.get("extensions", {}):
            await refuse(error, scope, send)
            return
        kind = "websocket.http"
    await send({"type": f"{kind}.response.start", "status": error.status, "headers": headers})
    await send({"type": f"{kind}.response.body", "body": content})


def _error_of_api(error: AlchemiError, path: str) -> dict[str, object]:
    if any(word in path for word in _ANTHROPIC):
        kind = _OPENAI_TYPES.get(error.status, "invalid_request_error")
        return {"type": "error", "error": {"type": kind, "message": error.detail}}
    if any(word in path for word in _GOOGLE):
        status = "PERMISSION_DENIED" if error.status == 403 else "INVALID_ARGUMENT"
        return {"error": {"code": error.status, "message": error.detail, "status": status}}
    return _openai_error(error)


def _openai_error(error: AlchemiError) -> dict[str, object]:
    kind = _OPENAI_TYPES.get(error.status, "server_error" if error.status >= 500 else "invalid_request_error")
    return {"error": {"message": error.detail, "type": kind, "param": None, "code": error.slug}}
