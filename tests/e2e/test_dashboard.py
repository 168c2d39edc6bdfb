"""The console as its users meet it: Chromium, the built pages, a gateway and its database."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

import httpx
import pytest
from playwright.async_api import Browser, expect

from tests.support.browser import ADMIN_PASSWORD, HOSTILE, Tab, is_harmless, make, tab
from tests.support.gateway import Gateway
from tests.support.signing_in import OTHER_PASSWORD, PASSWORD, WRONG_PASSWORD


async def test_the_super_admin_makes_an_account_whose_admin_signs_in_and_sees_nothing_else(
    browser: Browser, gateway: Gateway, page: Tab
) -> None:
    make(gateway, "neighbour", "Neighbour Incorporated")
    await page.sign_in("admin", ADMIN_PASSWORD)
    await expect(page.page).to_have_url(re.compile("/ui/tenant-admin/"))
    assert await page.page.get_by_role("navigation", name="Pages").get_by_role("link").all_inner_texts() == [
        "Tenant management"
    ]
    await page.page.get_by_role("button", name="Create account").click()
    form = page.page.get_by_role("dialog", name="Create an account")
    await form.get_by_label("Name").fill("Northwind Labs")
    await form.get_by_label(re.compile("^Id")).fill("northwind")
    await form.get_by_label(re.compile("^Budget")).fill("250")
    await form.get_by_label(re.compile("^Email")).fill("maya@northwind.example")
    await form.get_by_label(re.compile("^Password")).fill("short")
    await form.get_by_role("button", name="Create account").click()
    await expect(form.locator(".ant-form-item-explain-error")).to_have_count(1)
    await expect(form.get_by_role("alert").first).to_be_focused()
    await form.get_by_label(re.compile("^Password")).fill(PASSWORD)
    await form.get_by_role("button", name="Create account").click()
    await expect(page.page.get_by_role("heading", level=1)).to_have_text("Northwind Labs")
    assert page.refusals == [422]

    async with tab(browser, gateway) as maya:
        await maya.sign_in("maya@northwind.example", PASSWORD)
        await maya.page.get_by_role("heading", name="There are no workspaces yet").wait_for()
        names = await maya.page.get_by_role("navigation", name="Pages").get_by_role("link").all_inner_texts()
        assert "Tenant management" not in names
        assert {"Workspaces", "Members", "Audit log", "Support"} <= set(names)
        for path in ("members/", "audit/", "groups/", "connections/", "support/", "me/"):
            await maya.open(path)
            await maya.page.wait_for_load_state("networkidle")
        seen = "".join(maya.answers)
        assert "maya@northwind.example" in seen
        assert "neighbour" not in seen.lower()
        await maya.open("tenant-admin/")
        await maya.page.get_by_role("heading", name="You may not see this").wait_for()


async def test_an_account_is_suspended_reactivated_and_purged(browser: Browser, gateway: Gateway, page: Tab) -> None:
    email = make(gateway, "brief", "Brief & Sons")
    await page.enter("admin", ADMIN_PASSWORD)
    async with tab(browser, gateway) as user:
        await user.enter(email, PASSWORD)
        await page.open("tenant-admin/?id=brief")
        await page.page.get_by_role("button", name="Suspend").click()
        dialog = page.page.get_by_role("dialog", name="Suspend this account?")
        await expect(dialog.get_by_role("button", name="Suspend account")).to_be_disabled()
        await dialog.get_by_label("Reason").fill("Unpaid <b>since</b> March")
        await dialog.get_by_role("button", name="Suspend account").click()
        await expect(page.page.locator(".ant-alert")).to_contain_text("Reason: Unpaid <b>since</b> March")
        await asyncio.sleep(2.1)
        await user.page.get_by_role("link", name="Groups").click()
        await user.page.get_by_role("dialog", name="Sign in again").wait_for()
    await page.page.get_by_role("button", name="Reactivate").click()
    await page.page.get_by_role("button", name="Suspend").wait_for()
    await page.page.get_by_role("button", name="Purge").click()
    dialog = page.page.get_by_role("dialog", name="Purge this account?")
    confirm = dialog.get_by_role("button", name="Purge for good")
    await dialog.get_by_role("textbox").fill("Brief")
    await expect(confirm).to_be_disabled()
    await dialog.get_by_role("textbox").fill("Brief & Sons")
    await confirm.click()
    report = page.page.get_by_role("dialog", name="The account was purged")
    await expect(report).to_be_visible(timeout=20_000)
    await report.get_by_role("button", name="Close").last.click()
    await page.open("tenant-admin/?q=brief")
    await page.page.get_by_role("heading", name="Nothing matches").wait_for()


async def test_administrators_are_added_changed_and_removed(gateway: Gateway, page: Tab) -> None:
    make(gateway, "manned")
    await page.enter("admin", ADMIN_PASSWORD)
    await page.open("tenant-admin/?id=manned&tab=admins")
    await page.page.get_by_role("button", name="Add administrator").click()
    form = page.page.get_by_role("dialog", name="Add an administrator")
    await form.get_by_label("Email").fill("second@manned.example")
    await form.get_by_label(re.compile("^Password")).fill(PASSWORD)
    await form.get_by_role("button", name="Add administrator").click()
    await page.page.get_by_role("button", name="Actions for second@manned.example").click()
    await page.page.get_by_role("menuitem", name="Edit or set password").click()
    form = page.page.get_by_role("dialog", name="Edit administrator")
    await form.get_by_label(re.compile("^New password")).fill(OTHER_PASSWORD)
    await form.get_by_role("button", name="Save changes").click()
    await expect(form).to_be_hidden()
    body = {"username": "second@manned.example", "password": OTHER_PASSWORD}
    async with httpx.AsyncClient(base_url=gateway.url, headers={"origin": gateway.url}, trust_env=False) as client:
        assert (await client.post("/v2/login", json=body)).status_code == 200
    await page.page.get_by_role("button", name="Actions for second@manned.example").click()
    await page.page.get_by_role("menuitem", name="Remove").click()
    await page.page.get_by_role("dialog").get_by_role("button", name="Remove").click()
    await expect(page.page.get_by_role("list", name="Administrators").get_by_role("listitem")).to_have_count(1)


async def test_one_address_of_two_accounts_switches_between_them(gateway: Gateway, page: Tab) -> None:
    make(gateway, "first-home", "First Home", "both@homes.example")
    make(gateway, "second-home", "Second Home", "both@homes.example")
    await page.enter("both@homes.example", PASSWORD)
    before = (await page.call("GET", "/v2/session"))["account"]["account_id"]
    other = {"first-home": "Second Home", "second-home": "First Home"}[before]
    await page.page.get_by_role("button", name=re.compile("switch to another")).click()
    await page.page.get_by_role("menuitem", name=other).click()
    await page.page.get_by_role("button", name=f"Account {other}: switch to another").wait_for()
    assert (await page.call("GET", "/v2/session"))["account"]["account_name"] == other


async def test_nothing_secret_is_in_addresses_storage_or_readable_cookies(gateway: Gateway, page: Tab) -> None:
    email = make(gateway, "careful")
    await page.sign_in(email, PASSWORD)
    for path in ("workspaces/", "me/", "audit/"):
        await page.open(path)
    cookies = await page.context.cookies()
    assert [(one["name"], one["httpOnly"], one["secure"], one["sameSite"]) for one in cookies] == [
        ("__Host-alchemi", True, True, "Lax")
    ]
    secrets = [PASSWORD, cookies[0]["value"]]
    readable = await page.page.evaluate(
        "JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, window.name, history.state])"
    )
    everything = readable + "".join(page.addresses) + "".join(page.answers)
    assert [secret for secret in secrets if secret in everything] == []
    assert await page.page.evaluate("document.cookie") == ""


async def test_whoever_signs_out_is_out(gateway: Gateway, page: Tab) -> None:
    email = make(gateway, "leaving")
    await page.sign_in(email, PASSWORD)
    await page.page.get_by_role("button", name="Your menu").click()
    await page.page.get_by_role("menuitem", name="Sign out").click()
    await page.page.wait_for_url("**/ui/login/")
    assert await page.context.cookies() == []
    await page.page.goto(f"{page.url}/ui/groups/?q=a")
    await page.page.wait_for_url("**/ui/login/?next=%2Fui%2Fgroups%2F%3Fq%3Da")
    await page.fill_sign_in(email, PASSWORD)
    await page.page.wait_for_url("**/ui/groups/?q=a")
    assert page.refusals == [401]


@pytest.mark.parametrize("name", ["admin@wrong.example", "nobody@wrong.example"])
async def test_a_wrong_password_and_an_unknown_address_read_the_same(gateway: Gateway, page: Tab, name: str) -> None:
    if name.startswith("admin"):
        make(gateway, "wrong")
    await page.page.goto(f"{page.url}/ui/login/")
    await page.fill_sign_in(name, WRONG_PASSWORD)
    await page.page.get_by_text("That did not sign you in. Check the email and the password, and try again.").wait_for()
    await expect(page.page.get_by_label("Password", exact=True)).to_be_focused()
    assert page.refusals == [401]


async def test_too_many_attempts_are_told_with_the_time(page: Tab) -> None:
    problem = {
        "type": "urn:alchemi:error:too-many-requests",
        "title": "",
        "status": 429,
        "detail": "Wait.",
        "request_id": None,
    }
    headers = {"retry-after": "30", "content-type": "application/problem+json"}
    await page.page.route(
        "**/v2/login", lambda route: route.fulfill(status=429, headers=headers, body=json.dumps(problem))
    )
    await page.page.goto(f"{page.url}/ui/login/")
    await page.fill_sign_in("somebody@any.example", PASSWORD)
    await page.page.get_by_text(re.compile(r"Next attempt in (30|29|28) seconds\.")).wait_for()
    await expect(page.page.get_by_role("button", name="Sign in")).to_be_disabled()


async def test_a_failed_single_sign_on_is_told_with_its_reference(page: Tab) -> None:
    await page.open("login/?sso_error=sso-refused&ref=ab12%3Cb%3E")
    alert = page.page.get_by_role("alert").filter(has_text="did not let you in")
    await expect(alert).to_contain_text("Reference ab12<b>")


async def test_a_session_is_ended_from_another_browser_and_work_goes_on_after_signing_in(
    browser: Browser, gateway: Gateway, page: Tab
) -> None:
    email = make(gateway, "twice")
    await page.enter(email, PASSWORD)
    async with tab(browser, gateway) as elsewhere:
        await elsewhere.enter(email, PASSWORD)
        await elsewhere.open("groups/?new=1")
        form = elsewhere.page.get_by_role("dialog", name="Create a group")
        await form.get_by_label("Name").fill("Typed before the end")
        await page.open("me/")
        sessions = page.page.get_by_role("list", name="Sessions").get_by_role("listitem")
        await expect(sessions).to_have_count(2)
        await page.page.get_by_role("button", name=re.compile("End the session")).click()
        await expect(sessions).to_have_count(1)
        await form.get_by_role("button", name="Create group").click()
        again = elsewhere.page.get_by_role("dialog", name="Sign in again")
        await again.get_by_role("button", name="Continue").click()
        await again.get_by_label("Password", exact=True).fill(PASSWORD)
        await again.get_by_role("button", name="Sign in").click()
        await expect(again).to_be_hidden()
        await expect(form.get_by_label("Name")).to_have_value("Typed before the end")
        await form.get_by_role("button", name="Create group").click()
        await expect(elsewhere.page.get_by_role("region", name="Groups")).to_contain_text("Typed before the end")


async def test_a_resource_is_made_changed_and_removed_with_the_address_as_state(gateway: Gateway, page: Tab) -> None:
    email = make(gateway, "makers")
    await page.enter(email, PASSWORD)
    await page.open("groups/")
    await page.page.get_by_role("button", name="Create group").click()
    await page.page.wait_for_url("**/ui/groups/?new=1")
    await page.page.go_back()
    await expect(page.page.get_by_role("dialog")).to_have_count(0)
    await page.page.get_by_role("button", name="Create group").click()
    form = page.page.get_by_role("dialog", name="Create a group")
    await form.get_by_label("Name").fill("Research")
    await form.get_by_label(re.compile("^Contact")).fill("no address")
    await page.page.keyboard.press("Control+Enter")
    await expect(form.locator(".ant-form-item-explain-error")).to_have_count(1)
    await form.get_by_label(re.compile("^Contact")).fill("lead@makers.example")
    await page.page.keyboard.press("Control+Enter")
    table = page.page.get_by_role("region", name="Groups")
    await expect(table).to_contain_text("lead@makers.example")
    sent: list[Any] = []
    page.page.on("request", lambda one: sent.append(one.post_data_json) if one.method == "PATCH" else None)
    await table.get_by_role("button", name="Actions for Research").click()
    await page.page.get_by_role("menuitem", name="Edit").click()
    form = page.page.get_by_role("dialog", name="Edit group")
    await form.get_by_label(re.compile("^Description")).fill("Looks ahead")
    await form.get_by_role("button", name="Save changes").click()
    await expect(table).to_contain_text("Looks ahead")
    assert sent == [{"description": "Looks ahead"}]
    await page.page.get_by_label("Search groups").fill("nothing like it")
    await page.page.get_by_role("button", name="Clear filters").click()
    await table.get_by_role("button", name="Actions for Research").click()
    await page.page.get_by_role("menuitem", name="Delete").click()
    await page.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    await page.page.get_by_role("heading", name="There are no groups yet").wait_for()


async def test_a_change_that_came_first_is_told(gateway: Gateway, page: Tab) -> None:
    email = make(gateway, "hasty")
    await page.enter(email, PASSWORD)
    made = await page.call("POST", "/alchemi/group", {"name": "Shared"})
    await page.open(f"groups/?edit={made['id']}")
    form = page.page.get_by_role("dialog", name="Edit group")
    await form.get_by_label("Name").fill("Mine")
    await page.call("PATCH", f"/alchemi/group/{made['id']}", {"name": "Theirs"})
    await form.get_by_role("button", name="Save changes").click()
    await expect(form.get_by_role("alert").first).to_contain_text("Somebody changed this")
    assert page.refusals == [412]


async def test_a_secret_of_a_connection_is_written_and_never_shown(gateway: Gateway, page: Tab) -> None:
    email = make(gateway, "sealed")
    await page.enter(email, PASSWORD)
    await page.open("connections/?new=1")
    form = page.page.get_by_role("dialog", name="Create a connection")
    await form.get_by_label("Name", exact=True).fill("Warehouse")
    await form.get_by_label("Type").fill("postgres")
    for number, (name, value) in enumerate([("database", "sales"), ("password", "planted-secret-81")]):
        await form.get_by_role("button", name="Add a setting").click()
        await form.get_by_label("Name of the setting").nth(number).fill(name)
        await form.get_by_label("Value").nth(number).fill(value)
    await form.get_by_role("button", name="Create connection").click()
    table = page.page.get_by_role("region", name="Connections")
    await table.get_by_role("button", name="Actions for Warehouse").click()
    await page.page.get_by_role("menuitem", name="Edit").click()
    form = page.page.get_by_role("dialog", name="Edit connection")
    await form.get_by_text("Set, and not shown").wait_for()
    await form.get_by_label("Value").first.fill("sales-2026")
    await form.get_by_role("button", name="Save changes").click()
    await expect(form).to_be_hidden()
    assert "planted-secret-81" not in await page.page.content() + "".join(page.answers)
    assert "sales-2026" in "".join(page.answers)


async def test_hostile_text_stays_text(browser: Browser, gateway: Gateway, page: Tab) -> None:
    for number, text in enumerate(HOSTILE):
        make(gateway, f"hostile-{number}", text)
    await page.enter("admin", ADMIN_PASSWORD)
    await page.open("tenant-admin/?q=hostile-")
    table = page.page.get_by_role("region", name="Accounts")
    for text in HOSTILE:
        await expect(table.get_by_text(text, exact=True)).to_be_visible()
    for number in range(len(HOSTILE)):
        await page.open(f"tenant-admin/?id=hostile-{number}")
        await page.page.get_by_role("tab", name="Overview").wait_for()
        await page.page.get_by_role("button", name="Purge").click()
        await page.page.get_by_role("dialog").wait_for()
    await is_harmless(page)
    async with tab(browser, gateway) as user:
        await user.enter("admin@hostile-0.example", PASSWORD)
        for text in HOSTILE:
            await user.call("POST", "/alchemi/workspace", {"name": text, "description": text})
            await user.call("POST", "/alchemi/ticket", {"subject": text, "description": text})
        for path, label in (("workspaces/", "Workspaces"), ("support/", "Support")):
            await user.open(path)
            for text in HOSTILE:
                await expect(
                    user.page.get_by_role("region", name=label).get_by_text(text, exact=True).first
                ).to_be_visible()
            await is_harmless(user)


async def test_a_gateway_that_does_not_answer_is_told_and_tried_again(gateway: Gateway, page: Tab) -> None:
    email = make(gateway, "patient")
    await page.enter(email, PASSWORD)
    await page.page.route("**/alchemi/group?**", lambda route: route.fulfill(status=503, body="{}"))
    await page.page.get_by_role("link", name="Groups").click()
    await page.page.get_by_text("The gateway does not answer.").wait_for()
    await page.page.unroute("**/alchemi/group?**")
    await page.page.get_by_role("heading", name="There are no groups yet").wait_for()
    await expect(page.page.get_by_text("The gateway does not answer.")).to_have_count(0)


async def test_the_trail_of_an_account_is_searched_checked_and_exported(gateway: Gateway, page: Tab) -> None:
    email = make(gateway, "traced")
    await page.enter(email, PASSWORD)
    await page.call("POST", "/alchemi/group", {"name": "Seen in the trail"})
    await page.open("audit/?resource_type=group")
    await page.page.get_by_role("button", name=re.compile("Create group")).click()
    await expect(page.page.get_by_role("dialog")).to_contain_text("Seen in the trail")
    await page.page.go_back()
    await page.page.get_by_role("button", name="Check integrity").click()
    await page.page.get_by_text(re.compile(r"Whole: \d+ events checked")).wait_for()
    await page.page.get_by_role("button", name="Export").click()
    async with page.page.expect_download() as download:
        await page.page.get_by_role("link", name="JSON lines").click()
    lines = (await (await download.value).path()).read_text().splitlines()
    assert [json.loads(line)["resource_type"] for line in lines] == ["group"]
