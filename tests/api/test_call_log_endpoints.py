"""The log of model calls: pages by cursor, live, counted, looked into; and who sees what of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from prisma.fields import Json

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem

URL = "/alchemi/log"
NOW = datetime.now(UTC).replace(microsecond=0)


async def log(account: TestAccount, minutes_ago: float, **more: Any) -> str:
    began = NOW - timedelta(minutes=minutes_ago)
    facts = {
        "cost_breakdown": {"input_cost": 0.25, "output_cost": 0.25}, "attempted_retries": 2, "user_agent": "curl/8",
        "litellm_overhead_time_ms": 1.5, "model_map_information": {
            "model_map_value": {"input_cost_per_token": 1e-6, "max_tokens": 9}
        }, "error_information": {"error_class": "RateLimitError", "error_code": "429", "traceback": "secret places"},
    }  # fmt: skip
    data = {
        "request_id": str(uuid4()), "call_type": "acompletion", "startTime": began, "endTime": began + timedelta(seconds=2),
        "completionStartTime": began + timedelta(seconds=1), "api_key": "hash", "model": "gpt-4o", "model_group": "big",
        "prompt_tokens": 3, "completion_tokens": 4, "spend": 0.5, "status": "success", "metadata": Json(facts),
        "messages": Json([{"role": "user", "content": "what was asked"}]), "response": Json({"id": "r"}),
        "request_tags": Json(["red", "blue"]), **more,
    }  # fmt: skip
    async with account.worker.stores.rows_of(account.account_id) as unit:
        row = await call(unit, "LiteLLM_SpendLogs", "create", data=data)
    return str(row["request_id"])


async def ids(client: httpx.AsyncClient, **query: Any) -> list[str]:
    answer = await client.get(URL, params=query)
    assert answer.status_code == 200, answer.text
    return [one["request_id"] for one in answer.json()["logs"]]


async def test_pages_follow_each_other_without_gap_or_repetition(worker: Management) -> None:
    async with an_account(worker) as account:
        # Several in the same millisecond: the id decides.
        made = [await log(account, 10) for _ in range(5)] + [await log(account, minutes) for minutes in (9, 8, 7)]
        found: list[str] = []
        query: dict[str, Any] = {"limit": 3}
        for _ in range(10):
            page = (await account.admin.get(URL, params=query)).json()
            found += [one["request_id"] for one in page["logs"]]
            if page["next_cursor"] is None:
                break
            query["cursor"] = page["next_cursor"]
        assert found == [*made[:4:-1], *sorted(made[:5], reverse=True)]


async def test_what_came_since_is_told_once(worker: Management) -> None:
    async with an_account(worker) as account:
        await log(account, 5)
        newest = (await account.admin.get(URL)).json()["newest_cursor"]
        again = (await account.admin.get(URL, params={"after": newest})).json()
        assert (again["logs"], again["newest_cursor"]) == ([], newest)
        later = [await log(account, 4), await log(account, 3)]
        page = (await account.admin.get(URL, params={"after": newest})).json()
        assert [one["request_id"] for one in page["logs"]] == later[::-1]
        assert await ids(account.admin, after=page["newest_cursor"]) == []


async def test_filters_and_counts_agree(worker: Management) -> None:
    async with an_account(worker) as account:
        big = await log(account, 3)
        small = await log(account, 2, model_group="small", status="failure", spend=0.0, request_tags=Json(["red"]))
        call_id = uuid4().hex
        await log(account, 1, model_group="small", litellm_call_id=call_id, session_id="s")
        assert await ids(account.admin, status="error") == [small]
        assert await ids(account.admin, model="big") == [big]
        assert len(await ids(account.admin, tag=["red", "blue"])) == 3
        assert len(await ids(account.admin, tag="blue", least_spend=0.1)) == 2
        assert await ids(account.admin, id=call_id) == await ids(account.admin, session_id="s")
        assert await ids(account.admin, **{"from": (NOW - timedelta(minutes=2.5)).isoformat(), "status": "error"}) == [
            small
        ]
        counted = (await account.admin.get(f"{URL}/facets", params={"field": "model", "model": "big"})).json()["values"]
        assert [(one["value"], one["requests"], one["errors"]) for one in counted] == [("small", 2, 1), ("big", 1, 0)]
        tags = (await account.admin.get(f"{URL}/facets", params={"field": "tag", "model": "small"})).json()["values"]
        assert [(one["value"], one["requests"]) for one in tags] == [("red", 2), ("blue", 1)]


async def test_one_call_is_told_with_its_times_prices_and_tries(worker: Management) -> None:
    async with an_account(worker) as account:
        request_id = await log(account, 3)
        found = (await account.admin.get(f"{URL}/{request_id}")).json()
        assert found["timeline"] == {"first_token_ms": 1000, "total_ms": 2000, "overhead_ms": 1.5}
        assert found["cost"] == {"input_cost": 0.25, "output_cost": 0.25}
        assert (found["prices"], found["tries"]) == ({"input_cost_per_token": 1e-6}, {"retries": 2, "fallbacks": None})
        assert found["error"] == {"kind": "RateLimitError", "code": "429", "message": None}
        assert "secret places" not in str(found)
        assert "what was asked" not in str(found)


async def test_content_is_read_by_its_author_or_with_a_permission_and_leaves_an_event(worker: Management) -> None:
    async with an_account(worker) as account, account.user() as (member, user_id), account.user() as (other, _):
        request_id = await log(account, 3, user=user_id)
        own = await member.get(f"{URL}/{request_id}/payload")
        assert own.json()["messages"][0]["content"] == "what was asked"
        assert await ids(member) == [request_id]
        assert await ids(other) == []
        for path in ("", "/payload"):
            problem(await other.get(f"{URL}/{request_id}{path}"), 404, "not-found")
        problem(await member.get(URL, params={"user": account.admin_id}), 403, "forbidden")
        assert (await account.admin.get(f"{URL}/{request_id}/payload")).status_code == 200
        told = (await account.admin.get("/alchemi/audit", params={"resource_id": request_id})).json()["logs"]
        assert [(one["action"], one["actor_id"]) for one in told] == [("read_payload", account.admin_id)]


async def test_another_accounts_calls_are_unknown(worker: Management) -> None:
    async with an_account(worker) as account, an_account(worker) as other:
        request_id = await log(account, 3)
        newest = (await account.admin.get(URL)).json()["newest_cursor"]
        assert await ids(other.admin) == await ids(other.admin, id=request_id) == []
        assert await ids(other.admin, cursor=newest) == []
        for path in ("", "/payload"):
            problem(await other.admin.get(f"{URL}/{request_id}{path}"), 404, "not-found")
        counted = (await other.admin.get(f"{URL}/facets", params={"field": "model"})).json()["values"]
        assert counted == []


@pytest.mark.parametrize(
    "query",
    [
        {"cursor": "x"}, {"cursor": "bm9uZQ"}, {"after": "W10"}, {"after": "WzEsMl0"}, {"limit": 0}, {"limit": 201},
        {"from": "2026-01-01T00:00:00Z", "to": "2025-01-01T00:00:00Z"}, {"from": "2020-01-01T00:00:00Z"},
        {"from": "0001-01-01T00:00:00+14:00", "to": "0001-01-02T00:00:00+14:00"}, {"status": "odd"},
        {"to": "9999-12-31T23:59:59-12:00"}, {"from": "2026-01-01"}, {"least_spend": "nan"}, {"no_such": 1},
    ],
    ids=str,
)  # fmt: skip
async def test_a_bad_question_is_refused(ours: TestAccount, query: dict[str, Any]) -> None:
    problem(await ours.admin.get(URL, params=query), 422, "invalid-request")


async def test_older_and_newer_at_once_is_refused(ours: TestAccount) -> None:
    await log(ours, 1)
    newest = (await ours.admin.get(URL)).json()["newest_cursor"]
    problem(await ours.admin.get(URL, params={"after": newest, "cursor": newest}), 422, "invalid-request")
