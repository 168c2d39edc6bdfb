"""Costs that services record: once for each event, exact, never twice what the gateway has charged."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem

URL = "/alchemi/cost"


@pytest.fixture
async def account(worker: Management) -> AsyncIterator[TestAccount]:
    """An account of the test's own: sums are of all that it has."""
    async with an_account(worker) as made:
        yield made


@pytest.fixture
async def workspace(account: TestAccount) -> str:
    made = await account.service.post("/alchemi/workspace", json={"name": uuid4().hex})
    return str(made.json()["id"])


def event(account: TestAccount, workspace: str, cost: object, **more: object) -> dict[str, Any]:
    body = {"workspace_id": workspace, "user_id": account.admin_id, "model": "gpt-4o", "cost": cost, "total_tokens": 10}
    return body | more


async def test_an_event_is_recorded_once(account: TestAccount, workspace: str) -> None:
    body = event(account, workspace, 0.1, event_id="e-1")
    answers = await asyncio.gather(*(account.service.post(f"{URL}/record", json=body) for _ in range(20)))
    assert {one.status_code for one in answers} == {200}
    assert len({one.json()["id"] for one in answers}) == 1
    assert sum(one.json()["is_new"] for one in answers) == 1
    events = [body, *(event(account, workspace, "0.20000001", event_id=f"e-{n % 3}") for n in range(2, 8))]
    batch = (await account.service.post("/v2/costs/record/batch", json={"events": events})).json()
    assert (batch["recorded"], len(batch["ids"]), len(set(batch["ids"]))) == (2, 7, 3)
    assert batch["ids"][0] == answers[0].json()["id"]
    page = (await account.admin.get(f"{URL}/account", params={"limit": 1})).json()
    assert (page["total"], len(page["costs"]), page["total_cost"]) == (3, 1, 0.50000002)


@pytest.mark.parametrize("cost", [-0.01, "NaN", "Infinity", "-Infinity", 1e10, "0.123456789"])
async def test_an_amount_that_is_none_is_refused(account: TestAccount, workspace: str, cost: object) -> None:
    good = event(account, workspace, 1)
    bad = event(account, workspace, cost)
    found = problem(
        await account.service.post(f"{URL}/record/batch", json={"events": [good, bad]}), 422, "invalid-request"
    )
    assert found["errors"][0]["pointer"] == "/events/1/cost"
    assert (await account.admin.get(URL)).json()["total"] == 0


async def test_a_batch_is_written_whole_or_not_at_all(
    account: TestAccount, theirs: TestAccount, workspace: str
) -> None:
    good = event(account, workspace, 1)
    for wrong in ({"workspace_id": "nothing"}, {"user_id": theirs.admin_id}):
        response = await account.service.post(f"{URL}/record/batch", json={"events": [good, good | wrong]})
        assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == f"/events/1/{next(iter(wrong))}"
    response = await account.service.post(f"{URL}/record/batch", json={"events": [good] * 1001})
    problem(response, 422, "invalid-request")
    assert (await account.admin.get(URL)).json()["total"] == 0


async def test_only_services_record(account: TestAccount, workspace: str) -> None:
    problem(await account.admin.post(f"{URL}/record", json=event(account, workspace, 1)), 403, "forbidden")
    async with account.user() as (member, member_id):
        problem(await member.get(f"{URL}/account"), 403, "forbidden")
        problem(await member.get(f"{URL}/user/{account.admin_id}"), 403, "forbidden")
        assert (await member.get(f"{URL}/user/{member_id}")).json()["total"] == 0
        problem(await member.get(f"{URL}/workspace/{workspace}"), 404, "not-found")


async def test_a_call_of_the_gateway_is_not_counted_twice(account: TestAccount, workspace: str) -> None:
    now = datetime.now(UTC)
    async with account.worker.stores.rows_of(account.account_id) as unit:
        row = {"request_id": "chatcmpl-1", "call_type": "acompletion", "startTime": now, "endTime": now, "spend": 0.3}
        await call(unit, "LiteLLM_SpendLogs", "create", data=row | {"total_tokens": 15, "model_group": "gpt-4o"})
    budget = {"scope_type": "WORKSPACE", "scope_id": workspace, "allocated": 10}
    budget_url = (await account.service.post("/alchemi/credit-budget", json=budget)).headers["location"]
    reference = event(account, workspace, 0.3, request_id="chatcmpl-1")
    for body in (reference, reference, event(account, workspace, 0.5, tool="search")):
        assert (await account.service.post(f"{URL}/record", json=body)).status_code == 200
    page = (await account.admin.get(f"{URL}/workspace/{workspace}")).json()
    assert (page["count"], page["total_cost"], page["referenced_cost"]) == (2, 0.8, 0.3)
    usage = (await account.admin.get(f"{URL}/usage")).json()
    assert usage["total_cost"] == 0.8
    assert [(day["gateway_cost"], day["recorded_cost"]) for day in usage["daily"]] == [(0.3, 0.5)]
    by_model = (await account.admin.get(f"{URL}/usage", params={"group_by": "model"})).json()["daily"]
    assert [(day["group"], day["total_cost"], day["request_count"]) for day in by_model] == [("gpt-4o", 0.8, 2)]
    assert (await account.admin.get(budget_url)).json()["used"] == 0.5


async def test_days_are_those_of_the_zone(account: TestAccount, workspace: str) -> None:
    await account.service.post(f"{URL}/record", json=event(account, workspace, 1.5))
    now = datetime.now(UTC)
    for zone, hours in (("Etc/GMT-14", 14), ("Etc/GMT+12", -12)):
        days = (await account.admin.get(f"{URL}/daily", params={"timezone": zone, "group_by": "model"})).json()["daily"]
        # Midnight may pass between the two.
        assert days[0]["date"] in {str((now + timedelta(hours=hours, seconds=late)).date()) for late in (0, 60)}
        assert (days[0]["group"], days[0]["total_cost"]) == ("gpt-4o", 1.5)
    for query in (
        {"timezone": "Nowhere/At-all"}, {"timezone": "../../etc/passwd"}, {"group_by": "metadata"},
        {"start_date": "yesterday"}, {"start_date": "2020-01-01", "end_date": "2019-01-01"},
        {"start_date": "2020-01-01", "end_date": "2024-01-01"},
    ):  # fmt: skip
        problem(await account.admin.get(f"{URL}/daily", params=query), 422, "invalid-request")


async def test_no_cell_of_the_export_is_a_formula(account: TestAccount, workspace: str) -> None:
    await account.service.post(f"{URL}/record", json=event(account, workspace, "0.00000001", model='=1+"2"'))
    response = await account.admin.get(f"{URL}/export")
    [row] = csv.DictReader(io.StringIO(response.text))
    assert (row["model"], row["cost"], row["user_id"]) == ('\'=1+"2"', "0.00000001", account.admin_id)
    assert response.headers["content-type"].startswith("text/csv")


async def test_each_workspace_and_user_has_its_sum(account: TestAccount, workspace: str) -> None:
    for cost in (1, 2):
        await account.service.post(f"{URL}/record", json=event(account, workspace, cost))
    for path, one in (("workspace", workspace), ("user", account.admin_id)):
        page = (await account.admin.get(f"{URL}/{path}")).json()
        assert [(part["id"], part["total_cost"], part["count"]) for part in page[f"{path}s"]] == [(one, 3, 2)]
