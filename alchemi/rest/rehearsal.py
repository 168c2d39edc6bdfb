"""`?dry_run=1`: a deletion that is done and taken back in its transaction, and what it did to which rows in between.

Counts are the database's own, so that they hold whatever a foreign key or a special deletion does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal

from fastapi import FastAPI, Query
from fastapi.responses import JSONResponse
from pydantic import Field
from starlette.requests import Request

from alchemi.audit.resources import RESOURCES
from alchemi.db.engine import Unit
from alchemi.db.schema.catalogue import Catalogue, Scope, Table
from alchemi.db.sql.statement import ALIAS, Statement, quoted
from alchemi.db.sql.where import condition
from alchemi.rest.resource import Resource
from alchemi.rest.schema import Ack, Answer
from alchemi.tenancy.origin import current_origin

_SO_FAR: Final = (
    "SELECT c.relname AS name, pg_stat_get_xact_tuples_deleted(c.oid) AS deleted,"
    " pg_stat_get_xact_tuples_updated(c.oid) AS changed FROM pg_class c"
    " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname = ANY ($1::text[])"
)
_KINDS: Final = {**RESOURCES, "LiteLLM_TeamTable": "gateway_team"}
_NAMES: Final = ("name", "email", "user_email", "subject", "title", "user_id")


class Effect(Answer):
    kind: str = Field(description="What the rows are: `key`, `workspace_member`.")
    count: int
    effect: Literal["deleted", "changed", "left_without"] = Field(
        description="`left_without`: they stay and name something that is gone."
    )


class Would(Answer):
    action: str = Field(description="As the audit trail would tell it: `delete`, `revoke`, `close`.")
    kind: str
    id: str
    name: str | None
    can_be_restored: bool


class Consequences(Answer):
    """What a deletion would do. Nothing was done."""

    would: Would
    counts: list[Effect]
    blocked_by: list[Effect] = Field(description="Empty here; in a refusal (409) the rows that stand in the way.")


DryRun = Annotated[bool, Query(description="Answer with what would happen, and change nothing.")]
Deleted = Ack | Consequences
"""What a DELETE answers: that it was done, or with `?dry_run=1` what it would do."""

Tally = Mapping[str, tuple[int, int]]


def foreseen(action: str, kind: str, row_id: str, name: str, deleted: Mapping[str, int]) -> RehearsedError:
    """The same for what could not be tried and was only counted. `deleted`: rows by table."""
    would = Would(action=action, kind=kind, id=row_id, name=name, can_be_restored=False)
    counts = [
        Effect(kind=_KINDS.get(table) or _kind_of(table), count=count, effect="deleted")
        for table, count in sorted(deleted.items())
    ]
    return RehearsedError(Consequences(would=would, counts=counts, blocked_by=[]))


class RehearsedError(Exception):
    """Ends the transaction of a rehearsal; told as its consequences."""

    def __init__(self, consequences: Consequences) -> None:
        super().__init__("rehearsed")
        self.consequences = consequences


@dataclass(slots=True)
class Rehearsal:
    """One deletion that is tried. `resources`: all declarations, whose references are looked up."""

    resources: tuple[Resource, ...] = ()
    action: str = "delete"
    resource: Resource | None = None
    row: Mapping[str, Any] = field(default_factory=dict)
    blocked_by: list[Effect] = field(default_factory=list)
    _before: Tally = field(default_factory=dict)

    async def begin(self, unit: Unit) -> None:
        """Remember what the connection has counted until now: not all of it is this transaction's."""
        self._before = await _tally(unit)

    def note(self, resource: Resource, action: str, row: Mapping[str, Any]) -> None:
        """The first that is told is what was asked for."""
        if self.resource is None:
            self.resource, self.action, self.row = resource, action, row

    async def look(self, unit: Unit, resource: Resource, row: Mapping[str, Any]) -> None:
        """Remember what a foreign key keeps the row for: once that has refused, nothing can be asked any more."""
        self.note(resource, "delete", row)
        self.blocked_by += await _in_the_way(unit, self.resources, resource, str(row[resource.id]))

    async def end(self, unit: Unit) -> RehearsedError:
        """What the transaction has done since it began. It must not be committed."""
        after, resource = await _tally(unit), self.resource
        if resource is None:
            raise RuntimeError("A rehearsal deleted nothing.")
        deleted = Counter({name: count[0] - self._before.get(name, (0, 0))[0] for name, count in after.items()})
        changed = Counter({name: count[1] - self._before.get(name, (0, 0))[1] for name, count in after.items()})
        own, row_id = resource.model.db_name, str(self.row[resource.id])
        if not deleted[own] + changed[own]:
            raise RuntimeError("The database counts nothing: track_counts has to be on.")
        (deleted if deleted[own] else changed)[own] -= 1
        kinds = _kinds(self.resources)
        effects: tuple[tuple[Literal["deleted", "changed"], Counter[str]], ...] = (
            ("deleted", deleted),
            ("changed", changed),
        )
        counts = [
            Effect(kind=kinds.get(name) or _kind_of(name), count=count, effect=effect)
            for effect, counted in effects
            for name, count in sorted(counted.items())
            if count > 0
        ]
        counts += [
            Effect(kind=_kind(one), count=count, effect="left_without")
            for one, count in await _naming(unit, self.resources, resource.table, row_id)
        ]
        name = next((str(self.row[one]) for one in _NAMES if self.row.get(one)), None)
        would = Would(
            action=self.action, kind=_kind(resource), id=row_id, name=name,
            can_be_restored=self.action == "delete" and resource.soft_delete is not None,
        )  # fmt: skip
        return RehearsedError(Consequences(would=would, counts=counts, blocked_by=[]))


