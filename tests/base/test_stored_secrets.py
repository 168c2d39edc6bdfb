"""What the wheel encrypts and decrypts: each account and each purpose for itself, under every name in the wheel."""

from __future__ import annotations

import sys
from types import FunctionType
from typing import Any

import pytest

from tests.support.cluster import TestDatabase
from tests.support.in_wheel import Wheel, run_in_wheel

HELPERS = ("encrypt_value_helper", "decrypt_value_helper", "decrypt_if_encrypted_with", "get_salt_key")


@pytest.fixture(scope="module")
def facts(database: TestDatabase) -> dict[str, Any]:
    return run_in_wheel(__name__, database, LITELLM_SALT_KEY="salt-of-the-tests")


async def scenario_accounts(wheel: Wheel) -> dict[str, Any]:
    from alchemi.tenancy.context import acting_for

    with acting_for("one"):
        value = wheel.hub.encrypt_value_helper("a secret")
        own = wheel.hub.decrypt_value_helper(value, key="k")
        salt = sys.modules["litellm.proxy.common_utils.encrypt_decrypt_utils"].get_salt_key()
    with acting_for("two"):
        other = wheel.hub.decrypt_value_helper(value, key="k", exception_type="debug")
        original = wheel.hub.decrypt_value_helper(value, key="k", return_original_value=True)
        other_salt = sys.modules["litellm.proxy.common_utils.encrypt_decrypt_utils"].get_salt_key()
    return {"own": own, "other": other, "is_kept": original == value, "salts_differ": salt != other_salt}


async def scenario_purposes(_wheel: Wheel) -> dict[str, Any]:
    from alchemi.tenancy.context import acting_for

    realtime = sys.modules["litellm.proxy.realtime_endpoints.endpoints"]
    responses = sys.modules["litellm.proxy.hooks.responses_id_security"]
    helpers = sys.modules["litellm.proxy.common_utils.encrypt_decrypt_utils"]
    with acting_for("one"):
        stored = helpers.encrypt_value_helper("stored by an admin")
        token = realtime.encrypt_value_helper("a token")
        return {
            "token": realtime.decrypt_value_helper(token, "k"),
            "stored as token": realtime.decrypt_value_helper(stored, "k"),
            "token as response": responses.decrypt_value_helper(token, "k"),
            "token as stored": helpers.decrypt_value_helper(token, "k"),
        }


async def scenario_former(wheel: Wheel) -> dict[str, Any]:
    """As the wheel wrote it: under the salt that was derived from the root key."""
    from base64 import urlsafe_b64encode

    from alchemi.tenancy.context import acting_for

    helpers = sys.modules["litellm.proxy.common_utils.encrypt_decrypt_utils"]
    salt = wheel.database.data_keys.roots.current.old_salt()
    value = urlsafe_b64encode(helpers.encrypt_value("written before", salt)).decode()
    with acting_for("one"):
        return {
            "read": wheel.hub.decrypt_value_helper(value, key="k"),
            "tested": helpers.decrypt_if_encrypted_with(value, "any"),
            "plaintext": helpers.decrypt_if_encrypted_with("just text", "any"),
            "new": helpers.decrypt_if_encrypted_with(helpers.encrypt_value_helper("new"), "any"),
        }


async def scenario_names(_wheel: Wheel) -> dict[str, Any]:
    """Modules of the wheel that still have the wheel's own helper under some name."""
    left = []
    for name, module in list(sys.modules.items()):
        for attribute, value in list(vars(module).items()) if name.startswith("litellm") else []:
            # By its true type: state in slots answers for what stands in it.
            is_own = type(value) is FunctionType and value.__module__.endswith(".encrypt_decrypt_utils")
            if is_own and value.__name__ in HELPERS:
                left.append(f"{name}.{attribute}")
    return {"left": left}


def test_what_one_account_encrypts_no_other_decrypts(facts: dict[str, Any]) -> None:
    assert facts["accounts"] == {"own": "a secret", "other": None, "is_kept": True, "salts_differ": True}


def test_a_stored_value_is_no_token_and_a_token_no_stored_value(facts: dict[str, Any]) -> None:
    assert facts["purposes"] == {
        "token": "a token", "stored as token": None, "token as response": None, "token as stored": None,
    }  # fmt: skip


def test_what_the_wheel_stored_before_is_still_read(facts: dict[str, Any]) -> None:
    assert facts["former"]["read"] == "written before"


def test_ciphertext_is_told_from_plaintext(facts: dict[str, Any]) -> None:
    assert facts["former"]["tested"] == "written before"
    assert facts["former"]["plaintext"] is None
    assert facts["former"]["new"] == "new"


def test_no_module_of_the_wheel_keeps_its_own_helpers(facts: dict[str, Any]) -> None:
    assert facts["names"] == {"left": []}
