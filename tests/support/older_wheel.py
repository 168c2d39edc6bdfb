"""Databases as an older release of the wheel left them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import asyncpg

from alchemi.db.migrations.database_state import TableState, read_state
from alchemi.db.migrations.files import MigrationFile, MigrationFiles, ensure_record, our_files, record, wheel_files
from alchemi.db.schema.catalogue import Catalogue, Column, Key, ReferentialAction, Relation, Scope, Table
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.sql_text import identifier
from tests.support.rows import Row, insert, sample_rows

_ACTIONS: dict[str, ReferentialAction] = {
    "a": "NoAction", "r": "Restrict", "c": "Cascade", "n": "SetNull", "d": "SetDefault",
}  # fmt: skip


def files_until(count: int) -> MigrationFiles:
    """The wheel's first `count` files, all of ours, and a view of every column of the virtual keys."""
    views = {"LiteLLM_VerificationTokenView": 'SELECT v.* FROM "LiteLLM_VerificationToken" v'}
    return MigrationFiles(tuple(wheel_files()[:count]), tuple(our_files()), views)


def position_of(name: str) -> int:
    """How many of the wheel's files come before the one called `name`."""
    return [file.name for file in wheel_files()].index(name)


async def apply_as_the_wheel_does(dsn: str, count: int | None = None) -> None:
    """Apply the wheel's first files as its own migration command does: each as one text, then recorded."""
    connection = await asyncpg.connect(dsn)
    try:
        await ensure_record(connection)
        for file in wheel_files()[:count]:
            await _apply(connection, file)
    finally:
        await connection.close()


async def _apply(connection: asyncpg.Connection, file: MigrationFile) -> None:
    await connection.execute(file.sql)
    await record(connection, file)


async def catalogue_of(dsn: str) -> Catalogue:
    """The catalogue that a release with exactly these tables would have had, ours added."""
    connection = await asyncpg.connect(dsn)
    try:
        state = await read_state(connection)
    finally:
        await connection.close()
    tables = {name: _table(name, found) for name, found in state.items() if name.startswith("LiteLLM_")}
    ours = {name: table for name, table in installed_catalogue().tables.items() if table.is_ours}
    return Catalogue({**tables, **ours})


def _table(name: str, found: TableState) -> Table:
    key = next(index.columns for index in found.indexes.values() if index.kind == "p")
    relations = {
        constraint: Relation(
            constraint, foreign.target, False, False, True, foreign.columns, foreign.references,
            _ACTIONS[foreign.on_delete], constraint,
        )
        for constraint, foreign in found.foreign_keys.items()
    }  # fmt: skip
    columns = {column: Column(column, column, "String") for column in found.columns}
    return Table(name, name, Scope.ACCOUNT, columns, relations, Key("_".join(key), key))


async def minimal_row(connection: asyncpg.Connection, table: str, **given: Any) -> Row:
    """A row with a value for every column that needs one."""
    row: Row = dict(given)
    for name, column in (await read_state(connection))[table].columns.items():
        if column.not_null and column.default is None and name not in row:
            row[name] = _value(column.type, name)
    return row


def _value(sql_type: str, name: str) -> Any:
    if sql_type.endswith("[]"):
        return []
    if sql_type.startswith("timestamp"):
        return datetime(2026, 1, 2)
    return {"text": name, "jsonb": "{}", "boolean": False, "integer": 1, "bigint": 1, "double precision": 0.5}[sql_type]


async def insert_for(connection: asyncpg.Connection, account: str | None, table: str, row: Row) -> None:
    """Insert as the connected role, for `account` when the tables have one already."""
    values = dict(row) if account is None else {**row, "account_id": account}
    columns = ", ".join(identifier(name) for name in values)
    places = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    await connection.execute(f"INSERT INTO {identifier(table)} ({columns}) VALUES ({places})", *values.values())


async def fill_as_the_wheel_left_it(dsn: str, catalogue: Catalogue) -> None:
    """One row in each of the wheel's tables, with two virtual keys, in a database without accounts."""
    connection = await asyncpg.connect(dsn)
    try:
        for table, row in sample_rows(catalogue, "old").items():
            if table.startswith("LiteLLM_"):
                given = {"token": "an old hash"} if table == "LiteLLM_DeprecatedVerificationToken" else {}
                await insert(connection, table, {**row, **given})
    finally:
        await connection.close()
