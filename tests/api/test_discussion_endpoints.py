"""Discussions: threads of the account and its workspaces, own words, reactions, mentions."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.accounts import TestAccount
from tests.support.management import problem

URL, NOTIFICATIONS = "/alchemi/discussion", "/alchemi/notification"
User = tuple[httpx.AsyncClient, str]


@pytest.fixture(scope="module")
async def users(ours: TestAccount) -> AsyncIterator[tuple[User, User]]:
    async with AsyncExitStack() as stack:
        first, second = [await stack.enter_async_context(ours.user()) for _ in range(2)]
        yield first, second


async def say(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    answer = await client.post(URL, json={"content": "What about this?"} | more)
    assert answer.status_code == 201, answer.text
    row: dict[str, Any] = answer.json()
    return row


async def workspace_with(account: TestAccount, *members: str) -> str:
    made = (await account.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"]
    for member in members:
        body = {"user_id": member}
        assert (await account.admin.post(f"/alchemi/workspace/{made}/member", json=body)).status_code == 201
    return str(made)


async def test_a_reply_stays_in_its_thread(ours: TestAccount, theirs: TestAccount, users: tuple[User, User]) -> None:
    first, second = users[0][0], users[1][0]
    thread = await say(first, parent_object_type="agent", parent_object_id="a-1")
    reply = await say(second, parent_message_id=thread["id"])
    deeper = await say(first, parent_message_id=reply["id"], parent_object_id="a-1")
    assert [one["root_id"] for one in (thread, reply, deeper)] == [None, thread["id"], thread["id"]]
    assert (reply["parent_object_type"], reply["parent_object_id"]) == ("agent", "a-1")
    url = f"{URL}/{thread['id']}"
    assert (await first.get(url)).json()["reply_count"] == 1
    assert [one["id"] for one in (await first.get(f"{url}/replies")).json()["discussions"]] == [reply["id"]]
    listed = (await first.get(URL, params={"parent_object_id": "a-1", "threads_only": "true"})).json()
    assert [one["id"] for one in listed["discussions"]] == [thread["id"]]
    elsewhere = {"content": "a", "parent_message_id": thread["id"], "parent_object_id": "a-2"}
    for client, body in ((first, elsewhere), (theirs.admin, {"content": "a", "parent_message_id": thread["id"]})):
        problem(await client.post(URL, json=body), 422, "invalid-request")


async def test_a_workspace_hears_and_speaks_among_itself(ours: TestAccount, users: tuple[User, User]) -> None:
    (member, member_id), (outsider, outsider_id) = users
    workspace = await workspace_with(ours, member_id)
    thread = await say(member, workspace_id=workspace)
    problem(await outsider.post(URL, json={"content": "a", "workspace_id": workspace}), 422, "invalid-request")
    problem(await outsider.post(URL, json={"content": "a", "parent_message_id": thread["id"]}), 422, "invalid-request")
    url = f"{URL}/{thread['id']}"
    for response in (
        await outsider.get(url),
        await outsider.get(f"{url}/replies"),
        await outsider.put(f"{url}/reactions", json={"emoji": "+1"}),
        await outsider.delete(url),
        await outsider.post(f"{url}/resolve"),
    ):
        problem(response, 404, "not-found")
    before = (await outsider.get(f"{NOTIFICATIONS}/unread-count")).json()["count"]
    await say(ours.admin, parent_message_id=thread["id"], mentions=[member_id, outsider_id, ours.admin_id])
    assert (await outsider.get(f"{NOTIFICATIONS}/unread-count")).json()["count"] == before
    told = (await member.get(NOTIFICATIONS, params={"type": "MENTION"})).json()["notifications"]
    assert [(one["metadata"]["root_id"], one["created_by"]) for one in told] == [(thread["id"], ours.admin_id)]
    own = {"type": "MENTION", "recipient_id": ours.admin_id}
    assert (await ours.admin.get(NOTIFICATIONS, params=own)).json()["total"] == 0


async def test_only_the_author_changes_and_admins_may_delete(ours: TestAccount, users: tuple[User, User]) -> None:
    (author, _), (other, other_id) = users
    message = await say(author)
    url = f"{URL}/{message['id']}"
    for client in (other, ours.admin):
        problem(await client.patch(url, json={"content": "b"}), 403, "forbidden")
    problem(await other.delete(url), 403, "forbidden")
    problem(await other.post(f"{url}/resolve"), 403, "forbidden")
    changed = (await author.patch(url, json={"content": "b", "mentions": [other_id]})).json()
    assert (changed["content"], changed["edited_at"] is None) == ("b", False)
    own = {"type": "MENTION"}
    assert (await other.get(NOTIFICATIONS, params=own)).json()["notifications"][0]["metadata"][
        "discussion_id"
    ] == message["id"]
    assert (await ours.admin.delete(url)).status_code == 200
    problem(await author.get(url), 404, "not-found")
    problem(await author.post(URL, json={"content": "a", "mentions": ["nobody"]}), 422, "invalid-request")


async def test_what_was_answered_stays_without_its_words(users: tuple[User, User]) -> None:
    (author, _), (other, _) = users
    thread = await say(author)
    reply = await say(other, parent_message_id=thread["id"])
    url = f"{URL}/{thread['id']}"
    await other.put(f"{url}/reactions", json={"emoji": "+1"})
    assert (await author.delete(url)).status_code == 200
    left = (await author.get(url)).json()
    assert (left["content"], left["deleted_at"] is None, left["reactions"], left["reply_count"]) == ("", False, [], 1)
    for response in (
        await author.patch(url, json={"content": "a"}),
        await author.delete(url),
        await other.put(f"{url}/reactions", json={"emoji": "+1"}),
        await other.post(URL, json={"content": "a", "parent_message_id": thread["id"]}),
    ):
        problem(response, 409, "conflict")
    assert (await other.delete(f"{URL}/{reply['id']}")).status_code == 200
    problem(await other.get(f"{URL}/{reply['id']}"), 404, "not-found")


async def test_a_thread_is_resolved_and_opened_again(users: tuple[User, User]) -> None:
    (author, author_id), (other, _) = users
    thread = await say(author)
    reply = await say(other, parent_message_id=thread["id"])
    problem(await other.post(f"{URL}/{reply['id']}/resolve"), 409, "conflict")
    url = f"{URL}/{thread['id']}"
    problem(await author.post(f"{url}/reopen"), 409, "conflict")
    done = (await author.post(f"{url}/resolve")).json()
    assert (done["resolved"], done["resolved_by"], done["resolved_at"] is None) == (True, author_id, False)
    problem(await author.post(f"{url}/resolve"), 409, "conflict")
    again = (await author.post(f"{url}/reopen")).json()
    assert (again["resolved"], again["resolved_by"], again["resolved_at"]) == (False, None, None)


async def test_each_user_has_each_reaction_once(users: tuple[User, User]) -> None:
    (first, first_id), (second, second_id) = users
    url = f"{URL}/{(await say(first))['id']}/reactions"
    for client in (first, first, second):
        told = (await client.put(url, json={"emoji": "+1"})).json()["reactions"]
    assert told == [{"emoji": "+1", "user_id": first_id}, {"emoji": "+1", "user_id": second_id}]
    left = (await first.put(url, json={"emoji": "+1", "is_set": False})).json()["reactions"]
    assert left == [{"emoji": "+1", "user_id": second_id}]
