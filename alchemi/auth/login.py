"""Signing in with a name and a password: as a user of accounts, or as the super admin. Every failure looks the same."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from alchemi.audit.requests import RefusalLimit
from alchemi.audit.writer import record
from alchemi.auth.login_failures import LoginFailures
from alchemi.auth.members import Member, members_of_address, replace_hash, translating_outages
from alchemi.auth.passwords import MAX_LENGTH, Passwords
from alchemi.auth.sessions import Device, Sessions
from alchemi.auth.super_admin import SuperAdmin
from alchemi.db.engine import Database
from alchemi.errors import LoginFailedError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId

log = logging.getLogger(__name__)

_FAILED: Final = "The name or the password is not right, or the account cannot be used."


@dataclass(frozen=True, slots=True)
class SignedIn:
    """`token` goes into the cookie and nowhere else; `members` is empty for the super admin, else the current one is first."""

    token: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """`account_id`: the account to act in, of those that know the password."""

    name: str
    password: str
    device: Device
    account_id: AccountId | None = None


class Login:
    """Compares, counts, and begins sessions."""

    def __init__(
        self,
        platform: Database,
        app: Database,
        passwords: Passwords,
        sessions: Sessions,
        super_admin: SuperAdmin,
        failures: LoginFailures,
        *,
        failure_step_s: float = 0.25,
    ) -> None:
        """A failure is told a whole number of `failure_step_s` after it was asked: its time says nothing of the reason."""
        self._platform = platform
        self._app = app
        self._passwords = passwords
        self._sessions = sessions
        self._super_admin = super_admin
        self.failures = failures
        self.throttle = failures.throttle
        self._failure_step_s = failure_step_s
        self._unknown_names = RefusalLimit(60)

    async def sign_in(self, attempt: Attempt) -> SignedIn:
        """Begin a session.

        Raises:
            LoginFailedError: wrong password, unknown name, suspended account: which of them is not told.
            TooManyRequestsError: too many attempts.
            DatabaseUnavailableError: the database cannot be reached.
        """
        name = attempt.name.strip().lower()
        is_super_admin_named = self._super_admin.is_named(attempt.name.strip())
        address = attempt.device.address
        await self.failures.check(name, address, is_super_admin=is_super_admin_named)
        clock = asyncio.get_running_loop().time
        began_s = clock()
        proved, is_whole = await self._proved_members(name, attempt.password)
        if self._super_admin.is_proved(attempt.name.strip(), attempt.password):
            await self.failures.succeeded(name, address, is_super_admin=True)
            log.info("login.super_admin")
            return SignedIn(await self._sessions.begin_platform(attempt.device), ())
        members = _current_first(proved, attempt.account_id)
        if not members:
            failures = await self.failures.failed(name, address, is_super_admin=is_super_admin_named)
            if is_super_admin_named:
                log.error("login.super_admin_failed", extra={"failures": failures})
            is_locked = await self.failures.is_waiting(name, address, is_super_admin=is_super_admin_named)
            await self._tell_failure(name, failures, is_locked=is_locked)
            await self._wait_for_step(began_s, clock)
            raise LoginFailedError(_FAILED)
        if is_whole:
            # Else an account could make a user of somebody's address, and end the wait for guesses with its own password.
            await self.failures.succeeded(name, address, is_super_admin=False)
        return SignedIn(await self._sessions.begin(members, attempt.device), members)

    async def _proved_members(self, email: str, password: str) -> tuple[list[Member], bool]:
        """The users of this address whose password it is, and whether they are all of them; as much work when there is none."""
        members = await members_of_address(self._platform, self._app, email)
        typed = password[: MAX_LENGTH + 1]
        verified = await self._passwords.verify(email, typed, [member.password_hash or "" for member in members])
        proved = [member for member, matches in zip(members, verified.matches, strict=True) if matches]
        for member in proved:
            if member.password_hash != verified.current:
                await replace_hash(self._app, member, verified.current)
        return proved, len(proved) == len(members)

    async def _tell_failure(self, name: str, failures: int, *, is_locked: bool) -> None:
        """An event with every account that knows the address, else with the platform. What was typed is not kept."""
        members = await members_of_address(self._platform, self._app, name)
        known = [(member.account_id, member.user_id) for member in members] or [(SYSTEM_ACCOUNT, "")]
        if not members and self._unknown_names.take(SYSTEM_ACCOUNT, "") is None:
            return
        after = {"failures": failures, "locked": is_locked}
        with translating_outages():
            async with self._platform.unit() as unit:
                for account_id, user_id in known:
                    record(
                        unit, action="login", resource_type="session", outcome="denied",
                        after=after | ({"user": user_id} if user_id else {"user": "unknown"}), account=account_id,
                    )  # fmt: skip

    async def _wait_for_step(self, began_s: float, clock: Callable[[], float]) -> None:
        if self._failure_step_s > 0:
            steps = math.ceil((clock() - began_s) / self._failure_step_s)
            await asyncio.sleep(began_s + steps * self._failure_step_s - clock())


def _current_first(members: list[Member], wanted: AccountId | None) -> tuple[Member, ...]:
    """None at all when an account was asked for that is not among them."""
    if wanted is None:
        return tuple(members)
    first = [member for member in members if member.account_id == wanted]
    return (*first, *(member for member in members if member.account_id != wanted)) if first else ()
