"""Passwords that the operator gives to administrators: kept as hashes, found by address, told to nobody."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx

from alchemi.accounts.stores import call
from alchemi.db.sql.statement import Statement
from alchemi.tenancy.account import AccountId
from tests.support.management import Management, problem

PASSWORD = "violet-Harbour-42-kettle"


async def logins(worker: Management, email: str) -> list[tuple[str, str]]:
    """What the login directory has for an address: accounts and users."""
    text = 'SELECT account_id, user_id FROM "Alchemi_LoginDirectory" WHERE user_email = $1 ORDER BY account_id'
    async with worker.stores.directory(is_read_only=True) as unit:
        return [tuple(row) for row in await unit.fetch(Statement(text, [email]))]


async def hash_of(worker: Management, account: str, user_id: str) -> str | None:
    async with worker.stores.rows_of(AccountId(account), is_read_only=True) as rows:
        found = await call(rows, "Alchemi_UserCredential", "find_unique", where={"user_id": user_id})
    return None if found is None else str(found["password_hash"])


async def made(api: httpx.AsyncClient, name: str, email: str, **more: Any) -> dict[str, Any]:
    response = await api.post("/account/new", json={"account_name": name, "admin_email": email, **more})
    assert response.status_code == 200, response.text
    assert "argon2" not in response.text
    assert PASSWORD not in response.text
    body: dict[str, Any] = response.json()
    return body


async def test_a_password_is_kept_as_a_hash_and_found_by_address(
    worker: Management, api: httpx.AsyncClient, name: str
) -> None:
    email = f"{uuid4().hex[:8]}@corp.example"
    one = await made(api, name, email.upper(), admin_password=PASSWORD)
    without = await made(api, f"{name} 2", email)
    account, user_id = one["account_id"], one["admins"][0]["user_id"]
    stored = await hash_of(worker, account, user_id)
    assert stored is not None
    assert stored.startswith("$argon2id$")
    assert await hash_of(worker, without["account_id"], without["admins"][0]["user_id"]) is None
    assert await logins(worker, email) == [(account, user_id)]


async def test_the_directory_follows_the_address_and_forgets_the_user(
    worker: Management, api: httpx.AsyncClient, name: str
) -> None:
    email, other = (f"{uuid4().hex[:8]}@corp.example" for _ in range(2))
    account = (await made(api, name, email, admin_password=PASSWORD))["account_id"]
    [(_, user_id)] = await logins(worker, email)
    before = await hash_of(worker, account, user_id)
    changed = await api.put(f"/account/{account}/admin/{email}", json={"new_email": other, "password": f"{PASSWORD}-2"})
    assert changed.status_code == 200
    assert (await logins(worker, email), await logins(worker, other)) == ([], [(account, user_id)])
    assert await hash_of(worker, account, user_id) != before
    async with worker.stores.rows_of(AccountId(account)) as rows:
        await call(rows, "LiteLLM_UserTable", "update", where={"user_id": user_id}, data={"user_email": email})
    assert (await logins(worker, email), await logins(worker, other)) == ([(account, user_id)], [])
    async with worker.stores.rows_of(AccountId(account)) as rows:
        await call(rows, "LiteLLM_UserTable", "delete", where={"user_id": user_id})
        await call(rows, "LiteLLM_UserTable", "create", data={"user_id": user_id, "user_email": email, "models": []})
    # One that is made again under the id does not have the password of the one before.
    assert await logins(worker, email) == []
    assert await hash_of(worker, account, user_id) is None


async def test_a_refused_password_changes_nothing(worker: Management, api: httpx.AsyncClient, name: str) -> None:
    email = f"{uuid4().hex[:8]}@corp.example"
    account = (await made(api, name, email, admin_password=PASSWORD))["account_id"]
    [(_, user_id)] = await logins(worker, email)
    before = await hash_of(worker, account, user_id)
    path = f"/account/{account}/admin"
    for request in (
        api.put(f"{path}/{email}", json={"password": email.upper(), "new_email": "b@corp.example"}),
        api.post(path, json={"user_email": "c@corp.example", "password": "corp-Kettle-78-violet"}),
    ):
        found = problem(await request, 422, "invalid-request")
        assert [error["pointer"] for error in found["errors"]] == ["/password"]
    assert await hash_of(worker, account, user_id) == before
    assert (await api.get(path)).json()["total"] == 1
