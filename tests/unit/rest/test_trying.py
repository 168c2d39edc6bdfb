"""Trying connections: what is asked, where secrets go, how often."""

from __future__ import annotations

from typing import Any, cast

import pytest

from alchemi.errors import ConflictError, TooManyRequestsError
from alchemi.integrations.outbound.fetch import Answer, OutboundClient
from alchemi.rest.trying import Trials, check_can_be_tried, try_connection
from alchemi.tenancy.account import AccountId

SPEC = "https://docs.example/openapi.json"
SERVICE = "https://api.example/v1"
HEADERS = {"Authorization": "Bearer hunter-2"}


class _Client:
    def __init__(self, body: bytes = b'{"openapi": "3.1.0"}', status: int = 200) -> None:
        self.answer = Answer(status, {}, body)
        self.asked: list[tuple[str, str, Any]] = []

    async def request(self, method: str, url: str, *, headers: Any) -> Answer:
        self.asked.append((method, url, dict(headers)))
        return self.answer


@pytest.mark.parametrize(
    ("document", "asked"),
    [
        ({"spec_url": SPEC, "base_url": SERVICE, "token": "hunter-2"}, (SPEC, {})),
        ({"spec_url": SPEC, "base_url": "https://DOCS.example", "token": "hunter-2"}, (SPEC, HEADERS)),
        ({"spec_url": SPEC, "base_url": "http://docs.example", "token": "hunter-2"}, (SPEC, {})),
        ({"spec_url": SPEC, "token": "hunter-2"}, (SPEC, HEADERS)),
        ({"base_url": SERVICE, "token": "hunter-2"}, (SERVICE, HEADERS)),
    ],
)
async def test_secrets_go_to_the_services_own_host_alone(document: dict[str, Any], asked: tuple[str, Any]) -> None:
    client = _Client()
    assert (await try_connection(cast(OutboundClient, client), "openapi", document)).ok
    assert client.asked == [("GET", *asked)]


@pytest.mark.parametrize(
    ("body", "is_one"),
    [
        (b'{"swagger": "2.0"}', True),
        (b"# mine\nopenapi: 3.1.0\npaths: {}\n", True),
        (b"<html>openapi: 3</html>", False),
        (b"[" * 100_000, False),
        (b'["openapi"]', False),
    ],
)
async def test_what_is_fetched_must_be_a_description(body: bytes, is_one: bool) -> None:
    told = await try_connection(cast(OutboundClient, _Client(body)), "OpenAPI", {"spec_url": SPEC})
    assert told.ok is is_one
    assert told.cause == (None if is_one else "What it answers is no OpenAPI description.")


async def test_a_description_that_is_held_is_looked_at() -> None:
    client = _Client()
    for document, is_one in (
        ({"spec": {"openapi": "3.1.0"}}, True),
        ({"spec": {"a": 1}}, False),
        ({}, False),
        (None, False),
    ):
        assert (await try_connection(cast(OutboundClient, client), "openapi", document)).ok is is_one
    assert client.asked == []


@pytest.mark.parametrize("kind", ["postgres", "integration", ""])
def test_other_types_cannot_be_tried(kind: str) -> None:
    with pytest.raises(ConflictError):
        check_can_be_tried(kind)


def test_an_account_tries_for_itself() -> None:
    now_s = 0.0
    trials = Trials(clock=lambda: now_s)
    for _ in range(10):
        trials.begin(AccountId("a"))
    with pytest.raises(TooManyRequestsError) as refused:
        trials.begin(AccountId("a"))
    assert refused.value.retry_after_s >= 3
    trials.begin(AccountId("b"))
    now_s = 3.1
    trials.begin(AccountId("a"))
