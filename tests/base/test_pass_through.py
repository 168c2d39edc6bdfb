"""Two accounts have an endpoint at the same path: each gets its own target, with its own secret, and neither is open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.cluster import TestDatabase
from tests.support.fake_provider import canary
from tests.support.gateway import FakeProvider, Gateway, made, make_account
from tests.support.in_wheel import Wheel, run_in_wheel

ACCOUNTS = ("acme", "globex")
PATH = "/ext"


@pytest.fixture(scope="module")
async def database(database: TestDatabase) -> TestDatabase:
    for account in (*ACCOUNTS, "third"):
        await make_account(database, account)
    return database


@pytest.fixture(scope="module")
def gateway(database: TestDatabase, folder: Path) -> Iterator[Gateway]:
    with Gateway(database, folder) as running:
        yield running


@pytest.fixture(scope="module")
def operators(gateway: Gateway) -> Iterator[dict[str, httpx.Client]]:
    with ExitStack() as stack:
        yield {name: stack.enter_context(gateway.client(account=name)) for name in (*ACCOUNTS, "third")}


@pytest.fixture(scope="module")
def endpoints(operators: dict[str, httpx.Client], provider: FakeProvider) -> dict[str, dict[str, Any]]:
    """One of each account, made one after the other."""
    return {
        account: made(
            operators[account].post(
                "/config/pass_through_endpoint",
                json={
                    "path": PATH,
                    "target": f"{provider.url}/v1/chat/completions",
                    "headers": {"Authorization": f"Bearer secret-of-{account}"},
                },
            )
        )["endpoints"][0]
        for account in ACCOUNTS
    }


def call(client: httpx.Client, path: str = PATH) -> httpx.Response:
    return client.post(path, json={"model": "any", "messages": [{"role": "user", "content": "Hello"}]})


@pytest.mark.parametrize("account", ACCOUNTS)
def test_the_same_path_leads_each_account_to_its_own_target(
    operators: dict[str, httpx.Client], endpoints: dict[str, Any], account: str
) -> None:
    answer = made(call(operators[account]))
    assert answer["choices"][0]["message"]["content"] == canary(f"secret-of-{account}")
    listed = made(operators[account].get("/config/pass_through_endpoint"))["endpoints"]
    assert [endpoint["id"] for endpoint in listed] == [endpoints[account]["id"]]


def test_an_account_without_endpoint_has_nothing_at_the_path(
    operators: dict[str, httpx.Client], endpoints: dict[str, Any]
) -> None:
    assert call(operators["third"]).status_code == 404
    assert operators["third"].get("/config/pass_through_endpoint").json()["endpoints"] == []


def test_nobody_calls_an_endpoint_without_a_key(gateway: Gateway, endpoints: dict[str, Any]) -> None:
    with gateway.client(key=None) as stranger:
        assert call(stranger).status_code in (401, 404)
    with gateway.client(key="sk-of-nobody-at-all-0123456789") as stranger:
        assert call(stranger).status_code == 401


def test_a_removed_endpoint_is_gone_for_its_account_alone(
    operators: dict[str, httpx.Client], provider: FakeProvider, endpoints: dict[str, Any]
) -> None:
    for account in ACCOUNTS:
        body = {"path": "/gone", "target": f"{provider.url}/v1/chat/completions"}
        made(operators[account].post("/config/pass_through_endpoint", json=body))
    listed = made(operators["acme"].get("/config/pass_through_endpoint"))["endpoints"]
    [identifier] = [endpoint["id"] for endpoint in listed if endpoint["path"] == "/gone"]
    made(operators["acme"].delete("/config/pass_through_endpoint", params={"endpoint_id": identifier}))
    assert call(operators["acme"], "/gone").status_code == 404
    made(call(operators["globex"], "/gone"))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"auth": False}, "must ask for a key"),
        ({"target": "os.system"}, "must be an http or https address"),
        ({"target": "file:///etc/passwd"}, "must be an http or https address"),
    ],
)
def test_an_open_endpoint_is_refused_and_not_served(
    operators: dict[str, httpx.Client], change: dict[str, Any], reason: str
) -> None:
    body = {"path": "/open", "target": "http://127.0.0.1:1/", **change}
    answer = operators["acme"].post("/config/pass_through_endpoint", json=body)
    assert answer.status_code == 400
    assert reason in answer.json()["error"]["message"]
    assert call(operators["acme"], "/open").status_code == 404


@pytest.fixture(scope="module")
def facts(database: TestDatabase) -> dict[str, Any]:
    return run_in_wheel(__name__, database)


async def scenario_rows(wheel: Wheel) -> dict[str, Any]:
    """Rows that were written by other means: one sound, one open."""
    from litellm.proxy._types import LiteLLMRoutes
    from litellm.proxy.pass_through_endpoints import pass_through_endpoints as module

    from alchemi.tenancy.context import acting_as_system, acting_for

    rows = [
        {"id": "sound", "path": "/sound", "target": "http://127.0.0.1:1/"},
        {"id": "open", "path": "/open", "target": "http://127.0.0.1:1/", "auth": False},
    ]
    before = len(wheel.hub.app.routes)
    with acting_for("acme"):
        await module.initialize_pass_through_endpoints(rows)
        registered = [entry["path"] for entry in module._registered_pass_through_routes.values()]
        auth = [entry["auth"] for entry in module._registered_pass_through_routes.values()]
    with acting_for("globex"):
        await module.initialize_pass_through_endpoints([])
        others = list(module._registered_pass_through_routes), "/sound" in LiteLLMRoutes.openai_routes.value
    with acting_for("acme"):
        still = len(module._registered_pass_through_routes), "/sound" in LiteLLMRoutes.openai_routes.value
    with acting_as_system():
        system = "/sound" in LiteLLMRoutes.openai_routes.value
    added = len(wheel.hub.app.routes) - before
    return {
        "registered": registered, "auth": auth, "others": others, "still": still, "system": system, "added": added,
    }  # fmt: skip


def test_endpoints_add_no_routes(facts: dict[str, Any]) -> None:
    assert facts["rows"]["added"] == 0
    assert facts["rows"]["registered"] == ["/sound"]
    assert facts["rows"]["auth"] == [True]


def test_the_list_of_model_routes_stays_as_it_was(facts: dict[str, Any]) -> None:
    assert facts["rows"]["still"] == [1, True]
    assert facts["rows"]["others"] == [[], False]
    assert facts["rows"]["system"] is False
