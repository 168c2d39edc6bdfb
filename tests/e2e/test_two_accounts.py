"""Two accounts with the same names for everything, and a third with nothing, in one process; driven as users would."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anthropic
import httpx
import openai
import pytest

from tests.support.cluster import TestDatabase
from tests.support.fake_provider import canary
from tests.support.gateway import FakeProvider, Gateway, made, new_accounts, rows

ACCOUNTS = ("acme", "beta")
EMPTY = "empty"


@pytest.fixture(scope="module")
def gateway(database: TestDatabase, folder: Path, provider: FakeProvider) -> Iterator[Gateway]:
    with Gateway(database, folder, ALCHEMI_ALLOWED_PRIVATE_HOSTS=f"127.0.0.1:{provider.port}") as running:
        yield running


@pytest.fixture(scope="module")
def operators(gateway: Gateway) -> Iterator[dict[str, httpx.Client]]:
    with new_accounts(gateway, *ACCOUNTS, EMPTY) as clients:
        yield clients


def secret(account: str) -> str:
    return f"sk-upstream-of-{account}"


@pytest.fixture(scope="module")
def keys(operators: dict[str, httpx.Client], provider: FakeProvider) -> dict[str, str]:
    """Everything of each account, under the same names; returns a virtual key of each."""
    return {account: _furnish(operators[account], account, provider) for account in ACCOUNTS}


def _furnish(operator: httpx.Client, account: str, provider: FakeProvider) -> str:
    upstream = {"api_base": f"{provider.url}/v1", "api_key": secret(account)}
    prices = {"input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}
    made(
        operator.post(
            "/credentials",
            json={
                "credential_name": "openai",
                "credential_values": {"api_key": secret(account)},
                "credential_info": {"of": account},
            },
        )
    )
    made(
        operator.post(
            "/model/new",
            json={
                "model_name": "gpt-4o",
                "litellm_params": {
                    "model": f"openai/{account}-chat",
                    **upstream,
                    **prices,
                },
            },
        )
    )
    made(
        operator.post(
            "/model/new",
            json={
                "model_name": "claude",
                "litellm_params": {
                    "model": f"anthropic/{account}-claude",
                    "api_base": provider.url,
                    "api_key": secret(account),
                    **prices,
                },
            },
        )
    )
    made(
        operator.post(
            "/model/new",
            json={
                "model_name": "embed",
                "litellm_params": {
                    "model": f"openai/{account}-embed",
                    **upstream,
                    **prices,
                },
            },
        )
    )
    made(operator.post("/budget/new", json={"budget_id": "b1", "max_budget": 10 if account == "acme" else 20}))
    made(operator.post("/team/new", json={"team_id": "eng", "team_alias": f"eng of {account}"}))
    made(operator.post("/user/new", json={"user_id": "alice", "user_email": f"alice@{account}.example"}))
    made(operator.post("/tag/new", json={"name": "prod", "description": f"tag of {account}"}))
    made(operator.post("/customer/new", json={"user_id": "x", "alias": f"x of {account}"}))
    made(
        operator.post(
            "/prompts",
            json={
                "prompt_id": "greet",
                "litellm_params": {
                    "prompt_id": "greet",
                    "prompt_integration": "dotprompt",
                    "dotprompt_content": f"---\nmodel: gpt-4o\n---\nUser: of {account}",
                },
                "prompt_info": {"prompt_type": "db"},
            },
        )
    )
    made(
        operator.post(
            "/guardrails",
            json={
                "guardrail": {
                    "guardrail_name": "block",
                    "litellm_params": {
                        "guardrail": "litellm_content_filter",
                        "mode": "pre_call",
                        "default_on": True,
                        "blocked_words": [{"keyword": f"forbidden-in-{account}", "action": "BLOCK"}],
                    },
                    "guardrail_info": {"of": account},
                }
            },
        )
    )
    made(
        operator.post(
            "/v1/agents",
            json={
                "agent_name": "helper",
                "agent_card_params": {
                    "name": "helper",
                    "description": f"agent of {account}",
                    "url": f"{provider.url}/agent",
                    "version": "1",
                    "protocolVersion": "1.0",
                    "capabilities": {},
                    "defaultInputModes": ["text"],
                    "defaultOutputModes": ["text"],
                    "skills": [],
                },
                "litellm_params": {},
            },
        )
    )
    response = operator.post(
        "/v1/mcp/server",
        json={
            "server_name": "tools",
            "alias": "tools",
            "url": f"{provider.url}/mcp",
            "transport": "http",
            "description": f"mcp of {account}",
        },
    )
    assert response.status_code in (200, 201), response.text
    return str(made(operator.post("/key/generate", json={
        "team_id": "eng", "user_id": "alice", "key_alias": "ci", "models": ["gpt-4o", "claude", "embed"],
    }))["key"])  # fmt: skip


def test_each_account_reaches_its_own_upstream(gateway: Gateway, keys: dict[str, str]) -> None:
    for account, key in keys.items():
        client = openai.OpenAI(api_key=key, base_url=f"{gateway.url}/v1", max_retries=0)
        chat: Any = client.chat.completions.create(
            model="gpt-4o", messages=[{"role": "user", "content": "hi"}], user="x"
        )
        assert chat.choices[0].message.content == canary(secret(account))
        stream: Any = client.chat.completions.create(
            model="gpt-4o", messages=[{"role": "user", "content": "hi"}], stream=True
        )
        text = "".join(chunk.choices[0].delta.content or "" for chunk in stream if chunk.choices)
        assert secret(account) in text.replace("--", "-")
        assert client.embeddings.create(model="embed", input="hi").data
        assert {model.id for model in client.models.list()} == {"gpt-4o", "claude", "embed"}


def test_the_anthropic_client_reaches_its_own_upstream(gateway: Gateway, keys: dict[str, str]) -> None:
    for account, key in keys.items():
        client = anthropic.Anthropic(api_key=key, base_url=gateway.url, max_retries=0)
        answer: Any = client.messages.create(
            model="claude", max_tokens=50, messages=[{"role": "user", "content": "hi"}]
        )
        assert answer.content[0].text == canary(secret(account))


_EVER = "start_date=2020-01-01&end_date=2040-01-01"
LISTINGS = (
    "/v1/models", "/model/info", "/v1/model/info", "/credentials", "/team/list", "/v2/team/list", "/user/list",
    "/key/list?return_full_object=true", "/tag/list", "/customer/list", "/budget/list", "/guardrails/list",
    "/v2/guardrails/list", "/prompts/list", "/v1/agents", "/v1/mcp/server", "/v1/mcp/tools", "/spend/logs", "/spend/keys",
    "/spend/users", "/spend/tags", "/global/spend", f"/global/spend/report?{_EVER}", "/organization/list",
    "/policies/list", "/health/history", f"/user/daily/activity?{_EVER}", f"/team/daily/activity?{_EVER}",
    f"/tag/daily/activity?{_EVER}", "/search_tools/list", "/vector_store/list", "/get/config/callbacks",
    "/config/list?config_type=general_settings", "/model_group/info", "/public/model_hub", "/audit",
)  # fmt: skip


@pytest.mark.parametrize("path", LISTINGS)
def test_listings_name_nobody_else(operators: dict[str, httpx.Client], keys: dict[str, str], path: str) -> None:
    for account, operator in operators.items():
        text = operator.get(path).text
        for other in ACCOUNTS:
            if other != account:
                # Also in fragments: masked credentials show their ends.
                assert other not in text.lower(), (account, path, text[:500])


def test_what_is_listed_is_there(operators: dict[str, httpx.Client], keys: dict[str, str]) -> None:
    """The listings above are not empty for who owns something."""
    for account in ACCOUNTS:
        for path in (
            "/model/info",
            "/team/list",
            "/user/list",
            "/tag/list",
            "/v1/agents",
            "/v1/mcp/server",
            "/prompts/list",
        ):
            assert account in operators[account].get(path).text, (account, path)


def test_a_guardrail_blocks_in_its_account_alone(gateway: Gateway, keys: dict[str, str]) -> None:
    for account, key in keys.items():
        with gateway.client(key=key) as caller:
            for other in ACCOUNTS:
                text = f"this is forbidden-in-{other} you know"
                body = {"model": "gpt-4o", "messages": [{"role": "user", "content": text}]}
                status = caller.post("/v1/chat/completions", json=body).status_code
                assert (status == 200) == (other != account), (account, other, status)


def test_an_empty_account_sees_nothing(
    gateway: Gateway, operators: dict[str, httpx.Client], keys: dict[str, str]
) -> None:
    operator = operators[EMPTY]
    assert operator.get("/v1/models").json()["data"] == []
    assert operator.get("/team/list").json() == []
    assert operator.get("/user/list").json()["users"] == []
    assert operator.get("/credentials").json()["credentials"] == []
    key = made(operator.post("/key/generate", json={}))["key"]
    with gateway.client(key=key) as caller:
        body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}]}
        assert caller.post("/v1/chat/completions", json=body).status_code >= 400


def test_budgets_and_limits_stay_apart(
    gateway: Gateway, operators: dict[str, httpx.Client], keys: dict[str, str]
) -> None:
    """One account's key of a name is used up; the other's of the same name goes on."""
    limited = {}
    for account, limit in zip(ACCOUNTS, (1, 100), strict=True):
        made(operators[account].post("/user/new", json={"user_id": "limited", "rpm_limit": limit}))
        limited[account] = made(operators[account].post("/key/generate", json={"user_id": "limited"}))["key"]
    seen = {account: [] for account in ACCOUNTS}
    for _ in range(3):
        for account, key in limited.items():
            with gateway.client(key=key) as caller:
                body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}]}
                seen[account].append(caller.post("/v1/chat/completions", json=body).status_code)
    assert seen["beta"] == [200, 200, 200]
    assert 429 in seen["acme"]


async def test_spend_lands_with_its_account(database: TestDatabase, gateway: Gateway, keys: dict[str, str]) -> None:
    with gateway.client(key=keys["acme"]) as caller:
        for _ in range(3):
            body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}], "user": "x"}
            made(caller.post("/v1/chat/completions", json=body))
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        found = await rows(
            database,
            'SELECT account_id, (SELECT sum(spend) FROM "LiteLLM_SpendLogs" l WHERE l.account_id = k.account_id AND l.api_key'
            " = k.token) AS logged, spend FROM \"LiteLLM_VerificationToken\" k WHERE key_alias = 'ci' ORDER BY 1",
        )
        if all(row["logged"] and abs(row["logged"] - row["spend"]) < 1e-9 for row in found):
            break
        await asyncio.sleep(0.5)
    assert [row["account_id"] for row in found] == list(ACCOUNTS)
    assert all(abs(row["logged"] - row["spend"]) < 1e-9 for row in found), found
    assert found[0]["spend"] > found[1]["spend"] > 0
    assert not await rows(database, "SELECT 1 FROM \"LiteLLM_SpendLogs\" WHERE account_id = '_system'")


def test_the_provider_was_never_called_with_another_accounts_credential(
    provider: FakeProvider, keys: dict[str, str]
) -> None:
    calls = provider.ledger()
    assert calls
    for call in calls:
        account = call["key"].removeprefix("sk-upstream-of-")
        assert account in ACCOUNTS
        for other in ACCOUNTS:
            assert other == account or f'"{other}-' not in call["body"], call
