"""The committed table of routes and the routes of the application say the same, and a request gets its route's class."""

from __future__ import annotations

import re
from collections import Counter

import httpx
import pytest

from alchemi.auth.route_classes import MOUNT, WEBSOCKET, RouteClass, route_table
from tests.support.gateway import MASTER_KEY, Gateway
from tests.support.probe import Probe

Operation = tuple[str, str]


def operations(probe: Probe) -> set[Operation]:
    """Method and path of everything that the application routes."""
    kinds = {"APIWebSocketRoute": WEBSOCKET, "WebSocketRoute": WEBSOCKET, "Mount": MOUNT}
    return {
        (method, route["path"])
        for route in probe.routes
        # One route for all endpoints that accounts make: it matches those of the caller's account only.
        if route["kind"] != "AccountPassThrough"
        for method in (route["methods"] or [kinds.get(route["kind"], route["kind"])])
    }


def listed() -> Counter[Operation]:
    return Counter((method, row.path) for row in route_table().rows for method in row.methods)


def test_every_route_has_a_row(probe: Probe) -> None:
    new = sorted(operations(probe) - listed().keys(), key=lambda one: one[1])
    assert new == [], "Routes without a row in alchemi/auth/route_table.txt. They are closed until each has a class."


def test_every_row_has_a_route(probe: Probe) -> None:
    vanished = sorted(listed().keys() - operations(probe), key=lambda one: one[1])
    assert vanished == [], "Rows of alchemi/auth/route_table.txt without a route. Take them out."


def test_no_route_has_two_rows() -> None:
    assert [operation for operation, count in listed().items() if count > 1] == []


def test_a_routes_path_is_given_the_class_of_its_row(probe: Probe) -> None:
    """No row is hidden by another that is stricter, nor matches less than the route does."""
    table = route_table()
    wrong = {}
    for row in table.rows:
        for example in ("x-1", "8b7f"):
            path = re.sub(r"\{\w+(:path)?\}", example, row.path)
            for method in row.methods:
                found = table.class_of("GET" if method == MOUNT else method, path)
                if found is not row.route_class:
                    wrong[method, path] = (row.route_class, found)
    assert wrong == {}


def test_closed_and_process_wide_rows_say_why() -> None:
    strict = (RouteClass.CLOSED, RouteClass.PLATFORM)
    assert [row.path for row in route_table().rows if row.route_class in strict and not row.reason] == []


@pytest.fixture(scope="module")
def key(gateway: Gateway) -> str:
    with gateway.client() as operator:
        return str(operator.post("/key/generate", json={}).json()["key"])


@pytest.mark.parametrize("path", ["/cache/ping", "/debug/asyncio-tasks", "/account/list"])
def test_an_accounts_key_does_not_reach_the_platforms_routes(gateway: Gateway, key: str, path: str) -> None:
    with gateway.client(key) as caller:
        response = caller.get(path)
    assert (response.status_code, "forbidden" in response.text) == (403, True)


@pytest.mark.parametrize("path", ["/sso/key/generate", "/memory-usage-in-mem-cache", "/cloudzero/settings"])
def test_a_closed_route_answers_like_one_that_does_not_exist(gateway: Gateway, key: str, path: str) -> None:
    for credential in (key, MASTER_KEY):
        with gateway.client(credential) as caller:
            closed, unknown = caller.get(path), caller.get("/no/such/path")
        assert (closed.status_code, closed.content) == (unknown.status_code, unknown.content)
        assert closed.status_code == 404


def test_a_closed_path_in_other_spellings_stays_closed(gateway: Gateway, key: str) -> None:
    with gateway.client(key) as caller:
        for path in (
            "/sso//key/generate",
            "/sso/key/generate/",
            "/sso%2Fkey/generate",
            "/SSO/key/generate",
            "/x/../login",
        ):
            assert caller.request("GET", httpx.URL(f"{gateway.url}{path}")).status_code == 404, path


def test_the_operator_is_the_system_on_the_platforms_routes_whatever_account_is_named(gateway: Gateway) -> None:
    for account in (None, "demo", "other", "nobody"):
        with gateway.client(MASTER_KEY, account) as operator:
            assert operator.get("/health/readiness/details").status_code == 200
