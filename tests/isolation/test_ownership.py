"""Every name that looks like an id is explained, and the marks of accounts are told apart."""

from __future__ import annotations

import base64
from typing import Any

from tests.isolation.canaries import RANDOM, Scanner, content, key_text, object_id
from tests.isolation.ownership import looks_like_an_id, ownership
from tests.support.probe import Probe, run_probe


def test_every_name_like_an_id_is_explained(tmp_path_factory: Any) -> None:
    probe: Probe = run_probe(tmp_path_factory.mktemp("names"))
    new = sorted(name for name in probe.facts["names"] if looks_like_an_id(name) and not ownership().is_explained(name))
    assert new == [], "Say in tests/isolation/ownership.toml what these stand for."


def test_a_foreign_word_is_found_in_every_spelling() -> None:
    scanner, secret = Scanner("a"), key_text("b")
    word = content("b", "T", "c", 1)
    for data in (
        word.encode(),
        word.upper().encode(),
        object_id("b", "team", 2).encode(),
        secret.encode(),
        secret.encode().hex().encode(),
        *(base64.b64encode(b"z" * shift + secret.encode() + b"more") for shift in range(3)),
        object_id("c", "key", 2).encode(),
        b'{"spend": 73910427.0}',
    ):
        assert scanner.find(data), data


def test_own_words_and_unknown_ids_are_no_finding() -> None:
    own = [content("a", "T", "c", 1), object_id("a", "team"), object_id(RANDOM[0], "team"), key_text("a")]
    assert Scanner("a").find(" ".join(own).encode()) == []


def test_an_id_that_was_sent_may_come_back_and_its_content_may_not() -> None:
    scanner = Scanner("a")
    scanner.supply([object_id("b", "team")])
    assert scanner.find(object_id("b", "team").encode()) == []
    assert scanner.find(content("b", "LiteLLM_TeamTable", "team_alias", 1).encode())
