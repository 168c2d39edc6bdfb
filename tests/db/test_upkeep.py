"""Upkeep is done by one process at a time, again when its time has come, and goes on after a failure."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from uuid import uuid4

import pytest

from alchemi.accounts.upkeep import Upkeep, keep_up_forever, take_turn
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.sql.statement import Statement
from tests.support.cluster import TestDatabase

PROCESSES = 4
AGO = "UPDATE \"Alchemi_UpkeepTurn\" SET taken_at = now() - interval '55 seconds' WHERE name = $1"


@pytest.fixture
async def processes(database: TestDatabase) -> AsyncIterator[list[Database]]:
    """What each of several processes has: a pool of its own."""
    async with AsyncExitStack() as stack:
        made = []
        for _ in range(PROCESSES):
            platform = Database(database.platform_dsn, installed_catalogue(), PoolOptions(size=4), is_platform=True)
            stack.push_async_callback(platform.close)
            made.append(platform)
        yield made


async def nothing() -> None:
    """What there is to do."""


def upkeep(every_s: float = 60) -> Upkeep:
    return Upkeep(f"upkeep {uuid4().hex}", every_s, nothing)


async def test_of_all_processes_that_ask_at_once_one_gets_the_turn(processes: list[Database]) -> None:
    one, another = upkeep(), upkeep()
    asked = [take_turn(process, which) for which in (one, another) for process in processes for _ in range(5)]
    turns = await asyncio.gather(*asked)
    assert [sum(turns[: len(turns) // 2]), sum(turns[len(turns) // 2 :])] == [1, 1]


async def test_the_next_round_is_anybodys(processes: list[Database]) -> None:
    every_minute, every_hour = upkeep(60), upkeep(3600)
    first, second, *_ = processes
    for which in (every_minute, every_hour):
        assert [await take_turn(first, which), await take_turn(second, which)] == [True, False]
        async with first.unit() as unit:
            assert await unit.execute(Statement(AGO, [which.name])) == 1
    # The first process may be gone.
    assert [await take_turn(second, every_minute), await take_turn(first, every_minute)] == [True, False]
    assert not await take_turn(second, every_hour)


async def test_work_that_fails_is_tried_again(processes: list[Database], caplog: pytest.LogCaptureFixture) -> None:
    rounds, is_done = 0, asyncio.Event()

    async def work() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 1:
            raise RuntimeError("the first round")
        is_done.set()

    failing = Upkeep(f"upkeep {uuid4().hex}", 0.02, work)
    with caplog.at_level(logging.ERROR, logger="alchemi.accounts.upkeep"):
        task = asyncio.create_task(keep_up_forever(processes[0], failing))
        await asyncio.wait_for(is_done.wait(), 30)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert [record.message for record in caplog.records] == ["upkeep.failed"]
