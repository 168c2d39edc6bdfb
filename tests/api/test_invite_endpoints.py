"""Invitations and forgotten passwords: by mail, once, and for nobody but who has the link."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from alchemi.accounts.stores import call
from alchemi.auth.throttle import LoginLimits
from tests.support.accounts import TestAccount, an_account
from tests.support.cluster import TestDatabase
from tests.support.mail_server import KeptMails
from tests.support.management import Management, management, problem
from tests.support.signing_in import OTHER_PASSWORD, PASSWORD, log_in

GENEROUS = LoginLimits(per_address_a_minute=10_000, per_network_a_minute=10_000, all_a_second=10_000,
                       resolve_per_address_a_minute=10_000)  # fmt: skip


@pytest.fixture(scope="module")
def mails() -> Iterator[KeptMails]:
    with KeptMails() as server:
        yield server


@pytest.fixture(scope="module")
async def worker(database: TestDatabase, mails: KeptMails) -> AsyncIterator[Management]:
    async with management(database, mail_server=mails.server, limits=GENEROUS) as running:
        yield running


def address() -> str:
    return f"{uuid4().hex[:12]}@corp.example"


def token_in(text: str) -> str:
    found = re.search(r"#token=(\S+)", text)
    assert found, text
    return found[1]


async def invited(account: TestAccount, **more: str) -> tuple[dict[str, str], str]:
    response = await account.admin.post("/alchemi/invite", json={"email": address(), **more})
    assert response.status_code == 201, response.text
    return response.json(), token_in(response.json()["link"])


async def test_the_invited_one_comes_in_with_what_was_promised(
    ours: TestAccount, mails: KeptMails, worker: Management
) -> None:
    workspace = (await ours.admin.post("/alchemi/workspace", json={"name": uuid4().hex})).json()["id"]
    email = address()
    body = {"email": email.upper(), "app_role": "viewer", "workspace_id": workspace}
    made = await ours.admin.post("/alchemi/invite", json=body)
    mail = await asyncio.to_thread(mails.next)
    token = token_in(mail.get_content())
    assert (mail["To"], made.json()["was_mailed"], made.json()["email"]) == (email, True, email)
    async with worker.browser() as stranger:
        told = (await stranger.post("/alchemi/invite/verify", json={"token": token})).json()
        assert (told["email"], told["needs_password"]) == (email, True)
        accepted = await stranger.post("/alchemi/invite/accept", json={"token": token, "password": PASSWORD})
        assert accepted.status_code == 200, accepted.text
        assert (await log_in(stranger, email)).status_code == 200
        session = (await stranger.get("/v2/session")).json()
        assert (session["caller"]["app_role"], session["account"]["account_id"]) == ("viewer", ours.account_id)
        members = (await stranger.get(f"/alchemi/workspace/{workspace}")).json()["members"]
        assert session["caller"]["user_id"] in {one["user_id"] for one in members}
    listed = (await ours.admin.get("/alchemi/invite", params={"email": email})).json()["invitations"]
    assert [one["status"] for one in listed] == ["ACCEPTED"]
    assert token not in str(listed)


async def test_a_link_works_once_and_not_when_it_was_revoked_or_sent_again(
    ours: TestAccount, worker: Management
) -> None:
    first, token = await invited(ours)
    again = (await ours.admin.post(f"/alchemi/invite/{first['id']}/resend")).json()
    newer = token_in(again["link"])
    async with worker.browser() as stranger:
        answer = {"password": PASSWORD}
        problem(await stranger.post("/alchemi/invite/accept", json={"token": token, **answer}), 404, "not-found")
        both = await asyncio.gather(
            *(stranger.post("/alchemi/invite/accept", json={"token": newer, **answer}) for _ in range(8))
        )
        assert sorted(one.status_code for one in both) == [200, *[404] * 7]
        second, token = await invited(ours)
        assert (await ours.admin.delete(f"/alchemi/invite/{second['id']}")).status_code == 200
        problem(await stranger.post("/alchemi/invite/accept", json={"token": token, **answer}), 404, "not-found")
        for garbage in ("x", "acc.x", f"{ours.account_id}.{'a' * 43}", f"_system.{'a' * 43}"):
            problem(await stranger.post("/alchemi/invite/accept", json={"token": garbage, **answer}), 404, "not-found")


async def test_an_invitation_whose_time_is_over_says_so_and_makes_room(ours: TestAccount, worker: Management) -> None:
    email = f"{uuid4().hex}@corp.example"
    made = (await ours.admin.post("/alchemi/invite", json={"email": email})).json()
    path, token = f"/alchemi/invite/{made['id']}", token_in(made["link"])
    async with worker.stores.rows_of(ours.account_id) as rows:
        over = {"expires_at": datetime.now(UTC) - timedelta(seconds=1)}
        await call(rows, "Alchemi_UserInviteTable", "update", where={"id": made["id"]}, data=over)
    events = (await ours.admin.get("/alchemi/audit/logs", params={"resource_id": made["id"]})).json()["total"]
    for status, ids in (("PENDING", []), ("EXPIRED", [made["id"]])):
        listed = (await ours.admin.get("/alchemi/invite", params={"email": email, "status": status})).json()
        assert [one["id"] for one in listed["invitations"]] == ids
    assert (await ours.admin.get(path)).json()["status"] == "EXPIRED"
    # Whoever looks has not done it.
    told = (await ours.admin.get("/alchemi/audit/logs", params={"resource_id": made["id"]})).json()["total"]
    assert told == events
    async with worker.browser() as stranger:
        body = {"token": token, "password": PASSWORD}
        problem(await stranger.post("/alchemi/invite/accept", json=body), 404, "not-found")
    newer = (await ours.admin.post("/alchemi/invite", json={"email": email})).json()
    # Two that are open would be one too many.
    problem(await ours.admin.post(f"{path}/resend"), 409, "conflict")
    assert (await ours.admin.delete(f"/alchemi/invite/{newer['id']}")).status_code == 200
    again = await ours.admin.post(f"{path}/resend")
    assert (again.status_code, again.json()["status"]) == (200, "PENDING")


async def test_another_accounts_name_in_the_token_opens_nothing(
    ours: TestAccount, theirs: TestAccount, worker: Management
) -> None:
    _, token = await invited(ours)
    forged = f"{theirs.account_id}.{token.rpartition('.')[2]}"
    async with worker.browser() as stranger:
        answer = await stranger.post("/alchemi/invite/accept", json={"token": forged, "password": PASSWORD})
        problem(answer, 404, "not-found")


async def test_nobody_invites_above_themselves_nor_twice(ours: TestAccount) -> None:
    async with ours.user("org_admin") as (leader, _):
        problem(await leader.post("/alchemi/invite", json={"email": address(), "app_role": "admin"}), 403, "forbidden")
    email = address()
    assert (await ours.admin.post("/alchemi/invite", json={"email": email})).status_code == 201
    problem(await ours.admin.post("/alchemi/invite", json={"email": email}), 409, "conflict")


async def test_a_suspended_accounts_invitations_are_nobodys(worker: Management) -> None:
    async with an_account(worker) as account:
        _, token = await invited(account)
        suspended = await worker.client.delete(f"/account/{account.account_id}")
        assert suspended.status_code == 200, suspended.text
        async with worker.browser() as stranger:
            answer = await stranger.post("/alchemi/invite/accept", json={"token": token, "password": PASSWORD})
            problem(answer, 404, "not-found")


async def test_a_forgotten_password_is_set_by_link_and_ends_sessions(
    ours: TestAccount, mails: KeptMails, worker: Management
) -> None:
    _, token = await invited(ours)
    async with worker.browser() as user, worker.browser() as stranger:
        email = (await stranger.post("/alchemi/invite/verify", json={"token": token})).json()["email"]
        await stranger.post("/alchemi/invite/accept", json={"token": token, "password": PASSWORD})
        assert (await log_in(user, email)).status_code == 200
        mails.mails.clear()
        while mails.arrived.acquire(blocking=False):
            pass
        unknown = await stranger.post("/v2/login/forgot", json={"email": address()})
        known = await stranger.post("/v2/login/forgot", json={"email": email})
        assert (known.status_code, known.text) == (unknown.status_code, unknown.text) == (202, known.text)
        link = token_in((await asyncio.to_thread(mails.next)).get_content())
        assert len(mails.mails) == 1
        weak = await stranger.post("/v2/login/reset", json={"token": link, "password": "short"})
        assert [one["pointer"] for one in problem(weak, 422, "invalid-request")["errors"]] == ["/password"]
        done = await stranger.post("/v2/login/reset", json={"token": link, "password": OTHER_PASSWORD})
        assert done.status_code == 200, done.text
        again = await stranger.post("/v2/login/reset", json={"token": link, "password": PASSWORD})
        problem(again, 404, "not-found")
        assert (await log_in(stranger, email)).status_code == 401
        assert (await log_in(stranger, email, OTHER_PASSWORD)).status_code == 200


async def test_the_own_password_is_changed_by_who_knows_it(ours: TestAccount, worker: Management) -> None:
    csrf: httpx.AsyncClient
    async with ours.user() as (csrf, _):
        body = {"password": OTHER_PASSWORD, "new_password": "a much longer sentence"}
        wrong = await csrf.post("/v2/session/password", json=body)
        assert [one["pointer"] for one in problem(wrong, 422, "invalid-request")["errors"]] == ["/password"]
        right = await csrf.post("/v2/session/password", json={"password": PASSWORD, "new_password": OTHER_PASSWORD})
        assert right.status_code == 200, right.text
        assert "Max-Age=0" in right.headers["set-cookie"]


async def test_an_underscore_in_an_address_stands_for_itself(ours: TestAccount, worker: Management) -> None:
    mark = uuid4().hex[:10]
    async with worker.browser() as stranger:
        users = set()
        for email in (f"a-b.{mark}@corp.example", f"a_b.{mark}@corp.example"):
            made = await ours.admin.post("/alchemi/invite", json={"email": email})
            assert made.status_code == 201, made.text
            answer = {"token": token_in(made.json()["link"]), "password": PASSWORD}
            accepted = await stranger.post("/alchemi/invite/accept", json=answer)
            assert accepted.status_code == 200, accepted.text
            users.add(accepted.json()["user_id"])
    assert len(users) == 2


async def test_a_mailed_link_ends_with_the_password_and_the_address_that_it_was_for(
    worker: Management, mails: KeptMails
) -> None:
    async with an_account(worker) as account, worker.browser() as stranger:
        for change in ({"password": OTHER_PASSWORD}, {"new_email": address()}):
            email = address()
            body = {"user_email": email, "password": PASSWORD}
            made = await worker.client.post(f"/account/{account.account_id}/admin", json=body)
            assert made.status_code == 200, made.text
            while mails.arrived.acquire(blocking=False):
                pass
            mails.mails.clear()
            assert (await stranger.post("/v2/login/forgot", json={"email": email})).status_code == 202
            link = token_in((await asyncio.to_thread(mails.next)).get_content())
            changed = await account.admin.put(f"/alchemi/account/admin/{email}", json=change)
            assert changed.status_code == 200, changed.text
            reset = await stranger.post("/v2/login/reset", json={"token": link, "password": "thief-Of-77-mailboxes"})
            problem(reset, 404, "not-found")


async def test_no_older_invitation_takes_back_who_was_removed(ours: TestAccount, worker: Management) -> None:
    invite, token = await invited(ours)
    made = await ours.admin.post("/alchemi/user", json={"email": invite["email"], "name": "Made meanwhile"})
    assert made.status_code == 201, made.text
    assert (await ours.admin.delete(f"/alchemi/user/{made.json()['id']}")).status_code == 200
    async with worker.browser() as stranger:
        answer = await stranger.post("/alchemi/invite/accept", json={"token": token, "password": PASSWORD})
        problem(answer, 404, "not-found")


async def test_an_older_invitation_takes_over_no_user_whom_others_made(ours: TestAccount, worker: Management) -> None:
    """Whoever invites is told the link; the gateway's own users have no membership, and no password yet."""
    async with ours.user("org_admin") as (leader, _), worker.browser() as stranger:
        made = await leader.post("/alchemi/invite", json={"email": address()})
        user = {"user_id": uuid4().hex, "user_email": made.json()["email"], "user_role": "proxy_admin", "models": []}
        async with worker.stores.rows_of(ours.account_id) as rows:
            await call(rows, "LiteLLM_UserTable", "create", data=user)
        answer = {"token": token_in(made.json()["link"]), "password": PASSWORD}
        problem(await stranger.post("/alchemi/invite/accept", json=answer), 409, "conflict")
        assert (await log_in(stranger, user["user_email"])).status_code == 401
