"""What an account may not have in a process that it shares: code of its own, programs, and the process's safeguards.

What is refused is refused when it is written, with the reason, and again when rows are loaded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alchemi.litellm_bridge.account_runtime import is_system
from alchemi.litellm_bridge.destinations import CheckDestination, destination_fault
from alchemi.litellm_bridge.replacing import replace_everywhere
from alchemi.litellm_bridge.seam import Seam

Check = Callable[[Mapping[str, Any]], str | None]
"""Says what is wrong with the body of a request, if anything."""

_TEST: Final = "tests/base/test_closed.py"
_GUARDRAILS: Final = "litellm.proxy.guardrails.guardrail_registry"
_HUB: Final = "litellm.proxy.proxy_server"

CLOSED_SETTINGS: Final[Mapping[str, str]] = {
    "user_url_validation": "Addresses that callers give are always checked.",
    "user_url_allowed_hosts": "Addresses that callers give are always checked.",
    "provider_url_destination_allowed_hosts": "Addresses that callers give are always checked.",
    "custom_auth": "Code of an account does not run here.",
    "custom_key_generate": "Code of an account does not run here.",
    "custom_key_update": "Code of an account does not run here.",
    "custom_key_policy": "Code of an account does not run here.",
    "custom_sso": "Code of an account does not run here.",
    "custom_ui_sso_sign_in_handler": "Code of an account does not run here.",
    "custom_team_metadata_validate": "Code of an account does not run here.",
    "post_call_rules": "Code of an account does not run here.",
    "custom_provider_map": "Code of an account does not run here.",
    "master_key": "The operator's key is set where the process is started.",
    "database_url": "The database is set where the process is started.",
    "use_redis_transaction_buffer": "Each worker writes its own.",
    "coordination_redis": "Redis is set where the process is started.",
    "cache": "The cache of answers is set where the process is started.",
    "cache_params": "The cache of answers is set where the process is started.",
    "database_type": "The database is set where the process is started.",
    "key_management_system": "The store of secrets is set where the process is started.",
    "key_management_settings": "The store of secrets is set where the process is started.",
}
"""Settings that are the process's, and why."""

_LISTS_OF_CALLBACKS: Final = ("callbacks", "success_callback", "failure_callback", "audit_log_callbacks")

CLOSED_SEAMS: Final = (
    Seam(
        "code by dotted path",
        "litellm.proxy.types_utils.utils:get_instance_fn",
        "Imports and runs what a row names: callbacks, guardrails, targets, checks of tokens.",
        "closed",
        f"{_TEST}::test_no_account_can_name_code_to_run",
        ("value", "config_file_path"),
    ),
    Seam(
        "guardrails with code",
        f"{_GUARDRAILS}:InMemoryGuardrailHandler._create_callbacks",
        "A guardrail is one of the wheel's kinds; its own code would run beside other accounts.",
        "closed",
        f"{_TEST}::test_a_guardrail_with_code_is_refused_with_the_reason",
        ("self", "guardrail", "guardrail_type", "litellm_params", "config_file_path", "llm_router"),
    ),
    Seam(
        "MCP servers as programs",
        "litellm.proxy._experimental.mcp_server.stdio_gate:is_mcp_stdio_enabled",
        "Starts a program on this machine.",
        "closed",
        f"{_TEST}::test_no_account_starts_programs",
        (),
    ),
    Seam(
        "safeguards of addresses",
        f"{_HUB}:_apply_ssrf_general_settings",
        "One account would switch them off for all.",
        "closed",
        f"{_TEST}::test_safeguards_of_addresses_stay_on",
        ("settings",),
    ),
    Seam(
        "cache of answers",
        f"{_HUB}:ProxyConfig.init_cache",
        "One per process. With accounts' keys only an exact cache is scoped: one that finds the similar is not.",
        "closed",
        f"{_TEST}::test_an_account_cannot_replace_the_cache_of_answers",
        ("self", "cache_params", "enable_redis_auth_cache"),
    ),
    Seam(
        "cache settings of rows",
        "litellm.proxy.management_endpoints.cache_settings_endpoints:CacheSettingsManager.init_cache_settings_in_db",
        "As the cache: a row of an account is not read for it.",
        "closed",
        f"{_TEST}::test_an_account_cannot_replace_the_cache_of_answers",
        ("prisma_client", "proxy_config"),
    ),
    Seam(
        "settings at the door",
        f"{_HUB}:app",
        "Routes that write settings say no, with the reason, to what is closed.",
        "closed",
        f"{_TEST}::test_closed_settings_are_refused_with_the_reason",
    ),
)


