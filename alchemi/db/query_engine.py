"""What the Prisma client calls its engine: runs calls, keeps interactive transactions by id, translates every failure."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from prisma import errors

from alchemi.db.calls import Call, run
from alchemi.db.derived import raw_written
from alchemi.db.engine import Database, Unit
from alchemi.db.failures import record_not_found, translate
from alchemi.db.journal import tell_raw
from alchemi.db.sealed_rows import open_raw, sealed_parameters
from alchemi.db.sql.raw import RawIndex, prepare_raw
from alchemi.db.sql.raw_rows import raw_value
from alchemi.db.sql.statement import Statement

_GRAPHQL_NAMES: Final = {
    "find_unique": "findUnique", "find_unique_or_raise": "findUnique", "find_first": "findFirst",
    "find_first_or_raise": "findFirst", "find_many": "findMany", "count": "aggregate", "group_by": "groupBy",
    "create": "createOne", "create_many": "createMany", "update": "updateOne", "update_many": "updateMany",
    "upsert": "upsertOne", "delete": "deleteOne", "delete_many": "deleteMany",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RawCall:
    """`method` is query_raw, query_first or execute_raw."""

    method: str
    sql: str
    params: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class BatchCall:
    """Writes that succeed or fail together."""

    calls: tuple[Call | RawCall, ...]


class Request(str):
    """A call on its way to the engine. As text it reads as Prisma's own query does, for what names spans and metrics by it."""

    call: Call | RawCall | BatchCall

    @classmethod
    def of(cls, call: Call | RawCall | BatchCall) -> Request:
        match call:
            case Call():
                text = f"result: {_GRAPHQL_NAMES.get(call.method, call.method)}{call.table.name}"
            case RawCall():
                kind = "executeRaw" if call.method == "execute_raw" else "queryRaw"
                text = f"mutation {{ result: {kind}(query: {json.dumps(call.sql)}) }}"
            case BatchCall():
                text = '{"batch": []}'
        request = cls(text)
        request.call = call
        return request


class _Transaction:
    """An open interactive transaction and the timer that ends it."""

    __slots__ = ("is_expired", "timeout_ms", "timer", "unit")

    def __init__(self, unit: Unit, timeout_ms: int) -> None:
        self.unit = unit
        self.timeout_ms = timeout_ms
        self.is_expired = False
        self.timer = asyncio.get_running_loop().call_later(timeout_ms / 1000, self._expire)

    def _expire(self) -> None:
        self.is_expired = True
        self.unit.abandon()

    def expired(self) -> Exception:
        error: Exception = errors.TransactionExpiredError(
            f"Transaction already closed: its timeout of {self.timeout_ms} ms has passed. Nothing of it was kept."
        )
        return error


