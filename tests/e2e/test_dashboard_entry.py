"""How people come into an account by the console: invited, with a password of their own, or through a provider."""

from __future__ import annotations

import asyncio

from playwright.async_api import Browser, expect

from tests.support.browser import HOSTILE, Tab, is_harmless, make, tab
from tests.support.gateway import Gateway
from tests.support.signing_in import OTHER_PASSWORD, PASSWORD, WRONG_PASSWORD


async def test_somebody_is_invited_and_comes_in_with_a_password_of_their_own(
    browser: Browser, gateway: Gateway, page: Tab
) -> None:
    await page.enter(make(gateway, "inviting", "Inviting <b>Co</b>"), PASSWORD)
    await page.open("invitations/?new=1")
    form = page.page.get_by_role("dialog", name="Create an invitation")
    await form.get_by_label("Email").fill("new@inviting.example")
    await form.get_by_role("button", name="Create invitation").click()
    once = page.page.get_by_role("dialog", name="Invitation")
    link = await once.get_by_label("Link").input_value()
    token = link.partition("#token=")[2]
    assert token
    await once.get_by_role("button", name="I have stored it").click()
    await expect(once).to_be_hidden()
    assert token not in await page.page.content()
    assert token not in "".join(page.addresses)
    async with tab(browser, gateway) as invited:
        await invited.page.goto(f"{invited.url}/ui/invite/#token={token}")
        await invited.page.get_by_text("Inviting <b>Co</b>").wait_for()
        assert await invited.page.evaluate("location.href") == f"{invited.url}/ui/invite/"
        await invited.page.get_by_label("Your name").fill("New Person")
        await invited.page.get_by_label("Password").fill("password1234")
        await invited.page.get_by_role("button", name="Join").click()
        await invited.page.locator(".ant-form-item-explain-error").wait_for()
        await invited.page.get_by_label("Password").fill(OTHER_PASSWORD)
        await invited.page.get_by_role("button", name="Join").click()
        await invited.page.get_by_role("heading", name="You are in").wait_for()
        asked = [address for address in invited.addresses if token in address.partition("#")[0]]
        assert asked == []
        assert token not in await invited.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        await invited.enter("new@inviting.example", OTHER_PASSWORD)
        assert (await invited.call("GET", "/v2/session"))["account"]["account_id"] == "inviting"
        assert "Invitations" not in await invited.page.get_by_role("navigation", name="Pages").inner_text()
        await invited.page.goto(f"{invited.url}/ui/invite/#token={token}")
        await invited.page.get_by_role("heading", name="This invitation is over").wait_for()
    await page.open("invitations/")
    await expect(page.page.get_by_role("region", name="Invitations")).to_contain_text("Accepted")


async def test_the_own_password_is_changed_and_ends_the_session(gateway: Gateway, page: Tab) -> None:
    email = make(gateway, "changing")
    await page.enter(email, PASSWORD)
    await page.open("me/")
    await page.page.get_by_role("button", name="Change password").click()
    await page.page.get_by_label("Password now").fill(WRONG_PASSWORD)
    await page.page.get_by_label("New password").fill(OTHER_PASSWORD)
    await page.page.get_by_role("button", name="Change password").click()
    await page.page.get_by_text("This is not the password.").wait_for()
    await page.page.get_by_label("Password now").fill(PASSWORD)
    await page.page.get_by_role("button", name="Change password").click()
    await page.page.wait_for_url("**/ui/login/")
    assert await page.context.cookies() == []


async def test_a_forgotten_password_is_answered_alike_for_everybody(gateway: Gateway, page: Tab) -> None:
    await page.open("login/")
    await page.page.get_by_role("link", name="Forgot your password?").click()
    await page.page.get_by_role("heading", name="Forgotten password").wait_for()
    await page.page.get_by_label("Email", exact=True).fill("nobody@anywhere.example")
    await page.page.get_by_role("button", name="Send the link").click()
    await page.page.get_by_text("If the address has a password here, a link is on its way.").wait_for()
    await page.page.goto(f"{page.url}/ui/login/")
    await page.page.goto(f"{page.url}/ui/reset/#token=no-such-token")
    await page.page.get_by_label("New password").fill(OTHER_PASSWORD)
    await page.page.get_by_role("button", name="Set password").click()
    await page.page.get_by_text("This link does not exist, was used, or is over.").wait_for()
    assert await page.page.evaluate("location.hash") == ""


