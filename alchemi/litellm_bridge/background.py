"""What runs outside any request and outside the scheduler, and as whom."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from starlette.types import ASGIApp, Receive, Scope, Send

from alchemi.litellm_bridge import generators
from alchemi.litellm_bridge.fan_out import Accounts, run_for_each
from alchemi.litellm_bridge.seam import Seam

Owner = Literal["the platform", "nobody", "an account"]


@dataclass(frozen=True, slots=True)
class Task:
    """As whom a task that lives on runs, and why."""

    owner: Owner
    why: str


TASKS: Final[Mapping[str, Task]] = {
    "PrismaClient._db_health_watchdog_loop": Task("the platform", "Watches the connection to the database."),
    "PrismaClient._set_up_missing_views": Task("the platform", "Our migrations have made the views."),
    "_write_rows_forever": Task("the platform", "Writes each account's rows of calls as that account."),
    "install.<locals>.keep_adaptive_routers": Task("the platform", "Writes each account's routers as that account."),
    "LoggingWorker._worker_loop": Task("the platform", "What it runs carries the account that gave it."),
    "AlertingHangingRequestCheck.check_for_hanging_requests": Task(
        "the platform", "Alerts about the platform's own calls."
    ),
    "RuntimeRegistry._watch": Task("nobody", "Compares versions of all accounts; binds each that it reads anew."),
    "keep_up_forever": Task("nobody", "Upkeep of all accounts, as the platform; binds each account that it works on."),
    "Outbox.send_forever": Task("nobody", "Sends mails that were written down; binds the account of each."),
    "Outbox._send": Task("nobody", "Sends one account's mails; binds it."),
    "forward_audit_forever": Task("nobody", "Forwards all accounts' audit trails, as the platform."),
    "AuthCacheInvalidationSubscriber._run": Task("the platform", "Applies a message in the account that it names."),
    "SlackAlerting._run_scheduler_helper": Task("an account", "Reports of the account whose alerting it is."),
    "RouterBudgetLimiting.periodic_sync_in_memory_spend_with_redis": Task("an account", "Belongs to one router."),
    "BaseRoutingStrategy.periodic_sync_in_memory_spend_with_redis": Task("an account", "Belongs to one router."),
    "CustomBatchLogger.periodic_flush": Task("an account", "Belongs to one logger, with one account's credential."),
}
"""Every task that may live longer than a request, by the name of its coroutine."""

_TEST: Final = "tests/base/test_background.py"
_HUB: Final = "litellm.proxy.proxy_server"

BACKGROUND_SEAMS: Final = (
    Seam(
        "state of adaptive routers",
        f"{_HUB}:_adaptive_router_flusher_loop",
        "Started once, at boot; the routers are the accounts'.",
        "runs per account",
        f"{_TEST}::test_every_task_that_lives_on_has_an_owner",
        (),
    ),
    Seam(
        "callbacks of ended calls",
        "litellm.litellm_core_utils.logging_worker:LoggingWorker.start",
        "Started at boot, and waited for at the stop: at exit callbacks would run without their account.",
        "system-wide",
        f"{_TEST}::test_every_task_that_lives_on_has_an_owner",
        ("self",),
    ),
    Seam(
        "health checks",
        f"{_HUB}:_run_background_health_check",
        "One loop over one list of models, with an interval that only a configuration file sets: it is not started.",
        "closed",
        f"{_TEST}::test_every_task_that_lives_on_has_an_owner",
        (),
    ),
    Seam(
        "first tuning of routers",
        f"{_HUB}:ProxyStartupEvent.enforce_heuristic_v1_tuning_baseline",
        "Keeps a row of the models at the first start; the platform has no models.",
        "closed",
        f"{_TEST}::test_every_task_that_lives_on_has_an_owner",
        ("prisma_client", "llm_router", "limit"),
    ),
)


def install(accounts: Accounts) -> None:
    """To be called once, when the hub is imported, as the system."""
    from litellm.proxy import proxy_server

    async def keep_adaptive_routers() -> None:
        while True:
            await asyncio.sleep(proxy_server._ADAPTIVE_ROUTER_FLUSH_INTERVAL_SECONDS)
            await run_for_each(accounts.loaded(), _keep_own_routers, job="adaptive routers")

    async def do_nothing(*_: object, **__: object) -> None:
        return None

    proxy_server._adaptive_router_flusher_loop = keep_adaptive_routers
    proxy_server._run_background_health_check = do_nothing
    startup = proxy_server.ProxyStartupEvent
    startup.enforce_heuristic_v1_tuning_baseline = staticmethod(do_nothing)


class AtStart:
    """Plain ASGI: within the application's loop, before the wheel starts in it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            from litellm.litellm_core_utils.logging_worker import GLOBAL_LOGGING_WORKER

            generators.install()
            # Else it is started by, and belongs to, whoever calls first.
            GLOBAL_LOGGING_WORKER.start()
        await self._app(scope, receive, send)


async def _keep_own_routers() -> None:
    """Write what the bound account's adaptive routers have learnt; read it first when they are new here."""
    from litellm.proxy import proxy_server

    client: Any = proxy_server.prisma_client
    for tagged_routers in (getattr(proxy_server.llm_router, "adaptive_routers", None) or {}).values():
        for tagged in tagged_routers:
            if not tagged.strategy.state_loaded:
                await tagged.strategy.load_state_from_db(client)
                tagged.strategy.state_loaded = True
            await tagged.strategy.queue.flush_state_to_db(client)
            await tagged.strategy.queue.flush_session_to_db(client)
