"""Migrations on empty, stock and older databases, interrupted, repeated and at once: the same schema at the end."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from itertools import islice
from pathlib import Path

import asyncpg
import pytest

from alchemi.db.connection import open_connection
from alchemi.db.linter import lint
from alchemi.db.migrations import is_current
from alchemi.db.migrations.files import MigrationFile, MigrationFiles, installed_files
from alchemi.db.schema.catalogue import Catalogue
from alchemi.errors import MigrationError
from alchemi.tenancy.account import SYSTEM_ACCOUNT
from tests.support.cluster import TestDatabase
from tests.support.database_dump import dump_of
from tests.support.migrating import differences, run_migration
from tests.support.older_wheel import apply_as_the_wheel_does, fill_as_the_wheel_left_it


@pytest.fixture
async def owner(empty_database: str) -> AsyncIterator[asyncpg.Connection]:
    """The superuser on the test's own database."""
    connection = await asyncpg.connect(empty_database)
    yield connection
    await connection.close()


async def test_an_empty_database_gets_every_table_and_the_system_account(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    result = await run_migration(empty_database, catalogue)
    assert [*result.wheel_files, *result.our_files] == [file.name for file in _all_files()]
    assert differences(await dump_of(empty_database), expected) == {}
    assert await owner.fetchval('SELECT array_agg(account_id) FROM "Alchemi_AccountTable"') == [SYSTEM_ACCOUNT]
    assert await is_current(owner, catalogue)


def _all_files() -> list[MigrationFile]:
    files = installed_files()
    return [*files.wheel, *files.ours]


async def test_a_second_run_changes_nothing(empty_database: str, catalogue: Catalogue) -> None:
    await run_migration(empty_database, catalogue)
    again = await run_migration(empty_database, catalogue)
    assert again.was_current
    assert (again.wheel_files, again.our_files, again.statements) == ([], [], [])


async def test_the_platform_role_can_ask_whether_the_database_is_current(
    fresh_database: TestDatabase, catalogue: Catalogue
) -> None:
    platform = await open_connection(fresh_database.platform_dsn)
    assert await is_current(platform, catalogue)
    await platform.close()


async def test_the_record_is_what_prisma_would_have_written(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue
) -> None:
    await run_migration(empty_database, catalogue)
    rows = await owner.fetch("SELECT * FROM _prisma_migrations")
    assert {row["migration_name"]: row["checksum"] for row in rows} == {
        file.name: file.checksum for file in _all_files()
    }
    assert all(row["applied_steps_count"] == 1 and row["finished_at"] and len(row["id"]) == 36 for row in rows)
    assert all(row["rolled_back_at"] is None and row["logs"] is None for row in rows)


async def test_a_dry_run_names_the_work_and_does_none(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue
) -> None:
    result = await run_migration(empty_database, catalogue, dry_run=True)
    assert len(result.wheel_files) == len(installed_files().wheel)
    assert await owner.fetchval("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace") == 0


async def test_damage_is_repaired(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    await run_migration(empty_database, catalogue)
    await owner.execute("""
        ALTER TABLE "LiteLLM_TeamTable" DISABLE ROW LEVEL SECURITY;
        ALTER TABLE "LiteLLM_UserTable" NO FORCE ROW LEVEL SECURITY;
        CREATE POLICY leak ON "LiteLLM_UserTable" USING (true);
        GRANT SELECT ON "LiteLLM_TeamTable" TO PUBLIC;
        GRANT TRUNCATE ON "LiteLLM_TeamTable" TO alchemi_app;
        ALTER TABLE "LiteLLM_TagTable" DROP CONSTRAINT account_id_not_empty, ALTER COLUMN account_id DROP DEFAULT;
        DROP VIEW "DailyTagSpend";
        CREATE INDEX extra ON "LiteLLM_TagTable" (spend);
        DROP INDEX "LiteLLM_SpendLogs_litellm_call_id_idx";
    """)
    assert not await is_current(owner, catalogue)
    assert {finding.rule for finding in await lint(owner)} >= {"C04", "R01", "R02", "R05", "R08", "R10", "R13"}
    await run_migration(empty_database, catalogue)
    await owner.execute("DROP INDEX extra")
    assert differences(await dump_of(empty_database), expected) == {}


async def test_two_pods_at_once_leave_one_result(
    empty_database: str, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    results = await asyncio.gather(*(run_migration(empty_database, catalogue) for _ in range(3)))
    assert sorted(result.was_current for result in results) == [False, True, True]
    assert differences(await dump_of(empty_database), expected) == {}


@pytest.mark.parametrize("steps", [1, 3, 6, 9, 10, 11, 12, 13])
async def test_a_killed_migration_is_finished_by_the_next(
    empty_database: str, catalogue: Catalogue, expected: dict[str, str], steps: int
) -> None:
    seen = await asyncio.to_thread(_migrate_and_kill, empty_database, steps)
    assert len(seen) == steps
    await run_migration(empty_database, catalogue)
    assert differences(await dump_of(empty_database), expected) == {}


def _migrate_and_kill(dsn: str, steps: int) -> list[str]:
    """Start a migration in a process of its own and end it by SIGKILL once it has named `steps` steps."""
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.migrate_process", dsn], cwd=root, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        seen = list(islice(process.stdout, steps))
        process.send_signal(signal.SIGKILL)
    return seen


@pytest.mark.parametrize("is_first", [True, False], ids=["on an empty database", "on an upgrade"])
async def test_a_failing_file_is_named_kept_out_and_tried_again(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue, expected: dict[str, str], is_first: bool
) -> None:
    whole = installed_files()
    if not is_first:
        await run_migration(empty_database, catalogue)
    sql = b"CREATE TABLE half (id int);\n-- why\nALTER TABLE missing ADD COLUMN x int; SELECT 1"
    broken = MigrationFiles((*whole.wheel, MigrationFile("29990101000000_broken", sql)), whole.ours, whole.views)
    with pytest.raises(MigrationError) as caught:
        await run_migration(empty_database, catalogue, files=broken)
    assert "29990101000000_broken, statement 2 of 3" in caught.value.detail
    assert "ALTER TABLE missing ADD COLUMN x int" in caught.value.detail
    assert await owner.fetchval("SELECT to_regclass('half') IS NULL")
    assert not await is_current(owner, catalogue, broken)

    mended = MigrationFiles(
        (*whole.wheel, MigrationFile("29990101000000_broken", b"SELECT 1")), whole.ours, whole.views
    )
    result = await run_migration(empty_database, catalogue, files=mended)
    assert result.wheel_files == ["29990101000000_broken"]
    await owner.execute("DELETE FROM _prisma_migrations WHERE migration_name = '29990101000000_broken'")
    assert differences(await dump_of(empty_database), expected) == {}


# --- a database that plain LiteLLM made and filled ---


async def test_a_stock_database_without_rows_needs_no_account(
    empty_database: str, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    await apply_as_the_wheel_does(empty_database)
    await run_migration(empty_database, catalogue)
    assert differences(await dump_of(empty_database), expected) == {}


async def test_a_filled_stock_database_is_left_alone_until_an_account_is_named(
    empty_database: str, catalogue: Catalogue
) -> None:
    await apply_as_the_wheel_does(empty_database, len(installed_files().wheel) - 2)
    await _fill_known(empty_database)
    before = await dump_of(empty_database)
    with pytest.raises(MigrationError, match="--adopt-into"):
        await run_migration(empty_database, catalogue)
    assert await dump_of(empty_database) == before


async def _fill_known(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        await connection.execute("INSERT INTO \"LiteLLM_UserTable\" (user_id) VALUES ('alice')")
    finally:
        await connection.close()


async def test_the_rows_of_a_stock_database_are_adopted(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    await apply_as_the_wheel_does(empty_database)
    await fill_as_the_wheel_left_it(empty_database, catalogue)
    result = await run_migration(empty_database, catalogue, adopt_into="first")
    assert len(result.adopted_tables) == sum(not table.is_ours for table in catalogue.scoped())
    assert result.adopted_keys == 2
    assert differences(await dump_of(empty_database), expected) == {}
    for table in (table for table in catalogue.scoped() if not table.is_ours):
        assert await owner.fetch(f'SELECT DISTINCT account_id FROM "{table.db_name}"') == [("first",)], table.name
    assert {tuple(row) for row in await owner.fetch('SELECT key_hash, account_id FROM "Alchemi_KeyDirectory"')} == {
        ("token of old", "first"),
        ("an old hash", "first"),
    }
    accounts = await owner.fetch('SELECT account_id FROM "Alchemi_AccountTable" ORDER BY 1')
    assert [row["account_id"] for row in accounts] == [SYSTEM_ACCOUNT, "first"]
    assert (await run_migration(empty_database, catalogue)).was_current


async def test_tables_without_a_record_of_migrations_are_refused(empty_database: str, catalogue: Catalogue) -> None:
    await apply_as_the_wheel_does(empty_database)
    connection = await asyncpg.connect(empty_database)
    await connection.execute("DROP TABLE _prisma_migrations")
    await connection.close()
    with pytest.raises(MigrationError, match="no record of migrations"):
        await run_migration(empty_database, catalogue)


async def test_an_invalid_account_name_is_refused_before_anything_happens(
    empty_database: str, catalogue: Catalogue
) -> None:
    with pytest.raises(ValueError, match="account id"):
        await run_migration(empty_database, catalogue, adopt_into="a'b")
