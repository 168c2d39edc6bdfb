"""Two accounts, each with a provider of its own, a real server: people sign in, act on the wheel's routes, and sign out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest

from alchemi.auth.browser import COOKIE, SSO_COOKIE
from tests.support.cluster import TestDatabase
from tests.support.gateway import MASTER_KEY, Gateway, ModelServer, chat, make_models, rows
from tests.support.mock_provider import MockProvider

PASSWORD = "violet-Harbour-42-kettle"
WITHIN_S = 2.5
"""What is promised, and half a second for the calls themselves on a busy machine."""


@dataclass
class Browser:
    """Follows redirections by hand and keeps cookies as a browser does on this machine, where http is safe enough."""

    gateway: Gateway
    cookies: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    secrets: set[str] = field(default_factory=set)

    def request(self, method: str, url: str, **options: Any) -> httpx.Response:
        address = url if url.startswith("http") else f"{self.gateway.url}{url}"
        headers = {"x-alchemi-csrf": "1", "origin": self.gateway.url} if method != "GET" else {}
        if address.startswith(self.gateway.url) and self.cookies:
            headers["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        with httpx.Client(trust_env=False, timeout=30) as client:
            response = client.request(method, address, headers=headers | options.pop("headers", {}), **options)
        for name, value in response.cookies.items():
            self.cookies[name] = value
            self.secrets.add(value)
        for header in response.headers.get_list("set-cookie"):
            name, _, rest = header.partition("=")
            if rest.startswith(";"):
                self.cookies.pop(name, None)
        self.seen.append(address)
        return response

    def get(self, url: str, **options: Any) -> httpx.Response:
        return self.request("GET", url, **options)

    def sign_in(self, account: str, provider: str, subject: str, **query: str) -> httpx.Response:
        """To the provider, where `subject` signs in, and back; the console's answer to that."""
        start = self.get(f"/v2/login/sso/{account}/start", params={"provider": provider, **query})
        assert start.status_code == 302, start.text
        return self.at_provider(start.headers["location"], subject)

    def at_provider(self, url: str, subject: str) -> httpx.Response:
        granted = self.request("POST", url, data={"sub": subject})
        back = urlsplit(granted.headers["location"])
        self.secrets |= {values[0] for values in parse_qs(back.query).values()}
        return self.get(f"{back.path}?{back.query}", headers={"sec-fetch-site": "cross-site"})

    def session(self) -> dict[str, Any]:
        response = self.get("/v2/session")
        assert response.status_code == 200, response.text
        found: dict[str, Any] = response.json()
        return found


@dataclass(frozen=True)
class Site:
    gateway: Gateway
    database: TestDatabase
    accounts: tuple[str, str]
    providers: tuple[MockProvider, MockProvider]
    ids: tuple[str, str]
    admins: tuple[Browser, Browser]


