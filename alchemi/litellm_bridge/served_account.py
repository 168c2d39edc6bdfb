"""The one account whose models and spend this process holds, until each account has a runtime of its own.

The wheel keeps them in memory for the whole process, so a second account must not be served beside the first.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import wraps
from typing import Any, Final, ParamSpec, TypeVar

from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import acting_for, bound_account

_POLL_S: Final = 1.0

P = ParamSpec("P")
R = TypeVar("R")

ListAccounts = Callable[[], Awaitable[Sequence[AccountId]]]


class ServedAccount:
    """The first active account that is not the system's: chosen once, kept as long as the process lives."""

    def __init__(self, list_active: ListAccounts) -> None:
        self._list_active = list_active
        self._chosen: AccountId | None = None
        self._on_chosen: Callable[[AccountId], Awaitable[object]] | None = None
        self._lock: asyncio.Lock | None = None

    @property
    def chosen(self) -> AccountId | None:
        return self._chosen

    def when_chosen(self, prepare: Callable[[AccountId], Awaitable[object]]) -> None:
        """Have `prepare` awaited before the first use of the account; when it fails, the next use tries again."""
        self._on_chosen = prepare

    async def current(self) -> AccountId | None:
        """The account, or None as long as there is none to serve.

        Raises:
            DatabaseUnavailableError: it has to be looked up and the database does not answer.
        """
        if self._chosen is not None:
            return self._chosen
        self._lock = self._lock or asyncio.Lock()
        async with self._lock:
            if self._chosen is None:
                found = [account for account in await self._list_active() if account != SYSTEM_ACCOUNT]
                if found:
                    if self._on_chosen is not None:
                        await self._on_chosen(found[0])
                    self._chosen = found[0]
        return self._chosen

    async def wait(self) -> AccountId:
        """The account, as soon as there is one."""
        # An account is made in the database, maybe by another process: there is nothing here to be woken by.
        while (account := await self.current()) is None:  # noqa: ASYNC110
            await asyncio.sleep(_POLL_S)
        return account


def for_served_account(
    served: ServedAccount, work: Callable[P, Awaitable[R]], *, waits: bool = False
) -> Callable[P, Awaitable[R | None]]:
    """`work`, run as the served account when it is called outside any account's request.

    Without an account to serve it is skipped and gives None, or waits for one: loops must, for they are started once.
    """

    @wraps(work)
    async def run(*args: P.args, **kwargs: P.kwargs) -> R | None:
        if bound_account() not in (None, SYSTEM_ACCOUNT):
            return await work(*args, **kwargs)
        account = await (served.wait() if waits else served.current())
        if account is None:
            return None
        with acting_for(account):
            return await work(*args, **kwargs)

    return run


def replace_function(owner: Any, name: str, wrap: Callable[[Any], Any]) -> None:
    """Replace the function `owner.name` by `wrap(function)`; a class method stays one."""
    function = vars(owner)[name]
    if isinstance(function, classmethod):
        setattr(owner, name, classmethod(wrap(function.__func__)))
    else:
        setattr(owner, name, wrap(function))
