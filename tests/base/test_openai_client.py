"""The official OpenAI client works against the gateway with a virtual key."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from openai import AuthenticationError, OpenAI

from tests.support.gateway import EMBEDDING_MODEL, MODEL, Gateway, made


@pytest.fixture(scope="module")
def client(gateway: Gateway) -> Iterator[OpenAI]:
    with gateway.client() as operator:
        key = made(operator.post("/key/generate", json={"models": [MODEL, EMBEDDING_MODEL]}))["key"]
    with OpenAI(base_url=f"{gateway.url}/v1", api_key=key, max_retries=0, timeout=30) as openai:
        yield openai


def test_chat(client: OpenAI) -> None:
    answer = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Hello"}])
    assert answer.choices[0].message.content
    assert answer.usage is not None
    assert answer.usage.total_tokens > 0


def test_stream(client: OpenAI) -> None:
    chunks = client.chat.completions.create(model=MODEL, messages=[{"role": "user", "content": "Hello"}], stream=True)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)


def test_embeddings(client: OpenAI) -> None:
    answer = client.embeddings.create(model=EMBEDDING_MODEL, input=["one", "two"])
    assert [item.index for item in answer.data] == [0, 1]
    assert all(item.embedding for item in answer.data)


def test_models(client: OpenAI) -> None:
    assert {model.id for model in client.models.list()} == {MODEL, EMBEDDING_MODEL}


def test_an_unknown_key_is_an_authentication_error(gateway: Gateway) -> None:
    with (
        OpenAI(base_url=f"{gateway.url}/v1", api_key="sk-unknown", max_retries=0) as openai,
        pytest.raises(AuthenticationError, match="not valid"),
    ):
        openai.models.list()
