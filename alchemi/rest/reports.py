"""Reading over many rows: few at once for an account, and not for long, so that it takes nobody else's turn at the database."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import TooManyRequestsError
from alchemi.tenancy.account import AccountId

AT_ONCE: Final = 2
WAITING: Final = 8
SECONDS: Final = 15
_LIMIT: Final = Statement(f"SET LOCAL statement_timeout = {SECONDS * 1000}", [])


class Reports:
    """The turns of each account. Each process has its own."""

    def __init__(self) -> None:
        self._turns: defaultdict[AccountId, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))
        self._asking: defaultdict[AccountId, int] = defaultdict(int)

    @asynccontextmanager
    async def turn(self, account: AccountId) -> AsyncIterator[None]:
        """One of the account's turns.

        Raises:
            TooManyRequestsError: enough others wait for theirs.
        """
        if self._asking[account] >= AT_ONCE + WAITING:
            raise TooManyRequestsError("Enough reports of this account are being made; try again.", retry_after_s=1)
        self._asking[account] += 1
        try:
            async with self._turns[account]:
                yield
        finally:
            self._asking[account] -= 1
            if not self._asking[account]:
                del self._asking[account], self._turns[account]


async def limit_time(unit: Unit) -> None:
    """The unit's statements take `SECONDS` at most; then the database gives up, which is told as its being too busy."""
    await unit.execute(_LIMIT)
