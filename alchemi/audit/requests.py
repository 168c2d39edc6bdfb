"""Events about requests as a whole: refused ones, and those that changed something which no table shows."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from alchemi.audit.writer import record
from alchemi.db.engine import Database
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for

_KEPT: Final = 10_000


class RefusalLimit:
    """So many refusals a minute are told one by one, by who was refused; the next that is told says how many were not."""

    def __init__(self, per_minute: int = 30, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._seen: OrderedDict[tuple[str, str], tuple[float, int]] = OrderedDict()

    def take(self, account: str, who: str) -> int | None:
        """None: this one is not told; else how many were left out before it."""
        key, now_s = (account, who), self._clock()
        began_s, count = self._seen.get(key, (now_s, 0))
        left_out = 0
        if now_s - began_s >= 60:
            left_out, began_s, count = max(0, count - self._per_minute), now_s, 0
        self._seen[key] = began_s, count + 1
        self._seen.move_to_end(key)
        if len(self._seen) > _KEPT:
            self._seen.popitem(last=False)
        return left_out if count < self._per_minute else None


async def record_request(
    database: Database,
    account: AccountId,
    *,
    action: str,
    resource_type: str,
    outcome: str,
    status: int,
    left_out: int = 0,
) -> None:
    """Write an event about the current request, in a unit of its own.

    Raises:
        OSError, asyncpg.PostgresError, PoolTimeoutError, ConnectTimeoutError: it could not be written.
    """
    after = {"status": status} | ({"left_out": left_out} if left_out else {})
    with acting_for(account):
        async with database.unit() as unit:
            record(unit, action=action, resource_type=resource_type, outcome=outcome, after=after)
