"""Signing in, acting by cookie, signing out: what works, what is refused, and what is never told."""

from __future__ import annotations

import asyncio
from http.cookies import SimpleCookie

import httpx

from alchemi.accounts.stores import call
from alchemi.auth.browser import COOKIE
from alchemi.auth.passwords import Cost
from alchemi.auth.sessions import STALENESS_S
from alchemi.db.sql.statement import Statement
from alchemi.tenancy.account import AccountId
from tests.support.cluster import TestDatabase
from tests.support.management import MASTER_KEY, ORIGIN, UI_PASSWORD, UI_USERNAME, Management, management, problem
from tests.support.signing_in import (
    OTHER_PASSWORD,
    PASSWORD,
    Make,
    acts,
    an_address,
    log_in,
    models_with_cookie,
    signed_in,
)


async def test_a_user_signs_in_acts_and_signs_out(make: Make, browser: httpx.AsyncClient) -> None:
    email = an_address()
    account = await make(email)
    response = await log_in(browser, email.upper())
    assert response.json() == {"redirect_url": "/ui/", "kind": "tenant", "account_id": account}
    assert response.headers["cache-control"] == "no-store"
    session = (await browser.get("/v2/session")).json()
    user_id = session["caller"]["user_id"]
    assert session["caller"] == {
        "user_id": user_id, "email": email, "role": "proxy_admin", "app_role": "admin", "must_change_password": False
    }  # fmt: skip
    assert (session["kind"], session["account"]["account_id"], session["idle_s"]) == ("tenant", account, 1800)
    assert [(item["account_id"], item["is_current"]) for item in session["memberships"]] == [(account, True)]
    assert "account:manage" in session["permissions"]
    assert session["limits"]["max_budget"] is None
    # What is inside sees the account and the user, and neither key nor cookie.
    assert (await browser.get("/v1/models", headers={"cookie": f"a=1; {COOKIE}={browser.cookies[COOKIE]}"})).json() == {
        "account": account, "user": user_id, "role": "proxy_admin", "cookie": "a=1"
    }  # fmt: skip
    kept = browser.cookies[COOKIE]
    gone = await browser.post("/v2/logout")
    assert (gone.status_code, COOKIE in browser.cookies) == (200, False)
    # A copy of the cookie opens nothing any more.
    browser.cookies.set(COOKIE, kept, "console.example")
    assert await acts(browser) == 401
    problem(await browser.get("/v2/session"), 401, "unauthenticated")


async def test_the_cookie_has_every_flag_and_the_token_is_kept_as_a_hash(
    make: Make, worker: Management, browser: httpx.AsyncClient
) -> None:
    email = an_address()
    await make(email)
    response = await log_in(browser, email)
    [header] = response.headers.get_list("set-cookie")
    morsel = SimpleCookie(header)[COOKIE]
    assert COOKIE.startswith("__Host-")
    assert (morsel["secure"], morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, True, "Lax", "/")
    assert (morsel["domain"], int(morsel["max-age"])) == ("", 12 * 3600)
    assert len(morsel.value) >= 43
    assert morsel.value not in response.text
    async with worker.stores.directory(is_read_only=True) as unit:
        rows = await unit.fetch(Statement('SELECT s::text FROM "Alchemi_Session" s', []))
    assert rows
    assert not any(morsel.value in row[0] for row in rows)


async def test_every_failure_is_answered_alike(make: Make, api: httpx.AsyncClient, worker: Management) -> None:
    known, asleep, without, removed = (an_address() for _ in range(4))
    await make(known)
    await make(without, None)
    await api.delete(f"/account/{await make(asleep)}")
    account = await make(removed)
    async with worker.stores.rows_of(AccountId(account)) as rows:
        await call(rows, "Alchemi_AccountMembershipTable", "update_many", where={}, data={"is_active": False})
    bodies = set()
    async with worker.browser() as browser:
        for name, password in (
            (known, OTHER_PASSWORD), (an_address(), PASSWORD), (asleep, PASSWORD), (without, PASSWORD), (removed, PASSWORD),
            ("nobody", PASSWORD), (UI_USERNAME, PASSWORD), (known, f"{PASSWORD} "), (known, PASSWORD.upper()),
            (known, "x" * 1000),
        ):  # fmt: skip
            found = problem(await log_in(browser, name, password), 401, "login-failed")
            bodies.add((found["title"], found["detail"], tuple(sorted(found))))
            assert not browser.cookies
        found = problem(await log_in(browser, known, PASSWORD, account_id=account), 401, "login-failed")
    assert bodies == {(found["title"], found["detail"], tuple(sorted(found)))}


