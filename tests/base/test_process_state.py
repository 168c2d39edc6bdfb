"""Containers and rebound globals of the wheel's modules: what one account puts there no other finds."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from alchemi.litellm_bridge.process_state import CONTAINERS, READ_THROUGHS, TARGETS
from alchemi.tenancy.context import acting_as_system, acting_for
from tests.support.in_wheel import Wheel, run_in_wheel


@pytest.fixture(scope="module")
def facts(database) -> dict[str, Any]:
    return run_in_wheel(__name__, database)


async def scenario_containers(wheel: Wheel) -> dict[str, Any]:
    from litellm.proxy.common_utils import registry_read_through
    from litellm.proxy.utils import ProxyLogging

    holders = {name: getattr(import_module(module), name) for module, name, _ in CONTAINERS}
    holders["capabilities"] = ProxyLogging._callback_capabilities_cache
    seen = {}
    for account in ("acme", "globex"):
        with acting_for(account):
            for holder in holders.values():
                put = holder.append if hasattr(holder, "append") else lambda item, holder=holder: holder.update(k=item)
                put(account)
            registry_read_through.model_registry_read_through._window_resyncs += 1
    for account in ("acme", "globex", "third"):
        with acting_for(account):
            seen[account] = {
                **{name: list(getattr(holder, "values", lambda h=holder: h)()) for name, holder in holders.items()},
                **{name: getattr(registry_read_through, name)._window_resyncs for name in READ_THROUGHS},
            }
    return seen


async def scenario_rebound(wheel: Wheel) -> dict[str, Any]:
    """Each module sets its globals itself, in its own functions, as any account makes it."""
    from litellm.proxy.guardrails.guardrail_hooks.mcp_jwt_signer.mcp_jwt_signer import get_mcp_jwt_signer

    seen: dict[str, Any] = {}
    for module_name, target in TARGETS.items():
        module = import_module(module_name)
        for name in target.slots:
            with acting_for("acme"):
                setattr(module, name, "of acme")
            with acting_for("globex"):
                seen[name] = getattr(module, name)
            with acting_as_system():
                seen[f"{name} of the system"] = getattr(module, name)
    with acting_for("acme"):
        seen["own"] = get_mcp_jwt_signer()
    return seen


async def scenario_mcp_owner(wheel: Wheel) -> list[str]:
    from litellm.proxy._experimental.mcp_server import server
    from litellm.proxy._types import UserAPIKeyAuth

    owners = []
    for account in ("acme", "globex"):
        with acting_for(account):
            owners.append(server._owner_fingerprint_for(UserAPIKeyAuth(api_key="sk-shared-by-services")))
    return owners


async def scenario_messages(wheel: Wheel) -> dict[str, Any]:
    """The same key in two accounts; a message of one of them, one without account, and one of an account not here."""
    from litellm.proxy.common_utils import auth_cache_invalidation_pubsub as pubsub

    cache = wheel.hub.user_api_key_cache
    subscriber = pubsub.AuthCacheInvalidationSubscriber(None, cache)
    for account in ("acme", "globex"):
        with acting_for(account):
            cache.in_memory_cache_for("team_id:eng").set_cache("team_id:eng", "cached")
    with acting_for("acme"):
        message = pubsub._cache_invalidation_message_json("team_id:eng")
    with acting_as_system():
        for data in ('{"cache_key": "team_id:eng"}', '{"cache_key": "team_id:eng", "account": "absent"}', "nonsense"):
            subscriber._apply_message({"data": data})
        subscriber._apply_message({"data": message})
        started = wheel.hub.proxy_config.start_config_sync_subscriber(None, None, None)
    left = {}
    for account in ("acme", "globex"):
        with acting_for(account):
            left[account] = cache.in_memory_cache_for("team_id:eng").get_cache("team_id:eng")
    return {"left": left, "started": started}


@pytest.mark.parametrize("account", ["acme", "globex"])
def test_containers_of_two_accounts_are_apart(facts: dict[str, Any], account: str) -> None:
    seen = facts["containers"][account]
    assert seen == {
        **{name: [account] for _, name, _ in CONTAINERS},
        "capabilities": [account],
        "model_registry_read_through": 1,
        "guardrail_registry_read_through": 0,
        "agent_registry_read_through": 0,
    }


def test_an_account_that_did_nothing_has_empty_containers(facts: dict[str, Any]) -> None:
    assert not any(facts["containers"]["third"].values())


def test_rebound_globals_of_two_accounts_are_apart(facts: dict[str, Any]) -> None:
    seen = facts["rebound"]
    assert seen.pop("own") == "of acme"
    assert set(seen.values()) == {None}


def test_the_owner_of_an_mcp_session_has_an_account(facts: dict[str, Any]) -> None:
    acme, globex = facts["mcp_owner"]
    assert acme.startswith("acme:")
    assert globex.startswith("globex:")


def test_a_message_reaches_its_account_and_no_other(facts: dict[str, Any]) -> None:
    assert facts["messages"]["left"] == {"acme": None, "globex": "cached"}


def test_the_wheel_listens_to_no_configuration_messages(facts: dict[str, Any]) -> None:
    assert facts["messages"]["started"] is None
