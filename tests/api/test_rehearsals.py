"""`?dry_run=1`: what a deletion would do is told, nothing is done, and refusals are those of the real one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount
from tests.support.management import Management, problem
from tests.support.our_routes import Maker, OurRoute, our_routes, resources

DRY = {"dry_run": "1"}
DELETES = [route for route in our_routes() if route.method == "DELETE"]


async def made(account: TestAccount, path: str, **body: object) -> dict[str, Any]:
    response = await account.admin.post(path, json=body)
    assert response.status_code == 201, response.text
    row: dict[str, Any] = response.json()
    return row


async def tried(client: httpx.AsyncClient, url: str) -> tuple[dict[str, Any], dict[str, int]]:
    response = await client.delete(url, params=DRY)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    assert body["blocked_by"] == []
    return body["would"], {f"{one['effect']} {one['kind']}": one["count"] for one in body["counts"]}


async def test_what_goes_with_an_agent_group_is_counted_and_stays(ours: TestAccount, name: str) -> None:
    group = await made(ours, "/alchemi/agentgroup", group_code=uuid4().hex, name=name, group_type="x")
    url = f"/alchemi/agentgroup/{group['id']}"
    for _ in range(3):
        agent = await made(ours, "/alchemi/agentdef", name=uuid4().hex)
        await made(ours, f"{url}/member", agent_id=agent["id"])
    before = (await ours.admin.get(url)).json()
    for _ in range(2):
        would, counts = await tried(ours.admin, url)
        assert would == {
            "action": "delete", "kind": "agent_group", "id": group["id"], "name": name, "can_be_restored": False
        }  # fmt: skip
        assert counts == {"deleted agent_group_member": 3}
    assert (await ours.admin.get(url)).json() == before
    assert (await ours.admin.delete(url)).json() == {"id": group["id"], "message": "The agent group was deleted."}
    problem(await ours.admin.delete(url, params=DRY), 404, "not-found")


async def test_the_keys_and_workspaces_of_a_member_are_counted(ours: TestAccount) -> None:
    async with ours.user() as (client, user_id):
        for _ in range(4):
            async with ours.worker.stores.rows_of(ours.account_id) as unit:
                data = {"token": uuid4().hex, "user_id": user_id, "models": []}
                await call(unit, "LiteLLM_VerificationToken", "create", data=data)
        workspace = await made(ours, "/alchemi/workspace", name=uuid4().hex)
        await made(ours, f"/alchemi/workspace/{workspace['id']}/member", user_id=user_id)
        [member] = (await ours.admin.get("/alchemi/membership", params={"user_id": user_id})).json()["memberships"]
        for url in (f"/alchemi/membership/{member['id']}", f"/alchemi/user/{user_id}"):
            would, counts = await tried(ours.admin, url)
            assert (would["kind"], would["action"], would["id"]) == ("membership", "delete", member["id"])
            assert counts["changed key"] == 4
            assert counts["deleted workspace_member"] == 1
        assert (await client.get("/v2/session")).status_code == 200
        assert (await client.get(f"/alchemi/workspace/{workspace['id']}")).status_code == 200


async def test_what_only_names_it_is_told_to_be_left(ours: TestAccount) -> None:
    workspace = await made(ours, "/alchemi/workspace", name=uuid4().hex)
    connection = await made(ours, "/alchemi/connection", name=uuid4().hex, type="rest", workspace_id=workspace["id"])
    for _ in range(2):
        await made(ours, "/alchemi/agentdef", name=uuid4().hex, tools_openapi_ids=[connection["id"]])
    would, counts = await tried(ours.admin, f"/alchemi/connection/{connection['id']}")
    assert (would["kind"], counts) == ("connection", {"left_without agent": 2})


async def test_what_only_marks_says_that_it_can_be_restored(ours: TestAccount) -> None:
    agent = await made(ours, "/alchemi/agentdef", name=uuid4().hex)
    would, _ = await tried(ours.admin, f"/alchemi/agentdef/{agent['id']}")
    assert would["can_be_restored"] is True
    assert (await ours.admin.get(f"/alchemi/agentdef/{agent['id']}")).json() == agent


async def test_a_refusal_is_the_real_one_and_names_what_is_in_the_way(ours: TestAccount) -> None:
    group = await made(ours, "/alchemi/group", name=uuid4().hex)
    for _ in range(2):
        await made(ours, "/alchemi/team", name=uuid4().hex, group_id=group["id"])
    url = f"/alchemi/group/{group['id']}"
    tried_body = problem(await ours.admin.delete(url, params=DRY), 409, "conflict")
    real = problem(await ours.admin.delete(url), 409, "conflict")
    assert [(one["kind"], one["count"]) for one in tried_body.pop("blocked_by")] == [("team", 2)]
    assert {**tried_body, "request_id": ""} == {**real, "request_id": ""}
    stale = await ours.admin.delete(url, params=DRY, headers={"if-match": '"1"'})
    problem(stale, 412, "precondition-failed")


async def test_a_try_leaves_no_event_and_a_refused_one_does(ours: TestAccount) -> None:
    async def events() -> int:
        total = (await ours.admin.get("/alchemi/audit", params={"limit": "1"})).json()["total"]
        assert isinstance(total, int)
        return total

    group = await made(ours, "/alchemi/group", name=uuid4().hex)
    url = f"/alchemi/group/{group['id']}"
    async with ours.user() as (client, _):
        before = await events()
        await tried(ours.admin, url)
        assert await events() == before
        assert (await client.delete(url, params=DRY)).status_code == 403
        assert await events() == before + 1
    before = await events()
    assert (await ours.admin.delete(url)).status_code == 200
    assert await events() == before + 1


async def test_another_accounts_row_is_not_found(ours: TestAccount, theirs: TestAccount) -> None:
    group = await made(ours, "/alchemi/group", name=uuid4().hex)
    foreign = problem(await theirs.admin.delete(f"/alchemi/group/{group['id']}", params=DRY), 404, "not-found")
    unknown = problem(await theirs.admin.delete(f"/alchemi/group/{uuid4()}", params=DRY), 404, "not-found")
    assert {**foreign, "request_id": ""} == {**unknown, "request_id": ""}
    async with ours.user() as (client, _):
        problem(await client.delete(f"/alchemi/group/{group['id']}", params=DRY), 403, "forbidden")


@pytest.mark.parametrize("route", [one for one in DELETES if one.path == one.canonical], ids=str)
async def test_no_route_does_in_earnest_what_was_to_be_tried(
    route: OurRoute, ours: TestAccount, made_by_us: Maker
) -> None:
    """Either it tells the consequences and the row is there afterwards, or it refuses to try."""
    client = ours.worker.client if route.is_platforms else ours.service
    ids = {} if route.is_platforms else await made_by_us.ids(route.canonical)
    nested = next((one for one in resources() if route.canonical == f"{one.path}/{{member_id}}"), None)
    if nested is not None:
        ids["member_id"] = str((await made_by_us.row(nested))["id"])
    words = {"code": "x", "template_id": "x", "plan_id": "x", "entry_id": "x", "account_id": ours.account_id}
    url = route.url(words | ids)
    first, second = [await client.delete(url, params=DRY) for _ in range(2)]
    assert first.status_code in (200, 409, 422), first.text
    if first.status_code == 422:
        assert first.json()["errors"] == [{"parameter": "dry_run", "detail": "This route knows no dry run."}]
    without_id = [{**one.json(), "request_id": ""} for one in (first, second)]
    assert without_id[0] == without_id[1]


async def test_where_it_is_not_known_it_is_refused(worker: Management, ours: TestAccount) -> None:
    for response in (
        await worker.client.delete(f"/account/{ours.account_id}", params=DRY),
        await ours.admin.post("/alchemi/group", params=DRY, json={"name": uuid4().hex}),
        await ours.admin.delete(f"/alchemi/group/{uuid4()}", params={"dry_run": "perhaps"}),
    ):
        assert [one["parameter"] for one in problem(response, 422, "invalid-request")["errors"]] == ["dry_run"]


@pytest.fixture(scope="module")
def made_by_us(ours: TestAccount) -> Maker:
    return Maker(ours)
