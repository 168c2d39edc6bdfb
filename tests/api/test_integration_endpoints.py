"""Integrations: one for each user and workspace, whose they are, and what the platform offers."""

from __future__ import annotations

from uuid import uuid4

import httpx

from tests.support.accounts import TestAccount
from tests.support.management import Management, problem

URL = "/alchemi/connection/integration"
DEFINITIONS = "/alchemi/connection/integration-def"


async def a_workspace(account: TestAccount, *user_ids: str) -> str:
    made = await account.admin.post("/alchemi/workspace", json={"name": uuid4().hex})
    workspace = str(made.json()["id"])
    for user_id in user_ids:
        added = await account.admin.post(f"/alchemi/workspace/{workspace}/member", json={"user_id": user_id})
        assert added.status_code == 201, added.text
    return workspace


async def connect(client: httpx.AsyncClient, workspace: str, **more: object) -> httpx.Response:
    body = {
        "workspace_id": workspace, "name": "Tracker", "integration_type": "composio", "app_name": "tracker",
        "composio_entity_id": "e-1",
    }  # fmt: skip
    return await client.post(URL, json=body | more)


async def test_an_application_is_connected_once_for_each_user_and_once_for_the_workspace(ours: TestAccount) -> None:
    workspace, other = await a_workspace(ours), await a_workspace(ours)
    own = {"connection_level": "USER", "user_id": ours.admin_id}
    for more in ({}, own):
        made = await connect(ours.admin, workspace, **more)
        assert (made.status_code, made.json()["connected_by_user_id"]) == (201, ours.admin_id), made.text
        again = await connect(ours.service, workspace, **more)
        assert problem(again, 409, "conflict")["field"] == "app_name"
        assert (await connect(ours.admin, other, **more)).status_code == 201
    for more in ({"connection_level": "USER"}, {"user_id": ours.admin_id}):
        refused = problem(await connect(ours.admin, other, app_name="b", **more), 422, "invalid-request")
        assert refused["errors"][0]["pointer"] == "/user_id"


async def test_it_is_connected_anew_and_its_state_changes(ours: TestAccount) -> None:
    made = (await connect(ours.admin, await a_workspace(ours), status="active")).json()
    url = f"{URL}/{made['id']}"
    assert made["status"] == "ACTIVE"
    failed = (await ours.service.patch(url, json={"status": "ERROR"})).json()
    assert (failed["status"], failed["connected_at"]) == ("ERROR", made["connected_at"])
    body = {"status": "ACTIVE", "composio_connected_account_id": "c-2"}
    assert (await ours.admin.put(url, json=body)).json()["connected_at"] > made["connected_at"]
    problem(await ours.admin.put(url, json={"app_name": "another"}), 422, "invalid-request")
    assert (await ours.admin.delete(url, params={"dry_run": "1"})).json()["would"]["id"] == made["id"]
    assert (await ours.admin.delete(url)).status_code == 200
    problem(await ours.admin.get(url), 404, "not-found")


async def test_users_connect_themselves_and_see_nothing_of_each_other(ours: TestAccount) -> None:
    async with ours.user() as (one, one_id), ours.user() as (other, other_id):
        workspace, closed = await a_workspace(ours, one_id, other_id), await a_workspace(ours)
        common = (await connect(ours.admin, workspace)).json()["id"]
        mine = await connect(one, workspace, connection_level="USER", user_id=one_id, connected_by_user_id=other_id)
        assert (mine.status_code, mine.json()["connected_by_user_id"]) == (201, one_id)
        url = f"{URL}/{mine.json()['id']}"
        for refused in (
            await connect(one, workspace, app_name="b"),
            await connect(one, workspace, app_name="b", connection_level="USER", user_id=other_id),
            await one.patch(f"{URL}/{common}", json={"name": "b"}),
            await one.delete(f"{URL}/{common}"),
        ):
            problem(refused, 403, "forbidden")
        problem(await connect(one, closed, connection_level="USER", user_id=one_id), 422, "invalid-request")
        for hidden in (await other.get(url), await other.patch(url, json={"name": "b"}), await other.delete(url)):
            problem(hidden, 404, "not-found")
        page = (await other.get(f"{URL}/list", params={"workspace_id": workspace})).json()
        assert [row["id"] for row in page["integrations"]] == [common]
        assert (await one.get(URL, params={"workspace_id": workspace})).json()["total"] == 2
        assert (await one.patch(url, json={"name": "Mine"})).json()["name"] == "Mine"


async def test_another_accounts_ids_are_unknown(ours: TestAccount, theirs: TestAccount) -> None:
    foreign, own = await a_workspace(theirs), await a_workspace(ours)
    problem(await connect(ours.admin, foreign), 422, "invalid-request")
    more = {"connection_level": "USER", "user_id": theirs.admin_id}
    problem(await connect(ours.admin, own, **more), 422, "invalid-request")
    problem(await connect(ours.admin, own, connected_by_user_id=theirs.admin_id), 422, "invalid-request")
    made = (await connect(theirs.admin, foreign)).json()["id"]
    problem(await ours.admin.get(f"{URL}/{made}"), 404, "not-found")
    listed = (await ours.admin.get(URL, params={"workspace_id": foreign})).json()
    assert (listed["integrations"], listed["total"]) == ([], 0)


async def test_the_operator_offers_applications_and_members_see_no_settings(
    worker: Management, ours: TestAccount
) -> None:
    operator, toolkit = worker.client, uuid4().hex
    body = {"name": "Tracker", "toolkit": toolkit, "auth_config_id": "ac-1"}
    made = await operator.post(f"{DEFINITIONS}/new", json=body)
    assert made.status_code == 201, made.text
    url = f"{DEFINITIONS}/{made.json()['id']}"
    assert problem(await operator.post(f"{DEFINITIONS}/new", json=body), 409, "conflict")["field"] == "toolkit"
    problem(await ours.admin.post(f"{DEFINITIONS}/new", json=body), 403, "forbidden")
    query = {"toolkit": toolkit}
    async with ours.user() as (member, _):
        for client, path, told in ((member, "/list", None), (ours.admin, "/list", "ac-1"), (operator, "", "ac-1")):
            page = (await client.get(f"{DEFINITIONS}{path}", params=query)).json()
            assert [one["auth_config_id"] for one in page["definitions"]] == [told]
        assert (await operator.patch(url, json={"enabled": False})).json()["enabled"] is False
        page = (await member.get(f"{DEFINITIONS}/list", params=query | {"enabled": "true"})).json()
        assert page["total"] == 0
    problem(await operator.patch(url, json={}), 400, "nothing-to-change")
    assert (await operator.delete(url)).status_code == 200
    problem(await operator.delete(url), 404, "not-found")
