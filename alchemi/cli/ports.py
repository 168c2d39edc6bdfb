"""Which port is free, and who holds one that is not."""

from __future__ import annotations

import errno
import socket

import psutil

from alchemi.errors import AlchemiError


class PortTakenError(AlchemiError):
    """The port to listen on belongs to somebody else."""

    slug, title = "port-taken", "Port taken"


def is_free(host: str, port: int) -> bool:
    """True when a server can listen on `host` and `port` now.

    Raises:
        AlchemiError: `host` is no address of this machine, or the port needs more rights.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise AlchemiError(f"Cannot listen on {host}:{port}: {error.strerror or error}.") from error
    return True


def require_free(host: str, port: int) -> None:
    """Make sure that a server can listen.

    Raises:
        PortTakenError: naming the port, its holder if known, and how to choose another.
    """
    if not is_free(host, port):
        other = port + 1
        raise PortTakenError(
            f"Port {port} is taken{_holder(port)}. Stop that program, or choose another port: "
            f"`PORT={other} make run`, or `alchemi serve --port {other}`."
        )


def choose_free(host: str, preferred: int | None = None) -> int:
    """Return `preferred` when it is free, else a port the system picks."""
    if preferred is not None and is_free(host, preferred):
        return preferred
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def _holder(port: int) -> str:
    try:
        for connection in psutil.net_connections("tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr[1:2] == (port,) and connection.pid:
                return f" by process {connection.pid} ({psutil.Process(connection.pid).name()})"
    except psutil.Error:
        return ""  # only the superuser may see other people's sockets
    return ""
