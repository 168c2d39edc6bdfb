"""The wheel's scheduler, with each job run as the accounts it belongs to and not as whoever armed the timer."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import wraps
from typing import Any, ClassVar, Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from alchemi.errors import SeamError
from alchemi.litellm_bridge.fan_out import Accounts, run_for_each
from alchemi.litellm_bridge.spend_pipeline import dirty_accounts
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import acting_as_system, bound_account, require_account
from alchemi.tenancy.origin import Cause, Origin, caused_by


class RunAs(Enum):
    """Whose rows a job works on."""

    SYSTEM = "the platform alone"
    QUEUED = "accounts that have something waiting in this process"
    LOADED = "accounts with state in this process"
    ACTIVE = "all active accounts; their rows are enough"
    CONFIGURED = "all active accounts, each loaded for the time: their settings are needed"
    EVERYBODY = "the platform and all active accounts"
    NOBODY = "not scheduled: ours stands for it"


@dataclass(frozen=True, slots=True)
class Job:
    """Whose it is, and why."""

    run_as: RunAs
    why: str


JOBS: Final[Mapping[str, Job]] = {
    "proxy_worker_heartbeat_job": Job(RunAs.SYSTEM, "Tells that this process lives."),
    "update_gateway_requests_job": Job(RunAs.SYSTEM, "Counts requests by day and route, of the whole deployment."),
    "periodic_reload_job": Job(RunAs.SYSTEM, "Reloads the catalogue of prices, which is one for all."),
    "spend_capture_rate_check_job": Job(RunAs.SYSTEM, "Compares counters of this process."),
    "update_spend_job": Job(RunAs.QUEUED, "Writes the sums that wait in memory."),
    "update_daily_tag_spend_job": Job(RunAs.QUEUED, "Writes the sums by tag that wait in memory."),
    "refresh_model_info": Job(RunAs.LOADED, "Asks the providers about the models of a router in memory."),
    "prometheus_fallback_stats_job": Job(RunAs.LOADED, "Shows the routers in memory."),
    "prometheus_budget_metrics_job": Job(RunAs.LOADED, "Shows the budgets of accounts that are in use here."),
    "reset_budget_job": Job(RunAs.ACTIVE, "A budget is reset when it is due, though nobody calls."),
    "key_rotation_job": Job(RunAs.ACTIVE, "A key is rotated when it is due, though nobody calls."),
    "litellm_expired_ui_session_key_cleanup_job": Job(RunAs.EVERYBODY, "Sessions of operators are the platform's."),
    "ptu_flat_cost_rollup_job": Job(RunAs.CONFIGURED, "Flat costs come from the account's deployments."),
    "spend_log_cleanup_job": Job(RunAs.CONFIGURED, "How long rows are kept is a setting of the account."),
    "check_batch_cost_job": Job(RunAs.ACTIVE, "Ours: asks the providers of accounts whose rows hold open batches."),
    "check_responses_cost_job": Job(
        RunAs.ACTIVE, "Ours: asks the providers of accounts whose rows hold open responses."
    ),
    "weekly_spend_report_job": Job(RunAs.CONFIGURED, "Goes to the account's own channel."),
    "monthly_spend_report_job": Job(RunAs.CONFIGURED, "Goes to the account's own channel."),
    "user_spend_alerts_job": Job(RunAs.CONFIGURED, "Goes to the account's own channel."),
    "add_deployment_job": Job(RunAs.NOBODY, "The registry reads an account anew when its version says so."),
}
"""Every job that may run."""

LOAD_ALL: Final = "alchemi_load_all_job"

FIRST_RUN_S: Final = 600.0
"""An account's own job runs this long after it was first loaded here, and then by its interval."""

UNSCHEDULED: Final = frozenset(
    {
        "cloudzero",
        "focus_logger",
        "vantage_logger",
        "mavvrik_focus_export_usage_data",
        "roi_calculator_refresh",
        "reload_search_tools_job",
        "reload_mcp_servers_job",
    }
)
"""Jobs of the wheel that must not run: exports to other companies' services, reports over the whole process, and what
the wheel needs without models in the database. Those without an id go by their file."""


