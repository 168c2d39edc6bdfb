"""Derived keys."""

from __future__ import annotations

import pytest

from alchemi.config.secrets import derive, new_secret


def test_keys_of_two_purposes_differ_and_each_is_stable() -> None:
    secret = new_secret()
    assert derive(secret, "one") == derive(secret, "one")
    assert derive(secret, "one") != derive(secret, "two")
    assert derive(secret, "one") != derive(new_secret(), "one")


def test_a_derived_key_never_changes_between_releases() -> None:
    assert derive("k" * 32, "litellm-salt-key").hex() == PINNED


def test_the_length_is_as_asked() -> None:
    assert [len(derive("k" * 32, "x", length)) for length in (16, 32, 64)] == [16, 32, 64]


@pytest.mark.parametrize(("secret", "label"), [("", "x"), ("k" * 32, "")])
def test_an_empty_secret_or_label_is_refused(secret: str, label: str) -> None:
    with pytest.raises(ValueError, match="empty"):
        derive(secret, label)


PINNED = "435a12812d6675ed265d833728a77840c299d91094298f60c4ab7c5ff6d31501"
