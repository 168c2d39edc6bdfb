"""Attacks every operation as account A: as nobody, with too little, with spoofed accounts, and with B's ids in its hands."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from alchemi.auth.route_classes import RouteClass
from tests.isolation.canaries import ACCOUNTS, RANDOM, Scanner
from tests.isolation.findings import Results, masked
from tests.isolation.foreign_changes import ForeignChanges
from tests.isolation.operations import Operation, stated_request
from tests.isolation.process import Answer, Application, Call
from tests.isolation.requesting import Slot, ids_of, request, slots

Headers = tuple[tuple[str, str], ...]

B: Final = ACCOUNTS["b"]
SPOOFS: Final[Headers] = (
    ("x-account-id", B),
    ("X-ACCOUNT-ID", B),
    ("x_account_id", B),
    ("x-account-id ", B),
    ("x-litellm-account-id", B),
    ("x-alchemi-account", B),
    ("x-forwarded-account-id", B),
)
_SHORT_S: Final = 0.4


@dataclass(frozen=True, slots=True)
class Actors:
    """Headers of A's administrator, a member without a role, and a key that may do one thing."""

    admin: Headers
    member: Headers
    restricted: Headers


class Sweep:
    """Makes calls and holds each answer, and each written row, against what A may see and change."""

    def __init__(
        self,
        application: Application,
        scanner: Scanner,
        changes: ForeignChanges,
        results: Results,
        actors: Actors,
        restore: Callable[[], Awaitable[None]],
    ) -> None:
        self.application = application
        self.scanner = scanner
        self.changes = changes
        self.results = results
        self.actors = actors
        self._restore = restore
        self._slow: set[str] = set()

    async def attempt(self, phase: str, operation: Operation, call: Call) -> Answer:
        """One call, and what it gave away."""
        slow = operation.handler in self._slow
        answer = await self.application.call(call, **({"limit_s": _SHORT_S} if slow else {}))
        if answer.error == "cut":
            self._slow.add(operation.handler)
        self.results.count(phase, answer.status)
        for word in self.scanner.find(answer.raw):
            self.results.add("leak", phase, operation, f"{self.scanner.explain(word)}: {call}")
        for written in await self.changes.since_last_asked():
            self.results.add("change", phase, operation, f"{written}: {call}")
        return answer

    async def anonymous(self, operations: Iterable[Operation]) -> None:
        """Nobody reaches anything that is not public."""
        for operation in operations:
            if operation.route_class is RouteClass.PUBLIC:
                continue
            answer = await self.attempt("anonymous", operation, request(operation, ids_of("a")))
            if answer.entered or answer.status != 401:
                self.results.add("open", "anonymous", operation, f"answered {answer.status} without a credential")

    async def classes(self, operations: Iterable[Operation]) -> None:
        """A's administrator reaches neither the platform's routes nor closed ones; these look like none."""
        unknown = await self.application.call(Call("GET", "/no/such/route", headers=self.actors.admin))
        for operation in operations:
            if operation.is_account or operation.route_class is RouteClass.PUBLIC:
                continue
            call = request(operation, ids_of("a"), headers=self.actors.admin)
            answer = await self.attempt("classes", operation, call)
            is_platform = operation.route_class is RouteClass.PLATFORM
            if answer.entered or answer.status != (403 if is_platform else 404):
                self.results.add("open", "classes", operation, f"answered {answer.status}")
            elif not is_platform and answer.body != unknown.body:
                self.results.add("oracle", "classes", operation, "a closed route is told from one that does not exist")

    async def readings(self, operations: Iterable[Operation]) -> None:
        """Reads with A's own ids: plain, widest, spoofed, and by those who may less."""
        for operation in operations:
            if operation.method != "GET" or not (operation.is_account or operation.route_class is RouteClass.PUBLIC):
                continue
            own = request(operation, ids_of("a"), headers=self.actors.admin)
            if operation.is_account:
                self._reached(operation, await self.attempt("own", operation, own))
            spoofed = (*own.query, ("account_id", B), ("x-account-id", B))
            headers = (*self.actors.admin, *SPOOFS)
            await self.attempt("spoofed", operation, replace(own, headers=headers, query=spoofed))
            if operation.query:
                await self.attempt("widest", operation, replace(own, query=tuple(_widest(operation, own))))
            if operation.is_account:
                await self.attempt("member", operation, replace(own, headers=self.actors.member))
                answer = await self.attempt("restricted", operation, replace(own, headers=self.actors.restricted))
                if answer.status == 200 and operation.path not in ("/v1/models", "/models"):
                    self.results.phases.setdefault("restricted key answered", {})[str(operation)] = answer.status

    async def foreign(self, operations: Iterable[Operation]) -> None:
        """B's ids, in one slot and in all; an id that exists nowhere must be answered in the same words."""
        for operation in _each_handler_once(operations):
            places = slots(operation)
            if "reason" in stated_request(operation) or not places:
                continue
            choices: list[Slot | None] = list(places) if len(places) == 1 else [*places, None]
            for only in choices:
                await self._compare(operation, only, places)
            if operation.is_destructive or operation.method != "GET":
                await self._restore()

    async def _compare(self, operation: Operation, only: Slot | None, places: list[Slot]) -> None:
        kinds = {slot.kind for slot in places if only in (None, slot)}
        answers = []
        for letter in ("b", RANDOM):
            ids = ids_of(letter)
            sent = [ids(kind) for kind in kinds]
            call = request(operation, ids_of("a"), ids, only, headers=self.actors.admin)
            if letter == "b":
                self.scanner.supply(sent)
            call = _with_spoofed_body(call)
            answer = await self.attempt("foreign ids", operation, call)
            answers.append((answer.status, masked(bytes(answer.body), sent)))
        if answers[0] != answers[1]:
            where = "all" if only is None else f"{only.place} {only.name}"
            texts = " | ".join(f"{status} {_difference(body, answers)}" for status, body in answers)
            self.results.add("oracle", "foreign ids", operation, f"{where}: {texts}")

    async def own(self, operations: Iterable[Operation]) -> None:
        """A's own requests, those that take something away last."""
        account = [one for one in operations if one.is_account and one.method != "GET"]
        for operation in sorted(account, key=lambda one: one.is_destructive):
            stated = stated_request(operation)
            if "reason" in stated:
                self.results.reach[str(operation)] = {"status": 0, "reached": False, "reason": stated["reason"]}
                continue
            call = request(operation, ids_of("a"), headers=self.actors.admin)
            self._reached(operation, await self.attempt("own", operation, call))
            if operation.is_destructive:
                await self._restore()

    def _reached(self, operation: Operation, answer: Answer) -> None:
        refused = answer.status in (0, 401, 403, 405, 422) or answer.status >= 500
        self.results.reach[str(operation)] = {
            "status": answer.status,
            "entered": answer.entered,
            "reached": answer.entered and not refused,
            "said": bytes(answer.body[:160]).decode("utf-8", "replace") if refused else "",
        }


