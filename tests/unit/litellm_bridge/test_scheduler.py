"""A job runs as the account it belongs to, whoever armed the timer."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncIterator
from typing import Any

import pytest
from alchemi.litellm_bridge.served_account import ServedAccount

from alchemi.errors import SeamError
from alchemi.litellm_bridge.scheduler import AccountScheduler
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for, bound_account

OTHER: contextvars.ContextVar[str] = contextvars.ContextVar("other", default="")


async def accounts() -> list[AccountId]:
    return [AccountId("a")]


@pytest.fixture
async def scheduler() -> AsyncIterator[AccountScheduler]:
    class Scheduler(AccountScheduler):
        served = ServedAccount(accounts)

    running = Scheduler()
    running.start()
    yield running
    running.shutdown(wait=False)


async def run_once(scheduler: AccountScheduler, job_id: str, func: Any, *args: Any) -> None:
    done = asyncio.Event()

    async def then(*given: Any) -> None:
        try:
            await func(*given)
        finally:
            done.set()

    scheduler.add_job(then, id=job_id, args=args)
    await asyncio.wait_for(done.wait(), 5)


@pytest.mark.parametrize(
    ("job_id", "expected"),
    [
        ("update_spend_job", ["a"]),
        ("proxy_worker_heartbeat_job", ["_system"]),
    ],
)
async def test_a_job_runs_as_its_owner_and_not_as_its_maker(
    scheduler: AccountScheduler, job_id: str, expected: list[str]
) -> None:
    seen: list[object] = []

    async def job(word: str) -> None:
        seen.append((bound_account(), OTHER.get(), word))

    with acting_for("maker"):
        OTHER.set("of the maker")
        await run_once(scheduler, job_id, job, "word")
    assert seen == [(account, "", "word") for account in expected]


async def test_a_job_of_both_runs_for_the_platform_and_the_account_even_if_one_fails(
    scheduler: AccountScheduler,
) -> None:
    seen: list[object] = []
    both = asyncio.Event()

    async def job() -> None:
        seen.append(bound_account())
        if len(seen) == 2:
            both.set()
        raise ValueError("of the test")

    scheduler.add_job(job, id="litellm_expired_ui_session_key_cleanup_job")
    await asyncio.wait_for(both.wait(), 5)
    assert seen == ["_system", "a"]


async def test_a_job_that_is_no_coroutine_runs_in_a_thread_as_its_owner(scheduler: AccountScheduler) -> None:
    seen: list[object] = []
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def job() -> None:
        seen.append(bound_account())
        loop.call_soon_threadsafe(done.set)

    scheduler.add_job(job, id="update_spend_job")
    await asyncio.wait_for(done.wait(), 5)
    assert seen == ["a"]


@pytest.mark.parametrize("arguments", [{}, {"id": "unheard_of"}, {"id": "roi_calculator_refresh"}])
def test_a_job_that_nobody_listed_is_refused(arguments: dict[str, str]) -> None:
    with pytest.raises(SeamError, match="does not list"):
        AccountScheduler().add_job(print, **arguments)
