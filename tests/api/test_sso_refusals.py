"""Who does not come in, though the provider's token holds: other browsers, other accounts, other people of the same address."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import httpx
import pytest

from alchemi.auth.browser import COOKIE, SSO_COOKIE
from alchemi.auth.sessions import STALENESS_S
from tests.support.management import UI_USERNAME, management
from tests.support.signing_in import PASSWORD, log_in
from tests.support.single_sign_on import SignOn, a_user, entered, refused


def email_of(address: str, **more: Any) -> dict[str, Any]:
    return {"email": address, "email_verified": True, **more}


# What the browser brings back.

CALLBACKS: dict[str, Any] = {
    "no state": lambda a: {"code": a["code"]},
    "state empty": lambda a: {**a, "state": ""},
    "state of nobody": lambda a: {**a, "state": "A" * 43},
    "state with a letter more": lambda a: {**a, "state": a["state"] + "A"},
    "state too long": lambda a: {**a, "state": "A" * 5000},
    "state with NUL": lambda a: {**a, "state": a["state"] + "\0"},
    "state twice": lambda a: f"code={a['code']}&state={a['state']}&state={a['state']}",
    "code twice": lambda a: f"code={a['code']}&code=other&state={a['state']}",
    "no code": lambda a: {"state": a["state"]},
    "code empty": lambda a: {**a, "code": ""},
    "code too long": lambda a: {**a, "code": "c" * 5000},
    "error": lambda a: {"state": a["state"], "error": "access_denied", "error_description": "subject-1"},
    "error beside a code": lambda a: {**a, "error": "access_denied"},
    "error of a script": lambda a: {**a, "error": "<script>alert(1)</script>"},
    "iss of another provider": lambda a: {**a, "iss": "https://accounts.google.com"},
    "iss empty": lambda a: {**a, "iss": ""},
    "nothing": lambda a: "",
}


@pytest.mark.parametrize("change", CALLBACKS.values(), ids=CALLBACKS)
async def test_an_answer_that_does_not_fit_opens_nothing(sign_on: SignOn, change: Any) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        answer = await sign_on.begin(browser, realm, provider)
        refused(await sign_on.come_back(browser, change(answer)))
        # And it is over: the honest answer comes too late, for the browser has no cookie any more.
        refused(await sign_on.come_back(browser, answer))
    assert "token" not in realm.asked


async def test_an_announced_iss_must_not_be_missing(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    realm.metadata["authorization_response_iss_parameter_supported"] = True
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser:
        async with sign_on.nothing_changes():
            refused(await sign_on.come_back(browser, await sign_on.begin(browser, realm, provider)))
        answer = await sign_on.begin(browser, realm, provider)
        entered(await sign_on.come_back(browser, {**answer, "iss": realm.issuer}))


async def test_a_sign_in_is_finished_once_and_in_its_browser(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser, sign_on.worker.browser() as other:
        answer = await sign_on.begin(browser, realm, provider)
        async with sign_on.nothing_changes():
            # Without any cookie, and with that of another sign-in.
            refused(await sign_on.come_back(other, answer))
        answer = await sign_on.begin(browser, realm, provider)
        other.cookies.set(SSO_COOKIE, "A" * 43, "console.example")
        async with sign_on.nothing_changes():
            refused(await sign_on.come_back(other, answer))
        answer = await sign_on.begin(browser, realm, provider)
        cookie = browser.cookies[SSO_COOKIE]
        entered(await sign_on.come_back(browser, answer))
        async with sign_on.nothing_changes():
            # The code and the state again, with the very cookie that they began with.
            other.cookies.clear()
            other.cookies.set(SSO_COOKIE, cookie, "console.example")
            refused(await sign_on.come_back(other, answer))
    assert realm.asked.count("token") == 1


async def test_a_sign_in_is_for_one_account(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    theirs = await sign_on.provider(realm, sign_on.theirs)
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        answer = await sign_on.begin(browser, realm, provider)
        refused(await sign_on.come_back(browser, answer, sign_on.theirs))
        for account, named in ((sign_on.ours, theirs), (sign_on.theirs, provider), (sign_on.ours, "unknown")):
            path = f"/v2/login/sso/{account.account_id}/start"
            assert refused(await browser.get(path, params={"provider": named})) == "sso-refused"
        for name in ("unknown", "_system", "%00", "a" * 100):
            assert refused(await browser.get(f"/v2/login/sso/{name}/start", params={"provider": provider}))
    assert "token" not in realm.asked


async def test_one_subject_is_another_user_in_each_account(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    realm.claims |= email_of(f"boss@{sign_on.domain(sign_on.theirs)}")
    ours, theirs = await sign_on.provider(realm), await sign_on.provider(realm, sign_on.theirs)
    before = await sign_on.kept(sign_on.theirs)
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, ours))
        session = (await browser.get("/v2/session")).json()
        assert [one["account_id"] for one in session["memberships"]] == [sign_on.ours.account_id]
        # The address is of a domain that the other account has proved: here it is nobody's.
        assert session["caller"]["email"] is None
        assert await sign_on.kept(sign_on.theirs) == before
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, theirs, sign_on.theirs))
        other = (await browser.get("/v2/session")).json()
    assert other["account"]["account_id"] == sign_on.theirs.account_id
    assert other["caller"]["user_id"] != session["caller"]["user_id"]


# Where a sign-in leads.


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "http:evil.example",
        "/ui/../../evil", "/%2f%2fevil.example", "/ui//evil.example", "/ui/\\evil", "/ui/\r\nset-cookie: a=b", "/ui/\t/evil",
        "javascript:alert(1)", "/uiX", "/v2/logout", "ui/", "/ui/é", "data:text/html,x", " //evil.example",
    ],
)  # fmt: skip
async def test_a_sign_in_leads_to_our_own_pages_alone(sign_on: SignOn, wanted: str) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser:
        answer = await sign_on.begin(browser, realm, provider, return_to=wanted)
        entered(await sign_on.come_back(browser, answer))


async def test_a_sign_in_leads_back_to_the_page_that_was_asked_for(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser:
        answer = await sign_on.begin(browser, realm, provider, return_to="/ui/keys/?id=k%2F1&next=//x")
        entered(await sign_on.come_back(browser, answer), to="/ui/keys/?id=k%2F1&next=//x")


# Which addresses mean something.

ADDRESSES: dict[str, Any] = {
    "not verified": lambda own: {"email": f"boss@{own}"},
    "verified is false": lambda own: {"email": f"boss@{own}", "email_verified": False},
    "verified as a text": lambda own: {"email": f"boss@{own}", "email_verified": "true"},
    "verified as one": lambda own: {"email": f"boss@{own}", "email_verified": 1},
    "below the domain": lambda own: email_of(f"boss@sub.{own}"),
    "above the domain": lambda own: email_of("boss@example"),
    "a domain that ends alike": lambda own: email_of(f"boss@evil{own}"),
    "a domain that begins alike": lambda own: email_of(f"boss@{own}.evil.example"),
    "two at signs": lambda own: email_of(f"boss@{own}@evil.example"),
    "a look-alike letter": lambda own: email_of(f"boss@{own}".replace("e", "е")),  # noqa: RUF001
    "a letter that gets small": lambda own: email_of(f"boss@{own[:-7]}KELVIN.example"),
    "full-width letters": lambda own: email_of(f"boss@{own.replace('.', '。')}"),
    "a blank": lambda own: email_of(f"boss @{own}"),
    "a comment": lambda own: email_of(f"boss(x)@{own}"),
    "a quoted name": lambda own: email_of(f'"boss"@{own}'),
    "NUL": lambda own: email_of(f"boss@{own}\0.evil.example"),
    "a line break": lambda own: email_of(f"boss@{own}\r\nx"),
    "a list": lambda own: {"email": [f"boss@{own}"], "email_verified": True},
    "an object": lambda own: {"email": {"a": f"boss@{own}"}, "email_verified": True},
    "half a letter": lambda own: email_of(f"\ud800@{own}"),
    "a dot at its end": lambda own: email_of(f"boss@{own}."),
    "the super admin's": lambda own: email_of(UI_USERNAME),
    "another name for it": lambda own: {"preferred_username": f"boss@{own}", "upn": f"boss@{own}", "email_verified": True},
}  # fmt: skip


@pytest.mark.parametrize("claims", ADDRESSES.values(), ids=ADDRESSES)
async def test_an_address_that_is_not_proved_means_nobody(sign_on: SignOn, claims: Any) -> None:
    address = f"boss@{sign_on.domain(sign_on.ours)}"
    existing = await a_user(sign_on, address)
    realm = sign_on.hostile.realm()
    realm.claims |= claims(sign_on.domain(sign_on.ours))
    provider = await sign_on.provider(realm)
    strict = await sign_on.provider(realm, name=uuid4().hex, makes_users=False)
    async with sign_on.worker.browser() as browser:
        async with sign_on.nothing_changes():
            assert refused(await sign_on.sign_in(browser, realm, strict)) == "sso-refused"
        entered(await sign_on.sign_in(browser, realm, provider))
        caller = (await browser.get("/v2/session")).json()["caller"]
    # A new user without any address, who may do no more than any member.
    assert (caller["email"], caller["role"], caller["user_id"] == existing) == (None, "internal_user", False)
    await sign_on.run('DELETE FROM "LiteLLM_UserTable" WHERE user_id = $1', existing)


async def test_a_proved_address_links_its_user_once(sign_on: SignOn) -> None:
    address = f"{uuid4().hex[:8]}@{sign_on.domain(sign_on.ours)}"
    existing = await a_user(sign_on, address)
    realm = sign_on.hostile.realm()
    realm.claims |= email_of(address.upper())
    provider = await sign_on.provider(realm, makes_users=False)
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
        assert (await browser.get("/v2/session")).json()["caller"]["user_id"] == existing
    # Somebody else at the provider has the address now.
    realm.claims["sub"] = "subject-2"
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        refused(await sign_on.sign_in(browser, realm, provider))
    # Who it was stays who it was, whatever address is told.
    realm.claims |= {"sub": "subject-1", "email": f"other@{sign_on.domain(sign_on.theirs)}"}
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
        assert (await browser.get("/v2/session")).json()["caller"]["user_id"] == existing


async def test_a_user_with_a_password_is_not_linked_silently(sign_on: SignOn) -> None:
    address = f"{uuid4().hex[:8]}@{sign_on.domain(sign_on.ours)}"
    await a_user(sign_on, address, PASSWORD)
    realm = sign_on.hostile.realm()
    realm.claims |= email_of(address)
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        refused(await sign_on.sign_in(browser, realm, provider))


async def test_two_users_with_one_address_are_not_told_apart(sign_on: SignOn) -> None:
    address = f"{uuid4().hex[:8]}@{sign_on.domain(sign_on.ours)}"
    await a_user(sign_on, address)
    await a_user(sign_on, address.upper())
    realm = sign_on.hostile.realm()
    realm.claims |= email_of(address)
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        refused(await sign_on.sign_in(browser, realm, provider))


@pytest.mark.parametrize(
    "claims",
    [{"groups": ["admins"]}, {"groups": "admins"}, {"groups": ["x", "admins", 7]}, {"role": "proxy_admin"},
     {"user_role": "proxy_admin"}, {"roles": ["proxy_admin"], "groups": ["admins"]}],
)  # fmt: skip
async def test_claims_make_no_administrator_where_the_provider_may_not(sign_on: SignOn, claims: dict[str, Any]) -> None:
    realm = sign_on.hostile.realm()
    realm.claims |= claims
    rules = [{"claim": "groups", "value": "admins", "role": "proxy_admin"}]
    provider = await sign_on.provider(realm, grants_admin=True, rules=rules)
    await sign_on.run('UPDATE "Alchemi_SsoProvider" SET grants_admin = false WHERE id = $1', provider)
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
        caller = (await browser.get("/v2/session")).json()["caller"]
        assert (caller["role"], caller["app_role"]) == ("internal_user", "member")
        assert (await browser.get("/alchemi/sso")).status_code == 403


async def test_roles_follow_the_provider_and_no_further(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    rules = [{"claim": "groups", "value": "admins", "role": "proxy_admin"},
             {"claim": "groups", "value": "readers", "role": "internal_user_viewer"}]  # fmt: skip
    provider = await sign_on.provider(realm, grants_admin=True, rules=rules)
    for groups, role in ((["admins"], "proxy_admin"), (["readers"], "internal_user_viewer"), ([], "internal_user"),
                         (["Admins"], "internal_user"), ("readers", "internal_user_viewer")):  # fmt: skip
        realm.claims["groups"] = groups
        async with sign_on.worker.browser() as browser:
            entered(await sign_on.sign_in(browser, realm, provider))
            assert (await browser.get("/v2/session")).json()["caller"]["role"] == role


async def test_an_appointed_administrator_stays_one(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    rules = [{"claim": "groups", "value": "admins", "role": "proxy_admin"}]
    provider = await sign_on.provider(realm, grants_admin=True, rules=rules)
    await sign_on.run(
        'INSERT INTO "Alchemi_SsoIdentity" (account_id, issuer, subject, user_id, provider_id)'
        " VALUES ($1, $2, 'subject-1', $3, $4)",
        sign_on.ours.account_id, realm.issuer, sign_on.ours.admin_id, provider,
    )  # fmt: skip
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
        assert (await browser.get("/v2/session")).json()["caller"]["role"] == "proxy_admin"


async def test_an_ended_membership_and_a_suspended_account_let_nobody_in(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
        user_id = (await browser.get("/v2/session")).json()["caller"]["user_id"]
    membership = 'UPDATE "Alchemi_AccountMembershipTable" SET is_active = $2 WHERE user_id = $1'
    await sign_on.run(membership, user_id, False)
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        assert refused(await sign_on.sign_in(browser, realm, provider)) == "sso-refused"
    await sign_on.run(membership, user_id, True)
    status = 'UPDATE "Alchemi_AccountTable" SET status = $2 WHERE account_id = $1'
    async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
        answer = await sign_on.begin(browser, realm, provider)
        try:
            await sign_on.run(status, sign_on.ours.account_id, "suspended")
            refused(await sign_on.come_back(browser, answer))
            path = f"/v2/login/sso/{sign_on.ours.account_id}/start"
            refused(await browser.get(path, params={"provider": provider}))
        finally:
            await sign_on.run(status, sign_on.ours.account_id, "active")


async def test_who_was_removed_does_not_come_back_as_somebody_new(sign_on: SignOn) -> None:
    """Neither with an address that nothing proves, nor with another one."""
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
        user_id = (await browser.get("/v2/session")).json()["caller"]["user_id"]
    membership = (await sign_on.ours.admin.get(f"/alchemi/membership/user/{user_id}")).json()["id"]
    assert (await sign_on.ours.admin.delete(f"/alchemi/membership/{membership}")).status_code == 200
    for claims in ({}, email_of(f"{uuid4().hex[:8]}@{sign_on.domain(sign_on.ours)}")):
        realm.claims |= claims
        async with sign_on.worker.browser() as browser, sign_on.nothing_changes():
            assert refused(await sign_on.sign_in(browser, realm, provider)) == "sso-refused"
    again = await sign_on.ours.admin.post("/alchemi/membership", json={"user_id": user_id})
    assert again.status_code == 201, again.text
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
        assert (await browser.get("/v2/session")).json()["caller"]["user_id"] == user_id


async def test_a_provider_that_is_switched_off_meanwhile_lets_nobody_in(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser:
        answer = await sign_on.begin(browser, realm, provider)
        await sign_on.run('UPDATE "Alchemi_SsoProvider" SET is_enabled = false WHERE id = $1', provider)
        async with sign_on.nothing_changes():
            refused(await sign_on.come_back(browser, answer))
            path = f"/v2/login/sso/{sign_on.ours.account_id}/start"
            refused(await browser.get(path, params={"provider": provider}))


# Passwords beside it.


async def test_an_account_that_requires_it_takes_no_password(sign_on: SignOn) -> None:
    require = 'UPDATE "Alchemi_AccountTable" SET require_sso = $2 WHERE account_id = $1'
    address = f"{uuid4().hex[:8]}@corp.example"
    made = await sign_on.worker.client.post(
        "/account/new", json={"account_name": uuid4().hex, "admin_email": address, "admin_password": PASSWORD}
    )
    account = made.json()["account_id"]
    async with sign_on.worker.browser() as before, sign_on.worker.browser() as after:
        assert (await log_in(before, address)).status_code == 200
        await sign_on.run(require, account, True)
        async with sign_on.nothing_changes():
            assert (await log_in(after, address)).status_code == 401
        async with management(sign_on.database) as another_worker, another_worker.browser() as late:
            late.cookies.set(COOKIE, before.cookies[COOKIE], "console.example")
            assert (await late.get("/v2/session")).status_code == 401
    assert STALENESS_S <= 2


async def test_a_user_who_was_deleted_is_a_new_one(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    seen = set()
    for _ in range(2):
        async with sign_on.worker.browser() as browser:
            entered(await sign_on.sign_in(browser, realm, provider))
            user_id = (await browser.get("/v2/session")).json()["caller"]["user_id"]
        seen.add(user_id)
        await sign_on.run('DELETE FROM "LiteLLM_UserTable" WHERE user_id = $1', user_id)
    assert len(seen) == 2


async def test_nothing_of_a_sign_in_is_kept_in_clear(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    async with sign_on.worker.browser() as browser:
        answer = await sign_on.begin(browser, realm, provider)
        rows = await sign_on.run('SELECT t::text FROM "Alchemi_SsoAttempt" t')
        assert rows
        for secret in (answer["state"], browser.cookies[SSO_COOKIE], realm.nonce):
            assert not any(secret in row[0] for row in rows)
        response = await sign_on.come_back(browser, answer)
    assert isinstance(response, httpx.Response)
    rows = await sign_on.run('SELECT client_secret FROM "Alchemi_SsoProvider"')
    assert rows
    assert all(row[0].startswith("alchemi:1:") for row in rows)
