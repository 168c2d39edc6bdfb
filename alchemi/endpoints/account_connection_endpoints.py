"""Connections of the whole account: MCP servers, OpenAPI services and integrations, their data sealed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from fastapi import APIRouter, Response
from pydantic import Field

from alchemi.auth.permissions import Permission
from alchemi.errors import InvalidRequestError
from alchemi.rest.addresses import CheckAddress, check_addresses
from alchemi.rest.asking import Addresses, Outbound
from alchemi.rest.resource import Resource, Secret
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Authored, JsonObject, LongText, Name, Schema
from alchemi.rest.trying import TriedConnection, check_can_be_tried, try_connection
from alchemi.rest.work import CurrentWork, requires

_SHOWN: Final = frozenset(
    {"url", "base_url", "spec_url", "server_url", "transport", "auth_type", "toolkit", "provider"}
)
_ADDRESSES: Final = frozenset({"url", "base_url", "server_url", "spec_url"})


class ConnectionType(StrEnum):
    MCP = "mcp"
    OPENAPI = "openapi"
    INTEGRATION = "integration"


class AccountConnectionChange(Schema):
    """`connection_data` is replaced whole; a mask in it keeps the secret in its place, unless an address is another one."""

    name: Name = ""
    description: LongText | None = None
    description_for_agent: LongText | None = None
    connection_data: JsonObject | None = None
    is_active: bool = True
    is_default: bool = Field(default=False, description="Takes this from the connection of its type that has it.")
    metadata: JsonObject = Field(default_factory=dict, description="Not sealed: no place for secrets.")


class NewAccountConnection(AccountConnectionChange):
    name: Name = Field(examples=["Search tools"])
    connection_type: ConnectionType = Field(examples=["mcp"])
    connection_data: JsonObject | None = Field(
        default=None, examples=[{"url": "https://tools.example/mcp", "token": "a secret"}]
    )


class AccountConnection(Authored):
    connection_type: ConnectionType
    name: str
    description: str | None
    description_for_agent: str | None
    connection_data: dict[str, Any] | None = Field(description="Secrets are told as ****.")
    is_active: bool
    is_default: bool
    metadata: dict[str, Any]


class RevealedAccountConnection(AccountConnection):
    connection_data: dict[str, Any] | None = Field(description="In clear.")


ACCOUNT_CONNECTIONS = Resource(
    path="/alchemi/account-connection",
    table="Alchemi_AccountConnectionTable",
    noun="account connection",
    plural="connections",
    item=AccountConnection,
    create=NewAccountConnection,
    update=AccountConnectionChange,
    read=Permission.ACCOUNT_CONNECTION_READ,
    write=Permission.ACCOUNT_CONNECTION_WRITE,
    sort=("name", "connection_type", "created_at"),
    filters=("connection_type", "is_active", "is_default", "name", "created_at"),
    search=("name", "description"),
    secrets=(Secret("connection_data", shown=_SHOWN),),
    operations={"list", "get", "delete"},
)
operations = APIRouter()
_WRITE: Final = [requires(Permission.ACCOUNT_CONNECTION_WRITE)]


@created(operations, ACCOUNT_CONNECTIONS, _WRITE)
async def create_account_connection(
    work: CurrentWork, check: Addresses, body: NewAccountConnection, response: Response
) -> AccountConnection:
    """Make a connection. Its addresses have to be ones that may be reached."""
    _check_data(check, body.connection_type, body.connection_data)
    async with work.rows(ACCOUNT_CONNECTIONS) as rows:
        if body.is_default:
            await _take_default(rows, body.connection_type, None)
        row = await rows.create(body.model_dump())
        return made(rows, row, response, AccountConnection)


@operations.put("/{connection_id}", dependencies=_WRITE, name="put_account_connection")
@operations.patch("/{connection_id}", dependencies=_WRITE)
async def update_account_connection(
    work: CurrentWork, check: Addresses, connection_id: str, body: AccountConnectionChange, response: Response
) -> AccountConnection:
    """Change the fields that are sent."""
    values = sent_values(body, ACCOUNT_CONNECTIONS)
    async with work.rows(ACCOUNT_CONNECTIONS) as rows:
        before = await rows.get(connection_id, for_update=True)
        if "connection_data" in values:
            _check_data(check, before["connection_type"], values["connection_data"])
        if values.get("is_default"):
            await _take_default(rows, before["connection_type"], connection_id)
        return tagged(rows, await rows.change(before, values), response, AccountConnection)


@operations.post("/{connection_id}/reveal", dependencies=[requires(Permission.SECRET_REVEAL)])
async def reveal_account_connection(
    work: CurrentWork, connection_id: str, response: Response
) -> RevealedAccountConnection:
    """The connection with its secrets in clear, for a service that is about to connect. The audit trail tells of it."""
    response.headers["cache-control"] = "no-store"
    async with work.rows(ACCOUNT_CONNECTIONS) as rows:
        connection = await rows.get(connection_id)
        rows.record("reveal", connection_id)
        return RevealedAccountConnection.model_validate(connection)


@operations.post("/{connection_id}/test", dependencies=_WRITE)
async def test_account_connection(work: CurrentWork, client: Outbound, connection_id: str) -> TriedConnection:
    """Try a server of tools, or fetch the description of an OpenAPI service. Other types cannot be tried: 409."""
    async with work.rows(ACCOUNT_CONNECTIONS, is_read_only=True) as rows:
        row = await rows.get(connection_id)
    check_can_be_tried(row["connection_type"])
    work.services.trials.begin(work.caller.account)
    return await try_connection(client, row["connection_type"], row["connection_data"])


def _check_data(check: CheckAddress, kind: str, data: Mapping[str, Any] | None) -> None:
    if data is None:
        return
    if kind == ConnectionType.MCP and ("command" in data or data.get("transport") == "stdio"):
        # A command would be run on the gateway's own host.
        raise InvalidRequestError.of_field("/connection_data", "A server is reached by its address, not by a command.")
    if kind == ConnectionType.MCP and not _ADDRESSES & data.keys():
        raise InvalidRequestError.of_field("/connection_data/url", "The server's address is needed.")
    if kind == ConnectionType.OPENAPI and not (_ADDRESSES | {"spec"}) & data.keys():
        raise InvalidRequestError.of_field("/connection_data/spec_url", "The address of the service is needed.")
    check_addresses(check, "connection_data", data)


async def _take_default(rows: Rows, kind: str, connection_id: str | None) -> None:
    """Take the mark from the connection of this type that has it."""
    found = await rows.first({"connection_type": str(kind), "is_default": True}, for_update=True)
    if found is None or found["id"] == connection_id:
        return
    data = {"is_default": False, "updated_by": rows.work.caller.actor}
    await rows.call(ACCOUNT_CONNECTIONS.table, "update", where={"id": found["id"]}, data=data)


router = resource_router(ACCOUNT_CONNECTIONS, operations)
