"""Memberships: who belongs to the account, and as what."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from prisma.fields import Json
from pydantic import Field

from alchemi.accounts import people
from alchemi.accounts.admins import lock_admins
from alchemi.accounts.grants import check_may_give, check_may_take
from alchemi.accounts.people import AppRole
from alchemi.auth.permissions import Permission, may
from alchemi.db.rows import Row
from alchemi.errors import ForbiddenError, NotFoundError
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack, Answer, Identifier, JsonObject, Schema
from alchemi.rest.work import CurrentDeletion, CurrentWork, Work, requires

_OWN: Final = frozenset({"tenant_preferences"})
_MOST: Final = 100
_SOME: Final = Query(default_factory=list, max_length=_MOST)


class MembershipChange(Schema):
    app_role: AppRole = Field(default=AppRole.MEMBER, examples=["viewer"])
    role_id: Identifier | None = Field(default=None, description="A role of the account, whose permissions are added.")
    team_id: Identifier | None = None
    is_active: bool = True
    tenant_preferences: JsonObject = Field(default_factory=dict)


class NewMembership(Schema):
    user_id: Identifier = Field(examples=["u-1"])
    app_role: AppRole = AppRole.MEMBER
    role_id: Identifier | None = None
    team_id: Identifier | None = None
    tenant_preferences: JsonObject = Field(default_factory=dict)


class Membership(Answer):
    id: str
    user_id: str
    app_role: AppRole
    role_id: str | None
    team_id: str | None
    is_active: bool
    joined_at: datetime
    invited_by: str | None
    last_active_at: datetime | None
    tenant_preferences: dict[str, Any]
    created_at: datetime
    updated_at: datetime


class MembershipsOf(Answer):
    memberships: list[Membership]


MEMBERSHIPS = Resource(
    path="/alchemi/membership",
    table=people.MEMBERSHIPS,
    noun="membership",
    plural="memberships",
    item=Membership,
    create=NewMembership,
    update=MembershipChange,
    read=Permission.MEMBERSHIP_READ,
    write=Permission.MEMBER_MANAGE,
    sort=("joined_at", "created_at", "app_role"),
    filters=("is_active", "app_role", "team_id", "role_id", "user_id"),
    references={"user_id": people.USERS, "team_id": "Alchemi_TeamTable"},
    own="user_id",
    sees_all=Permission.MEMBERSHIP_ALL,
    operations={"list", "get"},
)
operations = APIRouter()
_READ: Final = [requires(Permission.MEMBERSHIP_READ)]
_MANAGE: Final = [requires(Permission.MEMBER_MANAGE)]


@created(operations, MEMBERSHIPS, _MANAGE)
async def add_member(work: CurrentWork, body: NewMembership, response: Response) -> Membership:
    """Make a user of the account a member; a former one is taken back."""
    async with work.rows(MEMBERSHIPS) as rows:
        await check_may_give(rows.unit, work.caller, body.app_role, body.role_id)
        user = await _user(rows, body.user_id)
        values = body.model_dump(exclude={"user_id", "app_role"})
        values["tenant_preferences"] = Json(values["tenant_preferences"])
        if body.team_id is not None:
            await rows.check_exists("/team_id", MEMBERSHIPS.reference_fields["team_id"], body.team_id)
        row = await people.ensure_member(
            rows.unit, body.user_id, body.app_role, invited_by=work.caller.actor, **values
        )  # fmt: skip
    await follow(work, user, body.app_role)
    return made(rows, row, response, Membership, MEMBERSHIPS.path)


@operations.put("/{membership_id}", dependencies=_READ, name="put_membership")
@operations.patch("/{membership_id}", dependencies=_READ)
async def update_membership(
    work: CurrentWork, membership_id: str, body: MembershipChange, response: Response
) -> Membership:
    """Change a membership. Members change their own preferences; the rest is for who manages members."""
    values = sent_values(body, MEMBERSHIPS)
    if not values.keys() <= _OWN and not may(work.caller, Permission.MEMBER_MANAGE):
        raise ForbiddenError("Only who manages members may change this.", permission=str(Permission.MEMBER_MANAGE))
    async with work.rows(MEMBERSHIPS) as rows:
        if not values.keys() <= _OWN:
            await lock_admins(rows.unit)
        before = await rows.get(membership_id, for_update=True)
        if not may(work.caller, Permission.MEMBER_MANAGE) and before["user_id"] != work.caller.user_id:
            raise ForbiddenError("These are another member's.")
        user = await _user(rows, before["user_id"])
        await _change_standing(rows, before, user, values)
        row = await rows.change(before, values)
    if {"app_role", "is_active"} & values.keys():
        await follow(work, user, AppRole(row["app_role"]) if row["is_active"] else AppRole.VIEWER)
    return tagged(rows, row, response, Membership)


@operations.delete("/{membership_id}", dependencies=_MANAGE)
async def remove_member(work: CurrentDeletion, membership_id: str) -> Deleted:
    """End a membership: the user's sessions end within two seconds, keys are blocked, workspaces given up."""
    await end_membership(work, membership_id)
    return Ack(id=membership_id, message="The membership has ended.")


