"""Guards of an account in two processes: what they stop never reaches the provider, what they mask never leaves."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import anthropic
import httpx
import openai
import pytest

from tests.support.cluster import TestDatabase
from tests.support.gateway import FakeProvider, Gateway, made, new_accounts
from tests.support.places_of_text import MAIL, PLACES

pytestmark = pytest.mark.long

GUARDED, OPEN = "guarded", "open"
URL = "/alchemi/guardrails"
_SECONDS = 4.0


@pytest.fixture(scope="module")
def gateways(database: TestDatabase, folder: Path, provider: FakeProvider) -> Iterator[list[Gateway]]:
    """Two processes over one database."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(Gateway(database, folder, ALCHEMI_ALLOWED_PRIVATE_HOSTS=f"127.0.0.1:{provider.port}"))
            for _ in range(2)
        ]


@pytest.fixture(scope="module")
def operators(gateways: list[Gateway]) -> Iterator[dict[str, httpx.Client]]:
    with new_accounts(gateways[0], GUARDED, OPEN) as clients:
        yield clients


@pytest.fixture(scope="module")
def keys(operators: dict[str, httpx.Client], provider: FakeProvider) -> dict[str, str]:
    return {account: _furnish(operators[account], account, provider) for account in (GUARDED, OPEN)}


def _furnish(operator: httpx.Client, account: str, provider: FakeProvider) -> str:
    for name, model, base in (
        ("chat", f"openai/{account}-chat", f"{provider.url}/v1"),
        ("embed", f"openai/{account}-embed", f"{provider.url}/v1"),
        ("claude", f"anthropic/{account}-claude", provider.url),
    ):
        params = {"model": model, "api_base": base, "api_key": f"sk-upstream-of-{account}"}
        made(operator.post("/model/new", json={"model_name": name, "litellm_params": params}))
    return str(made(operator.post("/key/generate", json={"models": ["chat", "embed", "claude"]}))["key"])


class Calls:
    """Model calls of one account at one of the processes."""

    def __init__(self, gateway: Gateway, key: str) -> None:
        self.openai = openai.OpenAI(api_key=key, base_url=f"{gateway.url}/v1", max_retries=0)
        self.anthropic = anthropic.Anthropic(api_key=key, base_url=gateway.url, max_retries=0)

    def chat(self, text: str) -> str:
        answer = self.openai.chat.completions.create(model="chat", messages=[{"role": "user", "content": text}])
        message = answer.choices[0].message
        if message.tool_calls:
            return str(message.tool_calls[0].function.arguments)  # type: ignore[union-attr]
        return message.content or ""

    def stream(self, text: str) -> str:
        return "".join(self.parts(text))

    def parts(self, text: str) -> Iterator[str]:
        messages: Any = [{"role": "user", "content": text}]
        for chunk in self.openai.chat.completions.create(model="chat", messages=messages, stream=True):
            for choice in chunk.choices:
                yield choice.delta.content or ""
                for call in choice.delta.tool_calls or ():
                    yield (call.function and call.function.arguments) or ""

    def completion(self, text: str) -> str:
        return self.openai.completions.create(model="chat", prompt=text).choices[0].text

    def completion_stream(self, text: str) -> str:
        stream = self.openai.completions.create(model="chat", prompt=text, stream=True)
        return "".join(chunk.choices[0].text for chunk in stream if chunk.choices)

    def message(self, text: str) -> str:
        answer: Any = self.anthropic.messages.create(
            model="claude", max_tokens=50, messages=[{"role": "user", "content": text}]
        )
        return str(answer.content[0].text)

    def message_stream(self, text: str) -> str:
        messages: Any = [{"role": "user", "content": text}]
        with self.anthropic.messages.stream(model="claude", max_tokens=50, messages=messages) as stream:
            return "".join(stream.text_stream)

    def embed(self, text: str) -> str:
        return str(self.openai.embeddings.create(model="embed", input=text).data[0].embedding)


@pytest.fixture(scope="module")
def calls(gateways: list[Gateway], keys: dict[str, str]) -> dict[str, list[Calls]]:
    return {account: [Calls(gateway, key) for gateway in gateways] for account, key in keys.items()}


