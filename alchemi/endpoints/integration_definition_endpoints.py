"""What the platform can connect accounts to: the operator writes it, and every account reads it."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import Field

from alchemi.accounts import platform_rows
from alchemi.accounts.platform_rows import INTEGRATIONS
from alchemi.auth.permissions import Permission, may
from alchemi.errors import NothingToChangeError
from alchemi.rest.constraints import translating
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.router import group_router
from alchemi.rest.schema import Ack, Authored, Count, Identifier, LongText, Name, PlainText, Schema
from alchemi.rest.work import CurrentWork, Work, requires

PATH: Final = "/alchemi/connection"
_PLATFORM: Final = [requires(Permission.PLATFORM_WRITE)]
operations = APIRouter()


class DefinitionChange(Schema):
    name: Name = ""
    description: LongText | None = None
    toolkit: Name = ""
    auth_config_id: Identifier | None = None
    icon: Annotated[PlainText, Field(max_length=2_000)] | None = None
    color: Annotated[PlainText, Field(max_length=40)] | None = None
    bg_color: Annotated[PlainText, Field(max_length=40)] | None = None
    enabled: bool = True
    display_order: Count = 0


class NewDefinition(DefinitionChange):
    name: Name = Field(examples=["Tracker"])
    toolkit: Name = Field(examples=["tracker"])


class Definition(Authored):
    name: str
    description: str | None
    toolkit: str
    auth_config_id: str | None = Field(description="null for those who make no connections.")
    icon: str | None
    color: str | None
    bg_color: str | None
    enabled: bool
    display_order: int


class DefinitionQuery(PageQuery):
    toolkit: Name | None = None
    enabled: bool | None = None


class DefinitionPage(Page):
    definitions: list[Definition]


@operations.get("/integration-def/list", dependencies=[requires(Permission.CATALOG_READ)])
async def list_definitions(work: CurrentWork, query: Annotated[DefinitionQuery, Query()]) -> DefinitionPage:
    """What may be connected, in the order in which it is shown."""
    return await _page(work, query, is_told=may(work.caller, Permission.CONNECTION_WRITE))


@operations.get("/integration-def", dependencies=[requires(Permission.PLATFORM_READ)])
async def list_platform_definitions(work: CurrentWork, query: Annotated[DefinitionQuery, Query()]) -> DefinitionPage:
    """The same for the operator, who acts for no account."""
    return await _page(work, query, is_told=True)


@operations.post("/integration-def/new", dependencies=_PLATFORM, status_code=201)
async def add_definition(work: CurrentWork, body: NewDefinition) -> Definition:
    """Offer an application to all accounts."""
    platform, actor = work.services.platform, work.caller.actor
    with translating():
        return Definition.model_validate(
            await platform_rows.add_row(platform, INTEGRATIONS, body.model_dump(), actor=actor)
        )


@operations.put("/integration-def/{entry_id}", dependencies=_PLATFORM, name="put_definition")
@operations.patch("/integration-def/{entry_id}", dependencies=_PLATFORM)
async def update_definition(work: CurrentWork, entry_id: str, body: DefinitionChange) -> Definition:
    """Change the fields that are sent."""
    values, actor = body.model_dump(include=body.model_fields_set), work.caller.actor
    if not values:
        raise NothingToChangeError("Send at least one field to change.")
    with translating():
        row = await platform_rows.change_row(work.services.platform, INTEGRATIONS, entry_id, values, actor=actor)
        return Definition.model_validate(row)


@operations.delete("/integration-def/{entry_id}", dependencies=_PLATFORM)
async def delete_definition(work: CurrentWork, entry_id: str) -> Ack:
    """Offer it no longer; what is connected stays."""
    with translating():
        await platform_rows.remove_row(work.services.platform, INTEGRATIONS, entry_id)
    return Ack(id=entry_id, message="The integration is no longer offered.")


async def _page(work: Work, query: DefinitionQuery, *, is_told: bool) -> DefinitionPage:
    where = query.model_dump(include={"toolkit", "enabled"}, exclude_none=True)
    with translating():
        found, total = await platform_rows.list_rows(
            work.services.platform, INTEGRATIONS, where, limit=query.limit, offset=query.offset
        )
    hidden: dict[str, Any] = {} if is_told else {"auth_config_id": None}
    told = [Definition.model_validate(row | hidden) for row in found]
    return DefinitionPage(definitions=told, total=total, limit=query.limit, offset=query.offset)


router = group_router(PATH, (), operations)
