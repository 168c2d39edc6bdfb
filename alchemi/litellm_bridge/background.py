"""What runs outside any request and outside the scheduler, and as whom."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final, Literal

from alchemi.litellm_bridge.fan_out import Accounts, run_for_each
from alchemi.litellm_bridge.seam import Seam

log = logging.getLogger(__name__)

Owner = Literal["the platform", "nobody", "an account", "whoever asks"]

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
