"""Attacks every operation as account A: as nobody, with too little, with spoofed accounts, and with B's ids in its hands."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from typing import Final

from alchemi.auth.route_classes import RouteClass, route_table
from tests.isolation.canaries import ACCOUNTS, RANDOM, Scanner
from tests.isolation.findings import Results, masked
from tests.isolation.foreign_changes import ForeignChanges
from tests.isolation.operations import Operation, stated_request
from tests.isolation.ownership import CONSOLE
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
NOWHERE: Final = "acct-nowhere"
_SHORT_S: Final = 0.5
_DIGITS: Final = re.compile(rb"\d+|\w{4}\*+\w{4}")
_ANY_ID: Final = re.compile(rb"id[a-z][12][0-9a-f]{8}(?:@[a-z][12]\.example)?")
_PROVIDER: Final = re.compile(
    r"Cannot connect to host|Connection error|[Cc]redential|_API_(KEY|BASE)|API key|is outside|not (configured|enabled)"
    r"|LITELLM_LENS_URL|No provider budget config|custom_llm_provider. must be set"
)


@dataclass(frozen=True, slots=True)
class Actors:
    """Headers of A's administrator, a member without a role, and a key that may do one thing."""

    admin: Headers
    member: Headers
    restricted: Headers
    service: Headers
    """An access token with every scope: virtual keys do not open our own resources."""
    operator: Headers
    """The master key acting for A, for what only services may do."""


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

    def _is_ours(self, operation: Operation) -> bool:
        return operation.path.startswith(CONSOLE) and operation.is_account

    def _admin(self, operation: Operation) -> Headers:
        return self.actors.service if self._is_ours(operation) else self.actors.admin

    async def attempt(self, phase: str, operation: Operation, call: Call) -> Answer:
        """One call, and what it gave away."""
        slow = operation.handler in self._slow
        begun_s = time.monotonic()
        answer = await self.application.call(call, **({"limit_s": _SHORT_S} if slow else {}))
        took_s = time.monotonic() - begun_s
        if took_s > _SHORT_S:
            # It streams without end, or tries a provider again and again.
            self._slow.add(operation.handler)
            self.results.slow[str(operation)] = round(took_s, 1)
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
        for operation in operations:
            if operation.is_account or operation.route_class is RouteClass.PUBLIC:
                continue
            call = request(operation, ids_of("a"), headers=self._admin(operation))
            answer = await self.attempt("classes", operation, call)
            is_platform = operation.route_class is RouteClass.PLATFORM
            if answer.entered or answer.status != (403 if is_platform else 404):
                self.results.add("open", "classes", operation, f"answered {answer.status}")
                continue
            # A path beside it that has no row: with the same beginning, so in the same form.
            beside = f"{call.path}-no-such-route"
            if route_table().is_listed(operation.method, beside):
                beside = "/no-such-route"
            unknown = await self.application.call(replace(call, path=beside))
            if not is_platform and masked(bytes(answer.body), ()) != masked(bytes(unknown.body), ()):
                self.results.add("oracle", "classes", operation, "a closed route is told from one that does not exist")

    async def readings(self, operations: Iterable[Operation]) -> None:
        """Reads with A's own ids: plain, widest, spoofed, and by those who may less."""
        for operation in operations:
            if operation.method != "GET" or not (operation.is_account or operation.route_class is RouteClass.PUBLIC):
                continue
            own = request(operation, ids_of("a"), headers=self._admin(operation))
            if operation.is_account:
                await self._own(operation)
            await self._spoof(operation, own)
            if operation.query:
                await self.attempt("widest", operation, replace(own, query=tuple(_widest(operation, own))))
            if operation.is_account:
                await self.attempt("member", operation, replace(own, headers=self.actors.member))
                answer = await self.attempt("restricted", operation, replace(own, headers=self.actors.restricted))
                if answer.status == 200 and operation.path not in ("/v1/models", "/models"):
                    self.results.phases.setdefault("restricted key answered", {})[str(operation)] = answer.status

    async def _spoof(self, operation: Operation, own: Call) -> None:
        """The account by the caller's word: it must not be heard at all, so the same answer comes."""
        query = (*own.query, ("account_id", B), ("x-account-id", B))
        answer = await self.attempt(
            "spoofed", operation, replace(own, headers=(*self._admin(operation), *SPOOFS), query=query)
        )
        before = self.results.reach.get(str(operation), {}).get("status")
        if answer.status == 403 and self._is_ours(operation):
            # Our own routes say that another account was named: in the same words for one that there is not.
            nowhere = tuple((name, NOWHERE if value == B else value) for name, value in query)
            other = await self.attempt(
                "spoofed", operation, replace(own, headers=self._admin(operation), query=nowhere)
            )
            if masked(bytes(other.body), ()) != masked(bytes(answer.body), ()):
                self.results.add("oracle", "spoofed", operation, "an account is told from one that does not exist")
            return
        if before == 200 and answer.status in (401, 403, 404, 503):
            self.results.add("open", "spoofed", operation, f"an account named by the caller is heard: {answer.status}")

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
        """B's id first, then one that exists nowhere; where they differ, again in the other order.

        An answer that depends on what was called before is found for both, and is no sign of B.
        """
        kinds = {slot.kind for slot in places if only in (None, slot)}
        foreign = [await self._with_ids(operation, only, kinds, "b")]
        unknown = [await self._with_ids(operation, only, kinds, RANDOM[0])]
        if foreign == unknown:
            return
        await self._restore()
        for letter in (*RANDOM[1:3], "b", *RANDOM[3:5]):
            answers = foreign if letter == "b" else unknown
            answers.append(await self._with_ids(operation, only, kinds, letter))
        if any(status == 0 for status, _ in foreign):
            self.results.phases.setdefault("undecided", {})[f"{operation} {only and only.name}"] = "cut before its end"
            return
        # Counts and order numbers move with every call.
        told = {(status, _DIGITS.sub(b"#", body)) for status, body in foreign}
        if not told & {(status, _DIGITS.sub(b"#", body)) for status, body in unknown}:
            where = "all" if only is None else f"{only.place} {only.name}"
            texts = f"{_difference(foreign[0], unknown[0])} | {_difference(unknown[0], foreign[0])}"
            self.results.add("oracle", "foreign ids", operation, f"{where}: {texts}")

    async def _with_ids(
        self, operation: Operation, only: Slot | None, kinds: set[str], letter: str
    ) -> tuple[int, bytes]:
        ids = ids_of(letter)
        sent = [ids(kind) for kind in kinds]
        if letter == "b":
            self.scanner.supply(sent)
        call = request(operation, ids_of("a"), ids, only, headers=self._admin(operation))
        answer = await self.attempt("foreign ids", operation, _with_spoofed_body(call))
        # Ids that were given in earlier attempts come back in lists.
        return answer.status, _ANY_ID.sub(b"ID", masked(bytes(answer.body), sent))

    async def own(self, operations: Iterable[Operation]) -> None:
        """A's own requests, those that take something away last."""
        account = [one for one in operations if one.is_account and one.method != "GET"]
        for operation in sorted(account, key=lambda one: one.is_destructive):
            stated = stated_request(operation)
            if "reason" in stated:
                self.results.reach[str(operation)] = {"status": 0, "reached": False, "reason": stated["reason"]}
                continue
            await self._own(operation)
            if operation.is_destructive:
                await self._restore()

    async def _own(self, operation: Operation) -> None:
        """A's own request: with what must be given, else with all ids, else with new ids in the body."""
        own, new = ids_of("a"), ids_of("n")
        plain = request(operation, own, headers=self._admin(operation))
        filled = request(operation, own, headers=self._admin(operation), fill=True)
        fresh = replace(plain, body=request(operation, new, headers=self._admin(operation)).body)
        best: dict[str, object] = {}
        for call in dict.fromkeys((plain, filled, fresh)):
            best = _reach(await self.attempt("own", operation, call))
            if best["status"] == 403 and self._is_ours(operation):
                best = _reach(await self.attempt("own", operation, replace(call, headers=self.actors.operator)))
            if best["reached"]:
                break
        self.results.reach[str(operation)] = best


def _reach(answer: Answer) -> dict[str, object]:
    """How far a request came. A provider that cannot be asked from here is told by the words of the answer."""
    said = bytes(answer.body[:600]).decode("utf-8", "replace")
    at_provider = answer.status >= 400 and _PROVIDER.search(said) is not None
    refused = answer.status in (0, 401, 403, 405, 422) or answer.status >= 500
    if answer.status == 500 and "Unique constraint" in said:
        refused = False
    reached = answer.entered and (at_provider or not refused)
    return {
        "status": answer.status,
        "entered": answer.entered,
        "reached": reached,
        "at_provider": reached and at_provider,
        "said": "" if reached else said[:200],
    }


def _difference(one: tuple[int, bytes], another: tuple[int, bytes]) -> str:
    body, other = one[1], another[1]
    start = next((at for at, (x, y) in enumerate(zip(body, other, strict=False)) if x != y), 0)
    return f"{one[0]} " + body[max(0, start - 30) : start + 90].decode("utf-8", "replace")


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
            given[parameter.name] = "2031-12-31"
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
