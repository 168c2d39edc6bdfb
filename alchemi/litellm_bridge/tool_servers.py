"""Gives the wheel's MCP gateway the servers of tools that an account has configured with us, beside those of its own table."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from typing import Any, Final

from alchemi.litellm_bridge.account_runtime import Slot
from alchemi.litellm_bridge.replacing import replace_everywhere
from alchemi.litellm_bridge.seam import Seam
from alchemi.tenancy.tool_server import ToolServer

_MANAGER: Final = "litellm.proxy._experimental.mcp_server.mcp_server_manager"
_ROUTES: Final = "litellm.proxy.management_endpoints.mcp_management_endpoints"
_TEST: Final = "tests/e2e/test_tool_servers.py"

TOOL_SERVER_SEAMS: Final = (
    Seam(
        "servers of tools from our tables",
        f"{_MANAGER}:MCPServerManager.reload_servers_from_database",
        "They stand where the wheel keeps those of its configuration file, which accounts do not have.",
        "per account",
        f"{_TEST}::test_tools_are_used_by_keys_of_the_account_alone",
        ("self",),
    ),
    Seam(
        "servers of tools in answers",
        f"{_ROUTES}:_redact_mcp_credentials",
        "Tells administrators the headers of a server; ours hold secrets that are told to services alone.",
        "name replaced",
        f"{_TEST}::test_no_answer_tells_a_secret",
        ("mcp_server",),
    ),
)

_USED: Final[Slot[tuple[ToolServer, ...]]] = Slot("tool servers", tuple)


def install() -> None:
    """Have the wheel's answers about our servers hold neither their headers nor their addresses."""
    original = import_module(_ROUTES)._redact_mcp_credentials
    replace_everywhere(original, _discreet(original))


def _discreet(original: Callable[[Any], Any]) -> Callable[[Any], Any]:
    @wraps(original)
    def redact(mcp_server: Any) -> Any:
        told = original(mcp_server)
        if all(told.server_id != one.server_id for one in _USED.get()):
            return told
        return told.model_copy(update={"url": None, "static_headers": None})

    return redact


async def use(servers: tuple[ToolServer, ...]) -> None:
    """Have the bound account's gateway use exactly these, beside those that the wheel keeps.

    Raises:
        Exception: the wheel could not take them; what it had stays in use, and the next call tries again.
    """
    if servers == _USED.get():
        return
    from litellm.proxy._experimental.mcp_server.mcp_server_manager import global_mcp_server_manager as manager
    from litellm.proxy.proxy_server import should_load_db_object

    kept = {one.server_id for one in servers if one in _USED.get()}
    for server in list(manager.config_mcp_servers.values()):
        if server.server_id not in kept:
            manager._cleanup_server_tool_routing_artifacts(server)
    manager.config_mcp_servers = {one.server_id: _for_wheel(one) for one in servers}
    if should_load_db_object("mcp"):
        # What requests read is a picture that only a reload takes anew.
        await manager.reload_servers_from_database()
    _USED.set(servers)


def _for_wheel(server: ToolServer) -> Any:
    from litellm.types.mcp import MCPAuth
    from litellm.types.mcp_server.mcp_server_manager import MCPServer

    return MCPServer(
        server_id=server.server_id,
        name=server.name,
        server_name=server.name,
        url=server.url,
        transport=server.transport,
        # Secrets as headers alone: a token would be lent to whoever tries another server under this one's id.
        auth_type=MCPAuth.none,
        static_headers=dict(server.headers),
        mcp_info={"server_name": server.name, "description": server.description},
        allowed_tools=list(server.tools) or None,
        allow_all_keys=True,
        updated_at=server.updated_at,
    )
