"""Trying what a tenant has configured: one shape of answer, a readable cause in our own words, and not too often."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from pydantic import Field

from alchemi.accounts.tool_servers import UnusableError, address_of, headers_of, transport_of
from alchemi.auth.throttle import Buckets
from alchemi.errors import ConflictError, TooManyRequestsError
from alchemi.integrations.outbound.fetch import OutboundClient
from alchemi.integrations.outbound.tool_server import NoAnswerError, ask, tools_of
from alchemi.rest.schema import Answer
from alchemi.tenancy.account import AccountId

_A_MINUTE: Final = 20.0
_AT_ONCE: Final = 10.0
_IS_YAML: Final = re.compile(rb"^[\"']?(?:openapi|swagger)[\"']?[ \t]*:", re.MULTILINE)


class Tried(Answer):
    ok: bool
    latency_ms: int
    cause: str | None = Field(description="Why it does not work.")


class TriedConnection(Tried):
    tools: list[str] | None = Field(description="The names of the tools that a server of tools has.")


class Trials:
    """How often an account may try what it has configured. Each process counts for itself."""

    def __init__(
        self, a_minute: float = _A_MINUTE, at_once: float = _AT_ONCE, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._buckets = Buckets(a_minute / 60, at_once)
        self._clock = clock

    def begin(self, account: AccountId) -> None:
        """Count one.

        Raises:
            TooManyRequestsError: there were enough in this minute.
        """
        if wait_s := self._buckets.take(account, self._clock()):
            raise TooManyRequestsError(
                "Enough was tried in this minute; try again later.", retry_after_s=int(wait_s) + 1
            )


def check_can_be_tried(kind: str) -> None:
    """Refuse types of which nothing is known that could be tried.

    Raises:
        ConflictError: it is one.
    """
    if kind.lower() not in ("mcp", "openapi"):
        raise ConflictError("Connections of this type cannot be tried from here; those of type mcp and openapi can.")


async def try_connection(client: OutboundClient, kind: str, document: Mapping[str, Any] | None) -> TriedConnection:
    """Try a connection of a type that can be tried.

    Raises:
        ConflictError: what it holds cannot be tried.
    """
    if kind.lower() == "mcp":
        return await try_tool_server(client, document)
    return await _outcome(_look_at_service(client, document or {}))


async def try_tool_server(client: OutboundClient, document: Mapping[str, Any] | None) -> TriedConnection:
    """Begin a session and list the tools of the server that `document` describes, its secrets in clear.

    Raises:
        ConflictError: it speaks the older transport.
    """
    if (document or {}).get("transport") == "sse":
        raise ConflictError("A server of the older SSE transport cannot be tried from here; the gateway does use it.")
    return await _outcome(_list_tools(client, document or {}))


async def _list_tools(client: OutboundClient, document: Mapping[str, Any]) -> list[str]:
    url = address_of(document)
    transport_of(document)
    return await tools_of(client, url, headers_of(document))


async def _look_at_service(client: OutboundClient, document: Mapping[str, Any]) -> None:
    """Fetch the description of a service. Its secrets go with that only where the service itself is."""
    address, service = document.get("spec_url"), _address(document)
    if isinstance(address, str) and address:
        is_own = service is None or _origin(service) == _origin(address)
        answer = await ask(client, address, headers_of(document) if is_own else {})
        if not _is_description(answer.body):
            raise NoAnswerError("What it answers is no OpenAPI description.")
    elif service is not None:
        await ask(client, service, headers_of(document))
    elif not _is_description(json.dumps(document.get("spec")).encode()):
        raise NoAnswerError("What it holds is no OpenAPI description.")


async def _outcome(attempt: Awaitable[list[str] | None]) -> TriedConnection:
    begun_s, cause, tools = time.monotonic(), None, None
    try:
        tools = await attempt
    except (NoAnswerError, UnusableError) as error:
        cause = str(error)
    latency_ms = round((time.monotonic() - begun_s) * 1000)
    return TriedConnection(ok=cause is None, latency_ms=latency_ms, cause=cause, tools=tools)


def _address(document: Mapping[str, Any]) -> str | None:
    try:
        return address_of(document)
    except UnusableError:
        return None


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


def _is_description(body: bytes) -> bool:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        # YAML is not read: its references can grow without bound.
        return _IS_YAML.search(body) is not None
    return isinstance(found, dict) and bool({"openapi", "swagger"} & found.keys())