@pytest.fixture
def guard(operators: dict[str, httpx.Client], calls: dict[str, list[Calls]]) -> Iterator[Callable[..., None]]:
    """Gives the account just this guard, and waits until both processes know."""
    operator = operators[GUARDED]

    def only(guard_type: str, **body: Any) -> None:
        _clear(operator)
        response = operator.post(f"{URL}/new", json={"guard_type": guard_type, **body})
        assert response.status_code == 201, response.text
        # Loaded at once when asked for by whoever has not; two looks at the versions for whoever has.
        time.sleep(2.5)

    yield only
    _clear(operator)


def _clear(operator: httpx.Client) -> None:
    for row in operator.get(URL).json()["configs"]:
        assert operator.delete(f"{URL}/{row['id']}").status_code == 200


def _sent(provider: FakeProvider, account: str) -> list[str]:
    return [str(call) for call in provider.ledger() if account in str(call)]


WAYS = ("chat", "stream", "message", "message_stream", "embed")


def test_a_blocked_request_never_reaches_the_provider(
    guard: Callable[..., None],
    calls: dict[str, list[Calls]],
    provider: FakeProvider,
    operators: dict[str, httpx.Client],
) -> None:
    guard("pii", action_on_fail="block", config={"apply_to": ["input"], "categories": ["email"]})
    for here in calls[GUARDED]:
        for way in WAYS:
            before = len(_sent(provider, GUARDED))
            with pytest.raises((openai.BadRequestError, anthropic.BadRequestError)) as refused:
                getattr(here, way)(f"write to {MAIL}")
            assert "pii guardrail stopped the request: it holds email" in str(refused.value), way
            assert MAIL not in str(refused.value)
            assert len(_sent(provider, GUARDED)) == before, way
            assert getattr(here, way)("nothing personal"), way
    for way in WAYS:
        assert getattr(calls[OPEN][0], way)(f"write to {MAIL}"), way
    assert any(MAIL in one for one in _sent(provider, OPEN))
    entries = operators[GUARDED].get(f"{URL}/audit", params={"action": "block", "limit": 200}).json()["audit_logs"]
    assert len(entries) >= 2 * len(WAYS)
    newest = entries[0]
    assert (newest["guard_type"], newest["result"], newest["direction"]) == ("pii", "fail", "input")
    assert newest["findings"] == {"email": 1}
    assert newest["model"] in ("chat", "claude", "embed")
    assert newest["request_id"]
    assert newest["key_id"]
    assert MAIL not in str(entries)
    assert operators[OPEN].get(f"{URL}/audit").json()["total"] == 0


def test_what_is_masked_is_masked_before_the_provider_sees_it(
    guard: Callable[..., None], calls: dict[str, list[Calls]], provider: FakeProvider
) -> None:
    guard("pii", action_on_fail="mask", config={"apply_to": ["input"]})
    for way in WAYS:
        before = len(_sent(provider, GUARDED))
        assert getattr(calls[GUARDED][1], way)(f"write to {MAIL} now"), way
        [sent] = _sent(provider, GUARDED)[before:]
        assert "write to [REDACTED:email] now" in sent, way
        assert MAIL not in sent


@pytest.mark.parametrize(
    "hidden",
    [
        "\u200b".join(MAIL),
        "".join(chr(ord(one) + 0xFEE0) for one in MAIL),
        "j\u00e1ne.doe@co\u00adrp.example",
        "\u0336".join(MAIL),
    ],
)
def test_what_is_hidden_in_letters_is_found_as_well(
    guard: Callable[..., None], calls: dict[str, list[Calls]], provider: FakeProvider, hidden: str
) -> None:
    assert hidden in calls[OPEN][0].chat(f"please say: {hidden}")
    guard("pii", action_on_fail="mask")
    before = len(_sent(provider, GUARDED))
    assert (
        calls[GUARDED][0].chat(f"please say: \u00fcber {hidden}, na\u00efve")
        == "\u00fcber [REDACTED:email], na\u00efve"
    )
    [sent] = _sent(provider, GUARDED)[before:]
    assert "[REDACTED:email]" in sent
    assert "corp" not in sent
    guard("pii", config={"apply_to": ["output"]})
    with pytest.raises(openai.APIError):
        calls[GUARDED][0].stream(f"please say: {hidden}")


