"""Finding a route's class: as the application matches routes, strictest first, and fast."""

from __future__ import annotations

import time

import pytest

from alchemi.auth.route_classes import RouteClass, RouteTable, parse_table, path_of_scope, route_table

PUBLIC, ACCOUNT, ADMIN, PLATFORM, CLOSED = RouteClass


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/", PUBLIC),
        ("GET", "/health/liveliness", PUBLIC),
        ("HEAD", "/health/liveliness", PUBLIC),
        ("GET", "/ui", PUBLIC),
        ("GET", "/ui/", PUBLIC),
        ("GET", "/ui/a/b.js", PUBLIC),
        ("GET", "/public/model_hub", PUBLIC),
        ("POST", "/v1/chat/completions", ACCOUNT),
        ("WS", "/v1/realtime", ACCOUNT),
        ("GET", "/files/a/b", ACCOUNT),
        ("POST", "/models/a/b:generateContent", ACCOUNT),
        ("POST", "/key/a/b/regenerate", ACCOUNT),
        ("PATCH", "/model/some-id/update", ADMIN),
        ("POST", "/cache/flushall", PLATFORM),
        ("GET", "/debug/asyncio-tasks", PLATFORM),
        ("POST", "/v2/login", PUBLIC),
        ("DELETE", "/v2/sessions/some-id", PUBLIC),
        ("POST", "/v3/login", CLOSED),
        ("GET", "/sso/callback", CLOSED),
        ("GET", "/no/such/path", CLOSED),
    ],
)
def test_known_routes(method: str, path: str, expected: RouteClass) -> None:
    assert route_table().class_of(method, path) is expected


@pytest.mark.parametrize(
    "path",
    [
        "//health/liveliness",
        "/health//liveliness",
        "/health/liveliness;x",
        "/HEALTH/liveliness",
        "/health/liveliness/../../key/list",
        "/uix",
        "/UI/",
        "/v1/health",
        "/public.json",
        "health/liveliness",
        "/v1/models\n",
        "/health%2Fliveliness",
    ],
)
def test_another_spelling_is_another_path(path: str) -> None:
    assert route_table().class_of("GET", path) is CLOSED


def test_a_slash_more_or_less_is_the_same_route() -> None:
    assert route_table().class_of("GET", "/team/list/") is ACCOUNT
    assert route_table().class_of("POST", "/cache/flushall/") is PLATFORM


def test_a_method_without_a_row_is_closed() -> None:
    assert route_table().class_of("DELETE", "/team/list") is CLOSED
    assert route_table().class_of("OPTIONS", "/team/list") is CLOSED
    assert route_table().class_of("WS", "/v1/models") is CLOSED


def test_of_several_rows_the_strictest_counts() -> None:
    text = "public GET /a/{x}\nplatform GET /a/secret\naccount MOUNT /a/b\nclosed GET /{x:path}/c\n"
    table = RouteTable(list(parse_table(text)))
    assert table.class_of("GET", "/a/other") is PUBLIC
    assert table.class_of("GET", "/a/secret") is PLATFORM
    assert table.class_of("GET", "/a/b") is ACCOUNT
    assert table.class_of("GET", "/a/b/deep") is ACCOUNT
    assert table.class_of("GET", "/a/c") is CLOSED


def test_a_row_that_stands_first_counts_alone_for_its_own_methods() -> None:
    table = RouteTable(
        list(parse_table("platform GET,PUT,POST /a/{x}\naccount! GET,PUT /a/own\npublic GET /{x:path}\n"))
    )
    assert [table.class_of(method, "/a/own") for method in ("GET", "HEAD", "PUT", "POST")] == [
        ACCOUNT, ACCOUNT, ACCOUNT, PLATFORM,
    ]  # fmt: skip
    assert table.class_of("GET", "/a/other") is PLATFORM


@pytest.mark.parametrize(
    "line",
    ["account! GET /a/{x}", "account GET", "secret GET /x", "account FETCH /x", "account GET x", "account GET /x y"],
)
def test_a_line_that_says_nothing_is_refused_by_its_number(line: str) -> None:
    with pytest.raises(ValueError, match="Line 2 of the route table"):
        list(parse_table(f"# comment\n{line}\n"))


@pytest.mark.parametrize(
    ("path", "root_path", "expected"),
    [
        ("/v1/models", "", "/v1/models"),
        ("/proxy/v1/models", "/proxy", "/v1/models"),
        ("/proxyv1/models", "/proxy", "/proxyv1/models"),
        ("/v1/models", "/proxy", "/v1/models"),
    ],
)
def test_the_prefix_of_the_server_is_taken_off(path: str, root_path: str, expected: str) -> None:
    assert path_of_scope(path, root_path) == expected


def test_a_class_is_found_in_a_few_microseconds() -> None:
    table = route_table()
    paths = ["/v1/models", "/key/a/b/regenerate", "/v1/mcp/server/x/oauth-user-credential/status", "/no/such/path"]
    best_us = float("inf")
    for _ in range(5):
        start = time.perf_counter()
        for _ in range(500):
            for path in paths:
                table.class_of("POST", path)
        best_us = min(best_us, (time.perf_counter() - start) / 2000 * 1e6)
    assert best_us < 20, "5 on an idle machine"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/alchemi/group/count", {"GET"}),
        ("/alchemi/group/some-id", set()),
        ("/alchemi/user/some-id/views/shared", set()),
        ("/v2/login", {"POST"}),
        ("/v2/sessions/some-id", {"DELETE"}),
        ("/v2/login/sso/some-id/start", {"GET"}),
        ("/v3/login", set()),
        ("/alchemi/no/such/path", set()),
    ],
)
def test_the_methods_of_a_path_are_those_of_one_row_and_an_id_hides_them(path: str, expected: set[str]) -> None:
    assert route_table().methods_of(path) == expected
