"""Providers, models, defaults and prices of a studio: the account's own, and the platform's below them."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import httpx

from alchemi.accounts.stores import call
from tests.support.accounts import TestAccount
from tests.support.management import Management, problem

URL = "/alchemi/config"
PLATFORM = f"{URL}/platform"


async def made(client: httpx.AsyncClient, path: str, **body: Any) -> dict[str, Any]:
    response = await client.post(f"{URL}/{path}", json=body)
    assert response.status_code == 201, response.text
    row: dict[str, Any] = response.json()
    return row


async def test_a_provider_names_a_credential_of_the_account_and_no_variable(
    ours: TestAccount, theirs: TestAccount, name: str
) -> None:
    for account, credential in ((ours, "ours"), (theirs, "theirs")):
        async with account.worker.stores.rows_of(account.account_id) as unit:
            data = {
                "credential_id": uuid4().hex, "credential_name": f"{name} {credential}", "credential_values": "{}",
                "created_by": "a", "updated_by": "a",
            }  # fmt: skip
            await call(unit, "LiteLLM_CredentialsTable", "create", data=data)
    row = await made(ours.admin, "provider", name=name, credential_name=f"{name} ours")
    assert row["credential_name"] == f"{name} ours"
    for body in ({"credential_name": f"{name} theirs"}, {"credential_name": "none"}):
        found = problem(await ours.admin.patch(f"{URL}/provider/{row['id']}", json=body), 422, "invalid-request")
        assert found["errors"][0]["pointer"] == "/credential_name"
    for field in ("api_key_env_var", "endpoint_env_var"):
        body = {"name": "other", field: "OPENAI_API_KEY"}
        problem(await ours.service.post(f"{URL}/provider/new", json=body), 422, "invalid-request")
    assert problem(await ours.admin.post(f"{URL}/provider", json={"name": name}), 409, "conflict")["field"] == "name"
    await made(theirs.admin, "provider", name=name)


async def test_a_provider_in_use_stays_active(ours: TestAccount, theirs: TestAccount, name: str) -> None:
    provider = await made(ours.admin, "provider", name=name)
    model = await made(ours.admin, "model", provider_id=provider["id"], deployment_name="m", capability="chat")
    problem(
        await theirs.admin.post(f"{URL}/model", json={"provider_id": provider["id"], "deployment_name": "m"}),
        422, "invalid-request",
    )  # fmt: skip
    one = f"{URL}/provider/{provider['id']}"
    problem(await ours.admin.delete(one), 409, "conflict")
    problem(await ours.admin.patch(one, json={"is_active": False}), 409, "conflict")
    assert (await ours.admin.delete(f"{URL}/model/{model['id']}")).status_code == 200
    assert (await ours.admin.delete(one)).status_code == 200
    assert (await ours.admin.get(one)).json()["is_active"] is False
    again = {"is_active": True}
    problem(await ours.admin.patch(f"{URL}/model/{model['id']}", json=again), 409, "conflict")
    body = {"provider_id": provider["id"], "deployment_name": "n"}
    problem(await ours.admin.post(f"{URL}/model", json=body), 409, "conflict")
    assert (await ours.admin.patch(one, json=again)).status_code == 200
    assert (await ours.admin.patch(f"{URL}/model/{model['id']}", json=again)).status_code == 200
    assert problem(await ours.admin.post(f"{URL}/model", json=body | {"deployment_name": "m"}), 409, "conflict")[
        "field"
    ]


async def test_a_model_has_costs_that_can_be_and_holds_no_secrets(ours: TestAccount, name: str) -> None:
    provider = await made(ours.admin, "provider", name=name)
    body = {"provider_id": provider["id"], "deployment_name": "m"}
    for more, pointer in (
        ({"input_cost_per_million": -1}, "/input_cost_per_million"), ({"capability": "thinking"}, "/capability"),
        ({"extra_body": {"api_key": "secret"}}, "/extra_body"),
        ({"extra_body": {"a": [{"b": "Bearer abcdefghijklmnop"}]}}, "/extra_body"),
    ):  # fmt: skip
        found = problem(await ours.admin.post(f"{URL}/model", json=body | more), 422, "invalid-request")
        assert found["errors"][0]["pointer"] == pointer
    row = await made(ours.admin, "model", **body, input_cost_per_million=2.5, extra_body={"max_tokens": 5})
    assert (row["input_cost_per_million"], row["output_cost_per_million"]) == (2.5, 0)
    listed = (await ours.admin.get(f"{URL}/model/list", params={"provider_id": provider["id"]})).json()
    assert [(one["id"], one["provider"]["name"]) for one in listed["models"]] == [(row["id"], name)]


async def test_a_default_is_set_whether_there_was_one_or_not(
    worker: Management, ours: TestAccount, theirs: TestAccount, name: str
) -> None:
    provider = await made(ours.admin, "provider", name=name)
    first, second = [
        await made(ours.admin, "model", provider_id=provider["id"], deployment_name=one) for one in ("a", "b")
    ]
    purpose = f"p-{uuid4().hex[:8]}"
    path = f"{URL}/defaults/{purpose}"
    for model in (first, second):
        answer = await ours.admin.put(path, json={"model_id": model["id"]})
        assert (answer.status_code, answer.json()["model_id"]) == (200, model["id"])
    for account, model_id in ((theirs, first["id"]), (ours, "nothing")):
        found = problem(await account.admin.put(path, json={"model_id": model_id}), 422, "invalid-request")
        assert found["errors"][0]["pointer"] == "/model_id"
    problem(await ours.admin.delete(f"{URL}/model/{second['id']}"), 409, "conflict")
    problem(await ours.admin.patch(f"{URL}/model/{second['id']}", json={"is_active": False}), 409, "conflict")
    problem(await ours.admin.put(f"{URL}/defaults/No Purpose", json={"model_id": first["id"]}), 422, "invalid-request")
    answers = await asyncio.gather(
        *(ours.admin.put(f"{path}-b", json={"model_id": model["id"]}) for model in (first, second) * 4)
    )
    assert {answer.status_code for answer in answers} == {200}
    problem(await theirs.admin.delete(path), 404, "not-found")
    assert purpose not in (await theirs.admin.get(f"{URL}/defaults")).text


async def test_the_platforms_stand_below_the_accounts_own(
    worker: Management, ours: TestAccount, theirs: TestAccount, name: str
) -> None:
    operator = worker.client
    body = {"name": name, "api_key_env_var": "OPENAI_API_KEY", "endpoint_env_var": "OPENAI_BASE"}
    provider = await made(operator, "platform/provider", **body)
    model = await made(operator, "platform/model", provider_id=provider["id"], deployment_name="m")
    purpose = f"p-{uuid4().hex[:8]}"
    answer = await operator.put(f"{PLATFORM}/defaults/{purpose}", json={"model_id": model["id"]})
    assert answer.status_code == 200, answer.text
    problem(await operator.post(f"{PLATFORM}/provider", json={"name": name}), 409, "conflict")
    problem(
        await operator.post(f"{PLATFORM}/provider", json={"name": "a", "api_key_env_var": "a b"}),
        422,
        "invalid-request",
    )
    problem(await operator.delete(f"{PLATFORM}/provider/{provider['id']}"), 409, "conflict")
    problem(await operator.patch(f"{PLATFORM}/provider/{provider['id']}", json={"is_active": False}), 409, "conflict")
    problem(await operator.delete(f"{PLATFORM}/model/{model['id']}"), 409, "conflict")

    listed = (await ours.admin.get(f"{URL}/provider/list", params={"name": name})).json()
    assert [(one["id"], one["is_platform"]) for one in listed["providers"]] == [(provider["id"], True)]
    assert "OPENAI" not in str(listed)
    models = (await ours.admin.get(f"{URL}/model/list", params={"provider_id": provider["id"]})).json()["models"]
    assert [(one["id"], one["is_platform"], one["provider"]["name"]) for one in models] == [(model["id"], True, name)]
    assert "OPENAI" not in str(models)
    problem(await ours.admin.patch(f"{URL}/provider/{provider['id']}", json={"name": "mine"}), 404, "not-found")

    own = await made(ours.admin, "provider", name=name)
    listed = (await ours.admin.get(f"{URL}/provider/list", params={"name": name})).json()
    assert ([(one["id"], one["is_platform"]) for one in listed["providers"]], listed["total"]) == (
        [(own["id"], False)],
        1,
    )
    assert len((await theirs.admin.get(f"{URL}/provider/list", params={"name": name})).json()["providers"]) == 1

    assert (await _default(ours, purpose))["is_platform"] is True
    other = await made(ours.admin, "model", provider_id=own["id"], deployment_name="o")
    for chosen in (other["id"], model["id"]):
        assert (await ours.admin.put(f"{URL}/defaults/{purpose}", json={"model_id": chosen})).status_code == 200
        found = await _default(ours, purpose)
        assert (found["model_id"], found["is_platform"]) == (chosen, False)
    assert (await ours.admin.delete(f"{URL}/defaults/{purpose}")).status_code == 200
    assert (await _default(ours, purpose))["is_platform"] is True


async def _default(account: TestAccount, purpose: str) -> dict[str, Any]:
    listed = (await account.admin.get(f"{URL}/defaults", params={"limit": 200})).json()["defaults"]
    [found] = [one for one in listed if one["purpose"] == purpose]
    default: dict[str, Any] = found
    return default


async def test_prices_of_the_same_do_not_overlap(ours: TestAccount, name: str) -> None:
    def price(since: str, until: str | None, **more: Any) -> dict[str, Any]:
        times = {"effective_from": f"{since}-01-01T00:00:00Z", "effective_to": until and f"{until}-01-01T00:00:00Z"}
        return {"resource_type": name, "unit": "hour", "cost_usd": 0.05, **times, **more}

    path = f"{URL}/sandbox-pricing"
    first = await made(ours.service, "sandbox-pricing", **price("2001", "2003"))
    await made(ours.service, "sandbox-pricing", **price("2003", None))
    await made(ours.service, "sandbox-pricing", **price("2001", None, unit="day"))
    for since, until in (("2002", "2004"), ("2000", None), ("2000", "2002"), ("2005", "2006"), ("2001", "2003")):
        problem(await ours.service.post(path, json=price(since, until)), 409, "conflict")
    problem(await ours.service.post(path, json=price("2002", "2001")), 422, "invalid-request")
    problem(await ours.service.post(path, json=price("1990", "1991", cost_usd=-1)), 422, "invalid-request")
    one = f"{path}/{first['id']}"
    problem(await ours.service.patch(one, json={"effective_to": "2004-01-01T00:00:00Z"}), 409, "conflict")
    changed = await ours.service.patch(one, json={"cost_usd": 0.1})
    assert (changed.status_code, changed.json()["cost_usd"]) == (200, 0.1)
    # What an account is charged by is not its own to change.
    problem(await ours.admin.patch(one, json={"cost_usd": 0}), 403, "forbidden")
    assert (await ours.service.delete(one)).status_code == 200
    answers = await asyncio.gather(*(ours.service.post(path, json=price("2001", "2002")) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201, *[409] * 5]


async def test_an_own_price_holds_before_the_platforms(
    worker: Management, ours: TestAccount, theirs: TestAccount, name: str
) -> None:
    body = {"resource_type": name, "unit": "hour", "effective_from": "2001-01-01T00:00:00Z"}
    general = await made(worker.client, "platform/sandbox-pricing", **body, cost_usd=1)
    problem(await worker.client.post(f"{PLATFORM}/sandbox-pricing", json=body | {"cost_usd": 2}), 409, "conflict")
    own = await made(ours.service, "sandbox-pricing", **body | {"effective_from": "2010-01-01T00:00:00Z"}, cost_usd=3)

    async def at(account: TestAccount, year: int | None) -> list[str]:
        params = {"resource_type": name} | ({"at": f"{year}-06-01T00:00:00Z"} if year else {})
        page = (await account.admin.get(f"{URL}/sandbox-pricing/list", params=params)).json()
        assert page["total"] == len(page["pricing"])
        return [one["id"] for one in page["pricing"]]

    assert await at(ours, 2005) == [general["id"]]
    assert await at(ours, 2015) == [own["id"]]
    assert await at(ours, None) == [own["id"], general["id"]]
    assert await at(theirs, 2015) == [general["id"]]


async def test_pages_go_on_from_the_accounts_own_to_the_platforms(
    worker: Management, ours: TestAccount, name: str
) -> None:
    own = await made(ours.admin, "provider", name=name)
    body = {"provider_id": own["id"], "capability": "rerank"}
    for number in range(3):
        await made(ours.admin, "model", **body, deployment_name=f"own-{number}", sort_order=number)
    platform = await made(worker.client, "platform/provider", name=f"{name} of all")
    for number in range(3):
        await made(
            worker.client, "platform/model", provider_id=platform["id"], capability="rerank",
            deployment_name=f"all-{number}", sort_order=number,
        )  # fmt: skip
    seen = []
    for offset in range(0, 8, 2):
        page = (
            await ours.admin.get(f"{URL}/model/list", params={"capability": "rerank", "limit": 2, "offset": offset})
        ).json()
        assert page["total"] == 6
        seen += [one["deployment_name"] for one in page["models"]]
    assert seen == [*(f"own-{number}" for number in range(3)), *(f"all-{number}" for number in range(3))]
