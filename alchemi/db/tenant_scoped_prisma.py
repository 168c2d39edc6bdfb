"""The Prisma client API on our engine: every call is one account's, or none is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import TracebackType
from typing import Any, ClassVar, Final, Self, cast

from prisma import errors
from prisma._transactions import AsyncTransactionManager

from alchemi.db.calls import Call
from alchemi.db.engine import Database
from alchemi.db.models import model_builder, model_class
from alchemi.db.query_engine import BatchCall, QueryEngine, RawCall, Request
from alchemi.db.rows import Row
from alchemi.db.schema.catalogue import Table

DEFAULT_TRANSACTION_WAIT: Final = timedelta(seconds=2)
DEFAULT_TRANSACTION_TIMEOUT: Final = timedelta(seconds=5)

TransactionManager = AsyncTransactionManager


class TenantScopedPrismaClient:
    """What the wheel takes for `prisma.Prisma`.

    `bound_to(database)` gives the class that the application uses: all its instances share that database's pool.
    The constructor takes Prisma's arguments and ignores them, since the pool is configured elsewhere.
    """

    database: ClassVar[Database]

    def __init__(self, **_options: object) -> None:
        self._engine_in_use: Any = QueryEngine(self.database)
        self._is_connected = False
        self._tx_id: str | None = None
        self._tables = self.database.tables_by_accessor

    @classmethod
    def bound_to(cls, database: Database) -> type[Self]:
        """A client class over `database`."""
        return cast("type[Self]", type(cls.__name__, (cls,), {"database": database, "__slots__": ()}))

    @property
    def _engine(self) -> Any:
        if not self._is_connected:
            raise errors.ClientNotConnectedError
        return self._engine_in_use

    @property
    def _Prisma__engine(self) -> Any:  # noqa: N802
        """The name under which the wheel wraps a client's engine: that of Prisma's client 0.11."""
        return self._engine_in_use

    @_Prisma__engine.setter
    def _Prisma__engine(self, engine: Any) -> None:  # noqa: N802
        self._engine_in_use = engine

    async def connect(self, timeout: object = None) -> None:  # noqa: ARG002, ASYNC109
        """Check that the database answers.

        Raises:
            httpx.ConnectError, httpx.ConnectTimeout: it does not.
        """
        await self._engine_in_use.connect()
        self._is_connected = True

    async def disconnect(self, timeout: object = None) -> None:  # noqa: ARG002, ASYNC109
        """End this client's transactions. The pool stays with the application."""
        self._is_connected = False
        await self._engine_in_use.aclose()

    def is_connected(self) -> bool:
        return self._is_connected

    def is_transaction(self) -> bool:
        return self._tx_id is not None

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.disconnect()

    def __getattr__(self, name: str) -> TableActions:
        if name.startswith("_") or name not in self._tables:
            raise AttributeError(f"No table {name!r} in the catalogue.")
        actions = TableActions(self, self._tables[name])
        setattr(self, name, actions)
        return actions

    def tx(
        self,
        *,
        max_wait: int | timedelta = DEFAULT_TRANSACTION_WAIT,
        timeout: int | timedelta = DEFAULT_TRANSACTION_TIMEOUT,
    ) -> AsyncTransactionManager[Any]:
        """An interactive transaction, to be entered; it yields a client whose calls belong to it.

        `max_wait`: for a connection; `timeout`: for all of it, after which nothing is kept. Numbers are milliseconds.
        """
        return AsyncTransactionManager(client=cast("Any", self), max_wait=max_wait, timeout=timeout)

    def batch_(self) -> Batch:
        """Collects writes that succeed or fail together."""
        return Batch(self)

    async def query_raw(self, query: str, *args: object, model: type[Any] | None = None) -> list[Any]:
        """The rows of raw SQL, as dicts or as `model`."""
        rows: list[Row] = await self._send(RawCall("query_raw", query, args))
        return rows if model is None else [model.model_validate(row) for row in rows]

    async def query_first(self, query: str, *args: object, model: type[Any] | None = None) -> Any:
        """The first row of raw SQL, or None."""
        rows = await self.query_raw(query, *args, model=model)
        return rows[0] if rows else None

    async def execute_raw(self, query: str, *args: object) -> int:
        """Run raw SQL and return how many rows it touched."""
        touched: int = await self._send(RawCall("execute_raw", query, args))
        return touched

    async def _send(self, call: Call | RawCall | BatchCall) -> Any:
        return await self._engine.query(Request.of(call), tx_id=self._tx_id)

    def _copy(self) -> Self:
        """A client on the same engine, for a transaction."""
        copy = type(self).__new__(type(self))
        copy.__dict__.update(
            _engine_in_use=self._engine_in_use, _is_connected=self._is_connected, _tx_id=None, _tables=self._tables
        )
        return copy


