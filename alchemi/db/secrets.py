"""Secrets at rest: sealed with a key of their account, and bound to the place where they are kept.

A sealed text opens for its own account, table, column and row alone: moved anywhere else, or changed in any character, it
does not open. Plaintext appears in no error and no log line.
"""

from __future__ import annotations

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alchemi.config.keys import RootKeys
from alchemi.errors import SecretError
from alchemi.tenancy.account import AccountId

PREFIX: Final = "alchemi:1:"
"""What every sealed text starts with; the number is the version of the format."""

_CONTEXT: Final = b"alchemi secret 1"
_WRAPPING: Final = b"alchemi data key 1"
_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
KEY_BYTES: Final = 32


def is_sealed(value: object) -> bool:
    """`value` reads as a sealed text; whether it opens is another matter."""
    return isinstance(value, str) and value.startswith(PREFIX)


def key_id_of(sealed: str) -> str:
    """The data key that `sealed` names.

    Raises:
        SecretError: it is not a sealed text.
    """
    identifier, colon, body = sealed.removeprefix(PREFIX).partition(":")
    if not is_sealed(sealed) or not identifier or not colon or not body:
        raise SecretError("This is not a sealed value.")
    return identifier


class UnknownKeyError(SecretError):
    """The data key that a sealed text names is not there: destroyed, or never this account's."""


@dataclass(frozen=True, slots=True)
class AccountSecrets:
    """Seals and opens the secrets of one account. `active` is the key that seals; every key opens."""

    account: AccountId
    active: str
    _keys: Mapping[str, bytes] = field(repr=False)

    @property
    def key_ids(self) -> frozenset[str]:
        return frozenset(self._keys)

    def seal(self, table: str, column: str, row_id: str, plaintext: str) -> str:
        """`plaintext` as text for this column of this row, and for no other place."""
        nonce = os.urandom(_NONCE_BYTES)
        bound = _bound(self.account, table, column, row_id, self.active)
        return f"{PREFIX}{self.active}:{_text(nonce + self._cipher(self.active).encrypt(nonce, plaintext.encode(), bound))}"

    def open(self, table: str, column: str, row_id: str, sealed: str) -> str:
        """What was sealed for this column of this row.

        Raises:
            UnknownKeyError: its key is not there.
            SecretError: it was changed, or sealed for another place.
        """
        identifier = key_id_of(sealed)
        bound = _bound(self.account, table, column, row_id, identifier)
        body = _bytes(sealed[len(PREFIX) + len(identifier) + 1 :])
        try:
            return self._cipher(identifier).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], bound).decode()
        except (InvalidTag, ValueError):
            raise SecretError("A secret cannot be opened: it was changed, or belongs to another place.") from None

    def _cipher(self, identifier: str) -> AESGCM:
        key = self._keys.get(identifier)
        if key is None:
            raise UnknownKeyError("A secret cannot be opened: its key is not there.")
        return AESGCM(key)


def new_key_id() -> str:
    return os.urandom(8).hex()


def wrap_key(roots: RootKeys, account: AccountId, key_id: str, key: bytes) -> str:
    """A data key as it is stored, under the root key in use."""
    nonce = os.urandom(_NONCE_BYTES)
    bound = _lengths(_WRAPPING, account, key_id, roots.current.id)
    return _text(nonce + AESGCM(roots.current.wrapping_key()).encrypt(nonce, key, bound))


def unwrap_key(roots: RootKeys, account: AccountId, key_id: str, root_key_id: str, wrapped: str) -> bytes:
    """The data key that was wrapped for `account` under this id.

    Raises:
        SecretError: its root key is not known here, or the row was changed or belongs to another account.
    """
    root = roots.find(root_key_id)
    if root is None:
        raise SecretError(
            f"The secrets of account {account} need root key {root_key_id}, which this process was not given;"
            " set it in ALCHEMI_SECRET_KEY_PREVIOUS."
        )
    body = _bytes(wrapped)
    bound = _lengths(_WRAPPING, account, key_id, root_key_id)
    try:
        return AESGCM(root.wrapping_key()).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        raise SecretError(f"Data key {key_id} of account {account} cannot be unwrapped: it was changed.") from None


def _bound(account: AccountId, table: str, column: str, row_id: str, key_id: str) -> bytes:
    return _lengths(_CONTEXT, account, table, column, row_id, key_id)


def _lengths(kind: bytes, *parts: str) -> bytes:
    """The parts with their lengths, so that no two lists of parts give the same bytes."""
    encoded = [kind, *(part.encode("utf-8", "surrogatepass") for part in parts)]
    return b"".join(len(part).to_bytes(4, "big") + part for part in encoded)


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    """What `_text` wrote. Any other spelling of the same bytes is refused, so that each character counts."""
    try:
        value = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (Base64Error, ValueError):
        raise SecretError("This is not a sealed value.") from None
    if _text(value) != text or len(value) < _NONCE_BYTES + _TAG_BYTES:
        raise SecretError("This is not a sealed value.")
    return value
