"""Batches and background responses are charged once, to who had them made, by whichever of two workers asks first."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from openai import OpenAI

from tests.support.cluster import TestDatabase
from tests.support.gateway import FakeProvider, Gateway, made, make_account, rows

pytestmark = pytest.mark.long

ACCOUNTS = ("acme", "globex")
MODEL = "slow-model"
LINE = {"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": {"model": MODEL, "messages": []}}
IN_USD, OUT_USD = 1e-3, 2e-3
EVERY_SECOND = {"PROXY_BATCH_POLLING_INTERVAL": "1"}


@dataclass(frozen=True)
class Account:
    operator: httpx.Client
    alice: OpenAI
    token: str


@pytest.fixture(scope="module")
async def database(database: TestDatabase) -> TestDatabase:
    for account in ACCOUNTS:
        await make_account(database, account)
    return database


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeProvider]:
    server = FakeProvider(tmp_path_factory.mktemp("provider"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def workers(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Gateway]]:
    folder = tmp_path_factory.mktemp("workers")
    with Gateway(database, folder, **EVERY_SECOND) as one, Gateway(database, folder, **EVERY_SECOND) as two:
        yield [one, two]


@pytest.fixture(scope="module")
def accounts(workers: list[Gateway], provider: FakeProvider) -> dict[str, Account]:
    return {name: furnish(workers[0], provider, name) for name in ACCOUNTS}


def furnish(gateway: Gateway, provider: FakeProvider, name: str) -> Account:
    operator = gateway.client(account=name)
    upstream = {"model": f"openai/{MODEL}", "api_base": f"{provider.url}/v1", "api_key": f"{name}-1"}
    prices = {"input_cost_per_token": IN_USD, "output_cost_per_token": OUT_USD}
    made(operator.post("/model/new", json={"model_name": MODEL, "litellm_params": upstream | prices}))
    made(operator.post("/user/new", json={"user_id": "alice", "user_role": "internal_user", "auto_create_key": False}))
    team = made(
        operator.post(
            "/team/new", json={"team_id": "eng", "members_with_roles": [{"user_id": "alice", "role": "user"}]}
        )
    )
    key = made(operator.post("/key/generate", json={"user_id": "alice", "team_id": team["team_id"]}))
    alice = OpenAI(base_url=f"{gateway.url}/v1", api_key=key["key"], max_retries=0, timeout=30)
    return Account(operator, alice, key["token"])


async def until(holds: Callable[[], Any]) -> None:
    deadline = time.monotonic() + 30
    while not await holds():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.2)


async def is_settled(database: TestDatabase, unified_id: str) -> bool:
    sql = 'SELECT batch_processed FROM "LiteLLM_ManagedObjectTable" WHERE unified_object_id = $1'
    return bool((await rows(database, sql, unified_id))[0]["batch_processed"])


async def spend(database: TestDatabase) -> dict[str, dict[str, float]]:
    """By account: what its rows of calls, key, user, team and the account itself say."""
    sources = {
        "calls": 'SELECT account_id, sum(spend) AS usd FROM "LiteLLM_SpendLogs" GROUP BY 1',
        "keys": 'SELECT account_id, sum(spend) AS usd FROM "LiteLLM_VerificationToken" GROUP BY 1',
        "users": 'SELECT account_id, sum(spend) AS usd FROM "LiteLLM_UserTable" GROUP BY 1',
        "teams": 'SELECT account_id, sum(spend) AS usd FROM "LiteLLM_TeamTable" GROUP BY 1',
        "daily": 'SELECT account_id, sum(spend) AS usd FROM "LiteLLM_DailyUserSpend" GROUP BY 1',
        "account": 'SELECT account_id, sum(spend_usd) AS usd FROM "Alchemi_AccountSpend" GROUP BY 1',
    }
    found: dict[str, dict[str, float]] = {}
    for name, sql in sources.items():
        for row in await rows(database, sql):
            found.setdefault(row["account_id"], {})[name] = round(float(row["usd"] or 0), 9)
    return found


async def is_charged(database: TestDatabase, account: str, usd: float) -> bool:
    return {*(await spend(database))[account].values()} == {usd}


async def costs(database: TestDatabase, ends: str) -> list[Any]:
    sql = 'SELECT * FROM "LiteLLM_SpendLogs" WHERE request_id LIKE $1 ORDER BY account_id'
    return await rows(database, sql, f"%{ends}")


async def test_a_batch_is_charged_once(
    accounts: dict[str, Account], provider: FakeProvider, database: TestDatabase
) -> None:
    batches = {}
    for number, (name, account) in enumerate(accounts.items(), start=2):
        content = "\n".join([json.dumps(LINE)] * number).encode()
        extra = {"target_model_names": MODEL}
        file = account.alice.files.create(file=("in.jsonl", content), purpose="batch", extra_body=extra)
        batches[name] = account.alice.batches.create(
            input_file_id=file.id, endpoint="/v1/chat/completions", completion_window="24h"
        )
    await asyncio.sleep(1.5)
    assert await costs(database, "_batch_cost") == [], "nothing is charged before it is done"
    for name in ACCOUNTS:
        provider.finish(f"{name}-1")
    for name, account in accounts.items():
        assert account.alice.batches.retrieve(batches[name].id).status == "completed"

    async def all_settled() -> bool:
        return all([await is_settled(database, batch.id) for batch in batches.values()])

    await until(all_settled)
    for name, account in accounts.items():
        assert account.alice.batches.retrieve(batches[name].id).output_file_id is not None
    # Of a deployment with prices of its own, the wheel takes half for a batch.
    one_line = (10 * IN_USD + 5 * OUT_USD) / 2
    expected = {"acme": round(2 * one_line, 9), "globex": round(3 * one_line, 9)}
    for name, usd in expected.items():
        await until(lambda name=name, usd=usd: is_charged(database, name, usd))
    # Several more turns of both workers change nothing.
    await asyncio.sleep(3)
    written = await costs(database, "_batch_cost")
    assert [(row["account_id"], row["request_id"], row["user"], row["team_id"]) for row in written] == [
        (name, f"{batches[name].id}_batch_cost", "alice", "eng") for name in ACCOUNTS
    ]
    assert [row["api_key"] for row in written] == [accounts[name].token for name in ACCOUNTS]
    assert [row["total_tokens"] for row in written] == [30, 45]
    found = await spend(database)
    assert {name: {*found[name].values()} for name in ACCOUNTS} == {name: {usd} for name, usd in expected.items()}
    assert set(found.get("_system", {}).values()) <= {0.0}


async def test_a_background_response_is_charged_once(
    accounts: dict[str, Account], provider: FakeProvider, database: TestDatabase
) -> None:
    before = (await spend(database)).get("globex", {}).get("account", 0.0)
    globex = accounts["globex"]
    asked = globex.alice.responses.create(model=MODEL, input="Hello", background=True)
    assert asked.status == "queued"
    provider.finish("globex-1")
    for _ in range(3):
        assert globex.alice.responses.retrieve(asked.id).status == "completed"
    await until(lambda: is_settled(database, asked.id))
    expected = round(before + 10 * IN_USD + 5 * OUT_USD, 9)
    await until(lambda: is_charged(database, "globex", expected))
    await asyncio.sleep(3)
    assert globex.alice.responses.retrieve(asked.id).status == "completed"
    [row] = await costs(database, "_response_cost")
    assert (row["account_id"], row["user"], row["team_id"], row["total_tokens"]) == ("globex", "alice", "eng", 15)
    assert {*(await spend(database))["globex"].values()} == {expected}
