"""MVPs and their tokens; servers of tools, by address alone: what is sealed, masked, kept and refused."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount
from tests.support.management import problem

MVP, MCP = "/alchemi/mvp", "/alchemi/mcp"
CONFIG = {"url": "https://tools.example/mcp", "headers": {"authorization": "hunter-2"}, "env": {"DEBUG": "hunter-3"}}
MASKED = {"url": "https://tools.example/mcp", "headers": {"authorization": "****"}, "env": {"DEBUG": "****"}}


async def made(account: TestAccount, url: str, **more: object) -> dict[str, Any]:
    body = {"name": uuid4().hex} | ({"server_name": "tools", "config": CONFIG} if url == MCP else {}) | more
    response = await account.admin.post(url, json=body)
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def test_an_access_token_is_told_to_services_alone(ours: TestAccount) -> None:
    mvp = await made(ours, MVP, access_token="hunter-2")
    url = f"{MVP}/{mvp['id']}"
    assert mvp["access_token"] == "****"
    assert (await ours.admin.put(url, json={"framework": "vue", "access_token": "****"})).json()["framework"] == "vue"
    answers = [await ours.admin.get(url), await ours.service.get(MVP)]
    assert not any("hunter" in one.text for one in answers)
    problem(await ours.admin.post(f"{url}/reveal"), 403, "forbidden")
    assert (await ours.service.post(f"{url}/reveal")).json()["access_token"] == "hunter-2"
    async with ours.worker.stores.rows_of(ours.account_id, is_read_only=True) as unit:
        [row] = await call(unit, "Alchemi_MvpConfigTable", "find_many", where={"id": mvp["id"]})
    assert "hunter" not in row["access_token"]


async def test_commits_are_counted_and_not_set(ours: TestAccount) -> None:
    url = f"{MVP}/{(await made(ours, MVP))['id']}"
    problem(await ours.admin.put(url, json={"commit_count": 7}), 422, "invalid-request")
    counts = [(await ours.admin.post(f"{url}/commit")).json()["commit_count"] for _ in range(2)]
    assert counts == [1, 2]


async def test_secrets_of_a_server_are_masked_and_stay_with_its_address(ours: TestAccount) -> None:
    config = await made(ours, MCP)
    url = f"/alchemi/mcp-config/{config['id']}"
    assert config["config"] == MASKED
    assert (await ours.admin.put(url, json={"config": MASKED})).json()["config"] == MASKED
    moved = await ours.admin.put(url, json={"config": MASKED | {"url": "https://other.example"}})
    assert problem(moved, 422, "invalid-request")["errors"][0]["pointer"] == "/config"
    problem(await ours.admin.post(f"{url}/reveal"), 403, "forbidden")
    assert (await ours.service.post(f"{url}/reveal")).json()["config"] == CONFIG
    async with ours.worker.stores.rows_of(ours.account_id, is_read_only=True) as unit:
        [row] = await call(unit, "Alchemi_McpConfigTable", "find_many", where={"id": config["id"]})
    assert "hunter" not in row["config"]


@pytest.mark.parametrize(
    ("config", "pointer"),
    [
        ({"command": "sh", "args": ["-c", "id"]}, "/config"),
        ({"servers": [{"transport": "stdio"}]}, "/config"),
        ({"type": "stdio"}, "/config"),
        ({"url": "https://169.254.169.254/"}, "/config/url"),
        ({"url": "http://tools.example/"}, "/config/url"),
        ({"servers": [{"baseURL": "https://localhost"}]}, "/config/servers/0/baseURL"),
    ],
)
async def test_commands_and_private_addresses_are_refused(
    ours: TestAccount, config: dict[str, object], pointer: str
) -> None:
    body = {"name": uuid4().hex, "server_name": "tools", "config": config}
    assert problem(await ours.admin.post(MCP, json=body), 422, "invalid-request")["errors"][0]["pointer"] == pointer
    url = f"{MCP}/{(await made(ours, MCP))['id']}"
    response = await ours.admin.put(url, json={"config": config})
    assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == pointer


@pytest.mark.parametrize("url", [MVP, MCP])
async def test_what_a_workspace_has_its_members_see(ours: TestAccount, url: str) -> None:
    workspace = (await ours.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"]
    name = uuid4().hex
    closed, common = await made(ours, url, name=name, workspace_id=workspace), await made(ours, url, name=name)
    more = {"server_name": "tools"} if url == MCP else {}
    again = await ours.admin.post(url, json={"name": name, "workspace_id": workspace} | more)
    assert problem(again, 409, "conflict")["field"] == "name"
    async with ours.user() as (member, _):
        problem(await member.get(f"{url}/{closed['id']}"), 404, "not-found")
        assert (await member.get(f"{url}/{common['id']}")).status_code == 200
        problem(await member.patch(f"{url}/{common['id']}", json={"name": "a"}), 403, "forbidden")


async def test_what_the_gateway_does_is_told_of_what_the_caller_sees(ours: TestAccount, theirs: TestAccount) -> None:
    workspace = (await ours.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"]
    closed = await made(ours, MCP, workspace_id=workspace, server_name=f"closed-{uuid4().hex}")
    common = await made(ours, MCP, server_name=f"common-{uuid4().hex}")
    data = {"name": uuid4().hex, "connection_type": "mcp", "connection_data": CONFIG}
    shared = (await ours.admin.post("/alchemi/account-connection", json=data)).json()
    token = {"name": uuid4().hex, "scopes": ["mcp:read"], "workspace_ids": [workspace]}
    secret = (await ours.admin.post("/alchemi/token", json=token)).json()["token"]
    async with ours.user() as (member, _), ours.worker.key_client(secret) as narrow:
        told = {
            name: {one["id"]: one["state"] for one in (await client.get(f"{MCP}/gateway")).json()["servers"]}
            for name, client in {"admin": ours.admin, "member": member, "narrow": narrow, "other": theirs.admin}.items()
        }
    mine = {closed["id"]: "workspace", common["id"]: "active", shared["id"]: "active"}
    assert mine.items() <= told["admin"].items()
    assert told["member"].keys() & mine.keys() == {common["id"], shared["id"]}
    assert told["narrow"] == {closed["id"]: "workspace"}
    assert not told["other"].keys() & mine.keys()


async def test_a_server_that_is_not_reached_is_told_without_its_words(ours: TestAccount, theirs: TestAccount) -> None:
    config = await made(ours, MCP, config=CONFIG | {"url": "https://tools.invalid/mcp"})
    url = f"{MCP}/{config['id']}/test"
    told = (await ours.admin.post(url)).json()
    assert (told["ok"], told["tools"]) == (False, None)
    assert told["cause"] == "It cannot be reached, or does not answer in time."
    problem(await theirs.admin.post(url), 404, "not-found")
    async with ours.user() as (member, _):
        problem(await member.post(url), 403, "forbidden")
    older = await made(ours, MCP, config=CONFIG | {"transport": "sse"})
    problem(await ours.admin.post(f"{MCP}/{older['id']}/test"), 409, "conflict")


async def test_what_was_made_for_an_mvp_is_detached_when_that_goes(ours: TestAccount, theirs: TestAccount) -> None:
    foreign = (await made(theirs, MVP))["id"]
    for url in (MCP, "/alchemi/connection"):
        for unknown in (foreign, "nowhere"):
            body = {"name": uuid4().hex, "server_name": "tools"} if url == MCP else {"name": uuid4().hex, "type": "x"}
            answer = await ours.admin.post(url, json=body | {"mvp_version_id": unknown})
            assert problem(answer, 422, "invalid-request")["errors"][0]["pointer"] == "/mvp_version_id"
    mvp = (await made(ours, MVP))["id"]
    server = await made(ours, MCP, mvp_version_id=mvp)
    connection = await made(ours, "/alchemi/connection", type="postgres", mvp_version_id=mvp)
    tried = (await ours.admin.delete(f"{MVP}/{mvp}", params={"dry_run": 1})).json()
    assert {(one["kind"], one["count"], one["effect"]) for one in tried["counts"]} == {
        ("mcp_config", 1, "changed"),
        ("connection", 1, "changed"),
    }
    assert (await ours.admin.delete(f"{MVP}/{mvp}")).status_code == 200
    for url, row in ((MCP, server), ("/alchemi/connection", connection)):
        assert row["mvp_version_id"] == mvp
        assert (await ours.admin.get(f"{url}/{row['id']}")).json()["mvp_version_id"] is None