@pytest.fixture(scope="module")
def site(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("single-sign-on")
    with ExitStack() as stack:
        models = ModelServer(folder)
        providers = MockProvider(folder), MockProvider(folder)
        for process in (models, *providers):
            stack.callback(process.stop)
        allowed = ",".join(f"127.0.0.1:{one.port}" for one in (models, *providers))
        gateway = stack.enter_context(Gateway(database, folder, ALCHEMI_ALLOWED_PRIVATE_HOSTS=allowed))
        made = [_account(gateway, provider) for provider in providers]
        with gateway.client(MASTER_KEY, made[0][0]) as operator:
            make_models(operator, models)
        accounts, ids, admins = zip(*made, strict=True)
        yield Site(gateway, database, accounts, providers, ids, admins)


def _account(gateway: Gateway, provider: MockProvider) -> tuple[str, str, Browser]:
    email = f"{uuid4().hex[:8]}@corp.example"
    with gateway.client(MASTER_KEY, None) as operator:
        body = {"account_name": uuid4().hex, "admin_email": email, "admin_password": PASSWORD}
        account = operator.post("/account/new", json=body).json()["account_id"]
    admin = Browser(gateway)
    answer = admin.request("POST", "/v2/login", json={"username": email, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    where = admin.get("/alchemi/sso/requirement").json()["redirect_uri"]
    client = provider.client(where)
    rules = [{"claim": "groups", "value": "readers", "role": "internal_user_viewer"}]
    body = {
        "name": "Staff", "kind": "generic", "issuer": provider.url, "is_enabled": True, "rules": rules,
        "client_id": client["client_id"], "client_secret": client["client_secret"],
    }  # fmt: skip
    answer = admin.request("POST", "/alchemi/sso", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["redirect_uri"] == where
    admin.secrets.add(client["client_secret"])
    return account, answer.json()["id"], admin


@contextmanager
def within_promise() -> Iterator[None]:
    began_s = time.monotonic()
    yield
    assert time.monotonic() - began_s < WITHIN_S


def test_people_of_two_accounts_come_in_by_two_providers(site: Site) -> None:
    users = []
    for account, provider, provider_id in zip(site.accounts, site.providers, site.ids, strict=True):
        # The same subject at both, and an address of neither account's.
        provider.person("ada", email="ada@elsewhere.example", email_verified=True, groups=["readers"])
        browser = Browser(site.gateway)
        answer = browser.sign_in(account, provider_id, "ada")
        assert (answer.status_code, answer.headers["location"]) == (302, "/ui/")
        session = browser.session()
        assert session["account"]["account_id"] == account
        assert [one["account_id"] for one in session["memberships"]] == [account]
        caller = session["caller"]
        assert (caller["role"], caller["email"]) == ("internal_user_viewer", None)
        again = Browser(site.gateway)
        again.sign_in(account, provider_id, "ada")
        assert again.session()["caller"]["user_id"] == caller["user_id"]
        users.append(caller["user_id"])
    assert len(set(users)) == 2


def test_a_session_acts_on_the_wheels_routes_until_it_is_signed_out(site: Site) -> None:
    site.providers[0].person("bob", name="Bob")
    browser = Browser(site.gateway)
    browser.sign_in(site.accounts[0], site.ids[0], "bob")
    assert browser.session()["caller"]["role"] == "internal_user"
    key = browser.request("POST", "/key/generate", json={"key_alias": f"bob {uuid4().hex[:6]}"})
    assert key.status_code == 200, key.text
    with site.gateway.client(key.json()["key"]) as caller:
        assert chat(caller).status_code == 200
    kept = dict(browser.cookies)
    assert browser.request("POST", "/v2/logout").status_code == 200
    assert COOKIE not in browser.cookies
    browser.cookies = kept
    assert browser.get("/v2/session").status_code == 401
    assert browser.get("/key/list").status_code == 401


async def test_a_user_of_a_proved_domain_is_linked(site: Site) -> None:
    domain = f"{uuid4().hex[:8]}.example"
    await rows(
        site.database,
        'INSERT INTO "Alchemi_AccountDomainTable" (domain, account_id, verified_at, created_by)'
        " VALUES ($1, $2, now(), 'test')",
        domain,
        site.accounts[0],
    )
    made = site.admins[0].request("POST", "/user/new", json={"user_email": f"eve@{domain}", "auto_create_key": False})
    assert made.status_code == 200, made.text
    for provider in site.providers:
        provider.person("eve", email=f"Eve@{domain}", email_verified=True)
    browser = Browser(site.gateway)
    browser.sign_in(site.accounts[0], site.ids[0], "eve")
    assert browser.session()["caller"]["user_id"] == made.json()["user_id"]
    # The other account's provider says the very same, and makes a user of its own account out of it.
    other = Browser(site.gateway)
    other.sign_in(site.accounts[1], site.ids[1], "eve")
    caller = other.session()["caller"]
    assert (caller["user_id"] == made.json()["user_id"], caller["email"]) == (False, None)
    resolved = Browser(site.gateway).request("POST", "/v2/login/resolve", json={"email": f"new@{domain}"}).json()
    assert resolved == {
        "method": "sso", "sso_url": f"/v2/login/sso/{site.accounts[0]}/start?provider={site.ids[0]}"
    }  # fmt: skip


async def test_a_test_sign_in_shows_claims_and_lets_nobody_in(site: Site) -> None:
    site.providers[0].person("tess", name="Tess", groups=["readers"])
    admin, provider = site.admins[0], site.ids[0]
    before = await rows(site.database, 'SELECT count(*) FROM "Alchemi_SsoIdentity"')
    begun = admin.request("POST", f"/alchemi/sso/{provider}/test")
    assert begun.status_code == 200, begun.text
    session = admin.session()
    answer = admin.at_provider(begun.json()["url"], "tess")
    assert (answer.status_code, answer.headers["location"]) == (302, "/ui/settings/?tab=sso&tested=1")
    outcome = admin.get(f"/alchemi/sso/{provider}/test").json()
    assert (outcome["is_accepted"], outcome["role"]) == (True, "internal_user_viewer")
    assert (outcome["claims"]["sub"], outcome["claims"]["groups"]) == ("tess", ["readers"])
    assert admin.session()["caller"] == session["caller"]
    assert await rows(site.database, 'SELECT count(*) FROM "Alchemi_SsoIdentity"') == before
    assert site.admins[1].get(f"/alchemi/sso/{provider}/test").status_code == 404


@pytest.mark.parametrize("how", ["switched off", "changed", "deleted"])
def test_a_providers_sessions_end_with_it_within_two_seconds(site: Site, how: str) -> None:
    account, provider = site.accounts[1], site.providers[1]
    admin = site.admins[1]
    [listed] = [one for one in admin.get("/alchemi/sso").json()["providers"] if one["id"] == site.ids[1]]
    where = admin.get("/alchemi/sso/requirement").json()["redirect_uri"]
    client = provider.client(where)
    body = {
        "name": how, "kind": "generic", "issuer": listed["issuer"], "is_enabled": True, "client_id": client["client_id"],
        "client_secret": client["client_secret"],
    }  # fmt: skip
    made = admin.request("POST", "/alchemi/sso", json=body).json()["id"]
    beside, browser = Browser(site.gateway), Browser(site.gateway)
    beside.sign_in(account, site.ids[1], "kim")
    browser.sign_in(account, made, "kim")
    browser.session()
    path = f"/alchemi/sso/{made}"
    change = {
        "switched off": lambda: admin.request("PATCH", path, json={"is_enabled": False}),
        "changed": lambda: admin.request("PATCH", path, json={"makes_users": False}),
        "deleted": lambda: admin.request("DELETE", path),
    }[how]
    with within_promise():
        assert change().status_code == 200
        while browser.get("/key/list").status_code != 401:
            time.sleep(0.1)
    # Switching it on again brings none of them back; and the other provider's never noticed.
    if how == "switched off":
        admin.request("PATCH", path, json={"is_enabled": True})
    assert browser.get("/v2/session").status_code == 401
    beside.session()


def test_an_account_closes_to_passwords_once_an_admin_came_in_through_a_provider(site: Site) -> None:
    account, provider_id, provider, admin = site.accounts[1], site.ids[1], site.providers[1], site.admins[1]
    wanted = {"require_sso": True}
    refused = admin.request("PUT", "/alchemi/sso/requirement", json=wanted)
    assert refused.status_code == 409, refused.text
    provider.person("root")
    linked = admin.sign_in(account, provider_id, "root", link="true")
    assert linked.headers["location"] == "/ui/"
    assert admin.get("/alchemi/sso/requirement").json()["can_require"] is True
    assert admin.request("PUT", "/alchemi/sso/requirement", json=wanted).status_code == 200
    for change in ({"is_enabled": False}, None):
        method = "PATCH" if change else "DELETE"
        kept = admin.request(method, f"/alchemi/sso/{provider_id}", **({"json": change} if change else {}))
        assert kept.status_code == 409, kept.text
    opened = admin.request("PUT", "/alchemi/sso/requirement", json={"require_sso": False})
    assert opened.json()["require_sso"] is False


async def test_no_secret_was_in_an_address_or_in_the_log(site: Site) -> None:
    browser = Browser(site.gateway)
    answer = browser.sign_in(site.accounts[0], site.ids[0], "last")
    log = site.gateway.output.read_text()
    secrets = {secret for one in (browser, *site.admins) for secret in one.secrets if len(secret) > 8}
    assert secrets
    assert not [secret for secret in secrets if secret in log]
    tokens = {*browser.cookies.values(), *(secret for one in site.admins for secret in one.cookies.values())}
    assert not [token for token in tokens for address in browser.seen if token in address]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert SSO_COOKIE not in browser.cookies
    dumped = await rows(site.database, 'SELECT t::text FROM "Alchemi_SsoProvider" t')
    assert not [one for one in dumped for secret in secrets if secret in one[0]]
