"""The bodies of agents: what is taken and what is told."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from alchemi.rest.schema import Answer, Authored, Identifier, Int32, JsonObject, LongText, Name, PlainText, Schema

_Names = Annotated[list[Name], Field(max_length=100)]
_Ids = Annotated[list[Identifier], Field(max_length=100)]


class _AnyCase(StrEnum):
    """Clients of both spellings exist."""

    @classmethod
    def _missing_(cls, value: object) -> _AnyCase | None:
        return cls.__members__.get(value.upper()) if isinstance(value, str) else None


class AgentStatus(_AnyCase):
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"
    DRAFT = "DRAFT"


class AgentProvider(_AnyCase):
    PLATFORM = "PLATFORM"
    ACCOUNT = "ACCOUNT"
    MARKETPLACE = "MARKETPLACE"


class AgentContent(Schema):
    """What a version keeps."""

    name: Name = Field(default="", examples=["Researcher"])
    description: LongText | None = None
    prompt: Annotated[str, Field(max_length=200_000)] | None = None
    page: PlainText | None = Field(default=None, max_length=200)
    categories: JsonObject = Field(default_factory=dict)
    tags: _Names = Field(default_factory=list)
    builtin_tools: _Names = Field(default_factory=list)
    tools_mcp_ids: _Ids = Field(default_factory=list, description="MCP servers of the account.")
    tools_openapi_ids: _Ids = Field(default_factory=list, description="Connections of the account.")
    links: JsonObject = Field(default_factory=dict)
    is_singleton: bool = False
    is_non_conversational: bool = False
    availability: _Names = Field(default_factory=list)


class AgentChange(AgentContent):
    status: AgentStatus = AgentStatus.ACTIVE
    version: Int32 | None = Field(default=None, description="The version that was read; 412 when there is a newer one.")


class NewAgent(AgentContent):
    name: Name = Field(examples=["Researcher"])
    status: AgentStatus = AgentStatus.ACTIVE
    provider: AgentProvider = AgentProvider.ACCOUNT


class SyncedAgent(NewAgent):
    agent_id: Identifier | None = Field(default=None, description="The service's own id; unique in the account.")


class AgentSync(Schema):
    agents: Annotated[list[SyncedAgent], Field(min_length=1, max_length=200)] = Field(examples=[[{"name": "Writer"}]])


class SyncResult(Answer):
    created: int
    updated: int
    unchanged: int
    message: str


class AgentSummary(Authored):
    name: str
    description: str | None
    page: str | None
    tags: list[str]
    status: AgentStatus
    provider: AgentProvider
    is_singleton: bool
    is_non_conversational: bool
    availability: list[str]
    version: int
    deleted_at: datetime | None


class Agent(AgentSummary):
    prompt: str | None
    categories: dict[str, Any]
    builtin_tools: list[str]
    tools_mcp_ids: list[str]
    tools_openapi_ids: list[str]
    links: dict[str, Any]


class AgentVersion(Answer):
    id: str
    agent_id: str
    version: int
    definition: dict[str, Any] = Field(description="The fields of the agent as this version had them.")
    created_at: datetime
    created_by: str | None
