"""Connections: what workspaces reach outside the gateway, with secrets that are never told again."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from fastapi import APIRouter, Response
from pydantic import Field

from alchemi.auth.permissions import Permission
from alchemi.rest.asking import Outbound
from alchemi.rest.resource import Reference, Resource, Secret
from alchemi.rest.router import resource_router
from alchemi.rest.schema import Authored, Identifier, JsonObject, Name, Schema
from alchemi.rest.trying import TriedConnection, check_can_be_tried, try_connection
from alchemi.rest.work import CurrentWork, requires

_SHOWN = frozenset({"url", "base_url", "host", "port", "database", "region", "method", "type"})


class ConnectionStatus(StrEnum):
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    ERROR = "ERROR"


class ConnectionChange(Schema):
    """`config` is replaced whole; a mask in it keeps the secret in its place, unless an address is another one."""

    name: Name = ""
    type: Name = ""
    status: ConnectionStatus = ConnectionStatus.ACTIVE
    config: JsonObject | None = None
    mvp_version_id: Identifier | None = Field(default=None, description="The MVP configuration that it is for.")


class NewConnection(ConnectionChange):
    name: Name = Field(examples=["Warehouse"])
    type: Name = Field(examples=["postgres"])
    workspace_id: Identifier | None = Field(default=None, description="Without one it is the whole account's.")
    config: JsonObject | None = Field(default=None, examples=[{"host": "db.example", "password": "a secret"}])


class Connection(Authored):
    workspace_id: str | None
    name: str
    type: str
    status: ConnectionStatus
    config: dict[str, Any] | None = Field(description="Secrets are told as ****.")
    mvp_version_id: str | None


class RevealedConnection(Connection):
    config: dict[str, Any] | None = Field(description="In clear.")


CONNECTIONS = Resource(
    path="/alchemi/connection",
    table="Alchemi_ConnectionTable",
    noun="connection",
    plural="connections",
    item=Connection,
    create=NewConnection,
    update=ConnectionChange,
    read=Permission.CONNECTION_READ,
    write=Permission.CONNECTION_WRITE,
    sort=("name", "type", "created_at"),
    filters=("workspace_id", "type", "status", "created_at"),
    search=("name",),
    secrets=(Secret("config", shown=_SHOWN),),
    references={
        "workspace_id": "Alchemi_WorkspaceTable",
        "mvp_version_id": Reference("Alchemi_MvpConfigTable", workspace="workspace_id"),
    },
    workspace="workspace_id",
)
operations = APIRouter()


@operations.post("/{connection_id}/reveal", dependencies=[requires(Permission.SECRET_REVEAL)])
async def reveal_connection(work: CurrentWork, connection_id: str, response: Response) -> RevealedConnection:
    """The connection with its secrets in clear, for a service that is about to connect. The audit trail tells of it."""
    response.headers["cache-control"] = "no-store"
    async with work.rows(CONNECTIONS) as rows:
        connection = await rows.get(connection_id)
        rows.record("reveal", connection_id)
        return RevealedConnection.model_validate(connection)


@operations.post("/{connection_id}/test", dependencies=[requires(Permission.CONNECTION_WRITE)])
async def test_connection(work: CurrentWork, client: Outbound, connection_id: str) -> TriedConnection:
    """Try one of type `mcp` or `openapi`. Others cannot be tried from here: 409."""
    async with work.rows(CONNECTIONS, is_read_only=True) as rows:
        row = await rows.get(connection_id)
    check_can_be_tried(row["type"])
    work.services.trials.begin(work.caller.account)
    return await try_connection(client, row["type"], row["config"])


router = resource_router(CONNECTIONS, operations)
