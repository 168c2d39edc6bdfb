"""Mails of an account: its own switches, its own log, and no mail to anybody outside."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import pytest

from tests.support.accounts import TestAccount, an_account
from tests.support.cluster import TestDatabase
from tests.support.mail_server import KeptMails
from tests.support.management import Management, management, problem

URL = "/alchemi/email-event"
INVITED = "New User Invitation"


@pytest.fixture(scope="module")
def mails() -> Iterator[KeptMails]:
    with KeptMails() as server:
        yield server


@pytest.fixture(scope="module")
async def worker(database: TestDatabase, mails: KeptMails) -> AsyncIterator[Management]:
    async with management(database, mail_server=mails.server) as running:
        yield running


async def switches(account: TestAccount) -> dict[str, bool]:
    settings = (await account.admin.get("/email/event_settings")).json()["settings"]
    return {one["event"]: one["enabled"] for one in settings}


async def test_each_account_has_its_own_switches(ours: TestAccount, theirs: TestAccount) -> None:
    assert set((await switches(ours)).values()) == {True}
    body = {"settings": [{"event": INVITED, "enabled": False}]}
    for _ in range(2):
        assert (await ours.admin.patch(URL, json=body)).status_code == 200
    assert {event for event, on in (await switches(ours)).items() if not on} == {INVITED}
    assert set((await switches(theirs)).values()) == {True}
    problem(await ours.admin.patch(URL, json={"settings": body["settings"] * 2}), 422, "invalid-request")
    unknown = {"settings": [{"event": "Nothing", "enabled": True}]}
    problem(await ours.admin.patch(URL, json=unknown), 422, "invalid-request")
    assert (await ours.admin.post(f"{URL}/reset")).status_code == 200
    assert set((await switches(ours)).values()) == {True}


async def test_members_are_kept_out(ours: TestAccount) -> None:
    async with ours.user() as (member, _):
        problem(await member.get(URL), 403, "forbidden")
        problem(await member.post(f"{URL}/test", json={}), 403, "forbidden")


async def test_what_is_switched_off_is_not_sent_and_the_log_says_so(ours: TestAccount, mails: KeptMails) -> None:
    address = f"{uuid4().hex}@corp.example"
    assert (await ours.admin.post("/alchemi/invite", json={"email": address})).json()["was_mailed"] is True
    assert mails.next()["To"] == address
    body = {"settings": [{"event": INVITED, "enabled": False}]}
    await ours.admin.patch(URL, json=body)
    silent = f"{uuid4().hex}@corp.example"
    assert (await ours.admin.post("/alchemi/invite", json={"email": silent})).json()["was_mailed"] is False
    told = [
        (one["event"], one["status"], one["sent_at"] is None)
        for to in (address, silent)
        for one in (await ours.admin.get(f"{URL}/list", params={"recipient": to})).json()["deliveries"]
    ]
    assert told == [(INVITED, "SENT", False), (INVITED, "SUPPRESSED", True)]
    await ours.admin.post(f"{URL}/reset")


async def test_a_test_goes_to_users_of_the_account_alone(worker: Management, mails: KeptMails) -> None:
    async with an_account(worker) as one, an_account(worker) as another:
        sent = (await one.admin.post(f"{URL}/test", json={})).json()
        assert (sent["event"], sent["status"], mails.next()["To"]) == ("Test", "SENT", sent["recipient"])
        for stranger in ("a@elsewhere.example", "%@corp.example"):
            found = problem(await one.admin.post(f"{URL}/test", json={"recipient": stranger}), 422, "invalid-request")
            assert found["errors"][0]["pointer"] == "/recipient"
        problem(await another.admin.post(f"{URL}/test", json={"recipient": sent["recipient"]}), 422, "invalid-request")
        problem(await one.service.post(f"{URL}/test", json={}), 422, "invalid-request")
        assert (await another.admin.get(f"{URL}/list")).json()["total"] == 0
        for _ in range(4):
            assert (await one.admin.post(f"{URL}/test", json={"recipient": sent["recipient"]})).status_code == 200
        problem(await one.admin.post(f"{URL}/test", json={}), 429, "too-many-requests")
