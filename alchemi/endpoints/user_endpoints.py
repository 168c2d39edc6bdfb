"""Users of the account: who they are, and what they prefer. What they may do is in their membership."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response

from alchemi.accounts import people
from alchemi.accounts.grants import permissions_of_app_role
from alchemi.accounts.names import same_address
from alchemi.auth.caller import CallerKind
from alchemi.auth.permissions import Permission, check_may_grant, may
from alchemi.db.rows import Row
from alchemi.endpoints.membership_changes import end_membership, follow
from alchemi.endpoints.user_schemas import (
    IDENTITY,
    BulkAnswer,
    BulkResult,
    FoundUser,
    NewUser,
    NewUsers,
    Preferences,
    PreferencesAnswer,
    User,
    UserChange,
    UserDetail,
    UserPage,
    UserQuery,
)
from alchemi.errors import ConflictError, ForbiddenError, NotFoundError
from alchemi.rest.listing import Page
from alchemi.rest.merge_patch import merged_field
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentDeletion, CurrentWork, Work, requires

_SELF: Final = [requires(Permission.ACCOUNT_READ)]
_READ: Final = [requires(Permission.USER_READ)]
_WRITE: Final = [requires(Permission.USER_WRITE)]


USERS = Resource(
    path="/alchemi/user",
    table=people.USERS,
    noun="user",
    plural="users",
    item=User,
    update=UserChange,
    read=Permission.ACCOUNT_READ,
    write=Permission.USER_WRITE,
    search=("user_email", "user_alias", "user_id"),
    own="user_id",
    sees_all=Permission.USER_READ,
    id="user_id",
    operations=set(),
)
operations = APIRouter()


@operations.get("", dependencies=_READ, response_model=UserPage)
@operations.get("/list", dependencies=_READ, response_model=UserPage, include_in_schema=False, name="list_users_alias")
@operations.get("/search", dependencies=_READ, response_model=UserPage, name="search_users")
async def list_users(work: CurrentWork, query: Annotated[UserQuery, Query()]) -> Page:
    """One page of users."""
    where: list[dict[str, Any]] = []
    if query.email is not None:
        where.append({"user_email": same_address(query.email.strip().lower())})
    if query.name is not None:
        where.append({"user_alias": query.name})
    async with work.rows(USERS, is_read_only=True) as rows:
        left = await rows.call(people.MEMBERSHIPS, "find_many", where={"is_active": False})
        where.append({"user_id": {"not_in" if query.is_active else "in": [one["user_id"] for one in left]}})
        found, total = await rows.page(query, *where)
    return rows.page_answer(found, total, query, UserPage)


@created(operations, USERS, _WRITE)
async def create_user(work: CurrentWork, body: NewUser, response: Response) -> UserDetail:
    """Make a user and its membership; who is known by this address already becomes a member. Invite it to sign in."""
    check_may_grant(work.caller, permissions_of_app_role(body.app_role))
    _check_vouches(work, body)
    row, rows = await _make(work, body)
    return made(rows, row, response, UserDetail)


@operations.post("/bulk", dependencies=_WRITE)
async def create_users(work: CurrentWork, body: NewUsers) -> BulkAnswer:
    """The same for up to 200, each by itself: who cannot be made is told with the reason, and the others are."""
    for role in {one.app_role for one in body.users}:
        check_may_grant(work.caller, permissions_of_app_role(role))
    for one in body.users:
        _check_vouches(work, one)
    results = []
    for one in body.users:
        user_id, detail = None, None
        try:
            user_id = (await _make(work, one))[0]["user_id"]
        except ConflictError as error:
            detail = error.detail
        told = BulkResult(email=one.email, id=user_id, name=one.name, is_created=user_id is not None, detail=detail)
        results.append(told)
    number = sum(one.is_created for one in results)
    return BulkAnswer(created=number, skipped=len(results) - number, users=results)


@operations.get("/by-email/{address}", dependencies=_SELF)
async def get_user_by_email(
    work: CurrentWork, address: str, response: Response, include_memberships: bool = False
) -> FoundUser:
    """The user with this address."""
    where = {"user_email": same_address(address.strip().lower())}
    return await _found(work, where if _is_text(address) else None, response, tells=include_memberships)


@operations.get("/by-ad-user/{ad_user_id}", dependencies=_SELF)
async def get_user_by_ad_user(
    work: CurrentWork, ad_user_id: str, response: Response, include_memberships: bool = False
) -> FoundUser:
    """The user with this id in the account's own directory."""
    async with work.rows(USERS, is_read_only=True) as rows:
        where = {"ad_user_id": ad_user_id}
        member = await rows.call(people.MEMBERSHIPS, "find_first", where=where) if _is_text(ad_user_id) else None
    found = {"user_id": member["user_id"]} if member else None
    return await _found(work, found, response, tells=include_memberships)


@operations.get("/{user_id}", dependencies=_SELF)
async def get_user(work: CurrentWork, user_id: str, response: Response) -> UserDetail:
    """One user. Without `users:read`, oneself."""
    async with work.rows(USERS, is_read_only=True) as rows:
        return tagged(rows, await _detailed(rows, await rows.get(user_id)), response, UserDetail)


