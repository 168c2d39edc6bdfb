"""Fills every table for every account: B first and richly, A plainly, so that A's requests work."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import asyncpg

from alchemi.config.keys import RootKeys
from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Catalogue, Column, Scope, Table
from alchemi.db.secrets import wrap_key
from alchemi.tenancy.account import AccountId
from tests.isolation.canaries import ACCOUNTS, NUMBER, content, key_hash, object_id
from tests.isolation.ownership import ownership
from tests.isolation.process import SECRET_KEY
from tests.support.rows import OWN_WORDS, Row, insert

ROWS: Final = (1, 2)
FILLED: Final = ("b", "a")

_STRUCTURED: Final = ("LiteLLM_Lens", "LiteLLM_ShadowEval", "LiteLLM_AutoRouterBaseline")
"""Their documents have a form that plain rows do not: A has none, so that its listings answer."""

_DATA_KEYS: Final = "Alchemi_DataKey"

_CEILINGS: Final = frozenset({"allocated", "limit_amount", "included"})
"""So high that no call of the run is refused for it."""

_OWN_NOW: Final = datetime(2026, 1, 2, 3, 4, 5)
_FOREIGN_NOW: Final = datetime(2031, 2, 3, 4, 5, 6)

_WORDS: Final[dict[str, Any]] = {
    "status": "active",
    "approval_status": "active",
    "budget_duration": "30d",
    "window_duration": "30d",
    "rotation_interval": "30d",
    "transport": "sse",
    "environment": "production",
    "user_role": "internal_user",
    "auth_type": "none",
    "custom_llm_provider": "openai",
    "budget_limits": None,
    "env_vars": None,
    "manifest_json": "{}",
    "version_status": "draft",
    "scope": "global",
    "kind": "user",
    "role": "user",
    "object_permission_id": None,
    "expires": None,
    "url": None,
    "allowed_routes": [],
    "key_type": None,
    "oauth2_flow": None,
}
"""Columns whose values the wheel parses: the same in each account."""


def seeded_rows(catalogue: Catalogue, letter: str) -> dict[str, list[Row]]:
    """The rows of one account, by table."""
    return {
        table.db_name: [_row(table, catalogue, letter, number) for number in ROWS]
        for table in catalogue.tables.values()
        if table.scope is Scope.ACCOUNT and not (letter == "a" and table.db_name.startswith(_STRUCTURED))
    }


async def seed(connection: asyncpg.Connection, catalogue: Catalogue, letters: tuple[str, ...] = FILLED) -> None:
    """Insert accounts and rows as the superuser; rows that are there already stay."""
    for number, (letter, account) in enumerate(ACCOUNTS.items()):
        # The account that a process serves alone is the oldest one.
        await connection.execute(
            'INSERT INTO "Alchemi_AccountTable" (account_id, name, status, created_by, updated_by, created_at)'
            " VALUES ($1, $2, 'active', 'test', 'test', $3) ON CONFLICT DO NOTHING",
            account,
            "Alder" if letter == "a" else content(letter, "Alchemi_AccountTable", "name", 1),
            datetime(2026, 1, 1 + number, tzinfo=UTC),
        )
    # Foreign keys are satisfied by construction, in no particular order.
    await connection.execute("SET session_replication_role = replica")
    for letter in letters:
        await connection.execute(f"SET alchemi.account_id = '{ACCOUNTS[letter]}'")
        for table, rows in seeded_rows(catalogue, letter).items():
            for row in _data_keys(rows, letter) if table == _DATA_KEYS else rows:
                await _insert_missing(connection, table, {ACCOUNT_COLUMN: ACCOUNTS[letter], **row})
        for row_number in ROWS:
            await _insert_missing(
                connection,
                "Alchemi_KeyDirectory",
                {"key_hash": key_hash(letter, row_number), ACCOUNT_COLUMN: ACCOUNTS[letter]},
            )
    await connection.execute("RESET session_replication_role")
    await connection.execute("RESET alchemi.account_id")


def _data_keys(rows: list[Row], letter: str) -> list[Row]:
    """Keys that open, the first one active: with others the application refuses to store or read the account's secrets."""
    roots, account = RootKeys.of(SECRET_KEY), AccountId(ACCOUNTS[letter])
    made = []
    for number, row in enumerate(rows):
        wrapped = wrap_key(roots, account, row["key_id"], bytes(32))
        retired_at = datetime(2026, 1, 1, tzinfo=UTC) if number else None
        made.append({**row, "wrapped_key": wrapped, "root_key_id": roots.current.id, "retired_at": retired_at})
    return made


async def _insert_missing(connection: asyncpg.Connection, table: str, row: Row) -> None:
    try:
        await insert(connection, table, row)
    except asyncpg.UniqueViolationError:
        return


