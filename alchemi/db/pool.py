"""Connections to one database under one role: a bounded free list, first come first served.

asyncpg's own pool resets each connection on release, which costs more than a statement. Ours needs no reset: all that a
unit of work sets is local to its transaction, and a connection that did not end its transaction is thrown away.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import asyncpg

from alchemi.db.connection import connect, spare_set_config
from alchemi.db.failures import OUTAGES, ConnectTimeoutError, PoolTimeoutError
from alchemi.db.json_text import decode_json

_PRISMA_PARAMETERS: Final = frozenset(
    ("pgbouncer", "connection_limit", "pool_timeout", "schema", "connect_timeout", "socket_timeout", "sslaccept",
     "statement_cache_size", "sslidentity", "sslpassword")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """`size` connections at most. Times in seconds; `statement_timeout_s` 0 means none.

    `statement_cache`: prepared statements kept per connection; 0 behind a pooler that cannot keep them.
    """

    size: int = 10
    statement_cache: int = 500
    acquire_timeout_s: float = 10.0
    connect_timeout_s: float = 10.0
    statement_timeout_s: float = 60.0


class Pool:
    """Owner of the connections of one DSN in one event loop."""

    def __init__(self, dsn: str, options: PoolOptions | None = None) -> None:
        self.options = options or PoolOptions()
        self._dsn = plain_dsn(dsn)
        self._free: list[asyncpg.Connection] = []
        self._waiters: deque[asyncio.Future[None]] = deque()
        self._in_use = 0
        self._closed = False

    @property
    def opened(self) -> int:
        """Connections open now."""
        return self._in_use + len(self._free)

    async def acquire(self, timeout_s: float | None = None) -> asyncpg.Connection:
        """A connection, opened when none is free. Give it back with `release` or `discard`.

        Raises:
            PoolTimeoutError: none became free within `timeout_s`.
            ConnectTimeoutError, OSError, asyncpg.PostgresError: a new one could not be opened.
        """
        if self._closed:
            raise asyncpg.InterfaceError("The pool is closed.")
        while self._in_use >= self.options.size:
            await self._wait(timeout_s if timeout_s is not None else self.options.acquire_timeout_s)
        self._in_use += 1
        while self._free:
            connection = self._free.pop()
            if not connection.is_closed():
                return connection
        try:
            return await self._connect()
        except BaseException:
            self._in_use -= 1
            self._wake()
            raise

    def release(self, connection: asyncpg.Connection) -> None:
        """Give back a connection that is outside any transaction; any other is thrown away."""
        if self._closed or connection.is_closed() or connection.is_in_transaction():
            self.discard(connection)
            return
        self._in_use -= 1
        self._free.append(connection)
        self._wake()

    def discard(self, connection: asyncpg.Connection) -> None:
        """Throw a connection away at once; the server rolls back what it held open."""
        connection.terminate()
        self._in_use -= 1
        self._wake()

    def drop_free(self) -> None:
        """Throw away all free connections, after one of them turned out dead."""
        while self._free:
            self._free.pop().terminate()

    async def close(self) -> None:
        """Close the free connections now and the others as they come back."""
        self._closed = True
        free, self._free = self._free, []
        await asyncio.gather(*(_close(connection) for connection in free))

    async def _wait(self, timeout_s: float) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await asyncio.wait_for(waiter, timeout_s)
        except TimeoutError:
            raise PoolTimeoutError(
                f"Timed out fetching a new connection from the connection pool of {self.options.size}."
            ) from None
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled():
                self._wake()
            raise
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def _wake(self) -> None:
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return

    async def _connect(self) -> asyncpg.Connection:
        options = self.options
        settings = {"application_name": "alchemi"}
        if options.statement_timeout_s and options.statement_cache:
            # Start-up parameters do not reach the server through a pooler; there the role's own setting holds.
            settings["statement_timeout"] = str(int(options.statement_timeout_s * 1000))
        try:
            connection = await connect(
                self._dsn,
                timeout=options.connect_timeout_s,
                statement_cache_size=options.statement_cache,
                max_cached_statement_lifetime=0,
                server_settings=settings if options.statement_cache else None,
            )
        except TimeoutError as error:
            raise ConnectTimeoutError("The database did not accept a connection in time.") from error
        spare_set_config(connection)
        # In a transaction: behind a pooler both messages of a statement must reach the same server.
        async with connection.transaction():
            for name in ("json", "jsonb"):
                await connection.set_type_codec(name, encoder=str, decoder=decode_json, schema="pg_catalog")
        return connection


async def _close(connection: asyncpg.Connection) -> None:
    try:
        await connection.close(timeout=2)
    except OUTAGES:
        connection.terminate()


def plain_dsn(dsn: str) -> str:
    """`dsn` without the parameters that only Prisma's engine knows; asyncpg would send them to the server."""
    parts = urlsplit(dsn)
    kept = [(name, value) for name, value in parse_qsl(parts.query) if name not in _PRISMA_PARAMETERS]
    return urlunsplit(parts._replace(query=urlencode(kept)))


def is_behind_pooler(dsn: str) -> bool:
    """The DSN says `pgbouncer=true`: prepared statements do not survive their transaction."""
    return dict(parse_qsl(urlsplit(dsn).query)).get("pgbouncer", "").lower() == "true"
