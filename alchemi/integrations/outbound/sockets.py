"""Puts the guard where connections are opened: below every client library, ours and the wheel's."""

from __future__ import annotations

import asyncio
import errno
import socket
from collections.abc import Callable, Sequence
from typing import Any, Final

import uvloop
from redis.asyncio.connection import AbstractConnection as AsyncRedisConnection
from redis.connection import AbstractConnection as RedisConnection

from alchemi.errors import ConfigurationError
from alchemi.integrations.outbound.guard import OutboundGuard
from alchemi.tenancy.reach import as_plumbing, is_guarded

_LOOP: Final[Any] = uvloop.Loop
_FAMILIES: Final = (socket.AF_INET, socket.AF_INET6)
_MARK: Final = "_alchemi_guard"
_REFUSAL: Final = "The destination is not allowed: it is private, special, or not the operator's to share."


def install(guard: OutboundGuard) -> None:
    """Have every connection of this process asked about. Once per process; another guard takes the place of the first."""
    if hasattr(socket.socket, _MARK):
        setattr(socket.socket, _MARK, guard)
        return
    setattr(socket.socket, _MARK, guard)
    _guard_sockets()
    _guard_resolving()
    _guard_loops()
    _trust_redis()


def _guard() -> OutboundGuard:
    guard: OutboundGuard = getattr(socket.socket, _MARK)
    return guard


def _refused() -> OSError:
    return PermissionError(errno.EACCES, _REFUSAL)


def _checked(sock: socket.socket, address: Any) -> Any:
    """`address`, with its host resolved, so that what was checked is what is connected to.

    Raises:
        PermissionError: it is not allowed.
        OSError: the name cannot be resolved.
    """
    if not is_guarded():
        return address
    if sock.family not in _FAMILIES:
        raise _refused()
    host, port = address[:2]
    found = socket.getaddrinfo(host, port, sock.family, sock.type, sock.proto)
    if not found or not all(_guard().allows(str(entry[4][0]), port) for entry in found):
        raise _refused()
    return found[0][4]


def _guard_sockets() -> None:
    of_socket: Any = socket.socket
    connect, connect_ex, sendto = of_socket.connect, of_socket.connect_ex, of_socket.sendto

    def checked_connect(self: socket.socket, address: Any, /) -> None:
        connect(self, _checked(self, address))

    def checked_connect_ex(self: socket.socket, address: Any, /) -> Any:
        return connect_ex(self, _checked(self, address))

    def checked_sendto(self: socket.socket, data: Any, /, *rest: Any) -> Any:
        *flags, address = rest
        return sendto(self, data, *flags, _checked(self, address))

    patched: dict[str, Callable[..., Any]] = {
        "connect": checked_connect, "connect_ex": checked_connect_ex, "sendto": checked_sendto
    }  # fmt: skip
    for name, function in patched.items():
        setattr(socket.socket, name, function)


def _guard_resolving() -> None:
    """Names that the operator allows are known by where they were found."""
    getaddrinfo = socket.getaddrinfo
    of_loop = _LOOP.getaddrinfo

    def learning(host: Any, *args: Any, **kwargs: Any) -> Any:
        found = getaddrinfo(host, *args, **kwargs)
        _learn(host, found)
        return found

    async def learning_loop(self: Any, host: Any, *args: Any, **kwargs: Any) -> Any:
        found = await of_loop(self, host, *args, **kwargs)
        _learn(host, found)
        return found

    socket.getaddrinfo = learning
    _LOOP.getaddrinfo = learning_loop


def _learn(host: Any, found: Sequence[tuple[Any, ...]]) -> None:
    name = host.decode("ascii", "replace") if isinstance(host, bytes) else host
    if isinstance(name, str):
        _guard().learn(name, [str(entry[4][0]) for entry in found])


def _guard_loops() -> None:
    """uvloop connects in C, past the sockets of Python: guarded connections are opened as those and handed to it."""
    create, unix, datagram = (
        _LOOP.create_connection, _LOOP.create_unix_connection, _LOOP.create_datagram_endpoint
    )  # fmt: skip

    async def create_connection(
        self: Any, protocol_factory: Any, host: Any = None, port: Any = None, *, sock: Any = None, **options: Any
    ) -> Any:
        if sock is not None or host is None or not is_guarded():
            return await create(self, protocol_factory, host, port, sock=sock, **options)
        opened = await _opened(self, host, port, options)
        if options.get("ssl") and options.get("server_hostname") is None:
            options["server_hostname"] = host
        try:
            return await create(self, protocol_factory, sock=opened, **options)
        except BaseException:
            opened.close()
            raise

    async def create_unix_connection(self: Any, *args: Any, **options: Any) -> Any:
        if is_guarded():
            raise _refused()
        return await unix(self, *args, **options)

    async def create_datagram_endpoint(self: Any, factory: Any, *args: Any, **options: Any) -> Any:
        if is_guarded():
            raise _refused()
        return await datagram(self, factory, *args, **options)

    _LOOP.create_connection = create_connection
    _LOOP.create_unix_connection = create_unix_connection
    _LOOP.create_datagram_endpoint = create_datagram_endpoint


async def _opened(loop: Any, host: Any, port: Any, options: dict[str, Any]) -> socket.socket:
    """A connected socket to the first address of `host` that answers.

    Raises:
        PermissionError: any of its addresses is not allowed.
        OSError: none answers.
    """
    wanted = {name: options.pop(name) for name in ("family", "proto", "flags") if name in options}
    local = options.pop("local_addr", None)
    for name in ("happy_eyeballs_delay", "interleave", "all_errors"):
        options.pop(name, None)
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM, **wanted)
    if not found or not all(_guard().allows(str(entry[4][0]), int(entry[4][1])) for entry in found):
        raise _refused()
    failures: list[OSError] = []
    for family, kind, proto, _, address in found:
        sock = socket.socket(family, kind, proto)
        try:
            sock.setblocking(False)
            if local is not None:
                sock.bind(local)
            await loop.sock_connect(sock, address)
        except OSError as error:
            failures.append(error)
            sock.close()
        except BaseException:
            sock.close()
            raise
        else:
            return sock
    raise failures[0]


def _trust_redis() -> None:
    """Accounts cannot name a Redis: the only one is the operator's, reached while they are served."""
    plain: Any = RedisConnection
    by_loop: Any = AsyncRedisConnection
    connect, connect_async = plain.connect, by_loop.connect

    def trusted(self: Any) -> Any:
        with as_plumbing():
            return connect(self)

    async def trusted_async(self: Any) -> Any:
        with as_plumbing():
            return await connect_async(self)

    plain.connect = trusted
    by_loop.connect = trusted_async


def verify_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Make sure that the guard stands below `loop`.

    Raises:
        ConfigurationError: it is a loop whose connections the guard would not see.
    """
    if not isinstance(loop, (uvloop.Loop, asyncio.SelectorEventLoop)):
        raise ConfigurationError(
            [f"The event loop {type(loop).__name__} connects past the outbound guard; use uvloop."]
        )
