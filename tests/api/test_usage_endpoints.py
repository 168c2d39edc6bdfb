"""The usage query: right sums from whichever table answers, for the caller's own account and what the caller may see."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from prisma.fields import Json

from alchemi.accounts.stores import call
from alchemi.auth.permissions import Permission
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, key_with_scopes, problem

URL = "/alchemi/usage"
SPAN = {"from": "2026-03-01", "to": "2026-03-10"}
CALLS: tuple[tuple[Any, ...], ...] = (
    # day and hour (UTC), user, team, key, model, spend, tokens, failed, tags
    ("2026-03-01T10:00", "u1", "t1", "k1", "gpt", 0.1, 10, False, ["a", "b"]),
    ("2026-03-01T23:30", "u1", "t1", "k1", "gpt", 0.2, 20, False, ["a"]),
    ("2026-03-02T09:00", "u2", "t1", "k2", "claude", 0.4, 40, True, []),
    ("2026-03-05T12:00", "u2", "t2", "k2", "gpt", 0.8, 80, False, []),
    ("2026-03-09T12:00", "u3", None, "k3", "claude", 1.6, 160, False, []),
    ("2026-02-25T12:00", "u3", None, "k3", "claude", 3.2, 320, False, []),
)


async def fill(account: TestAccount, calls: tuple[tuple[Any, ...], ...] = CALLS) -> None:
    """Write calls as the gateway does: into the log, and into the daily tables that each call has a dimension of."""
    async with account.worker.stores.rows_of(account.account_id) as unit:
        for at, user, team, key, model, spend, tokens, failed, tags in calls:
            common = {
                "date": at[:10], "api_key": key, "model": model, "model_group": model, "custom_llm_provider": "x",
                "spend": spend, "prompt_tokens": tokens, "completion_tokens": 1, "api_requests": 1, "updated_at": at_of(at),
                "successful_requests": int(not failed), "failed_requests": int(failed), "timed_requests": 1,
                "total_response_time_ms": 100, "mcp_namespaced_tool_name": "", "endpoint": at,
            }  # fmt: skip
            await call(unit, "LiteLLM_DailyUserSpend", "create", data=common | {"user_id": user})
            if team is not None:
                await call(unit, "LiteLLM_DailyTeamSpend", "create", data=common | {"team_id": team})
            for tag in tags:
                await call(unit, "LiteLLM_DailyTagSpend", "create", data=common | {"tag": tag})
            log = {
                "request_id": uuid4().hex, "call_type": "x", "api_key": key, "spend": spend, "startTime": at_of(at),
                "endTime": at_of(at), "model": model, "model_group": model, "user": user, "team_id": team,
                "prompt_tokens": tokens, "completion_tokens": 1, "total_tokens": tokens + 1, "request_duration_ms": 100,
                "status": "failure" if failed else "success", "request_tags": Json(tags),
            }  # fmt: skip
            await call(unit, "LiteLLM_SpendLogs", "create", data=log)


def at_of(text: str) -> datetime:
    return datetime.fromisoformat(text + "+00:00")


@pytest.fixture(scope="module")
async def spender(worker: Management) -> AsyncIterator[TestAccount]:
    async with an_account(worker) as account:
        await fill(account)
        yield account


async def asked(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    response = await client.get(URL, params=SPAN | query)
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


def by_group(body: dict[str, Any]) -> dict[str | None, float]:
    return {row["group"]: row["spend"] for row in body["rows"]}


async def test_days_and_their_sum(spender: TestAccount) -> None:
    body = await asked(spender.admin)
    assert body["source"] == "daily"
    assert [(row["at"][:10], row["spend"], row["requests"]) for row in body["rows"]] == [
        ("2026-03-01", 0.3, 2), ("2026-03-02", 0.4, 1), ("2026-03-05", 0.8, 1), ("2026-03-09", 1.6, 1)
    ]  # fmt: skip
    total = body["total"]
    assert (total["spend"], total["requests"], total["errors"], total["tokens"]) == (3.1, 5, 1, 315)
    assert total["latency_ms"] == 100


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "Africa/Abidjan"])
@pytest.mark.parametrize(
    ("query", "groups"),
    [
        ({"group_by": "model"}, {"gpt": 1.1, "claude": 2.0}),
        ({"group_by": "user"}, {"u1": 0.3, "u2": 1.2, "u3": 1.6}),
        ({"group_by": "team"}, {"t1": 0.7, "t2": 0.8, None: 1.6}),
        ({"group_by": "key", "team": "t1"}, {"k1": 0.3, "k2": 0.4}),
        ({"group_by": "user", "team": "t1"}, {"u1": 0.3, "u2": 0.4}),
        ({"group_by": "team", "model": "gpt"}, {"t1": 0.3, "t2": 0.8}),
        ({"group_by": "tag", "user": "u1"}, {"a": 0.3, "b": 0.1}),
        ({"group_by": "tag"}, {"a": 0.3, "b": 0.1}),
        ({"group_by": "model", "key": ["k2", "k3"]}, {"gpt": 0.8, "claude": 2.0}),
    ],
)
async def test_daily_tables_and_the_log_agree(
    spender: TestAccount, zone: str, query: dict[str, str], groups: dict[str | None, float]
) -> None:
    assert by_group(await asked(spender.admin, bucket="total", zone=zone, **query)) == groups


async def test_days_are_those_of_the_zone(spender: TestAccount) -> None:
    body = await asked(spender.admin, zone="Europe/Berlin", bucket="day")
    assert (body["source"], [row["at"] for row in body["rows"]][:2]) == (
        "log", ["2026-03-01T00:00:00+01:00", "2026-03-02T00:00:00+01:00"]
    )  # fmt: skip
    assert [row["spend"] for row in body["rows"]][:2] == [0.1, 0.6]
    hours = await asked(spender.admin, bucket="hour", to="2026-03-01")
    assert [row["at"] for row in hours["rows"]] == ["2026-03-01T10:00:00Z", "2026-03-01T23:00:00Z"]


async def test_small_groups_become_one(spender: TestAccount) -> None:
    body = await asked(spender.admin, group_by="user", bucket="total", top=1)
    assert [(row["group"], row["is_other"], row["spend"]) for row in body["rows"]] == [
        ("u3", False, 1.6),
        (None, True, 1.5),
    ]


async def test_the_days_before_are_told_beside_them(spender: TestAccount) -> None:
    body = await asked(spender.admin, compare="true")
    earlier = body["compare"]
    assert (earlier["first"], earlier["last"], earlier["total"]["spend"]) == ("2026-02-19", "2026-02-28", 3.2)


async def test_only_the_metrics_that_were_asked_for(spender: TestAccount) -> None:
    [row] = (await asked(spender.admin, metric=["spend", "errors"], bucket="total"))["rows"]
    assert {name for name, value in row.items() if value is not None} == {"spend", "errors", "is_other"}


async def test_the_same_as_csv(spender: TestAccount) -> None:
    response = await spender.admin.get(URL, params=SPAN | {"format": "csv", "group_by": "user", "metric": ["spend"]})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert [(row["at"][:10], row["group"], row["spend"]) for row in rows][:2] == [
        ("2026-03-01", "u1", "0.3"), ("2026-03-02", "u2", "0.4")
    ]  # fmt: skip


async def test_workspaces_are_those_of_the_records(spender: TestAccount) -> None:
    workspace = (await spender.admin.post("/alchemi/workspace", json={"name": "=Atlas"})).json()
    event = {"workspace_id": workspace["id"], "user_id": spender.admin_id, "model": "gpt", "cost": 0.5}
    assert (await spender.service.post("/alchemi/cost", json=event)).status_code == 201
    today = datetime.now(UTC).date()
    span = {"from": str(today - timedelta(days=1)), "to": str(today + timedelta(days=1)), "group_by": "workspace"}
    body = await asked(spender.admin, **span, bucket="total")
    [row] = body["rows"]
    assert (body["source"], row["group"], row["label"], row["spend"]) == ("records", workspace["id"], "=Atlas", 0.5)
    text = (await spender.admin.get(URL, params=span | {"format": "csv"})).text
    assert "'=Atlas" in text


async def test_a_neighbour_sees_none_of_it(spender: TestAccount, theirs: TestAccount) -> None:
    for query in (
        {},
        {"group_by": "team"},
        {"zone": "Europe/Berlin"},
        {"user": "u1"},
        {"key": "k1"},
        {"bucket": "hour"},
    ):
        body = await asked(theirs.admin, **query)
        assert (body["rows"], body["total"]["spend"]) == ([], 0)


async def test_members_see_their_own_and_leaders_their_teams(spender: TestAccount) -> None:
    async with spender.user() as (member, member_id), spender.user("team") as (leader, leader_id):
        one: tuple[Any, ...] = ("2026-03-03T10:00", member_id, "t9", "k9", "gpt", 6.4, 1, False, [])
        await fill(spender, (one,))
        assert (await asked(member))["total"]["spend"] == 6.4
        assert by_group(await asked(member, group_by="user", bucket="total")) == {member_id: 6.4}
        refused: tuple[dict[str, Any], ...] = (
            {"user": "u1"}, {"team": "t1"}, {"organization": "o1"}, {"user": [member_id, "u1"]}
        )  # fmt: skip
        for query in refused:
            problem(await member.get(URL, params=SPAN | query), 403, "forbidden")
        assert (await asked(leader))["total"]["spend"] == 0
        async with spender.worker.stores.rows_of(spender.account_id) as unit:
            roles = Json([{"user_id": leader_id, "role": "admin"}])
            data = {"team_id": "t9", "members_with_roles": roles, "models": [], "admins": [], "members": []}
            await call(unit, "LiteLLM_TeamTable", "create", data=data)
            await call(unit, "LiteLLM_UserTable", "update", where={"user_id": leader_id}, data={"teams": ["t9"]})
        assert (await asked(leader))["total"]["spend"] == 6.4
        assert (await asked(leader, team="t9"))["total"]["spend"] == 6.4
        problem(await leader.get(URL, params=SPAN | {"team": ["t9", "t1"]}), 403, "forbidden")


async def test_a_token_needs_the_permission_of_costs(worker: Management, spender: TestAccount) -> None:
    async with key_with_scopes(worker, spender.account_id, frozenset({Permission.ACCOUNT_READ})) as client:
        problem(await client.get(URL, params=SPAN), 403, "forbidden")
    scopes = frozenset({Permission.ACCOUNT_READ, Permission.COST_READ})
    async with key_with_scopes(worker, spender.account_id, scopes) as client:
        assert (await asked(client, to="2026-03-02"))["total"]["spend"] == 0.7


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"from": "2026-03-11"}, "from"),
        ({"from": "yesterday"}, "from"),
        ({"from": "2024-01-01"}, "from"),
        ({"from": "2026-01-01", "bucket": "hour"}, "from"),
        ({"from": "2026-01-01", "zone": "Europe/Berlin"}, "from"),
        ({"from": "0001-01-01", "to": "0001-01-02"}, "from"),
        ({"to": "9999-12-31"}, "from"),
        ({"to": "2026-02-30"}, "to"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"zone": "../etc/passwd"}, "zone"),
        ({"group_by": "password"}, "group_by"),
        ({"group_by": "workspace", "team": "t1"}, "workspace"),
        ({"metric": "joy"}, "metric.0"),
        ({"top": "201"}, "top"),
        ({"bucket": "minute"}, "bucket"),
        ({"user": ["u"] * 21}, "user"),
        ({"start": "2026-03-01"}, "start"),
    ],
)
async def test_bad_questions_name_their_place(ours: TestAccount, query: dict[str, str], parameter: str) -> None:
    body = problem(await ours.admin.get(URL, params=SPAN | query), 422, "invalid-request")
    assert [one["parameter"] for one in body["errors"]] == [parameter]
