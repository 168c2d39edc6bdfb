"""Which account a request is for: told by its credential, never by the caller's word."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import asyncpg

from alchemi.auth.credentials import Clues, credential_of
from alchemi.auth.route_classes import WEBSOCKET, RouteClass, route_table
from alchemi.db.engine import Database
from alchemi.db.failures import UNAVAILABLE
from alchemi.db.sql.statement import Statement
from alchemi.errors import (
    AccountSuspendedError,
    DatabaseUnavailableError,
    ForbiddenError,
    NotFoundError,
    UnauthenticatedError,
)
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId, parse_account_id

ACCOUNT_HEADER: Final = "x-account-id"

STALENESS_S: Final = 2.0
"""How long an answer of the directory is believed: revoked keys and suspended accounts work no longer than this."""

_CACHED: Final = 10_000
_KEY_PREFIX: Final = "sk-"
_ACTIVE: Final = "active"
_DELETED: Final = "deleted"

_ACCOUNT_OF_KEY: Final = (
    'SELECT k.account_id, a.status FROM "Alchemi_KeyDirectory" k'
    ' LEFT JOIN "Alchemi_AccountTable" a ON a.account_id = k.account_id WHERE k.key_hash = $1'
)
_ACCOUNT: Final = 'SELECT account_id, status FROM "Alchemi_AccountTable" WHERE account_id = $1'
_ACCOUNT_OF_DOMAIN: Final = (
    'SELECT d.account_id, a.status FROM "Alchemi_AccountDomainTable" d'
    ' JOIN "Alchemi_AccountTable" a ON a.account_id = d.account_id WHERE d.domain = $1 AND d.verified_at IS NOT NULL'
)
_ACTIVE_ACCOUNTS: Final = (
    'SELECT account_id FROM "Alchemi_AccountTable" WHERE status = $1 ORDER BY created_at, account_id'
)

_NO_ROUTE: Final = "There is no such route."
_SYSTEM_ROUTES: Final = (RouteClass.PUBLIC, RouteClass.PLATFORM)


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """What the directory says: the account and whether it is active; None when the key or account is unknown."""

    account: AccountId | None
    is_active: bool
    until_s: float


class AccountDirectory:
    """Accounts and whose keys are whose, asked as the platform's role and remembered for `STALENESS_S`."""

    def __init__(self, platform: Database, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._platform = platform
        self._clock = clock
        self._cache: OrderedDict[tuple[str, str], DirectoryEntry] = OrderedDict()

    async def account_of_key(self, key: str) -> DirectoryEntry:
        """Whose the virtual key is.

        Raises:
            DatabaseUnavailableError: the directory cannot be asked.
        """
        return await self._entry("key", _ACCOUNT_OF_KEY, hashlib.sha256(key.encode()).hexdigest())

    async def account(self, account_id: AccountId) -> DirectoryEntry:
        """The account of this id.

        Raises:
            DatabaseUnavailableError: the directory cannot be asked.
        """
        return await self._entry("account", _ACCOUNT, account_id)

    async def account_of_domain(self, domain: str) -> DirectoryEntry:
        """The account that has proved the mail domain its own; it may have several.

        Raises:
            DatabaseUnavailableError: the directory cannot be asked.
        """
        return await self._entry("domain", _ACCOUNT_OF_DOMAIN, domain.lower())

    async def active_accounts(self) -> list[AccountId]:
        """All active accounts, oldest first.

        Raises:
            DatabaseUnavailableError: the directory cannot be asked.
        """
        return [AccountId(row["account_id"]) for row in await self._ask(_ACTIVE_ACCOUNTS, _ACTIVE)]

    async def _entry(self, kind: str, sql: str, argument: str) -> DirectoryEntry:
        key, now_s = (kind, argument), self._clock()
        entry = self._cache.get(key)
        if entry is None or entry.until_s <= now_s:
            rows = await self._ask(sql, argument)
            # What is left of a purged account is nobody's: its id and keys are answered like unknown ones.
            is_there = bool(rows) and rows[0]["status"] != _DELETED
            account = AccountId(rows[0]["account_id"]) if is_there else None
            is_active = account == SYSTEM_ACCOUNT or (bool(rows) and rows[0]["status"] == _ACTIVE)
            # From before the question: the answer may be as old as that.
            entry = self._cache[key] = DirectoryEntry(account, is_active, now_s + STALENESS_S)
            self._cache.move_to_end(key)
            if len(self._cache) > _CACHED:
                self._cache.popitem(last=False)
        return entry

    async def _ask(self, sql: str, argument: str) -> list[asyncpg.Record]:
        try:
            async with self._platform.unit(is_read_only=True) as unit:
                return await unit.fetch(Statement(sql, [argument]))
        except UNAVAILABLE as error:
            raise DatabaseUnavailableError("The database cannot be reached; try again in a moment.") from error


class AccountResolver:
    """Tells the account of a request."""

    def __init__(self, directory: AccountDirectory, master_key: str, *, acts_for_accounts: bool = True) -> None:
        """`acts_for_accounts`: the operator's key may name an account to act for."""
        self._directory = directory
        self._acts_for_accounts = acts_for_accounts
        self._master_key = master_key.encode()

    async def resolve(self, clues: Clues) -> AccountId:
        """The account to bind for this request.

        Raises:
            UnauthenticatedError: no credential where one is needed, or one that nobody knows.
            ForbiddenError: an account's key on a route of the platform, or the operator's without an account on any other.
            NotFoundError: the route is closed, or the operator named an account that does not exist.
            AccountSuspendedError: the account cannot be used.
            DatabaseUnavailableError: the directory cannot be asked.
        """
        method = WEBSOCKET if clues.is_websocket else clues.method
        route = route_table().class_of(method, clues.path)
        is_listed = route is not RouteClass.CLOSED or route_table().is_listed(method, clues.path)
        if not is_listed:
            # Maybe an endpoint of the account: whoever holds its state can tell.
            route = RouteClass.ACCOUNT
        credential = credential_of(clues)
        if credential is None:
            if route is RouteClass.PUBLIC:
                return SYSTEM_ACCOUNT
            # Of a path that is closed too: it is told from others to nobody without a credential.
            raise UnauthenticatedError("An API key is needed: send it as 'Authorization: Bearer sk-...'.")
        if hmac.compare_digest(credential.encode(), self._master_key):
            named = clues.headers.get(ACCOUNT_HEADER)
            return await self._operator(route if is_listed or named else RouteClass.CLOSED, named)
        account = await self._account_of_key(credential)
        if route is RouteClass.CLOSED:
            raise NotFoundError(_NO_ROUTE)
        if account == SYSTEM_ACCOUNT and route not in _SYSTEM_ROUTES:
            raise ForbiddenError("This key belongs to the platform and reaches no account's routes.")
        if account != SYSTEM_ACCOUNT and route is RouteClass.PLATFORM:
            raise ForbiddenError("This is the operator's: it concerns all accounts of this deployment.")
        return account

    async def _operator(self, route: RouteClass, named: str | None) -> AccountId:
        """The account that the operator acts for: the platform's routes have none, an account's need one."""
        if route is RouteClass.CLOSED:
            raise NotFoundError(_NO_ROUTE)
        if route is RouteClass.PLATFORM:
            return SYSTEM_ACCOUNT
        if named is not None and not self._acts_for_accounts:
            raise ForbiddenError("The operator's key acts for no account here; use an access token of the account.")
        if named is not None:
            return await self._named_account(named)
        if route is RouteClass.PUBLIC:
            return SYSTEM_ACCOUNT
        raise ForbiddenError(f"Name the account to act for in the header {ACCOUNT_HEADER}.")

    async def _named_account(self, named: str) -> AccountId:
        try:
            account_id = parse_account_id(named)
        except ValueError as error:
            raise NotFoundError("There is no such account.") from error
        entry = await self._directory.account(account_id)
        if entry.account is None:
            raise NotFoundError("There is no such account.")
        return _active(entry)

    async def _account_of_key(self, key: str) -> AccountId:
        if not key.startswith(_KEY_PREFIX):
            raise UnauthenticatedError("This API key is not valid.")
        entry = await self._directory.account_of_key(key)
        if entry.account is None:
            raise UnauthenticatedError("This API key is not valid.")
        return _active(entry)


def _active(entry: DirectoryEntry) -> AccountId:
    if entry.account is None or not entry.is_active:
        raise AccountSuspendedError("This account is not active.")
    return entry.account
