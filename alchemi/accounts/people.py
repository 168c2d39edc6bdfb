"""Members of an account: what they may do there, and what goes with them when they leave.

Administrators also stand in the operator's directory; the other parts of a membership are the account's own rows. Sessions
follow by themselves: they end when the role or the membership is another.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final
from uuid import uuid4

from prisma.fields import Json

from alchemi.accounts.admins import ADMIN_ROLES, IN_FORCE, WHEEL_ADMIN_ROLE, refuse_last_admin
from alchemi.accounts.names import same_address
from alchemi.accounts.stores import call
from alchemi.db import account_versions
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.db.sql.values import literal
from alchemi.errors import ConflictError, InvalidRequestError
from alchemi.tenancy.account import AccountId

MEMBERSHIPS: Final = "Alchemi_AccountMembershipTable"
USERS: Final = "LiteLLM_UserTable"
_KEYS: Final = "LiteLLM_VerificationToken"
_INVITES: Final = "Alchemi_UserInviteTable"
_WORKSPACE_MEMBERS: Final = "Alchemi_WorkspaceMemberTable"
_TOKENS: Final = "Alchemi_AccessTokenTable"
_ADMINS: Final = "Alchemi_AccountAdminTable"
_MOST_FOUND: Final = 1_000
_STILL_OPEN: Final = {"OR": [{"blocked": None}, {"blocked": False}]}
_DEFAULTS: Final = (
    'SELECT (SELECT t.id FROM "Alchemi_TeamTable" t JOIN "Alchemi_GroupTable" g'
    " ON g.account_id = t.account_id AND g.id = t.group_id WHERE t.account_id = $1 AND t.is_default AND g.is_default)"
    ' AS team_id, (SELECT r.id FROM "Alchemi_RoleTable" r'
    " WHERE r.account_id = $1 AND r.is_default AND r.deleted_at IS NULL) AS role_id"
)


class AppRole(StrEnum):
    """What a member is in the account; a custom role adds permissions to it."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    VIEWER = "viewer"


class MemberState(StrEnum):
    """SUSPENDED: everything is kept and nothing works until it is ended. REMOVED: what went with it is given up."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    REMOVED = "removed"


_WHEEL_ROLE: Final[Mapping[AppRole, str]] = MappingProxyType(
    {
        AppRole.OWNER: WHEEL_ADMIN_ROLE,
        AppRole.ADMIN: WHEEL_ADMIN_ROLE,
        AppRole.MEMBER: "internal_user",
        AppRole.VIEWER: "internal_user_viewer",
    }
)


def wheel_role_of(role: AppRole) -> str:
    """The wheel's word for what a member may do in the gateway."""
    return _WHEEL_ROLE[role]


async def ensure_member(
    unit: Unit, user_id: str, role: AppRole, *, invited_by: str | None, **more: Any
) -> dict[str, Any]:
    """Make the user a member with this role, or take a former one back.

    Either comes into the default team of the default group and has the default role, unless `more` says otherwise.

    Raises:
        ConflictError: the user is a member already, or is suspended, which only who manages members ends.
    """
    found = await call(unit, MEMBERSHIPS, "find_unique", where={"user_id": user_id})
    if found is not None and found["state"] == MemberState.SUSPENDED:
        raise ConflictError("This member is suspended; an administrator has to reactivate them.")
    if found is not None and found["is_active"]:
        raise ConflictError("This user is a member of the account already.")
    # What a former member was given is not given again by itself.
    values = {"app_role": role.value, **IN_FORCE, "invited_by": invited_by, **await default_places(unit), **more}
    data = {"create": {"user_id": user_id, **values}, "update": values}
    row: dict[str, Any] = await call(unit, MEMBERSHIPS, "upsert", where={"user_id": user_id}, data=data)
    await call(unit, USERS, "update", where={"user_id": user_id}, data={"user_role": wheel_role_of(role)})
    return row


async def default_places(unit: Unit) -> dict[str, str | None]:
    """Where the account wants new members, as columns of a membership."""
    [row] = await unit.fetch(Statement(_DEFAULTS, [unit.account]))
    return {name: row[name] for name in ("team_id", "role_id")}


async def ensure_user(unit: Unit, email: str, name: str | None) -> str:
    """The id of the account's user with this address, made when there is none.

    Raises:
        ConflictError: several users have it.
    """
    where = {"user_email": same_address(email)}
    found = await call(unit, USERS, "find_many", where=where, take=2)
    if len(found) > 1:
        raise ConflictError("Several users of the account have this address; an admin has to tell them apart.")
    if found:
        return str(found[0]["user_id"])
    user_id = str(uuid4())
    role = wheel_role_of(AppRole.VIEWER)
    data: dict[str, Any] = {
        "user_id": user_id,
        "user_email": email,
        "user_alias": name,
        "user_role": role,
        "models": [],
    }
    await call(unit, USERS, "create", data=data)
    return user_id


async def users_with(unit: Unit, text: str) -> list[str]:
    """Ids of the first thousand users, by address, in whose address, name or id `text` stands."""
    pattern = {"contains": literal(text), "mode": "insensitive"}
    where = {"OR": [{name: pattern} for name in ("user_email", "user_alias", "user_id")]}
    order = [{"user_email": "asc"}, {"user_id": "asc"}]
    return [row["user_id"] for row in await call(unit, USERS, "find_many", where=where, order=order, take=_MOST_FOUND)]


