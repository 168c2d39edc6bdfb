"""How often somebody may try to sign in, by address and all together. Kept in this process's memory, and bounded.

Each process counts for itself. Failures of a name are counted by all processes together: `login_failures.py`.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from alchemi.errors import TooManyRequestsError

_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class LoginLimits:
    """`free_failures` cost nothing; each further one doubles the wait for that name, up to `longest_wait_s`."""

    free_failures: int = 5
    longest_wait_s: float = 900.0
    per_address_a_minute: float = 20
    per_network_a_minute: float = 60
    all_a_second: float = 10
    resolve_per_address_a_minute: float = 60
    """An office behind one address signs in at the same hour."""
    mails_per_mailbox_an_hour: float = 4
    super_admin_failures: int = 3
    super_admin_failures_of_all: int = 10
    super_admin_wait_s: float = 900.0


class Buckets:
    """Allowances that fill up again, one per key."""

    def __init__(self, rate_a_second: float, burst: float) -> None:
        self._rate, self._burst = rate_a_second, burst
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, key: str, now_s: float) -> float:
        """Take one; 0, or the seconds until there is one."""
        level, at_s = self._levels.get(key, (self._burst, now_s))
        level = min(self._burst, level + (now_s - at_s) * self._rate)
        wait_s = 0.0 if level >= 1 else (1 - level) / self._rate
        self._levels[key] = (level if wait_s else level - 1), now_s
        _forget_oldest(self._levels, key)
        return wait_s


class LoginThrottle:
    """Asked before each attempt."""

    def __init__(self, limits: LoginLimits | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        limits = self.limits = limits or LoginLimits()
        self._clock = clock
        self._addresses = Buckets(limits.per_address_a_minute / 60, limits.per_address_a_minute)
        self._networks = Buckets(limits.per_network_a_minute / 60, limits.per_network_a_minute)
        self._all = Buckets(limits.all_a_second, limits.all_a_second * 2)
        self._resolves = Buckets(limits.resolve_per_address_a_minute / 60, limits.resolve_per_address_a_minute)
        mails = limits.mails_per_mailbox_an_hour
        self._mailboxes = Buckets(mails / 3600, mails)

    def check(self, address: str | None) -> None:
        """Count an attempt of an address. `check_all` comes after what else may refuse it.

        Raises:
            TooManyRequestsError: it may not be made now.
        """
        now_s, address = self._clock(), address or ""
        refuse(max(self._addresses.take(address, now_s), self._networks.take(_network(address), now_s)))

    def check_all(self) -> None:
        """Count an attempt among all. Last, so that one address or name cannot use up what there is for all.

        Raises:
            TooManyRequestsError: it may not be made now.
        """
        refuse(self._all.take("", self._clock()))

    def check_resolve(self, address: str | None) -> None:
        """Count a question for the way to sign in.

        Raises:
            TooManyRequestsError: it may not be asked now.
        """
        refuse(self._resolves.take(address or "", self._clock()))

    def may_mail(self, mailbox: str) -> bool:
        """Count a mail that a stranger wants sent to `mailbox`; False: it has had enough of them."""
        return not self._mailboxes.take(mailbox, self._clock())


def refuse(wait_s: float) -> None:
    """Say how long to wait, if at all.

    Raises:
        TooManyRequestsError: `wait_s` is more than 0.
    """
    if wait_s > 0:
        raise TooManyRequestsError("Too many attempts; try again later.", retry_after_s=math.ceil(wait_s))


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 48), strict=False))


def _forget_oldest(entries: OrderedDict[str, tuple[float, float]], key: str) -> None:
    entries.move_to_end(key)
    if len(entries) > _KEPT:
        entries.popitem(last=False)
