"""What an account may not have in a shared process is refused with the reason, and not loaded when a row has it."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from alchemi.tenancy.context import acting_as_system, acting_for
from tests.support.in_wheel import Wheel, run_in_wheel


@pytest.fixture(scope="module")
def facts(database) -> dict[str, Any]:
    return run_in_wheel(__name__, database, LITELLM_ENABLE_MCP_STDIO="true", LITELLM_SALT_KEY="salt-of-the-tests")


async def scenario_code(wheel: Wheel) -> dict[str, str]:
    """The same path of code, named by the system and by an account, through two modules that imported the function."""
    from litellm.proxy._experimental.mcp_server import tool_registry
    from litellm.proxy.guardrails import guardrail_registry

    seen = {}
    for module in (tool_registry, guardrail_registry, wheel.hub):
        with acting_as_system():
            seen[f"{module.__name__} system"] = module.get_instance_fn("os.getcwd").__name__
        try:
            with acting_for("acme"):
                module.get_instance_fn("os.getcwd")
        except ValueError as error:
            seen[f"{module.__name__} account"] = str(error)
    return seen


async def scenario_programs(wheel: Wheel) -> dict[str, bool]:
    from litellm.proxy import _types
    from litellm.proxy._experimental.mcp_server import mcp_server_manager

    with acting_as_system():
        system = _types.is_mcp_stdio_enabled()
    with acting_for("acme"):
        return {
            "system": system,
            "account": _types.is_mcp_stdio_enabled(),
            "blocked": mcp_server_manager.is_mcp_stdio_blocked("stdio"),
        }


async def scenario_safeguards(wheel: Wheel) -> dict[str, Any]:
    import litellm

    with acting_for("acme"):
        wheel.hub._apply_ssrf_general_settings(
            {
                "user_url_validation": False,
                "user_url_allowed_hosts": ["169.254.169.254"],
                "provider_url_destination_allowed_hosts": ["x"],
            }
        )
        return {
            "validation": litellm.user_url_validation,
            "hosts": litellm.user_url_allowed_hosts,
            "providers": litellm.provider_url_destination_allowed_hosts,
        }


async def scenario_cache(wheel: Wheel) -> dict[str, bool]:
    import litellm
    from litellm.proxy.management_endpoints.cache_settings_endpoints import CacheSettingsManager

    before = litellm.cache
    with acting_for("acme"):
        wheel.hub.proxy_config._init_cache({"type": "qdrant-semantic"})
        wheel.hub.proxy_config.init_cache({"type": "redis-semantic"})
        await wheel.client.db.litellm_cacheconfig.create(
            data={"id": "cache_config", "cache_settings": '{"type": "local"}'}
        )
        await CacheSettingsManager.init_cache_settings_in_db(wheel.client, wheel.hub.proxy_config)
    return {"is_kept": litellm.cache is before}


async def scenario_salt(wheel: Wheel) -> dict[str, Any]:
    import os

    from litellm.proxy.common_utils.encrypt_decrypt_utils import decrypt_value_helper, encrypt_value_helper

    with acting_for("acme"):
        stored = encrypt_value_helper("a secret")
        return {
            "read": decrypt_value_helper(stored, key="api_key"),
            "environment": os.environ.get("LITELLM_SALT_KEY"),
            "master": os.environ.get("LITELLM_MASTER_KEY"),
        }


def test_no_account_can_name_code_to_run(facts: dict[str, Any]) -> None:
    said = {name.rpartition(" ")[2]: text for name, text in facts["code"].items()}
    assert len(facts["code"]) == 6
    assert said == {
        "system": "getcwd",
        "account": "'os.getcwd' names code to run, which accounts cannot have run here.",
    }


def test_no_account_starts_programs(facts: dict[str, Any]) -> None:
    assert facts["programs"] == {"system": True, "account": False, "blocked": True}


def test_safeguards_of_addresses_stay_on(facts: dict[str, Any]) -> None:
    assert facts["safeguards"] == {"validation": True, "hosts": [], "providers": []}


def test_an_account_cannot_replace_the_cache_of_answers(facts: dict[str, Any]) -> None:
    assert facts["cache"]["is_kept"]


def test_an_account_reads_what_it_stored_and_not_the_key(facts: dict[str, Any]) -> None:
    assert facts["salt"] == {"read": "a secret", "environment": None, "master": None}


@pytest.mark.parametrize(
    ("guardrail", "reason"),
    [
        ({"guardrail": "os.system", "mode": "pre_call"}, "no kind of guardrail 'os.system'"),
        ({"guardrail": "custom_code", "mode": "pre_call", "custom_code": "x = 1"}, "code of its own cannot run here"),
    ],
)
def test_a_guardrail_with_code_is_refused_with_the_reason(
    operator: httpx.Client, guardrail: dict[str, Any], reason: str
) -> None:
    body = {"guardrail": {"guardrail_name": "coded", "litellm_params": guardrail}}
    answer = operator.post("/guardrails", json=body)
    assert answer.status_code == 400
    assert reason in answer.text
    names = [row["guardrail_name"] for row in operator.get("/v2/guardrails/list").json()["guardrails"]]
    assert "coded" not in names


@pytest.mark.parametrize(
    ("path", "body", "reason"),
    [
        ("/config/update", {"general_settings": {"user_url_validation": False}}, "always checked"),
        ("/config/update", {"general_settings": {"custom_auth": "os.system"}}, "does not run here"),
        ("/config/update", {"litellm_settings": {"success_callback": ["langfuse", "os.system"]}}, "names code"),
        ("/config/update", {"litellm_settings": {"cache": True, "cache_params": {"type": "local"}}}, "is started"),
        ("/config/update", {"general_settings": {"litellm_jwtauth": {"custom_validate": "os.system"}}}, "names code"),
        ("/config/field/update", {"field_name": "user_url_allowed_hosts", "field_value": ["x"]}, "always checked"),
        ("/config/field/update", {"field_name": "master_key", "field_value": "sk-mine"}, "is started"),
        (
            "/config/field/update",
            {"field_name": "pass_through_endpoints", "field_value": [{"path": "/a", "target": "http://b", "auth": 0}]},
            "must ask for a key",
        ),
    ],
)
def test_closed_settings_are_refused_with_the_reason(
    operator: httpx.Client, path: str, body: dict[str, Any], reason: str
) -> None:
    answer = operator.post(path, json=body | {"config_type": "general_settings"})
    assert answer.status_code == 400
    assert reason in answer.json()["error"]["message"]


def test_open_settings_are_taken(operator: httpx.Client) -> None:
    body = {
        "field_name": "maximum_spend_logs_retention_period",
        "field_value": "30d",
        "config_type": "general_settings",
    }
    assert operator.post("/config/field/update", json=body).status_code == 200
