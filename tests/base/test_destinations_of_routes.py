"""No address that an account hands in, in whatever field and spelling, becomes a socket to where accounts may not go.

Each field of the document that is named like an address is sent ten spellings and more, and each name of a field every
spelling. Then what was stored is used.
"""

from __future__ import annotations

import asyncio
import itertools
import socket
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from tests.support.address_fields import AddressField, address_fields
from tests.support.cluster import TestDatabase
from tests.support.forbidden_spellings import HOSTS
from tests.support.gateway import MASTER_KEY, Gateway, make_account
from tests.support.reaching import FEATURES, MARKS

pytestmark = pytest.mark.long

ACCOUNTS = ("north", "south")
AT_LEAST = 10
AT_ONCE = 12
_LOOPBACK = ("127.", "0", "017", "2130706433", "localhost", "LOCALHOST", "[::1", "[::ffff:7f", "[::ffff:127", "[0")


@dataclass
class Canary:
    """A server on this machine that counts who connects, and answers nothing that anybody could use."""

    accepted: list[bytes] = field(default_factory=list)
    """What each connection sent first."""
    port: int = 0


@contextmanager
def canary() -> Iterator[Canary]:
    found = Canary()
    with socket.create_server(("127.0.0.1", 0)) as server:
        found.port = server.getsockname()[1]

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                number = len(found.accepted)
                found.accepted.append(b"")
                with connection:
                    connection.settimeout(2)
                    try:
                        found.accepted[number] = connection.recv(4096)
                        connection.sendall(b"HTTP/1.1 418 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
                    except OSError:
                        continue

        threading.Thread(target=serve, daemon=True).start()
        yield found
        server.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class Ground:
    """`open`: a canary that the operator lists; `closed`: one that is not."""

    gateway: Gateway
    open: Canary
    closed: Canary
    fields: list[AddressField]

    def forbidden_sockets(self) -> list[str]:
        """What was connected to or sent to beyond this machine; looking a name up opens no way to it."""
        lines = self.gateway.outside.read_text().splitlines()
        return [line for line in lines if line.startswith(("socket.connect", "socket.sendto"))]

    def address(self, to: AddressField, host: str) -> str:
        """The address of a spelling: the closed canary's port where it means this machine."""
        where = f"{host}:{self.closed.port}" if host.startswith(_LOOPBACK) else host
        # Fields for a host alone are checked by nobody before they are connected to.
        return where if to.group.lower().endswith(("host", "hosts", "server")) else f"http://{where}/v1"

    def without_scheme(self) -> list[str]:
        """Addresses of this machine that a look at the text may take for something else."""
        here = f"127.0.0.1:{self.closed.port}"
        return [here, f"//{here}/v1", f"HTTP://{here}", f"http:/\\{here}", f"ws://{here}", f" http://{here}"]


@pytest.fixture(scope="module")
async def ground(database: TestDatabase, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Ground]:
    for account in ACCOUNTS:
        await make_account(database, account)
    folder: Path = tmp_path_factory.mktemp("destinations")
    with (
        canary() as is_open,
        canary() as is_closed,
        Gateway(database, folder, ALCHEMI_ALLOWED_PRIVATE_HOSTS=f"127.0.0.1:{is_open.port}") as gateway,
    ):
        with gateway.client(None) as client:
            document = client.get("/openapi.json", timeout=60).json()
        yield Ground(gateway, is_open, is_closed, address_fields(document))


def plan(fields: list[AddressField]) -> list[tuple[AddressField, str]]:
    """Every spelling for every name of a field, and at least ten for every field, going round."""
    groups: dict[str, list[AddressField]] = defaultdict(list)
    for one in fields:
        groups[one.group].append(one)
    found = []
    for members in groups.values():
        count = max(len(HOSTS), AT_LEAST * len(members))
        found += list(zip(itertools.cycle(members), itertools.islice(itertools.cycle(HOSTS), count), strict=False))
    return found


OF_THE_WHEEL = {
    # What it says of a name that it has stored before: many requests differ in their address alone.
    "Failed to add model to db": ["post /model/new"],
    "Unique constraint failed": ["post /guardrails", "post /search_tools", "post /prompts"],
    "Internal server error": ["post /v1/indexes"],
    # What it says of an example that names no kind that it has, no model, or a cloud without keys.
    "Unsupported prompt": ["post /prompts"],
    "Failed to test connection: 'model'": ["post /health/test_connection"],
    "Unable to locate credentials": ["post /guardrails/apply_guardrail", "post /apply_guardrail"],
}
"""Failures that the unmodified wheel answers with status 500, by their words, and the routes that may say them."""


@dataclass
class Answers:
    """How many requests were answered how, and those that failed on our side. 0: not at all, or not within the time."""

    statuses: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    failed: list[tuple[AddressField, int, str]] = field(default_factory=list)

    def unexplained(self) -> list[str]:
        """Failures whose reason is not one of those that are known to be the wheel's own."""
        return [
            f"{to}: {status} {text[:300]}"
            for to, status, text in self.failed
            if not any(f"{to.method} {to.path}" in routes and reason in text for reason, routes in OF_THE_WHEEL.items())
        ]


async def _send(gateway: Gateway, wanted: list[tuple[AddressField, str]]) -> Answers:
    """Ask for all of them, for both accounts in turn."""
    answers = Answers()
    gate = asyncio.Semaphore(AT_ONCE)
    headers = {"authorization": f"Bearer {MASTER_KEY}"}
    async with httpx.AsyncClient(base_url=gateway.url, headers=headers, timeout=20, trust_env=False) as client:

        async def one(number: int, to: AddressField, url: str) -> None:
            path = to.path
            while "{" in path:
                path = f"{path.partition('{')[0]}{uuid4().hex}{path.partition('}')[2]}"
            account = {"x-account-id": ACCOUNTS[number % 2]}
            async with gate:
                try:
                    try:
                        answer = await client.request(to.method, path, json=to.with_address(url), headers=account)
                    except (httpx.ReadError, httpx.RemoteProtocolError):
                        # After a failure that the wheel lets through, the server closes a connection that is in use again.
                        answer = await client.request(to.method, path, json=to.with_address(url), headers=account)
                except httpx.TransportError as error:
                    status, text = 0, repr(error)
                else:
                    status, text = answer.status_code, answer.text
            answers.statuses[status] += 1
            if status == 0 or status >= 500:
                answers.failed.append((to, status, text))

        await asyncio.gather(*(one(number, *each) for number, each in enumerate(wanted)))
    return answers


async def test_no_field_leads_to_a_forbidden_address(ground: Ground) -> None:
    wanted = [(to, ground.address(to, host)) for to, host in plan(ground.fields)]
    wanted += [(to, url) for to in ground.fields for url in ground.without_scheme()]
    assert len({str(to) for to, _ in wanted}) == len({str(to) for to in ground.fields}) > 50
    answers = await _send(ground.gateway, wanted)
    assert sum(answers.statuses.values()) == len(wanted)
    print(f"{len(ground.fields)} fields, {len(wanted)} requests: {dict(sorted(answers.statuses.items()))}")
    assert answers.unexplained() == []
    await _use(ground)
    assert ground.forbidden_sockets() == []
    assert ground.closed.accepted == []


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_connects_to_what_the_operator_lists_and_to_nothing_else(ground: Ground, feature: str) -> None:
    with ground.gateway.client(account="south") as operator:
        for name in ("127.0.0.1", "localhost"):
            mark = f"r{uuid4().hex}"
            FEATURES[feature](operator, f"http://{name}:{ground.closed.port}/{mark}", mark)
        assert ground.closed.accepted == []
        mark, before = f"r{uuid4().hex}", len(ground.open.accepted)
        answer = FEATURES[feature](operator, f"http://127.0.0.1:{ground.open.port}/{mark}", mark)
    begun = ground.open.accepted[before:]
    wanted = MARKS.get(feature)
    assert any(mark.encode() in one if wanted is None else one[:2] == wanted for one in begun), (begun, answer.text)


async def test_the_same_requests_do_reach_what_the_operator_lists(ground: Ground) -> None:
    before = len(ground.open.accepted)
    await _send(ground.gateway, [(to, f"http://127.0.0.1:{ground.open.port}/v1") for to in ground.fields])
    await _use(ground)
    assert len(ground.open.accepted) > before
    assert ground.closed.accepted == []


async def _use(ground: Ground) -> None:
    """Call models, ask MCP servers for their tools, check health, run guardrails: whatever is there by now."""
    for account in ACCOUNTS:
        with ground.gateway.client(account=account) as operator:
            models = [one["id"] for one in operator.get("/v1/models").json()["data"]]
            message: dict[str, Any] = {"messages": [{"role": "user", "content": "x"}]}
            for model in models[:20]:
                operator.post("/v1/chat/completions", json={"model": model, **message})
            servers = operator.get("/v1/mcp/server")
            for server in servers.json()[:20] if servers.status_code == 200 else []:
                operator.get("/mcp-rest/tools/list", params={"server_id": server["server_id"]})
            guardrails = operator.get("/guardrails/list").json().get("guardrails", [])
            for guardrail in guardrails[:20]:
                body = {"guardrail_name": guardrail["guardrail_name"], "text": "x"}
                operator.post("/guardrails/apply_guardrail", json=body)
            operator.get("/health", timeout=60)


STORED = [
    ("/model/new", {"model_name": "m", "litellm_params": {"model": "openai/x", "api_base": "{}"}}, "api_base"),
    ("/v1/mcp/server", {"server_name": "s", "transport": "http", "url": "{}"}, "url"),
    ("/credentials", {"credential_name": "c", "credential_info": {}, "credential_values": {"api_base": "{}"}}, "api_base"),
    ("/alchemi/sso", {"name": "p", "kind": "generic", "issuer": "{}", "client_id": "c", "client_secret": "s"}, "issuer"),
]  # fmt: skip


def _filled(value: Any, url: str) -> Any:
    if isinstance(value, dict):
        return {name: _filled(inner, url) for name, inner in value.items()}
    return url if value == "{}" else value


@pytest.mark.parametrize(("path", "body", "named"), STORED, ids=[path for path, _, _ in STORED])
@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "[::ffff:10.0.0.1]", "0x7f000001", "localhost"]
)
def test_a_private_address_is_refused_by_the_name_of_its_field(
    ground: Ground, path: str, body: dict[str, Any], named: str, host: str
) -> None:
    with ground.gateway.client(account="north") as operator:
        answer = operator.post(path, json=_filled(body, f"https://{host}/v1"))
    assert answer.status_code in (400, 422), answer.text
    assert named in answer.text
