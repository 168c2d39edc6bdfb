"""What of the wheel's process state belongs to an account, and by which means it is given to it.

`before_import` prepares what must be in place when the wheel is imported, `after_import` what needs the imported modules.
Both run as the system account: what exists then is the system's.
"""

from __future__ import annotations

import asyncio
import copy
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from alchemi.litellm_bridge import caches, environment, process_state, rewrite, threads
from alchemi.litellm_bridge.account_runtime import Slot, current_slots
from alchemi.litellm_bridge.shells import module_slots, shell

HUB: Final = "litellm.proxy.proxy_server"

ROUTER: Final[Slot[Any]] = Slot("llm_router", lambda: None)

_HUB_SLOTS: Final[dict[str, Slot[Any]]] = {
    "llm_router": ROUTER,
    "llm_model_list": Slot("llm_model_list", lambda: None),
    "general_settings": Slot("general_settings", lambda: sys.modules[HUB].proxy_config.settings),
    "health_check_results": Slot("health_check_results", dict),
}
_TARGETS: Final = {HUB: rewrite.Target(_HUB_SLOTS, loads=257, stores=16), **process_state.TARGETS}

CALLBACK_LISTS: Final = (
    "callbacks", "success_callback", "failure_callback", "input_callback", "service_callback", "_async_success_callback",
    "_async_failure_callback", "_async_input_callback", "audit_log_callbacks",
)  # fmt: skip
"""An account starts with the system's callbacks, the wheel's own hooks, and adds its own: its guardrails are among them."""

OTHER_SETTINGS: Final = (
    "credential_list", "secret_manager_client", "_key_management_system", "_key_management_settings", "cache",
    "callback_settings", "tag_budget_config", "priority_reservation", "model_alias_map", "model_group_settings",
    "guardrail_name_config_map", "prompt_name_config_map", "default_team_settings", "upperbound_key_generate_params",
    "fallbacks", "default_fallbacks", "context_window_fallbacks", "content_policy_fallbacks",
)  # fmt: skip
"""Settings that an account's rows may set, beyond those that the wheel lists itself."""

SHARED_WITH_SYSTEM: Final = frozenset(("cache",))
"""Objects that are one per process: what they hold is scoped by key."""

_LOCKS: Final = ("MODEL_RECONCILE_LOCK",)

_SINGLETONS: Final[tuple[tuple[str, str, str], ...]] = (
    (HUB, "proxy_config", "general settings, settings of the router, change detectors"),
    (HUB, "jwt_handler", "the issuer that signs an account's tokens"),
    ("litellm.proxy.guardrails.guardrail_registry", "IN_MEMORY_GUARDRAIL_HANDLER", "guardrails"),
    ("litellm.proxy.prompts.prompt_registry", "IN_MEMORY_PROMPT_REGISTRY", "prompts"),
    ("litellm.proxy.agent_endpoints.agent_registry", "global_agent_registry", "agents"),
    ("litellm.proxy.agent_endpoints.agent_search", "global_agent_search_index", "agents, to be searched"),
    ("litellm.proxy._experimental.mcp_server.mcp_server_manager", "global_mcp_server_manager", "MCP servers"),
    ("litellm.proxy._experimental.mcp_server.tool_registry", "global_mcp_tool_registry", "MCP tools"),
    ("litellm.proxy._experimental.mcp_server.tool_search", "global_mcp_tool_search_index", "MCP tools, to be searched"),
    ("litellm.proxy.pass_through_endpoints.llm_passthrough_endpoints", "passthrough_endpoint_router", "credentials"),
)
"""Module, name, and what of the account it holds. Each is built by its class without arguments."""

_GETTERS: Final[tuple[tuple[str, str], ...]] = (
    ("litellm.proxy.policy_engine.policy_registry", "get_policy_registry"),
    ("litellm.proxy.policy_engine.attachment_registry", "get_attachment_registry"),
    ("litellm.proxy.db.tool_registry_writer", "get_tool_policy_registry"),
)
"""Singletons that the wheel makes when they are first asked for."""


def before_import() -> None:
    """To be called before anything of the wheel is imported."""
    rewrite.install(_TARGETS)
    environment.install()
    threads.install()


def after_import() -> None:
    """To be called once the hub is imported, as the system account.

    Raises:
        SeamError: something is not where it was.
    """
    caches.scope_in_memory_caches()
    caches.scope_redis_keys()
    caches.scope_answers()
    caches.protect_prices()
    _scope_settings()
    for module_name, name, _ in _SINGLETONS:
        singleton = getattr(import_module(module_name), name)
        _shell(singleton, f"{module_name}.{name}")
    for module_name, getter in _GETTERS:
        _shell(getattr(import_module(module_name), getter)(), f"{module_name}.{getter}")
    _scope_locks()


def _shell(singleton: Any, name: str) -> None:
    kind = type(singleton)
    shell(singleton, kind, name)


def _scope_settings() -> None:
    import litellm
    from litellm.constants import LITELLM_SETTINGS_SAFE_DB_OVERRIDES
    from litellm.vector_stores.vector_store_registry import VectorStoreIndexRegistry, VectorStoreRegistry

    slots: dict[str, Slot[Any]] = {name: Slot(name, _copy_of_system(name)) for name in CALLBACK_LISTS}
    for name in (*LITELLM_SETTINGS_SAFE_DB_OVERRIDES, *OTHER_SETTINGS):
        if name in litellm.__dict__ and name not in SHARED_WITH_SYSTEM:
            slots[name] = Slot(name, _default(litellm.__dict__[name]))
    # Their own default argument is one list for all instances.
    slots["vector_store_registry"] = Slot("vector_store_registry", lambda: VectorStoreRegistry(vector_stores=[]))
    slots["vector_store_index_registry"] = Slot(
        "vector_store_index_registry", lambda: VectorStoreIndexRegistry(vector_store_indexes=[])
    )
    module_slots(litellm, slots)


def _copy_of_system(name: str) -> Callable[[], Any]:
    from alchemi.tenancy.context import acting_as_system

    def make() -> Any:
        import litellm

        with acting_as_system():
            return list(getattr(litellm, name))

    return make


def _default(value: Any) -> Callable[[], Any]:
    frozen = copy.deepcopy(value)
    return lambda: copy.deepcopy(frozen)


class _AccountLock:
    """One lock per account, where the wheel has one for the process: a slow account blocks nobody else."""

    def __init__(self, name: str) -> None:
        self._key = ("lock", name)

    def _own(self) -> asyncio.Lock:
        lock: asyncio.Lock = current_slots().setdefault(self._key, asyncio.Lock())
        return lock

    async def __aenter__(self) -> None:
        await self._own().acquire()

    async def __aexit__(self, *_: object) -> None:
        self._own().release()

    def locked(self) -> bool:
        return self._own().locked()


def _scope_locks() -> None:
    """Every lock around a reconcile; all users look them up in the hub or their own module when they run."""
    for module in list(sys.modules.values()):
        if not getattr(module, "__name__", "").startswith("litellm.proxy"):
            continue
        for name, value in list(vars(module).items()):
            if name.endswith("_RECONCILE_LOCK") and isinstance(value, asyncio.Lock):
                setattr(module, name, _AccountLock(name))
