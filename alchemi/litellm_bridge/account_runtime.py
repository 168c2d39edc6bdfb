"""The state of the wheel that belongs to one account: what the wheel keeps in process globals, in slots of that account.

A slot is reached through the account bound to the current task. With none bound, reaching one raises: "no account" is
never somebody's state, and never everybody's.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from typing import Any, Final, Generic, TypeVar

from alchemi.errors import NoAccountError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import bound_account

T = TypeVar("T")


class AccountRuntime:
    """One account's slots, and what the registry keeps of it.

    `version`: the configuration version that its slots were loaded from; None before the first load.
    """

    __slots__ = ("__weakref__", "in_flight", "last_used_s", "loaded_at_s", "lock", "slots", "tasks", "version")

    def __init__(self, account: AccountId) -> None:
        self.slots: Final[dict[object, Any]] = {"account": account}
        self.version: int | None = None
        self.loaded_at_s = 0.0
        self.last_used_s = time.monotonic()
        self.in_flight = 0
        self.lock = asyncio.Lock()
        self.tasks: set[asyncio.Task[Any]] = set()

    @property
    def account(self) -> AccountId:
        account: AccountId = self.slots["account"]
        return account


class _SlotsByAccount(dict[AccountId | None, dict[object, Any]]):
    """The slots of every runtime. Those of an account that has none are made by asking for them; nobody has any."""

    def __missing__(self, account: AccountId | None) -> dict[object, Any]:
        if account is None:
            raise NoAccountError("State of an account was touched with no account bound.")
        return runtime_of(account).slots


_runtimes: Final[dict[AccountId, AccountRuntime]] = {}
_slots: Final = _SlotsByAccount()


def current_slots() -> dict[object, Any]:
    """The slots of the bound account, made empty when they are first touched.

    Raises:
        NoAccountError: no account is bound.
    """
    return _slots[bound_account()]


def current_runtime() -> AccountRuntime:
    """The runtime of the bound account, made empty when it is first touched.

    Raises:
        NoAccountError: no account is bound.
    """
    account = bound_account()
    if account is None:
        raise NoAccountError("State of an account was touched with no account bound.")
    return runtime_of(account)


def runtime_of(account: AccountId) -> AccountRuntime:
    """The runtime of `account`, made empty when there is none."""
    runtime = _runtimes.get(account)
    if runtime is None:
        runtime = _runtimes[account] = AccountRuntime(account)
        _slots[account] = runtime.slots
    return runtime


def find_runtime(account: AccountId) -> AccountRuntime | None:
    """The runtime of `account`, if this process holds one."""
    return _runtimes.get(account)


def all_runtimes() -> Iterator[AccountRuntime]:
    """Every runtime held now, the system account's included."""
    return iter(list(_runtimes.values()))


def drop_runtime(account: AccountId) -> None:
    """Forget an account's state. The caller has flushed it and nothing of it is in flight."""
    runtime = _runtimes.pop(account, None)
    if runtime is not None:
        del _slots[account]
        runtime.slots.clear()
        runtime.slots["account"] = account


def is_system() -> bool:
    """The platform's own account is bound: the wheel's boot and the jobs that belong to no tenant."""
    return bound_account() == SYSTEM_ACCOUNT


class Slot(Generic[T]):
    """One value per account. `make` gives it when it is first read; accounts never inherit the system's."""

    __slots__ = ("_key", "make")

    def __init__(self, name: str, make: Callable[[], T]) -> None:
        self._key = f"slot {name}"
        self.make = make

    def get(self) -> T:
        """The bound account's value.

        Raises:
            NoAccountError: no account is bound.
        """
        slots = _slots[bound_account()]
        try:
            value: T = slots[self._key]
        except KeyError:
            value = slots[self._key] = self.make()
        return value

    def reader(self) -> Callable[[object], T]:
        """`get` as the one function call that a property's reader may cost: a chat call makes hundreds of them."""
        key = self._key

        def read(_of: object) -> T:
            slots = _slots[bound_account()]
            try:
                value: T = slots[key]
            except KeyError:
                value = slots[key] = self.make()
            return value

        return read

    def set(self, value: T) -> None:
        _slots[bound_account()][self._key] = value

    def clear(self) -> None:
        """Have the next read make a new value."""
        _slots[bound_account()].pop(self._key, None)

    def find(self, runtime: AccountRuntime) -> T | None:
        """The value of a given runtime, None when it has none yet."""
        value: T | None = runtime.slots.get(self._key)
        return value
