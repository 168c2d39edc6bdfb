"""Checks a chain of events: that each is as it was sealed, in its place, and that none is missing at either end."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import asyncpg

from alchemi.audit.event import BROKEN_HEAD, COLUMNS, AuditKeys, seal_checkpoint, seal_event
from alchemi.audit.writer import CHECKPOINT_EVERY, is_head_sound
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement

_BATCH: Final = 2_000
_EVENTS: Final = (
    "SELECT " + ", ".join(COLUMNS) + ' FROM "Alchemi_AuditEvent" WHERE account_id = $1 AND sequence > $2'
    " ORDER BY sequence LIMIT $3"
)
_CHECKPOINTS: Final = 'SELECT * FROM "Alchemi_AuditCheckpoint" WHERE account_id = $1 ORDER BY sequence, kind'
_HEAD: Final = 'SELECT * FROM "Alchemi_AuditChain" WHERE account_id = $1'
_ONE_MOMENT: Final = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"
"""Those who add to the chain go on meanwhile; what they add is left out as a whole."""
_NO_EARLIER: Final = -(2**62)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint as it was kept outside of the database."""

    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`fault` None: the chain from `first` to `last` is whole; else what is wrong first, at `sequence`.

    `removed`: how many events retention has taken from its beginning; `last_hash` is that of the newest event.
    """

    account: str
    events: int = 0
    first: int | None = None
    last: int = 0
    last_hash: str = ""
    removed: int = 0
    sequence: int | None = None
    fault: str | None = None

    @property
    def is_whole(self) -> bool:
        return self.fault is None

    def __str__(self) -> str:
        if self.fault is not None:
            return f"{self.account}: broken at event {self.sequence}: {self.fault}"
        span = f"events {self.first} to {self.last}" if self.events else "no events"
        return f"{self.account}: whole, {span}" + (f", {self.removed} removed by retention" if self.removed else "")


class _BrokenError(Exception):
    def __init__(self, sequence: int, fault: str) -> None:
        super().__init__(fault)
        self.sequence = sequence
        self.fault = fault


@dataclass(slots=True)
class _Walk:
    """Goes along a chain; `at` is the event before the next one, `hash` its hash."""

    keys: AuditKeys
    account: str
    known: dict[int, str] = field(default_factory=dict)
    """What checkpoints and anchors say that events hash to."""
    intervals: set[int] = field(default_factory=set)
    at: int = 0
    hash: str = ""
    removed: int = 0
    events: int = 0

    def begin(self, checkpoints: Sequence[Mapping[str, Any]], anchors: Sequence[Anchor]) -> None:
        for row in checkpoints:
            key = self.keys.find(self.account, row["key_id"])
            if key is None or seal_checkpoint(key, row) != row["mac"]:
                raise _BrokenError(
                    row["sequence"], "a checkpoint was changed, or made with a key that is not known here"
                )
            self._remember(row["sequence"], row["hash"])
            if row["kind"] == "interval":
                self.intervals.add(row["sequence"])
            if row["kind"] == "retention" and row["sequence"] > self.removed:
                self.removed = self.at = row["sequence"]
                self.hash = row["hash"]
        for anchor in anchors:
            if anchor.sequence > self.removed:
                self._remember(anchor.sequence, anchor.hash)

    def _remember(self, sequence: int, hashed: str) -> None:
        if self.known.setdefault(sequence, hashed) != hashed:
            raise _BrokenError(sequence, "two checkpoints tell differently of this event")

    def take(self, row: Mapping[str, Any]) -> None:
        sequence = row["sequence"]
        if sequence <= self.at:
            raise _BrokenError(sequence, "an event stands where retention has removed all")
        if sequence != self.at + 1:
            raise _BrokenError(self.at + 1, f"missing; the next event is {sequence}")
        key = self.keys.find(self.account, row["key_id"])
        if key is None:
            raise _BrokenError(sequence, "sealed with a key that is not known here")
        if row["previous_hash"] != self.hash:
            raise _BrokenError(sequence, "it does not follow the event before it")
        if seal_event(key, row) != row["hash"]:
            raise _BrokenError(sequence, "its content is not what was sealed")
        if row["action"] == BROKEN_HEAD:
            raise _BrokenError(sequence, "here the end of the chain was found changed")
        if self.known.get(sequence, row["hash"]) != row["hash"]:
            raise _BrokenError(sequence, "a checkpoint tells of another event here")
        if sequence % CHECKPOINT_EVERY == 0 and sequence not in self.intervals:
            raise _BrokenError(sequence, "its checkpoint is missing")
        self.at, self.hash = sequence, row["hash"]
        self.events += 1

    def end(self, head: Mapping[str, Any] | None, checkpoints: int) -> None:
        beyond = [sequence for sequence in self.known if sequence > self.at]
        if beyond:
            raise _BrokenError(self.at + 1, f"missing; there was an event {max(beyond)}")
        if head is None:
            if self.at or checkpoints:
                raise _BrokenError(self.at, "the row of the chain's end is missing")
            return
        if not is_head_sound(self.keys, self.account, head):
            raise _BrokenError(self.at, "the row of the chain's end was changed")
        if head["sequence"] != self.at:
            raise _BrokenError(min(head["sequence"], self.at) + 1, f"missing; the chain ended with {head['sequence']}")
        if head["hash"] != self.hash:
            raise _BrokenError(self.at, "it is not the event that the chain ended with")
        if head["checkpoints"] != checkpoints:
            raise _BrokenError(self.at, f"there are {checkpoints} checkpoints where {head['checkpoints']} were made")


async def verify(
    unit: Unit, account: str, keys: AuditKeys, *, anchors: Sequence[Anchor] = (), until: int | None = None
) -> Verdict:
    """Check the chain of `account`, all of it or the events up to `until`. Nothing may have been asked in the unit before.

    `anchors`: checkpoints kept elsewhere; without them a chain that was taken back as a whole to what it once was looks whole.
    """
    walk = _Walk(keys, account)
    first: int | None = None
    try:
        await unit.execute(Statement(_ONE_MOMENT, []))
        found = await unit.fetch(Statement(_HEAD, [account]))
        head = dict(found[0]) if found else None
        checkpoints = list(map(dict, await unit.fetch(Statement(_CHECKPOINTS, [account]))))
        walk.begin(checkpoints, anchors)
        async for record in events_of(unit, account):
            if until is not None and record["sequence"] > until:
                return Verdict(account, walk.events, first, walk.at, walk.hash, walk.removed)
            walk.take(dict(record))
            first = first or walk.at
        walk.end(head, len(checkpoints))
    except _BrokenError as error:
        return Verdict(account, walk.events, first, walk.at, walk.hash, walk.removed, error.sequence, error.fault)
    return Verdict(account, walk.events, first, walk.at, walk.hash, walk.removed)


async def events_of(unit: Unit, account: str, after: int = _NO_EARLIER) -> AsyncIterator[asyncpg.Record]:
    """The account's events in their order."""
    while True:
        records = await unit.fetch(Statement(_EVENTS, [account, after, _BATCH]))
        for record in records:
            yield record
        if len(records) < _BATCH:
            return
        after = records[-1]["sequence"]
