"""Whatever is done to a chain of events is found; what is written at once, or cut off halfway, leaves it whole."""

from __future__ import annotations

import asyncio
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from alchemi.audit.chain import Anchor, Verdict, verify
from alchemi.audit.event import AuditKeys, seal_checkpoint
from alchemi.audit.resources import RESOURCES, UNAUDITED, resource_of
from alchemi.audit.retention import AuditKeeper, RetentionPolicy
from alchemi.audit.writer import AuditJournal, record
from alchemi.db.calls import Call, run
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.catalogue import Catalogue
from alchemi.db.schema.composer import installed_catalogue
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for
from tests.support.cluster import TestDatabase
from tests.support.tampering import CHAIN, EVENT, EVENTS, NOW, POINT, Tampering

SECRET = "audit-tests-secret-key-0123456789abcdef"
KEYS = AuditKeys(SECRET)
TAMPERINGS = 1_000
ACCOUNTS = ("acme", "globex")


@pytest.fixture(scope="module")
async def app(database: TestDatabase) -> AsyncIterator[Database]:
    opened = Database(database.app_dsn, installed_catalogue(), PoolOptions(size=8))
    opened.journal = AuditJournal(KEYS)
    yield opened
    await opened.close()


@pytest.fixture(scope="module")
async def platform(database: TestDatabase) -> AsyncIterator[Database]:
    opened = Database(database.platform_dsn, installed_catalogue(), PoolOptions(size=4), is_platform=True)
    opened.journal = AuditJournal(KEYS)
    yield opened
    await opened.close()


@pytest.fixture(scope="module")
async def owner(database: TestDatabase) -> AsyncIterator[asyncpg.Connection]:
    """The administrator of the database, who has every right in it and not the key."""
    connection = await asyncpg.connect(database.owner_dsn)
    yield connection
    await connection.close()


async def write(app: Database, account: str, number: int, *, times: int = 1) -> None:
    with acting_for(account):
        async with app.unit() as unit:
            for one in range(times):
                after = {"number": number, "note": "x" * (number % 7)}
                record(unit, action="create", resource_type="thing", resource_id=f"{number}-{one}", after=after)


async def checked(app: Database, account: str, anchors: tuple[Anchor, ...] = (), keys: AuditKeys = KEYS) -> Verdict:
    with acting_for(account):
        async with app.unit(is_read_only=True) as unit:
            return await verify(unit, account, keys, anchors=anchors)


