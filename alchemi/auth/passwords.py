"""Passwords of users: what is accepted, and their argon2id hashes, made by few threads so that a flood of logins harms nobody.

The salt of a hash is derived from the address with a key of the deployment. So one hash is enough to compare a typed
password with what every account keeps for that address, and as much work is done for an address that nobody has.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import unicodedata
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

from argon2 import extract_parameters
from argon2.exceptions import InvalidHashError
from argon2.low_level import Type, hash_secret

from alchemi.auth.common_passwords import COMMON_PASSWORDS
from alchemi.config.secrets import derive, weakness
from alchemi.errors import InvalidRequestError, TooManyRequestsError

MIN_LENGTH: Final = 12
MAX_LENGTH: Final = 256
_SALT_BYTES: Final = 16
_HASH_BYTES: Final = 32
_THREADS: Final = 2
_QUEUE: Final = 20
_SHORT_NAME: Final = 4
_RETRY_S: Final = 2


@dataclass(frozen=True, slots=True)
class Cost:
    """What a hash costs. Stored hashes of another cost are replaced when their user signs in."""

    memory_kib: int = 47_104
    passes: int = 1
    lanes: int = 1


@dataclass(frozen=True, slots=True)
class Verified:
    """`matches`: for each stored hash whether the password is its own; `current`: the hash that should be stored now."""

    matches: tuple[bool, ...]
    current: str


class Passwords:
    """Hashes and compares, at most two at once; beyond a short queue it refuses."""

    def __init__(self, secret_key: str, cost: Cost | None = None) -> None:
        self._salt_key = derive(secret_key, "password-salt")
        self._cost = cost or Cost()
        self._workers = ThreadPoolExecutor(_THREADS, thread_name_prefix="passwords")
        self._waiting = 0

    async def hash(self, email: str, password: str) -> str:
        """The hash to store for the user of this address.

        Raises:
            TooManyRequestsError: too many are being made already.
        """
        return await self._in_worker(password, self._salt(email), self._cost)

    async def verify(self, email: str, password: str, stored: Sequence[str]) -> Verified:
        """Compare `password` with what accounts store for the address, which may be nothing.

        Raises:
            TooManyRequestsError: too many are being made already.
        """
        current = await self.hash(email, password)
        matches: list[bool] = []
        for known in stored:
            computed = current
            # Of another cost, or kept from before the address was changed.
            if (made := _made_with(known)) is not None and made != (self._salt(email), self._cost):
                computed = await self._in_worker(password, *made)
            matches.append(hmac.compare_digest(computed.encode(), known.encode()))
        return Verified(tuple(matches), current)

    def close(self) -> None:
        self._workers.shutdown(wait=False, cancel_futures=True)

    def _salt(self, email: str) -> bytes:
        return hmac.digest(self._salt_key, email.strip().lower().encode(), "sha256")[:_SALT_BYTES]

    async def _in_worker(self, password: str, salt: bytes, cost: Cost) -> str:
        if self._waiting >= _THREADS + _QUEUE:
            raise TooManyRequestsError(
                "Too many are signing in right now; try again in a moment.", retry_after_s=_RETRY_S
            )
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._workers, _hash, password, salt, cost)
        finally:
            self._waiting -= 1


def check_new_password(password: str, *, pointer: str, email: str, names: Sequence[str] = ()) -> None:
    """Refuse a password that is easily guessed; the refusal never repeats it.

    Raises:
        InvalidRequestError: it is too short, too common, or made of the user's address or name.
    """
    fault = _fault(password, email, names)
    if fault is not None:
        raise InvalidRequestError.of_field(pointer, fault)


def _fault(password: str, email: str, names: Sequence[str]) -> str | None:
    if len(password) > MAX_LENGTH:
        return f"The password has more than {MAX_LENGTH} characters."
    plain = _plain(password)
    local, _, domain = email.lower().partition("@")
    parts = {email.lower(), local, domain, domain.partition(".")[0], *(name.lower() for name in names)}
    if any(part in plain for part in parts if len(part) >= _SHORT_NAME):
        return "The password contains the address or the name of its user."
    if plain in COMMON_PASSWORDS:
        return "The password is one of those that are tried first."
    weak = weakness(password, min_length=MIN_LENGTH)
    return None if weak is None else f"The password {weak}."


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password).casefold()


def _made_with(stored: str) -> tuple[bytes, Cost] | None:
    """The salt and cost of a stored hash; None when it is not one of ours, which matches nothing."""
    try:
        found = extract_parameters(stored)
        salt = stored.split("$")[4]
        decoded = base64.b64decode(salt + "=" * (-len(salt) % 4))
    except (InvalidHashError, IndexError, ValueError):
        return None
    return decoded, Cost(found.memory_cost, found.time_cost, found.parallelism)


def _hash(password: str, salt: bytes, cost: Cost) -> str:
    typed = unicodedata.normalize("NFKC", password).encode()
    return hash_secret(typed, salt, cost.passes, cost.memory_kib, cost.lanes, _HASH_BYTES, Type.ID).decode()
