"""A token for some workspaces is told of no other one, on whatever route it asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest
from prisma.fields import Json

from alchemi.accounts.stores import call
from alchemi.auth.permissions import GRANTABLE
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem
from tests.support.our_routes import PARAMETER, our_routes

_QUERIES = {
    "/alchemi/search": {"q": "canary"},
    "/alchemi/log/facets": {"field": "model"},
    "/alchemi/logs/facets": {"field": "model"},
    "/alchemi/usage": {"group_by": "model"},
    "/alchemi/cost/daily": {"group_by": "workspace_id"},
    "/v2/costs/daily": {"group_by": "workspace_id"},
    "/alchemi/cost/usage": {"group_by": "model"},
}
_SERVICES = frozenset({"/alchemi/cost", "/alchemi/credit-budget"})
LISTS = sorted({route.path for route in our_routes() if route.method == "GET" and not PARAMETER.search(route.path)})


async def filled(account: TestAccount, workspace: str, canary: str) -> dict[str, str]:
    """Put something with the canary into every kind of row that can belong to a workspace; the id of each by its path."""
    event = {"workspace_id": workspace, "user_id": account.admin_id, "model": canary, "cost": 0.25}
    made = {}
    for path, body in (
        ("/alchemi/connection", {"name": canary, "type": "postgres", "workspace_id": workspace, "config": {}}),
        ("/alchemi/mcp", {"name": canary, "server_name": canary[:8], "workspace_id": workspace, "config": {}}),
        ("/alchemi/mvp", {"name": canary, "workspace_id": workspace}),
        ("/alchemi/discussion", {"content": canary, "workspace_id": workspace}),
        ("/alchemi/invite", {"email": f"{canary}@corp.example", "workspace_id": workspace}),
        ("/alchemi/token", {"name": canary, "workspace_ids": [workspace]}),
        ("/alchemi/cost", event),
        ("/alchemi/credit-budget", {"scope_type": "WORKSPACE", "scope_id": workspace, "allocated": 1}),
    ):
        caller = account.service if path in _SERVICES else account.admin
        answer = await caller.post(path, json=body)
        assert answer.status_code == 201, (path, answer.text)
        made[path] = answer.json()["id"]
    return made


async def called(account: TestAccount, canary: str) -> str:
    """A model call, as the gateway logs it: of no workspace."""
    now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
    data = {
        "request_id": str(uuid4()), "call_type": "acompletion", "startTime": now, "endTime": now, "api_key": "hash",
        "model": canary, "model_group": canary, "prompt_tokens": 3, "completion_tokens": 4, "spend": 0.5,
        "status": "success", "messages": Json([{"role": "user", "content": canary}]), "response": Json({"id": "r"}),
    }  # fmt: skip
    async with account.worker.stores.rows_of(account.account_id) as unit:
        return str((await call(unit, "LiteLLM_SpendLogs", "create", data=data))["request_id"])


@dataclass(frozen=True)
class Bound:
    """`client` holds a token for one workspace; what is in the other one has `canary` in it, or is in `theirs`."""

    client: httpx.AsyncClient
    canary: str
    other: str
    mine: str
    theirs: dict[str, str]
    ours: dict[str, str]
    call: str


@pytest.fixture(scope="module")
async def bound(worker: Management) -> AsyncIterator[Bound]:
    async with an_account(worker) as account:
        canary = f"canary{uuid4().hex}"
        mine, other = [
            (await account.admin.post("/alchemi/workspace", json={"name": name})).json()["id"]
            for name in (uuid4().hex, canary)
        ]
        theirs = await filled(account, other, canary)
        ours = await filled(account, mine, f"mine{uuid4().hex}")
        scopes = sorted(GRANTABLE - {"costs:write", "quotas:write", "subscriptions:write"})
        body = {"name": uuid4().hex, "scopes": scopes, "workspace_ids": [mine]}
        token = (await account.admin.post("/alchemi/token", json=body)).json()["token"]
        async with account.worker.key_client(token) as client:
            yield Bound(client, canary, other, mine, theirs, ours, await called(account, canary))


@pytest.mark.parametrize("path", LISTS)
async def test_no_list_tells_of_another_workspace(bound: Bound, path: str) -> None:
    answer = await bound.client.get(path, params=_QUERIES.get(path, {}))
    assert answer.status_code < 500
    assert bound.canary not in answer.text
    assert bound.other not in answer.text


async def test_nothing_of_another_workspace_is_found_by_its_id(bound: Bound) -> None:
    for path, row_id in bound.theirs.items():
        for method in ("GET", "DELETE"):
            answer = await bound.client.request(method, f"{path}/{row_id}")
            assert answer.status_code in (403, 404, 405), (method, path, answer.text)
    for path in (
        "/alchemi/cost",
        "/alchemi/cost/export",
        "/alchemi/cost/daily",
        f"/alchemi/cost/workspace/{bound.other}",
    ):
        answer = await bound.client.get(path, params={"workspace_id": bound.other})
        assert bound.canary not in answer.text
        assert "0.25" not in answer.text
    for path in (f"/alchemi/log/{bound.call}", f"/alchemi/log/{bound.call}/payload"):
        assert (await bound.client.get(path)).status_code == 403
    assert (await bound.client.get("/alchemi/usage", params={"workspace": bound.other})).status_code == 403
    problem(await bound.client.post(f"/alchemi/invite/{bound.theirs['/alchemi/invite']}/resend"), 404, "not-found")


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/alchemi/connection", {"type": "postgres", "config": {}}),
        # The gateway would offer its tools to every workspace.
        ("/alchemi/mcp", {"server_name": "tools", "config": {"url": "https://tools.example/mcp"}}),
        ("/alchemi/mvp", {}),
        ("/alchemi/discussion", {"content": "to everybody"}),
        ("/alchemi/invite", {"email": "everywhere@corp.example"}),
        ("/alchemi/workspace", {}),
    ],
)
async def test_it_makes_nothing_for_the_whole_account(bound: Bound, path: str, body: dict[str, object]) -> None:
    name = {} if path in ("/alchemi/discussion", "/alchemi/invite") else {"name": uuid4().hex}
    problem(await bound.client.post(path, json={**name, **body}), 403, "forbidden")
    if path != "/alchemi/workspace":
        own = await bound.client.post(path, json={**name, **body, "workspace_id": bound.mine})
        assert own.status_code == 201, own.text


async def test_it_makes_nobody_who_sees_all_workspaces(bound: Bound) -> None:
    """Its scopes are all that an administrator holds, `workspaces:all` among them."""
    body = {"email": "boss@corp.example", "app_role": "admin", "workspace_id": bound.mine}
    problem(await bound.client.post("/alchemi/invite", json=body), 403, "forbidden")
    new = {"email": "boss@corp.example", "name": "Boss", "app_role": "admin"}
    problem(await bound.client.post("/alchemi/user", json=new), 403, "forbidden")
    admin = {"user_email": "boss@corp.example", "password": "violet-Harbour-42-kettle"}
    problem(await bound.client.post("/alchemi/account/admin", json=admin), 403, "forbidden")
    role = {"name": uuid4().hex, "permissions": ["workspaces:all"]}
    problem(await bound.client.post("/alchemi/role", json=role), 403, "forbidden")
    token = {"name": uuid4().hex, "scopes": ["workspaces:all"], "workspace_ids": [bound.mine]}
    problem(await bound.client.post("/alchemi/token", json=token), 403, "forbidden")


async def test_what_is_of_its_own_workspace_is_told(bound: Bound) -> None:
    for path, row_id in bound.ours.items():
        if path != "/alchemi/token":
            assert (await bound.client.get(f"{path}/{row_id}")).status_code == 200, path
    costs = (await bound.client.get("/alchemi/cost")).json()
    assert [one["id"] for one in costs["costs"]] == [bound.ours["/alchemi/cost"]]
    usage = await bound.client.get("/alchemi/usage", params={"workspace": bound.mine, "group_by": "model"})
    assert usage.status_code == 200, usage.text
