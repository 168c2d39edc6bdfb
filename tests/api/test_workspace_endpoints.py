"""Workspaces: who sees them, who changes them, documents that are merged, and archiving."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import uuid4

import httpx
import pytest

from tests.support.accounts import TestAccount
from tests.support.management import problem

URL = "/alchemi/workspace"


@pytest.fixture(scope="module")
async def people(ours: TestAccount) -> AsyncIterator[dict[str, tuple[httpx.AsyncClient, str]]]:
    """Users of the account by role."""
    async with AsyncExitStack() as stack:
        yield {
            name: await stack.enter_async_context(ours.user(role))
            for name, role in (
                ("lead", "internal_user"), ("member", "internal_user"), ("stranger", "internal_user"),
                ("viewer", "internal_user_viewer"), ("auditor", "proxy_admin_viewer"),
            )
        }  # fmt: skip


async def made(account: TestAccount, **more: object) -> dict[str, str]:
    response = await account.admin.post(URL, json={"name": uuid4().hex} | more)
    assert response.status_code == 201, response.text
    body: dict[str, str] = response.json()
    return body


async def joined(account: TestAccount, workspace: str, user: str, access: str = "MEMBER") -> str:
    response = await account.admin.post(f"{URL}/{workspace}/member", json={"user_id": user, "access": access})
    assert response.status_code == 201, response.text
    return str(response.json()["id"])


async def test_whoever_makes_a_workspace_is_its_first_admin(ours: TestAccount) -> None:
    workspace = await made(ours, product_info={"a": 1})
    [member] = workspace["members"]
    assert (member["user_id"], member["access"], member["status"]) == (ours.admin_id, "ADMIN", "ACTIVE")
    [listed] = (await ours.admin.get(f"{URL}/list", params={"q": workspace["name"]})).json()["workspaces"]
    assert "product_info" not in listed
    assert listed.items() <= workspace.items()


async def test_members_see_their_own_workspaces_and_no_others(
    ours: TestAccount, people: dict[str, tuple[httpx.AsyncClient, str]]
) -> None:
    workspace = await made(ours)
    await joined(ours, workspace["id"], people["member"][1])
    seen = {}
    for name, (client, _) in people.items():
        page = (await client.get(URL, params={"q": workspace["name"]})).json()
        one = (await client.get(f"{URL}/{workspace['id']}")).status_code
        members = (await client.get(f"{URL}/{workspace['id']}/member/list")).status_code
        seen[name] = (page["total"], one, members)
    hidden, shown = (0, 404, 404), (1, 200, 200)
    assert seen == {"lead": hidden, "member": shown, "stranger": hidden, "viewer": hidden, "auditor": shown}
    [row] = [one for one in (await ours.admin.get(f"{URL}/{workspace['id']}/member")).json()["members"]
             if one["user_id"] == people["member"][1]]  # fmt: skip
    await ours.admin.put(f"{URL}/{workspace['id']}/member/{row['id']}", json={"status": "SUSPENDED"})
    assert (await people["member"][0].get(f"{URL}/{workspace['id']}")).status_code == 404


async def test_a_workspaces_admin_changes_it_and_a_member_does_not(
    ours: TestAccount, people: dict[str, tuple[httpx.AsyncClient, str]]
) -> None:
    workspace = await made(ours)
    url = f"{URL}/{workspace['id']}"
    await joined(ours, workspace["id"], people["member"][1])
    await joined(ours, workspace["id"], people["lead"][1], "ADMIN")
    problem(await people["member"][0].patch(url, json={"description": "a"}), 403, "forbidden")
    assert (await people["lead"][0].patch(url, json={"description": "a"})).json()["description"] == "a"
    body = {"user_id": people["stranger"][1]}
    problem(await people["member"][0].post(f"{url}/member", json=body), 403, "forbidden")
    assert (await people["lead"][0].post(f"{url}/member", json=body)).status_code == 201
    problem(await people["lead"][0].post(f"{url}/member", json=body), 409, "conflict")
    # Archiving is the account's.
    problem(await people["lead"][0].delete(url), 403, "forbidden")


async def test_a_member_is_a_user_of_the_account(ours: TestAccount, theirs: TestAccount) -> None:
    workspace = await made(ours)
    response = await ours.admin.post(f"{URL}/{workspace['id']}/member", json={"user_id": theirs.admin_id})
    assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == "/user_id"


async def test_one_admin_stays(ours: TestAccount, people: dict[str, tuple[httpx.AsyncClient, str]]) -> None:
    workspace = await made(ours)
    [first] = [one["id"] for one in workspace["members"]]
    url = f"{URL}/{workspace['id']}/member"
    problem(await ours.admin.delete(f"{url}/{first}"), 409, "conflict")
    problem(await ours.admin.patch(f"{url}/{first}", json={"access": "MEMBER"}), 409, "conflict")
    second = await joined(ours, workspace["id"], people["lead"][1], "ADMIN")
    answers = await asyncio.gather(*(ours.admin.delete(f"{url}/{one}") for one in (first, second)))
    assert sorted(one.status_code for one in answers) == [200, 409]


async def test_documents_are_merged_and_two_writers_do_not_lose_each_others(ours: TestAccount) -> None:
    workspace = await made(ours, product_info={"kept": 1, "gone": 2, "deep": {"a": 1}})
    url = f"{URL}/{workspace['id']}"
    patch = {"product_info": {"gone": None, "deep": {"b": 2}}}
    assert (await ours.admin.patch(url, json=patch)).json()["product_info"] == {"kept": 1, "deep": {"a": 1, "b": 2}}
    writers = [ours.service.patch(url, json={"analysis_data": {str(number): number}}) for number in range(8)]
    assert {one.status_code for one in await asyncio.gather(*writers)} == {200}
    read = (await ours.admin.get(url)).json()
    assert (read["analysis_data"], read["version"]) == ({str(number): number for number in range(8)}, 10)
    stale = await ours.admin.patch(url, json={"name": uuid4().hex, "version": 9})
    assert problem(stale, 412, "precondition-failed")["current"] == '"10"'
    assert (await ours.admin.patch(url, json={"name": "a" + uuid4().hex, "version": 10})).json()["version"] == 11
    problem(await ours.admin.patch(url, json={"version": 11}), 400, "nothing-to-change")
    large = {"analysis_data": {"a": "x" * 200_000}}
    assert (await ours.admin.patch(url, json=large)).status_code == 200
    found = problem(await ours.admin.patch(url, json={"analysis_data": {"b": "x" * 100_000}}), 422, "invalid-request")
    assert found["errors"][0]["pointer"] == "/analysis_data"


async def test_an_archived_workspace_is_hidden_read_only_and_comes_back(ours: TestAccount) -> None:
    workspace = await made(ours)
    url, name = f"{URL}/{workspace['id']}", workspace["name"]
    assert (await ours.admin.delete(url)).json()["id"] == workspace["id"]
    problem(await ours.admin.delete(url), 404, "not-found")

    async def total(**query: str) -> int:
        return int((await ours.admin.get(URL, params={"q": name, **query})).json()["total"])

    assert [await total(), await total(status="ARCHIVED"), await total(include_deleted="true")] == [0, 1, 1]
    read = (await ours.admin.get(url)).json()
    assert (read["status"], read["archived_at"] is None) == ("ARCHIVED", False)
    problem(await ours.admin.patch(url, json={"description": "a"}), 409, "conflict")
    # Its name may be used meanwhile, and then it cannot come back under it.
    other = await made(ours, name=name.upper())
    assert problem(await ours.admin.post(f"{url}/restore"), 409, "conflict")["field"] == "name"
    await ours.admin.delete(f"{URL}/{other['id']}")
    restored = (await ours.admin.post(f"{url}/restore")).json()
    assert (restored["status"], restored["archived_at"]) == ("ACTIVE", None)
    problem(await ours.admin.post(f"{url}/restore"), 409, "conflict")


async def test_who_is_no_member_of_the_account_comes_into_no_workspace(ours: TestAccount) -> None:
    workspace = (await ours.admin.post(URL, json={"name": uuid4().hex})).json()["id"]
    async with ours.user() as (_, user):
        found = (await ours.admin.get(f"/alchemi/membership/user/{user}")).json()["id"]
        path, body = f"{URL}/{workspace}/member", {"user_id": user}
        for method, end in (("POST", "/suspend"), ("DELETE", "")):
            await ours.admin.request(method, f"/alchemi/membership/{found}{end}", json={} if end else None)
            answer = problem(await ours.admin.post(path, json=body), 422, "invalid-request")
            assert answer["errors"][0]["pointer"] == "/user_id"
        await ours.admin.post(f"/alchemi/membership/{found}/restore")
        assert (await ours.admin.post(path, json=body)).status_code == 201
