"""Ways in which one account reaches another through the state that the wheel keeps in its process.

Each scenario acts as `acme`, then as `beta`, and says whether something crossed. Run as a program, with `stock` (the wheel
as it is) or `scoped` (with our seams), it prints the answers as JSON: a scenario that does not find its hole in the stock
wheel proves nothing.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from alchemi.tenancy.context import acting_as_system, acting_for, acting_for_nobody, bound_account

Scenario = Callable[[Any], Awaitable[bool]]
SCENARIOS: dict[str, Scenario] = {}


def scenario(function: Scenario) -> Scenario:
    SCENARIOS[function.__name__] = function
    return function


@scenario
async def an_accounts_model_list_is_anothers(hub: Any) -> bool:
    with acting_for("acme"):
        hub.llm_model_list = [{"model_name": "of acme"}]
        hub.llm_router = "router of acme"
    with acting_for("beta"):
        return bool(hub.llm_model_list) or bool(hub.llm_router)


@scenario
async def general_settings_are_anothers(hub: Any) -> bool:
    with acting_for("acme"):
        hub.general_settings["alerting"] = ["acme"]
    with acting_for("beta"):
        return "alerting" in hub.general_settings


@scenario
async def a_completion_is_served_from_anothers_cache(_hub: Any) -> bool:
    import litellm
    from litellm.caching.caching import Cache

    with acting_as_system():
        litellm.cache = Cache(type="local")
    answers = []
    for account in ("acme", "beta"):
        with acting_for(account):
            response = await litellm.acompletion(
                model="gpt-4o",
                messages=[{"role": "user", "content": "same words"}],
                mock_response=f"of {account}",
                caching=True,
                metadata={"model_group": "gpt-4o"},
            )
            answers.append(response.choices[0].message.content)
            await asyncio.sleep(0.2)
    return answers[1] != "of beta"


@scenario
async def a_price_of_zero_holds_for_everybody(_hub: Any) -> bool:
    import litellm
    from litellm import Router

    with acting_for("acme"):
        Router(
            model_list=[
                {
                    "model_name": "cheap",
                    "litellm_params": {"model": "openai/gpt-4o", "api_key": "k", "input_cost_per_token": 0.0},
                    "model_info": {"id": "gpt-4o", "input_cost_per_token": 0.0, "output_cost_per_token": 0.0},
                }
            ]
        )
    with acting_for("beta"):
        return not litellm.get_model_info("gpt-4o")["input_cost_per_token"]


@scenario
async def abilities_of_a_model_change_for_everybody(_hub: Any) -> bool:
    import litellm
    from litellm import Router

    with acting_for("acme"):
        Router(
            model_list=[
                {
                    "model_name": "small",
                    "litellm_params": {"model": "openai/gpt-4o-mini", "api_key": "k"},
                    "model_info": {"max_input_tokens": 10, "supports_vision": False},
                }
            ]
        )
    with acting_for("beta"):
        names = ("openai/gpt-4o-mini", "gpt-4o-mini")
        return any(litellm.model_cost.get(name, {}).get("max_input_tokens") == 10 for name in names)


@scenario
async def a_guardrail_is_in_everybodys_way(_hub: Any) -> bool:
    import litellm

    with acting_for("acme"):
        litellm.callbacks.append("guardrail of acme")
    with acting_for("beta"):
        return "guardrail of acme" in litellm.callbacks


@scenario
async def guardrails_beyond_a_cap_are_dropped(_hub: Any) -> bool:
    """Fifty accounts with ten guardrails each: all must be registered somewhere."""
    import litellm
    from litellm.integrations.custom_guardrail import CustomGuardrail

    registered = 0
    for number in range(50):
        with acting_for(f"many-{number}"):
            before = len(litellm.callbacks)
            for guardrail in range(10):
                litellm.logging_callback_manager.add_litellm_callback(
                    CustomGuardrail(guardrail_name=f"{number}-{guardrail}", event_hook="pre_call", default_on=True)
                )
            registered += len(litellm.callbacks) - before
    return registered < 500


@scenario
async def a_cached_user_is_anothers(hub: Any) -> bool:
    with acting_for("acme"):
        hub.user_api_key_cache.set_cache("alice", {"user_id": "alice", "max_budget": 1})
    with acting_for("beta"):
        return hub.user_api_key_cache.get_cache("alice") is not None


@scenario
async def named_credentials_are_anothers(_hub: Any) -> bool:
    import litellm
    from litellm.types.utils import CredentialItem

    with acting_for("acme"):
        item = CredentialItem(credential_name="openai", credential_values={"api_key": "acme"}, credential_info={})
        litellm.credential_list.append(item)
    with acting_for("beta"):
        return bool(litellm.credential_list)


@scenario
async def agents_are_anothers(_hub: Any) -> bool:
    from litellm.proxy.agent_endpoints.agent_registry import global_agent_registry

    with acting_for("acme"):
        global_agent_registry.agent_list.append("agent of acme")
    with acting_for("beta"):
        return bool(global_agent_registry.agent_list)


@scenario
async def vector_stores_share_one_list(_hub: Any) -> bool:
    import litellm
    from litellm.vector_stores.vector_store_registry import VectorStoreRegistry

    with acting_for("acme"):
        if litellm.vector_store_registry is None:
            litellm.vector_store_registry = VectorStoreRegistry()
        litellm.vector_store_registry.vector_stores.append("store of acme")
    with acting_for("beta"):
        registry = litellm.vector_store_registry or VectorStoreRegistry()
        return bool(registry.vector_stores)


@scenario
async def the_hosts_secrets_are_readable(_hub: Any) -> bool:
    from litellm.secret_managers.main import get_secret

    with acting_as_system():
        os.environ["PLANTED_SECRET"] = "of the host"
    with acting_for("beta"):
        try:
            return get_secret("os.environ/PLANTED_SECRET") is not None
        except (KeyError, ValueError):
            return False


@scenario
async def an_accounts_variables_are_anothers(_hub: Any) -> bool:
    with acting_for("acme"):
        os.environ["GENERIC_CLIENT_ID"] = "of acme"
    with acting_for("beta"):
        return os.environ.get("GENERIC_CLIENT_ID") is not None


@scenario
async def a_thread_forgets_the_account(_hub: Any) -> bool:
    with acting_for("acme"), ThreadPoolExecutor(1) as pool:
        seen = [pool.submit(bound_account).result()]
        thread = threading.Thread(target=lambda: seen.append(bound_account()))
        thread.start()
        thread.join()
        seen.append(await asyncio.get_running_loop().run_in_executor(None, bound_account))
    return seen != ["acme"] * 3


@scenario
async def a_job_runs_as_whoever_armed_the_timer(hub: Any) -> bool:
    """One job of the platform, one added from a request: the timer is armed in the request's context."""
    seen: list[str | None] = []

    async def job() -> None:
        seen.append(bound_account())

    with acting_as_system():
        scheduler = hub.AsyncIOScheduler()
        scheduler.add_job(job, "interval", seconds=0.05, id="proxy_worker_heartbeat_job")
        scheduler.start()
    with acting_for("acme"):
        scheduler.add_job(job, "interval", seconds=0.05, id="update_gateway_requests_job")
    with acting_for_nobody():
        await asyncio.sleep(0.4)
    scheduler.shutdown(wait=False)
    return "acme" in seen or not seen


