"""Every page at three widths in both themes: nothing for axe to find, nothing sideways, and dark before any script."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from playwright.async_api import Browser

from tests.support.browser import ADMIN_PASSWORD, Tab, tab
from tests.support.cluster import TestDatabase
from tests.support.gateway import Gateway
from tests.support.signing_in import PASSWORD

WIDTHS = (1440, 820, 390)
ACCOUNT = "looked-at"
EMAIL = f"admin@{ACCOUNT}.example"
PUBLIC = ("login/", "login/?sso_error=sso-refused&ref=1", "no-such-page/", "reset/", "invite/")
PLATFORM = (
    "tenant-admin/",
    f"tenant-admin/?id={ACCOUNT}",
    f"tenant-admin/?id={ACCOUNT}&tab=admins",
    "tenant-admin/?new=1",
)
TENANT = (
    "workspaces/",
    "groups/",
    "groups/?new=1",
    "connections/",
    "connections/?new=1",
    "support/",
    "audit/",
    "members/",
    "invitations/",
    "invitations/?new=1",
    "settings/",
    "settings/?tab=domains",
    "settings/?tab=rules",
    "settings/?edit={provider}",
    "settings/?new=1",
    "settings/?new=1&step=details&kind=microsoft",
    *(f"settings/?setup={{provider}}&step={step}" for step in ("details", "roles", "test", "domains", "enable")),
    "me/",
)
PROVIDER = {
    "name": "Company sign-in", "kind": "okta", "issuer": "https://looked-at.okta.com", "client_id": "console",
    "client_secret": "a secret", "rules": [{"claim": "groups", "value": "ai-auditors", "role": "proxy_admin_viewer"}],
}  # fmt: skip
TABS = 3
SECONDS = ("Tom <b>Lindqvist</b>", "Alexandria Featherstonehaugh-Cholmondeley of Northwind and Beyond")


@pytest.fixture(scope="module")
def gateway(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    with Gateway(database, tmp_path_factory.mktemp("looks")) as running:
        body = {"account_id": ACCOUNT, "account_name": "Looked At", "admin_email": EMAIL, "admin_password": PASSWORD}
        with running.client(account=None) as operator:
            assert operator.post("/alchemi/account/new", json=body | {"domain": "at.example"}).status_code == 200
        with running.client(account=ACCOUNT) as operator:
            rows: list[tuple[str, dict[str, str]]] = [
                ("workspace", {"name": "Atlas"}),
                ("group", {"name": "Research", "description": "Looks ahead"}),
                ("ticket", {"subject": "It does not answer", "description": "Since this morning."}),
                ("domain", {"domain": "a-rather-long-name-of-a-department.looked-at.example"}),
                ("invite", {"email": "late@looked-at.example"}),
                *(("user", {"email": f"s{n}@{ACCOUNT}.example", "name": name}) for n, name in enumerate(SECONDS)),
            ]
            for resource, values in rows:
                assert operator.post(f"/alchemi/{resource}", json=values).status_code == 201
            assert operator.post("/alchemi/sso", json=PROVIDER).status_code == 201
        yield running


async def faults_of(page: Tab, paths: tuple[str, ...]) -> list[str]:
    found = []
    for path in paths:
        await page.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        await page.open(path)
        await page.page.wait_for_load_state("networkidle")
        found += await faults_at_each_width(page, path)
    return found


async def faults_at_each_width(page: Tab, name: str) -> list[str]:
    found = []
    for width in WIDTHS:
        await page.page.set_viewport_size({"width": width, "height": 900})
        await page.page.wait_for_timeout(150)
        found += [f"{name} at {width}: {fault}" for fault in await page.audit()]
        if await page.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{name} at {width}: scrolls sideways")
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_pages_before_the_login_are_for_everybody(browser: Browser, gateway: Gateway, scheme: str) -> None:
    async with tab(browser, gateway, scheme) as page:
        assert await faults_of(page, PUBLIC) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_platforms_pages_are_for_everybody(browser: Browser, gateway: Gateway, scheme: str) -> None:
    async with tab(browser, gateway, scheme) as page:
        await page.enter("admin", ADMIN_PASSWORD)
        assert await faults_of(page, PLATFORM) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_an_accounts_pages_are_for_everybody(browser: Browser, gateway: Gateway, scheme: str) -> None:
    async def look(paths: tuple[str, ...]) -> list[str]:
        async with tab(browser, gateway, scheme) as page:
            await page.enter(EMAIL, PASSWORD)
            [provider] = (await page.call("GET", "/alchemi/sso"))["providers"]
            return await faults_of(page, tuple(path.format(provider=provider["id"]) for path in paths))

    # Side by side: most of the time goes by with waiting for a page to be quiet.
    found = await asyncio.gather(*(look(TENANT[first::TABS]) for first in range(TABS)))
    assert [fault for some in found for fault in some] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_what_opens_over_the_members_is_for_everybody(browser: Browser, gateway: Gateway, scheme: str) -> None:
    async with tab(browser, gateway, scheme) as page:
        await page.enter(EMAIL, PASSWORD)
        await page.open("members/")
        found = []
        for action in ("Change role and team", "Suspend", "Remove"):
            await page.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
            await page.page.get_by_role("button", name="Actions for s1@").click()
            await page.page.get_by_role("menuitem", name=action).click()
            dialog = page.page.get_by_role("dialog")
            await dialog.wait_for()
            found += await faults_at_each_width(page, action)
            await dialog.get_by_role("button", name="Cancel").click()
            await dialog.wait_for(state="hidden")
        assert found == []


async def test_axe_would_find_a_fault(browser: Browser, gateway: Gateway) -> None:
    async with tab(browser, gateway) as page:
        await page.open("login/")
        await page.page.evaluate("document.body.append(document.createElement('button'))")
        assert any(fault.startswith("button-name") for fault in await page.audit())


async def test_a_violation_of_the_content_policy_would_be_seen(browser: Browser, gateway: Gateway) -> None:
    async with tab(browser, gateway) as page:
        await page.open("login/")
        script = "const one = document.createElement('script'); one.textContent = 'window.ran = 1'; document.body.append(one);"
        await page.page.evaluate(f"{{ {script} }}")
        await page.page.wait_for_function("window.__violations.length > 0")
        assert await page.page.evaluate("window.ran") is None
        assert page.faults.pop().startswith("error")
        await page.page.evaluate("window.__violations = []")


async def test_dark_is_dark_before_any_script_of_the_pages(browser: Browser, gateway: Gateway) -> None:
    async with tab(browser, gateway, "dark") as page:
        await page.page.route("**/_next/**/*.js", lambda route: route.abort())
        await page.page.goto(f"{page.url}/ui/login/")
        colour = "getComputedStyle(document.querySelector({})).backgroundColor"
        assert await page.page.evaluate(colour.format("'html'")) == "rgb(14, 19, 18)"
        assert await page.page.evaluate(colour.format("'button[type=submit]'")) == "rgb(76, 196, 177)"
        page.faults.clear()


async def test_the_theme_is_chosen_and_kept(browser: Browser, gateway: Gateway) -> None:
    async with tab(browser, gateway) as page:
        await page.enter(EMAIL, PASSWORD)
        await page.page.get_by_role("button", name="Theme").click()
        await page.page.get_by_role("menuitem", name="Dark").click()
        assert await page.page.evaluate("document.documentElement.dataset.theme") == "dark"
        await page.page.reload()
        assert await page.page.evaluate("document.documentElement.dataset.theme") == "dark"
