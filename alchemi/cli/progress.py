"""Progress on the terminal: one line when a step begins, one with its time when it ends."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


class Progress:
    """Writes steps to `stream` as plain lines, so that they read the same in a terminal, a pipe and a log."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stdout
        self._began_s = time.monotonic()

    def say(self, text: str = "") -> None:
        """Write one line at once."""
        print(text, file=self._stream, flush=True)

    def note(self, text: str) -> None:
        """Write a line that belongs to the current step."""
        self.say(f"    {text}")

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Show that `title` begins, and how long it took."""
        self.say(f"==> {title} ...")
        began_s = time.monotonic()
        yield
        self.note(f"done in {time.monotonic() - began_s:.1f} s")

    @property
    def total_s(self) -> float:
        """Seconds since this object was made."""
        return time.monotonic() - self._began_s
