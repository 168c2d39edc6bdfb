"""Where an account's guards see what is sent to models and what they answer, by route: read from the committed table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

TABLE_FILE: Final = Path(__file__).with_name("call_routes.txt")
_PLACEHOLDER: Final = re.compile(r"\{\w+(:path)?\}")


class Sight(StrEnum):
    """Who sees the texts of one direction; see the head of the table."""

    HOOK = "hook"
    BODY = "body"
    UNSEEN = "unseen"
    NOTHING = "-"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of what is sent, and of what is answered."""

    sent: Sight
    answered: Sight


UNSEEN: Final = Coverage(Sight.UNSEEN, Sight.UNSEEN)


@dataclass(frozen=True, slots=True)
class CallRow:
    coverage: Coverage
    methods: frozenset[str]
    path: str
    pattern: re.Pattern[str]


def parse_calls(text: str) -> Iterator[CallRow]:
    """The rows of a table's text.

    Raises:
        ValueError: a line that is not two words, methods and a path; it is named by its number.
    """
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            sent, answered, methods, path = line.split()
            coverage = Coverage(Sight(sent), Sight(answered))
        except ValueError as error:
            raise ValueError(f"Line {number} of the table of calls is not two words, methods and a path.") from error
        if coverage.answered is Sight.BODY:
            raise ValueError(f"Line {number} of the table of calls: no answer is looked through as a body.")
        yield CallRow(coverage, frozenset(methods.split(",")), path, _pattern(path))


@cache
def call_rows() -> tuple[CallRow, ...]:
    """The committed table."""
    return tuple(parse_calls(TABLE_FILE.read_text("utf-8")))


@lru_cache(2048)
def coverage_of(method: str, path: str) -> Coverage | None:
    """What is seen of a request (its method, or WS), or None when it is no model call."""
    method = "GET" if method == "HEAD" else method
    return next((row.coverage for row in call_rows() if method in row.methods and row.pattern.fullmatch(path)), None)


def _pattern(path: str) -> re.Pattern[str]:
    parts, at = [], 0
    for match in _PLACEHOLDER.finditer(path):
        parts += [re.escape(path[at : match.start()]), ".*" if match[1] else "[^/]+"]
        at = match.end()
    return re.compile("".join([*parts, re.escape(path[at:])]), re.DOTALL)


sent_is_seen: Final[ContextVar[bool]] = ContextVar("alchemi_sent_is_seen", default=False)
"""All that the current request sends has been looked through already."""
