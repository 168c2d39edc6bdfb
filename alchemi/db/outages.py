"""Notes that the database was lost, for whoever answers the request during which that happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class OutageNote:
    """`was_lost`: a call of this request did not reach the database, or lost it on the way."""

    was_lost: bool = False


_NOTE: ContextVar[OutageNote | None] = ContextVar("alchemi_outage_note", default=None)


@contextmanager
def watching_for_outages() -> Iterator[OutageNote]:
    """A note for the block and for every task that is started in it."""
    note = OutageNote()
    token = _NOTE.set(note)
    try:
        yield note
    finally:
        _NOTE.reset(token)


def note_outage() -> None:
    """Say that the database was lost."""
    note = _NOTE.get()
    if note is not None:
        note.was_lost = True
