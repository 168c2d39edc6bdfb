"""Remembers large totals for a moment: counting 100,000 rows costs ten times what a page of them does."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from alchemi.tenancy.account import AccountId

STALENESS_S: Final = 2.0
LARGE: Final = 10_000
"""Totals below this are counted every time, so that what is seen one by one is never off by one."""

_KEPT: Final = 1_000

Key = tuple[AccountId, str, str]
"""Account, table, and the conditions with their values, those of the caller's own sight included."""


class Totals:
    """Of one worker."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[Key, tuple[int, float]] = OrderedDict()

    def find(self, key: Key) -> int | None:
        """The total that was counted a moment ago."""
        total, until_s = self._known.get(key, (0, 0.0))
        return total if until_s > self._clock() else None

    def keep(self, key: Key, total: int) -> None:
        if total < LARGE:
            return
        self._known[key] = total, self._clock() + STALENESS_S
        self._known.move_to_end(key)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
