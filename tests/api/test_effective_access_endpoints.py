"""What a user may use after all overrides, and why."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from prisma.fields import Json

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem

URL = "/alchemi/effective-access"
OVERRIDES = "/alchemi/override-config"


class Person:
    """A user in a team of a group, and an entry of the catalogue with one below it."""

    def __init__(self, account: TestAccount) -> None:
        self.account = account
        self.entry, self.below = uuid4().hex, uuid4().hex
        self.team = uuid4().hex
        self.group = ""

    async def prepare(self) -> None:
        service = self.account.service
        for code, more in ((self.entry, {"value_config": {"limit": 9}}), (self.below, {"parent_code": self.entry})):
            body = {"code": code, "name": code, "category": self.entry} | more
            made = await self.account.worker.client.post(f"{OVERRIDES}/catalog/new", json=body)
            assert made.status_code == 201, made.text
        self.group = (await service.post("/alchemi/group", json={"name": uuid4().hex})).json()["id"]
        async with self.account.worker.stores.rows_of(self.account.account_id) as unit:
            team = {"team_id": self.team, "metadata": Json({"group_id": self.group})}
            await call(unit, "LiteLLM_TeamTable", "create", data=team)
            where = {"user_id": self.account.admin_id}
            await call(unit, "LiteLLM_UserTable", "update", where=where, data={"teams": [self.team]})

    async def override(self, scope: str, action: str, **more: Any) -> str:
        ids = {"ACCOUNT": "", "GROUP": self.group, "TEAM": self.team, "USER": self.account.admin_id}
        body = {"entity_code": self.entry, "name": "o", "category": "c", "scope_type": scope, "scope_id": ids[scope]}
        made = await self.account.service.post(OVERRIDES, json=body | {"action": action} | more)
        assert made.status_code == 201, made.text
        return str(made.headers["location"])

    async def config(self, code: str | None = None) -> dict[str, Any]:
        query = {"user_id": self.account.admin_id, "category": self.entry}
        found = (await self.account.admin.get(f"{URL}/compute", params=query)).json()["configs"]
        return next(one for one in found if one["entity_code"] == (code or self.entry))


@pytest.fixture
async def person(worker: Management) -> AsyncIterator[Person]:
    async with an_account(worker) as account:
        made = Person(account)
        await made.prepare()
        yield made


async def test_without_overrides_the_catalogue_holds(person: Person) -> None:
    config = await person.config()
    assert (config["enabled"], config["resolved_scope_type"], config["value_config"]) == (True, "CATALOG", {"limit": 9})


@pytest.mark.parametrize("scope", ["ACCOUNT", "GROUP", "TEAM"])
async def test_nobody_below_a_denial_gets_around_it(person: Person, scope: str) -> None:
    url = await person.override(scope, "DENY", reason="Not here.")
    await person.override("USER", "ALLOW")
    config = await person.config()
    assert (config["enabled"], config["resolved_scope_type"], config["restrictedBy"]) == (False, scope, scope)
    assert [(one["scope_type"], one["applied"]) for one in config["causes"]] == [(scope, True), ("USER", False)]
    answer = (await person.account.admin.post(f"{URL}/check", json={"entity_code": person.entry})).json()
    assert (answer["allowed"], answer["reason"]) == (False, f"It is denied by {scope}. Not here.")
    assert not (await person.config(person.below))["enabled"], "What stands below it is denied too."
    await person.account.service.patch(url, json={"value_config": {"overridable": True}})
    config = await person.config()
    assert (config["enabled"], config["resolved_scope_type"]) == (True, "USER")


async def test_a_restriction_is_not_widened_below(person: Person) -> None:
    await person.override("GROUP", "RESTRICT", value_config={"limit": 5, "tools": ["a", "b"]})
    await person.override("USER", "ALLOW", value_config={"limit": 100, "tools": ["b", "c"], "color": "red"})
    config = await person.config()
    assert config["value_config"] == {"limit": 5, "tools": ["b"], "color": "red"}
    await person.override("TEAM", "RESTRICT", inherit=False, value_config={"limit": 3})
    assert (await person.config())["value_config"]["limit"] == 3


async def test_items_that_are_off_anywhere_are_off(person: Person) -> None:
    off = {"items": [{"code": "x", "name": "X", "enabled": False}]}
    await person.override("TEAM", "RESTRICT", value_config=off)
    await person.override("USER", "ALLOW", value_config={"items": [{"code": "x", "enabled": True}, {"code": "y"}]})
    items = {one["code"]: (one["enabled"], one["restrictedBy"]) for one in (await person.config())["items"]}
    assert items == {"x": (False, "TEAM"), "y": (True, None)}


async def test_what_holds_now_is_told_at_once(person: Person) -> None:
    assert (await person.config())["enabled"]
    past = await person.override(
        "ACCOUNT", "DENY", valid_from="2000-01-01T00:00:00Z", valid_until="2001-01-01T00:00:00Z"
    )
    assert (await person.config())["enabled"]
    assert (await person.account.service.patch(past, json={"valid_until": None})).status_code == 200
    assert not (await person.config())["enabled"]
    assert (await person.account.service.delete(past)).status_code == 200
    assert (await person.config())["enabled"]
    await person.account.worker.client.patch(f"{OVERRIDES}/catalog/{person.entry}", json={"is_active": False})
    assert not (await person.config())["enabled"]


async def test_only_ones_own_access_is_shown(person: Person, theirs: TestAccount) -> None:
    account = person.account
    async with account.user() as (member, member_id):
        assert (await member.get(f"{URL}/compute", params={"user_id": member_id})).status_code == 200
        problem(await member.get(f"{URL}/compute", params={"user_id": account.admin_id}), 403, "forbidden")
    for unknown in (theirs.admin_id, "nobody"):
        problem(await account.admin.get(f"{URL}/compute", params={"user_id": unknown}), 404, "not-found")
    query = {"user_id": theirs.admin_id, "account_id": theirs.account_id}
    problem(await account.admin.get(f"{URL}/compute", params=query), 403, "forbidden")
    problem(await account.admin.post(f"{URL}/check", json={"entity_code": "nothing"}), 404, "not-found")
