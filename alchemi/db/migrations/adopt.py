"""Gives the rows of an existing LiteLLM database an account, and fills the directory from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import asyncpg

from alchemi.db.migrations.database_state import TableState
from alchemi.db.sql_text import identifier
from alchemi.tenancy.account import SYSTEM_ACCOUNT

_ACTOR: Final = "migration"
KEY_TABLES: Final = ("LiteLLM_VerificationToken", "LiteLLM_DeprecatedVerificationToken")
"""Tables that hold hashes of virtual keys, in the column `token`."""


async def filled_tables(connection: asyncpg.Connection, tables: Iterable[str]) -> set[str]:
    """Those of `tables` that hold at least one row."""
    names = list(tables)
    if not names:
        return set()
    query = " UNION ALL ".join(
        f"SELECT {position} AS position WHERE EXISTS (SELECT 1 FROM {identifier(name)})"
        for position, name in enumerate(names)
    )
    return {names[row["position"]] for row in await connection.fetch(query)}


async def ensure_account(connection: asyncpg.Connection, account_id: str, name: str) -> None:
    """Create the account's row when there is none."""
    await connection.execute(
        'INSERT INTO "Alchemi_AccountTable" (account_id, name, created_by, updated_by) VALUES ($1, $2, $3, $3)'
        " ON CONFLICT DO NOTHING",
        account_id,
        name,
        _ACTOR,
    )


async def ensure_system_account(connection: asyncpg.Connection) -> None:
    """Create the row of the platform's own account when there is none."""
    await ensure_account(connection, SYSTEM_ACCOUNT, "Platform")


async def fill_key_directory(connection: asyncpg.Connection, state: Mapping[str, TableState]) -> int:
    """Add every virtual key that the directory does not name yet. Returns how many."""
    added = 0
    for table in KEY_TABLES:
        if table not in state:
            continue
        status = await connection.execute(
            'INSERT INTO "Alchemi_KeyDirectory" (key_hash, account_id) SELECT token, account_id'
            f" FROM {identifier(table)} ON CONFLICT DO NOTHING"
        )
        added += int(status.rsplit(" ", 1)[1])
    return added
