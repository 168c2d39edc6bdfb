"""Failures in a row are counted by all processes together, under keyed hashes, and forgotten in time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import asyncpg
import pytest

from alchemi.auth.login_failures import LoginFailures
from alchemi.auth.throttle import LoginLimits, LoginThrottle
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.errors import DatabaseUnavailableError, TooManyRequestsError
from tests.support.cluster import TestDatabase
from tests.support.gateway import free_port
from tests.support.management import SECRET_KEY

WIDE = LoginLimits(per_address_a_minute=1e9, per_network_a_minute=1e9, all_a_second=1e9)


class Clock:
    now = datetime(2030, 1, 1, 0, 0, 0, 999_999, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@asynccontextmanager
async def process(database: TestDatabase, clock: Clock) -> AsyncIterator[LoginFailures]:
    """What one process has: its own pool and its own memory."""
    platform = Database(database.platform_dsn, installed_catalogue(), PoolOptions(size=4), is_platform=True)
    try:
        yield LoginFailures(platform, SECRET_KEY, LoginThrottle(WIDE), now=clock)
    finally:
        await platform.close()


@pytest.fixture
async def clock(database: TestDatabase) -> Clock:
    owner = await asyncpg.connect(database.owner_dsn)
    await owner.execute('DELETE FROM "Alchemi_LoginFailure"')
    await owner.close()
    return Clock()


@pytest.fixture
async def failures(database: TestDatabase, clock: Clock) -> AsyncIterator[LoginFailures]:
    async with process(database, clock) as running:
        yield running


async def wait_s(
    failures: LoginFailures, name: str, address: str = "192.0.2.1", *, is_super_admin: bool = False
) -> int:
    """0 when the attempt may be made."""
    try:
        await failures.check(name, address, is_super_admin=is_super_admin)
    except TooManyRequestsError as error:
        return error.retry_after_s
    return 0


async def rows_of(database: TestDatabase) -> list[asyncpg.Record]:
    owner = await asyncpg.connect(database.owner_dsn)
    try:
        return list(await owner.fetch('SELECT * FROM "Alchemi_LoginFailure"'))
    finally:
        await owner.close()


async def test_failures_of_a_name_double_the_wait_up_to_a_quarter_of_an_hour(
    failures: LoginFailures, clock: Clock
) -> None:
    waits = []
    for _ in range(18):
        await failures.failed("alice", "192.0.2.1", is_super_admin=False)
        waits.append(await wait_s(failures, "alice"))
        clock.advance(waits[-1])
        assert await wait_s(failures, "alice", "198.51.100.1") == 0
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]
    assert await wait_s(failures, "bob") == 0
    await failures.succeeded("alice", None, is_super_admin=False)
    await failures.failed("alice", "192.0.2.1", is_super_admin=False)
    assert await wait_s(failures, "alice") == 0


async def test_failures_are_forgotten_in_time(failures: LoginFailures, clock: Clock) -> None:
    for _ in range(10):
        await failures.failed("alice", None, is_super_admin=False)
    clock.advance(2000)
    assert await failures.failed("alice", None, is_super_admin=False) == 1
    assert await wait_s(failures, "alice") == 0


async def test_the_super_admin_waits_after_three_failures_and_everywhere_after_ten(
    failures: LoginFailures, clock: Clock
) -> None:
    for number in range(9):
        await failures.failed("admin", f"192.0.2.{number // 3}", is_super_admin=True)
    assert await wait_s(failures, "admin", "192.0.2.0", is_super_admin=True) == 900
    assert await wait_s(failures, "admin", "198.51.100.1", is_super_admin=True) == 0
    await failures.failed("admin", "198.51.100.1", is_super_admin=True)
    assert await wait_s(failures, "admin", "198.51.100.1", is_super_admin=True) == 900
    clock.advance(901)
    assert await wait_s(failures, "admin", "198.51.100.1", is_super_admin=True) == 0


async def test_another_process_and_the_next_one_know_them(database: TestDatabase, clock: Clock) -> None:
    async with process(database, clock) as one, process(database, clock) as other:
        counts = [await each.failed("alice", None, is_super_admin=False) for each in (one, other) * 5]
        assert counts == list(range(1, 11))
        assert await wait_s(one, "alice") == await wait_s(other, "alice") == 32
    async with process(database, clock) as restarted:
        assert await wait_s(restarted, "alice") == 32
        await restarted.succeeded("alice", None, is_super_admin=False)
    async with process(database, clock) as one:
        assert await wait_s(one, "alice") == 0


async def test_none_is_lost_when_many_fail_at_once(database: TestDatabase, clock: Clock) -> None:
    async with process(database, clock) as one, process(database, clock) as other:
        names = ["admin", "alice", "bob"]
        failed = [
            each.failed(name, f"192.0.2.{number % 3}", is_super_admin=name == "admin")
            for number in range(20)
            for name in names
            for each in (one, other)
        ]
        await asyncio.wait_for(asyncio.gather(*failed), 30)
        for name in names:
            assert await one.failed(name, None, is_super_admin=name == "admin") == 41


async def test_no_name_is_kept_and_rows_that_are_over_go(
    database: TestDatabase, failures: LoginFailures, clock: Clock
) -> None:
    for number in range(30):
        await failures.failed(f"ann{number}@corp.example", "192.0.2.77", is_super_admin=number == 0)
    rows = await rows_of(database)
    assert len(rows) == 31
    assert "ann" not in repr(rows)
    assert "192.0.2" not in repr(rows)
    clock.advance(2000)
    await failures.failed("bob", None, is_super_admin=False)
    assert len(await rows_of(database)) == 1


async def test_nobody_may_try_while_the_database_is_away(clock: Clock) -> None:
    away = Database(
        f"postgresql://nobody:x@127.0.0.1:{free_port()}/x", installed_catalogue(), PoolOptions(size=1), is_platform=True
    )
    failures = LoginFailures(away, SECRET_KEY, LoginThrottle(WIDE), now=clock)
    for attempt in (failures.check, failures.failed, failures.succeeded):
        with pytest.raises(DatabaseUnavailableError):
            await attempt("alice", None, is_super_admin=False)
    await away.close()