async def test_a_provider_is_set_up_and_its_secret_is_never_shown(gateway: Gateway, page: Tab) -> None:
    await page.enter(make(gateway, "federated"), PASSWORD)
    await page.open("settings/?new=1")
    await page.page.get_by_role("button", name="OpenID Connect").click()
    form = page.page.get_by_role("region", name="Connect OpenID Connect")
    await expect(form).to_contain_text("/v2/login/sso/federated/callback")
    await form.get_by_label("Name", exact=True).fill("Company sign-in")
    await form.get_by_label("Issuer").fill("http://127.0.0.1:1/realm")
    await form.get_by_label("Client id").fill("console")
    await form.get_by_label("Client secret").fill("planted-secret-92")
    await form.get_by_role("button", name="Save and check").click()
    await page.page.get_by_text("It is saved, but the provider does not answer as it should.").wait_for()
    # A reload finds the same step of the same provider.
    await page.page.reload()
    await expect(form.get_by_label("Name", exact=True)).to_have_value("Company sign-in")
    await page.page.get_by_role("navigation", name="Steps").get_by_role("button", name="Roles").click()
    form = page.page.get_by_role("region", name="Who becomes what")
    await form.get_by_role("button", name="Add a rule").click()
    await form.get_by_label("Claim").fill("groups")
    await form.get_by_label("Value").fill("people")
    await form.get_by_role("button", name="Save and go on").click()
    await page.page.get_by_role("region", name="Try it").wait_for()
    await page.page.get_by_role("link", name="Single sign-on").click()
    table = page.page.get_by_role("region", name="Single sign-on")
    await expect(table).to_contain_text("127.0.0.1:1/realm")
    await table.get_by_role("button", name="Actions for Company sign-in").click()
    await page.page.get_by_role("menuitem", name="Edit").click()
    form = page.page.get_by_role("dialog", name="Edit provider")
    await form.get_by_text("Set, and not shown").wait_for()
    await expect(form.get_by_label("Value")).to_have_value("people")
    await form.get_by_label("Name", exact=True).fill("Company")
    await form.get_by_role("button", name="Save changes").click()
    await expect(form).to_be_hidden()
    assert "planted-secret-92" not in await page.page.content() + "".join(page.answers)


