"""Mails about keys as they are written down and sent: with the change or not at all, and once whoever sends them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from alchemi.accounts.key_mails import KeyMails
from alchemi.accounts.outbox import Outbox
from alchemi.accounts.stores import call
from alchemi.audit.writer import AuditJournal
from alchemi.integrations.mail import Mailer, MailServer
from alchemi.tenancy.account import AccountId
from tests.support.accounts import TestAccount, an_account
from tests.support.mail_server import KeptMails
from tests.support.management import ORIGIN, Management

KEYS = "LiteLLM_VerificationToken"


async def nobody() -> list[AccountId]:
    return []


def outbox(worker: Management, server: MailServer, now: datetime | None = None) -> Outbox:
    return Outbox(worker.stores.app, Mailer(server), nobody, now=lambda: now or datetime.now(UTC))


@pytest.fixture
def mails() -> Iterator[KeptMails]:
    with KeptMails() as server:
        yield server


@pytest.fixture
async def named(worker: Management) -> AsyncIterator[list[AccountId]]:
    """The accounts that were named to the outbox; keys are told of meanwhile."""
    found: list[AccountId] = []
    journal = worker.stores.app.journal
    assert isinstance(journal, AuditJournal)
    journal.beside = [KeyMails(ORIGIN, found.append, now=lambda: datetime.now(UTC))]
    yield found
    journal.beside = ()


@pytest.fixture
async def account(worker: Management) -> AsyncIterator[TestAccount]:
    async with an_account(worker) as one:
        yield one


async def make_key(account: TestAccount, *, fails: bool = False, **more: Any) -> str:
    data = {"token": uuid4().hex, "models": [], "user_id": account.admin_id, "key_name": "sk-...9xQ2", **more}
    async with account.worker.stores.rows_of(account.account_id) as rows:
        await call(rows, KEYS, "create", data=data)
        if fails:
            raise LookupError("The transaction fails.")
    return str(data["token"])


async def log_of(account: TestAccount) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await account.admin.get("/alchemi/email-event/list")).json()["deliveries"]
    return found


async def test_a_key_that_came_to_nothing_is_not_told_of(
    account: TestAccount, named: list[AccountId], mails: KeptMails
) -> None:
    with pytest.raises(LookupError):
        await make_key(account, fails=True)
    assert (named, await log_of(account)) == ([], [])
    assert await outbox(account.worker, mails.server).send_due(account.account_id) == 0


async def test_two_workers_at_once_send_each_mail_once(
    account: TestAccount, named: list[AccountId], mails: KeptMails
) -> None:
    for _ in range(15):
        await make_key(account)
    assert set(named) == {account.account_id}
    boxes = [outbox(account.worker, mails.server) for _ in range(4)]
    sent = await asyncio.gather(*(box.send_due(account.account_id) for box in boxes))
    assert (sum(sent), len(mails.mails)) == (15, 15)
    assert {one["status"] for one in await log_of(account)} == {"SENT"}
    assert await boxes[0].send_due(account.account_id) == 0


async def test_another_account_sends_nothing_of_it(
    account: TestAccount, theirs: TestAccount, named: list[AccountId], mails: KeptMails
) -> None:
    await make_key(account)
    assert await outbox(account.worker, mails.server).send_due(theirs.account_id) == 0
    assert mails.mails == []
    assert [one["status"] for one in await log_of(account)] == ["PENDING"]


async def test_a_name_cannot_say_more_than_a_name(
    account: TestAccount, named: list[AccountId], mails: KeptMails
) -> None:
    await make_key(account, key_alias="x\r\n\r\nBcc: a@evil.example\r\nPay here {base}" + "y" * 300)
    await outbox(account.worker, mails.server).send_due(account.account_id)
    mail = mails.next()
    assert mail["Bcc"] is None
    [line] = [one for one in mail.get_content().splitlines() if "evil" in one]
    assert line.startswith('The virtual key "x Bcc: a@evil.example Pay here {base}y')
    assert "y" * 80 not in line
    assert "(sk-...9xQ2)" in line


async def test_a_key_of_a_browsers_session_or_of_nobody_is_not_told_of(
    account: TestAccount, named: list[AccountId]
) -> None:
    await make_key(account, team_id="litellm-dashboard")
    await make_key(account, user_id=None)
    await make_key(account, user_id="nobody-here")
    assert await log_of(account) == []


async def test_a_mail_that_cannot_be_sent_says_why_and_the_key_stays(
    account: TestAccount, named: list[AccountId], mails: KeptMails
) -> None:
    token = await make_key(account)
    down = MailServer("127.0.0.1", 9, "console@alchemi.example", uses_tls=False)
    assert await outbox(account.worker, down).send_due(account.account_id) == 1
    [told] = await log_of(account)
    assert (told["status"], told["error"]) == ("FAILED", "The mail server did not take the mail: it cannot be reached.")
    async with account.worker.stores.rows_of(account.account_id, is_read_only=True) as rows:
        assert await call(rows, KEYS, "count", where={"token": token}) == 1
    assert await outbox(account.worker, mails.server).send_due(account.account_id) == 0


async def test_what_a_lost_worker_had_claimed_is_not_sent_again(
    account: TestAccount, named: list[AccountId], mails: KeptMails
) -> None:
    await make_key(account)
    now = datetime.now(UTC)
    async with account.worker.stores.rows_of(account.account_id) as rows:
        await call(rows, "Alchemi_EmailDeliveryTable", "update_many", where={}, data={"claimed_at": now})
    assert await outbox(account.worker, mails.server, now + timedelta(minutes=9)).send_due(account.account_id) == 0
    assert [one["status"] for one in await log_of(account)] == ["PENDING"]
    assert await outbox(account.worker, mails.server, now + timedelta(minutes=11)).send_due(account.account_id) == 0
    [told] = await log_of(account)
    assert (told["status"], "may have arrived" in told["error"]) == ("FAILED", True)


async def test_the_outbox_sends_by_itself_once_it_is_told(
    account: TestAccount, named: list[AccountId], mails: KeptMails
) -> None:
    box = outbox(account.worker, mails.server)
    running = asyncio.get_running_loop().create_task(box.send_forever())
    await make_key(account)
    box.name(account.account_id)
    mail = await asyncio.to_thread(mails.next, 5)
    assert mail["Subject"] == "A virtual key was made for you"
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert len(mails.mails) == 1


async def test_a_text_that_was_sent_is_kept_nowhere(
    account: TestAccount, named: list[AccountId], mails: KeptMails
) -> None:
    await make_key(account)
    await outbox(account.worker, mails.server).send_due(account.account_id)
    async with account.worker.stores.rows_of(account.account_id, is_read_only=True) as rows:
        [row] = await call(rows, "Alchemi_EmailDeliveryTable", "find_many", where={})
    assert row["text"] is None
