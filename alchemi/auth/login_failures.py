"""Failed sign-ins in a row, of a name and of the super admin: counted in the database, by all processes together.

Names are kept as keyed hashes alone. Unknown names are counted like known ones.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from alchemi.auth.members import translating_outages
from alchemi.auth.throttle import LoginThrottle, refuse
from alchemi.config.secrets import derive
from alchemi.db.engine import Database
from alchemi.db.sql.statement import Statement

_WAIT: Final = 'SELECT max(until) AS until FROM "Alchemi_LoginFailure" WHERE name_hash = ANY($1::text[]) AND until > $2'
_COUNT: Final = "CASE WHEN f.until < $2::timestamptz - $3::interval THEN 1 ELSE least(f.count, 1000000) + 1 END"
_UNTIL: Final = (
    "$2::timestamptz + make_interval(secs => CASE WHEN {count} < $4::int8 THEN 0"
    " ELSE least($5::float8 * power(2, least({count} - $4::int8, 20)), $6::float8) END)"
)
_ADD: Final = (
    'INSERT INTO "Alchemi_LoginFailure" AS f (name_hash, count, until, updated_at)'
    f" VALUES ($1, 1, {_UNTIL.format(count='1')}, $2::timestamptz) ON CONFLICT (name_hash) DO UPDATE"
    f" SET count = {_COUNT}, until = {_UNTIL.format(count=f'({_COUNT})')}, updated_at = excluded.updated_at"
    " RETURNING count"
)
_CLEAR: Final = 'DELETE FROM "Alchemi_LoginFailure" WHERE name_hash = ANY($1::text[])'
_DROP_OVER: Final = (
    'DELETE FROM "Alchemi_LoginFailure" WHERE name_hash IN (SELECT name_hash FROM "Alchemi_LoginFailure"'
    " WHERE until < $1::timestamptz - $2::interval ORDER BY until LIMIT 100 FOR UPDATE SKIP LOCKED)"
)


@dataclass(frozen=True, slots=True)
class _Counter:
    """After `free` failures the next attempt waits `first_wait_s`, and twice as long with each further one."""

    name_hash: str
    free: int
    first_wait_s: float
    longest_wait_s: float


class LoginFailures:
    """Asked before each attempt and told how it ended."""

    def __init__(
        self,
        platform: Database,
        secret_key: str,
        throttle: LoginThrottle,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._platform = platform
        self._key = derive(secret_key, "login-failures")
        self.throttle = throttle
        self._limits = throttle.limits
        self._now = now

    async def check(self, name: str, address: str | None, *, is_super_admin: bool) -> None:
        """Count an attempt.

        Raises:
            TooManyRequestsError: it may not be made now. Nothing was compared.
            DatabaseUnavailableError: the database cannot be reached.
        """
        self.throttle.check(address)
        refuse(await self._wait_s(name, address, is_super_admin=is_super_admin))
        self.throttle.check_all()

    async def failed(self, name: str, address: str | None, *, is_super_admin: bool) -> int:
        """An attempt failed; how many have in a row, for this name.

        Raises:
            DatabaseUnavailableError: the database cannot be reached.
        """
        now, forgotten_after, count = self._read_clock(), timedelta(seconds=self._limits.longest_wait_s), 0
        with translating_outages():
            async with self._platform.unit() as unit:
                for one in self._counters(name, address, is_super_admin=is_super_admin):
                    rule = [one.free, one.first_wait_s, one.longest_wait_s]
                    [row] = await unit.fetch(Statement(_ADD, [one.name_hash, now, forgotten_after, *rule]))
                    count = row["count"]
                # Last, and past rows that others hold: whoever holds a row here waits for nobody.
                await unit.execute(Statement(_DROP_OVER, [now, forgotten_after]))
        return count

    async def is_waiting(self, name: str, address: str | None, *, is_super_admin: bool) -> bool:
        """Failures have closed this name, or the super admin's from this address, for a time.

        Raises:
            DatabaseUnavailableError: the database cannot be reached.
        """
        return await self._wait_s(name, address, is_super_admin=is_super_admin) > 0

    async def succeeded(self, name: str, address: str | None, *, is_super_admin: bool) -> None:
        """An attempt succeeded: its name starts anew, its address does not.

        Raises:
            DatabaseUnavailableError: the database cannot be reached.
        """
        with translating_outages():
            async with self._platform.unit() as unit:
                for one in self._counters(name, address, is_super_admin=is_super_admin):
                    await unit.execute(Statement(_CLEAR, [[one.name_hash]]))

    async def _wait_s(self, name: str, address: str | None, *, is_super_admin: bool) -> float:
        hashes = [one.name_hash for one in self._counters(name, address, is_super_admin=is_super_admin)]
        now = self._read_clock()
        with translating_outages():
            async with self._platform.unit(is_read_only=True) as unit:
                [row] = await unit.fetch(Statement(_WAIT, [hashes, now]))
        return 0.0 if row["until"] is None else float((row["until"] - now).total_seconds())

    def _counters(self, name: str, address: str | None, *, is_super_admin: bool) -> list[_Counter]:
        """What counts the attempt, the one of all last: the order in which rows are locked."""
        limits = self._limits
        if not is_super_admin:
            return [_Counter(self._hashed(f"name:{name}"), limits.free_failures, 1.0, limits.longest_wait_s)]
        wait_s = limits.super_admin_wait_s
        own = self._hashed(f"super-admin-from:{address or ''}")
        return [
            _Counter(own, limits.super_admin_failures, wait_s, wait_s),
            _Counter(self._hashed("super-admin"), limits.super_admin_failures_of_all, wait_s, wait_s),
        ]

    def _read_clock(self) -> datetime:
        """In the whole milliseconds that the table keeps: rounded up there, no wait at all would be a short one."""
        now = self._now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def _hashed(self, text: str) -> str:
        return hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), "sha256").hex()
