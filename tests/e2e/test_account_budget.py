"""The ceiling of a whole account, on real calls; and what the operator does with accounts over HTTP."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import ExitStack

import httpx
import pytest

from tests.support.cluster import TestDatabase
from tests.support.gateway import FakeProvider, Gateway, made, rows


@pytest.fixture(scope="module")
def served(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Gateway, FakeProvider]]:
    folder = tmp_path_factory.mktemp("account-budget")
    with ExitStack() as stack:
        provider = FakeProvider(folder)
        stack.callback(provider.stop)
        more = {"ALCHEMI_ALLOWED_PRIVATE_HOSTS": f"127.0.0.1:{provider.port}"}
        yield stack.enter_context(Gateway(database, folder, **more)), provider


def new_account(gateway: Gateway, provider: FakeProvider, name: str, **more: object) -> tuple[str, str]:
    """An account made over HTTP, with a model of a dollar a call; its id and a key."""
    with gateway.client(account=None) as operator:
        account = str(made(operator.post("/account/new", json={"account_name": name, **more}))["account_id"])
    with gateway.client(account=account) as operator:
        upstream = {"model": "openai/gpt-4o", "api_base": f"{provider.url}/v1", "api_key": "sk-x"}
        prices = {"input_cost_per_token": 0.05, "output_cost_per_token": 0.1}
        made(operator.post("/model/new", json={"model_name": "gpt-4o", "litellm_params": upstream | prices}))
        return account, str(made(operator.post("/key/generate", json={}))["key"])


def call(gateway: Gateway, key: str) -> httpx.Response:
    with gateway.client(key=key) as caller:
        body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}]}
        return caller.post("/v1/chat/completions", json=body)


def test_an_account_cannot_spend_more_than_its_budget(served: tuple[Gateway, FakeProvider]) -> None:
    gateway, provider = served
    account, key = new_account(gateway, provider, "Small", max_budget=2.5)
    _, other = new_account(gateway, provider, "Large", max_budget=1000)
    for _ in range(3):
        assert call(gateway, key).status_code == 200
    began = time.monotonic()
    while (refused := call(gateway, key)).status_code == 200:
        assert time.monotonic() - began < 30, "never refused"
        time.sleep(0.5)
    assert "budget of this account" in refused.text
    assert call(gateway, other).status_code == 200
    with gateway.client(account=None) as operator:
        made(operator.patch(f"/account/{account}", json={"max_budget": 1000}))
    began = time.monotonic()
    while call(gateway, key).status_code != 200:
        assert time.monotonic() - began < 4, "a raised budget is not seen"
        time.sleep(0.2)


def test_a_suspended_account_is_refused_and_comes_back(served: tuple[Gateway, FakeProvider]) -> None:
    gateway, provider = served
    account, key = new_account(gateway, provider, "Suspended")
    assert call(gateway, key).status_code == 200
    with gateway.client(account=None) as operator:
        made(operator.delete(f"/account/{account}"))
        began = time.monotonic()
        while call(gateway, key).status_code == 200:
            assert time.monotonic() - began < 2.5
            time.sleep(0.1)
        made(operator.post(f"/account/{account}/reactivate"))
        began = time.monotonic()
        while call(gateway, key).status_code != 200:
            assert time.monotonic() - began < 2.5
            time.sleep(0.1)


async def test_a_purged_account_leaves_nothing(served: tuple[Gateway, FakeProvider], database: TestDatabase) -> None:
    gateway, provider = served
    account, key = new_account(gateway, provider, "Purged")
    assert call(gateway, key).status_code == 200
    with gateway.client(account=None) as operator:
        wrong = operator.post(f"/account/{account}/delete", json={"account_name": "Purge"})
        assert wrong.status_code in (400, 409, 422), wrong.text
        made(operator.post(f"/account/{account}/delete", json={"account_name": "Purged"}))
    await asyncio.sleep(2.2)
    assert call(gateway, key).status_code in (401, 403)
    tables = await rows(
        database,
        "SELECT table_name FROM information_schema.columns WHERE column_name = 'account_id' AND table_schema = 'public'"
        " AND table_name NOT IN (SELECT table_name FROM information_schema.views)",
    )
    left = [
        table["table_name"]
        for table in tables
        if await rows(database, f'SELECT 1 FROM "{table["table_name"]}" WHERE account_id = $1', account)
    ]
    assert left in ([], ["Alchemi_AccountTable"]), left


def test_an_accounts_key_reaches_no_account_routes(served: tuple[Gateway, FakeProvider]) -> None:
    gateway, provider = served
    account, key = new_account(gateway, provider, "Curious")
    with gateway.client(key=key) as caller:
        for method, path in (("GET", "/account/list"), ("GET", f"/account/{account}"), ("POST", "/account/new")):
            assert caller.request(method, path, json={}).status_code in (401, 403, 404), path
