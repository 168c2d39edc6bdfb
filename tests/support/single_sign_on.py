"""Two accounts, a provider that may lie, and browsers that go from the console to it and back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import uuid4

import asyncpg
import httpx

from alchemi.auth.browser import COOKIE, SSO_COOKIE
from tests.support.accounts import TestAccount
from tests.support.cluster import TestDatabase
from tests.support.hostile_provider import CLIENT_ID, CLIENT_SECRET, MARKER, HostileProvider, Realm
from tests.support.management import Management

_KEPT: Final = (
    "LiteLLM_UserTable", "LiteLLM_VerificationToken", "Alchemi_AccountMembershipTable", "Alchemi_AccountAdminTable",
    "Alchemi_AccountDomainTable", "Alchemi_SsoIdentity", "Alchemi_SsoProvider", "Alchemi_Session", "Alchemi_LoginDirectory",
    "Alchemi_UserCredential",
)  # fmt: skip
_MANY: Final = 15


@dataclass(frozen=True)
class SignOn:
    """Both accounts own a domain, `ours.example` and `theirs.example` below their ids' names."""

    worker: Management
    database: TestDatabase
    hostile: HostileProvider
    ours: TestAccount
    theirs: TestAccount

    def domain(self, account: TestAccount) -> str:
        return f"{account.account_id.removeprefix('acc_')}.example"

    async def provider(self, realm: Realm, account: TestAccount | None = None, **more: Any) -> str:
        """A provider of the account (ours) at this realm, switched on; its id."""
        body = {
            "name": uuid4().hex, "kind": "generic", "issuer": realm.issuer, "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET, "is_enabled": True, **more,
        }  # fmt: skip
        admin = (account or self.ours).admin
        listed = (await admin.get("/alchemi/sso", params={"sort": "created_at"})).json()
        if listed["total"] > _MANY:
            # An account may have twenty; those of earlier tests are of no use any more.
            await admin.delete(f"/alchemi/sso/{listed['providers'][0]['id']}")
        response = await admin.post("/alchemi/sso", json=body)
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    async def begin(
        self, browser: httpx.AsyncClient, realm: Realm, provider: str, account: TestAccount | None = None, **query: str
    ) -> dict[str, str]:
        """Go to the provider; the parameters of an honest answer. The realm learns the nonce."""
        path = f"/v2/login/sso/{(account or self.ours).account_id}/start"
        response = await browser.get(path, params={"provider": provider, **query})
        assert response.status_code == 302, response.text
        url = urlsplit(response.headers["location"])
        assert url.path.endswith("/authorize"), response.headers["location"]
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        realm.nonce = asked["nonce"]
        return {"code": f"code-{uuid4().hex}", "state": asked["state"]}

    async def come_back(
        self, browser: httpx.AsyncClient, answer: Mapping[str, str] | str, account: TestAccount | None = None
    ) -> httpx.Response:
        """The provider sends the browser back, as another site."""
        query = answer if isinstance(answer, str) else httpx.QueryParams(dict(answer))
        path = f"/v2/login/sso/{(account or self.ours).account_id}/callback?{query}"
        request = browser.build_request("GET", path, headers={"sec-fetch-site": "cross-site"})
        request.headers.pop("origin", None)
        return await browser.send(request)

    async def sign_in(
        self, browser: httpx.AsyncClient, realm: Realm, provider: str, account: TestAccount | None = None
    ) -> httpx.Response:
        return await self.come_back(browser, await self.begin(browser, realm, provider, account), account)

    async def kept(self, account: TestAccount | None = None) -> dict[str, list[str]]:
        """Every row that a sign-in could make or change, of one account or of all."""
        connection = await asyncpg.connect(self.database.owner_dsn)
        try:
            found = {}
            for table in _KEPT:
                condition = "" if account is None else f" WHERE account_id = '{account.account_id}'"
                # When a session was last seen is of no matter here.
                shown = "(to_jsonb(t) - 'seen_at')::text"
                rows = await connection.fetch(f'SELECT {shown} FROM "{table}" t{condition} ORDER BY 1')
                found[table] = [row[0] for row in rows]
            return found
        finally:
            await connection.close()

    async def owns_domains(self) -> None:
        """Have both accounts own their domain, as if proved."""
        connection = await asyncpg.connect(self.database.owner_dsn)
        try:
            for account in (self.ours, self.theirs):
                await connection.execute(
                    'INSERT INTO "Alchemi_AccountDomainTable" (domain, account_id, verified_at, created_by)'
                    " VALUES ($1, $2, now(), 'test')",
                    self.domain(account),
                    account.account_id,
                )
        finally:
            await connection.close()

    async def run(self, sql: str, *values: object) -> list[asyncpg.Record]:
        """Change or read rows as the database's superuser."""
        connection = await asyncpg.connect(self.database.owner_dsn)
        try:
            return await connection.fetch(sql, *values)
        finally:
            await connection.close()

    @asynccontextmanager
    async def nothing_changes(self) -> AsyncIterator[None]:
        """No account has another row, or a row less, after the block."""
        before = await self.kept()
        yield
        after = await self.kept()
        assert {name: sorted(rows) for name, rows in after.items()} == before


def refused(response: httpx.Response) -> str:
    """The slug of a refusal: to our own page, with no session, and with no word of what the provider said."""
    assert response.status_code == 302, response.text
    location = urlsplit(response.headers["location"])
    assert (location.scheme, location.netloc, location.path) == ("", "", "/ui/login/")
    query = dict(parse_qsl(location.query, keep_blank_values=True))
    assert set(query) == {"sso_error", "ref"}
    for header in response.headers.get_list("set-cookie"):
        name, _, value = header.partition("=")
        # The one that tied the sign-in to the browser is taken away.
        assert name == SSO_COOKIE, header
        assert value.startswith(";"), header
    said = "\n".join(f"{name}: {value}" for name, value in response.headers.multi_items()) + response.text
    for secret in (MARKER, CLIENT_SECRET, "subject-1"):
        assert secret not in said
    return query["sso_error"]


def entered(response: httpx.Response, to: str = "/ui/") -> None:
    """It begins a session and leads to our own page."""
    assert response.status_code == 302, response.text
    assert response.headers["location"] == to
    assert any(header.startswith(f"{COOKIE}=") for header in response.headers.get_list("set-cookie"))


async def a_user(sign_on: SignOn, address: str, password: str | None = None) -> str:
    """A new user of our account with this address; its id."""
    # A password is kept with the address that it is for; the others get theirs by hand, where two may be alike.
    first = address if password else f"{uuid4().hex[:12]}@corp.example"
    body = {"user_email": first} | ({"password": password} if password else {})
    made = await sign_on.worker.client.post(f"/account/{sign_on.ours.account_id}/admin", json=body)
    user_id = str(made.json()["admin"]["user_id"])
    await sign_on.run('DELETE FROM "Alchemi_AccountAdminTable" WHERE user_id = $1', user_id)
    await sign_on.run(
        "UPDATE \"LiteLLM_UserTable\" SET user_email = $2, user_role = 'internal_user' WHERE user_id = $1",
        user_id,
        address,
    )
    return user_id
