"""Applies one migration file: all of it and its record, or nothing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import asyncpg

from alchemi.db.migrations.files import MigrationFile, record
from alchemi.db.migrations.statements import (
    changes_rows,
    changes_rows_and_shape,
    concurrent_index,
    not_concurrent,
    rewrite,
    split,
    written_table,
)
from alchemi.db.roles import APP_ROLE, PLATFORM_ROLE
from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Catalogue, Scope
from alchemi.db.sql_text import identifier, text_literal
from alchemi.errors import MigrationError

_IN_THE_WAY: Final = (asyncpg.DependentObjectsStillExistError, asyncpg.FeatureNotSupportedError)
_SHOWN_CHARACTERS: Final = 300


async def existing_scoped_tables(connection: asyncpg.Connection, catalogue: Catalogue) -> set[str]:
    """Accounts' tables that have their account column by now."""
    rows = await connection.fetch(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = $1"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')",
        ACCOUNT_COLUMN,
    )
    names = {table.db_name for table in catalogue.scoped()}
    return names & {row["relname"] for row in rows}


class FileRunner:
    """Applies files to one database.

    `is_scoped`: its tables are account-scoped, so the wheel's text is rewritten and backfills run for each account.
    `secure` brings tables that came with earlier statements under row level security, inside the current transaction.
    """

    def __init__(
        self,
        connection: asyncpg.Connection,
        catalogue: Catalogue,
        *,
        drop_views: Sequence[str],
        secure: Callable[[], Awaitable[None]],
        is_scoped: bool,
        is_ours: bool = False,
    ) -> None:
        self._connection = connection
        self._catalogue = catalogue
        self._drop_views = drop_views
        self._secure = secure
        self._is_scoped = is_scoped
        self._is_ours = is_ours
        self.notices: list[str] = []

    async def apply(self, file: MigrationFile) -> None:
        """Apply `file` and record it.

        Raises:
            MigrationError: a statement failed; the message names file and statement.
        """
        statements = split(file.sql)
        if len(statements) == 1 and await self._apply_concurrently(file, statements[0]):
            return
        try:
            await self._apply_once(file, statements, ())
        except _ViewInTheWayError:
            # Our views stand on the wheel's tables; the end of the run makes them again.
            await self._apply_once(file, statements, self._drop_views)

    async def _apply_once(self, file: MigrationFile, statements: Sequence[str], before: Sequence[str]) -> None:
        async with self._connection.transaction():
            for statement in before:
                await self._connection.execute(statement)
            for position, statement in enumerate(statements, 1):
                try:
                    await self._run(file, statement)
                except asyncpg.DeadlockDetectedError:
                    raise
                except asyncpg.PostgresError as error:
                    if isinstance(error, _IN_THE_WAY) and not before:
                        raise _ViewInTheWayError from error
                    raise _failure(file, position, len(statements), statement, error) from error
            await record(self._connection, file)

    async def _run(self, file: MigrationFile, statement: str) -> None:
        if not self._is_scoped:
            await self._connection.execute(not_concurrent(statement))
            return
        if changes_rows(statement):
            await self._backfill(statement)
            return
        if changes_rows_and_shape(statement):
            self.notices.append(f"A block of {file.name} changes rows and shape at once; it ran for all accounts.")
        text = statement if self._is_ours else await self._rewritten(statement)
        if text is not None:
            await self._connection.execute(not_concurrent(text))

    async def _rewritten(self, statement: str) -> str | None:
        return rewrite(statement, await existing_scoped_tables(self._connection, self._catalogue))

    async def _backfill(self, statement: str) -> None:
        """Run a change of rows as the role that may make it: for an account's table once bound to each account.

        As the owner it would mix accounts (a superuser passes row level security) or change nothing (others do not).
        """
        await self._secure()
        table = self._catalogue.by_db_name().get(written_table(statement) or "")
        text = statement if self._is_ours else await self._rewritten(statement)
        await self._become(PLATFORM_ROLE)
        if table is not None and table.scope is not Scope.ACCOUNT:
            await self._connection.execute(text or "")
        else:
            rows = await self._connection.fetch('SELECT account_id FROM "Alchemi_AccountTable" ORDER BY 1')
            await self._connection.execute("RESET ROLE")
            await self._become(APP_ROLE)
            for row in rows:
                await self._connection.execute(f"SET LOCAL alchemi.account_id = {text_literal(row['account_id'])}")
                await self._connection.execute(text or "")
            await self._connection.execute("SET LOCAL alchemi.account_id = ''")
        await self._connection.execute("RESET ROLE")

    async def _become(self, role: str) -> None:
        is_16 = self._connection.get_server_version().major >= 16
        may = await self._connection.fetchval(
            "SELECT pg_has_role(current_user, $1, $2)", role, "SET" if is_16 else "MEMBER"
        )
        if not may:
            options = " WITH INHERIT FALSE, SET TRUE" if is_16 else ""
            await self._connection.execute(f"GRANT {role} TO CURRENT_USER{options}")
        await self._connection.execute(f"SET LOCAL ROLE {role}")

    async def _apply_concurrently(self, file: MigrationFile, statement: str) -> bool:
        """Build the file's one index without blocking writers. False: the table is empty or missing."""
        names = concurrent_index(statement)
        if names is None or self._connection.is_in_transaction():
            return False
        index, table = names
        if not await self._connection.fetchval("SELECT to_regclass($1) IS NOT NULL", f"public.{identifier(table)}"):
            return False
        if not await self._connection.fetchval(f"SELECT EXISTS (SELECT 1 FROM {identifier(table)})"):
            return False
        scoped = await existing_scoped_tables(self._connection, self._catalogue) if self._is_scoped else set()
        text = rewrite(statement, scoped) if self._is_scoped else statement
        try:
            # An interrupted build leaves an index that is never used and that IF NOT EXISTS takes for done.
            if await self._connection.fetchval(
                "SELECT NOT indisvalid FROM pg_index WHERE indexrelid = to_regclass($1)", f"public.{identifier(index)}"
            ):
                await self._connection.execute(f"DROP INDEX CONCURRENTLY {identifier(index)}")
            await self._connection.execute(text or "")
        except asyncpg.PostgresError as error:
            raise _failure(file, 1, 1, statement, error) from error
        await record(self._connection, file)
        return True


class _ViewInTheWayError(Exception):
    """A statement needs our views gone."""


def _failure(
    file: MigrationFile, position: int, count: int, statement: str, error: asyncpg.PostgresError
) -> MigrationError:
    shown = " ".join(statement.split())[:_SHOWN_CHARACTERS]
    return MigrationError(
        f"{file.name}, statement {position} of {count}: {error}. Nothing of this file was kept. Statement: {shown}"
    )
