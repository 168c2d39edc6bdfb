"""Secrets that two accounts hand in through the API are in no dump of the database and in no log, and still work."""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from alchemi.auth.route_classes import RouteClass, route_table
from alchemi.db.embedded_install import default_data_home, find_programs, service_user
from alchemi.db.masked_secrets import MASK
from alchemi.db.secret_columns import TRANSIT_PREFIX
from tests.support.cluster import Cluster, TestDatabase
from tests.support.gateway import FakeProvider, Gateway, ModelServer, made, make_account

pytestmark = pytest.mark.long

ACCOUNTS = ("acme", "beta")
LEAST = 20
KEPT = "a prompt that is kept"


@dataclass
class Planted:
    """Every secret that was handed in, by what it was handed in for."""

    secrets: dict[str, str] = field(default_factory=dict)

    def __call__(self, place: str) -> str:
        # Of no known shape, so that nothing but its place says what it is.
        return self.secrets.setdefault(place, f"Plq{os.urandom(9).hex()}")


class UnsealedGateway(Gateway):
    program = "tests.support.unsealed_server"


@pytest.fixture(scope="module")
async def database(database: TestDatabase) -> TestDatabase:
    for account in ACCOUNTS:
        await make_account(database, account)
    return database


@pytest.fixture(scope="module")
def silent_provider(folder: Path) -> Iterator[ModelServer]:
    """One that does not answer with the credential it was called with."""
    server = ModelServer(folder)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def gateway(
    database: TestDatabase, folder: Path, provider: FakeProvider, silent_provider: ModelServer
) -> Iterator[Gateway]:
    hosts = f"127.0.0.1:{provider.port},127.0.0.1:{silent_provider.port}"
    with Gateway(database, folder, ALCHEMI_ALLOWED_PRIVATE_HOSTS=hosts, ALCHEMI_LOG_LEVEL="debug") as running:
        yield running


@pytest.fixture(scope="module")
def planted(gateway: Gateway, provider: FakeProvider, silent_provider: ModelServer) -> Planted:
    """All secrets of both accounts, handed in and used."""
    planted = Planted()
    for account in ACCOUNTS:
        with gateway.client(account=account) as operator:
            _plant(operator, account, planted, provider.url, f"http://127.0.0.1:{silent_provider.port}")
    for account in ACCOUNTS:
        with gateway.client(account=account) as operator:
            _use(operator, account, planted, provider)
    return planted


def _plant(operator: httpx.Client, account: str, planted: Planted, upstream: str, silent: str) -> None:
    for name, (method, path, body) in _requests(account, planted, upstream, silent).items():
        answer = operator.request(method, path, json=body)
        assert answer.status_code in (200, 201), f"{name}: {answer.status_code} {answer.text}"


