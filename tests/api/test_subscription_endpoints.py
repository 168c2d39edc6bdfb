"""Subscriptions: on the terms of their day, one of a product at a time, and with the quotas of their plan."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem

URL = "/alchemi/subscription"


@pytest.fixture
async def account(worker: Management) -> AsyncIterator[TestAccount]:
    async with an_account(worker) as made:
        yield made


async def plan(worker: Management, **more: object) -> str:
    made = await worker.client.post(f"{URL}/plan/new", json={"plan_name": uuid4().hex} | more)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def quotas(account: TestAccount) -> dict[str, dict[str, Any]]:
    page = (await account.admin.get("/alchemi/quota", params={"is_active": True})).json()
    return {one["unit"]: one for one in page["quotas"]}


async def test_a_plan_gives_its_quotas_and_another_changes_them(account: TestAccount) -> None:
    small = await plan(account.worker, limits={"requests": 10, "pages": 5}, price_monthly="9.99")
    large = await plan(account.worker, limits={"requests": "100.5", "seats": 3})
    made = await account.service.post(URL, json={"plan_id": small, "quantity": 2})
    url = made.headers["location"]
    assert (made.status_code, made.json()["status"], made.json()["terms"]["price_monthly"]) == (
        201,
        "ACTIVE",
        "9.99000000",
    )
    assert {unit: one["included"] for unit, one in (await quotas(account)).items()} == {"requests": 20, "pages": 10}
    await account.service.post("/alchemi/quota/deduct", json={"unit": "requests", "amount": 7})
    assert (await account.service.patch(url, json={"plan_id": large, "quantity": 1})).status_code == 200
    after = await quotas(account)
    assert {unit: (one["included"], one["used"]) for unit, one in after.items()} == {
        "requests": (100.5, 7),
        "seats": (3, 0),
    }


async def test_later_prices_do_not_touch_a_subscription(account: TestAccount) -> None:
    of_plan = await plan(account.worker, limits={"pages": 1}, price_monthly=1)
    url = (await account.service.post(URL, json={"plan_id": of_plan})).headers["location"]
    changed = await account.worker.client.patch(
        f"{URL}/plan/{of_plan}", json={"price_monthly": 5, "limits": {"pages": 9}}
    )
    assert changed.json()["version"] == 2
    assert (await account.admin.get(url)).json()["terms"]["price_monthly"] == "1.00000000"
    assert (await quotas(account))["pages"]["included"] == 1


async def test_one_subscription_of_a_product_runs_at_a_time(account: TestAccount) -> None:
    of_plan = await plan(account.worker, limits={"requests": 10})
    answers = await asyncio.gather(*(account.service.post(URL, json={"plan_id": of_plan}) for _ in range(5)))
    assert sorted(one.status_code for one in answers) == [201, 409, 409, 409, 409]
    other = await plan(account.worker, product_code="other", limits={"requests": 1})
    assert (await account.service.post(URL, json={"plan_id": other})).status_code == 201


async def test_what_a_cancelled_subscription_gave_has_ended(account: TestAccount) -> None:
    of_plan = await plan(account.worker, limits={"requests": 10})
    url = (await account.service.post(URL, json={"plan_id": of_plan})).headers["location"]
    assert (await account.admin.delete(url)).status_code == 200
    assert (await account.admin.get(url)).json()["status"] == "CANCELLED"
    question = {"unit": "requests", "amount": 1}
    assert (await account.service.post("/alchemi/quota/check", json=question)).json() == {
        "available": False,
        "remaining": 0,
    }
    problem(await account.service.post("/alchemi/quota/deduct", json=question), 429, "quota-exceeded")
    problem(await account.service.patch(url, json={"status": "ACTIVE"}), 409, "conflict")
    assert (await account.service.post(URL, json={"plan_id": of_plan})).status_code == 201
    assert (await account.service.post("/alchemi/quota/check", json=question)).json()["available"]


async def test_those_that_run_are_listed_apart_from_those_that_have_ended(account: TestAccount) -> None:
    one, other = await plan(account.worker), await plan(account.worker, product_code="other")
    ended = (await account.service.post(URL, json={"plan_id": one})).json()["id"]
    runs = (await account.service.post(URL, json={"plan_id": other})).json()["id"]
    assert (await account.admin.delete(f"{URL}/{ended}")).status_code == 200
    for is_active, ids in ((True, {runs}), (False, {ended}), (None, {runs, ended})):
        page = (await account.admin.get(URL, params={} if is_active is None else {"is_active": is_active})).json()
        assert ({row["id"] for row in page["subscriptions"]}, page["total"]) == (ids, len(ids))


async def test_a_trial_that_nobody_pays_for_expires(account: TestAccount) -> None:
    of_plan = await plan(account.worker, trial_days=14, limits={"requests": 10})
    begun = {"plan_id": of_plan, "start_date": str(datetime.now(UTC) - timedelta(days=15))}
    made = (await account.service.post(URL, json=begun)).json()
    assert made["status"] == "TRIAL"
    question = {"unit": "requests", "amount": 1}
    assert not (await account.service.post("/alchemi/quota/check", json=question)).json()["available"]
    assert [one["status"] for one in (await account.admin.get(URL)).json()["subscriptions"]] == ["EXPIRED"]


async def test_an_account_does_not_subscribe_itself(account: TestAccount) -> None:
    of_plan = await plan(account.worker)
    problem(await account.admin.post(URL, json={"plan_id": of_plan}), 403, "forbidden")
    problem(await account.admin.post(f"{URL}/plan/new", json={"plan_name": "Free"}), 403, "forbidden")
    await account.worker.client.delete(f"{URL}/plan/{of_plan}")
    for wrong in (of_plan, "nothing"):
        problem(await account.service.post(URL, json={"plan_id": wrong}), 422, "invalid-request")


async def test_a_plans_name_is_its_own(worker: Management) -> None:
    one, other = uuid4().hex, uuid4().hex
    await plan(worker, plan_name=one)
    second = await plan(worker, plan_name=other)
    problem(await worker.client.post(f"{URL}/plan/new", json={"plan_name": one}), 409, "conflict")
    problem(await worker.client.patch(f"{URL}/plan/{second}", json={"plan_name": one}), 409, "conflict")


async def test_a_subscription_that_has_ended_says_so_when_it_is_read_alone(account: TestAccount) -> None:
    day = timedelta(days=1)
    times = {"start_date": (datetime.now(UTC) - 2 * day).isoformat(), "end_date": (datetime.now(UTC) - day).isoformat()}
    made = await account.service.post(URL, json={"plan_id": await plan(account.worker), **times})
    assert made.status_code == 201, made.text
    assert (await account.admin.get(made.headers["location"])).json()["status"] == "EXPIRED"
