"""Forty calls at once of two accounts, some of them left in the middle: every hook runs as the account of its call.

And of all that lives on in the process it is known as whom it runs.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from alchemi.litellm_bridge.background import TASKS
from alchemi.litellm_bridge.scheduler import JOBS, LOAD_ALL
from tests.support.cluster import TestDatabase
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
SERVERS = ("Server.serve", "RequestResponseCycle.run_asgi", "LifespanOn.main")
"""Tasks of the server itself."""


@pytest.fixture(scope="module")
async def database(database: TestDatabase) -> TestDatabase:
    for account in ACCOUNTS:
        await make_account(database, account)
    return database


@pytest.fixture(scope="module")
def recording(database: TestDatabase, folder: Path) -> Iterator[RecordingGateway]:
    with RecordingGateway(database, folder) as running:
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
    wait_until(lambda: count(recording, "end of stream") >= CALLS // 2)
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
    assert kinds.keys() >= {"chunk", "pre api call", "success in a thread"}


def test_every_task_that_lives_on_has_an_owner(recording: RecordingGateway, seen: list[dict[str, Any]]) -> None:
    before = {task["task"] for task in recording.told("tasks")}
    time.sleep(2)
    alive = [task for task in recording.told("tasks") if task["task"] in before]
    owners = {"_system": "the platform", None: "nobody"}
    found = {task["name"]: owners.get(task["account"], "an account") for task in alive if task["name"] not in SERVERS}
    assert found == {name: TASKS[name].owner if name in TASKS else "in TASKS of background.py" for name in found}
    assert found.keys() >= {"_write_rows_forever", "LoggingWorker._worker_loop", "RuntimeRegistry._watch"}


def test_every_job_that_is_scheduled_is_known(recording: RecordingGateway) -> None:
    scheduled = {job["id"].rpartition(":")[2] for job in recording.told("jobs")}
    assert scheduled <= {*JOBS, LOAD_ALL}
    assert scheduled >= {"update_spend_job", "reset_budget_job", "proxy_worker_heartbeat_job", "refresh_model_info"}
    assert "add_deployment_job" not in scheduled


async def test_retention_of_one_account_is_its_own_job(
    recording: RecordingGateway, seen: list[dict[str, Any]], database: TestDatabase
) -> None:
    """A retention that one account sets is scheduled as its own job, and for nobody else."""
    with recording.client(account="acme") as operator:
        body = {
            "field_name": "maximum_spend_logs_retention_period",
            "field_value": "1d",
            "config_type": "general_settings",
        }
        made(operator.post("/config/field/update", json=body))
    wait_until(lambda: any("spend_log_cleanup_job" in job["id"] for job in recording.told("jobs")))
    assert [job["id"] for job in recording.told("jobs") if "spend_log_cleanup_job" in job["id"]] == [
        "acme:spend_log_cleanup_job"
    ]
    written = await rows(database, 'SELECT account_id, count(*) FROM "LiteLLM_SpendLogs" GROUP BY 1 ORDER BY 1')
    assert [row["account_id"] for row in written] == list(ACCOUNTS)
