"""The platform's catalogue, and what accounts override of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem

URL = "/alchemi/override-config"
CATALOG = f"{URL}/catalog"


@pytest.fixture
async def entry(worker: Management) -> str:
    code = uuid4().hex
    body = {"code": code, "name": "Exports", "category": code}
    assert (await worker.client.post(f"{CATALOG}/new", json=body)).status_code == 201
    return code


def override(entry: str, **more: object) -> dict[str, object]:
    return {"entity_code": entry, "name": "No exports", "category": "FEATURE"} | more


async def test_the_operator_writes_the_catalogue_and_everybody_reads_it(
    worker: Management, ours: TestAccount, entry: str
) -> None:
    operator, below = worker.client, uuid4().hex
    body = {"code": below, "name": "Below", "category": entry, "parent_code": entry, "value_config": {"a": 1}}
    assert (await operator.post(f"{CATALOG}/new", json=body)).status_code == 201
    problem(await operator.post(f"{CATALOG}/new", json=body), 409, "conflict")
    async with ours.user("internal_user_viewer") as (viewer, _):
        page = (await viewer.get(f"{CATALOG}/list", params={"category": entry})).json()
    assert ({one["code"] for one in page["catalog_entries"]}, page["total"]) == ({entry, below}, 2)
    problem(await operator.patch(f"{CATALOG}/{entry}", json={"parent_code": below}), 422, "invalid-request")
    problem(await operator.patch(f"{CATALOG}/{entry}", json={"parent_code": "nothing"}), 422, "invalid-request")
    problem(await operator.delete(f"{CATALOG}/{entry}"), 409, "conflict")
    problem(await operator.put(f"{CATALOG}/{uuid4().hex}", json={"name": "a"}), 404, "not-found")
    assert (await operator.put(f"{CATALOG}/{below}", json={"parent_code": None})).json()["parent_code"] is None
    assert (await operator.delete(f"{CATALOG}/{entry}")).status_code == 200


async def test_only_what_the_catalogue_has_is_overridden(worker: Management, ours: TestAccount, entry: str) -> None:
    problem(await ours.admin.post(URL, json=override("nothing")), 422, "invalid-request")
    await worker.client.patch(f"{CATALOG}/{entry}", json={"is_active": False})
    found = problem(await ours.admin.post(URL, json=override(entry)), 422, "invalid-request")
    assert found["errors"][0]["pointer"] == "/entity_code"


async def test_each_user_and_group_has_an_override_of_its_own(
    ours: TestAccount, theirs: TestAccount, entry: str
) -> None:
    group = (await ours.admin.post("/alchemi/group", json={"name": uuid4().hex})).json()["id"]
    wanted = [{}, {"scope_type": "GROUP", "scope_id": group}, {"scope_type": "USER", "scope_id": ours.admin_id},
              {"product_code": "p"}]  # fmt: skip
    for scope in wanted:
        assert (await ours.admin.post(URL, json=override(entry, **scope))).status_code == 201
        assert problem(await ours.admin.post(URL, json=override(entry, **scope)), 409, "conflict")["field"]
    for scope in (
        {"scope_type": "USER", "scope_id": theirs.admin_id}, {"scope_type": "GROUP", "scope_id": "nothing"},
        {"scope_type": "USER"}, {"scope_id": group},
    ):  # fmt: skip
        found = problem(await ours.admin.post(URL, json=override(entry, **scope)), 422, "invalid-request")
        assert found["errors"][0]["pointer"] == "/scope_id"


async def test_an_override_holds_for_its_time(ours: TestAccount, entry: str) -> None:
    late = {"valid_from": "2000-01-01T00:00:00Z", "valid_until": "2001-01-01T00:00:00"}
    past = (await ours.admin.post(URL, json=override(entry, **late))).json()
    assert past["valid_until"] == "2001-01-01T00:00:00Z"
    now = (await ours.admin.post(URL, json=override(entry, product_code="now"))).json()
    soon = override(entry, product_code="soon", valid_from="2999-01-01T00:00:00Z")
    assert (await ours.admin.post(URL, json=soon)).status_code == 201
    held = [one["id"] for one in (await ours.admin.get(f"{URL}/active", params={"limit": 200})).json()["overrides"]]
    assert (now["id"] in held, past["id"] in held) == (True, False)
    for body in ({"valid_until": "1999-01-01T00:00:00Z"}, {"valid_from": "2001-01-01T00:00:00Z"}):
        response = await ours.admin.patch(f"{URL}/{past['id']}", json=body)
        assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == "/valid_until"


async def test_what_the_platform_has_set_stays(ours: TestAccount, entry: str) -> None:
    body = override(entry, set_by_platform=True)
    problem(await ours.admin.post(URL, json=body), 403, "forbidden")
    made = await ours.service.post(f"{URL.removesuffix('-config')}/new", json=body)
    url = made.headers["location"]
    assert (made.status_code, url) == (201, f"{URL}/{made.json()['id']}")
    problem(await ours.admin.patch(url, json={"action": "ALLOW"}), 403, "forbidden")
    problem(await ours.admin.delete(url), 403, "forbidden")
    assert (await ours.service.delete(url)).status_code == 200


@pytest.fixture(scope="module")
async def theirs(worker: Management) -> AsyncIterator[TestAccount]:
    async with an_account(worker) as account:
        yield account
