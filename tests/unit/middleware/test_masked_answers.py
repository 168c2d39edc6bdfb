"""Listings are masked; what is the caller's own passes through untouched, part by part."""

from __future__ import annotations

import gzip
import json
from uuid import uuid4

import pytest
from starlette.types import Message, Receive, Scope, Send

from alchemi.db import masked_secrets
from alchemi.middleware.masked_answers import MaskedAnswers
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for

SECRET = f"kept-{uuid4().hex}"
BODY = json.dumps({"litellm_params": {"api_key": SECRET}, "note": "kept"}).encode()


async def answer(path: str, *parts: bytes, kind: str = "application/json", encoding: str = "") -> list[Message]:
    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        headers = [(b"content-type", kind.encode())] + ([(b"content-encoding", encoding.encode())] if encoding else [])
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for part in parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    account = f"masked-{uuid4().hex[:8]}"
    masked_secrets.remember(AccountId(account), SECRET)
    with acting_for(account):
        scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept-encoding", b"gzip, br")]}
        await MaskedAnswers(app)(scope, receive, send)
    return sent


def content(sent: list[Message]) -> bytes:
    return b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize("path", ["/v2/model/info", "/v1/agents", "/key/list"])
async def test_a_listing_is_masked(path: str) -> None:
    sent = await answer(path, BODY[:20], BODY[20:])
    assert json.loads(content(sent)) == {"litellm_params": {"api_key": "****"}, "note": "kept"}
    assert dict(sent[0]["headers"])[b"content-length"] == str(len(content(sent))).encode()


async def test_a_long_and_a_compressed_one_too() -> None:
    long = json.dumps({"api_key": SECRET, "rows": ["x" * 100] * 2000}).encode()
    assert SECRET.encode() not in content(await answer("/v1/agents", long))
    squeezed = content(await answer("/v1/agents", gzip.compress(BODY), encoding="gzip"))
    assert json.loads(gzip.decompress(squeezed))["litellm_params"] == {"api_key": "****"}


@pytest.mark.parametrize(
    "path", ["/v1/chat/completions", "/v1/files/file-1/content", "/openai/v1/models", "/an/endpoint/of/the/account"]
)
async def test_what_is_the_callers_own_is_neither_held_nor_changed(path: str) -> None:
    sent = await answer(path, BODY[:20], BODY[20:])
    assert content(sent) == BODY
    assert [message.get("body") for message in sent[1:3]] == [BODY[:20], BODY[20:]]
