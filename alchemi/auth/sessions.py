"""Sessions of browsers: opaque, kept on the server as hashes, ended by time, by sign-out and by what changes about the user."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from uuid import uuid4

import asyncpg

from alchemi.audit.writer import record
from alchemi.auth.members import Member, find_member, note_activity, translating_outages
from alchemi.auth.super_admin import SuperAdmin
from alchemi.db.engine import Database, Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import NotFoundError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import acting_for

STALENESS_S: Final = 2.0
"""How long a session is believed without looking: what ends it on another worker ends it here no later than this."""

_CACHED: Final = 10_000
_TOUCH_EVERY: Final = timedelta(seconds=60)
_TOKEN_BYTES: Final = 32
_AGENT_CHARACTERS: Final = 200


class Kind(StrEnum):
    """Whose a session is: a user's of accounts, or the super admin's."""

    TENANT = "tenant"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lasts unused, and at all."""

    idle: timedelta
    absolute: timedelta


LIFETIMES: Final = {
    Kind.TENANT: Lifetime(timedelta(minutes=30), timedelta(hours=12)),
    Kind.PLATFORM: Lifetime(timedelta(minutes=10), timedelta(hours=2)),
}

_INSERT: Final = (
    'INSERT INTO "Alchemi_Session" (session_hash, account_id, user_id, session_id, kind, is_current, standing, address,'
    " user_agent, auth_at, seen_at, expires_at, method) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12)"
)
_FIND: Final = (
    'SELECT s.*, a.status, a.require_sso FROM "Alchemi_Session" s'
    ' LEFT JOIN "Alchemi_AccountTable" a ON a.account_id = s.account_id'
    " WHERE s.session_hash = $1 ORDER BY a.created_at, s.account_id, s.user_id"
)
_BY_SSO: Final = "sso:"
_ENABLED_PROVIDER: Final = 'SELECT 1 FROM "Alchemi_SsoProvider" WHERE account_id = $1 AND id = $2 AND is_enabled'
_TOUCH: Final = 'UPDATE "Alchemi_Session" SET seen_at = $2 WHERE session_hash = $1'
_END: Final = 'DELETE FROM "Alchemi_Session" WHERE session_hash = $1'
_END_EXPIRED: Final = 'DELETE FROM "Alchemi_Session" WHERE expires_at < $1'
_END_OWN: Final = (
    'DELETE FROM "Alchemi_Session" s WHERE s.session_id = $1 AND EXISTS (SELECT 1 FROM "Alchemi_Session" o'
    " WHERE o.session_hash = s.session_hash AND o.account_id = $2 AND o.user_id = $3) RETURNING s.session_hash"
)
_OWN: Final = (
    'SELECT * FROM "Alchemi_Session" WHERE account_id = $1 AND user_id = $2 AND expires_at > $3 AND seen_at > $4'
    " ORDER BY auth_at DESC, session_id LIMIT 200"
)
_SWITCH: Final = (
    'UPDATE "Alchemi_Session" SET session_hash = $2, is_current = (account_id = $3 AND user_id = $4), seen_at = $5'
    " WHERE session_hash = $1"
)


@dataclass(frozen=True, slots=True)
class Device:
    """Where a session was begun, for its user to recognise."""

    address: str | None
    user_agent: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """A session that may act now. `proved`: the accounts and users that its sign-in opened; `member` is the current one."""

    session_hash: str
    session_id: str
    kind: Kind
    account_id: AccountId
    user_id: str
    member: Member | None
    proved: tuple[tuple[AccountId, str], ...]
    auth_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ListedSession:
    session_id: str
    address: str | None
    user_agent: str | None
    auth_at: datetime
    seen_at: datetime
    expires_at: datetime
    is_this: bool


