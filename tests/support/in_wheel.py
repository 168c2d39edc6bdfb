"""Runs the scenarios of a test module in a process that holds the wheel with our seams, over a real database.

A scenario is a function `scenario_…(wheel)`; what it returns, as JSON, is the fact by that name.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from alchemi.config.private_hosts import parse_private_hosts
from alchemi.integrations.outbound.guard import OutboundGuard
from alchemi.tenancy.account import AccountId
from tests.support.cluster import TestDatabase
from tests.support.probe import ENVIRON

_MARK = "scenarios: "


def run_in_wheel(module: str, database: TestDatabase, **environ: str) -> dict[str, Any]:
    """The facts of all scenarios of `module`."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.in_wheel", module],
        cwd=Path(__file__).parents[2],
        env={
            **kept,
            **ENVIRON,
            "DATABASE_URL": database.owner_dsn,
            "ALCHEMI_DATABASE_APP_URL": database.app_dsn,
            "ALCHEMI_DATABASE_PLATFORM_URL": database.platform_dsn,
            **environ,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.startswith(_MARK)]
    assert lines, done.stdout + done.stderr
    facts: dict[str, Any] = json.loads(lines[-1].removeprefix(_MARK))
    return facts


@dataclass(frozen=True)
class Wheel:
    """The hub, with its database client connected, as the wheel's start leaves it."""

    hub: ModuleType
    client: Any
    logging_obj: Any
    database: Any


async def _run(module_name: str) -> dict[str, Any]:
    from alchemi.config.keys import RootKeys
    from alchemi.db.engine import Database
    from alchemi.db.schema.composer import installed_catalogue
    from alchemi.tenancy.context import acting_as_system

    catalogue = installed_catalogue()
    app_dsn = os.environ.pop("ALCHEMI_DATABASE_APP_URL")
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    database = Database(app_dsn, catalogue, roots=RootKeys.of(ENVIRON["ALCHEMI_SECRET_KEY"]))
    with acting_as_system():
        hub = _load(catalogue, database)
        from litellm.proxy.utils import PrismaClient

        hub.prisma_client = PrismaClient(os.environ["DATABASE_URL"], hub.proxy_logging_obj)
        await hub.prisma_client.connect()
    wheel = Wheel(hub, hub.prisma_client, hub.proxy_logging_obj, database)
    module = import_module(module_name)
    facts = {}
    for name, scenario in vars(module).items():
        if name.startswith("scenario_"):
            facts[name.removeprefix("scenario_")] = await scenario(wheel)
    await database.close()
    return facts


def _load(catalogue: Any, database: Any) -> ModuleType:
    from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
    from alchemi.litellm_bridge.boot import load_wheel
    from alchemi.litellm_bridge.fan_out import KnownAccounts

    async def nobody() -> list[AccountId]:
        return []

    def nothing(account: AccountId) -> AbstractAsyncContextManager[None]:
        return nullcontext()

    async def no_budget() -> None:
        return None

    async def no_ceiling(_: object) -> None:
        return None

    accounts = KnownAccounts(nobody, list, nothing)
    guard = OutboundGuard(parse_private_hosts("127.0.0.1"))
    client_class, roots = TenantScopedPrismaClient.bound_to(database), database.data_keys.roots
    load_wheel(catalogue, client_class, accounts, no_budget, guard.check_url, admit_call=no_ceiling, roots=roots)
    return sys.modules["litellm.proxy.proxy_server"]


if __name__ == "__main__":
    print(_MARK + json.dumps(asyncio.run(_run(sys.argv[1])), default=str))
