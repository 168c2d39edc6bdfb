"""Two thousand mixed calls of five accounts over two processes: every sum of every account agrees, to the last unit."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from contextlib import ExitStack
from decimal import Decimal
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from tests.support.cluster import TestDatabase
from tests.support.gateway import FakeProvider, Gateway, made, make_account

pytestmark = pytest.mark.long

ACCOUNTS = [f"money-{number}" for number in range(5)]
CALLS, AT_ONCE = 2000, 16
SETTLE_S = 90


@pytest.fixture(scope="module")
async def database(database: TestDatabase) -> TestDatabase:
    for account in ACCOUNTS:
        await make_account(database, account)
    return database


@pytest.fixture(scope="module")
def pods(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Gateway]]:
    folder = tmp_path_factory.mktemp("money")
    with ExitStack() as stack:
        provider = FakeProvider(folder)
        stack.callback(provider.stop)
        more = {"ALCHEMI_ALLOWED_PRIVATE_HOSTS": f"127.0.0.1:{provider.port}"}
        running = [stack.enter_context(Gateway(database, folder, **more)) for _ in range(2)]
        for pod in running:
            with pod.client(account=None) as operator:
                made(operator.post("/cache/settings", json={"cache_settings": {"type": "local"}}))
        for account in ACCOUNTS:
            with running[0].client(account=account) as operator:
                _furnish(operator, provider)
        yield running


def _furnish(operator: httpx.Client, provider: FakeProvider) -> None:
    made(
        operator.post(
            "/model/new",
            json={
                "model_name": "gpt-4o",
                "litellm_params": {
                    "model": "openai/gpt-4o",
                    "api_base": f"{provider.url}/v1",
                    "api_key": "sk-upstream",
                    "input_cost_per_token": 1e-6,
                    "output_cost_per_token": 2e-6,
                },
            },
        )
    )
    made(operator.post("/organization/new", json={"organization_id": "org", "organization_alias": "org", "models": []}))
    made(operator.post("/team/new", json={"team_id": "eng", "team_alias": "eng", "organization_id": "org"}))
    made(operator.post("/user/new", json={"user_id": "alice"}))  # fmt: skip


def _client(pod: Gateway) -> httpx.AsyncClient:
    # A connection that the server closes while it is taken from the pool again would fail a call that was never made.
    limits = httpx.Limits(max_keepalive_connections=0)
    return httpx.AsyncClient(base_url=pod.url, timeout=60, trust_env=False, limits=limits)


async def _one_call(client: httpx.AsyncClient, key: str, kind: str) -> int:
    said = "the same words" if kind == "cached" else uuid4().hex
    body: dict[str, Any] = {"model": "gpt-4o", "messages": [{"role": "user", "content": said}], "user": "x"}
    headers = {"authorization": f"Bearer {key}"}
    match kind:
        case "cached":
            body["caching"] = True
        case "failure":
            body["messages"][0]["content"] = "please fail"
        case "stream" | "cancel":
            body["stream"] = True
    if kind != "cancel":
        response = await client.post("/v1/chat/completions", json=body, headers=headers)
        return response.status_code
    async with client.stream("POST", "/v1/chat/completions", json=body, headers=headers) as streamed:
        async for _ in streamed.aiter_bytes():
            break
    return streamed.status_code


async def test_every_sum_agrees(database: TestDatabase, pods: list[Gateway]) -> None:
    keys = {}
    for account in ACCOUNTS:
        with pods[0].client(account=account) as operator:
            body = {"team_id": "eng", "user_id": "alice", "key_alias": "ci", "models": ["gpt-4o"]}
            keys[account] = made(operator.post("/key/generate", json=body))["key"]
    chance = random.Random(7)
    kinds = random.Random(8).choices(["plain", "stream", "cached", "failure", "cancel"], [45, 20, 15, 10, 10], k=CALLS)
    gate, statuses = asyncio.Semaphore(AT_ONCE), []
    async with asyncio.TaskGroup() as group:
        clients = [_client(pod) for pod in pods]

        async def call(kind: str) -> None:
            async with gate:
                statuses.append(await _one_call(chance.choice(clients), keys[chance.choice(ACCOUNTS)], kind))

        for kind in kinds:
            group.create_task(call(kind))
    for client in clients:
        await client.aclose()
    assert statuses.count(200) >= CALLS * 0.85, {status: statuses.count(status) for status in set(statuses)}
    assert set(statuses) <= {200, 500}, set(statuses)
    await _settled(database)


_SUMS = {
    "spend rows": 'SELECT sum(spend) FROM "LiteLLM_SpendLogs" WHERE account_id = $1',
    "key": 'SELECT sum(spend) FROM "LiteLLM_VerificationToken" WHERE account_id = $1',
    "team": 'SELECT sum(spend) FROM "LiteLLM_TeamTable" WHERE account_id = $1',
    "user": "SELECT sum(spend) FROM \"LiteLLM_UserTable\" WHERE account_id = $1 AND user_id = 'alice'",
    "organization": 'SELECT sum(spend) FROM "LiteLLM_OrganizationTable" WHERE account_id = $1',
    "end user": 'SELECT sum(spend) FROM "LiteLLM_EndUserTable" WHERE account_id = $1',
    "daily user": 'SELECT sum(spend) FROM "LiteLLM_DailyUserSpend" WHERE account_id = $1',
    "daily team": 'SELECT sum(spend) FROM "LiteLLM_DailyTeamSpend" WHERE account_id = $1',
    "account": 'SELECT sum(spend_usd) FROM "Alchemi_AccountSpend" WHERE account_id = $1',
}


async def _settled(database: TestDatabase) -> None:
    """Wait until the sums agree, or fail with the ones that do not."""
    owner = await asyncpg.connect(database.owner_dsn)
    try:
        sums: dict[str, dict[str, str]] = {}
        for _ in range(SETTLE_S * 2):
            sums = {account: await _sums_of(owner, account) for account in ACCOUNTS}
            if all(len(set(of.values())) == 1 and of["spend rows"] != "0.000000" for of in sums.values()):
                break
            await asyncio.sleep(0.5)
        assert all(len(set(of.values())) == 1 for of in sums.values()), sums
        assert all(Decimal(of["spend rows"]) > 0 for of in sums.values()), sums
        hits = await owner.fetchval("SELECT count(*) FROM \"LiteLLM_SpendLogs\" WHERE cache_hit = 'True'")
        assert hits > 50, "the answer cache was not used"
        for table in ("SpendLogs", "DailyUserSpend", "DailyTeamSpend", "EndUserTable"):
            assert await owner.fetchval(f"SELECT count(*) FROM \"LiteLLM_{table}\" WHERE account_id = '_system'") == 0
    finally:
        await owner.close()


async def _sums_of(owner: asyncpg.Connection, account: str) -> dict[str, str]:
    """In micro-dollars: the prices are whole ones, so nothing is lost by rounding the floats."""
    return {name: f"{await owner.fetchval(sql, account) or 0:.6f}" for name, sql in _SUMS.items()}
