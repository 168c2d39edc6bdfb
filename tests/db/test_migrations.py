"""Migrations on empty, stock and older databases, interrupted, repeated and at once: the same schema at the end."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import asyncpg
import pytest

from alchemi.db.connection import open_connection
from alchemi.db.linter import lint
from alchemi.db.migrations import MigrationReport, is_current, migrate
from alchemi.db.migrations.files import MigrationFile, MigrationFiles, installed_files
from alchemi.db.schema.catalogue import Catalogue
from alchemi.errors import MigrationError
from alchemi.tenancy.account import SYSTEM_ACCOUNT
from tests.support.cluster import SECRET_KEY, Cluster, TestDatabase
from tests.support.database_dump import dump_of
from tests.support.older_wheel import (
    apply_as_the_wheel_does,
    catalogue_of,
    files_until,
    insert_for,
    minimal_row,
    position_of,
)
from tests.support.rows import insert, sample_rows

_NUMBERS = itertools.count(1)
_BACKFILL = "20260817000000_shadow_eval_multi_key"


def _quiet(_text: str) -> None:
    return None


async def _migrate(
    dsn: str,
    catalogue: Catalogue,
    *,
    files: MigrationFiles | None = None,
    adopt_into: str | None = None,
    dry_run: bool = False,
) -> MigrationReport:
    return await migrate(
        dsn, secret_key=SECRET_KEY, catalogue=catalogue, report=_quiet, files=files, adopt_into=adopt_into,
        dry_run=dry_run,
    )  # fmt: skip


@pytest.fixture(scope="module")
async def expected(cluster: Cluster) -> dict[str, str]:
    """The schema of a database migrated from nothing."""
    return await dump_of(cluster.owner_dsn)


@pytest.fixture
async def owner(empty_database: str) -> AsyncIterator[asyncpg.Connection]:
    """The superuser on the test's own database."""
    connection = await asyncpg.connect(empty_database)
    yield connection
    await connection.close()


def _differences(found: dict[str, str], expected: dict[str, str]) -> dict[str, tuple[str | None, str | None]]:
    return {
        name: (found.get(name), expected.get(name))
        for name in sorted(found.keys() | expected.keys())
        if found.get(name) != expected.get(name)
    }


