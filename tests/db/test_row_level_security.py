"""What the database itself refuses, whatever the engine above it does: asked of every table of the catalogue."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import asyncpg
import pytest

from alchemi.db.connection import open_connection
from alchemi.db.schema.catalogue import Scope, Table
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.sql_text import identifier
from alchemi.tenancy.account import SYSTEM_ACCOUNT
from tests.support.cluster import TestDatabase
from tests.support.rows import insert, sample_rows

_CATALOGUE = installed_catalogue()
_SCOPED = [table.db_name for table in _CATALOGUE.scoped()]
_FOR_THE_APP = [table for table in _CATALOGUE.tables.values() if table.scope is not Scope.PLATFORM]
_WRITABLE = [table for table in _FOR_THE_APP if table.app_may_write]


@pytest.fixture(scope="module")
async def filled(database: TestDatabase) -> TestDatabase:
    """A database where account `a` and account `b` have a row in every table, written by its superuser."""
    connection = await open_connection(database.owner_dsn)
    try:
        async with connection.transaction():
            for account in ("a", "b"):
                await connection.execute(f"SET LOCAL alchemi.account_id = '{account}'")
                for table, row in sample_rows(_CATALOGUE, account).items():
                    await insert(connection, table, row)
    finally:
        await connection.close()
    return database


@asynccontextmanager
async def _unit(dsn: str, account: str | None) -> AsyncIterator[asyncpg.Connection]:
    """A transaction bound to `account`, rolled back at the end."""
    connection = await open_connection(dsn)
    try:
        transaction = connection.transaction()
        await transaction.start()
        if account is not None:
            await connection.execute(f"SET LOCAL alchemi.account_id = '{account}'")
        yield connection
        await transaction.rollback()
    finally:
        await connection.close()


async def test_every_table_holds_a_row_to_find(filled: TestDatabase) -> None:
    async with _unit(filled.owner_dsn, None) as owner:
        for table in _CATALOGUE.tables.values():
            count = await owner.fetchval(f"SELECT count(*) FROM {identifier(table.db_name)}")
            assert count >= 2, table.name


@pytest.mark.parametrize("account", [None, "", "nobody"])
async def test_an_unbound_connection_sees_no_row(filled: TestDatabase, account: str | None) -> None:
    async with _unit(filled.app_dsn, account) as app:
        for table in _FOR_THE_APP:
            assert await app.fetchval(f"SELECT count(*) FROM {identifier(table.db_name)}") == 0, table.name


async def test_an_unbound_connection_inserts_nothing(filled: TestDatabase) -> None:
    rows = sample_rows(_CATALOGUE, "c")
    async with _unit(filled.app_dsn, None) as app:
        for table in _WRITABLE:
            with pytest.raises((asyncpg.NotNullViolationError, asyncpg.InsufficientPrivilegeError)):
                async with app.transaction():
                    await insert(app, table.db_name, rows[table.db_name])


async def test_after_a_unit_the_setting_is_empty_and_shows_no_row(filled: TestDatabase) -> None:
    connection = await open_connection(filled.app_dsn)
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL alchemi.account_id = 'a'")
            assert await connection.fetchval('SELECT count(*) FROM "LiteLLM_TeamTable"') == 1
        assert await connection.fetchval("SELECT current_setting('alchemi.account_id', true)") == ""
        assert await connection.fetchval('SELECT count(*) FROM "LiteLLM_TeamTable"') == 0
    finally:
        await connection.close()


@pytest.mark.parametrize(("account", "other"), [("a", "b"), ("b", "a")])
async def test_an_account_sees_its_own_rows_alone(filled: TestDatabase, account: str, other: str) -> None:
    async with _unit(filled.app_dsn, account) as app:
        for table in _FOR_THE_APP:
            seen = await app.fetch(f"SELECT DISTINCT account_id FROM {identifier(table.db_name)}")
            assert [row["account_id"] for row in seen] == [account], table.name
            named = f"SELECT count(*) FROM {identifier(table.db_name)} WHERE account_id = $1"
            assert await app.fetchval(named, other) == 0, table.name


async def test_another_accounts_row_is_neither_changed_nor_deleted(filled: TestDatabase) -> None:
    async with _unit(filled.app_dsn, "a") as app:
        for table in _WRITABLE:
            name = identifier(table.db_name)
            column = identifier(table.columns[table.primary_key.fields[0]].db_name)
            changed = await app.execute(f"UPDATE {name} SET {column} = {column} WHERE account_id = 'b'")
            deleted = await app.execute(f"DELETE FROM {name} WHERE account_id = 'b'")
            assert (changed, deleted) == ("UPDATE 0", "DELETE 0"), table.name
            # Its own row is reached by the same statement, so that the zeros above mean something.
            assert await app.execute(f"UPDATE {name} SET {column} = {column} WHERE account_id = 'a'") == "UPDATE 1"


async def test_a_row_cannot_be_written_for_or_moved_to_another_account(filled: TestDatabase) -> None:
    rows = sample_rows(_CATALOGUE, "b")
    async with _unit(filled.app_dsn, "a") as app:
        for table in _WRITABLE:
            row = {**rows[table.db_name], "account_id": "b"}
            with pytest.raises(asyncpg.InsufficientPrivilegeError, match="row-level security"):
                async with app.transaction():
                    await insert(app, table.db_name, row)
            with pytest.raises((asyncpg.InsufficientPrivilegeError, asyncpg.ForeignKeyViolationError)):
                async with app.transaction():
                    await app.execute(f"UPDATE {identifier(table.db_name)} SET account_id = 'b'")


async def test_two_accounts_hold_the_same_keys(fresh_database: TestDatabase) -> None:
    connection = await open_connection(fresh_database.app_dsn)
    rows = sample_rows(_CATALOGUE, "same")
    scoped = set(_SCOPED)
    try:
        for account in ("a", "b"):
            async with connection.transaction():
                await connection.execute(f"SET LOCAL alchemi.account_id = '{account}'")
                for table, row in rows.items():
                    if table in scoped:
                        await insert(connection, table, row)
    finally:
        await connection.close()


async def test_a_foreign_key_does_not_reach_another_account(filled: TestDatabase) -> None:
    """Foreign keys are checked past row level security, so the key itself must name the account."""
    budget = sample_rows(_CATALOGUE, "b")["LiteLLM_BudgetTable"]["budget_id"]
    async with _unit(filled.app_dsn, "a") as app:
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            await app.execute('UPDATE "LiteLLM_EndUserTable" SET budget_id = $1', budget)


async def test_deleting_a_parent_leaves_the_childs_account_alone(fresh_database: TestDatabase) -> None:
    connection = await open_connection(fresh_database.app_dsn)
    rows = sample_rows(_CATALOGUE, "x")
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL alchemi.account_id = 'a'")
            await insert(connection, "LiteLLM_BudgetTable", rows["LiteLLM_BudgetTable"])
            budget = rows["LiteLLM_BudgetTable"]["budget_id"]
            await insert(connection, "LiteLLM_EndUserTable", {**rows["LiteLLM_EndUserTable"], "budget_id": budget})
            await connection.execute('DELETE FROM "LiteLLM_BudgetTable"')
            left = await connection.fetchrow('SELECT account_id, budget_id FROM "LiteLLM_EndUserTable"')
            assert dict(left) == {"account_id": "a", "budget_id": None}
    finally:
        await connection.close()


async def test_a_regenerated_key_takes_its_mapping_along(fresh_database: TestDatabase) -> None:
    connection = await open_connection(fresh_database.app_dsn)
    rows = sample_rows(_CATALOGUE, "x")
    try:
        async with connection.transaction():
            await connection.execute("SET LOCAL alchemi.account_id = 'a'")
            await insert(connection, "LiteLLM_VerificationToken", rows["LiteLLM_VerificationToken"])
            await insert(connection, "LiteLLM_JWTKeyMapping", rows["LiteLLM_JWTKeyMapping"])
            await connection.execute("UPDATE \"LiteLLM_VerificationToken\" SET token = 'new'")
            assert await connection.fetchval('SELECT token FROM "LiteLLM_JWTKeyMapping"') == "new"
    finally:
        await connection.close()


async def test_views_show_an_account_its_own_rows(filled: TestDatabase) -> None:
    async with _unit(filled.app_dsn, None) as app:
        names = [
            row["name"] for row in await app.fetch("SELECT viewname AS name FROM pg_views WHERE schemaname = 'public'")
        ]
        for name in names:
            assert await app.fetchval(f"SELECT count(*) FROM {identifier(name)}") == 0, name
    assert len(names) == 8
    for account in ("a", "b"):
        async with _unit(filled.app_dsn, account) as app:
            seen = await app.fetch('SELECT account_id, token FROM "LiteLLM_VerificationTokenView"')
            assert [tuple(row) for row in seen] == [(account, f"token of {account}")]


@pytest.mark.parametrize("account", [None, "a"])
async def test_the_platform_role_sees_the_directory_and_no_accounts_rows(
    filled: TestDatabase, account: str | None
) -> None:
    async with _unit(filled.platform_dsn, account) as platform:
        accounts = await platform.fetch('SELECT account_id FROM "Alchemi_AccountTable" ORDER BY 1')
        assert {row["account_id"] for row in accounts} == {"a", "b", SYSTEM_ACCOUNT}
        for name in _SCOPED:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                async with platform.transaction():
                    await platform.execute(f"SELECT 1 FROM {identifier(name)}")


async def test_an_account_cannot_change_its_own_directory_row(filled: TestDatabase) -> None:
    async with _unit(filled.app_dsn, "a") as app:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute("UPDATE \"Alchemi_AccountTable\" SET status = 'active'")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT set_config('alchemi.account_id', 'b', true)",
        "SELECT lo_create(0)",
        'TRUNCATE "LiteLLM_TeamTable"',
        'ALTER TABLE "LiteLLM_TeamTable" DISABLE ROW LEVEL SECURITY',
        'DROP TABLE "LiteLLM_TeamTable"',
        "CREATE TABLE stolen AS SELECT 1",
        "CREATE TEMPORARY TABLE stolen AS SELECT 1",
        "CREATE VIEW stolen AS SELECT 1",
        "CREATE FUNCTION stolen() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SET LOCAL ROLE alchemi_owner",
        "SET LOCAL SESSION AUTHORIZATION alchemi_owner",
        "SELECT pg_read_file('PG_VERSION')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "ALTER ROLE alchemi_app BYPASSRLS",
        "SELECT rolpassword FROM pg_authid",
    ],
)
@pytest.mark.parametrize("role", ["app", "platform"])
async def test_our_roles_may_not(filled: TestDatabase, role: str, statement: str) -> None:
    dsn = filled.app_dsn if role == "app" else filled.platform_dsn
    async with _unit(dsn, "a") as connection:
        with pytest.raises(asyncpg.PostgresError) as caught:
            await connection.execute(statement)
    assert caught.value.sqlstate == "42501", caught.value


async def test_the_app_role_cannot_become_the_platform_role(filled: TestDatabase) -> None:
    async with _unit(filled.app_dsn, "a") as app:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute("SET LOCAL ROLE alchemi_platform")


async def test_row_security_off_refuses_instead_of_showing_all(filled: TestDatabase) -> None:
    async with _unit(filled.app_dsn, "a") as app:
        await app.execute("SET LOCAL row_security = off")
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute('SELECT 1 FROM "LiteLLM_TeamTable"')


def test_the_catalogue_has_tables_of_each_kind_tested_here() -> None:
    assert len(_SCOPED) >= 97
    assert len(_FOR_THE_APP) > len(_WRITABLE) > len(_SCOPED) - 1
    assert all(isinstance(table, Table) for table in _FOR_THE_APP)
