"""Which account the current task acts for: bound by middleware, jobs and tests, nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from alchemi.errors import NoAccountError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId, parse_account_id

_ACCOUNT: ContextVar[AccountId | None] = ContextVar("alchemi_account", default=None)


# The variable's own method: a chat call asks four hundred times, and a function around it would cost each of them twice.
bound_account: Final[Callable[[], AccountId | None]] = _ACCOUNT.get
"""The account of the current task, or None."""


def require_account(purpose: str) -> AccountId:
    """The account of the current task.

    Raises:
        NoAccountError: none is bound; `purpose` says what was attempted.
    """
    account = _ACCOUNT.get()
    if account is None:
        raise NoAccountError(f"{purpose} needs a bound account and none is bound.")
    return account


@contextmanager
def acting_for(account_id: str) -> Iterator[AccountId]:
    """Bind `account_id` for the block.

    Raises:
        ValueError: `account_id` is not a valid account id.
    """
    account = parse_account_id(account_id)
    token = _ACCOUNT.set(account)
    try:
        yield account
    finally:
        _ACCOUNT.reset(token)


@contextmanager
def acting_as_system() -> Iterator[AccountId]:
    """Bind the platform's own account: for background work that belongs to no tenant."""
    with acting_for(SYSTEM_ACCOUNT) as account:
        yield account


@contextmanager
def acting_for_nobody() -> Iterator[None]:
    """Unbind the account for the block, so that a task started in it cannot inherit a tenant."""
    token = _ACCOUNT.set(None)
    try:
        yield
    finally:
        _ACCOUNT.reset(token)
