"""Single sign-on as people meet it: Chromium goes from the console to an account's own provider and back."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.async_api import Browser, expect

from tests.support.browser import Tab, make, tab
from tests.support.cluster import TestDatabase
from tests.support.gateway import Gateway, ResolvingGateway, rows
from tests.support.mock_provider import MockProvider
from tests.support.name_server import NameServer, name_server
from tests.support.signing_in import PASSWORD

ACCOUNTS = {"acorn": "Acorn Works", "birch": "Birch & Daughters"}
STYLES = "https://cdn.jsdelivr.net/**"
"""Where the provider's page looks for its styles; tests ask nobody outside this machine."""


@dataclass(frozen=True)
class Site:
    gateway: Gateway
    database: TestDatabase
    providers: dict[str, MockProvider]
    names: NameServer


@pytest.fixture(scope="module")
async def site(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Site]:
    folder = tmp_path_factory.mktemp("console")
    async with AsyncExitStack() as stack:
        names = await stack.enter_async_context(name_server())
        providers = {account: MockProvider(folder) for account in ACCOUNTS}
        for provider in providers.values():
            stack.callback(provider.stop)
        allowed = ",".join(f"127.0.0.1:{one.port}" for one in providers.values())
        environ = {"ALCHEMI_ALLOWED_PRIVATE_HOSTS": allowed, "RESOLVER_PORT": str(names.port)}
        gateway = stack.enter_context(ResolvingGateway(database, folder, **environ))
        yield Site(gateway, database, providers, names)


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


async def test_single_sign_on_is_set_up_step_by_step_until_it_is_required(browser: Browser, site: Site) -> None:
    provider = site.providers["acorn"]
    hostile = "<img src=x onerror=\"document.title='pwned'\">"
    provider.person("dee", email="dee@cedar.example", email_verified=True, groups=["ai-admins", hostile], name=hostile)
    email = make(site.gateway, "cedar", "Cedar Yard")
    async with tab(browser, site.gateway) as page:
        await page.page.route(STYLES, lambda route: route.fulfill(content_type="text/css", body=""))
        await page.enter(email, PASSWORD)
        await page.open("settings/")
        await page.page.get_by_role("button", name="Create provider").click()
        await page.page.get_by_role("button", name=re.compile("^OpenID Connect")).click()
        await _connect(page, provider)
        await _say_who_becomes_what(page)
        await _try_it(browser, page, hostile)
        await _prove_domain(page, site.names)
        await _turn_on_and_require(page)
    async with tab(browser, site.gateway) as page:
        await page.page.goto(f"{page.url}/ui/login/")
        await page.fill_sign_in("other@elsewhere.example", PASSWORD)
        await page.page.get_by_text("That did not sign you in.").wait_for()
        await come_in(page, "dee@cedar.example", "dee")
        session = await page.call("GET", "/v2/session")
        assert (session["account"]["account_id"], session["caller"]["role"]) == ("cedar", "proxy_admin")


async def _connect(page: Tab, provider: MockProvider) -> None:
    details = page.page.get_by_role("region", name="Connect OpenID Connect")
    where = await details.locator("code").inner_text()
    assert where == f"{page.url}/v2/login/sso/cedar/callback"
    client = provider.client(where)
    await details.get_by_label("Name", exact=True).fill("Staff")
    await details.get_by_label("Issuer").fill(f"{provider.url}/nowhere")
    await details.get_by_label("Client id").fill(client["client_id"])
    await details.get_by_label("Client secret").fill(client["client_secret"])
    await details.get_by_role("button", name="Save and check").click()
    alert = page.page.get_by_role("alert").filter(has_text="does not answer as it should")
    await expect(alert).to_contain_text("cannot be read at its issuer")
    # It is kept as it is, and another issuer needs its own secret.
    await details.get_by_text("Set, and not shown").wait_for()
    await details.get_by_label("Issuer").fill(provider.url)
    await details.get_by_role("button", name="Save and check again").click()
    await expect(details.locator(".ant-form-item-explain-error")).to_contain_text("its own secret")
    await details.get_by_role("button", name="Replace").click()
    await details.get_by_label("Client secret").fill(client["client_secret"])
    await details.get_by_role("button", name=re.compile("Save and check")).click()
    await page.page.get_by_role("region", name="Who becomes what").wait_for()
    assert client["client_secret"] not in "".join(page.answers) + await page.page.content()


