"""Workspaces: parts of an account's work, and who belongs to them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from fastapi import APIRouter, Response
from pydantic import Field

from alchemi.accounts import people
from alchemi.auth.permissions import Permission, may
from alchemi.db.rows import Row
from alchemi.errors import ConflictError, ForbiddenError
from alchemi.rest.merge_patch import merged_field
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Parent, Resource, SoftDelete
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack, Authored, Identifier, Int32, JsonObject, LongText, Name, PlainText, Schema
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_DOCUMENTS: Final = ("product_info", "workspace_info", "analysis_data")


class WorkspaceStatus(StrEnum):
    ACTIVE = "ACTIVE"
    ARCHIVED = "ARCHIVED"


class Access(StrEnum):
    ADMIN = "ADMIN"
    MEMBER = "MEMBER"


class MemberStatus(StrEnum):
    ACTIVE = "ACTIVE"
    INVITED = "INVITED"
    SUSPENDED = "SUSPENDED"


class NewWorkspace(Schema):
    name: Name = Field(examples=["Atlas"])
    description: LongText | None = None
    product_info: JsonObject = Field(default_factory=dict)
    workspace_info: JsonObject = Field(default_factory=dict)


class WorkspaceChange(Schema):
    """The three documents are merged with what is there (RFC 7396): null takes a key of them away."""

    name: Name = ""
    description: LongText | None = None
    current_analysis_state: PlainText | None = Field(default=None, max_length=200)
    is_mvp_ready: bool = False
    product_info: JsonObject = Field(default_factory=dict)
    workspace_info: JsonObject = Field(default_factory=dict)
    analysis_data: JsonObject = Field(default_factory=dict)
    version: Int32 | None = Field(default=None, description="The version that was read; 412 when there is a newer one.")


class WorkspaceSummary(Authored):
    name: str
    description: str | None
    status: WorkspaceStatus
    current_analysis_state: str | None
    is_mvp_ready: bool
    version: int
    archived_at: datetime | None


class NewMember(Schema):
    user_id: Identifier = Field(examples=["u-1"], description="A user of the account.")
    access: Access = Access.MEMBER


class MemberChange(Schema):
    access: Access = Access.MEMBER
    status: MemberStatus = MemberStatus.ACTIVE


class Member(Authored):
    workspace_id: str
    user_id: str
    access: Access
    status: MemberStatus


class Workspace(WorkspaceSummary):
    product_info: dict[str, Any]
    workspace_info: dict[str, Any]
    analysis_data: dict[str, Any]
    members: list[Member] = Field(default_factory=list, description="Told for one workspace, at most 200.")


WORKSPACES = Resource(
    path="/alchemi/workspace",
    table="Alchemi_WorkspaceTable",
    noun="workspace",
    plural="workspaces",
    item=Workspace,
    list_item=WorkspaceSummary,
    create=NewWorkspace,
    update=WorkspaceChange,
    read=Permission.WORKSPACE_READ,
    write=Permission.WORKSPACE_WRITE,
    sort=("name", "created_at", "updated_at"),
    filters=("status", "is_mvp_ready", "created_at"),
    search=("name", "description"),
    soft_delete=SoftDelete("archived_at", "archived_by", {"status": "ARCHIVED"}, {"status": "ACTIVE"}),
    version="version",
    workspace="id",
    operations={"list", "delete"},
)
MEMBERS = Resource(
    path="/alchemi/workspace/{workspace_id}/member",
    table="Alchemi_WorkspaceMemberTable",
    noun="workspace member",
    plural="members",
    item=Member,
    create=NewMember,
    update=MemberChange,
    read=Permission.WORKSPACE_READ,
    write=Permission.WORKSPACE_CONTRIBUTE,
    sort=("created_at",),
    filters=("status", "access", "user_id"),
    references={"user_id": "LiteLLM_UserTable"},
    parent=Parent(WORKSPACES, "workspace_id", "workspace_id"),
    operations={"list", "get"},
)
operations = APIRouter()
_READ: Final = [requires(Permission.WORKSPACE_READ)]
_CONTRIBUTE: Final = [requires(Permission.WORKSPACE_CONTRIBUTE)]


@created(operations, WORKSPACES, [requires(Permission.WORKSPACE_WRITE)])
async def create_workspace(work: CurrentWork, body: NewWorkspace, response: Response) -> Workspace:
    """Make a workspace; the user who makes it becomes its first admin."""
    async with work.rows(WORKSPACES) as rows:
        workspace = await rows.create(body.model_dump())
        if work.caller.user_id is not None:
            values = {"workspace_id": workspace["id"], "user_id": work.caller.user_id, "access": "ADMIN"}
            await rows.of(MEMBERS).create(values)
        response.headers["location"] = f"{WORKSPACES.path}/{workspace['id']}"
        return await _told(rows, workspace, response)


@operations.get("/{workspace_id}", dependencies=_READ)
async def get_workspace(work: CurrentWork, workspace_id: str, response: Response) -> Workspace:
    """One workspace with its members, archived or not."""
    async with work.rows(WORKSPACES, is_read_only=True) as rows:
        return await _told(rows, await rows.get(workspace_id, deleted=True), response)


@operations.put("/{workspace_id}", dependencies=_CONTRIBUTE, name="put_workspace")
@operations.patch("/{workspace_id}", dependencies=_CONTRIBUTE)
async def update_workspace(
    work: CurrentWork, workspace_id: str, body: WorkspaceChange, response: Response
) -> Workspace:
    """Change the fields that are sent. For the workspace's admins, those of the account, and services."""
    values = sent_values(body, WORKSPACES)
    async with work.rows(WORKSPACES) as rows:
        workspace = await _administered(rows, workspace_id)
        for name in values.keys() & set(_DOCUMENTS):
            values[name] = merged_field(name, workspace[name], values[name])
        return await _told(rows, await rows.change(workspace, values), response)


