"""What a row of the table of seams says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mechanism = Literal[
    "module stand-in",
    "class patch",
    "name replaced",
    "slot",
    "per account",
    "runs per account",
    "closed",
    "system-wide",
]


@dataclass(frozen=True, slots=True)
class Seam:
    """`where` is `module:attribute.path`; `parameters` are those of the function there, when it is one.

    `mechanism` says what was done: "per account" is state in slots, "runs per account" is work fanned out over accounts,
    "closed" is refused to accounts, "system-wide" is left one for the process on purpose.
    """

    name: str
    where: str
    why: str
    mechanism: Mechanism
    test: str
    parameters: tuple[str, ...] | None = None
