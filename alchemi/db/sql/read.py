"""Compiles reading calls: find, count, group_by, and the children of an include."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from alchemi.db.schema.catalogue import Relation, Table
from alchemi.db.sql.order import direction_of, order_by, terms
from alchemi.db.sql.statement import ALIAS, Builder, QueryError, Statement, UnknownFieldError, column_of, quoted
from alchemi.db.sql.values import encode
from alchemi.db.sql.where import Where, condition

_AGGREGATES: Final = MappingProxyType({"sum": "sum", "avg": "avg", "min": "min", "max": "max"})


@dataclass(frozen=True, slots=True)
class Page:
    """What of a list is wanted. `take` and `skip` count rows."""

    where: Where | None = None
    order: object = None
    take: int | None = None
    skip: int | None = None
    distinct: Sequence[str] | None = None


def find(builder: Builder, table: Table, page: Page, *, for_update: bool = False) -> Statement:
    """SELECT the rows of `page`, columns in catalogue order."""
    limits = _limits(builder, page.take, page.skip)
    if page.distinct:
        return builder.statement(_distinct(builder, table, page) + limits)
    return builder.statement(
        f"SELECT {table.selection} FROM {quoted(table.db_name)} t WHERE {condition(builder, table, ALIAS, page.where)}"
        f"{order_by(table, ALIAS, page.order)}{limits}{' FOR UPDATE' if for_update else ''}"
    )


def unique_where(table: Table, where: Where) -> Where:
    """`where` of a call that finds one row by a unique key, the key's compound name opened.

    Raises:
        QueryError: no unique key of the table is fully given.
    """
    opened: dict[str, object] = {}
    for name, value in where.items():
        if (
            name not in table.columns
            and isinstance(value, Mapping)
            and any(key.name == name for key in table.unique_keys())
        ):
            opened.update(value)
        else:
            opened[name] = value
    given = {name for name, value in opened.items() if value is not None and not isinstance(value, Mapping)}
    if not any(given.issuperset(key.fields) for key in table.unique_keys()):
        unknown = [name for name in opened if name not in table.columns and name not in table.relations]
        if unknown and not {"AND", "OR", "NOT"}.issuperset(unknown):
            raise UnknownFieldError(table, unknown[0])
        raise QueryError(f"{table.name}: a unique key must be given, got {sorted(opened)}.")
    return opened


def find_by_key(builder: Builder, table: Table, where: Where) -> Statement:
    """SELECT the row of a unique key. For plain values the text is kept: most of the traffic is this statement."""
    values = where.values()
    if any(value is None or isinstance(value, Mapping) for value in values) or not table.columns.keys() >= where.keys():
        return find(builder, table, Page(where=where))
    shape = (table.name, builder.account is None, *where)
    text = builder.texts.get(shape)
    if text is None:
        statement = find(builder, table, Page(where=where))
        builder.texts[shape] = statement.text
        return statement
    if builder.account is not None:
        builder.bind(builder.account)
    for name, value in where.items():
        builder.bind(encode(table.columns[name], value))
    return builder.statement(text)


def count(builder: Builder, table: Table, page: Page, select: Mapping[str, object] | None) -> Statement:
    """Count rows, or the non-null values of the fields of `select` (`_all`: rows)."""
    alias = builder.alias()
    where = condition(builder, table, alias, page.where)
    inner = f"SELECT {alias}.* FROM {quoted(table.db_name)} {alias} WHERE {where}"
    if page.take is not None or page.skip is not None or page.order is not None:
        inner += order_by(table, alias, page.order) + _limits(builder, page.take, page.skip)
    fields = [name for name, wanted in (select or {"_all": True}).items() if wanted]
    columns = ", ".join(f"{_count_of(table, 'c', name)} AS {quoted(name)}" for name in fields)
    return builder.statement(f"SELECT {columns} FROM ({inner}) c")


def group_by(builder: Builder, table: Table, arguments: Mapping[str, object]) -> Statement:
    """GROUP BY with the aggregates of Prisma: output columns are `field`, and `_sum.field`, `_count._all`.

    Raises:
        NotImplementedError: `having`.
    """
    if arguments.get("having") is not None:
        raise NotImplementedError(f"{table.name}.group_by(having)")
    by = arguments["by"]
    if not isinstance(by, list | tuple) or not by:
        raise QueryError(f"{table.name}.group_by: `by` is a list of fields.")
    alias = builder.alias()
    groups = {str(name): f"{alias}.{quoted(column_of(table, str(name)).db_name)}" for name in by}
    selected = {name: f"{target}{'::text' if table.columns[name].enum else ''}" for name, target in groups.items()}
    selected.update(_aggregates(table, alias, arguments))
    where = arguments.get("where")
    if where is not None and not isinstance(where, Mapping):
        raise QueryError(f"{table.name}.group_by: `where` is a filter.")
    text = (
        f"SELECT {', '.join(f'{expression} AS {quoted(name)}' for name, expression in selected.items())}"
        f" FROM {quoted(table.db_name)} {alias} WHERE {condition(builder, table, alias, where)}"
        f" GROUP BY {', '.join(groups.values())}{_group_order(table, alias, groups, arguments.get('order'))}"
        f"{_limits(builder, _number(arguments, 'take'), _number(arguments, 'skip'))}"
    )
    return builder.statement(text)


def children(builder: Builder, relation: Relation, keys: list[object], page: Page) -> Statement:
    """Rows on the other side of `relation` for parents whose key is in `keys`; `page` counts per parent.

    The last column, `_parent`, is the parent's key.
    """
    target = builder.catalogue.tables[relation.target]
    if len(relation.references) != 1:
        raise NotImplementedError(f"include of {relation.name}: relations over several columns")
    column = column_of(target, relation.references[0])
    reference = f"t.{quoted(column.db_name)}"
    columns = f"{target.selection}, {reference} AS _parent"
    source = f"{quoted(target.db_name)} t WHERE {condition(builder, target, ALIAS, page.where)} AND {reference}"
    order = order_by(target, ALIAS, page.order)
    if page.take is None and page.skip is None:
        return builder.statement(f"SELECT {columns} FROM {source} = ANY({builder.bind(keys)}){order}")
    inner = f"SELECT {columns} FROM {source} = parents.key{order}{_limits(builder, page.take, page.skip)}"
    parents = f"unnest({builder.bind(keys)}::{column.sql_type}[]) parents(key)"
    return builder.statement(f"SELECT page.* FROM {parents} CROSS JOIN LATERAL ({inner}) page")


def _limits(builder: Builder, take: int | None, skip: int | None) -> str:
    text = ""
    if take is not None:
        if take < 0:
            raise NotImplementedError("find_many(take < 0)")
        text += f" LIMIT {builder.bind(take)}"
    if skip:
        text += f" OFFSET {builder.bind(skip)}"
    return text


def _distinct(builder: Builder, table: Table, page: Page) -> str:
    inner = builder.alias()
    fields = ", ".join(f"{inner}.{quoted(column_of(table, name).db_name)}" for name in page.distinct or ())
    order = order_by(table, inner, page.order)
    return (
        f"SELECT {table.selection}"
        f" FROM (SELECT {inner}.*, row_number() OVER (PARTITION BY {fields}{order}) AS _nth"
        f" FROM {quoted(table.db_name)} {inner} WHERE {condition(builder, table, inner, page.where)}) t"
        f" WHERE t._nth = 1{order_by(table, ALIAS, page.order)}"
    )


def _count_of(table: Table, alias: str, name: str) -> str:
    return "count(*)" if name == "_all" else f"count({alias}.{quoted(column_of(table, name).db_name)})"


def _aggregates(table: Table, alias: str, arguments: Mapping[str, object]) -> dict[str, str]:
    selected: dict[str, str] = {}
    counted = arguments.get("count")
    if counted is True:
        counted = {"_all": True}
    if isinstance(counted, Mapping):
        selected.update({f"_count.{name}": _count_of(table, alias, name) for name, wanted in counted.items() if wanted})
    for argument, function in _AGGREGATES.items():
        wanted_fields = arguments.get(argument)
        if not isinstance(wanted_fields, Mapping):
            continue
        for name, wanted in wanted_fields.items():
            if wanted:
                selected[f"_{argument}.{name}"] = f"{function}({alias}.{quoted(column_of(table, name).db_name)})"
    return selected


def _group_order(table: Table, alias: str, groups: Mapping[str, str], order: object) -> str:
    compiled: list[str] = []
    for name, direction in terms(order):
        if name in groups:
            compiled.append(f"{groups[name]} {direction_of(name, direction)}")
            continue
        function = name.removeprefix("_")
        if (function not in _AGGREGATES and function != "count") or not isinstance(direction, Mapping):
            raise QueryError(f"{table.name}.group_by: cannot order by `{name}`.")
        for field, way in direction.items():
            target = "*" if field == "_all" else f"{alias}.{quoted(column_of(table, field).db_name)}"
            compiled.append(f"{function}({target}) {direction_of(field, way)}")
    return f" ORDER BY {', '.join(compiled)}" if compiled else ""


def _number(arguments: Mapping[str, object], name: str) -> int | None:
    value = arguments.get(name)
    if value is not None and not isinstance(value, int):
        raise QueryError(f"`{name}` is a number.")
    return value
