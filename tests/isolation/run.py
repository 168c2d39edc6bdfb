"""Runs the whole matrix in a process of its own and writes `matrix.json`. Arguments: the folder to write to.

The environment names the database (an empty clone of the migrated template), as for the application.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
import logging
import os
import sys
import time
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, Final

import asyncpg

from alchemi.auth.permissions import GRANTABLE
from alchemi.db.schema.catalogue import Catalogue
from alchemi.db.schema.composer import installed_catalogue
from alchemi.rest.application import InFront
from tests.isolation import direct, seeding, sockets, traffic
from tests.isolation.canaries import ACCOUNTS, Scanner, object_id
from tests.isolation.controls import Bench, run_controls
from tests.isolation.findings import Results
from tests.isolation.foreign_changes import ForeignChanges
from tests.isolation.operations import Operation, operations, stated_request
from tests.isolation.ownership import CONSOLE
from tests.isolation.process import MASTER_KEY, Application, Call, running
from tests.isolation.provider import Provider
from tests.isolation.sinks import collected, scan_sinks
from tests.isolation.sweep import Actors, Headers, Sweep

A: Final = ACCOUNTS["a"]
OUTSIDE: Final[list[str]] = []


def stay_inside() -> None:
    """Refuse every connection that leaves this machine, and note it."""

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "socket.getaddrinfo":
            host = args[0]
        elif event == "socket.connect" and isinstance(args[1], tuple):
            host = args[1][0]
        else:
            return
        text = host.decode() if isinstance(host, bytes) else host
        if text in ("localhost", "", None, "0.0.0.0"):
            return
        try:
            if ipaddress.ip_address(text).is_loopback:
                return
        except ValueError:
            pass
        OUTSIDE.append(text)
        raise OSError(f"{text} is outside")

    sys.addaudithook(hook)


def as_operator(letter: str) -> Headers:
    return (("authorization", f"Bearer {MASTER_KEY}"), ("x-account-id", ACCOUNTS[letter]))


async def make(application: Application, headers: Headers, path: str, body: dict[str, Any]) -> dict[str, Any]:
    call = Call("POST", path, headers=headers, body=json.dumps(body).encode())
    answer = await application.call(call, limit_s=20)
    assert answer.status == 200, (path, answer.status, bytes(answer.body))
    made: dict[str, Any] = answer.json()
    return made


async def make_account_objects(application: Application, letter: str, provider: Provider) -> dict[str, str]:
    """What only works when it is made over HTTP: a model, and keys for an administrator, a member, and one route."""
    operator = as_operator(letter)
    upstream = {
        "model": "openai/x",
        "api_base": provider.url,
        "api_key": f"sk-upstream-{object_id(letter, 'upstream')}",
    }
    for name in (object_id(letter, "model_name"), "gpt-4o"):
        await make(
            application, operator, "/model/new", {"model_name": name, "litellm_params": upstream, "model_info": {}}
        )
    keys = {}
    for role, user in (("proxy_admin", "admin"), ("internal_user", "member")):
        body = {"user_id": f"{user}-of-{letter}", "user_role": role, "auto_create_key": False}
        await make(application, operator, "/user/new", body)
        keys[user] = (await make(application, operator, "/key/generate", {"user_id": body["user_id"]}))["key"]
    restricted = await make(application, operator, "/key/generate", {"allowed_routes": ["/v1/models"]})
    body = {"name": "isolation", "scopes": sorted(GRANTABLE)}
    call = Call("POST", "/alchemi/token", headers=operator, body=json.dumps(body).encode())
    answer = await application.call(call, limit_s=20)
    assert answer.status == 201, bytes(answer.body)
    return {**keys, "restricted": restricted["key"], "service": answer.json()["token"]}


def bearer(key: str) -> Headers:
    return (("authorization", f"Bearer {key}"),)


async def main(folder: Path) -> None:
    started_s = time.monotonic()
    results, catalogue = Results(), installed_catalogue()
    log_file = folder / "log.txt"
    log_file.write_bytes(b"")
    # The application takes its secrets out of the environment.
    app_dsn, owner_dsn = os.environ["ALCHEMI_DATABASE_APP_URL"], os.environ["ISOLATION_OWNER_URL"]
    owner = await asyncpg.connect(owner_dsn)
    await seeding.seed(owner, catalogue)
    async with Provider() as provider, running() as application:
        # Not before: the application takes the handlers away that it finds when it is built.
        logging.getLogger().addHandler(logging.FileHandler(log_file))
        keys = await make_account_objects(application, "a", provider)
        every = [*operations(_wheel()), *_canonical(operations(_console(application.asgi)))]
        scanner = Scanner("a", origins=seeding.origins(catalogue))
        changes = ForeignChanges(owner, A)
        await changes.install()
        before = await changes.checksums()
        actors = Actors(
            *(bearer(keys[role]) for role in ("admin", "member", "restricted", "service")), as_operator("a")
        )

        async def restore() -> None:
            await seeding.seed(owner, catalogue, ("a",))
            await changes.forget()

        sweep = Sweep(application, scanner, changes, results, actors, restore)
        await _phases(sweep, every, results)
        took = await _timed(sockets.attack(application, scanner, changes, results, actors))
        results.phases[sockets.PHASE] |= took
        _write(folder, results, every, time.monotonic() - started_s)
        results.phases["engine and role"] = await _timed(_below_http(catalogue, scanner, changes, results, app_dsn))
        files = [log_file, folder / "output.txt"]
        scan_sinks(scanner, results, collected(files, provider.ledger, OUTSIDE))
        results.phases["outside"] = {"attempts": sorted(set(OUTSIDE))}
        await _compare_checksums(changes, before, results)
        # Before B makes calls of its own: what these write later would be taken for what a seeded leak did.
        own = Sweep(application, scanner, changes, Results(), actors, restore)
        bench = Bench(own, owner, catalogue, every, log_file, app_dsn, owner_dsn)
        took = await _timed(run_controls(bench, results))
        results.phases["controls"] |= took
        await restore()
        results.phases["traffic"] = await _timed(_traffic(application, provider, every, results, actors))
        _write(folder, results, every, time.monotonic() - started_s)
    await owner.close()


async def _timed(work: Awaitable[None]) -> dict[str, Any]:
    begun_s = time.monotonic()
    await work
    return {"seconds": round(time.monotonic() - begun_s, 1)}


async def _below_http(
    catalogue: Catalogue, scanner: Scanner, changes: ForeignChanges, results: Results, app_dsn: str
) -> None:
    await direct.engine(catalogue, scanner, changes, results, app_dsn)
    await direct.role(catalogue, scanner, changes, results, app_dsn)


async def _compare_checksums(
    changes: ForeignChanges, before: dict[tuple[str, str], tuple[int, int]], results: Results
) -> None:
    after = await changes.checksums()
    for key in sorted(before.keys() | after.keys()):
        if before.get(key) != after.get(key):
            results.add("change", "checksums", key[0], f"rows of {key[1]} are not as they were")
    for table in await changes.of_nobody():
        results.add("change", "checksums", table, "holds rows of no known account")
    results.phases["checksums"] = {"tables and accounts": len(before)}


async def _traffic(
    application: Application, provider: Provider, every: list[Operation], results: Results, actors: Actors
) -> None:
    """Needs both accounts in one process."""
    if not await traffic.is_served(application, as_operator("b")):
        results.phases["not run"] = {"cache confusion, concurrency": "this process serves one account"}
        return
    theirs = bearer((await make_account_objects(application, "b", provider))["admin"])
    scanner = Scanner("a", origins=seeding.origins(installed_catalogue()))
    await traffic.cache_confusion(application, every, scanner, results, actors.admin, theirs)
    callers = {"a": actors.admin, "b": theirs}
    await traffic.concurrency(application, results, callers)
    await sockets.at_once(application, results, callers)


async def _phases(sweep: Sweep, every: list[Operation], results: Results) -> None:
    for phase in (sweep.anonymous, sweep.classes, sweep.readings, sweep.foreign, sweep.own):
        begun_s, calls = time.monotonic(), sweep.application.calls
        await phase(every)
        took = {"seconds": round(time.monotonic() - begun_s, 1), "calls": sweep.application.calls - calls}
        results.phases[phase.__name__] = took
        print(phase.__name__, took, file=sys.stderr, flush=True)


def _wheel() -> Any:
    from litellm.proxy import proxy_server
    from litellm.proxy._lazy_features import register_all_features

    register_all_features(proxy_server.app)
    return proxy_server.app


def _canonical(found: list[Operation]) -> list[Operation]:
    """Access tokens open a resource under its own prefix, and not under what clients of old call it."""
    return [one for one in found if one.path.startswith((CONSOLE, "/v2/", "/account"))]


def _console(asgi: Any) -> Any:
    """Our own management API inside the application."""
    waiting, seen = [asgi], set()
    while waiting:
        layer = waiting.pop()
        if isinstance(layer, InFront) and hasattr(layer.ours, "routes"):
            return layer.ours
        if id(layer) not in seen:
            seen.add(id(layer))
            waiting += [inner for inner in getattr(layer, "__dict__", {}).values() if callable(inner)]
    raise AssertionError("the management API was not found")


def _write(folder: Path, results: Results, every: list[Operation], seconds: float) -> None:
    classes = {str(one): one.route_class.value for one in every}
    reasons = {str(one): stated["reason"] for one in every if "reason" in (stated := stated_request(one))}
    whole = {**results.as_json(), "classes": classes, "reasons": reasons, "seconds": round(seconds, 1)}
    (folder / "matrix.json").write_text(json.dumps(whole, indent=1))


if __name__ == "__main__":
    stay_inside()
    asyncio.run(main(Path(sys.argv[1])))
