"""No client library connects, for a tenant, to an address that is not allowed: seen by a hook below all of them."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.support.connecting import ALLOWED, ASYNC, BLOCKING


@pytest.fixture(scope="module", params=["uvloop", "asyncio"])
def seen(request: pytest.FixtureRequest) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.support.connecting", request.param]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_nothing_gets_through(seen: dict[str, Any]) -> None:
    assert seen["through"] == {}
    assert seen["touched"] == 0


def test_sockets_are_opened_to_allowed_addresses_alone(seen: dict[str, Any]) -> None:
    allowed = (f"('127.0.0.1', {seen['door_port']})", f"('{ALLOWED}', {seen['private_port']})")
    assert [address for address in seen["opened"] if address not in allowed] == []


def test_a_redirection_is_not_followed_to_where_one_may_not_go(seen: dict[str, Any]) -> None:
    assert seen["redirects"] == 2


def test_the_platform_itself_is_not_held_back(seen: dict[str, Any]) -> None:
    reached = set(seen["control"])
    expected = {client.__name__ for client in (*BLOCKING, *ASYNC)} - {"with_smtp", "with_boto"}
    assert expected <= reached