def test_answers_are_masked_in_whole_and_as_they_stream(
    guard: Callable[..., None], calls: dict[str, list[Calls]]
) -> None:
    guard("pii", action_on_fail="mask", config={"apply_to": ["output"]})
    here = calls[GUARDED][0]
    long = "word " * 200
    for text in (f"ask {MAIL}", f"{long}ask {MAIL} or {MAIL}. {long}", f"{MAIL}{' ' * 300}{MAIL}"):
        wanted = text.replace(MAIL, "[REDACTED:email]").strip()
        assert here.chat(f"please say: {text}").strip() == wanted
        assert here.stream(f"please say: {text}").strip() == wanted
    for way in (here.message, here.completion, here.completion_stream):
        assert way(f"please say: ask {MAIL}") == "ask [REDACTED:email]"
    for way in (here.chat, here.stream):
        assert way(f'please call with: {{"to": "{MAIL}"}}') == '{"to": "[REDACTED:email]"}'
    # Arrives in parts, not at its end alone.
    assert sum(1 for part in here.parts(f"please say: {long * 3}") if part) > 20
    assert calls[OPEN][0].stream(f"please say: ask {MAIL}") == f"ask {MAIL}"


def test_an_answer_that_may_not_be_sent_is_stopped(guard: Callable[..., None], calls: dict[str, list[Calls]]) -> None:
    guard("pii", action_on_fail="block", config={"apply_to": ["output"]})
    here = calls[GUARDED][0]
    for way in ("chat", "stream", "completion", "completion_stream", "message", "message_stream"):
        seen: list[str] = []
        with pytest.raises((openai.APIError, anthropic.APIError)) as refused:
            seen.append(getattr(here, way)(f"please say: ask {MAIL}"))
        assert "stopped the answer" in str(refused.value), way
        assert seen == []
    seen = []
    with pytest.raises(openai.APIError):
        seen.extend(here.parts(f"please say: {'word ' * 100}{MAIL} and more"))
    assert "word" in "".join(seen)
    assert "jane" not in "".join(seen)


def test_responses_are_looked_through_too(
    guard: Callable[..., None], calls: dict[str, list[Calls]], provider: FakeProvider
) -> None:
    guard("pii", action_on_fail="mask", config={"apply_to": ["output"]})
    client: Any = calls[GUARDED][0].openai
    answer = client.responses.create(model="claude", input=f"please say: ask {MAIL}")
    assert "ask [REDACTED:email]" in answer.output_text
    assert "nothing" in str(list(client.responses.create(model="claude", input="please say: nothing", stream=True)))


def test_streams_of_messages_and_responses_flow_and_are_masked(
    guard: Callable[..., None], calls: dict[str, list[Calls]]
) -> None:
    guard("pii", action_on_fail="mask", config={"apply_to": ["output"]})
    here: Any = calls[GUARDED][0]
    long = "word " * 300
    wanted = f"{long}ask [REDACTED:email] or [REDACTED:email]. {long}".strip()
    said = f"please say: {long}ask {MAIL} or {MAIL}. {long}"
    assert here.message_stream(said).strip() == wanted
    for client in (here, calls[OPEN][0]):
        events = list(client.openai.responses.create(model="claude", input=said, stream=True))
        deltas = [event.delta for event in events if event.type == "response.output_text.delta"]
        [done] = [event.text for event in events if event.type == "response.output_text.done"]
        # The provider has been sent a list of one part, and says its end as well.
        texts = {one.removesuffix("'}]").strip() for one in ("".join(deltas), done, events[-1].response.output_text)}
        assert texts == {wanted if client is here else wanted.replace("[REDACTED:email]", MAIL)}
        assert events[-1].type == "response.completed"
        assert len(deltas) > 50
        assert (MAIL in str(events)) == (client is not here)


