"""Compiles writing calls on one table: insert, update, delete, upsert. Nested writes are taken apart by the caller."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count as counter
from types import MappingProxyType
from typing import Final
from uuid import uuid4

from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Column, Key, Scope, Table
from alchemi.db.sql.statement import MAX_PARAMETERS, Builder, QueryError, Statement, column_of, quoted
from alchemi.db.sql.where import Where, condition

Data = Mapping[str, object]

_ARITHMETIC: Final = MappingProxyType({"increment": "+", "decrement": "-", "multiply": "*", "divide": "/"})
_BASE36: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_cuid_counter = counter(secrets.randbelow(36**4))


def insert(builder: Builder, table: Table, data: Data) -> Statement:
    """INSERT one row and return it."""
    columns, values = _row(builder, table, with_defaults(table, data))
    text = f"INSERT INTO {quoted(table.db_name)} AS t ({columns}) VALUES ({values}) RETURNING {table.selection}"
    return builder.statement(text)


def insert_many(
    builder: Builder,
    table: Table,
    rows: Sequence[Data],
    names: Sequence[str],
    *,
    skip_duplicates: bool,
    returning: Sequence[str] = (),
) -> Statement:
    """INSERT `rows`, each with the columns `names`; a row that lacks one takes the column's default.

    With `returning`, these columns of the rows that were inserted.
    """
    lines: list[str] = []
    columns = [column_of(table, name) for name in names]
    account = [builder.account_parameter()] if table.scope is Scope.ACCOUNT else []
    for row in rows:
        cells = [builder.bind_column(c, row[c.name]) if c.name in row else "DEFAULT" for c in columns]
        lines.append(f"({', '.join([*account, *cells])})")
    header = ", ".join([ACCOUNT_COLUMN] * len(account) + [quoted(column.db_name) for column in columns])
    suffix = " ON CONFLICT DO NOTHING" if skip_duplicates else ""
    if returning:
        suffix += f" RETURNING {', '.join(quoted(column_of(table, name).db_name) for name in returning)}"
    return builder.statement(f"INSERT INTO {quoted(table.db_name)} ({header}) VALUES {', '.join(lines)}{suffix}")


def chunks(table: Table, rows: Iterable[Data]) -> Iterable[tuple[list[Data], list[str]]]:
    """`rows` with their defaults, in portions that fit into one statement, and the columns of each portion."""
    portion: list[Data] = []
    names: dict[str, None] = {}
    for row in rows:
        complete = with_defaults(table, row)
        wider = names | dict.fromkeys(complete)
        if portion and (len(portion) + 1) * len(wider) + 1 > MAX_PARAMETERS:
            yield portion, list(names)
            portion, wider = [], dict.fromkeys(complete)
        portion.append(complete)
        names = wider
    if portion:
        yield portion, list(names)


def update(builder: Builder, table: Table, where: Where, data: Data, *, returning: bool) -> Statement:
    """UPDATE the rows of `where`; with `returning`, their new values."""
    assignments = _assignments(builder, table, "t", data)
    suffix = f" RETURNING {table.selection}" if returning else ""
    return builder.statement(
        f"UPDATE {quoted(table.db_name)} t SET {assignments} WHERE {condition(builder, table, 't', where)}{suffix}"
    )


def delete(builder: Builder, table: Table, where: Where | None, *, returning: bool) -> Statement:
    """DELETE the rows of `where`; with `returning`, what they held."""
    suffix = f" RETURNING {table.selection}" if returning else ""
    return builder.statement(
        f"DELETE FROM {quoted(table.db_name)} t WHERE {condition(builder, table, 't', where)}{suffix}"
    )


def upsert(builder: Builder, table: Table, key: Key, create: Data, change: Data) -> Statement:
    """INSERT, or UPDATE the row that holds the same `key`; return it."""
    columns, values = _row(builder, table, with_defaults(table, create))
    own = [quoted(column_of(table, name).db_name) for name in key.fields]
    target = ", ".join([ACCOUNT_COLUMN, *own] if table.scope is Scope.ACCOUNT else own)
    # An update that changes nothing still returns the row.
    assignments = _assignments(builder, table, "t", change) if has_changes(table, change) else f"{own[0]} = t.{own[0]}"
    return builder.statement(
        f"INSERT INTO {quoted(table.db_name)} AS t ({columns}) VALUES ({values})"
        f" ON CONFLICT ({target}) DO UPDATE SET {assignments} RETURNING {table.selection}"
    )


def has_changes(table: Table, data: Data) -> bool:
    """An update has something to set: a field of `data`, or a timestamp that every update sets."""
    return bool(data) or any(column.is_updated_at for column in table.columns.values())


def with_defaults(table: Table, data: Data) -> dict[str, object]:
    """`data` and the defaults that are made here, not by the database: ids and timestamps."""
    complete = dict(data)
    for column in table.made_columns:
        if complete.get(column.name) is None and (column.name not in complete or column.is_required):
            complete[column.name] = _made(column)
    for name, value in data.items():
        # None for a required column with a default means "not given", as Prisma's Python client sends it.
        if value is None and complete[name] is None:
            column = column_of(table, name)
            if column.is_required and column.default is not None:
                del complete[name]
    return complete


def _made(column: Column) -> object:
    if column.is_updated_at or column.default is None or column.default.kind == "now":
        return datetime.now(UTC)
    return str(uuid4()) if column.default.kind == "uuid" else new_cuid()


def new_cuid() -> str:
    """A collision-resistant id of 25 characters: letter, time, counter, randomness."""
    stamp = _base36(int(time.time() * 1000))
    return f"c{stamp}{_base36(next(_cuid_counter) % 36**4).zfill(4)}{_base36(secrets.randbelow(36**12)).zfill(12)}"[:25]


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _BASE36[rest] + digits
    return digits or "0"


def _row(builder: Builder, table: Table, data: Data) -> tuple[str, str]:
    names: list[str] = []
    values: list[str] = []
    if table.scope is Scope.ACCOUNT:
        builder.fence(table, "t")
        names.append(ACCOUNT_COLUMN)
        values.append(builder.account_parameter())
    elif builder.account is not None:
        builder.fence(table, "t")
        if data.get(ACCOUNT_COLUMN, builder.account) != builder.account:
            raise QueryError(f"{table.name}: a row of another account cannot be written.")
        data = {**data, ACCOUNT_COLUMN: builder.account}
    for name, value in data.items():
        column = column_of(table, name)
        names.append(quoted(column.db_name))
        values.append(builder.bind_column(column, _plain(column, value)))
    if not names:
        raise QueryError(f"{table.name}: nothing to write.")
    return ", ".join(names), ", ".join(values)


def _plain(column: Column, value: object) -> object:
    """A list column may be given as `{"set": […]}`."""
    if column.is_list and isinstance(value, Mapping) and set(value) == {"set"}:
        return value["set"]
    return value


def _assignments(builder: Builder, table: Table, alias: str, data: Data) -> str:
    parts: list[str] = []
    if builder.account is not None and data.get(ACCOUNT_COLUMN, builder.account) != builder.account:
        raise QueryError(f"{table.name}: a row cannot be moved to another account.")
    for name, value in data.items():
        column = column_of(table, name)
        parts.append(f"{quoted(column.db_name)} = {_assigned(builder, column, alias, value)}")
    parts.extend(
        f"{quoted(column.db_name)} = {builder.bind_column(column, datetime.now(UTC))}"
        for column in table.columns.values()
        if column.is_updated_at and column.name not in data
    )
    if not parts:
        raise QueryError(f"{table.name}: nothing to change.")
    return ", ".join(parts)


def _assigned(builder: Builder, column: Column, alias: str, value: object) -> str:
    if not isinstance(value, Mapping):
        return builder.bind_column(column, value)
    if len(value) != 1:
        raise QueryError(f"Field `{column.name}`: one operation at a time, got {sorted(value)}.")
    [(operation, operand)] = value.items()
    target = f"{alias}.{quoted(column.db_name)}"
    if operation == "set":
        return builder.bind_column(column, operand)
    if operation == "push" and column.is_list:
        elements = operand if isinstance(operand, list | tuple) else [operand]
        return f"coalesce({target}, '{{}}') || {builder.bind_list(column, elements)}"
    if operation in _ARITHMETIC and not column.is_list and column.type in ("Int", "BigInt", "Float", "Decimal"):
        return f"{target} {_ARITHMETIC[operation]} {builder.bind_column(column, operand)}"
    raise QueryError(f"Field `{column.name}`: unknown operation `{operation}`.")
