"""Overrides: what an account changes of the platform's catalogue, for whom, and for how long."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from alchemi.accounts import catalog
from alchemi.auth.caller import CallerKind
from alchemi.auth.permissions import Permission
from alchemi.db.rows import Row
from alchemi.endpoints.override_config_schemas import (
    CodeAck,
    Entry,
    EntryChange,
    EntryPage,
    EntryQuery,
    NewEntry,
    NewOverride,
    Override,
    OverrideChange,
    ScopeType,
)
from alchemi.errors import ForbiddenError, InvalidRequestError
from alchemi.rest.constraints import translating
from alchemi.rest.listing import Page, PageQuery, page_of
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Reference, Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

OVERRIDES = Resource(
    path="/alchemi/override-config",
    aliases=("/alchemi/override",),
    table="Alchemi_AccountOverrideConfigTable",
    noun="override",
    plural="overrides",
    item=Override,
    create=NewOverride,
    update=OverrideChange,
    read=Permission.OVERRIDE_READ,
    write=Permission.OVERRIDE_WRITE,
    sort=("name", "valid_from", "created_at"),
    default_sort="-valid_from",
    filters=(
        "category", "entity_code", "scope_type", "scope_id", "action", "set_by_platform", "valid_from", "valid_until",
    ),
    search=("name", "entity_code"),
    operations={"list", "get"},
)  # fmt: skip
_SCOPES: Final = {
    ScopeType.GROUP: Reference("Alchemi_GroupTable"),
    ScopeType.USER: Reference("LiteLLM_UserTable"),
    ScopeType.TEAM: Reference("LiteLLM_TeamTable"),
}
_WRITE: Final = [requires(Permission.OVERRIDE_WRITE)]
_PLATFORM: Final = [requires(Permission.PLATFORM_WRITE)]
_OverridePage: Final = page_of(OVERRIDES)
operations = APIRouter()


@operations.get("/catalog/list", dependencies=[requires(Permission.CATALOG_READ)])
async def list_catalog(work: CurrentWork, query: Annotated[EntryQuery, Query()]) -> EntryPage:
    """What there is to override, in the order in which it is shown."""
    where = query.model_dump(include={"category", "is_active"}, exclude_none=True)
    with translating():
        rows, total = await catalog.list_entries(work.services.platform, where, limit=query.limit, offset=query.offset)
    entries = [Entry.model_validate(row) for row in rows]
    return EntryPage(catalog_entries=entries, total=total, limit=query.limit, offset=query.offset)


@operations.post("/catalog/new", dependencies=_PLATFORM, status_code=201)
async def add_catalog_entry(work: CurrentWork, body: NewEntry) -> Entry:
    """Add an entry for all accounts."""
    with translating():
        values = body.model_dump()
        return Entry.model_validate(await catalog.add_entry(work.services.platform, values, actor=work.caller.actor))


@operations.put("/catalog/{code}", dependencies=_PLATFORM, name="put_catalog_entry")
@operations.patch("/catalog/{code}", dependencies=_PLATFORM)
async def update_catalog_entry(work: CurrentWork, code: str, body: EntryChange) -> Entry:
    """Change the fields that are sent."""
    values = sent_values(body, OVERRIDES)
    with translating():
        return Entry.model_validate(
            await catalog.change_entry(work.services.platform, code, values, actor=work.caller.actor)
        )


@operations.delete("/catalog/{code}", dependencies=_PLATFORM)
async def delete_catalog_entry(work: CurrentWork, code: str) -> CodeAck:
    """Delete an entry that no other stands below."""
    with translating():
        await catalog.remove_entry(work.services.platform, code)
    return CodeAck(code=code, message="The entry was deleted.")


@operations.get("/active", dependencies=[requires(Permission.OVERRIDE_READ)], response_model=_OverridePage)
async def list_active_overrides(work: CurrentWork, query: Annotated[PageQuery, Query()]) -> Page:
    """Overrides that hold now."""
    holds = {
        "valid_from": {"lte": work.now},
        "OR": [{"valid_until": None}, {"valid_until": {"gt": work.now}}],
    }
    async with work.rows(OVERRIDES, is_read_only=True) as rows:
        found, total = await rows.page(query, holds)
    return rows.page_answer(found, total, query, _OverridePage)


@created(operations, OVERRIDES, _WRITE)
async def create_override(work: CurrentWork, body: NewOverride, response: Response) -> Override:
    """Override an entry of the catalogue for the account, a group, a team or a user."""
    with translating():
        entry = await catalog.find_entry(work.services.platform, body.entity_code)
    if entry is None or not entry["is_active"]:
        raise InvalidRequestError.of_field("/entity_code", "The catalogue has no such entry.")
    if body.set_by_platform:
        _check_is_service(work)
    values = body.model_dump()
    _check_time(body.valid_from, body.valid_until)
    async with work.rows(OVERRIDES) as rows:
        await _check_scope(rows, body)
        return made(rows, await rows.create(values), response, Override)


@operations.put("/{override_id}", dependencies=_WRITE, name="put_override")
@operations.patch("/{override_id}", dependencies=_WRITE)
async def update_override(work: CurrentWork, override_id: str, body: OverrideChange, response: Response) -> Override:
    """Change the fields that are sent; whom it is for stays."""
    values = sent_values(body, OVERRIDES)
    async with work.rows(OVERRIDES) as rows:
        before = await _changeable(rows, override_id)
        after = {**before, **values}
        _check_time(after["valid_from"], after["valid_until"])
        return tagged(rows, await rows.change(before, values), response, Override)


@operations.delete("/{override_id}", dependencies=_WRITE)
async def delete_override(work: CurrentDeletion, override_id: str) -> Deleted:
    """Delete an override."""
    async with work.rows(OVERRIDES) as rows:
        await rows.delete(await _changeable(rows, override_id))
    return Ack(id=override_id, message="The override was deleted.")


async def _changeable(rows: Rows, override_id: str) -> Row:
    override = await rows.get(override_id, for_update=True)
    if override["set_by_platform"]:
        _check_is_service(rows.work)
    return override


def _check_is_service(work: CurrentWork) -> None:
    if work.caller.kind is not CallerKind.SERVICE:
        raise ForbiddenError("This is set by the platform; ask the operator.")


def _check_time(since: datetime, until: datetime | None) -> None:
    if until is not None and until <= since:
        raise InvalidRequestError.of_field("/valid_until", "This must be later than valid_from.")


async def _check_scope(rows: Rows, body: NewOverride) -> None:
    if (body.scope_type is ScopeType.ACCOUNT) != (body.scope_id == ""):
        raise InvalidRequestError.of_field("/scope_id", "Send it for a group, a team or a user, and for nothing else.")
    if (reference := _SCOPES.get(body.scope_type)) is not None:
        await rows.check_exists("/scope_id", reference, body.scope_id)


router = resource_router(OVERRIDES, operations)
