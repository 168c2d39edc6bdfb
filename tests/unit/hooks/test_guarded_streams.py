"""Streams of messages and responses, in their own events: what may not be sent is in none, however it was cut."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from alchemi.enterprise_features.guardrails.detectors import detector_pattern
from alchemi.enterprise_features.guardrails.engine import Action, Direction, Guard, Guards
from alchemi.enterprise_features.guardrails.stream import StreamBlockedError, StreamInspector
from alchemi.hooks.guarded_messages import guarded_messages
from alchemi.hooks.guarded_responses import guarded_responses, is_response_event

MAIL = "jane.doe@corp.example"
MASK = "[REDACTED:email]"
LONG = "word " * 200


def inspector(action: Action = Action.MASK, min_matches: int = 1) -> StreamInspector:
    pattern = detector_pattern("pii", "email")
    return StreamInspector(Guards((Guard("pii", action, (pattern,), frozenset(Direction), min_matches),)))


async def arriving(items: Iterable[Any]) -> AsyncIterator[Any]:
    for item in items:
        yield item


def cut(text: str, chance: random.Random) -> list[str]:
    pieces = []
    while text:
        size = chance.randrange(1, 30)
        pieces.append(text[:size])
        text = text[size:]
    return pieces


# Messages.


def block(index: int, kind: str, name: str, pieces: list[str], **more: Any) -> list[dict[str, Any]]:
    start = {"type": kind, **({name: ""} if kind != "tool_use" else {"input": {}}), **more}
    delta = {"text": "text_delta", "thinking": "thinking_delta", "tool_use": "input_json_delta"}[kind]
    return [
        {"type": "content_block_start", "index": index, "content_block": start},
        *({"type": "content_block_delta", "index": index, "delta": {"type": delta, name: one}} for one in pieces),
        {"type": "content_block_stop", "index": index},
    ]


def sse(events: list[dict[str, Any]], line_end: str = "\n") -> bytes:
    lines = (f"event: {one['type']}{line_end}data: {json.dumps(one)}{line_end}{line_end}" for one in events)
    return "".join(lines).encode()


def events_of(sent: Iterable[bytes]) -> list[dict[str, Any]]:
    found = b"".join(sent).replace(b"\r", b"").split(b"\n\n")
    return [json.loads(frame.partition(b"data: ")[2]) for frame in found if b"data: " in frame]


def said(events: list[dict[str, Any]]) -> dict[tuple[int, str], str]:
    texts: dict[tuple[int, str], str] = {}
    for event in events:
        for name in ("text", "thinking", "partial_json"):
            if event["type"] == "content_block_delta" and name in event["delta"]:
                texts[event["index"], name] = texts.get((event["index"], name), "") + event["delta"][name]
    return texts


START = {"type": "message_start", "message": {"id": "m", "content": [], "usage": {"input_tokens": 1}}}
END = [{"type": "message_delta", "delta": {"stop_reason": "end_turn"}, "usage": {}}, {"type": "message_stop"}]


@pytest.mark.parametrize("seed", range(20))
async def test_each_block_of_a_message_is_masked_however_it_is_cut(seed: int) -> None:
    chance = random.Random(seed)
    texts = {
        (0, "thinking"): f"{LONG}{MAIL} {LONG}", (1, "text"): f"to {MAIL}, and {LONG}{MAIL}",
        (2, "partial_json"): f'{{"to": "{MAIL}"}}',
    }  # fmt: skip
    kinds = {"thinking": "thinking", "text": "text", "partial_json": "tool_use"}
    events = [START, {"type": "ping"}]
    for (index, name), text in texts.items():
        events += block(index, kinds[name], name, cut(text, chance))
    raw = sse([*events, *END], chance.choice(("\n", "\r\n")))
    pieces = [one.encode("latin-1") for one in cut(raw.decode("latin-1"), chance)]
    sent = [one async for one in guarded_messages(inspector(), arriving(pieces))]
    told = events_of(sent)
    assert said(told) == {key: text.replace(MAIL, MASK) for key, text in texts.items()}
    # Nothing of a block comes before its start or after its end, and nothing but its texts is lost.
    order = [(event["type"], event.get("index")) for event in told if event["type"] != "content_block_delta"]
    assert order == [
        (event["type"], event.get("index")) for event in events + END if event["type"] != "content_block_delta"
    ]
    for index in range(3):
        places = [number for number, event in enumerate(told) if event.get("index") == index]
        assert places == list(range(places[0], places[-1] + 1))
        assert told[places[-1]]["type"] == "content_block_stop"


async def test_a_message_is_stopped_before_what_it_may_not_say() -> None:
    raw = sse([START, *block(0, "text", "text", [LONG, MAIL[:9], MAIL[9:], " and more"]), *END])
    sent: list[bytes] = []
    with pytest.raises(StreamBlockedError):
        async for one in guarded_messages(inspector(Action.BLOCK), arriving([raw])):
            sent.append(one)  # noqa: PERF401 (kept when it raises)
    [text] = said(events_of(sent)).values()
    assert text.startswith("word word")
    assert "jane" not in text


async def test_what_a_block_says_as_it_starts_goes_on_in_its_deltas() -> None:
    events = block(0, "text", "text", [MAIL[4:] + " now"])
    events[0]["content_block"]["text"] = MAIL[:4]
    told = events_of([one async for one in guarded_messages(inspector(), arriving([sse([START, *events])]))])
    assert told[1]["content_block"] == {"type": "text", "text": ""}
    assert said(told) == {(0, "text"): f"{MASK} now"}


@pytest.mark.parametrize(
    "event",
    [
        {"type": "content_block_start", "index": 0,
         "content_block": {"type": "web_search_tool_result", "content": [{"title": MAIL}]}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "citations_delta", "citation": {"cited_text": MAIL}}},
        {"type": "something_new", "said": MAIL},
        {"type": "error", "error": {"type": "api_error", "message": f"no {MAIL}"}},
    ],
)  # fmt: skip
async def test_what_comes_at_once_is_looked_through_at_once(event: dict[str, Any]) -> None:
    sent = [one async for one in guarded_messages(inspector(), arriving([sse([event])]))]
    assert MAIL.encode() not in b"".join(sent)
    assert events_of(sent) == [json.loads(json.dumps(event).replace(MAIL, MASK))]


async def test_what_is_no_event_is_looked_through_as_text() -> None:
    sent = [one async for one in guarded_messages(inspector(), arriving([b": ping\n\n", f"data: {MAIL}\n\n".encode()]))]
    assert b"".join(sent) == f": ping\n\ndata: {MASK}\n\n".encode()


async def test_a_message_that_breaks_off_shows_what_it_may() -> None:
    raw = sse([START, *block(0, "text", "text", [f"to {MAIL}"])[:-1]])
    told = events_of([one async for one in guarded_messages(inspector(), arriving([raw[:-1]]))])
    assert said(told) == {(0, "text"): f"to {MASK}"}


async def test_a_signature_comes_after_all_that_it_signs() -> None:
    events = block(0, "thinking", "thinking", ["so ", "be it"])
    events.insert(
        -1, {"type": "content_block_delta", "index": 0, "delta": {"type": "signature_delta", "signature": "x"}}
    )
    told = events_of([one async for one in guarded_messages(inspector(), arriving([sse(events)]))])
    assert [event.get("delta", {}).get("type") for event in told] == [None, "thinking_delta", "signature_delta", None]


# Responses.


class Event(BaseModel):
    model_config = ConfigDict(extra="allow")
    type: str
    sequence_number: int = 0


class Whole(BaseModel):
    model_config = ConfigDict(extra="allow")
    output: list[Any]
    instructions: str = MAIL


def response(text: str, pieces: list[str]) -> list[Event]:
    where = {"item_id": "i", "output_index": 0, "content_index": 0}
    part = {"type": "output_text", "text": text, "annotations": []}
    item = {"type": "message", "id": "i", "content": [part]}
    events = [
        Event(type="response.created", response=Whole(output=[])),
        Event(type="response.output_item.added", output_index=0, item={**item, "content": []}),
        *(Event(type="response.output_text.delta", delta=one, **where) for one in pieces),
        Event(type="response.output_text.done", text=text, **where),
        Event(type="response.content_part.done", part=dict(part), **where),
        Event(type="response.output_item.done", item=json.loads(json.dumps(item)), output_index=0),
        Event(type="response.completed", response=Whole(output=[json.loads(json.dumps(item))])),
    ]
    for number, event in enumerate(events, 5):
        event.sequence_number = number
    return events


async def passed(found: StreamInspector, events: list[Event]) -> list[Any]:
    return [one async for one in guarded_responses(found, events[0], arriving(events[1:]))]


@pytest.mark.parametrize("seed", range(20))
async def test_each_text_of_a_response_is_masked_both_times(seed: int) -> None:
    chance = random.Random(seed)
    text = f"to {MAIL} {LONG}{MAIL}, {MAIL}"
    found = inspector()
    told = await passed(found, response(text, cut(text, chance)))
    wanted = text.replace(MAIL, MASK)
    assert "".join(one.delta for one in told if one.type.endswith(".delta")) == wanted
    assert told[-4].text == told[-3].part["text"] == told[-2].item["content"][0]["text"] == wanted
    assert told[-1].response.output[0]["content"][0]["text"] == wanted
    assert [one.sequence_number for one in told] == list(range(5, 5 + len(told)))
    # What was sent to the model is not what it answers; and what is said twice counts once.
    assert told[-1].response.instructions == MAIL
    assert [one.counts for one in found.findings()] == [{"email": 3}]


async def test_a_response_is_stopped_before_what_it_may_not_say() -> None:
    told: list[Any] = []
    events = response(LONG + MAIL, [LONG, MAIL[:9], MAIL[9:]])
    with pytest.raises(StreamBlockedError):
        async for one in guarded_responses(inspector(Action.BLOCK), events[0], arriving(events[1:])):
            told.append(one)  # noqa: PERF401 (kept when it raises)
    assert "word word" in str(told)
    assert "jane" not in str([one for one in told if one.type.endswith(".delta")])


async def test_a_text_without_deltas_is_looked_through_when_it_is_done() -> None:
    found = inspector()
    told = await passed(found, response(f"to {MAIL}", []))
    assert f"to {MASK}" in str(told[-1])
    assert [one.counts for one in found.findings()] == [{"email": 1}]
    with pytest.raises(StreamBlockedError):
        await passed(inspector(Action.BLOCK), response(f"to {MAIL}", []))


async def test_a_part_that_is_done_shows_nothing_that_was_masked_in_it() -> None:
    """A guard that acts from the second finding on has acted by then; the part alone has too few."""
    where = {"output_index": 0, "content_index": 0}
    events = [
        Event(type="response.created", response=Whole(output=[])),
        Event(type="response.output_text.delta", delta=f"{MAIL} ", item_id="a", **where),
        Event(type="response.output_text.done", text=f"{MAIL} ", item_id="a", **where),
        Event(type="response.output_text.delta", delta=f"{MAIL} ", item_id="b", **where),
        Event(type="response.output_text.done", text=f"{MAIL} ", item_id="b", **where),
    ]
    told = await passed(inspector(min_matches=2), events)
    assert [getattr(one, "delta", None) or getattr(one, "text", None) for one in told[1:]] == [
        f"{MAIL} ", f"{MAIL} ", f"{MASK} ", f"{MASK} ",
    ]  # fmt: skip


async def test_arguments_and_reasoning_are_texts_too() -> None:
    for kind, name in (("function_call_arguments", "arguments"), ("reasoning_summary_text", "text")):
        events = [
            Event(type=f"response.{kind}.delta", delta=MAIL[:7], item_id="i", output_index=0),
            Event(type=f"response.{kind}.delta", delta=MAIL[7:], item_id="i", output_index=0),
            Event(type=f"response.{kind}.done", **{name: MAIL}, item_id="i", output_index=0),
        ]
        told = await passed(inspector(), events)
        assert [told[0].delta, getattr(told[1], name)] == [MASK, MASK]


def test_only_its_own_events_are_taken_for_its_own() -> None:
    assert is_response_event(Event(type="response.created"))
    assert not is_response_event({"type": "response.created"})
    assert not is_response_event(Event(type="message_start"))
