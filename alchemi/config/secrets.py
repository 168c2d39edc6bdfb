"""Secrets: making new ones, refusing weak ones, and deriving one key per purpose from the secret key."""

from __future__ import annotations

import secrets
from itertools import pairwise
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_SALT: Final = b"alchemi-studio-console/v1"

_TELLTALE: Final = (
    "change-me",
    "changeme",
    "change_me",
    "your-",
    "example",
    "password",
    "dbpassword",
    "secret",
    "1234567",
)
_MIN_DISTINCT: Final = 10


def derive(secret_key: str, label: str, length: int = 32) -> bytes:
    """Return `length` bytes (1 to 8160) of key for the purpose `label`: HKDF-SHA256 over the secret key.

    Raises:
        ValueError: `secret_key` or `label` is empty.
    """
    if not secret_key or not label:
        raise ValueError("A key is derived from a secret key and a label; neither may be empty.")
    hkdf = HKDF(algorithm=hashes.SHA256(), length=length, salt=_SALT, info=label.encode())
    return hkdf.derive(secret_key.encode())


def new_secret(length_bytes: int = 48) -> str:
    """Return a fresh random text of `length_bytes` bytes of entropy, safe in URLs and `.env` files."""
    return secrets.token_urlsafe(length_bytes)


def weakness(value: str, *, min_length: int) -> str | None:
    """Say what makes `value` too easy to guess, or None. Never repeats the value."""
    if len(value) < min_length:
        return f"has {len(value)} characters; at least {min_length} are needed"
    lowered = value.lower()
    if any(word in lowered for word in _TELLTALE):
        return "contains a word of a default or example value"
    distinct = min(_MIN_DISTINCT, max(4, min_length // 2))
    if len(set(value)) < distinct:
        return f"uses fewer than {distinct} different characters"
    if value in (value + value)[1:-1]:
        return "repeats itself"
    steps = sum(abs(ord(one) - ord(two)) <= 1 for one, two in pairwise(value))
    if steps * 2 > len(value):
        return "is a run of neighbouring characters"
    return None
