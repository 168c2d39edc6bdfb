"""Debian's Redis for one test module: in memory, on loopback, on a port of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

_START_TIMEOUT_S = 15


class RedisServer:
    """A running server."""

    def __init__(self, port: int) -> None:
        self.port = port

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def keys(self) -> list[str]:
        """Every key that it holds."""
        with socket.create_connection(("127.0.0.1", self.port), 5) as link, link.makefile("rb") as answer:
            link.sendall(b"*2\r\n$4\r\nKEYS\r\n$1\r\n*\r\n")
            count = int(answer.readline()[1:])
            return [answer.read(int(answer.readline()[1:]) + 2)[:-2].decode() for _ in range(count)]


@contextmanager
def redis_server() -> Iterator[RedisServer]:
    program = shutil.which("redis-server")
    assert program, "Redis is missing: run scripts/install_test_services.sh"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + _START_TIMEOUT_S
        while True:
            assert process.poll() is None, "Redis ended at once"
            assert time.monotonic() < deadline, "Redis does not listen"
            try:
                socket.create_connection(("127.0.0.1", port), 0.2).close()
                break
            except OSError:
                time.sleep(0.05)
        yield RedisServer(port)
    finally:
        process.terminate()
        process.wait(10)