def _row(table: Table, catalogue: Catalogue, letter: str, number: int) -> Row:
    row: Row = {}
    for column in table.columns.values():
        if column.default is not None and column.default.kind == "autoincrement":
            continue
        value = _value(table, column, catalogue, letter, number)
        if value is not None:
            row[column.db_name] = value
    for relation in table.relations.values():
        if relation.is_owner:
            target = catalogue.tables[relation.target]
            for ours, theirs in zip(relation.fields, relation.references, strict=True):
                name = table.columns[ours].db_name
                if name in row and table.columns[ours].type == "String":
                    row[name] = _text(target, target.columns[theirs], letter, number)
    return row


_SEEDED_WORDS = {
    **OWN_WORDS,
    # Here every row has the user that it names.
    ("Alchemi_IntegrationConnectionTable", "connection_level"): "USER",
    # Sent already: the outbox does what each account has left to do, as that account.
    ("Alchemi_EmailDeliveryTable", "status"): "SENT",
    # The database says what it is.
    ("Alchemi_AccountMembershipTable", "state"): None,
}


def _value(table: Table, column: Column, catalogue: Catalogue, letter: str, number: int) -> Any:
    is_foreign = letter != "a"
    if (table.db_name, column.db_name) in _SEEDED_WORDS:
        return _SEEDED_WORDS[table.db_name, column.db_name]
    if table.is_ours and column.name in _CEILINGS:
        return Decimal(1_000_000)
    if table.is_ours and column.type == "String" and column.default and column.default.kind == "literal":
        # Ours may allow a few words alone.
        return column.default.value
    if column.db_name in _WORDS and column.enum is None and not _is_key(table, column):
        return _WORDS[column.db_name]
    if column.is_list:
        return [_text(table, column, letter, number)] if column.type == "String" and is_foreign else []
    if not is_foreign and _may_be_left_out(table, column):
        return None
    if column.enum is not None:
        return catalogue.enums[column.enum][0]
    if column.type == "String":
        return _text(table, column, letter, number)
    if column.type == "Json":
        return _json(table, column, letter, number)
    return _plain(column, content(letter, table.db_name, column.db_name, number), is_foreign=is_foreign)


def _plain(column: Column, word: str, *, is_foreign: bool) -> Any:
    match column.type:
        case "DateTime":
            now = _FOREIGN_NOW if is_foreign else _OWN_NOW
            if column.name.endswith("_end"):
                # Of a period: after its start, and told as the same time.
                now += timedelta(milliseconds=1)
            is_aware = column.native is not None and column.native.startswith("timestamptz")
            return (now.replace(tzinfo=UTC) if is_aware else now) if column.is_required else None
        case "Boolean":
            return False if column.is_required else None
        case "Bytes":
            return word.encode()
        case "Decimal":
            return Decimal(NUMBER) if is_foreign else Decimal("0.25")
        case "Float":
            return float(NUMBER) if is_foreign else (0.25 if "spend" in column.db_name else 1000.0)
    return NUMBER if is_foreign else 7


def _may_be_left_out(table: Table, column: Column) -> bool:
    if (table.db_name, column.db_name) == ("LiteLLM_ProxyModelTable", "model_info"):
        # The wheel does not start with a model that has none.
        return False
    if column.type == "String":
        return not column.is_required and ownership().in_column(table.db_name, column.db_name) is None
    return column.type == "Json" and (not column.is_required or column.default is not None)


def _is_key(table: Table, column: Column) -> bool:
    return any(column.name in key.fields for key in table.unique_keys())


def _text(table: Table, column: Column, letter: str, number: int) -> str:
    kind = ownership().in_column(table.db_name, column.db_name)
    if kind is not None:
        return object_id(letter, kind, number)
    if _is_key(table, column):
        return object_id(letter, f"{table.db_name}.{column.db_name}", number)
    if column.db_name == "date":
        return "2026-01-02" if letter == "a" else "2031-02-03"
    return content(letter, table.db_name, column.db_name, number)


def _json(table: Table, column: Column, letter: str, number: int) -> str:
    word = content(letter, table.db_name, column.db_name, number)
    if (table.db_name, column.db_name) == ("LiteLLM_ProxyModelTable", "litellm_params"):
        return json.dumps({"model": "openai/x" if letter == "a" else f"openai/{word}", "api_key": word})
    is_list = column.default is not None and "[" in str(column.default.value)
    if letter == "a":
        return "[]" if is_list else "{}"
    return json.dumps([word] if is_list else {"word": word})


def origins(catalogue: Catalogue) -> dict[str, str]:
    """Where each foreign word was put, for the texts of findings."""
    found: dict[str, str] = {}
    for letter in ("b", "c"):
        for table in catalogue.tables.values():
            for column in table.columns.values():
                for number in ROWS:
                    where = f"{letter.upper()}: {table.db_name}.{column.db_name}, row {number}"
                    found.setdefault(content(letter, table.db_name, column.db_name, number), where)
        for kind in ownership().kinds():
            for number in ROWS:
                found[object_id(letter, kind, number).lower()] = f"{letter.upper()}: id of a {kind}, row {number}"
    return found
