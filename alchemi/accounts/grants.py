"""What a membership gives, and who may give or take it: nobody more than they hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from alchemi.accounts.people import AppRole, wheel_role_of
from alchemi.accounts.stores import call
from alchemi.auth.permissions import (
    PERMISSIONS_OF,
    Holder,
    Permission,
    Role,
    check_may_grant,
    permissions_of_role,
    role_of_wheel,
)
from alchemi.db.engine import Unit
from alchemi.errors import InvalidRequestError

_ROLES: Final = "Alchemi_RoleTable"


async def check_may_give(unit: Unit, holder: Holder, role: AppRole, role_id: str | None) -> None:
    """Refuse to give a membership with this role, and the permissions of the account's own role `role_id`.

    Raises:
        ForbiddenError: it is more than `holder` has.
        InvalidRequestError: the account has no such role.
    """
    custom = await permissions_of_custom(unit, role_id)
    if custom is None:
        raise InvalidRequestError.of_field("/role_id", "There is no such role.")
    check_may_grant(holder, permissions_of_app_role(role, custom))


async def check_may_take(unit: Unit, holder: Holder, member: Mapping[str, Any], user_role: str | None) -> None:
    """Refuse to take a membership away. Administrators take every one, also what the operator alone can give.

    Raises:
        ForbiddenError: the member may do more than `holder`.
    """
    held = permissions_of_app_role(
        AppRole(member["app_role"]), await permissions_of_custom(unit, member["role_id"]) or ()
    )
    # The gateway's own routes can have made more of the user than the membership says.
    held |= permissions_of_role(role_of_wheel(user_role))
    check_may_grant(holder, held & PERMISSIONS_OF[Role.ACCOUNT_ADMIN])


def permissions_of_app_role(role: AppRole, custom: Collection[str] = ()) -> frozenset[Permission]:
    """What a member may do."""
    return permissions_of_role(role_of_wheel(wheel_role_of(role)), custom)


async def permissions_of_custom(unit: Unit, role_id: str | None) -> list[str] | None:
    """Those of a role that the account has made; None when there is no such role."""
    if role_id is None:
        return []
    row = await call(unit, _ROLES, "find_first", where={"id": role_id, "deleted_at": None})
    return None if row is None else list(row["permissions"])
