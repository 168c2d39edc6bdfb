"""Looks through texts with an account's guards, in their order: lets pass, masks or blocks, and says what was found.

What cannot be looked through in time does not pass.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Any, Final, TypeVar

from alchemi.enterprise_features.guardrails.folding import Readings, readings_of
from alchemi.enterprise_features.guardrails.patterns import Pattern, Span, merged, scannable

T = TypeVar("T")

SECONDS: Final = 2.0
_INLINE_WORK: Final = 4_000_000
"""Bytes times steps that are worth no thread: some milliseconds of the event loop at worst, mostly far less."""
_READINGS: Final = 4
"""That a text which is not ASCII has at most, counting the work of making them."""
_threads: Final = ThreadPoolExecutor(4, thread_name_prefix="guardrails")


class Action(StrEnum):
    BLOCK = "block"
    MASK = "mask"
    LOG_ONLY = "log_only"


class Direction(StrEnum):
    INPUT = "input"
    OUTPUT = "output"


class TooSlowError(Exception):
    """The texts could not be looked through in time."""


@dataclass(frozen=True, slots=True)
class Guard:
    """`min_matches`: fewer findings than this, in all texts together, are none. `lets_unseen_pass`: calls that no guard can
    look through are not its business."""

    guard_type: str
    action: Action
    patterns: tuple[Pattern, ...]
    directions: frozenset[Direction]
    min_matches: int = 1
    lets_unseen_pass: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """What one guard has found, without what it was: how often by pattern."""

    guard_type: str
    action: str
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`texts` as they may go on; `blocked` is the finding because of which they may not."""

    texts: list[str]
    findings: list[Finding] = field(default_factory=list)
    blocked: Finding | None = None


@dataclass(frozen=True, slots=True)
class Guards:
    """The guards of one account, in their order."""

    guards: tuple[Guard, ...] = ()
    turn: asyncio.Lock = field(default_factory=asyncio.Lock, compare=False)

    def of(self, direction: Direction) -> tuple[Guard, ...]:
        return tuple(guard for guard in self.guards if direction in guard.directions)

    def objecting_to_unseen(self, direction: Direction) -> Guard | None:
        """The first guard because of which a call may not go on whose texts in `direction` nobody can look through."""
        for guard in self.of(direction):
            if guard.action is not Action.LOG_ONLY and not guard.lets_unseen_pass:
                return guard
        return None

    async def inspect(self, texts: Sequence[str], direction: Direction) -> Outcome:
        """Look through `texts`; long ones in a thread, so that others are served meanwhile.

        Raises:
            TooSlowError: it takes more than two seconds.
        """
        guards = self.of(direction)
        return await in_time(partial(_inspect, guards, list(texts)), work_of(guards, texts), self.turn)


def work_of(guards: Sequence[Guard], texts: Sequence[str]) -> int:
    """The steps that looking through the texts takes at most."""
    characters = sum(len(text) if text.isascii() else _READINGS * len(text) for text in texts)
    return characters * sum(pattern.steps for guard in guards for pattern in guard.patterns)


async def in_time(look: Callable[[Callable[[], None]], T], work: int, turn: asyncio.Lock) -> T:
    """What `look` gives; in a thread if it is much work, one for each `turn`: no account keeps the threads from others.

    Raises:
        TooSlowError: it takes more than two seconds.
    """
    deadline = Deadline()
    if work <= _INLINE_WORK:
        return look(deadline)
    try:
        async with asyncio.timeout(SECONDS):
            await turn.acquire()
            running = asyncio.get_running_loop().run_in_executor(_threads, look, deadline)
            running.add_done_callback(partial(_ended, turn))
            # A single window cannot be interrupted: the turn is over when the thread says so.
            return await asyncio.shield(running)
    except TimeoutError as error:
        raise TooSlowError from error


def _ended(turn: asyncio.Lock, running: asyncio.Future[Any]) -> None:
    turn.release()
    if not running.cancelled():
        # Whoever waited may have gone; an error that nobody takes would be reported.
        running.exception()


def _inspect(guards: Sequence[Guard], texts: list[str], check_time: Callable[[], None]) -> Outcome:
    findings: list[Finding] = []
    readings = [read(text, check_time) for text in texts]
    for guard in guards:
        counts, places = look(guard, readings, check_time)
        if sum(counts.values()) < guard.min_matches:
            continue
        finding = Finding(guard.guard_type, guard.action, counts)
        findings.append(finding)
        if guard.action is Action.BLOCK:
            return Outcome(texts, findings, finding)
        if guard.action is Action.MASK:
            for number, spans in enumerate(places):
                if spans:
                    texts[number] = masked(texts[number], spans)
                    readings[number] = read(texts[number], check_time)
    return Outcome(texts, findings)


def read(text: str, check_time: Callable[[], None]) -> Readings:
    """The readings of any text, whatever is in it."""
    return readings_of(scannable(text), check_time)


Named = tuple[int, int, str]
"""Start, end, and what is found there."""


def look(
    guard: Guard, texts: Sequence[Readings], check_time: Callable[[], None]
) -> tuple[dict[str, int], list[list[Named]]]:
    """How often each pattern of `guard` is found, and where in each text."""
    counts: dict[str, int] = {}
    places: list[list[Named]] = [[] for _ in texts]
    for number, readings in enumerate(texts):
        for pattern in guard.patterns:
            if spans := pattern.places(readings, check_time):
                counts[pattern.name] = counts.get(pattern.name, 0) + len(spans)
                places[number] += [(start, end, pattern.name) for start, end in spans]
    return counts, places


def masked(text: str, places: Sequence[Named]) -> str:
    """`text` with each place replaced by what it was."""
    if not places:
        return text
    names = {start: name for start, _, name in sorted(places, reverse=True)}
    parts, at = [], 0
    spans: list[Span] = merged([(start, end) for start, end, _ in places])
    for start, end in spans:
        parts += [text[at:start], f"[REDACTED:{names[start]}]"]
        at = end
    return "".join([*parts, text[at:]])


class Deadline:
    """Called now and then; raises once the time is over."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = time.monotonic() + seconds

    def __call__(self) -> None:
        if time.monotonic() > self._until:
            raise TooSlowError
