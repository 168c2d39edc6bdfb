"""Files and batches under ids of the gateway: held by the right deployment, found by who may, and by no other account."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from openai import OpenAI

from tests.support.cluster import TestDatabase
from tests.support.gateway import FakeProvider, Gateway, made, make_account, rows

ACCOUNTS = ("acme", "globex")
MODEL = "batch-model"
LINE = {"custom_id": "1", "method": "POST", "url": "/v1/chat/completions", "body": {"model": MODEL, "messages": []}}
CONTENT = "\n".join([json.dumps(LINE)] * 3).encode()


@dataclass(frozen=True)
class Account:
    """An account whose model has two deployments, and two of its users."""

    name: str
    operator: httpx.Client
    alice: OpenAI
    bob: OpenAI

    def upload(self) -> str:
        file = self.alice.files.create(
            file=("in.jsonl", CONTENT), purpose="batch", extra_body={"target_model_names": MODEL}
        )
        return file.id

    def batch(self) -> Any:
        return self.alice.batches.create(
            input_file_id=self.upload(), endpoint="/v1/chat/completions", completion_window="24h"
        )


@pytest.fixture(scope="module")
async def database(database: TestDatabase) -> TestDatabase:
    for account in ACCOUNTS:
        await make_account(database, account)
    return database


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeProvider]:
    server = FakeProvider(tmp_path_factory.mktemp("provider"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def files_gateway(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    folder: Path = tmp_path_factory.mktemp("files")
    with Gateway(database, folder) as running:
        yield running


def furnish(gateway: Gateway, provider: FakeProvider, name: str) -> Account:
    operator = gateway.client(account=name)
    for number in (1, 2):
        upstream = {"model": f"openai/{MODEL}", "api_base": f"{provider.url}/v1", "api_key": f"{name}-{number}"}
        prices = {"input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}
        body = {"model_name": MODEL, "litellm_params": upstream | prices}
        made(operator.post("/model/new", json=body))
    clients = []
    for user in ("alice", "bob"):
        made(operator.post("/user/new", json={"user_id": user, "user_role": "internal_user", "auto_create_key": False}))
        key = made(operator.post("/key/generate", json={"user_id": user}))["key"]
        clients.append(OpenAI(base_url=f"{gateway.url}/v1", api_key=key, max_retries=0, timeout=30))
    return Account(name, operator, *clients)


@pytest.fixture(scope="module")
def acme(files_gateway: Gateway, provider: FakeProvider) -> Account:
    return furnish(files_gateway, provider, "acme")


@pytest.fixture(scope="module")
def globex(files_gateway: Gateway, provider: FakeProvider) -> Account:
    return furnish(files_gateway, provider, "globex")


def read(unified_id: str) -> str:
    return base64.urlsafe_b64decode(unified_id + "=" * (-len(unified_id) % 4)).decode()


async def test_a_file_has_one_id_and_is_held_by_its_deployment(
    acme: Account, globex: Account, provider: FakeProvider, database: TestDatabase
) -> None:
    unified_id = acme.upload()
    text = read(unified_id)
    assert text.startswith("litellm_proxy:application/octet-stream;unified_id,")
    assert f"target_model_names,{MODEL};" in text
    holders = [call["key"] for call in provider.ledger() if call["kind"] == "file made"]
    assert sorted(holders[-2:]) == ["acme-1", "acme-2"], "each deployment of the model holds the file"
    [row] = await rows(database, 'SELECT * FROM "LiteLLM_ManagedFileTable" WHERE unified_file_id = $1', unified_id)
    assert (row["account_id"], row["created_by"], row["team_id"]) == ("acme", "alice", None)
    assert len(json.loads(row["model_mappings"])) == 2


def test_a_file_is_told_listed_given_and_deleted(acme: Account, provider: FakeProvider) -> None:
    unified_id = acme.upload()
    told = acme.alice.files.retrieve(unified_id)
    assert (told.id, told.filename, told.purpose) == (unified_id, "in.jsonl", "batch")
    assert acme.alice.files.content(unified_id).content.count(b"custom_id") == 3
    assert acme.alice.files.list().data[0].id == unified_id
    assert acme.alice.files.list(purpose="assistants").data == []
    assert acme.alice.files.delete(unified_id).deleted is True
    assert {call["key"] for call in provider.ledger() if call["kind"] == "file DELETE"} == {"acme-1", "acme-2"}
    with pytest.raises(openai.NotFoundError):
        acme.alice.files.retrieve(unified_id)


def test_pages_of_files_follow_one_another(acme: Account) -> None:
    ids = [acme.upload() for _ in range(3)][::-1]
    first = acme.alice.files.list(limit=2)
    assert [file.id for file in first.data] == ids[:2]
    assert first.has_more is True
    assert acme.alice.files.list(limit=2, after=ids[1]).data[0].id == ids[2]


@pytest.mark.parametrize("who", ["bob of acme", "alice of globex", "bob of globex", "the operator in globex"])
def test_another_file_is_not_found(acme: Account, globex: Account, files_gateway: Gateway, who: str) -> None:
    unified_id, batch = acme.upload(), acme.batch()
    user, _, account = who.partition(" of ")
    theirs = globex.operator if not account else None
    if theirs is None:
        client = getattr(acme if account == "acme" else globex, user)
        theirs = files_gateway.client(client.api_key)
    paths = (
        f"/v1/files/{unified_id}", f"/v1/files/{unified_id}/content", f"/v1/batches/{batch.id}",
        f"/v1/files/{batch.input_file_id}",
    )  # fmt: skip
    answers = [theirs.get(path) for path in paths]
    answers.append(theirs.delete(f"/v1/files/{unified_id}"))
    answers.append(theirs.post(f"/v1/batches/{batch.id}/cancel"))
    body = {"input_file_id": unified_id, "endpoint": "/v1/chat/completions", "completion_window": "24h"}
    answers.append(theirs.post("/v1/batches", json=body))
    part = {"type": "file", "file": {"file_id": unified_id}}
    chat = {"model": MODEL, "messages": [{"role": "user", "content": [part]}]}
    answers.append(theirs.post("/v1/chat/completions", json=chat))
    assert [(answer.status_code, answer.text) for answer in answers if answer.status_code != 404] == []
    listed = [item["id"] for path in ("/v1/files", "/v1/batches") for item in theirs.get(path).json()["data"]]
    assert not {unified_id, batch.id, batch.input_file_id} & {*listed}
    assert acme.alice.files.retrieve(unified_id).id == unified_id


def test_a_batch_goes_where_its_file_is(acme: Account, provider: FakeProvider) -> None:
    """Both deployments gave their file another name, so a batch with the wrong one is refused by the provider."""
    for _ in range(4):
        batch = acme.batch()
        assert "llm_batch_id:batch-" in read(batch.id)
        assert read(batch.input_file_id).startswith("litellm_proxy:application/octet-stream;")
        assert acme.alice.batches.retrieve(batch.id).status == "in_progress"
        assert acme.alice.batches.list().data[0].id == batch.id
        assert acme.alice.batches.cancel(batch.id).status == "cancelled"
        assert acme.alice.batches.retrieve(batch.id).status == "cancelled"
    asked = [call for call in provider.ledger() if call["kind"] == "batch GET"]
    assert {call["key"] for call in asked} <= {"acme-1", "acme-2"}


def test_the_same_ids_of_two_providers_are_two_things(acme: Account, globex: Account) -> None:
    """Both providers call their first file and batch the same."""
    ours, theirs = acme.batch(), globex.batch()
    assert ours.id != theirs.id
    assert globex.alice.batches.retrieve(theirs.id).id == theirs.id
    assert acme.alice.batches.retrieve(ours.id).id == ours.id


def test_results_of_a_batch_are_read_under_an_id_of_ours(globex: Account, provider: FakeProvider) -> None:
    batch = globex.batch()
    for number in (1, 2):
        provider.finish(f"globex-{number}")
    done = globex.alice.batches.retrieve(batch.id)
    assert done.status == "completed"
    assert done.output_file_id is not None
    assert read(done.output_file_id).startswith("litellm_proxy:")
    lines = globex.alice.files.content(done.output_file_id).text.splitlines()
    assert len(lines) == 3
    assert "answered-for-globex-" in lines[0]
    assert globex.alice.files.retrieve(done.output_file_id).purpose == "batch_output"
    with pytest.raises(openai.NotFoundError):
        globex.bob.files.content(done.output_file_id)


def test_a_forged_id_is_not_found(acme: Account) -> None:
    """One that names a provider's file that another account has put there."""
    text = f"litellm_proxy:text/plain;unified_id,1;target_model_names,{MODEL};llm_output_file_id,file-1-1"
    forged = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    with pytest.raises(openai.NotFoundError):
        acme.alice.files.content(forged)


def test_a_caller_does_not_say_where_a_file_is(acme: Account, files_gateway: Gateway) -> None:
    unified_id = acme.upload()
    part = {"type": "file", "file": {"file_id": unified_id}}
    body = {
        "model": MODEL, "messages": [{"role": "user", "content": [part]}],
        "model_file_id_mapping": {unified_id: {"any": "file-of-another"}},
    }  # fmt: skip
    answer = files_gateway.client(acme.alice.api_key).post("/v1/chat/completions", json=body)
    assert answer.status_code == 200, answer.text