async def test_a_member_is_changed_suspended_reactivated_removed_and_taken_back(
    browser: Browser, gateway: Gateway, page: Tab
) -> None:
    await page.enter(make(gateway, "crew"), PASSWORD)
    second = {"user_email": "second@crew.example", "password": PASSWORD}
    with gateway.client(account=None) as operator:
        user = operator.post("/account/crew/admin", json=second).json()["admin"]["user_id"]
    key = (await page.call("POST", "/key/generate", {"user_id": user}))["key"]
    await page.open("members/")
    row = page.page.get_by_role("region", name="Members").get_by_role("row").filter(has_text="second@crew.example")
    await expect(row).to_contain_text("Account admin")
    async with tab(browser, gateway) as other:
        await other.enter("second@crew.example", PASSWORD)
        await _choose(page, "second@crew.example", "Change role and team")
        form = page.page.get_by_role("dialog", name="Change role and team")
        await form.get_by_label("Role", exact=True).click()
        await page.page.get_by_title("Member", exact=True).click()
        await expect(form).to_contain_text("Their sessions end within two seconds.")
        await form.get_by_role("button", name="Save changes").click()
        await expect(row).to_contain_text("Member")
        await asyncio.sleep(2.1)
        await other.page.get_by_role("link", name="Groups").click()
        await other.page.get_by_role("dialog", name="Sign in again").wait_for()
        await other.enter("second@crew.example", PASSWORD)
        assert "Members" not in await other.page.get_by_role("navigation", name="Pages").inner_text()
        await other.open("members/")
        await other.page.get_by_role("heading", name="You may not see this").wait_for()
        assert "crew.example" not in await other.page.get_by_role("main").inner_text()
        with gateway.client(key) as caller:
            assert caller.get("/v1/models").status_code == 200
        await _choose(page, "second@crew.example", "Suspend")
        dialog = page.page.get_by_role("dialog", name="Suspend this member?")
        await expect(dialog).to_contain_text("Their one key stops working now.")
        await dialog.get_by_label("Reason").fill("On leave until spring.")
        await dialog.get_by_role("button", name="Suspend").click()
        await expect(row).to_contain_text("Suspended")
        await expect(row).to_contain_text("On leave until spring.")
        await asyncio.sleep(2.1)
        with gateway.client(key) as caller:
            assert caller.get("/v1/models").status_code in (401, 403)
        await other.page.get_by_role("link", name="Groups").click()
        await other.page.get_by_role("dialog", name="Sign in again").wait_for()
    for action, title, after, can_call in (
        ("Reactivate", "Reactivate this member?", "Active", True),
        ("Remove", "Remove this member?", "Removed", False),
        ("Take back", "Take this member back?", "Active", False),
    ):
        await _choose(page, "second@crew.example", action)
        await page.page.get_by_role("dialog", name=title).get_by_role("button", name=action).click()
        await expect(row).to_contain_text(after)
        await expect(page.page.get_by_role("dialog", name=title)).to_be_hidden()
        await asyncio.sleep(2.1)
        with gateway.client(key) as caller:
            assert (caller.get("/v1/models").status_code == 200) is can_call


async def test_the_last_administrator_stays_one_and_shuts_no_door_behind_themselves(
    gateway: Gateway, page: Tab
) -> None:
    email = make(gateway, "alone")
    await page.enter(email, PASSWORD)
    for number, text in enumerate(HOSTILE):
        await page.call("POST", "/alchemi/user", {"email": f"h{number}@alone.example", "name": text})
    await page.open("members/")
    for text in HOSTILE:
        await expect(page.page.get_by_role("region", name="Members").get_by_text(text, exact=True)).to_be_visible()
    await is_harmless(page)
    await page.page.get_by_role("button", name=f"Actions for {email}").click()
    assert await page.page.get_by_role("menuitem").all_inner_texts() == ["Change role and team"]
    await page.page.get_by_role("menuitem", name="Change role and team").click()
    form = page.page.get_by_role("dialog", name="Change role and team")
    await form.get_by_label("Role", exact=True).click()
    await page.page.get_by_title("Viewer", exact=True).click()
    await form.get_by_role("button", name="Save changes").click()
    await expect(form.get_by_role("alert").first).to_contain_text("last administrator")
    assert page.refusals == [409]


async def test_an_invitation_is_sent_again_and_revoked_from_where_the_members_are(gateway: Gateway, page: Tab) -> None:
    await page.enter(make(gateway, "waiting"), PASSWORD)
    first = (await page.call("POST", "/alchemi/invite", {"email": "late@waiting.example"}))["link"]
    await page.open("members/")
    await page.page.get_by_role("link", name="1 invitation waiting for an answer").click()
    await _choose(page, "late@waiting.example", "Send again")
    once = page.page.get_by_role("dialog", name="Invitation")
    link = await once.get_by_label("Link").input_value()
    assert link != first
    await once.get_by_role("button", name="I have stored it").click()
    await _choose(page, "late@waiting.example", "Revoke")
    await page.page.get_by_role("dialog", name="Revoke this invitation?").get_by_role("button", name="Revoke").click()
    await page.page.get_by_role("heading", name="Nothing matches").wait_for()
    for old in (first, link):
        await page.page.goto(f"{page.url}/ui/login/")
        await page.page.goto(f"{page.url}/ui/invite/#token={old.partition('#token=')[2]}")
        await page.page.get_by_role("heading", name="This invitation is over").wait_for()


async def _choose(page: Tab, of: str, action: str) -> None:
    await page.page.get_by_role("button", name=f"Actions for {of}").click()
    await page.page.get_by_role("menuitem", name=action, exact=True).click()
