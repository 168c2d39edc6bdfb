"""Work that is done again and again for all accounts, beside requests: by one process of the deployment at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from alchemi.db.engine import Database
from alchemi.db.sql.statement import Statement

log = logging.getLogger(__name__)

ASKED_EVERY_S: Final = 60.0
_TURN: Final = (
    'INSERT INTO "Alchemi_UpkeepTurn" AS t (name, taken_at) VALUES ($1, now()) ON CONFLICT (name) DO UPDATE'
    " SET taken_at = excluded.taken_at WHERE t.taken_at <= excluded.taken_at - $2::interval RETURNING name"
)
_EARLY: Final = 0.9
"""Of the time between two rounds: clocks of processes tick unevenly, and a round that comes late must not skip one."""


@dataclass(frozen=True, slots=True)
class Upkeep:
    """`work` is one round, every `every_s` seconds. Two rounds may overlap when one takes longer: it must bear that."""

    name: str
    every_s: float
    work: Callable[[], Awaitable[object]]


async def take_turn(platform: Database, upkeep: Upkeep) -> bool:
    """Whether the next round is this process's to do: nobody has begun one for as long as lies between two."""
    async with platform.unit() as unit:
        wait = timedelta(seconds=upkeep.every_s * _EARLY)
        return bool(await unit.fetch(Statement(_TURN, [upkeep.name, wait])))


async def keep_up_forever(platform: Database, upkeep: Upkeep) -> None:
    """Do each round whose turn this process gets, until cancelled."""
    while True:
        await asyncio.sleep(min(upkeep.every_s, ASKED_EVERY_S))
        try:
            if await take_turn(platform, upkeep):
                await upkeep.work()
        except Exception:
            # A background loop must live on; what was left out is done the next time.
            log.exception("upkeep.failed", extra={"upkeep": upkeep.name})
