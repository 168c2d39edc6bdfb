"""Our management API on a loopback port, and who asks it: each with credentials and ids of objects that are there."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from uuid import uuid4

import uvicorn
from pydantic import SecretStr
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alchemi.auth.browser import COOKIE
from alchemi.auth.route_classes import RouteClass
from alchemi.integrations.dns import DnsTxtRecords
from tests.support.accounts import TestAccount, an_account
from tests.support.cluster import Cluster
from tests.support.gateway import MASTER_KEY
from tests.support.log_store import LogStore
from tests.support.mail_server import KeptMails
from tests.support.management import Management, management
from tests.support.name_server import name_server
from tests.support.our_routes import WORDS, Maker, our_routes, resource_at, resources

Ids = dict[str, tuple[str, ...]]
SignIn = Callable[[], Awaitable[str]]
_PUBLIC = frozenset({RouteClass.PUBLIC})
_OF_ACCOUNTS = frozenset({RouteClass.ACCOUNT, RouteClass.ACCOUNT_ADMIN})


@dataclass(frozen=True)
class Caller:
    """`asks`: classes of routes; `ids`: of objects that are there, by `path.<parameter>` or `body.<field>`."""

    name: str
    headers: dict[str, str]
    asks: frozenset[RouteClass]
    ids: Ids


@dataclass(frozen=True)
class Served:
    url: str
    callers: tuple[Caller, ...]

    def caller(self, name: str) -> Caller:
        return next(one for one in self.callers if one.name == name)


@contextmanager
def served(cluster: Cluster, around: Callable[[ASGIApp], ASGIApp] = lambda app: app) -> Iterator[Served]:
    """The API over a new database of `cluster`, on a thread and a loop of its own: what asks it blocks.

    `around` puts something between the API and those who ask.
    """
    told: queue.Queue[Served | BaseException] = queue.Queue()
    done = threading.Event()

    async def serve() -> None:
        async with _served(cluster, around) as found:
            told.put(found)
            await asyncio.to_thread(done.wait)

    def run() -> None:
        try:
            asyncio.run(serve())
        except BaseException as error:  # noqa: BLE001 -- raised again where it is waited for
            told.put(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        found = told.get(timeout=120)
        if isinstance(found, BaseException):
            raise found
        yield found
    finally:
        done.set()
        thread.join()


@asynccontextmanager
async def _served(cluster: Cluster, around: Callable[[ASGIApp], ASGIApp]) -> AsyncIterator[Served]:
    name = f"contract_{uuid4().hex[:8]}"
    database = await cluster.clone(name)
    try:
        async with AsyncExitStack() as stack:
            mails = stack.enter_context(KeptMails())
            dns = await stack.enter_async_context(name_server())
            worker = await stack.enter_async_context(
                management(
                    database,
                    mail_server=mails.server,
                    txt_records=DnsTxtRecords(["127.0.0.1"], dns.port),
                    openobserve=stack.enter_context(LogStore()).client,
                    payment_secret=SecretStr("a-secret-of-payments-0123456789-0123"),
                )
            )
            app = _KeepingIn(worker.app)
            names = ("service", "administrator", "member", "operator", "visitor")
            callers = [await _caller(stack, worker, app, one) for one in names]
            url = await stack.enter_async_context(_listening(around(app)))
            yield Served(url, (*callers, Caller("nobody", {}, _PUBLIC, callers[0].ids)))
    finally:
        await cluster.drop(name)


@asynccontextmanager
async def _listening(app: ASGIApp) -> AsyncIterator[str]:
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="critical", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- uvicorn tells it in no other way
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving


class _KeepingIn:
    """Signs in anew whoever has signed out or was removed, as nothing else would be asked of them any more."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._sign_in: dict[bytes, SignIn] = {}
        self._cookies: dict[bytes, bytes] = {}

    async def known(self, sign_in: SignIn) -> str:
        """A Cookie header that goes on working."""
        cookie = await sign_in()
        self._sign_in[cookie.encode()] = sign_in
        self._cookies[cookie.encode()] = cookie.encode()
        return cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        first = next((value for name, value in scope.get("headers", ()) if name == b"cookie"), b"")
        if first not in self._cookies:
            await self._app(scope, receive, send)
            return
        headers = [(name, self._cookies[first] if name == b"cookie" else value) for name, value in scope["headers"]]

        async def look(message: Message) -> None:
            if message.get("status") == 401:
                self._cookies[first] = (await self._sign_in[first]()).encode()
            await send(message)

        await self._app({**scope, "headers": headers}, receive, look)


async def _caller(stack: AsyncExitStack, worker: Management, app: _KeepingIn, name: str) -> Caller:
    account = await stack.enter_async_context(an_account(worker))
    ids = await _ids(account)
    if name == "operator":
        # Those that are acted on are not those that act.
        spare = [(await stack.enter_async_context(an_account(worker))).account_id for _ in range(3)]
        ids |= {"path.account_id": tuple(spare)}
        return Caller(name, {"Authorization": f"Bearer {MASTER_KEY}"}, frozenset({RouteClass.PLATFORM}), ids)
    if name == "service":
        headers = {"Authorization": f"Bearer {MASTER_KEY}", "x-account-id": account.account_id}
        return Caller(name, headers, _OF_ACCOUNTS, ids)
    role = "internal_user" if name == "member" else "proxy_admin"

    async def sign_in() -> str:
        client, _ = await stack.enter_async_context(account.user(role))
        return f"{COOKIE}={client.cookies[COOKIE]}"

    headers = {"sec-fetch-site": "same-origin", "x-alchemi-csrf": "1", "Cookie": await app.known(sign_in)}
    return Caller(name, headers, _PUBLIC if name == "visitor" else _OF_ACCOUNTS, ids)


async def _ids(account: TestAccount) -> Ids:
    """A row of every resource that a path or a body may name."""
    maker = Maker(account)
    own = [account.account_id]
    found: dict[str, list[str]] = {"path.account_id": own, "query.account_id": own}
    for route in our_routes():
        if route.parameters and resource_at(route.canonical) is not None:
            for parameter, row_id in (await maker.ids(route.canonical)).items():
                found.setdefault(f"path.{parameter}", []).append(row_id)
    for parameter, word in WORDS.items():
        found[f"path.{parameter}"] = [word]
    for resource in resources():
        for field, reference in resource.reference_fields.items():
            targets = [one for one in resources() if one.table == reference.table and one.create is not None]
            if targets:
                found.setdefault(f"body.{field}", []).append(str((await maker.row(targets[0]))[targets[0].id]))
            elif reference.table == "LiteLLM_UserTable":
                found.setdefault(f"body.{field}", []).append(account.admin_id)
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}
