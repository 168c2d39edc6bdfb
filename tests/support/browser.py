"""A headless Chromium as users have one, and what it complains of."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Response, async_playwright

from tests.support.gateway import Gateway
from tests.support.signing_in import PASSWORD

ROOT = Path(__file__).parents[2]
EXPORT = ROOT / "alchemi/ui_server/static"
AXE = ROOT / "ui/dashboard/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TIMEOUT_MS = 10_000
ADMIN_PASSWORD = "Vq7-Lm2-Xz9-Kt4-Wp"
"""The operator's, at every gateway of the tests."""

HOSTILE = [
    "<img src=x onerror=\"document.title='pwned'\">{{7*7}}",
    "مؤسسة الاختبار (١٢٣)",
    "W" * 120,
    "${7*7}</script><script>alert(1)</script>",
]
"""What people write where a name is asked for."""

_VIOLATIONS = """
window.__violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.__violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
_REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")


def console_url(gateway: Gateway) -> str:
    """Where browsers reach it: a cookie for https alone is kept for this name as well."""
    return f"http://localhost:{gateway.port}"


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's Chromium."""
    assert (EXPORT / "404.html").is_file(), "The dashboard is not built: run `make ui`."
    program = shutil.which("chromium")
    assert program, "Chromium is missing: run scripts/install_test_services.sh."
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=program, args=arguments)
        yield browser
        await browser.close()


class Tab:
    """One page of a browser with a cookie jar of its own, and everything that it saw."""

    def __init__(self, context: BrowserContext, page: Page, url: str) -> None:
        self.context = context
        self.page = page
        self.url = url
        self.faults: list[str] = []
        self.refusals: list[int] = []
        self.addresses: list[str] = []
        self.answers: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        page.on("dialog", lambda dialog: self.faults.append(f"dialog: {dialog.message}"))
        page.on("request", lambda request: self.addresses.append(request.url))
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        refused = _REFUSED.match(message.text)
        if refused:
            self.refusals.append(int(refused[1]))
        elif message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    async def _answered(self, response: Response) -> None:
        if "json" in response.headers.get("content-type", ""):
            try:
                self.answers.append(await response.text())
            except Exception:  # noqa: BLE001 - the page that asked is gone
                return

    async def open(self, path: str) -> None:
        await self.page.goto(f"{self.url}/ui/{path}")
        await self.page.get_by_role("heading", level=1).first.wait_for()

    async def enter(self, name: str, password: str) -> None:
        """Sign in without the form: how often an address may use that is limited."""
        await self.page.goto(f"{self.url}/ui/login/")
        await self.call("POST", "/v2/login", {"username": name, "password": password})
        await self.page.goto(f"{self.url}/ui/")
        await self.page.get_by_role("button", name="Your menu").wait_for()

    async def sign_in(self, name: str, password: str) -> None:
        await self.page.goto(f"{self.url}/ui/login/")
        await self.fill_sign_in(name, password)
        await self.page.wait_for_url(re.compile(r"/ui/(?!login)"))
        await self.page.get_by_role("button", name="Your menu").wait_for()

    async def fill_sign_in(self, name: str, password: str) -> None:
        await self.page.get_by_label("Email or username").fill(name)
        await self.page.get_by_role("button", name="Continue").click()
        await self.page.get_by_label("Password", exact=True).fill(password)
        await self.page.get_by_role("button", name="Sign in").click()

    async def call(self, method: str, path: str, body: object = None) -> Any:
        """What a route of ours answers to this session, asked by the page."""
        script = """async ([method, path, body]) => {
          const headers = { "x-alchemi-csrf": "1", "content-type": "application/json" };
          const answer = await fetch(path, { method, headers, body: body === null ? undefined : JSON.stringify(body) });
          return await answer.json();
        }"""
        return await self.page.evaluate(script, [method, path, body])

    async def audit(self) -> list[str]:
        """What axe finds on the page as it is. Evaluated from outside: the page's policy refuses a script put into it."""
        devtools = await self.context.new_cdp_session(self.page)
        if not await self.page.evaluate("'axe' in window"):
            await devtools.send("Runtime.evaluate", {"expression": AXE.read_text()})
        found = await self.page.evaluate(
            """async (values) => (await axe.run(document, { runOnly: { type: "tag", values } })).violations""", RULES
        )
        await devtools.detach()
        return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]

    async def violations(self) -> list[str]:
        found: list[str] = await self.page.evaluate("window.__violations")
        return found


@asynccontextmanager
async def tab(browser: Browser, gateway: Gateway, scheme: str = "light", width: int = 1440) -> AsyncIterator[Tab]:
    """A tab of a new browser profile. Fails at its end when the page complained of anything."""
    context = await browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    context.set_default_timeout(TIMEOUT_MS)
    await context.add_init_script(_VIOLATIONS)
    made = Tab(context, await context.new_page(), console_url(gateway))
    try:
        yield made
        assert made.faults == []
        assert await made.violations() == []
    finally:
        await context.close()


async def is_harmless(page: Tab) -> None:
    """Nothing of `HOSTILE` did more than being shown."""
    assert "pwned" not in await page.page.title()
    assert await page.page.locator("img[src=x]").count() == 0
    assert await page.page.get_by_text("49", exact=True).count() == 0
    wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    assert await page.page.evaluate(wide) is False


def make(gateway: Gateway, account: str, name: str | None = None, email: str | None = None) -> str:
    """An account with an administrator; the administrator's address."""
    email = email or f"admin@{account}.example"
    body = {"account_id": account, "account_name": name or account, "admin_email": email, "admin_password": PASSWORD}
    with gateway.client(account=None) as operator:
        response = operator.post("/alchemi/account/new", json=body)
    assert response.status_code == 200, response.text
    return email
