"""What no guard of an account can look through does not reach a provider; what can be looked through is.

Every call is made by an account without guards as well: there it does reach the provider, so that a refusal is the guard's.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.support.cluster import TestDatabase
from tests.support.gateway import AnyProvider, Gateway, made, new_accounts

pytestmark = pytest.mark.long

GUARDED, OPEN, URL = "guarded", "open", "/alchemi/guardrails"
MAIL = "jane.doe@corp.example"
_MODELS = {
    "chat": ("openai/gpt-4o", "/v1", "chat"),
    "embed": ("openai/text-embedding-3-small", "/v1", "embedding"),
    "claude": ("anthropic/claude-3-5-haiku-20241022", "", "chat"),
    "image": ("openai/dall-e-3", "/v1", "image_generation"),
    "speech": ("openai/tts-1", "/v1", "audio_speech"),
    "whisper": ("openai/whisper-1", "/v1", "audio_transcription"),
    "rerank": ("cohere/rerank-v3.5", "/v1", "rerank"),
    "moderation": ("openai/omni-moderation-latest", "/v1", "moderation"),
    "realtime": ("openai/gpt-4o-realtime-preview", "/v1", "realtime"),
    "hosted": ("hosted_vllm/some", "", "chat"),
    "video": ("openai/sora-2", "/v1", "video_generation"),
    "ocr": ("mistral/mistral-ocr-latest", "/v1", "ocr"),
}


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AnyProvider]:
    server = AnyProvider(tmp_path_factory.mktemp("any-provider"))
    yield server
    server.stop()


@pytest.fixture(scope="module")
def gateway(
    database: TestDatabase, tmp_path_factory: pytest.TempPathFactory, provider: AnyProvider
) -> Iterator[Gateway]:
    hosts = f"127.0.0.1:{provider.port}"
    with Gateway(database, tmp_path_factory.mktemp("uninspected"), ALCHEMI_ALLOWED_PRIVATE_HOSTS=hosts) as gateway:
        yield gateway


@pytest.fixture(scope="module")
def operators(gateway: Gateway) -> Iterator[dict[str, httpx.Client]]:
    with new_accounts(gateway, GUARDED, OPEN) as clients:
        yield clients


@pytest.fixture(scope="module")
def callers(
    gateway: Gateway, operators: dict[str, httpx.Client], provider: AnyProvider
) -> Iterator[dict[str, httpx.Client]]:
    with ExitStack() as stack:
        yield {
            account: stack.enter_context(gateway.client(_furnish(operators[account], account, provider)))
            for account in (GUARDED, OPEN)
        }


def _furnish(operator: httpx.Client, account: str, provider: AnyProvider) -> str:
    for name, (model, path, mode) in _MODELS.items():
        params = {"model": model, "api_base": f"{provider.url}/{account}{path}", "api_key": f"sk-upstream-of-{account}"}
        body = {"model_name": name, "litellm_params": params, "model_info": {"mode": mode}}
        made(operator.post("/model/new", json=body))
    mine = {"path": "/mine", "target": f"{provider.url}/{account}/mine", "headers": {}, "include_subpath": True}
    made(operator.post("/config/pass_through_endpoint", json=mine))
    return str(made(operator.post("/key/generate", json={"allowed_passthrough_routes": ["/mine"]}))["key"])


@pytest.fixture
def guard(operators: dict[str, httpx.Client], callers: dict[str, httpx.Client]) -> Iterator[Callable[..., None]]:
    """Gives the account just this guard, for addresses of mail."""

    def only(action: str = "block", **config: Any) -> None:
        _clear(operators[GUARDED])
        body = {"guard_type": "pii", "action_on_fail": action, "config": {"categories": ["email"], **config}}
        response = operators[GUARDED].post(f"{URL}/new", json=body)
        assert response.status_code == 201, response.text
        time.sleep(2.5)

    yield only
    _clear(operators[GUARDED])


@pytest.fixture(scope="module")
def blocked(operators: dict[str, httpx.Client], callers: dict[str, httpx.Client]) -> Iterator[None]:
    """Both directions are guarded, as they are when nothing is said."""
    _clear(operators[GUARDED])
    body = {"guard_type": "pii", "config": {"categories": ["email"]}}
    assert operators[GUARDED].post(f"{URL}/new", json=body).status_code == 201
    time.sleep(2.5)
    yield
    _clear(operators[GUARDED])


def _clear(operator: httpx.Client) -> None:
    for row in operator.get(URL).json()["configs"]:
        assert operator.delete(f"{URL}/{row['id']}").status_code == 200


def _reached(provider: AnyProvider, account: str) -> list[str]:
    """What was sent for an account: to its own path, or with its own key."""
    sign = f"upstream-of-{account}"
    return [
        str(call) for call in provider.ledger() if call["path"].startswith(f"/{account}/") or sign in call["headers"]
    ]


_CHAT = {"messages": [{"role": "user", "content": MAIL}]}
_PICTURE = {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgo="}}
_DATA = {"type": "base64", "media_type": "application/pdf", "data": "JVBERi0x"}
_TOOL = {"type": "function", "function": {"name": "f", "description": f"ask {MAIL}", "parameters": {"type": "object"}}}

_SEEN: dict[str, tuple[str, dict[str, Any]]] = {
    "chat of an engine": ("/engines/chat/chat/completions", _CHAT),
    "chat of a deployment": ("/openai/deployments/chat/chat/completions", _CHAT),
    "cursor": ("/cursor/chat/completions", {"model": "chat", **_CHAT}),
    "responses": ("/openai/v1/responses", {"model": "chat", "input": MAIL}),
    "images": ("/v1/images/generations", {"model": "image", "prompt": MAIL}),
    "images of a deployment": ("/openai/deployments/image/images/generations", {"prompt": MAIL}),
    "speech": ("/v1/audio/speech", {"model": "speech", "input": MAIL, "voice": "alloy"}),
    "speech: how": ("/v1/audio/speech", {"model": "speech", "input": "hi", "voice": "alloy", "instructions": MAIL}),
    "rerank: query": ("/v1/rerank", {"model": "rerank", "query": MAIL, "documents": ["a"]}),
    "rerank: documents": ("/v2/rerank", {"model": "rerank", "query": "a", "documents": [MAIL]}),
    "rerank: objects": ("/rerank", {"model": "rerank", "query": "a", "documents": [{"text": MAIL}]}),
    "moderations": ("/v1/moderations", {"model": "moderation", "input": MAIL}),
    "moderations: list": ("/moderations", {"model": "moderation", "input": ["hi", MAIL]}),
    "counting tokens": ("/v1/messages/count_tokens", {"model": "claude", **_CHAT}),
    "counting tokens of responses": ("/v1/responses/input_tokens", {"model": "chat", "input": MAIL}),
    "token counter": ("/utils/token_counter?call_endpoint=true", {"model": "claude", **_CHAT}),
    "videos": ("/v1/videos", {"model": "video", "prompt": MAIL}),
    "chat: tools": (
        "/v1/chat/completions", {"model": "chat", "messages": [{"role": "user", "content": "hi"}], "tools": [_TOOL]},
    ),
    "responses: tools": (
        "/v1/responses", {"model": "chat", "input": "hi", "tools": [{**_TOOL["function"], "type": "function"}]},  # type: ignore[dict-item]
    ),
    "chat: what else a message has": (
        "/v1/chat/completions", {"model": "chat", "messages": [{"role": "user", "name": MAIL, "content": "hi"}]},
    ),
    "chat: thoughts": (
        "/v1/chat/completions",
        {"model": "chat", "messages": [{"role": "assistant", "content": "a", "reasoning_content": MAIL}]},
    ),
    "messages: results of a search": (
        "/v1/messages",
        {"model": "claude", "max_tokens": 9, "messages": [{"role": "user", "content": [
            {"type": "search_result", "source": "s", "title": "t", "content": [{"type": "text", "text": MAIL}]}]}]},
    ),
    "responses: result of a tool": (
        "/v1/responses",
        {"model": "chat", "input": [{"role": "user", "content": "hi"},
                                    {"type": "function_call_output", "call_id": "c", "output": MAIL}]},
    ),
    "responses: call of a tool": (
        "/v1/responses",
        {"model": "chat", "input": [{"type": "function_call", "call_id": "c", "name": "f", "arguments": MAIL}]},
    ),
    "google: result of a tool": (
        "/v1beta/models/chat:generateContent",
        {"contents": [{"role": "user", "parts": [{"text": "hi"}]},
                      {"role": "user", "parts": [{"functionResponse": {"name": "f", "response": {"r": MAIL}}}]}]},
    ),
    "embeddings: objects": ("/v1/embeddings", {"model": "embed", "input": [{"text": MAIL}]}),
}  # fmt: skip


@pytest.mark.parametrize("case", _SEEN)
def test_text_is_looked_through_wherever_a_body_has_it(
    blocked: None, callers: dict[str, httpx.Client], provider: AnyProvider, case: str
) -> None:
    path, body = _SEEN[case]
    before = len(_reached(provider, GUARDED))
    refused = callers[GUARDED].post(path, json=body)
    assert refused.status_code == 400, refused.text
    assert "pii guardrail stopped the request: it holds email" in refused.text
    assert MAIL not in refused.text
    assert len(_reached(provider, GUARDED)) == before
    harmless = json.loads(json.dumps(body).replace(MAIL, "nobody"))
    callers[GUARDED].post(path, json=harmless)
    assert "nobody" in _reached(provider, GUARDED)[before]
    before = len(_reached(provider, OPEN))
    callers[OPEN].post(path, json=body)
    assert MAIL in _reached(provider, OPEN)[before]


_FILE = {"file": ("f.jsonl", MAIL.encode(), "application/octet-stream")}
_UNSEEN: dict[str, tuple[str, str, dict[str, Any]]] = {
    "pass-through": ("POST", "/vllm/v1/chat/completions", {"json": {"model": "hosted", "stream": False, **_CHAT}}),
    "own endpoint": ("POST", "/mine", {"json": _CHAT}),
    "below an own endpoint": ("POST", f"/mine/more?q={MAIL}", {"json": {"a": "b"}}),
    "reading an own endpoint": ("GET", f"/mine/{MAIL}", {}),
    "file": ("POST", "/v1/files", {"files": _FILE, "data": {"purpose": "user_data", "target_model_names": "chat"}}),
    "batch": (
        "POST", "/v1/batches",
        {"json": {"model": "chat", "input_file_id": MAIL, "endpoint": "/v1/chat/completions", "completion_window": "24h"}},
    ),
    "interaction": ("POST", "/interactions", {"json": {"model": "chat", "input": MAIL}}),
    "compaction": ("POST", "/v1/responses/compact", {"json": {"model": "chat", "input": MAIL}}),
    "transcription": ("POST", "/v1/audio/transcriptions", {"files": _FILE, "data": {"model": "whisper"}}),
    "change of a picture": (
        "POST", "/v1/images/edits",
        {"files": {"image": ("a.png", b"\x89PNG", "image/png")}, "data": {"model": "image", "prompt": MAIL}},
    ),
    "document": (
        "POST", "/v1/ocr",
        {"json": {"model": "ocr", "document": {"type": "document_url", "document_url": f"https://x.example/{MAIL}"}}},
    ),
    "key of a session": (
        "POST", "/v1/realtime/client_secrets",
        {"json": {"model": "realtime", "session": {"type": "realtime", "model": "realtime", "instructions": MAIL}}},
    ),
    "picture in a chat": (
        "POST", "/v1/chat/completions",
        {"json": {"model": "chat", "messages": [{"role": "user", "content": [{"type": "text", "text": "what?"}, _PICTURE]}]}},
    ),
    "picture alone": (
        "POST", "/v1/chat/completions", {"json": {"model": "chat", "messages": [{"role": "user", "content": [_PICTURE]}]}},
    ),
    "document in a message": (
        "POST", "/v1/messages",
        {"json": {"model": "claude", "max_tokens": 9,
                  "messages": [{"role": "user", "content": [{"type": "document", "source": _DATA}]}]}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", _UNSEEN)
def test_what_no_guard_can_see_is_refused_before_the_provider_is_asked(
    blocked: None, callers: dict[str, httpx.Client], provider: AnyProvider, case: str
) -> None:
    method, path, more = _UNSEEN[case]
    before = len(_reached(provider, GUARDED))
    refused = callers[GUARDED].request(method, path, **more)
    assert refused.status_code == 403, refused.text
    assert "pii guardrail cannot look through" in refused.text
    assert "uninspected_calls" in refused.text
    assert "error" in refused.json()
    assert len(_reached(provider, GUARDED)) == before
    before = len(_reached(provider, OPEN))
    callers[OPEN].request(method, path, **more)
    assert len(_reached(provider, OPEN)) > before


def test_a_session_is_refused_before_it_opens(
    blocked: None, gateway: Gateway, callers: dict[str, httpx.Client], provider: AnyProvider
) -> None:
    def opened(account: str) -> str:
        url = f"{gateway.url.replace('http', 'ws')}/v1/realtime?model=realtime"
        key = callers[account].headers["authorization"]
        with connect(url, additional_headers={"authorization": key}, proxy=None) as session:
            return str(session.recv(timeout=10))

    before = len(_reached(provider, GUARDED))
    with pytest.raises(InvalidStatus) as refused:
        opened(GUARDED)
    assert refused.value.response.status_code == 403
    assert b"pii guardrail cannot look through" in (refused.value.response.body or b"")
    assert len(_reached(provider, GUARDED)) == before
    before = len(_reached(provider, OPEN))
    assert "session.created" in opened(OPEN)
    assert any("'WS'" in one for one in _reached(provider, OPEN)[before:])


def test_a_refusal_speaks_the_language_of_the_api(blocked: None, callers: dict[str, httpx.Client]) -> None:
    caller = callers[GUARDED]
    openais = caller.post("/openai/v1/chat/completions", json={}).json()["error"]
    assert (openais["code"], openais["type"]) == ("call-not-inspected", "permission_error")
    anthropics = caller.post("/anthropic/v1/messages", json={}).json()
    assert (anthropics["type"], anthropics["error"]["type"]) == ("error", "permission_error")
    googles = caller.post("/gemini/v1beta/models/x:generateContent", json={}).json()["error"]
    assert (googles["code"], googles["status"]) == (403, "PERMISSION_DENIED")


def test_a_refusal_is_in_the_log(
    guard: Callable[..., None], callers: dict[str, httpx.Client], operators: dict[str, httpx.Client]
) -> None:
    guard()
    assert callers[GUARDED].post("/mine", json=_CHAT).status_code == 403
    [newest, *_] = operators[GUARDED].get(f"{URL}/audit").json()["audit_logs"]
    assert (newest["action"], newest["findings"]) == ("block", {"call not looked through": 1})
    assert newest["key_id"]


_PASSED = {
    "own endpoint": ("POST", "/mine", {"json": {"a": "b"}}),
    **{case: _UNSEEN[case] for case in ("batch", "picture in a chat", "file")},
}


@pytest.mark.parametrize(
    ("action", "config"),
    [("block", {"uninspected_calls": "allow"}), ("mask", {"uninspected_calls": "allow"}), ("log_only", {})],
)  # fmt: skip
def test_guards_that_say_so_and_those_that_only_log_let_them_pass(
    guard: Callable[..., None],
    callers: dict[str, httpx.Client],
    provider: AnyProvider,
    action: str,
    config: dict[str, Any],
) -> None:
    guard(action, **config)
    for case, (method, path, more) in _PASSED.items():
        before = len(_reached(provider, GUARDED))
        callers[GUARDED].request(method, path, **more)
        assert len(_reached(provider, GUARDED)) > before, case


def test_a_guard_objects_in_its_own_direction_alone(
    guard: Callable[..., None], callers: dict[str, httpx.Client], provider: AnyProvider
) -> None:
    guard(apply_to=["output"])
    # A picture that is sent is no business of it; the answer to it is looked through.
    _, path, more = _UNSEEN["picture in a chat"]
    before = len(_reached(provider, GUARDED))
    callers[GUARDED].post(path, **more)
    assert len(_reached(provider, GUARDED)) == before + 1
    # What was answered in the background cannot be.
    refused = callers[GUARDED].get("/v1/responses/resp_1")
    assert (refused.status_code, "cannot look through what" in refused.text) == (403, True)
    guard("mask", apply_to=["input"])
    assert "cannot look through" not in callers[GUARDED].get("/v1/responses/resp_1").text


def test_bodies_are_masked_before_the_provider_sees_them(
    guard: Callable[..., None], callers: dict[str, httpx.Client], provider: AnyProvider
) -> None:
    guard("mask")
    for path, body in (_SEEN["rerank: documents"], _SEEN["moderations"], _SEEN["speech: how"], _SEEN["chat: tools"]):
        before = len(_reached(provider, GUARDED))
        callers[GUARDED].post(path, json=body)
        [sent] = _reached(provider, GUARDED)[before:]
        assert "[REDACTED:email]" in sent
        assert MAIL not in sent


def test_a_field_that_is_there_twice_is_sent_as_it_was_looked_through(
    guard: Callable[..., None], callers: dict[str, httpx.Client], provider: AnyProvider
) -> None:
    guard()
    before = len(_reached(provider, GUARDED))
    body = f'{{"model": "moderation", "input": "{MAIL}", "input": "nothing"}}'
    headers = {"content-type": "application/json"}
    callers[GUARDED].post("/v1/moderations", content=body, headers=headers)
    [sent] = _reached(provider, GUARDED)[before:]
    assert "nothing" in sent
    assert MAIL not in sent


def test_a_body_that_is_read_in_two_ways_is_read_in_one(
    guard: Callable[..., None], callers: dict[str, httpx.Client], provider: AnyProvider
) -> None:
    guard()
    form = {"content-type": "application/x-www-form-urlencoded"}
    hidden = "&model=moderation&input=jane.doe%40corp.example&"
    before = len(_reached(provider, GUARDED))
    for path in ("/v1/moderations", "/v1/chat/completions"):
        callers[GUARDED].post(path, content=json.dumps({"model": "moderation", "x": hidden}), headers=form)
        # What is a form and nothing else cannot be looked through.
        assert callers[GUARDED].post(path, content=hidden[1:-1], headers=form).status_code == 403
    assert MAIL not in str(_reached(provider, GUARDED)[before:])


def test_answers_of_google_are_looked_through(guard: Callable[..., None], callers: dict[str, httpx.Client]) -> None:
    guard(apply_to=["output"])
    body = {"contents": [{"role": "user", "parts": [{"text": "hi"}]}]}
    for way in ("generateContent", "streamGenerateContent?alt=sse"):
        path = f"/v1beta/models/claude:{way}"
        assert "bob.roe@corp.example" in _pieced(callers[OPEN].post(path, json=body).text)
        assert "bob.roe" not in _pieced(callers[GUARDED].post(path, json=body).text)


def _pieced(answer: str) -> str:
    """The texts of an answer, whole or in parts."""
    return "".join(re.findall(r'"text": ?"([^"]*)"', answer))
