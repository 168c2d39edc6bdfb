"""The wheel's scheduler, with each job run as the account it belongs to and not as whoever armed the timer."""

from __future__ import annotations

import asyncio
import contextvars
import inspect
import logging
from collections.abc import Awaitable, Callable, Mapping
from enum import Enum
from functools import wraps
from typing import Any, ClassVar, Final, Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from alchemi.errors import SeamError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import acting_for

log = logging.getLogger(__name__)


class Accounts(Protocol):
    """Which accounts there are."""

    def loaded(self) -> list[AccountId]: ...


class RunAs(Enum):
    """Whose rows a job works on."""

    SYSTEM = "system"
    ACCOUNTS = "accounts"
    BOTH = "both"


JOBS: Final[Mapping[str, RunAs]] = {
    "proxy_worker_heartbeat_job": RunAs.SYSTEM,
    "update_gateway_requests_job": RunAs.SYSTEM,
    "periodic_reload_job": RunAs.SYSTEM,
    "spend_capture_rate_check_job": RunAs.SYSTEM,
    "litellm_expired_ui_session_key_cleanup_job": RunAs.BOTH,
    "reset_budget_job": RunAs.ACCOUNTS,
    "update_spend_job": RunAs.ACCOUNTS,
    "update_daily_tag_spend_job": RunAs.ACCOUNTS,
    "add_deployment_job": RunAs.ACCOUNTS,
    "refresh_model_info": RunAs.ACCOUNTS,
    "spend_log_cleanup_job": RunAs.ACCOUNTS,
    "ptu_flat_cost_rollup_job": RunAs.ACCOUNTS,
    "key_rotation_job": RunAs.ACCOUNTS,
    "check_batch_cost_job": RunAs.ACCOUNTS,
    "check_responses_cost_job": RunAs.ACCOUNTS,
    "weekly_spend_report_job": RunAs.ACCOUNTS,
    "monthly_spend_report_job": RunAs.ACCOUNTS,
    "user_spend_alerts_job": RunAs.ACCOUNTS,
    "prometheus_fallback_stats_job": RunAs.ACCOUNTS,
    "prometheus_budget_metrics_job": RunAs.ACCOUNTS,
}
"""Every job that may run."""

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
    """Takes the wheel's jobs; `accounts` says which there are."""

    accounts: ClassVar[Accounts]

    def add_job(self, func: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """As APScheduler's.

        Raises:
            SeamError: the job has no id, or one that `JOBS` does not list.
        """
        job_id = kwargs.get("id")
        run_as = JOBS.get(str(job_id))
        if run_as is None:
            raise SeamError(f"The wheel schedules the job {job_id!r}, which JOBS in scheduler.py does not list.")
        return super().add_job(self._as_accounts(func, str(job_id), run_as), *args, **kwargs)

    def _as_accounts(self, func: Callable[..., Any], job_id: str, run_as: RunAs) -> Callable[..., Awaitable[None]]:
        @wraps(func)
        async def run(*args: Any, **kwargs: Any) -> None:
            failures: list[Exception] = []
            for account in await self._accounts(run_as):
                try:
                    await _run_alone(account, func, args, kwargs)
                except Exception as error:
                    # One account's failure must not stop the others'.
                    log.exception("job.failed", extra={"job": job_id, "job_account": account})
                    failures.append(error)
            if failures:
                raise failures[0]

        return run

    async def _accounts(self, run_as: RunAs) -> list[AccountId]:
        accounts = [] if run_as is RunAs.ACCOUNTS else [SYSTEM_ACCOUNT]
        if run_as is not RunAs.SYSTEM:
            accounts += self.accounts.loaded()
        return accounts


async def _run_alone(account: AccountId, func: Callable[..., Any], args: Any, kwargs: Any) -> None:
    """Run `func` as `account` in a context that holds nothing else: timers inherit the one of whoever armed them."""

    async def run() -> None:
        with acting_for(account):
            if inspect.iscoroutinefunction(func):
                await func(*args, **kwargs)
            else:
                await asyncio.to_thread(func, *args, **kwargs)

    await asyncio.get_running_loop().create_task(run(), context=contextvars.Context())
