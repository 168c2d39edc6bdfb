"""Guards over texts, whole and in pieces."""

from __future__ import annotations

import asyncio
import random
import threading
import time

import pytest

from alchemi.enterprise_features.guardrails.detectors import DETECTORS, SYSTEM_DETECTORS, detector_pattern
from alchemi.enterprise_features.guardrails.engine import Action, Direction, Guard, Guards, TooSlowError, in_time
from alchemi.enterprise_features.guardrails.patterns import Pattern, compile_pattern, scannable
from alchemi.enterprise_features.guardrails.rules import compile_guards
from alchemi.enterprise_features.guardrails.stream import HELD_CHARACTERS, StreamBlockedError, StreamInspector
from alchemi.errors import ConflictError

BOTH = frozenset(Direction)
MAIL = detector_pattern("pii", "email")
CARD = detector_pattern("pii", "credit_card")
LONG = compile_pattern("long", r"BEGIN[a-z ]*END")


def guards(action: Action, *patterns: Pattern, min_matches: int = 1) -> Guards:
    return Guards((Guard("pii", action, patterns, BOTH, min_matches),))


async def streamed(inspector: StreamInspector, pieces: list[str]) -> str:
    parts = [await inspector.feed(0, piece, is_last=False) for piece in pieces]
    return "".join([*parts, await inspector.feed(0, "", is_last=True)])


@pytest.mark.parametrize("seed", range(40))
async def test_a_text_in_pieces_is_masked_like_the_whole(seed: int) -> None:
    chance = random.Random(seed)
    words = [
        "a@b.co",
        "4111 1111 1111 1111",
        "hello",
        "BEGIN" + "x" * chance.randrange(200) + "END",
        "\u00e9\U0001f600",
        "1 2",
    ]
    text = " ".join(chance.choice(words) for _ in range(chance.randrange(1, 120)))
    pieces, at = [], 0
    while at < len(text):
        size = chance.randrange(1, 40)
        pieces.append(text[at : at + size])
        at += size
    found = guards(Action.MASK, MAIL, CARD, LONG)
    whole = await found.inspect([text], Direction.OUTPUT)
    inspector = StreamInspector(found)
    assert await streamed(inspector, pieces) == whole.texts[0]
    assert [one.counts for one in inspector.findings()] == [one.counts for one in whole.findings]


async def test_a_private_key_is_hidden_however_long_it_is() -> None:
    key = "-----BEGIN RSA PRIVATE KEY-----\n" + "MIIEow+/\n" * 300 + "-----END RSA PRIVATE KEY-----"
    pattern = detector_pattern("secrets", "private_key")
    for text in (f"here: {key} it was", f"here: {key[:1500]}"):
        inspector = StreamInspector(guards(Action.MASK, pattern))
        shown = await streamed(inspector, [text[at : at + 7] for at in range(0, len(text), 7)])
        assert "MIIE" not in shown
        assert shown.startswith("here: [REDACTED:private_key]")


async def test_nothing_of_what_is_blocked_has_been_sent() -> None:
    inspector, sent = StreamInspector(guards(Action.BLOCK, MAIL)), ""
    with pytest.raises(StreamBlockedError) as blocked:
        for one in "word " * 100 + "write to jane@corp.example now":
            sent += await inspector.feed(0, one, is_last=False)
    assert blocked.value.finding.counts == {"email": 1}
    assert "word" in sent
    assert "jane" not in sent


async def test_little_is_held_back_and_texts_are_told_apart() -> None:
    inspector = StreamInspector(guards(Action.MASK, MAIL))
    sent = ""
    for _ in range(300):
        sent += await inspector.feed("a", "some words ", is_last=False)
        assert await inspector.feed("b", "a@", is_last=False) in ("", "a@")
    assert 300 * 11 - len(sent) <= HELD_CHARACTERS
    assert set(inspector.waiting()) == {"a", "b"}


