"""Single sign-on from our page to an account's provider and back, for browsers: every answer is a redirection."""

from __future__ import annotations

import logging
from typing import Annotated, Final, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse

from alchemi.auth.browser import SSO_COOKIE, cookie_value, set_cookie
from alchemi.auth.session_door import PRESENT_KEY, SESSION_KEY
from alchemi.auth.sessions import LIFETIMES, Kind, Session, Sessions
from alchemi.auth.sso.flow import COOKIE_AGE_S, Finished, SingleSignOn
from alchemi.errors import AlchemiError, SsoRefusedError
from alchemi.rest.asking import From, LoginService
from alchemi.rest.problem import REQUEST_ID
from alchemi.tenancy.account import AccountId, parse_account_id

log = logging.getLogger(__name__)

_LOGIN_PAGE: Final = "/ui/login/"
_TEST_PAGE: Final = "/ui/settings/"

router = APIRouter(tags=["login"])


@router.get("/sso/{account_id}/start", status_code=302, response_class=RedirectResponse)
async def start_sso(
    request: Request,
    account_id: str,
    *,
    login: LoginService,
    device: From,
    provider: Annotated[str, Query(max_length=128)],
    return_to: Annotated[str | None, Query(max_length=512)] = None,
    link: bool = False,
) -> RedirectResponse:
    """Send the browser to a provider of the account. With `link`, the signed-in user is linked to who signs in there."""
    session: Session | None = request.scope.get(SESSION_KEY)
    try:
        login.throttle.check_resolve(device.address)
        account = _account(account_id)
        if link and session is None:
            raise SsoRefusedError("Sign in first, then link the provider.")
        begun = await _service(request).begin(account, provider, return_to, link=session if link else None)
    except AlchemiError as error:
        return _failed(request, error)
    response = _to(begun.url)
    response.headers.append("set-cookie", set_cookie(begun.cookie, COOKIE_AGE_S, name=SSO_COOKIE))
    return response


@router.get("/sso/{account_id}/callback", status_code=302, response_class=RedirectResponse)
async def finish_sso(request: Request, device: From, account_id: str) -> RedirectResponse:
    """Take the provider's answer and begin the session. Why a sign-in was refused is logged, and not told to the browser."""
    parameters = dict(request.query_params)
    cookie = cookie_value(request.scope["headers"], SSO_COOKIE)
    try:
        if len(parameters) != len(request.query_params.multi_items()):
            raise SsoRefusedError("A parameter of the answer stands there twice.")
        present: Session | None = request.scope.get(PRESENT_KEY)
        finished = await _service(request).finish(_account(account_id), parameters, cookie, device, present=present)
        response = await _entered(request, finished, present)
    except AlchemiError as error:
        response = _failed(request, error)
    response.headers.append("set-cookie", set_cookie("", 0, name=SSO_COOKIE))
    return response


async def _entered(request: Request, finished: Finished, before: Session | None) -> RedirectResponse:
    if finished.token is None:
        return _to(f"{_TEST_PAGE}?tab=sso&tested=1")
    # A session from before ends, so that nobody who planted or kept one is signed in as well.
    if before is not None:
        await cast(Sessions, request.app.state.sessions).end(before)
    response = _to(finished.return_to)
    age_s = int(LIFETIMES[Kind.TENANT].absolute.total_seconds())
    response.headers.append("set-cookie", set_cookie(finished.token, age_s))
    return response


def _failed(request: Request, error: AlchemiError) -> RedirectResponse:
    reference = str(request.scope.get(REQUEST_ID) or "")
    log.warning("login.sso_failed", extra={"slug": error.slug, "detail": error.detail})
    return _to(f"{_LOGIN_PAGE}?{urlencode({'sso_error': error.slug, 'ref': reference})}")


def _to(url: str) -> RedirectResponse:
    headers = {"cache-control": "no-store", "referrer-policy": "no-referrer"}
    return RedirectResponse(url, status_code=302, headers=headers)


def _service(request: Request) -> SingleSignOn:
    return cast(SingleSignOn, request.app.state.sso)


def _account(text: str) -> AccountId:
    try:
        return parse_account_id(text)
    except ValueError as error:
        raise SsoRefusedError("This account has no such provider.") from error
