"""Connections: secrets that are sealed, masked, kept and revealed, and the workspaces that they belong to."""

from __future__ import annotations

from uuid import uuid4

import pytest

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount
from tests.support.management import problem

URL = "/alchemi/connection"
CONFIG = {
    "host": "db.example", "port": 5432, "password": "hunter-2", "pin": 1234, "tls": True,
    "more": [{"token": "abc", "url": "u"}],
}  # fmt: skip
MASKED = {
    "host": "db.example", "port": 5432, "password": "****", "pin": "****", "tls": True,
    "more": [{"token": "****", "url": "u"}],
}  # fmt: skip


async def made(account: TestAccount, **more: object) -> dict[str, object]:
    body = {"name": uuid4().hex, "type": "postgres", "config": CONFIG} | more
    response = await account.admin.post(URL, json=body)
    assert response.status_code == 201, response.text
    answer: dict[str, object] = response.json()
    return answer


async def test_secrets_are_told_by_no_route_but_the_one_of_services(ours: TestAccount) -> None:
    connection = await made(ours)
    url = f"{URL}/{connection['id']}"
    assert connection["config"] == MASKED
    answers = [
        await ours.admin.get(url), await ours.service.get(url), await ours.admin.get(URL),
        await ours.admin.patch(url, json={"name": uuid4().hex}),
    ]  # fmt: skip
    assert not any("hunter" in one.text or "1234" in one.text or "abc" in one.text for one in answers)
    problem(await ours.admin.post(f"{url}/reveal"), 403, "forbidden")
    revealed = await ours.service.post(f"{url}/reveal")
    assert (revealed.json()["config"], revealed.headers["cache-control"]) == (CONFIG, "no-store")


async def test_nothing_of_a_secret_stands_in_the_database(ours: TestAccount) -> None:
    connection = await made(ours)
    async with ours.worker.stores.rows_of(ours.account_id, is_read_only=True) as unit:
        [row] = await call(unit, "Alchemi_ConnectionTable", "find_many", where={"id": connection["id"]})
        other = await made(ours)
        [second] = await call(unit, "Alchemi_ConnectionTable", "find_many", where={"id": other["id"]})
    assert "hunter" not in row["config"]
    assert "password" not in row["config"]
    assert row["config"] != second["config"]


async def test_a_mask_that_comes_back_keeps_the_secret(ours: TestAccount) -> None:
    connection = await made(ours)
    url = f"{URL}/{connection['id']}"
    changed = {**MASKED, "port": 5433, "pin": 99}
    assert (await ours.admin.put(url, json={"config": changed})).json()["config"] == {**MASKED, "port": 5433}
    revealed = (await ours.service.post(f"{url}/reveal")).json()["config"]
    assert revealed == {**CONFIG, "port": 5433, "pin": 99}
    assert (await ours.admin.put(url, json={"config": None})).json()["config"] is None


async def test_a_kept_secret_does_not_go_to_another_place(ours: TestAccount) -> None:
    """Whoever may change a connection, and not read it, would have it sent to themselves: by a test, or by services."""
    connection = await made(ours)
    url = f"{URL}/{connection['id']}"
    for moved in (
        {"host": "other.example"},
        {"base_url": "https://other.example"},
        {"more": [{"token": "****", "url": "v"}]},
    ):
        answer = await ours.admin.patch(url, json={"type": "mcp", "config": {**MASKED, **moved}})
        assert [one["pointer"] for one in problem(answer, 422, "invalid-request")["errors"]] == ["/config"]
    assert (await ours.service.post(f"{url}/reveal")).json()["config"] == CONFIG
    sent = {"host": "other.example", "password": "new"}
    assert (await ours.admin.put(url, json={"config": sent})).status_code == 200


@pytest.mark.parametrize(
    ("config", "pointer"),
    [({"new": "****"}, "/config/new"), ({"more": [{"token": "****"}, {"token": "****"}]}, "/config/more/0/token"),
     ({"password": {"a/b": "****"}}, "/config/password/a~1b")],
)  # fmt: skip
async def test_a_mask_without_a_secret_is_refused(ours: TestAccount, config: dict[str, object], pointer: str) -> None:
    connection = await made(ours)
    response = await ours.admin.put(f"{URL}/{connection['id']}", json={"config": config})
    assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == pointer
    response = await ours.admin.post(URL, json={"name": "a", "type": "b", "config": {"new": "****"}})
    assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == "/config/new"


async def test_a_name_is_taken_once_for_each_workspace(ours: TestAccount) -> None:
    workspace = (await ours.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"]
    name = uuid4().hex
    await made(ours, name=name)
    await made(ours, name=name, workspace_id=workspace)
    for more in ({}, {"workspace_id": workspace}):
        again = await ours.admin.post(URL, json={"name": name, "type": "a"} | more)
        assert problem(again, 409, "conflict")["field"] == "name"


async def test_a_connection_is_seen_where_its_workspace_is(ours: TestAccount, theirs: TestAccount) -> None:
    workspace = (await ours.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"]
    closed, common = await made(ours, workspace_id=workspace), await made(ours)
    response = await theirs.admin.post(URL, json={"name": "a", "type": "b", "workspace_id": workspace})
    assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == "/workspace_id"
    async with ours.user() as (member, user_id):
        problem(await member.get(f"{URL}/{closed['id']}"), 404, "not-found")
        assert (await member.get(f"{URL}/{common['id']}")).status_code == 200
        listed = {one["id"] for one in (await member.get(URL, params={"limit": 200})).json()["connections"]}
        assert (closed["id"] in listed, common["id"] in listed) == (False, True)
        await ours.admin.post(f"/alchemi/workspace/{workspace}/member", json={"user_id": user_id})
        assert (await member.get(f"{URL}/{closed['id']}")).status_code == 200
        problem(await member.patch(f"{URL}/{closed['id']}", json={"name": "a"}), 403, "forbidden")
