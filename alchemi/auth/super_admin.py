"""The super admin: known by UI_USERNAME and UI_PASSWORD together, never by the name alone, and a user of no account."""

from __future__ import annotations

import hmac
from typing import Final

from alchemi.config.secrets import derive

_FOLD: Final = "sha256"


class SuperAdmin:
    """Compares in constant time; keeps no password, only keyed digests."""

    def __init__(self, username: str, password: str, secret_key: str) -> None:
        self._key = derive(secret_key, "super-admin")
        self.username = username
        self._name = self._digest(username)
        self._password = self._digest(password)

    @property
    def standing(self) -> str:
        """What sessions are bound to: they end when the name or the password is another."""
        return (self._digest(f"{self._name.hex()}{self._password.hex()}")).hex()

    def is_named(self, name: str) -> bool:
        """`name` is the configured one; this proves nothing."""
        return hmac.compare_digest(self._digest(name), self._name)

    def is_proved(self, name: str, password: str) -> bool:
        """`name` and `password` are the configured pair."""
        is_password = hmac.compare_digest(self._digest(password), self._password)
        return self.is_named(name) and is_password

    def _digest(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode(), _FOLD)
