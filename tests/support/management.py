"""Our management API in process, behind the middleware that it has in production; the wheel is left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from starlette.types import ASGIApp, Receive, Scope, Send

from alchemi.accounts.stores import AccountStores
from alchemi.auth.account_resolver import AccountDirectory, AccountResolver
from alchemi.auth.operator import OperatorKey
from alchemi.auth.passwords import Cost, Passwords
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.endpoints import PREFIXES, ROUTERS
from alchemi.middleware.account_middleware import AccountMiddleware
from alchemi.middleware.request_id import RequestId
from alchemi.rest.application import InFront, management_app
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import bound_account
from tests.support.cluster import TestDatabase
from tests.support.gateway import MASTER_KEY

SECRET_KEY = "Zr8-Wq2-Lm5-Xk9-Tv3-Hb6-Nd1-Fy7-Jc4-Pg0"
CHEAP = Cost(memory_kib=64)


@dataclass(frozen=True)
class Management:
    """`client` is the operator's; `key_client` sends another credential to the same application."""

    app: ASGIApp
    stores: AccountStores
    client: httpx.AsyncClient

    def key_client(self, key: str | None) -> httpx.AsyncClient:
        return _client(self.app, key)


async def _echo_account(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Stands where the wheel does: says which account was bound."""
    body = json.dumps({"account": bound_account()}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def management(database: TestDatabase) -> AsyncIterator[Management]:
    """The API over `database`, as one worker has it: its own pools and its own memory."""
    catalogue = installed_catalogue()
    platform = Database(database.platform_dsn, catalogue, PoolOptions(size=3), is_platform=True)
    app_role = Database(database.app_dsn, catalogue, PoolOptions(size=4))
    stores = AccountStores(platform, app_role, drain_s=0)
    passwords = Passwords(SECRET_KEY, CHEAP)
    services = {"accounts": stores, "operator_key": OperatorKey(MASTER_KEY), "passwords": passwords}
    ours = management_app(ROUTERS, services, version="0")
    resolver = AccountResolver(AccountDirectory(platform), MASTER_KEY)
    app = RequestId(AccountMiddleware(InFront(ours, _echo_account, PREFIXES), resolver, _no_runtime, _has_endpoint))
    client = _client(app, MASTER_KEY)
    try:
        yield Management(app, stores, client)
    finally:
        await client.aclose()
        passwords.close()
        await app_role.close()
        await platform.close()


@asynccontextmanager
async def _no_runtime(_account: AccountId) -> AsyncIterator[None]:
    """The wheel is left out, and so is what it keeps of an account."""
    yield


def _has_endpoint(_method: str, _path: str) -> bool:
    return True


def _client(app: ASGIApp, key: str | None) -> httpx.AsyncClient:
    headers = {} if key is None else {"authorization": f"Bearer {key}"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://console", headers=headers)


def problem(response: httpx.Response, status: int, slug: str) -> dict[str, Any]:
    """The body of `response`, which must be this problem."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["type"] == f"urn:alchemi:error:{slug}", body
    assert body["status"] == status
    assert body["request_id"] == response.headers["x-request-id"]
    return body


def key_hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
