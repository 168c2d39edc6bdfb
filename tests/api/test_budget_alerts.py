"""Administrators are told of budgets and quotas that are nearly used up: once in a period, and no other account's."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from alchemi.accounts.budget_alerts import tell_of_budgets
from alchemi.db.sql.statement import Statement
from alchemi.integrations.mail import Mailer
from tests.support.accounts import TestAccount, an_account
from tests.support.cluster import TestDatabase
from tests.support.mail_server import KeptMails
from tests.support.management import Management, management

SPEND = "INSERT INTO \"Alchemi_AccountSpend\" (account_id, hour, spend_usd) VALUES ($1, date_trunc('hour', now()), 17)"
ALLOCATED = {"scope_type": "ACCOUNT", "allocated": "10"}


@pytest.fixture(scope="module")
def mails() -> Iterator[KeptMails]:
    with KeptMails() as server:
        yield server


@pytest.fixture(scope="module")
async def worker(database: TestDatabase, mails: KeptMails) -> AsyncIterator[Management]:
    async with management(database, mail_server=mails.server) as running:
        yield running


@pytest.fixture
async def account(worker: Management) -> AsyncIterator[TestAccount]:
    async with an_account(worker) as made:
        yield made


async def look(account: TestAccount, mails: KeptMails, *, later: timedelta = timedelta(0)) -> int:
    mailer, moment = Mailer(mails.server), datetime.now(UTC) + later
    return await tell_of_budgets(account.worker.stores.app, mailer, account.account_id, now=lambda: moment)


async def told(account: TestAccount) -> list[str]:
    query = {"type": "BUDGET", "recipient_id": account.admin_id, "sort": "created_at"}
    page = (await account.admin.get("/alchemi/notification", params=query)).json()
    return [one["title"] for one in page["notifications"]]


async def test_each_threshold_is_told_once_in_a_period(account: TestAccount, mails: KeptMails) -> None:
    made = await account.admin.post("/alchemi/credit-budget", json=ALLOCATED)
    assert made.status_code == 201, made.text
    consume = f"/alchemi/credit-budget/{made.json()['id']}/consume"
    assert (await account.service.post(consume, json={"amount": "7.99"})).status_code == 200
    assert await look(account, mails) == 0
    await account.service.post(consume, json={"amount": "0.01"})
    assert sum(await asyncio.gather(*(look(account, mails) for _ in range(4)))) == 1
    assert await told(account) == ["80 % of the budget of account are used"]
    mail = mails.next()
    assert "80 %" in mail["Subject"]
    assert "8 of 10" in mail.get_content()
    await account.service.post(consume, json={"amount": "2"})
    assert [await look(account, mails) for _ in range(2)] == [1, 0]
    assert "100 %" in mails.next()["Subject"]
    assert len(await told(account)) == 2
    log = (await account.admin.get("/alchemi/email-event/list")).json()["deliveries"]
    assert sorted(one["event"] for one in log) == ["Max Budget Alert", "Soft Budget Crossed"]


async def test_what_was_crossed_at_once_is_told_as_the_highest_and_a_switch_keeps_the_mail_back(
    account: TestAccount, mails: KeptMails
) -> None:
    await account.admin.patch(
        "/alchemi/email-event", json={"settings": [{"event": "Max Budget Alert", "enabled": False}]}
    )
    start, end = datetime.now(UTC) - timedelta(days=1), datetime.now(UTC) + timedelta(days=1)
    body = {"unit": "pages", "included": 4, "period_start": start.isoformat(), "period_end": end.isoformat()}
    assert (await account.service.post("/alchemi/quota", json=body)).status_code == 201
    await account.service.post("/alchemi/quota/deduct", json={"unit": "pages", "amount": 4})
    assert await look(account, mails) == 1
    assert await told(account) == ["100 % of the quota of pages are used"]
    [delivery] = (await account.admin.get("/alchemi/email-event/list")).json()["deliveries"]
    assert delivery["status"] == "SUPPRESSED"
    assert await look(account, mails, later=timedelta(days=2)) == 0, "its period has ended"


async def test_a_users_own_budget_is_told_to_the_user_and_to_nobody_of_another_account(
    account: TestAccount, worker: Management, mails: KeptMails
) -> None:
    async with account.user() as (member, user_id), an_account(worker) as other:
        body = ALLOCATED | {"scope_type": "USER", "scope_id": user_id}
        made = (await account.admin.post("/alchemi/credit-budget", json=body)).json()
        await account.service.post(f"/alchemi/credit-budget/{made['id']}/consume", json={"amount": "9"})
        assert await look(other, mails) == 0
        assert await look(account, mails) == 1
        seen = (await member.get("/alchemi/notification", params={"type": "BUDGET"})).json()
        assert seen["total"] == 1
        assert (len(await told(account)), await told(other)) == (1, [])


async def test_the_budget_that_the_operator_gives_is_watched_too(account: TestAccount, mails: KeptMails) -> None:
    url = f"/alchemi/account/{account.account_id}"
    await account.worker.client.patch(url, json={"max_budget": "20", "budget_duration": "30d"})
    async with account.worker.stores.rows_of(account.account_id) as unit:
        await unit.execute(Statement(SPEND, [account.account_id]))
    assert [await look(account, mails) for _ in range(2)] == [1, 0]
    assert await told(account) == ["80 % of the budget of the account are used"]
    assert "17 of 20" in mails.next().get_content()
