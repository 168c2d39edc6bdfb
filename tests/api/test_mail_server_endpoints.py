"""An account's own mail server: what goes through it, what is told of it, and whose it is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress

import pytest

from alchemi.auth.permissions import Permission
from alchemi.config.private_hosts import parse_private_hosts
from alchemi.errors import MailError
from alchemi.integrations.mail import Mailer, MailServer
from alchemi.tenancy.context import acting_for
from tests.support.accounts import an_account
from tests.support.cluster import TestDatabase
from tests.support.mail_server import KeptMails
from tests.support.management import Management, key_with_scopes, management, problem
from tests.support.signing_in import PASSWORD, an_address

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


async def test_who_merely_switches_mails_does_not_choose_the_server(mailing: Management, own: KeptMails) -> None:
    """The links to an administrator's new password go through it."""
    scopes = frozenset({Permission.EMAIL_EVENT_READ, Permission.EMAIL_EVENT_WRITE})
    async with an_account(mailing) as account, key_with_scopes(mailing, account.account_id, scopes) as clerk:
        for answer in (
            await clerk.patch(URL, json=_body(own)),
            await clerk.delete(URL),
            await clerk.post(f"{URL}/test"),
        ):
            problem(answer, 403, "forbidden")
        assert (await clerk.get(URL)).json()["smtp_config"] is None


async def test_a_server_that_fails_keeps_no_other_account_from_mailing(
    mailing: Management, own: KeptMails, deployments: KeptMails
) -> None:
    """Whoever knows an address can make a user of it in an account of theirs, whose server takes no mail."""
    async with an_account(mailing) as thief, an_account(mailing) as victim:
        email = an_address()
        for account in (thief, victim):
            body = {"user_email": email, "password": PASSWORD}
            made = await mailing.client.post(f"/account/{account.account_id}/admin", json=body)
            assert made.status_code == 200, made.text
        assert (await thief.admin.patch(URL, json=_body(own) | {"smtp_username": "x"})).status_code == 200
        while deployments.arrived.acquire(blocking=False):
            pass
        deployments.mails.clear()
        assert (await victim.admin.post("/v2/login/forgot", json={"email": email})).status_code == 202
        mail = await asyncio.to_thread(deployments.next)
        assert victim.account_id in mail.get_content()


async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while not writer.is_closing():
            # The beginning of a greeting, and of a TLS record of 16 KiB.
            writer.write(b"\x16")
            await writer.drain()
            await asyncio.sleep(0.05)


async def test_one_accounts_server_leaves_threads_to_the_others(own: KeptMails) -> None:
    listening = await asyncio.start_server(drip, "127.0.0.1", 0)
    slow = MailServer("127.0.0.1", listening.sockets[0].getsockname()[1], "it@corp.example", uses_tls=False)
    mailer = Mailer(None, longest_s=2.0)
    with acting_for("acct-slow"):
        waiting = [asyncio.create_task(mailer.greet(slow)) for _ in range(20)]
    await asyncio.sleep(0.2)
    with acting_for("acct-quick"):
        await mailer.greet(own.server)
    assert not any(task.done() for task in waiting), "none of the other account's was over"
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    listening.close()


async def test_a_server_that_never_ends_keeps_nobody_waiting() -> None:
    """It answers with a byte now and then, in clear, or while encryption is being agreed upon."""
    listening = await asyncio.start_server(drip, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    mailer = Mailer(None, longest_s=1.0)
    server = MailServer("127.0.0.1", port, "it@corp.example", uses_tls=False)
    began_s = time.monotonic()
    waiting = [asyncio.create_task(mailer.greet(server)) for _ in range(12)]
    await asyncio.sleep(0.2)
    # What others do in threads goes on.
    assert await asyncio.wait_for(asyncio.to_thread(lambda: "done"), 0.5) == "done"
    found = await asyncio.gather(*waiting, return_exceptions=True)
    assert {type(one) for one in found} == {MailError}
    assert time.monotonic() - began_s < 4
    listening.close()
