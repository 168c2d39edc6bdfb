"""What an account's admins do about their own account: its admins, its notes, its looks."""

from __future__ import annotations

import pytest

from alchemi.auth.permissions import Permission
from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, key_with_scopes, problem
from tests.support.signing_in import PASSWORD, an_address, log_in

ADMINS = "/alchemi/account/admin"
METADATA = "/alchemi/account/metadata"
THEME = "/alchemi/account/theme"
OTHER_PASSWORD = "violet-Harbour-71-anchor"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


async def test_admins_of_an_account_manage_each_other_and_the_last_one_stays(
    worker: Management, theirs: TestAccount
) -> None:
    async with an_account(worker) as account:
        email, renamed = an_address(), an_address()
        made = await account.admin.post(ADMINS, json={"user_email": email, "password": PASSWORD})
        assert (made.status_code, made.json()["admin"]["user_email"]) == (200, email), made.text
        problem(await account.admin.post(ADMINS, json={"user_email": email}), 409, "conflict")
        listed = (await account.admin.get("/account/admin")).json()
        assert (listed["total"], {one["created_by"] for one in listed["admins"]} >= {account.admin_id}) == (2, True)
        changed = await account.admin.put(f"{ADMINS}/{email}", json={"new_email": renamed, "role": "account_owner"})
        assert changed.json()["admin"]["role"] == "account_owner"
        new = await account.admin.put(f"{ADMINS}/{renamed}/password", json={"password": OTHER_PASSWORD})
        assert new.status_code == 200, new.text
        async with worker.browser() as browser:
            assert (await log_in(browser, renamed, OTHER_PASSWORD)).status_code == 200
            first = next(one["user_email"] for one in listed["admins"] if one["user_email"] != email)
            assert (await browser.delete(f"{ADMINS}/{first}")).status_code == 200
            problem(await browser.delete(f"{ADMINS}/{renamed}"), 409, "conflict")
        assert (await theirs.admin.get(ADMINS)).json()["total"] == 1
        for refused in (
            await theirs.admin.put(f"{ADMINS}/{renamed}", json={"role": "account_admin"}),
            await theirs.admin.put(f"{ADMINS}/{renamed}/password", json={"password": PASSWORD}),
            await theirs.admin.delete(f"{ADMINS}/{renamed}"),
            await theirs.admin.delete(f"{ADMINS}/no-address"),
        ):
            problem(refused, 404, "not-found")


async def test_the_own_password_is_not_changed_without_the_old_one(ours: TestAccount) -> None:
    own = (await ours.admin.get("/v2/session")).json()["caller"]["email"]
    for refused in (
        await ours.admin.put(f"{ADMINS}/{own}/password", json={"password": OTHER_PASSWORD}),
        await ours.admin.put(f"{ADMINS}/{own.upper()}", json={"password": OTHER_PASSWORD}),
        await ours.admin.post(ADMINS, json={"user_email": own, "password": OTHER_PASSWORD}),
    ):
        problem(refused, 403, "forbidden")


async def test_only_who_may_do_all_that_an_admin_may_makes_one(worker: Management, ours: TestAccount) -> None:
    async with ours.user() as (member, _):
        for refused in (await member.get(ADMINS), await member.post(ADMINS, json={"user_email": an_address()})):
            problem(refused, 403, "forbidden")
    async with key_with_scopes(worker, ours.account_id, frozenset({Permission.MEMBER_MANAGE})) as token:
        assert (await token.get(ADMINS)).status_code == 200
        problem(await token.post(ADMINS, json={"user_email": an_address()}), 403, "forbidden")
        problem(await token.delete(f"{ADMINS}/{an_address()}"), 403, "forbidden")


async def test_the_operator_sets_an_admins_password(worker: Management) -> None:
    async with an_account(worker) as account:
        email = (await account.admin.get("/v2/session")).json()["caller"]["email"]
        url = f"/alchemi/account/{account.account_id}/admin/{email}/password"
        problem(await account.admin.put(url, json={"password": OTHER_PASSWORD}), 403, "forbidden")
        problem(await worker.client.put(url, json={"password": "short"}), 422, "invalid-request")
        assert (await worker.client.put(url, json={"password": OTHER_PASSWORD})).status_code == 200
        async with worker.browser() as browser:
            assert (await log_in(browser, email, PASSWORD)).status_code == 401
            assert (await log_in(browser, email, OTHER_PASSWORD)).status_code == 200


