"""What workers tell each other over Redis says of which account it is."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from alchemi.litellm_bridge.account_runtime import find_runtime
from alchemi.litellm_bridge.seam import Seam
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for, require_account

_TEST: Final = "tests/base/test_process_state.py"
_PUBSUB: Final = "litellm.proxy.common_utils.auth_cache_invalidation_pubsub"

MESSAGE_SEAMS: Final = (
    Seam(
        "message of a revoked key",
        f"{_PUBSUB}:_cache_invalidation_message_json",
        "Without the account, another worker forgets a key that only the platform knows, and goes on taking the real one.",
        "class patch",
        f"{_TEST}::test_a_message_reaches_its_account_and_no_other",
        ("cache_key", "new_value", "ttl"),
    ),
    Seam(
        "message of a revoked key, received",
        f"{_PUBSUB}:AuthCacheInvalidationSubscriber._apply_message",
        "Applied in the account it names, if that is loaded here; without an account it is applied nowhere.",
        "class patch",
        f"{_TEST}::test_a_message_reaches_its_account_and_no_other",
        ("self", "message"),
    ),
    Seam(
        "message of a changed configuration",
        "litellm.proxy.proxy_server:ProxyConfig.start_config_sync_subscriber",
        "Would reload the platform's configuration; the registry's versions tell which account is to be read anew.",
        "closed",
        f"{_TEST}::test_the_wheel_listens_to_no_configuration_messages",
    ),
    Seam(
        "Redis from the environment",
        "litellm.proxy.proxy_server:ProxyStartupEvent.init_coordination_redis_from_db",
        "The wheel looks at REDIS_URL only while it reads a config file, and there is none.",
        "class patch",
        "tests/e2e/test_revocation.py::test_every_key_in_redis_names_its_account",
        ("litellm_settings", "llm_router"),
    ),
)


def install() -> None:
    """To be called once, when the hub is imported."""
    from litellm.proxy.common_utils import auth_cache_invalidation_pubsub as pubsub
    from litellm.proxy.proxy_server import ProxyConfig, ProxyStartupEvent

    pubsub._cache_invalidation_message_json = _with_account(pubsub._cache_invalidation_message_json)
    subscriber = pubsub.AuthCacheInvalidationSubscriber
    subscriber._apply_message = _in_account(subscriber._apply_message)
    ProxyConfig.start_config_sync_subscriber = _start_nothing
    ProxyStartupEvent.init_coordination_redis_from_db = staticmethod(
        _or_from_environment(ProxyStartupEvent.init_coordination_redis_from_db)
    )


def _or_from_environment(from_rows: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    async def find(litellm_settings: Any, llm_router: Any) -> Any:
        from litellm.proxy import proxy_server

        found = await from_rows(litellm_settings=litellm_settings, llm_router=llm_router)
        return found or await proxy_server.proxy_config._init_coordination_redis_env_fallback(litellm_settings)

    return find


def _with_account(write: Callable[..., str]) -> Callable[..., str]:
    def message_json(cache_key: str, new_value: float | None = None, ttl: float | None = None) -> str:
        message = json.loads(write(cache_key, new_value, ttl))
        return json.dumps(message | {"account": require_account("A message to other workers")})

    return message_json


def _in_account(apply: Callable[[Any, object], None]) -> Callable[[Any, object], None]:
    def apply_message(self: Any, message: object) -> None:
        account = _account_of(message)
        if account is not None and find_runtime(account) is not None:
            with acting_for(account):
                apply(self, message)

    return apply_message


def _account_of(message: object) -> AccountId | None:
    data = message.get("data") if isinstance(message, dict) else None
    try:
        told = json.loads(data) if isinstance(data, str | bytes) else None
    except ValueError:
        return None
    account = told.get("account") if isinstance(told, dict) else None
    return AccountId(account) if isinstance(account, str) else None


def _start_nothing(*_: object, **__: object) -> None:
    return None
