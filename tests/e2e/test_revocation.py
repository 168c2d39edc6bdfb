"""What is revoked on one process is revoked on the other within two seconds, without Redis between them and with it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack

import asyncpg
import httpx
import pytest

from tests.support.cluster import Cluster, TestDatabase
from tests.support.gateway import FakeProvider, Gateway, made, make_account
from tests.support.redis import RedisServer, redis_server

ACCOUNT = "revoked"
WITHIN_S = 2.0
SLACK_S = 0.5
"""For the calls themselves, on a busy machine."""


@pytest.fixture(scope="module", params=["database alone", "with Redis"])
def redis(request: pytest.FixtureRequest) -> Iterator[RedisServer | None]:
    if request.param == "database alone":
        yield None
        return
    with redis_server() as running:
        yield running


@pytest.fixture(scope="module")
async def revocation_database(cluster: Cluster, redis: RedisServer | None) -> AsyncIterator[TestDatabase]:
    name = f"revocation_{redis.port if redis else 0}"
    database = await cluster.clone(name)
    for account in (ACCOUNT, "suspended", "untouched"):
        await make_account(database, account)
    yield database
    await cluster.drop(name)


@pytest.fixture(scope="module")
def pods(
    revocation_database: TestDatabase, redis: RedisServer | None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Gateway]]:
    folder = tmp_path_factory.mktemp("revocation")
    with ExitStack() as stack:
        provider = FakeProvider(folder)
        stack.callback(provider.stop)
        more = {"ALCHEMI_ALLOWED_PRIVATE_HOSTS": f"127.0.0.1:{provider.port}"}
        if redis is not None:
            more["REDIS_URL"] = redis.url
        running = [stack.enter_context(Gateway(revocation_database, folder, **more)) for _ in range(2)]
        for account in (ACCOUNT, "suspended", "untouched"):
            with running[0].client(account=account) as operator:
                upstream = {"model": "openai/gpt-4o", "api_base": f"{provider.url}/v1", "api_key": "sk-x"}
                prices = {"input_cost_per_token": 1.0, "output_cost_per_token": 1.0}
                made(operator.post("/model/new", json={"model_name": "gpt-4o", "litellm_params": upstream | prices}))
        yield running


def call(pod: Gateway, key: str) -> int:
    with pod.client(key=key) as caller:
        body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}]}
        return caller.post("/v1/chat/completions", json=body).status_code


def new_key(pod: Gateway, account: str = ACCOUNT, **more: object) -> str:
    with pod.client(account=account) as operator:
        return str(made(operator.post("/key/generate", json={"models": ["gpt-4o"], **more}))["key"])


def refused_within(pod: Gateway, key: str, began: float) -> float:
    """Seconds from `began` until the key is refused on `pod`."""
    while time.monotonic() - began < 10:
        if call(pod, key) in (400, 401, 403, 422, 429):
            return time.monotonic() - began
        time.sleep(0.05)
    raise AssertionError("never refused")


CHANGES: dict[str, Callable[[httpx.Client, str], httpx.Response]] = {
    "deleted": lambda operator, key: operator.post("/key/delete", json={"keys": [key]}),
    "blocked": lambda operator, key: operator.post("/key/block", json={"key": key}),
    "budget lowered": lambda operator, key: operator.post("/key/update", json={"key": key, "max_budget": 0.000001}),
    "models taken away": lambda operator, key: operator.post("/key/update", json={"key": key, "models": ["none"]}),
    "regenerated": lambda operator, key: operator.post("/key/regenerate", json={"key": key}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_a_key_is_seen_by_the_other_process(pods: list[Gateway], change: str) -> None:
    first, second = pods
    key = new_key(first)
    assert call(first, key) == 200
    assert call(second, key) == 200
    with first.client(account=ACCOUNT) as operator:
        made(CHANGES[change](operator, key))
    assert refused_within(second, key, time.monotonic()) <= WITHIN_S + SLACK_S


def test_a_blocked_team_is_seen_by_the_other_process(pods: list[Gateway]) -> None:
    first, second = pods
    with first.client(account=ACCOUNT) as operator:
        made(operator.post("/team/new", json={"team_id": "eng", "team_alias": "eng"}))
        key = new_key(first, team_id="eng")
        assert call(second, key) == 200
        made(operator.post("/team/block", json={"team_id": "eng"}))
    assert refused_within(second, key, time.monotonic()) <= WITHIN_S + SLACK_S


def test_a_new_model_is_served_by_the_other_process(pods: list[Gateway]) -> None:
    first, second = pods
    with first.client(account=ACCOUNT) as operator, second.client(account=ACCOUNT) as elsewhere:
        assert "second-model" not in elsewhere.get("/v1/models").text
        upstream = {"model": "openai/gpt-4o", "api_key": "sk-x"}
        made(operator.post("/model/new", json={"model_name": "second-model", "litellm_params": upstream}))
        began = time.monotonic()
        while "second-model" not in elsewhere.get("/v1/models").text:
            assert time.monotonic() - began <= WITHIN_S + SLACK_S
            time.sleep(0.05)


async def test_a_suspended_account_is_out_on_both(pods: list[Gateway], revocation_database: TestDatabase) -> None:
    key, other = new_key(pods[0], "suspended"), new_key(pods[0], "untouched")
    assert [call(pod, key) for pod in pods] == [200, 200]
    platform = await asyncpg.connect(revocation_database.platform_dsn)
    await platform.execute("UPDATE \"Alchemi_AccountTable\" SET status = 'suspended' WHERE account_id = 'suspended'")
    await platform.close()
    began = time.monotonic()
    for pod in pods:
        assert refused_within(pod, key, began) <= WITHIN_S + SLACK_S
    assert [call(pod, other) for pod in pods] == [200, 200]


def test_every_key_in_redis_names_its_account(pods: list[Gateway], redis: RedisServer | None) -> None:
    """After all of the above."""
    keys = redis.keys() if redis else []
    tenants = (ACCOUNT, "suspended", "untouched")
    assert [key for key in keys if "acct:" not in key] == []
    assert (redis is None) != any(f"acct:{account}:" in key for key in keys for account in tenants), keys


def _membership(operator: httpx.Client, user_id: str) -> str:
    return f"/alchemi/membership/{made(operator.get(f'/alchemi/membership/user/{user_id}'))['id']}"


FALLS: dict[str, Callable[[httpx.Client, str], httpx.Response]] = {
    "made a member": lambda operator, user: operator.patch(_membership(operator, user), json={"app_role": "member"}),
    "removed": lambda operator, user: operator.delete(_membership(operator, user)),
    "made a member by the gateway": lambda operator, user: operator.post(
        "/user/update", json={"user_id": user, "user_role": "internal_user"}
    ),
    "deactivated by the directory": lambda operator, user: operator.patch(
        f"/scim/v2/Users/{user}",
        json={
            "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": [{"op": "replace", "path": "active", "value": False}],
        },
    ),
    "deleted": lambda operator, user: operator.post("/user/delete", json={"user_ids": [user]}),
}


@pytest.mark.parametrize("fall", FALLS)
def test_a_key_of_an_administrator_falls_with_its_user(pods: list[Gateway], fall: str) -> None:
    first, second = pods
    with first.client(account=ACCOUNT) as operator:
        body = {"email": f"stays-after-{fall.replace(' ', '-')}@corp.example", "name": "Bob", "app_role": "admin"}
        assert operator.post("/alchemi/user", json=body).status_code == 201
        body = {"email": f"{fall.replace(' ', '-')}@corp.example", "name": "Ann", "app_role": "admin"}
        user = str(operator.post("/alchemi/user", json=body).json()["id"])
        key = new_key(first, user_id=user)
        assert [administers(pod, key) for pod in pods] == [200, 200]
        made(FALLS[fall](operator, user))
    began = time.monotonic()
    for pod in (second, first):
        while administers(pod, key) == 200:
            assert time.monotonic() - began <= WITHIN_S + SLACK_S
            time.sleep(0.05)


def administers(pod: Gateway, key: str) -> int:
    """Whether the key may do what administrators alone may."""
    with pod.client(key=key) as caller:
        return caller.get("/budget/list").status_code
