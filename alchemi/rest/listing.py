"""Lists: the query that a resource takes, as a schema of its own, and the two statements that answer it."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel, Field, create_model

from alchemi.db.schema.catalogue import Table
from alchemi.db.sql.order import order_by
from alchemi.db.sql.statement import ALIAS, Builder, Statement, quoted
from alchemi.db.sql.values import literal
from alchemi.db.sql.where import condition
from alchemi.rest.resource import DEFAULT_LIMIT, MAX_LIMIT, Resource
from alchemi.rest.schema import Answer, Moment, OwnAccount, Parameters, PlainText

_MOST_SKIPPED: Final = 1_000_000
_TEXT_LIMIT: Final = 200


class PageQuery(Parameters):
    """What every list takes."""

    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT
    offset: Annotated[int, Field(ge=0, le=_MOST_SKIPPED)] = 0
    account_id: OwnAccount = None


class Page(Answer):
    """One page and how many there are in all."""

    total: int
    limit: int
    offset: int


def query_of(resource: Resource) -> type[PageQuery]:
    """The schema of the list's parameters."""
    fields: dict[str, Any] = {}
    if resource.sort or resource.default_sort:
        names = dict.fromkeys((*resource.sort, resource.order.removeprefix("-")))
        choices = tuple(f"{sign}{name}" for name in names for sign in ("", "-"))
        fields["sort"] = (Literal[choices], resource.order)
    if resource.search:
        described = Field(default=None, max_length=_TEXT_LIMIT, description=f"Text in {', '.join(resource.search)}.")
        fields["q"] = (PlainText | None, described)
    for name in resource.filters:
        fields |= _filter_fields(resource, name)
    if resource.soft_delete is not None:
        fields["include_deleted"] = (bool, Field(default=False, description="Show what was deleted, too."))
    made: type[PageQuery] = create_model(f"{resource.item.__name__}Query", __base__=PageQuery, **fields)
    return made


def page_of(resource: Resource) -> type[Page]:
    """The schema of a page: the rows stand under the resource's plural."""
    rows = types.GenericAlias(list, (resource.list_item or resource.item,))
    fields: dict[str, Any] = {resource.plural: (rows, ...)}
    made: type[Page] = create_model(
        f"{resource.item.__name__}Page", __base__=Page, __module__=resource.item.__module__, **fields
    )
    return made


def _filter_fields(resource: Resource, name: str) -> dict[str, Any]:
    kind, column = _plain(resource.item.model_fields[name].annotation), resource.model.columns[name]
    if kind is datetime:
        stem = name.removesuffix("_at")
        return {
            f"{stem}_after": (Moment | None, Field(default=None, description=f"{name} at this time or later.")),
            f"{stem}_before": (Moment | None, Field(default=None, description=f"{name} before this time.")),
        }
    if column.is_list:
        return {name: (PlainText | None, Field(default=None, description="Rows whose list has this."))}
    if kind is str:
        return {name: (PlainText | None, Field(default=None, max_length=_TEXT_LIMIT))}
    if column.type == "Int":
        return {name: (int | None, Field(default=None, ge=-(2**31), le=2**31 - 1))}
    return {name: (kind | None, None)}


def _plain(annotation: Any) -> Any:
    """The type without `None` and without what `Annotated` adds."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _plain(get_args(annotation)[0])
    if origin in (Union, UnionType):
        [kind] = [one for one in get_args(annotation) if one is not NoneType]
        return _plain(kind)
    return annotation


def filter_of(resource: Resource, query: PageQuery) -> list[Mapping[str, Any]]:
    """The conditions that `query` adds to those that always hold."""
    clauses: list[Mapping[str, Any]] = []
    for name in resource.filters:
        stem = name.removesuffix("_at")
        if (since := getattr(query, f"{stem}_after", None)) is not None:
            clauses.append({name: {"gte": since}})
        if (until := getattr(query, f"{stem}_before", None)) is not None:
            clauses.append({name: {"lt": until}})
        if (wanted := getattr(query, name, None)) is not None:
            value = wanted.value if isinstance(wanted, Enum) else wanted
            clauses.append({name: {"has": value} if resource.model.columns[name].is_list else value})
    if text := getattr(query, "q", None):
        pattern = {"contains": literal(text), "mode": "insensitive"}
        clauses.append({"OR": [{name: pattern} for name in resource.search]})
    return clauses


def shows_deleted(resource: Resource, query: PageQuery) -> bool:
    """Whether the query asks for deleted rows: in so many words, or by the state that deleting sets."""
    deletion = resource.soft_delete
    if deletion is None:
        return True
    return bool(getattr(query, "include_deleted", False)) or any(
        getattr(query, name, None) == value for name, value in {**deletion.sets, **deletion.shown_by}.items()
    )


def order_of(resource: Resource, query: PageQuery) -> list[dict[str, object]]:
    """The order of a page, made total by the id so that pages neither repeat nor miss a row."""
    wanted = getattr(query, "sort", resource.order)
    name, direction = wanted.removeprefix("-"), "desc" if wanted.startswith("-") else "asc"
    column = resource.model.columns[name]
    place: object = direction if column.is_required else {"sort": direction, "nulls": "last"}
    return [{name: place}] if name == resource.id else [{name: place}, {resource.id: direction}]


def columns_of(table: Table, model: type[BaseModel], *more: str) -> list[str]:
    """The columns that an answer of `model` is made of, in the order of the table."""
    return [name for name in table.columns if name in model.model_fields or name in more]


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows the conditions of a statement."""

    order: list[dict[str, object]] | None = None
    limit: int | None = None
    offset: int = 0
    for_update: bool = False


def select(
    builder: Builder, table: Table, columns: Sequence[str], where: Mapping[str, Any], tail: Tail | None = None
) -> Statement:
    """SELECT `columns` of the rows that the account has and `where` describes."""
    tail = tail or Tail()
    chosen = ", ".join(_selected(table, name) for name in columns)
    text = f"SELECT {chosen} FROM {quoted(table.db_name)} {ALIAS} WHERE {condition(builder, table, ALIAS, where)}"
    text += order_by(table, ALIAS, tail.order)
    if tail.limit is not None:
        text += f" LIMIT {builder.bind(tail.limit)} OFFSET {builder.bind(tail.offset)}"
    return builder.statement(text + (" FOR UPDATE" if tail.for_update else ""))


def _selected(table: Table, name: str) -> str:
    column = table.columns[name]
    return (
        f"{ALIAS}.{quoted(column.db_name)} AS {quoted(name)}" if column.db_name != name else f"{ALIAS}.{quoted(name)}"
    )