async def test_a_stored_hash_is_not_a_password(make: Make, worker: Management, browser: httpx.AsyncClient) -> None:
    email = an_address()
    account = await make(email)
    async with worker.stores.rows_of(AccountId(account)) as rows:
        [row] = await call(rows, "Alchemi_UserCredential", "find_many")
        # The wheel's own column of passwords opens nothing either.
        await call(
            rows, "LiteLLM_UserTable", "update", where={"user_id": row["user_id"]}, data={"password": OTHER_PASSWORD}
        )
    for attempt in (row["password_hash"], row["password_hash"].rpartition("$")[2], OTHER_PASSWORD):
        problem(await log_in(browser, email, attempt), 401, "login-failed")
    assert (await log_in(browser, email)).status_code == 200


async def test_a_hash_of_a_lower_cost_is_replaced_and_sessions_stay(
    make: Make, worker: Management, browser: httpx.AsyncClient, database: TestDatabase
) -> None:
    email = an_address()
    account = await make(email)
    await signed_in(browser, email)
    async with management(database, cost=Cost(memory_kib=128)) as dearer, dearer.browser() as second:
        await signed_in(second, email)
        async with worker.stores.rows_of(AccountId(account)) as rows:
            [row] = await call(rows, "Alchemi_UserCredential", "find_many")
        assert "m=128" in row["password_hash"]
        await asyncio.sleep(STALENESS_S)
        assert (await acts(browser), await acts(second)) == (200, 200)


async def test_a_session_cannot_be_fixed_before_the_sign_in(make: Make, worker: Management) -> None:
    mine, theirs = an_address(), an_address()
    await make(mine)
    await make(theirs)
    async with worker.browser() as attacker, worker.browser() as victim:
        await signed_in(attacker, mine)
        planted = attacker.cookies[COOKIE]
        for value in (planted, "made-up-token"):
            victim.cookies.set(COOKIE, value, "console.example")
            session = await signed_in(victim, theirs)
            assert session["caller"]["email"] == theirs
            assert victim.cookies[COOKIE] not in (planted, "made-up-token")
        # The planted session ended; it never became the victim's.
        assert await acts(attacker) == 401


async def test_another_origin_can_neither_change_nor_read(make: Make, browser: httpx.AsyncClient) -> None:
    email = an_address()
    await make(email)
    await signed_in(browser, email)

    async def status(method: str, path: str, **headers: str | None) -> int:
        request = browser.build_request(method, path, json={} if method != "GET" else None)
        for name, value in headers.items():
            request.headers.pop(name.replace("_", "-"), None)
            if value is not None:
                request.headers[name.replace("_", "-")] = value
        return (await browser.send(request)).status_code

    foreign = (
        {"origin": "https://evil.example", "sec_fetch_site": "cross-site"},
        {"origin": "https://evil.example", "sec_fetch_site": None},
        {"origin": "https://evil.console.example", "sec_fetch_site": "same-site"},
        {"origin": "null", "sec_fetch_site": None},
        {"origin": f"{ORIGIN}.evil.example", "sec_fetch_site": None},
        {"origin": "https://console.example:8443", "sec_fetch_site": None},
        {"origin": "https://[", "sec_fetch_site": None},
        {"sec_fetch_site": "cross-site"},
        {"origin": None, "sec_fetch_site": "same-site"},
    )
    for headers in foreign:
        for method, path in (
            ("POST", "/key/generate"),
            ("POST", "/v2/logout"),
            ("DELETE", "/v2/sessions/x"),
            ("GET", "/key/list"),
        ):
            assert await status(method, path, **headers) == 403, (method, path, headers)
        assert await status("POST", "/v2/login", **headers) == 403
    for headers in ({"x_alchemi_csrf": None}, {"x_alchemi_csrf": "0"}, {"origin": None, "sec_fetch_site": None}):
        assert await status("POST", "/key/generate", **headers) == 403, headers
    for headers in ({"origin": None}, {"sec_fetch_site": None}):
        assert await status("POST", "/key/generate", **headers) == 200, headers
    assert await status("GET", "/key/list", origin=None, sec_fetch_site=None, x_alchemi_csrf=None) == 200
    assert await acts(browser) == 200


async def test_a_key_counts_before_a_cookie_and_a_doubled_cookie_does_not(
    make: Make, browser: httpx.AsyncClient
) -> None:
    email = an_address()
    account = await make(email)
    await signed_in(browser, email)
    token = browser.cookies[COOKIE]
    with_key = await browser.get(
        "/v1/models", headers={"authorization": f"Bearer {MASTER_KEY}", "x-account-id": account}
    )
    assert with_key.json() == {"account": account}
    assert (await browser.get("/v1/models", headers={"authorization": "Bearer sk-nobody's"})).status_code == 401
    doubled = {"cookie": f"{COOKIE}={token}; {COOKIE}={token}"}
    assert (await browser.get("/v1/models", headers=doubled)).status_code == 401
    # A caller says which account it is for with the operator's key alone.
    named = await browser.get("/v1/models", headers={"x-account-id": await make(an_address())})
    assert named.json()["account"] == account


