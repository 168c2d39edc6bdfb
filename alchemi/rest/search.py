"""Finds rows of many kinds by name or id in one statement: of the account, and only those that the caller sees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from pydantic import BaseModel

from alchemi.auth.caller import Caller
from alchemi.auth.permissions import Permission, may
from alchemi.db.engine import Unit
from alchemi.db.schema.catalogue import Table
from alchemi.db.sql.statement import ALIAS, Builder, quoted
from alchemi.db.sql.values import literal
from alchemi.db.sql.where import condition
from alchemi.rest.resource import Resource
from alchemi.rest.visibility import visible

Row = dict[str, Any]
_DETAIL_CHARACTERS: Final = 200


@dataclass(frozen=True, slots=True)
class Subject:
    """One kind of things that are found: `names` are the columns looked in, of which the first that is filled is told.

    `where`: what narrows the rows for every caller; `page`: the dashboard's page of one, to which the id is added.
    """

    kind: str
    resource: Resource
    names: tuple[str, ...]
    detail: str | None = None
    page: str | None = None
    where: Mapping[str, Any] = field(default_factory=dict)
    has_public_id: bool = True
    """Whether what is typed is compared with the id; where the id is made of a secret it is not."""


def subjects_for(caller: Caller, subjects: Iterable[Subject], kinds: frozenset[str]) -> list[Subject]:
    """Those of `subjects` that `caller` may read; of `kinds`, if any are named."""
    return [one for one in subjects if may(caller, one.resource.read) and (not kinds or one.kind in kinds)]


async def find(
    unit: Unit, caller: Caller, subjects: Sequence[Subject], text: str, *, limit: int, more: Mapping[str, Any]
) -> list[Row]:
    """Up to `limit` rows whose name or id has `text` in it: whole matches first, then beginnings, then the rest.

    `more`: conditions by kind, for what a declaration cannot say.
    """
    if not subjects:
        return []
    builder = unit.builder()
    # Bound once: the texts of all parts share them.
    asked = _Asked(
        builder.bind(text.lower()), builder.bind(f"{literal(text)}%"), builder.bind(f"%{literal(text)}%"),
        builder.bind(text), builder.bind(limit),
    )  # fmt: skip
    parts = [_part(builder, one, caller, asked, more.get(one.kind)) for one in subjects]
    statement = builder.statement(
        f"SELECT kind, id, name, detail FROM ({' UNION ALL '.join(parts)}) found"
        f" ORDER BY rank, lower(name), kind, id LIMIT {asked.limit}"
    )
    pages = {one.kind: one.page for one in subjects}
    return [{**dict(row), "href": _href(pages[row["kind"]], row["id"])} for row in await unit.fetch(statement)]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The parameters of one search."""

    whole: str
    beginning: str
    anywhere: str
    exact: str
    limit: str


def _part(builder: Builder, subject: Subject, caller: Caller, asked: _Asked, more: Mapping[str, Any] | None) -> str:
    resource = subject.resource
    table = resource.model
    names = [_column(table, name) for name in subject.names]
    key = _column(table, resource.id)
    name = f"coalesce({', '.join(f'nullif({one}, {chr(39) * 2})' for one in names)}, {key})"
    if not subject.has_public_id:
        name = f"coalesce({', '.join(f'nullif({one}, {chr(39) * 2})' for one in names)}, '')"
    detail = f"left({_column(table, subject.detail)}::text, {_DETAIL_CHARACTERS})" if subject.detail else "NULL::text"
    found = [f"{one} ILIKE {asked.anywhere}" for one in names]
    if subject.has_public_id:
        found.append(f"{key} ILIKE {asked.beginning}")
    rank = (
        f"CASE WHEN {key} = {asked.exact} OR lower({name}) = {asked.whole} THEN 0"
        f" WHEN {name} ILIKE {asked.beginning} THEN 1 ELSE 2 END"
    )
    where = {"AND": [subject.where, more or {}, *shown(resource, caller)]}
    return (
        f"(SELECT '{subject.kind}' AS kind, {key}::text AS id, {name} AS name, {detail} AS detail, {rank} AS rank"
        f" FROM {quoted(table.db_name)} {ALIAS} WHERE {condition(builder, table, ALIAS, where)}"
        f" AND ({' OR '.join(found)}) ORDER BY rank, lower({name}), {key} LIMIT {asked.limit})"
    )


def shown(resource: Resource, caller: Caller) -> list[Mapping[str, Any]]:
    """The conditions under which a list of `resource` shows a row to `caller`."""
    conditions = list(visible(resource, caller))
    if resource.fixed:
        conditions.append(resource.fixed)
    if resource.soft_delete is not None:
        conditions.append({resource.soft_delete.at: None})
    return conditions


def _column(table: Table, name: str) -> str:
    return f"{ALIAS}.{quoted(table.columns[name].db_name)}"


def _href(page: str | None, row_id: str) -> str | None:
    return None if page is None else f"{page}{'&' if '?' in page else '?'}id={quote(row_id, safe='')}"


def named(kind: str, resource: Resource, detail: str | None = None, page: str | None = None) -> Subject:
    """The rows of `resource` as its declaration describes them: found by its `search`, shown by its visibility."""
    return Subject(kind, resource, resource.search, detail, page)


def of_table(kind: str, table: str, key: str, read: Permission, **more: Any) -> Resource:
    """A resource without routes: rows of a table of the gateway's, for searching."""
    return Resource(
        path=f"/{kind}", table=table, item=BaseModel, noun=kind, plural=f"{kind}s", read=read, write=read, id=key,
        operations=set(), **more,
    )  # fmt: skip
