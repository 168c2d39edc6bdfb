"""Runs work once per account, each in a context of its own, so that one account's failure stays its own."""

from __future__ import annotations

import asyncio
import contextvars
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for

log = logging.getLogger(__name__)

AT_ONCE: Final = 4
"""Accounts that one job works on at the same time: a job must not take all connections to the database."""

R = TypeVar("R")


class Accounts(Protocol):
    """Which accounts there are. `active` may ask the database; `loaded` are those with state in this process.

    `using` holds an account's state, loaded, for a block.
    """

    async def active(self) -> list[AccountId]: ...

    def loaded(self) -> list[AccountId]: ...

    def using(self, account: AccountId) -> AbstractAsyncContextManager[object]: ...


@dataclass(frozen=True, slots=True)
class KnownAccounts:
    """`Accounts`, of their parts."""

    list_active: Callable[[], Awaitable[Sequence[AccountId]]]
    list_loaded: Callable[[], list[AccountId]]
    use: Callable[[AccountId], AbstractAsyncContextManager[object]]

    async def active(self) -> list[AccountId]:
        return [*await self.list_active()]

    def loaded(self) -> list[AccountId]:
        return self.list_loaded()

    def using(self, account: AccountId) -> AbstractAsyncContextManager[object]:
        return self.use(account)


async def run_as(account: AccountId, work: Callable[[], Awaitable[R]]) -> R:
    """Run `work` as `account` in a context that holds nothing else: a timer's is that of whoever armed it."""

    async def run() -> R:
        with acting_for(account):
            return await work()

    return await asyncio.get_running_loop().create_task(run(), context=contextvars.Context())


async def run_for_each(
    accounts: Iterable[AccountId], work: Callable[[], Awaitable[object]], *, job: str, at_once: int = AT_ONCE
) -> dict[AccountId, Exception]:
    """Run `work` as each account. Failures are logged and returned, and stop nobody else's."""
    failures: dict[AccountId, Exception] = {}
    slots = asyncio.Semaphore(at_once)

    async def one(account: AccountId) -> None:
        async with slots:
            try:
                await run_as(account, work)
            except Exception as error:
                # One account's failure must not stop the others'.
                log.exception("job.failed", extra={"job": job, "job_account": account})
                failures[account] = error

    async with asyncio.TaskGroup() as group:
        for account in accounts:
            group.create_task(one(account))
    return failures
