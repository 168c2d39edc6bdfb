"""Abandoned async generators are closed as the account that began them.

A response whose caller has left is dropped, and its generators with it. The event loop closes them from wherever garbage
was collected, as whoever was bound there: their `finally` would release another account's limits and bill its calls.
"""

from __future__ import annotations

import contextvars
import sys
import weakref
from collections.abc import AsyncGenerator, Callable
from typing import Any, Final

from alchemi.litellm_bridge.seam import Seam
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for, bound_account

_REMEMBERED: Final = 4096
"""Generators that have just ended. One that still needs closing is asked for at once, or at the end of one collection."""

GENERATOR_SEAMS: Final = (
    Seam(
        "streams that callers leave",
        "litellm.litellm_core_utils.streaming_handler:CustomStreamWrapper.__anext__",
        "What ends a stream runs as the account that began it, whoever is served when it is thrown away.",
        "per account",
        "tests/unit/litellm_bridge/test_generators.py::test_an_abandoned_generator_is_closed_as_who_began_it",
        ("self",),
    ),
    Seam(
        "streams that are collected",
        "litellm.litellm_core_utils.streaming_handler:CustomStreamWrapper.__del__",
        "Sets context variables. Collected while another one is being set, it has Python 3.11 use memory that was freed, and "
        "the process with the calls of all accounts is gone.",
        "class patch",
        "tests/unit/litellm_bridge/test_generators.py::test_a_stream_that_is_collected_sets_nothing",
        ("self",),
    ),
)

Generator = AsyncGenerator[Any, Any]


class _Begun(weakref.ref[Generator]):
    """Tells which account began a generator, also when the generator is being thrown away."""

    __slots__ = ("account", "identity")

    account: AccountId
    identity: int


_live: Final[dict[int, _Begun]] = {}
_ended: Final[dict[int, AccountId]] = {}


def _on_end(begun: weakref.ref[Generator]) -> None:
    if isinstance(begun, _Begun) and _live.get(begun.identity) is begun:
        del _live[begun.identity]
        if len(_ended) >= _REMEMBERED:
            del _ended[next(iter(_ended))]
        _ended[begun.identity] = begun.account


def collect_safely() -> None:
    """Have an abandoned stream put nothing back when it is collected: what it would put back ends with its task."""
    from litellm.litellm_core_utils.streaming_handler import CustomStreamWrapper

    CustomStreamWrapper.__del__ = _nothing


def _nothing(_self: object) -> None:
    """A collector may begin wherever memory is taken, in the middle of a change of the context too."""


def install() -> None:
    """Keep the owners of the generators of this thread's running loop, which has set its hooks already."""
    first, finish = sys.get_asyncgen_hooks()

    def begin(generator: Generator) -> None:
        account = bound_account()
        identity = id(generator)
        _ended.pop(identity, None)
        if account is not None:
            begun = _Begun(generator, _on_end)
            begun.account, begun.identity = account, identity
            _live[identity] = begun
        if first is not None:
            first(generator)

    def close(generator: Generator) -> None:
        # References are cleared before this is called.
        account = _ended.pop(id(generator), None)
        if finish is None:
            return
        if account is None:
            finish(generator)
            return
        contextvars.Context().run(_as_account, account, finish, generator)

    sys.set_asyncgen_hooks(begin, close)


def _as_account(account: AccountId, finish: Callable[[Generator], object], generator: Generator) -> None:
    with acting_for(account):
        finish(generator)
