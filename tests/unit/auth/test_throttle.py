"""Attempts are counted by name, by address and together, and a flood of names does not grow the memory."""

from __future__ import annotations

import pytest

from alchemi.auth.throttle import LoginLimits, LoginThrottle
from alchemi.errors import TooManyRequestsError

WIDE = LoginLimits(per_address_a_minute=1e9, per_network_a_minute=1e9, all_a_second=1e9)


class Clock:
    now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


def wait_s(throttle: LoginThrottle, name: str, address: str = "192.0.2.1", *, is_super_admin: bool = False) -> int:
    """0 when the attempt may be made."""
    try:
        throttle.check(name, address, is_super_admin=is_super_admin)
    except TooManyRequestsError as error:
        return error.retry_after_s
    return 0


def test_failures_of_a_name_double_the_wait_up_to_a_quarter_of_an_hour(clock: Clock) -> None:
    throttle = LoginThrottle(WIDE, clock=clock)
    waits = []
    for _ in range(18):
        throttle.failed("alice", "192.0.2.1", is_super_admin=False)
        waits.append(wait_s(throttle, "alice"))
        clock.now_s += waits[-1]
        assert wait_s(throttle, "alice", "198.51.100.1") == 0
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900]
    assert wait_s(throttle, "bob") == 0
    throttle.succeeded("alice", None, is_super_admin=False)
    throttle.failed("alice", "192.0.2.1", is_super_admin=False)
    assert wait_s(throttle, "alice") == 0


def test_a_mailbox_is_not_filled_whoever_asks(clock: Clock) -> None:
    throttle = LoginThrottle(LoginLimits(mails_per_mailbox_an_hour=2), clock=clock)
    assert [throttle.may_mail("ann@corp.example") for _ in range(3)] == [True, True, False]
    assert throttle.may_mail("bob@corp.example")
    clock.now_s += 1800
    assert [throttle.may_mail("ann@corp.example") for _ in range(2)] == [True, False]


def test_failures_are_forgotten_in_time(clock: Clock) -> None:
    throttle = LoginThrottle(WIDE, clock=clock)
    for _ in range(10):
        throttle.failed("alice", None, is_super_admin=False)
    clock.now_s += 2000
    throttle.failed("alice", None, is_super_admin=False)
    assert wait_s(throttle, "alice") == 0


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
    attempts = [wait_s(throttle, f"name {number}", addresses[number % len(addresses)]) for number in range(100)]
    assert sum(not attempt for attempt in attempts) == allowed
    clock.now_s += 60
    assert wait_s(throttle, "later", addresses[0]) == 0


def test_all_together_have_an_allowance_that_one_address_cannot_use_up(clock: Clock) -> None:
    throttle = LoginThrottle(LoginLimits(), clock=clock)
    for number in range(100):
        wait_s(throttle, f"name {number}", "192.0.2.1")
    clock.now_s += 2
    free = [wait_s(throttle, f"n {number}", f"10.{number}.0.1") for number in range(30)]
    assert [attempt == 0 for attempt in free] == [True] * 20 + [False] * 10


def test_the_super_admin_waits_after_three_failures_and_everywhere_after_ten(clock: Clock) -> None:
    throttle = LoginThrottle(WIDE, clock=clock)
    for number in range(9):
        throttle.failed("admin", f"192.0.2.{number // 3}", is_super_admin=True)
    assert wait_s(throttle, "admin", "192.0.2.0", is_super_admin=True) == 900
    assert wait_s(throttle, "admin", "198.51.100.1", is_super_admin=True) == 0
    throttle.failed("admin", "198.51.100.1", is_super_admin=True)
    assert wait_s(throttle, "admin", "198.51.100.1", is_super_admin=True) == 900
    clock.now_s += 901
    assert wait_s(throttle, "admin", "198.51.100.1", is_super_admin=True) == 0


def test_what_is_kept_is_bounded(clock: Clock) -> None:
    throttle = LoginThrottle(WIDE, clock=clock)
    for number in range(25_000):
        throttle.failed(f"name {number}", None, is_super_admin=False)
    assert len(throttle._names._found) == 20_000
