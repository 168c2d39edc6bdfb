"""Members: nobody rises by themselves, one administrator stays, and what a role gives is what the policy asks."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem
from tests.support.signing_in import log_in


async def membership_of(account: TestAccount, user_id: str) -> dict[str, Any]:
    found = (await account.service.get("/alchemi/membership", params={"user_id": user_id})).json()["memberships"]
    membership: dict[str, Any] = found[0]
    return membership


async def email_of(account: TestAccount, user_id: str) -> str:
    async with account.worker.stores.rows_of(account.account_id, is_read_only=True) as rows:
        return str((await call(rows, "LiteLLM_UserTable", "find_unique", where={"user_id": user_id}))["user_email"])


async def test_a_member_changes_preferences_and_nothing_else(ours: TestAccount) -> None:
    async with ours.user() as (member, user_id):
        row = await membership_of(ours, user_id)
        path = f"/alchemi/membership/{row['id']}"
        for change in ({"app_role": "owner"}, {"role_id": "x"}, {"is_active": False}, {"team_id": None}):
            problem(await member.patch(path, json=change), 403, "forbidden")
        changed = await member.patch(path, json={"tenant_preferences": {"theme": "dark"}})
        assert changed.json()["tenant_preferences"] == {"theme": "dark"}
        other = await membership_of(ours, ours.admin_id)
        answer = await member.patch(f"/alchemi/membership/{other['id']}", json={"tenant_preferences": {}})
        problem(answer, 404, "not-found")


async def test_the_last_administrator_stays(worker: Management) -> None:
    async with an_account(worker) as account:
        row = await membership_of(account, account.admin_id)
        path = f"/alchemi/membership/{row['id']}"
        for answer in (
            await account.service.patch(path, json={"app_role": "member"}),
            await account.service.patch(path, json={"is_active": False}),
            await account.service.delete(path),
        ):
            problem(answer, 409, "conflict")
        assert (await account.admin.get("/alchemi/membership")).status_code == 200


async def test_a_role_of_the_account_gives_what_it_lists(ours: TestAccount) -> None:
    async with ours.user("internal_user_viewer") as (member, user_id):
        row = await membership_of(ours, user_id)
        body = {"name": uuid4().hex, "permissions": ["groups:write", "teams:read"]}
        role = (await ours.admin.post("/alchemi/role", json=body)).json()
        problem(await member.post("/alchemi/group", json={"name": uuid4().hex}), 403, "forbidden")
        changed = await ours.admin.patch(f"/alchemi/membership/{row['id']}", json={"role_id": role["id"]})
        assert changed.json()["role_id"] == role["id"]
        async with ours.worker.browser() as again:
            await log_in(again, await email_of(ours, user_id))
            assert (await again.post("/alchemi/group", json={"name": uuid4().hex})).status_code == 201
            problem(await again.get("/alchemi/token"), 403, "forbidden")
            assert "groups:write" in (await again.get("/v2/session")).json()["permissions"]
        problem(await ours.admin.delete(f"/alchemi/role/{role['id']}"), 409, "conflict")


async def test_who_leaves_loses_keys_workspaces_and_sessions(ours: TestAccount) -> None:
    async with ours.user() as (_, user_id):
        async with ours.worker.stores.rows_of(ours.account_id) as rows:
            data = {"token": uuid4().hex, "models": [], "user_id": user_id}
            await call(rows, "LiteLLM_VerificationToken", "create", data=data)
        workspace = (await ours.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"]
        await ours.admin.post(f"/alchemi/workspace/{workspace}/member", json={"user_id": user_id})
        row = await membership_of(ours, user_id)
        assert (await ours.admin.delete(f"/alchemi/membership/{row['id']}")).status_code == 200
        async with ours.worker.stores.rows_of(ours.account_id, is_read_only=True) as rows:
            [key] = await call(rows, "LiteLLM_VerificationToken", "find_many", where={"user_id": user_id})
            assert key["blocked"] is True
            assert await call(rows, "Alchemi_WorkspaceMemberTable", "count", where={"user_id": user_id}) == 0
        again = await ours.admin.post("/alchemi/membership", json={"user_id": user_id, "app_role": "viewer"})
        assert (again.status_code, again.json()["id"], again.json()["is_active"]) == (201, row["id"], True)


async def test_a_user_of_another_account_becomes_no_member(ours: TestAccount, theirs: TestAccount) -> None:
    answer: httpx.Response = await ours.admin.post("/alchemi/membership", json={"user_id": theirs.admin_id})
    assert [one["pointer"] for one in problem(answer, 422, "invalid-request")["errors"]] == ["/user_id"]


async def test_nobody_but_admins_makes_admins(ours: TestAccount) -> None:
    body = {"name": uuid4().hex, "permissions": ["members:manage", "memberships:read", "memberships:all"]}
    role = (await ours.admin.post("/alchemi/role", json=body)).json()
    async with ours.user() as (_, manager_id), ours.user() as (_, other_id):
        row = await membership_of(ours, manager_id)
        await ours.admin.patch(f"/alchemi/membership/{row['id']}", json={"role_id": role["id"]})
        async with ours.worker.browser() as manager:
            await log_in(manager, await email_of(ours, manager_id))
            other = await membership_of(ours, other_id)
            path = f"/alchemi/membership/{other['id']}"
            problem(await manager.patch(path, json={"app_role": "admin"}), 403, "forbidden")
            admins = await membership_of(ours, ours.admin_id)
            problem(await manager.delete(f"/alchemi/membership/{admins['id']}"), 403, "forbidden")


async def test_the_memberships_of_several_users_are_told_at_once(ours: TestAccount, theirs: TestAccount) -> None:
    path = "/alchemi/membership/of-users"
    async with ours.user() as (member, one), ours.user() as (_, other):
        asked = {"user_id": [one, other, theirs.admin_id, "nobody"]}
        found = (await ours.admin.get(path, params=asked)).json()["memberships"]
        assert {row["user_id"] for row in found} == {one, other}
        own = (await member.get(path, params=asked)).json()["memberships"]
        assert [row["user_id"] for row in own] == [one]
    assert (await ours.admin.get(path)).json()["memberships"] == []
    problem(await ours.admin.get(path, params={"user_id": ["x"] * 101}), 422, "invalid-request")
