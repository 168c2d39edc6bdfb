"""What an account has built (MVPs): its settings, and the token that its code is fetched by, which is never told."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Response
from pydantic import Field

from alchemi.auth.permissions import Permission
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource
from alchemi.rest.router import resource_router, tagged
from alchemi.rest.schema import Ack, Authored, Identifier, JsonObject, LongText, Name, PlainText, Schema
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_Version = Annotated[PlainText, Field(min_length=1, max_length=200)]


class MvpConfigChange(Schema):
    name: Name = ""
    description: LongText | None = None
    creation_type: Name = "default"
    mvp_type: Name = "simple"
    framework: Name = "nextjs"
    connections: JsonObject = Field(default_factory=dict, description="Ids of connections; no place for secrets.")
    base_versions: Annotated[list[_Version], Field(max_length=1000)] = Field(default_factory=list)
    config: JsonObject = Field(default_factory=dict, description="No place for secrets.")
    access_token: Annotated[PlainText, Field(min_length=1, max_length=4000)] | None = None


class NewMvpConfig(MvpConfigChange):
    name: Name = Field(examples=["Shop"])
    workspace_id: Identifier | None = Field(default=None, description="Without one it is the whole account's.")


class MvpConfig(Authored):
    workspace_id: str | None
    name: str
    description: str | None
    creation_type: str
    mvp_type: str
    framework: str
    commit_count: int
    connections: dict[str, Any]
    base_versions: list[Any]
    config: dict[str, Any]
    access_token: str | None = Field(description="**** when there is one.")


class RevealedMvpConfig(MvpConfig):
    access_token: str | None = Field(description="In clear.")


MVP_CONFIGS = Resource(
    path="/alchemi/mvp",
    table="Alchemi_MvpConfigTable",
    noun="mvp config",
    plural="mvp_configs",
    item=MvpConfig,
    create=NewMvpConfig,
    update=MvpConfigChange,
    read=Permission.MVP_READ,
    write=Permission.MVP_WRITE,
    sort=("name", "created_at", "updated_at"),
    filters=("workspace_id", "mvp_type", "framework", "created_at"),
    search=("name", "description"),
    secrets=("access_token",),
    references={"workspace_id": "Alchemi_WorkspaceTable"},
    workspace="workspace_id",
    operations={"list", "get", "create", "update"},
)
_NAMING: Final = ("Alchemi_ConnectionTable", "Alchemi_McpConfigTable")
operations = APIRouter()
_WRITE: Final = [requires(Permission.MVP_WRITE)]


@operations.delete("/{config_id}", dependencies=_WRITE)
async def delete_mvp_config(work: CurrentDeletion, config_id: str) -> Deleted:
    """Delete a configuration. Connections and MCP configurations that were made for it stay, and are for none."""
    async with work.rows(MVP_CONFIGS) as rows:
        before = await rows.get(config_id, for_update=True)
        named = {"mvp_version_id": config_id}
        detached = {"mvp_version_id": None, "updated_by": work.caller.actor}
        for table in _NAMING:
            await rows.call(table, "update_many", where=named, data=detached)
        await rows.delete(before)
    return Ack(id=config_id, message="The mvp config was deleted.")


@operations.post("/{config_id}/commit", dependencies=_WRITE)
async def count_commit(work: CurrentWork, config_id: str, response: Response) -> MvpConfig:
    """Count one commit more."""
    async with work.rows(MVP_CONFIGS) as rows:
        before = await rows.get(config_id, for_update=True)
        row = await rows.change(before, {"commit_count": before["commit_count"] + 1}, action="commit")
        return tagged(rows, row, response, MvpConfig)


@operations.post("/{config_id}/reveal", dependencies=[requires(Permission.SECRET_REVEAL)])
async def reveal_mvp_config(work: CurrentWork, config_id: str, response: Response) -> RevealedMvpConfig:
    """The configuration with its token in clear, for a service. The audit trail tells of it."""
    response.headers["cache-control"] = "no-store"
    async with work.rows(MVP_CONFIGS) as rows:
        config = await rows.get(config_id)
        rows.record("reveal", config_id)
        return RevealedMvpConfig.model_validate(config)


router = resource_router(MVP_CONFIGS, operations)
