"""Writes that reach over a relation, one level deep: `connect`, `create`, `disconnect`, `update`, `upsert`, `delete`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from alchemi.db.changes import Change
from alchemi.db.derived import rows_written
from alchemi.db.engine import Unit
from alchemi.db.failures import record_not_found
from alchemi.db.journal import rows_before, tell, with_data
from alchemi.db.rows import Row
from alchemi.db.schema.catalogue import Relation, Table
from alchemi.db.sealed_rows import rows_of, sealed_changes, sealed_new
from alchemi.db.sql import read, write
from alchemi.db.sql.read import Page, unique_where
from alchemi.db.sql.statement import QueryError

Operations = Mapping[str, Any]


def has_nested(table: Table, data: Mapping[str, object]) -> bool:
    """`data` reaches over a relation."""
    return not table.relations.keys().isdisjoint(data)


@dataclass(frozen=True, slots=True)
class NestedData:
    """`data` taken apart: scalars, operations on relations whose key we hold, operations on those whose key they hold."""

    scalars: dict[str, object]
    owned: list[tuple[Relation, Operations]]
    foreign: list[tuple[Relation, Operations]]

    @classmethod
    def of(cls, table: Table, data: Mapping[str, Any]) -> Self:
        parts = cls({}, [], [])
        for name, value in data.items():
            relation = table.relations.get(name)
            if relation is None:
                parts.scalars[name] = value
            elif value is not None:
                if not isinstance(value, Mapping):
                    raise QueryError(f"Relation `{name}` takes an operation.")
                (parts.owned if relation.is_owner else parts.foreign).append((relation, value))
        return parts


async def write_before(unit: Unit, table: Table, nested: NestedData, current: Row | None) -> dict[str, object]:
    """Carry out the operations on relations whose key is ours; return the key columns to write with the row."""
    own: dict[str, object] = {}
    for relation, operations in nested.owned:
        for name, operand in operations.items():
            own.update(await _on_owned(unit, table, relation, name, operand, current))
    return own


async def write_after(unit: Unit, table: Table, nested: NestedData, row: Row) -> None:
    """Carry out the operations on relations whose rows point at `row`."""
    for relation, operations in nested.foreign:
        for name, operand in operations.items():
            await _on_foreign(unit, table, relation, name, operand, row)


async def _on_owned(
    unit: Unit, table: Table, relation: Relation, name: str, operand: Any, current: Row | None
) -> dict[str, object]:
    target = unit.builder().catalogue.tables[relation.target]
    linked = _link(relation, current)
    match name:
        case "connect":
            return _keys_of(relation, await _existing(unit, target, operand))
        case "disconnect":
            return dict.fromkeys(relation.fields) if operand else {}
        case "create":
            return _keys_of(relation, await _insert(unit, target, operand))
        case "update" if linked:
            await _change(unit, target, linked, operand)
            return {}
        case "upsert":
            if linked:
                await _change(unit, target, linked, operand["update"])
                return {}
            return _keys_of(relation, await _insert(unit, target, operand["create"]))
        case "update":
            raise record_not_found(f"No {target.name} is related to this {table.name}.")
    raise NotImplementedError(f"{table.name}: `{name}` on the relation `{relation.name}`")


async def _on_foreign(unit: Unit, table: Table, relation: Relation, name: str, operand: Any, row: Row) -> None:
    target = unit.builder().catalogue.tables[relation.target]
    back = dict(zip(relation.references, (row[field] for field in relation.fields), strict=True))
    match name:
        case "create":
            for data in operand if isinstance(operand, list | tuple) else [operand]:
                await _insert(unit, target, {**data, **back})
        case "update" if not relation.is_list:
            await _change(unit, target, back, operand)
        case "upsert" if not relation.is_list:
            records = await unit.fetch(read.find(unit.builder(), target, Page(where=back), for_update=True))
            if records:
                await _change(unit, target, back, operand["update"])
            else:
                await _insert(unit, target, {**operand["create"], **back})
        case "delete" if not relation.is_list:
            if operand:
                found = await rows_before(unit, target, Change(target.db_name), back)
                await unit.execute(write.delete(unit.builder(), target, back, returning=False))
                await rows_written(unit, Change(target.db_name))
                tell(unit, target, Change(target.db_name), found, [])
        case _:
            raise NotImplementedError(f"{table.name}: `{name}` on the relation `{relation.name}`")


def _link(relation: Relation, current: Row | None) -> dict[str, object] | None:
    """The key of the row that `current` points at."""
    if current is None or any(current[field] is None for field in relation.fields):
        return None
    return dict(zip(relation.references, (current[field] for field in relation.fields), strict=True))


def _keys_of(relation: Relation, target_row: Row) -> dict[str, object]:
    return dict(zip(relation.fields, (target_row[name] for name in relation.references), strict=True))


async def _existing(unit: Unit, target: Table, where: Mapping[str, object]) -> Row:
    records = await unit.fetch(read.find(unit.builder(), target, Page(where=unique_where(target, where))))
    if not records:
        raise record_not_found(f"No {target.name} was found for a nested connect.")
    return (await rows_of(unit, target, records))[0]


async def _insert(unit: Unit, target: Table, data: Mapping[str, object]) -> Row:
    if has_nested(target, data):
        raise NotImplementedError(f"{target.name}: writes nested two levels deep")
    new = await sealed_new(unit, target, data)
    [row] = await rows_of(unit, target, await unit.fetch(write.insert(unit.builder(), target, new)))
    await rows_written(unit, Change(target.db_name), [row])
    tell(unit, target, Change(target.db_name), [], [row])
    return row


async def _change(unit: Unit, target: Table, where: Mapping[str, object], data: Mapping[str, object]) -> None:
    if has_nested(target, data):
        raise NotImplementedError(f"{target.name}: writes nested two levels deep")
    if not write.has_changes(target, data):
        return
    change = Change.of_update(target, data)
    found = await rows_before(unit, target, change, where)
    changed = 0
    for one, sealed in await sealed_changes(unit, target, where, data):
        changed += await unit.execute(write.update(unit.builder(), target, one, sealed, returning=False))
    if not changed:
        raise record_not_found(f"No {target.name} is related to this record.")
    await rows_written(unit, change)
    tell(unit, target, change, found, with_data(found, data))
