"""The readings of a text: as it stands, and as who reads it takes it, without what is not seen and in the usual letters.

A pattern is looked for in each reading, and found where it stands in the text itself. Texts of ASCII have one reading.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_IGNORABLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""What Unicode calls default ignorable, and the marks of annotations."""
_UNSEEN: Final = re.compile(f"[{_IGNORABLE}]+")
_OF_NO_SCRIPT: Final = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
# Vowels and ends of Hangul, and the voiced marks of narrow katakana, are no marks to Unicode, and join all the same.
_JOINS: Final = frozenset(map(chr, (*range(0x1161, 0x1200), *range(0xD7B0, 0xD800), 0xFF9E, 0xFF9F)))
_ALMOST_ASCII: Final = frozenset("\u212a\u017f")
"""The letters outside ASCII whose small ones are within."""
_MOST_JOINED: Final = 16
"""Of one letter: marks are sorted when they are joined to it, which takes the square of their number."""
_MOST_LOOKED_AT: Final = 64
_MOST_LETTERS: Final = 6
"""That one character may be read as: a few ligatures stand for whole sentences."""
_LETTERS: Final = {"\u2212": "-", "\u3002": "."}
_STRIDE: Final = 4_096

CheckTime = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that patterns are looked for in. `starts`: where each of its characters comes from; None: it is the text."""

    text: str
    starts: array[int] | None = None
    length: int = 0

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text itself a part of this reading stands, with what is not seen in it."""
        starts = self.starts
        if starts is None:
            return start, end
        last = starts[end - 1]
        while end < len(starts) and starts[end] == last:
            end += 1
        return starts[start], starts[end] if end < len(starts) else self.length


class Readings:
    """Of one text: as it stands; in compatible letters without what is not seen; and without marks. What is alike is there
    once."""

    __slots__ = ("_any_case", "plain")

    def __init__(self, plain: tuple[Reading, ...]) -> None:
        self.plain = plain
        self._any_case: tuple[Reading, ...] | None = None

    def any_case(self) -> tuple[Reading, ...]:
        """The same for patterns that take large and small letters for alike, with such as become two letters."""
        if self._any_case is None:
            itself = self.plain[0]
            found = {itself.text: itself}
            if not itself.text.isascii():
                lowered = itself.text.lower()
                for reading in map(_any_case, self.plain):
                    # What differs in case alone the patterns take for alike, but at the edge of a word.
                    if reading.text != lowered or not _ALMOST_ASCII.isdisjoint(itself.text):
                        found.setdefault(reading.text, reading)
            self._any_case = tuple(found.values())
        return self._any_case


def readings_of(text: str, check_time: CheckTime) -> Readings:
    """All readings of `text`. `check_time` is called now and then, and may raise."""
    itself = Reading(text)
    if text.isascii():
        return Readings((itself,))
    found = {text: itself}
    for reading in _folded(text, check_time):
        found.setdefault(reading.text, reading)
    return Readings(tuple(found.values()))


def spellings_of(word: str) -> list[str]:
    """`word`, and what is looked for instead in texts of the usual letters."""
    letters = word if word.isascii() else next(_folded(word, lambda: None)).text
    return list(dict.fromkeys((word, letters, letters.casefold())))


def seen_tail(text: str, characters: int, most: int) -> int:
    """Where the last so many characters begin that are seen; `most`: no more than these, whatever they are."""
    if text.isascii():
        return max(0, len(text) - characters)
    at, seen = len(text), 0
    first = max(0, len(text) - most)
    while at > first and seen < characters:
        at -= 1
        seen += bool(_read(text[at])[1])
    return at


class _Writer:
    """One reading as it is written. `how`: 0 with marks, 1 without them."""

    def __init__(self, length: int, table: Mapping[int, str], how: int) -> None:
        self.how = how
        self._parts: list[str] = []
        self._starts = array("I")
        self._length = length
        self._table = table

    def copy(self, text: str, start: int) -> None:
        """Write characters each of which is read as one."""
        self._parts.append(text if text.isascii() else text.translate(self._table))
        self._starts.extend(range(start, start + len(text)))

    def put(self, read: str, start: int) -> None:
        if read:
            self._parts.append(read)
            self._starts.extend([start] * len(read))

    def drop_last(self) -> None:
        """Take back a letter that marks are joined to."""
        self._parts.append(self._parts.pop()[:-1])
        self._starts.pop()

    def reading(self) -> Reading:
        return Reading("".join(self._parts), self._starts, self._length)


