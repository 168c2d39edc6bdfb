"""The caller's own account: who administers it, and what it notes about itself."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Depends, Request
from pydantic import Field, SecretStr

from alchemi.accounts import account as accounts
from alchemi.accounts import admins, life
from alchemi.accounts.names import email_address
from alchemi.auth.passwords import Passwords, check_new_password
from alchemi.auth.permissions import Permission, Role, check_may_grant, permissions_of_role
from alchemi.endpoints.account_schemas import (
    AdminAck,
    AdminChange,
    AdminsAnswer,
    NewAdmin,
    NewPassword,
    admin_answer,
)
from alchemi.errors import ForbiddenError, InvalidRequestError, NotFoundError, NothingToChangeError
from alchemi.rest.asking import Stores
from alchemi.rest.merge_patch import merged_field
from alchemi.rest.schema import Answer, JsonObject, Schema
from alchemi.rest.work import CurrentWork, Work, requires

_OWN: Final = "account"
"""The part of an account's metadata that is its own to write; the rest is the operator's."""
_METADATA_BYTES: Final = 16_384
_MANAGE: Final = [requires(Permission.MEMBER_MANAGE)]
router = APIRouter(tags=["account"])


class OwnMetadata(Schema):
    metadata: JsonObject = Field(examples=[{"cost_center": "4711"}], description="Merged; null removes a key.")


class MetadataAnswer(Answer):
    account_id: str
    metadata: dict[str, Any]


async def _passwords(request: Request) -> Passwords:
    return cast(Passwords, request.app.state.passwords)


async def _address(address: str) -> str:
    try:
        return email_address(address)
    except ValueError as error:
        raise NotFoundError("This address does not administer the account.") from error


Hashing = Annotated[Passwords, Depends(_passwords)]
Address = Annotated[str, Depends(_address)]


@router.get("/admin", dependencies=_MANAGE)
async def list_own_admins(work: CurrentWork, stores: Stores) -> AdminsAnswer:
    """Who administers the caller's account."""
    found = (await accounts.get_account(stores, work.caller.account, now=work.now)).admins
    return AdminsAnswer(admins=[admin_answer(admin) for admin in found], total=len(found))


@router.post("/admin", dependencies=_MANAGE)
async def add_own_admin(work: CurrentWork, stores: Stores, passwords: Hashing, body: NewAdmin) -> AdminAck:
    """Make a user of the account its administrator; the user is made when there is none of this address."""
    _check_is_admin(work)
    await _refuse_own_password(work, stores, body.user_email, body.password)
    hashed = await _hashed(passwords, body.password, body.user_email)
    new = admins.NewAdmin(body.user_email, body.role, hashed)
    added = await admins.add_admin(stores, work.caller.account, new, actor=work.caller.actor)
    return AdminAck(message="The administrator was added.", admin=admin_answer(added))


@router.put("/admin/{address}", dependencies=_MANAGE)
async def update_own_admin(
    work: CurrentWork, stores: Stores, passwords: Hashing, address: Address, body: AdminChange
) -> AdminAck:
    """Give an administrator another address, role or password; a new password ends this user's sessions."""
    _check_is_admin(work)
    if body.new_email is None and body.role is None and body.password is None:
        raise NothingToChangeError("Send a new address, a role or a password.")
    return await _change(work, stores, passwords, address, body)


@router.put("/admin/{address}/password", dependencies=_MANAGE)
async def set_password_of_own_admin(
    work: CurrentWork, stores: Stores, passwords: Hashing, address: Address, body: NewPassword
) -> AdminAck:
    """Give another administrator a new password; this user's sessions end."""
    _check_is_admin(work)
    return await _change(work, stores, passwords, address, AdminChange(password=body.password))


@router.delete("/admin/{address}", dependencies=_MANAGE)
async def remove_own_admin(work: CurrentWork, stores: Stores, address: Address) -> AdminAck:
    """Make an administrator an ordinary member and block this user's keys; the last one stays."""
    _check_is_admin(work)
    await admins.remove_admin(stores, work.caller.account, address, actor=work.caller.actor)
    return AdminAck(message="The administrator was removed.")


@router.get("/metadata", dependencies=[requires(Permission.ACCOUNT_READ)])
async def get_own_metadata(work: CurrentWork, stores: Stores) -> MetadataAnswer:
    """What the account notes about itself."""
    return await _metadata(work, stores)


@router.patch("/metadata", dependencies=[requires(Permission.ACCOUNT_MANAGE)])
async def change_own_metadata(work: CurrentWork, stores: Stores, body: OwnMetadata) -> MetadataAnswer:
    """Lay notes over those that are there. The operator sees them below `account`, and keeps what stands beside that."""
    before = await _metadata(work, stores)
    merged = merged_field("metadata", before.metadata, body.metadata)
    if len(json.dumps(merged).encode()) > _METADATA_BYTES:
        raise InvalidRequestError.of_field("/metadata", f"Metadata has at most {_METADATA_BYTES} bytes.")
    change = life.AccountChange(metadata={_OWN: body.metadata})
    await life.update_account(stores, work.caller.account, change, actor=work.caller.actor, now=work.now)
    return await _metadata(work, stores)


async def _metadata(work: Work, stores: Stores) -> MetadataAnswer:
    account = await accounts.get_account(stores, work.caller.account, now=work.now)
    own = account.metadata.get(_OWN)
    return MetadataAnswer(account_id=work.caller.account, metadata=own if isinstance(own, dict) else {})


def _check_is_admin(work: Work) -> None:
    """Nobody makes or unmakes what they are not: a token needs all that an administrator may do."""
    check_may_grant(work.caller, permissions_of_role(Role.ACCOUNT_ADMIN))


async def _change(work: Work, stores: Stores, passwords: Passwords, address: str, body: AdminChange) -> AdminAck:
    await _refuse_own_password(work, stores, address, body.password)
    hashed = await _hashed(passwords, body.password, body.new_email or address)
    changed = await admins.change_admin(
        stores, work.caller.account, address, new_email=body.new_email, role=body.role, password_hash=hashed,
        actor=work.caller.actor,
    )  # fmt: skip
    return AdminAck(message="The administrator was changed.", admin=admin_answer(changed))


async def _refuse_own_password(work: Work, stores: Stores, address: str, password: SecretStr | None) -> None:
    """A session that was stolen for a minute must not become its thief's for good."""
    if password is None or work.caller.user_id is None:
        return
    found = (await accounts.get_account(stores, work.caller.account, now=work.now)).admins
    if any(one.user_id == work.caller.user_id and one.user_email == address for one in found):
        raise ForbiddenError("Your own password is changed with POST /v2/session/password, which asks for the old one.")


async def _hashed(passwords: Passwords, password: SecretStr | None, email: str) -> str | None:
    if password is None:
        return None
    check_new_password(password.get_secret_value(), pointer="/password", email=email)
    return await passwords.hash(email, password.get_secret_value())
