"""A job runs as the account it belongs to, whoever armed the timer."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alchemi.errors import SeamError
from alchemi.litellm_bridge.scheduler import FIRST_RUN_S, LOAD_ALL, AccountScheduler
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import acting_as_system, acting_for, bound_account

OTHER: contextvars.ContextVar[str] = contextvars.ContextVar("other", default="")


A, B, IDLE = AccountId("a"), AccountId("b"), AccountId("idle")


class ThreeAccounts:
    """Two of them loaded; `used` are those that a job had loaded."""

    def __init__(self) -> None:
        self.used: list[AccountId] = []

    async def active(self) -> list[AccountId]:
        return [SYSTEM_ACCOUNT, A, B, IDLE]

    def loaded(self) -> list[AccountId]:
        return [A, B]

    @asynccontextmanager
    async def using(self, account: AccountId) -> AsyncIterator[None]:
        self.used.append(account)
        yield


@pytest.fixture
async def scheduler() -> AsyncIterator[AccountScheduler]:
    class Scheduler(AccountScheduler):
        accounts = ThreeAccounts()

    running = Scheduler()
    running.start()
    yield running
    running.shutdown(wait=False)


async def run_until(scheduler: AccountScheduler, job_id: str, func: Any, *args: Any, times: int) -> None:
    done = asyncio.Event()
    runs = 0

    async def then(*given: Any) -> None:
        nonlocal runs
        try:
            await func(*given)
        finally:
            runs += 1
            if runs == times:
                done.set()

    scheduler.add_job(then, "interval", days=1, next_run_time=datetime.now(UTC), id=job_id, args=args)
    await asyncio.wait_for(done.wait(), 5)


@pytest.mark.parametrize(
    ("job_id", "expected"),
    [
        ("proxy_worker_heartbeat_job", ["_system"]),
        ("refresh_model_info", ["a", "b"]),
        ("reset_budget_job", ["a", "b", "idle"]),
        ("key_rotation_job", ["a", "b", "idle"]),
        ("ptu_flat_cost_rollup_job", ["a", "b", "idle"]),
        ("litellm_expired_ui_session_key_cleanup_job", ["_system", "a", "b", "idle"]),
    ],
)
async def test_a_job_runs_as_its_owners(scheduler: AccountScheduler, job_id: str, expected: list[str]) -> None:
    seen: list[object] = []

    async def job(word: str) -> None:
        seen.append((bound_account(), OTHER.get(), word))

    with acting_as_system():
        OTHER.set("of the maker")
        await run_until(scheduler, job_id, job, "word", times=len(expected))
    assert sorted(seen) == [(account, "", "word") for account in expected]


@pytest.mark.parametrize(("job_id", "used"), [("reset_budget_job", []), ("ptu_flat_cost_rollup_job", [A, B, IDLE])])
async def test_only_a_job_that_needs_settings_loads_accounts(
    scheduler: AccountScheduler, job_id: str, used: list[AccountId]
) -> None:
    async def job() -> None:
        return None

    await run_until(scheduler, job_id, job, times=3)
    assert sorted(scheduler.accounts.used) == used


async def test_a_job_added_within_an_account_is_its_own(scheduler: AccountScheduler) -> None:
    seen: list[object] = []

    async def job() -> None:
        seen.append(bound_account())

    with acting_for("b"):
        scheduler.add_job(print, "interval", days=1, id="spend_log_cleanup_job")
    with acting_for("a"):
        assert scheduler.get_job("spend_log_cleanup_job") is None
        await run_until(scheduler, "spend_log_cleanup_job", job, times=1)
    assert seen == ["a"]
    with acting_for("b"):
        assert scheduler.get_job("spend_log_cleanup_job").id == "b:spend_log_cleanup_job"
        scheduler.remove_job("spend_log_cleanup_job")
        assert scheduler.get_job("spend_log_cleanup_job") is None


async def test_an_account_that_is_loaded_again_does_not_put_off_its_job(scheduler: AccountScheduler) -> None:
    with acting_for("a"):
        first = scheduler.add_job(print, "interval", days=1, id="spend_log_cleanup_job", replace_existing=True)
        assert first.next_run_time - datetime.now(UTC) < timedelta(seconds=FIRST_RUN_S)
        scheduler.modify_job(first.id, next_run_time=datetime.now(UTC) + timedelta(hours=3))
        planned = scheduler.get_job("spend_log_cleanup_job").next_run_time
        again = scheduler.add_job(print, "interval", days=1, id="spend_log_cleanup_job", replace_existing=True)
    assert again.next_run_time == planned


async def test_a_job_runs_with_the_settings_that_loading_found(scheduler: AccountScheduler) -> None:
    """Another worker has changed the retention while the account was not loaded here."""
    seen: list[str] = []
    done = asyncio.Event()

    async def old() -> None:
        seen.append("old")

    async def new() -> None:
        seen.append("new")
        done.set()

    class Reloading(ThreeAccounts):
        @asynccontextmanager
        async def using(self, account: AccountId) -> AsyncIterator[None]:
            scheduler.add_job(new, "interval", days=1, id="spend_log_cleanup_job", replace_existing=True)
            yield

    type(scheduler).accounts = Reloading()
    with acting_for("a"):
        scheduler.add_job(old, "interval", days=1, id="spend_log_cleanup_job", next_run_time=datetime.now(UTC))
    await asyncio.wait_for(done.wait(), 5)
    assert seen == ["new"]


async def test_every_account_is_loaded_once_a_day(scheduler: AccountScheduler) -> None:
    await scheduler._load_all()
    assert scheduler.accounts.used == [A, B, IDLE]
    assert scheduler.get_job(LOAD_ALL) is not None


async def test_a_failure_of_one_account_stops_nobody_else(scheduler: AccountScheduler) -> None:
    seen: list[object] = []

    async def job() -> None:
        seen.append(bound_account())
        if len(seen) < 3:
            raise ValueError("of the test")

    await run_until(scheduler, "reset_budget_job", job, times=3)
    assert sorted(seen) == ["a", "b", "idle"]


async def test_a_job_that_is_no_coroutine_runs_in_a_thread_as_its_owner(scheduler: AccountScheduler) -> None:
    seen: list[object] = []
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def job() -> None:
        seen.append(bound_account())
        loop.call_soon_threadsafe(done.set)

    scheduler.add_job(job, id="proxy_worker_heartbeat_job")
    await asyncio.wait_for(done.wait(), 5)
    assert seen == ["_system"]


async def test_what_the_registry_does_is_not_scheduled(scheduler: AccountScheduler) -> None:
    assert scheduler.add_job(print, id="add_deployment_job") is None
    assert [job.id for job in scheduler.get_jobs()] == [LOAD_ALL]


@pytest.mark.parametrize("arguments", [{}, {"id": "unheard_of"}, {"id": "roi_calculator_refresh"}])
def test_a_job_that_nobody_listed_is_refused(arguments: dict[str, str]) -> None:
    with pytest.raises(SeamError, match="does not list"):
        AccountScheduler().add_job(print, **arguments)
