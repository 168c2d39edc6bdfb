"""Runs a migration from start to end under one advisory lock, and says whether one is needed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import asyncpg

from alchemi.db import row_level_security as security
from alchemi.db.migrations import adopt
from alchemi.db.migrations.apply import FileRunner, existing_scoped_tables
from alchemi.db.migrations.database_state import read_state
from alchemi.db.migrations.files import MigrationFiles, applied_names, ensure_record, installed_files
from alchemi.db.migrations.tenantize import Plan, plan_tenantize, tables_without_account
from alchemi.db.migrations.views import drop_views, plan_views
from alchemi.db.roles import ensure_roles
from alchemi.db.schema.catalogue import Catalogue, Scope
from alchemi.db.sql_text import identifier
from alchemi.errors import MigrationError
from alchemi.tenancy.account import parse_account_id

ADVISORY_LOCK: Final = 72707369
"""The lock that `prisma migrate deploy` takes, so that the two never run at once."""

_LOCK_TIMEOUT_S: Final = 600.0
_LOCK_POLL_S: Final = 0.2
_CONNECT_TIMEOUT_S: Final = 20.0
_DEADLOCK_ATTEMPTS: Final = 3


@dataclass(slots=True)
class MigrationReport:
    """What a run did. `statements`: those of the tenantize step, the policies, grants and views; also of a dry run."""

    was_current: bool = False
    wheel_files: list[str] = field(default_factory=list)
    our_files: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    adopted_tables: list[str] = field(default_factory=list)
    adopted_keys: int = 0
    notices: list[str] = field(default_factory=list)
    duration_s: float = 0.0


async def migrate(
    owner_dsn: str,
    *,
    secret_key: str,
    catalogue: Catalogue,
    adopt_into: str | None = None,
    report: Callable[[str], None],
    dry_run: bool = False,
    set_passwords: bool = True,
    files: MigrationFiles | None = None,
) -> MigrationReport:
    """Bring the database to the installed wheel's schema and ours. Safe to repeat, from several pods at once.

    `adopt_into` names the account that takes the rows of a database that plain LiteLLM filled. With `set_passwords`
    false, roles that exist keep theirs. `files` are the installed ones unless given.

    Raises:
        MigrationError: a statement failed (nothing of its file was kept), or rows exist and `adopt_into` is None.
        ValueError: `adopt_into` is no valid account id.
    """
    account = parse_account_id(adopt_into) if adopt_into is not None else None
    began = time.monotonic()
    connection = await asyncpg.connect(owner_dsn, timeout=_CONNECT_TIMEOUT_S, statement_cache_size=0)
    try:
        async with _locked(connection, report):
            # A search path of the role or database must not decide where tables land.
            await connection.execute("SET search_path = public, pg_catalog")
            await connection.execute("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0")
            run = _Run(connection, catalogue, files or installed_files(), account, report)
            if dry_run:
                await run.look()
            else:
                await run.carry_out(secret_key, set_passwords)
    finally:
        await connection.close()
    run.result.duration_s = time.monotonic() - began
    return run.result


async def is_current(connection: asyncpg.Connection, catalogue: Catalogue, files: MigrationFiles | None = None) -> bool:
    """True when a migration would change nothing. The owner may ask, and the platform role."""
    return not await pending(connection, catalogue, files)


async def pending(
    connection: asyncpg.Connection, catalogue: Catalogue, files: MigrationFiles | None = None
) -> list[str]:
    """What a migration would do: file names, then statements. Empty when the database is current."""
    done = await applied_names(connection)
    known = files or installed_files()
    names = [file.name for file in (*known.wheel, *known.ours) if file.name not in done]
    state = await read_state(connection)
    plan = plan_tenantize(state, catalogue, filled=(), adopt_into=None)
    statements = plan.statements()
    statements += security.plan_security(await security.read_security(connection), catalogue)
    statements += await plan_views(connection, state, known.views)
    return names + statements


@asynccontextmanager
async def _locked(connection: asyncpg.Connection, report: Callable[[str], None]) -> AsyncIterator[None]:
    """Hold the advisory lock. Polled: a session that waits inside a statement would block CREATE INDEX CONCURRENTLY.

    Raises:
        MigrationError: another process held it for ten minutes.
    """
    deadline = time.monotonic() + _LOCK_TIMEOUT_S
    waited = False
    while not await connection.fetchval("SELECT pg_try_advisory_lock($1)", ADVISORY_LOCK):
        if not waited:
            report("Another process migrates this database; waiting for it.")
            waited = True
        if time.monotonic() > deadline:
            raise MigrationError("Another process has held the migration lock for ten minutes; see what it does.")
        await asyncio.sleep(_LOCK_POLL_S)
    try:
        yield
    finally:
        if not connection.is_closed():
            await connection.execute(f"SELECT pg_advisory_unlock({ADVISORY_LOCK})")


class _Run:
    """One migration on one connection that holds the lock."""

    def __init__(
        self,
        connection: asyncpg.Connection,
        catalogue: Catalogue,
        files: MigrationFiles,
        account: str | None,
        report: Callable[[str], None],
    ) -> None:
        self.connection = connection
        self.catalogue = catalogue
        self.files = files
        self.account = account
        self.report = report
        self.result = MigrationReport()

    async def look(self) -> None:
        """Fill the result with what would be done."""
        done = await applied_names(self.connection)
        self.result.wheel_files = [file.name for file in self.files.wheel if file.name not in done]
        self.result.our_files = [file.name for file in self.files.ours if file.name not in done]
        names = {*self.result.wheel_files, *self.result.our_files}
        self.result.statements = [
            item for item in await pending(self.connection, self.catalogue, self.files) if item not in names
        ]
        self.result.was_current = not (names or self.result.statements)

    async def carry_out(self, secret_key: str, set_passwords: bool) -> None:
        self.result.notices += await ensure_roles(self.connection, secret_key=secret_key, set_passwords=set_passwords)
        self.result.notices += await security.close_functions(self.connection)
        if await self._is_current():
            self.result.was_current = True
            self.report("The database is current.")
        else:
            await self._apply_wheel_files()
            await self._finish()
        for notice in self.result.notices:
            self.report(notice)

    async def _is_current(self) -> bool:
        return await is_current(self.connection, self.catalogue, self.files) and not await security.plan_surroundings(
            self.connection
        )

    async def _apply_wheel_files(self) -> None:
        await ensure_record(self.connection)
        done = await applied_names(self.connection)
        missing = [file for file in self.files.wheel if file.name not in done]
        if not missing:
            return
        await self._refuse_unrecorded_tables(done)
        await self._refuse_unadopted_rows()
        scoped = await existing_scoped_tables(self.connection, self.catalogue)
        runner = self._file_runner(is_scoped=bool(scoped))
        self.report(f"Applying {len(missing)} migration files of the installed litellm wheel.")
        for position, file in enumerate(missing, 1):
            await runner.apply(file)
            self.result.wheel_files.append(file.name)
            if position % 25 == 0 or position == len(missing):
                self.report(f"Applied {position} of {len(missing)} files.")
        self.result.notices += runner.notices

    async def _refuse_unrecorded_tables(self, done: set[str]) -> None:
        if done:
            return
        if await self.connection.fetchval("SELECT to_regclass('public.\"LiteLLM_VerificationToken\"') IS NOT NULL"):
            raise MigrationError(
                "The database has LiteLLM's tables and no record of migrations (_prisma_migrations is empty). "
                "Record those it has with `prisma migrate resolve --applied`, or migrate it with plain LiteLLM once."
            )

    async def _refuse_unadopted_rows(self) -> None:
        """Before anything is changed, so that a forgotten option costs nothing."""
        if self.account is not None:
            return
        names = list(tables_without_account(await read_state(self.connection), self.catalogue))
        filled = await adopt.filled_tables(self.connection, names)
        if filled:
            raise _unadopted(filled)

    async def _finish(self) -> None:
        """Tenantize, our files, policies, grants and views: in one transaction, repeated when it loses a deadlock."""
        for attempt in range(_DEADLOCK_ATTEMPTS):
            try:
                async with self.connection.transaction():
                    await self._finish_once()
            except asyncpg.DeadlockDetectedError:
                if attempt == _DEADLOCK_ATTEMPTS - 1:
                    raise
                self.report("Lost a deadlock against running work; trying again.")
                await asyncio.sleep(0.5 * (attempt + 1))
            else:
                return

    async def _finish_once(self) -> None:
        self.report("Making every table account-scoped.")
        await self._tenantize()
        applied = await self._apply_our_files()
        if applied:
            await self._tenantize()
        state = await read_state(self.connection)
        self._require_tables(set(state))
        async with self._unforced():
            await adopt.ensure_system_account(self.connection)
            if self.account is not None:
                await adopt.ensure_account(self.connection, self.account, self.account)
            self.result.adopted_keys = await adopt.fill_key_directory(self.connection, state)
        self.report("Writing policies, grants and views.")
        await self._execute(await plan_views(self.connection, state, self.files.views))
        await self._execute(security.plan_security(await security.read_security(self.connection), self.catalogue))
        await self._execute(await security.plan_surroundings(self.connection))
        self.result.our_files += [name for name in applied if name not in self.result.our_files]

    async def _tenantize(self) -> None:
        state = await read_state(self.connection)
        filled = await adopt.filled_tables(self.connection, tables_without_account(state, self.catalogue))
        plan: Plan = plan_tenantize(state, self.catalogue, filled=filled, adopt_into=self.account)
        if plan.adopts and self.account is None:
            raise _unadopted(plan.adopts)
        if plan.adopts:
            self.report(f"Adopting the rows of {len(plan.adopts)} tables into account {self.account}.")
            self.result.adopted_tables = plan.adopts
        self.result.notices += [notice for notice in plan.notices if notice not in self.result.notices]
        statements = plan.statements()
        if any("DROP COLUMN" in text or " TYPE " in text for text in statements):
            statements = drop_views(self.files.views) + statements
        await self._execute(statements)

    async def _apply_our_files(self) -> list[str]:
        await ensure_record(self.connection)
        done = await applied_names(self.connection)
        runner = self._file_runner(is_scoped=True, is_ours=True)
        missing = [file for file in self.files.ours if file.name not in done]
        for file in missing:
            self.report(f"Applying {file.name}.")
            await runner.apply(file)
        return [file.name for file in missing]

    def _file_runner(self, *, is_scoped: bool, is_ours: bool = False) -> FileRunner:
        return FileRunner(
            self.connection, self.catalogue, drop_views=drop_views(self.files.views), secure=self._secure,
            is_scoped=is_scoped, is_ours=is_ours,
        )  # fmt: skip

    async def _secure(self) -> None:
        """Bring tables that earlier statements of a file made under row level security at once."""
        await self._tenantize()
        await self._execute(security.plan_security(await security.read_security(self.connection), self.catalogue))
        await self._execute(await security.plan_surroundings(self.connection))

    def _require_tables(self, found: set[str]) -> None:
        missing = sorted(table.db_name for table in self.catalogue.tables.values() if table.db_name not in found)
        if missing:
            raise MigrationError(f"No migration file creates {', '.join(missing)}, which the schema declares.")

    @asynccontextmanager
    async def _unforced(self) -> AsyncIterator[None]:
        """Let an owner who is no superuser use the directory and the keys: forced policies bind owners too."""
        if await self.connection.fetchval("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"):
            yield
            return
        names = [table.db_name for table in self.catalogue.tables.values() if table.scope is Scope.DIRECTORY]
        names += adopt.KEY_TABLES
        for name in names:
            await self.connection.execute(f"ALTER TABLE {identifier(name)} NO FORCE ROW LEVEL SECURITY")
        yield
        # The security plan that follows in this transaction forces them again.

    async def _execute(self, statements: list[str]) -> None:
        for statement in statements:
            try:
                await self.connection.execute(statement)
            except asyncpg.DeadlockDetectedError:
                raise
            except asyncpg.PostgresError as error:
                raise MigrationError(f"The account-scoping step failed: {error} -- in: {statement[:300]}") from error
            self.result.statements.append(statement)


def _unadopted(tables: set[str] | list[str]) -> MigrationError:
    shown = ", ".join(sorted(tables)[:5])
    return MigrationError(
        f"The database holds LiteLLM's rows that belong to no account yet ({len(tables)} tables, among them {shown}). "
        "Name the account that takes them: --adopt-into ACCOUNT. Nothing was changed."
    )
