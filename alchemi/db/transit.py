"""What the wheel encrypts by itself: for the moment it is in memory or on the wire, under a key of the account.

At rest the engine stores what was encrypted, sealed like every secret. So no data key needs to be at hand where the wheel
encrypts, which it does without waiting, and a new root key changes nothing that is stored.
"""

from __future__ import annotations

import hashlib
import os
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from alchemi.config.keys import RootKeys
from alchemi.db.secret_columns import TRANSIT_PREFIX

STORED: Final = "stored"
"""The purpose of what goes to the database."""

_BOUND: Final = b"alchemi wheel value 1 "
_NONCE_BYTES: Final = 12
_OLD_GCM: Final = "v2:gcm:"
_OLD_LEAST_BYTES: Final = 28
"""Nonce and tag of the shorter one of its two formats."""

_VALUE: Final = re.compile(rf"(?P<before>.{{0,64}}?)(?P<value>{TRANSIT_PREFIX}[A-Za-z0-9_-]{{38,}})", re.DOTALL)


def encrypted(roots: RootKeys, account: str, text: str, purpose: str = STORED) -> str:
    """`text` for `account` and this purpose, in characters that any URL takes."""
    nonce = os.urandom(_NONCE_BYTES)
    plain = text.encode("utf-8", "surrogatepass")
    body = AESGCM(roots.current.transit_key(account)).encrypt(nonce, plain, _BOUND + purpose.encode())
    return TRANSIT_PREFIX + urlsafe_b64encode(nonce + body).decode("ascii").rstrip("=")


def decrypted(roots: RootKeys, account: str, value: str, purpose: str = STORED) -> str | None:
    """What was encrypted for `account` and this purpose under any of the root keys; None for everything else."""
    if not value.startswith(TRANSIT_PREFIX):
        return None
    encoded = value.removeprefix(TRANSIT_PREFIX)
    try:
        body = urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except (Base64Error, ValueError):
        return None
    if len(body) <= _NONCE_BYTES:
        return None
    for root in roots.all:
        try:
            plain = AESGCM(root.transit_key(account)).decrypt(
                body[:_NONCE_BYTES], body[_NONCE_BYTES:], _BOUND + purpose.encode()
            )
        except InvalidTag:
            continue
        return plain.decode("utf-8", "surrogatepass")
    return None


def opened_from_transit(roots: RootKeys, account: str, text: str) -> tuple[str, str] | None:
    """The mark that the wheel puts before a value that it encrypted, and what it encrypted; None for plain texts."""
    found = _VALUE.fullmatch(text)
    if found is None:
        return None
    plain = decrypted(roots, account, found["value"])
    return None if plain is None else (found["before"], plain)


def opened_old_scheme(roots: RootKeys, text: str) -> tuple[str, str] | None:
    """The mark before a value that the wheel's own scheme encrypted, and what it encrypted; None for every other text.

    That scheme had one key for all accounts, and sealed nothing for any place.
    """
    mark, colons, value = text.rpartition("::")
    for root in roots.all:
        plain = _open_old(hashlib.sha256(root.old_salt().encode()).digest(), value)
        if plain is not None:
            return mark + colons, plain
    return None


def _open_old(key: bytes, value: str) -> str | None:
    encoded = value.removeprefix(_OLD_GCM)
    try:
        body = urlsafe_b64decode(encoded)
        if len(body) <= _OLD_LEAST_BYTES:
            return None
        if encoded != value:
            return AESGCM(key).decrypt(body[:_NONCE_BYTES], body[_NONCE_BYTES:], None).decode()
        opened: bytes = SecretBox(key).decrypt(body)
    except (Base64Error, ValueError, InvalidTag, CryptoError):
        return None
    return opened.decode("utf-8", "surrogatepass")


def put_in_transit(roots: RootKeys, account: str, before: str, plain: str) -> str:
    """As the wheel would write it."""
    return before + encrypted(roots, account, plain)
