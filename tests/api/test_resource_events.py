"""Every write of a resource is told to the audit trail once, in its own transaction, without secrets."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from alchemi.db.engine import Unit
from tests.support.accounts import an_account
from tests.support.cluster import TestDatabase
from tests.support.management import Management, management

Event = dict[str, Any]


@pytest.fixture(scope="module")
def events() -> list[Event]:
    return []


@pytest.fixture(scope="module")
async def recording(database: TestDatabase, events: list[Event]) -> AsyncIterator[Management]:
    def record(unit: Unit, **event: Any) -> None:
        assert unit.account is not None
        events.append({"account": unit.account, **event})

    async with management(database, record=record) as running:
        yield running


async def test_each_write_is_one_event_with_before_and_after(recording: Management, events: list[Event]) -> None:
    async with an_account(recording) as account:
        body = {"name": uuid4().hex, "type": "postgres", "config": {"password": "hunter-2"}}
        url = (await account.admin.post("/alchemi/connection", json=body)).headers["location"]
        await account.admin.patch(url, json={"status": "ERROR", "config": {"password": "hunter-3"}})
        await account.admin.patch(url, json={})
        await account.admin.patch(url, json={"name": "a"}, headers={"if-match": '"1"'})
        await account.admin.get(url)
        await account.service.post(f"{url}/reveal")
        await account.admin.delete(url)
    told = [(one["account"], one["action"], one["resource_type"], one["resource_id"]) for one in events]
    kinds = ("create", "update", "reveal", "delete")
    assert told == [(account.account_id, kind, "connection", url.rpartition("/")[2]) for kind in kinds]
    created, updated, _, deleted = events
    assert (created["before"], deleted["after"]) == (None, None)
    assert (updated["before"]["status"], updated["after"]["status"]) == ("ACTIVE", "ERROR")
    assert updated["after"]["config"] == {"password": "****"}
    assert "hunter" not in str(events)


async def test_nothing_is_told_of_what_was_refused_at_the_end(recording: Management, events: list[Event]) -> None:
    async with an_account(recording) as account:
        name = uuid4().hex
        assert (await account.admin.post("/alchemi/group", json={"name": name})).status_code == 201
        before = len(events)
        assert (await account.admin.post("/alchemi/group", json={"name": name})).status_code == 409
    assert len(events) == before
