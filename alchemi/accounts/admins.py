"""Who administers an account. Users are the account's own: one address in two accounts is two users."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, Final, Literal
from uuid import uuid4

from alchemi.accounts.account import AccountAdmin, AccountStatus, account_row
from alchemi.accounts.names import same_address
from alchemi.accounts.stores import AccountStores, call
from alchemi.db import account_versions
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import ConflictError, NotFoundError
from alchemi.tenancy.account import AccountId

AdminRole = Literal["account_owner", "account_admin"]

_ADMINS: Final = "Alchemi_AccountAdminTable"
_USERS: Final = "LiteLLM_UserTable"
_MEMBERSHIPS: Final = "Alchemi_AccountMembershipTable"
_CREDENTIALS: Final = "Alchemi_UserCredential"
_KEYS: Final = "LiteLLM_VerificationToken"

ADMIN_ROLES: Final = ("admin", "owner")
"""As which members administer the account."""

# In one order, and before any other lock of the transaction: two that remove each other follow one another.
_LOCK: Final = (
    'SELECT id FROM "Alchemi_AccountMembershipTable"'
    " WHERE account_id = $1 AND app_role = ANY ($2) ORDER BY id FOR UPDATE"
)

WHEEL_ADMIN_ROLE: Final = "proxy_admin"
"""What the wheel calls an administrator; it holds inside the account's runtime alone."""

_WHEEL_MEMBER_ROLE: Final = "internal_user"

IN_FORCE: Final[Mapping[str, object]] = MappingProxyType(
    {
        "is_active": True, "suspended_at": None, "suspended_by": None, "suspension_reason": None, "suspended_keys": [],
        "suspended_as": None, "removed_at": None, "removed_by": None,
    }
)  # fmt: skip
"""What the row of a membership says that is neither suspended nor removed."""


@dataclass(frozen=True, slots=True)
class NewAdmin:
    """`email` is checked and in lower case."""

    email: str
    role: AdminRole = "account_admin"
    password_hash: str | None = None


async def add_admin(stores: AccountStores, account_id: AccountId, admin: NewAdmin, *, actor: str) -> AccountAdmin:
    """Make the user of this address an administrator of the account, and make the user if there is none.

    Raises:
        NotFoundError: no such account.
        ConflictError: the address administers it already, or the account is purged.
    """
    async with stores.directory() as unit:
        await lock_living_account(unit, account_id)
        return await insert_admin(stores, unit, account_id, admin, actor=actor)


async def insert_admin(
    stores: AccountStores, directory: Unit, account_id: AccountId, admin: NewAdmin, *, actor: str
) -> AccountAdmin:
    """The same inside a transaction on the directory that holds the account's row.

    The account's own rows are kept first: if the directory then fails, a user is left who administers nothing there.
    """
    async with stores.rows_of(account_id) as rows:
        user_id = await _ensure_admin_user(rows, admin.email, actor)
        if admin.password_hash is not None:
            await set_password(rows, user_id, admin.password_hash, actor=actor)
        row = await call(
            directory, _ADMINS, "create",
            data={
                "account_id": account_id, "user_id": user_id, "user_email": admin.email, "role": admin.role,
                "created_by": actor, "updated_by": actor,
            },
        )  # fmt: skip
    await account_versions.bump(directory, account_id, config=False, auth=True)
    return _admin(row)


async def change_admin(
    stores: AccountStores,
    account_id: AccountId,
    email: str,
    *,
    new_email: str | None,
    role: AdminRole | None,
    password_hash: str | None = None,
    actor: str,
) -> AccountAdmin:
    """Give an administrator another address, role or password; None leaves it.

    Raises:
        NotFoundError: no such account, or no such administrator of it.
        ConflictError: another user of the account has the new address.
    """
    async with stores.directory() as unit:
        await lock_living_account(unit, account_id)
        found = await _find_admin(unit, account_id, email)
        changes = {"user_email": new_email, "role": role}
        data = {name: value for name, value in changes.items() if value is not None}
        row = await call(unit, _ADMINS, "update", where={"id": found["id"]}, data={**data, "updated_by": actor})
        if new_email is not None and new_email != email:
            async with stores.rows_of(account_id) as rows:
                await _refuse_other_user(rows, new_email, found["user_id"])
                await call(rows, _USERS, "update", where={"user_id": found["user_id"]}, data={"user_email": new_email})
        if password_hash is not None:
            async with stores.rows_of(account_id) as rows:
                await set_password(rows, found["user_id"], password_hash, actor=actor)
        await account_versions.bump(unit, account_id, config=False, auth=True)
        return _admin(row)


