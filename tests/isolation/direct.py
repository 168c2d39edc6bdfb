"""Attacks below HTTP: every call of the database client bound to A, and the application's own role with plain SQL."""

from __future__ import annotations

from typing import Any

import asyncpg

from alchemi.config.keys import RootKeys
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Catalogue, Scope, Table
from alchemi.db.sql_text import identifier
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.tenancy.context import acting_for
from tests.isolation.canaries import ACCOUNTS, Scanner
from tests.isolation.findings import Results
from tests.isolation.foreign_changes import ForeignChanges
from tests.isolation.process import SECRET_KEY
from tests.isolation.seeding import seeded_rows


def _scan(scanner: Scanner, results: Results, phase: str, where: str, value: object) -> None:
    for word in scanner.find(repr(value).encode()):
        results.add("leak", phase, where, scanner.explain(word))


async def engine(
    catalogue: Catalogue, scanner: Scanner, changes: ForeignChanges, results: Results, app_dsn: str
) -> None:
    """Each method of each table, with B's values as filter, and without any."""
    database = Database(app_dsn, catalogue, PoolOptions(size=2), roots=RootKeys.of(SECRET_KEY))
    client = TenantScopedPrismaClient.bound_to(database)()
    theirs = seeded_rows(catalogue, "b")
    with acting_for(ACCOUNTS["a"]):
        await client.connect()
        for table in catalogue.tables.values():
            if table.scope is Scope.ACCOUNT:
                await _table(client, table, theirs[table.db_name][0], scanner, results)
                for written in await changes.since_last_asked():
                    results.add("change", "engine", table.name, str(written))
        await client.disconnect()
    await database.close()


async def _table(client: Any, table: Table, theirs: dict[str, Any], scanner: Scanner, results: Results) -> None:
    actions = getattr(client, table.accessor)
    key = {name: theirs[table.columns[name].db_name] for name in table.primary_key.fields if name in theirs}
    for where in ({}, key):
        found = [await actions.find_many(where=where), await actions.find_first(where=where)]
        results.count("engine", len(found[0]))
        _scan(scanner, results, "engine", f"{table.name}.find_many", [repr(row) for row in found])
    if key and await actions.count(where=key):
        rows = await actions.find_many(where=key)
        _scan(scanner, results, "engine", f"{table.name}.count", [repr(row) for row in rows])
    if key:
        await actions.delete_many(where=key)
    rows = await client.query_raw(f"SELECT * FROM {identifier(table.db_name)}")
    _scan(scanner, results, "engine", f"{table.name}.query_raw", rows)


async def role(catalogue: Catalogue, scanner: Scanner, changes: ForeignChanges, results: Results, dsn: str) -> None:
    """What row level security alone holds: the application's role bound to A, then to nobody; nothing is kept."""
    connection = await asyncpg.connect(dsn)
    try:
        for bound in (ACCOUNTS["a"], None):
            transaction = connection.transaction()
            await transaction.start()
            if bound is not None:
                await connection.execute(f"SET LOCAL alchemi.account_id = '{bound}'")
            for table in catalogue.tables.values():
                await _statements(connection, table, bound, scanner, results)
            await transaction.rollback()
    finally:
        await connection.close()
    for written in await changes.since_last_asked():
        results.add("change", "role", "SQL", str(written))


async def _statements(
    connection: asyncpg.Connection, table: Table, bound: str | None, scanner: Scanner, results: Results
) -> None:
    name = identifier(table.db_name)
    try:
        async with connection.transaction():
            # As text: the driver looks up other types with a function that this role may not call.
            rows = await connection.fetch(f"SELECT to_jsonb(t)::text FROM {name} t")
    except asyncpg.InsufficientPrivilegeError:
        if table.scope is not Scope.PLATFORM:
            raise
        rows = []  # the operator's own tables are closed to it altogether
    results.count("role", len(rows))
    if bound is None and rows:
        results.add("leak", "role", table.db_name, f"{len(rows)} rows are visible with no account bound")
    _scan(scanner, results, "role", table.db_name, [row[0] for row in rows])
    for verb in (f"DELETE FROM {name}", f"UPDATE {name} SET {ACCOUNT_COLUMN} = {ACCOUNT_COLUMN}"):
        try:
            async with connection.transaction():
                done = await connection.execute(f"{verb} WHERE {ACCOUNT_COLUMN} <> $1", bound or "")
        except asyncpg.PostgresError:
            continue
        if not done.endswith(" 0"):
            results.add("change", "role", table.db_name, f"{verb}: {done}")
