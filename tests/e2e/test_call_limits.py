"""Quotas and credit budgets of an account on real calls, as a client of OpenAI's meets them."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import openai
import pytest

from tests.support.cluster import TestDatabase
from tests.support.gateway import FakeProvider, Gateway, made, rows

AT_ONCE = 200
SEEN_WITHIN_S = 2.0
WRITTEN_WITHIN_S = 20.0


@pytest.fixture(scope="module")
def served(
    database: TestDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[list[Gateway], FakeProvider]]:
    """Two workers over one database."""
    folder = tmp_path_factory.mktemp("call-limits")
    with ExitStack() as stack:
        provider = FakeProvider(folder)
        stack.callback(provider.stop)
        more = {"ALCHEMI_ALLOWED_PRIVATE_HOSTS": f"127.0.0.1:{provider.port}"}
        yield [stack.enter_context(Gateway(database, folder, **more)) for _ in range(2)], provider


class Account:
    """An account with a model of a dollar a call, its service's client, and a key of its user in its team."""

    def __init__(self, gateway: Gateway, provider: FakeProvider, name: str) -> None:
        with gateway.client(account=None) as operator:
            self.id = str(made(operator.post("/account/new", json={"account_name": name}))["account_id"])
        self.gateway = gateway
        upstream = {"model": "openai/gpt-4o", "api_base": f"{provider.url}/v1", "api_key": "sk-x"}
        prices = {"input_cost_per_token": 0.05, "output_cost_per_token": 0.1}
        with gateway.client(account=self.id) as service:
            made(service.post("/model/new", json={"model_name": "gpt-4o", "litellm_params": upstream | prices}))
            made(service.post("/team/new", json={"team_id": "eng", "team_alias": "eng"}))
            made(service.post("/user/new", json={"user_id": "alice"}))
            body = {"team_id": "eng", "user_id": "alice"}
            self.key = str(made(service.post("/key/generate", json=body))["key"])

    def post(self, path: str, **body: Any) -> dict[str, Any]:
        with self.gateway.client(account=self.id) as service:
            response = service.post(path, json=body)
            assert response.status_code in (200, 201), response.text
            answer: dict[str, Any] = response.json()
            return answer

    def read(self, path: str) -> dict[str, Any]:
        with self.gateway.client(account=self.id) as service:
            return made(service.get(path))

    def call(self, gateway: Gateway | None = None, text: str = "hi") -> httpx.Response:
        with (gateway or self.gateway).client(key=self.key) as caller:
            body = {"model": "gpt-4o", "messages": [{"role": "user", "content": text}]}
            return caller.post("/v1/chat/completions", json=body)


def until_settled(account: Account, path: str, used: float) -> dict[str, Any]:
    began = time.monotonic()
    while (found := account.read(path))["reserved"] > 0 or found["used"] != used:
        assert time.monotonic() - began < WRITTEN_WITHIN_S, found
        time.sleep(0.25)
    return found


async def many(account: Account, gateways: list[Gateway], number: int, text: str = "hi") -> Counter[int]:
    clients = [httpx.AsyncClient(base_url=one.url, timeout=90, trust_env=False) for one in gateways]
    headers = {"authorization": f"Bearer {account.key}"}
    body = {"model": "gpt-4o", "messages": [{"role": "user", "content": text}]}
    try:
        answers = await asyncio.gather(
            *(clients[n % 2].post("/v1/chat/completions", json=body, headers=headers) for n in range(number))
        )
    finally:
        for client in clients:
            await client.aclose()
    return Counter(answer.status_code for answer in answers)


def test_an_account_out_of_quota_is_told_in_openais_form(served: tuple[list[Gateway], FakeProvider]) -> None:
    [gateway, second], provider = served
    poor, other = Account(gateway, provider, "Poor"), Account(gateway, provider, "Other")
    assert (poor.call().status_code, poor.call(second).status_code, other.call().status_code) == (200, 200, 200)
    quota = poor.post("/alchemi/quota", unit="requests", included=0)
    time.sleep(SEEN_WITHIN_S)
    for worker in (gateway, second):
        client = openai.OpenAI(base_url=f"{worker.url}/v1", api_key=poor.key, max_retries=0)
        with pytest.raises(openai.RateLimitError) as refused:
            client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "hi"}])
        assert (refused.value.status_code, refused.value.code) == (429, "quota-exceeded")
        assert refused.value.type == "insufficient_quota"
        assert "quota of requests" in refused.value.message
        assert other.call(worker).status_code == 200
    with gateway.client(account=poor.id) as service:
        made(service.patch(f"/alchemi/quota/{quota['id']}", json={"included": 1}))
    assert (poor.call(second).status_code, poor.call().status_code) == (200, 429)


@pytest.mark.parametrize(("scope", "scope_id"), [("ACCOUNT", ""), ("TEAM", "eng"), ("USER", "alice")])
def test_a_used_up_credit_budget_refuses(served: tuple[list[Gateway], FakeProvider], scope: str, scope_id: str) -> None:
    [gateway, second], provider = served
    account = Account(gateway, provider, f"Budget of {scope}")
    budget = account.post("/alchemi/credit-budget", scope_type=scope, scope_id=scope_id, allocated=1.5)
    time.sleep(SEEN_WITHIN_S)
    assert account.call().status_code == 200
    url = f"/alchemi/budget/{budget['id']}"
    until_settled(account, url, 1.0)
    assert account.call(second).status_code == 200
    until_settled(account, url, 2.0)
    refused = account.call()
    assert refused.status_code == 429
    assert refused.json()["error"]["code"] == "budget-exceeded"
    entries = account.read(f"{url}/ledger")["entries"]
    assert [(one["entry"], one["amount"]) for one in entries] == [("CALL", 1.0), ("CALL", 1.0)]


async def test_calls_at_once_pass_exactly_as_often_as_a_quota_allows(
    served: tuple[list[Gateway], FakeProvider], database: TestDatabase
) -> None:
    gateways, provider = served
    account = await asyncio.to_thread(Account, gateways[0], provider, "Many")
    quota = await asyncio.to_thread(account.post, "/alchemi/quota", unit="requests", included=37)
    wide = await asyncio.to_thread(account.post, "/alchemi/quota", unit="tokens", included=1_000_000)
    await asyncio.sleep(SEEN_WITHIN_S)
    assert await many(account, gateways, AT_ONCE) == {200: 37, 429: AT_ONCE - 37}
    row = await asyncio.to_thread(until_settled, account, f"/alchemi/quota/{quota['id']}", 37)
    assert row["available"] == 0
    await asyncio.to_thread(until_settled, account, f"/alchemi/quota/{wide['id']}", 37 * 15)
    held = await rows(database, 'SELECT 1 FROM "Alchemi_CallReservationTable" WHERE account_id = $1', account.id)
    assert held == []


async def test_failed_calls_use_nothing_up(served: tuple[list[Gateway], FakeProvider]) -> None:
    gateways, provider = served
    account = await asyncio.to_thread(Account, gateways[0], provider, "Failing")
    quota = await asyncio.to_thread(account.post, "/alchemi/quota", unit="requests", included=2)
    await asyncio.sleep(SEEN_WITHIN_S)
    for _ in range(3):
        assert (await asyncio.to_thread(account.call, None, "please fail")).status_code >= 500
    assert (await asyncio.to_thread(account.read, f"/alchemi/quota/{quota['id']}"))["reserved"] == 0
    assert await many(account, gateways, 6) == {200: 2, 429: 4}
    await asyncio.to_thread(until_settled, account, f"/alchemi/quota/{quota['id']}", 2)
