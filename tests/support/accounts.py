"""Accounts for tests of resources: each with a service's client, its admin's browser, and users of every role."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import uuid4

import httpx

from alchemi.accounts.stores import call
from alchemi.tenancy.account import AccountId
from tests.support.management import ORIGIN, Management
from tests.support.signing_in import PASSWORD, log_in

_APP_ROLES = {"proxy_admin": "admin", "internal_user_viewer": "viewer"}


@dataclass(frozen=True)
class TestAccount:
    """`service` acts with the master key for this account; `admin` is signed in as its administrator."""

    __test__ = False

    worker: Management
    account_id: AccountId
    service: httpx.AsyncClient
    admin: httpx.AsyncClient
    admin_id: str

    @asynccontextmanager
    async def user(self, role: str = "internal_user") -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
        """A new user of the account with this role of the wheel's, signed in, and its id."""
        email = f"{uuid4().hex[:12]}@corp.example"
        made = await self.worker.client.post(
            f"/account/{self.account_id}/admin", json={"user_email": email, "password": PASSWORD}
        )
        assert made.status_code == 200, made.text
        async with self.worker.stores.rows_of(self.account_id) as unit:
            [row] = await call(unit, "LiteLLM_UserTable", "find_many", where={"user_email": email})
            user_id = str(row["user_id"])
            await call(unit, "LiteLLM_UserTable", "update", where={"user_id": user_id}, data={"user_role": role})
            app_role = _APP_ROLES.get(role, "member")
            where = {"user_id": user_id}
            await call(unit, "Alchemi_AccountMembershipTable", "update", where=where, data={"app_role": app_role})
        async with self.worker.browser() as client:
            response = await log_in(client, email)
            assert response.status_code == 200, response.text
            yield client, user_id


@asynccontextmanager
async def an_account(worker: Management) -> AsyncIterator[TestAccount]:
    """A new account; what it leaves behind nobody else can see."""
    email = f"{uuid4().hex[:12]}@corp.example"
    body = {"account_name": uuid4().hex, "admin_email": email, "admin_password": PASSWORD}
    made = await worker.client.post("/account/new", json=body)
    assert made.status_code == 200, made.text
    account_id = AccountId(made.json()["account_id"])
    service = worker.key_client(worker.client.headers["authorization"].removeprefix("Bearer "))
    service.headers["x-account-id"] = account_id
    async with service, worker.browser() as admin:
        assert (await log_in(admin, email)).status_code == 200
        session = (await admin.get(f"{ORIGIN}/v2/session")).json()
        yield TestAccount(worker, account_id, service, admin, session["caller"]["user_id"])
