"""Units of work: the only module that opens a transaction, and the one that binds the account inside it.

Every statement runs in a transaction whose first message also sets the account, by a command that is local to it: behind
a pooler the next client sees nothing of it. One unit of one statement takes three round trips.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import asyncpg

from alchemi.config.keys import RootKeys
from alchemi.db.data_keys import DataKeys
from alchemi.db.failures import OUTAGES
from alchemi.db.pool import Pool, PoolOptions, is_behind_pooler
from alchemi.db.rows import RowDecoder, decoder_of
from alchemi.db.schema.catalogue import Catalogue, Table
from alchemi.db.sql.statement import Builder, Statement
from alchemi.errors import NoAccountError
from alchemi.tenancy.account import AccountId, parse_account_id
from alchemi.tenancy.context import bound_account

if TYPE_CHECKING:
    from alchemi.db.journal import Journal

ACCOUNT_SETTING: Final = "alchemi.account_id"


class Database:
    """One role's access to the database.

    With `is_platform` units carry no account and reach directory and platform tables only; else every unit is bound.
    Without `roots` a secret can be neither stored nor read: both are refused.
    """

    def __init__(
        self,
        dsn: str,
        catalogue: Catalogue,
        options: PoolOptions | None = None,
        *,
        is_platform: bool = False,
        roots: RootKeys | None = None,
    ) -> None:
        options = options or PoolOptions()
        if is_behind_pooler(dsn) and options.statement_cache:
            options = PoolOptions(options.size, 0, options.acquire_timeout_s, options.connect_timeout_s)
        self.catalogue = catalogue
        self.pool = Pool(dsn, options)
        self.is_platform = is_platform
        self.tables_by_accessor = catalogue.by_accessor()
        self.texts: dict[tuple[object, ...], str] = {}
        self.decoders: dict[str, RowDecoder] = {}
        self.data_keys = None if roots is None else DataKeys(roots)
        self.journal: Journal | None = None
        """What is told of the changes that matter, in the transaction that makes them."""

    def unit(self, *, is_read_only: bool = False, max_wait_s: float | None = None) -> Unit:
        """A unit of work for the account of the current task, to be entered.

        Raises:
            NoAccountError: no account is bound. Nothing was sent.
        """
        if self.is_platform:
            return Unit(self, None, is_read_only, max_wait_s)
        account = bound_account()
        if account is None:
            raise NoAccountError("The database was asked with no account bound; nothing was sent.")
        return Unit(self, account, is_read_only, max_wait_s)

    async def ping(self) -> None:
        """Open a connection if there is none, and have it answer.

        Raises:
            ConnectTimeoutError, OSError, asyncpg.PostgresError: it cannot be reached.
        """
        connection = await self.pool.acquire()
        try:
            await connection.execute("SELECT 1")
        except BaseException:
            self.pool.discard(connection)
            raise
        self.pool.release(connection)

    async def close(self) -> None:
        await self.pool.close()


class Unit:
    """One transaction of one account. Statements may be sent from several tasks; they run one after the other."""

    __slots__ = (
        "_connection", "_database", "_is_read_only", "_lock", "_max_wait_s", "account", "before_commit", "is_failed"
    )  # fmt: skip

    def __init__(
        self, database: Database, account: AccountId | None, is_read_only: bool, max_wait_s: float | None
    ) -> None:
        self.account = account
        self.is_failed = False
        self.before_commit: dict[str, Callable[[Unit], Awaitable[None]]] = {}
        """What is still to be done in this transaction, by name, in order of the names: locks that many units want last."""
        self._database = database
        self._is_read_only = is_read_only
        self._max_wait_s = max_wait_s
        self._connection: asyncpg.Connection | None = None
        self._lock = asyncio.Lock()

    async def __aenter__(self) -> Unit:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and not self.is_failed:
            await self.commit()
        else:
            await self.rollback()

    @property
    def journal(self) -> Journal | None:
        return self._database.journal

    @property
    def is_read_only(self) -> bool:
        return self._is_read_only

    @property
    def data_keys(self) -> DataKeys | None:
        """What this process knows of the keys that seal secrets; None when it was given no root key."""
        return self._database.data_keys

    def builder(self) -> Builder:
        """A builder for a statement of this unit's account."""
        return Builder(self._database.catalogue, self.account, texts=self._database.texts)

    def decoder(self, table: Table) -> RowDecoder:
        """What turns this table's records into rows."""
        return decoder_of(self._database.decoders, table)

    async def open(self) -> None:
        """Begin the transaction and bind the account, in one message."""
        opening = _opening(self.account, self._is_read_only)
        pool = self._database.pool
        while True:
            connection = await pool.acquire(self._max_wait_s)
            is_fresh = pool.opened == 1
            try:
                await connection.execute(opening)
            except BaseException as error:
                pool.discard(connection)
                if is_fresh or not isinstance(error, OUTAGES) or not isinstance(error, Exception):
                    raise
                # A connection that died while it lay in the pool: nothing was begun, so another may try.
                pool.drop_free()
                continue
            self._connection = connection
            return

    async def fetch(self, statement: Statement) -> list[asyncpg.Record]:
        """Run a statement and return its rows."""
        rows: list[asyncpg.Record] = await self._run("fetch", statement.text, statement.args)
        return rows

    async def execute(self, statement: Statement) -> int:
        """Run a statement and return how many rows it touched."""
        status: str = await self._run("execute", statement.text, statement.args)
        return int(last) if (last := status.rpartition(" ")[2]).isdigit() else 0

    async def prepare(self, text: str) -> asyncpg.prepared_stmt.PreparedStatement:
        """Have the server parse a statement, for its column types."""
        return await self._run("prepare", text, ())

    async def commit(self) -> None:
        """Do what is left to do, end the unit and keep what it did.

        Raises:
            OSError, asyncpg.PostgresError: the outcome is not known when the connection was lost.
        """
        try:
            for name in sorted(self.before_commit):
                await self.before_commit[name](self)
        except BaseException:
            await self.rollback()
            raise
        await self._end("COMMIT")

    async def rollback(self) -> None:
        """End the unit and keep nothing. Never fails: a connection that cannot roll back is closed, to the same end."""
        if self._connection is None:
            return
        try:
            await self._end("ROLLBACK")
        except (asyncpg.PostgresError, *OUTAGES):
            return

    def abandon(self) -> None:
        """Close the connection at once; the server rolls back."""
        self.is_failed = True
        if self._connection is not None:
            connection, self._connection = self._connection, None
            self._database.pool.discard(connection)

    async def _run(self, method: str, text: str, args: Sequence[object]) -> Any:
        self._check_account()
        async with self._lock:
            connection = self._connection
            if connection is None:
                raise asyncpg.InterfaceError("This unit of work has ended.")
            try:
                return await getattr(connection, method)(text, *args)
            except asyncpg.PostgresError as error:
                self.is_failed = True
                if isinstance(error, OUTAGES):
                    self.abandon()
                raise
            except BaseException:
                # Cancelled or cut off halfway: what the server still does is unknown, so the connection is not used again.
                self.abandon()
                raise

    def _check_account(self) -> None:
        if self.account is not None and bound_account() != self.account:
            raise NoAccountError("A unit of work belongs to one account, and another is bound.")

    async def _end(self, command: str) -> None:
        async with self._lock:
            connection = self._connection
            if connection is None:
                raise asyncpg.InterfaceError("This unit of work has ended.")
            try:
                await connection.execute(command)
            except BaseException:
                self.abandon()
                raise
            self._connection = None
            self._database.pool.release(connection)


@lru_cache(maxsize=4096)
def _opening(account: AccountId | None, is_read_only: bool) -> str:
    begin = "BEGIN READ ONLY" if is_read_only else "BEGIN"
    if account is None:
        return begin
    # SET takes no parameters; the id's character set is checked again here, where it becomes text.
    return f"{begin}; SET LOCAL {ACCOUNT_SETTING} = '{parse_account_id(account)}'"
