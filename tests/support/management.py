"""Our management API in process, behind the middleware that it has in production; the wheel is left out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import httpx
from pydantic import SecretStr
from starlette.types import ASGIApp, Receive, Scope, Send

from alchemi.accounts.sso_service import single_sign_on
from alchemi.accounts.stores import AccountStores, call
from alchemi.audit.event import AuditKeys
from alchemi.audit.retention import RetentionPolicy
from alchemi.audit.service import AuditService
from alchemi.audit.writer import AuditJournal
from alchemi.auth.access_tokens import AccessTokens
from alchemi.auth.account_resolver import AccountDirectory, AccountResolver
from alchemi.auth.caller import TOKEN_KEY, TokenGrant
from alchemi.auth.login import Login
from alchemi.auth.login_failures import LoginFailures
from alchemi.auth.operator import OperatorKey
from alchemi.auth.passwords import Cost, Passwords
from alchemi.auth.permissions import Permission, parse_permissions
from alchemi.auth.session_door import SessionDoor
from alchemi.auth.sessions import Sessions
from alchemi.auth.super_admin import SuperAdmin
from alchemi.auth.throttle import LoginLimits, LoginThrottle
from alchemi.config.keys import RootKeys
from alchemi.config.private_hosts import PrivateHost
from alchemi.db.data_keys import account_secrets
from alchemi.db.engine import Database
from alchemi.db.pool import PoolOptions
from alchemi.db.schema.composer import installed_catalogue
from alchemi.endpoints import PREFIXES, ROUTERS
from alchemi.integrations.dns import DnsTxtRecords, TxtRecords
from alchemi.integrations.mail import Mailer, MailServer
from alchemi.integrations.openobserve import OpenObserve
from alchemi.integrations.outbound.fetch import OutboundClient
from alchemi.integrations.outbound.guard import OutboundGuard
from alchemi.middleware.account_middleware import AccountMiddleware
from alchemi.middleware.audit_trail import AuditTrail
from alchemi.middleware.request_id import RequestId
from alchemi.rest.application import InFront, management_app
from alchemi.rest.work import Services
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.caller import CALLER_KEY
from alchemi.tenancy.context import bound_account
from tests.support.cluster import TestDatabase
from tests.support.gateway import MASTER_KEY

SECRET_KEY = "Zr8-Wq2-Lm5-Xk9-Tv3-Hb6-Nd1-Fy7-Jc4-Pg0"
CHEAP = Cost(memory_kib=64)
ORIGIN = "https://console.example"
UI_USERNAME = "root@corp.example"
UI_PASSWORD = "lantern-Orchard-58-velvet"
_MANY = 1e9
UNLIMITED = LoginLimits(
    free_failures=10**9, per_address_a_minute=_MANY, per_network_a_minute=_MANY, all_a_second=_MANY,
    resolve_per_address_a_minute=_MANY, super_admin_failures=10**9, super_admin_failures_of_all=10**9,
)  # fmt: skip


@dataclass(frozen=True)
class Management:
    """`client` is the operator's; `key_client` sends another credential to the same application."""

    app: ASGIApp
    stores: AccountStores
    client: httpx.AsyncClient

    def browser(self, address: str = "192.0.2.1") -> httpx.AsyncClient:
        """A client with cookies of its own, which says what a browser on our own pages does."""
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "x-alchemi-csrf": "1"}
        transport = httpx.ASGITransport(app=self.app, client=(address, 50_000))
        return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)

    def key_client(self, key: str | None) -> httpx.AsyncClient:
        return _client(self.app, key)


async def _echo_account(scope: Scope, _receive: Receive, send: Send) -> None:
    """Stands where the wheel does: says which account was bound."""
    told: dict[str, Any] = {"account": bound_account()}
    if (caller := scope.get(CALLER_KEY)) is not None:
        told |= {
            "user": caller.user_id,
            "role": caller.role,
            "cookie": dict(scope["headers"]).get(b"cookie", b"").decode(),
        }
    body = json.dumps(told).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"application/json")]})
    await send({"type": "http.response.body", "body": body})


