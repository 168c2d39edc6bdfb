"""Setting up providers: what is refused, what is never told, who may do it, and what a test sign-in shows."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from alchemi.auth.permissions import Permission
from tests.support.accounts import TestAccount
from tests.support.hostile_provider import CLIENT_SECRET, MARKER
from tests.support.management import ORIGIN, Management, key_with_scopes, problem
from tests.support.signing_in import Make, an_address
from tests.support.single_sign_on import SignOn, entered, refused

BODY = {
    "kind": "generic",
    "issuer": "https://login.example.com",
    "client_id": "console",
    "client_secret": CLIENT_SECRET,
}
TENANT = "7ae5c2b1-3d0f-4c39-9d0e-27d1f6a4b8c0"


async def made(account: TestAccount, **more: Any) -> dict[str, Any]:
    response = await account.admin.post("/alchemi/sso", json={**BODY, "name": uuid4().hex, **more})
    assert response.status_code == 201, response.text
    found: dict[str, Any] = response.json()
    return found


async def test_each_kind_has_its_issuer(ours: TestAccount) -> None:
    google = await made(ours, kind="google", issuer=None)
    assert google["issuer"] == "https://accounts.google.com"
    microsoft = await made(ours, kind="microsoft", issuer=None, tenant=TENANT.upper())
    assert microsoft["issuer"] == f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert (await made(ours, kind="okta", issuer="https://corp.okta.com"))["issuer"] == "https://corp.okta.com"
    assert google["redirect_uri"] == f"{ORIGIN}/v2/login/sso/{ours.account_id}/callback"
    assert google["is_enabled"] is False


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"issuer": None}, "/issuer"),
        ({"kind": "okta", "issuer": None}, "/issuer"),
        ({"issuer": "http://login.example.com"}, "/issuer"),
        ({"issuer": "https://10.0.0.1"}, "/issuer"),
        ({"issuer": "https://169.254.169.254/"}, "/issuer"),
        ({"issuer": "https://localhost"}, "/issuer"),
        ({"issuer": "https://[::ffff:127.0.0.1]/"}, "/issuer"),
        ({"issuer": "https://a:b@login.example.com"}, "/issuer"),
        ({"issuer": "https://login.example.com/?a=b"}, "/issuer"),
        ({"issuer": "https://login.example.com/#a"}, "/issuer"),
        ({"issuer": "file:///etc/passwd"}, "/issuer"),
        ({"issuer": "login.example.com"}, "/issuer"),
        ({"issuer": "https://login.microsoftonline.com/common/v2.0"}, "/issuer"),
        ({"issuer": "https://LOGIN.microsoftonline.com/organizations/v2.0"}, "/issuer"),
        ({"kind": "google"}, "/issuer"),
        ({"kind": "google", "issuer": None, "tenant": TENANT}, "/tenant"),
        ({"kind": "microsoft", "issuer": None}, "/tenant"),
        ({"kind": "microsoft", "issuer": None, "tenant": "common"}, "/tenant"),
        ({"kind": "microsoft", "issuer": None, "tenant": "organizations"}, "/tenant"),
        ({"kind": "microsoft", "issuer": None, "tenant": "corp.example"}, "/tenant"),
        ({"kind": "saml"}, "/kind"),
        ({"client_secret": "****"}, "/client_secret"),
        ({"client_secret": ""}, "/client_secret"),
        ({"client_id": ""}, "/client_id"),
        ({"default_role": "proxy_admin"}, "/default_role"),
        ({"rules": [{"claim": "g", "value": "a", "role": "proxy_admin"}]}, "/rules/0/role"),
        ({"rules": [{"claim": "g", "value": "a", "role": "root"}]}, "/rules/0/role"),
        ({"rules": [{"claim": "g", "value": "a"}]}, "/rules/0/role"),
        ({"scopes": ["openid email"]}, "/scopes/0"),
        ({"redirect_uri": "https://evil.example"}, "/redirect_uri"),
    ],
)
async def test_what_cannot_work_is_refused_by_field(ours: TestAccount, sent: dict[str, Any], pointer: str) -> None:
    body = {**BODY, "name": uuid4().hex, **sent}
    response = await ours.admin.post(
        "/alchemi/sso", json={name: value for name, value in body.items() if value is not None}
    )
    errors = problem(response, 422, "invalid-request")["errors"]
    assert [one["pointer"] for one in errors] == [pointer]
    assert CLIENT_SECRET not in response.text


async def test_a_secret_is_never_told_and_its_mask_keeps_it(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    provider = await sign_on.provider(realm)
    admin, path = sign_on.ours.admin, f"/alchemi/sso/{provider}"
    sent = {"client_secret": "****", "name": uuid4().hex}
    for response in (await admin.patch(path, json=sent), await admin.get(path), await admin.get("/alchemi/sso")):
        assert response.status_code == 200, response.text
        assert CLIENT_SECRET not in response.text
    async with sign_on.worker.browser() as browser:
        entered(await sign_on.sign_in(browser, realm, provider))
    # Another issuer would get to see it.
    for change in ({"issuer": "https://evil.example"}, {"issuer": "https://evil.example", "client_secret": "****"}):
        errors = problem(await admin.patch(path, json=change), 422, "invalid-request")["errors"]
        assert errors[0]["pointer"] == "/client_secret"
    events = await sign_on.run("SELECT coalesce(before, '') || coalesce(after, '') FROM \"Alchemi_AuditEvent\"")
    assert any(realm.issuer in row[0] for row in events)
    assert not any(CLIENT_SECRET in row[0] for row in events)


async def test_only_who_manages_the_account_lets_a_provider_make_admins(ours: TestAccount, worker: Management) -> None:
    scopes = frozenset({Permission.SSO_READ, Permission.SSO_WRITE})
    async with key_with_scopes(worker, ours.account_id, scopes) as client:
        body = {**BODY, "name": uuid4().hex}
        problem(await client.post("/alchemi/sso", json={**body, "grants_admin": True}), 403, "forbidden")
        provider = (await client.post("/alchemi/sso", json=body)).json()["id"]
        problem(await client.patch(f"/alchemi/sso/{provider}", json={"grants_admin": True}), 403, "forbidden")
        problem(await client.put("/alchemi/sso/requirement", json={"require_sso": False}), 403, "forbidden")


async def test_an_account_has_a_bounded_number_of_providers_with_names_of_their_own(sign_on: SignOn) -> None:
    admin = sign_on.theirs.admin
    for number in range(20):
        assert (await admin.post("/alchemi/sso", json={**BODY, "name": f"p{number}"})).status_code == 201
    problem(await admin.post("/alchemi/sso", json={**BODY, "name": "p20"}), 409, "conflict")
    [one, *_] = (await admin.get("/alchemi/sso")).json()["providers"]
    await admin.delete(f"/alchemi/sso/{one['id']}")
    problem(await admin.post("/alchemi/sso", json={**BODY, "name": "p3"}), 409, "conflict")


@pytest.mark.parametrize("lie", [False, True], ids=["honest", "lying"])
async def test_a_test_sign_in_shows_what_came_and_makes_nothing(sign_on: SignOn, lie: bool) -> None:
    realm = sign_on.hostile.realm()
    realm.claims |= {
        "groups": ["a\0b", "\ud800"],
        "deep": {"a": [[[[[[[[[1]]]]]]]]]},
        "big": 2**80,
        "email": f"a@{MARKER}.example",
    }
    realm.claims |= {"aud": "another"} if lie else {}
    provider = await sign_on.provider(realm, is_enabled=False)
    admin, path = sign_on.ours.admin, f"/alchemi/sso/{provider}/test"
    problem(await admin.get(path), 404, "not-found")
    async with sign_on.nothing_changes():
        begun = await admin.post(path)
        assert begun.status_code == 200, begun.text
        query = dict(part.split("=") for part in begun.json()["url"].partition("?")[2].split("&"))
        realm.nonce = query["nonce"]
        answer = await sign_on.come_back(admin, {"code": "c", "state": query["state"]})
        assert answer.headers["location"] == "/ui/settings/?tab=sso&tested=1"
        assert MARKER not in answer.text + str(answer.headers)
        # Nobody else signs in with what is left of it, and the provider is still switched off.
        refused(await sign_on.come_back(admin, {"code": "c", "state": query["state"]}))
    outcome = (await admin.get(path)).json()
    assert outcome["is_accepted"] is not lie
    assert outcome["refusal"] == ("The ID token is for another client." if lie else None)
    assert (outcome["claims"].get("sub"), outcome["role"]) == ((None, None) if lie else ("subject-1", "internal_user"))
    problem(await sign_on.theirs.admin.get(path), 404, "not-found")
    problem(await sign_on.theirs.admin.post(path), 404, "not-found")
    await sign_on.run("UPDATE \"Alchemi_SsoTest\" SET tested_at = now() - interval '61 minutes'")
    problem(await admin.get(path), 404, "not-found")


async def test_a_provider_is_asked_what_it_says_of_itself_before_anybody_signs_in(sign_on: SignOn) -> None:
    realm = sign_on.hostile.realm()
    admin, provider = sign_on.ours.admin, await sign_on.provider(realm, is_enabled=False)
    path = f"/alchemi/sso/{provider}/check"
    async with sign_on.nothing_changes():
        told = await admin.post(path)
        assert told.status_code == 200, told.text
        assert told.json()["issuer"] == realm.issuer
        assert told.json()["signing_keys"] >= 1
        problem(await sign_on.theirs.admin.post(path), 404, "not-found")
        # It is asked again each time, and what it answers is not repeated.
        realm.metadata = {"issuer": f"https://{MARKER}.example"}
        answer = await admin.post(path)
        assert "issuer is another one" in problem(answer, 502, "sso-misconfigured")["detail"]
        assert MARKER not in answer.text


async def test_the_operator_sees_sets_and_takes_away_an_accounts_providers(worker: Management, make: Make) -> None:
    account = await make(an_address())
    path, operator = f"/account/{account}/sso", worker.client
    empty = (await operator.get(path)).json()
    assert (empty["sso_provider"], empty["enabled"], empty["providers"]) == (None, False, [])
    problem(await operator.put(path, json={"sso_provider": "google"}), 422, "invalid-request")
    problem(await operator.put(path, json={"require_sso": True}), 409, "conflict")
    problem(await operator.delete(path), 404, "not-found")
    sent = {
        "sso_provider": "google",
        "enabled": True,
        "sso_settings": {"client_id": "c", "client_secret": CLIENT_SECRET},
    }
    made_one = await operator.put(f"/alchemi{path}", json=sent)
    assert made_one.status_code == 200, made_one.text
    assert (made_one.json()["sso_provider"], made_one.json()["enabled"]) == ("google", True)
    assert CLIENT_SECRET not in made_one.text
    kept = await operator.put(path, json={**sent, "sso_settings": {"client_id": "d", "client_secret": "****"}})
    [one] = kept.json()["providers"]
    assert (one["client_id"], one["client_secret"]) == ("d", "****")
    other = {"client_id": "c", "client_secret": "s", "issuer": "https://10.0.0.1"}
    problem(await operator.put(path, json={"sso_provider": "okta", "sso_settings": other}), 422, "invalid-request")
    assert (await operator.delete(path)).json()["providers"] == []
    problem(await operator.get("/account/acc_nobody/sso"), 404, "not-found")
