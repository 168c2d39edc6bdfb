"""Lets a browser's session in: which account it is for, and which classes of routes it reaches."""

from __future__ import annotations

from typing import Final

from alchemi.audit.calls import leaves_no_event
from alchemi.auth.browser import SAFE_METHODS, RawHeaders, check_same_origin, session_token
from alchemi.auth.credentials import Clues, credential_of
from alchemi.auth.permissions import Permission, permissions_of
from alchemi.auth.route_classes import RouteClass, is_ours, route_table
from alchemi.auth.sessions import Kind, Session, Sessions
from alchemi.errors import CrossSiteRequestError, ForbiddenError, NotFoundError, UnauthenticatedError
from alchemi.tenancy.caller import SessionCaller

SESSION_KEY: Final = "alchemi.session"
"""The key in the ASGI scope under which the session of a request stands; None or absent without one."""

PRESENT_KEY: Final = "alchemi.present_session"
"""The same for a session that a public route was asked with, whoever made the browser ask: nobody may act as it."""

_ADMIN_ROLE: Final = "proxy_admin"
_QUESTIONS: Final = frozenset(
    {
        "/budget/info", "/cost/estimate", "/global/spend/end_users", "/organization/info", "/spend/calculate", "/tag/info",
        "/v2/key/info", "/vector_store/info",
    }
)  # fmt: skip
"""Of the wheel's: sent with POST, and only read."""


class SessionDoor:
    """`public_origin`: the console's own as browsers see it, when it is not the one in Host."""

    def __init__(self, sessions: Sessions, public_origin: str | None = None) -> None:
        self._sessions = sessions
        self._public_origin = public_origin

    async def session_of(self, clues: Clues, headers: RawHeaders) -> Session | None:
        """The session that this request acts for; None when it has none, or brings a key, which counts instead.

        Raises:
            UnauthenticatedError: the session has ended, and the route needs one.
            CrossSiteRequestError: another site made the browser ask.
            ForbiddenError: the session does not reach this class of routes.
            NotFoundError: the route is closed.
            DatabaseUnavailableError: nobody can tell.
        """
        token = session_token(headers)
        if token is None or clues.is_websocket or credential_of(clues) is not None:
            return None
        route = _class_of(clues)
        session = await self._sessions.find(token)
        if session is None:
            if route is RouteClass.PUBLIC:
                return None
            raise UnauthenticatedError("The session has ended; sign in again.")
        try:
            check_same_origin(clues.method, clues.headers, self._public_origin)
        except CrossSiteRequestError:
            if route is RouteClass.PUBLIC and clues.method in SAFE_METHODS:
                return None  # a link to our pages, or a provider that sends the browser back: served as to anybody
            raise
        _check_class(session, route)
        _check_use(session, clues)
        return session

    async def present(self, clues: Clues, headers: RawHeaders) -> Session | None:
        """The session of the browser that asks a public route, also when another site sent it there.

        Raises:
            DatabaseUnavailableError: nobody can tell.
        """
        token = session_token(headers)
        is_public = not clues.is_websocket and _class_of(clues) is RouteClass.PUBLIC
        return await self._sessions.find(token) if token is not None and is_public else None

    def check_login_origin(self, clues: Clues) -> None:
        """Refuse a sign-in that another site made the browser send.

        Raises:
            CrossSiteRequestError: it did.
        """
        check_same_origin(clues.method, clues.headers, self._public_origin, with_header=False)


def caller_of(session: Session) -> SessionCaller:
    """Who the session acts as."""
    if session.member is None:
        return SessionCaller(session.user_id, None, _ADMIN_ROLE, is_super_admin=True)
    return SessionCaller(session.user_id, session.member.email, session.member.role)


def _class_of(clues: Clues) -> RouteClass:
    route = route_table().class_of(clues.method, clues.path)
    if route is RouteClass.CLOSED and not route_table().is_listed(clues.method, clues.path):
        # Maybe an endpoint of the account: whoever holds its state can tell.
        return RouteClass.ACCOUNT
    return route


def _check_class(session: Session, route: RouteClass) -> None:
    if route is RouteClass.CLOSED:
        raise NotFoundError("There is no such route.")
    if route is RouteClass.PUBLIC:
        return
    if session.kind is Kind.PLATFORM and route is not RouteClass.PLATFORM:
        raise ForbiddenError("The super admin reaches the platform's routes, and no account's.")
    if session.kind is Kind.TENANT and route is RouteClass.PLATFORM:
        raise ForbiddenError("This is the operator's: it concerns all accounts of this deployment.")
    is_admin = session.member is not None and session.member.role == _ADMIN_ROLE
    if route is RouteClass.ACCOUNT_ADMIN and not is_admin:
        raise ForbiddenError("Only the account's administrators may do this.")


def _check_use(session: Session, clues: Clues) -> None:
    """Who may not call models reads from the gateway and does no more: the wheel lets viewers spend, upload and delete.

    Raises:
        ForbiddenError: it is more.
    """
    path = clues.path
    if session.member is None or is_ours(path) or _class_of(clues) is RouteClass.PUBLIC:
        return
    is_call = leaves_no_event(path) or not route_table().is_listed(clues.method, path)
    is_reading = path in _QUESTIONS or (clues.method in SAFE_METHODS and not is_call)
    if not is_reading and Permission.MODEL_CALL.value not in permissions_of(session):
        raise ForbiddenError(
            f"This needs the permission {Permission.MODEL_CALL}.", permission=str(Permission.MODEL_CALL)
        )
