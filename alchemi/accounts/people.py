"""Members of an account: what they may do there, and what goes with them when they leave.

Administrators also stand in the operator's directory; the other parts of a membership are the account's own rows. Sessions
follow by themselves: they end when the role or the membership is another.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final
from uuid import uuid4

from prisma.fields import Json

from alchemi.accounts.admins import ADMIN_ROLES, WHEEL_ADMIN_ROLE, refuse_last_admin
from alchemi.accounts.names import same_address
from alchemi.accounts.stores import call
from alchemi.db import account_versions
from alchemi.db.engine import Unit
from alchemi.errors import ConflictError
from alchemi.tenancy.account import AccountId

MEMBERSHIPS: Final = "Alchemi_AccountMembershipTable"
USERS: Final = "LiteLLM_UserTable"
_KEYS: Final = "LiteLLM_VerificationToken"
_INVITES: Final = "Alchemi_UserInviteTable"
_WORKSPACE_MEMBERS: Final = "Alchemi_WorkspaceMemberTable"


class AppRole(StrEnum):
    """What a member is in the account; a custom role adds permissions to it."""

    OWNER = "owner"
    ADMIN = "admin"
    MEMBER = "member"
    VIEWER = "viewer"


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

    Raises:
        ConflictError: the user is a member already.
    """
    found = await call(unit, MEMBERSHIPS, "find_unique", where={"user_id": user_id})
    if found is not None and found["is_active"]:
        raise ConflictError("This user is a member of the account already.")
    # What a former member was given is not given again by itself.
    given = {"role_id": None, "team_id": None, **more}
    values = {"app_role": role.value, "is_active": True, "invited_by": invited_by, **given}
    data = {"create": {"user_id": user_id, **values}, "update": values}
    row: dict[str, Any] = await call(unit, MEMBERSHIPS, "upsert", where={"user_id": user_id}, data=data)
    await call(unit, USERS, "update", where={"user_id": user_id}, data={"user_role": wheel_role_of(role)})
    return row


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


async def leave(unit: Unit, member: Mapping[str, Any], *, actor: str) -> None:
    """What ends with a membership: the user's keys are blocked, workspaces given up, open invitations revoked.

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
    await call(unit, _WORKSPACE_MEMBERS, "delete_many", where={"user_id": user_id})
    user = await call(unit, USERS, "find_unique", where={"user_id": user_id})
    if user is not None and user["user_email"]:
        open_ones = {"email": same_address(user["user_email"]), "status": "PENDING"}
        data = {"status": "REVOKED", "revoked_at": datetime.now(UTC), "revoked_by": actor}
        await call(unit, _INVITES, "update_many", where=open_ones, data=data)


async def follow_in_directory(
    platform: Unit, account: AccountId, user: Mapping[str, Any], role: AppRole, actor: str
) -> None:
    """Have the operator's directory name the user as administrator, or no longer."""
    table, where = "Alchemi_AccountAdminTable", {"account_id": account, "user_id": user["user_id"]}
    if role not in ADMIN_ROLES:
        await call(platform, table, "delete_many", where=where)
    elif not await call(platform, table, "count", where=where):
        kind = "account_owner" if role is AppRole.OWNER else "account_admin"
        data = {**where, "user_email": user["user_email"] or "", "role": kind, "created_by": actor, "updated_by": actor}
        await call(platform, table, "create", data=data)
    await account_versions.bump(platform, account, config=False, auth=True)


async def _check_admin_left(unit: Unit, member: Mapping[str, Any], *, leaves: bool) -> None:
    if leaves and member["app_role"] in ADMIN_ROLES and member["is_active"]:
        await refuse_last_admin(unit, str(member["user_id"]))
