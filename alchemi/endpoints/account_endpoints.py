"""Accounts: made, listed, changed, suspended and purged by the operator, and who administers them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Query, Request
from pydantic import SecretStr

from alchemi.accounts import account as accounts
from alchemi.accounts import admins, life, purge
from alchemi.accounts.account import AccountFilter, AccountStatus
from alchemi.accounts.names import email_address
from alchemi.accounts.stores import AccountStores
from alchemi.auth.credentials import clues_of
from alchemi.auth.operator import OperatorKey
from alchemi.auth.passwords import Passwords, check_new_password
from alchemi.auth.session_door import SESSION_KEY
from alchemi.auth.sessions import Kind, Session
from alchemi.endpoints.account_schemas import (
    AccountAnswer,
    AccountChange,
    AccountPage,
    AccountQuery,
    AdminAck,
    AdminChange,
    AdminsAnswer,
    NewAccount,
    NewAdmin,
    NewPassword,
    Purge,
    PurgeAnswer,
    Purged,
    Suspension,
    account_answer,
    admin_answer,
)
from alchemi.errors import ForbiddenError, InvalidRequestError, NotFoundError, NothingToChangeError
from alchemi.rest.asking import Stores
from alchemi.rest.rehearsal import DryRun, foreseen
from alchemi.tenancy.account import AccountId, parse_account_id

_OPERATOR: Final = "operator"


async def _requires_operator(request: Request) -> None:
    """Only the master key and the super admin: an account's own keys reach no other account's life."""
    scope = request.scope
    session: Session | None = scope.get(SESSION_KEY)
    if session is not None and session.kind is Kind.PLATFORM:
        return
    clues = clues_of(scope["path"], scope["headers"], scope.get("query_string", b""), is_websocket=False)
    if not cast(OperatorKey, request.app.state.operator_key).is_held_by(clues):
        raise ForbiddenError("Only the operator of this deployment may do this.")


async def _account_id(account_id: str) -> AccountId:
    try:
        return parse_account_id(account_id)
    except ValueError as error:
        raise NotFoundError("There is no such account.") from error


async def _admin_email(email: str) -> str:
    try:
        return email_address(email)
    except ValueError as error:
        raise NotFoundError("This address does not administer the account.") from error


async def _passwords(request: Request) -> Passwords:
    return cast(Passwords, request.app.state.passwords)


Hashing = Annotated[Passwords, Depends(_passwords)]
Account = Annotated[AccountId, Depends(_account_id)]
AdminEmail = Annotated[str, Depends(_admin_email)]

router = APIRouter(tags=["account"], dependencies=[Depends(_requires_operator)])


@router.post("/new")
async def create_account(stores: Stores, passwords: Hashing, body: NewAccount) -> AccountAnswer:
    """Make an account, with its first administrator when `admin_email` is given."""
    admin = None
    if body.admin_email is not None:
        hashed = await _hashed(passwords, body.admin_password, body.admin_email, "/admin_password")
        admin = admins.NewAdmin(body.admin_email, password_hash=hashed)
    made = await life.create_account(
        stores,
        life.NewAccount(
            account_name=body.account_name,
            account_id=AccountId(body.account_id) if body.account_id else None,
            account_alias=body.account_alias,
            domains=_all_domains(body.domain, body.domains),
            max_budget_usd=body.max_budget,
            budget_duration=body.budget_duration,
            metadata=body.metadata,
            admin=admin,
        ),
        actor=_OPERATOR,
        now=_now(),
    )
    return account_answer(made, "The account was created.")


@router.get("/list")
async def list_accounts(stores: Stores, query: Annotated[AccountQuery, Query()]) -> AccountPage:
    """One page of accounts; purged ones only when `status` asks for them."""
    wanted = AccountFilter(query.status, query.domain.strip().lower() if query.domain else None, query.q)
    found, total = await accounts.list_accounts(
        stores, wanted, order=query.sort, limit=query.limit, offset=query.offset, now=_now()
    )
    return AccountPage(
        accounts=[account_answer(item) for item in found], total=total, limit=query.limit, offset=query.offset
    )


@router.get("/{account_id}")
async def get_account(stores: Stores, account_id: Account) -> AccountAnswer:
    """One account."""
    return account_answer(await accounts.get_account(stores, account_id, now=_now()))


@router.put("/{account_id}", name="replace_account_fields")
@router.patch("/{account_id}")
async def update_account(stores: Stores, account_id: Account, body: AccountChange) -> AccountAnswer:
    """Change the fields that are sent."""
    return await _change(stores, account_id, body)


@router.delete("/{account_id}")
async def suspend_account(stores: Stores, account_id: Account, body: Suspension | None = None) -> AccountAnswer:
    """Suspend the account: its keys and sessions are refused everywhere within two seconds. Nothing is removed."""
    reason = body.reason if body else None
    done = await life.suspend_account(stores, account_id, reason=reason, actor=_OPERATOR, now=_now())
    return account_answer(done, "The account is suspended.")


@router.post("/{account_id}/reactivate")
async def reactivate_account(stores: Stores, account_id: Account) -> AccountAnswer:
    """Let a suspended account work again."""
    done = await life.reactivate_account(stores, account_id, actor=_OPERATOR, now=_now())
    return account_answer(done, "The account is active.")


@router.post("/{account_id}/delete")
async def purge_account(stores: Stores, account_id: Account, body: Purge, dry_run: DryRun = False) -> Purged:
    """Remove the account and every row it has, for good."""
    if dry_run:
        would = await purge.foresee_purge(stores, account_id, typed_name=body.account_name, now=_now())
        raise foreseen("purge", "account", account_id, would.account_name, would.removed)
    report = await purge.purge_account(stores, account_id, typed_name=body.account_name, actor=_OPERATOR, now=_now())
    answer = PurgeAnswer(
        message="The account was removed.",
        account_id=report.account_id,
        account_name=report.account_name,
        purged_at=report.purged_at,
        removed=dict(report.removed),
        removed_total=report.total,
        data_keys_destroyed=report.data_keys_destroyed,
    )
    return Purged(answer)


@router.get("/{account_id}/admin")
async def list_account_admins(stores: Stores, account_id: Account) -> AdminsAnswer:
    """Who administers the account."""
    found = (await accounts.get_account(stores, account_id, now=_now())).admins
    return AdminsAnswer(admins=[admin_answer(admin) for admin in found], total=len(found))


@router.post("/{account_id}/admin")
async def add_account_admin(stores: Stores, passwords: Hashing, account_id: Account, body: NewAdmin) -> AdminAck:
    """Make a user of the account its administrator; the user is made when there is none of this address."""
    hashed = await _hashed(passwords, body.password, body.user_email, "/password")
    new = admins.NewAdmin(body.user_email, body.role, hashed)
    added = await admins.add_admin(stores, account_id, new, actor=_OPERATOR)
    return AdminAck(message="The administrator was added.", admin=admin_answer(added))


@router.put("/{account_id}/admin/{email}")
async def update_account_admin(
    stores: Stores, passwords: Hashing, account_id: Account, email: AdminEmail, body: AdminChange
) -> AdminAck:
    """Give an administrator another address, role or password; a new password ends this user's sessions."""
    if body.new_email is None and body.role is None and body.password is None:
        raise NothingToChangeError("Send a new address, a role or a password.")
    hashed = await _hashed(passwords, body.password, body.new_email or email, "/password")
    changed = await admins.change_admin(
        stores, account_id, email, new_email=body.new_email, role=body.role, password_hash=hashed, actor=_OPERATOR
    )
    return AdminAck(message="The administrator was changed.", admin=admin_answer(changed))


