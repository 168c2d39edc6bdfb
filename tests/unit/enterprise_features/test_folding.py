"""A pattern finds what is written so that machines miss it, and what is masked is just that."""

from __future__ import annotations

import random
import unicodedata

import pytest

from alchemi.enterprise_features.guardrails.detectors import detector_pattern
from alchemi.enterprise_features.guardrails.engine import Action, Direction, Guard, Guards
from alchemi.enterprise_features.guardrails.folding import readings_of, seen_tail
from alchemi.enterprise_features.guardrails.patterns import Pattern, compile_pattern, word_pattern
from alchemi.enterprise_features.guardrails.redaction import redacted
from alchemi.enterprise_features.guardrails.stream import StreamBlockedError, StreamInspector

MAIL = detector_pattern("pii", "email")
CARD = detector_pattern("pii", "credit_card")
SSN = detector_pattern("pii", "us_ssn")
AWS = detector_pattern("secrets", "aws_access_key")
JANE = "jane.doe@corp.example"
KEY = "AKIAABCDEFGHIJKLMNOP"
IGNORABLE = ("\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\u202e", "\u2066", "\u034f", "\ufe0f", "\U000e0041")


def never() -> None:
    """The texts are short."""


def wide(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


def guards(*patterns: Pattern, action: Action = Action.MASK) -> Guards:
    return Guards((Guard("pii", action, patterns, frozenset(Direction)),))


async def masked(text: str, *patterns: Pattern) -> str:
    return (await guards(*patterns).inspect([text], Direction.INPUT)).texts[0]


WAYS = {
    "as it stands": JANE,
    "full width": wide(JANE),
    "full width dots": "jane\uff0edoe\uff20corp\u3002example",
    "bold letters": "".join(chr(0x1D41A + ord(one) - 97) if one.isalpha() else one for one in JANE),
    "letters in circles": "".join(chr(0x24D0 + ord(one) - 97) if one.isalpha() else one for one in JANE),
    "struck through": "".join(f"{one}\u0336" for one in JANE),
    "accents": "j\u00e1n\u00e9.d\u00f6e@c\u00f6rp.\u00e9xample",
    "accents apart": "ja\u0301ne\u0301.do\u0308e@corp.example",
    "accents behind what is not seen": "ja\u200b\u0301ne.doe@corp.example",
    "marks of another script": "ja\u064bne.doe@corp.example",
    "a hundred marks": f"j{chr(0x301) * 100}ane.doe@corp.example",
    **{f"between: U+{ord(one):04X}": one.join(JANE) for one in IGNORABLE},
    "a hundred between": ("\u200b" * 100).join(JANE),
    "the letters of units": "jane.doe@corp.e\u33c4.example".replace("\u33c4", "\u33a0"),
}


@pytest.mark.parametrize("way", WAYS)
async def test_what_is_hidden_is_found_and_only_that_is_masked(way: str) -> None:
    for before, after in (
        ("write to ", " now"),
        ("\u4eca\u65e5 ", "\uff0cna\u00efve \U0001f468\u200d\U0001f469"),
        ("", ""),
    ):
        assert await masked(f"{before}{WAYS[way]}{after}", MAIL) == f"{before}[REDACTED:email]{after}"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (CARD, wide("4111 1111 1111 1111")),
        (CARD, "\u0664\u0661\u0661\u0661 1111 1111 1111"),  # Arabic-Indic digits
        (SSN, "123\u201145\u20116789"),
        (SSN, "123\u201345\u22126789"),
        (AWS, wide(KEY)),
        (AWS, "\u00ad".join(KEY)),
        (word_pattern("word", "stra\u00dfe"), "STRASSE"),
        (word_pattern("word", "strasse"), "Stra\u00dfe"),
        (word_pattern("word", "kelvin"), "\u212aelvin"),
        (word_pattern("word", "M\u00fcller"), "Mu\u0308ller"),
        (word_pattern("word", "Mu\u0308ller"), "M\u00fcller"),
        (word_pattern("word", "M\u00fcller"), "M\u0336\u00fc\u0336l\u0336ler"),
        (word_pattern("word", "office"), "o\ufb03ce"),
        (word_pattern("word", "\ud55c\uad6d"), unicodedata.normalize("NFD", "\ud55c\uad6d")),
        (word_pattern("word", "\u30d0\u30a4\u30af"), "\uff8a\uff9e\uff72\uff78"),
        (word_pattern("word", "\uff22\uff29\uff2c\uff2c"), "bill"),
        (compile_pattern("own", r"(?i)project-\d"), "\uff30roject\u20137"),
        (compile_pattern("own", "\u200b"), "\u200b"),
    ],
)
async def test_it_is_found_in_the_letters_that_are_read(pattern: Pattern, text: str) -> None:
    assert await masked(f"about {text}, then", pattern) == f"about [REDACTED:{pattern.name}], then"


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (AWS, KEY.lower()),
        (AWS, wide(KEY.lower())),
        (word_pattern("word", "r\u00e9sum\u00e9"), "resume"),
        (word_pattern("word", "\u043c\u043e\u0438"), "\u043c\u043e\u0439"),  # a mark makes another letter in Cyrillic
        (word_pattern("word", "\u0915\u0932"), "\u0915\u093e\u0932"),  # and a vowel in Devanagari
        (CARD, wide("4111 1111 1111 1112")),
    ],
)
async def test_what_is_something_else_is_left(pattern: Pattern, text: str) -> None:
    assert await masked(f"about {text}, then", pattern) == f"about {text}, then"


