"""The demo model server, asked by the official OpenAI client over a real socket."""

from __future__ import annotations

import math
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest
from openai import BadRequestError, NotFoundError, OpenAI


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "alchemi.cli",
        "demo-model-server",
        "--port",
        str(port),
        "--parent",
        str(os.getpid()),
    ]
    process = subprocess.Popen(command)
    url = f"http://127.0.0.1:{port}"
    deadline = time.monotonic() + 30
    while True:
        try:
            httpx.get(f"{url}/health").raise_for_status()
            break
        except httpx.TransportError:
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.05)
    yield f"{url}/v1"
    process.terminate()
    assert process.wait(10) in {0, -15}


@pytest.fixture(scope="module")
def client(base_url: str) -> OpenAI:
    return OpenAI(base_url=base_url, api_key="none", max_retries=0)


def test_a_chat_answers_and_says_that_it_is_a_demo(client: OpenAI) -> None:
    answer = client.chat.completions.create(model="demo-model", messages=[{"role": "user", "content": "Good morning"}])
    text = answer.choices[0].message.content or ""
    assert "demo model" in text
    assert "Good morning" in text
    assert answer.choices[0].finish_reason == "stop"
    assert answer.usage is not None
    assert answer.usage.total_tokens == answer.usage.prompt_tokens + len(text.split())


def test_a_stream_says_the_same_as_an_answer(client: OpenAI) -> None:
    messages = [{"role": "user", "content": "one two"}]
    whole = client.chat.completions.create(model="m", messages=messages).choices[0].message.content
    chunks = list(client.chat.completions.create(model="m", messages=messages, stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole
    assert [chunk.choices[0].finish_reason for chunk in chunks][-1] == "stop"
    assert len({chunk.id for chunk in chunks}) == 1
    assert all(chunk.usage is None for chunk in chunks)


def test_a_stream_ends_with_usage_when_asked(client: OpenAI) -> None:
    chunks = list(
        client.chat.completions.create(
            model="m",
            messages=[{"role": "user", "content": "x"}],
            stream=True,
            max_tokens=4,
            stream_options={"include_usage": True},
        )
    )
    assert chunks[-1].choices == []
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == 4
    assert chunks[-2].choices[0].finish_reason == "length"


@pytest.mark.parametrize("limit", [{"max_tokens": 3}, {"max_completion_tokens": 3}])
def test_a_limit_on_tokens_is_kept(client: OpenAI, limit: dict[str, int]) -> None:
    answer = client.chat.completions.create(model="m", messages=[{"role": "user", "content": "x"}], **limit)
    assert (answer.choices[0].message.content, answer.choices[0].finish_reason) == ("This is the", "length")


def test_every_response_has_its_own_id(client: OpenAI) -> None:
    messages = [{"role": "user", "content": "x"}]
    ids = {client.chat.completions.create(model="m", messages=messages).id for _ in range(20)}
    assert len(ids) == 20


def test_content_in_parts_is_understood(client: OpenAI) -> None:
    parts = [{"type": "text", "text": "in parts"}]
    answer = client.chat.completions.create(model="m", messages=[{"role": "user", "content": parts}])
    assert "in parts" in (answer.choices[0].message.content or "")


def test_embeddings_depend_on_the_text_alone(client: OpenAI) -> None:
    first = client.embeddings.create(model="demo-embedding", input=["one", "two"])
    again = client.embeddings.create(model="demo-embedding", input="one", encoding_format="float")
    one, two = (item.embedding for item in first.data)
    assert one == pytest.approx(again.data[0].embedding, abs=1e-6)
    assert one != two
    assert math.hypot(*one) == pytest.approx(1, abs=1e-5)
    assert first.usage.prompt_tokens == 2


def test_embeddings_have_the_dimensions_asked_for(client: OpenAI) -> None:
    assert len(client.embeddings.create(model="e", input="x", dimensions=64).data[0].embedding) == 64


def test_plain_completions_responses_and_the_list_of_models(client: OpenAI) -> None:
    assert "hello" in client.completions.create(model="m", prompt="hello").choices[0].text
    streamed = client.completions.create(model="m", prompt="hello", stream=True, max_tokens=2)
    assert "".join(chunk.choices[0].text for chunk in streamed) == "This is"
    assert "hello" in client.responses.create(model="m", input="hello").output_text
    assert [model.id for model in client.models.list()] == ["demo-model", "demo-embedding"]


def test_what_it_cannot_do_it_refuses_in_openai_form(client: OpenAI) -> None:
    with pytest.raises(BadRequestError, match="messages"):
        client.chat.completions.create(model="m", messages=[])
    with pytest.raises(BadRequestError, match="max_tokens"):
        client.chat.completions.create(model="m", messages=[{"role": "user", "content": "x"}], max_tokens=0)
    with pytest.raises(BadRequestError, match="input"):
        client.embeddings.create(model="m", input=[])
    with pytest.raises(NotFoundError, match="does not know"):
        client.moderations.create(input="x")


def test_it_listens_on_loopback_alone(base_url: str) -> None:
    port = httpx.URL(base_url).port
    others = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), port, socket.AF_INET)}
    for address in others - {"127.0.0.1", "127.0.1.1"}:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((address, port), timeout=2)


def test_the_server_process_never_imports_the_wheel() -> None:
    program = "import sys, alchemi.cli.demo_model_server as m; m.create_app(); assert 'litellm' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
