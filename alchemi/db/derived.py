"""Rows that follow from other rows, kept in the same transaction: what a trigger would do on a database without them.

The key directory says which account a virtual key belongs to. It follows the account's keys: every hash that the key table
or the table of keys in their grace period holds, and no other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.schema.catalogue import Table
from alchemi.db.sql.statement import Statement

KEY_TABLES: Final[Mapping[str, str]] = {
    "LiteLLM_VerificationToken": "token",
    "LiteLLM_DeprecatedVerificationToken": "token",
}
_DIRECTORY: Final = '"Alchemi_KeyDirectory"'
_FORGET: Final = f"DELETE FROM {_DIRECTORY} d WHERE d.account_id = $1" + "".join(
    f' AND NOT EXISTS (SELECT 1 FROM "{table}" k WHERE k.account_id = $1 AND k."{column}" = d.key_hash)'
    for table, column in KEY_TABLES.items()
)
_REMEMBER: Final = (
    f"INSERT INTO {_DIRECTORY} (key_hash, account_id)"
    + " UNION ".join(
        f' SELECT k."{column}", k.account_id FROM "{table}" k WHERE k.account_id = $1'
        for table, column in KEY_TABLES.items()
    )
    + f" EXCEPT SELECT d.key_hash, d.account_id FROM {_DIRECTORY} d WHERE d.account_id = $1"
)
_SETS_TOKEN: Final = re.compile(r'\bset\b.*?"?\btoken"?\s*=', re.IGNORECASE | re.DOTALL)


async def rows_written(
    unit: Unit, table: Table, method: str, rows: list[Row] | None, fields: Iterable[str] | None = None
) -> None:
    """Tell that `method` wrote `table`; `rows` when they are known, `fields` when only these changed.

    Raises:
        asyncpg.UniqueViolationError: a key of this hash exists already, in whichever account.
    """
    column = KEY_TABLES.get(table.name)
    if column is None or unit.account is None or (fields is not None and column not in fields):
        return
    if method == "create" and rows is not None:
        text = f"INSERT INTO {_DIRECTORY} (key_hash, account_id) VALUES ($2, $1) ON CONFLICT (key_hash) DO UPDATE SET"
        # An own entry may stay (a key in its grace period); row security refuses to touch another account's.
        text += " account_id = $1"
        for row in rows:
            await unit.execute(Statement(text, [unit.account, row[column]]))
        return
    await follow_keys(unit)


async def raw_written(unit: Unit, tables: Iterable[str], text: str) -> None:
    """Tell that raw SQL wrote `tables`."""
    if unit.account is None or KEY_TABLES.keys().isdisjoint(tables):
        return
    if text.lstrip()[:6].lower() == "update" and not _SETS_TOKEN.search(text):
        return
    await follow_keys(unit)


async def follow_keys(unit: Unit) -> None:
    """Make the directory hold exactly the account's keys."""
    await unit.execute(Statement(_FORGET, [unit.account]))
    await unit.execute(Statement(_REMEMBER, [unit.account]))
