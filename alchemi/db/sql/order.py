"""Compiles `order`: a dict, or a list or tuple of dicts."""

from __future__ import annotations

from collections.abc import Mapping

from alchemi.db.schema.catalogue import Table
from alchemi.db.sql.statement import QueryError, column_of, quoted

Order = Mapping[str, object] | list[Mapping[str, object]] | tuple[Mapping[str, object], ...]


def terms(order: object) -> list[tuple[str, object]]:
    """The (field, direction) pairs of an `order` argument."""
    if order is None:
        return []
    entries = [order] if isinstance(order, Mapping) else order
    if not isinstance(entries, list | tuple):
        raise QueryError("`order` takes a dict or a list of dicts.")
    return [(str(name), direction) for entry in entries for name, direction in entry.items()]


def direction_of(name: str, direction: object) -> str:
    """`ASC` or `DESC`, with the place of nulls when asked for."""
    nulls = ""
    if isinstance(direction, Mapping):
        place = direction.get("nulls")
        nulls = f" NULLS {'FIRST' if place == 'first' else 'LAST'}" if place else ""
        direction = direction.get("sort")
    if direction not in ("asc", "desc"):
        raise QueryError(f"`order` of `{name}` is 'asc' or 'desc'.")
    return f"{str(direction).upper()}{nulls}"


def order_by(table: Table, alias: str, order: object) -> str:
    """` ORDER BY …`, or nothing.

    Raises:
        NotImplementedError: ordering by a relation.
    """
    compiled: list[str] = []
    for name, direction in terms(order):
        if name in table.relations:
            raise NotImplementedError(f"{table.name}.find_many(order by the relation `{name}`)")
        column = column_of(table, name)
        compiled.append(f"{alias}.{quoted(column.db_name)} {direction_of(name, direction)}")
    return f" ORDER BY {', '.join(compiled)}" if compiled else ""