def _difference(body: bytes, answers: list[tuple[int, bytes]]) -> str:
    other = answers[1][1] if body == answers[0][1] else answers[0][1]
    start = next((at for at, (x, y) in enumerate(zip(body, other, strict=False)) if x != y), 0)
    return body[max(0, start - 30) : start + 90].decode("utf-8", "replace")


def _each_handler_once(operations: Iterable[Operation]) -> list[Operation]:
    """The same function under several paths is attacked under one; what takes away comes last."""
    chosen: dict[tuple[str, str], Operation] = {}
    for operation in operations:
        if operation.is_account:
            chosen.setdefault((operation.method, operation.handler), operation)
    return sorted(chosen.values(), key=lambda one: (one.method != "GET", one.is_destructive))


def _widest(operation: Operation, call: Call) -> Iterable[tuple[str, str]]:
    wide = {"page_size": "100", "size": "100", "limit": "100", "page": "1", "return_full_object": "true"}
    given = dict(call.query)
    for parameter in operation.query:
        if parameter.name in wide:
            given[parameter.name] = wide[parameter.name]
        elif parameter.schema.get("type") == "boolean":
            given[parameter.name] = "true"
        elif parameter.name in ("end_date", "endTime"):
            given[parameter.name] = "2032-01-01"
    return given.items()


def _with_spoofed_body(call: Call) -> Call:
    """The caller's word about its account, everywhere in the body: nobody may listen to it."""
    if call.content_type != "application/json" or not call.body.startswith(b"{"):
        return call
    body = json.loads(call.body)
    metadata = body.get("metadata")
    if isinstance(metadata, dict):
        metadata["account_id"] = B
    return replace(call, body=json.dumps(body).encode())
