"""Who is asking, resolved once per request from what the middleware has proved. Never from what the request says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from alchemi.auth.credentials import clues_of, credential_of
from alchemi.auth.operator import OperatorKey
from alchemi.auth.permissions import (
    GRANTABLE,
    PERMISSIONS_OF,
    Permission,
    Role,
    may,
    permissions_of_role,
    role_of_wheel,
)
from alchemi.auth.session_door import SESSION_KEY
from alchemi.auth.sessions import Session
from alchemi.errors import ForbiddenError, UnauthenticatedError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import require_account

ACTOR_HEADER: Final = "x-user-id"
"""A service may say for which user of the account it acts. It names the actor, and takes no permission away or adds one."""

TOKEN_KEY: Final = "alchemi.access_token"  # noqa: S105 (a name)
"""The key in the ASGI scope under which the middleware leaves the `TokenGrant` of a request; no client can put it there."""

_RESOLVED: Final = "alchemi.resolved_caller"
_ACTOR_CHARACTERS: Final = 200


class CallerKind(StrEnum):
    SESSION = "session"
    SERVICE = "service"
    TOKEN = "token"  # noqa: S105 (a kind)
    VIRTUAL_KEY = "virtual_key"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class TokenGrant:
    """What an access token of the account allows. `workspace_ids` None: all."""

    token_id: str
    scopes: frozenset[Permission]
    workspace_ids: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, for which account. `workspace_ids`: the only ones a token is for; None where it is not limited so.

    `scopes`: what a token was given; None when the caller has no token.
    """

    account: AccountId
    kind: CallerKind
    user_id: str | None
    role: Role
    permissions: frozenset[Permission]
    scopes: frozenset[Permission] | None = None
    workspace_ids: frozenset[str] | None = None
    token_id: str | None = None

    @property
    def actor(self) -> str:
        """Who is written into `created_by` and `updated_by`."""
        if self.user_id is not None:
            return self.user_id
        return f"token:{self.token_id}" if self.token_id is not None else str(self.kind)

    @property
    def sees_all_workspaces(self) -> bool:
        """Whether rows of every workspace are shown, and not only of those that the user belongs to."""
        return self.workspace_ids is None and may(self, Permission.WORKSPACE_ALL)


def caller_of_scope(scope: dict[str, Any], operator_key: OperatorKey) -> Caller:
    """The caller of this request, worked out on the first call and kept in the scope.

    Raises:
        UnauthenticatedError: there is none.
        ForbiddenError: the header that names an actor cannot be read.
    """
    known = scope.get(_RESOLVED)
    if isinstance(known, Caller):
        return known
    caller = scope[_RESOLVED] = _resolve(scope, operator_key)
    return caller


def _resolve(scope: Mapping[str, Any], operator_key: OperatorKey) -> Caller:
    account = require_account("A caller")
    session: Session | None = scope.get(SESSION_KEY)
    if session is not None:
        return _of_session(account, session)
    grant: TokenGrant | None = scope.get(TOKEN_KEY)
    if grant is not None:
        # A token never does more than a role of the account could.
        allowed = (grant.scopes & GRANTABLE) - {Permission.WORKSPACE_ALL}
        if grant.workspace_ids is None:
            allowed |= {Permission.WORKSPACE_ALL}
        return Caller(
            account, CallerKind.TOKEN, None, Role.SERVICE, allowed, grant.scopes, grant.workspace_ids, grant.token_id,
        )  # fmt: skip
    clues = clues_of(scope["path"], scope["headers"], scope.get("query_string", b""), is_websocket=False)
    if credential_of(clues) is None:
        raise UnauthenticatedError("Sign in, or send a key.")
    if not operator_key.is_held_by(clues):
        return Caller(account, CallerKind.VIRTUAL_KEY, None, Role.VIEWER, frozenset())
    if account == SYSTEM_ACCOUNT:
        return Caller(account, CallerKind.PLATFORM, None, Role.PLATFORM, PERMISSIONS_OF[Role.PLATFORM])
    actor = _actor(clues.headers.get(ACTOR_HEADER))
    return Caller(account, CallerKind.SERVICE, actor, Role.SERVICE, PERMISSIONS_OF[Role.SERVICE])


def _of_session(account: AccountId, session: Session) -> Caller:
    custom: tuple[str, ...] = ()
    if session.member is None:
        role, kind = Role.PLATFORM, CallerKind.PLATFORM
    else:
        role, kind = role_of_wheel(session.member.role), CallerKind.SESSION
        custom = session.member.role_permissions
    return Caller(account, kind, session.user_id, role, permissions_of_role(role, custom))


def _actor(named: str | None) -> str | None:
    if named is None or not named.strip():
        return None
    if len(named) > _ACTOR_CHARACTERS or not named.isprintable():
        raise ForbiddenError(f"The header {ACTOR_HEADER} holds no id of a user.")
    return named.strip()
