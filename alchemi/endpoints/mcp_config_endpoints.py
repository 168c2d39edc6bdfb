"""Servers of tools (MCP). Those of the whole account stand in its gateway beside the wheel's own; see `docs/tools.md`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Response
from pydantic import Field

from alchemi.accounts.tool_servers import Kind, State, plan_of
from alchemi.auth.permissions import Permission, may
from alchemi.errors import InvalidRequestError
from alchemi.rest.addresses import CheckAddress, check_addresses
from alchemi.rest.asking import Addresses, Outbound
from alchemi.rest.resource import Reference, Resource, Secret
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import sent_values
from alchemi.rest.schema import Answer, Authored, Identifier, JsonObject, Name, Schema
from alchemi.rest.trying import TriedConnection, try_tool_server
from alchemi.rest.visibility import visible
from alchemi.rest.work import CurrentWork, requires

_SHOWN: Final = frozenset({"url", "server_url", "transport", "auth_type", "type"})
_WRITE: Final = [requires(Permission.MCP_WRITE)]


class McpConfigChange(Schema):
    """`config` is replaced whole; a mask in it keeps the secret in its place, unless an address is another one."""

    name: Name = ""
    server_name: Name = ""
    config: JsonObject | None = None
    is_active: bool = True
    mvp_version_id: Identifier | None = Field(default=None, description="The MVP configuration that it is for.")


class NewMcpConfig(McpConfigChange):
    name: Name = Field(examples=["Search"])
    server_name: Name = Field(examples=["search"])
    workspace_id: Identifier | None = Field(default=None, description="Without one it is the whole account's.")
    config: JsonObject | None = Field(
        default=None, examples=[{"url": "https://tools.example/mcp", "headers": {"authorization": "a secret"}}]
    )


class McpConfig(Authored):
    workspace_id: str | None
    name: str
    server_name: str
    config: dict[str, Any] | None = Field(description="Secrets are told as ****.")
    is_active: bool
    mvp_version_id: str | None


class RevealedMcpConfig(McpConfig):
    config: dict[str, Any] | None = Field(description="In clear.")


class GatewayServer(Answer):
    kind: Kind
    id: str
    server_name: str = Field(
        description="What the gateway calls it: `/{server_name}/mcp`, and before the names of its tools."
    )
    state: State = Field(description="`workspace`: one of a single workspace is told to services alone.")
    reason: str | None = Field(description="Why the gateway does not use it.")


class GatewayServers(Answer):
    servers: list[GatewayServer] = Field(description="In the order in which they take names.")


MCP_CONFIGS = Resource(
    path="/alchemi/mcp",
    aliases=("/alchemi/mcp-config",),
    table="Alchemi_McpConfigTable",
    noun="mcp config",
    plural="mcp_configs",
    item=McpConfig,
    create=NewMcpConfig,
    update=McpConfigChange,
    read=Permission.MCP_READ,
    write=Permission.MCP_WRITE,
    sort=("name", "server_name", "created_at"),
    filters=("workspace_id", "is_active", "server_name", "created_at"),
    search=("name", "server_name"),
    secrets=(Secret("config", shown=_SHOWN),),
    references={
        "workspace_id": "Alchemi_WorkspaceTable",
        "mvp_version_id": Reference("Alchemi_MvpConfigTable", workspace="workspace_id"),
    },
    workspace="workspace_id",
    operations={"list", "get", "delete"},
)
operations = APIRouter()


@created(operations, MCP_CONFIGS, _WRITE)
async def create_mcp_config(work: CurrentWork, check: Addresses, body: NewMcpConfig, response: Response) -> McpConfig:
    """Make a configuration. The server is reached by an address that is allowed; no command is run."""
    _check_config(check, body.config)
    async with work.rows(MCP_CONFIGS) as rows:
        return made(rows, await rows.create(body.model_dump()), response, McpConfig)


@operations.put("/{config_id}", dependencies=_WRITE, name="put_mcp_config")
@operations.patch("/{config_id}", dependencies=_WRITE)
async def update_mcp_config(
    work: CurrentWork, check: Addresses, config_id: str, body: McpConfigChange, response: Response
) -> McpConfig:
    """Change the fields that are sent."""
    values = sent_values(body, MCP_CONFIGS)
    async with work.rows(MCP_CONFIGS) as rows:
        before = await rows.get(config_id, for_update=True)
        if "config" in values:
            _check_config(check, values["config"])
        return tagged(rows, await rows.change(before, values), response, McpConfig)


@operations.post("/{config_id}/reveal", dependencies=[requires(Permission.SECRET_REVEAL)])
async def reveal_mcp_config(work: CurrentWork, config_id: str, response: Response) -> RevealedMcpConfig:
    """The configuration in clear, for a service that is about to connect. The audit trail tells of it."""
    response.headers["cache-control"] = "no-store"
    async with work.rows(MCP_CONFIGS) as rows:
        config = await rows.get(config_id)
        rows.record("reveal", config_id)
        return RevealedMcpConfig.model_validate(config)


@operations.post("/{config_id}/test", dependencies=_WRITE)
async def test_mcp_config(work: CurrentWork, client: Outbound, config_id: str) -> TriedConnection:
    """Begin a session with the server and list its tools; none is called."""
    async with work.rows(MCP_CONFIGS, is_read_only=True) as rows:
        row = await rows.get(config_id)
    work.services.trials.begin(work.caller.account)
    return await try_tool_server(client, row["config"])


@operations.get("/gateway", dependencies=[requires(Permission.MCP_READ)])
async def list_gateway_servers(work: CurrentWork, client: Outbound) -> GatewayServers:
    """What the gateway does with the account's MCP configurations and its connections of that type, and why.

    Connections only for who may read them.
    """
    async with work.rows(MCP_CONFIGS, is_read_only=True) as rows:
        planned = await plan_of(rows.unit, client.check)
        shown = {"AND": visible(MCP_CONFIGS, work.caller)}
        seen = {row["id"] for row in await rows.call(MCP_CONFIGS.table, "find_many", where=shown)}
    if may(work.caller, Permission.ACCOUNT_CONNECTION_READ):
        seen |= {one.row_id for one in planned if one.kind == "account_connection"}
    found = [one for one in planned if one.row_id in seen]
    return GatewayServers(
        servers=[
            GatewayServer(kind=one.kind, id=one.row_id, server_name=one.name, state=one.state, reason=one.reason)
            for one in found
        ]
    )


def _check_config(check: CheckAddress, config: Mapping[str, Any] | None) -> None:
    if config is None:
        return
    if _runs_command(config):
        # It would be run on the host of whoever connects.
        raise InvalidRequestError.of_field("/config", "A server is reached by its address, not by a command.")
    check_addresses(check, "config", config)


def _runs_command(value: Any) -> bool:
    if isinstance(value, Mapping):
        return "command" in value or any(
            inner == "stdio" if name in ("transport", "type") else _runs_command(inner) for name, inner in value.items()
        )
    return isinstance(value, list) and any(_runs_command(inner) for inner in value)


router = resource_router(MCP_CONFIGS, operations)
