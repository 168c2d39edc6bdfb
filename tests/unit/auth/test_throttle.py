"""Attempts are counted by address and together, and a flood of addresses does not grow the memory."""

from __future__ import annotations

import pytest

from alchemi.auth.throttle import LoginLimits, LoginThrottle
from alchemi.errors import TooManyRequestsError


class Clock:
    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


def wait_s(throttle: LoginThrottle, address: str) -> int:
    """0 when the attempt may be made."""
    try:
        throttle.check(address)
        throttle.check_all()
    except TooManyRequestsError as error:
        return error.retry_after_s
    return 0


def test_a_mailbox_is_not_filled_whoever_asks(clock: Clock) -> None:
    throttle = LoginThrottle(LoginLimits(mails_per_mailbox_an_hour=2), clock=clock)
    assert [throttle.may_mail("ann@corp.example") for _ in range(3)] == [True, True, False]
    assert throttle.may_mail("bob@corp.example")
    clock.now_s += 1800
    assert [throttle.may_mail("ann@corp.example") for _ in range(2)] == [True, False]


@pytest.mark.parametrize(
    ("addresses", "allowed"),
    [
        (["192.0.2.1"], 20),
        ([f"192.0.2.{number}" for number in range(1, 9)], 60),
        ([f"2001:db8:1:{number}::1" for number in range(1, 9)], 60),
        (["not an address"], 20),
    ],
)
def test_an_address_and_its_network_have_an_allowance(addresses: list[str], allowed: int, clock: Clock) -> None:
    throttle = LoginThrottle(LoginLimits(all_a_second=1e9), clock=clock)
    attempts = [wait_s(throttle, addresses[number % len(addresses)]) for number in range(100)]
    assert sum(not attempt for attempt in attempts) == allowed
    clock.now_s += 60
    assert wait_s(throttle, addresses[0]) == 0


def test_all_together_have_an_allowance_that_one_address_cannot_use_up(clock: Clock) -> None:
    throttle = LoginThrottle(LoginLimits(), clock=clock)
    for _ in range(100):
        wait_s(throttle, "192.0.2.1")
    clock.now_s += 2
    free = [wait_s(throttle, f"10.{number}.0.1") for number in range(30)]
    assert [attempt == 0 for attempt in free] == [True] * 20 + [False] * 10


def test_what_is_kept_is_bounded(clock: Clock) -> None:
    throttle = LoginThrottle(LoginLimits(), clock=clock)
    for number in range(25_000):
        wait_s(throttle, f"address {number}")
    assert len(throttle._addresses._levels) == 20_000
