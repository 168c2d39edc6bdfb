"""Single sign-on as people meet it: Chromium goes from the console to an account's own provider and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.async_api import Browser, expect

from tests.support.browser import Tab, make, tab
from tests.support.cluster import TestDatabase
from tests.support.gateway import Gateway, rows
from tests.support.mock_provider import MockProvider
from tests.support.signing_in import PASSWORD

ACCOUNTS = {"acorn": "Acorn Works", "birch": "Birch & Daughters"}
STYLES = "https://cdn.jsdelivr.net/**"
"""Where the provider's page looks for its styles; tests ask nobody outside this machine."""


@dataclass(frozen=True)
class Site:
    gateway: Gateway
    database: TestDatabase
    providers: dict[str, MockProvider]


@pytest.fixture(scope="module")
def site(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("console")
    with ExitStack() as stack:
        providers = {account: MockProvider(folder) for account in ACCOUNTS}
        for provider in providers.values():
            stack.callback(provider.stop)
        allowed = ",".join(f"127.0.0.1:{one.port}" for one in providers.values())
        gateway = stack.enter_context(Gateway(database, folder, ALCHEMI_ALLOWED_PRIVATE_HOSTS=allowed))
        yield Site(gateway, database, providers)


@pytest.fixture(scope="module")
async def federated(browser: Browser, site: Site) -> Site:
    """Each account has a domain of its own, and a provider that knows its people."""
    for account, name in ACCOUNTS.items():
        email = make(site.gateway, account, name)
        provider = site.providers[account]
        async with tab(browser, site.gateway) as admin:
            await admin.enter(email, PASSWORD)
            where = (await admin.call("GET", "/alchemi/sso/requirement"))["redirect_uri"]
            body = {"name": f"{name} sign-in", "kind": "generic", "issuer": provider.url, "is_enabled": True}
            made = await admin.call("POST", "/alchemi/sso", body | provider.client(where))
            assert made["is_enabled"] is True
            await admin.call("POST", "/alchemi/workspace", {"name": f"Plans of {name}"})
        await rows(
            site.database,
            'INSERT INTO "Alchemi_AccountDomainTable" (domain, account_id, verified_at, created_by)'
            " VALUES ($1, $2, now(), 'test')",
            f"{account}.example",
            account,
        )
    return site


async def to_provider(page: Tab, email: str) -> None:
    """From the console's own page to where the provider asks who it is."""
    await page.page.route(STYLES, lambda route: route.fulfill(content_type="text/css", body=""))
    await page.page.goto(f"{page.url}/ui/login/")
    await page.page.get_by_label("Email or username").fill(email)
    await page.page.get_by_role("button", name="Continue").click()
    await page.page.get_by_role("heading", name="Authorize Client").wait_for()


async def come_in(page: Tab, email: str, subject: str) -> None:
    await to_provider(page, email)
    await page.page.get_by_placeholder("sub").fill(subject)
    await page.page.get_by_role("button", name="Authorize").click()
    await page.page.wait_for_url(re.compile(f"^{re.escape(page.url)}/ui/(?!login)"))
    await page.page.get_by_role("button", name="Your menu").wait_for()


def secrets_of(addresses: list[str]) -> set[str]:
    """What a provider's answers carried through the address bar: each is good for one sign-in, which is over."""
    answers = [parse_qs(urlsplit(one).query) for one in addresses if "/callback?" in one]
    return {value for answer in answers for values in answer.values() for value in values}


@pytest.mark.parametrize("account", ACCOUNTS)
async def test_an_address_leads_to_the_provider_of_its_account_and_back_into_it(
    browser: Browser, federated: Site, account: str
) -> None:
    other = next(one for one in ACCOUNTS if one != account)
    # The same subject at both, who says the same of himself.
    federated.providers[account].person("ada", email=f"ada@{account}.example", email_verified=True)
    async with tab(browser, federated.gateway) as page:
        await to_provider(page, f"ada@{account}.example")
        assert page.page.url.startswith(f"{federated.providers[account].url}/")
        await page.page.get_by_placeholder("sub").fill("ada")
        await page.page.get_by_role("button", name="Authorize").click()
        await (
            page.page.get_by_role("region", name="Workspaces")
            .or_(page.page.get_by_role("heading", name="There are no workspaces yet"))
            .first.wait_for()
        )
        session = await page.call("GET", "/v2/session")
        assert session["account"]["account_id"] == account
        assert [one["account_id"] for one in session["memberships"]] == [account]
        assert (session["caller"]["email"], session["caller"]["role"]) == (f"ada@{account}.example", "internal_user")
        await expect(page.page.get_by_role("navigation", name="Pages")).not_to_contain_text("Settings")
        seen = "".join(page.answers) + await page.page.content()
        assert ACCOUNTS[account] in seen
        assert other not in seen
        assert ACCOUNTS[other] not in seen


async def test_nothing_secret_of_a_sign_in_stays_anywhere(browser: Browser, federated: Site) -> None:
    federated.providers["acorn"].person("bea", email="bea@acorn.example", email_verified=True)
    async with tab(browser, federated.gateway) as page:
        await come_in(page, "bea@acorn.example", "bea")
        await page.open("me/")
        cookies = await page.context.cookies(page.url)
        assert [(one["name"], one["httpOnly"], one["secure"], one["sameSite"]) for one in cookies] == [
            ("__Host-alchemi", True, True, "Lax")
        ]
        passing, token = secrets_of(page.addresses), cookies[0]["value"]
        assert len(passing) >= 2
        assert token not in "".join(page.addresses)
        readable = await page.page.evaluate(
            "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, window.name, history.state])"
        )
        # What comes after the callback: the address bar, what pages asked for, and what they were told.
        landed = next(number for number, one in enumerate(page.addresses) if "/callback?" in one) + 1
        everything = readable + page.page.url + "".join(page.addresses[landed:]) + "".join(page.answers)
        log = federated.gateway.output.read_text()
        assert [secret for secret in {*passing, token} if secret in everything or secret in log] == []
        assert await page.page.evaluate("document.cookie") == ""
        assert await page.page.evaluate("document.referrer") in ("", f"{page.url}/ui/me/", f"{page.url}/ui/")


async def test_whom_the_provider_turns_away_is_told_so_with_a_reference(browser: Browser, federated: Site) -> None:
    async with tab(browser, federated.gateway) as page:
        await to_provider(page, "somebody@birch.example")
        await page.page.get_by_role("button", name="Deny").click()
        alert = page.page.get_by_role("alert").filter(has_text="did not let you in")
        await expect(alert).to_contain_text("Reference")
        assert await page.context.cookies(page.url) == []


async def test_signing_out_ends_it_and_the_next_sign_in_asks_the_provider_again(
    browser: Browser, federated: Site
) -> None:
    federated.providers["birch"].person("cy", email="cy@birch.example", email_verified=True)
    async with tab(browser, federated.gateway) as page:
        await come_in(page, "cy@birch.example", "cy")
        token = (await page.context.cookies(page.url))[0]
        await page.page.get_by_role("button", name="Your menu").click()
        await page.page.get_by_role("menuitem", name="Sign out").click()
        await page.page.wait_for_url("**/ui/login/")
        assert await page.context.cookies(page.url) == []
        async with httpx.AsyncClient(base_url=page.url, trust_env=False) as thief:
            replayed = await thief.get("/v2/session", headers={"cookie": f"{token['name']}={token['value']}"})
        assert replayed.status_code == 401
        await page.page.goto(f"{page.url}/ui/workspaces/")
        await page.page.wait_for_url("**/ui/login/?next=%2Fui%2Fworkspaces%2F")
        await to_provider(page, "cy@birch.example")
        assert page.refusals == [401]


async def test_switching_accounts_shows_the_other_ones_data_and_none_of_the_first(
    browser: Browser, federated: Site
) -> None:
    for account in ("east", "west"):
        make(federated.gateway, account, f"{account.title()} Branch", "both@branches.example")
    async with tab(browser, federated.gateway) as page:
        await page.enter("both@branches.example", PASSWORD)
        first = (await page.call("GET", "/v2/session"))["account"]["account_id"]
        second = "west" if first == "east" else "east"
        await page.call("POST", "/alchemi/group", {"name": f"Only in {first}"})
        await page.open("groups/?q=Only")
        await expect(page.page.get_by_role("region", name="Groups")).to_contain_text(f"Only in {first}")
        await page.page.get_by_role("button", name=re.compile("switch to another")).click()
        await page.page.get_by_role("menuitem", name=f"{second.title()} Branch").click()
        await page.page.get_by_role("button", name=f"Account {second.title()} Branch: switch to another").wait_for()
        page.answers.clear()
        await page.page.get_by_role("link", name="Groups").click()
        await page.page.get_by_role("heading", name="There are no groups yet").wait_for()
        for path in ("members/", "audit/", "workspaces/"):
            await page.open(path)
            await page.page.wait_for_load_state("networkidle")
            assert f"Only in {first}" not in await page.page.content()
        told = "".join(page.answers)
        assert f"Only in {first}" not in told
        assert (await page.call("GET", "/v2/session"))["account"]["account_id"] == second
        # And what was one account's page is not found in the other.
        await page.page.go_back()
        assert f"Only in {first}" not in await page.page.content()
