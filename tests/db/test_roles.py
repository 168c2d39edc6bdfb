"""The gateway's login roles: what they are, and that one secret key opens both."""

from __future__ import annotations

from collections.abc import AsyncIterator

import asyncpg
import pytest

from alchemi.db.connection import open_connection
from alchemi.db.migrations import migrate
from alchemi.db.roles import APP_ROLE, PLATFORM_ROLE, role_dsn
from alchemi.db.schema.catalogue import Catalogue
from tests.support.cluster import SECRET_KEY, Cluster, TestDatabase


@pytest.mark.parametrize("role", [APP_ROLE, PLATFORM_ROLE])
async def test_a_role_is_weak(database: TestDatabase, role: str) -> None:
    connection = await asyncpg.connect(database.owner_dsn)
    row = await connection.fetchrow("SELECT * FROM pg_roles WHERE rolname = $1", role)
    strengths = ("rolsuper", "rolinherit", "rolcreaterole", "rolcreatedb", "rolreplication", "rolbypassrls")
    assert not any(row[strength] for strength in strengths)
    assert row["rolcanlogin"]
    await connection.close()


async def test_each_role_logs_in_with_its_derived_password(database: TestDatabase) -> None:
    for dsn, role in ((database.app_dsn, APP_ROLE), (database.platform_dsn, PLATFORM_ROLE)):
        connection = await open_connection(dsn)
        assert await connection.fetchval("SELECT current_user") == role
        await connection.close()


async def test_another_secret_key_opens_nothing(database: TestDatabase) -> None:
    with pytest.raises(asyncpg.InvalidPasswordError):
        await open_connection(role_dsn(database.owner_dsn, "app", "another-key"))


@pytest.fixture
async def alone(postgres15: Cluster) -> AsyncIterator[TestDatabase]:
    """A database on a server that no other worker uses: roles are the whole server's."""
    yield await postgres15.clone("roles_changed")
    await postgres15.drop("roles_changed")


async def test_a_migration_mends_a_role_that_was_made_stronger(alone: TestDatabase, catalogue: Catalogue) -> None:
    database = alone
    owner = await asyncpg.connect(database.owner_dsn)
    await owner.execute(f"ALTER ROLE {APP_ROLE} CREATEDB INHERIT PASSWORD 'changed'")
    await migrate(database.owner_dsn, secret_key=SECRET_KEY, catalogue=catalogue, report=lambda _text: None)
    assert not await owner.fetchval("SELECT rolcreatedb OR rolinherit FROM pg_roles WHERE rolname = $1", APP_ROLE)
    await (await open_connection(database.app_dsn)).close()
    await owner.close()


async def test_passwords_that_the_operator_set_are_left_alone_on_request(
    alone: TestDatabase, catalogue: Catalogue
) -> None:
    database = alone
    await migrate(
        database.owner_dsn,
        secret_key="another-key",
        catalogue=catalogue,
        report=lambda _text: None,
        set_passwords=False,
    )
    await (await open_connection(database.app_dsn)).close()
