"""The life of an account over HTTP: what the operator may do, and what is refused."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from alchemi.accounts.purge import purge_leftovers, remove_rows
from alchemi.accounts.stores import call
from alchemi.auth.account_resolver import STALENESS_S
from alchemi.db.account_versions import versions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.endpoints import ROUTERS
from alchemi.rest.application import management_app
from alchemi.tenancy.account import AccountId
from tests.support.cluster import TestDatabase
from tests.support.management import Management, key_hash, management, problem
from tests.support.rows import insert, sample_rows


async def made(api: httpx.AsyncClient, name: str, **more: Any) -> dict[str, Any]:
    response = await api.post("/alchemi/account/new", json={"account_name": name, **more})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


async def give_key(worker: Management, account: str) -> str:
    key = f"sk-{uuid4().hex}"
    async with worker.stores.rows_of(AccountId(account)) as rows:
        await call(rows, "LiteLLM_VerificationToken", "create", data={"token": key_hash(key), "models": []})
    return key


async def test_an_account_is_made_with_its_first_admin_and_read_back(
    worker: Management, api: httpx.AsyncClient, name: str
) -> None:
    domain = f"{uuid4().hex[:8]}.example"
    account = await made(
        api, name, account_alias="a", domains=[domain.upper(), f"b.{domain}"], max_budget="12.345678", budget_duration="1mo",
        metadata={"tier": "gold"}, admin_email=f"Alice@{domain}",
    )  # fmt: skip
    assert account["message"] == "The account was created."
    assert (account["status"], account["spend"], account["max_budget"]) == ("active", 0, 12.345678)
    assert [item["domain"] for item in account["domains"]] == sorted([domain, f"b.{domain}"])
    assert account["domains"][0]["verified_at"] is None
    assert account["budget_reset_at"].endswith("-01T00:00:00Z")
    [admin] = account["admins"]
    assert (admin["user_email"], admin["role"]) == (f"alice@{domain}", "account_admin")
    for prefix in ("/alchemi/account", "/account"):
        assert (await api.get(f"{prefix}/{account['account_id']}")).json() == {**account, "message": None}
    async with worker.stores.rows_of(AccountId(account["account_id"])) as rows:
        user = await call(rows, "LiteLLM_UserTable", "find_unique", where={"user_id": admin["user_id"]})
        member = await call(rows, "Alchemi_AccountMembershipTable", "find_unique", where={"user_id": admin["user_id"]})
    assert (user["user_role"], member["app_role"]) == ("proxy_admin", "admin")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/account_name"),
        ({"account_name": "  "}, "/account_name"),
        ({"account_name": "x", "account_id": "_system"}, "/account_id"),
        ({"account_name": "x", "account_id": "a b"}, "/account_id"),
        ({"account_name": "x", "domain": "gmail.com"}, "/domain"),
        ({"account_name": "x", "domains": ["not a domain"]}, "/domains"),
        ({"account_name": "x", "domain": "a.example", "domains": ["b.example"]}, "/domain"),
        ({"account_name": "x", "admin_email": "nobody"}, "/admin_email"),
        ({"account_name": "x", "max_budget": -1}, "/max_budget"),
        ({"account_name": "x", "max_budget": "0.0000001"}, "/max_budget"),
        ({"account_name": "x", "budget_duration": "soon"}, "/budget_duration"),
        ({"account_name": "x", "metadata": {"smtp_config": {}}}, "/metadata/smtp_config"),
        ({"account_name": "x", "metadata": {"a": "x" * 20_000}}, "/metadata"),
        ({"account_name": "x", "spend": 0}, "/spend"),
        ({"account_name": "x", "admin_email": "a@b.example", "admin_password": "secret"}, "/admin_password"),
        (
            {"account_name": "x", "admin_email": "a@b.example", "admin_password": "secretsecretsecret"},
            "/admin_password",
        ),
        ({"account_name": "x", "admin_password": "violet-Harbour-42-kettle"}, ""),
    ],
    ids=str,
)
async def test_what_cannot_be_an_account_is_refused_by_field(
    api: httpx.AsyncClient, body: dict[str, Any], pointer: str
) -> None:
    found = problem(await api.post("/account/new", json=body), 422, "invalid-request")
    assert pointer in [error["pointer"] for error in found["errors"]]
    assert "secret" not in str(found)


async def test_names_ids_and_domains_are_one_accounts(api: httpx.AsyncClient, name: str) -> None:
    domain = f"{uuid4().hex[:8]}.example"
    account = await made(api, name, domain=domain)
    for clash in (
        {"account_name": name.upper()},
        {"account_name": f"{name} 2", "account_id": account["account_id"]},
        {"account_name": f"{name} 2", "domain": domain},
    ):
        problem(await api.post("/account/new", json=clash), 409, "conflict")
    # Nothing is left of an account that could not be made.
    assert (await api.get("/account/list", params={"q": f"{name} 2"})).json()["total"] == 0


async def test_accounts_are_listed_in_pages_filtered_and_sorted(api: httpx.AsyncClient, name: str) -> None:
    domain = f"{uuid4().hex[:8]}.example"
    ids = [(await made(api, f"{name} {number}", domain=f"d{number}.{domain}"))["account_id"] for number in range(5)]
    await api.delete(f"/account/{ids[0]}")

    async def listed(**params: Any) -> tuple[list[str], int]:
        page = (await api.get("/account/list", params={"q": name.lower(), **params})).json()
        return [account["account_id"] for account in page["accounts"]], page["total"]

    assert await listed(sort="account_name", limit=2, offset=1) == (ids[1:3], 5)
    assert await listed(sort="-account_name") == (ids[::-1], 5)
    assert await listed(status="suspended") == (ids[:1], 1)
    assert await listed(domain=f"D3.{domain}") == ([ids[3]], 1)
    assert await listed(limit=2, offset=10) == ([], 5)
    assert await listed(q="%") == ([], 0)
    for wrong in ({"limit": 201}, {"offset": -1}, {"status": "gone"}, {"sort": "name; DROP"}, {"page": 2}):
        found = problem(await api.get("/account/list", params=wrong), 422, "invalid-request")
        assert [error["parameter"] for error in found["errors"]] == list(wrong)


async def test_a_change_touches_what_was_sent_alone(api: httpx.AsyncClient, name: str) -> None:
    domain = f"{uuid4().hex[:8]}.example"
    account = await made(
        api, name, account_alias="a", domain=domain, max_budget=5, metadata={"keep": 1, "deep": {"a": 1, "b": 2}}
    )
    path = f"/account/{account['account_id']}"
    changed = (await api.patch(path, json={"metadata": {"deep": {"a": None, "c": 3}}})).json()
    assert changed["metadata"] == {"keep": 1, "deep": {"b": 2, "c": 3}}
    assert (changed["account_alias"], changed["max_budget"], changed["domain"]) == ("a", 5, domain)
    changed = (await api.put(path, json={"max_budget": None, "account_alias": None, "domains": []})).json()
    assert (changed["account_alias"], changed["max_budget"], changed["domains"]) == (None, None, [])
    assert (await made(api, f"{name} 2", domain=domain))["domain"] == domain
    problem(await api.patch(path, json={"domain": domain}), 409, "conflict")
    problem(await api.patch(path, json={"account_name": f"{name} 2"}), 409, "conflict")
    problem(await api.patch(path, json={}), 400, "nothing-to-change")
    problem(await api.patch(path, json={"account_name": None}), 422, "invalid-request")
    problem(await api.patch(path, json={"account_id": "x"}), 422, "invalid-request")
    problem(await api.patch(path, json={"metadata": {"smtp_config": None}}), 422, "invalid-request")


async def test_an_account_that_is_not_there_is_not_found(api: httpx.AsyncClient) -> None:
    for account in ("nobody", "_system", "a%20b"):
        for method, path, body in (
            ("GET", "", None), ("PATCH", "", {"account_alias": "x"}), ("DELETE", "", None), ("POST", "/reactivate", None),
            ("POST", "/delete", {"account_name": "x"}), ("GET", "/admin", None),
            ("POST", "/admin", {"user_email": "a@b.example"}), ("DELETE", "/admin/a@b.example", None),
        ):  # fmt: skip
            problem(await api.request(method, f"/account/{account}{path}", json=body), 404, "not-found")
    problem(await api.get("/account"), 404, "not-found")
    assert problem(await api.put("/account/new/x/y", json={}), 404, "not-found")
    problem(await api.patch("/account/x/reactivate"), 404, "not-found")


async def test_a_suspended_accounts_keys_stop_on_every_worker_within_two_seconds(
    worker: Management, api: httpx.AsyncClient, database: TestDatabase, name: str
) -> None:
    assert STALENESS_S <= 2
    account = (await made(api, name))["account_id"]
    key = await give_key(worker, account)
    async with management(database) as second:
        clients = [worker.key_client(key), second.key_client(key)]
        statuses = [[(await client.get("/v1/models")).status_code for client in clients]]
        assert [(await client.get("/v1/models")).json() for client in clients] == [{"account": account}] * 2
        suspended = (await api.request("DELETE", f"/account/{account}", json={"reason": "unpaid"})).json()
        assert (suspended["status"], suspended["suspend_reason"]) == ("suspended", "unpaid")
        await asyncio.sleep(STALENESS_S)
        statuses.append([(await client.get("/v1/models")).status_code for client in clients])
        assert (await api.get("/v1/models", headers={"x-account-id": account})).status_code == 403
        back = (await second.client.post(f"/account/{account}/reactivate")).json()
        assert (back["status"], back["suspended_at"], back["suspend_reason"]) == ("active", None, None)
        await asyncio.sleep(STALENESS_S)
        statuses.append([(await client.get("/v1/models")).status_code for client in clients])
    assert statuses == [[200, 200], [403, 403], [200, 200]]


async def test_admins_are_added_changed_and_removed_and_one_always_stays(
    worker: Management, api: httpx.AsyncClient, name: str
) -> None:
    one = (await made(api, name, admin_email="alice@corp.example"))["account_id"]
    two = (await made(api, f"{name} 2", admin_email="alice@corp.example"))["account_id"]
    path = f"/account/{one}/admin"
    problem(await api.delete(f"{path}/alice@corp.example"), 409, "conflict")
    problem(await api.post(path, json={"user_email": "ALICE@corp.example"}), 409, "conflict")
    problem(await api.post(path, json={"user_email": "bob@corp.example", "role": "god"}), 422, "invalid-request")
    bob = (await api.post(path, json={"user_email": "bob@corp.example"})).json()["admin"]
    async with worker.stores.rows_of(AccountId(one)) as rows:
        key = {"token": uuid4().hex, "models": [], "user_id": bob["user_id"]}
        await call(rows, "LiteLLM_VerificationToken", "create", data=key)
    problem(await api.put(f"{path}/bob@corp.example", json={"new_email": "alice@corp.example"}), 409, "conflict")
    problem(await api.put(f"{path}/bob@corp.example", json={}), 400, "nothing-to-change")
    problem(await api.put(f"{path}/nobody@corp.example", json={"role": "account_owner"}), 404, "not-found")
    changed = await api.put(
        f"{path}/BOB@corp.example", json={"new_email": "Robert@corp.example", "role": "account_owner"}
    )
    assert changed.json()["admin"] == {**bob, "user_email": "robert@corp.example", "role": "account_owner"}
    assert (await api.delete(f"{path}/robert@corp.example")).status_code == 200
    assert [admin["user_email"] for admin in (await api.get(path)).json()["admins"]] == ["alice@corp.example"]
    async with worker.stores.rows_of(AccountId(one)) as rows:
        user = await call(rows, "LiteLLM_UserTable", "find_unique", where={"user_id": bob["user_id"]})
        [kept] = await call(rows, "LiteLLM_VerificationToken", "find_many", where={"user_id": bob["user_id"]})
    assert (user["user_email"], user["user_role"], kept["blocked"]) == ("robert@corp.example", "internal_user", True)
    # Added again, the same user administers again; the other account's user of the same address never moved.
    again = (await api.post(path, json={"user_email": "robert@corp.example"})).json()["admin"]
    assert again["user_id"] == bob["user_id"]
    [other] = (await api.get(f"/account/{two}/admin")).json()["admins"]
    [own] = [admin for admin in (await api.get(path)).json()["admins"] if admin["user_email"].startswith("alice")]
    assert other["user_id"] != own["user_id"]


async def test_of_two_admins_removed_at_once_one_stays(api: httpx.AsyncClient, name: str) -> None:
    account = (await made(api, name, admin_email="a@corp.example"))["account_id"]
    await api.post(f"/account/{account}/admin", json={"user_email": "b@corp.example"})
    answers = await asyncio.gather(*(api.delete(f"/account/{account}/admin/{who}@corp.example") for who in "ab"))
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def fill_every_table(database: TestDatabase, account: str) -> None:
    """A row in each table of the catalogue for `account`, beside those that were made with it."""
    catalogue = installed_catalogue()
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        async with connection.transaction():
            await connection.execute(f"SET LOCAL alchemi.account_id = '{account}'")
            for table, row in sample_rows(catalogue, account).items():
                if table in ("Alchemi_AccountTable", "Alchemi_AuditChain"):
                    continue
                await insert(connection, table, row)
    finally:
        await connection.close()


async def rows_left(database: TestDatabase, account: str) -> dict[str, int]:
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        counts = {}
        for table in installed_catalogue().tables.values():
            if table.is_scoped:
                sql = f'SELECT count(*) FROM "{table.db_name}" WHERE account_id = $1'
                counts[table.db_name] = await connection.fetchval(sql, account)
        return {name: count for name, count in counts.items() if count}
    finally:
        await connection.close()


async def test_a_purge_removes_every_row_of_the_account_and_none_of_another(
    worker: Management, api: httpx.AsyncClient, database: TestDatabase, name: str
) -> None:
    victim, bystander = [(await made(api, f"{name} {who}"))["account_id"] for who in ("a", "b")]
    for account in (victim, bystander):
        await fill_every_table(database, account)
    scoped = {table.db_name for table in installed_catalogue().tables.values() if table.is_scoped}
    before = await rows_left(database, bystander)
    assert before.keys() == scoped
    path = f"/account/{victim}/delete"
    assert problem(await api.post(path, json={"account_name": name}), 422, "invalid-request")["errors"][0]["pointer"]
    problem(await api.post(path), 422, "invalid-request")
    assert (await rows_left(database, victim)).keys() == scoped
    dry = {"dry_run": "1"}
    problem(await api.post(path, params=dry, json={"account_name": name}), 422, "invalid-request")
    foreseen = (await api.post(path, params=dry, json={"account_name": f"{name} a"})).json()
    assert (await rows_left(database, victim)).keys() == scoped
    report = (await api.post(path, json={"account_name": f"{name} a"})).json()
    assert await rows_left(database, victim) == {"Alchemi_AccountTable": 1}
    assert report["removed"].keys() == scoped - {"Alchemi_AccountTable", "Alchemi_AccountVersion"}
    assert sum(one["count"] for one in foreseen["counts"]) <= report["removed_total"]
    assert len(foreseen["counts"]) == len(report["removed"])
    assert report["removed_total"] == sum(report["removed"].values()) >= len(scoped) - 2
    assert await rows_left(database, bystander) == before
    # What is left is an id that is never given out again; the name may be.
    left = (await api.get(f"/account/{victim}")).json()
    assert (left["status"], left["metadata"], left["admins"], left["domains"]) == ("deleted", {}, [], [])
    assert (await api.get("/account/list", params={"q": f"{name} a"})).json()["total"] == 0
    assert (await api.get("/account/list", params={"status": "deleted", "q": f"{name} a"})).json()["total"] == 1
    for method, more, body in (
        ("PATCH", "", {"account_alias": "x"}),
        ("POST", "/reactivate", None),
        ("DELETE", "", None),
    ):
        problem(await api.request(method, f"/account/{victim}{more}", json=body), 409, "conflict")
    problem(await api.post("/account/new", json={"account_name": "z", "account_id": victim}), 409, "conflict")
    assert (await made(api, f"{name} a"))["account_id"] != victim
    # A worker that still held the account writes once more: the next sweep takes it, and a purge can be repeated.
    await give_key(worker, victim)
    assert (await purge_leftovers(worker.stores, now=datetime.now(UTC)))[AccountId(victim)] >= 2
    assert (await api.post(path, json={"account_name": f"{name} a"})).json()["removed"] == {}
    assert await remove_rows(worker.stores, AccountId(victim)) == {}


async def test_a_purged_accounts_key_is_unknown(worker: Management, api: httpx.AsyncClient, name: str) -> None:
    account = (await made(api, name))["account_id"]
    key = await give_key(worker, account)
    await api.post(f"/account/{account}/delete", json={"account_name": name})
    client = worker.key_client(key)
    assert (await client.get("/v1/models")).status_code == 401
    assert (await api.get("/v1/models", headers={"x-account-id": account})).status_code == 404


async def test_only_the_operators_own_key_reaches_these_routes(
    worker: Management, api: httpx.AsyncClient, name: str
) -> None:
    account = (await made(api, name, admin_email="a@corp.example"))["account_id"]
    of_account, of_system = await give_key(worker, account), await give_key(worker, "_system")
    for key, status, slug in (
        (None, 401, "unauthenticated"),
        ("sk-nobody's", 401, "unauthenticated"),
        ("garbage", 401, "unauthenticated"),
        (of_account, 403, "forbidden"),
        (of_system, 403, "forbidden"),
    ):
        client = worker.key_client(key)
        for path in ("/account/list", f"/alchemi/account/{account}", "/alchemi/account/nobody"):
            problem(await client.get(path), status, slug)
        problem(await client.post("/account/new", json={"account_name": "x"}), status, slug)
        problem(await client.post("/account/new", content=b"{"), status, slug)
    # The operator may name an account as well; it changes nothing.
    assert (await api.get("/account/list", headers={"x-account-id": account})).status_code == 200


async def test_a_change_of_an_account_is_seen_by_workers_that_poll(
    worker: Management, api: httpx.AsyncClient, name: str
) -> None:
    account = AccountId((await made(api, name, admin_email="a@corp.example"))["account_id"])

    async def access() -> int:
        return (await versions(worker.stores.platform, [account]))[account].access

    seen = [await access()]
    for change in (
        api.patch(f"/account/{account}", json={"max_budget": 1}),
        api.delete(f"/account/{account}"),
        api.post(f"/account/{account}/reactivate"),
        api.post(f"/account/{account}/admin", json={"user_email": "b@corp.example"}),
    ):
        assert (await change).status_code == 200
        seen.append(await access())
    assert seen == sorted(set(seen))


async def test_a_body_that_is_no_json_is_a_problem_too(api: httpx.AsyncClient) -> None:
    for body in (b"{", b"[]", b"\xff"):
        response = await api.post("/account/new", content=body, headers={"content-type": "application/json"})
        assert problem(response, 422, "invalid-request")["errors"]


def test_openapi_tells_each_operation_once_with_its_problems() -> None:
    document = management_app(ROUTERS, {}, version="0").openapi()
    operations = {
        (method, path): operation
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
        if path.startswith(("/alchemi/account/", "/account/"))
    }
    assert sorted(operations) == sorted(
        (method, f"/alchemi/account{path}")
        for method, path in (
            ("post", "/new"), ("get", "/list"), ("get", "/{account_id}"), ("put", "/{account_id}"),
            ("patch", "/{account_id}"), ("delete", "/{account_id}"), ("post", "/{account_id}/reactivate"),
            ("post", "/{account_id}/delete"), ("get", "/{account_id}/admin"), ("post", "/{account_id}/admin"),
            ("put", "/{account_id}/admin/{email}"), ("delete", "/{account_id}/admin/{email}"),
                ("get", "/{account_id}/sso"), ("put", "/{account_id}/sso"), ("delete", "/{account_id}/sso"),
                ("get", "/smtp"), ("put", "/smtp"), ("patch", "/smtp"), ("delete", "/smtp"), ("post", "/smtp/test"),
                ("put", "/{account_id}/admin/{email}/password"), ("get", "/admin"), ("post", "/admin"),
                ("put", "/admin/{address}"), ("delete", "/admin/{address}"), ("put", "/admin/{address}/password"),
                ("get", "/metadata"), ("patch", "/metadata"), ("get", "/theme"), ("patch", "/theme"),
                ("post", "/theme/logo"),
        )
    )  # fmt: skip
    for operation in operations.values():
        assert operation["responses"]["422"]["content"].keys() == {"application/problem+json"}
        assert operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    assert "Problem" in document["components"]["schemas"]
    assert document["components"]["schemas"]["NewAccount"]["additionalProperties"] is False
