"""Integrations: the applications that workspaces and their users are connected to."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from pydantic import Field

from alchemi.accounts.people import USERS
from alchemi.auth.caller import Caller
from alchemi.auth.permissions import Permission, may
from alchemi.db.rows import Row
from alchemi.errors import ForbiddenError, InvalidRequestError
from alchemi.rest.listing import Page, page_of, query_of
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack, Authored, Identifier, LongText, Name, Schema
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires


class Level(StrEnum):
    WORKSPACE = "WORKSPACE"
    USER = "USER"


class Status(StrEnum):
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    ERROR = "ERROR"

    @classmethod
    def _missing_(cls, value: object) -> Status | None:
        return cls.__members__.get(value.upper()) if isinstance(value, str) else None


class IntegrationChange(Schema):
    name: Name = ""
    description_for_agent: LongText | None = None
    status: Status = Status.ACTIVE
    composio_connected_account_id: Identifier | None = None


class NewIntegration(IntegrationChange):
    workspace_id: Identifier = Field(examples=["w-1"])
    user_id: Identifier | None = Field(default=None, description="Whose it is, at the level USER.")
    connection_level: Level = Level.WORKSPACE
    name: Name = Field(examples=["Our tracker"])
    integration_type: Name = Field(examples=["composio"])
    app_name: Name = Field(examples=["tracker"])
    composio_entity_id: Identifier = Field(examples=["entity-1"])
    connected_by_user_id: Identifier | None = Field(default=None, description="By default the caller.")


class Integration(Authored):
    workspace_id: str
    user_id: str | None
    connection_level: Level
    name: str
    description_for_agent: str | None
    integration_type: str
    app_name: str
    composio_entity_id: str
    composio_connected_account_id: str | None
    status: Status
    connected_at: datetime
    connected_by_user_id: str | None


INTEGRATIONS = Resource(
    path="/alchemi/connection/integration",
    table="Alchemi_IntegrationConnectionTable",
    noun="integration",
    plural="integrations",
    item=Integration,
    create=NewIntegration,
    update=IntegrationChange,
    read=Permission.CONNECTION_READ,
    write=Permission.CONNECTION_READ,
    sort=("name", "app_name", "connected_at", "created_at"),
    filters=("workspace_id", "user_id", "app_name", "integration_type", "status", "connection_level"),
    search=("name", "app_name"),
    references={"workspace_id": "Alchemi_WorkspaceTable", "user_id": USERS, "connected_by_user_id": USERS},
    workspace="workspace_id",
    operations=set(),
)
_READ: Final = [requires(Permission.CONNECTION_READ)]
_Query: Final = query_of(INTEGRATIONS)
_IntegrationPage: Final = page_of(INTEGRATIONS)
operations = APIRouter()


@operations.get("", dependencies=_READ, response_model=_IntegrationPage)
@operations.get(
    "/list", dependencies=_READ, response_model=_IntegrationPage, include_in_schema=False,
    name="list_integrations_alias",
)  # fmt: skip
async def list_integrations(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:  # type: ignore[valid-type]
    """One page of integrations: those of workspaces, and one's own."""
    async with work.rows(INTEGRATIONS, is_read_only=True) as rows:
        found, total = await rows.page(query, _shown_to(work.caller))
    return rows.page_answer(found, total, query, _IntegrationPage)


@created(operations, INTEGRATIONS, _READ)
async def create_integration(work: CurrentWork, body: NewIntegration, response: Response) -> Integration:
    """Connect an application. Users connect themselves; for others, and for a workspace, it takes `connections:write`."""
    if (body.connection_level is Level.USER) != (body.user_id is not None):
        raise InvalidRequestError.of_field("/user_id", "Send it at the level USER, and at no other.")
    _check_may_change(work.caller, body.user_id)
    if body.connected_by_user_id != work.caller.user_id and not may(work.caller, Permission.CONNECTION_WRITE):
        body = body.model_copy(update={"connected_by_user_id": work.caller.user_id})
    values = body.model_dump()
    values["connected_by_user_id"] = values["connected_by_user_id"] or work.caller.user_id
    async with work.rows(INTEGRATIONS) as rows:
        return made(rows, await rows.create(values), response, Integration)


@operations.get("/{integration_id}", dependencies=_READ)
async def get_integration(work: CurrentWork, integration_id: str, response: Response) -> Integration:
    """One integration."""
    async with work.rows(INTEGRATIONS, is_read_only=True) as rows:
        row = await rows.get(integration_id, _shown_to(work.caller))
        return tagged(rows, row, response, Integration)


@operations.put("/{integration_id}", dependencies=_READ, name="put_integration")
@operations.patch("/{integration_id}", dependencies=_READ)
async def update_integration(
    work: CurrentWork, integration_id: str, body: IntegrationChange, response: Response
) -> Integration:
    """Change the fields that are sent: its state, or that it was connected anew."""
    values = sent_values(body, INTEGRATIONS)
    async with work.rows(INTEGRATIONS) as rows:
        before = await _changeable(rows, integration_id)
        if values.get("composio_connected_account_id") not in (None, before["composio_connected_account_id"]):
            values["connected_at"] = work.now
        return tagged(rows, await rows.change(before, values), response, Integration)


@operations.delete("/{integration_id}", dependencies=_READ)
async def delete_integration(work: CurrentDeletion, integration_id: str) -> Deleted:
    """Forget it here; what it may do at the integration service is ended there."""
    async with work.rows(INTEGRATIONS) as rows:
        await rows.delete(await _changeable(rows, integration_id))
    return Ack(id=integration_id, message="The integration was deleted.")


def _shown_to(caller: Caller) -> dict[str, Any]:
    """Another user's own integrations are for those who write connections."""
    if may(caller, Permission.CONNECTION_WRITE):
        return {}
    own = [] if caller.user_id is None else [{"user_id": caller.user_id}]
    return {"OR": [{"user_id": None}, *own]}


async def _changeable(rows: Rows, integration_id: str) -> Row:
    row = await rows.get(integration_id, _shown_to(rows.work.caller), for_update=True)
    _check_may_change(rows.work.caller, row["user_id"])
    return row


def _check_may_change(caller: Caller, user_id: str | None) -> None:
    if may(caller, Permission.CONNECTION_WRITE) or (user_id is not None and user_id == caller.user_id):
        return
    raise ForbiddenError(
        "Without connections:write you connect yourself alone.", permission=str(Permission.CONNECTION_WRITE)
    )


router = resource_router(INTEGRATIONS, operations)
