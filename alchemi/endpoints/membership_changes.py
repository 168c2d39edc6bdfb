"""What memberships are, and what goes with their changes: keys, sessions, the operator's directory."""

from __future__ import annotations

from typing import Any

from alchemi.accounts import people
from alchemi.accounts.admins import IN_FORCE, lock_admins
from alchemi.accounts.grants import check_may_give, check_may_take
from alchemi.accounts.people import AppRole, MemberState
from alchemi.auth.permissions import Permission
from alchemi.db.rows import Row
from alchemi.endpoints.membership_schemas import Membership, MembershipChange, NewMembership
from alchemi.errors import ConflictError, NotFoundError
from alchemi.rest.resource import Resource, SoftDelete
from alchemi.rest.rows import Rows
from alchemi.rest.work import Work

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
    sort=("joined_at", "created_at", "app_role", "last_active_at"),
    filters=("is_active", "state", "app_role", "team_id", "role_id", "user_id", "last_active_at"),
    references={"user_id": people.USERS, "team_id": "Alchemi_TeamTable"},
    soft_delete=SoftDelete(
        "removed_at", "removed_by", {"is_active": False}, IN_FORCE, shown_by={"state": MemberState.REMOVED}
    ),
    own="user_id",
    sees_all=Permission.MEMBERSHIP_ALL,
    operations=set(),
)


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
        user = await user_of(rows, before["user_id"])
        await check_may_take(rows.unit, work.caller, before, user["user_role"])
        await people.leave(rows.unit, before, actor=work.caller.actor, now=work.now)
        await rows.delete(before)
    await follow(work, user, AppRole.VIEWER)


async def change_membership(rows: Rows, before: Row, user: Row, values: dict[str, Any], standing: str | None) -> Row:
    """Set what was sent, and what being suspended or no longer suspended brings with it.

    `standing`: what the operator's directory calls the user, to be kept over a suspension.
    """
    caller, now = rows.work.caller, rows.work.now
    role = AppRole(values.get("app_role") or before["app_role"])
    if {"app_role", "is_active", "role_id"} & values.keys():
        await check_may_take(rows.unit, caller, before, user["user_role"])
        is_given = "role_id" in values or values.get("is_active") is True
        role_id = values.get("role_id", before["role_id"]) if is_given else None
        await check_may_give(rows.unit, caller, role, role_id)
    is_removed, is_active = before["removed_at"] is not None, values.get("is_active", before["is_active"])
    if "app_role" in values and not is_removed:
        await people.change_role(rows.unit, before, role)
    if is_removed or is_active == before["is_active"]:
        return await rows.change(before, values)
    if not is_active:
        if before["user_id"] == caller.user_id:
            raise ConflictError("You cannot suspend yourself; another administrator can.")
        keys = await people.suspend(rows.unit, before, actor=caller.actor)
        values |= {"suspended_at": now, "suspended_by": caller.actor, "suspended_keys": keys, "suspended_as": standing}
        return await rows.change(before, values, action="suspend")
    row = await rows.change(before, {**values, **IN_FORCE}, action="reactivate")
    await people.reactivate(rows.unit, before, actor=caller.actor)
    return row


async def standing_of(work: Work, membership_id: str) -> str | None:
    """What the operator's directory calls the member; None: no administrator."""
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        user_id = (await rows.get(membership_id, deleted=True))["user_id"]
    async with work.services.platform.unit(is_read_only=True) as unit:
        return await people.standing_in_directory(unit, work.caller.account, user_id)


async def follow_change(work: Work, user: Row, before: Row, row: Row) -> None:
    """Keep the directory in step with what a change has made of a membership."""
    if (before["app_role"], before["is_active"]) == (row["app_role"], row["is_active"]):
        return
    kind = before["suspended_as"] if before["app_role"] == row["app_role"] else None
    await follow(work, user, AppRole(row["app_role"]) if row["is_active"] else AppRole.VIEWER, kind)


async def user_of(rows: Rows, user_id: str) -> Row:
    """The user whose membership it is.

    Raises:
        InvalidRequestError, NotFoundError: the account has no such user.
    """
    found: Row | None = await rows.call(people.USERS, "find_unique", where={"user_id": user_id})
    if found is None:
        await rows.check_exists("/user_id", MEMBERSHIPS.reference_fields["user_id"], user_id)
        raise NotFoundError("There is no such user.")
    return found


async def follow(work: Work, user: Row, role: AppRole, kind: str | None = None) -> None:
    """Keep the operator's directory of administrators in step; `kind` is what it called the user before."""
    async with work.services.platform.unit() as unit:
        await people.follow_in_directory(unit, work.caller.account, user, role, work.caller.actor, kind=kind)