@scenario
async def a_logger_of_one_account_logs_anothers_calls(_hub: Any) -> bool:
    from litellm.litellm_core_utils import litellm_logging

    with acting_for("acme"):
        litellm_logging._in_memory_loggers.append("langsmith of acme")
    with acting_for("beta"):
        return "langsmith of acme" in litellm_logging._in_memory_loggers


@scenario
async def spend_of_two_users_of_one_name_is_added_up(hub: Any) -> bool:
    from litellm.proxy._types import Litellm_EntityType

    queue = hub.proxy_logging_obj.db_spend_update_writer.spend_update_queue
    for account in ("acme", "beta"):
        with acting_for(account):
            await queue.add_update({"entity_type": Litellm_EntityType.USER, "entity_id": "alice", "response_cost": 1.0})
    with acting_for("beta"):
        summed = await queue.flush_and_get_aggregated_db_spend_update_transactions()
    return float(summed["user_list_transactions"]["alice"]) != 1.0


@scenario
async def a_membership_being_read_is_handed_to_another(_hub: Any) -> bool:
    from litellm.proxy.auth import auth_checks

    with acting_for("acme"):
        auth_checks._team_membership_inflight[("alice", "eng")] = "task of acme"
    with acting_for("beta"):
        return ("alice", "eng") in auth_checks._team_membership_inflight


@scenario
async def a_pass_through_path_is_anothers(_hub: Any) -> bool:
    from litellm.proxy.pass_through_endpoints import pass_through_endpoints as module

    with acting_for("acme"):
        module._registered_pass_through_routes["acme:exact:/ext"] = {"path": "/ext", "target": "https://acme"}
    with acting_for("beta"):
        return bool(module._registered_pass_through_routes)


@scenario
async def a_dropped_stream_ends_as_somebody_else(_hub: Any) -> bool:
    """What the garbage collector finalises runs as whoever is bound then; the middleware must close it before."""
    if sys.argv[1] == "scoped":
        # Proved through the real application: tests/base/test_propagation.py.
        return False
    ended: list[str | None] = []

    async def stream() -> AsyncIterator[int]:
        try:
            yield 1
            yield 2
        finally:
            ended.append(bound_account())

    with acting_for("acme"):
        running = stream()
        await anext(running)
    with acting_for("beta"):
        del running
        gc.collect()
        await asyncio.sleep(0.05)
    return ended == ["beta"]


async def _all(hub: Any) -> dict[str, bool | str]:
    answers: dict[str, bool | str] = {}
    for name, run in SCENARIOS.items():
        try:
            answers[name] = await run(hub)
        except Exception as error:  # noqa: BLE001
            # The program tells every scenario's end; the test reads it.
            answers[name] = f"{type(error).__name__}: {error}"
    return answers


def _load(mode: str) -> Any:
    from alchemi.db.schema.composer import installed_catalogue
    from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient

    if mode == "scoped":
        from alchemi.app import create_app

        create_app()
    else:
        from alchemi.litellm_bridge import prisma_stand_in

        prisma_stand_in.install(installed_catalogue(), TenantScopedPrismaClient)
    from litellm.proxy import proxy_server

    return proxy_server


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_all(_load(sys.argv[1])))))
