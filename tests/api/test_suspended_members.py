"""Suspended members: nothing of theirs works, nothing of it is lost, and removal is something else."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest

from alchemi.accounts.stores import call
from alchemi.auth.sessions import STALENESS_S
from alchemi.tenancy.account import AccountId
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem
from tests.support.signing_in import log_in

URL = "/alchemi/membership"


async def membership_of(account: TestAccount, user_id: str) -> dict[str, Any]:
    answer = await account.service.get(f"{URL}/user/{user_id}")
    assert answer.status_code == 200, answer.text
    row: dict[str, Any] = answer.json()
    return row


async def rows_of(account: TestAccount, table: str, **where: Any) -> list[dict[str, Any]]:
    async with account.worker.stores.rows_of(account.account_id, is_read_only=True) as rows:
        found: list[dict[str, Any]] = await call(rows, table, "find_many", where=where)
    return found


async def key_of(account: TestAccount, user_id: str, *, blocked: bool | None) -> str:
    token = uuid4().hex
    async with account.worker.stores.rows_of(account.account_id) as rows:
        data = {"token": token, "models": [], "user_id": user_id, "blocked": blocked}
        await call(rows, "LiteLLM_VerificationToken", "create", data=data)
    return token


async def blocked_keys(account: TestAccount, user_id: str) -> set[str]:
    found = await rows_of(account, "LiteLLM_VerificationToken", user_id=user_id, blocked=True)
    return {row["token"] for row in found}


async def address_of(account: TestAccount, user_id: str) -> str:
    [user] = await rows_of(account, "LiteLLM_UserTable", user_id=user_id)
    return str(user["user_email"])


async def actions_on(account: TestAccount, membership: str) -> list[str]:
    params = {"resource_type": "membership", "resource_id": membership, "limit": 50}
    answer = await account.service.get("/alchemi/audit/logs", params=params)
    assert answer.status_code == 200, answer.text
    return [event["action"] for event in answer.json()["logs"]]


@pytest.mark.parametrize("way", ["route", "patch"])
async def test_a_suspension_stops_everything_and_its_end_brings_it_back(ours: TestAccount, way: str) -> None:
    async with ours.user("proxy_admin_viewer") as (member, user_id):
        row = await membership_of(ours, user_id)
        path = f"{URL}/{row['id']}"
        worked = await key_of(ours, user_id, blocked=None)
        was_blocked = await key_of(ours, user_id, blocked=True)
        workspace = (await ours.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"]
        await ours.admin.post(f"/alchemi/workspace/{workspace}/member", json={"user_id": user_id})

        if way == "route":
            suspended = await ours.admin.post(f"{path}/suspend", json={"reason": "On leave."})
        else:
            suspended = await ours.admin.patch(path, json={"is_active": False})
        assert suspended.status_code == 200, suspended.text
        told = suspended.json()
        assert (told["state"], told["is_active"], told["suspended_by"]) == ("suspended", False, ours.admin_id)
        assert told["suspended_at"] is not None
        assert told["suspension_reason"] == ("On leave." if way == "route" else None)
        assert "suspended_keys" not in told

        await asyncio.sleep(STALENESS_S)
        assert (await member.get("/v2/session")).status_code == 401
        async with ours.worker.browser() as again:
            problem(await log_in(again, await address_of(ours, user_id)), 401, "login-failed")
        assert await blocked_keys(ours, user_id) == {worked, was_blocked}
        [listed] = (await ours.admin.get(URL, params={"state": "suspended", "user_id": user_id})).json()["memberships"]
        assert (listed["id"], listed["state"]) == (row["id"], "suspended")

        if way == "route":
            back = await ours.admin.post(f"{path}/reactivate")
        else:
            back = await ours.admin.patch(path, json={"is_active": True})
        assert back.status_code == 200, back.text
        kept = ("id", "app_role", "role_id", "team_id", "joined_at", "invited_by")
        assert {name: back.json()[name] for name in kept} == {name: row[name] for name in kept}
        assert (back.json()["state"], back.json()["suspended_at"]) == ("active", None)
        assert await blocked_keys(ours, user_id) == {was_blocked}
        [user] = await rows_of(ours, "LiteLLM_UserTable", user_id=user_id)
        assert user["user_role"] == "proxy_admin_viewer"
        assert len(await rows_of(ours, "Alchemi_WorkspaceMemberTable", user_id=user_id)) == 1
        # Signing in works; the session that was ended does not come back.
        await asyncio.sleep(STALENESS_S)
        assert (await member.get("/v2/session")).status_code == 401
        async with ours.worker.browser() as again:
            assert (await log_in(again, await address_of(ours, user_id))).status_code == 200
        assert {"suspend", "reactivate"} <= set(await actions_on(ours, row["id"]))


async def test_a_suspended_administrator_comes_back_as_what_the_operator_made_them(worker: Management) -> None:
    async with an_account(worker) as account:
        email, path = f"{uuid4().hex}@corp.example", f"/account/{account.account_id}"
        body = {"user_email": email, "role": "account_owner"}
        assert (await worker.client.post(f"{path}/admin", json=body)).status_code == 200
        [user] = await rows_of(account, "LiteLLM_UserTable", user_email=email)
        row = await membership_of(account, user["user_id"])

        async def admins() -> dict[str, str]:
            found = (await worker.client.get(path)).json()["admins"]
            return {one["user_email"]: one["role"] for one in found}

        assert (await admins())[email] == "account_owner"
        assert (await account.admin.post(f"{URL}/{row['id']}/suspend", json={})).status_code == 200
        assert email not in await admins()
        # Whoever is suspended is no administrator that could stay alone.
        own = await membership_of(account, account.admin_id)
        problem(await account.admin.post(f"{URL}/{own['id']}/suspend", json={}), 409, "conflict")
        assert (await account.admin.post(f"{URL}/{row['id']}/reactivate")).status_code == 200
        assert (await admins())[email] == "account_owner"


async def test_an_access_token_stops_with_who_made_it(ours: TestAccount) -> None:
    async with ours.user("proxy_admin") as (maker, user_id):
        body = {"name": uuid4().hex, "scopes": ["groups:read"]}
        made = (await maker.post("/alchemi/token", json=body)).json()
        row = await membership_of(ours, user_id)
        async with ours.worker.key_client(made["token"]) as service:
            assert (await service.get("/alchemi/group")).status_code == 200
            assert (await ours.admin.post(f"{URL}/{row['id']}/suspend", json={})).status_code == 200
            await asyncio.sleep(STALENESS_S)
            problem(await service.get("/alchemi/group"), 401, "unauthenticated")
            assert (await ours.admin.post(f"{URL}/{row['id']}/reactivate")).status_code == 200
            assert (await service.get("/alchemi/group")).status_code == 200
            assert (await ours.admin.delete(f"{URL}/{row['id']}")).status_code == 200
            await asyncio.sleep(STALENESS_S)
            problem(await service.get("/alchemi/group"), 401, "unauthenticated")
        token = (await ours.admin.get(f"/alchemi/token/{made['id']}")).json()
        assert (token["revoked_by"], token["revoked_at"] is None) == (ours.admin_id, False)


async def test_a_suspended_member_is_not_let_in_by_another_door(ours: TestAccount, worker: Management) -> None:
    async with ours.user() as (_, user_id):
        row, email = await membership_of(ours, user_id), await address_of(ours, user_id)
        assert (await ours.admin.post(f"{URL}/{row['id']}/suspend", json={})).status_code == 200
        problem(await ours.admin.post(URL, json={"user_id": user_id}), 409, "conflict")
        problem(await ours.admin.post("/alchemi/invite", json={"email": email}), 409, "conflict")
        problem(await ours.admin.post("/alchemi/user", json={"email": email, "name": "Ann"}), 409, "conflict")
        problem(await ours.admin.post(f"{URL}/{row['id']}/suspend", json={}), 409, "conflict")
        assert (await membership_of(ours, user_id))["state"] == "suspended"
        # A key that is made for them, or unblocked, meanwhile is blocked at once.
        made = await key_of(ours, user_id, blocked=None)
        assert await blocked_keys(ours, user_id) == {made}
        async with worker.stores.rows_of(AccountId(ours.account_id)) as rows:
            where, table = {"token": made}, "LiteLLM_VerificationToken"
            await call(rows, table, "update", where=where, data={"blocked": False})
        assert await blocked_keys(ours, user_id) == {made}


async def test_removal_takes_the_membership_away_and_can_be_taken_back(ours: TestAccount) -> None:
    async with ours.user() as (_, user_id):
        row = await membership_of(ours, user_id)
        path = f"{URL}/{row['id']}"
        worked = await key_of(ours, user_id, blocked=None)
        assert (await ours.admin.post(f"{path}/suspend", json={})).status_code == 200
        assert (await ours.admin.delete(path)).status_code == 200
        listed = {"user_id": user_id}
        assert (await ours.admin.get(URL, params=listed)).json()["total"] == 0
        [shown] = (await ours.admin.get(URL, params=listed | {"include_deleted": True})).json()["memberships"]
        assert (shown["state"], shown["removed_by"]) == ("removed", ours.admin_id)
        by_state = (await ours.admin.get(URL, params=listed | {"state": "removed"})).json()
        assert [one["id"] for one in by_state["memberships"]] == [row["id"]]
        [told] = (await ours.admin.get(f"{URL}/of-users", params=listed)).json()["memberships"]
        assert told["state"] == "removed"
        problem(await ours.admin.post(f"{path}/reactivate"), 404, "not-found")
        problem(await ours.admin.patch(path, json={"is_active": True}), 409, "conflict")
        back = await ours.admin.post(f"{path}/restore")
        assert (back.status_code, back.json()["state"], back.json()["removed_at"]) == (200, "active", None)
        assert await blocked_keys(ours, user_id) == {worked}
        problem(await ours.admin.post(f"{path}/restore"), 409, "conflict")
        problem(await ours.admin.post(f"{path}/reactivate"), 409, "conflict")
        assert {"suspend", "delete", "restore"} <= set(await actions_on(ours, row["id"]))


async def test_who_does_not_manage_members_suspends_nobody(ours: TestAccount, theirs: TestAccount) -> None:
    async with ours.user() as (member, user_id):
        row = await membership_of(ours, user_id)
        for word in ("suspend", "reactivate", "restore"):
            answer: httpx.Response = await member.post(f"{URL}/{row['id']}/{word}", json={})
            problem(answer, 403, "forbidden")
            problem(await theirs.admin.post(f"{URL}/{row['id']}/{word}", json={}), 404, "not-found")
    # Nor anybody who may do more than they.
    body = {"name": uuid4().hex, "permissions": ["members:manage", "memberships:read", "memberships:all"]}
    role = (await ours.admin.post("/alchemi/role", json=body)).json()
    async with ours.user() as (_, manager_id), ours.worker.browser() as manager:
        row = await membership_of(ours, manager_id)
        await ours.admin.patch(f"{URL}/{row['id']}", json={"role_id": role["id"]})
        await log_in(manager, await address_of(ours, manager_id))
        admins = await membership_of(ours, ours.admin_id)
        problem(await manager.post(f"{URL}/{admins['id']}/suspend", json={}), 403, "forbidden")
