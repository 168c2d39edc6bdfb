"""The marketplace: a copy that the platform has approved is all that leaves an account."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.support.accounts import TestAccount
from tests.support.management import Management, problem

URL, AGENTS = "/alchemi/marketplace", "/alchemi/agentdef"


async def an_agent(account: TestAccount, **more: Any) -> str:
    made = await account.admin.post(AGENTS, json={"name": f"Agent {uuid4().hex}", "prompt": "Be kind."} | more)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def submitted(account: TestAccount, worker: Management, title: str, **more: Any) -> tuple[str, str]:
    """The listing, and its copy that waits for the platform."""
    body = {"agent_id": await an_agent(account, **more), "listing_data": {"title": title}}
    listing = (await account.admin.post(URL, json=body)).json()
    assert listing["listing_status"] == "DRAFT"
    told = (await account.admin.post(f"{URL}/{listing['id']}/publish")).json()
    assert told["listing_status"] == "SUBMITTED"
    return str(listing["id"]), await waiting(worker, listing["id"])


async def waiting(worker: Management, listing_id: str) -> str:
    page = (await worker.client.get(f"{URL}/review/list", params={"limit": 200})).json()
    [copy] = [one["id"] for one in page["listings"] if one["listing_id"] == listing_id]
    return str(copy)


async def shown(account: TestAccount, title: str) -> list[dict[str, Any]]:
    listings: list[dict[str, Any]] = (await account.admin.get(f"{URL}/browse", params={"q": title})).json()["listings"]
    return listings


async def test_a_listing_is_shown_when_it_is_approved(
    ours: TestAccount, theirs: TestAccount, worker: Management
) -> None:
    title = uuid4().hex
    listing, copy = await submitted(ours, worker, title, tags=["law"])
    assert await shown(theirs, title) == []
    problem(await theirs.admin.post(f"{URL}/{copy}/install"), 404, "not-found")
    for account in (ours, theirs):
        problem(await account.admin.post(f"{URL}/review/{copy}/approve", json={}), 403, "forbidden")
    assert (await worker.client.post(f"{URL}/review/{copy}/approve", json={})).json()["status"] == "PUBLISHED"
    problem(await worker.client.post(f"{URL}/review/{copy}/reject", json={}), 409, "conflict")
    [public] = await shown(theirs, title)
    names = {"id", "publisher", "title", "summary", "tags", "listing_data", "install_count", "published_at"}
    assert (public["id"], public["tags"], public.keys()) == (copy, ["law"], names)
    assert (await ours.admin.get(f"{URL}/{listing}")).json()["listing_status"] == "PUBLISHED"
    problem(await theirs.admin.get(f"{URL}/{listing}"), 404, "not-found")


async def test_what_is_installed_is_a_copy(ours: TestAccount, theirs: TestAccount, worker: Management) -> None:
    title = uuid4().hex
    listing, copy = await submitted(ours, worker, title, categories={"a": 1})
    await worker.client.post(f"{URL}/review/{copy}/approve", json={})
    source = (await ours.admin.get(f"{URL}/{listing}")).json()["agent_id"]
    await ours.admin.patch(f"{AGENTS}/{source}", json={"prompt": "Later."})
    installed = (await theirs.admin.post(f"{URL}/{copy}/install")).json()
    agent = (await theirs.admin.get(f"{AGENTS}/{installed['agent_id']}")).json()
    told = (agent["prompt"], agent["status"], agent["provider"], agent["categories"], agent["tools_mcp_ids"])
    assert told == ("Be kind.", "INACTIVE", "MARKETPLACE", {"a": 1}, [])
    assert (await theirs.admin.get(f"{AGENTS}/{installed['agent_id']}/version")).json()["total"] == 1
    problem(await ours.admin.get(f"{AGENTS}/{installed['agent_id']}"), 404, "not-found")
    assert [one["install_count"] for one in await shown(ours, title)] == [1]
    async with theirs.user() as (member, _):
        problem(await member.post(f"{URL}/{copy}/install"), 403, "forbidden")


async def test_an_agent_has_one_living_listing_and_is_of_the_account(ours: TestAccount, theirs: TestAccount) -> None:
    body = {"agent_id": await an_agent(ours)}
    listing = (await ours.admin.post(URL, json=body)).json()["id"]
    assert problem(await ours.admin.post(URL, json=body), 409, "conflict")["field"] == "agent_id"
    problem(await theirs.admin.post(URL, json=body), 422, "invalid-request")
    assert (await ours.admin.post(f"{URL}/{listing}/unlist")).json()["listing_status"] == "UNLISTED"
    problem(await ours.admin.post(f"{URL}/{listing}/publish"), 409, "conflict")
    assert (await ours.admin.post(URL, json=body)).status_code == 201


async def test_what_is_taken_back_is_shown_no_more(ours: TestAccount, theirs: TestAccount, worker: Management) -> None:
    title = uuid4().hex
    for way in ("unlist", "delete"):
        listing, copy = await submitted(ours, worker, title)
        await worker.client.post(f"{URL}/review/{copy}/approve", json={})
        assert len(await shown(theirs, title)) == 1
        method, path = {"unlist": ("POST", f"{URL}/{listing}/unlist"), "delete": ("DELETE", f"{URL}/{listing}")}[way]
        assert (await ours.admin.request(method, path)).status_code == 200
        assert await shown(theirs, title) == []
        problem(await theirs.admin.post(f"{URL}/{copy}/install"), 404, "not-found")


async def test_a_new_version_replaces_the_old_one_when_it_is_approved(ours: TestAccount, worker: Management) -> None:
    title = uuid4().hex
    listing, first = await submitted(ours, worker, title)
    await worker.client.post(f"{URL}/review/{first}/approve", json={})
    for _ in range(2):
        assert (await ours.admin.post(f"{URL}/{listing}/publish")).status_code == 200
    second = await waiting(worker, listing)
    assert [one["id"] for one in await shown(ours, title)] == [first]
    refused = await worker.client.post(f"{URL}/review/{second}/reject", json={"note": "No."})
    assert refused.json()["status"] == "REJECTED"
    told = (await ours.admin.get(f"{URL}/{listing}")).json()
    assert (told["listing_status"], told["review_note"]) == ("REJECTED", "No.")
    await ours.admin.post(f"{URL}/{listing}/publish")
    third = await waiting(worker, listing)
    await worker.client.post(f"{URL}/review/{third}/approve", json={})
    assert [one["id"] for one in await shown(ours, title)] == [third]


async def test_what_was_withdrawn_is_not_approved(ours: TestAccount, worker: Management) -> None:
    listing, copy = await submitted(ours, worker, uuid4().hex)
    await ours.admin.delete(f"{URL}/{listing}")
    problem(await worker.client.post(f"{URL}/review/{copy}/approve", json={}), 409, "conflict")
