"""Which of an account's servers of tools its gateway uses, under which names, and with which headers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alchemi.accounts.tool_servers import MOST_SERVERS, Planned, State, UnusableError, gateway_name, headers_of, plan
from alchemi.errors import DestinationForbiddenError

_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
URL = "https://tools.example/mcp"


def _config(number: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "id": f"c{number}", "name": "Tools", "server_name": f"tools{number}", "workspace_id": None, "is_active": True,
        "created_at": _BEGUN + timedelta(seconds=number), "updated_at": _BEGUN, "document": {"url": URL},
    } | more  # fmt: skip


def _connection(**more: Any) -> dict[str, Any]:
    return {
        "id": "n", "name": "My tools", "description": "For all.", "is_active": True, "created_at": _BEGUN,
        "updated_at": _BEGUN, "document": {"url": URL},
    } | more  # fmt: skip


def _allow(_: str) -> None:
    return None


def _plan(*rows: dict[str, Any], taken: tuple[str, ...] = ()) -> list[Planned]:
    return list(plan(rows, taken, _allow))


def test_a_connection_goes_by_its_name_and_a_config_by_its_server_name() -> None:
    config, connection = _plan(_config(server_name="a/b-c"), _connection(created_at=_BEGUN + timedelta(1)))
    assert (config.name, config.kind) == ("a_b_c", "mcp_config")
    assert (connection.name, connection.kind) == ("My_tools", "account_connection")
    assert connection.server is not None
    assert connection.server.description == "For all."


def test_names_are_taken_by_the_gateways_own_then_by_the_oldest_in_use() -> None:
    rows = [_config(3, server_name="X"), _config(1, server_name="x", is_active=False), _config(2, server_name="x")]
    assert [(one.row_id, one.state) for one in _plan(*rows)] == [
        ("c1", State.OFF), ("c2", State.ACTIVE), ("c3", State.NAME_TAKEN),
    ]  # fmt: skip
    assert [one.state for one in _plan(*rows, taken=("x",))] == [State.OFF, State.NAME_TAKEN, State.NAME_TAKEN]


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({"workspace_id": "w"}, State.WORKSPACE),
        ({"workspace_id": "w", "is_active": False}, State.OFF),
        ({"server_name": "-/-"}, State.UNUSABLE),
        ({"document": None}, State.UNUSABLE),
        ({"document": {"servers": [{"url": URL}]}}, State.UNUSABLE),
        ({"document": {"url": URL, "command": "sh"}}, State.UNUSABLE),
        ({"document": {"url": URL, "transport": "stdio"}}, State.UNUSABLE),
        ({"document": {"url": URL, "transport": 7}}, State.UNUSABLE),
        ({"document": {"url": URL, "auth_type": "oauth2"}}, State.UNUSABLE),
        ({"document": {"url": URL, "allowed_tools": "all"}}, State.UNUSABLE),
        ({"document": UnusableError("sealed for another row")}, State.UNUSABLE),
    ],
)
def test_what_is_not_used_has_a_state_and_a_reason(more: dict[str, Any], state: State) -> None:
    [found] = _plan(_config(**more))
    assert (found.state, found.server) == (state, None)
    assert found.reason


def test_an_address_that_is_not_allowed_any_more_is_not_used() -> None:
    def refuse(_: str) -> None:
        raise DestinationForbiddenError("Not this one.")

    [found] = plan([_config()], (), refuse)
    assert (found.state, found.reason) == (State.UNUSABLE, "Not this one.")


def test_an_account_has_not_more_than_its_share() -> None:
    states = [one.state for one in _plan(*map(_config, range(MOST_SERVERS + 1)))]
    assert (states.count(State.ACTIVE), states[-1]) == (MOST_SERVERS, State.UNUSABLE)


@pytest.mark.parametrize(
    ("document", "headers"),
    [
        ({}, {}),
        ({"token": "t"}, {"Authorization": "Bearer t"}),
        ({"token": "Bearer t"}, {"Authorization": "Bearer t"}),
        ({"api_key": "k", "auth_type": "api_key"}, {"X-API-Key": "k"}),
        ({"token": "t", "auth_type": "none"}, {}),
        ({"auth_type": "bearer_token", "headers": {"authorization": "Bearer t"}}, {"authorization": "Bearer t"}),
        ({"token": "t", "headers": {"authorization": "Bearer old"}}, {"Authorization": "Bearer t"}),
        ({"token": "t", "headers": {"x-team": "a"}}, {"Authorization": "Bearer t", "x-team": "a"}),
    ],
)
def test_secrets_are_sent_as_headers(document: dict[str, Any], headers: dict[str, str]) -> None:
    assert headers_of(document) == headers


@pytest.mark.parametrize(
    "headers",
    [["a"], {"a b": "c"}, {"a": "b\r\nc: d"}, {"a": 7}, {"a": ""}, {"Host": "other.example"}, {"Content-Length": "1"}],
)
def test_headers_that_could_change_the_request_are_refused(headers: Any) -> None:
    with pytest.raises(UnusableError):
        headers_of({"headers": headers})


def test_nothing_of_a_server_is_printed() -> None:
    [found] = _plan(_config(document={"url": f"{URL}?key=hunter-2", "token": "hunter-3"}))
    assert "hunter" not in repr(found)
    assert gateway_name("-") == ""
