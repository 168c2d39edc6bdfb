"""Templates fill in and choose; everything else that their language knows is refused."""

from __future__ import annotations

import time

import pytest

from alchemi.accounts.notification_templates import RESULT_CHARACTERS, SOURCE_CHARACTERS, check_template, plain, render
from alchemi.errors import InvalidRequestError

HOSTILE = {
    "attribute": "{{ name.__class__ }}",
    "item": "{{ name['__class__'] }}",
    "escape by filter": "{{ name|attr('__class__') }}",
    "call": "{{ name.upper() }}",
    "format string": "{{ '{0.__class__}'.format(name) }}",
    "lipsum": "{{ lipsum.__globals__ }}",
    "cycler": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "self": "{{ self.__init__ }}",
    "config": "{{ config }}",
    "loop": "{% for a in range(999999999) %}a{% endfor %}",
    "loop over text": "{% for a in name %}{% for b in name %}{{ name }}{% endfor %}{% endfor %}",
    "repetition": "{{ 'a' * 999999999 }}",
    "power": "{{ 9 ** 9 ** 9 }}",
    "assignment": "{% set a = name ~ name %}{{ a }}",
    "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "include": "{% include '/etc/passwd' %}",
    "import": "{% import 'os' as os %}",
    "extends": "{% extends 'a' %}",
    "padding": "{{ name|center(999999999) }}",
    "join": "{{ name|join(name) }}",
    "unescaped": "{{ name|safe }}",
    "autoescape": "{% autoescape false %}{{ name }}{% endautoescape %}",
    "filter block": "{% filter upper %}a{% endfilter %}",
    "debug": "{% debug %}",
    "unknown filter": "{{ name|nothing }}",
    "broken": "{{ name",
    "nested": "{{ " + "(" * 5000 + "name" + ")" * 5000 + " }}",
    "negations": "{{ " + "not " * 5000 + "name }}",
    "many": "{{ name }}" * 1500,
    "long": "a" * (SOURCE_CHARACTERS + 1),
}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_template_is_refused_at_once(source: str) -> None:
    began = time.monotonic()
    with pytest.raises(InvalidRequestError):
        check_template("/title_line", source, ["name"])
    with pytest.raises(InvalidRequestError):
        render("Title", source, {"name": "Ann"})
    assert time.monotonic() - began < 2


def test_values_are_escaped_and_choices_made() -> None:
    content = "Hello {{ name|upper }}{% if team is defined and team == 'a' %}, of {{ team }}{% else %}!{% endif %}"
    check_template("/template_content", content, ["name", "team"])
    assert render("For {{ name }}", content, {"name": "<b>&"}).content == "Hello &lt;B&gt;&amp;!"
    told = render("For {{ name }}", content, {"name": "<b>&", "team": "a"})
    assert (told.title, plain(told.content)) == ("For <b>&", "Hello <B>&, of a")


def test_a_value_is_no_template_and_no_second_line() -> None:
    told = render("Hi {{ name }}", "{{ name }}", {"name": "{{ 7 + 7 }}\r\nBcc: a@b.example"})
    assert told.title == "Hi {{ 7 + 7 }} Bcc: a@b.example"
    assert told.content.startswith("{{ 7 + 7 }}")


@pytest.mark.parametrize(
    ("content", "values"),
    [("{{ name }}", {}), ("{{ name }}", {"name": None}), ("{{ name }}" * 400, {"name": "a" * 10_000})],
    ids=["lacking", "none", "too long"],
)
def test_what_cannot_be_filled_in_is_refused(content: str, values: dict[str, str | None]) -> None:
    with pytest.raises(InvalidRequestError):
        render("Title", content, values)


def test_only_declared_names_are_used_and_results_are_bounded() -> None:
    with pytest.raises(InvalidRequestError, match="no placeholder secret"):
        check_template("/title_line", "{{ name }} {{ secret }}", ["name"])
    full = "{{ name }}" * 14
    assert len(render("Title", full, {"name": "a" * 10_000}).content) <= RESULT_CHARACTERS
