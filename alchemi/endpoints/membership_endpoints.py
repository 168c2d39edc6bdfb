"""Memberships: who belongs to the account, and as what."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response
from prisma.fields import Json
from pydantic import Field

from alchemi.accounts import people
from alchemi.accounts.admins import lock_admins
from alchemi.accounts.grants import check_may_give, permissions_of_custom
from alchemi.accounts.people import AppRole, MemberState
from alchemi.auth.permissions import Permission, may
from alchemi.db.rows import Row
from alchemi.endpoints.membership_changes import (
    MEMBERSHIPS,
    change_membership,
    end_membership,
    follow,
    follow_change,
    standing_of,
    user_of,
)
from alchemi.endpoints.membership_schemas import (
    Membership,
    MembershipChange,
    MembershipsOf,
    NewMembership,
    Suspension,
)
from alchemi.errors import ConflictError, ForbiddenError, NotFoundError
from alchemi.rest.listing import Page, page_of, query_of
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack, Identifier, PlainText
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_OWN: Final = frozenset({"tenant_preferences"})
_MOST: Final = 100
_SOME: Final = Query(default_factory=list, max_length=_MOST)
_MembershipPage: Final = page_of(MEMBERSHIPS)


class _Query(query_of(MEMBERSHIPS)):  # type: ignore[misc]
    q: PlainText | None = Field(default=None, max_length=200, description="Text in the address, the name or the id.")


operations = APIRouter()
_READ: Final = [requires(Permission.MEMBERSHIP_READ)]
_MANAGE: Final = [requires(Permission.MEMBER_MANAGE)]


@created(operations, MEMBERSHIPS, _MANAGE)
async def add_member(work: CurrentWork, body: NewMembership, response: Response) -> Membership:
    """Make a user of the account a member; a former one is taken back."""
    async with work.rows(MEMBERSHIPS) as rows:
        await check_may_give(rows.unit, work.caller, body.app_role, body.role_id)
        user = await user_of(rows, body.user_id)
        values = body.model_dump(include=body.model_fields_set - {"user_id", "app_role"})
        if "tenant_preferences" in values:
            values["tenant_preferences"] = Json(values["tenant_preferences"])
        if body.team_id is not None:
            await rows.check_exists("/team_id", MEMBERSHIPS.reference_fields["team_id"], body.team_id)
        row = await people.ensure_member(
            rows.unit, body.user_id, body.app_role, invited_by=work.caller.actor, **values
        )  # fmt: skip
    await follow(work, user, body.app_role)
    return made(rows, _with_name(row, user), response, Membership, MEMBERSHIPS.path)


@operations.put("/{membership_id}", dependencies=_READ, name="put_membership")
@operations.patch("/{membership_id}", dependencies=_READ)
async def update_membership(
    work: CurrentWork, membership_id: str, body: MembershipChange, response: Response
) -> Membership:
    """Change a membership. Members change their own preferences; the rest is for who manages members."""
    values = sent_values(body, MEMBERSHIPS)
    if not values.keys() <= _OWN and not may(work.caller, Permission.MEMBER_MANAGE):
        raise ForbiddenError("Only who manages members may change this.", permission=str(Permission.MEMBER_MANAGE))
    standing = await standing_of(work, membership_id) if values.get("is_active") is False else None
    async with work.rows(MEMBERSHIPS) as rows:
        if not values.keys() <= _OWN:
            await lock_admins(rows.unit)
        before = await rows.get(membership_id, for_update=True, deleted=True)
        if not may(work.caller, Permission.MEMBER_MANAGE) and before["user_id"] != work.caller.user_id:
            raise ForbiddenError("These are another member's.")
        user = await user_of(rows, before["user_id"])
        row = await change_membership(rows, before, user, values, standing)
    await follow_change(work, user, before, row)
    return tagged(rows, _with_name(row, user), response, Membership)


@operations.post("/{membership_id}/suspend", dependencies=_MANAGE)
async def suspend_member(work: CurrentWork, membership_id: str, body: Suspension, response: Response) -> Membership:
    """Suspend a member: sessions, keys and access tokens stop within two seconds; roles and workspaces are kept."""
    standing = await standing_of(work, membership_id)
    async with work.rows(MEMBERSHIPS) as rows:
        await lock_admins(rows.unit)
        before = await rows.get(membership_id, for_update=True)
        if not before["is_active"]:
            raise ConflictError("This member is suspended already.")
        user = await user_of(rows, before["user_id"])
        row = await change_membership(
            rows, before, user, {"is_active": False, "suspension_reason": body.reason}, standing
        )
    await follow_change(work, user, before, row)
    return tagged(rows, _with_name(row, user), response, Membership)


@operations.post("/{membership_id}/reactivate", dependencies=_MANAGE)
async def reactivate_member(work: CurrentWork, membership_id: str, response: Response) -> Membership:
    """End a suspension: the member is what they were, and the keys work that it had blocked."""
    async with work.rows(MEMBERSHIPS) as rows:
        await lock_admins(rows.unit)
        before = await rows.get(membership_id, for_update=True)
        if before["state"] != MemberState.SUSPENDED:
            raise ConflictError("This member is not suspended.")
        user = await user_of(rows, before["user_id"])
        row = await change_membership(rows, before, user, {"is_active": True}, None)
    await follow_change(work, user, before, row)
    return tagged(rows, _with_name(row, user), response, Membership)


@operations.post("/{membership_id}/restore", dependencies=_MANAGE)
async def restore_member(work: CurrentWork, membership_id: str, response: Response) -> Membership:
    """Take back that a member was removed. Keys stay blocked, and workspaces have to be joined anew."""
    async with work.rows(MEMBERSHIPS) as rows:
        await lock_admins(rows.unit)
        before = await rows.get(membership_id, for_update=True, deleted=True)
        role = AppRole(before["app_role"])
        is_role_there = await permissions_of_custom(rows.unit, before["role_id"]) is not None
        role_id = before["role_id"] if is_role_there else None
        await check_may_give(rows.unit, work.caller, role, role_id)
        user = await user_of(rows, before["user_id"])
        row = await rows.restore(before)
        if role_id != before["role_id"]:
            row = await rows.change(row, {"role_id": None}, action="restore")
        await people.change_role(rows.unit, before, role)
    await follow(work, user, role)
    return tagged(rows, _with_name(row, user), response, Membership)


@operations.delete("/{membership_id}", dependencies=_MANAGE)
async def remove_member(work: CurrentDeletion, membership_id: str) -> Deleted:
    """End a membership: sessions end within two seconds, keys and access tokens too; workspaces are given up.

    It can be restored, without these.
    """
    await end_membership(work, membership_id)
    return Ack(id=membership_id, message="The membership has ended.")


@operations.get("", dependencies=_READ, response_model=_MembershipPage)
@operations.get(
    "/list", dependencies=_READ, response_model=_MembershipPage, include_in_schema=False, name="list_memberships_alias"
)
async def list_memberships(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:
    """One page of memberships with the names and addresses of the members. Without `memberships:all`, one's own."""
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        wanted = [] if query.q is None else [{"user_id": {"in": await people.users_with(rows.unit, query.q)}}]
        # The texts stand in another table than the rows.
        found, total = await rows.page(query.model_copy(update={"q": None}), *wanted)
        return rows.page_answer(await _named(rows, found), total, query, _MembershipPage)


