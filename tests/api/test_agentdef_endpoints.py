"""Agents: versions that stay, tools of the account alone, groups that keep their order."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount
from tests.support.management import Management, problem

URL, GROUPS = "/alchemi/agentdef", "/alchemi/agentgroup"


async def make(account: TestAccount, **more: Any) -> str:
    answer = await account.admin.post(URL, json={"name": "Writer"} | more)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def test_every_change_keeps_what_was_before_and_can_be_taken_back(ours: TestAccount) -> None:
    url = f"{URL}/{await make(ours, prompt='First', tags=['a'])}"
    assert (await ours.admin.patch(url, json={"prompt": "Second", "tags": []})).json()["version"] == 2
    page = (await ours.admin.get(f"{url}/version")).json()
    assert [(one["version"], one["definition"]["prompt"]) for one in page["versions"]] == [(2, "Second"), (1, "First")]
    first = page["versions"][1]
    assert first["created_by"] == ours.admin_id
    restored = (await ours.admin.post(f"{url}/version/{first['id']}/restore")).json()
    assert (restored["prompt"], restored["tags"], restored["version"]) == ("First", ["a"], 3)
    assert (await ours.admin.get(f"{url}/version")).json()["total"] == 3
    assert (await ours.admin.get(f"{url}/version/{first['id']}")).json() == first
    other = f"{URL}/{await make(ours)}"
    problem(await ours.admin.post(f"{other}/version/{first['id']}/restore"), 404, "not-found")


async def test_of_two_writers_the_second_hears_of_the_first(ours: TestAccount) -> None:
    url = f"{URL}/{await make(ours)}"
    assert (await ours.admin.patch(url, json={"prompt": "a", "version": 1})).status_code == 200
    problem(await ours.admin.patch(url, json={"prompt": "b", "version": 1}), 412, "precondition-failed")
    assert (await ours.admin.get(f"{url}/version")).json()["total"] == 2


async def test_tools_are_those_of_the_account(ours: TestAccount, theirs: TestAccount) -> None:
    for account in (ours, theirs):
        async with account.worker.stores.rows_of(account.account_id) as unit:
            data = {"server_id": f"mcp-{account.account_id}", "transport": "http"}
            await call(unit, "LiteLLM_MCPServerTable", "create", data=data)
    own, foreign = f"mcp-{ours.account_id}", f"mcp-{theirs.account_id}"
    url = f"{URL}/{await make(ours, tools_mcp_ids=[own])}"
    for body in ({"tools_mcp_ids": [own, foreign]}, {"tools_mcp_ids": [own, "unknown"]}):
        found = problem(await ours.admin.patch(url, json=body), 422, "invalid-request")
        assert [one["pointer"] for one in found["errors"]] == ["/tools_mcp_ids/1"]
    problem(await ours.admin.patch(url, json={"tools_openapi_ids": [foreign]}), 422, "invalid-request")


async def test_agents_are_found_switched_and_deleted(ours: TestAccount) -> None:
    agent_id = await make(ours, name="Zebra counter", status="draft")
    found = (await ours.admin.get(f"{URL}/search", params={"q": "zebra"})).json()
    assert [(one["id"], one["status"]) for one in found["agents"]] == [(agent_id, "DRAFT")]
    url = f"{URL}/{agent_id}"
    assert (await ours.admin.post(f"{url}/activate")).json()["status"] == "ACTIVE"
    problem(await ours.admin.post(f"{url}/activate"), 409, "conflict")
    assert (await ours.admin.post(f"{url}/deactivate")).json()["status"] == "INACTIVE"
    assert (await ours.admin.get(URL, params={"status": "inactive", "q": "zebra"})).json()["total"] == 1
    assert (await ours.admin.delete(url)).status_code == 200
    assert (await ours.admin.get(f"{URL}/search", params={"q": "zebra"})).json()["total"] == 0
    problem(await ours.admin.post(f"{url}/activate"), 404, "not-found")


async def test_a_sync_makes_and_changes_all_or_nothing(ours: TestAccount, theirs: TestAccount) -> None:
    items = [{"agent_id": "ext-1", "name": "One"}, {"agent_id": "ext-2", "name": "Two"}, {"name": "Three"}]
    for account in (ours, theirs):
        told = (await account.service.post(f"{URL}/sync", json={"agents": items})).json()
        assert (told["created"], told["updated"], told["unchanged"]) == (3, 0, 0)
    changed = [{"agent_id": "ext-1", "name": "One"}, {"agent_id": "ext-2", "name": "Zwei"}]
    told = (await ours.service.post(f"{URL}/sync", json={"agents": changed})).json()
    assert (told["created"], told["updated"], told["unchanged"]) == (0, 1, 1)
    broken = [{"agent_id": "ext-1", "name": "Eins"}, {"agent_id": "ext-9", "name": "a", "tools_mcp_ids": ["none"]}]
    problem(await ours.service.post(f"{URL}/sync", json={"agents": broken}), 422, "invalid-request")
    broken = [{"name": "z", "tools_openapi_ids": ["a", "b"]}, {"agent_id": "ext-1", "name": "Eins"}, *broken[1:]]
    found = problem(await ours.service.post(f"{URL}/sync", json={"agents": broken}), 422, "invalid-request")
    places = {one["pointer"] for one in found["errors"]}
    assert places == {"/agents/0/tools_openapi_ids/0", "/agents/0/tools_openapi_ids/1", "/agents/2/tools_mcp_ids/0"}
    assert (await ours.service.get(f"{URL}/ext-1")).json()["name"] == "One"
    assert (await theirs.service.get(f"{URL}/ext-2")).json()["name"] == "Two"


async def test_a_group_keeps_the_order_of_its_agents(ours: TestAccount, theirs: TestAccount) -> None:
    body = {"group_code": "first", "name": "First", "group_type": "CUSTOM"}
    group = (await ours.admin.post(GROUPS, json=body)).json()
    assert problem(await ours.admin.post(GROUPS, json=body), 409, "conflict")["field"] == "group_code"
    assert (await theirs.admin.post(GROUPS, json=body)).status_code == 201
    url = f"{GROUPS}/{group['id']}/member"
    agents = [await make(ours) for _ in range(3)]
    for agent in agents:
        assert (await ours.admin.post(url, json={"agent_id": agent})).status_code == 201
    problem(await ours.admin.post(url, json={"agent_id": agents[0]}), 409, "conflict")
    problem(await ours.admin.post(url, json={"agent_id": await make(theirs)}), 422, "invalid-request")
    turned = agents[::-1]
    assert (await ours.admin.put(url, json={"agent_ids": turned})).status_code == 200
    for wrong in (turned[:2], [*turned, "x"], [turned[0], *turned]):
        problem(await ours.admin.put(url, json={"agent_ids": wrong}), 422, "invalid-request")
    assert [one["agent_id"] for one in (await ours.admin.get(url)).json()["members"]] == turned
    listed = (await ours.admin.get(GROUPS, params={"group_code": "first"})).json()["groups"]
    assert [one["member_count"] for one in listed] == [3]
    assert (await ours.admin.delete(f"{url}/{turned[0]}")).status_code == 200
    assert [one["agent_id"] for one in (await ours.admin.get(url)).json()["members"]] == turned[1:]


async def test_every_account_reads_the_platforms_agents_and_the_operator_alone_writes_them(
    worker: Management, ours: TestAccount, theirs: TestAccount
) -> None:
    operator, url = worker.client, "/alchemi/agentdef/platform"
    body = {"name": uuid4().hex, "prompt": "Guide them.", "page": uuid4().hex, "tags": ["start"]}
    made = await operator.post(f"{url}/new", json=body)
    assert made.status_code == 201, made.text
    agent_id, query = made.json()["id"], {"page": body["page"]}
    assert problem(await operator.post(f"{url}/new", json=body), 409, "conflict")["field"] == "name"
    problem(await operator.post(f"{url}/new", json={"name": "b", "tools_mcp_ids": ["x"]}), 422, "invalid-request")
    for account in (ours, theirs):
        found = (await account.admin.get(f"/alchemi/agentdef/{agent_id}")).json()
        assert (found["prompt"], found["provider"], found["tools_mcp_ids"]) == ("Guide them.", "PLATFORM", [])
        problem(await account.admin.post(f"{url}/new", json=body), 403, "forbidden")
        problem(await account.admin.patch(f"/alchemi/agentdef/{agent_id}", json={"name": "b"}), 404, "not-found")
        problem(await account.admin.delete(f"/alchemi/agentdef/{agent_id}"), 404, "not-found")
    changed = await operator.patch(f"{url}/{agent_id}", json={"status": "draft", "prompt": "Later."})
    assert (changed.json()["status"], changed.json()["version"]) == ("DRAFT", 2)
    problem(await ours.admin.get(f"/alchemi/agentdef/{agent_id}"), 404, "not-found")
    assert (await ours.admin.get(f"{url}/list", params=query)).json()["total"] == 0
    assert (await operator.get(url, params=query)).json()["total"] == 1
    await operator.patch(f"{url}/{agent_id}", json={"status": "ACTIVE"})
    async with theirs.user("internal_user_viewer") as (viewer, _):
        assert [one["id"] for one in (await viewer.get(f"{url}/list", params=query)).json()["agents"]] == [agent_id]
    assert (await operator.delete(f"{url}/{agent_id}")).status_code == 200
    problem(await operator.delete(f"{url}/{agent_id}"), 404, "not-found")
