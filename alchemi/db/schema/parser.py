"""Reads the text of a `schema.prisma` into plain declarations: the subset of the language that schemas here use."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Final


class SchemaSyntaxError(ValueError):
    """A line of the schema cannot be read; the message names it."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """`@name(args)`: positional arguments and named ones, as text."""

    name: str
    args: tuple[str, ...] = ()
    named: dict[str, str] = field(default_factory=dict)

    def first(self, name: str) -> str | None:
        """The named argument, else the first positional one."""
        return self.named.get(name) or (self.args[0] if self.args else None)


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: str
    is_list: bool
    is_optional: bool
    attributes: dict[str, Attribute]


@dataclass(frozen=True, slots=True)
class Model:
    """`notes` are the words of `/// @key value` lines above the model."""

    name: str
    fields: tuple[Field, ...]
    attributes: tuple[Attribute, ...]
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Declarations:
    models: tuple[Model, ...]
    enums: dict[str, tuple[str, ...]]


_BLOCK: Final = re.compile(r"^(model|enum|datasource|generator)\s+(\w+)\s*\{\s*$")
_NOTE: Final = re.compile(r"^///\s*@(\w+)\s*(.*)$")
_FIELD: Final = re.compile(r"^(\w+)\s+(\w+)(\[\])?(\?)?\s*(.*)$")
_ATTRIBUTE: Final = re.compile(r"@{1,2}([\w.]+)")
_OPENING: Final = re.compile(r"\s*\(")


def parse(text: str) -> Declarations:
    """Read a whole schema.

    Raises:
        SchemaSyntaxError: a line is not of the known subset.
    """
    models: list[Model] = []
    enums: dict[str, tuple[str, ...]] = {}
    notes: dict[str, str] = {}
    block: tuple[str, str] | None = None
    lines: list[str] = []
    for raw in text.splitlines():
        if note := _NOTE.match(raw.strip()):
            notes[note[1]] = note[2].strip()
            continue
        line = _without_comment(raw).strip()
        if not line:
            continue
        if block is None:
            match = _BLOCK.match(line)
            if match is None:
                raise SchemaSyntaxError(f"Expected a block, found: {line!r}")
            block, lines = (match[1], match[2]), []
        elif line == "}":
            kind, name = block
            if kind == "model":
                models.append(_model(name, lines, notes))
            elif kind == "enum":
                enums[name] = tuple(lines)
            block, notes = None, {}
        else:
            lines.append(line)
    if block is not None:
        raise SchemaSyntaxError(f"Block {block[1]!r} is not closed.")
    return Declarations(tuple(models), enums)


def literal(text: str) -> object:
    """The value of a literal argument: string, number, boolean or list of those; an enum word stays a string."""
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError:
        return text
    return value


def names(text: str) -> tuple[str, ...]:
    """Field names of a bracketed list, sort orders dropped: `[a, b(sort: Desc)]`."""
    inner = text.strip().removeprefix("[").removesuffix("]")
    return tuple(part.split("(")[0].strip() for part in _split(inner) if part.strip())


def _model(name: str, lines: list[str], notes: dict[str, str]) -> Model:
    fields: list[Field] = []
    attributes: list[Attribute] = []
    for line in lines:
        if line.startswith("@@"):
            attributes.extend(_attributes(line))
            continue
        match = _FIELD.match(line)
        if match is None:
            raise SchemaSyntaxError(f"Model {name}: cannot read {line!r}")
        found = {attribute.name: attribute for attribute in _attributes(match[5])}
        fields.append(Field(match[1], match[2], match[3] is not None, match[4] is not None, found))
    return Model(name, tuple(fields), tuple(attributes), dict(notes))


def _attributes(text: str) -> list[Attribute]:
    found: list[Attribute] = []
    position = 0
    while match := _ATTRIBUTE.search(text, position):
        position = match.end()
        args: list[str] = []
        named: dict[str, str] = {}
        if opening := _OPENING.match(text, position):
            position = opening.end() - 1
            end = _closing(text, position)
            for part in _split(text[position + 1 : end]):
                key, colon, value = part.partition(":")
                if colon and re.fullmatch(r"\w+", key.strip()):
                    named[key.strip()] = value.strip()
                else:
                    args.append(part.strip())
            position = end + 1
        found.append(Attribute(match[1], tuple(args), named))
    return found


def _closing(text: str, start: int) -> int:
    depth, in_string, position = 0, False, start
    while position < len(text):
        char = text[position]
        if in_string:
            if char == "\\":
                position += 1
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    raise SchemaSyntaxError(f"Unbalanced brackets: {text!r}")


def _split(text: str) -> list[str]:
    """Split at commas outside strings and brackets."""
    parts: list[str] = []
    depth, in_string, start, position = 0, False, 0, 0
    while position < len(text):
        char = text[position]
        if in_string:
            if char == "\\":
                position += 1
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth -= 1
        elif char == "," and depth == 0:
            parts.append(text[start:position])
            start = position + 1
        position += 1
    parts.append(text[start:])
    return [part for part in parts if part.strip()]


def _without_comment(line: str) -> str:
    in_string, position = False, 0
    while position < len(line):
        char = line[position]
        if in_string:
            if char == "\\":
                position += 1
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif line.startswith("//", position):
            return line[:position]
        position += 1
    return line