@asynccontextmanager
async def management(
    database: TestDatabase,
    *,
    limits: LoginLimits = UNLIMITED,
    cost: Cost = CHEAP,
    ui_password: str = UI_PASSWORD,
    failure_step_s: float = 0.0,
    mail_server: MailServer | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
    private_hosts: Sequence[PrivateHost] = (),
    acts_for_accounts: bool = True,
    txt_records: TxtRecords | None = None,
    openobserve: OpenObserve | None = None,
    payment_secret: SecretStr | None = None,
) -> AsyncIterator[Management]:
    """The API over `database`, as one worker has it: its own pools and its own memory."""
    catalogue = installed_catalogue()
    platform = Database(database.platform_dsn, catalogue, PoolOptions(size=3), is_platform=True)
    app_role = Database(database.app_dsn, catalogue, PoolOptions(size=4), roots=RootKeys.of(SECRET_KEY))
    keys = AuditKeys(SECRET_KEY)
    platform.journal = app_role.journal = AuditJournal(keys)
    stores = AccountStores(platform, app_role, drain_s=0)
    passwords = Passwords(SECRET_KEY, cost)
    super_admin = SuperAdmin(UI_USERNAME, ui_password, SECRET_KEY)
    sessions = Sessions(platform, app_role, super_admin, now=now)
    door = SessionDoor(sessions)
    failures = LoginFailures(platform, SECRET_KEY, LoginThrottle(limits), now=now)
    services: dict[str, Any] = {
        "accounts": stores, "operator_key": OperatorKey(MASTER_KEY), "passwords": passwords, "sessions": sessions,
        "session_door": door, "rest": Services(app_role, platform, sealer_of=account_secrets),
        "audit": AuditService(platform, app_role, keys, RetentionPolicy()),
        "login": Login(platform, app_role, passwords, sessions, super_admin, failures, failure_step_s=failure_step_s),
    }  # fmt: skip
    directory = AccountDirectory(platform)
    tokens = AccessTokens(directory, app_role)
    services |= {"directory": directory, "access_tokens": tokens}
    services |= {"mailer": Mailer(mail_server), "base_url": ORIGIN, "mailing": set()}
    services |= {"openobserve": openobserve, "payment_secret": payment_secret}
    services["txt_records"] = txt_records or DnsTxtRecords(["127.0.0.1"], 9)
    services["outbound"] = OutboundClient(OutboundGuard(private_hosts), timeout_s=2.0)
    services["sso"] = single_sign_on(ORIGIN, stores, sessions, services["outbound"])
    ours = management_app(ROUTERS, services, version="0")
    resolver = AccountResolver(directory, MASTER_KEY, acts_for_accounts=acts_for_accounts)
    trail = AuditTrail(
        InFront(_WithScopes(ours), _echo_account, PREFIXES), app_role, directory, sessions.find, OperatorKey(MASTER_KEY)
    )
    app = RequestId(
        AccountMiddleware(trail, resolver, door, tokens, _no_runtime, has_endpoint=_has_every, on_refused=trail.refused)
    )
    client = _client(app, MASTER_KEY)
    try:
        yield Management(app, stores, client)
    finally:
        await client.aclose()
        passwords.close()
        await app_role.close()
        await platform.close()


SCOPES_HEADER = "x-test-scopes"


class _WithScopes:
    """Leaves what the middleware leaves for an access token, whose scopes a header of the test names."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        named = dict(scope["headers"]).get(SCOPES_HEADER.encode())
        if named is not None:
            scope[TOKEN_KEY] = TokenGrant("t-1", parse_permissions(named.decode().split()))
        await self._app(scope, receive, send)


def key_with_scopes(worker: Management, account: AccountId, scopes: frozenset[Permission]) -> httpx.AsyncClient:
    """A client of the account that holds just these permissions."""
    client = _client(worker.app, MASTER_KEY)
    client.headers.update({"x-account-id": account, SCOPES_HEADER: " ".join(scopes)})
    return client


async def virtual_key(worker: Management, account: AccountId) -> str:
    """A new virtual key of the account."""
    key = f"sk-{uuid4().hex}"
    async with worker.stores.rows_of(account) as rows:
        await call(rows, "LiteLLM_VerificationToken", "create", data={"token": key_hash(key), "models": []})
    return key


def _has_every(_method: str, _path: str) -> bool:
    return True


@asynccontextmanager
async def _no_runtime(_account: AccountId) -> AsyncIterator[None]:
    """The wheel is left out, and so is what it keeps of an account."""
    yield


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
