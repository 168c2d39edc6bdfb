"""How people come into an account by the console: invited, with a password of their own, or through a provider."""

from __future__ import annotations

from playwright.async_api import Browser, expect

from tests.support.browser import Tab, make, tab
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
    form = page.page.get_by_role("dialog", name="Create a provider")
    await expect(form).to_contain_text("/v2/login/sso/federated/callback")
    await form.get_by_label("Name", exact=True).fill("Company sign-in")
    await form.get_by_label("Client id").fill("console")
    await form.get_by_label("Client secret").fill("planted-secret-92")
    await form.get_by_role("button", name="Add a rule").click()
    await form.get_by_label("Claim").fill("groups")
    await form.get_by_label("Value").fill("people")
    await form.get_by_role("button", name="Create provider").click()
    table = page.page.get_by_role("region", name="Single sign-on")
    await expect(table).to_contain_text("accounts.google.com")
    await table.get_by_role("button", name="Actions for Company sign-in").click()
    await page.page.get_by_role("menuitem", name="Edit").click()
    form = page.page.get_by_role("dialog", name="Edit provider")
    await form.get_by_text("Set, and not shown").wait_for()
    await form.get_by_label("Name", exact=True).fill("Company")
    await form.get_by_role("button", name="Save changes").click()
    await expect(form).to_be_hidden()
    assert "planted-secret-92" not in await page.page.content() + "".join(page.answers)