def _folded(text: str, check_time: CheckTime) -> Iterator[Reading]:
    reads = {one: _read(one) for one in set(text) if not one.isascii()}
    check_time()
    tables = [{ord(one): read[how] for one, read in reads.items()} for how in (0, 1)]
    odd = "".join(one for one, read in reads.items() if len(read[0]) != 1 or len(read[1]) != 1 or _joins(one))
    if not odd:
        # Character for character: what is found stands where it is found.
        yield from (Reading(text.translate(table)) for table in tables)
        return
    is_alike = tables[0] == tables[1] and not any(map(_joins, odd))
    writers = [_Writer(len(text), table, how) for how, table in enumerate(tables[: 1 if is_alike else 2])]
    done = 0
    for number, run in enumerate(re.finditer(f"[{re.escape(odd)}]+", text)):
        if number % _STRIDE == 0:
            check_time()
        start, end = run.span()
        for writer in writers if done < start else ():
            writer.copy(text[done:start], done)
        _write_run(text, start, end, writers, has_base=done < start, check_time=check_time)
        done = end
    for writer in writers:
        writer.copy(text[done:], done)
        yield writer.reading()


def _write_run(text: str, at: int, end: int, writers: list[_Writer], *, has_base: bool, check_time: CheckTime) -> None:
    """Write characters that vanish, become several, or join others. `has_base`: a letter stands before them."""
    if has_base and _is_joined(text, at, end):
        begin = at - 1
        for writer in writers:
            writer.drop_last()
    else:
        begin = at
    steps = 0
    while begin < end:
        steps += 1
        if steps % _STRIDE == 0:
            check_time()
        stop = _joined_until(text, max(begin, at), end)
        read = (
            _read(text[begin]) if stop == begin + 1 else _read_joined(text[begin : min(stop, begin + _MOST_LOOKED_AT)])
        )
        for writer in writers:
            writer.put(read[writer.how], begin)
        begin = stop


def _joined_until(text: str, at: int, end: int) -> int:
    """The end of what is one letter with the character at `at`."""
    at += 1
    while at < end and (_joins(text[at]) or not _read(text[at])[0]):
        at += 1
    return at


def _is_joined(text: str, at: int, end: int) -> bool:
    """The first character that is seen from here on belongs to the letter before."""
    while at < end and not _joins(text[at]) and not _read(text[at])[0]:
        at += 1
    return at < end and _joins(text[at])


@lru_cache(8_192)
def _joins(character: str) -> bool:
    return character in _JOINS or unicodedata.category(character)[0] == "M"


@lru_cache(8_192)
def _read(character: str) -> tuple[str, str]:
    """How one character is read, and how without its marks; nothing for what is not seen."""
    if _UNSEEN.fullmatch(character):
        return "", ""
    return _usual(character)


@lru_cache(8_192)
def _read_joined(text: str) -> tuple[str, str]:
    seen = _UNSEEN.sub("", text)[:_MOST_JOINED]
    return _usual(seen) if seen else ("", "")


def _usual(text: str) -> tuple[str, str]:
    composed = unicodedata.normalize("NFKC", text)
    if len(composed) > max(_MOST_LETTERS, len(text)):
        composed = text
    # Marks that no letter takes up are strokes and the like.
    letters = _OF_NO_SCRIPT.sub("", composed)
    bare, apart = letters, unicodedata.normalize("NFD", composed)
    if apart[:1].isascii():
        # In other scripts marks make other letters.
        bare = "".join(one for one in apart if unicodedata.category(one)[0] != "M")
    return "".join(map(_letter, letters)), "".join(map(_letter, bare))


def _letter(character: str) -> str:
    """Digits of every script as those of ASCII, and every dash as a hyphen: so they are read."""
    if character.isascii():
        return character
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    return "-" if kind == "Pd" else _LETTERS.get(character, character)


def _any_case(reading: Reading) -> Reading:
    """`reading` with its case folded."""
    text, starts = reading.text, reading.starts
    lowered = text.casefold()
    if len(lowered) == len(text):
        return Reading(lowered, starts, reading.length)
    places = array("I", range(len(text))) if starts is None else starts
    odd = "".join(one for one in set(text) if len(one.casefold()) != 1)
    folded, done = array("I"), 0
    for run in re.finditer(f"[{re.escape(odd)}]", text):
        folded.extend(places[done : run.start()])
        folded.extend([places[run.start()]] * len(run[0].casefold()))
        done = run.end()
    folded.extend(places[done:])
    return Reading(lowered, folded, len(text) if starts is None else reading.length)
