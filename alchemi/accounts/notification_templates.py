"""Fills in the texts of notifications. Whoever writes one is not trusted: only what fills in and chooses is accepted.

Loops, calls, assignments and arithmetic are refused before anything runs, so that the work grows with the text alone; the
sandbox stands behind that, and so do bounds on size and time.
"""

from __future__ import annotations

import html
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from alchemi.errors import InvalidRequestError

SOURCE_CHARACTERS: Final = 20_000
RESULT_CHARACTERS: Final = 60_000
_TITLE_CHARACTERS: Final = 300
_VALUE_CHARACTERS: Final = 4_000
_NODES: Final = 1_000
_SECONDS: Final = 0.25
_FILTERS: Final = frozenset({"capitalize", "default", "e", "escape", "length", "lower", "title", "trim", "upper"})
_TESTS: Final = frozenset({"defined", "none", "undefined", "string"})
_ACCEPTED: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.CondExpr, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.Test, nodes.Concat,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """`content` is HTML that is safe to show, `title` one line of plain text."""

    title: str
    content: str


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, loader=None, cache_size=0, extensions=[], optimized=False
    )
    made.globals.clear()
    made.filters = {name: made.filters[name] for name in _FILTERS}
    made.tests = {name: made.tests[name] for name in _TESTS | {"eq", "ne", "lt", "le", "gt", "ge", "in"}}
    return made


_ENVIRONMENT: Final = _environment()


def check_template(pointer: str, source: str, placeholders: Collection[str] | None) -> None:
    """Accept a text that uses `placeholders` alone; None: whatever names it likes.

    Raises:
        InvalidRequestError: at `pointer`, and why.
    """
    if len(source) > SOURCE_CHARACTERS:
        raise InvalidRequestError.of_field(pointer, f"A template has at most {SOURCE_CHARACTERS} characters.")
    try:
        tree = _ENVIRONMENT.parse(source)
        fault = _fault(tree) or (None if placeholders is None else _unknown(tree, placeholders))
        if fault is None:
            _ENVIRONMENT.from_string(tree)
    except (TemplateError, RecursionError, MemoryError, SyntaxError, OverflowError, ValueError) as error:
        raise InvalidRequestError.of_field(pointer, "This template cannot be read.") from error
    if fault is not None:
        raise InvalidRequestError.of_field(pointer, fault)


def _fault(tree: nodes.Template) -> str | None:
    for number, node in enumerate(tree.find_all(nodes.Node), 1):
        if number > _NODES:
            return "This template has too many parts."
        if not isinstance(node, _ACCEPTED):
            return f"A template fills in and chooses; {type(node).__name__} is not accepted."
        if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
            return f"The filter {node.name} is not accepted."
        if isinstance(node, nodes.Test) and node.name not in _TESTS:
            return f"The test {node.name} is not accepted."
    return None


def _unknown(tree: nodes.Template, placeholders: Collection[str]) -> str | None:
    unknown = sorted(find_undeclared_variables(tree) - set(placeholders))
    return f"There is no placeholder {unknown[0]}." if unknown else None


def render(title: str, content: str, values: Mapping[str, object]) -> Text:
    """Fill `values` in, each as a text of bounded length.

    Raises:
        InvalidRequestError: a template is not accepted, lacks a value, or becomes too long or too slow.
    """
    texts = {name: str(value)[:_VALUE_CHARACTERS] for name, value in values.items() if value is not None}
    line = " ".join(html.unescape(_filled("/title_line", title, texts)).split())
    return Text(line[:_TITLE_CHARACTERS], _filled("/template_content", content, texts))


def _filled(pointer: str, source: str, values: Mapping[str, str]) -> str:
    # Again: what stands in the database was accepted by the rules of its day.
    check_template(pointer, source, None)
    until, parts, size = time.monotonic() + _SECONDS, [], 0
    try:
        for part in _ENVIRONMENT.from_string(source).generate(dict(values)):
            parts.append(part)
            size += len(part)
            if size > RESULT_CHARACTERS or time.monotonic() > until:
                raise InvalidRequestError.of_field(pointer, "This template makes too much of what it is given.")
    except (TemplateError, RecursionError, MemoryError, OverflowError, TypeError, ValueError) as error:
        raise InvalidRequestError.of_field(pointer, "This template cannot be filled in.") from error
    return "".join(parts)


def plain(content: str) -> str:
    """Safe HTML of ours as plain text: nothing but escapes is undone."""
    return html.unescape(content)


def example_values(placeholders: Collection[str]) -> dict[str, Any]:
    """A value for each, to try a template with."""
    return {name: f"[{name}]" for name in placeholders}
