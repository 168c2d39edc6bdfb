"""Whether what the current task connects to is checked against the operator's rules for tenants."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from alchemi.tenancy.account import SYSTEM_ACCOUNT
from alchemi.tenancy.context import bound_account

_is_guarded: ContextVar[bool | None] = ContextVar("alchemi_reach", default=None)


def is_guarded() -> bool:
    """Any work of a tenant, unless it is our own plumbing; and whatever asks for it.

    Work of the platform, and work that belongs to no account, goes where the operator's settings say.
    """
    said = _is_guarded.get()
    return bound_account() not in (None, SYSTEM_ACCOUNT) if said is None else said


@contextmanager
def as_plumbing() -> Iterator[None]:
    """For connections to the operator's own services, made while a tenant is served: the database, Redis."""
    token = _is_guarded.set(False)
    try:
        yield
    finally:
        _is_guarded.reset(token)


@contextmanager
def guarding() -> Iterator[None]:
    """Check every connection of the block, whoever is bound."""
    token = _is_guarded.set(True)
    try:
        yield
    finally:
        _is_guarded.reset(token)
