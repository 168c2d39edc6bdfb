"""An account's own mail server: what goes through it, what is told of it, and whose it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from alchemi.config.private_hosts import parse_private_hosts
from tests.support.accounts import an_account
from tests.support.cluster import TestDatabase
from tests.support.mail_server import KeptMails
from tests.support.management import Management, management, problem
from tests.support.signing_in import an_address

URL = "/alchemi/account/smtp"


@pytest.fixture(scope="module")
def own() -> Iterator[KeptMails]:
    with KeptMails() as mails:
        yield mails


@pytest.fixture(scope="module")
def deployments() -> Iterator[KeptMails]:
    with KeptMails() as mails:
        yield mails


@pytest.fixture(scope="module")
async def mailing(database: TestDatabase, own: KeptMails, deployments: KeptMails) -> AsyncIterator[Management]:
    allowed = parse_private_hosts(f"127.0.0.1:{own.server.port}")
    async with management(database, mail_server=deployments.server, private_hosts=allowed) as running:
        yield running


def _body(mails: KeptMails) -> dict[str, object]:
    return {
        "smtp_host": "127.0.0.1", "smtp_port": mails.server.port, "sender_email": "it@corp.example",
        "sender_name": "Corp IT", "uses_tls": False,
    }  # fmt: skip


async def test_invitations_and_new_passwords_go_through_it(
    mailing: Management, own: KeptMails, deployments: KeptMails
) -> None:
    async with an_account(mailing) as account, an_account(mailing) as other:
        assert (await account.admin.get(URL)).json()["smtp_config"] is None
        made = await account.admin.patch(URL, json=_body(own))
        assert (made.status_code, made.json()["account_id"]) == (200, account.account_id)
        invited = await account.admin.post("/alchemi/invite", json={"email": an_address()})
        assert invited.json()["was_mailed"]
        assert own.next()["From"] == "Corp IT <it@corp.example>"
        email = (await account.admin.get("/v2/session")).json()["caller"]["email"]
        assert (await account.admin.post("/v2/login/forgot", json={"email": email})).status_code == 202
        assert (await asyncio.to_thread(own.next))["To"] == email
        assert (await other.admin.post("/alchemi/invite", json={"email": an_address()})).json()["was_mailed"]
        assert deployments.next()["From"] == "console@alchemi.example"
        assert (await account.admin.post(f"{URL}/test")).json()["ok"]
        assert (await account.admin.delete(URL)).status_code == 200
        assert (await account.admin.delete(URL)).status_code == 404
        assert (await account.admin.post("/alchemi/invite", json={"email": an_address()})).json()["was_mailed"]
        assert deployments.next()["From"] == "console@alchemi.example"


async def test_its_password_is_told_to_nobody_and_does_not_follow_another_host(mailing: Management) -> None:
    async with an_account(mailing) as account, an_account(mailing) as other:
        body = {"smtp_host": "smtp.corp.example", "sender_email": "it@corp.example", "smtp_password": "hunter-22"}
        told = await account.admin.put(URL, json=body)
        assert told.json()["smtp_config"]["smtp_password"] == "****"
        kept = await account.admin.patch(URL, json={"smtp_port": 465, "smtp_password": "****"})
        assert (kept.json()["smtp_config"]["smtp_port"], kept.status_code) == (465, 200)
        moved = await account.admin.patch(URL, json={"smtp_host": "smtp.thief.example"})
        assert problem(moved, 422, "invalid-request")["errors"][0]["pointer"] == "/smtp_password"
        in_clear = await account.admin.patch(URL, json={"uses_tls": False})
        assert problem(in_clear, 422, "invalid-request")["errors"][0]["pointer"] == "/uses_tls"
        events = (await account.admin.get("/alchemi/audit/logs")).text
        assert "mail_server" in events
        assert "hunter" not in events + told.text + (await account.admin.get(URL)).text
        assert (await other.admin.get(URL)).json()["smtp_config"] is None


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "::1", "localhost", "10.0.0.1", "a b", "host/path"])
async def test_it_is_no_address_inside(mailing: Management, host: str) -> None:
    async with an_account(mailing) as account:
        body = {"smtp_host": host, "sender_email": "it@corp.example"}
        refused = await account.admin.put(URL, json=body)
        assert problem(refused, 422, "invalid-request")["errors"][0]["pointer"].startswith("/smtp_host")


async def test_the_first_time_needs_a_host_and_a_sender(mailing: Management) -> None:
    async with an_account(mailing) as account:
        missing = await account.admin.patch(URL, json={"smtp_host": "smtp.corp.example"})
        assert problem(missing, 422, "invalid-request")["errors"][0]["pointer"] == "/sender_email"
        assert (await account.admin.post(f"{URL}/test")).status_code == 404
