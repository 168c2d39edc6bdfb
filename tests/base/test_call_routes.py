"""The table of model calls says something about each route that the wheel itself calls one."""

from __future__ import annotations

import re
from typing import Any

import pytest

from alchemi.auth.route_classes import MOUNT, RouteClass, route_table
from alchemi.enterprise_features.guardrails.call_routes import Coverage, Sight, call_rows, coverage_of, parse_calls
from alchemi.tenancy.context import acting_as_system
from tests.support.cluster import TestDatabase
from tests.support.in_wheel import Wheel, run_in_wheel

_NO_CALLS = re.compile(
    r"/(v1/)?models|/v1/logs|/utils/(model_info|transform_request)|/introspect|/token|/lens\b.*|/claude-code/.*"
    r"|/v1/traces.*|/mcp\b.*|/mcp-rest/.*|/v1/mcp/.*"
)
"""What the wheel lists beside them: its own listings and records, and servers of tools, whose calls the wheel hands over."""


@pytest.fixture(scope="module")
def facts(database: TestDatabase) -> dict[str, Any]:
    return run_in_wheel(__name__, database)


async def scenario_model_routes(_wheel: Wheel) -> list[list[str]]:
    from litellm.proxy.auth.route_checks import RouteChecks

    with acting_as_system():
        return [
            [method, row.path]
            for row in route_table().rows
            if row.route_class in (RouteClass.ACCOUNT, RouteClass.ACCOUNT_ADMIN, RouteClass.PUBLIC)
            and RouteChecks.is_llm_api_route(route=row.path)
            for method in sorted(row.methods - {MOUNT, "HEAD", "OPTIONS"})
        ]


def example(path: str) -> str:
    return re.sub(r"\{\w+(:path)?\}", "x-1", path)


def test_every_model_route_of_the_wheel_has_a_row(facts: dict[str, Any]) -> None:
    routes = facts["model_routes"]
    assert len(routes) > 200
    new = [
        (method, path)
        for method, path in routes
        if coverage_of(method, example(path)) is None and not _NO_CALLS.fullmatch(path)
    ]
    assert new == [], "Model routes without a row in alchemi/enterprise_features/guardrails/call_routes.txt."


def test_every_row_is_about_a_route() -> None:
    table = route_table()
    vanished = [
        (method, row.path)
        for row in call_rows()
        for method in row.methods
        if table.class_of(method, example(row.path)) is RouteClass.CLOSED
    ]
    assert vanished == []


@pytest.mark.parametrize(
    ("method", "path", "sent"),
    [
        ("POST", "/v1/chat/completions", Sight.HOOK),
        ("POST", "/openai/v1/responses", Sight.HOOK),
        ("POST", "/openai/deployments/a/b/chat/completions", Sight.HOOK),
        ("POST", "/openai/deployments/a/audio/speech", Sight.UNSEEN),
        ("POST", "/openai/v1/chat/completions", Sight.UNSEEN),
        ("WS", "/v1/responses", Sight.UNSEEN),
        ("POST", "/v1/videos/edits", Sight.UNSEEN),
        ("HEAD", "/vllm/a", Sight.UNSEEN),
    ],
)
def test_the_first_row_that_matches_counts(method: str, path: str, sent: Sight) -> None:
    found = coverage_of(method, path)
    assert found is not None
    assert found.sent is sent


def test_what_is_no_model_call_has_no_coverage() -> None:
    assert coverage_of("POST", "/key/generate") is None
    assert coverage_of("POST", "/v1/chat/completions/") is None


@pytest.mark.parametrize("line", ["hook POST /a", "hook body POST /a", "seen hook POST /a"])
def test_a_line_that_says_something_else_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="Line 1"):
        list(parse_calls(line))


def test_a_row_is_read() -> None:
    [row] = parse_calls("# said\n\nbody  -  POST,GET  /a/{id}/{rest:path}")
    assert (row.coverage, row.methods) == (Coverage(Sight.BODY, Sight.NOTHING), {"POST", "GET"})
    assert row.pattern.fullmatch("/a/b/c/d")
    assert not row.pattern.fullmatch("/a/b")
