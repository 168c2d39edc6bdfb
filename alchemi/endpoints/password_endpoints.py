"""Passwords of users: forgotten, set anew by a mailed link, and changed by their owners."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Annotated, Any, cast

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from alchemi.accounts import password_reset
from alchemi.auth.browser import clear_cookie
from alchemi.auth.mailed_tokens import read_mailed_token
from alchemi.auth.passwords import Passwords, check_new_password
from alchemi.errors import AlchemiError, ForbiddenError, InvalidRequestError
from alchemi.integrations.mail import Mailer
from alchemi.rest.asking import From, LoginService, OwnSession, Stores, is_not_too_often
from alchemi.rest.schema import Answer, Email, ExactSecret, Schema

log = logging.getLogger(__name__)

_Password = Annotated[ExactSecret, Field(min_length=1, max_length=1024)]


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


@router.post("/login/forgot", status_code=202, dependencies=[Depends(is_not_too_often)])
async def forget_password(request: Request, stores: Stores, login: LoginService, body: Forgotten) -> Said:
    """Have a link mailed. The answer is the same, and as quick, whether or not anybody has the address."""
    state = request.app.state
    # However many addresses ask: a mailbox is not filled, and nobody learns that it is not.
    if login.throttle.may_mail(body.email):
        links = password_reset.mail_links(
            stores, cast(Mailer, state.mailer), body.email, state.base_url, now=state.rest.now()
        )
        task = asyncio.get_running_loop().create_task(_mailed(links))
        state.mailing.add(task)
        task.add_done_callback(state.mailing.discard)
    return Said(message="If the address has a password here, a link is on its way.")


@router.post("/login/reset", dependencies=[Depends(is_not_too_often)])
async def reset_password(request: Request, stores: Stores, body: NewPassword) -> Said:
    """Set a new password with a mailed link. Every session of the user ends."""
    now, token = request.app.state.rest.now(), read_mailed_token(body.token, password_reset.NO_LINK)
    email = await password_reset.user_of_link(stores, token, now=now)
    hashed = await _hashed(request, body.password.get_secret_value(), email, "/password")
    await password_reset.set_by_link(stores, token, hashed, now=now)
    return Said(message="The password is set; sign in.")


@router.post("/session/password")
async def change_password(
    request: Request, response: Response, session: OwnSession, body: ChangedPassword, *, stores: Stores,
    login: LoginService, device: From,
) -> Said:  # fmt: skip
    """Change the own password. Every session of the user ends, this one too: sign in again."""
    member, address = session.member, device.address
    if member is None or not member.email or not member.password_hash:
        raise ForbiddenError("This user has no password to change.")
    email = member.email.lower()
    await login.failures.check(email, address, is_super_admin=False)
    new = await _hashed(request, body.new_password.get_secret_value(), email, "/new_password")
    passwords, old = cast(Passwords, request.app.state.passwords), body.password.get_secret_value()
    if not await password_reset.change_own(stores, passwords, member, old, new):
        await login.failures.failed(email, address, is_super_admin=False)
        raise InvalidRequestError.of_field("/password", "This is not the password.")
    response.headers.append("set-cookie", clear_cookie())
    return Said(message="The password is changed; sign in again.")


async def _mailed(links: Coroutine[Any, Any, None]) -> None:
    try:
        await links
    except AlchemiError as error:
        log.warning("login.link_not_mailed", extra={"slug": error.slug})


async def _hashed(request: Request, password: str, email: str, pointer: str) -> str:
    check_new_password(password, pointer=pointer, email=email)
    return await cast(Passwords, request.app.state.passwords).hash(email, password)
