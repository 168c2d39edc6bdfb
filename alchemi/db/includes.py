"""Loads the relations that a call asks for with `include`: one statement per relation and level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.schema.catalogue import Relation, Table
from alchemi.db.sealed_rows import rows_of
from alchemi.db.sql.read import Page, children
from alchemi.db.sql.statement import QueryError, UnknownFieldError


async def load_includes(unit: Unit, table: Table, rows: list[Row], include: Mapping[str, Any] | None) -> None:
    """Add the wanted relations to `rows`, in place: a list, a row or None under the relation's name.

    Raises:
        UnknownFieldError: not a relation of the table.
    """
    for name, wanted in (include or {}).items():
        if not wanted:
            continue
        relation = table.relations.get(name)
        if relation is None:
            raise UnknownFieldError(table, name)
        options = wanted if isinstance(wanted, Mapping) else {}
        await _load(unit, relation, rows, options)


async def _load(unit: Unit, relation: Relation, rows: list[Row], options: Mapping[str, Any]) -> None:
    if unknown := set(options) - {"where", "order_by", "take", "skip", "include"}:
        raise NotImplementedError(f"include of `{relation.name}` with {', '.join(sorted(unknown))}")
    [ours] = relation.fields
    keys = list({row[ours]: None for row in rows if row[ours] is not None})
    found: dict[object, list[Row]] = {}
    if keys:
        target = unit.builder().catalogue.tables[relation.target]
        page = Page(options.get("where"), options.get("order_by"), options.get("take"), options.get("skip"))
        records = await unit.fetch(children(unit.builder(), relation, keys, page))
        loaded = await rows_of(unit, target, records)
        for record, row in zip(records, loaded, strict=True):
            found.setdefault(record["_parent"], []).append(row)
        await load_includes(unit, target, loaded, options.get("include"))
    for row in rows:
        related = found.get(row[ours], [])
        if not relation.is_list and len(related) > 1:
            raise QueryError(f"Relation `{relation.name}` has several rows where one is allowed.")
        row[relation.name] = related if relation.is_list else (related[0] if related else None)
