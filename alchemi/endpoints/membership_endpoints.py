"""Memberships: who belongs to the account, and as what."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from prisma.fields import Json

from alchemi.accounts import people
from alchemi.accounts.admins import IN_FORCE
from alchemi.accounts.people import AppRole, MemberState
from alchemi.auth.caller import Caller
from alchemi.auth.permissions import Permission, check_may_grant, may, permissions_of_role, role_of_wheel
from alchemi.db.rows import Row
from alchemi.endpoints.membership_schemas import (
    Membership,
    MembershipChange,
    MembershipsOf,
    NewMembership,
    Suspension,
)
from alchemi.errors import ConflictError, ForbiddenError, NotFoundError
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource, SoftDelete
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack, Identifier
from alchemi.rest.work import CurrentDeletion, CurrentWork, Work, requires

_OWN: Final = frozenset({"tenant_preferences"})
_MOST: Final = 100
_SOME: Final = Query(default_factory=list, max_length=_MOST)


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
    filters=("is_active", "state", "app_role", "team_id", "role_id", "user_id"),
    references={"user_id": people.USERS, "team_id": "Alchemi_TeamTable"},
    soft_delete=SoftDelete(
        "removed_at", "removed_by", {"is_active": False}, IN_FORCE, shown_by={"state": MemberState.REMOVED}
    ),
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
    check_role(work.caller, body.app_role)
    async with work.rows(MEMBERSHIPS) as rows:
        user = await _user(rows, body.user_id)
        await people.check_custom_role(rows.unit, body.role_id)
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
    standing = await _standing(work, membership_id) if values.get("is_active") is False else None
    async with work.rows(MEMBERSHIPS) as rows:
        before = await rows.get(membership_id, for_update=True, deleted=True)
        if not may(work.caller, Permission.MEMBER_MANAGE) and before["user_id"] != work.caller.user_id:
            raise ForbiddenError("These are another member's.")
        user = await _user(rows, before["user_id"])
        row = await _change(rows, before, values, standing)
    await _follow_change(work, user, before, row)
    return tagged(rows, row, response, Membership)


@operations.post("/{membership_id}/suspend", dependencies=_MANAGE)
async def suspend_member(work: CurrentWork, membership_id: str, body: Suspension, response: Response) -> Membership:
    """Suspend a member: sessions, keys and access tokens stop within two seconds; roles and workspaces are kept."""
    standing = await _standing(work, membership_id)
    async with work.rows(MEMBERSHIPS) as rows:
        before = await rows.get(membership_id, for_update=True)
        if not before["is_active"]:
            raise ConflictError("This member is suspended already.")
        user = await _user(rows, before["user_id"])
        row = await _change(rows, before, {"is_active": False, "suspension_reason": body.reason}, standing)
    await _follow_change(work, user, before, row)
    return tagged(rows, row, response, Membership)


@operations.post("/{membership_id}/reactivate", dependencies=_MANAGE)
async def reactivate_member(work: CurrentWork, membership_id: str, response: Response) -> Membership:
    """End a suspension: the member is what they were, and the keys work that it had blocked."""
    async with work.rows(MEMBERSHIPS) as rows:
        before = await rows.get(membership_id, for_update=True)
        if before["state"] != MemberState.SUSPENDED:
            raise ConflictError("This member is not suspended.")
        user = await _user(rows, before["user_id"])
        row = await _change(rows, before, {"is_active": True}, None)
    await _follow_change(work, user, before, row)
    return tagged(rows, row, response, Membership)


@operations.post("/{membership_id}/restore", dependencies=_MANAGE)
async def restore_member(work: CurrentWork, membership_id: str, response: Response) -> Membership:
    """Take back that a member was removed. Keys stay blocked, and workspaces have to be joined anew."""
    async with work.rows(MEMBERSHIPS) as rows:
        before = await rows.get(membership_id, for_update=True, deleted=True)
        role = AppRole(before["app_role"])
        check_role(work.caller, role)
        user = await _user(rows, before["user_id"])
        row = await rows.restore(before)
        if not await people.has_custom_role(rows.unit, before["role_id"]):
            row = await rows.change(row, {"role_id": None}, action="restore")
        await people.change_role(rows.unit, before, role)
    await follow(work, user, role)
    return tagged(rows, row, response, Membership)


@operations.delete("/{membership_id}", dependencies=_MANAGE)
async def remove_member(work: CurrentDeletion, membership_id: str) -> Deleted:
    """End a membership: sessions end within two seconds, keys and access tokens too; workspaces are given up.

    It can be restored, without these.
    """
    await end_membership(work, membership_id)
    return Ack(id=membership_id, message="The membership has ended.")


@operations.get("/of-users", dependencies=_READ)
async def list_memberships_of_users(work: CurrentWork, user_id: Annotated[list[Identifier], _SOME]) -> MembershipsOf:
    """The memberships of these users, in no order, also those that have ended; who never had one is left out."""
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        found = await rows.all({"user_id": {"in": user_id}}, limit=_MOST, deleted=True)
        return MembershipsOf(memberships=[rows.answer(row, Membership) for row in found])


@operations.get("/user/{member_id}", dependencies=_READ)
async def get_membership_of_user(work: CurrentWork, member_id: str, response: Response) -> Membership:
    """The membership of this user."""
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        # No text that a column cannot hold reaches the database.
        is_text = member_id.isprintable() and len(member_id) <= 200
        row = await rows.first({"user_id": member_id}, deleted=True) if is_text else None
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
        before = await rows.get(membership_id, for_update=True)
        user = await _user(rows, before["user_id"])
        check_role(work.caller, AppRole(before["app_role"]))
        await people.leave(rows.unit, before, actor=work.caller.actor, now=work.now)
        await rows.delete(before)
    await follow(work, user, AppRole.VIEWER)


async def _change(rows: Rows, before: Row, values: dict[str, Any], standing: str | None) -> Row:
    """Set what was sent, and what being suspended or no longer suspended brings with it.

    `standing`: what the operator's directory calls the user, to be kept over a suspension.
    """
    caller, now = rows.work.caller, rows.work.now
    await people.check_custom_role(rows.unit, values.get("role_id"))
    role = AppRole(values.get("app_role") or before["app_role"])
    if {"app_role", "is_active", "role_id"} & values.keys():
        check_role(caller, AppRole(before["app_role"]))
        check_role(caller, role)
    is_removed, is_active = before["removed_at"] is not None, values.get("is_active", before["is_active"])
    if "app_role" in values and not is_removed:
        await people.change_role(rows.unit, before, role)
    if is_removed or is_active == before["is_active"]:
        return await rows.change(before, values)
    if not is_active:
        keys = await people.suspend(rows.unit, before, actor=caller.actor)
        values |= {"suspended_at": now, "suspended_by": caller.actor, "suspended_keys": keys, "suspended_as": standing}
        return await rows.change(before, values, action="suspend")
    row = await rows.change(before, {**values, **IN_FORCE}, action="reactivate")
    await people.reactivate(rows.unit, before, actor=caller.actor)
    return row


async def _standing(work: Work, membership_id: str) -> str | None:
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        user_id = (await rows.get(membership_id, deleted=True))["user_id"]
    async with work.services.platform.unit(is_read_only=True) as unit:
        return await people.standing_in_directory(unit, work.caller.account, user_id)


async def _follow_change(work: Work, user: Row, before: Row, row: Row) -> None:
    if (before["app_role"], before["is_active"]) == (row["app_role"], row["is_active"]):
        return
    kind = before["suspended_as"] if before["app_role"] == row["app_role"] else None
    await follow(work, user, AppRole(row["app_role"]) if row["is_active"] else AppRole.VIEWER, kind)


def check_role(caller: Caller, role: AppRole) -> None:
    """Nobody gives a role, or takes one, that is more than their own."""
    check_may_grant(caller, permissions_of_role(role_of_wheel(people.wheel_role_of(role))))


async def _user(rows: Rows, user_id: str) -> Row:
    found: Row | None = await rows.call(people.USERS, "find_unique", where={"user_id": user_id})
    if found is None:
        await rows.check_exists("/user_id", MEMBERSHIPS.reference_fields["user_id"], user_id)
        raise NotFoundError("There is no such user.")
    return found


async def follow(work: Work, user: Row, role: AppRole, kind: str | None = None) -> None:
    """Keep the operator's directory of administrators in step; `kind` is what it called the user before."""
    async with work.services.platform.unit() as unit:
        await people.follow_in_directory(unit, work.caller.account, user, role, work.caller.actor, kind=kind)


router = resource_router(MEMBERSHIPS, operations)
