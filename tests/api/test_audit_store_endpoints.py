"""The account's events in the log store: found by filters that cannot leave the account, and told without the store's words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.support.accounts import TestAccount, an_account
from tests.support.cluster import TestDatabase
from tests.support.log_store import MARKER, LogStore
from tests.support.management import Management, management, problem

URL = "/alchemi/audit/logs/openobserve"


@pytest.fixture(scope="module")
def store() -> Iterator[LogStore]:
    with LogStore() as opened:
        yield opened


@pytest.fixture(scope="module")
async def storing(database: TestDatabase, store: LogStore) -> AsyncIterator[Management]:
    async with management(database, openobserve=store.client) as running:
        yield running


async def test_without_a_store_it_says_so(ours: TestAccount) -> None:
    problem(await ours.admin.get(URL), 503, "not-configured")


async def test_filters_are_literals_and_another_accounts_records_are_not_passed_on(
    storing: Management, store: LogStore
) -> None:
    async with an_account(storing) as account, account.user() as (member, _):
        own, foreign = {"account_id": account.account_id, "event_id": "e"}, {"account_id": "x", "event_id": "f"}
        store.hits = [own | {"_timestamp": 1}, foreign]
        query = {"actor": "1=1') OR (1=1", "q": "O'Brien", "from": "2026-01-02T03:04:05+01:00", "outcome": "denied"}
        found = await account.admin.get(URL, params=query | {"limit": 7, "offset": 3})
        assert found.status_code == 200, found.text
        assert [one["event_id"] for one in found.json()["hits"]] == ["e"]
        assert "_timestamp" not in found.json()["hits"][0]
        asked = store.queries[-1]
        assert (asked["size"], asked["from"]) == (7, 3)
        assert asked["start_time"] == 1_767_319_445_000_000
        condition = asked["sql"].removeprefix('SELECT * FROM "audit" WHERE ')
        assert condition.startswith(
            f"account_id = '{account.account_id}' AND (actor_id = '1=1'') OR (1=1' OR actor_user_id"
        )
        assert "occurred_at >= '2026-01-02T02:04:05.000Z'" in condition
        assert "strpos(lower(resource_id), 'o''brien') > 0" in condition
        problem(await member.get(URL), 403, "forbidden")
        problem(await account.admin.get(URL, params={"query": "1=1"}), 422, "invalid-request")
        problem(await account.admin.get(URL, params={"from": "yesterday"}), 422, "invalid-request")


async def test_what_the_store_says_of_a_failure_is_not_told(storing: Management, store: LogStore) -> None:
    async with an_account(storing) as account:
        for status in (400, 500):
            store.failing = [status]
            failed = await account.admin.get(URL)
            problem(failed, 502, "destination-unreachable")
            assert MARKER not in failed.text