@operations.put("/{user_id}", dependencies=_SELF, name="put_user")
@operations.patch("/{user_id}", dependencies=_SELF)
async def update_user(work: CurrentWork, user_id: str, body: UserChange, response: Response) -> UserDetail:
    """Change one's own name and preferences, or another's with `users:write`."""
    values = sent_values(body, USERS)
    _check_vouches(work, body)
    async with work.rows(USERS) as rows:
        before = await _changeable(rows, user_id)
        return tagged(rows, await _change(rows, before, values), response, UserDetail)


@operations.get("/{user_id}/preferences", dependencies=_SELF)
async def get_preferences(work: CurrentWork, user_id: str) -> PreferencesAnswer:
    """What a user prefers. Without `users:read`, one's own."""
    async with work.rows(USERS, is_read_only=True) as rows:
        user = await _detailed(rows, await rows.get(user_id))
    return PreferencesAnswer(preferences=user["global_preferences"])


@operations.put("/{user_id}/preferences", dependencies=_SELF)
async def merge_preferences(work: CurrentWork, user_id: str, body: Preferences, response: Response) -> UserDetail:
    """Lay preferences over those that are there; null takes one away."""
    async with work.rows(USERS) as rows:
        before = await _changeable(rows, user_id)
        merged = merged_field("preferences", before["global_preferences"], body.preferences)
        return tagged(rows, await _change(rows, before, {"global_preferences": merged}), response, UserDetail)


@operations.delete("/{user_id}", dependencies=[requires(Permission.MEMBER_MANAGE)])
async def remove_user(work: CurrentDeletion, user_id: str) -> Deleted:
    """End the user's membership: sessions end within two seconds, keys are blocked. What it did stays accounted for."""
    async with work.rows(USERS, is_read_only=True) as rows:
        user = await _detailed(rows, await rows.get(user_id))
    if user["state"] in (None, people.MemberState.REMOVED):
        raise ConflictError("This user is no member of the account.")
    await end_membership(work, user["membership_id"])
    return Ack(id=user_id, message="The user's membership has ended.")


async def _make(work: Work, body: NewUser) -> tuple[Row, Rows]:
    async with work.rows(USERS) as rows:
        user_id = await people.ensure_user(rows.unit, body.email, body.name)
        more = people.columns_of_member(body.model_dump(include=body.model_fields_set), body.email)
        await people.ensure_member(rows.unit, user_id, body.app_role, invited_by=work.caller.actor, **more)
        user = await rows.call(people.USERS, "find_unique", where={"user_id": user_id})
        row = await _detailed(rows, user)
    await follow(work, row, body.app_role)
    return row, rows


async def _changeable(rows: Rows, user_id: str) -> Row:
    before = await _detailed(rows, await rows.get(user_id, for_update=True))
    if user_id != rows.work.caller.user_id and not may(rows.work.caller, Permission.USER_WRITE):
        raise ForbiddenError("Another user is changed with users:write.", permission=str(Permission.USER_WRITE))
    rows.check_version(before, {})
    return before


async def _change(rows: Rows, before: Row, values: dict[str, Any]) -> Row:
    row, where = dict(before), {"user_id": before["user_id"]}
    data = people.columns_of_member(values, before["user_email"])
    if data and await rows.call(people.MEMBERSHIPS, "update", where=where, data=data) is None:
        raise ConflictError("This is kept with a membership, and this user has none.")
    # The user's row counts the versions, whichever of the two is changed.
    alias = values.get("name", before["user_alias"])
    row |= await rows.call(people.USERS, "update", where=where, data={"user_alias": alias})
    return await _detailed(rows, row)


async def _detailed(rows: Rows, user: Row) -> Row:
    member = await rows.call(people.MEMBERSHIPS, "find_unique", where={"user_id": user["user_id"]}) or {}
    return {
        **user,
        "membership_id": member.get("id"),
        "app_role": member.get("app_role"),
        "is_active": bool(member.get("is_active", False)),
        "state": member.get("state"),
        "profile_image": member.get("profile_image"),
        "ad_user_id": member.get("ad_user_id"),
        "email_verified": user["user_email"] is not None and member.get("verified_email") == user["user_email"],
        "global_preferences": member.get("tenant_preferences") or {},
    }


async def _found(work: Work, where: Mapping[str, Any] | None, response: Response, *, tells: bool) -> FoundUser:
    async with work.rows(USERS, is_read_only=True) as rows:
        row = None if where is None else await rows.first(where)
        if row is None:
            raise NotFoundError("There is no such user.")
        user = await _detailed(rows, row)
        if tells:
            told = {"id": user["membership_id"], "account_id": work.caller.account}
            user["memberships"] = [user | told] if user["membership_id"] else []
        return tagged(rows, user, response, FoundUser)


def _check_vouches(work: Work, body: UserChange | NewUser) -> None:
    if body.model_fields_set & IDENTITY and work.caller.kind is not CallerKind.SERVICE:
        raise ForbiddenError("Who a user is elsewhere is said by services alone.")


def _is_text(part: str) -> bool:
    """No text that a column cannot hold reaches the database."""
    return part.isprintable() and len(part) <= 320


router = resource_router(USERS, operations)
