"""A newer wheel on a database that is account-scoped already, owners without rights, and what must not get lost."""

from __future__ import annotations

import asyncio
import itertools
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass

import asyncpg
import pytest

from alchemi.db.linter import lint
from alchemi.db.migrations import is_current
from alchemi.db.migrations.files import MigrationFile, MigrationFiles, installed_files
from alchemi.db.schema.catalogue import Catalogue, Column, Key, Relation, Scope, Table
from tests.support.cluster import Cluster
from tests.support.database_dump import dump_of
from tests.support.migrating import differences, run_migration
from tests.support.older_wheel import (
    apply_as_the_wheel_does,
    catalogue_of,
    files_until,
    fill_as_the_wheel_left_it,
    insert_for,
    minimal_row,
    position_of,
)

_NUMBERS = itertools.count(1)
_BACKFILL = "20260817000000_shadow_eval_multi_key"


@pytest.fixture
async def owner(empty_database: str) -> AsyncIterator[asyncpg.Connection]:
    """The superuser on the test's own database."""
    connection = await asyncpg.connect(empty_database)
    yield connection
    await connection.close()


@pytest.mark.parametrize("count", [1, 60, 110, 150, 180, 200])
async def test_an_upgrade_from_an_older_wheel_ends_in_the_same_schema(
    cluster: Cluster, empty_database: str, catalogue: Catalogue, expected: dict[str, str], count: int
) -> None:
    await _migrate_older(cluster, empty_database, count)
    result = await run_migration(empty_database, catalogue)
    assert len(result.wheel_files) == len(installed_files().wheel) - count
    assert differences(await dump_of(empty_database), expected) == {}


async def _migrate_older(cluster: Cluster, dsn: str, count: int) -> None:
    """Bring the database to where a release with the wheel's first `count` files would have brought it."""
    model = f"older_{dsn.rsplit('/', 1)[1]}"
    try:
        await apply_as_the_wheel_does(await cluster.create(model), count)
        older = await catalogue_of(cluster.dsn_for(model))
    finally:
        await cluster.drop(model)
    await run_migration(dsn, older, files=files_until(count))
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
    await run_migration(empty_database, catalogue)
    await _check_jobs(owner)
    assert differences(await dump_of(empty_database), expected) == {}


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
    await run_migration(empty_database, catalogue)
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
    newer = _with_new_table(catalogue)
    await run_migration(empty_database, newer, files=files)
    rows = await owner.fetch('SELECT account_id, id, team_id FROM "LiteLLM_New" ORDER BY 1')
    assert [tuple(row) for row in rows] == [("a", "of a", "of a"), ("b", "of b", "of b")]
    tags = await owner.fetch('SELECT account_id, description FROM "LiteLLM_TagTable" ORDER BY 1')
    assert [tuple(row) for row in tags] == [("a", "of a"), ("b", "of b")]
    assert await lint(owner, newer) == []
    assert await is_current(owner, newer, files)
    assert await owner.fetchval('SELECT count(*) FROM "LiteLLM_VerificationTokenView"') == 0


def _with_new_table(catalogue: Catalogue) -> Catalogue:
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
    result = await run_migration(plainly_owned.plain_dsn, catalogue)
    assert any("Only a superuser can take set_config" in notice for notice in result.notices)
    await _check_jobs(superuser)
    assert await lint(superuser, catalogue) == []
    assert (await run_migration(plainly_owned.plain_dsn, catalogue)).was_current
    await superuser.close()


async def test_an_owner_who_is_no_superuser_adopts_rows(plainly_owned: PlainlyOwned, catalogue: Catalogue) -> None:
    await apply_as_the_wheel_does(plainly_owned.plain_dsn)
    await fill_as_the_wheel_left_it(plainly_owned.plain_dsn, catalogue)
    result = await run_migration(plainly_owned.plain_dsn, catalogue, adopt_into="first")
    assert result.adopted_keys == 2
    superuser = await asyncpg.connect(plainly_owned.superuser_dsn)
    assert await superuser.fetchval('SELECT account_id FROM "LiteLLM_TeamTable"') == "first"
    assert await lint(superuser, catalogue) == []
    await superuser.close()


async def test_postgres_15_gives_the_same_rules(
    postgres15: Cluster, catalogue: Catalogue, expected: dict[str, str]
) -> None:
    found = await dump_of(postgres15.owner_dsn)
    assert differences(found, expected) == {}


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
    foreign_keys = {name for name, text in stock.items() if text.startswith("FOREIGN KEY")}
    kept = {name for name, text in expected.items() if text.startswith("FOREIGN KEY")}
    assert len(foreign_keys) > 30
    assert foreign_keys <= kept
    assert all("Alchemi_" in name for name in kept - foreign_keys), "only tables of ours bring further ones"


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
    await run_migration(empty_database, catalogue)
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
    running = asyncio.create_task(run_migration(empty_database, catalogue, files=files))
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
