"""Dictionaries, lists and single objects that modules of the wheel keep for the whole process: each account's own."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, Final

from alchemi.litellm_bridge import rewrite
from alchemi.litellm_bridge.account_runtime import Slot
from alchemi.litellm_bridge.seam import Seam
from alchemi.litellm_bridge.shells import container, shell
from alchemi.tenancy.context import require_account

_TEST: Final = "tests/base/test_process_state.py"
_APART: Final = f"{_TEST}::test_containers_of_two_accounts_are_apart"
_MCP: Final = "litellm.proxy._experimental.mcp_server"
_LOGGING: Final = "litellm.litellm_core_utils.litellm_logging"
_SIGNER: Final = "litellm.proxy.guardrails.guardrail_hooks.mcp_jwt_signer.mcp_jwt_signer"
_READ_THROUGH: Final = "litellm.proxy.common_utils.registry_read_through"

CONTAINERS: Final[tuple[tuple[str, str, str], ...]] = (
    (_LOGGING, "_in_memory_loggers", "The second account to ask for a logger would get the first one's, with its key."),
    ("litellm.litellm_core_utils.logging_callback_manager", "_generic_api_logger_cache", "As the loggers."),
    ("litellm.proxy.management_helpers.audit_logs", "_audit_log_callback_cache", "As the loggers."),
    ("litellm.proxy.plugin_routes", "_plugin_registry", "Plugins come from an account's settings."),
    (f"{_MCP}.mcp_server_manager", "_user_env_vars_cache", "Users' secrets, by names that two accounts may share."),
    (f"{_MCP}.discoverable_endpoints", "_OAUTH_METADATA_CACHE", "What a server answered to another account."),
    (f"{_MCP}.discoverable_endpoints", "_OAUTH_METADATA_FETCH_LOCKS", "Goes with the cache."),
    (f"{_MCP}.discoverable_endpoints", "_OAUTH_METADATA_FETCHERS", "Goes with the cache."),
    (f"{_MCP}.discoverable_endpoints", "_OAUTH_METADATA_GENERATIONS", "Goes with the cache."),
    (f"{_MCP}.byok_oauth_endpoints", "_byok_auth_codes", "A code made in one account opens nothing in another."),
    (
        "litellm.proxy.management_endpoints.mcp_management_endpoints",
        "_temporary_mcp_servers",
        "Servers that are being set up, with their credentials.",
    ),
    (
        "litellm.proxy.auth.auth_checks",
        "_team_membership_inflight",
        "Who asks for the same team and user waits for, and gets, the other account's answer.",
    ),
    (
        "litellm.proxy.auth.auth_checks",
        "last_db_access_time",
        "A user does not exist here because another account has just looked for one of that name.",
    ),
)
"""Module, name, and what would be mixed."""

READ_THROUGHS: Final = ("model_registry_read_through", "guardrail_registry_read_through", "agent_registry_read_through")

_LEGACY_LOGGERS: Final = (
    "add_breadcrumb", "alerts_channel", "athinaLogger", "capture_exception", "customLogger", "dataDogLogger",
    "deepevalLogger", "dynamoLogger", "greenscaleLogger", "heliconeLogger", "langFuseLogger", "logfireLogger",
    "lunaryLogger", "openMeterLogger", "prometheusLogger", "promptLayerLogger", "s3Logger", "sentry_sdk_instance",
    "slack_app", "supabaseClient", "traceloopLogger", "weightsBiasesLogger",
)  # fmt: skip

TARGETS: Final = {
    _LOGGING: rewrite.Target({name: Slot(name, lambda: None) for name in _LEGACY_LOGGERS}, loads=80, stores=47),
    _SIGNER: rewrite.Target(
        {"_mcp_jwt_signer_instance": Slot("_mcp_jwt_signer_instance", lambda: None)}, loads=2, stores=2
    ),
}
"""Globals that are rebound: loggers of the older kind, one of a kind per process, and the signer of tokens for MCP."""

STATE_SEAMS: Final = (
    *(Seam(f"container: {name}", f"{module}:{name}", why, "per account", _APART) for module, name, why in CONTAINERS),
    *(
        Seam(
            f"reload on a miss: {name}",
            f"{_READ_THROUGH}:{name}",
            "An account that asks for what is not there often enough stops the reloads of all.",
            "per account",
            _APART,
        )
        for name in READ_THROUGHS
    ),
    Seam(
        "what callbacks can do",
        "litellm.proxy.utils:ProxyLogging._callback_capabilities_cache",
        "Of 32 lists, which the lists of 33 accounts empty at every call.",
        "per account",
        _APART,
    ),
    Seam(
        "loggers of the older kind",
        f"{_LOGGING}:set_callbacks",
        "One of a kind per process: the last account to name one would get everybody's calls.",
        "per account",
        f"{_TEST}::test_rebound_globals_of_two_accounts_are_apart",
    ),
    Seam(
        "signer of tokens for MCP",
        f"{_SIGNER}:get_mcp_jwt_signer",
        "The last account to make one would sign for all.",
        "per account",
        f"{_TEST}::test_rebound_globals_of_two_accounts_are_apart",
        (),
    ),
    Seam(
        "owner of an MCP session",
        f"{_MCP}.server:_owner_fingerprint_for",
        "Services of the platform use one key for all accounts; a session is of the account that began it.",
        "per account",
        f"{_TEST}::test_the_owner_of_an_mcp_session_has_an_account",
        ("user_api_key_auth", "oauth2_headers", "client_ip"),
    ),
)


def install() -> None:
    """To be called once, when the hub is imported, as the system.

    Raises:
        SeamError: something is not where it was.
    """
    for module_name, name, _ in CONTAINERS:
        container(module_name, name, _empty_like(getattr(import_module(module_name), name)))
    _scope_read_throughs()
    _scope_capabilities()
    _own_mcp_sessions()


def _empty_like(found: Any) -> Callable[[], Any] | None:
    from litellm.proxy.auth.auth_checks import LimitedSizeOrderedDict

    if isinstance(found, LimitedSizeOrderedDict):
        size = found.max_size
        return lambda: LimitedSizeOrderedDict(max_size=size)
    return None


def _scope_read_throughs() -> None:
    from litellm.proxy.common_utils import registry_read_through as module

    for name in READ_THROUGHS:
        original = getattr(module, name)
        shell(original, _another(original._resync, original._is_loaded), name)


def _another(resync: Any, is_loaded: Any) -> Callable[[], Any]:
    from litellm.proxy.common_utils.registry_read_through import RegistryReadThrough

    return lambda: RegistryReadThrough(resync=resync, is_loaded=is_loaded)


def _scope_capabilities() -> None:
    from litellm.proxy.utils import ProxyLogging

    from alchemi.litellm_bridge.shells import AccountDict

    slot: Slot[dict[Any, Any]] = Slot("callback capabilities", dict)
    ProxyLogging._callback_capabilities_cache = AccountDict(slot)


def _own_mcp_sessions() -> None:
    server: Any = import_module(f"{_MCP}.server")
    original = server._owner_fingerprint_for

    def owner(user_api_key_auth: Any, oauth2_headers: Any = None, client_ip: Any = None) -> str:
        return f"{require_account('An MCP session')}:{original(user_api_key_auth, oauth2_headers, client_ip)}"

    server._owner_fingerprint_for = owner