async def _in_the_way(unit: Unit, resources: Iterable[Resource], resource: Resource, row_id: str) -> list[Effect]:
    """The rows that a foreign key keeps `resource`'s row for."""
    catalogue, kinds = unit.builder().catalogue, _kinds(resources)
    found = []
    for table, column in _keepers(catalogue, resource):
        builder = unit.builder()
        where = condition(builder, table, ALIAS, {column: row_id})
        text = f"SELECT count(*) FROM {quoted(table.db_name)} {ALIAS} WHERE {where}"
        [row] = await unit.fetch(builder.statement(text))
        if row[0]:
            kind = kinds.get(table.db_name) or _kind_of(table.db_name)
            found.append(Effect(kind=kind, count=row[0], effect="left_without"))
    return found


def _keepers(catalogue: Catalogue, resource: Resource) -> Iterable[tuple[Table, str]]:
    for table in catalogue.tables.values():
        for relation in table.relations.values():
            keeps = relation.is_owner and relation.on_delete in ("Restrict", "NoAction")
            if keeps and relation.target == resource.table and relation.references == (resource.id,):
                yield table, relation.fields[0]


async def _tally(unit: Unit) -> Tally:
    tables = unit.builder().catalogue.tables.values()
    names = [table.db_name for table in tables if table.scope is Scope.ACCOUNT]
    return {row["name"]: (row["deleted"], row["changed"]) for row in await unit.fetch(Statement(_SO_FAR, [names]))}


async def _naming(unit: Unit, resources: Iterable[Resource], table: str, row_id: str) -> list[tuple[Resource, int]]:
    """How many rows of each resource name this one in a field that no foreign key looks after."""
    builder = unit.builder()
    parts: list[str] = []
    asked: list[Resource] = []
    seen: set[tuple[str, str]] = set()
    wanted = builder.bind(row_id)
    for resource in resources:
        for name, reference in resource.reference_fields.items():
            column = resource.model.columns.get(name)
            if reference.table != table or column is None or (resource.table, name) in seen:
                continue
            seen.add((resource.table, name))
            target = f"{ALIAS}.{quoted(column.db_name)}"
            test = f"{wanted} = ANY ({target})" if column.is_list else f"{target} = {wanted}"
            live = {} if resource.soft_delete is None else {"AND": [{resource.soft_delete.at: None}]}
            where = condition(builder, resource.model, ALIAS, live)
            parts.append(
                f"(SELECT {len(asked)} AS number, count(*) AS count FROM {quoted(resource.model.db_name)} {ALIAS}"
                f" WHERE {where} AND {test})"
            )
            asked.append(resource)
    if not parts:
        return []
    rows = await unit.fetch(builder.statement(" UNION ALL ".join(parts) + " ORDER BY number"))
    return [(asked[row["number"]], row["count"]) for row in rows if row["count"]]


def _kind(resource: Resource) -> str:
    return resource.noun.replace(" ", "_")


def _kinds(resources: Iterable[Resource]) -> dict[str, str]:
    return {one.model.db_name: _kind(one) for one in resources if one.create or one.update} | _KINDS


def _kind_of(name: str) -> str:
    """`Alchemi_WorkspaceMemberTable` is a `workspace_member`."""
    stem = name.split("_", 1)[-1].removesuffix("Table")
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in stem).strip("_")


def tell_rehearsals(app: FastAPI) -> None:
    """Have `app` answer a rehearsal with its consequences, and the audit trail leave it out."""

    @app.exception_handler(RehearsedError)
    async def _rehearsed(_request: Request, error: RehearsedError) -> JSONResponse:
        if (origin := current_origin()) is not None:
            origin.is_rehearsal = True
        return JSONResponse(error.consequences.model_dump(mode="json"))
