"""Patterns, the platform's and those that accounts write. Who writes one is not trusted.

They run in an engine whose time grows with the text alone, never with how it could be divided; what it cannot do so, it
does not accept (lookaround, back references). Bounds on their length and on the size of what they compile to do the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import re2

from alchemi.enterprise_features.guardrails.folding import Readings, spellings_of
from alchemi.errors import InvalidRequestError

PATTERN_CHARACTERS: Final = 500
_WORD_CHARACTERS: Final = 4_000
"""Of a word in all its spellings, each character escaped."""
_MOST_STEPS: Final = 2_000
"""Instructions of a compiled pattern: each may be looked at once for each byte of a text."""
_MEMORY_BYTES: Final = 512 * 1024
_WINDOW: Final = 32_768
_OVERLAP: Final = 1_024
_IGNORES_CASE: Final = re.compile(r"\(\?[a-zA-Z]*i")
_HALF_PAIRS: Final = re.compile("[\ud800-\udfff]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pattern:
    """`is_real` tells what only looks like it; `steps`: what a byte of text costs at most; `ignores_case`: somewhere."""

    name: str
    regex: Any
    steps: int
    is_real: Callable[[str], bool] | None = None
    ignores_case: bool = False

    def places(self, readings: Readings, check_time: Callable[[], None]) -> list[Span]:
        """Where it is found in a text, in whatever reading of it, in order and without overlaps."""
        found: list[Span] = []
        for reading in readings.any_case() if self.ignores_case else readings.plain:
            found += [reading.place(start, end) for start, end in self.spans(reading.text, check_time)]
        return merged(found)

    def spans(self, text: str, check_time: Callable[[], None]) -> list[Span]:
        """Where it is found, in order and without overlaps. `check_time` is called now and then, and may raise."""
        found: list[Span] = []
        for start in range(0, len(text), _WINDOW):
            check_time()
            since = max(0, start - _OVERLAP)
            found += [
                (since + match.start(), since + match.end())
                for match in self.regex.finditer(text[since : start + _WINDOW])
                if match.start() < match.end() and (self.is_real is None or self.is_real(match.group()))
            ]
        return merged(found)


def compile_pattern(
    name: str,
    source: str,
    *,
    pointer: str = "/pattern",
    is_real: Callable[[str], bool] | None = None,
    most_characters: int = PATTERN_CHARACTERS,
) -> Pattern:
    """A pattern that is safe to run on any text.

    Raises:
        InvalidRequestError: at `pointer`, and why it is not.
    """
    if len(source) > most_characters:
        raise InvalidRequestError.of_field(pointer, f"A pattern has at most {most_characters} characters.")
    options = re2.Options()
    options.max_mem = _MEMORY_BYTES
    options.log_errors = False
    try:
        regex = re2.compile(source, options=options)
    except (re2.error, UnicodeError) as error:
        raise InvalidRequestError.of_field(pointer, f"This pattern cannot be read: {_why(error)}.") from error
    if regex.programsize > _MOST_STEPS:
        raise InvalidRequestError.of_field(pointer, "This pattern is too large; repeat less in it.")
    if regex.search("") is not None:
        raise InvalidRequestError.of_field(pointer, "This pattern matches a text without characters.")
    return Pattern(name, regex, regex.programsize, is_real, _IGNORES_CASE.search(source) is not None)


def _why(error: Exception) -> str:
    told = error.args[0] if error.args else "it is malformed"
    return (told.decode(errors="replace") if isinstance(told, bytes) else str(told))[:200]


def word_pattern(name: str, word: str) -> Pattern:
    """Finds `word` as it stands, in any case, not within longer words.

    Raises:
        InvalidRequestError: it is too long.
    """
    ways = "|".join(map(_apart, spellings_of(word)))
    return compile_pattern(name, f"(?i){ways}", pointer="/config/words", most_characters=_WORD_CHARACTERS)


def _apart(word: str) -> str:
    start, end = (r"\b" if re.match(r"\w", edge, re.ASCII) else "" for edge in (word[:1], word[-1:]))
    return f"{start}{re2.escape(word)}{end}"


def scannable(text: str) -> str:
    """`text` without halves of surrogate pairs, which cannot be encoded; as long as before."""
    return text if text.isascii() else _HALF_PAIRS.sub("\ufffd", text)


def merged(spans: list[Span]) -> list[Span]:
    """`spans` in order, those that overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