async def test_fewer_findings_than_a_guard_minds_are_none() -> None:
    few = guards(Action.MASK, MAIL, min_matches=2)
    assert (await few.inspect(["a@b.co"], Direction.INPUT)).findings == []
    outcome = await few.inspect(["a@b.co", "c@d.co"], Direction.INPUT)
    assert outcome.texts == ["[REDACTED:email]", "[REDACTED:email]"]


async def test_a_guard_sees_what_the_one_before_it_has_left() -> None:
    both = Guards(
        (Guard("pii", Action.MASK, (MAIL,), BOTH), Guard("custom", Action.BLOCK, (compile_pattern("at", "@"),), BOTH))
    )
    assert (await both.inspect(["a@b.co"], Direction.INPUT)).blocked is None
    outcome = await both.inspect(["a @ b"], Direction.INPUT)
    assert outcome.blocked is not None
    assert outcome.blocked.counts == {"at": 1}


@pytest.mark.parametrize(
    "source", [r"(x+x+)+y", r"(a|aa)+$", r"([a-zA-Z]+)*!", r"(.*)(.*)(.*)(.*)(.*)(.*)(.*)z", r"(?:a?){90}a{90}b"]
)
async def test_a_hostile_pattern_takes_no_longer_than_others(source: str) -> None:
    found = guards(Action.BLOCK, compile_pattern("p", source))
    started = time.process_time()
    for text in ("x" * 30_000, "a" * 30_000):
        await found.inspect([text], Direction.INPUT)
    assert time.process_time() - started < 2


async def test_what_takes_too_long_is_given_up_while_others_go_on() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0.01)
            turns += 1

    def endless(check_time: object) -> None:
        while True:
            check_time()  # type: ignore[operator]

    turn, meanwhile = asyncio.Lock(), asyncio.create_task(others())
    # As many as there are threads, and more: they are one account's, and wait for one another.
    found = await asyncio.gather(*(in_time(endless, 10**12, turn) for _ in range(8)), return_exceptions=True)
    assert {type(one) for one in found} == {TooSlowError}
    assert await in_time(lambda _: "done", 10**12, asyncio.Lock()) == "done"
    meanwhile.cancel()
    assert turns > 20


async def test_a_turn_ends_with_its_thread_and_not_before() -> None:
    turn, ends = asyncio.Lock(), threading.Event()
    with pytest.raises(TooSlowError):
        await in_time(lambda _: ends.wait(10), 10**12, turn)
    assert turn.locked()
    ends.set()
    assert await in_time(lambda _: "next", 10**12, turn) == "next"


async def test_long_texts_are_looked_through_across_their_windows() -> None:
    text = "".join(f"{'x' * 32_760} a{number}@b.co " for number in range(5))
    outcome = await guards(Action.MASK, MAIL).inspect([text], Direction.INPUT)
    assert outcome.findings[0].counts == {"email": 5}
    assert "@" not in outcome.texts[0]


def test_half_a_surrogate_pair_is_no_way_around() -> None:
    assert len(scannable("\ud800a@b.co")) == len("\ud800a@b.co")
    assert MAIL.spans(scannable("\ud800 a@b.co"), lambda: None) == [(2, 8)]


def test_every_category_compiles_and_is_told_of() -> None:
    for one in SYSTEM_DETECTORS:
        assert detector_pattern(one.guard_type, one.name).steps < 300
        assert one.description.endswith(".")
        assert one.name in DETECTORS[one.guard_type]


def test_all_patterns_together_are_bounded() -> None:
    config = {"guard_type": "custom", "enabled": True, "action_on_fail": "block", "execution_order": 1, "config": {}}
    row = {"guard_type": "custom", "enabled": True, "pattern": "x{900}y"}
    rows = [row | {"pattern_name": f"p{number}"} for number in range(60)]
    assert compile_guards([config], rows[:20]).guards
    with pytest.raises(ConflictError):
        compile_guards([config], rows)