@pytest.fixture(scope="module")
async def chains(app: Database, platform: Database) -> dict[str, tuple[Anchor, ...]]:
    """Two chains, with an anchor at the end of each that was kept elsewhere."""
    keeper = AuditKeeper(platform, KEYS, RetentionPolicy())
    anchors = {}
    for account in ACCOUNTS:
        for number in range(EVENTS // 10):
            await write(app, account, number, times=10)
            if number in (4, 13):
                assert await keeper.checkpoint(AccountId(account), now=NOW)
        verdict = await checked(app, account)
        assert str(verdict) == f"{account}: whole, events 1 to {EVENTS}"
        anchors[account] = (Anchor(verdict.last, verdict.last_hash),)
    return anchors


def test_every_table_is_audited_or_has_a_reason_not_to_be(catalogue: Catalogue) -> None:
    names = {table.db_name for table in catalogue.tables.values()}
    listed = RESOURCES.keys() | UNAUDITED.keys()
    assert listed <= names
    assert {name for name in names - listed if not name.startswith("Alchemi_")} == set()
    assert not RESOURCES.keys() & UNAUDITED.keys()
    assert resource_of("Alchemi_CreditBudgetTable") == "credit_budget"
    assert resource_of("Alchemi_AuditEvent") is None


async def stored(owner: asyncpg.Connection) -> tuple[list[dict[str, Any]], dict[str, Any] | None, list[dict[str, Any]]]:
    events = await owner.fetch(f"SELECT * FROM {EVENT} WHERE account_id = 'acme' ORDER BY sequence")
    head = await owner.fetchrow(f"SELECT * FROM {CHAIN} WHERE account_id = 'acme'")
    points = await owner.fetch(f"SELECT * FROM {POINT} WHERE account_id = 'acme' ORDER BY sequence, kind")
    return list(map(dict, events)), None if head is None else dict(head), list(map(dict, points))


class SameConnection:
    """What `verify` asks of a unit, inside the tampering's own transaction."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection

    async def execute(self, _statement: Any) -> int:
        return 0

    async def fetch(self, statement: Any) -> list[asyncpg.Record]:
        return list(await self.connection.fetch(statement.text, *statement.args))


async def test_a_thousand_tamperings_are_all_found(
    chains: dict[str, tuple[Anchor, ...]], owner: asyncpg.Connection
) -> None:
    before = await stored(owner)
    missed: list[str] = []
    kinds: set[str] = set()
    chance = random.Random(20261122)
    for number in range(TAMPERINGS):
        transaction = owner.transaction()
        await transaction.start()
        try:
            what = await Tampering(owner, chance).do()
            kinds.add(what.split()[0])
            if await stored(owner) == before:
                # A change that changes nothing: another one, which always does.
                what = await Tampering(owner, chance).tamper_delete()
            unit: Any = SameConnection(owner)
            verdict = await verify(unit, "acme", KEYS, anchors=chains["acme"])
            if verdict.is_whole:
                missed.append(f"{number}: {what}")
        finally:
            await transaction.rollback()
    assert missed == []
    assert len(kinds) == len([name for name in vars(Tampering) if name.startswith("tamper_")])
    unit = SameConnection(owner)
    assert (await verify(unit, "acme", KEYS, anchors=chains["acme"])).is_whole


async def test_a_database_taken_back_to_what_it_was_is_found_with_what_was_kept_elsewhere(
    app: Database, owner: asyncpg.Connection
) -> None:
    await write(app, "rewound", 1, times=5)
    old = {
        table: await owner.fetch(f"SELECT * FROM {table} WHERE account_id = 'rewound'")
        for table in (EVENT, CHAIN, POINT)
    }
    await write(app, "rewound", 2, times=5)
    kept = await checked(app, "rewound")
    await owner.execute(f"DELETE FROM {EVENT} WHERE account_id = 'rewound' AND sequence > 5")
    [head] = old[CHAIN]
    await owner.execute(
        f"UPDATE {CHAIN} SET sequence = 5, hash = $1, mac = $2 WHERE account_id = 'rewound'", head["hash"], head["mac"]
    )
    assert (await checked(app, "rewound")).is_whole
    verdict = await checked(app, "rewound", (Anchor(kept.last, kept.last_hash),))
    assert (verdict.sequence, verdict.fault) == (6, "missing; there was an event 10")


async def test_an_end_that_was_changed_is_told_by_the_next_event(app: Database, owner: asyncpg.Connection) -> None:
    await write(app, "cut", 1, times=9)
    await owner.execute(f"DELETE FROM {EVENT} WHERE account_id = 'cut' AND sequence > 6")
    await owner.execute(
        f"UPDATE {CHAIN} SET sequence = 6, hash = (SELECT hash FROM {EVENT} WHERE account_id = 'cut' AND sequence = 6)"
        " WHERE account_id = 'cut'"
    )
    await write(app, "cut", 2)
    verdict = await checked(app, "cut")
    assert (verdict.sequence, verdict.fault) == (7, "here the end of the chain was found changed")


async def test_two_hundred_writers_at_once_leave_a_whole_chain_without_gaps(app: Database) -> None:
    await asyncio.gather(*(write(app, "busy", number) for number in range(200)))
    verdict = await checked(app, "busy")
    assert verdict.is_whole, verdict
    assert (verdict.events, verdict.first, verdict.last) == (200, 1, 200)


async def test_another_secret_key_verifies_nothing_and_an_earlier_one_its_own(app: Database) -> None:
    await write(app, "keyed", 1, times=3)
    other = "another-secret-key-0123456789abcdef-0123"
    assert not (await checked(app, "keyed", keys=AuditKeys(other))).is_whole
    assert (await checked(app, "keyed", keys=AuditKeys(other, SECRET))).is_whole


async def test_retention_removes_only_what_is_old_and_the_chain_stays_whole(
    app: Database, platform: Database, owner: asyncpg.Connection
) -> None:
    times = [NOW - timedelta(days=days) for days in (400, 399, 380, 364, 10)]
    for moment in times:
        aside = Database(app.pool._dsn, app.catalogue)
        aside.journal = AuditJournal(KEYS, now=lambda moment=moment: moment)
        await write(aside, "old", 1, times=50)
        await aside.close()
    keeper = AuditKeeper(platform, KEYS, RetentionPolicy(365, 30))
    assert await keeper.retain(AccountId("old"), now=NOW) == 150
    verdict = await checked(app, "old")
    assert str(verdict) == "old: whole, events 151 to 251, 150 removed by retention"
    last = await owner.fetchrow(f"SELECT * FROM {EVENT} WHERE account_id = 'old' AND sequence = 251")
    assert last["action"] == "audit.retention"
    assert json.loads(last["after"])["removed_through"] == 150
    assert await keeper.retain(AccountId("old"), now=NOW) == 0
    assert await keeper.retain(AccountId("old"), now=NOW + timedelta(days=400)) == 101
    await write(app, "old", 9)
    assert (await checked(app, "old")).is_whole
    await owner.execute(f"DELETE FROM {EVENT} WHERE account_id = 'old' AND sequence = 252")
    assert not (await checked(app, "old")).is_whole


async def test_retention_does_not_remove_what_is_not_whole(
    app: Database, platform: Database, owner: asyncpg.Connection
) -> None:
    await write(app, "spoilt", 1, times=20)
    await owner.execute(f"UPDATE {EVENT} SET action = 'x' WHERE account_id = 'spoilt' AND sequence = 5")
    keeper = AuditKeeper(platform, KEYS, RetentionPolicy())
    assert await keeper.retain(AccountId("spoilt"), now=NOW + timedelta(days=4000)) == 0
    assert (await checked(app, "spoilt")).sequence == 5


@pytest.mark.parametrize("role", ["app", "platform"])
@pytest.mark.parametrize("table", [EVENT, POINT])
async def test_no_serving_role_can_change_what_was_written(database: TestDatabase, role: str, table: str) -> None:
    connection = await asyncpg.connect(database.app_dsn if role == "app" else database.platform_dsn)
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL alchemi.account_id = 'acme'")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"UPDATE {table} SET hash = 'x'")
    finally:
        await connection.close()


@pytest.mark.parametrize("table", [EVENT, POINT])
async def test_the_serving_role_of_accounts_cannot_remove_what_was_written(database: TestDatabase, table: str) -> None:
    connection = await asyncpg.connect(database.app_dsn)
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL alchemi.account_id = 'acme'")
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.execute(f"DELETE FROM {table}")
    finally:
        await connection.close()


async def test_a_change_that_fails_at_the_end_leaves_neither_change_nor_event(
    app: Database, owner: asyncpg.Connection
) -> None:
    async def fail(_unit: Any) -> None:
        raise OSError("lost")

    with acting_for("failing"):
        unit = app.unit()
        await unit.open()
        await run(unit, Call(app.catalogue.tables["LiteLLM_TagTable"], "create", {"data": {"tag_name": "one"}}))
        unit.before_commit["~~last"] = fail
        with pytest.raises(OSError, match="lost"):
            await unit.commit()
    for table in (EVENT, CHAIN, '"LiteLLM_TagTable"'):
        assert await owner.fetchval(f"SELECT count(*) FROM {table} WHERE account_id = 'failing'") == 0


async def test_a_process_that_is_killed_leaves_a_change_with_its_event_or_neither(
    database: TestDatabase, app: Database, owner: asyncpg.Connection
) -> None:
    chance = random.Random(7)
    for round_number in range(6):
        child = await asyncio.to_thread(_kill_a_writer, database.app_dsn, round_number, chance.uniform(0.02, 0.25))
        assert child == -signal.SIGKILL
    changes = {
        row[0] for row in await owner.fetch("SELECT tag_name FROM \"LiteLLM_TagTable\" WHERE account_id = 'killed'")
    }
    told = {row[0] for row in await owner.fetch(f"SELECT resource_id FROM {EVENT} WHERE account_id = 'killed'")}
    assert changes == told
    assert len(changes) > 20
    assert (await checked(app, "killed")).is_whole


def _kill_a_writer(dsn: str, number: int, after_s: float) -> int:
    """Have a process write for `after_s`, and end it with no warning; its exit code."""
    child = subprocess.Popen(
        [sys.executable, "-c", _WRITER, dsn, str(number)],
        cwd=Path(__file__).parents[2],
        env={"PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
    )
    assert child.stdout is not None
    child.stdout.readline()
    try:
        return child.wait(timeout=after_s)
    except subprocess.TimeoutExpired:
        child.kill()
        return child.wait()


_WRITER = f"""
import asyncio, sys
from alchemi.audit.event import AuditKeys
from alchemi.audit.writer import AuditJournal
from alchemi.db.calls import Call, run
from alchemi.db.engine import Database
from alchemi.db.schema.composer import installed_catalogue
from alchemi.tenancy.context import acting_for

async def main():
    app = Database(sys.argv[1], installed_catalogue())
    app.journal = AuditJournal(AuditKeys("{SECRET}"))
    with acting_for("killed"):
        async def write(writer):
            for number in range(10**6):
                async with app.unit() as unit:
                    data = {{"tag_name": f"{{sys.argv[2]}}-{{writer}}-{{number}}"}}
                    await run(unit, Call(app.catalogue.tables["LiteLLM_TagTable"], "create", {{"data": data}}))
        print("writing", flush=True)
        await asyncio.gather(*map(write, range(4)))

asyncio.run(main())
"""


def test_a_checkpoint_is_sealed_with_all_that_it_says() -> None:
    row = {"account_id": "a", "sequence": 1, "kind": "interval", "hash": "h", "key_id": "k", "created_at": NOW}
    _, key = KEYS.current("a")
    sealed = seal_checkpoint(key, row)
    for name, value in {**row, "created_at": NOW + timedelta(seconds=1)}.items():
        changed = value if name == "created_at" else f"{value}x"
        assert seal_checkpoint(key, {**row, name: changed}) != sealed
