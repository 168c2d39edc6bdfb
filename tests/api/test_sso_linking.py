"""Linking: who is signed in with a password can sign in through the provider from then on, and nobody else becomes them."""

from __future__ import annotations

from uuid import uuid4

from alchemi.auth.browser import COOKIE, SSO_COOKIE
from tests.support.signing_in import PASSWORD, log_in
from tests.support.single_sign_on import SignOn, a_user, entered, refused


async def test_a_signed_in_user_links_the_provider(sign_on: SignOn) -> None:
    address = f"{uuid4().hex[:8]}@{sign_on.domain(sign_on.ours)}"
    user_id = await a_user(sign_on, address, PASSWORD)
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm, makes_users=False)
    async with sign_on.worker.browser() as browser:
        assert (await log_in(browser, address)).status_code == 200
        before = browser.cookies[COOKIE]
        answer = await sign_on.begin(browser, realm, provider, link="true")
        entered(await sign_on.come_back(browser, answer))
        assert browser.cookies[COOKIE] != before
        assert (await browser.get("/v2/session")).json()["caller"]["user_id"] == user_id
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
        assert (await browser.get("/v2/session")).json()["caller"]["user_id"] == user_id


async def test_a_link_needs_a_session_of_the_account_from_beginning_to_end(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    path, asked = f"/v2/login/sso/{sign_on.ours.account_id}/start", {"provider": provider, "link": "true"}
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        refused(await browser.get(path, params=asked))
        refused(await sign_on.theirs.admin.get(path, params=asked))
        # Another site leads the browser there.
        request = sign_on.ours.admin.build_request("GET", path, params=asked, headers={"sec-fetch-site": "cross-site"})
        refused(await sign_on.ours.admin.send(request))
        # It began in a session, and comes back without it.
        answer = await sign_on.begin(sign_on.ours.admin, realm, provider, link="true")
        browser.cookies.set(SSO_COOKIE, sign_on.ours.admin.cookies[SSO_COOKIE], "console.example")
        refused(await sign_on.come_back(browser, answer))
    sign_on.ours.admin.cookies.delete(SSO_COOKIE)


async def test_who_is_known_is_not_linked_to_another_user(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
    async with sign_on.nothing_changes():
        answer = await sign_on.begin(sign_on.ours.admin, realm, provider, link="true")
        refused(await sign_on.come_back(sign_on.ours.admin, answer))
