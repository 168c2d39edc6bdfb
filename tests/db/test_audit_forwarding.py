"""Audit events come to the log store each once and in order, whatever fails in between."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from alchemi.audit.event import AuditKeys
from alchemi.audit.forwarding import BATCH, AuditForwarder, forward_audit_forever
from alchemi.audit.writer import AuditJournal, record
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.tenancy.context import acting_for
from tests.support.cluster import TestDatabase
from tests.support.log_store import LogStore

KEYS = AuditKeys("audit-tests-secret-key-0123456789abcdef")
SOON = timedelta(seconds=3)


@pytest.fixture(scope="module")
async def app(database: TestDatabase) -> AsyncIterator[Database]:
    opened = Database(database.app_dsn, installed_catalogue(), PoolOptions(size=4))
    opened.journal = AuditJournal(KEYS)
    yield opened
    await opened.close()


@pytest.fixture(scope="module")
async def platform(database: TestDatabase) -> AsyncIterator[Database]:
    opened = Database(database.platform_dsn, installed_catalogue(), PoolOptions(size=4), is_platform=True)
    opened.journal = AuditJournal(KEYS)
    yield opened
    await opened.close()


@pytest.fixture
def store() -> Iterator[LogStore]:
    with LogStore() as opened:
        yield opened


@pytest.fixture
def account() -> str:
    return f"acme-{uuid4().hex[:8]}"


async def write(app: Database, account: str, *, times: int = 1) -> None:
    with acting_for(account):
        async with app.unit() as unit:
            for number in range(times):
                record(unit, action="create", resource_type="thing", resource_id=str(number), after={"n": number})


def sequences(store: LogStore, account: str) -> list[int]:
    return [one["sequence"] for one in store.of(account)]


async def test_each_event_is_sent_once_and_in_order_batch_after_batch(
    app: Database, platform: Database, store: LogStore, account: str
) -> None:
    count, now = BATCH + 5, datetime.now(UTC)
    await write(app, account, times=count)
    forwarder = AuditForwarder(platform, store.client)
    assert [await forwarder.forward(account, now=now) for _ in range(3)] == [BATCH, 5, 0]
    # Another worker, and one that has just started, go on from there.
    await write(app, account)
    assert await AuditForwarder(platform, store.client).forward(account, now=now) == 1
    assert sequences(store, account) == list(range(1, count + 2))
    assert len({one["event_id"] for one in store.of(account)}) == count + 1
    assert set(store.paths) == {"/api/acme%20org/audit/_json"}
    first = store.of(account)[0]
    assert (first["action"], first["after"], first["before"], first["route"]) == ("create", '{"n":0}', "", "")
    assert abs(first["_timestamp"] / 1e6 - now.timestamp()) < 60
    assert not {"hash", "previous_hash", "key_id"} & first.keys()


async def test_what_was_not_taken_is_sent_again_later(
    app: Database, platform: Database, store: LogStore, account: str
) -> None:
    now, forwarder = datetime.now(UTC), AuditForwarder(platform, store.client)
    await write(app, account, times=3)
    store.failing = [500, 401]
    assert await forwarder.forward(account, now=now) is None
    assert await forwarder.forward(account, now=now + timedelta(seconds=1)) == 0, "not before its time"
    assert await forwarder.forward(account, now=now + SOON) is None
    assert await forwarder.forward(account, now=now + 2 * SOON) == 0, "each time later"
    assert await forwarder.forward(account, now=now + 4 * SOON) == 3
    assert sequences(store, account) == [1, 2, 3]


async def test_a_batch_of_which_nothing_is_taken_is_kept_and_one_in_part_goes_on(
    app: Database, platform: Database, store: LogStore, account: str
) -> None:
    now, forwarder = datetime.now(UTC), AuditForwarder(platform, store.client)
    await write(app, account, times=3)
    store.refusing = 3
    assert await forwarder.forward(account, now=now) is None
    store.refusing = 1
    assert await forwarder.forward(account, now=now + SOON) == 2
    assert await forwarder.forward(account, now=now + SOON) == 0
    assert sequences(store, account) == [2, 3]


async def test_workers_at_once_send_nothing_twice(
    app: Database, platform: Database, store: LogStore, account: str
) -> None:
    now = datetime.now(UTC)
    await write(app, account, times=20)
    workers = [AuditForwarder(platform, store.client) for _ in range(6)]
    done = await asyncio.gather(*(one.forward(account, now=now) for one in workers))
    assert sum(one or 0 for one in done) == 20
    assert sequences(store, account) == list(range(1, 21))


async def test_old_events_get_the_time_of_their_arrival(
    app: Database, platform: Database, store: LogStore, account: str
) -> None:
    await write(app, account)
    await AuditForwarder(platform, store.client).forward(account, now=datetime.now(UTC) + timedelta(hours=5))
    [only] = store.of(account)
    assert "_timestamp" not in only
    assert only["occurred_at"].endswith("Z")


async def test_the_loop_forwards_every_account_and_lives_through_an_outage(
    app: Database, platform: Database, store: LogStore, account: str
) -> None:
    other = f"{account}-b"
    later = datetime.now(UTC) + timedelta(hours=1)
    with LogStore() as closed:
        unreachable = AuditForwarder(platform, closed.client)
    await write(app, account, times=2)
    await write(app, other, times=2)
    loop = asyncio.create_task(forward_audit_forever(AuditForwarder(platform, store.client), now=lambda: later))
    try:
        async with asyncio.timeout(20):
            while len(store.of(account)) < 2 or len(store.of(other)) < 2:
                await asyncio.to_thread(store.arrived.get, timeout=10)
    finally:
        loop.cancel()
    assert sequences(store, account) == sequences(store, other) == [1, 2]
    await write(app, account)
    assert await unreachable.forward_all(now=later + timedelta(hours=1)) == 0
