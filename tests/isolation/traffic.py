"""A and B in one process: B calls first and A repeats it, then both at once."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterable
from typing import Final

from tests.isolation.canaries import ACCOUNTS, Scanner, object_id
from tests.isolation.findings import Results
from tests.isolation.operations import Operation, stated_request
from tests.isolation.ownership import ownership
from tests.isolation.process import Application, Call
from tests.isolation.requesting import ids_of, request
from tests.isolation.sweep import Headers

_UPSTREAM: Final = object_id("a", "upstream")[3:]
"""What the marks of both accounts' provider credentials end with."""

CONCURRENT_S: Final = 10.0
TASKS: Final = 8


async def is_served(application: Application, headers: Headers) -> bool:
    """Whether this process serves the account of these headers beside A."""
    return (await application.call(Call("GET", "/v1/models", headers=headers))).status != 503


async def cache_confusion(
    application: Application,
    every: Iterable[Operation],
    scanner: Scanner,
    results: Results,
    ours: Headers,
    theirs: Headers,
) -> None:
    """B warms what can be cached, A asks the same in the same words."""
    scanner.supply(ids_of("b")(kind) for kind in ownership().kinds())
    chat = json.dumps({"model": "gpt-4o", "messages": [{"role": "user", "content": "the same"}]}).encode()
    pairs: list[tuple[str, Call, Call]] = [
        (path, Call("POST", path, headers=theirs, body=chat), Call("POST", path, headers=ours, body=chat))
        for path in ("/v1/chat/completions", "/chat/completions")
    ]
    for operation in every:
        if operation.is_account and operation.method == "GET" and "reason" not in stated_request(operation):
            ids = ids_of("b")
            pairs.append(
                (str(operation), request(operation, ids, headers=theirs), request(operation, ids, headers=ours))
            )
    for name, first, second in pairs:
        await application.call(first, limit_s=1)
        answer = await application.call(second, limit_s=1)
        results.count("cache", answer.status)
        for word in scanner.find(answer.raw):
            results.add("leak", "cache", name, scanner.explain(word))
        if b"upstream-of" in answer.raw and f"idb{_UPSTREAM}".encode() in answer.raw:
            results.add("leak", "cache", name, "answered by B's provider credential")


async def concurrency(application: Application, results: Results, callers: dict[str, Headers]) -> None:
    """Both accounts at once, streams among them: each answer is made with the caller's own credential."""
    until_s = time.monotonic() + CONCURRENT_S

    async def work(number: int) -> None:
        letter = "ab"[number % 2]
        other = "ba"[number % 2]
        count = 0
        while time.monotonic() < until_s:
            count += 1
            body = {"model": "gpt-4o", "messages": [{"role": "user", "content": f"{letter} {number} {count}"}]}
            body["stream"] = count % 3 == 0
            call = Call("POST", "/v1/chat/completions", headers=callers[letter], body=json.dumps(body).encode())
            answer = await application.call(call, limit_s=10)
            results.count("concurrency", answer.status)
            if f"id{other}{_UPSTREAM}".encode() in answer.raw:
                results.add(
                    "leak", "concurrency", call, f"{ACCOUNTS[letter]} was answered with {other.upper()}'s credential"
                )
            if f"id{letter}{_UPSTREAM}".encode() not in answer.raw:
                results.add("open", "concurrency", call, f"{answer.status}: {bytes(answer.body[:200])!r}")

    await asyncio.gather(*(work(number) for number in range(TASKS)))