@operations.get("/of-users", dependencies=_READ)
async def list_memberships_of_users(work: CurrentWork, user_id: Annotated[list[Identifier], _SOME]) -> MembershipsOf:
    """The memberships of these users, in no order, also those that have ended; who never had one is left out."""
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        found = await rows.all({"user_id": {"in": user_id}}, limit=_MOST, deleted=True)
        return MembershipsOf(memberships=[rows.answer(row, Membership) for row in await _named(rows, found)])


@operations.get("/user/{member_id}", dependencies=_READ)
async def get_membership_of_user(work: CurrentWork, member_id: str, response: Response) -> Membership:
    """The membership of this user."""
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        # No text that a column cannot hold reaches the database.
        is_text = member_id.isprintable() and len(member_id) <= 200
        row = await rows.first({"user_id": member_id}, deleted=True) if is_text else None
        if row is None:
            raise NotFoundError("There is no such membership.")
        return await _told(rows, row, response)


@operations.get("/{membership_id}", dependencies=_READ)
async def get_membership(work: CurrentWork, membership_id: str, response: Response) -> Membership:
    """One membership."""
    async with work.rows(MEMBERSHIPS, is_read_only=True) as rows:
        return await _told(rows, await rows.get(membership_id, deleted=True), response)


def _with_name(row: Row, user: Row) -> Row:
    return row | {"user_email": user["user_email"], "user_name": user["user_alias"]}


async def _told(rows: Rows, row: Row, response: Response) -> Membership:
    [whole] = await _named(rows, [row])
    return tagged(rows, whole, response, Membership)


async def _named(rows: Rows, found: list[Row]) -> list[Row]:
    """The memberships with what their users are called."""
    users = await rows.call(people.USERS, "find_many", where={"user_id": {"in": [row["user_id"] for row in found]}})
    by_id = {one["user_id"]: one for one in users}
    return [_with_name(row, by_id[row["user_id"]]) if row["user_id"] in by_id else row for row in found]


router = resource_router(MEMBERSHIPS, operations)
