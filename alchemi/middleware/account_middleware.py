"""Binds the account of each request, and answers what cannot be bound. Nothing inside sees a request without account."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alchemi.auth.access_tokens import AccessTokens
from alchemi.auth.account_resolver import ACCOUNT_HEADER, AccountResolver
from alchemi.auth.browser import without_session_cookie
from alchemi.auth.caller import TOKEN_KEY, TokenGrant
from alchemi.auth.credentials import Clues, clues_of
from alchemi.auth.route_classes import WEBSOCKET, RouteClass, is_ours, path_of_scope, route_table
from alchemi.auth.session_door import PRESENT_KEY, SESSION_KEY, SessionDoor, caller_of
from alchemi.auth.sessions import Session
from alchemi.db.outages import OutageNote, watching_for_outages
from alchemi.errors import AlchemiError, DatabaseUnavailableError, NotFoundError
from alchemi.middleware.refusals import refuse
from alchemi.rest.problem import MethodNotAllowedError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.caller import CALLER_KEY
from alchemi.tenancy.context import acting_for

log = logging.getLogger(__name__)

UsingAccount = Callable[[AccountId], AbstractAsyncContextManager[object]]
HasEndpoint = Callable[[str, str], bool]
OnRefused = Callable[[Scope, AlchemiError], Awaitable[None]]

_ACCOUNT_HEADER: Final = ACCOUNT_HEADER.encode()
_PREFLIGHT: Final = frozenset({b"origin", b"access-control-request-method"})
_HIDES_AN_OUTAGE: Final = frozenset({401, 403, 404, 500, 502, 503, 504})
"""Answers that the wheel gives when it could not read the database; only 503 says so, and without Retry-After."""


class AccountMiddleware:
    """Plain ASGI around everything that serves accounts, for http and websocket."""

    def __init__(
        self,
        app: ASGIApp,
        resolver: AccountResolver,
        door: SessionDoor,
        tokens: AccessTokens,
        using: UsingAccount,
        *,
        has_endpoint: HasEndpoint,
        on_refused: OnRefused,
    ) -> None:
        """`using` holds the account's runtime, loaded, for as long as the request takes.

        `has_endpoint` says whether the bound account has made an endpoint for a method and a path; `on_refused` is told of
        what is refused here.
        """
        self._app = app
        self._resolver = resolver
        self._door = door
        self._tokens = tokens
        self._using = using
        self._has_endpoint = has_endpoint
        self._on_refused = on_refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        try:
            clues = _clues(scope)
            _check_method(scope, clues)
            account, session, grant = await self._account(scope, clues)
            present = session or await self._door.present(clues, scope["headers"])
        except AlchemiError as error:
            await self._tell_refused(scope, error)
            await refuse(error, scope, send)
            return
        named = [header for header in scope["headers"] if header[0].lower() != _ACCOUNT_HEADER]
        caller = None if session is None else caller_of(session)
        more = {
            "headers": without_session_cookie(named), SESSION_KEY: session, PRESENT_KEY: present, CALLER_KEY: caller,
            TOKEN_KEY: grant,
        }  # fmt: skip
        with acting_for(account), watching_for_outages() as note:
            answer = _OutageAnswer(note, scope, send)
            try:
                async with self._using(account):
                    if self._is_nothing(scope, clues):
                        await refuse(NotFoundError("There is no such route."), scope, send)
                        return
                    await self._app({**scope, **more}, receive, answer)
            except Exception:
                if not await answer.explains_failure():
                    raise
                log.warning("request.database_lost", exc_info=True)

    async def _tell_refused(self, scope: Scope, error: AlchemiError) -> None:
        try:
            await self._on_refused(scope, error)
        except DatabaseUnavailableError:
            log.warning("request.refusal_not_told", exc_info=True)

    async def _account(self, scope: Scope, clues: Clues) -> tuple[AccountId, Session | None, TokenGrant | None]:
        if _is_preflight(scope):
            return SYSTEM_ACCOUNT, None, None
        session = await self._door.session_of(clues, scope["headers"])
        if session is not None:
            return session.account_id, session, None
        if (granted := await self._tokens.grant_of(clues)) is not None:
            return granted[0], None, granted[1]
        return await self._resolver.resolve(clues), None, None

    def _is_nothing(self, scope: Scope, clues: Clues) -> bool:
        """No row of the table is about the request, and the account has no endpoint of its own there."""
        if _is_preflight(scope):
            return False
        method = WEBSOCKET if clues.is_websocket else clues.method
        is_closed = route_table().class_of(method, clues.path) is RouteClass.CLOSED
        return is_closed and (clues.is_websocket or not self._has_endpoint(method, clues.path))


def _check_method(scope: Scope, clues: Clues) -> None:
    """Tell whoever asks that a path of ours has other methods: the document, which is public, says as much.

    Where the path has an id in it, it is not found instead, like everything that is closed.

    Raises:
        MethodNotAllowedError: it has, and this one is not among them.
    """
    if clues.is_websocket or _is_preflight(scope) or not is_ours(clues.path):
        return
    # A path may be a fixed word and an id: then the methods of either are known.
    if route_table().is_listed(clues.method, clues.path):
        return
    if methods := route_table().methods_of(clues.path):
        raise MethodNotAllowedError(methods)


class _OutageAnswer:
    """Sends the wheel's answer on, unless it is a failure that comes from the database being away."""

    def __init__(self, note: OutageNote, scope: Scope, send: Send) -> None:
        self._note = note
        self._scope = scope
        self._send = send
        self._is_replaced = False
        self._is_started = False

    async def explains_failure(self) -> bool:
        """Whether an exception of the application is told by the answer that was sent, or is sent now."""
        if self._note.was_lost and not self._is_started and self._scope["type"] == "http":
            await self._replace()
        return self._is_replaced

    async def _replace(self) -> None:
        self._is_replaced = self._is_started = True
        error = DatabaseUnavailableError("The database cannot be reached; try again in a moment.")
        await refuse(error, self._scope, self._send)

    async def __call__(self, message: Message) -> None:
        if self._is_replaced:
            return
        if message["type"] == "http.response.start":
            if self._note.was_lost and message["status"] in _HIDES_AN_OUTAGE:
                await self._replace()
                return
            self._is_started = True
        await self._send(message)


def _clues(scope: Scope) -> Clues:
    return clues_of(
        path_of_scope(scope["path"], scope.get("root_path", "")),
        scope["headers"],
        scope.get("query_string", b""),
        is_websocket=scope["type"] == "websocket",
        method=scope.get("method", "GET"),
    )


def _is_preflight(scope: Scope) -> bool:
    """A browser asks without credentials whether it may ask; the answer depends on no account.

    It says from which origin: what does not is no browser's, and would go past the answer to whatever serves the path.
    """
    return scope.get("method") == "OPTIONS" and {name for name, _ in scope["headers"]} >= _PREFLIGHT