@operations.get("/of-users", dependencies=_READ)
async def list_memberships_of_users(work: CurrentWork, user_id: Annotated[list[Identifier], _SOME]) -> MembershipsOf:
    """The memberships of these users, in no order; who has none is left out."""
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        found = await rows.all({"user_id": {"in": user_id}}, limit=_MOST)
        return MembershipsOf(memberships=[rows.answer(row, Membership) for row in found])


@operations.get("/user/{member_id}", dependencies=_READ)
async def get_membership_of_user(work: CurrentWork, member_id: str, response: Response) -> Membership:
    """The membership of this user."""
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        # No text that a column cannot hold reaches the database.
        row = await rows.first({"user_id": member_id}) if member_id.isprintable() and len(member_id) <= 200 else None
        if row is None:
            raise NotFoundError("There is no such membership.")
        return tagged(rows, row, response, Membership)


async def end_membership(work: Work, membership_id: str) -> None:
    """End it, with all that hangs on it.

    Raises:
        NotFoundError: the caller sees no such membership.
        ForbiddenError: the member may do what the caller may not.
        ConflictError: it is the last administrator's.
    """
    async with work.rows(MEMBERSHIPS) as rows:
        await lock_admins(rows.unit)
        before = await rows.get(membership_id, for_update=True)
        user = await _user(rows, before["user_id"])
        await check_may_take(rows.unit, work.caller, before, user["user_role"])
        await people.leave(rows.unit, before, actor=work.caller.actor)
        await rows.change(before, {"is_active": False}, action="delete")
    await follow(work, user, AppRole.VIEWER)


async def _change_standing(rows: Rows, before: Row, user: Row, values: dict[str, Any]) -> None:
    role, caller = AppRole(values.get("app_role") or before["app_role"]), rows.work.caller
    if {"app_role", "is_active", "role_id"} & values.keys():
        await check_may_take(rows.unit, caller, before, user["user_role"])
        is_given = "role_id" in values or values.get("is_active") is True
        role_id = values.get("role_id", before["role_id"]) if is_given else None
        await check_may_give(rows.unit, caller, role, role_id)
    if values.get("is_active") is False:
        await people.leave(rows.unit, before, actor=caller.actor)
    elif {"app_role", "is_active"} & values.keys():
        await people.change_role(rows.unit, before, role)


async def _user(rows: Rows, user_id: str) -> Row:
    found: Row | None = await rows.call(people.USERS, "find_unique", where={"user_id": user_id})
    if found is None:
        await rows.check_exists("/user_id", MEMBERSHIPS.reference_fields["user_id"], user_id)
        raise NotFoundError("There is no such user.")
    return found


async def follow(work: Work, user: Row, role: AppRole) -> None:
    """Keep the operator's directory of administrators in step."""
    async with work.services.platform.unit() as unit:
        await people.follow_in_directory(unit, work.caller.account, user, role, work.caller.actor)


router = resource_router(MEMBERSHIPS, operations)
