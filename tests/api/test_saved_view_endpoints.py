"""Saved views and preferences: one's own, shared ones, and nobody else's."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx

from tests.support.accounts import TestAccount
from tests.support.management import problem

BODY = {"page": "keys", "view": {"sort": "-spend", "filters": {"team": ["t1"]}}}


def url(user_id: str) -> str:
    return f"/alchemi/user/{user_id}/views"


async def saved(client: httpx.AsyncClient, user_id: str, **more: object) -> dict[str, Any]:
    response = await client.post(url(user_id), json=BODY | {"name": uuid4().hex} | more)
    assert response.status_code == 201, response.text
    assert response.headers["location"] == f"{url(user_id)}/{response.json()['id']}"
    row: dict[str, Any] = response.json()
    return row


async def test_a_user_keeps_views(ours: TestAccount) -> None:
    async with ours.user("internal_user_viewer") as (client, user_id):
        view = await saved(client, user_id)
        assert (view["user_id"], view["view"], view["is_shared"]) == (user_id, BODY["view"], False)
        page = (await client.get(url(user_id), params={"page": "keys"})).json()
        assert page["views"] == [view]
        assert (await client.get(url(user_id), params={"page": "logs"})).json()["total"] == 0
        one = f"{url(user_id)}/{view['id']}"
        changed = (await client.patch(one, json={"view": {"sort": "name"}})).json()
        assert (changed["view"], changed["name"]) == ({"sort": "name"}, view["name"])
        again = problem(await client.post(url(user_id), json=BODY | {"name": view["name"]}), 409, "conflict")
        assert again["field"] == "name"
        await saved(client, user_id, name=view["name"], page="logs")
        assert (await client.delete(one)).status_code == 200
        problem(await client.get(one), 404, "not-found")


async def test_other_users_see_what_is_shared_and_change_nothing(ours: TestAccount, theirs: TestAccount) -> None:
    async with ours.user() as (owner, owner_id), ours.user() as (member, member_id), ours.user("team") as (lead, _):
        private, shared = await saved(owner, owner_id), await saved(owner, owner_id, is_shared=True)
        found = (await member.get(f"{url(member_id)}/shared", params={"page": "keys"})).json()
        assert [one["id"] for one in found["views"]] == [shared["id"]]
        assert (await member.get(f"{url(member_id)}/shared", params={"page": "logs"})).json()["total"] == 0
        assert (await member.get(url(member_id))).json()["total"] == 0
        for client in (member, lead, theirs.admin, theirs.service):
            for view in (private, shared):
                for user_id in (owner_id, member_id):
                    problem(await client.get(f"{url(user_id)}/{view['id']}"), 404, "not-found")
                    problem(await client.delete(f"{url(user_id)}/{view['id']}"), 404, "not-found")
                    problem(await client.patch(f"{url(user_id)}/{view['id']}", json={"name": "x"}), 404, "not-found")
        problem(await member.post(url(owner_id), json=BODY | {"name": "x"}), 404, "not-found")
        problem(await lead.post(url(owner_id), json=BODY | {"name": "x"}), 403, "forbidden")
        assert (await lead.get(url(owner_id))).json()["total"] == 0
        assert (await theirs.admin.get(f"{url(theirs.admin_id)}/shared")).json()["total"] == 0
        assert (await ours.admin.get(url(owner_id))).json()["total"] == 2
        made = await saved(ours.admin, owner_id)
        assert made["id"] in [one["id"] for one in (await owner.get(url(owner_id))).json()["views"]]


async def test_there_is_an_end_to_how_many(ours: TestAccount) -> None:
    async with ours.user() as (client, user_id):
        for _ in range(200):
            await saved(client, user_id)
        problem(await client.post(url(user_id), json=BODY | {"name": "one more"}), 409, "conflict")


async def test_preferences_are_merged_and_read(ours: TestAccount) -> None:
    async with ours.user() as (client, user_id), ours.user() as (other, _):
        preferences = f"/alchemi/user/{user_id}/preferences"
        assert (await client.get(preferences)).json() == {"preferences": {}}
        await client.put(preferences, json={"preferences": {"theme": "dark", "table": {"keys": ["name"]}}})
        await client.put(preferences, json={"preferences": {"theme": None, "zone": "Europe/Berlin"}})
        wanted = {"preferences": {"table": {"keys": ["name"]}, "zone": "Europe/Berlin"}}
        assert (await client.get(preferences)).json() == wanted
        assert (await ours.service.get(preferences)).json() == wanted
        problem(await other.get(preferences), 404, "not-found")
        problem(await other.put(preferences, json={"preferences": {"a": 1}}), 404, "not-found")
