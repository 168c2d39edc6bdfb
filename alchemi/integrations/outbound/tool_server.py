"""Asks a server of tools (MCP, streamable HTTP) for the names of its tools: to see whether it answers, never to call one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, Final

from alchemi.errors import DestinationForbiddenError, DestinationUnreachableError
from alchemi.integrations.outbound.fetch import Answer, OutboundClient

_LONGEST_S: Final = 15.0
_PROTOCOL: Final = "2025-06-18"
_PAGES: Final = 20
_MOST_NAMES: Final = 1000
_NAME_CHARACTERS: Final = 200
_CAUSES: Final[Mapping[int, str]] = {
    401: "It refuses the credentials.",
    403: "It refuses the credentials.",
    404: "There is no such server at this address.",
    405: "There is no such server at this address.",
    429: "It is asked too often and refuses for now.",
}


class NoAnswerError(Exception):
    """It does not answer as it should; the text is for people, and in our own words."""


async def ask(client: OutboundClient, url: str, headers: Mapping[str, str]) -> Answer:
    """One GET of an address that a tenant gave.

    Raises:
        NoAnswerError: it was not answered with success.
    """
    return _successful(await _exchange(client, "GET", url, headers=headers))


async def tools_of(client: OutboundClient, url: str, headers: Mapping[str, str]) -> list[str]:
    """The names of the tools of the server at `url`, within 15 seconds.

    Raises:
        NoAnswerError: it is not reached, or is no such server.
    """
    try:
        async with asyncio.timeout(_LONGEST_S):
            return await _Session(client, url, headers).tools()
    except TimeoutError as error:
        raise NoAnswerError(f"It takes longer than {_LONGEST_S:.0f} seconds.") from error


class _Session:
    def __init__(self, client: OutboundClient, url: str, headers: Mapping[str, str]) -> None:
        self._client = client
        self._url = url
        self._headers = {
            **headers,
            "content-type": "application/json",
            "accept": "application/json, text/event-stream",
        }
        self._count = 0

    async def tools(self) -> list[str]:
        info = {"name": "alchemi-console", "version": "1"}
        begun = await self._call(
            "initialize", {"protocolVersion": _PROTOCOL, "capabilities": {}, "clientInfo": info}, "to begin a session"
        )
        if isinstance(version := begun.get("protocolVersion"), str) and version.isascii() and version.isprintable():
            self._headers["mcp-protocol-version"] = version
        await self._send({"jsonrpc": "2.0", "method": "notifications/initialized"}, None)
        names: list[str] = []
        cursor: object = None
        for _ in range(_PAGES):
            page = await self._call("tools/list", {} if cursor is None else {"cursor": cursor}, "to tell its tools")
            names += _names(page)
            cursor = page.get("nextCursor")
            if not isinstance(cursor, str) or len(names) >= _MOST_NAMES:
                break
        return names[:_MOST_NAMES]

    async def _call(self, method: str, params: Mapping[str, Any], what: str) -> Mapping[str, Any]:
        self._count += 1
        reader = _Reader(self._count)
        message = {"jsonrpc": "2.0", "id": self._count, "method": method, "params": params}
        found = reader.result(await self._send(message, reader))
        if isinstance(found.get("result"), dict):
            result: Mapping[str, Any] = found["result"]
            return result
        raise NoAnswerError(f"It refuses {what}." if "error" in found else "What it answers is not MCP.")

    async def _send(self, message: Mapping[str, Any], reader: _Reader | None) -> Answer:
        until = None if reader is None else reader.feed
        content = json.dumps(message).encode()
        answer = await _exchange(self._client, "POST", self._url, headers=self._headers, content=content, until=until)
        session = answer.headers.get("mcp-session-id")
        if session is not None:
            self._headers["mcp-session-id"] = session
        return _successful(answer)


class _Reader:
    """Finds the answer to one request in a body that is JSON, or a stream of events that need not end after it."""

    def __init__(self, request: int) -> None:
        self._request = request
        self._line = bytearray()
        self._data: list[bytes] = []
        self._found: Mapping[str, Any] | None = None

    def feed(self, part: bytes) -> bool:
        """Read on; True when nothing more is needed."""
        *lines, rest = part.split(b"\n")
        for line in lines:
            self._line += line
            self._end_line(bytes(self._line).removesuffix(b"\r"))
            self._line.clear()
        self._line += rest
        return self._found is not None

    def result(self, answer: Answer) -> Mapping[str, Any]:
        self._end_line(bytes(self._line))
        self._end_line(b"")
        found = self._found or self._message(answer.body)
        if found is None:
            raise NoAnswerError("What it answers is not MCP.")
        return found

    def _end_line(self, line: bytes) -> None:
        if line.startswith(b"data:"):
            self._data.append(line[5:].strip())
        elif not line and self._data:
            self._found = self._found or self._message(b"\n".join(self._data))
            self._data.clear()

    def _message(self, text: bytes) -> Mapping[str, Any] | None:
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            return None
        return message if isinstance(message, dict) and message.get("id") == self._request else None


async def _exchange(client: OutboundClient, method: str, url: str, **more: Any) -> Answer:
    try:
        return await client.request(method, url, **more)
    except DestinationForbiddenError as error:
        raise NoAnswerError("Its address is not one that may be reached.") from error
    except DestinationUnreachableError as error:
        raise NoAnswerError("It cannot be reached, or does not answer in time.") from error


def _successful(answer: Answer) -> Answer:
    if 200 <= answer.status < 300:
        return answer
    if 300 <= answer.status < 400:
        raise NoAnswerError("It names another address, which is not followed.")
    raise NoAnswerError(_CAUSES.get(answer.status, f"It answers with status {answer.status}."))


def _names(page: Mapping[str, Any]) -> list[str]:
    tools = page.get("tools")
    if not isinstance(tools, list):
        raise NoAnswerError("What it answers is not MCP.")
    names = [tool.get("name") for tool in tools if isinstance(tool, dict)]
    return [
        "".join(character for character in name if character.isprintable())[:_NAME_CHARACTERS]
        for name in names
        if isinstance(name, str) and name
    ]
