"""The views that the wheel creates for itself at boot, which the gateway's roles may not create."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Final

import asyncpg

from alchemi.db.migrations.database_state import TableState
from alchemi.db.sql_text import identifier, text_literal

_QUOTED: Final = re.compile(r'"(\w+)"')
_MARK: Final = "alchemi:"


async def plan_views(
    connection: asyncpg.Connection, state: Mapping[str, TableState], views: Mapping[str, str]
) -> list[str]:
    """Statements that make the views what they must be; none when they are.

    A view that names all columns of a table by `*` keeps those it had when made, so a mark in its comment says from
    which query and columns it was made.
    """
    rows = await connection.fetch(
        "SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS mark,"
        " coalesce('security_invoker=true' = ANY (c.reloptions), false) AS is_invoker"
        " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'v'"
    )
    existing = {row["name"]: row["mark"] if row["is_invoker"] else None for row in rows}
    statements: list[str] = []
    for name, query in views.items():
        mark = _MARK + _fingerprint(query, state)
        if existing.get(name) == mark:
            continue
        view = identifier(name)
        if name in existing:
            statements.append(f"DROP VIEW {view}")
        statements.append(f"CREATE VIEW {view} WITH (security_invoker = true) AS {query}")
        statements.append(f"COMMENT ON VIEW {view} IS {text_literal(mark)}")
    return statements


def _fingerprint(query: str, state: Mapping[str, TableState]) -> str:
    tables = sorted(name for name in set(_QUOTED.findall(query)) if name in state)
    columns = [f"{table}.{column}" for table in tables for column in sorted(state[table].columns)]
    return hashlib.sha256("\n".join([query, *columns]).encode()).hexdigest()


def drop_views(views: Iterable[str]) -> list[str]:
    """Statements that remove the views, for a change that they stand in the way of."""
    return [f"DROP VIEW IF EXISTS {identifier(name)}" for name in views]
