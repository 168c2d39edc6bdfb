"""Nobody gets more than they hold: not by a token, an invitation, a role, a membership or a provider that others made."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.accounts import TestAccount
from tests.support.management import problem
from tests.support.signing_in import an_address, log_in


async def a_token(account: TestAccount, *scopes: str, **more: Any) -> dict[str, Any]:
    response = await account.admin.post("/alchemi/token", json={"name": uuid4().hex, "scopes": list(scopes), **more})
    assert response.status_code == 201, response.text
    token: dict[str, Any] = response.json()
    return token


async def a_role(account: TestAccount, *permissions: str) -> str:
    response = await account.admin.post("/alchemi/role", json={"name": uuid4().hex, "permissions": list(permissions)})
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


async def a_membership(account: TestAccount, user_id: str) -> dict[str, Any]:
    row: dict[str, Any] = (await account.admin.get(f"/alchemi/membership/user/{user_id}")).json()
    return row


@asynccontextmanager
async def holding(account: TestAccount, *permissions: str) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    """A member who holds these besides what members may do, and its id."""
    role = await a_role(account, *permissions)
    async with account.user() as (client, user_id):
        row = await a_membership(account, user_id)
        changed = await account.admin.patch(f"/alchemi/membership/{row['id']}", json={"role_id": role})
        assert changed.status_code == 200, changed.text
        email = (await account.admin.get(f"/alchemi/user/{user_id}")).json()["email"]
        assert (await log_in(client, email)).status_code == 200
        yield client, user_id


@pytest.mark.parametrize("way", ["session", "token"])
async def test_nobody_takes_over_a_token_that_may_do_more(ours: TestAccount, way: str) -> None:
    strong = await a_token(ours, "sso:write", "groups:read")
    weak = await a_token(ours, "tokens:write", "tokens:read", "groups:read")
    path = f"/alchemi/token/{strong['id']}"
    async with (
        holding(ours, "tokens:write", "tokens:read", "workspaces:all") as (member, _),
        ours.worker.key_client(weak["token"]) as service,
    ):
        caller = member if way == "session" else service
        problem(await caller.post(f"{path}/rotate"), 403, "forbidden")
        problem(await caller.patch(path, json={"expires_at": None}), 403, "forbidden")
        own = await a_token(ours, "groups:read")
        assert (await caller.post(f"/alchemi/token/{own['id']}/rotate")).status_code == 200
        # Taking away is not giving.
        assert (await caller.delete(path)).status_code == 200


async def test_a_token_for_some_workspaces_makes_none_for_others(ours: TestAccount) -> None:
    mine, other = [
        (await ours.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"] for _ in range(2)
    ]
    scopes = ("tokens:write", "tokens:read", "workspaces:read")
    bound = await a_token(ours, *scopes, workspace_ids=[mine])
    everywhere, elsewhere = await a_token(ours, *scopes), await a_token(ours, *scopes, workspace_ids=[other])
    async with ours.worker.key_client(bound["token"]) as service:
        body = {"name": "wide", "scopes": ["workspaces:read"]}
        for wider in ([], [other], [mine, other]):
            answer = await service.post("/alchemi/token", json={**body, "workspace_ids": wider})
            assert answer.status_code in (403, 422), answer.text
            answer = await service.patch(f"/alchemi/token/{bound['id']}", json={"workspace_ids": wider})
            assert answer.status_code in (403, 422), answer.text
        for one in (everywhere, elsewhere):
            answer = await service.post(f"/alchemi/token/{one['id']}/rotate")
            assert answer.status_code in (403, 404), answer.text
            answer = await service.patch(f"/alchemi/token/{one['id']}", json={"name": "x"})
            assert answer.status_code in (403, 404), answer.text
        made = await service.post("/alchemi/token", json={**body, "workspace_ids": [mine]})
        assert made.status_code == 201, made.text


async def test_a_members_token_is_for_workspaces_of_theirs(ours: TestAccount) -> None:
    mine, other = [
        (await ours.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"] for _ in range(2)
    ]
    async with holding(ours, "tokens:write", "tokens:read") as (member, user_id):
        await ours.admin.post(f"/alchemi/workspace/{mine}/member", json={"user_id": user_id})
        body: dict[str, Any] = {"name": "mine", "scopes": ["workspaces:read"]}
        problem(await member.post("/alchemi/token", json=body), 403, "forbidden")
        problem(await member.post("/alchemi/token", json={**body, "workspace_ids": [other]}), 422, "invalid-request")
        made = await member.post("/alchemi/token", json={**body, "workspace_ids": [mine]})
        assert made.status_code == 201, made.text
        path = f"/alchemi/token/{made.json()['id']}"
        problem(await member.patch(path, json={"workspace_ids": []}), 403, "forbidden")
        assert (await member.post(f"{path}/rotate")).status_code == 200


async def test_who_comes_back_has_nothing_of_before(ours: TestAccount) -> None:
    async with holding(ours, "sso:write") as (_, user_id):
        row = await a_membership(ours, user_id)
        email = (await ours.admin.get(f"/alchemi/user/{user_id}")).json()["email"]
        assert (await ours.admin.delete(f"/alchemi/membership/{row['id']}")).status_code == 200
        again = await ours.admin.post("/alchemi/user", json={"email": email, "name": "Back"})
        assert again.status_code == 201, again.text
        assert (await a_membership(ours, user_id))["role_id"] is None


async def test_who_only_invites_takes_nobody_back(ours: TestAccount) -> None:
    async with ours.user("org_admin") as (leader, _), ours.user() as (_, user_id):
        row = await a_membership(ours, user_id)
        email = (await ours.admin.get(f"/alchemi/user/{user_id}")).json()["email"]
        assert (await ours.admin.delete(f"/alchemi/membership/{row['id']}")).status_code == 200
        problem(await leader.post("/alchemi/invite", json={"email": email}), 403, "forbidden")
        assert (await ours.admin.post("/alchemi/invite", json={"email": email})).status_code == 201


async def test_nobody_sends_themselves_an_invitation_that_others_made(ours: TestAccount) -> None:
    made = (await ours.admin.post("/alchemi/invite", json={"email": an_address(), "app_role": "admin"})).json()
    async with ours.user("org_admin") as (leader, _):
        problem(await leader.post(f"/alchemi/invite/{made['id']}/resend"), 403, "forbidden")
        assert (await leader.delete(f"/alchemi/invite/{made['id']}")).status_code == 200


async def test_nobody_invites_into_a_role_that_may_do_more(ours: TestAccount) -> None:
    strong, weak = await a_role(ours, "sso:write", "account:audit"), await a_role(ours, "groups:write")
    async with ours.user("org_admin") as (leader, _):
        body = {"email": an_address(), "app_role": "viewer", "role_id": strong}
        problem(await leader.post("/alchemi/invite", json=body), 403, "forbidden")
        answer = await leader.post("/alchemi/invite", json={**body, "role_id": weak})
        assert answer.status_code == 201, answer.text
        made = (await ours.admin.post("/alchemi/invite", json={**body, "email": an_address()})).json()
        problem(await leader.post(f"/alchemi/invite/{made['id']}/resend"), 403, "forbidden")


async def test_nobody_gives_a_membership_a_role_that_may_do_more(ours: TestAccount) -> None:
    strong, weak = await a_role(ours, "sso:write"), await a_role(ours, "memberships:all")
    manages = ("members:manage", "memberships:read", "memberships:all", "users:read", "users:write")
    async with (
        holding(ours, *manages) as (manager, manager_id), holding(ours, "sso:write") as (_, stronger_id),
        ours.user() as (_, other_id),
    ):  # fmt: skip
        for user_id in (manager_id, other_id):
            path = f"/alchemi/membership/{(await a_membership(ours, user_id))['id']}"
            problem(await manager.patch(path, json={"role_id": strong}), 403, "forbidden")
        assert (await manager.patch(path, json={"role_id": weak})).status_code == 200
        row = await a_membership(ours, stronger_id)
        path = f"/alchemi/membership/{row['id']}"
        problem(await manager.patch(path, json={"is_active": False}), 403, "forbidden")
        problem(await manager.delete(path), 403, "forbidden")
        assert (await ours.admin.delete(path)).status_code == 200
        body = {"user_id": stronger_id, "app_role": "viewer"}
        problem(await manager.post("/alchemi/membership", json={**body, "role_id": strong}), 403, "forbidden")
        problem(await manager.patch(path, json={"is_active": True}), 403, "forbidden")


async def test_no_provider_gives_what_its_maker_lacks(ours: TestAccount) -> None:
    body = {
        "name": "theirs", "kind": "generic", "issuer": "https://login.example", "client_id": "c", "client_secret": "s",
        "rules": [{"claim": "groups", "value": "x", "role": "proxy_admin_viewer"}],
    }  # fmt: skip
    async with holding(ours, "sso:write", "sso:read") as (member, _):
        problem(await member.post("/alchemi/sso", json=body), 403, "forbidden")
        made = await member.post("/alchemi/sso", json={**body, "rules": []})
        assert made.status_code == 201, made.text
        path = f"/alchemi/sso/{made.json()['id']}"
        problem(await member.patch(path, json={"rules": body["rules"]}), 403, "forbidden")
        assert (await ours.admin.patch(path, json={"rules": body["rules"]})).status_code == 200


async def test_who_may_not_manage_the_account_lets_nobody_in_through_a_provider(ours: TestAccount) -> None:
    """With a provider of their own they could say that they are an administrator who has not signed in yet."""
    body = {"name": "own", "kind": "generic", "issuer": "https://idp.example", "client_id": "c", "client_secret": "s"}
    async with holding(ours, "sso:write", "sso:read") as (member, _):
        problem(await member.post("/alchemi/sso", json={**body, "is_enabled": True}), 403, "forbidden")
        made = await member.post("/alchemi/sso", json=body)
        assert made.status_code == 201, made.text
        path = f"/alchemi/sso/{made.json()['id']}"
        problem(await member.patch(path, json={"is_enabled": True}), 403, "forbidden")
        assert (await ours.admin.patch(path, json={"is_enabled": True})).status_code == 200
        moved = {"issuer": "https://other.example", "client_secret": "s"}
        problem(await member.patch(path, json=moved), 403, "forbidden")
        assert (await member.patch(path, json={"is_enabled": False})).status_code == 200
