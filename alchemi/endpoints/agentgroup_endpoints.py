"""Groups of agents, and the order in which they show them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from pydantic import Field

from alchemi.auth.permissions import Permission
from alchemi.db.rows import Row
from alchemi.errors import ConflictError, InvalidRequestError
from alchemi.rest.listing import Page, page_of, query_of
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Parent, Reference, Resource
from alchemi.rest.router import made, resource_router
from alchemi.rest.rows import Rows
from alchemi.rest.schema import Ack, Answer, Authored, Count, Identifier, JsonObject, LongText, Name, Schema
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_MOST: Final = 500


class GroupStatus(StrEnum):
    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"

    @classmethod
    def _missing_(cls, value: object) -> GroupStatus | None:
        return cls.__members__.get(value.upper()) if isinstance(value, str) else None


class AgentGroupChange(Schema):
    name: Name = ""
    description: LongText | None = None
    group_type: Name = ""
    metadata: JsonObject = Field(default_factory=dict)
    status: GroupStatus = GroupStatus.ACTIVE


class NewAgentGroup(AgentGroupChange):
    group_code: Identifier = Field(examples=["research"], description="Unique in the account; it stays.")
    name: Name = Field(examples=["Research"])
    group_type: Name = Field(examples=["CUSTOM"])


class AgentGroup(Authored):
    group_code: str
    name: str
    description: str | None
    group_type: str
    metadata: dict[str, Any]
    status: GroupStatus


class AgentGroupSummary(AgentGroup):
    member_count: int = 0


class NewGroupMember(Schema):
    agent_id: Identifier = Field(examples=["agent"])
    display_order: Count | None = Field(default=None, description="Without it the agent comes last.")
    metadata: JsonObject = Field(default_factory=dict)


class GroupMemberChange(Schema):
    display_order: Count = Field(default=0, examples=[1])
    metadata: JsonObject = Field(default_factory=dict)


class GroupMember(Authored):
    group_id: str
    agent_id: str
    display_order: int
    metadata: dict[str, Any]


class GroupOrder(Schema):
    agent_ids: Annotated[list[Identifier], Field(max_length=_MOST)] = Field(examples=[["agent"]])


class GroupMembers(Answer):
    members: list[GroupMember]


AGENT_GROUPS = Resource(
    path="/alchemi/agentgroup",
    aliases=("/alchemi/agent-group",),
    table="Alchemi_AgentGroupTable",
    noun="agent group",
    plural="groups",
    item=AgentGroup,
    list_item=AgentGroupSummary,
    create=NewAgentGroup,
    update=AgentGroupChange,
    read=Permission.AGENT_GROUP_READ,
    write=Permission.AGENT_GROUP_WRITE,
    sort=("name", "group_code", "created_at"),
    filters=("group_type", "status", "group_code"),
    search=("name", "description", "group_code"),
    operations={"get", "create", "update", "delete"},
)
AGENT_GROUP_MEMBERS = Resource(
    path="/alchemi/agentgroup/{group_id}/member",
    table="Alchemi_AgentGroupMemberTable",
    noun="agent group member",
    plural="members",
    item=GroupMember,
    create=NewGroupMember,
    update=GroupMemberChange,
    read=Permission.AGENT_GROUP_READ,
    write=Permission.AGENT_GROUP_WRITE,
    sort=("display_order", "created_at"),
    default_sort="display_order",
    filters=("agent_id",),
    references={"agent_id": Reference("Alchemi_AgentDefTable", where={"deleted_at": None})},
    parent=Parent(AGENT_GROUPS, "group_id", "group_id"),
    operations={"list", "get", "update"},
)
operations = APIRouter()
_READ: Final = [requires(Permission.AGENT_GROUP_READ)]
_WRITE: Final = [requires(Permission.AGENT_GROUP_WRITE)]
_Query: Final = query_of(AGENT_GROUPS)
_GroupPage: Final = page_of(AGENT_GROUPS)


@operations.get("", dependencies=_READ, response_model=_GroupPage)
@operations.get(
    "/list", dependencies=_READ, response_model=_GroupPage, include_in_schema=False, name="list_agent_groups_alias"
)
async def list_agent_groups(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:  # type: ignore[valid-type]
    """One page of groups, and how many agents each has."""
    async with work.rows(AGENT_GROUPS, is_read_only=True) as rows:
        found, total = await rows.page(query)
        where = {"group_id": {"in": [row["id"] for row in found]}}
        counted = await rows.call(AGENT_GROUP_MEMBERS.table, "group_by", by=["group_id"], count=True, where=where)
    counts = {one["group_id"]: one["_count"]["_all"] for one in counted}
    told = [row | {"member_count": counts.get(row["id"], 0)} for row in found]
    return rows.page_answer(told, total, query, _GroupPage)


@operations.post("/{group_id}/member", dependencies=_WRITE, status_code=201)
async def add_group_member(work: CurrentWork, group_id: str, body: NewGroupMember, response: Response) -> GroupMember:
    """Add an agent of the account to the group."""
    async with work.rows(AGENT_GROUP_MEMBERS) as rows:
        members = await _locked(rows, group_id)
        if len(members) >= _MOST:
            raise ConflictError(f"A group has at most {_MOST} agents.")
        values = body.model_dump() | {"group_id": group_id}
        if body.display_order is None:
            values["display_order"] = max((one["display_order"] for one in members), default=-1) + 1
        member = await rows.create(values)
        return made(rows, member, response, GroupMember, f"{AGENT_GROUPS.path}/{group_id}/member")


@operations.put("/{group_id}/member", dependencies=_WRITE)
async def order_group_members(work: CurrentWork, group_id: str, body: GroupOrder) -> GroupMembers:
    """Put the agents of the group into this order; every one of them is named."""
    async with work.rows(AGENT_GROUP_MEMBERS) as rows:
        members = {one["agent_id"]: one for one in await _locked(rows, group_id)}
        if sorted(body.agent_ids) != sorted(members):
            raise InvalidRequestError.of_field("/agent_ids", "Name each agent of the group once.")
        for place, agent_id in enumerate(body.agent_ids):
            if members[agent_id]["display_order"] != place:
                members[agent_id] = await rows.change(members[agent_id], {"display_order": place}, action="order")
        return GroupMembers(members=[rows.answer(members[one], GroupMember) for one in body.agent_ids])


@operations.delete("/{group_id}/member/{member_id}", dependencies=_WRITE)
async def remove_group_member(work: CurrentDeletion, group_id: str, member_id: str) -> Deleted:
    """Take an agent out of the group; its own id does for that of its place."""
    async with work.rows(AGENT_GROUP_MEMBERS) as rows:
        members = await _locked(rows, group_id)
        found = next((one["id"] for one in members if one["agent_id"] == member_id), member_id)
        await rows.delete(await rows.get(found, {"group_id": group_id}, for_update=True))
    return Ack(id=member_id, message="The agent was taken out of the group.")


async def _locked(rows: Rows, group_id: str) -> list[Row]:
    """The places in the group, which one caller at a time changes."""
    await rows.of(AGENT_GROUPS).get(group_id, for_update=True)
    return await rows.all({"group_id": group_id}, limit=_MOST)


router = resource_router(AGENT_GROUPS, operations, nested=[AGENT_GROUP_MEMBERS])
