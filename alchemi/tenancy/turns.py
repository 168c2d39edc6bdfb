"""Turns at what all accounts share: a few at once for each, so that none takes them all."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from alchemi.errors import TooManyRequestsError
from alchemi.tenancy.account import AccountId


class Turns:
    """Of each account `at_once` work and `waiting` wait. Each process has its own; nothing is kept of who asks nothing."""

    def __init__(self, at_once: int, waiting: int, refusal: str) -> None:
        self._most = at_once + waiting
        self._refusal = refusal
        self._turns: defaultdict[AccountId, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(at_once))
        self._asking: defaultdict[AccountId, int] = defaultdict(int)

    @asynccontextmanager
    async def turn(self, account: AccountId) -> AsyncIterator[None]:
        """One of the account's turns.

        Raises:
            TooManyRequestsError: enough others wait for theirs.
        """
        if self._asking[account] >= self._most:
            raise TooManyRequestsError(self._refusal, retry_after_s=1)
        self._asking[account] += 1
        try:
            async with self._turns[account]:
                yield
        finally:
            self._asking[account] -= 1
            if not self._asking[account]:
                del self._asking[account], self._turns[account]
