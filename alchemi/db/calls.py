"""The calls of the Prisma API on one table, each run inside a unit of work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import asyncpg

from alchemi.db.account_spend import SPEND_FIELDS, SPEND_LOG, SPEND_TOLD
from alchemi.db.changes import Change
from alchemi.db.derived import rows_written, spend_written
from alchemi.db.engine import Unit
from alchemi.db.failures import record_not_found
from alchemi.db.includes import load_includes
from alchemi.db.journal import rows_before, tell, with_data
from alchemi.db.nested import NestedData, has_nested, write_after, write_before
from alchemi.db.rows import Row, json_value
from alchemi.db.schema.catalogue import Key, Table
from alchemi.db.sealed_rows import has_secrets, rows_of, sealed_changes, sealed_new, unmasked
from alchemi.db.sql import read, write
from alchemi.db.sql.read import Page, unique_where
from alchemi.db.sql.where import Where

Arguments = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the table, the method's name, its arguments by name."""

    table: Table
    method: str
    arguments: Arguments

    @property
    def is_read_only(self) -> bool:
        return self.method in _READERS


async def run(unit: Unit, call: Call) -> Any:
    """Run `call` and return rows as dicts, a number, or None, as the method has it.

    Raises:
        NotImplementedError: a method or argument outside the supported surface; the message names the call.
        QueryError, ValueRefusedError: the call is malformed. Nothing of it was sent.
    """
    method = _METHODS.get(call.method)
    if method is None:
        raise NotImplementedError(f"{call.table.name}.{call.method} is not supported by this database layer.")
    return await method(unit, call.table, call.arguments)


async def _find_unique(unit: Unit, table: Table, arguments: Arguments) -> Row | None:
    where = unique_where(table, arguments["where"])
    records = await unit.fetch(read.find_by_key(unit.builder(), table, where))
    if not records:
        return None
    [row] = await rows_of(unit, table, records)
    if include := arguments.get("include"):
        await load_includes(unit, table, [row], include)
    return row


async def _find_unique_or_raise(unit: Unit, table: Table, arguments: Arguments) -> Row:
    return _present(table, await _find_unique(unit, table, arguments))


async def _find_first(unit: Unit, table: Table, arguments: Arguments) -> Row | None:
    _refuse_cursor(table, arguments)
    return await _first(unit, table, _page(arguments, take=1), arguments.get("include"))


async def _find_first_or_raise(unit: Unit, table: Table, arguments: Arguments) -> Row:
    return _present(table, await _find_first(unit, table, arguments))


async def _find_many(unit: Unit, table: Table, arguments: Arguments) -> list[Row]:
    _refuse_cursor(table, arguments)
    return await _rows(unit, table, _page(arguments, take=arguments.get("take")), arguments.get("include"))


async def _count(unit: Unit, table: Table, arguments: Arguments) -> int | Row:
    _refuse_cursor(table, arguments)
    select = arguments.get("select")
    page = Page(arguments.get("where"), None, arguments.get("take"), arguments.get("skip"))
    [record] = await unit.fetch(read.count(unit.builder(), table, page, select))
    return int(record[0]) if select is None else dict(record)


async def _group_by(unit: Unit, table: Table, arguments: Arguments) -> list[Row]:
    records = await unit.fetch(read.group_by(unit.builder(), table, arguments))
    grouped: list[Row] = []
    for record in records:
        row: Row = {}
        for name, value in record.items():
            group, dot, field = name.partition(".")
            if dot:
                row.setdefault(group, {})[field] = json_value(value)
            else:
                row[name] = json_value(value)
        grouped.append(row)
    return grouped


async def _create(unit: Unit, table: Table, arguments: Arguments) -> Row:
    data = arguments["data"]
    nested = NestedData.of(table, data)
    own = await write_before(unit, table, nested, None)
    new = await sealed_new(unit, table, {**nested.scalars, **own})
    [row] = await rows_of(unit, table, await unit.fetch(write.insert(unit.builder(), table, new)))
    await rows_written(unit, Change(table.db_name), [row])
    tell(unit, table, Change(table.db_name), [], [row])
    if table.name == SPEND_LOG:
        spend_written(unit, [], [row])
    await write_after(unit, table, nested, row)
    await load_includes(unit, table, [row], arguments.get("include"))
    return row


