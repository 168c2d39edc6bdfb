"""The audit trail over HTTP: an account sees its own events, those of the operator about it among them, and nobody else's."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import httpx
import pytest

from alchemi.audit.writer import record
from alchemi.tenancy.account import AccountId
from tests.support.cluster import TestDatabase
from tests.support.management import MASTER_KEY, Management, management, problem
from tests.support.signing_in import WRONG_PASSWORD, Make, an_address, log_in, signed_in

PREFIX = "/alchemi/audit"


@pytest.fixture
async def account(make: Make, browser: httpx.AsyncClient) -> str:
    """A new account, whose administrator is signed in."""
    email = an_address()
    made = await make(email)
    await signed_in(browser, email)
    return made


async def logs(client: httpx.AsyncClient, path: str = PREFIX, **query: Any) -> list[dict[str, Any]]:
    response = await client.get(path, params=query)
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["logs"]
    return found


def as_service(worker: Management, account: str, **headers: str) -> httpx.AsyncClient:
    client = worker.key_client(MASTER_KEY)
    client.headers.update({"x-account-id": account, **headers})
    return client


async def tell(worker: Management, account: str, count: int, **more: Any) -> None:
    async with worker.stores.rows_of(AccountId(account)) as rows:
        for number in range(count):
            record(rows, **{"action": "create", "resource_type": "thing", "resource_id": f"thing-{number:03}", **more})


async def test_an_account_sees_what_happened_in_it_and_what_the_operator_did_to_it(
    account: str, browser: httpx.AsyncClient, api: httpx.AsyncClient
) -> None:
    await api.patch(f"/account/{account}", json={"max_budget": 5})
    found = await logs(browser)
    assert {(one["resource_type"], one["action"]) for one in found} == {
        ("account", "create"), ("account", "update"), ("account_admin", "create"), ("membership", "create"),
        ("user", "create"), ("password", "create"), ("session", "login"),
    }  # fmt: skip
    [changed] = [one for one in found if one["action"] == "update"]
    assert (changed["actor_kind"], changed["method"], changed["route"]) == (
        "operator",
        "PATCH",
        "/account/{account_id}",
    )
    assert json.loads(changed["before"]) == {"max_budget_usd": None}
    assert float(json.loads(changed["after"])["max_budget_usd"]) == 5
    [password] = [one for one in found if one["resource_type"] == "password"]
    assert json.loads(password["after"])["password_hash"] == "[masked]"
    assert await logs(browser, "/audit") == await logs(browser, f"{PREFIX}/logs")
    assert (await browser.get(f"{PREFIX}/verify")).json()["is_whole"]


async def test_another_accounts_event_is_not_found(
    account: str, browser: httpx.AsyncClient, make: Make, worker: Management
) -> None:
    other = await make(an_address())
    async with as_service(worker, other) as service:
        [theirs, *_] = await logs(service)
        assert (await service.get(f"{PREFIX}/logs/{theirs['event_id']}")).json() == theirs
    foreign = problem(await browser.get(f"{PREFIX}/logs/{theirs['event_id']}"), 404, "not-found")
    unknown = problem(await browser.get(f"{PREFIX}/logs/nothing"), 404, "not-found")
    assert foreign | {"request_id": ""} == unknown | {"request_id": ""}
    assert theirs["event_id"] not in {one["event_id"] for one in await logs(browser, limit=200)}
    assert other not in (await browser.get(f"{PREFIX}/export")).text
    [denied] = [await browser.get(PREFIX, params={"account_id": other})]
    problem(denied, 403, "forbidden")
    assert account != other


@pytest.mark.parametrize("role", ["internal_user", "internal_user_viewer"])
async def test_a_member_does_not_read_the_trail_and_the_attempt_is_told(
    role: str, make: Make, worker: Management, browser: httpx.AsyncClient, database: TestDatabase
) -> None:
    email = an_address()
    account = await make(email)
    async with worker.stores.rows_of(AccountId(account)) as rows:
        from alchemi.accounts.stores import call

        await call(rows, "LiteLLM_UserTable", "update_many", where={"user_email": email}, data={"user_role": role})
    await signed_in(browser, email)
    for path in ("", "/logs", "/logs/x", "/export", "/types", "/verify", "/retention"):
        problem(await browser.get(PREFIX + path), 403, "forbidden")
    problem(await browser.put(f"{PREFIX}/retention", json={"days": 40}), 403, "forbidden")
    async with as_service(worker, account) as service:
        denied = await logs(service, outcome="denied")
    assert len(denied) == 8
    assert {(one["action"], one["actor_kind"], one["resource_type"]) for one in denied} == {("denied", "user", "audit")}
    assert database is not None


async def test_nobody_reads_it_without_a_credential(worker: Management) -> None:
    async with worker.key_client(None) as nobody:
        problem(await nobody.get(PREFIX), 401, "unauthenticated")
        problem(await nobody.get("/audit/logs"), 401, "unauthenticated")


async def test_pages_follow_one_another_while_events_are_added(
    account: str, browser: httpx.AsyncClient, worker: Management
) -> None:
    await tell(worker, account, 120)
    seen: list[str] = []
    before: int | None = None
    while True:
        query = {"limit": 50, "resource_type": "thing"} | ({} if before is None else {"before": before})
        page = (await browser.get(PREFIX, params=query)).json()
        seen += [one["resource_id"] for one in page["logs"]]
        before = page["next_before"]
        if before is None:
            break
        await tell(worker, account, 1, resource_id="later")
    assert seen == [f"thing-{number:03}" for number in reversed(range(120))]
    assert (page["total"], page["is_total_exact"]) == (122, True)


async def test_filters_find_just_what_they_say(account: str, browser: httpx.AsyncClient, worker: Management) -> None:
    await tell(worker, account, 3)
    await tell(worker, account, 1, action="delete", outcome="failed", resource_id="Gone-Thing")
    [gone] = await logs(browser, action="delete")
    for query in (
        {"outcome": "failed"}, {"resource_id": "Gone-Thing"}, {"q": "gone-th"}, {"resource_type": "thing", "action": "delete"},
    ):  # fmt: skip
        assert await logs(browser, **query) == [gone], query
    at = gone["occurred_at"]
    assert gone in await logs(browser, **{"from": at})
    assert gone not in await logs(browser, to=at)
    assert await logs(browser, actor="nobody") == []
    # As older clients ask.
    assert gone in await logs(browser, start_date=at)
    assert gone not in await logs(browser, end_date=at)
    assert await logs(browser, changed_by="nobody") == []
    [own] = await logs(browser, table_name="Alchemi_AccountAdminTable")
    assert own["resource_type"] == "account_admin"
    assert await logs(browser, table_name="Alchemi_GroupTable") == []
    assert await logs(browser, resource_id="x' OR '1'='1") == []
    types = (await browser.get(f"{PREFIX}/types")).json()["types"]
    assert {"resource_type": "thing", "action": "create", "events": 3} in types


@pytest.mark.parametrize(
    "query",
    [
        {"start_date": "yesterday"},
        {"limit": 201}, {"limit": 0}, {"before": 0}, {"from": "yesterday"}, {"from": "2026-01-01"}, {"outcome": "other"},
        {"action": ""}, {"q": "a\x00b"}, {"unknown": "1"}, {"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"},
    ],
)  # fmt: skip
async def test_bad_filters_are_refused(account: str, browser: httpx.AsyncClient, query: dict[str, Any]) -> None:
    assert account
    assert problem(await browser.get(PREFIX, params=query), 422, "invalid-request")["errors"]


async def test_an_export_is_safe_in_a_spreadsheet_and_is_told(
    account: str, browser: httpx.AsyncClient, worker: Management
) -> None:
    for bad in ("=1+1", "+x", "-x", "@SUM(A1)", "\t=1", 'a"b,c\nd'):
        await tell(worker, account, 1, resource_id=bad)
    response = await browser.get(f"{PREFIX}/export", params={"resource_type": "thing"})
    assert response.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert len(rows) == 6
    assert all(row["resource_id"][0] in "'a" for row in rows)
    lines = (await browser.get(f"{PREFIX}/export", params={"format": "jsonl"})).text.splitlines()
    assert len([line for line in lines if json.loads(line)["resource_type"] == "thing"]) == 6
    told = await logs(browser, action="export")
    assert [json.loads(one["after"])["format"] for one in told] == ["jsonl", "csv"]


async def test_an_account_says_how_long_events_stay_from_the_minimum_on(
    account: str, browser: httpx.AsyncClient
) -> None:
    assert (await browser.get(f"{PREFIX}/retention")).json() == {
        "days": 365, "own_days": None, "default_days": 365, "minimum_days": 30,
    }  # fmt: skip
    refused = problem(await browser.put(f"{PREFIX}/retention", json={"days": 29}), 422, "invalid-request")
    assert refused["errors"][0]["pointer"] == "/days"
    assert (await browser.put(f"{PREFIX}/retention", json={"days": 40})).json()["days"] == 40
    [changed] = await logs(browser, resource_type="audit_retention")
    assert (json.loads(changed["before"]), json.loads(changed["after"])) == ({"days": None}, {"days": 40})
    assert (await browser.put(f"{PREFIX}/retention", json={"days": None})).json()["own_days"] is None
    assert (await browser.get(f"{PREFIX}/verify")).json()["is_whole"]
    assert account


async def test_signing_in_failing_and_signing_out_are_told_without_what_was_typed(
    make: Make, database: TestDatabase
) -> None:
    email = an_address()
    async with management(database) as calm, calm.browser() as browser:
        account = await make(email)
        typed_by_mistake = "my-Password-instead-of-a-name-42"
        assert (await log_in(browser, email, WRONG_PASSWORD)).status_code == 401
        assert (await log_in(browser, typed_by_mistake, WRONG_PASSWORD)).status_code == 401
        await signed_in(browser, email)
        await browser.post("/v2/logout")
        async with as_service(calm, account) as service:
            found = await logs(service, resource_type="session")
            assert [(one["action"], one["outcome"], one["actor_kind"]) for one in found] == [
                ("logout", "success", "user"), ("login", "success", "anonymous"), ("login", "denied", "anonymous"),
            ]  # fmt: skip
            assert json.loads(found[2]["after"])["locked"] is False
        async with as_service(calm, "_system") as platform:
            unknown = await logs(platform, resource_type="session", outcome="denied")
            assert json.loads(unknown[0]["after"])["user"] == "unknown"
            text = (await platform.get(f"{PREFIX}/export", params={"format": "jsonl"})).text
        for secret in (typed_by_mistake, WRONG_PASSWORD):
            assert secret.lower() not in text.lower()


async def test_a_lock_out_is_told(make: Make, database: TestDatabase) -> None:
    from alchemi.auth.throttle import LoginLimits

    email = an_address()
    async with management(database, limits=LoginLimits(free_failures=2)) as strict, strict.browser() as browser:
        account = await make(email)
        for _ in range(2):
            await log_in(browser, email, WRONG_PASSWORD)
        async with as_service(strict, account) as service:
            denied = await logs(service, action="login", outcome="denied")
    assert [json.loads(one["after"])["locked"] for one in denied] == [True, False]


async def test_a_service_names_the_user_that_it_acts_for(account: str, worker: Management) -> None:
    async with as_service(worker, account, **{"x-user-id": "alice"}) as service:
        await service.put(f"{PREFIX}/retention", json={"days": 50})
        [changed] = await logs(service, resource_type="audit_retention")
    assert (changed["actor_kind"], changed["actor_user_id"]) == ("service", "alice")


async def test_refusals_of_one_caller_are_told_up_to_a_limit(account: str, worker: Management) -> None:
    async with as_service(worker, account) as service:
        key = "sk-refused-0123456789-abcdefghij"
        async with worker.stores.rows_of(AccountId(account)) as rows:
            from alchemi.accounts.stores import call
            from tests.support.management import key_hash

            await call(rows, "LiteLLM_VerificationToken", "create", data={"token": key_hash(key), "user_id": "bob"})
        async with worker.key_client(key) as refused:
            for _ in range(40):
                assert (await refused.get(PREFIX)).status_code == 403
        denied = await logs(service, outcome="denied", limit=200)
    assert len(denied) == 30
    assert {(one["actor_id"], one["actor_user_id"]) for one in denied} == {(key_hash(key)[:16], "bob")}


async def test_a_session_that_the_class_of_a_route_refuses_is_told(
    make: Make, browser: httpx.AsyncClient, worker: Management
) -> None:
    email = an_address()
    account = await make(email)
    await signed_in(browser, email)
    assert (await browser.post("/cache/flushall")).status_code == 403
    [denied] = await logs(browser, outcome="denied")
    assert (denied["actor_kind"], denied["route"], denied["resource_type"]) == ("user", "/cache/flushall", "cache")
    assert account


@pytest.mark.parametrize(
    ("method", "path", "events"),
    [
        ("POST", "/key/health", 0), ("POST", "/v1/chat/completions", 0), ("POST", "/endpoint-of-the-account", 0),
        ("GET", "/key/list", 0), ("POST", "/key/generate", 1), ("DELETE", "/v1/files/file-1", 1), ("POST", "/key/generate/", 0),
        ("POST", "/openai/v1/chat/completions", 0), ("DELETE", "/openai/v1/files/file-1", 1),
    ],
)  # fmt: skip
async def test_a_request_that_changes_something_which_no_table_shows_leaves_an_event(
    account: str, worker: Management, method: str, path: str, events: int
) -> None:
    async with as_service(worker, account) as service:
        assert (await service.request(method, path)).status_code == 200
        assert len(await logs(service, action="request")) == events


async def test_without_its_event_no_change_is_said_to_be_done(make: Make, database: TestDatabase) -> None:
    account = await make(an_address())
    async with management(database) as cut_off, as_service(cut_off, account) as service:
        await cut_off.stores.app.close()
        assert (await service.post("/key/generate")).status_code == 503