def _requests(account: str, plant: Planted, upstream: str, silent: str) -> dict[str, tuple[str, str, dict[str, Any]]]:
    def secret(place: str) -> str:
        return plant(f"{account}: {place}")

    def callback(place: str) -> dict[str, Any]:
        keys = {"langfuse_public_key": "pk", "langfuse_secret_key": secret(place), "langfuse_host": upstream}
        return {"logging": [{"callback_name": "langfuse", "callback_type": "success", "callback_vars": keys}]}

    model = {"model": "openai/m", "api_base": f"{upstream}/v1", "api_key": secret("model")}
    quiet = {"model": "openai/demo-chat", "api_base": f"{silent}/v1", "api_key": secret("quiet model")}
    return {
        "credential": (
            "POST",
            "/credentials",
            {
                "credential_name": "shared",
                "credential_values": {"api_key": secret("credential"), "api_base": f"{upstream}/v1"},
                "credential_info": {},
            },
        ),
        "model": ("POST", "/model/new", {"model_name": "own", "litellm_params": model}),
        "quiet model": ("POST", "/model/new", {"model_name": "quiet", "litellm_params": quiet}),
        "headers of a model": (
            "POST",
            "/model/new",
            {
                "model_name": "headers",
                "litellm_params": {**model, "extra_headers": {"X-Upstream": secret("header of a model")}},
            },
        ),
        "model by credential": (
            "POST",
            "/model/new",
            {"model_name": "by-credential", "litellm_params": {"model": "openai/m", "litellm_credential_name": "shared"}},
        ),
        "team": ("POST", "/team/new", {"team_id": "eng", "metadata": callback("callback of a team")}),
        "organization": (
            "POST",
            "/organization/new",
            {"organization_alias": "org", "models": [], "metadata": {"billing_api_key": secret("organization")}},
        ),
        "user": (
            "POST",
            "/user/new",
            {"user_id": "alice", "metadata": {"github_token": secret("user")}, "auto_create_key": False},
        ),
        "key": ("POST", "/key/generate", {"key_alias": "ci", "metadata": callback("callback of a key")}),
        "guardrail": (
            "POST",
            "/guardrails",
            {
                "guardrail": {
                    "guardrail_name": "lakera",
                    "litellm_params": {
                        "guardrail": "lakera_v2", "mode": "pre_call", "api_key": secret("guardrail"), "api_base": upstream,
                        "default_on": False,
                    },
                }
            },
        ),
        "mcp server": (
            "POST",
            "/v1/mcp/server",
            {
                "server_id": "tools", "server_name": "tools", "alias": "tools", "url": f"{upstream}/mcp", "transport": "http",
                "auth_type": "bearer_token", "credentials": {"auth_value": secret("mcp credential")},
                "static_headers": {"X-Tool": secret("mcp header")},
                "env_vars": [{"name": "TOOL", "value": secret("mcp variable"), "scope": "global"}],
            },
        ),
        "agent": (
            "POST",
            "/v1/agents",
            {
                "agent_name": "helper",
                "agent_card_params": {
                    "name": "helper", "description": "d", "url": f"{upstream}/agent", "version": "1",
                    "protocolVersion": "1.0", "capabilities": {}, "defaultInputModes": ["text"],
                    "defaultOutputModes": ["text"], "skills": [],
                },
                "litellm_params": {"api_key": secret("agent")},
                "static_headers": {"X-Agent": secret("header of an agent")},
            },
        ),
        "search tool": (
            "POST",
            "/search_tools",
            {
                "search_tool": {
                    "search_tool_name": "web",
                    "litellm_params": {"search_provider": "tavily", "api_key": secret("search tool")},
                }
            },
        ),
        "vector store": (
            "POST",
            "/vector_store/new",
            {
                "vector_store_id": "vs", "custom_llm_provider": "openai", "vector_store_name": "vs",
                "litellm_params": {"api_key": secret("vector store"), "api_base": f"{upstream}/v1"},
            },
        ),
        "prompt": (
            "POST",
            "/prompts",
            {
                "prompt_id": "greet",
                "litellm_params": {
                    "prompt_id": "greet", "prompt_integration": "dotprompt", "api_key": secret("prompt"),
                    "dotprompt_content": "---\nmodel: own\n---\nUser: hi",
                },
                "prompt_info": {"prompt_type": "db"},
            },
        ),
        "settings": (
            "POST",
            "/config/update",
            {
                "environment_variables": {"SMTP_PASSWORD": secret("variable"), "LANGFUSE_SECRET_KEY": secret("langfuse")},
            },
        ),
        "pass-through": (
            "POST",
            "/config/pass_through_endpoint",
            {"path": "/outside", "target": f"{upstream}/outside", "headers": {"X-Outside": secret("pass-through")}},
        ),
    }  # fmt: skip


LISTINGS = (
    "/credentials", "/model/info", "/v1/mcp/server", "/v1/agents", "/guardrails/list", "/v2/guardrails/list", "/prompts/list",
    "/search_tools/list", "/vector_store/list", "/team/list", "/user/list", "/key/list?return_full_object=true",
    "/organization/list", "/get/config/callbacks",
    "/config/pass_through_endpoint",
)  # fmt: skip


def _use(operator: httpx.Client, account: str, planted: Planted, provider: FakeProvider) -> None:
    # Embeddings: the provider's other answers repeat the secret, and would be kept with it.
    for model in ("own", "headers", "by-credential"):
        made(operator.post("/v1/embeddings", json={"model": model, "input": "hi"}))
    used = {call["key"] for call in provider.ledger()}
    assert {planted.secrets[f"{account}: model"], planted.secrets[f"{account}: credential"]} <= used
    made(operator.post("/config/update", json={"general_settings": {"store_prompts_in_spend_logs": True}}))
    assert _chat(operator, "own", "please fail").status_code >= 400
    key = made(operator.post("/key/generate", json={"team_id": "eng", "user_id": "alice"}))["key"]
    caller = {"authorization": f"Bearer {key}", "x-upstream-token": planted(f"{account}: header of a call")}
    assert _chat(operator, "quiet", KEPT, headers=caller).status_code == 200
    own = planted(f"{account}: key of a caller")
    _chat(operator, "quiet", "hi", headers=caller, api_key=own)
    for path in LISTINGS:
        assert operator.get(path).status_code < 500, path


