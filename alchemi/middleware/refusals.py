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


def _openai_error(error: AlchemiError) -> dict[str, object]:
    kind = _OPENAI_TYPES.get(error.status, "server_error" if error.status >= 500 else "invalid_request_error")
    return {"error": {"message": error.detail, "type": kind, "param": None, "code": error.slug}}
