"""Agents of the platform: the operator writes them, and every account reads those in use."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from pydantic import Field

from alchemi.accounts import platform_rows
from alchemi.accounts.platform_rows import AGENTS
from alchemi.auth.permissions import Permission
from alchemi.endpoints.agentdef_schemas import AgentContent, AgentStatus
from alchemi.errors import NothingToChangeError
from alchemi.rest.constraints import translating
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.router import group_router
from alchemi.rest.schema import Ack, Authored, Name
from alchemi.rest.work import CurrentWork, requires

PATH: Final = "/alchemi/agentdef"
_OF_ACCOUNTS: Final = {"tools_mcp_ids", "tools_openapi_ids"}
_PLATFORM: Final = [requires(Permission.PLATFORM_WRITE)]
operations = APIRouter()


class PlatformAgentChange(AgentContent):
    """The platform has no servers and connections of accounts: both lists stay empty."""

    tools_mcp_ids: Annotated[list[str], Field(max_length=0)] = Field(default_factory=list)
    tools_openapi_ids: Annotated[list[str], Field(max_length=0)] = Field(default_factory=list)
    status: AgentStatus = AgentStatus.ACTIVE


class NewPlatformAgent(PlatformAgentChange):
    name: Name = Field(examples=["Guide"])


class PlatformAgent(Authored):
    name: str
    description: str | None
    prompt: str | None
    page: str | None
    categories: dict[str, Any]
    tags: list[str]
    builtin_tools: list[str]
    links: dict[str, Any]
    is_singleton: bool
    is_non_conversational: bool
    availability: list[str]
    status: AgentStatus
    version: int
    provider: str = "PLATFORM"


class PlatformAgentQuery(PageQuery):
    page: Name | None = None


class PlatformAgentPage(Page):
    agents: list[PlatformAgent]


@operations.get("/platform/list", dependencies=[requires(Permission.AGENT_READ)])
async def list_agents_of_platform(
    work: CurrentWork, query: Annotated[PlatformAgentQuery, Query()]
) -> PlatformAgentPage:
    """The platform's agents that are in use, by name."""
    return await _page(work, query, {"status": AgentStatus.ACTIVE.value})


@operations.get("/platform", dependencies=[requires(Permission.PLATFORM_READ)])
async def list_platform_agents(work: CurrentWork, query: Annotated[PlatformAgentQuery, Query()]) -> PlatformAgentPage:
    """All of them, for the operator."""
    return await _page(work, query, {})


@operations.post("/platform/new", dependencies=_PLATFORM, status_code=201)
async def add_platform_agent(work: CurrentWork, body: NewPlatformAgent) -> PlatformAgent:
    """Offer an agent to all accounts."""
    values = body.model_dump(exclude=_OF_ACCOUNTS)
    with translating():
        row = await platform_rows.add_row(work.services.platform, AGENTS, values, actor=work.caller.actor)
        return PlatformAgent.model_validate(row)


@operations.put("/platform/{entry_id}", dependencies=_PLATFORM, name="put_platform_agent")
@operations.patch("/platform/{entry_id}", dependencies=_PLATFORM)
async def update_platform_agent(work: CurrentWork, entry_id: str, body: PlatformAgentChange) -> PlatformAgent:
    """Change the fields that are sent."""
    values = body.model_dump(include=body.model_fields_set - _OF_ACCOUNTS)
    if not values:
        raise NothingToChangeError("Send at least one field to change.")
    with translating():
        row = await platform_rows.change_row(work.services.platform, AGENTS, entry_id, values, actor=work.caller.actor)
        return PlatformAgent.model_validate(row)


@operations.delete("/platform/{entry_id}", dependencies=_PLATFORM)
async def delete_platform_agent(work: CurrentWork, entry_id: str) -> Ack:
    """Offer it no longer."""
    with translating():
        await platform_rows.remove_row(work.services.platform, AGENTS, entry_id)
    return Ack(id=entry_id, message="The agent is no longer offered.")


async def _page(work: CurrentWork, query: PlatformAgentQuery, where: dict[str, Any]) -> PlatformAgentPage:
    where |= query.model_dump(include={"page"}, exclude_none=True)
    with translating():
        found, total = await platform_rows.list_rows(
            work.services.platform, AGENTS, where, limit=query.limit, offset=query.offset
        )
    agents = [PlatformAgent.model_validate(row) for row in found]
    return PlatformAgentPage(agents=agents, total=total, limit=query.limit, offset=query.offset)


router = group_router(PATH, (), operations)
