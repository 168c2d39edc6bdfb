"""What the wheel encrypts and decrypts by itself: under the bound account's key, and each purpose apart from the others.

What it stores is taken over by the engine, which seals it for its row; this is for the way there, and for tokens that the
wheel hands out.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Final

from alchemi.config.keys import RootKeys
from alchemi.db.transit import STORED, decrypted, encrypted, opened_old_scheme
from alchemi.errors import NoAccountError
from alchemi.litellm_bridge.replacing import modules_with
from alchemi.litellm_bridge.seam import Seam
from alchemi.tenancy.context import bound_account

log = logging.getLogger(__name__)

_HELPERS: Final = "litellm.proxy.common_utils.encrypt_decrypt_utils"
_TEST: Final = "tests/base/test_stored_secrets.py"

_TOKENS: Final = {
    "litellm.proxy.hooks.responses_id_security": "response ids",
    "litellm.proxy.realtime_endpoints.endpoints": "realtime tokens",
    "litellm.proxy._experimental.mcp_server.gateway_dcr_flow": "mcp registrations",
    "litellm.proxy._experimental.mcp_server.discoverable_endpoints": "mcp sign-in",
    "litellm.proxy.management_endpoints.mcp_management_endpoints": "mcp servers in the cache",
}
"""Modules that hand out what they encrypt. What comes back from a client opens for the same purpose alone."""

_ALSO_STORED: Final = frozenset(
    {
        "litellm.proxy._experimental.mcp_server.discoverable_endpoints",
        "litellm.proxy.management_endpoints.mcp_management_endpoints",
    }
)
"""Those of them that read what others store."""

SECRET_SEAMS: Final = (
    Seam(
        "key of the wheel's own schemes",
        f"{_HELPERS}:get_salt_key",
        "One for all accounts, read from the environment; here each account has its own, for tokens that the wheel seals.",
        "per account",
        "tests/base/test_closed.py::test_an_account_reads_what_it_stored_and_not_the_key",
        (),
    ),
    Seam(
        "encryption of stored values",
        f"{_HELPERS}:encrypt_value_helper",
        "One key for all accounts and all purposes, in the wheel; here each account and each purpose has its own.",
        "per account",
        f"{_TEST}::test_what_one_account_encrypts_no_other_decrypts",
        ("value", "new_encryption_key"),
    ),
    Seam(
        "decryption of stored values",
        f"{_HELPERS}:decrypt_value_helper",
        "The other half; it still reads what the wheel's own scheme wrote before.",
        "per account",
        f"{_TEST}::test_what_the_wheel_stored_before_is_still_read",
        ("value", "key", "exception_type", "return_original_value"),
    ),
    Seam(
        "test of stored values",
        f"{_HELPERS}:decrypt_if_encrypted_with",
        "Tells ciphertext from plaintext by trying a key.",
        "per account",
        f"{_TEST}::test_ciphertext_is_told_from_plaintext",
        ("value", "signing_key"),
    ),
)


def install(roots: RootKeys) -> None:
    """To be called once, when the hub is imported, as the system.

    Raises:
        SeamError: something is not where it was.
    """
    from litellm.proxy.common_utils import encrypt_decrypt_utils as helpers

    for name in _TOKENS:
        # One that is imported later would take the helpers for stored values.
        import_module(name)
    _put(helpers.get_salt_key, lambda _name: _salt(roots))
    _put(helpers.encrypt_value_helper, lambda name: _encrypting(roots, _TOKENS.get(name, STORED)))
    _put(helpers.decrypt_value_helper, lambda name: _decrypting(roots, tuple(_purposes(name))))
    _put(helpers.decrypt_if_encrypted_with, lambda _name: _testing(roots))


def _put(had: Any, make: Callable[[str], Any]) -> None:
    for module, names in modules_with(had):
        put = make(module.__name__)
        for name in names:
            setattr(module, name, put)


def _salt(roots: RootKeys) -> Callable[[], str]:
    def get_salt_key() -> str:
        return roots.current.transit_key(f"salt/{_account()}").hex()

    return get_salt_key


def _purposes(module: str) -> Iterator[str]:
    if module in _TOKENS:
        yield _TOKENS[module]
    if module not in _TOKENS or module in _ALSO_STORED:
        yield STORED


def _account() -> str:
    account = bound_account()
    if account is None:
        raise NoAccountError("A value was to be encrypted or decrypted with no account bound.")
    return account


def _encrypting(roots: RootKeys, purpose: str) -> Callable[..., Any]:
    def encrypt_value_helper(value: Any, new_encryption_key: str | None = None) -> Any:  # noqa: ARG001
        # A key of the caller's is not taken: keys are changed by `alchemi secrets rotate`, for all there is.
        return encrypted(roots, _account(), value, purpose) if isinstance(value, str) else value

    return encrypt_value_helper


def _decrypting(roots: RootKeys, purposes: tuple[str, ...]) -> Callable[..., Any]:
    def decrypt_value_helper(
        value: Any, key: str, exception_type: str = "error", return_original_value: bool = False
    ) -> Any:
        if not isinstance(value, str):
            return value
        account = _account()
        for purpose in purposes:
            if (plain := decrypted(roots, account, value, purpose)) is not None:
                return plain
        if STORED in purposes and (former := opened_old_scheme(roots, value)) is not None:
            return "".join(former)
        if return_original_value:
            return value
        if exception_type == "error":
            log.error("secret.undecryptable", extra={"field": key, "account": account})
        return None

    return decrypt_value_helper


def _testing(roots: RootKeys) -> Callable[..., Any]:
    def decrypt_if_encrypted_with(value: str, signing_key: str) -> str | None:  # noqa: ARG001
        plain = decrypted(roots, _account(), value)
        former = opened_old_scheme(roots, value) if plain is None else None
        return plain if former is None else "".join(former)

    return decrypt_if_encrypted_with
