"""How often somebody may try to sign in, by name, by address, and all together. Kept in this process's memory.

Each process counts for itself: with several, an attacker has that many times the attempts. What is counted is bounded.
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


class _Failures:
    """Failures in a row by key, and until when the next attempt is refused."""

    def __init__(self, wait_s: Callable[[int], float], forgotten_after_s: float) -> None:
        self._wait_s = wait_s
        self._forgotten_after_s = forgotten_after_s
        self._found: OrderedDict[str, tuple[int, float]] = OrderedDict()

    def wait_s(self, key: str, now_s: float) -> float:
        return max(0.0, self._found.get(key, (0, 0.0))[1] - now_s)

    def add(self, key: str, now_s: float) -> int:
        count, until_s = self._found.get(key, (0, now_s))
        count = 1 if now_s - until_s > self._forgotten_after_s else count + 1
        self._found[key] = count, now_s + self._wait_s(count)
        _forget_oldest(self._found, key)
        return count

    def clear(self, key: str) -> None:
        self._found.pop(key, None)


class LoginThrottle:
    """Asked before each attempt and told how it ended. Unknown names are counted like known ones."""

    def __init__(self, limits: LoginLimits | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        limits = self._limits = limits or LoginLimits()
        self._clock = clock
        self._addresses = Buckets(limits.per_address_a_minute / 60, limits.per_address_a_minute)
        self._networks = Buckets(limits.per_network_a_minute / 60, limits.per_network_a_minute)
        self._all = Buckets(limits.all_a_second, limits.all_a_second * 2)
        self._resolves = Buckets(limits.resolve_per_address_a_minute / 60, limits.resolve_per_address_a_minute)
        mails = limits.mails_per_mailbox_an_hour
        self._mailboxes = Buckets(mails / 3600, mails)
        self._names = _Failures(self._delay_s, limits.longest_wait_s)
        self._super_admin = _Failures(self._super_admin_delay_s, limits.super_admin_wait_s)
        self._super_admin_of_all = _Failures(self._super_admin_delay_of_all_s, limits.super_admin_wait_s)

    def check(self, name: str, address: str | None, *, is_super_admin: bool) -> None:
        """Count an attempt.

        Raises:
            TooManyRequestsError: it may not be made now. Nothing was compared.
        """
        now_s, address = self._clock(), address or ""
        waits = [
            self._addresses.take(address, now_s),
            self._networks.take(_network(address), now_s),
            self._names.wait_s(name, now_s),
        ]
        if is_super_admin:
            waits += [self._super_admin.wait_s(address, now_s), self._super_admin_of_all.wait_s("", now_s)]
        if not any(waits):
            # Last, so that one address cannot use up what there is for all.
            waits.append(self._all.take("", now_s))
        _refuse(max(waits))

    def check_resolve(self, address: str | None) -> None:
        """Count a question for the way to sign in.

        Raises:
            TooManyRequestsError: it may not be asked now.
        """
        _refuse(self._resolves.take(address or "", self._clock()))

    def may_mail(self, mailbox: str) -> bool:
        """Count a mail that a stranger wants sent to `mailbox`; False: it has had enough of them."""
        return not self._mailboxes.take(mailbox, self._clock())

    def failed(self, name: str, address: str | None, *, is_super_admin: bool) -> int:
        """An attempt failed; how many have in a row, for this name."""
        now_s = self._clock()
        if is_super_admin:
            self._super_admin.add(address or "", now_s)
            return self._super_admin_of_all.add("", now_s)
        return self._names.add(name, now_s)

    def is_waiting(self, name: str, address: str | None, *, is_super_admin: bool) -> bool:
        """Failures have closed this name, or the super admin's from this address, for a time."""
        now_s = self._clock()
        if is_super_admin:
            return max(self._super_admin.wait_s(address or "", now_s), self._super_admin_of_all.wait_s("", now_s)) > 0
        return self._names.wait_s(name, now_s) > 0

    def succeeded(self, name: str, address: str | None, *, is_super_admin: bool) -> None:
        """An attempt succeeded: its name starts anew, its address does not."""
        if is_super_admin:
            self._super_admin.clear(address or "")
            self._super_admin_of_all.clear("")
        else:
            self._names.clear(name)

    def _delay_s(self, failures: int) -> float:
        over = failures - self._limits.free_failures
        return 0.0 if over < 0 else min(2.0 ** min(over, 20), self._limits.longest_wait_s)

    def _super_admin_delay_s(self, failures: int) -> float:
        return self._limits.super_admin_wait_s if failures >= self._limits.super_admin_failures else 0.0

    def _super_admin_delay_of_all_s(self, failures: int) -> float:
        return self._limits.super_admin_wait_s if failures >= self._limits.super_admin_failures_of_all else 0.0


def _refuse(wait_s: float) -> None:
    if wait_s > 0:
        raise TooManyRequestsError("Too many attempts; try again later.", retry_after_s=math.ceil(wait_s))


def _network(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((parsed, 24 if parsed.version == 4 else 48), strict=False))


def _forget_oldest(
    entries: OrderedDict[str, tuple[float, float]] | OrderedDict[str, tuple[int, float]], key: str
) -> None:
    entries.move_to_end(key)
    if len(entries) > _KEPT:
        entries.popitem(last=False)
