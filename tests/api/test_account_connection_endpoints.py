"""Connections of accounts: sealed data, addresses that may be reached, and one default of each type."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount
from tests.support.management import problem

URL = "/alchemi/account-connection"
DATA = {"url": "https://tools.example/mcp", "headers": {"x-api-key": "hunter-2"}}
MASKED = {"url": "https://tools.example/mcp", "headers": {"x-api-key": "****"}}


async def made(account: TestAccount, **more: object) -> dict[str, Any]:
    body = {"name": uuid4().hex, "connection_type": "mcp", "connection_data": DATA} | more
    response = await account.admin.post(URL, json=body)
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def test_secrets_are_sealed_and_revealed_to_services_alone(ours: TestAccount) -> None:
    connection = await made(ours)
    url = f"{URL}/{connection['id']}"
    assert connection["connection_data"] == MASKED
    answers = [
        await ours.admin.get(url),
        await ours.service.get(URL),
        await ours.admin.put(url, json={"is_active": False}),
    ]
    assert not any("hunter" in one.text for one in answers)
    async with ours.worker.stores.rows_of(ours.account_id, is_read_only=True) as unit:
        [row] = await call(unit, "Alchemi_AccountConnectionTable", "find_many", where={"id": connection["id"]})
    assert "hunter" not in row["connection_data"]
    problem(await ours.admin.post(f"{url}/reveal"), 403, "forbidden")
    revealed = await ours.service.post(f"{url}/reveal")
    assert (revealed.json()["connection_data"], revealed.headers["cache-control"]) == (DATA, "no-store")


async def test_an_address_with_a_key_inside_is_not_shown(ours: TestAccount) -> None:
    data = {"url": "https://tools.example/mcp?api_key=hunter-2-hunter"}
    connection = await made(ours, connection_data=data)
    assert connection["connection_data"] == {"url": "****"}
    url = f"{URL}/{connection['id']}"
    assert (await ours.admin.put(url, json={"connection_data": {"url": "****"}})).status_code == 200
    assert (await ours.service.post(f"{url}/reveal")).json()["connection_data"] == data


async def test_kept_secrets_do_not_follow_another_address(ours: TestAccount) -> None:
    url = f"{URL}/{(await made(ours))['id']}"
    assert (await ours.admin.put(url, json={"connection_data": MASKED})).status_code == 200
    assert (await ours.service.post(f"{url}/reveal")).json()["connection_data"] == DATA
    for moved in ({"url": "https://other.example"}, {"proxyUrl": "https://other.example"}):
        response = await ours.admin.put(url, json={"connection_data": MASKED | moved})
        assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == "/connection_data"
    sent = {"url": "https://other.example", "headers": {"x-api-key": "new"}}
    assert (await ours.admin.put(url, json={"connection_data": sent})).status_code == 200


@pytest.mark.parametrize(
    ("kind", "data", "pointer"),
    [
        ("mcp", {"url": "http://169.254.169.254/latest"}, "/connection_data/url"),
        ("mcp", {"url": "https://tools.example", "oauth": {"tokenUrl": "https://10.0.0.1"}}, "/connection_data/oauth/tokenUrl"),
        ("mcp", {"url": "https://user:word@tools.example"}, "/connection_data/url"),
        ("mcp", {"url": "https://tools.example", "command": "sh"}, "/connection_data"),
        ("mcp", {"token": "t"}, "/connection_data/url"),
        ("openapi", {"spec": {"servers": [{"url": "https://[::1]/"}]}}, "/connection_data/spec/servers/0/url"),
        ("openapi", {"token": "t"}, "/connection_data/spec_url"),
        ("integration", {"host": "127.0.0.1"}, "/connection_data/host"),
    ],
)  # fmt: skip
async def test_data_that_does_not_fit_is_refused(
    ours: TestAccount, kind: str, data: dict[str, object], pointer: str
) -> None:
    body = {"name": uuid4().hex, "connection_type": kind, "connection_data": data}
    response = await ours.admin.post(URL, json=body)
    assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == pointer
    other = await made(ours, connection_type=kind, connection_data={"url": "https://tools.example"})
    response = await ours.admin.put(f"{URL}/{other['id']}", json={"connection_data": data})
    assert problem(response, 422, "invalid-request")["errors"][0]["pointer"] == pointer


async def test_one_of_each_type_is_the_default(ours: TestAccount) -> None:
    first, other = await made(ours, is_default=True), await made(ours, connection_type="integration", is_default=True)
    second = await made(ours, is_default=True)
    third = await made(ours)
    assert (await ours.admin.patch(f"{URL}/{third['id']}", json={"is_default": True})).status_code == 200
    listed = (await ours.admin.get(URL, params={"is_default": True})).json()["connections"]
    assert {one["id"] for one in listed} == {third["id"], other["id"]}
    assert not {first["id"], second["id"]} & {one["id"] for one in listed}


async def test_a_name_is_taken_once(ours: TestAccount, theirs: TestAccount) -> None:
    name = uuid4().hex
    await made(ours, name=name)
    await made(theirs, name=name)
    other = await made(ours)
    response = await ours.admin.patch(f"{URL}/{other['id']}", json={"name": name})
    assert problem(response, 409, "conflict")["field"] == "name"