async def test_what_is_found_in_several_readings_counts_once() -> None:
    found = await guards(MAIL).inspect([f"caf\u00e9 {JANE}, {wide(JANE)}"], Direction.INPUT)
    assert found.findings[0].counts == {"email": 2}


@pytest.mark.parametrize("seed", range(60))
async def test_whatever_stands_around_it_stays_as_it_was(seed: int) -> None:
    chance = random.Random(seed)
    other = [
        *IGNORABLE,
        "\u0301",
        "\u0336",
        "\u00e9",
        "\ufdfa",
        "\u3316",
        "\u4eca",
        "\U0001f600",
        " ",
        "x",
        "\u1112\u1161",
        "\u093e",
        "\u00df",
    ]

    def noise() -> str:
        return "".join(chance.choice(other) for _ in range(chance.randrange(12)))

    hidden = "".join(one + chance.choice(("", *IGNORABLE, "\u0336")) for one in chance.choice((KEY, wide(KEY))))
    before, after = noise() + "-", "-" + noise()
    assert await masked(before + hidden + after, AWS) == f"{before}[REDACTED:aws_access_key]{after}"


@pytest.mark.parametrize("seed", range(60))
def test_a_reading_knows_where_each_character_comes_from(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(
        chr(
            chance.choice(
                (chance.randrange(32, 128), chance.randrange(0xA0, 0xD7FF), chance.randrange(0xE000, 0x1FFFF))
            )
        )
        for _ in range(chance.randrange(400))
    )
    readings = readings_of(text, never)
    for reading in (*readings.plain, *readings.any_case()):
        places = [reading.place(at, at + 1) for at in range(len(reading.text))]
        assert all(0 <= start < end <= len(text) for start, end in places)
        assert places == sorted(places)
        assert reading.starts is None or len(reading.starts) == len(reading.text)
        for one, (start, end) in zip(reading.text, places, strict=True):
            assert not one.isascii() or not text[start:end].isascii() or one.casefold() in text[start:end].casefold()


def test_ascii_has_one_reading_which_is_the_text() -> None:
    text = "plain " * 100
    readings = readings_of(text, never)
    assert [reading.text for reading in readings.plain] == [text]
    assert readings.any_case()[0].text is text
    assert len(readings.any_case()) == 1


@pytest.mark.parametrize(
    "text",
    ["\uff4a\uff41\uff4e\uff45" * 85_000, "a\u200b" * 260_000, "e\u0301\u0336\u0489" * 145_000, "\u200b" * 350_000,
     "a" + "\u0301" * 520_000, "\ufdfa" * 350_000, "Gr\u00fc\u00dfe aus K\u00f6ln " * 58_000],
    ids=["wide", "split", "stacked", "empty", "one letter", "ligatures", "german"],
)  # fmt: skip
async def test_a_mebibyte_is_looked_through_in_time(text: str) -> None:
    """Two seconds are all that there is: more raises."""
    found = await guards(MAIL, CARD, AWS).inspect([f"{text} {wide(JANE)}"], Direction.INPUT)
    assert found.texts[0].endswith("[REDACTED:email]")


@pytest.mark.parametrize("between", ["\u200b", "\u200b" * 40, "\u0336"])
async def test_a_stream_holds_back_what_is_hidden(between: str) -> None:
    hidden = between.join(JANE)
    text = f"so {hidden} and {'word ' * 200}"
    for size in (1, 7, 300):
        pieces = [text[at : at + size] for at in range(0, len(text), size)]
        inspector = StreamInspector(guards(MAIL))
        sent = [await inspector.feed(0, piece, is_last=False) for piece in pieces]
        sent.append(await inspector.feed(0, "", is_last=True))
        assert "".join(sent) == text.replace(hidden, "[REDACTED:email]")
        inspector, told = StreamInspector(guards(MAIL, action=Action.BLOCK)), ""
        with pytest.raises(StreamBlockedError):
            for piece in pieces:
                told += await inspector.feed(0, piece, is_last=False)
        assert "j" not in told


def test_the_tail_counts_what_is_seen() -> None:
    assert seen_tail("abcdef", 2, 100) == 4
    assert seen_tail("ab\u200b\u200bc", 2, 100) == 1
    assert seen_tail("a" + "\u200b" * 500, 2, 100) == 401
    assert seen_tail("\u00e9", 2, 100) == 0


def test_what_services_tell_is_masked_too() -> None:
    assert redacted({"said": f"ask {wide(JANE)}"}) == {"said": "ask [REDACTED:email]"}
