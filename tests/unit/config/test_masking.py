"""Masks of secrets."""

from __future__ import annotations

import pytest

from alchemi.config.masking import is_masked, kept_or_new, masked

LONG = "sk-abcdefghijklmnopqrst-9876"


def test_a_mask_shows_at_most_the_end_of_a_long_secret() -> None:
    assert masked(LONG).endswith("9876")
    assert LONG[:-4] not in masked(LONG)
    assert len({masked(text) for text in ("", "a", "short", "nineteen-characters")}) == 1


def test_a_mask_that_is_sent_back_keeps_the_secret() -> None:
    assert is_masked(masked(LONG))
    assert not is_masked(LONG)
    assert not is_masked(None)
    assert kept_or_new(masked(LONG), LONG) == LONG
    assert kept_or_new("new", LONG) == "new"
    assert kept_or_new(None, LONG) is None


@pytest.mark.parametrize("stored", [None, "another-secret-of-many-characters"])
def test_the_mask_of_something_else_is_refused(stored: str | None) -> None:
    with pytest.raises(ValueError, match="masked"):
        kept_or_new(masked(LONG), stored)
