"""Users: an account's own, found by address, changed by themselves, made one by one and many at once, and let go."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from tests.support.accounts import TestAccount
from tests.support.management import problem

URL = "/alchemi/user"


def person(**more: object) -> dict[str, Any]:
    return {"email": f"{uuid4().hex[:12]}@corp.example", "name": "Ada"} | more


async def made(account: TestAccount, **more: object) -> dict[str, Any]:
    response = await account.admin.post(URL, json=person(**more))
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def test_a_user_comes_with_a_membership_and_no_secrets(ours: TestAccount) -> None:
    user = await made(ours, email=f"{uuid4().hex[:8].upper()}@Corp.Example")
    assert (user["name"], user["app_role"], user["is_active"]) == ("Ada", "member", True)
    assert user["email"] == user["email"].lower()
    assert not {"password", "metadata", "user_email"} & user.keys()
    again = await ours.admin.post(URL, json=person(email=user["email"]))
    problem(again, 409, "conflict")
    found = (await ours.admin.get(f"{URL}/search", params={"q": user["email"][:8].upper()})).json()
    assert [one["id"] for one in found["users"]] == [user["id"]]
    membership = (await ours.admin.get(f"/alchemi/membership/user/{user['id']}")).json()
    assert membership["id"] == user["membership_id"]


@pytest.mark.parametrize("way", ["by-email", "id", "membership", "search", "preferences", "delete"])
async def test_another_accounts_user_is_not_there(ours: TestAccount, theirs: TestAccount, way: str) -> None:
    user = await made(theirs)
    if way == "search":
        page = (await ours.service.get(URL, params={"email": user["email"]})).json()
        assert (page["users"], page["total"]) == ([], 0)
        return
    paths = {
        "by-email": f"{URL}/by-email/{user['email']}",
        "membership": f"/alchemi/membership/user/{user['id']}",
        "preferences": f"{URL}/{user['id']}/preferences",
    }
    method = {"preferences": "PUT", "delete": "DELETE"}.get(way, "GET")
    body = {"json": {"preferences": {"a": 1}}} if method == "PUT" else {}
    problem(await ours.service.request(method, paths.get(way, f"{URL}/{user['id']}"), **body), 404, "not-found")
    kept = (await theirs.service.get(f"{URL}/{user['id']}")).json()
    assert (kept["is_active"], kept["global_preferences"]) == (True, user["global_preferences"])


async def test_members_see_and_change_themselves_alone(ours: TestAccount) -> None:
    other = await made(ours)
    async with ours.user() as (member, user_id):
        problem(await member.get(f"{URL}/{other['id']}"), 404, "not-found")
        problem(await member.get(f"{URL}/by-email/{other['email']}"), 404, "not-found")
        problem(await member.get(URL), 403, "forbidden")
        problem(await member.patch(f"{URL}/{other['id']}", json={"name": "Eve"}), 404, "not-found")
        problem(await member.post(URL, json=person()), 403, "forbidden")
        changed = await member.patch(f"{URL}/{user_id}", json={"name": "Grace", "global_preferences": {"a": 1}})
        assert (changed.json()["name"], changed.json()["global_preferences"]) == ("Grace", {"a": 1})
        merged = await member.put(f"{URL}/{user_id}/preferences", json={"preferences": {"a": None, "b": 2}})
        assert merged.json()["global_preferences"] == {"b": 2}
        for field in ("email", "app_role", "is_active", "user_role", "email_verified"):
            problem(await member.patch(f"{URL}/{user_id}", json={field: "owner"}), 422, "invalid-request")
    async with ours.user("org_admin") as (leader, _):
        problem(await leader.patch(f"{URL}/{other['id']}", json={"name": "Eve"}), 403, "forbidden")


async def test_many_are_made_each_by_itself(ours: TestAccount) -> None:
    known = await made(ours)
    users = [person(), person(email=known["email"]), person()]
    answer = (await ours.admin.post(f"{URL}/bulk", json={"users": users})).json()
    assert (answer["created"], answer["skipped"]) == (2, 1)
    assert [one["is_created"] for one in answer["users"]] == [True, False, True]
    too_many = await ours.admin.post(f"{URL}/bulk", json={"users": [person() for _ in range(201)]})
    problem(too_many, 422, "invalid-request")


async def test_who_is_let_go_is_no_member_and_can_come_back(ours: TestAccount) -> None:
    user = await made(ours)
    url = f"{URL}/{user['id']}"
    assert (await ours.admin.delete(url)).status_code == 200
    problem(await ours.admin.delete(url), 409, "conflict")
    listed = (await ours.admin.get(URL, params={"email": user["email"]})).json()["users"]
    former = (await ours.admin.get(URL, params={"email": user["email"], "is_active": False})).json()["users"]
    assert (listed, [one["id"] for one in former]) == ([], [user["id"]])
    assert (await made(ours, email=user["email"]))["id"] == user["id"]
    problem(await ours.admin.delete(f"{URL}/{ours.admin_id}"), 409, "conflict")


async def test_services_alone_say_who_a_user_is_elsewhere(ours: TestAccount, theirs: TestAccount) -> None:
    known = f"ad-{uuid4().hex}"
    identity = {"ad_user_id": known, "email_verified": True}
    for more in ({"ad_user_id": known}, {"email_verified": True}):
        problem(await ours.admin.post(URL, json=person(**more)), 403, "forbidden")
        problem(await ours.admin.post(f"{URL}/bulk", json={"users": [person(**more)]}), 403, "forbidden")
        problem(await ours.admin.patch(f"{URL}/{ours.admin_id}", json=more), 403, "forbidden")
    made_by_service = (await ours.service.post(URL, json=person(**identity))).json()
    assert (made_by_service["ad_user_id"], made_by_service["email_verified"]) == (known, True)
    again = await ours.service.post(URL, json=person(**identity))
    problem(again, 409, "conflict")
    found = (await ours.admin.get(f"{URL}/by-ad-user/{known}", params={"include_memberships": "true"})).json()
    assert (found["id"], [one["account_id"] for one in found["memberships"]]) == (
        made_by_service["id"], [ours.account_id],
    )  # fmt: skip
    assert (await ours.admin.get(f"{URL}/by-email/{found['email']}")).json()["memberships"] is None
    # The same id in another account is another user's.
    assert (await theirs.service.post(URL, json=person(**identity))).status_code == 201
    async with ours.user() as (member, _):
        problem(await member.get(f"{URL}/by-ad-user/{known}"), 404, "not-found")
    cleared = await ours.service.patch(f"{URL}/{found['id']}", json={"ad_user_id": None, "email_verified": False})
    assert (cleared.json()["ad_user_id"], cleared.json()["email_verified"]) == (None, False)
    for unknown in (known, "%00", "x" * 500, "%F0%9F%98%80"):
        problem(await ours.service.get(f"{URL}/by-ad-user/{unknown}"), 404, "not-found")


async def test_another_address_is_not_verified(ours: TestAccount) -> None:
    user = (await ours.service.post(URL, json=person(email_verified=True, app_role="admin"))).json()
    address = f"/alchemi/account/admin/{user['email']}"
    changed = await ours.admin.put(address, json={"new_email": f"{uuid4().hex[:9]}@corp.example"})
    assert changed.status_code == 200, changed.text
    assert (await ours.admin.get(f"{URL}/{user['id']}")).json()["email_verified"] is False


async def test_a_picture_has_a_secure_address(ours: TestAccount) -> None:
    async with ours.user() as (member, user_id):
        for address in ("javascript:alert(1)", "http://corp.example/a.png"):
            response = await member.patch(f"{URL}/{user_id}", json={"profile_image": address})
            assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == "/profile_image"
        kept = await member.patch(f"{URL}/{user_id}", json={"profile_image": "https://corp.example/a.png"})
        assert kept.json()["profile_image"] == "https://corp.example/a.png"
        assert (await member.patch(f"{URL}/{user_id}", json={"profile_image": None})).json()["profile_image"] is None
