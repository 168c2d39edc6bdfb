"""The data keys of accounts: made on first use, read inside the account's own units, remembered for a minute."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from alchemi.config.keys import RootKeys
from alchemi.db.secrets import KEY_BYTES, AccountSecrets, new_key_id, unwrap_key, wrap_key
from alchemi.db.sql.statement import Statement
from alchemi.errors import SecretError
from alchemi.tenancy.account import AccountId

if TYPE_CHECKING:
    from alchemi.db.engine import Unit

REMEMBERED_S: Final = 60.0
_TABLE: Final = '"Alchemi_DataKey"'
_READ: Final = f"SELECT key_id, wrapped_key, root_key_id, retired_at FROM {_TABLE} k WHERE k.account_id = $1"
# Held until the unit ends: a rotation waits for it, so nothing is sealed with a key that was retired meanwhile.
_HOLD: Final = f"SELECT key_id FROM {_TABLE} k WHERE k.account_id = $1 AND k.retired_at IS NULL FOR SHARE"
_INSERT: Final = (
    f"INSERT INTO {_TABLE} (account_id, key_id, wrapped_key, root_key_id, created_at) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (account_id) WHERE retired_at IS NULL DO NOTHING"
)


class DataKeys:
    """What one process knows of the keys of accounts. Keys are read with the right of the account they belong to."""

    def __init__(self, roots: RootKeys, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.roots = roots
        self._clock = clock
        self._known: dict[AccountId, tuple[AccountSecrets, float]] = {}

    def forget(self, account: AccountId) -> None:
        """Drop the account's keys from memory."""
        self._known.pop(account, None)

    def loaded(self, account: AccountId) -> AccountSecrets | None:
        """The account's secrets, if its keys were read within the last minute."""
        known = self._known.get(account)
        if known is None:
            return None
        if self._clock() - known[1] > REMEMBERED_S:
            del self._known[account]
            return None
        return known[0]

    async def for_opening(self, unit: Unit, key_id: str | None = None) -> AccountSecrets:
        """The secrets of the unit's account; read anew when `key_id` is not among the keys at hand.

        Raises:
            SecretError: no account is bound, or a key cannot be unwrapped.
        """
        found = self.loaded(_account(unit))
        if found is not None and (key_id is None or key_id in found.key_ids):
            return found
        return await self._load(unit, "")

    async def reread(self, unit: Unit) -> AccountSecrets:
        """The secrets of the unit's account, with all keys that there are now."""
        return await self._load(unit, "")

    async def for_sealing(self, unit: Unit) -> AccountSecrets:
        """The same, with the key that seals now, which stays so until the unit ends. Made when there is none.

        Raises:
            SecretError: no account is bound, or a key cannot be unwrapped.
        """
        account = _account(unit)
        held = await unit.fetch(Statement(_HOLD, [account]))
        if not held:
            await create_key(unit, self.roots)
            held = await unit.fetch(Statement(_HOLD, [account]))
        active = str(held[0]["key_id"])
        found = self.loaded(account)
        if found is not None and found.active == active:
            return found
        return await self._load(unit, active)

    async def _load(self, unit: Unit, active: str) -> AccountSecrets:
        account = _account(unit)
        keys: dict[str, bytes] = {}
        for row in await unit.fetch(Statement(_READ, [account])):
            identifier = row["key_id"]
            keys[identifier] = unwrap_key(self.roots, account, identifier, row["root_key_id"], row["wrapped_key"])
            if row["retired_at"] is None:
                active = active or identifier
        found = AccountSecrets(account, active, keys)
        if active:
            self._known[account] = (found, self._clock())
        return found


async def create_key(unit: Unit, roots: RootKeys) -> None:
    """Give the unit's account a key to seal with, unless it has one."""
    account, identifier = _account(unit), new_key_id()
    wrapped = wrap_key(roots, account, identifier, os.urandom(KEY_BYTES))
    await unit.execute(Statement(_INSERT, [account, identifier, wrapped, roots.current.id, datetime.now(UTC)]))


async def account_secrets(unit: Unit) -> AccountSecrets:
    """Opens, and in a unit that writes seals, the secrets of the unit's account; to be used within the unit.

    For columns of `SEALED_BY_WRITERS` alone: the engine seals the others by itself.

    Raises:
        SecretError: this process has no root key, or a key of the account cannot be unwrapped.
    """
    keys = keys_of(unit)
    return await (keys.reread(unit) if unit.is_read_only else keys.for_sealing(unit))


def keys_of(unit: Unit) -> DataKeys:
    """The keys that this process knows.

    Raises:
        SecretError: it was given no root key.
    """
    if unit.data_keys is None:
        raise SecretError("A secret was to be stored or read by a process that was given no root key.")
    return unit.data_keys


def _account(unit: Unit) -> AccountId:
    if unit.account is None:
        raise SecretError("A secret belongs to an account, and none is bound.")
    return unit.account