def columns_of_member(values: Mapping[str, Any], address: str | None) -> dict[str, Any]:
    """What of a user's `values` is kept with the membership; `address` is the user's."""
    data = {name: values[name] for name in ("profile_image", "ad_user_id") if name in values}
    if "global_preferences" in values:
        data["tenant_preferences"] = Json(values["global_preferences"])
    if "email_verified" in values:
        data["verified_email"] = address if values["email_verified"] else None
    return data


async def change_role(unit: Unit, member: Mapping[str, Any], role: AppRole) -> None:
    """Keep the wheel's role in step, and an administrator in the account.

    Raises:
        ConflictError: it is the last one.
    """
    await _check_admin_left(unit, member, leaves=role not in ADMIN_ROLES)
    await call(
        unit, USERS, "update_many", where={"user_id": member["user_id"]}, data={"user_role": wheel_role_of(role)}
    )


async def suspend(unit: Unit, member: Mapping[str, Any], *, actor: str) -> list[str]:
    """Block the user's keys until `reactivate`; the hashes of those that worked. Roles, workspaces and sign-on stay.

    Raises:
        ConflictError: it is the last administrator.
    """
    await _check_admin_left(unit, member, leaves=True)
    where = {"user_id": member["user_id"], **_STILL_OPEN}
    keys = sorted(row["token"] for row in await call(unit, _KEYS, "find_many", where=where))
    await call(unit, _KEYS, "update_many", where={"token": {"in": keys}}, data={"blocked": True, "updated_by": actor})
    return keys


async def reactivate(unit: Unit, member: Mapping[str, Any], *, actor: str) -> None:
    """Let the keys work again that the suspension of `member`, as its row was, had blocked. Its row comes first."""
    where = {"token": {"in": member["suspended_keys"]}, "user_id": member["user_id"]}
    await call(unit, _KEYS, "update_many", where=where, data={"blocked": False, "updated_by": actor})


async def leave(unit: Unit, member: Mapping[str, Any], *, actor: str, now: datetime) -> None:
    """What ends with a membership: keys are blocked, access tokens and invitations revoked, workspaces given up.

    Identities at providers stay: without them whoever leaves would come in again, as somebody new.

    Raises:
        ConflictError: it is the last administrator.
    """
    await _check_admin_left(unit, member, leaves=True)
    user_id = member["user_id"]
    await call(
        unit, USERS, "update_many", where={"user_id": user_id}, data={"user_role": wheel_role_of(AppRole.VIEWER)}
    )
    await call(unit, _KEYS, "update_many", where={"user_id": user_id}, data={"blocked": True, "updated_by": actor})
    revoked = {"revoked_at": now, "revoked_by": actor}
    await call(unit, _TOKENS, "update_many", where={"created_by": user_id, "revoked_at": None}, data=revoked)
    await call(unit, _WORKSPACE_MEMBERS, "delete_many", where={"user_id": user_id})
    user = await call(unit, USERS, "find_unique", where={"user_id": user_id})
    if user is not None and user["user_email"]:
        open_ones = {"email": same_address(user["user_email"]), "status": {"in": ["PENDING", "EXPIRED"]}}
        await call(unit, _INVITES, "update_many", where=open_ones, data={"status": "REVOKED", **revoked})


async def check_is_member(unit: Unit, user_id: str) -> None:
    """The user may act in the account. One that the gateway alone knows has no membership, and may.

    Raises:
        InvalidRequestError: the membership is suspended or was removed.
    """
    ended = {"user_id": user_id, "is_active": False}
    if await call(unit, MEMBERSHIPS, "count", where=ended):
        raise InvalidRequestError.of_field("/user_id", "This user is suspended, or no member of the account any more.")


async def standing_in_directory(platform: Unit, account: AccountId, user_id: str) -> str | None:
    """What the operator's directory calls the user; None: no administrator."""
    row = await call(platform, _ADMINS, "find_first", where={"account_id": account, "user_id": user_id})
    return None if row is None else str(row["role"])


async def follow_in_directory(
    platform: Unit, account: AccountId, user: Mapping[str, Any], role: AppRole, actor: str, *, kind: str | None = None
) -> None:
    """Have the operator's directory name the user as administrator, by `kind` if it is given, or no longer."""
    where = {"account_id": account, "user_id": user["user_id"]}
    if role not in ADMIN_ROLES:
        await call(platform, _ADMINS, "delete_many", where=where)
    elif not await call(platform, _ADMINS, "count", where=where):
        kind = kind or ("account_owner" if role is AppRole.OWNER else "account_admin")
        data = {**where, "user_email": user["user_email"] or "", "role": kind, "created_by": actor, "updated_by": actor}
        await call(platform, _ADMINS, "create", data=data)
    await account_versions.bump(platform, account, config=False, auth=True)


async def _check_admin_left(unit: Unit, member: Mapping[str, Any], *, leaves: bool) -> None:
    if leaves and member["app_role"] in ADMIN_ROLES and member["is_active"]:
        await refuse_last_admin(unit, str(member["user_id"]))
