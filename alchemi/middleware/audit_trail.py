"""Says who a request is from, and leaves an event about it when nothing else has: it was refused, or no table shows it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alchemi.audit.calls import READING_METHODS, leaves_no_event
from alchemi.audit.masking import masked_text
from alchemi.audit.requests import RefusalLimit, record_request
from alchemi.auth.account_resolver import AccountDirectory
from alchemi.auth.browser import session_token
from alchemi.auth.caller import TOKEN_KEY, TokenGrant
from alchemi.auth.credentials import Clues, clues_of, credential_of
from alchemi.auth.operator import OperatorKey
from alchemi.auth.route_classes import path_of_scope, route_table
from alchemi.auth.session_door import SESSION_KEY
from alchemi.auth.sessions import Kind, Session
from alchemi.db.engine import Database
from alchemi.db.failures import UNAVAILABLE
from alchemi.errors import AlchemiError, DatabaseUnavailableError
from alchemi.middleware.refusals import refuse
from alchemi.middleware.request_id import SCOPE_KEY
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import bound_account
from alchemi.tenancy.origin import Cause, Origin, caused_by

log = logging.getLogger(__name__)

FindSession = Callable[[str], Awaitable[Session | None]]

_REFUSED: Final = (401, 403)
_USER_HEADER: Final = "x-user-id"
_SHOWN_OF_HASH: Final = 16
_AGENT_CHARACTERS: Final = 200
_NO_SUBJECT: Final = frozenset({"v1", "v2", "v1beta", "alchemi", "management", "(not listed)"})


class AuditTrail:
    """Plain ASGI inside the account middleware, which tells it of what it refuses itself."""

    def __init__(
        self,
        app: ASGIApp,
        database: Database,
        directory: AccountDirectory,
        find_session: FindSession,
        operator_key: OperatorKey,
    ) -> None:
        self._app = app
        self._database = database
        self._directory = directory
        self._find_session = find_session
        self._operator_key = operator_key
        self._limit = RefusalLimit()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        account = bound_account()
        if account is None or scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        origin = Origin(partial(self._cause, scope, account))
        path = path_of_scope(scope["path"], scope.get("root_path", ""))
        with caused_by(origin):
            if scope["type"] == "websocket" or _is_call(scope["method"], path):
                await self._app(scope, receive, send)
                return
            answer = _Answer(self, scope, send, origin, account)
            try:
                await self._app(scope, receive, answer)
            except Exception:
                # The server answers with 500: what was done until then is not known.
                await answer.leave_event(500)
                raise

    async def refused(self, scope: Scope, error: AlchemiError) -> None:
        """The account middleware refuses a request before there is an account."""
        path = path_of_scope(scope["path"], scope.get("root_path", ""))
        if error.status != 403 or scope["type"] != "http" or _is_call(scope["method"], path):
            return
        scope = {**scope, SESSION_KEY: await self._session_of(scope)}
        account = await self._account_of(scope)
        if account is None:
            return
        origin = Origin(partial(self._cause, scope, account))
        with caused_by(origin):
            await self.write_refusal(scope, origin, account, error.status)

    async def write_refusal(self, scope: Scope, origin: Origin, account: AccountId, status: int) -> None:
        """Leave an event about a refused request; how many of one caller is limited."""
        cause = origin.cause
        left_out = self._limit.take(account, f"{cause.kind} {cause.actor_id}")
        if cause.kind == "anonymous" or left_out is None:
            return
        try:
            await record_request(
                self._database, account, action="denied", resource_type=_subject(origin), outcome="denied",
                status=status, left_out=left_out,
            )  # fmt: skip
        except UNAVAILABLE:
            # Nothing was done and nothing is hidden by it; the answer must not depend on it.
            log.warning("audit.refusal_not_written", extra={"path": scope["path"]}, exc_info=True)

    async def write_request(self, origin: Origin, account: AccountId, status: int) -> None:
        """Leave an event about a request that changed something.

        Raises:
            OSError, asyncpg.PostgresError, PoolTimeoutError, ConnectTimeoutError: it could not be written.
        """
        outcome = "success" if status < 400 else "failed"
        await record_request(
            self._database, account, action="request", resource_type=_subject(origin), outcome=outcome, status=status
        )

    async def _session_of(self, scope: Scope) -> Session | None:
        token = session_token(scope["headers"])
        return None if token is None or credential_of(_clues(scope)) is not None else await self._find_session(token)

    async def _account_of(self, scope: Scope) -> AccountId | None:
        """The account of a credential that was refused; None for nobody's."""
        session: Session | None = scope.get(SESSION_KEY)
        if session is not None:
            return session.account_id
        clues = _clues(scope)
        if self._operator_key.is_held_by(clues):
            return SYSTEM_ACCOUNT
        credential = credential_of(clues)
        return None if not credential else (await self._directory.account_of_key(credential)).account

    def _cause(self, scope: Scope, account: AccountId) -> Cause:
        clues = _clues(scope)
        session: Session | None = scope.get(SESSION_KEY)
        grant: TokenGrant | None = scope.get(TOKEN_KEY)
        who = _of_session(session) if session is not None else _of_key(credential_of(clues))
        if grant is not None:
            who = {"kind": "token", "actor_id": grant.token_id}
        if session is None and self._operator_key.is_held_by(clues):
            is_service = account != SYSTEM_ACCOUNT
            who = {"kind": "service" if is_service else "operator", "actor_id": "master-key"}
            if is_service and (named := clues.headers.get(_USER_HEADER)):
                who["user_id"] = masked_text(named, 128)
        client, agent = scope.get("client"), clues.headers.get("user-agent")
        path = path_of_scope(scope["path"], scope.get("root_path", ""))
        return Cause(
            **who,
            method=scope["method"] if scope["type"] == "http" else "WS",
            route=route_table().template_of(scope.get("method", "WS"), path) or "(not listed)",
            request_id=scope.get(SCOPE_KEY),
            address=client[0] if client else None,
            user_agent=masked_text(agent, _AGENT_CHARACTERS) if agent else None,
        )


