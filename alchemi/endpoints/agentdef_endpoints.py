"""Agents of the account's studio, with every version that they have had. They are not the gateway's agents."""

from __future__ import annotations

from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Query, Response

from alchemi.accounts import platform_rows
from alchemi.accounts.agents import keep_version
from alchemi.auth.permissions import Permission
from alchemi.db.rows import Row
from alchemi.endpoints.agentdef_schemas import (
    Agent,
    AgentChange,
    AgentContent,
    AgentStatus,
    AgentSummary,
    AgentSync,
    AgentVersion,
    NewAgent,
    SyncResult,
)
from alchemi.errors import ConflictError, InvalidRequestError
from alchemi.rest.constraints import translating
from alchemi.rest.listing import Page, page_of, query_of
from alchemi.rest.resource import Parent, Reference, Resource, SoftDelete
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.work import CurrentWork, requires

AGENTS = Resource(
    path="/alchemi/agentdef",
    aliases=("/alchemi/agent-def",),
    table="Alchemi_AgentDefTable",
    noun="agent",
    plural="agents",
    item=Agent,
    list_item=AgentSummary,
    create=NewAgent,
    update=AgentChange,
    read=Permission.AGENT_READ,
    write=Permission.AGENT_WRITE,
    sort=("name", "created_at", "updated_at"),
    filters=("status", "provider", "page", "tags", "created_at"),
    search=("name", "description", "prompt"),
    references={
        "tools_mcp_ids": Reference("LiteLLM_MCPServerTable", key="server_id"),
        "tools_openapi_ids": Reference("Alchemi_ConnectionTable", workspace="workspace_id"),
    },
    soft_delete=SoftDelete(by="deleted_by"),
    version="version",
    operations={"list", "delete"},
)
VERSIONS = Resource(
    path="/alchemi/agentdef/{agent_id}/version",
    table="Alchemi_AgentVersionTable",
    noun="agent version",
    plural="versions",
    item=AgentVersion,
    read=Permission.AGENT_READ,
    write=Permission.AGENT_WRITE,
    default_sort="-version",
    parent=Parent(AGENTS, "agent_id", "agent_id"),
    operations={"list", "get"},
)
CONTENT: Final = tuple(AgentContent.model_fields)
operations = APIRouter()
_WRITE: Final = [requires(Permission.AGENT_WRITE)]
_Query: Final = query_of(AGENTS)
_AgentPage: Final = page_of(AGENTS)


