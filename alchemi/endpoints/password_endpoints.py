"""Passwords of users: forgotten, set anew by a mailed link, and changed by their owners."""

from __future__ import annotations

import asyncio
import logging
from typing import Annotated, Final, cast

from fastapi import APIRouter, Request, Response
from pydantic import Field

from alchemi.accounts import password_reset
from alchemi.accounts.stores import AccountStores
from alchemi.auth.browser import clear_cookie
from alchemi.auth.login import Login
from alchemi.auth.mailed_tokens import MailedToken, read_mailed_token
from alchemi.auth.passwords import Passwords, check_new_password
from alchemi.auth.session_door import SESSION_KEY
from alchemi.auth.sessions import Session
from alchemi.errors import AlchemiError, ForbiddenError, InvalidRequestError, NotFoundError, UnauthenticatedError
from alchemi.integrations.mail import Mailer
from alchemi.rest.schema import Answer, Email, ExactSecret, Schema

log = logging.getLogger(__name__)

_Password = Annotated[ExactSecret, Field(min_length=1, max_length=1024)]
_NO_LINK: Final = "This link does not exist, was used, or is over."


class Forgotten(Schema):
    email: Email = Field(examples=["ann@corp.example"])


class NewPassword(Schema):
    token: Annotated[str, Field(min_length=1, max_length=300)] = Field(examples=["token"])
    password: _Password = Field(examples=["a long sentence of words"])


class ChangedPassword(Schema):
    password: _Password = Field(examples=["what it is now"], description="The password as it is now.")
    new_password: _Password = Field(examples=["a long sentence of words"])


class Said(Answer):
    message: str


router = APIRouter(tags=["login"])


@router.post("/login/forgot", status_code=202)
async def forget_password(request: Request, body: Forgotten) -> Said:
    """Have a link mailed. The answer is the same, and as quick, whether or not anybody has the address."""
    _limit(request)
    state = request.app.state
    if cast(Mailer, state.mailer).can_send:
        task = asyncio.get_running_loop().create_task(_mail(state, body.email))
        state.mailing.add(task)
        task.add_done_callback(state.mailing.discard)
    return Said(message="If the address has a password here, a link is on its way.")


@router.post("/login/reset")
async def reset_password(request: Request, body: NewPassword) -> Said:
    """Set a new password with a mailed link. Every session of the user ends."""
    _limit(request)
    stores, now, token = _stores(request), request.app.state.rest.now(), _token(body.token)
    email = await password_reset.user_of_link(stores, token, now=now)
    hashed = await _hashed(request, body.password.get_secret_value(), email, "/password")
    await password_reset.set_by_link(stores, token, hashed, now=now)
    return Said(message="The password is set; sign in.")


@router.post("/session/password")
async def change_password(request: Request, response: Response, body: ChangedPassword) -> Said:
    """Change the own password. Every session of the user ends, this one too: sign in again."""
    session: Session | None = request.scope.get(SESSION_KEY)
    if session is None:
        raise UnauthenticatedError("Sign in first.")
    member, login = session.member, cast(Login, request.app.state.login)
    if member is None or not member.email or not member.password_hash:
        raise ForbiddenError("This user has no password to change.")
    email, client = member.email.lower(), request.scope.get("client")
    address = client[0] if client else None
    login.throttle.check(email, address, is_super_admin=False)
    new = await _hashed(request, body.new_password.get_secret_value(), email, "/new_password")
    passwords, old = cast(Passwords, request.app.state.passwords), body.password.get_secret_value()
    if not await password_reset.change_own(_stores(request), passwords, member, old, new):
        login.throttle.failed(email, address, is_super_admin=False)
        raise InvalidRequestError.of_field("/password", "This is not the password.")
    response.headers.append("set-cookie", clear_cookie())
    return Said(message="The password is changed; sign in again.")


async def _mail(state: object, email: str) -> None:
    try:
        stores, mailer = cast(AccountStores, state.accounts), cast(Mailer, state.mailer)  # type: ignore[attr-defined]
        base_url, now = state.base_url, state.rest.now()  # type: ignore[attr-defined]
        await password_reset.mail_links(stores, mailer, email, base_url, now=now)
    except AlchemiError as error:
        log.warning("login.link_not_mailed", extra={"slug": error.slug})


async def _hashed(request: Request, password: str, email: str, pointer: str) -> str:
    check_new_password(password, pointer=pointer, email=email)
    return await cast(Passwords, request.app.state.passwords).hash(email, password)


def _limit(request: Request) -> None:
    client = request.scope.get("client")
    cast(Login, request.app.state.login).throttle.check_resolve(client[0] if client else None)


def _stores(request: Request) -> AccountStores:
    return cast(AccountStores, request.app.state.accounts)


def _token(text: str) -> MailedToken:
    token = read_mailed_token(text)
    if token is None:
        raise NotFoundError(_NO_LINK)
    return token
