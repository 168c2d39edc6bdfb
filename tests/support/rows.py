"""Valid rows for any table of the catalogue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import asyncpg

from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Catalogue, Column, Scope, Table
from alchemi.db.sql_text import identifier

Row = dict[str, Any]
"""Database column to value as asyncpg takes it; the account's column only where the schema declares it."""

OWN_WORDS = {
    ("Alchemi_CallReservationTable", "kind"): "QUOTA",
    ("Alchemi_AccountConnectionTable", "connection_type"): "mcp",
    ("Alchemi_ConfigModelTable", "capability"): "chat",
    ("Alchemi_PlatformModelTable", "capability"): "chat",
    ("Alchemi_GuardrailsAuditLogTable", "direction"): "input",
}
"""Of our tables, where a column knows a few words and has no default."""

_NOW = datetime(2026, 1, 2, 3, 4, 5)

_VALUES: dict[str, Any] = {
    "Int": 7,
    "BigInt": 7,
    "Float": 0.5,
    "Decimal": Decimal("0.5"),
    "Boolean": True,
    "Json": "{}",
    "Bytes": b"bytes",
}


def sample_rows(catalogue: Catalogue, seed: str) -> dict[str, Row]:
    """One row for each table, by database name, parents first. Rows of different seeds share no key."""
    rows: dict[str, Row] = {}
    for table in parents_first(catalogue):
        rows[table.db_name] = _row(table, catalogue, rows, seed)
    return rows


def parents_first(catalogue: Catalogue) -> Iterator[Table]:
    """Tables in an order in which required foreign keys can be met."""
    waiting = dict(catalogue.tables)
    while waiting:
        ready = [table for table in waiting.values() if not (_parents(table) & waiting.keys() - {table.name})]
        assert ready, f"required relations form a circle among {sorted(waiting)}"
        for table in ready:
            yield waiting.pop(table.name)


def _parents(table: Table) -> set[str]:
    return {
        relation.target
        for relation in table.relations.values()
        if relation.is_owner and all(table.columns[name].is_required for name in relation.fields)
    }


def _row(table: Table, catalogue: Catalogue, rows: dict[str, Row], seed: str) -> Row:
    row: Row = {}
    for column in table.columns.values():
        generated = column.default is not None and column.default.kind == "autoincrement"
        if column.is_required and not generated:
            row[column.db_name] = value_for(column, catalogue, seed)
        if table.is_ours and column.type == "String" and column.default and column.default.kind == "literal":
            # Ours may allow a few words alone.
            row[column.db_name] = column.default.value
        if (table.db_name, column.db_name) in OWN_WORDS:
            row[column.db_name] = OWN_WORDS[table.db_name, column.db_name]
        if table.is_ours and column.name.endswith("_end"):
            row[column.db_name] += timedelta(days=1)
    if table.scope is not Scope.ACCOUNT and ACCOUNT_COLUMN in table.columns:
        row[ACCOUNT_COLUMN] = seed
    for relation in table.relations.values():
        if relation.is_owner and relation.target in _parents(table):
            target = catalogue.tables[relation.target]
            for ours, theirs in zip(relation.fields, relation.references, strict=True):
                row[table.columns[ours].db_name] = rows[target.db_name][target.columns[theirs].db_name]
    return row


def value_for(column: Column, catalogue: Catalogue, seed: str) -> Any:
    if column.is_list:
        return []
    if column.enum is not None:
        return catalogue.enums[column.enum][0]
    if column.type == "String":
        return f"{column.name} of {seed}"
    if column.type == "DateTime":
        is_aware = column.native is not None and column.native.startswith("timestamptz")
        return _NOW.replace(tzinfo=UTC) if is_aware else _NOW
    return _VALUES[column.type]


async def insert(connection: asyncpg.Connection, table: str, row: Row) -> None:
    """Insert as the connected role, whatever account is bound."""
    columns = ", ".join(identifier(name) for name in row)
    places = ", ".join(f"${number}" for number in range(1, len(row) + 1))
    await connection.execute(f"INSERT INTO {identifier(table)} ({columns}) VALUES ({places})", *row.values())