@operations.post("/{workspace_id}/member", dependencies=_CONTRIBUTE, status_code=201)
async def add_workspace_member(work: CurrentWork, workspace_id: str, body: NewMember, response: Response) -> Member:
    """Add a user of the account to the workspace."""
    async with work.rows(MEMBERS) as rows:
        await _administered(rows.of(WORKSPACES), workspace_id)
        await people.check_is_member(rows.unit, body.user_id)
        member = await rows.create(body.model_dump() | {"workspace_id": workspace_id})
        return made(rows, member, response, Member, f"{WORKSPACES.path}/{workspace_id}/member")


@operations.put("/{workspace_id}/member/{member_id}", dependencies=_CONTRIBUTE, name="put_workspace_member")
@operations.patch("/{workspace_id}/member/{member_id}", dependencies=_CONTRIBUTE)
async def update_workspace_member(
    work: CurrentWork, workspace_id: str, member_id: str, body: MemberChange, response: Response
) -> Member:
    """Change what a member may do. One admin stays."""
    async with work.rows(MEMBERS) as rows:
        await _administered(rows.of(WORKSPACES), workspace_id)
        member = await rows.get(member_id, {"workspace_id": workspace_id}, for_update=True)
        changed = await rows.change(member, sent_values(body, MEMBERS))
        await _check_admin_left(rows, workspace_id, member)
        return tagged(rows, changed, response, Member)


@operations.delete("/{workspace_id}/member/{member_id}", dependencies=_CONTRIBUTE)
async def remove_workspace_member(work: CurrentDeletion, workspace_id: str, member_id: str) -> Deleted:
    """Take a user out of the workspace. One admin stays."""
    async with work.rows(MEMBERS) as rows:
        await _administered(rows.of(WORKSPACES), workspace_id)
        member = await rows.get(member_id, {"workspace_id": workspace_id}, for_update=True)
        await rows.delete(member)
        await _check_admin_left(rows, workspace_id, member)
    return Ack(id=member_id, message="The user was taken out of the workspace.")


async def _administered(rows: Rows, workspace_id: str) -> Row:
    """The workspace, locked, if the caller may change it: one change of its members at a time."""
    workspace = await rows.get(workspace_id, for_update=True, deleted=True)
    caller = rows.work.caller
    if not may(caller, Permission.WORKSPACE_WRITE):
        own = {"workspace_id": workspace_id, "user_id": caller.user_id, "access": "ADMIN", "status": "ACTIVE"}
        if caller.user_id is None or not await rows.of(MEMBERS).count(own):
            raise ForbiddenError("Only the admins of this workspace may do this.")
    if workspace["archived_at"] is not None:
        raise ConflictError("This workspace is archived; restore it first.")
    return workspace


async def _check_admin_left(rows: Rows, workspace_id: str, before: Row) -> None:
    admins = {"workspace_id": workspace_id, "access": "ADMIN", "status": "ACTIVE"}
    was_admin = (before["access"], before["status"]) == ("ADMIN", "ACTIVE")
    if was_admin and not await rows.count(admins):
        raise ConflictError("This is the last admin of the workspace; make another one first.")


async def _told(rows: Rows, workspace: Row, response: Response) -> Workspace:
    members = await rows.of(MEMBERS).all({"workspace_id": workspace["id"]}, limit=200)
    return tagged(rows, {**workspace, "members": members}, response, Workspace)


router = resource_router(WORKSPACES, operations, nested=[MEMBERS])