def _chat(
    operator: httpx.Client, model: str, text: str, headers: dict[str, str] | None = None, **more: Any
) -> httpx.Response:
    body = {"model": model, "messages": [{"role": "user", "content": text}], **more}
    return operator.post("/v1/chat/completions", json=body, headers=headers)


def _dump(database: TestDatabase) -> str:
    """As an operator's backup has it."""
    program = find_programs(service_user(), default_data_home()).directory / "pg_dump"
    done = subprocess.run([str(program), "--data-only", database.owner_dsn], capture_output=True, text=True, check=True)
    return done.stdout


def _found(planted: Planted, text: str) -> dict[str, str]:
    """Where secrets are found: what for, and the line up to it."""
    lines = text.splitlines()
    found = {place: next((line for line in lines if secret in line), None) for place, secret in planted.secrets.items()}
    return {
        place: line.partition(planted.secrets[place])[0][-300:] for place, line in found.items() if line is not None
    }


async def test_no_secret_is_in_the_database_or_the_logs(
    planted: Planted, gateway: Gateway, database: TestDatabase
) -> None:
    deadline = time.monotonic() + 20
    while KEPT not in (dump := _dump(database)):
        assert time.monotonic() < deadline, "the log of the calls was not written"
        await asyncio.sleep(0.5)
    assert len(planted.secrets) >= LEAST
    assert _found(planted, dump) == {}
    assert TRANSIT_PREFIX not in dump
    log = gateway.output.read_text()
    assert "DEBUG" in log
    assert _found(planted, log) == {}


def _readable() -> list[str]:
    """Every path that an account may read, but those that name one thing."""
    classes = (RouteClass.ACCOUNT, RouteClass.ACCOUNT_ADMIN)
    rows = (row for row in route_table().rows if "GET" in row.methods and row.route_class in classes)
    # Not the checks of models: they call them, and this provider's answers repeat the secret.
    return sorted({row.path for row in rows if "{" not in row.path and "/health" not in row.path} | set(LISTINGS))


def test_no_secret_is_shown_whole_by_what_lists_and_tells(planted: Planted, gateway: Gateway) -> None:
    shown, masked = dict[str, dict[str, str]](), list[str]()
    with gateway.client(account="acme") as operator:
        for path in _readable():
            try:
                answer = operator.get(path, timeout=10)
            except httpx.TimeoutException:
                continue  # a stream of events
            if found := _found(planted, answer.text):
                shown[path] = found
            if f'"{MASK}"' in answer.text:
                masked.append(path)
    assert shown == {}
    assert {"/v1/agents", "/v1/mcp/server", "/user/list", "/organization/list", "/config/pass_through_endpoint"} <= set(
        masked
    )


@pytest.mark.usefixtures("planted")
def test_a_mask_may_be_sent_back_in_its_place_alone(gateway: Gateway) -> None:
    with gateway.client(account="beta") as operator:
        [endpoint] = made(operator.get("/config/pass_through_endpoint"))["endpoints"]
        assert endpoint["headers"] == {"X-Outside": MASK}
        changed = endpoint | {"cost_per_request": 2.0}
        made(operator.post(f"/config/pass_through_endpoint/{endpoint['id']}", json=changed))
        [organization] = operator.get("/organization/list").json()
        assert organization["metadata"]["billing_api_key"] == MASK
        body = {
            "organization_id": organization["organization_id"],
            "metadata": {"billing_api_key": MASK, "note": "new"},
        }
        made(operator.patch("/organization/update", json=body))
        moved = {"organization_id": organization["organization_id"], "metadata": {"other_api_key": MASK}}
        refused = operator.patch("/organization/update", json=moved)
        assert (refused.status_code, "masked value" in refused.text) == (422, True)
        new = operator.post("/organization/new", json={"organization_alias": "o2", "metadata": {"api_key": MASK}})
        assert (new.status_code, "masked value" in new.text) == (422, True)
        [organization] = operator.get("/organization/list").json()
        assert organization["metadata"] == {"billing_api_key": MASK, "note": "new"}


async def test_the_look_finds_secrets_when_they_are_not_sealed(
    cluster: Cluster, folder: Path, provider: FakeProvider
) -> None:
    database = await cluster.clone(f"unsealed_{os.getpid()}")
    await make_account(database, "acme")
    planted = Planted()
    with UnsealedGateway(database, folder) as gateway, gateway.client(account="acme") as operator:
        _plant(operator, "acme", planted, provider.url, provider.url)
    found = _found(planted, _dump(database))
    await cluster.drop(database.name)
    assert {"acme: organization", "acme: pass-through", "acme: header of an agent"} <= found.keys(), found.keys()
