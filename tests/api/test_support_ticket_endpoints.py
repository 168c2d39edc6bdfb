"""Tickets: own ones for users, all for admins; states, numbers, comments."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest

from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem

URL = "/alchemi/ticket"
BODY = {"subject": "It is slow", "description": "Since today."}

People = tuple[tuple[httpx.AsyncClient, str], tuple[httpx.AsyncClient, str]]


@pytest.fixture(scope="module")
async def users(ours: TestAccount) -> AsyncIterator[People]:
    async with AsyncExitStack() as stack:
        first, second = [await stack.enter_async_context(ours.user()) for _ in range(2)]
        yield first, second


async def test_users_see_and_change_their_own_tickets_alone(ours: TestAccount, users: People) -> None:
    (author, author_id), (other, _) = users
    ticket = (await author.post(URL, json=BODY)).json()
    url = f"{URL}/{ticket['id']}"
    assert (ticket["created_by"], ticket["status"], ticket["priority"]) == (author_id, "OPEN", "MEDIUM")
    for response in (
        await other.get(url),
        await other.patch(url, json={"subject": "a"}),
        await other.delete(url),
        await other.post(f"{url}/comment", json={"content": "a"}),
        await other.get(f"{url}/comment"),
    ):
        problem(response, 404, "not-found")
    assert (await author.patch(url, json={"subject": "It is fast"})).json()["subject"] == "It is fast"
    for body in ({"status": "RESOLVED"}, {"priority": "URGENT"}, {"assigned_to": author_id}):
        problem(await author.patch(url, json=body), 403, "forbidden")
    problem(await author.post(URL, json=BODY | {"assigned_to": author_id}), 403, "forbidden")
    assert (await ours.admin.patch(url, json={"assigned_to": ours.admin_id})).status_code == 200
    query = {"created_by": author_id, "limit": 200}
    assert ticket["id"] in {one["id"] for one in (await ours.admin.get(URL, params=query)).json()["tickets"]}
    assert (await other.get(URL, params=query)).json()["total"] == 0


async def test_a_ticket_moves_as_its_state_allows(ours: TestAccount, users: People) -> None:
    author = users[0][0]
    url = f"{URL}/{(await author.post(URL, json=BODY)).json()['id']}"
    problem(await author.post(f"{url}/reopen"), 409, "conflict")
    assert (await ours.admin.patch(url, json={"status": "RESOLVED"})).json()["closed_at"] is None
    problem(await ours.admin.patch(url, json={"status": "WAITING"}), 409, "conflict")
    assert (await author.delete(url)).status_code == 200
    closed = (await author.get(url)).json()
    assert (closed["status"], closed["closed_at"] is None) == ("CLOSED", False)
    problem(await author.delete(url), 409, "conflict")
    reopened = (await author.post(f"{url}/reopen")).json()
    assert (reopened["status"], reopened["closed_at"]) == ("OPEN", None)


async def test_the_first_answer_of_another_is_noted(ours: TestAccount, users: People) -> None:
    author, author_id = users[0]
    url = f"{URL}/{(await author.post(URL, json=BODY)).json()['id']}"
    own = await author.post(f"{url}/comment", json={"content": "Anybody?"})
    assert (own.status_code, own.json()["created_by"]) == (201, author_id)
    assert (await author.get(url)).json()["first_response_at"] is None
    answer = (await ours.admin.post(f"{url}/comment", json={"content": "Yes."})).json()
    await ours.admin.post(f"{url}/comment", json={"content": "Done."})
    assert (await author.get(url)).json()["first_response_at"] == answer["created_at"]
    page = (await author.get(f"{url}/comment/list")).json()
    assert [one["content"] for one in page["comments"]] == ["Anybody?", "Yes.", "Done."]


async def test_numbers_count_up_for_each_account_without_gaps(worker: Management) -> None:
    async with an_account(worker) as one, an_account(worker) as another:
        both = [account.service.post(URL, json=BODY) for account in (one, another) for _ in range(8)]
        answers = await asyncio.gather(*both)
    assert {answer.status_code for answer in answers} == {201}
    assert [sorted(answer.json()["number"] for answer in part) for part in (answers[:8], answers[8:])] == [
        list(range(1, 9))
    ] * 2


async def test_the_operators_support_works_on_the_tickets_of_all_accounts(
    worker: Management, ours: TestAccount, theirs: TestAccount, users: People
) -> None:
    (author, author_id), operator = users[0], worker.client
    subject = f"Help {author_id}"
    mine = (await author.post(URL, json=BODY | {"subject": subject})).json()
    other = (await theirs.admin.post(URL, json=BODY | {"subject": subject})).json()
    page = (await operator.get(f"{URL}/queue", params={"q": subject.upper()})).json()
    assert [(one["account_id"], one["ticket_id"]) for one in page["tickets"]] == [
        (ours.account_id, mine["id"]), (theirs.account_id, other["id"]),
    ]  # fmt: skip
    url = f"{URL}/queue/{ours.account_id}/{mine['id']}"
    for refused in (await ours.admin.get(f"{URL}/queue"), await ours.admin.get(url), await theirs.admin.get(url)):
        problem(refused, 403, "forbidden")
    said = await operator.post(f"{url}/comment", json={"content": "We look at it."})
    assert said.status_code == 201, said.text
    assert (await operator.patch(url, json={"status": "RESOLVED", "priority": "HIGH"})).json()["status"] == "RESOLVED"
    problem(await operator.patch(url, json={"status": "WAITING"}), 409, "conflict")
    problem(await operator.patch(url, json={}), 400, "nothing-to-change")
    seen = (await author.get(f"{URL}/{mine['id']}")).json()
    assert (seen["status"], seen["first_response_at"]) == ("RESOLVED", said.json()["created_at"])
    assert [one["content"] for one in (await operator.get(url)).json()["comments"]] == ["We look at it."]
    told = (await author.get("/alchemi/notification", params={"type": "TICKET"})).json()["notifications"]
    about = [one["title"].partition(": ")[2] for one in told if one["content"] == subject]
    assert sorted(about) == ["it is RESOLVED", "there is an answer"]
    query = {"of_account": ours.account_id, "q": subject, "status": "RESOLVED", "priority": "HIGH"}
    assert (await operator.get(f"{URL}/queue", params=query)).json()["total"] == 1
    assert (await author.post(f"{URL}/{mine['id']}/reopen")).status_code == 200
    assert (await operator.get(f"{URL}/queue", params=query)).json()["total"] == 0
    for unknown in (
        f"{theirs.account_id}/{mine['id']}",
        f"{ours.account_id}/x",
        f"%20/{mine['id']}",
        f"none/{mine['id']}",
    ):
        problem(await operator.get(f"{URL}/queue/{unknown}"), 404, "not-found")


async def test_who_changes_a_ticket_is_not_told_of_it(ours: TestAccount, users: People) -> None:
    author = users[1][0]
    url = f"{URL}/{(await author.post(URL, json=BODY)).json()['id']}"
    await author.post(f"{url}/comment", json={"content": "Anybody?"})
    await author.delete(url)
    assert (await author.get("/alchemi/notification", params={"type": "TICKET"})).json()["total"] == 0
    await ours.admin.post(f"{url}/comment", json={"content": "Yes."})
    assert (await author.get("/alchemi/notification", params={"type": "TICKET"})).json()["total"] == 1
