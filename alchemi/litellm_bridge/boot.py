"""Imports the wheel's application with our seams in place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.types import ASGIApp

from alchemi.config.keys import RootKeys
from alchemi.db.schema.catalogue import Catalogue
from alchemi.errors import SeamError
from alchemi.litellm_bridge import (
    account_limits,
    background,
    call_shortcuts,
    closed,
    generators,
    pass_through,
    premium,
    prisma_stand_in,
    process_state,
    scoped_state,
    session_auth,
    settings_memo,
    spend_pipeline,
    stand_ins,
    stored_secrets,
    tool_servers,
    worker_messages,
)
from alchemi.litellm_bridge.destinations import CheckDestination
from alchemi.litellm_bridge.fan_out import Accounts
from alchemi.litellm_bridge.registry import Hooks
from alchemi.litellm_bridge.scheduler import AccountScheduler
from alchemi.litellm_bridge.seams import check_seams
from alchemi.tenancy.call_admission import ModelCall
from alchemi.tenancy.context import acting_as_system


def load_wheel(
    catalogue: Catalogue,
    client_class: type[Any],
    accounts: Accounts,
    check_budget: Callable[[], Awaitable[None]],
    check_destination: CheckDestination,
    *,
    admit_call: Callable[[ModelCall], Awaitable[None]],
    roots: RootKeys,
) -> ASGIApp:
    """The wheel's application; `check_budget` and `admit_call` are awaited before each model call of an account, and
    `check_destination` asked about the addresses that accounts store.

    Once per process, after its environment is set: importing it is what starts it.

    Raises:
        SeamError: the installed wheel is not what the seams were written for.
    """
    with acting_as_system():
        prisma_stand_in.install(catalogue, client_class)
        scoped_state.before_import()
        premium.install()
        from litellm.proxy import proxy_server

        check_seams()
        if not proxy_server.premium_user:
            raise SeamError("The wheel decided on its licence before the gate was replaced.")
        AccountScheduler.accounts = accounts
        proxy_server.AsyncIOScheduler = AccountScheduler
        scoped_state.after_import()
        process_state.install()
        spend_pipeline.install()
        worker_messages.install()
        closed.install()
        stored_secrets.install(roots)
        pass_through.install()
        background.install(accounts)
        AccountScheduler.own_jobs = stand_ins.install(accounts)
        account_limits.install(check_budget, admit_call)
        session_auth.install()
        settings_memo.install()
        call_shortcuts.install()
        generators.collect_safely()
        tool_servers.install()
    return background.AtStart(closed.SettingsGuard(proxy_server.app, check_destination))


def registry_hooks(load_more: Callable[[], Awaitable[None]] | None = None) -> Hooks:
    """What the registry of runtimes asks of the wheel. `load_more` reads what of an account's runtime is ours."""

    async def load() -> None:
        await _load()
        if load_more is not None:
            await load_more()

    return Hooks(load=load, forget_access=_forget_access, flush=spend_pipeline.flush, is_dirty=spend_pipeline.is_dirty)


async def _load() -> None:
    """Have the wheel's own reconcile fill the bound account's slots from its rows.

    Raises:
        RuntimeError: the wheel has not connected to the database yet.
    """
    from litellm.proxy import proxy_server

    if proxy_server.prisma_client is None:
        raise RuntimeError("An account was asked for before the wheel was connected to the database.")
    await proxy_server.proxy_config.add_deployment(
        prisma_client=proxy_server.prisma_client, proxy_logging_obj=proxy_server.proxy_logging_obj
    )


def _forget_access() -> None:
    """Drop the bound account's cached keys, users, teams and budgets; counters of spend stay."""
    from litellm.proxy import proxy_server

    cache = proxy_server.user_api_key_cache
    cache.in_memory_cache.flush_cache()
    cache.key_object_cache.in_memory_cache.flush_cache()
