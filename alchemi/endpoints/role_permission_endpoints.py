"""Roles: the built-in ones, those that an account makes of permissions, and the vocabulary of permissions."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Response
from pydantic import Field

from alchemi.auth.permissions import GRANTABLE, PERMISSIONS_OF, Permission, Role, check_may_grant
from alchemi.db.rows import Row
from alchemi.errors import ConflictError, InvalidRequestError, NotFoundError
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource, SoftDelete
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows
from alchemi.rest.schema import Ack, Answer, Authored, LongText, Name, Schema
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_MEMBERSHIPS: Final = "Alchemi_AccountMembershipTable"
_Permissions = Annotated[list[Permission], Field(max_length=200)]
_OF_ACCOUNTS: Final = tuple(role for role in Role if role not in (Role.PLATFORM, Role.SERVICE))


class RoleChange(Schema):
    name: Name = ""
    description: LongText | None = None
    type: Name | None = None
    is_default: bool = Field(default=False, description="New members get it; one role at most.")


class NewRole(RoleChange):
    name: Name = Field(examples=["Analyst"])
    permissions: _Permissions = Field(default_factory=list, examples=[["costs:read"]])


class AccountRole(Authored):
    name: str
    description: str | None
    type: str | None
    provider: Literal["CUSTOM"] = "CUSTOM"
    permissions: list[str]
    is_default: bool


class Grant(Schema):
    permission_id: Permission = Field(examples=["costs:read"])


class Grants(Schema):
    permissions: _Permissions = Field(examples=[["costs:read"]])


class PermissionAnswer(Answer):
    id: str
    name: str
    subject: str
    action: str


class PermissionList(Answer):
    permissions: list[PermissionAnswer]
    total: int


class BuiltInRole(Answer):
    id: str
    name: str
    provider: Literal["PLATFORM"] = "PLATFORM"
    permissions: list[str]


class BuiltInRoles(Answer):
    roles: list[BuiltInRole]
    total: int


ROLES = Resource(
    path="/alchemi/role",
    table="Alchemi_RoleTable",
    noun="role",
    plural="roles",
    item=AccountRole,
    create=NewRole,
    update=RoleChange,
    read=Permission.ROLE_READ,
    write=Permission.ROLE_WRITE,
    sort=("name", "created_at"),
    filters=("is_default", "type", "created_at"),
    search=("name", "description"),
    soft_delete=SoftDelete(by="deleted_by"),
    operations={"list", "get", "update"},
)
operations = APIRouter()
_READ: Final = [requires(Permission.ROLE_READ)]
_WRITE: Final = [requires(Permission.ROLE_WRITE)]


@operations.get("/permission/list", dependencies=_READ)
async def list_permissions(subject: str | None = None, action: str | None = None) -> PermissionList:
    """Every permission that a role or a token of an account can hold. The vocabulary is the product's own."""
    found = [
        PermissionAnswer(id=one.value, name=one.value, subject=one.partition(":")[0], action=one.partition(":")[2])
        for one in Permission
        if one in GRANTABLE
    ]
    shown = [one for one in found if subject in (None, one.subject) and action in (None, one.action)]
    return PermissionList(permissions=shown, total=len(shown))


@operations.get("/platform", dependencies=_READ)
async def list_built_in_roles() -> BuiltInRoles:
    """The roles that every account has; they cannot be changed."""
    roles = [
        BuiltInRole(id=role.value, name=role.replace("_", " "), permissions=sorted(PERMISSIONS_OF[role]))
        for role in _OF_ACCOUNTS
    ]
    return BuiltInRoles(roles=roles, total=len(roles))


@created(operations, ROLES, _WRITE)
async def create_role(work: CurrentWork, body: NewRole, response: Response) -> AccountRole:
    """Make a role of permissions that the caller holds."""
    values = body.model_dump() | {"permissions": _granted(work, body.permissions)}
    async with work.rows(ROLES) as rows:
        return made(rows, await rows.create(values), response, AccountRole, ROLES.path)


@operations.delete("/{role_id}", dependencies=_WRITE)
async def delete_role(work: CurrentDeletion, role_id: str) -> Deleted:
    """Delete a role that nobody has and that is not the default."""
    async with work.rows(ROLES) as rows:
        role = await rows.get(role_id, for_update=True)
        if role["is_default"]:
            raise ConflictError("This is the default role; make another one the default first.")
        if await rows.call(_MEMBERSHIPS, "count", where={"role_id": role_id, "state": {"not": "removed"}}):
            raise ConflictError("Members of the account have this role; give them another one first.")
        await rows.delete(role)
    return Ack(id=role_id, message="The role was deleted.")


@operations.put("/{role_id}/permissions", dependencies=_WRITE)
async def set_permissions(work: CurrentWork, role_id: str, body: Grants, response: Response) -> AccountRole:
    """Have the role hold just these. Its members have them within two seconds."""
    async with work.rows(ROLES) as rows:
        role = await rows.get(role_id, for_update=True)
        return await _with(rows, role, _granted(work, body.permissions), "grant", response)


@operations.post("/{role_id}/permission", dependencies=_WRITE)
async def grant_permission(work: CurrentWork, role_id: str, body: Grant, response: Response) -> AccountRole:
    """Add a permission that the caller holds."""
    async with work.rows(ROLES) as rows:
        role = await rows.get(role_id, for_update=True)
        if body.permission_id in role["permissions"]:
            raise ConflictError("The role has this permission already.")
        added = _granted(work, [body.permission_id])
        return await _with(rows, role, [*role["permissions"], *added], "grant", response)


@operations.delete("/{role_id}/permission/{permission}", dependencies=_WRITE)
async def revoke_permission(work: CurrentWork, role_id: str, permission: str, response: Response) -> AccountRole:
    """Take a permission from the role."""
    async with work.rows(ROLES) as rows:
        role = await rows.get(role_id, for_update=True)
        if permission not in role["permissions"]:
            raise NotFoundError("The role has no such permission.")
        left = [one for one in role["permissions"] if one != permission]
        return await _with(rows, role, left, "revoke", response)


async def _with(rows: Rows, role: Row, permissions: list[str], action: str, response: Response) -> AccountRole:
    values: dict[str, Any] = {"permissions": sorted(set(permissions))}
    return tagged(rows, await rows.change(role, values, action=action), response, AccountRole)


def _granted(work: CurrentWork, wanted: list[Permission]) -> list[str]:
    if not set(wanted) <= GRANTABLE:
        raise InvalidRequestError.of_field(
            "/permissions", "A role cannot have what only services or the platform have."
        )
    return sorted(check_may_grant(work.caller, wanted))


router = resource_router(ROLES, operations)