async def test_the_super_admin_reaches_the_platforms_routes_alone(make: Make, browser: httpx.AsyncClient) -> None:
    account = await make(an_address())
    response = await log_in(browser, UI_USERNAME, UI_PASSWORD)
    assert response.json() == {"redirect_url": "/ui/", "kind": "platform", "account_id": None}
    assert "Max-Age=7200" in response.headers["set-cookie"]
    session = (await browser.get("/v2/session")).json()
    assert (session["account"], session["memberships"], session["limits"], session["idle_s"]) == (None, [], None, 600)
    assert session["caller"]["user_id"] == UI_USERNAME
    assert (await browser.get("/account/list")).status_code == 200
    changed = await browser.patch(f"/account/{account}", json={"account_alias": "x"})
    assert changed.json()["account_alias"] == "x"
    for headers in ({}, {"x-account-id": account}):
        for path in ("/v1/models", "/key/list", "/user/info"):
            assert (await browser.get(path, headers=headers)).status_code == 403, path
    problem(await browser.post("/v2/session/account", json={"account_id": account}), 404, "not-found")
    assert (
        await browser.post("/account/new", json={"account_name": "x"}, headers={"x-alchemi-csrf": ""})
    ).status_code == 403


async def test_nobody_becomes_super_admin_by_name(make: Make, worker: Management) -> None:
    account = await make(UI_USERNAME, OTHER_PASSWORD)
    async with worker.browser() as tenant, worker.browser() as operator:
        session = await signed_in(tenant, UI_USERNAME, OTHER_PASSWORD)
        assert (session["kind"], session["account"]["account_id"]) == ("tenant", account)
        assert (await tenant.get("/account/list")).status_code == 403
        # And the other way: the super admin is no user of the account that has one of this name.
        session = await signed_in(operator, UI_USERNAME, UI_PASSWORD)
        assert (session["kind"], session["account"]) == ("platform", None)
        assert await acts(operator) == 403
        sessions = (await tenant.get("/v2/sessions")).json()
        assert sessions["total"] == 1
        assert (await operator.get("/v2/sessions")).json()["total"] >= 1
        theirs = (await operator.get("/v2/sessions")).json()["sessions"][0]["id"]
        problem(await tenant.delete(f"/v2/sessions/{theirs}"), 404, "not-found")


async def test_one_address_in_two_accounts_with_two_passwords_stays_two_users(make: Make, worker: Management) -> None:
    email = an_address()
    one, two = await make(email), await make(email, OTHER_PASSWORD)
    async with worker.browser() as first, worker.browser() as second:
        for browser, password, own, other in ((first, PASSWORD, one, two), (second, OTHER_PASSWORD, two, one)):
            session = await signed_in(browser, email, password)
            assert [item["account_id"] for item in session["memberships"]] == [own]
            problem(await browser.post("/v2/session/account", json={"account_id": other}), 404, "not-found")
            assert (await browser.get("/v1/models")).json()["account"] == own
            problem(await log_in(browser, email, password, account_id=other), 401, "login-failed")
            assert (await browser.get("/v2/sessions")).json()["total"] == 1


async def test_a_session_switches_between_the_accounts_that_its_password_opened(
    make: Make, api: httpx.AsyncClient, worker: Management, browser: httpx.AsyncClient
) -> None:
    email = an_address()
    one, two, foreign = await make(email), await make(email), await make(an_address())
    session = await signed_in(browser, email)
    assert [(item["account_id"], item["is_current"]) for item in session["memberships"]] == [(one, True), (two, False)]
    before = browser.cookies[COOKIE]
    switched = (await browser.post("/v2/session/account", json={"account_id": two})).json()
    assert switched["account"]["account_id"] == two
    assert (await browser.get("/v1/models")).json()["account"] == two
    # Another cookie; the one from before opens nothing.
    assert browser.cookies[COOKIE] != before
    assert (await models_with_cookie(worker, before)).status_code == 401
    for wrong in (foreign, "nobody", "_system"):
        problem(await browser.post("/v2/session/account", json={"account_id": wrong}), 404, "not-found")
    await api.delete(f"/account/{one}")
    problem(await browser.post("/v2/session/account", json={"account_id": one}), 404, "not-found")
    assert [item["account_id"] for item in (await browser.get("/v2/session")).json()["memberships"]] == [two]
    assert (await signed_in(browser, email, account_id=two))["account"]["account_id"] == two
