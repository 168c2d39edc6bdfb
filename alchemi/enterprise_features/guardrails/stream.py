"""Looks through an answer as it arrives: what may be the beginning of a finding waits until it is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from alchemi.enterprise_features.guardrails.engine import (
    Action,
    Direction,
    Finding,
    Guard,
    Guards,
    Named,
    in_time,
    look,
    masked,
    read,
    work_of,
)
from alchemi.enterprise_features.guardrails.folding import seen_tail

HELD_CHARACTERS: Final = 256
_MOST_HELD: Final = 16_384


class StreamBlockedError(Exception):
    """The rest of the answer must not be sent."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.guard_type)
        self.finding = finding


@dataclass(slots=True)
class _Part:
    """One text that arrives in pieces. `sent` is the end of what has gone, `waiting` what has not."""

    sent: str = ""
    waiting: str = ""


@dataclass(slots=True)
class StreamInspector:
    """One answer. Its texts (those of several choices, or a choice's reasoning) are told apart by a key."""

    guards: Guards
    _parts: dict[object, _Part] = field(default_factory=dict)
    _counts: dict[str, dict[str, int]] = field(default_factory=dict)

    async def feed(self, key: object, text: str, *, is_last: bool) -> str:
        """What of the text may be sent now.

        Raises:
            StreamBlockedError: no more of it may.
            TooSlowError: it could not be looked through.
        """
        part = self._parts.setdefault(key, _Part())
        part.waiting += text
        guards = self.guards.of(Direction.OUTPUT)
        window = part.sent + part.waiting
        if not part.waiting:
            return ""

        def find(check_time: Callable[[], None]) -> list[tuple[Guard, list[Named]]]:
            readings = [read(window, check_time)]
            return [(guard, look(guard, readings, check_time)[1][0]) for guard in guards]

        found = await in_time(find, work_of(guards, [window]), self.guards.turn)
        start = len(part.sent)
        new = [(guard, [one for one in places if one[1] > start]) for guard, places in found]
        end = _end(window, start, [place for _, places in new for place in places], is_last=is_last)
        self._refuse(new)
        shown = self._shown(window, start, end, new)
        part.sent, part.waiting = window[_tail(window[:end]) : end], window[end:]
        return shown

    def waiting(self) -> list[object]:
        """The keys of texts of which something has not been sent yet."""
        return [key for key, part in self._parts.items() if part.waiting]

    def forget(self, key: object) -> None:
        """A text is complete, and none goes on by its key."""
        self._parts.pop(key, None)

    def settled(self) -> Guards:
        """For texts that say again what has been sent: a guard that has begun to act acts on each finding."""
        guards = (
            replace(guard, min_matches=1)
            if sum(self._counts.get(guard.guard_type, {}).values()) >= guard.min_matches
            else guard
            for guard in self.guards.guards
        )
        return replace(self.guards, guards=tuple(guards))

    def note(self, findings: Sequence[Finding]) -> None:
        """What was found in texts that say again what has been sent, or that had no pieces."""
        for one in findings:
            known = self._counts.setdefault(one.guard_type, {})
            for name, count in one.counts.items():
                known[name] = max(known.get(name, 0), count)

    def findings(self) -> list[Finding]:
        """What was found in what has been sent."""
        return [
            Finding(guard.guard_type, guard.action, self._counts[guard.guard_type])
            for guard in self.guards.of(Direction.OUTPUT)
            if sum(self._counts.get(guard.guard_type, {}).values()) >= guard.min_matches
        ]

    def _refuse(self, new: list[tuple[Guard, list[Named]]]) -> None:
        for guard, places in new:
            if guard.action is not Action.BLOCK or not places:
                continue
            counts = _added(self._counts.get(guard.guard_type, {}), places)
            if sum(counts.values()) >= guard.min_matches:
                raise StreamBlockedError(Finding(guard.guard_type, guard.action, counts))

    def _shown(self, window: str, start: int, end: int, new: list[tuple[Guard, list[Named]]]) -> str:
        hidden: list[Named] = []
        for guard, places in new:
            past = [(max(since, start), until, name) for since, until, name in places if until <= end]
            if not past:
                continue
            counts = self._counts[guard.guard_type] = _added(self._counts.get(guard.guard_type, {}), past)
            if guard.action is Action.MASK and sum(counts.values()) >= guard.min_matches:
                hidden += past
        return masked(window[start:end], [(since - start, until - start, name) for since, until, name in hidden])


def _end(window: str, start: int, places: list[Named], *, is_last: bool) -> int:
    """Up to where the window may be sent: no finding lies across, and one that may still begin or grow comes after."""
    if is_last:
        return len(window)
    end = max(start, _tail(window))
    for since, until, _ in sorted(places, reverse=True):
        if since < end < until and len(window) - since <= _MOST_HELD:
            end = max(start, since)
    return end


def _tail(text: str) -> int:
    """Where the last characters begin that are enough to know what goes on; those that are not seen do not count."""
    return seen_tail(text, HELD_CHARACTERS, _MOST_HELD)


def _added(counts: dict[str, int], places: list[Named]) -> dict[str, int]:
    found = dict(counts)
    for _, _, name in places:
        found[name] = found.get(name, 0) + 1
    return found
