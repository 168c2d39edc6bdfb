"""Both client programs, as processes, against a gateway as operators start it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.cluster import TestDatabase
from tests.support.gateway import MASTER_KEY, FakeProvider, ServedGateway, made, new_accounts

OURS, THEIRS = "client-account", "other-account"
SCOPES = [
    "access:read", "agents:read", "agents:write", "connections:read", "costs:read", "costs:write", "overrides:read",
    "quotas:read", "workspaces:read",
]  # fmt: skip
_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def served(
    database: TestDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[ServedGateway, FakeProvider]]:
    folder = tmp_path_factory.mktemp("clients")
    with ExitStack() as stack:
        provider = FakeProvider(folder)
        stack.callback(provider.stop)
        allowed = f"127.0.0.1:{provider.port}"
        yield (
            stack.enter_context(ServedGateway(database, folder, ALCHEMI_ALLOWED_PRIVATE_HOSTS=allowed)),
            provider,
        )


@pytest.fixture(scope="module")
def accounts(served: tuple[ServedGateway, FakeProvider]) -> Iterator[dict[str, httpx.Client]]:
    gateway = served[0]
    with new_accounts(gateway, OURS, THEIRS) as clients:
        yield clients


def _make(client: httpx.Client, path: str, **body: Any) -> dict[str, Any]:
    answer = client.post(path, json=body)
    assert answer.status_code == 201, answer.text
    row: dict[str, Any] = answer.json()
    return row


def _run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"tests.clients.{program}", *arguments]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=280, check=False)


def _options(**values: str) -> list[str]:
    return [part for name, value in values.items() for part in (f"--{name.replace('_', '-')}", value)]


@pytest.fixture(scope="module")
def foreign(accounts: dict[str, httpx.Client]) -> dict[str, str]:
    """What the other account has."""
    theirs = accounts[THEIRS]
    workspace = _make(theirs, "/alchemi/workspace", name="Theirs")["id"]
    connection = _make(theirs, "/alchemi/connection", name="Theirs", type="postgres", config={"password": "x"})["id"]
    agent = _make(theirs, "/alchemi/agentdef", name="Theirs")["id"]
    quota = _make(theirs, "/alchemi/quota", unit="runs", included=10)["id"]
    ids = {"foreign_workspace": workspace, "foreign_connection": connection, "foreign_agent": agent}
    return ids | {"foreign_quota": quota}


def test_the_web_application_can_work(
    served: tuple[ServedGateway, FakeProvider], accounts: dict[str, httpx.Client], foreign: dict[str, str]
) -> None:
    options = _options(base_url=served[0].url, account=OURS, foreign_workspace=foreign["foreign_workspace"])
    done = _run("alchemi_web", *options, "--service-key", MASTER_KEY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"all is well: (\d+) operations", done.stdout)
    # A surprise is one: its own workspace is no foreign one.
    mine = _make(accounts[OURS], "/alchemi/workspace", name="Not foreign")["id"]
    options = _options(base_url=served[0].url, account=OURS, foreign_workspace=mine)
    done = _run("alchemi_web", *options, "--service-key", MASTER_KEY)
    assert done.returncode == 1
    assert "surprise: " in done.stderr


def test_the_agents_service_can_work(
    served: tuple[ServedGateway, FakeProvider], accounts: dict[str, httpx.Client], foreign: dict[str, str]
) -> None:
    (gateway, provider), ours = served, accounts[OURS]
    workspace, other = (_make(ours, "/alchemi/workspace", name=name)["id"] for name in ("Run", "Other"))
    secret = {"host": "db.example", "password": "hunter-2"}
    _, hidden = (
        _make(ours, "/alchemi/connection", name="Data", type="postgres", config=secret, workspace_id=one)["id"]
        for one in (workspace, other)
    )
    _make(ours, "/alchemi/quota", unit="runs", included=10)
    user = _make(ours, "/alchemi/user", email="eve@corp.example", name="Eve")["id"]
    upstream = {"model": "openai/gpt-4o", "api_base": f"{provider.url}/v1", "api_key": "sk-x"}
    prices = {"input_cost_per_token": 1e-3, "output_cost_per_token": 2e-3}
    made(ours.post("/model/new", json={"model_name": "gpt-4o", "litellm_params": upstream | prices}))
    key = str(made(ours.post("/key/generate", json={"models": ["gpt-4o"]}))["key"])
    token = _make(ours, "/alchemi/token", name="Agents", scopes=SCOPES, workspace_ids=[workspace])["token"]
    options = _options(
        base_url=gateway.url, service_key=MASTER_KEY, account=OURS, token=token,
        workspace=workspace, other_workspace=other, other_connection=hidden,
        user=user, unit="runs", virtual_key=key, model="gpt-4o", **foreign,
    )  # fmt: skip
    done = _run("alchemi_ai", *options)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"all is well: (\d+) operations", done.stdout)


@pytest.mark.parametrize("program", ["alchemi_web", "alchemi_ai", "declared"])
def test_a_client_knows_nothing_of_the_server(program: str) -> None:
    text = (Path(__file__).parent / f"{program}.py").read_text()
    assert not re.search(r"^\s*(?:import|from) (?:alchemi|litellm|tests\.support)", text, re.MULTILINE)
    assert len(text.splitlines()) < 250