async def _create_many(unit: Unit, table: Table, arguments: Arguments) -> int:
    written = 0
    skip_duplicates = bool(arguments.get("skip_duplicates"))
    data = [await sealed_new(unit, table, row) for row in arguments["data"]]
    for rows, names in write.chunks(table, data):
        if table.name == SPEND_LOG:
            statement = write.insert_many(
                unit.builder(), table, rows, names, skip_duplicates=skip_duplicates, returning=SPEND_TOLD
            )
            records = await unit.fetch(statement)
            written += len(records)
            spend_written(unit, [], map(dict, records))
        else:
            statement = write.insert_many(unit.builder(), table, rows, names, skip_duplicates=skip_duplicates)
            written += await unit.execute(statement)
    if written:
        await rows_written(unit, Change(table.db_name))
        tell(unit, table, Change(table.db_name), [], arguments["data"])
    return written


async def _update(unit: Unit, table: Table, arguments: Arguments) -> Row | None:
    where, data = unique_where(table, arguments["where"]), arguments["data"]
    if not has_nested(table, data):
        return await _update_plain(unit, table, where, data, arguments.get("include"))
    records = await unit.fetch(read.find(unit.builder(), table, Page(where=where), for_update=True))
    if not records:
        return None
    [current] = await rows_of(unit, table, records)
    nested = NestedData.of(table, data)
    own = await write_before(unit, table, nested, current)
    row = await _update_plain(unit, table, _identity(table, current), {**nested.scalars, **own}, None)
    if row is not None:
        await write_after(unit, table, nested, row)
        await load_includes(unit, table, [row], arguments.get("include"))
    return row


async def _update_plain(unit: Unit, table: Table, where: Where, data: Mapping[str, object], include: Any) -> Row | None:
    if not write.has_changes(table, data):
        return await _first(unit, table, Page(where=where), include)
    effect = Change.of_update(table, data)
    before, found = await _spend_before(unit, table, where, data), await rows_before(unit, table, effect, where)
    records: list[asyncpg.Record] = []
    for one, sealed in await sealed_changes(unit, table, where, data):
        records += await unit.fetch(write.update(unit.builder(), table, one, sealed, returning=True))
    if not records:
        return None
    row = (await rows_of(unit, table, records))[0]
    await rows_written(unit, effect)
    tell(unit, table, effect, found, [row])
    if before is not None:
        spend_written(unit, before, [row])
    await load_includes(unit, table, [row], include)
    return row


async def _update_many(unit: Unit, table: Table, arguments: Arguments) -> int:
    data = arguments["data"]
    if not write.has_changes(table, data):
        [record] = await unit.fetch(read.count(unit.builder(), table, Page(where=arguments.get("where")), None))
        return int(record[0])
    where = arguments.get("where") or {}
    before = await _spend_before(unit, table, where, data)
    if before is not None:
        after = await unit.fetch(write.update(unit.builder(), table, where, data, returning=True))
        spend_written(unit, before, map(unit.decoder(table), after))
        return len(after)
    change = Change.of_update(table, data)
    found = await rows_before(unit, table, change, where)
    changed = 0
    for one, sealed in await sealed_changes(unit, table, where, data):
        changed += await unit.execute(write.update(unit.builder(), table, one, sealed, returning=False))
    if changed:
        await rows_written(unit, change)
        tell(unit, table, change, found, with_data(found, data))
    return changed


async def _upsert(unit: Unit, table: Table, arguments: Arguments) -> Row:
    where, data = unique_where(table, arguments["where"]), arguments["data"]
    create, change = data["create"], data["update"]
    key = _conflict_key(table, where, create)
    if has_secrets(unit, table, create) or has_secrets(unit, table, change):
        # A secret is sealed for one row, so which row it will be must be known: its own key must be what is looked for.
        key = key if key is table.primary_key and change.keys().isdisjoint(key.fields) else None
        if key is not None:
            create = await unmasked(unit, table, where, create)
            create = await sealed_new(unit, table, create)
            [(_, change)] = await sealed_changes(unit, table, where, change)
    if key is None or table.name == SPEND_LOG or has_nested(table, create) or has_nested(table, change):
        found = await _update(unit, table, {"where": where, "data": change, "include": arguments.get("include")})
        return found or await _create(unit, table, {"data": create, "include": arguments.get("include")})
    effect = Change.of_upsert(table, create, change)
    before = await rows_before(unit, table, effect, where)
    [row] = await rows_of(unit, table, await unit.fetch(write.upsert(unit.builder(), table, key, create, change)))
    await rows_written(unit, effect, [row])
    tell(unit, table, effect, before, [row])
    await load_includes(unit, table, [row], arguments.get("include"))
    return row


