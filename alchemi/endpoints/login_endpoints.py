"""Signing in and out of the console, and the sessions of the caller: for browsers, by cookie."""

from __future__ import annotations

from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Request, Response

from alchemi.accounts import memberships
from alchemi.accounts.sso_providers import start_of_domain
from alchemi.accounts.stores import AccountStores
from alchemi.auth.account_resolver import AccountDirectory
from alchemi.auth.browser import clear_cookie, set_cookie
from alchemi.auth.credentials import clues_of
from alchemi.auth.login import Attempt
from alchemi.auth.permissions import permissions_of
from alchemi.auth.session_door import SESSION_KEY, SessionDoor
from alchemi.auth.sessions import LIFETIMES, Kind, Session, Sessions
from alchemi.endpoints.login_schemas import (
    AccountName,
    Ack,
    Caller,
    Credentials,
    Limits,
    LoggedIn,
    Membership,
    Resolve,
    SessionAnswer,
    SessionItem,
    SessionList,
    Switch,
    Way,
)
from alchemi.errors import InvalidRequestError, NotFoundError
from alchemi.rest.asking import From, LoginService, OwnSession, Stores
from alchemi.tenancy.account import AccountId, parse_account_id

_AFTER_LOGIN: Final = "/ui/"


async def _sessions(request: Request) -> Sessions:
    return cast(Sessions, request.app.state.sessions)


async def _directory(request: Request) -> AccountDirectory:
    return cast(AccountDirectory, request.app.state.directory)


async def _own_pages_only(request: Request) -> None:
    scope = request.scope
    clues = clues_of(scope["path"], scope["headers"], b"", is_websocket=False, method=scope["method"])
    cast(SessionDoor, request.app.state.session_door).check_login_origin(clues)


async def _not_stored(response: Response) -> None:
    response.headers["cache-control"] = "no-store"


SessionService = Annotated[Sessions, Depends(_sessions)]
DirectoryService = Annotated[AccountDirectory, Depends(_directory)]

router = APIRouter(tags=["login"], dependencies=[Depends(_own_pages_only), Depends(_not_stored)])


@router.post("/login/resolve")
async def resolve_login(
    login: LoginService, stores: Stores, directory: DirectoryService, device: From, body: Resolve
) -> Way:
    """How the user of an address signs in."""
    login.throttle.check_resolve(device.address)
    sso_url = await start_of_domain(stores, directory, body.email.rpartition("@")[2].strip())
    return Way(method="sso" if sso_url else "password", sso_url=sso_url)


@router.post("/login")
async def log_in(
    login: LoginService, sessions: SessionService, device: From, request: Request, response: Response, body: Credentials
) -> LoggedIn:
    """Begin a session. Why a sign-in failed is not told."""
    wanted = _account_id(body.account_id) if body.account_id is not None else None
    signed_in = await login.sign_in(Attempt(body.username, body.password.get_secret_value(), device, wanted))
    # A session from before the sign-in ends with it, so that nobody who planted or kept one is signed in as well.
    before: Session | None = request.scope.get(SESSION_KEY)
    if before is not None:
        await sessions.end(before)
    kind = Kind.TENANT if signed_in.members else Kind.PLATFORM
    _give(response, signed_in.token, kind)
    account = signed_in.members[0].account_id if signed_in.members else None
    return LoggedIn(redirect_url=_AFTER_LOGIN, kind=kind, account_id=account)


@router.post("/logout")
async def log_out(sessions: SessionService, request: Request, response: Response) -> Ack:
    """End the session, if there is one."""
    session: Session | None = request.scope.get(SESSION_KEY)
    if session is not None:
        await sessions.end(session)
    response.headers.append("set-cookie", clear_cookie())
    return Ack(message="You are signed out.")


@router.get("/session")
async def get_session(stores: Stores, session: OwnSession) -> SessionAnswer:
    """Who is signed in, where, and what the caller may do."""
    return await _session_answer(stores, session)


@router.post("/session/account")
async def switch_account(
    sessions: SessionService, stores: Stores, session: OwnSession, response: Response, body: Switch
) -> SessionAnswer:
    """Act in another of the accounts that this sign-in opened. The session gets a new cookie."""
    token = await sessions.switch(session, _account_id(body.account_id))
    switched = await sessions.find(token)
    if switched is None:
        raise NotFoundError("You are not signed in to such an account.")
    _give(response, token, switched.kind)
    return await _session_answer(stores, switched)


@router.get("/sessions")
async def list_sessions(sessions: SessionService, session: OwnSession) -> SessionList:
    """The caller's sessions in this account, newest first."""
    found = [
        SessionItem(
            id=item.session_id,
            address=item.address,
            user_agent=item.user_agent,
            auth_at=item.auth_at,
            seen_at=item.seen_at,
            expires_at=item.expires_at,
            is_this=item.is_this,
        )
        for item in await sessions.list_own(session)
    ]
    return SessionList(sessions=found, total=len(found))


@router.delete("/sessions/{session_id}")
async def end_session(sessions: SessionService, session: OwnSession, session_id: str) -> Ack:
    """End one of the caller's sessions, on this worker at once and on all within two seconds."""
    await sessions.end_own(session, session_id)
    return Ack(message="The session was ended.")


def _give(response: Response, token: str, kind: Kind) -> None:
    response.headers.append("set-cookie", set_cookie(token, int(LIFETIMES[kind].absolute.total_seconds())))


def _account_id(text: str) -> AccountId:
    try:
        return parse_account_id(text)
    except ValueError as error:
        raise InvalidRequestError.of_field("/account_id", "This is not the id of an account.") from error


async def _session_answer(stores: AccountStores, session: Session) -> SessionAnswer:
    names = await memberships.names_of(stores, [account for account, _ in session.proved])
    member, current = session.member, names.get(session.account_id)
    return SessionAnswer(
        kind=session.kind,
        caller=Caller(
            user_id=session.user_id,
            email=member.email if member else None,
            role=member.role if member else None,
            app_role=member.app_role if member else "super_admin",
            must_change_password=member.must_change_password if member else False,
        ),
        account=AccountName(account_id=session.account_id, account_name=current.name, account_alias=current.alias)
        if current
        else None,
        memberships=[
            Membership(
                account_id=account,
                account_name=names[account].name,
                account_alias=names[account].alias,
                is_current=(account, user) == (session.account_id, session.user_id),
            )
            for account, user in session.proved
            if account in names
        ],
        permissions=list(permissions_of(session)),
        limits=Limits(
            max_budget=member.max_budget_usd,
            spend=member.spend_usd,
            budget_duration=member.budget_duration,
            tpm_limit=member.tpm_limit,
            rpm_limit=member.rpm_limit,
        )
        if member
        else None,
        auth_at=session.auth_at,
        expires_at=session.expires_at,
        idle_s=int(LIFETIMES[session.kind].idle.total_seconds()),
    )