def test_a_stream_of_either_is_stopped_in_its_own_words(
    guard: Callable[..., None], calls: dict[str, list[Calls]], operators: dict[str, httpx.Client]
) -> None:
    guard("pii", action_on_fail="block", config={"apply_to": ["output"]})
    here: Any = calls[GUARDED][0]
    messages: Any = [{"role": "user", "content": f"please say: {'word ' * 300}{MAIL} and more"}]
    seen = []
    with (
        pytest.raises(anthropic.APIError) as refused,
        here.anthropic.messages.stream(model="claude", max_tokens=50, messages=messages) as stream,
    ):
        seen.extend(stream.text_stream)
    assert "stopped the answer" in str(refused.value)
    events = list(here.openai.responses.create(model="claude", input=messages[0]["content"], stream=True))
    assert (events[-1].type, "stopped the answer" in events[-1].response.error.message) == ("response.failed", True)
    for shown in ("".join(seen), "".join(getattr(event, "delta", "") for event in events)):
        assert shown.count("word") > 100
        assert "jane" not in shown
    assert MAIL not in str(events)
    [newest, *_] = operators[GUARDED].get(f"{URL}/audit").json()["audit_logs"]
    assert (newest["action"], newest["direction"], newest["findings"]) == ("block", "output", {"email": 1})


def test_an_own_pattern_and_a_change_hold_without_a_restart_in_every_process(
    guard: Callable[..., None], calls: dict[str, list[Calls]], operators: dict[str, httpx.Client]
) -> None:
    guard("custom", action_on_fail="block")
    operator = operators[GUARDED]
    for here in calls[GUARDED]:
        assert here.chat("about PROJECT-7")
    body = {"guard_type": "custom", "pattern_name": "p", "pattern": r"PROJECT-\d"}
    pattern = operator.post(f"{URL}/pattern", json=body).json()
    _until(lambda: all(_is_refused(here, "about PROJECT-7") for here in calls[GUARDED]))
    assert operator.patch(f"{URL}/pattern/{pattern['id']}", json={"enabled": False}).status_code == 200
    _until(lambda: not any(_is_refused(here, "about PROJECT-7") for here in calls[GUARDED]))


def test_no_request_switches_the_guards_off(guard: Callable[..., None], calls: dict[str, list[Calls]]) -> None:
    guard("words", config={"words": ["Bluebird"], "apply_to": ["input"]})
    client = calls[GUARDED][0].openai
    for more in (
        {"disable_global_guardrails": True}, {"guardrails": []}, {"metadata": {"disable_global_guardrails": True}},
        {"metadata": {"guardrails": ["none"]}}, {"opted_out_global_guardrails": ["account-guardrails"]},
        {"litellm_metadata": {"disable_global_guardrails": True}},
    ):  # fmt: skip
        with pytest.raises(openai.APIStatusError) as refused:
            client.chat.completions.create(
                model="chat", messages=[{"role": "user", "content": "tell of bluebird!"}], extra_body=more
            )
        assert refused.value.status_code in (400, 401, 403), more
        assert "bluebird" not in str(refused.value).lower()


@pytest.fixture(scope="module")
def blocking(
    operators: dict[str, httpx.Client], calls: dict[str, list[Calls]], gateways: list[Gateway], keys: dict[str, str]
) -> Iterator[httpx.Client]:
    """A client of the account while what people send is blocked."""
    _clear(operators[GUARDED])
    body = {"guard_type": "pii", "config": {"apply_to": ["input"], "categories": ["email"]}}
    assert operators[GUARDED].post(f"{URL}/new", json=body).status_code == 201
    time.sleep(2.5)
    with gateways[0].client(keys[GUARDED]) as client:
        yield client
    _clear(operators[GUARDED])


@pytest.mark.parametrize("place", PLACES)
def test_it_is_found_wherever_a_request_has_text(blocking: httpx.Client, provider: FakeProvider, place: str) -> None:
    path, body = PLACES[place]
    model = "claude" if path == "/v1/messages" else "chat"
    before = len(_sent(provider, GUARDED))
    response = blocking.post(path, json={"model": model, "max_tokens": 50, **body})
    assert response.status_code == 400, response.text
    assert "pii guardrail" in response.text
    assert MAIL not in response.text
    assert len(_sent(provider, GUARDED)) == before


def _is_refused(here: Calls, text: str) -> bool:
    try:
        here.chat(text)
    except openai.BadRequestError:
        return True
    return False


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _SECONDS
    while not holds():
        assert time.monotonic() < deadline, "not in time"
        time.sleep(0.2)
