"""What the database has: tables, keys, indexes and triggers, read from its own catalogue in a few statements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

import asyncpg


@dataclass(frozen=True, slots=True)
class ColumnState:
    type: str
    not_null: bool
    default: str | None


@dataclass(frozen=True, slots=True)
class ForeignKeyState:
    """Actions are PostgreSQL's letters: a no action, r restrict, c cascade, n set null, d set default."""

    columns: tuple[str, ...]
    target: str
    references: tuple[str, ...]
    on_delete: str
    on_update: str
    set_null: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexState:
    """`columns` has "" for an expression. `constraint`: the key this index belongs to; `kind` then is p, u or x."""

    name: str
    definition: str
    columns: tuple[str, ...]
    is_unique: bool
    method: str
    constraint: str | None
    kind: str | None
    is_opaque: bool
    """It leads (behind the account) with an expression, or a type whose operators could tell of hidden rows."""


@dataclass(slots=True)
class TableState:
    columns: dict[str, ColumnState] = field(default_factory=dict)
    checks: dict[str, str] = field(default_factory=dict)
    foreign_keys: dict[str, ForeignKeyState] = field(default_factory=dict)
    indexes: dict[str, IndexState] = field(default_factory=dict)
    triggers: set[str] = field(default_factory=set)


_COLUMNS: Final = """
SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS not_null,
       pg_get_expr(d.adbin, d.adrelid) AS default
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
ORDER BY c.relname, a.attname
"""

_CONSTRAINTS: Final = """
SELECT c.relname AS table, k.conname AS name, k.contype::text AS kind, pg_get_constraintdef(k.oid) AS definition,
       t.relname AS target, k.confdeltype::text AS on_delete, k.confupdtype::text AS on_update,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(n, o)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.o) AS columns,
       ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(n, o)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.o) AS references,
       ARRAY(SELECT a.attname::text FROM unnest(k.confdelsetcols) WITH ORDINALITY u(n, o)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.o) AS set_null
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid
LEFT JOIN pg_class t ON t.oid = k.confrelid
WHERE c.relnamespace = 'public'::regnamespace AND k.contype IN ('c', 'f') AND k.conparentid = 0
ORDER BY c.relname, k.conname
"""

_INDEXES: Final = """
SELECT c.relname AS table, ic.relname AS name, pg_get_indexdef(i.indexrelid) AS definition, i.indisunique AS is_unique,
       am.amname::text AS method, k.conname AS constraint, k.contype::text AS kind,
       ARRAY(SELECT coalesce(a.attname::text, '') FROM unnest(i.indkey::int2[]) WITH ORDINALITY u(n, o)
             LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.n
             WHERE u.o <= i.indnkeyatts ORDER BY u.o) AS columns,
       (SELECT u.n = 0 OR y.typtype = 'e' OR y.typcategory = 'A' OR y.oid IN ('jsonb'::regtype, 'numeric'::regtype)
        FROM unnest(i.indkey::int2[]) WITH ORDINALITY u(n, o)
        LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.n
        LEFT JOIN pg_type y ON y.oid = a.atttypid
        WHERE u.o <= i.indnkeyatts AND a.attname IS DISTINCT FROM 'account_id' ORDER BY u.o LIMIT 1) AS is_opaque
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_am am ON am.oid = ic.relam
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT ic.relispartition
ORDER BY c.relname, ic.relname
"""

_TRIGGERS: Final = """
SELECT c.relname AS table, g.tgname AS name FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
WHERE c.relnamespace = 'public'::regnamespace AND NOT g.tgisinternal ORDER BY c.relname, g.tgname
"""


async def read_state(connection: asyncpg.Connection) -> dict[str, TableState]:
    """Every table of the schema `public` by name."""
    tables: dict[str, TableState] = defaultdict(TableState)
    for row in await connection.fetch(_COLUMNS):
        tables[row["table"]].columns[row["column"]] = ColumnState(row["type"], row["not_null"], row["default"])
    for row in await connection.fetch(_CONSTRAINTS):
        if row["kind"] == "c":
            tables[row["table"]].checks[row["name"]] = row["definition"]
        else:
            tables[row["table"]].foreign_keys[row["name"]] = ForeignKeyState(
                tuple(row["columns"]), row["target"], tuple(row["references"]), row["on_delete"], row["on_update"],
                tuple(row["set_null"]),
            )  # fmt: skip
    for row in await connection.fetch(_INDEXES):
        tables[row["table"]].indexes[row["name"]] = IndexState(
            row["name"], row["definition"], tuple(row["columns"]), row["is_unique"], row["method"], row["constraint"],
            row["kind"], bool(row["is_opaque"]),
        )  # fmt: skip
    for row in await connection.fetch(_TRIGGERS):
        tables[row["table"]].triggers.add(row["name"])
    return dict(tables)