async def test_an_empty_database_gets_every_table_and_the_system_account(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    result = await _migrate(empty_database, catalogue)
    assert [*result.wheel_files, *result.our_files] == [file.name for file in _all_files()]
    assert _differences(await dump_of(empty_database), expected) == {}
    assert await owner.fetchval('SELECT array_agg(account_id) FROM "Alchemi_AccountTable"') == [SYSTEM_ACCOUNT]
    assert await is_current(owner, catalogue)


def _all_files() -> list[MigrationFile]:
    files = installed_files()
    return [*files.wheel, *files.ours]


async def test_a_second_run_changes_nothing(empty_database: str, catalogue: Catalogue) -> None:
    await _migrate(empty_database, catalogue)
    again = await _migrate(empty_database, catalogue)
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
    await _migrate(empty_database, catalogue)
    rows = await owner.fetch("SELECT * FROM _prisma_migrations")
    assert {row["migration_name"]: row["checksum"] for row in rows} == {
        file.name: file.checksum for file in _all_files()
    }
    assert all(row["applied_steps_count"] == 1 and row["finished_at"] and len(row["id"]) == 36 for row in rows)
    assert all(row["rolled_back_at"] is None and row["logs"] is None for row in rows)


async def test_a_dry_run_names_the_work_and_does_none(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue
) -> None:
    result = await _migrate(empty_database, catalogue, dry_run=True)
    assert len(result.wheel_files) == len(installed_files().wheel)
    assert await owner.fetchval("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace") == 0


async def test_damage_is_repaired(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    await _migrate(empty_database, catalogue)
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
    await _migrate(empty_database, catalogue)
    await owner.execute("DROP INDEX extra")
    assert _differences(await dump_of(empty_database), expected) == {}


async def test_two_pods_at_once_leave_one_result(
    empty_database: str, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    results = await asyncio.gather(*(_migrate(empty_database, catalogue) for _ in range(3)))
    assert sorted(result.was_current for result in results) == [False, True, True]
    assert _differences(await dump_of(empty_database), expected) == {}


@pytest.mark.parametrize("steps", [1, 3, 6, 9, 10, 11, 12, 13])
async def test_a_killed_migration_is_finished_by_the_next(
    empty_database: str, catalogue: Catalogue, expected: dict[str, str], steps: int
) -> None:
    seen = await asyncio.to_thread(_migrate_and_kill, empty_database, steps)
    assert len(seen) == steps
    await _migrate(empty_database, catalogue)
    assert _differences(await dump_of(empty_database), expected) == {}


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
        await _migrate(empty_database, catalogue)
    sql = b"CREATE TABLE half (id int);\n-- why\nALTER TABLE missing ADD COLUMN x int; SELECT 1"
    broken = MigrationFiles((*whole.wheel, MigrationFile("29990101000000_broken", sql)), whole.ours, whole.views)
    with pytest.raises(MigrationError) as caught:
        await _migrate(empty_database, catalogue, files=broken)
    assert "29990101000000_broken, statement 2 of 3" in caught.value.detail
    assert "ALTER TABLE missing ADD COLUMN x int" in caught.value.detail
    assert await owner.fetchval("SELECT to_regclass('half') IS NULL")
    assert not await is_current(owner, catalogue, broken)

    mended = MigrationFiles(
        (*whole.wheel, MigrationFile("29990101000000_broken", b"SELECT 1")), whole.ours, whole.views
    )
    result = await _migrate(empty_database, catalogue, files=mended)
    assert result.wheel_files == ["29990101000000_broken"]
    await owner.execute("DELETE FROM _prisma_migrations WHERE migration_name = '29990101000000_broken'")
    assert _differences(await dump_of(empty_database), expected) == {}


# --- a database that plain LiteLLM made and filled ---


async def _fill_stock(dsn: str, catalogue: Catalogue) -> None:
    connection = await asyncpg.connect(dsn)
    try:
        for table, row in sample_rows(catalogue, "old").items():
            if table.startswith("LiteLLM_"):
                given = {"token": "an old hash"} if table == "LiteLLM_DeprecatedVerificationToken" else {}
                await insert(connection, table, {**row, **given})
    finally:
        await connection.close()


async def test_a_stock_database_without_rows_needs_no_account(
    empty_database: str, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    await apply_as_the_wheel_does(empty_database)
    await _migrate(empty_database, catalogue)
    assert _differences(await dump_of(empty_database), expected) == {}


async def test_a_filled_stock_database_is_left_alone_until_an_account_is_named(
    empty_database: str, catalogue: Catalogue
) -> None:
    await apply_as_the_wheel_does(empty_database, len(installed_files().wheel) - 2)
    await _fill_known(empty_database)
    before = await dump_of(empty_database)
    with pytest.raises(MigrationError, match="--adopt-into"):
        await _migrate(empty_database, catalogue)
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
    await _fill_stock(empty_database, catalogue)
    result = await _migrate(empty_database, catalogue, adopt_into="first")
    assert len(result.adopted_tables) == sum(1 for _ in catalogue.scoped())
    assert result.adopted_keys == 2
    assert _differences(await dump_of(empty_database), expected) == {}
    for table in catalogue.scoped():
        assert await owner.fetch(f'SELECT DISTINCT account_id FROM "{table.db_name}"') == [("first",)], table.name
    assert {tuple(row) for row in await owner.fetch('SELECT key_hash, account_id FROM "Alchemi_KeyDirectory"')} == {
        ("token of old", "first"),
        ("an old hash", "first"),
    }
    accounts = await owner.fetch('SELECT account_id FROM "Alchemi_AccountTable" ORDER BY 1')
    assert [row["account_id"] for row in accounts] == [SYSTEM_ACCOUNT, "first"]
    assert (await _migrate(empty_database, catalogue)).was_current


async def test_tables_without_a_record_of_migrations_are_refused(empty_database: str, catalogue: Catalogue) -> None:
    await apply_as_the_wheel_does(empty_database)
    connection = await asyncpg.connect(empty_database)
    await connection.execute("DROP TABLE _prisma_migrations")
    await connection.close()
    with pytest.raises(MigrationError, match="no record of migrations"):
        await _migrate(empty_database, catalogue)


async def test_an_invalid_account_name_is_refused_before_anything_happens(
    empty_database: str, catalogue: Catalogue
) -> None:
    with pytest.raises(ValueError, match="account id"):
        await _migrate(empty_database, catalogue, adopt_into="a'b")


# --- a newer wheel on a database that is account-scoped already ---


@pytest.mark.parametrize("count", [1, 60, 110, 150, 180, 200])
async def test_an_upgrade_from_an_older_wheel_ends_in_the_same_schema(
    cluster: Cluster, empty_database: str, catalogue: Catalogue, expected: dict[str, str], count: int
) -> None:
    await _migrate_older(cluster, empty_database, count)
    result = await _migrate(empty_database, catalogue)
    assert len(result.wheel_files) == len(installed_files().wheel) - count
    assert _differences(await dump_of(empty_database), expected) == {}


async def _migrate_older(cluster: Cluster, dsn: str, count: int) -> None:
    """Bring the database to where a release with the wheel's first `count` files would have brought it."""
    model = f"older_{dsn.rsplit('/', 1)[1]}"
    try:
        await apply_as_the_wheel_does(await cluster.create(model), count)
        older = await catalogue_of(cluster.dsn_for(model))
    finally:
        await cluster.drop(model)
    await _migrate(dsn, older, files=files_until(count))
    connection = await asyncpg.connect(dsn)
    try:
        assert await lint(connection, older) == []
    finally:
        await connection.close()


async def test_a_backfill_of_an_upgrade_runs_for_each_account(
    cluster: Cluster, empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    await _migrate_older(cluster, empty_database, position_of(_BACKFILL))
    await _fill_jobs(owner)
    await _migrate(empty_database, catalogue)
    await _check_jobs(owner)
    assert _differences(await dump_of(empty_database), expected) == {}


async def _fill_jobs(owner: asyncpg.Connection) -> None:
    job = await minimal_row(owner, "LiteLLM_ShadowEvalJob", id="same")
    for account in ("a", "b"):
        await owner.execute(
            'INSERT INTO "Alchemi_AccountTable" (account_id, name, created_by, updated_by) VALUES ($1, $1, $1, $1)',
            account,
        )
        await insert_for(owner, account, "LiteLLM_ShadowEvalJob", job)


async def _check_jobs(owner: asyncpg.Connection) -> None:
    rows = await owner.fetch('SELECT account_id, group_id FROM "LiteLLM_ShadowEvalJob" ORDER BY 1')
    assert [tuple(row) for row in rows] == [("a", "same"), ("b", "same")]


_UPGRADE = b"""
CREATE TABLE "LiteLLM_New" ("id" TEXT NOT NULL, "team_id" TEXT, CONSTRAINT "LiteLLM_New_pkey" PRIMARY KEY ("id"));
CREATE UNIQUE INDEX "LiteLLM_New_team_id_key" ON "LiteLLM_New"("team_id");
CREATE UNIQUE INDEX "LiteLLM_TagTable_description_key" ON "LiteLLM_TagTable"("description");
ALTER TABLE "LiteLLM_New" ADD CONSTRAINT "LiteLLM_New_team_id_fkey" FOREIGN KEY ("team_id")
    REFERENCES "LiteLLM_TeamTable"("team_id") ON DELETE SET NULL ON UPDATE CASCADE;
INSERT INTO "LiteLLM_New" ("id", "team_id") SELECT "team_id", "team_id" FROM "LiteLLM_TeamTable"
    ON CONFLICT ("id") DO NOTHING;
DO $$ BEGIN UPDATE "LiteLLM_TagTable" t SET "description" = n."id" FROM "LiteLLM_New" n; END $$;
ALTER TABLE "LiteLLM_VerificationToken" ALTER COLUMN "key_name" TYPE varchar(300);
"""


async def test_what_a_future_file_may_do_keeps_accounts_apart(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue
) -> None:
    """New unique keys over rows that two accounts share, a backfill into a new table, a column under a view."""
    await _migrate(empty_database, catalogue)
    for account in ("a", "b"):
        await owner.execute(
            'INSERT INTO "Alchemi_AccountTable" (account_id, name, created_by, updated_by) VALUES ($1, $1, $1, $1)',
            account,
        )
        await owner.execute("INSERT INTO \"LiteLLM_TeamTable\" (account_id, team_id) VALUES ($1, 'of ' || $1)", account)
        await owner.execute(
            "INSERT INTO \"LiteLLM_TagTable\" (account_id, tag_name, description) VALUES ($1, 't', 'same')", account
        )
    whole = installed_files()
    files = MigrationFiles((*whole.wheel, MigrationFile("29990101000000_future", _UPGRADE)), whole.ours, whole.views)
    newer = await catalogue_with_new_table(catalogue)
    await _migrate(empty_database, newer, files=files)
    rows = await owner.fetch('SELECT account_id, id, team_id FROM "LiteLLM_New" ORDER BY 1')
    assert [tuple(row) for row in rows] == [("a", "of a", "of a"), ("b", "of b", "of b")]
    tags = await owner.fetch('SELECT account_id, description FROM "LiteLLM_TagTable" ORDER BY 1')
    assert [tuple(row) for row in tags] == [("a", "of a"), ("b", "of b")]
    assert await lint(owner, newer) == []
    assert await is_current(owner, newer, files)
    assert await owner.fetchval('SELECT count(*) FROM "LiteLLM_VerificationTokenView"') == 0


async def catalogue_with_new_table(catalogue: Catalogue) -> Catalogue:
    from alchemi.db.schema.catalogue import Column, Key, Relation, Scope, Table

    new = Table(
        "LiteLLM_New", "LiteLLM_New", Scope.ACCOUNT,
        {"id": Column("id", "id", "String"), "team_id": Column("team_id", "team_id", "String", is_required=False)},
        {"team": Relation("team", "LiteLLM_TeamTable", False, False, True, ("team_id",), ("team_id",), "SetNull")},
        Key("id", ("id",)),
    )  # fmt: skip
    return Catalogue({**catalogue.tables, "LiteLLM_New": new}, catalogue.enums)


# --- an owner who is no superuser, as on a managed server ---


@dataclass(frozen=True)
class PlainlyOwned:
    """A database whose owner may create roles and nothing more."""

    plain_dsn: str
    superuser_dsn: str


@pytest.fixture
async def plainly_owned(any_cluster: Cluster) -> AsyncIterator[PlainlyOwned]:
    name = f"plain_{os.getpid()}_{next(_NUMBERS)}"
    dsn = await any_cluster.create(name)
    await any_cluster.execute(f"CREATE ROLE {name} LOGIN CREATEROLE PASSWORD 'plain'")
    # What the server gives the one who created the roles; here the template's owner did.
    await any_cluster.execute(f"GRANT alchemi_app, alchemi_platform TO {name} WITH ADMIN OPTION")
    await any_cluster.execute(f"ALTER DATABASE {name} OWNER TO {name}")
    yield PlainlyOwned(f"postgresql://{name}:plain@{dsn.rsplit('@', 1)[1]}", dsn)
    await any_cluster.drop(name)
    await any_cluster.execute(f"DROP OWNED BY {name}; DROP ROLE {name}")


async def test_an_owner_who_is_no_superuser_can_do_it_all(
    any_cluster: Cluster, plainly_owned: PlainlyOwned, catalogue: Catalogue
) -> None:
    await _migrate_older(any_cluster, plainly_owned.plain_dsn, position_of(_BACKFILL))
    superuser = await asyncpg.connect(plainly_owned.superuser_dsn)
    await _fill_jobs(superuser)
    result = await _migrate(plainly_owned.plain_dsn, catalogue)
    assert any("Only a superuser can take set_config" in notice for notice in result.notices)
    await _check_jobs(superuser)
    assert await lint(superuser, catalogue) == []
    assert (await _migrate(plainly_owned.plain_dsn, catalogue)).was_current
    await superuser.close()


async def test_an_owner_who_is_no_superuser_adopts_rows(plainly_owned: PlainlyOwned, catalogue: Catalogue) -> None:
    await apply_as_the_wheel_does(plainly_owned.plain_dsn)
    await _fill_stock(plainly_owned.plain_dsn, catalogue)
    result = await _migrate(plainly_owned.plain_dsn, catalogue, adopt_into="first")
    assert result.adopted_keys == 2
    superuser = await asyncpg.connect(plainly_owned.superuser_dsn)
    assert await superuser.fetchval('SELECT account_id FROM "LiteLLM_TeamTable"') == "first"
    assert await lint(superuser, catalogue) == []
    await superuser.close()


async def test_postgres_15_gives_the_same_rules(
    postgres15: Cluster, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    found = await dump_of(postgres15.owner_dsn)
    assert _differences(found, expected) == {}


# --- nothing of the wheel's schema is lost ---

_WITHOUT_USE = {
    # Under row level security these can never be searched: an expression, or operators that could tell of hidden rows.
    "LiteLLM_UserTable_user_email_lower_idx",
    "LiteLLM_ManagedFileTable_flat_model_file_ids_idx",
}


async def test_every_key_index_and_foreign_key_of_the_wheel_is_kept_by_name(
    cluster: Cluster, empty_database: str, expected: dict[str, str]
) -> None:
    await apply_as_the_wheel_does(empty_database)
    stock = await dump_of(empty_database)
    kinds = ("index ", "constraint ", "column ")
    lost = {name for name in stock if name.startswith(kinds)} - expected.keys()
    lost_indexes = {name.removeprefix("index ").strip('"') for name in lost}
    assert lost_indexes >= _WITHOUT_USE
    assert all(not _is_searchable(stock[name]) for name in lost), lost
    assert sum(text.startswith("FOREIGN KEY") for text in stock.values()) == sum(
        text.startswith("FOREIGN KEY") for text in expected.values()
    )


def _is_searchable(definition: str) -> bool:
    return not ("USING gin" in definition or "lower(" in definition)


async def test_foreign_keys_keep_columns_and_actions(empty_database: str, expected: dict[str, str]) -> None:
    await apply_as_the_wheel_does(empty_database)
    for name, text in (await dump_of(empty_database)).items():
        if text.startswith("FOREIGN KEY"):
            ours = expected[name].replace("account_id, ", "")
            assert ours.split(" ON ")[0] == text.split(" ON ")[0], name
            assert _delete_action(ours) == _delete_action(text), name


def _delete_action(definition: str) -> str:
    actions = ("ON DELETE CASCADE", "ON DELETE SET NULL", "ON DELETE RESTRICT")
    return next((action for action in actions if action in definition), "none")


@pytest.mark.parametrize("is_interrupted", [False, True])
async def test_an_index_on_a_filled_table_is_built_beside_running_writers(
    empty_database: str, owner: asyncpg.Connection, catalogue: Catalogue, is_interrupted: bool
) -> None:
    await _migrate(empty_database, catalogue)
    await owner.execute("INSERT INTO \"LiteLLM_TagTable\" (account_id, tag_name) VALUES ('a', 't')")
    if is_interrupted:
        await owner.execute('CREATE INDEX "LiteLLM_TagTable_x_idx" ON "LiteLLM_TagTable" (account_id, tag_name)')
        await owner.execute(
            "UPDATE pg_index SET indisvalid = false WHERE indexrelid = '\"LiteLLM_TagTable_x_idx\"'::regclass"
        )
    sql = (
        b'-- one\nCREATE INDEX CONCURRENTLY IF NOT EXISTS "LiteLLM_TagTable_x_idx" ON "LiteLLM_TagTable"("tag_name");\n'
    )
    whole = installed_files()
    files = MigrationFiles((*whole.wheel, MigrationFile("29990101000000_index", sql)), whole.ours, whole.views)
    # A transaction that has written and waits would block a plain CREATE INDEX for ever.
    writer = await asyncpg.connect(empty_database)
    transaction = writer.transaction()
    await transaction.start()
    await writer.execute("INSERT INTO \"LiteLLM_TagTable\" (account_id, tag_name) VALUES ('a', 'u')")
    running = asyncio.create_task(_migrate(empty_database, catalogue, files=files))
    await asyncio.wait([running], timeout=0.5)
    await asyncio.wait_for(
        owner.execute("INSERT INTO \"LiteLLM_TagTable\" (account_id, tag_name) VALUES ('a', 'v')"), timeout=5
    )
    await transaction.commit()
    await writer.close()
    assert (await running).wheel_files == ["29990101000000_index"]
    row = await owner.fetchrow(
        "SELECT indisvalid, pg_get_indexdef(indexrelid) AS text FROM pg_index"
        " WHERE indexrelid = '\"LiteLLM_TagTable_x_idx\"'::regclass"
    )
    assert row["indisvalid"]
    assert row["text"].endswith("(account_id, tag_name)")
