"""Reading over many rows: few at once for an account, and not for long, so that it takes nobody else's turn at the database."""

from __future__ import annotations

from typing import Final

from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.tenancy.turns import Turns

AT_ONCE: Final = 2
WAITING: Final = 8
SECONDS: Final = 15
_LIMIT: Final = Statement(f"SET LOCAL statement_timeout = {SECONDS * 1000}", [])


class Reports(Turns):
    """The turns of each account."""

    def __init__(self) -> None:
        super().__init__(AT_ONCE, WAITING, "Enough reports of this account are being made; try again.")


async def limit_time(unit: Unit) -> None:
    """The unit's statements take `SECONDS` at most; then the database gives up, which is told as its being too busy."""
    await unit.execute(_LIMIT)
