"""Access tokens of services: `alt_` and 256 random bits, kept as hashes; what one opens is told by its row."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from alchemi.auth.account_resolver import AccountDirectory
from alchemi.auth.caller import TokenGrant
from alchemi.auth.credentials import Clues, credential_of
from alchemi.auth.members import translating_outages
from alchemi.auth.permissions import parse_permissions
from alchemi.auth.route_classes import WEBSOCKET, RouteClass, route_table
from alchemi.db.engine import Database
from alchemi.db.sql.statement import Statement
from alchemi.errors import AccountSuspendedError, ForbiddenError, NotFoundError, UnauthenticatedError
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for

PREFIX: Final = "alt_"
SHOWN_CHARACTERS: Final = 12
STALENESS_S: Final = 2.0

_CACHED: Final = 10_000
_TOUCH_EVERY: Final = timedelta(seconds=60)
_ROUTES: Final = ("/alchemi/",)
_FIND: Final = (
    "SELECT t.id, t.scopes, t.workspace_ids, t.expires_at, t.revoked_at, t.last_used_at,"
    " coalesce(m.is_active, true) AS is_maker_active"
    ' FROM "Alchemi_AccessTokenTable" t LEFT JOIN "Alchemi_AccountMembershipTable" m'
    " ON m.account_id = t.account_id AND m.user_id = t.created_by WHERE t.account_id = $1 AND t.token_hash = $2"
)
_TOUCH: Final = 'UPDATE "Alchemi_AccessTokenTable" SET last_used_at = $3 WHERE account_id = $1 AND id = $2'


@dataclass(frozen=True, slots=True)
class NewToken:
    """`token` is shown once and kept nowhere."""

    token: str
    token_hash: str
    prefix: str


def new_token() -> NewToken:
    """A fresh token."""
    token = f"{PREFIX}{secrets.token_urlsafe(32)}"
    return NewToken(token, hashed(token), token[:SHOWN_CHARACTERS])


def hashed(token: str) -> str:
    """What is kept of a token: it has too many bits to be guessed from this."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Known:
    account: AccountId
    grant: TokenGrant
    expires_at: datetime | None
    until_s: float


class AccessTokens:
    """Tells what a token opens."""

    def __init__(
        self,
        directory: AccountDirectory,
        app: Database,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._directory = directory
        self._app = app
        self._now = now
        self._clock = clock
        self._cache: OrderedDict[str, _Known] = OrderedDict()

    async def grant_of(self, clues: Clues) -> tuple[AccountId, TokenGrant] | None:
        """The account of the token that a request brings, and what it allows; None when it brings no such token.

        Raises:
            UnauthenticatedError: nobody's, revoked or expired.
            ForbiddenError: the route is none that access tokens reach.
            NotFoundError: there is no such route.
            AccountSuspendedError: its account cannot be used.
            DatabaseUnavailableError: nobody can tell.
        """
        token = credential_of(clues)
        if token is None or not token.startswith(PREFIX):
            return None
        account, grant = await self.find(token)
        route = route_table().class_of(WEBSOCKET if clues.is_websocket else clues.method, clues.path)
        if route is RouteClass.CLOSED:
            raise NotFoundError("There is no such route.")
        if not clues.path.startswith(_ROUTES) or route is RouteClass.PLATFORM:
            raise ForbiddenError("An access token reaches the management API under /alchemi and nothing else.")
        return account, grant

    async def find(self, token: str) -> tuple[AccountId, TokenGrant]:
        """The same for any purpose.

        Raises:
            UnauthenticatedError, AccountSuspendedError, DatabaseUnavailableError: as `grant_of`.
        """
        entry = await self._directory.account_of_key(token)
        if entry.account is None:
            raise UnauthenticatedError("This access token is not valid.")
        if not entry.is_active:
            raise AccountSuspendedError("This account is not active.")
        key, now = hashed(token), self._now()
        known = self._cache.get(key)
        if known is None or known.until_s <= self._clock() or known.account != entry.account:
            known = await self._load(entry.account, key, now)
            self._cache[key] = known
            if len(self._cache) > _CACHED:
                self._cache.popitem(last=False)
        if known.expires_at is not None and known.expires_at <= now:
            raise UnauthenticatedError("This access token has expired.")
        return known.account, known.grant

    async def _load(self, account: AccountId, token_hash: str, now: datetime) -> _Known:
        with acting_for(account), translating_outages():
            async with self._app.unit() as unit:
                rows = await unit.fetch(Statement(_FIND, [account, token_hash]))
                row: Any = rows[0] if rows else None
                # It opens nothing while the member who made it is suspended.
                if row is None or row["revoked_at"] is not None or not row["is_maker_active"]:
                    self._cache.pop(token_hash, None)
                    raise UnauthenticatedError("This access token is not valid.")
                if row["last_used_at"] is None or now - row["last_used_at"] > _TOUCH_EVERY:
                    await unit.execute(Statement(_TOUCH, [account, row["id"], now]))
        workspaces = frozenset(row["workspace_ids"]) or None
        grant = TokenGrant(row["id"], parse_permissions(row["scopes"]), workspaces)
        return _Known(account, grant, row["expires_at"], self._clock() + STALENESS_S)