class _Answer:
    """Sends on, and before the first of it leaves what event is due: an answer says that its event is kept."""

    def __init__(self, trail: AuditTrail, scope: Scope, send: Send, origin: Origin, account: AccountId) -> None:
        self._trail = trail
        self._scope = scope
        self._send = send
        self._origin = origin
        self._account = account
        self._is_replaced = self._is_started = False

    async def __call__(self, message: Message) -> None:
        if self._is_replaced:
            return
        if message["type"] == "http.response.start":
            await self.leave_event(message["status"])
            if self._is_replaced:
                error = DatabaseUnavailableError("What was done could not be recorded; look before you try again.")
                await refuse(error, self._scope, self._send)
                return
        await self._send(message)

    async def leave_event(self, status: int) -> None:
        """Leave what event is due before an answer of `status`, once."""
        is_due, self._is_started = not self._is_started and self._origin.events == 0, True
        if is_due:
            with caused_by(self._origin):
                await self._write_event(status)

    async def _write_event(self, status: int) -> None:
        if self._origin.is_rehearsal:
            return
        if status in _REFUSED:
            await self._trail.write_refusal(self._scope, self._origin, self._account, status)
            return
        is_change = self._scope["method"] not in READING_METHODS and (status < 400 or status >= 500)
        if is_change and self._origin.cause.kind != "anonymous":
            try:
                await self._trail.write_request(self._origin, self._account, status)
            except UNAVAILABLE:
                log.exception("audit.request_not_written")
                self._is_replaced = status < 400


def _is_call(method: str, path: str) -> bool:
    """A call that leaves no event. A path that no row is about is an endpoint that the account has made for its calls."""
    return leaves_no_event(path) or not route_table().is_listed(method, path)


def _of_session(session: Session) -> dict[str, Any]:
    return {"kind": "super_admin" if session.kind is Kind.PLATFORM else "user", "actor_id": session.user_id}


def _of_key(credential: str | None) -> dict[str, Any]:
    if not credential:
        return {"kind": "anonymous"}
    hashed = hashlib.sha256(credential.encode()).hexdigest()
    return {"kind": "key", "actor_id": hashed[:_SHOWN_OF_HASH], "key_hash": hashed}


def _clues(scope: Scope) -> Clues:
    return clues_of(
        path_of_scope(scope["path"], scope.get("root_path", "")),
        scope["headers"],
        scope.get("query_string", b""),
        is_websocket=scope["type"] == "websocket",
        method=scope.get("method", "GET"),
    )


def _subject(origin: Origin) -> str:
    """What the request's route is about: the first word of it that is neither a version nor a placeholder."""
    parts = (origin.cause.route or "").split("/")
    words = [part for part in parts if part and "{" not in part and part not in _NO_SUBJECT]
    return words[0][:64] if words else "request"
