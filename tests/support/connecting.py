"""A program that connects, as a tenant, to where it may not, by every client library that the gateway holds.

`python -m tests.support.connecting uvloop|asyncio` prints one JSON object: the attempts that got through, by client, and the
addresses that sockets were opened to. Names ending in `.rebound.example` resolve to an allowed address first, then to another.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.client
import json
import smtplib
import socket
import sys
import tempfile
import threading
from collections.abc import Awaitable, Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import aiohttp
import boto3
import httpx
import requests
import uvloop
from botocore.config import Config

from alchemi.config.private_hosts import parse_private_hosts
from alchemi.integrations.outbound import sockets
from alchemi.integrations.outbound.guard import OutboundGuard
from alchemi.tenancy.context import acting_as_system, acting_for
from tests.support.forbidden_spellings import HOSTS

ALLOWED: Final = "127.0.0.2"
REBOUND: Final = ".rebound.example"

opened: Final[list[str]] = []
_asked: Final[dict[str, int]] = {}


def resolve(host: Any, port: Any, *args: Any, **kwargs: Any) -> list[tuple[Any, ...]]:
    """A resolver that answers differently the second time, for names of ours; the system's for the others."""
    if isinstance(host, str) and host.endswith(REBOUND):
        _asked[host] = _asked.get(host, 0) + 1
        address = ALLOWED if _asked[host] == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, int(port or 0)))]
    return _getaddrinfo(host, port, *args, **kwargs)


_getaddrinfo = socket.getaddrinfo
_loop_getaddrinfo: Any = uvloop.Loop.getaddrinfo


async def resolve_in_loop(self: Any, host: Any, port: Any, **kwargs: Any) -> Any:
    if isinstance(host, str) and host.endswith(REBOUND):
        return resolve(host, port)
    return await _loop_getaddrinfo(self, host, port, **kwargs)


class Server:
    """Answers `reached`, or redirects; counts who came."""

    def __init__(self, redirect_to: str | None = None) -> None:
        self.hits = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.hits += 1
                self.send_response(302 if redirect_to else 200)
                if redirect_to:
                    self.send_header("location", redirect_to)
                self.send_header("content-length", "0")
                self.end_headers()

            do_PUT = do_GET  # noqa: N815 (a name of the library)

            def log_message(self, *_: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, daemon=True).start()


def with_socket(host: str, port: int) -> None:
    socket.create_connection((host.strip("[]"), port), timeout=2).close()


def with_connect_ex(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as sock:
        sock.settimeout(2)
        code = sock.connect_ex((host.strip("[]"), port))
        if code:
            raise OSError(code, "refused")


def with_datagram(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sock:
        sock.sendto(b"x", (host.strip("[]"), port))


def with_http_client(host: str, port: int) -> None:
    http.client.HTTPConnection(host.strip("[]"), port, timeout=2).request("GET", "/")


def with_requests(host: str, port: int) -> None:
    requests.get(f"http://{host}:{port}/", timeout=2)


def with_httpx(host: str, port: int) -> None:
    httpx.get(f"http://{host}:{port}/", timeout=2, trust_env=False)


def with_smtp(host: str, port: int) -> None:
    smtplib.SMTP(host.strip("[]"), port, timeout=2)


def with_boto(host: str, port: int) -> None:
    config = Config(connect_timeout=2, read_timeout=2, retries={"max_attempts": 0})
    keys = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="x", config=config, **keys).list_buckets()


async def with_httpx_async(host: str, port: int) -> None:
    async with httpx.AsyncClient(timeout=2, trust_env=False) as client:
        await client.get(f"http://{host}:{port}/")


async def with_aiohttp(host: str, port: int) -> None:
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(2)) as session,
        session.get(f"http://{host}:{port}/"),
    ):
        pass


async def with_streams(host: str, port: int) -> None:
    _, writer = await asyncio.wait_for(asyncio.open_connection(host.strip("[]"), port), 2)
    writer.close()


async def in_a_thread(host: str, port: int) -> None:
    await asyncio.to_thread(with_socket, host, port)


async def with_unix(_host: str, _port: int) -> None:
    _, writer = await asyncio.open_unix_connection(path=UNIX_PATH)
    writer.close()


UNIX_PATH: Final = f"{tempfile.mkdtemp(prefix='alchemi-')}/socket"
BLOCKING: Final[tuple[Callable[[str, int], None], ...]] = (
    with_socket, with_connect_ex, with_datagram, with_http_client, with_requests, with_httpx, with_smtp, with_boto
)  # fmt: skip
ASYNC: Final[tuple[Callable[[str, int], Awaitable[None]], ...]] = (
    with_httpx_async, with_aiohttp, with_streams, in_a_thread, with_unix
)  # fmt: skip


async def attempt(client: Callable[[str, int], Any], host: str, port: int) -> bool:
    """Whether the client got through."""
    try:
        result = client(host, port)
        if isinstance(result, Awaitable):
            await result
    except Exception:  # noqa: BLE001 (each library has failures of its own; what got through is what is counted)
        return False
    return True


async def run() -> dict[str, Any]:
    from alchemi.litellm_bridge import threads

    threads.install()
    private = Server()
    door = Server(f"http://127.0.0.1:{private.port}/")
    unix = socket.socket(socket.AF_UNIX)
    unix.bind(UNIX_PATH)
    unix.listen(50)
    sockets.install(OutboundGuard(parse_private_hosts(f"{ALLOWED},127.0.0.1:{door.port}")))
    through: dict[str, list[str]] = {}
    with acting_for("acme"):
        for client in (*BLOCKING, *ASYNC):
            hosts = HOSTS if client in (with_httpx_async, with_aiohttp, with_requests, with_streams) else HOSTS[::6]
            for host in hosts:
                if await attempt(client, host, private.port):
                    through.setdefault(client.__name__, []).append(host)
            rebound = f"{client.__name__.replace('_', '-')}{REBOUND}"
            for _ in range(0 if client is with_datagram else 3):
                if await attempt(client, rebound, private.port):
                    through.setdefault(client.__name__, []).append(rebound)
        with contextlib.suppress(httpx.HTTPError):
            await asyncio.to_thread(httpx.get, f"http://127.0.0.1:{door.port}/", follow_redirects=True, trust_env=False)
        async with httpx.AsyncClient(follow_redirects=True, trust_env=False) as browser:
            with contextlib.suppress(httpx.HTTPError):
                await browser.get(f"http://127.0.0.1:{door.port}/")
    touched, seen = private.hits, list(opened)
    with acting_as_system():
        control = [
            client.__name__ for client in (*BLOCKING, *ASYNC) if await attempt(client, "127.0.0.1", private.port)
        ]
    return {
        "through": through, "opened": seen, "touched": touched, "redirects": door.hits, "control": control,
        "private_port": private.port, "door_port": door.port,
    }  # fmt: skip


def main() -> None:
    socket.getaddrinfo = resolve  # type: ignore[assignment]
    uvloop.Loop.getaddrinfo = resolve_in_loop  # type: ignore[method-assign]

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("socket.connect", "socket.sendto"):
            opened.append(str(arguments[1]))

    sys.addaudithook(watch)
    loop = uvloop.new_event_loop() if sys.argv[1] == "uvloop" else asyncio.new_event_loop()
    print(json.dumps(loop.run_until_complete(run())))


if __name__ == "__main__":
    main()
