"""Forty calls at once of two accounts, some of them left in the middle: every hook runs as the account of its call.

And of all that lives on in the process it is known as whom it runs.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.cluster import Cluster, TestDatabase
from tests.support.gateway import (
    MODEL,
    FakeProvider,
    Gateway,
    RecordingGateway,
    made,
    make_account,
    rows,
)

ACCOUNTS = ("acme", "globex")
CALLS = 40


@pytest.fixture(scope="module")
async def accounts_database(cluster: Cluster) -> AsyncIterator[TestDatabase]:
    database = await cluster.clone("background")
    for account in ACCOUNTS:
        await make_account(database, account)
    yield database
    await cluster.drop("background")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("background")


@pytest.fixture(scope="module")
def provider(folder: Path) -> Iterator[FakeProvider]:
    server = FakeProvider(folder)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def recording(accounts_database: TestDatabase, folder: Path) -> Iterator[RecordingGateway]:
    with RecordingGateway(accounts_database, folder) as running:
        yield running


@pytest.fixture(scope="module")
async def seen(recording: RecordingGateway, provider: FakeProvider) -> list[dict[str, Any]]:
    """What the hooks saw of the calls. A call's tag is its account and its number."""
    keys = {account: furnish(recording, account, provider) for account in ACCOUNTS}
    async with asyncio.TaskGroup() as group:
        for number in range(CALLS):
            account = ACCOUNTS[number % 2]
            group.create_task(call(recording, keys[account], f"{account}-{number}", number))
    wait_until(lambda: count(recording, "async success") >= CALLS * 3 // 4)
    time.sleep(4)
    print(Counter((n["hook"], n["of"][:4] if n["of"]!="?" else "?") for n in recording.told("seen")))
    print([n for n in recording.told("seen") if n["hook"]=="end of stream"])
    print([n for n in recording.told("seen") if n["hook"]=="async failure"])
    return recording.told("seen")


def furnish(gateway: Gateway, account: str, provider: FakeProvider) -> str:
    with gateway.client(account=account) as operator:
        upstream = {"model": f"openai/{MODEL}", "api_base": f"{provider.url}/v1", "api_key": account}
        made(operator.post("/model/new", json={"model_name": MODEL, "litellm_params": upstream}))
        return str(made(operator.post("/key/generate", json={}))["key"])


async def call(gateway: Gateway, key: str, tag: str, number: int) -> None:
    """Every second call of an account is a stream, and every second of those is left after its first chunk."""
    is_stream, is_left = number % 4 >= 2, number % 8 >= 6
    message = {"role": "user", "content": tag}
    body = {"model": MODEL, "messages": [message], "stream": is_stream, "metadata": {"tags": [tag]}}
    headers = {"authorization": f"Bearer {key}"}
    async with (
        httpx.AsyncClient(base_url=gateway.url, headers=headers, timeout=30, trust_env=False) as client,
        client.stream("POST", "/v1/chat/completions", json=body) as answer,
    ):
        assert answer.status_code == 200
        async for _ in answer.aiter_lines():
            if is_left:
                break


def count(gateway: RecordingGateway, hook: str) -> int:
    return sum(1 for note in gateway.told("seen") if note["hook"] == hook)


def wait_until(holds: Any) -> None:
    deadline = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_every_hook_runs_as_the_account_of_its_call(seen: list[dict[str, Any]]) -> None:
    wrong = [note for note in seen if note["of"] != "?" and not note["of"].startswith(f"{note['account']}-")]
    assert wrong == []
    assert None not in {note["account"] for note in seen}


def test_every_kind_of_hook_was_called(seen: list[dict[str, Any]]) -> None:
    kinds = Counter(note["hook"] for note in seen if note["of"] != "?")
    assert kinds["pre call"] == CALLS
    assert kinds["post call"] == CALLS // 2
    assert kinds["end of stream"] == CALLS // 2, "those that were left are ended as well"
    assert kinds["async success"] >= CALLS * 3 // 4
    assert kinds.keys() >= {"chunk", "pre api call"}


def test_every_task_that_lives_on_has_an_owner(recording: RecordingGateway, seen: list[dict[str, Any]]) -> None:
    before = {task["task"] for task in recording.told("tasks")}
    time.sleep(1.5)
    alive = [task for task in recording.told("tasks") if task["task"] in before]
    print(alive)
    assert False
