"""Problem documents (RFC 9457): how every failure of our own management API is told."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from alchemi.errors import (
    AlchemiError,
    DatabaseUnavailableError,
    InvalidRequestError,
    NotFoundError,
    TooManyRequestsError,
)

log = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
REQUEST_ID: Final = "alchemi.request_id"
"""The key of the request's id in the ASGI scope."""


class MethodNotAllowedError(AlchemiError):
    """The path exists, with other methods."""

    status, slug, title = 405, "method-not-allowed", "Method not allowed"

    def __init__(self, allowed: Iterable[str]) -> None:
        super().__init__("This path has no such method.")
        self.allowed = sorted(allowed)


def problem_body(error: AlchemiError, request_id: object) -> dict[str, object]:
    """`error` as a problem document."""
    return {
        "type": f"urn:alchemi:error:{error.slug}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "request_id": request_id,
        **error.members,
    }


def problem_headers(error: AlchemiError) -> dict[str, str]:
    """Headers that go with `error`, beside the content type."""
    headers: dict[str, str] = {}
    if error.status == 401:
        headers["www-authenticate"] = "Bearer"
    if isinstance(error, DatabaseUnavailableError | TooManyRequestsError):
        headers["retry-after"] = str(error.retry_after_s)
    if isinstance(error, MethodNotAllowedError):
        headers["allow"] = ", ".join(error.allowed)
    return headers


def render_problems(app: FastAPI) -> None:
    """Have `app` answer every failure with a problem document."""

    @app.exception_handler(AlchemiError)
    async def _ours(request: Request, error: AlchemiError) -> Response:
        return _response(request, error)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> Response:
        return _response(request, invalid_request(error.errors()))

    @app.exception_handler(StarletteHTTPException)
    async def _of_the_framework(request: Request, error: StarletteHTTPException) -> Response:
        if error.status_code == 405:
            return _response(request, MethodNotAllowedError(_methods_of(request)))
        if error.status_code == 404:
            return _response(request, NotFoundError("There is no such route."))
        return _response(request, InvalidRequestError.of_field("", "The request cannot be read."))

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> Response:
        # The framework raises it again after this answer, and the server logs the traceback.
        log.error("request.failed", extra={"error": type(error).__name__})
        return _response(request, AlchemiError("Something went wrong here; report it with the request id."))


def invalid_request(faults: Sequence[Any]) -> InvalidRequestError:
    """What pydantic found, field by field. Values are left out: they may be secrets."""
    errors: list[dict[str, str]] = []
    for fault in faults:
        place, *path = map(str, fault["loc"])
        detail = str(fault["msg"]).removeprefix("Value error, ")
        if place == "body":
            # Where the body is no JSON, the path is a position in its text.
            pointer = "" if fault["type"] == "json_invalid" else "".join(f"/{_escaped(part)}" for part in path)
            errors.append({"pointer": pointer, "detail": detail})
        else:
            errors.append({"parameter": ".".join(path), "detail": detail})
    names = ", ".join(error.get("parameter") or error.get("pointer") or "the body" for error in errors)
    return InvalidRequestError(f"The request cannot be accepted: see {names}.", errors=errors)


def _methods_of(request: Request) -> set[str]:
    """The methods of the path that is asked for. The framework names those of one route, and each method is one here."""
    routes = [route for route in request.app.routes if isinstance(route, Route)]
    asked = next((one.path for one in routes if one.matches(request.scope)[0] is not Match.NONE), None)
    return {method for one in routes if one.path == asked for method in one.methods or ()}


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def _response(request: Request, error: AlchemiError) -> Response:
    body = json.dumps(problem_body(error, request.scope.get(REQUEST_ID)))
    return Response(body, error.status, problem_headers(error), MEDIA_TYPE)
