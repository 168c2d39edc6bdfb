"""Who caused what the current task does: bound where requests, jobs and commands begin. No client can put it there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["user", "super_admin", "key", "service", "operator", "anonymous", "job", "command", "system"]
"""`service`: the operator's key acting for an account; `operator`: the same key for the platform; `system`: nobody asked."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Who, and by which request. `key_hash` finds the user of a virtual key and is never written anywhere."""

    kind: ActorKind
    actor_id: str | None = None
    user_id: str | None = None
    method: str | None = None
    route: str | None = None
    request_id: str | None = None
    address: str | None = None
    user_agent: str | None = None
    key_hash: str | None = None


class Origin:
    """The cause, looked at when it is needed; `events` counts what was written because of it.

    `is_rehearsal`: what was asked for was tried and taken back, so that there is nothing to tell.
    """

    __slots__ = ("_cause", "_describe", "events", "is_rehearsal")

    def __init__(self, describe: Callable[[], Cause]) -> None:
        self._describe = describe
        self._cause: Cause | None = None
        self.events = 0
        self.is_rehearsal = False

    @property
    def cause(self) -> Cause:
        if self._cause is None:
            self._cause = self._describe()
        return self._cause


_ORIGIN: ContextVar[Origin | None] = ContextVar("alchemi_origin", default=None)


def current_origin() -> Origin | None:
    """The origin of the current task; None: the system itself."""
    return _ORIGIN.get()


@contextmanager
def caused_by(origin: Origin | None) -> Iterator[None]:
    """Bind `origin` for the block; None unbinds, so that what is started in it is the system's."""
    token = _ORIGIN.set(origin)
    try:
        yield
    finally:
        _ORIGIN.reset(token)
