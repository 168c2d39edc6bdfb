"""Every write of a resource is told to the audit trail once, in its own transaction, without secrets."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management

Event = dict[str, Any]


async def _events(account: TestAccount, resource_id: str) -> list[Event]:
    """What the trail tells of a row, in the order of its happening."""
    answer = await account.admin.get("/alchemi/audit", params={"resource_id": resource_id})
    found: list[Event] = answer.json()["logs"]
    return sorted(found, key=lambda event: event["sequence"])


async def test_each_write_is_one_event_with_what_it_changed(worker: Management) -> None:
    async with an_account(worker) as account:
        body = {"name": uuid4().hex, "type": "postgres", "config": {"password": "hunter-2"}}
        url = (await account.admin.post("/alchemi/connection", json=body)).headers["location"]
        await account.admin.patch(url, json={"status": "ERROR", "config": {"password": "hunter-3"}})
        await account.admin.patch(url, json={})
        await account.admin.patch(url, json={"name": "a"}, headers={"if-match": '"1"'})
        await account.admin.get(url)
        await account.service.post(f"{url}/reveal")
        await account.admin.delete(url)
        events = await _events(account, url.rpartition("/")[2])
    told = [(one["action"], one["resource_type"]) for one in events if one["outcome"] == "success"]
    assert told == [(kind, "connection") for kind in ("create", "update", "reveal", "delete")]
    created, updated, revealed, deleted = (one for one in events if one["outcome"] == "success")
    assert (created["before"], deleted["after"]) == (None, None)
    assert json.loads(updated["before"])["status"] == "ACTIVE"
    assert json.loads(updated["after"]).keys() == {"status", "config"}
    assert (revealed["before"], revealed["after"], revealed["actor_kind"]) == (None, None, "service")
    assert "hunter" not in str(events)


async def test_a_write_in_words_is_one_event_with_what_it_changed(worker: Management) -> None:
    async with an_account(worker) as account:
        made = await account.admin.post("/alchemi/workspace", json={"name": uuid4().hex})
        url = made.headers["location"]
        await account.admin.delete(url)
        await account.admin.post(f"{url}/restore")
        events = await _events(account, url.rpartition("/")[2])
    assert [one["action"] for one in events] == ["create", "delete", "restore"]
    assert json.loads(events[1]["before"])["status"] == "ACTIVE"
    assert json.loads(events[2]["after"])["status"] == "ACTIVE"
    assert "name" not in json.loads(events[2]["after"])


async def test_nothing_is_told_of_what_was_refused_at_the_end(worker: Management) -> None:
    async with an_account(worker) as account:
        name = uuid4().hex
        made = await account.admin.post("/alchemi/group", json={"name": name})
        assert made.status_code == 201
        assert (await account.admin.post("/alchemi/group", json={"name": name})).status_code == 409
        told = (await account.admin.get("/alchemi/audit", params={"resource_type": "group"})).json()["logs"]
    assert [one["resource_id"] for one in told if one["outcome"] == "success"] == [made.json()["id"]]