class AccountScheduler(AsyncIOScheduler):  # type: ignore[misc]  # untyped package
    """Takes the wheel's jobs; `accounts` says which there are.

    A job that is added from within an account is that account's alone: its id carries the account, and so do those that the
    account looks up and removes.
    """

    accounts: ClassVar[Accounts]
    own_jobs: ClassVar[Mapping[str, Callable[[], Awaitable[None]]]] = {}
    """Those of `JOBS` that are ours, which the wheel would have from a package that is not there."""

    def add_job(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """As APScheduler's; None for a job that ours stands for.

        Raises:
            SeamError: the job has no id, or one that `JOBS` does not list.
        """
        job_id = str(kwargs.get("id"))
        job = JOBS.get(job_id)
        if job is None:
            raise SeamError(
                f"The wheel schedules the job {kwargs.get('id')!r}, which JOBS in scheduler.py does not list."
            )
        if job.run_as is RunAs.NOBODY:
            return None
        if _owner() is not None:
            kwargs.setdefault("next_run_time", self._first_run(job_id))
        kwargs["id"] = _own_id(job_id)
        return super().add_job(self._as_accounts(func, job_id, job.run_as), *args, **kwargs)

    def _first_run(self, job_id: str) -> datetime:
        """When a job that an account adds runs first. It is added at each load, which must not put it off."""
        had = self.get_job(job_id)
        if had is not None and had.next_run_time is not None:
            planned: datetime = had.next_run_time
            return planned
        return datetime.now(UTC) + timedelta(seconds=FIRST_RUN_S)

    def start(self, *args: Any, **kwargs: Any) -> None:
        """As APScheduler's. Once a day each account is loaded, so that its own jobs are known though nobody calls."""
        from litellm.constants import PROXY_BATCH_POLLING_ENABLED, PROXY_BATCH_POLLING_INTERVAL

        super().add_job(self._load_all, "interval", days=1, id=LOAD_ALL, replace_existing=True)
        if PROXY_BATCH_POLLING_ENABLED:
            for job_id, func in self.own_jobs.items():
                run = self._as_accounts(func, job_id, JOBS[job_id].run_as)
                super().add_job(run, "interval", seconds=PROXY_BATCH_POLLING_INTERVAL, id=job_id, replace_existing=True)
        super().start(*args, **kwargs)

    async def _load_all(self) -> None:
        async def load() -> None:
            async with self.accounts.using(require_account("Loading")):
                return

        await run_for_each(await self._accounts(RunAs.ACTIVE), load, job=LOAD_ALL, at_once=1)

    def get_job(self, job_id: str, jobstore: str | None = None) -> Any:
        return super().get_job(_own_id(job_id), jobstore)

    def remove_job(self, job_id: str, jobstore: str | None = None) -> None:
        super().remove_job(_own_id(job_id), jobstore)

    def _process_jobs(self) -> Any:
        # Runs in the context of whoever armed the timer, and removes what has run for the last time.
        with acting_as_system():
            return super()._process_jobs()

    def _as_accounts(self, func: Callable[..., Any], job_id: str, run_as: RunAs) -> Callable[..., Awaitable[None]]:
        owner = _owner()

        @wraps(func)
        async def run(*args: Any, **kwargs: Any) -> None:
            # Not whoever armed the timer: what a job changes, nobody asked for.
            with caused_by(Origin(lambda: Cause("job", job_id))):
                await run_as_accounts(args, kwargs)

        async def run_as_accounts(args: Any, kwargs: Any) -> None:
            async def work() -> None:
                if run_as is not RunAs.CONFIGURED:
                    await _call(func, args, kwargs)
                    return
                async with self.accounts.using(require_account("A job")):
                    if owner is None:
                        await _call(func, args, kwargs)
                    elif (job := self.get_job(job_id)) is not None:
                        # Loading may have replaced it: by one with the settings of now.
                        await _call(getattr(job.func, "__wrapped__", job.func), job.args, job.kwargs)

            accounts = await self._accounts(run_as) if owner is None else [owner]
            failures = await run_for_each(accounts, work, job=job_id)
            for error in failures.values():
                raise error

        return run

    async def _accounts(self, run_as: RunAs) -> list[AccountId]:
        match run_as:
            case RunAs.SYSTEM:
                return [SYSTEM_ACCOUNT]
            case RunAs.QUEUED:
                return dirty_accounts()
            case RunAs.LOADED:
                return self.accounts.loaded()
            case _:
                tenants = [account for account in await self.accounts.active() if account != SYSTEM_ACCOUNT]
                return [SYSTEM_ACCOUNT, *tenants] if run_as is RunAs.EVERYBODY else tenants


def _owner() -> AccountId | None:
    account = bound_account()
    return None if account == SYSTEM_ACCOUNT else account


def _own_id(job_id: str) -> str:
    owner = _owner()
    return job_id if owner is None else f"{owner}:{job_id}"


async def _call(func: Callable[..., Any], args: Any, kwargs: Any) -> None:
    if inspect.iscoroutinefunction(func):
        await func(*args, **kwargs)
    else:
        await asyncio.to_thread(func, *args, **kwargs)
