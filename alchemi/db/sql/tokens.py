"""Splits SQL text into tokens: as much of PostgreSQL's lexical rules as finding names and clauses needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from alchemi.errors import UnsafeStatementError

Kind = Literal["word", "quoted", "param", "string", "number", "punct"]

_TOKEN: Final = re.compile(
    r"""
      (?P<space>\s+|--[^\n]*)
    | (?P<comment>/\*)
    | (?P<unicode>[uU]&["'])
    | (?P<escaped>[eE]'(?:[^'\\]|\\.|'')*')
    | (?P<string>[bBxXnN]?'(?:[^']|'')*')
    | (?P<dollar>\$(?:[A-Za-z_\x80-\U0010ffff][\w\x80-\U0010ffff]*)?\$)
    | (?P<param>\$\d+)
    | (?P<quoted>"(?:[^"]|"")*")
    | (?P<word>[A-Za-z_\x80-\U0010ffff][\w$\x80-\U0010ffff]*)
    | (?P<number>\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)
    | (?P<punct>::|[()\[\],;.]|.)
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT_MARK: Final = re.compile(r"/\*|\*/")


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is as written, `name` is what PostgreSQL calls it: a word in lower case, a quoted name without quotes.

    `depth` counts the brackets around it; a bracket itself stands at the depth outside it.
    """

    kind: Kind
    text: str
    name: str
    start: int
    end: int
    depth: int

    def is_word(self, *words: str) -> bool:
        return self.kind == "word" and self.name in words

    @property
    def is_name(self) -> bool:
        return self.kind in ("word", "quoted")


def tokenize(sql: str) -> tuple[Token, ...]:
    """The tokens of `sql` without white space and comments.

    Raises:
        UnsafeStatementError: a string, name, comment or bracket is left open, or a name is written with `U&`.
    """
    tokens: list[Token] = []
    depth = 0
    for kind, start, end in _spans(sql):
        text = sql[start:end]
        if text in (")", "]"):
            depth -= 1
        if depth < 0:
            raise UnsafeStatementError("A closing bracket has no opening one.")
        tokens.append(Token(kind, text, _name(kind, text), start, end, depth))
        if text in ("(", "["):
            depth += 1
    if depth:
        raise UnsafeStatementError("A bracket is left open.")
    return tuple(tokens)


def _spans(sql: str) -> Iterator[tuple[Kind, int, int]]:
    position = 0
    while position < len(sql):
        match = _TOKEN.match(sql, position)
        if match is None:  # cannot happen: the last alternative takes any character
            raise UnsafeStatementError("The statement cannot be read.")
        kind, end = _kind_and_end(sql, match)
        if kind is not None:
            yield kind, position, end
        position = end


def _kind_and_end(sql: str, match: re.Match[str]) -> tuple[Kind | None, int]:
    end = match.end()
    match match.lastgroup:
        case "space":
            return None, end
        case "comment":
            return None, _comment_end(sql, end)
        case "dollar":
            closing = sql.find(match["dollar"], end)
            if closing < 0:
                raise UnsafeStatementError("A dollar-quoted string is left open.")
            return "string", closing + len(match["dollar"])
        case "escaped" | "string":
            return "string", end
        case "param" | "quoted" | "word" | "number" as kind:
            return kind, end
        case "unicode":
            raise UnsafeStatementError("Names and strings written with U& are not accepted.")
    if match.group() in ("'", '"'):
        raise UnsafeStatementError("A quote is left open.")
    return "punct", end


def _comment_end(sql: str, position: int) -> int:
    depth = 1
    for mark in _COMMENT_MARK.finditer(sql, position):
        depth += 1 if mark.group() == "/*" else -1
        if depth == 0:
            return mark.end()
    raise UnsafeStatementError("A comment is left open.")


def _name(kind: Kind, text: str) -> str:
    if kind == "word":
        return text.lower()
    if kind == "quoted":
        return text[1:-1].replace('""', '"')
    return text