async def _say_who_becomes_what(page: Tab) -> None:
    roles = page.page.get_by_role("region", name="Who becomes what")
    await roles.get_by_role("button", name="Add a rule").click()
    await roles.get_by_label("Claim").fill("groups")
    await roles.get_by_label("Value").fill("ai-admins")
    await roles.get_by_label("Role", exact=True).click()
    await page.page.get_by_title("Account admin").click()
    await roles.get_by_role("button", name="Save and go on").click()
    await expect(roles.locator(".ant-form-item-explain-error")).to_contain_text("grants_admin")
    await roles.get_by_role("switch", name="Rules may give administrators").click()
    await roles.get_by_role("button", name="Save and go on").click()


async def _try_it(browser: Browser, page: Tab, hostile: str) -> None:
    step = page.page.get_by_role("region", name="Try it")
    async with page.context.expect_page() as opened:
        await step.get_by_role("button", name="Test sign-in in a new window").click()
    window = await opened.value
    await window.get_by_placeholder("sub").fill("dee")
    await window.get_by_role("button", name="Authorize").click()
    await window.get_by_text("The test sign-in is over.").wait_for()
    await window.close()
    await step.get_by_text("The sign-in works.").wait_for()
    await expect(step).to_contain_text("becomes Account admin")
    claims = step.get_by_role("region", name="Claims")
    await expect(claims.get_by_role("row").filter(has_text="groups")).to_contain_text("ai-admins")
    await expect(claims.get_by_text(hostile, exact=True)).to_have_count(2)
    await expect(claims.get_by_text(hostile, exact=True).first).to_be_visible()
    assert await page.page.locator("img[src=x]").count() == 0
    assert "pwned" not in await page.page.title()
    # Nobody came in by it: the administrator is who it was.
    assert (await page.call("GET", "/v2/session"))["caller"]["email"] == "admin@cedar.example"
    await step.get_by_role("button", name="Go on").click()


async def _prove_domain(page: Tab, names: NameServer) -> None:
    step = page.page.get_by_role("region", name="Whose addresses lead here")
    await step.get_by_label("Domain", exact=True).fill("not a domain")
    await step.get_by_role("button", name="Add domain").click()
    await expect(step.locator("[aria-live] >> text=/./").first).to_be_visible()
    await step.get_by_label("Domain", exact=True).fill("Cedar.Example")
    await step.get_by_role("button", name="Add domain").click()
    await expect(step.locator("code")).to_have_count(2)
    record, value = await step.locator("code").all_inner_texts()
    assert record == "_alchemi-challenge.cedar.example"
    await step.get_by_role("button", name="Verify cedar.example").click()
    await step.get_by_text(re.compile("does not say")).wait_for()
    names.records[record] = [value]
    await step.get_by_role("button", name="Verify cedar.example").click()
    await expect(step.get_by_role("list", name="Domains")).to_contain_text("Proved")
    await step.get_by_role("button", name="Go on").click()


async def _turn_on_and_require(page: Tab) -> None:
    step = page.page.get_by_role("region", name="Turn it on")
    require = step.get_by_role("button", name="Require single sign-on")
    await expect(require).to_be_disabled()
    await step.get_by_role("button", name="Turn on").click()
    await step.get_by_text("On: people come in through it").wait_for()
    await step.get_by_role("link", name="Sign in through Staff").click()
    await page.page.get_by_placeholder("sub").fill("root")
    await page.page.get_by_role("button", name="Authorize").click()
    await page.page.wait_for_url(re.compile("/ui/settings/.*step=enable"))
    assert (await page.call("GET", "/v2/session"))["caller"]["email"] == "admin@cedar.example"
    await require.click()
    dialog = page.page.get_by_role("dialog", name="Require single sign-on?")
    await expect(dialog).to_contain_text("Passwords stop opening this account")
    await dialog.get_by_role("button", name="Require single sign-on").click()
    await step.get_by_text("Required: no password opens this account").wait_for()
    await step.get_by_role("button", name="Done").click()
    await expect(page.page.get_by_role("region", name="Single sign-on")).to_contain_text("On")
    # And apart from the set-up: domains and rules have their own places.
    await page.page.get_by_role("link", name="Sign-in rules").click()
    await page.page.get_by_role("button", name="Allow passwords again").wait_for()
    await page.page.get_by_role("link", name="Email domains").click()
    await expect(page.page.get_by_role("list", name="Domains")).to_contain_text("cedar.example")
