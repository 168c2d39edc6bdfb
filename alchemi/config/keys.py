"""The root keys of a deployment: the one in use, those before it, and the keys that are derived from them.

A root key encrypts no secret itself. It wraps the data keys of accounts, and gives each account a key for what the wheel
encrypts on its way through memory and over the wire; neither of those is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Self

from alchemi.config.secrets import derive

_ID_BYTES: Final = 6
SALT_LABEL: Final = "litellm-salt-key"
"""Label of the key that the wheel's own scheme used before; its values are still read."""


@dataclass(frozen=True, slots=True)
class RootKey:
    """One root key. `id` says which it is and nothing about it."""

    id: str
    secret: str = field(repr=False)

    @classmethod
    def of(cls, secret: str) -> Self:
        return cls(derive(secret, "root-key-id", _ID_BYTES).hex(), secret)

    def wrapping_key(self) -> bytes:
        """The key under which data keys are stored: 32 bytes."""
        return _derived(self.secret, "data-key-wrapping")

    def transit_key(self, account: str) -> bytes:
        """The key of what the wheel encrypts for `account`: 32 bytes."""
        return _derived(self.secret, f"wheel-values/{account}")

    def old_salt(self) -> str:
        """The text that the wheel's own scheme takes for its key."""
        return _derived(self.secret, SALT_LABEL).hex()


@dataclass(frozen=True, slots=True)
class RootKeys:
    """The root key in use and the previous ones, which open what they wrapped and wrap nothing."""

    current: RootKey
    previous: tuple[RootKey, ...] = ()

    @classmethod
    def of(cls, secret: str, previous: Sequence[str] = ()) -> Self:
        return cls(RootKey.of(secret), tuple(RootKey.of(text) for text in previous if text != secret))

    @property
    def all(self) -> tuple[RootKey, ...]:
        """The one in use first."""
        return (self.current, *self.previous)

    def find(self, identifier: str) -> RootKey | None:
        return next((key for key in self.all if key.id == identifier), None)


@lru_cache(maxsize=4096)
def _derived(secret: str, label: str) -> bytes:
    return derive(secret, label)