@operations.get("/search", dependencies=[requires(Permission.AGENT_READ)], response_model=_AgentPage)
async def search_agents(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:  # type: ignore[valid-type]
    """Agents whose name, description or prompt has the text `q`."""
    async with work.rows(AGENTS, is_read_only=True) as rows:
        found, total = await rows.page(query)
    return rows.page_answer(found, total, query, _AgentPage)


@created(operations, AGENTS, _WRITE)
async def create_agent(work: CurrentWork, body: NewAgent, response: Response) -> Agent:
    """Make an agent."""
    async with work.rows(AGENTS) as rows:
        return made(rows, await _create(rows, body.model_dump()), response, Agent)


@operations.get("/{agent_id}", dependencies=[requires(Permission.AGENT_READ)])
async def get_agent(work: CurrentWork, agent_id: str, response: Response) -> Agent:
    """One agent of the account, or of the platform's that are in use."""
    async with work.rows(AGENTS, is_read_only=True) as rows:
        row = await rows.find(agent_id, deleted=True)
        if row is None:
            with translating():
                offered = await platform_rows.find_agent_in_use(work.services.platform, agent_id)
            row = offered or await rows.get(agent_id)
        return tagged(rows, row, response, Agent)


@operations.put("/{agent_id}", dependencies=_WRITE, name="put_agent")
@operations.patch("/{agent_id}", dependencies=_WRITE)
async def update_agent(work: CurrentWork, agent_id: str, body: AgentChange, response: Response) -> Agent:
    """Change the fields that are sent; what the agent was before is kept as a version."""
    values = sent_values(body, AGENTS)
    async with work.rows(AGENTS) as rows:
        agent = await rows.get(agent_id, for_update=True, deleted=True)
        return tagged(rows, await _change(rows, agent, values), response, Agent)


@operations.post("/{agent_id}/activate", dependencies=_WRITE)
async def activate_agent(work: CurrentWork, agent_id: str, response: Response) -> Agent:
    """Put an agent into use."""
    return await _set_status(work, agent_id, AgentStatus.ACTIVE, response)


@operations.post("/{agent_id}/deactivate", dependencies=_WRITE)
async def deactivate_agent(work: CurrentWork, agent_id: str, response: Response) -> Agent:
    """Take an agent out of use."""
    return await _set_status(work, agent_id, AgentStatus.INACTIVE, response)


@operations.post("/{agent_id}/version/{version_id}/restore", dependencies=_WRITE)
async def restore_agent_version(work: CurrentWork, agent_id: str, version_id: str, response: Response) -> Agent:
    """Make the agent again what it was in a version. This is a change like others: nothing is lost by it."""
    async with work.rows(AGENTS) as rows:
        agent = await rows.get(agent_id, for_update=True)
        version = await rows.of(VERSIONS).get(version_id, {"agent_id": agent_id})
        values = {name: version["definition"][name] for name in CONTENT if name in version["definition"]}
        return tagged(rows, await _change(rows, agent, values, action="restore_version"), response, Agent)


@operations.post("/sync", dependencies=_WRITE)
async def sync_agents(work: CurrentWork, body: AgentSync) -> SyncResult:
    """Make agents, and change those whose `agent_id` is there already: all or none; what is wrong with each is told."""
    ids = [one.agent_id for one in body.agents if one.agent_id is not None]
    if len(ids) != len(set(ids)):
        raise InvalidRequestError.of_field("/agents", "An agent_id stands here twice.")
    told = {"created": 0, "updated": 0, "unchanged": 0}
    faults: list[dict[str, str]] = []
    async with work.rows(AGENTS) as rows:
        # One order for all: two at once must not wait for each other.
        for number, item in sorted(enumerate(body.agents), key=lambda one: one[1].agent_id or ""):
            values = item.model_dump(exclude={"agent_id"})
            try:
                told[await _sync(rows, item.agent_id, values, item.model_fields_set)] += 1
            except InvalidRequestError as error:
                faults += _faults_of(number, error)
        if faults:
            raise InvalidRequestError("Nothing was synchronized: some agents cannot be.", errors=faults)
    return SyncResult(**told, message=f"{len(body.agents)} agents were synchronized.")


def _faults_of(number: int, error: InvalidRequestError) -> list[dict[str, str]]:
    """What is wrong with one agent, as it stands in the list."""
    faults = cast(list[dict[str, str]], error.members.get("errors") or [{"pointer": "", "detail": error.detail}])
    return [{**one, "pointer": f"/agents/{number}{one['pointer']}"} for one in faults]


async def _sync(rows: Rows, agent_id: str | None, values: dict[str, Any], sent: set[str]) -> str:
    before = None if agent_id is None else await rows.find(agent_id, for_update=True, deleted=True)
    if before is None:
        await _create(rows, values | ({} if agent_id is None else {"id": agent_id}))
        return "created"
    wanted = {name: value for name, value in values.items() if name in sent and before[name] != value}
    if not wanted:
        return "unchanged"
    await _change(rows, before, wanted)
    return "updated"


async def _create(rows: Rows, values: dict[str, Any]) -> Row:
    agent = await rows.create(values)
    await _keep(rows, agent)
    return agent


async def _change(rows: Rows, before: Row, values: dict[str, Any], *, action: str = "update") -> Row:
    agent = await rows.change(before, values, action=action)
    await _keep(rows, agent)
    return agent


async def _keep(rows: Rows, agent: Row) -> None:
    await keep_version(rows.unit, agent, CONTENT, actor=rows.work.caller.actor)


async def _set_status(work: CurrentWork, agent_id: str, status: AgentStatus, response: Response) -> Agent:
    async with work.rows(AGENTS) as rows:
        agent = await rows.get(agent_id, for_update=True)
        if agent["status"] == status:
            raise ConflictError(f"This agent is {status} already.")
        action = "activate" if status is AgentStatus.ACTIVE else "deactivate"
        return tagged(rows, await rows.change(agent, {"status": status}, action=action), response, Agent)


router = resource_router(AGENTS, operations, nested=[VERSIONS])