class QueryEngine:
    """The engine of one client. `process` is None: there is no side-car to watch or to kill."""

    process: Final = None

    def __init__(self, database: Database) -> None:
        self._database = database
        self._raw = RawIndex(database.catalogue)
        self._transactions: dict[str, _Transaction] = {}

    async def connect(self, timeout: object = None, datasources: object = None) -> None:  # noqa: ARG002, ASYNC109
        """Check that the database answers.

        Raises:
            httpx.ConnectError, httpx.ConnectTimeout: it does not.
        """
        try:
            await self._database.ping()
        except Exception as error:
            raise translate(error, was_sent=False) from error

    async def aclose(self) -> None:
        """Roll back what is still open. The pool belongs to the application and stays."""
        for identifier in list(self._transactions):
            await self.rollback_transaction(identifier)

    async def stop(self, *, timeout: object = None) -> None:  # noqa: ARG002, ASYNC109
        await self.aclose()

    async def query(self, content: str, *, tx_id: str | None) -> Any:
        """Run one request, in the transaction `tx_id` or in a unit of its own.

        Raises:
            prisma.errors.PrismaError, httpx.HTTPError: as Prisma's client raises them.
            NoAccountError: no account is bound. Nothing was sent.
        """
        if not isinstance(content, Request):
            raise NotImplementedError("QueryEngine.query takes the requests of TenantScopedPrismaClient only.")
        if tx_id is not None:
            return await self._in_transaction(tx_id, content.call)
        is_read_only = isinstance(content.call, Call) and content.call.is_read_only
        unit = self._database.unit(is_read_only=is_read_only)
        try:
            await unit.open()
        except Exception as error:
            raise translate(error, was_sent=False) from error
        try:
            result = await self._run(unit, content.call)
            await unit.commit()
        except Exception as error:
            await unit.rollback()
            raise self._translated(error, content.call) from error
        except BaseException:
            unit.abandon()
            raise
        return result

    async def start_transaction(self, *, content: str) -> str:
        """Open an interactive transaction; `content` is JSON with `timeout` and `max_wait` in milliseconds."""
        options = json.loads(content)
        unit = self._database.unit(max_wait_s=options["max_wait"] / 1000)
        try:
            await unit.open()
        except Exception as error:
            raise translate(error, was_sent=False) from error
        identifier = uuid4().hex
        self._transactions[identifier] = _Transaction(unit, options["timeout"])
        return identifier

    async def commit_transaction(self, tx_id: str) -> None:
        """Keep what the transaction did.

        Raises:
            TransactionExpiredError: its time was over.
            TransactionError: a statement of it failed, so the database keeps nothing of it.
        """
        transaction = self._ended(tx_id)
        if transaction.is_expired:
            raise transaction.expired()
        if transaction.unit.is_failed:
            await transaction.unit.rollback()
            raise errors.TransactionError("A statement of this transaction failed; nothing of it was kept.")
        try:
            await transaction.unit.commit()
        except Exception as error:
            raise translate(error) from error

    async def rollback_transaction(self, tx_id: str) -> None:
        """Keep nothing of the transaction. One that has ended already stays ended."""
        transaction = self._transactions.get(tx_id)
        if transaction is not None:
            self._ended(tx_id)
            await transaction.unit.rollback()

    def _ended(self, tx_id: str) -> _Transaction:
        transaction = self._transactions.pop(tx_id, None)
        if transaction is None:
            raise errors.TransactionError("Transaction already closed: no transaction of this id is open.")
        transaction.timer.cancel()
        return transaction

    async def _in_transaction(self, tx_id: str, call: Call | RawCall | BatchCall) -> Any:
        transaction = self._transactions.get(tx_id)
        if transaction is None:
            raise errors.TransactionExpiredError("Transaction already closed: no transaction of this id is open.")
        if transaction.is_expired:
            raise transaction.expired()
        try:
            return await self._run(transaction.unit, call)
        except Exception as error:
            if transaction.is_expired:
                raise transaction.expired() from error
            raise self._translated(error, call) from error

    async def _run(self, unit: Unit, call: Call | RawCall | BatchCall) -> Any:
        match call:
            case Call():
                return await run(unit, call)
            case RawCall():
                return await self._run_raw(unit, call)
            case BatchCall():
                return [await self._run_batched(unit, entry) for entry in call.calls]

    async def _run_batched(self, unit: Unit, call: Call | RawCall) -> Any:
        result = await self._run(unit, call)
        if result is None and isinstance(call, Call) and call.method in ("update", "delete"):
            # In a batch, Prisma fails as a whole where a single call would have answered None.
            raise record_not_found(f"{call.table.name}: the record to {call.method} was not found.")
        return result

    async def _run_raw(self, unit: Unit, call: RawCall) -> Any:
        prepared = prepare_raw(call.sql, call.params, self._raw)
        catalogue = self._database.catalogue
        params = await sealed_parameters(unit, catalogue, prepared.writes, call.params)
        statement = Statement(prepared.text, prepared.arguments(params, unit.account or ""))
        if call.method == "execute_raw":
            result: Any = await unit.execute(statement)
        else:
            result = [_raw_row(record.items()) for record in await unit.fetch(statement)]
            await open_raw(unit, catalogue, result, call.params)
        if prepared.changes and not (prepared.is_single_write and call.method == "execute_raw" and not result):
            await raw_written(unit, prepared.changes)
            tell_raw(unit, prepared.changes)
        return result

    @staticmethod
    def _translated(error: Exception, call: Call | RawCall | BatchCall) -> BaseException:
        return translate(error, is_raw=isinstance(call, RawCall))


def _raw_row(items: Iterable[tuple[str, object]]) -> dict[str, object]:
    return {name: raw_value(value) for name, value in items}