async def _delete(unit: Unit, table: Table, arguments: Arguments) -> Row | None:
    where, include = unique_where(table, arguments["where"]), arguments.get("include")
    # What is to be shown of the relations must be read while they still hold.
    before = await _first(unit, table, Page(where=where), include) if include else None
    records = await unit.fetch(write.delete(unit.builder(), table, where, returning=True))
    if not records:
        return None
    [row] = await rows_of(unit, table, records)
    await rows_written(unit, Change(table.db_name))
    tell(unit, table, Change(table.db_name), [row], [])
    return {**(before or {}), **row}


async def _delete_many(unit: Unit, table: Table, arguments: Arguments) -> int:
    change = Change(table.db_name)
    found = await rows_before(unit, table, change, arguments.get("where"))
    deleted = await unit.execute(write.delete(unit.builder(), table, arguments.get("where"), returning=False))
    if deleted:
        await rows_written(unit, change)
        tell(unit, table, change, found, [])
    return deleted


async def _first(unit: Unit, table: Table, page: Page, include: Any) -> Row | None:
    rows = await _rows(unit, table, page, include)
    return rows[0] if rows else None


async def _rows(unit: Unit, table: Table, page: Page, include: Any) -> list[Row]:
    records = await unit.fetch(read.find(unit.builder(), table, page))
    rows = await rows_of(unit, table, records)
    if include and rows:
        await load_includes(unit, table, rows, include)
    return rows


async def _spend_before(unit: Unit, table: Table, where: Where, data: Mapping[str, object]) -> list[Row] | None:
    """The spend rows that an update is about to change, locked; None when it changes nobody's spend."""
    if table.name != SPEND_LOG or data.keys().isdisjoint(SPEND_FIELDS):
        return None
    records = await unit.fetch(read.find(unit.builder(), table, Page(where=where), for_update=True))
    return list(map(unit.decoder(table), records))


def _page(arguments: Arguments, *, take: int | None) -> Page:
    distinct = arguments.get("distinct")
    if isinstance(distinct, str):
        distinct = [distinct]
    return Page(arguments.get("where"), arguments.get("order"), take, arguments.get("skip"), distinct)


def _identity(table: Table, row: Row) -> Where:
    return {name: row[name] for name in table.primary_key.fields}


def _conflict_key(table: Table, where: Where, create: Mapping[str, object]) -> Key | None:
    """The unique key that `where` consists of, when `create` makes the row that it looks for."""
    for key in table.unique_keys():
        if set(key.fields) == set(where) and all(create.get(name) == where[name] for name in key.fields):
            return key
    return None


def _present(table: Table, row: Row | None) -> Row:
    if row is None:
        raise record_not_found(f"No {table.name} was found.")
    return row


def _refuse_cursor(table: Table, arguments: Arguments) -> None:
    if arguments.get("cursor") is not None:
        raise NotImplementedError(f"{table.name}: `cursor` is not supported by this database layer.")


_READERS: Final = frozenset(
    ("find_unique", "find_unique_or_raise", "find_first", "find_first_or_raise", "find_many", "count", "group_by")
)
_METHODS: Final[Mapping[str, Callable[[Unit, Table, Arguments], Awaitable[Any]]]] = MappingProxyType(
    {
        "find_unique": _find_unique,
        "find_unique_or_raise": _find_unique_or_raise,
        "find_first": _find_first,
        "find_first_or_raise": _find_first_or_raise,
        "find_many": _find_many,
        "count": _count,
        "group_by": _group_by,
        "create": _create,
        "create_many": _create_many,
        "update": _update,
        "update_many": _update_many,
        "upsert": _upsert,
        "delete": _delete,
        "delete_many": _delete_many,
    }
)