async def test_an_account_notes_things_beside_those_of_the_operator(worker: Management, theirs: TestAccount) -> None:
    async with an_account(worker) as account:
        url = f"/alchemi/account/{account.account_id}"
        await worker.client.patch(url, json={"metadata": {"tier": "gold"}})
        await account.admin.patch(METADATA, json={"metadata": {"tier": "none", "more": {"a": 1, "b": 2}}})
        changed = await account.admin.patch(METADATA, json={"metadata": {"more": {"a": None}, "smtp_config": {}}})
        assert changed.json()["metadata"] == {"tier": "none", "more": {"b": 2}, "smtp_config": {}}
        seen = (await worker.client.get(url)).json()["metadata"]
        assert seen == {"tier": "gold", "account": changed.json()["metadata"]}
        too_much = {"metadata": {"text": "x" * 17_000}}
        problem(await account.admin.patch(METADATA, json=too_much), 422, "invalid-request")
        async with account.user() as (member, _):
            assert (await member.get(METADATA)).json()["metadata"]["tier"] == "none"
            problem(await member.patch(METADATA, json={"metadata": {"a": 1}}), 403, "forbidden")
        assert (await theirs.admin.get(METADATA)).json()["metadata"] == {}


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PNG, "image/png"), (b"\xff\xd8\xff\xe0" + bytes(9), "image/jpeg"), (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp")],
    ids=["png", "jpeg", "webp"],
)
async def test_an_uploaded_logo_is_shown_as_the_picture_that_it_is(
    worker: Management, ours: TestAccount, theirs: TestAccount, content: bytes, kind: str
) -> None:
    html = {"content-type": "text/html"}
    made = await ours.admin.post(f"{THEME}/logo", content=content, headers=html)
    assert made.status_code == 200, made.text
    url = made.json()["theme_config"]["logo_url"]
    async with ours.user("internal_user_viewer") as (viewer, _), worker.key_client(None) as anybody:
        assert (await viewer.get(THEME)).json() == {"values": {"logo_url": url}, "account_id": ours.account_id}
        shown = await anybody.get(url)
        assert (shown.content, shown.headers["content-type"]) == (content, kind)
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert "immutable" in shown.headers["cache-control"]
        foreign = url.replace(ours.account_id, theirs.account_id)
        unknown = [foreign, url[:-1], f"{url}x", f"{THEME}/logo/x", f"{THEME}/logo/%00", f"{THEME}/logo/{'x' * 500}"]
        for address in unknown:
            problem(await anybody.get(address), 404, "not-found")
        problem(await viewer.post(f"{THEME}/logo", content=content), 403, "forbidden")
        assert (await ours.admin.patch(THEME, json={"logo_url": ""})).json()["theme_config"]["logo_url"] is None
        problem(await anybody.get(url), 404, "not-found")
    assert (await theirs.admin.get(THEME)).json()["values"]["logo_url"] is None


@pytest.mark.parametrize(
    "content",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"", b"GIF89a", b" " + PNG, PNG + bytes(256 * 1024)],
    ids=["svg", "nothing", "gif", "later", "large"],
)
async def test_what_is_no_small_picture_is_no_logo(ours: TestAccount, content: bytes) -> None:
    problem(await ours.admin.post(f"{THEME}/logo", content=content), 422, "invalid-request")


@pytest.mark.parametrize(
    "address",
    ["http://corp.example/a.png", "javascript:alert(1)", "https://127.0.0.1/a.png", "https://u:p@corp.example/"],
)
async def test_a_logo_has_a_public_address(ours: TestAccount, address: str) -> None:
    refused = problem(await ours.admin.patch(THEME, json={"logo_url": address}), 422, "invalid-request")
    assert refused["errors"][0]["pointer"] == "/logo_url"
    kept = await ours.admin.patch(THEME, json={"logo_url": "https://corp.example/logo.png"})
    assert kept.json()["theme_config"]["logo_url"] == "https://corp.example/logo.png"
