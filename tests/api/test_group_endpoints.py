"""Groups: the standard routes of a resource, and what is special about the default one."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.support.accounts import TestAccount
from tests.support.management import Management, problem


async def test_a_group_is_made_read_changed_and_deleted(ours: TestAccount) -> None:
    name = uuid4().hex
    made = await ours.admin.post("/alchemi/group/new", json={"name": name, "account_id": ours.account_id})
    assert made.status_code == 201, made.text
    group = made.json()
    assert made.headers["location"] == f"/alchemi/group/{group['id']}"
    assert (group["name"], group["description"], group["created_by"]) == (name, None, ours.admin_id)
    read = await ours.service.get(made.headers["location"])
    assert (read.json(), read.headers["etag"]) == (group, made.headers["etag"])
    changed = await ours.admin.patch(f"/alchemi/group/{group['id']}", json={"description": "All of them."})
    assert changed.json() | {"updated_at": 0} == group | {"description": "All of them.", "updated_at": 0}
    cleared = await ours.admin.put(f"/alchemi/group/{group['id']}", json={"description": None})
    assert (cleared.json()["name"], cleared.json()["description"]) == (name, None)
    problem(await ours.admin.put(f"/alchemi/group/{group['id']}", json={}), 400, "nothing-to-change")
    gone = await ours.admin.delete(f"/alchemi/group/{group['id']}")
    assert gone.json() == {"id": group["id"], "message": "The group was deleted."}
    problem(await ours.admin.get(f"/alchemi/group/{group['id']}"), 404, "not-found")


async def test_a_name_that_is_taken_is_a_conflict_of_that_field(ours: TestAccount, theirs: TestAccount) -> None:
    name = uuid4().hex
    first = (await ours.admin.post("/alchemi/group", json={"name": name})).json()
    other = (await ours.admin.post("/alchemi/group", json={"name": uuid4().hex})).json()
    for response in (
        await ours.admin.post("/alchemi/group", json={"name": name}),
        await ours.admin.patch(f"/alchemi/group/{other['id']}", json={"name": name}),
    ):
        found = problem(response, 409, "conflict")
        assert (found["field"], found["errors"][0]["pointer"]) == ("name", "/name")
        assert first["id"] not in response.text
    assert (await theirs.admin.post("/alchemi/group", json={"name": name})).status_code == 201


async def test_one_group_is_the_default_and_stays(ours: TestAccount) -> None:
    assert (await ours.admin.get("/alchemi/group/default")).status_code == 404
    body = {"name": uuid4().hex, "is_default": True}
    group = (await ours.admin.post("/alchemi/group", json=body)).json()
    assert (await ours.admin.get("/alchemi/group/default")).json() == group
    second = await ours.admin.post("/alchemi/group", json={"name": uuid4().hex, "is_default": True})
    assert problem(second, 409, "conflict")["field"] == "is_default"
    problem(await ours.admin.delete(f"/alchemi/group/{group['id']}"), 409, "conflict")


async def test_an_owner_is_a_user_of_the_account(ours: TestAccount, theirs: TestAccount) -> None:
    for owner in (theirs.admin_id, "nobody"):
        response = await ours.admin.post("/alchemi/group", json={"name": uuid4().hex, "owner_id": owner})
        assert [one["pointer"] for one in problem(response, 422, "invalid-request")["errors"]] == ["/owner_id"]
    body = {"name": uuid4().hex, "owner_id": ours.admin_id}
    assert (await ours.admin.post("/alchemi/group", json=body)).status_code == 201


async def test_a_page_is_sorted_filtered_searched_and_counted(worker: Management, ours: TestAccount) -> None:
    mark = uuid4().hex
    for number in range(5):
        body = {"name": f"{mark} {number} 100%", "description": "odd" if number % 2 else "even_one"}
        assert (await ours.admin.post("/alchemi/group", json=body)).status_code == 201
    page = (await ours.admin.get("/alchemi/group", params={"q": mark, "sort": "-name", "limit": 2, "offset": 1})).json()
    assert ([one["name"][-6] for one in page["groups"]], page["total"]) == (["3", "2"], 5)
    assert (page["limit"], page["offset"]) == (2, 1)
    # A character that means something to the database is only itself.
    for text, count in (("%", 5), ("100%", 5), ("en_o", 3), ("_________________________", 0), ("\\", 0)):
        found = (await ours.admin.get("/alchemi/group/list", params={"q": text, "sort": "name"})).json()
        assert len([one for one in found["groups"] if mark in one["name"]]) == count, text
    since = page["groups"][0]["created_at"]
    later = (await ours.admin.get("/alchemi/group", params={"q": mark, "created_after": since})).json()
    assert later["total"] == 2


@pytest.mark.parametrize(
    "query", [{"limit": 0}, {"limit": 201}, {"offset": -1}, {"sort": "owner_id"}, {"nothing": 1}, {"q": "a\0b"}]
)
async def test_a_query_that_cannot_be_answered_is_refused(ours: TestAccount, query: dict[str, str]) -> None:
    found = problem(await ours.admin.get("/alchemi/group", params=query), 422, "invalid-request")
    assert [one["parameter"] for one in found["errors"]] == list(query)


async def test_a_stale_version_is_refused(ours: TestAccount) -> None:
    made = await ours.admin.post("/alchemi/group", json={"name": uuid4().hex})
    url, seen = made.headers["location"], {"if-match": made.headers["etag"]}
    changed = await ours.admin.patch(url, json={"description": "a"}, headers=seen)
    assert changed.status_code == 200
    stale = await ours.admin.patch(url, json={"description": "b"}, headers=seen)
    assert problem(stale, 412, "precondition-failed")["current"] == changed.headers["etag"]
    problem(await ours.admin.delete(url, headers={"if-match": '"1"'}), 412, "precondition-failed")
    now = {"if-match": f'"1", {changed.headers["etag"]}'}
    assert (await ours.admin.patch(url, json={"description": "b"}, headers=now)).status_code == 200


async def test_another_account_is_not_named(ours: TestAccount, theirs: TestAccount) -> None:
    for response in (
        await ours.admin.post("/alchemi/group", json={"name": "a", "account_id": theirs.account_id}),
        await ours.admin.get("/alchemi/group", params={"account_id": theirs.account_id}),
        await ours.admin.get("/alchemi/group/count", params={"account_id": theirs.account_id}),
    ):
        problem(response, 403, "forbidden")


async def test_a_service_names_the_user_it_acts_for(ours: TestAccount) -> None:
    made = await ours.service.post("/alchemi/group", json={"name": uuid4().hex}, headers={"x-user-id": "u-7"})
    assert (made.json()["created_by"], made.json()["updated_by"]) == ("u-7", "u-7")
    made = await ours.service.post("/alchemi/group", json={"name": uuid4().hex})
    assert made.json()["created_by"] == "service"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b'{"name": "a\\u0000b"}', "/name"),
        (b'{"name": "a\\ud800"}', "/name"),
        (b'{"name": ""}', "/name"),
        (b'{"name": "a", "id": "b"}', "/id"),
        (b'{"name": "a", "created_by": "b"}', "/created_by"),
        (b'{"name": "a", "contact_email": "b"}', "/contact_email"),
        (b'{"name": NaN}', "/name"),
        (b"[" * 5000 + b"]" * 5000, ""),
        (b"{", ""),
        (b"[]", ""),
    ],
)
async def test_a_body_that_cannot_be_kept_names_its_field(ours: TestAccount, body: bytes, pointer: str) -> None:
    headers = {"content-type": "application/json"}
    found = problem(await ours.admin.post("/alchemi/group", content=body, headers=headers), 422, "invalid-request")
    assert [one["pointer"] for one in found["errors"]] == [pointer]


async def test_a_body_that_is_too_large_is_not_read(ours: TestAccount) -> None:
    large = b'{"name": "' + b"a" * 2**20 + b'"}'
    headers = {"content-type": "application/json"}
    problem(await ours.admin.post("/alchemi/group", content=large, headers=headers), 413, "body-too-large")

    async def parts() -> object:
        for _ in range(40):
            yield b"a" * 2**15

    problem(await ours.admin.post("/alchemi/group", content=parts(), headers=headers), 413, "body-too-large")