class Sessions:
    """Begins, finds, lists and ends sessions. Tokens leave this class once, when they are made."""

    def __init__(
        self,
        platform: Database,
        app: Database,
        super_admin: SuperAdmin,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._platform = platform
        self._app = app
        self._super_admin = super_admin
        self._now = now
        self._clock = clock
        self._cache: OrderedDict[str, tuple[Session | None, float]] = OrderedDict()

    async def begin(self, members: Sequence[Member], device: Device, method: str = "password") -> str:
        """Begin a session of these users, acting as the first; its token. `method`: `password`, or `sso:` and the provider.

        Raises:
            DatabaseUnavailableError: it cannot be written.
        """
        rows = [(member.account_id, member.user_id, member.standing) for member in members]
        token = await self._begin(Kind.TENANT, rows, device, method)
        await note_activity(self._app, members[0].account_id, members[0].user_id, self._now())
        return token

    async def begin_platform(self, device: Device) -> str:
        """Begin a session of the super admin; its token.

        Raises:
            DatabaseUnavailableError: it cannot be written.
        """
        row = (SYSTEM_ACCOUNT, self._super_admin.username, self._super_admin.standing)
        return await self._begin(Kind.PLATFORM, [row], device, "password")

    async def find(self, token: str) -> Session | None:
        """The session of this token, if it may act.

        Raises:
            DatabaseUnavailableError: nobody can tell.
        """
        key, now_s = _hashed(token), self._clock()
        session, until_s = self._cache.get(key, (None, now_s))
        if until_s > now_s:
            return session
        session = await self._load(key)
        self._cache[key] = session, now_s + STALENESS_S
        self._cache.move_to_end(key)
        if len(self._cache) > _CACHED:
            self._cache.popitem(last=False)
        return session

    async def switch(self, session: Session, account_id: AccountId) -> str:
        """Have the session act in another of the accounts that its sign-in proved, under a new token.

        Raises:
            NotFoundError: it proved no such membership, or that one has ended.
            DatabaseUnavailableError: it cannot be written.
        """
        for proved in session.proved:
            if proved[0] == account_id and await self._is_standing(session, *proved):
                break
        else:
            raise NotFoundError("You are not signed in to such an account.")
        token = _new_token()
        arguments = [session.session_hash, _hashed(token), account_id, proved[1], self._now()]
        with translating_outages():
            async with self._platform.unit() as unit:
                await unit.execute(Statement(_SWITCH, arguments))
                self._tell(unit, "session.switch", session, account_id=account_id)
        self._cache.pop(session.session_hash, None)
        return token

    async def list_own(self, session: Session) -> list[ListedSession]:
        """The sessions of the user that `session` acts as, newest first.

        Raises:
            DatabaseUnavailableError: the database cannot be asked.
        """
        now = self._now()
        idle_since = now - LIFETIMES[session.kind].idle
        with translating_outages():
            async with self._platform.unit(is_read_only=True) as unit:
                rows = await unit.fetch(Statement(_OWN, [session.account_id, session.user_id, now, idle_since]))
        return [
            ListedSession(
                row["session_id"], row["address"], row["user_agent"], row["auth_at"], row["seen_at"], row["expires_at"],
                row["session_hash"] == session.session_hash,
            )
            for row in rows
        ]  # fmt: skip

    async def end(self, session: Session) -> None:
        """Sign out.

        Raises:
            DatabaseUnavailableError: it cannot be written.
        """
        with translating_outages():
            async with self._platform.unit() as unit:
                if await unit.execute(Statement(_END, [session.session_hash])):
                    self._tell(unit, "logout", session, account_id=session.account_id)
        self._cache.pop(session.session_hash, None)

    async def end_own(self, session: Session, session_id: str) -> None:
        """End one of the sessions of the user that `session` acts as.

        Raises:
            NotFoundError: this user has no such session.
            DatabaseUnavailableError: it cannot be written.
        """
        with translating_outages():
            async with self._platform.unit() as unit:
                ended = await unit.fetch(Statement(_END_OWN, [session_id, session.account_id, session.user_id]))
                if ended:
                    self._tell(unit, "session.end", session, account_id=session.account_id, ended=session_id)
        if not ended:
            raise NotFoundError("There is no such session.")
        for row in ended:
            self._cache.pop(row["session_hash"], None)

    async def _begin(self, kind: Kind, rows: Sequence[tuple[AccountId, str, str]], device: Device, method: str) -> str:
        token, session_id, now = _new_token(), str(uuid4()), self._now()
        agent = (device.user_agent or "")[:_AGENT_CHARACTERS] or None
        with translating_outages():
            async with self._platform.unit() as unit:
                await unit.execute(Statement(_END_EXPIRED, [now]))
                for number, (account_id, user_id, standing) in enumerate(rows):
                    values: list[object] = [
                        _hashed(token), account_id, user_id, session_id, kind.value, number == 0, standing,
                        device.address, agent, now, now + LIFETIMES[kind].absolute, method,
                    ]  # fmt: skip
                    await unit.execute(Statement(_INSERT, values))
                    after = {"user": user_id, "kind": kind.value, "is_current": number == 0}
                    record(
                        unit,
                        action="login",
                        resource_type="session",
                        resource_id=session_id,
                        after=after,
                        account=account_id,
                    )
        return token

    @staticmethod
    def _tell(unit: Unit, action: str, session: Session, *, account_id: AccountId, ended: str | None = None) -> None:
        after = {"user": session.user_id}
        session_id = ended or session.session_id
        record(unit, action=action, resource_type="session", resource_id=session_id, after=after, account=account_id)

    async def _load(self, session_hash: str) -> Session | None:
        with translating_outages():
            async with self._platform.unit() as unit:
                rows = await unit.fetch(Statement(_FIND, [session_hash]))
                session = _in_time(rows, self._now())
                is_touched = session is not None and await self._touch(unit, rows[0])
        if session is None:
            return None
        current = next(row for row in rows if row["is_current"])
        if session.kind is Kind.PLATFORM:
            is_standing, member = secrets.compare_digest(current["standing"], self._super_admin.standing), None
        else:
            member = await find_member(self._app, session.account_id, session.user_id)
            is_active = current["status"] == "active"
            is_standing = is_active and member is not None and member.standing == current["standing"]
            is_standing = is_standing and await self._is_way_open(session.account_id, current)
        if not is_standing:
            # For good: what has ended a session must not let it come back when it is undone.
            await self.end(session)
            return None
        if is_touched and member is not None:
            await note_activity(self._app, member.account_id, member.user_id, self._now())
        return replace(session, member=member)

    async def _is_way_open(self, account_id: AccountId, row: asyncpg.Record) -> bool:
        """Whether the account still lets users in as this session came: by password, or through that provider."""
        provider = row["method"].removeprefix(_BY_SSO)
        if provider == row["method"]:
            return not row["require_sso"]
        with acting_for(account_id), translating_outages():
            async with self._app.unit(is_read_only=True) as unit:
                return bool(await unit.fetch(Statement(_ENABLED_PROVIDER, [account_id, provider])))

    async def _touch(self, unit: Unit, row: asyncpg.Record) -> bool:
        now = self._now()
        is_due = bool(now - row["seen_at"] > _TOUCH_EVERY)
        if is_due:
            await unit.execute(Statement(_TOUCH, [row["session_hash"], now]))
        return is_due

    async def _is_standing(self, session: Session, account_id: AccountId, user_id: str) -> bool:
        with translating_outages():
            async with self._platform.unit(is_read_only=True) as unit:
                rows = await unit.fetch(Statement(_FIND, [session.session_hash]))
        row = next((row for row in rows if (row["account_id"], row["user_id"]) == (account_id, user_id)), None)
        if row is None or row["status"] != "active" or not await self._is_way_open(account_id, row):
            return False
        member = await find_member(self._app, account_id, user_id)
        return member is not None and member.standing == row["standing"]


def _in_time(rows: Sequence[asyncpg.Record], now: datetime) -> Session | None:
    """The session of these rows as far as they tell; None when its time is over."""
    row = next((row for row in rows if row["is_current"]), None)
    if row is None:
        return None
    kind = Kind(row["kind"])
    if now >= row["expires_at"] or now - row["seen_at"] >= LIFETIMES[kind].idle:
        return None
    return Session(
        session_hash=row["session_hash"],
        session_id=row["session_id"],
        kind=kind,
        account_id=AccountId(row["account_id"]),
        user_id=row["user_id"],
        member=None,
        proved=tuple((AccountId(one["account_id"]), one["user_id"]) for one in rows),
        auth_at=row["auth_at"],
        expires_at=row["expires_at"],
    )


def _new_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
