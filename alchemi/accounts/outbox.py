"""Mails that were written down in the transaction of what they tell of, and are sent once that is kept: each once.

A mail is claimed before it is sent. One whose worker died in between counts as failed: nobody can tell whether it went out,
and a second one would be worse than none.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from alchemi.accounts import email_events
from alchemi.accounts.email_events import Post
from alchemi.accounts.mail_servers import server_of
from alchemi.db.engine import Database
from alchemi.db.sql.statement import Statement
from alchemi.integrations.mail import Mail, Mailer
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for

log = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 0.5
SWEEP_EVERY_S: Final = 600.0
_LOOKS: Final = 4
"""How often an account is looked at after it was named: a transaction ends soon after its mail was written."""
_AT_ONCE: Final = 8
_CLAIMED: Final = 20
_LOST_AFTER: Final = timedelta(minutes=10)
_LOST_TEXT: Final = "The worker ended while it sent this; it may have arrived."
_CLAIM: Final = (
    'UPDATE "Alchemi_EmailDeliveryTable" d SET claimed_at = $2 WHERE d.account_id = $1 AND d.id IN ('
    "SELECT t.id FROM \"Alchemi_EmailDeliveryTable\" t WHERE t.account_id = $1 AND t.status = 'PENDING'"
    " AND t.text IS NOT NULL AND t.claimed_at IS NULL ORDER BY t.created_at, t.id"
    f" LIMIT {_CLAIMED} FOR UPDATE SKIP LOCKED) RETURNING d.id, d.recipient, d.subject, d.text"
)
_GIVE_UP: Final = (
    "UPDATE \"Alchemi_EmailDeliveryTable\" SET status = 'FAILED', error = $3, text = NULL"
    " WHERE account_id = $1 AND status = 'PENDING' AND text IS NOT NULL AND claimed_at < $2"
)


class Outbox:
    """Sends what is due, a few accounts at a time: a mail server that does not answer holds up its own account alone."""

    def __init__(
        self,
        database: Database,
        mailer: Mailer,
        accounts: Callable[[], Awaitable[Sequence[AccountId]]],
        *,
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._mailer = mailer
        self._accounts = accounts
        self._now = now
        self._looks: dict[AccountId, int] = {}
        self._sending: dict[AccountId, asyncio.Task[None]] = {}
        self._named = asyncio.Event()

    def name(self, account: AccountId) -> None:
        """Say that the account is about to have mails to be sent."""
        self._looks[account] = _LOOKS
        self._named.set()

    async def send_forever(self) -> None:
        """Send what is due until cancelled."""
        try:
            while True:
                await self._named.wait()
                await asyncio.sleep(LOOK_EVERY_S)
                self._begin()
                if not self._looks:
                    self._named.clear()
        finally:
            tasks = list(self._sending.values())
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def sweep(self) -> None:
        """Look once at every account: a worker may have ended before it sent what it had written.

        Raises:
            DatabaseUnavailableError: which accounts there are cannot be read.
        """
        for account in await self._accounts():
            self._looks.setdefault(account, 1)
        self._named.set()

    async def send_due(self, account: AccountId) -> int:
        """Send what the account has to be sent now; how many mails."""
        sent = 0
        with acting_for(account):
            while posts := await self._claim(account):
                for post in posts:
                    await email_events.send(self._database, self._mailer, post, now=self._now)
                sent += len(posts)
        return sent

    async def _claim(self, account: AccountId) -> list[Post]:
        now = self._now()
        async with self._database.unit() as unit:
            await unit.execute(Statement(_GIVE_UP, [account, now - _LOST_AFTER, _LOST_TEXT]))
            rows = await unit.fetch(Statement(_CLAIM, [account, now]))
            server = await server_of(unit) if rows else None
        return [Post(row["id"], Mail(row["recipient"], row["subject"], row["text"]), server) for row in rows]

    def _begin(self) -> None:
        for account in list(self._looks):
            if account in self._sending or len(self._sending) >= _AT_ONCE:
                continue
            self._looks[account] -= 1
            if not self._looks[account]:
                del self._looks[account]
            self._sending[account] = asyncio.get_running_loop().create_task(self._send(account))

    async def _send(self, account: AccountId) -> None:
        try:
            await self.send_due(account)
        except Exception:
            # A background task: what stays unsent is looked for again, and no other account waits for it.
            log.exception("outbox.failed", extra={"of_account": account})
        finally:
            del self._sending[account]
