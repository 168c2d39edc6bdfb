"""Asking a server of tools for its tools: what it may answer, and what is said when it does not."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, cast

import pytest

from alchemi.errors import DestinationForbiddenError, DestinationUnreachableError
from alchemi.integrations.outbound.fetch import Answer, OutboundClient
from alchemi.integrations.outbound.tool_server import NoAnswerError, tools_of

URL = "https://tools.example/mcp"
Answering = Callable[[dict[str, Any], dict[str, str]], Answer]


class _Server:
    """In the place of the network: answers each message with what `answering` says."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self.read_parts = 0

    async def request(self, method: str, url: str, *, headers: dict[str, str], content: bytes, until: Any) -> Answer:
        assert (method, url) == ("POST", URL)
        answer = self._answering(json.loads(content), headers)
        for part in answer.body.splitlines(keepends=True) if until else ():
            self.read_parts += 1
            if until(part):
                break
        return answer


def _json(message: dict[str, Any], result: Any, **headers: str) -> Answer:
    return Answer(200, headers, json.dumps({"jsonrpc": "2.0", "id": message.get("id"), "result": result}).encode())


def _events(message: dict[str, Any], result: Any, **headers: str) -> Answer:
    noise = 'event: message\r\ndata: {"jsonrpc": "2.0", "method": "notifications/x"}\r\n\r\n: ping\r\n\r\n'
    return Answer(200, headers, noise.encode() + b"data: " + _json(message, result).body + b"\r\n\r\n" + b": on\n" * 99)


def _tools(answered: Callable[..., Answer]) -> Answering:
    def answering(message: dict[str, Any], headers: dict[str, str]) -> Answer:
        if message["method"] == "initialize":
            return answered(message, {"protocolVersion": "2025-03-26"}, **{"mcp-session-id": "s1"})
        assert headers["mcp-session-id"] == "s1"
        assert headers["mcp-protocol-version"] == "2025-03-26"
        if message["method"] != "tools/list":
            return Answer(202, {}, b"")
        if message["params"].get("cursor"):
            return answered(message, {"tools": [{"name": "b\x1b[0m"}, {"name": 7}, "c"]})
        return answered(message, {"tools": [{"name": "a"}], "nextCursor": "2"})

    return answering


async def _asked(answering: Answering) -> list[str]:
    return await tools_of(cast(OutboundClient, _Server(answering)), URL, {"authorization": "Bearer t"})


@pytest.mark.parametrize("answered", [_json, _events])
async def test_all_pages_are_read_and_names_are_plain_text(answered: Callable[..., Answer]) -> None:
    assert await _asked(_tools(answered)) == ["a", "b[0m"]


async def test_a_stream_that_goes_on_is_not_waited_for() -> None:
    server = _Server(_tools(_events))
    await tools_of(cast(OutboundClient, server), URL, {})
    assert server.read_parts < 30


async def test_pages_without_end_are_not_all_read() -> None:
    def answering(message: dict[str, Any], _: dict[str, str]) -> Answer:
        return _json(message, {"protocolVersion": "1", "tools": [{"name": "x" * 999}] * 300, "nextCursor": "on"})

    names = await _asked(answering)
    assert (len(names), {len(name) for name in names}) == (1000, {200})


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (Answer(401, {}, b"secret of theirs"), "It refuses the credentials."),
        (Answer(404, {}, b""), "There is no such server at this address."),
        (Answer(307, {"location": "http://10.0.0.1"}, b""), "It names another address, which is not followed."),
        (Answer(500, {}, b"Traceback"), "It answers with status 500."),
        (Answer(200, {}, b"<html>"), "What it answers is not MCP."),
        (Answer(200, {}, b'{"id": 9, "result": {}}'), "What it answers is not MCP."),
        (Answer(200, {}, b'{"id": 1, "result": []}'), "What it answers is not MCP."),
        (Answer(200, {}, b'{"id": 1, "error": {"message": "boo"}}'), "It refuses to begin a session."),
        (Answer(200, {}, b"[" * 100_000), "What it answers is not MCP."),
    ],
)
async def test_the_cause_is_in_our_own_words(answer: Answer, cause: str) -> None:
    with pytest.raises(NoAnswerError) as found:
        await _asked(lambda _message, _headers: answer)
    assert str(found.value) == cause


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (DestinationForbiddenError("x"), "Its address is not one that may be reached."),
        (DestinationUnreachableError("x"), "It cannot be reached, or does not answer in time."),
    ],
)
async def test_so_are_failures_on_the_way(error: Exception, cause: str) -> None:
    def answering(_message: dict[str, Any], _headers: dict[str, str]) -> Answer:
        raise error

    with pytest.raises(NoAnswerError) as found:
        await _asked(answering)
    assert str(found.value) == cause
