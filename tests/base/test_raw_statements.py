"""Every raw statement of the installed wheel is accepted by the rewriting, and by PostgreSQL on the migrated schema."""

from __future__ import annotations

import asyncpg
import pytest

from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.sql.raw import RawIndex, RawStatement, prepare_raw
from alchemi.db.sql.tokens import tokenize
from tests.support.wheel_sql import wheel_statements

INDEX = RawIndex(installed_catalogue())
CONSTANT_TEXTS = 150
"""The pin has 185; far fewer means that the extractor no longer finds them."""


def _prepared(text: str) -> tuple[RawStatement, int]:
    used = [int(token.text[1:]) for token in tokenize(text) if token.kind == "param"]
    count = max(used, default=0)
    # The types are those of the values at run time: here the server infers them, but for the one set_config.
    params: list[object] = ["1s"] if "set_config" in text else [None] * count
    statement = prepare_raw(text, params, INDEX)
    return statement, len(statement.arguments(params, "demo"))


async def _fault(connection: asyncpg.Connection, text: str) -> str | None:
    statement, count = _prepared(text)
    try:
        async with connection.transaction():
            await connection.execute(
                "SET LOCAL alchemi.account_id = 'demo'; SET LOCAL plan_cache_mode = force_generic_plan"
            )
            await connection.prepare(statement.text)
            if not statement.text.startswith(("SET", "LOCK")):
                # The planner, not the parser, matches a conflict target with a unique index.
                await connection.execute(f"PREPARE checked AS {statement.text}")
                nulls = f"({', '.join(['NULL'] * count)})" if count else ""
                await connection.execute(f"EXPLAIN EXECUTE checked{nulls}")
    except asyncpg.PostgresError as error:
        return f"{type(error).__name__}: {error}"
    finally:
        await connection.execute("DEALLOCATE ALL")
    return None


def test_the_extractor_finds_the_statements() -> None:
    texts = {statement.text for statement in wheel_statements() if statement.kind == "constant"}
    assert len(texts) >= CONSTANT_TEXTS


async def test_every_constant_statement_prepares_and_plans(database) -> None:
    connection = await asyncpg.connect(database.app_dsn, statement_cache_size=0)
    try:
        faults = {}
        seen: set[str] = set()
        for statement in wheel_statements():
            if statement.text is None or statement.text in seen:
                continue
            seen.add(statement.text)
            if fault := await _fault(connection, statement.text):
                faults[statement.where] = fault
    finally:
        await connection.close()
    assert not faults, "\n".join(f"{where}: {fault}" for where, fault in faults.items())


@pytest.mark.parametrize("account_first", [True, False])
async def test_the_check_sees_a_wrong_conflict_target(database, account_first: bool) -> None:
    target = "account_id, user_id" if account_first else "account_id, user_email"
    text = f'INSERT INTO "LiteLLM_UserTable" (user_id) VALUES ($1) ON CONFLICT ({target}) DO UPDATE SET spend = 0'
    connection = await asyncpg.connect(database.app_dsn, statement_cache_size=0)
    try:
        fault = await _fault(connection, text)
    finally:
        await connection.close()
    assert (fault is None) is account_first
