"""What needs attention: each fact is told when it holds, to who may know it, and to nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from prisma.fields import Json

from alchemi.accounts.stores import call
from alchemi.auth.permissions import Permission
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, key_with_scopes

URL = "/alchemi/attention"
NOW = datetime.now(UTC)


async def told(client: httpx.AsyncClient) -> dict[str, int]:
    response = await client.get(URL)
    assert response.status_code == 200, response.text
    return {one["kind"]: one["count"] for one in response.json()["items"]}


async def seeded(account: TestAccount, table: str, **data: Any) -> None:
    async with account.worker.stores.rows_of(account.account_id) as unit:
        await call(unit, table, "create", data=data)


def key(**data: Any) -> dict[str, Any]:
    return {"token": uuid4().hex, "models": []} | data


@pytest.fixture
async def account(worker: Management) -> AsyncIterator[TestAccount]:
    async with an_account(worker) as made:
        yield made


async def test_a_new_account_has_nothing_to_attend_to(account: TestAccount) -> None:
    assert await told(account.admin) == {}


async def test_keys_near_their_end(account: TestAccount) -> None:
    keys: tuple[dict[str, Any], ...] = (
        {"max_budget": 10.0, "spend": 8.0}, {"max_budget": 10.0, "spend": 7.9}, {"max_budget": 10.0, "spend": 10.0},
        {"max_budget": 10.0, "spend": 99.0, "blocked": True}, {"expires": NOW + timedelta(days=6)},
        {"expires": NOW + timedelta(days=8)}, {"expires": NOW - timedelta(hours=1)},
        {"expires": NOW - timedelta(hours=1), "max_budget": 1.0, "spend": 1.0},
    )  # fmt: skip
    for one in keys:
        await seeded(account, "LiteLLM_VerificationToken", **key(**one))
    assert await told(account.admin) == {"key_over_budget": 1, "key_near_budget": 1, "key_expiring": 1}
    async with account.user() as (member, user_id):
        assert await told(member) == {}
        await seeded(account, "LiteLLM_VerificationToken", **key(user_id=user_id, max_budget=1.0, spend=2.0))
        assert await told(member) == {"key_over_budget": 1}


async def test_what_failed_and_what_waits(account: TestAccount) -> None:
    for table, data in (
        ("LiteLLM_HealthCheckTable", {"model_name": "bad", "status": "unhealthy", "checked_at": NOW, "updated_at": NOW}),
        ("LiteLLM_HealthCheckTable", {"model_name": "bad", "status": "unhealthy", "checked_at": NOW, "updated_at": NOW}),
        ("LiteLLM_HealthCheckTable",
         {"model_name": "well", "status": "unhealthy", "checked_at": NOW - timedelta(hours=1), "updated_at": NOW}),
        ("LiteLLM_HealthCheckTable", {"model_name": "well", "status": "healthy", "checked_at": NOW, "updated_at": NOW}),
        ("LiteLLM_MCPServerTable", {"server_id": "s", "approval_status": "pending_review"}),
        ("LiteLLM_TeamTable", {"team_id": "t", "max_budget": 5.0, "spend": 6.0, "models": [], "admins": [], "members": []}),
    ):  # fmt: skip
        await seeded(account, table, **data)
    for path, body in (
        ("/alchemi/connection", {"name": "a", "type": "rest", "status": "ERROR"}),
        ("/alchemi/ticket", {"subject": "a", "description": "b"}),
        ("/alchemi/domain", {"domain": f"{uuid4().hex}.example"}),
    ):
        assert (await account.admin.post(path, json=body)).status_code == 201
    response = await account.admin.get(URL)
    items = response.json()["items"]
    assert [(one["kind"], one["severity"]) for one in items] == [
        ("team_over_budget", "danger"), ("model_failing", "danger"), ("connection_failed", "danger"),
        ("domain_unverified", "warning"), ("mcp_server_submitted", "info"), ("ticket_open", "info"),
    ]  # fmt: skip
    assert {one["count"] for one in items} == {1}
    assert items[1]["text"] == "A model fails its health check."
    async with account.user() as (member, _):
        assert await told(member) == {"connection_failed": 1}


async def test_the_budget_of_the_account(worker: Management, account: TestAccount) -> None:
    body = {"max_budget": 10, "budget_duration": "30d"}
    assert (await worker.client.patch(f"/account/{account.account_id}", json=body)).status_code == 200
    hour = NOW.replace(minute=0, second=0, microsecond=0)
    spent = {"account_id": account.account_id, "hour": hour, "spend_usd": "8.5"}
    async with worker.stores.directory() as unit:
        await call(unit, "Alchemi_AccountSpend", "create", data=spent)
    assert await told(account.admin) == {"account_budget_near_end": 1}
    async with account.user() as (member, _):
        assert await told(member) == {}


async def test_a_member_is_not_told_of_other_workspaces(account: TestAccount) -> None:
    workspace = (await account.admin.post("/alchemi/workspace", json={"name": "w"})).json()["id"]
    body = {"name": "a", "type": "rest", "status": "ERROR", "workspace_id": workspace}
    assert (await account.admin.post("/alchemi/connection", json=body)).status_code == 201
    async with account.user() as (member, user_id):
        assert await told(member) == {}
        await account.admin.post(f"/alchemi/workspace/{workspace}/member", json={"user_id": user_id})
        assert await told(member) == {"connection_failed": 1}


async def test_a_neighbour_is_told_nothing(account: TestAccount, theirs: TestAccount) -> None:
    await seeded(account, "LiteLLM_VerificationToken", **key(max_budget=1.0, spend=2.0))
    await seeded(account, "LiteLLM_GuardrailsTable", guardrail_id=uuid4().hex, guardrail_name="g", updated_at=NOW,
                 litellm_params=Json({}), status="pending_review")  # fmt: skip
    assert set(await told(account.service)) == {"key_over_budget", "guardrail_submitted"}
    assert await told(theirs.admin) == {}
    assert await told(theirs.service) == {}


async def test_a_token_is_told_what_its_scopes_say(worker: Management, account: TestAccount) -> None:
    await account.admin.post("/alchemi/ticket", json={"subject": "a", "description": "b"})
    await seeded(account, "LiteLLM_VerificationToken", **key(max_budget=1.0, spend=2.0))
    scopes = frozenset({Permission.ACCOUNT_READ, Permission.TICKET_READ, Permission.TICKET_ALL, Permission.KEY_OWN})
    async with key_with_scopes(worker, account.account_id, scopes) as client:
        assert await told(client) == {"ticket_open": 1}
