"""Access tokens: what they open, where, and until when."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem


async def made(account: TestAccount, *scopes: str, **more: Any) -> dict[str, Any]:
    body = {"name": uuid4().hex, "scopes": list(scopes), **more}
    response = await account.admin.post("/alchemi/token", json=body)
    assert response.status_code == 201, response.text
    token: dict[str, Any] = response.json()
    return token


def bearer(account: TestAccount, token: str) -> httpx.AsyncClient:
    return account.worker.key_client(token)


async def test_a_token_acts_within_its_scopes(ours: TestAccount) -> None:
    token = await made(ours, "groups:read")
    assert token["token"].startswith("alt_")
    async with bearer(ours, token["token"]) as service:
        assert (await service.get("/alchemi/group")).status_code == 200
        problem(await service.post("/alchemi/group", json={"name": "x"}), 403, "forbidden")
        problem(await service.get("/alchemi/token"), 403, "forbidden")
        problem(await service.get("/alchemi/account/list"), 403, "forbidden")
        assert (await service.get("/key/list")).status_code == 403
        assert (await service.get("/no/such/route")).status_code == 404


async def test_a_token_is_told_once(ours: TestAccount) -> None:
    token = await made(ours, "groups:read")
    for path in (f"/alchemi/token/{token['id']}", "/alchemi/token"):
        text = (await ours.admin.get(path)).text
        assert token["token"] not in text
        assert "token_hash" not in text


async def test_a_token_sees_its_workspaces_alone(ours: TestAccount) -> None:
    mine = (await ours.admin.post("/alchemi/workspace", json={"name": "mine"})).json()["id"]
    other = (await ours.admin.post("/alchemi/workspace", json={"name": "other"})).json()["id"]
    token = await made(ours, "workspaces:read", workspace_ids=[mine])
    async with bearer(ours, token["token"]) as service:
        found = (await service.get("/alchemi/workspace")).json()["workspaces"]
        assert [one["id"] for one in found] == [mine]
        problem(await service.get(f"/alchemi/workspace/{other}"), 404, "not-found")


async def test_what_is_revoked_or_rotated_opens_nothing(ours: TestAccount, worker: Management) -> None:
    token = await made(ours, "groups:read")
    rotated = (await ours.admin.post(f"/alchemi/token/{token['id']}/rotate")).json()
    async with bearer(ours, token["token"]) as old, bearer(ours, rotated["token"]) as new:
        problem(await old.get("/alchemi/group"), 401, "unauthenticated")
        assert (await ours.admin.delete(f"/alchemi/token/{token['id']}")).status_code == 200
        problem(await new.get("/alchemi/group"), 401, "unauthenticated")
    problem(await ours.admin.patch(f"/alchemi/token/{token['id']}", json={"name": "x"}), 409, "conflict")


async def test_nobody_gives_what_they_lack(ours: TestAccount) -> None:
    body = {"name": "strong", "scopes": ["quotas:consume"]}
    problem(await ours.admin.post("/alchemi/token", json=body), 403, "forbidden")
    body = {"name": "over", "scopes": [], "expires_at": (datetime.now(UTC) - timedelta(minutes=1)).isoformat()}
    problem(await ours.admin.post("/alchemi/token", json=body), 422, "invalid-request")
    body = {"name": "elsewhere", "scopes": [], "workspace_ids": ["nowhere"]}
    problem(await ours.admin.post("/alchemi/token", json=body), 422, "invalid-request")


async def test_a_service_learns_of_its_own_accounts_tokens_only(ours: TestAccount, worker: Management) -> None:
    token = (await made(ours, "groups:read"))["token"]
    told = (await ours.service.post("/alchemi/token/validate", json={"token": token})).json()
    assert told == {"valid": True, "account_id": ours.account_id, "scopes": ["groups:read"], "workspace_ids": []}
    async with an_account(worker) as other:
        told = (await other.service.post("/alchemi/token/validate", json={"token": token})).json()
        assert told["valid"] is False
        assert told["account_id"] is None
    for text in ("alt_unknown", "sk-1234", "x"):
        told = (await ours.service.post("/alchemi/token/validate", json={"token": text})).json()
        assert told["valid"] is False


async def test_nobody_guesses_tokens_for_long(worker: Management) -> None:
    async with an_account(worker) as one, an_account(worker) as other:
        path, body = "/alchemi/token/validate", {"token": "alt_unknown"}
        answers = await asyncio.gather(*(one.service.post(path, json=body) for _ in range(500)))
        statuses = [answer.status_code for answer in answers]
        assert (set(statuses), statuses.count(200) >= 200) == ({200, 429}, True)
        refused = problem(answers[statuses.index(429)], 429, "too-many-requests")
        assert "alt_" not in str(refused)
        assert (await other.service.post(path, json=body)).status_code == 200


async def test_revoked_tokens_are_listed_apart(worker: Management) -> None:
    async with an_account(worker) as account:
        kept, gone = await made(account, "groups:read"), await made(account, "groups:read")
        await account.admin.delete(f"/alchemi/token/{gone['id']}")
        for revoked, ids in ((True, {gone["id"]}), (False, {kept["id"]}), (None, {kept["id"], gone["id"]})):
            params = {} if revoked is None else {"revoked": revoked}
            page = (await account.admin.get("/alchemi/token/list", params=params)).json()
            assert ({one["id"] for one in page["tokens"]}, page["total"]) == (ids, len(ids))


async def test_an_expired_token_is_nobodys(ours: TestAccount) -> None:
    soon = datetime.now(UTC) + timedelta(milliseconds=400)
    token = await made(ours, "groups:read", expires_at=soon.isoformat())
    async with bearer(ours, token["token"]) as service:
        answers = [(await service.get("/alchemi/group")).status_code for _ in range(2)]
        while datetime.now(UTC) < soon:
            answers.append((await service.get("/alchemi/group")).status_code)
        problem(await service.get("/alchemi/group"), 401, "unauthenticated")
    assert answers[0] == 200


@pytest.mark.parametrize("token", ["alt_", "alt_x", "alt_\u00e9", "alt_" + "a" * 5000])
async def test_garbage_is_refused(ours: TestAccount, token: str) -> None:
    response = await ours.service.get("/alchemi/group", headers={"authorization": f"Bearer {token}".encode("latin-1")})
    problem(response, 401, "unauthenticated")
