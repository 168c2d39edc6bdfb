"""Which servers of tools of an account its gateway uses: its MCP configurations, and its connections of that type.

The gateway's own servers come first: one of ours that would share a name with one of them is left out, and told so.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Literal

from alchemi.accounts.stores import call
from alchemi.db.data_keys import account_secrets
from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.errors import DestinationForbiddenError, SecretError
from alchemi.tenancy.tool_server import ToolServer

log = logging.getLogger(__name__)

CONFIGS: Final = "Alchemi_McpConfigTable"
CONNECTIONS: Final = "Alchemi_AccountConnectionTable"
MOST_SERVERS: Final = 200

Kind = Literal["mcp_config", "account_connection"]

_TOKEN_FIELDS: Final = ("token", "api_key", "access_token", "authentication_token", "auth_value")
_SCHEMES: Final[Mapping[str, tuple[str, str]]] = {
    "bearer": ("Authorization", "Bearer "),
    "bearer_token": ("Authorization", "Bearer "),
    "basic": ("Authorization", "Basic "),
    "token": ("Authorization", "token "),
    "authorization": ("Authorization", ""),
    "api_key": ("X-API-Key", ""),
}
_TRANSPORTS: Final[Mapping[str, Literal["http", "sse"]]] = {
    "http": "http", "streamable_http": "http", "streamable-http": "http", "sse": "sse",
}  # fmt: skip
_HEADER_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_HEADER_VALUE: Final = re.compile(r"[\x21-\x7e](?:[\x20-\x7e\t]*[\x21-\x7e])?")
_OF_THE_CONNECTION: Final = frozenset(
    {"host", "connection", "content-length", "content-type", "transfer-encoding", "accept", "te", "upgrade"}
)
_NAME: Final = re.compile(r"[^A-Za-z0-9_]+")
_NAME_CHARACTERS: Final = 64


class State(StrEnum):
    """What the gateway does with a server."""

    ACTIVE = "active"
    OFF = "off"
    WORKSPACE = "workspace"
    NAME_TAKEN = "name_taken"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class Planned:
    """One of the account's servers: what the gateway does with it, why, and how it reaches it when it does."""

    kind: Kind
    row_id: str
    name: str
    state: State
    reason: str | None
    server: ToolServer | None


class UnusableError(Exception):
    """A document does not say how its server is reached; the text is for people."""


async def plan_of(unit: Unit, check_address: Callable[[str], None]) -> list[Planned]:
    """What the gateway of the bound account does with each of its servers of tools, in the order in which they count."""
    configs: list[Row] = await call(unit, CONFIGS, "find_many")
    connections: list[Row] = await call(unit, CONNECTIONS, "find_many", where={"connection_type": "mcp"})
    if not configs and not connections:
        return []
    known: list[Row] = await call(unit, "LiteLLM_MCPServerTable", "find_many")
    taken = {gateway_name(text).lower() for row in known for text in (row["server_name"], row["alias"]) if text}
    taken |= {str(row["server_id"]).lower() for row in known}
    opened = [row | {"document": await _opened(unit, CONFIGS, "config", row)} for row in configs]
    opened += [row | {"document": await _opened(unit, CONNECTIONS, "connection_data", row)} for row in connections]
    return list(plan(opened, taken, check_address))


def plan(rows: Iterable[Row], taken: Iterable[str], check_address: Callable[[str], None]) -> Iterator[Planned]:
    """Of `rows` with their `document` in clear; `taken` are names in lower case. The oldest has a name first."""
    names, left = set(taken), MOST_SERVERS
    for row in sorted(rows, key=lambda row: (row["created_at"], row["id"])):
        is_config = "server_name" in row
        name = gateway_name(row["server_name"] if is_config else row["name"])
        server: ToolServer | None = None
        try:
            state, reason = _standing(row, name, names, left)
            if state is State.ACTIVE:
                server = _server(row, name, check_address)
                names.add(name.lower())
                left -= 1
        except UnusableError as error:
            state, reason = State.UNUSABLE, str(error)
        kind: Kind = "mcp_config" if is_config else "account_connection"
        yield Planned(kind, row["id"], name, state, reason, server)


