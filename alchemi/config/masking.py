"""Secrets as they are shown: enough to tell two apart, never enough to use one."""

from __future__ import annotations

from typing import Final

_DOTS: Final = "\u2022" * 8
_SHOWN: Final = 4
_SHORTEST_SHOWN: Final = 20
"""Shorter values are masked wholly: four characters of a short one are too much of it."""


def masked(value: str) -> str:
    """`value` for display: dots, and the last four characters of one that has at least twenty."""
    return _DOTS if len(value) < _SHORTEST_SHOWN else f"{_DOTS}{value[-_SHOWN:]}"


def is_masked(value: object) -> bool:
    """`value` is what `masked` shows: sent back, it means that the secret stays as it is."""
    return isinstance(value, str) and value.startswith(_DOTS) and len(value) <= len(_DOTS) + _SHOWN


def kept_or_new(sent: str | None, stored: str | None) -> str | None:
    """The secret to store for what a caller `sent`: the stored one when that is its mask.

    Raises:
        ValueError: `sent` is a mask, and not that of `stored`. The text names no value.
    """
    if sent is None or not is_masked(sent):
        return sent
    if stored is None or sent != masked(stored):
        raise ValueError("A masked value was sent for a secret that is not the stored one; send the secret itself.")
    return stored
