"""Groups: what an account sorts its teams into. They are not the gateway's teams."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import Field

from alchemi.auth.permissions import Permission
from alchemi.errors import ConflictError, NotFoundError
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource
from alchemi.rest.router import resource_router
from alchemi.rest.schema import Ack, Answer, Authored, Email, Identifier, LongText, Name, OwnAccount, Schema
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_READ = [requires(Permission.GROUP_READ)]


class GroupChange(Schema):
    name: Name = Field(default="", examples=["Research"])
    description: LongText | None = None
    is_default: bool = Field(default=False, description="New users come into this group; one group at most has this.")
    owner_id: Identifier | None = None
    contact_email: Email | None = None


class NewGroup(GroupChange):
    name: Name = Field(examples=["Research"])


class Group(Authored):
    name: str
    description: str | None
    is_default: bool
    owner_id: str | None
    contact_email: str | None


class GroupCount(Answer):
    account_id: str
    count: int


GROUPS = Resource(
    path="/alchemi/group",
    table="Alchemi_GroupTable",
    noun="group",
    plural="groups",
    item=Group,
    create=NewGroup,
    update=GroupChange,
    read=Permission.GROUP_READ,
    write=Permission.GROUP_WRITE,
    sort=("name", "created_at"),
    filters=("is_default", "owner_id", "created_at"),
    search=("name", "description"),
    references={"owner_id": "LiteLLM_UserTable"},
    operations={"list", "get", "create", "update"},
)
operations = APIRouter()


@operations.get("/default", dependencies=_READ)
async def get_default_group(work: CurrentWork, account_id: OwnAccount = None) -> Group:  # noqa: ARG001 - checked by its type
    """The group that new users come into."""
    async with work.rows(GROUPS, is_read_only=True) as rows:
        found = await rows.first({"is_default": True})
        if found is None:
            raise NotFoundError("This account has no default group.")
        return rows.answer(found, Group)


@operations.get("/count", dependencies=_READ)
async def count_groups(work: CurrentWork, account_id: OwnAccount = None) -> GroupCount:  # noqa: ARG001 - checked by its type
    """How many groups there are."""
    async with work.rows(GROUPS, is_read_only=True) as rows:
        return GroupCount(account_id=work.caller.account, count=await rows.count({}))


@operations.delete("/{group_id}", dependencies=[requires(Permission.GROUP_WRITE)])
async def delete_group(work: CurrentDeletion, group_id: str) -> Deleted:
    """Delete a group that is not the default one."""
    async with work.rows(GROUPS) as rows:
        group = await rows.get(group_id, for_update=True)
        if group["is_default"]:
            raise ConflictError("This is the default group; make another one the default first.")
        await rows.delete(group)
    return Ack(id=group_id, message="The group was deleted.")


router = resource_router(GROUPS, operations)
