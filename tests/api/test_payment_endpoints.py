"""Messages about payments: signed, taken once, in the order of their time, and about one account's subscription."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator
from uuid import uuid4

import httpx
import pytest
from pydantic import SecretStr

from tests.support.accounts import TestAccount, an_account
from tests.support.cluster import TestDatabase
from tests.support.management import Management, management, problem

URL = "/alchemi/subscription"
SECRET = "payment-secret-0123456789-0123456789"


@pytest.fixture(scope="module")
async def paying(database: TestDatabase) -> AsyncIterator[Management]:
    async with management(database, payment_secret=SecretStr(SECRET)) as running:
        yield running


@pytest.fixture
async def account(paying: Management) -> AsyncIterator[TestAccount]:
    async with an_account(paying) as made:
        yield made


async def subscribed(account: TestAccount) -> str:
    operator = account.worker.client
    plan = await operator.post(f"{URL}/plan/new", json={"plan_name": uuid4().hex, "limits": {"pages": 5}})
    made = await account.service.post(URL, json={"plan_id": plan.json()["id"]})
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


def message(account: TestAccount, subscription: str, status: str, *, day: int = 1, **more: object) -> dict[str, object]:
    return {
        "event_id": uuid4().hex, "of_account": account.account_id, "subscription_id": subscription, "status": status,
        "occurred_at": f"2026-01-{day:02}T00:00:00Z",
    } | more  # fmt: skip


async def said(
    worker: Management, body: object, *, secret: str = SECRET, at: float | None = None, sent: bytes | None = None
) -> httpx.Response:
    content, stamp = json.dumps(body).encode(), str(int(time.time() if at is None else at))
    signed = hmac.new(secret.encode(), f"{stamp}.".encode() + content, hashlib.sha256).hexdigest()
    async with worker.key_client(None) as anybody:
        headers = {"x-alchemi-signature": f"t={stamp},v1={signed}", "content-type": "application/json"}
        return await anybody.post(f"{URL}/payment", content=content if sent is None else sent, headers=headers)


async def state(account: TestAccount, subscription: str) -> str:
    return str((await account.admin.get(f"{URL}/{subscription}")).json()["status"])


async def test_a_subscription_follows_what_was_paid_and_its_quotas_end_with_it(account: TestAccount) -> None:
    subscription = await subscribed(account)
    for day, status in enumerate(("PAST_DUE", "ACTIVE"), 1):
        taken = await said(account.worker, message(account, subscription, status, day=day))
        assert (taken.status_code, taken.json()["is_applied"]) == (200, True), taken.text
        assert await state(account, subscription) == status
    end = "2099-01-01T00:00:00Z"
    await said(account.worker, message(account, subscription, "ACTIVE", day=3, end_date=end))
    assert (await account.admin.get(f"{URL}/{subscription}")).json()["end_date"].startswith("2099-01-01")
    await said(account.worker, message(account, subscription, "CANCELLED", day=4))
    assert await state(account, subscription) == "CANCELLED"
    checked = await account.service.post("/alchemi/quota/check", json={"unit": "pages", "amount": 1})
    assert checked.json()["available"] is False
    problem(await said(account.worker, message(account, subscription, "ACTIVE", day=5)), 409, "conflict")


async def test_a_message_counts_once_and_an_older_one_not_at_all(account: TestAccount) -> None:
    subscription = await subscribed(account)
    body = message(account, subscription, "PAST_DUE", day=9)
    done = await asyncio.gather(*(said(account.worker, body) for _ in range(5)))
    assert sorted(one.json()["is_applied"] for one in done) == [False] * 4 + [True]
    late = await said(account.worker, message(account, subscription, "ACTIVE", day=8))
    assert (late.status_code, late.json()["is_applied"]) == (200, False)
    assert await state(account, subscription) == "PAST_DUE"


async def test_only_what_is_signed_just_now_and_to_the_letter_is_believed(account: TestAccount) -> None:
    subscription = await subscribed(account)
    body = message(account, subscription, "CANCELLED")
    spaced = json.dumps(body, indent=1).encode()
    for refused in (
        await said(account.worker, body, secret=f"{SECRET}x"),
        await said(account.worker, body, at=time.time() - 301),
        await said(account.worker, body, at=time.time() + 301),
        await said(account.worker, body, sent=spaced),
        await account.service.post(f"{URL}/payment", json=body),
    ):
        problem(refused, 401, "unauthenticated")
    for header in ("", "t=,v1=", "t=1,v1=ü".encode().decode("latin-1"), "t=²,v1=a".encode().decode("latin-1"), "v1=a"):
        headers = {"x-alchemi-signature": header.encode("latin-1")}
        problem(await account.service.post(f"{URL}/payment", json=body, headers=headers), 401, "unauthenticated")
    assert await state(account, subscription) == "ACTIVE"


async def test_a_subscription_of_another_account_is_not_found(paying: Management, account: TestAccount) -> None:
    async with an_account(paying) as other:
        subscription = await subscribed(other)
        body = message(account, subscription, "CANCELLED")
        for unknown in (body, body | {"of_account": "nobody"}, body | {"of_account": "no id"}):
            problem(await said(paying, unknown), 404, "not-found")
        problem(await said(paying, body | {"status": "FREE"}), 422, "invalid-request")
        problem(await said(paying, []), 422, "invalid-request")
        assert await state(other, subscription) == "ACTIVE"


async def test_without_a_secret_no_message_is_taken(worker: Management) -> None:
    problem(await said(worker, {}), 503, "not-configured")