class TableActions:
    """The methods of one table. What is not here raises NotImplementedError and names the call."""

    __slots__ = ("_build", "_client", "_table")

    def __init__(self, client: TenantScopedPrismaClient, table: Table) -> None:
        self._client = client
        self._table = table
        self._build: Callable[[Row], Any] = model_builder(client.database.catalogue, table)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotImplementedError(f"{self._table.name}.{name} is not supported by this database layer.")

    async def find_unique(self, where: Any, include: Any = None) -> Any:
        return await self._one("find_unique", where=where, include=include)

    async def find_unique_or_raise(self, where: Any, include: Any = None) -> Any:
        return await self._one("find_unique_or_raise", where=where, include=include)

    async def find_first(
        self, skip: int | None = None, where: Any = None, cursor: Any = None, include: Any = None,
        order: Any = None, distinct: Any = None,
    ) -> Any:  # fmt: skip
        return await self._one(
            "find_first", skip=skip, where=where, cursor=cursor, include=include, order=order, distinct=distinct
        )

    async def find_first_or_raise(
        self, skip: int | None = None, where: Any = None, cursor: Any = None, include: Any = None,
        order: Any = None, distinct: Any = None,
    ) -> Any:  # fmt: skip
        return await self._one(
            "find_first_or_raise",
            skip=skip,
            where=where,
            cursor=cursor,
            include=include,
            order=order,
            distinct=distinct,
        )

    async def find_many(  # noqa: PLR0917 - Prisma's own signature
        self, take: int | None = None, skip: int | None = None, where: Any = None, cursor: Any = None,
        include: Any = None, order: Any = None, distinct: Any = None,
    ) -> list[Any]:  # fmt: skip
        rows = await self._call(
            "find_many",
            take=take,
            skip=skip,
            where=where,
            cursor=cursor,
            include=include,
            order=order,
            distinct=distinct,
        )
        return list(map(self._build, rows))

    async def count(
        self, select: Any = None, take: int | None = None, skip: int | None = None, where: Any = None,
        cursor: Any = None,
    ) -> Any:  # fmt: skip
        return await self._call("count", select=select, take=take, skip=skip, where=where, cursor=cursor)

    async def group_by(self, by: list[str], **arguments: Any) -> list[Row]:
        rows: list[Row] = await self._call("group_by", by=by, **arguments)
        return rows

    async def create(self, data: Any, include: Any = None) -> Any:
        return await self._one("create", data=data, include=include)

    async def create_many(self, data: list[Any], *, skip_duplicates: bool | None = None) -> int:
        written: int = await self._call("create_many", data=data, skip_duplicates=skip_duplicates)
        return written

    async def update(self, data: Any, where: Any, include: Any = None) -> Any:
        return await self._one("update", data=data, where=where, include=include)

    async def update_many(self, data: Any, where: Any) -> int:
        changed: int = await self._call("update_many", data=data, where=where)
        return changed

    async def upsert(self, where: Any, data: Any, include: Any = None) -> Any:
        return await self._one("upsert", where=where, data=data, include=include)

    async def delete(self, where: Any, include: Any = None) -> Any:
        return await self._one("delete", where=where, include=include)

    async def delete_many(self, where: Any = None) -> int:
        deleted: int = await self._call("delete_many", where=where)
        return deleted

    async def query_raw(self, query: str, *args: object) -> list[Any]:
        return await self._client.query_raw(query, *args, model=model_class(self._table.name))

    async def query_first(self, query: str, *args: object) -> Any:
        rows = await self.query_raw(query, *args)
        return rows[0] if rows else None

    async def _one(self, method: str, **arguments: Any) -> Any:
        row = await self._call(method, **arguments)
        return None if row is None else self._build(row)

    async def _call(self, method: str, **arguments: Any) -> Any:
        return await self._client._send(Call(self._table, method, arguments))  # noqa: SLF001


class Batch:
    """Writes collected by table (`batch.litellm_usertable.create(…)`) and sent by `commit`, all or none."""

    def __init__(self, client: TenantScopedPrismaClient) -> None:
        self._client = client
        self._calls: list[Call | RawCall] = []
        self._tables: Mapping[str, Table] = client.database.tables_by_accessor

    def __getattr__(self, name: str) -> BatchActions:
        if name.startswith("_") or name not in self._tables:
            raise AttributeError(f"No table {name!r} in the catalogue.")
        return BatchActions(self._calls, self._tables[name])

    def execute_raw(self, query: str, *args: object) -> None:
        self._calls.append(RawCall("execute_raw", query, args))

    async def commit(self) -> None:
        """Send what was collected."""
        calls, self._calls = tuple(self._calls), []
        if calls:
            await self._client._send(BatchCall(calls))  # noqa: SLF001

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            await self.commit()


class BatchActions:
    """The writing methods of one table inside a batch."""

    __slots__ = ("_calls", "_table")

    def __init__(self, calls: list[Call | RawCall], table: Table) -> None:
        self._calls = calls
        self._table = table

    def create(self, data: Any, include: Any = None) -> None:
        self._add("create", data=data, include=include)

    def create_many(self, data: list[Any], *, skip_duplicates: bool | None = None) -> None:
        self._add("create_many", data=data, skip_duplicates=skip_duplicates)

    def update(self, data: Any, where: Any, include: Any = None) -> None:
        self._add("update", data=data, where=where, include=include)

    def update_many(self, data: Any, where: Any) -> None:
        self._add("update_many", data=data, where=where)

    def upsert(self, where: Any, data: Any, include: Any = None) -> None:
        self._add("upsert", where=where, data=data, include=include)

    def delete(self, where: Any, include: Any = None) -> None:
        self._add("delete", where=where, include=include)

    def delete_many(self, where: Any = None) -> None:
        self._add("delete_many", where=where)

    def _add(self, method: str, **arguments: Any) -> None:
        self._calls.append(Call(self._table, method, arguments))
