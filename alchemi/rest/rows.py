"""The rows of resources inside one transaction: what the standard routes do, and what special operations are made of.

Whatever is read is the account's and is shown to the caller; whatever is written is sealed, signed with the actor, checked
against the version that the caller saw, and told to the audit trail, here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, TypeVar
from uuid import uuid4

from prisma.fields import Json
from pydantic import BaseModel

from alchemi.audit.resources import resource_of
from alchemi.audit.writer import record
from alchemi.db.calls import Call, run
from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.sql import read
from alchemi.errors import (
    ConflictError,
    ForbiddenError,
    InvalidRequestError,
    NotFoundError,
    NothingToChangeError,
    PreconditionFailedError,
)
from alchemi.rest import listing
from alchemi.rest.addresses import refuse_moved_secrets
from alchemi.rest.fitting import check_fits
from alchemi.rest.listing import Page, PageQuery, Tail
from alchemi.rest.references import check_references, existing
from alchemi.rest.resource import Reference, Resource
from alchemi.rest.secret_fields import Sealer, kept, masked, opened, sealed
from alchemi.rest.visibility import visible

if TYPE_CHECKING:
    from alchemi.rest.work import Work

A = TypeVar("A", bound=BaseModel)
Action = str
_ID_CHARACTERS: Final = 200


class Rows:
    """The rows of `resource` in `unit`; `of` gives those of another one in the same transaction."""

    def __init__(self, work: Work, unit: Unit, resource: Resource) -> None:
        self.work = work
        self.unit = unit
        self.resource = resource
        self.table = resource.model
        self._sealer: Sealer | None = None

    def of(self, resource: Resource) -> Rows:
        """The rows of another resource."""
        return Rows(self.work, self.unit, resource)

    async def call(self, table: str, method: str, **arguments: Any) -> Any:
        """One call of the Prisma API on any table of the account; rows come as dicts."""
        return await run(self.unit, Call(self.unit.builder().catalogue.tables[table], method, arguments))

    async def page(self, query: PageQuery, *where: Mapping[str, Any]) -> tuple[list[Row], int]:
        """One page of the rows that the caller sees, secrets masked, and how many there are in all."""
        resource, model = self.resource, self.resource.list_item or self.resource.item
        shown = self._where(*where, *listing.filter_of(resource, query), deleted=listing.shows_deleted(resource, query))
        columns = listing.columns_of(self.table, model, resource.id)
        tail = Tail(listing.order_of(resource, query), query.limit, query.offset)
        records = await self.unit.fetch(listing.select(self.unit.builder(), self.table, columns, shown, tail))
        total = query.offset + len(records)
        if len(records) == query.limit or (not records and query.offset):
            total = await self._total(shown)
        return [await self._told(dict(record)) for record in records], total

    async def count(self, where: Mapping[str, Any]) -> int:
        """How many rows of the account `where` describes."""
        [record] = await self.unit.fetch(read.count(self.unit.builder(), self.table, read.Page(where), None))
        return int(record[0])

    async def find(
        self, row_id: str, *where: Mapping[str, Any], for_update: bool = False, deleted: bool = False
    ) -> Row | None:
        """The row of this id with its secrets in clear, if the caller sees it; `for_update` locks it."""
        if not _is_id(row_id):
            return None
        conditions = self._where({self.resource.id: row_id}, *where, deleted=deleted)
        tail = Tail(for_update=for_update)
        statement = listing.select(self.unit.builder(), self.table, list(self.table.columns), conditions, tail)
        records = await self.unit.fetch(statement)
        return await self._clear(dict(records[0])) if records else None

    async def all(self, *where: Mapping[str, Any], limit: int, deleted: bool = False) -> list[Row]:
        """Up to `limit` rows that the caller sees and `where` describes, the oldest first, secrets in clear."""
        name = "created_at" if "created_at" in self.table.columns else self.resource.id
        tail = Tail([{name: "asc"}, {self.resource.id: "asc"}], limit)
        builder, columns = self.unit.builder(), list(self.table.columns)
        shown = self._where(*where, deleted=deleted)
        records = await self.unit.fetch(listing.select(builder, self.table, columns, shown, tail))
        return [await self._clear(dict(record)) for record in records]

    async def first(self, *where: Mapping[str, Any], for_update: bool = False, deleted: bool = False) -> Row | None:
        """One of the rows that the caller sees and `where` describes, with its secrets in clear."""
        tail = Tail([{self.resource.id: "asc"}], 1, for_update=for_update)
        builder, columns = self.unit.builder(), list(self.table.columns)
        records = await self.unit.fetch(
            listing.select(builder, self.table, columns, self._where(*where, deleted=deleted), tail)
        )
        return await self._clear(dict(records[0])) if records else None

    async def get(self, row_id: str, *where: Mapping[str, Any], for_update: bool = False, deleted: bool = False) -> Row:
        """The same, or an error.

        Raises:
            NotFoundError: there is none, it is another account's, or the caller does not see it.
        """
        row = await self.find(row_id, *where, for_update=for_update, deleted=deleted)
        if row is None:
            raise NotFoundError(f"There is no such {self.resource.noun}.")
        return row

    async def create(self, values: Mapping[str, Any]) -> Row:
        """Write a row of `values` under a new id.

        Raises:
            InvalidRequestError: a reference names nothing, or a value does not fit.
            ForbiddenError: the row would be of more than the workspaces that the caller's token is for.
        """
        resource, row_id = self.resource, str(values.get(self.resource.id) or uuid4())
        clear = {**kept(resource, values, None), **resource.fixed, resource.id: row_id}
        await self._check(clear)
        written = await self._stored(row_id, clear | self._signed("created_by", "updated_by"))
        made = await self._clear(await self.call(resource.table, "create", data=written))
        if self.work.caller.workspace_ids is not None and await self.find(row_id) is None:
            raise ForbiddenError("This token is for some workspaces: name one of them.")
        return made

    async def change(self, before: Row, values: Mapping[str, Any], *, action: Action = "update") -> Row:
        """Set `values` in a row that `get(for_update=True)` gave.

        Raises:
            PreconditionFailedError: the caller has seen an older version.
            ConflictError: the row is deleted.
            InvalidRequestError: a reference names nothing, a value does not fit, or kept secrets would go elsewhere.
        """
        resource, row_id = self.resource, str(before[self.resource.id])
        self.check_version(before, values)
        if action == "update" and self._is_deleted(before):
            raise ConflictError(f"This {resource.noun} was deleted; restore it first.")
        for name in resource.secret_fields.keys() & values.keys():
            refuse_moved_secrets(name, before[name], values[name])
        clear = kept(resource, {name: value for name, value in values.items() if name != resource.version}, before)
        await self._check(clear)
        written = await self._stored(row_id, clear | self._signed("updated_by"))
        if resource.version is not None:
            written[resource.version] = {"increment": 1}
        changed = await self.call(resource.table, "update", where=self._key(row_id), data=written)
        if changed is None:
            raise NotFoundError(f"There is no such {resource.noun}.")
        if action != "update":
            if self.work.rehearsal is not None:
                self.work.rehearsal.note(resource, action, before)
            self.record(action, row_id)
        return await self._clear(changed)

    async def delete(self, before: Row) -> None:
        """Delete a row that `get(for_update=True)` gave, or mark it as deleted where the resource says so."""
        resource, row_id = self.resource, str(before[self.resource.id])
        if (deletion := resource.soft_delete) is not None:
            values = {deletion.at: self.work.now, **deletion.sets}
            if deletion.by is not None:
                values[deletion.by] = self.work.caller.actor
            await self.change(before, values, action="delete")
            return
        self.check_version(before, {})
        if self.work.rehearsal is not None:
            await self.work.rehearsal.look(self.unit, resource, before)
        await self.call(resource.table, "delete", where=self._key(row_id))

    async def restore(self, before: Row) -> Row:
        """Take back what `delete` did to a row that is only marked.

        Raises:
            ConflictError: it is not deleted.
        """
        deletion = self.resource.soft_delete
        if deletion is None or not self._is_deleted(before):
            raise ConflictError(f"This {self.resource.noun} is not deleted.")
        values: dict[str, Any] = {deletion.at: None, **deletion.restores}
        if deletion.by is not None:
            values[deletion.by] = None
        return await self.change(before, values, action="restore")

    async def check_exists(self, pointer: str, reference: Reference, row_id: str) -> None:
        """The id that stands at `pointer` of the body is that of a row which the caller sees.

        Raises:
            InvalidRequestError: it is not.
        """
        if row_id not in await existing(self.unit, reference, self.work.caller, [row_id]):
            raise InvalidRequestError.of_field(pointer, "There is no such object.")

    def record(
        self,
        action: Action,
        row_id: str | None,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
    ) -> None:
        """Tell the audit trail in words what is done to a row. Without `before` and `after` it shows what is seen of the
        row's change; a row that is created, updated or deleted is told without this."""
        if self.work.rehearsal is not None:
            return
        name = resource_of(self.table.db_name) or self.resource.noun.replace(" ", "_")
        shown = [None if row is None else masked(self.resource, row) for row in (before, after)]
        record(self.unit, action=action, resource_type=name, resource_id=row_id, before=shown[0], after=shown[1])

    def check_version(self, row: Row, values: Mapping[str, Any]) -> None:
        """Refuse a change by somebody who has seen another version of the row.

        Raises:
            PreconditionFailedError: they have.
        """
        wanted, current = self.work.expected_version, etag_of(self.resource, row)
        named = values.get(self.resource.version) if self.resource.version else None
        is_stale = wanted is not None and wanted.strip() != "*" and current not in _tags(wanted)
        if is_stale or (named is not None and named != row[self.resource.version or ""]):
            raise PreconditionFailedError(
                f"This {self.resource.noun} was changed by somebody else; read it again.", current=current
            )

    def answer(self, row: Row, model: type[A]) -> A:
        """A clear row as it is told."""
        return model.model_validate(masked(self.resource, row))

    def page_answer(self, rows: list[Row], total: int, query: PageQuery, model: type[Page]) -> Page:
        """A page as it is told."""
        item = self.resource.list_item or self.resource.item
        found = [item.model_validate(row) for row in rows]
        return model(total=total, limit=query.limit, offset=query.offset, **{self.resource.plural: found})

    async def _total(self, where: Mapping[str, Any]) -> int:
        totals, key = self.work.services.totals, (self.work.caller.account, self.table.name, repr(where))
        total = totals.find(key)
        if total is None:
            total = await self.count(where)
            totals.keep(key, total)
        return total

    def _where(self, *clauses: Mapping[str, Any], deleted: bool) -> dict[str, Any]:
        conditions = [*clauses, *visible(self.resource, self.work.caller)]
        if self.resource.fixed:
            conditions.append(self.resource.fixed)
        if self.resource.soft_delete is not None and not deleted:
            conditions.append({self.resource.soft_delete.at: None})
        return {"AND": conditions}

    def _key(self, row_id: str) -> dict[str, Any]:
        return {self.resource.id: row_id}

    def _signed(self, *names: str) -> dict[str, Any]:
        return {name: self.work.caller.actor for name in names if name in self.table.columns}

    def _is_deleted(self, row: Row) -> bool:
        return self.resource.soft_delete is not None and row[self.resource.soft_delete.at] is not None

    async def _check(self, values: Mapping[str, Any]) -> None:
        check_fits(self.table, values)
        await check_references(self.unit, self.resource, self.work.caller, values)

    async def _stored(self, row_id: str, clear: Mapping[str, Any]) -> dict[str, Any]:
        values = dict(clear)
        if self.resource.secret_fields.keys() & clear.keys():
            values = sealed(await self._seal(), self.resource, row_id, clear)
        for name, value in values.items():
            if self.table.columns[name].type == "Json" and value is not None:
                values[name] = Json(value)
        return values

    async def _clear(self, row: Row) -> Row:
        if not self.resource.secret_fields:
            return row
        return opened(await self._seal(), self.resource, row)

    async def _told(self, row: Row) -> Row:
        return masked(self.resource, await self._clear(row)) if self.resource.secret_fields else row

    async def _seal(self) -> Sealer:
        if self._sealer is None:
            self._sealer = await self.work.services.sealer_of(self.unit)
        return self._sealer


def sent_values(body: BaseModel, resource: Resource) -> dict[str, Any]:
    """The fields that a caller sent, explicit nulls included.

    Raises:
        NothingToChangeError: none was sent, or the version alone.
    """
    values = {name: value for name, value in body.model_dump().items() if name in body.model_fields_set}
    if not values.keys() - {resource.version}:
        raise NothingToChangeError("Send at least one field to change.")
    return values


def etag_of(resource: Resource, row: Mapping[str, Any]) -> str | None:
    """The version of a row as `ETag` and `If-Match` carry it."""
    if resource.version is not None:
        return f'"{row[resource.version]}"'
    changed = row.get("updated_at")
    return f'"{int(changed.timestamp() * 1000)}"' if isinstance(changed, datetime) else None


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _is_id(text: str) -> bool:
    return 0 < len(text) <= _ID_CHARACTERS and text.isprintable()
