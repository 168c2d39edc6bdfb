"""Invitations: for one address, once, until their time is over. Accepting one makes user and membership at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from alchemi.accounts import people
from alchemi.accounts.admins import set_password
from alchemi.accounts.names import same_address
from alchemi.accounts.people import AppRole
from alchemi.accounts.stores import AccountStores, call
from alchemi.auth.mailed_tokens import MailedToken
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import ConflictError, NotFoundError

INVITES: Final = "Alchemi_UserInviteTable"
_NO_INVITE: Final = "This invitation does not exist, was used, or is over."
_TAKE: Final = (
    "UPDATE \"Alchemi_UserInviteTable\" SET status = 'ACCEPTED', accepted_at = $3, updated_at = $3"
    " WHERE account_id = $1 AND token_hash = $2 AND status = 'PENDING' AND expires_at > $3 RETURNING id"
)
# Not by whoever looks, and so no event of theirs.
_EXPIRE: Final = (
    "UPDATE \"Alchemi_UserInviteTable\" SET status = 'EXPIRED', updated_at = expires_at"
    " WHERE account_id = $1 AND status = 'PENDING' AND expires_at <= $2"
)
_ACCOUNT: Final = "SELECT name FROM \"Alchemi_AccountTable\" WHERE account_id = $1 AND status = 'active'"


@dataclass(frozen=True, slots=True)
class Invited:
    """What somebody who has the link may know. `needs_password`: the address has none in this account yet."""

    email: str
    account_name: str
    expires_at: datetime
    needs_password: bool


@dataclass(frozen=True, slots=True)
class Accepted:
    invite_id: str
    email: str
    user_id: str
    app_role: AppRole
    workspace_id: str | None


async def look_at(stores: AccountStores, token: MailedToken, *, now: datetime) -> Invited:
    """The invitation of a token that can still be accepted.

    Raises:
        NotFoundError: there is none; why is not told.
    """
    name = await _account_name(stores, token)
    async with stores.rows_of(token.account, is_read_only=True) as rows:
        row = await call(rows, INVITES, "find_first", where={"token_hash": token.hash, "status": "PENDING"})
        if row is None or row["expires_at"] <= now:
            raise NotFoundError(_NO_INVITE)
        return Invited(row["email"], name, row["expires_at"], not await _has_password(rows, row["email"]))


async def accept(
    stores: AccountStores, token: MailedToken, *, name: str | None, password_hash: str | None, now: datetime
) -> Accepted:
    """Make the invited one a member: user, membership, workspace and password in one transaction, once.

    Raises:
        NotFoundError: there is no such invitation any more.
        ConflictError: the address is a member already, or has no password and none was given.
    """
    await _account_name(stores, token)
    async with stores.rows_of(token.account) as rows:
        if not await rows.fetch(Statement(_TAKE, [token.account, token.hash, now])):
            raise NotFoundError(_NO_INVITE)
        row = await call(rows, INVITES, "find_first", where={"token_hash": token.hash})
        await _refuse_user_of_later(rows, row)
        user_id = await people.ensure_user(rows, row["email"], name)
        has_password = await _has_password(rows, row["email"])
        if not has_password and password_hash is None:
            raise ConflictError("Choose a password: this address has none in the account yet.")
        role = AppRole(row["app_role"])
        more = {name: row[name] for name in ("role_id", "team_id") if row[name] is not None}
        await people.ensure_member(rows, user_id, role, invited_by=row["created_by"], **more)
        if not has_password and password_hash is not None:
            await set_password(rows, user_id, password_hash, actor=user_id)
        await _join_workspace(rows, row["workspace_id"], user_id, row["created_by"])
        await call(rows, INVITES, "update", where={"id": row["id"]}, data={"accepted_by": user_id})
    async with stores.directory() as unit:
        user = {"user_id": user_id, "user_email": row["email"]}
        await people.follow_in_directory(unit, token.account, user, role, str(row["created_by"]))
    return Accepted(row["id"], row["email"], user_id, role, row["workspace_id"])


async def expire_due(rows: Unit, *, now: datetime) -> None:
    """Have invitations say that their time is over: they make room for others."""
    await rows.execute(Statement(_EXPIRE, [rows.account, now]))


async def _account_name(stores: AccountStores, token: MailedToken) -> str:
    async with stores.directory(is_read_only=True) as unit:
        found = await unit.fetch(Statement(_ACCOUNT, [token.account]))
    if not found:
        raise NotFoundError(_NO_INVITE)
    return str(found[0]["name"])


async def _refuse_user_of_later(rows: Unit, invite: Mapping[str, Any]) -> None:
    """Whoever invited an address that nobody had may hold the link, and does not get a user whom others made since then.

    Raises:
        ConflictError: there is one.
    """
    where = {"user_email": same_address(invite["email"]), "created_at": {"gt": invite["created_at"]}}
    users = [user["user_id"] for user in await call(rows, people.USERS, "find_many", where=where, take=2)]
    if users and not await call(rows, people.MEMBERSHIPS, "count", where={"user_id": {"in": users}}):
        raise ConflictError("The account has made a user of this address meanwhile; ask for a new invitation.")


async def _has_password(rows: Unit, email: str) -> bool:
    where = {"user_email": same_address(email)}
    users = await call(rows, people.USERS, "find_many", where=where, take=2)
    ids = [user["user_id"] for user in users]
    return bool(await call(rows, "Alchemi_UserCredential", "count", where={"user_id": {"in": ids}})) if ids else False


async def _join_workspace(rows: Unit, workspace_id: str | None, user_id: str, actor: str | None) -> None:
    if workspace_id is None:
        return
    where = {"id": workspace_id, "archived_at": None}
    if await call(rows, "Alchemi_WorkspaceTable", "count", where=where):
        key: dict[str, Any] = {"workspace_id": workspace_id, "user_id": user_id}
        data = {"create": {**key, "created_by": actor, "updated_by": actor}, "update": {"status": "ACTIVE"}}
        await call(rows, "Alchemi_WorkspaceMemberTable", "upsert", where={"workspace_id_user_id": key}, data=data)
