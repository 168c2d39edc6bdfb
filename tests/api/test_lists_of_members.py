"""Members: found by name, when they were here last, and where new ones come to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from alchemi.auth.browser import COOKIE
from tests.support.accounts import TestAccount, an_account
from tests.support.cluster import TestDatabase
from tests.support.management import Management, management, problem
from tests.support.signing_in import PASSWORD

URL = "/alchemi/membership"


async def listed(account: TestAccount, **params: Any) -> list[dict[str, Any]]:
    answer = await account.admin.get(URL, params=params)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["memberships"]
    return found


async def new_member(account: TestAccount, name: str) -> str:
    body = {"email": f"{uuid4().hex}@corp.example", "name": name}
    return str((await account.admin.post("/alchemi/user", json=body)).json()["id"])


async def test_members_are_found_by_name_address_and_id(ours: TestAccount, theirs: TestAccount) -> None:
    word = uuid4().hex[:10]
    ann, bob = await new_member(ours, f"Ann {word}"), await new_member(ours, "100% Bob_x")
    await new_member(theirs, f"Ann {word}")
    [row] = await listed(ours, q=word.upper())
    assert (row["user_id"], row["user_name"]) == (ann, f"Ann {word}")
    assert row["user_email"].endswith("@corp.example")
    for text in (row["user_email"], ann[:13]):
        assert [one["user_id"] for one in await listed(ours, q=text)] == [ann]
    assert [one["user_id"] for one in await listed(ours, q="100% B")] == [bob]
    assert [one["user_id"] for one in await listed(ours, q="b_x")] == [bob]
    assert await listed(ours, q=f"Ann%{word}") == []
    assert await listed(ours, q=word, app_role="viewer") == []
    for path in (f"{URL}/{row['id']}", f"{URL}/user/{ann}"):
        assert (await ours.admin.get(path)).json()["user_name"] == f"Ann {word}"
    changed = await ours.admin.patch(f"{URL}/{row['id']}", json={"app_role": "viewer"})
    assert changed.json()["user_name"] == f"Ann {word}"
    problem(await ours.admin.get(URL, params={"q": "x" * 201}), 422, "invalid-request")


async def test_members_see_themselves_alone(ours: TestAccount) -> None:
    async with ours.user() as (member, user_id):
        assert [one["user_id"] for one in (await member.get(URL)).json()["memberships"]] == [user_id]
        assert (await member.get(URL, params={"q": "corp.example"})).json()["total"] == 1


async def test_it_is_told_when_a_member_was_here_last(ours: TestAccount, database: TestDatabase) -> None:
    async with ours.user() as (member, user_id):
        first = (await listed(ours, user_id=user_id))[0]["last_active_at"]
        assert abs(datetime.fromisoformat(first) - datetime.now(UTC)) < timedelta(seconds=30)
        updated = (await listed(ours, user_id=user_id))[0]["updated_at"]
        later = datetime.now(UTC) + timedelta(minutes=5)
        async with management(database, now=lambda: later) as worker, worker.browser() as browser:
            browser.cookies.set(COOKIE, member.cookies[COOKIE], "console.example")
            assert (await browser.get("/v2/session")).status_code == 200
        [row] = await listed(ours, user_id=user_id)
        assert abs(datetime.fromisoformat(row["last_active_at"]) - later) < timedelta(seconds=1)
        # It is no change of the membership: whoever edits it meanwhile is not told of another version.
        assert row["updated_at"] == updated
        never = await new_member(ours, "Never here")
        assert (await listed(ours, user_id=never))[0]["last_active_at"] is None


async def test_new_members_come_to_where_the_account_wants_them(worker: Management) -> None:
    async with an_account(worker) as account:
        admin = account.admin
        group = (await admin.post("/alchemi/group", json={"name": "All", "is_default": True})).json()["id"]
        other = (await admin.post("/alchemi/group", json={"name": "Few"})).json()["id"]
        teams = [
            (await admin.post("/alchemi/team", json={"name": "Everybody", "group_id": one, "is_default": True})).json()
            for one in (group, other)
        ]
        body = {"name": "Reader", "permissions": ["groups:read"], "is_default": True}
        role = (await admin.post("/alchemi/role", json=body)).json()["id"]
        await new_member(account, "Ann")
        [row] = await listed(account, q="Ann")
        assert (row["team_id"], row["role_id"]) == (teams[0]["id"], role)
        # Unless it is said otherwise, also by saying none.
        await admin.delete(f"{URL}/{row['id']}")
        body = {"user_id": row["user_id"], "role_id": None, "team_id": teams[1]["id"]}
        again = (await admin.post(URL, json=body)).json()
        assert (again["id"], again["team_id"], again["role_id"]) == (row["id"], teams[1]["id"], None)
        # Who is taken back is like somebody new.
        await admin.delete(f"{URL}/{row['id']}")
        again = (await admin.post(URL, json={"user_id": row["user_id"]})).json()
        assert (again["team_id"], again["role_id"]) == (teams[0]["id"], role)
        invited = (await admin.post("/alchemi/invite", json={"email": f"{uuid4().hex}@corp.example"})).json()
        body = {"token": invited["link"].partition("token=")[2], "password": PASSWORD}
        accepted = (await worker.key_client(None).post("/alchemi/invite/accept", json=body)).json()
        [joined] = await listed(account, user_id=accepted["user_id"])
        assert (joined["team_id"], joined["role_id"]) == (teams[0]["id"], role)
