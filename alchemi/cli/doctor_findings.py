"""What the doctor found about one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Self


class Level(Enum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `advice` says what to do."""

    level: Level
    subject: str
    text: str
    advice: str = ""

    @classmethod
    def ok(cls, subject: str, text: str) -> Self:
        """Nothing to do."""
        return cls(Level.OK, subject, text)

    @classmethod
    def warn(cls, subject: str, text: str, advice: str) -> Self:
        """It works, and should be looked at."""
        return cls(Level.WARN, subject, text, advice)

    @classmethod
    def fail(cls, subject: str, text: str, advice: str) -> Self:
        """The server will not start, or not be safe."""
        return cls(Level.FAIL, subject, text, advice)