@router.put("/{account_id}/admin/{email}/password")
async def set_password_of_account_admin(
    stores: Stores, passwords: Hashing, account_id: Account, email: AdminEmail, body: NewPassword
) -> AdminAck:
    """Give an administrator a new password; this user's sessions end."""
    return await update_account_admin(stores, passwords, account_id, email, AdminChange(password=body.password))


@router.delete("/{account_id}/admin/{email}")
async def remove_account_admin(stores: Stores, account_id: Account, email: AdminEmail) -> AdminAck:
    """Make an administrator an ordinary member and block this user's keys; the last one stays."""
    await admins.remove_admin(stores, account_id, email, actor=_OPERATOR)
    return AdminAck(message="The administrator was removed.")


async def _change(stores: AccountStores, account_id: AccountId, body: AccountChange) -> AccountAnswer:
    sent = body.model_fields_set
    if not sent:
        raise NothingToChangeError("Send at least one field to change.")
    columns = {
        column: getattr(body, name)
        for name, column in {
            "account_name": "name",
            "account_alias": "account_alias",
            "max_budget": "max_budget_usd",
            "budget_duration": "budget_duration",
        }.items()
        if name in sent
    }
    change = life.AccountChange(
        columns=columns,
        domains=_all_domains(body.domain, body.domains) if sent & {"domain", "domains"} else None,
        metadata=body.metadata if "metadata" in sent else None,
        status=AccountStatus(body.status) if "status" in sent else None,
    )
    return account_answer(await life.update_account(stores, account_id, change, actor=_OPERATOR, now=_now()))


def _all_domains(domain: str | None, domains: list[str]) -> list[str]:
    if domain is not None and domains:
        raise InvalidRequestError.of_field("/domain", "Send either 'domain' or 'domains'.")
    return [domain] if domain is not None else domains


async def _hashed(passwords: Passwords, password: SecretStr | None, email: str, pointer: str) -> str | None:
    if password is None:
        return None
    check_new_password(password.get_secret_value(), pointer=pointer, email=email)
    return await passwords.hash(email, password.get_secret_value())


def _now() -> datetime:
    return datetime.now(UTC)