def install() -> None:
    """To be called once, when the hub is imported, as the system.

    Raises:
        SeamError: something is not where it was.
    """
    from litellm.proxy import proxy_server
    from litellm.proxy._experimental.mcp_server import stdio_gate
    from litellm.proxy.guardrails.guardrail_registry import InMemoryGuardrailHandler
    from litellm.proxy.management_endpoints.cache_settings_endpoints import CacheSettingsManager
    from litellm.proxy.types_utils import utils

    replace_everywhere(utils.get_instance_fn, _system_only(utils.get_instance_fn, _refuse_code))
    replace_everywhere(stdio_gate.is_mcp_stdio_enabled, _false_for_accounts(stdio_gate.is_mcp_stdio_enabled))
    handler = InMemoryGuardrailHandler
    handler._create_callbacks = _without_code(handler._create_callbacks)
    proxy_server._apply_ssrf_general_settings = _system_only(proxy_server._apply_ssrf_general_settings, _nothing)
    config = proxy_server.ProxyConfig
    config.init_cache = config._init_cache = _system_only(config.init_cache, _nothing)
    CacheSettingsManager.init_cache_settings_in_db = staticmethod(
        _system_only_async(CacheSettingsManager.init_cache_settings_in_db)
    )


def _system_only(original: Callable[..., Any], otherwise: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        return original(*args, **kwargs) if is_system() else otherwise(*args, **kwargs)

    return run


def _system_only_async(original: Callable[..., Any]) -> Callable[..., Any]:
    async def run(*args: Any, **kwargs: Any) -> Any:
        return await original(*args, **kwargs) if is_system() else None

    return run


def _nothing(*_: object, **__: object) -> None:
    return None


def _refuse_code(value: object, config_file_path: str | None = None) -> NoReturn:  # noqa: ARG001
    raise ValueError(f"{value!r} names code to run, which accounts cannot have run here.")


def _false_for_accounts(original: Callable[[], bool]) -> Callable[[], bool]:
    def is_enabled() -> bool:
        return is_system() and original()

    return is_enabled


def _without_code(original: Callable[..., Any]) -> Callable[..., Any]:
    def create_callbacks(
        self: Any,
        guardrail: Any,
        guardrail_type: str,
        litellm_params: Any,
        config_file_path: str | None,
        llm_router: Any,
    ) -> Any:
        if not is_system():
            _check_guardrail(guardrail_type, litellm_params)
        return original(self, guardrail, guardrail_type, litellm_params, config_file_path, llm_router)

    return create_callbacks


def _check_guardrail(guardrail_type: str, litellm_params: Any) -> None:
    from litellm.proxy.guardrails.guardrail_registry import guardrail_initializer_registry

    if guardrail_type == "custom_code" or getattr(litellm_params, "custom_code", None):
        raise ValueError("A guardrail with code of its own cannot run here; use one of the other kinds.")
    if guardrail_type not in guardrail_initializer_registry:
        raise ValueError(f"There is no kind of guardrail {guardrail_type!r}.")


class SettingsGuard:
    """Plain ASGI: looks at what an account writes to the routes of settings before the wheel does."""

    def __init__(self, app: ASGIApp, check_destination: CheckDestination) -> None:
        self._app = app
        self._destinations = partial(destination_fault, check_destination)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        check = self._find_check(scope) if scope["type"] == "http" else None
        if check is None or is_system():
            await self._app(scope, receive, send)
            return
        body = await _body(receive)
        fault = _fault(check, body)
        if fault is not None:
            await _refuse(fault, send)
            return
        await self._app(scope, _once(body, receive), send)

    def _find_check(self, scope: Scope) -> Check | None:
        if scope["method"] not in ("POST", "PUT", "PATCH"):
            return None
        path: str = scope["path"]
        if _is_model_call(path):
            return None
        special = next((check for pattern, check in _CHECKS if pattern.fullmatch(path)), None)
        return self._destinations if special is None else lambda values: special(values) or self._destinations(values)


@lru_cache(maxsize=1024)
def _is_model_call(path: str) -> bool:
    from litellm.proxy.auth.route_checks import RouteChecks

    return bool(RouteChecks.is_llm_api_route(route=path))


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    while True:
        message = await receive()
        parts.append(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body"):
            return b"".join(parts)


def _once(body: bytes, receive: Receive) -> Receive:
    is_told = False

    async def again() -> Message:
        nonlocal is_told
        if is_told:
            return await receive()
        is_told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _fault(check: Check, body: bytes) -> str | None:
    try:
        values = json.loads(body)
    except ValueError:
        return None
    return check(values) if isinstance(values, dict) else None


async def _refuse(fault: str, send: Send) -> None:
    error = {"message": fault, "type": "invalid_request_error", "param": None, "code": "400"}
    body = json.dumps({"error": error}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 400, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _check_update(values: Mapping[str, Any]) -> str | None:
    return _settings_fault(values.get("general_settings")) or _settings_fault(values.get("litellm_settings"))


def _check_field(values: Mapping[str, Any]) -> str | None:
    return _settings_fault({str(values.get("field_name")): values.get("field_value")})


def _settings_fault(settings: Any) -> str | None:
    if not isinstance(settings, dict):
        return None
    faults = (_setting_fault(name, value) for name, value in settings.items())
    return next((fault for fault in faults if fault is not None), None)


def _setting_fault(name: str, value: Any) -> str | None:
    if name in CLOSED_SETTINGS:
        return f"{name} cannot be set by an account: {CLOSED_SETTINGS[name]}"
    if name in _LISTS_OF_CALLBACKS:
        callbacks = value if isinstance(value, list) else [value]
        if any(isinstance(callback, str) and "." in callback for callback in callbacks):
            return f"{name} names code to run, which accounts cannot have run here."
    if name == "litellm_jwtauth" and isinstance(value, dict) and value.get("custom_validate"):
        return "litellm_jwtauth.custom_validate names code to run, which accounts cannot have run here."
    if name == "pass_through_endpoints" and isinstance(value, list):
        found = (endpoint_fault(endpoint) for endpoint in value if isinstance(endpoint, dict))
        return next((fault for fault in found if fault is not None), None)
    return None


def endpoint_fault(endpoint: Mapping[str, Any]) -> str | None:
    """What is wrong with a pass-through endpoint of an account, if anything."""
    target = urlsplit(str(endpoint.get("target") or ""))
    if target.scheme not in ("http", "https") or not target.hostname:
        return f"The target of {endpoint.get('path')} must be an http or https address."
    if str(endpoint.get("auth", True)).lower() != "true":
        return f"The endpoint {endpoint.get('path')} must ask for a key: with auth false it would be open to everyone."
    return None


_CHECKS: Final[tuple[tuple[re.Pattern[str], Check], ...]] = (
    (re.compile(r"/config/update"), _check_update),
    (re.compile(r"/config/field/update"), _check_field),
    (re.compile(r"/config/pass_through_endpoint(/[^/]+)?"), endpoint_fault),
)
