"""Search: what is found, in which order, and that nobody finds what they may not see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import httpx
import pytest
from prisma.fields import Json

from alchemi.accounts.stores import call
from alchemi.auth.permissions import Permission
from tests.support.accounts import TestAccount
from tests.support.management import Management, key_with_scopes, problem

URL = "/alchemi/search"


async def found(client: httpx.AsyncClient, text: str, **more: str) -> list[tuple[str, str]]:
    response = await client.get(URL, params={"q": text} | more)
    assert response.status_code == 200, response.text
    return [(one["kind"], one["name"]) for one in response.json()["results"]]


async def made(account: TestAccount, path: str, **body: object) -> dict[str, Any]:
    response = await account.admin.post(path, json=body)
    assert response.status_code == 201, response.text
    row: dict[str, Any] = response.json()
    return row


async def seeded(account: TestAccount, table: str, **data: object) -> None:
    async with account.worker.stores.rows_of(account.account_id) as unit:
        await call(unit, table, "create", data=data)


@pytest.fixture(scope="module")
async def member(ours: TestAccount) -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(ours.user())


async def test_things_of_many_kinds_are_found_by_name(ours: TestAccount, name: str) -> None:
    await made(ours, "/alchemi/workspace", name=name)
    await made(ours, "/alchemi/group", name=name)
    await made(ours, "/alchemi/agentdef", name=name)
    await made(ours, "/alchemi/ticket", subject=name, description="x")
    await seeded(ours, "LiteLLM_VerificationToken", token=uuid4().hex, key_alias=name, key_name="sk-...9f2c", models=[])
    await seeded(ours, "LiteLLM_TeamTable", team_id=uuid4().hex, team_alias=name, models=[], admins=[], members=[])
    kinds = ["agent", "gateway_team", "group", "key", "ticket", "workspace"]
    assert await found(ours.admin, name) == [(kind, name) for kind in kinds]
    assert await found(ours.admin, name.lower()[2:-1], kinds="group,key") == [("group", name), ("key", name)]


async def test_whole_matches_come_first_then_beginnings(ours: TestAccount, name: str) -> None:
    for text in (f"the {name}", f"{name} two", name):
        await made(ours, "/alchemi/group", name=text)
    assert [one[1] for one in await found(ours.admin, name)] == [name, f"{name} two", f"the {name}"]
    assert len(await found(ours.admin, name, limit="2")) == 2


async def test_an_id_is_found_by_its_beginning(ours: TestAccount, name: str) -> None:
    group = await made(ours, "/alchemi/group", name=name)
    [one] = (await ours.admin.get(URL, params={"q": group["id"][:13]})).json()["results"]
    assert (one["id"], one["href"]) == (group["id"], f"/ui/members/?tab=groups&id={group['id']}")


@pytest.mark.parametrize("text", ["%", "_", "\\", "100%_\\", "' OR 1=1 --", "x" * 200])
async def test_what_is_typed_is_taken_literally(ours: TestAccount, text: str) -> None:
    await made(ours, "/alchemi/group", name=f"plain {uuid4().hex}")
    assert [one for one in await found(ours.admin, text) if text.lower() not in one[1].lower()] == []
    name = f"{uuid4().hex[:6]} {text}"[:110]
    await made(ours, "/alchemi/group", name=name)
    assert ("group", name.strip()) in await found(ours.admin, name)


async def test_the_secret_of_a_key_finds_nothing(ours: TestAccount, name: str) -> None:
    token = uuid4().hex + uuid4().hex
    await seeded(ours, "LiteLLM_VerificationToken", token=token, key_alias=name, models=[])
    assert await found(ours.admin, token) == []
    assert await found(ours.admin, token[:20]) == []


async def test_another_account_finds_nothing_of_ours(ours: TestAccount, theirs: TestAccount, name: str) -> None:
    group = await made(ours, "/alchemi/group", name=name)
    await made(ours, "/alchemi/workspace", name=name)
    await seeded(ours, "LiteLLM_ProxyModelTable", model_id=uuid4().hex, model_name=name, litellm_params=Json({}),
                 created_by="x", updated_by="x")  # fmt: skip
    for text in (name, group["id"], ours.admin_id):
        assert await found(theirs.admin, text) == []
        assert await found(theirs.service, text) == []
        assert await found(ours.service, text) != []


async def test_a_member_finds_only_what_they_may_see(
    ours: TestAccount, member: tuple[httpx.AsyncClient, str], name: str
) -> None:
    client, user_id = member
    workspace = await made(ours, "/alchemi/workspace", name=name)
    await made(ours, "/alchemi/connection", name=name, type="rest", workspace_id=workspace["id"])
    await made(ours, "/alchemi/ticket", subject=name, description="not theirs")
    await made(
        ours, "/alchemi/sso", name=name, kind="okta", issuer="https://x.okta.com", client_id="c", client_secret="s"
    )
    await seeded(ours, "LiteLLM_VerificationToken", token=uuid4().hex, key_alias=name, user_id="somebody", models=[])
    await seeded(ours, "LiteLLM_TeamTable", team_id=f"t-{name}", team_alias=name, models=[], admins=[], members=[])
    team_model = {
        "model_id": uuid4().hex,
        "model_name": name,
        "litellm_params": Json({}),
        "model_info": Json({"team_id": f"t-{name}"}),
    }
    await seeded(ours, "LiteLLM_ProxyModelTable", **team_model, created_by="x", updated_by="x")
    assert await found(client, name) == []
    assert await found(client, ours.admin_id) == []
    await made(ours, f"/alchemi/workspace/{workspace['id']}/member", user_id=user_id)
    await seeded(ours, "LiteLLM_VerificationToken", token=uuid4().hex, key_alias=name, user_id=user_id, models=[])
    async with ours.worker.stores.rows_of(ours.account_id) as unit:
        await call(unit, "LiteLLM_UserTable", "update", where={"user_id": user_id}, data={"teams": [f"t-{name}"]})
    kinds = ["connection", "gateway_team", "key", "model", "workspace"]
    assert [one[0] for one in await found(client, name)] == kinds


async def test_a_token_finds_what_its_scopes_say(worker: Management, ours: TestAccount, name: str) -> None:
    await made(ours, "/alchemi/group", name=name)
    await made(ours, "/alchemi/workspace", name=name)
    scopes = frozenset({Permission.ACCOUNT_READ, Permission.GROUP_READ})
    async with key_with_scopes(worker, ours.account_id, scopes) as client:
        assert await found(client, name) == [("group", name)]


async def test_bad_questions_name_their_place(ours: TestAccount) -> None:
    for query in ({}, {"q": ""}, {"q": "x" * 201}, {"q": "a\x00b"}):
        body = problem(await ours.admin.get(URL, params=query), 422, "invalid-request")
        assert [one["parameter"] for one in body["errors"]] == ["q"]
    for query, name in (({"kinds": "nothing"}, "kinds"), ({"limit": "51"}, "limit"), ({"no": "1"}, "no")):
        body = problem(await ours.admin.get(URL, params={"q": "x"} | query), 422, "invalid-request")
        assert [one["parameter"] for one in body["errors"]] == [name]