async def remove_admin(stores: AccountStores, account_id: AccountId, email: str, *, actor: str) -> None:
    """Make an administrator an ordinary member, and block the keys this user owns.

    Raises:
        NotFoundError: no such account, or no such administrator of it.
        ConflictError: it is the last one.
    """
    async with stores.directory() as unit:
        await lock_living_account(unit, account_id)
        found = await _find_admin(unit, account_id, email)
        if await call(unit, _ADMINS, "count", where={"account_id": account_id}) == 1:
            raise ConflictError("This is the account's last administrator; add another one first.")
        await call(unit, _ADMINS, "delete", where={"id": found["id"]})
        user_id = found["user_id"]
        async with stores.rows_of(account_id) as rows:
            await lock_admins(rows)
            await refuse_last_admin(rows, user_id)
            await call(
                rows, _USERS, "update_many", where={"user_id": user_id, "user_role": WHEEL_ADMIN_ROLE},
                data={"user_role": _WHEEL_MEMBER_ROLE},
            )  # fmt: skip
            await call(rows, _MEMBERSHIPS, "update_many", where={"user_id": user_id}, data={"app_role": "member"})
            await call(
                rows, _KEYS, "update_many", where={"user_id": user_id}, data={"blocked": True, "updated_by": actor}
            )
        await account_versions.bump(unit, account_id, config=False, auth=True)


async def lock_admins(rows: Unit) -> None:
    """Hold the memberships of all administrators; first of all, in whatever could unmake one of them."""
    await rows.fetch(Statement(_LOCK, [rows.account, list(ADMIN_ROLES)]))


async def refuse_last_admin(rows: Unit, user_id: str) -> None:
    """Keep the user an administrator while no other member is one.

    Raises:
        ConflictError: it is the last one.
    """
    where = {"app_role": {"in": list(ADMIN_ROLES)}, "is_active": True, "NOT": {"user_id": user_id}}
    if not await call(rows, _MEMBERSHIPS, "count", where=where):
        raise ConflictError("This is the account's last administrator; add another one first.")


async def set_password(rows: Unit, user_id: str, password_hash: str, *, actor: str) -> None:
    """Give a user of the account a password; sessions that began with another end within two seconds, links at once."""
    credential = {
        "password_hash": password_hash,
        "must_change": False,
        "changed_at": datetime.now(UTC),
        "changed_by": actor,
    }
    data = {"create": {"user_id": user_id, **credential}, "update": credential}
    await call(rows, _CREDENTIALS, "upsert", where={"user_id": user_id}, data=data)
    # Links that were mailed before: somebody may have asked for them who has the user's mails.
    await call(rows, "Alchemi_PasswordReset", "delete_many", where={"user_id": user_id})


async def lock_living_account(unit: Unit, account_id: AccountId) -> None:
    """Hold the account's row until the unit ends, so that changes of one account follow one another.

    Raises:
        NotFoundError: no such account.
        ConflictError: it is purged.
    """
    row = await account_row(unit, account_id, for_update=True)
    if row["status"] == AccountStatus.DELETED:
        raise ConflictError("This account was purged.")


async def _ensure_admin_user(rows: Unit, email: str, actor: str) -> str:
    found = await call(rows, _USERS, "find_first", where={"user_email": same_address(email)})
    if found is None:
        user_id = str(uuid4())
        data = {"user_id": user_id, "user_email": email, "user_role": WHEEL_ADMIN_ROLE, "models": []}
        await call(rows, _USERS, "create", data=data)
    else:
        user_id = str(found["user_id"])
        await call(rows, _USERS, "update", where={"user_id": user_id}, data={"user_role": WHEEL_ADMIN_ROLE})
    membership = {"app_role": "admin", **IN_FORCE}
    create = {**membership, "user_id": user_id, "invited_by": actor}
    await call(rows, _MEMBERSHIPS, "upsert", where={"user_id": user_id}, data={"create": create, "update": membership})
    return user_id


async def _refuse_other_user(rows: Unit, email: str, user_id: str) -> None:
    where = {"user_email": same_address(email), "NOT": {"user_id": user_id}}
    if await call(rows, _USERS, "count", where=where):
        raise ConflictError("Another user of the account has this address.")


async def _find_admin(unit: Unit, account_id: AccountId, email: str) -> dict[str, Any]:
    where = {"account_id_user_email": {"account_id": account_id, "user_email": email}}
    found: dict[str, Any] | None = await call(unit, _ADMINS, "find_unique", where=where)
    if found is None:
        raise NotFoundError("This address does not administer the account.")
    return found


def _admin(row: dict[str, Any]) -> AccountAdmin:
    return AccountAdmin(row["user_id"], row["user_email"], row["role"], row["created_at"], row["created_by"])
