"""Debian's PgBouncer in transaction mode in front of a test server."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

_START_TIMEOUT_S = 15


@contextmanager
def pgbouncer(dsn: str, *, pool_size: int) -> Iterator[str]:
    """Run a pooler with `pool_size` server connections; yields the DSN that leads through it."""
    program = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
    assert program, "PgBouncer is missing: run scripts/install_test_services.sh"
    target = urlsplit(dsn)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    home = Path(tempfile.mkdtemp(prefix="alchemi-pgbouncer-"))
    users = home / "users.txt"
    users.write_text(f'"{target.username}" "{unquote(target.password or "")}"\n')
    settings = home / "pgbouncer.ini"
    settings.write_text(
        f"[databases]\n* = host=127.0.0.1 port={target.port}\n"
        f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n"
        f"auth_type = scram-sha-256\nauth_file = {users}\npool_mode = transaction\ndefault_pool_size = {pool_size}\n"
        f"max_client_conn = 200\nlogfile = {home / 'log'}\npidfile = {home / 'pid'}\n"
    )
    command = [program, str(settings)]
    if os.geteuid() == 0:
        # It refuses to run as root.
        command[1:1] = ["-u", "nobody"]
        for path in (home, users, settings):
            shutil.chown(path, "nobody")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        host = f"{target.username}:{target.password}@127.0.0.1:{port}"
        yield urlunsplit(target._replace(netloc=host, query="pgbouncer=true"))
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(home)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline:
        assert process.poll() is None, "PgBouncer ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("PgBouncer does not listen.")