def gateway_name(text: str) -> str:
    """A name as the gateway can hold it: it parts a server's name from a tool's by a dash, and paths by a slash."""
    return _NAME.sub("_", text).strip("_")[:_NAME_CHARACTERS]


def address_of(document: Mapping[str, Any] | None) -> str:
    """Where the server of a document is.

    Raises:
        UnusableError: it does not say.
    """
    for field in ("url", "server_url", "base_url"):
        if isinstance(found := (document or {}).get(field), str) and found:
            return found
    raise UnusableError("It has no address: set url.")


def transport_of(document: Mapping[str, Any]) -> Literal["http", "sse"]:
    """How its server speaks.

    Raises:
        UnusableError: in a way that is not known.
    """
    said = document.get("transport") or "http"
    found = _TRANSPORTS.get(said.lower()) if isinstance(said, str) else None
    if found is None:
        raise UnusableError("Its transport is none that is known: http or sse.")
    return found


def headers_of(document: Mapping[str, Any]) -> dict[str, str]:
    """What is sent along with every request to its server.

    Raises:
        UnusableError: that cannot be sent, or asks for a way to sign in that is not known here.
    """
    headers = document.get("headers") or {}
    if not isinstance(headers, Mapping):
        raise UnusableError("Its headers are no object.")
    found = dict(headers)
    token = next((one for field in _TOKEN_FIELDS if isinstance(one := document.get(field), str) and one), None)
    auth_type = document.get("auth_type") or ("none" if token is None else "bearer_token")
    if auth_type != "none":
        if auth_type not in _SCHEMES:
            raise UnusableError(
                "Its auth_type is none that is known: bearer_token, basic, token, authorization, api_key."
            )
        if token is not None:
            name, scheme = _SCHEMES[auth_type]
            found = {other: value for other, value in found.items() if other.lower() != name.lower()}
            found[name] = scheme + token.removeprefix(scheme)
    for name, value in found.items():
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OF_THE_CONNECTION:
            raise UnusableError("One of its headers has a name that cannot be sent.")
        if not isinstance(value, str) or not _HEADER_VALUE.fullmatch(value):
            raise UnusableError("One of its headers has a value that cannot be sent.")
    return found


def _standing(row: Row, name: str, names: set[str], left: int) -> tuple[State, str | None]:
    if not row["is_active"]:
        return State.OFF, "It is switched off."
    if row.get("workspace_id") is not None:
        return State.WORKSPACE, "It is of one workspace; the gateway cannot keep it from the rest of the account."
    if not name:
        raise UnusableError("Its name has neither letters nor digits.")
    if name.lower() in names:
        return State.NAME_TAKEN, f"Another server of the gateway is called {name}."
    if not left:
        raise UnusableError(f"The gateway uses at most {MOST_SERVERS} of an account's servers.")
    return State.ACTIVE, None


def _server(row: Row, name: str, check_address: Callable[[str], None]) -> ToolServer:
    document = row["document"]
    if isinstance(document, UnusableError):
        raise document
    url = address_of(document)
    if document.get("command"):
        raise UnusableError("It is a command, and none is run.")
    try:
        check_address(url)
    except DestinationForbiddenError as error:
        raise UnusableError(error.detail) from error
    return ToolServer(
        row["id"], name, url, transport_of(document), headers_of(document), _tools(document),
        row.get("description"), row["updated_at"],
    )  # fmt: skip


def _tools(document: Mapping[str, Any]) -> tuple[str, ...]:
    found = document.get("allowed_tools") or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise UnusableError("Its allowed_tools are no list of names.")
    return tuple(found)


async def _opened(unit: Unit, table: str, column: str, row: Row) -> Mapping[str, Any] | UnusableError | None:
    if row[column] is None:
        return None
    try:
        found: Mapping[str, Any] = json.loads((await account_secrets(unit)).open(table, column, row["id"], row[column]))
    except SecretError:
        # One row that was tampered with must not keep the others out of use.
        log.exception("tool_server.unreadable", extra={"row": row["id"]})
        return UnusableError("What it holds cannot be read.")
    return found
