"""Supervisor of the PostgreSQL server that ships as a Python package: one server per data directory, never as root."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote

import asyncpg

from alchemi.db.embedded_data import ENVIRONMENT, OWNER, DataDirectory, tail
from alchemi.db.embedded_install import Programs, default_data_home, find_programs, service_user
from alchemi.db.sql_text import identifier
from alchemi.errors import EmbeddedPostgresError

__all__ = ["OWNER", "EmbeddedPostgres", "default_data_home"]

_HOST: Final = "127.0.0.1"
_START_TIMEOUT_S: Final = 60.0
_STOP_TIMEOUT_S: Final = 60.0
_KILL_TIMEOUT_S: Final = 10.0
_CONNECT_TIMEOUT_S: Final = 20.0
_LOG_LIMIT_BYTES: Final = 16 * 1024 * 1024
_SETTINGS: Final[Mapping[str, str]] = {
    "max_connections": "100",
    "shared_buffers": "64MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
    "password_encryption": "scram-sha-256",
}
# A dead postmaster's children hold its shared memory for a moment; a port can be taken between choosing and binding.
_PASSING_FAILURES: Final = ("pre-existing shared memory block", "could not bind")


def _silent(_message: str) -> None:
    return None


class EmbeddedPostgres:
    """A server of our own on `data_dir`. Its password, log and lock are files beside that directory.

    `programs` are those of the installed package unless given; `tuning` overrides server settings.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        port: int | None = None,
        database: str = "alchemi",
        report: Callable[[str], None] = _silent,
        tuning: Mapping[str, str] | None = None,
        programs: Programs | None = None,
    ) -> None:
        self.database = database
        self._user = service_user()
        self._data = DataDirectory(data_dir, self._user, report)
        self._requested_port = port
        self._port = port
        self._report = report
        self._tuning = dict(tuning or {})
        self._given_programs = programs
        self._process: subprocess.Popen[bytes] | None = None
        self._socket_dir: Path | None = None
        self._log_start = 0

    @property
    def data_dir(self) -> Path:
        return self._data.path

    @property
    def log_file(self) -> Path:
        return self._data.log_file

    @property
    def port(self) -> int:
        """The TCP port on 127.0.0.1; known once started, or when asked for."""
        if self._port is None:
            raise EmbeddedPostgresError("The database server has no port before it is started; call start() first.")
        return self._port

    @property
    def dsn(self) -> str:
        """The owner's connection string, on 127.0.0.1."""
        return self.dsn_for(self.database)

    def dsn_for(self, database: str) -> str:
        """The owner's connection string for another database of this server."""
        password = quote(self._data.password, safe="")
        return f"postgresql://{OWNER}:{password}@{_HOST}:{self.port}/{quote(database, safe='')}"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int | None:
        """Process id of the running server."""
        return self._process.pid if self._process is not None and self.is_running else None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server, creating the data directory when there is none, and wait until it answers.

        Raises:
            EmbeddedPostgresError: it cannot run here; the message says why and what to do.
        """
        if self.is_running:
            return
        self.stop()
        self._data.prepare_home()
        self._data.take_lock()
        try:
            programs = self._given_programs or find_programs(self._user, self.data_dir.parent)
            self._data.end_orphan()
            self._data.ensure(programs, sync=self._tuning.get("fsync") != "off")
            self._run_server(programs)
            self._ensure_database()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop the server: sessions are ended, everything committed is on disk. Safe to repeat."""
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(_STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                self._report("The database server does not stop; ending it, the next start recovers.")
                process.send_signal(signal.SIGQUIT)
                process.wait(_KILL_TIMEOUT_S)
        if self._socket_dir is not None:
            shutil.rmtree(self._socket_dir, ignore_errors=True)
            self._socket_dir = None
        self._data.release_lock()

    def _run_server(self, programs: Programs) -> None:
        deadline = time.monotonic() + _START_TIMEOUT_S
        while True:
            port = self._choose_port()
            if self._launch(programs, port, deadline):
                self._port = port
                return
            text = self._log_since_start()
            passing = any(sign in text for sign in _PASSING_FAILURES)
            if not passing or self._requested_port is not None or time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"The database server on {self.data_dir} did not start; its log {self.log_file} ends: {tail(text)}"
                )
            time.sleep(0.2)

    def _launch(self, programs: Programs, port: int, deadline: float) -> bool:
        """Start the process and wait until it is ready. False: it ended."""
        if self._socket_dir is None:
            self._socket_dir = self._data.make_socket_dir()
        if self.log_file.exists() and self.log_file.stat().st_size > _LOG_LIMIT_BYTES:
            self.log_file.replace(self._data.beside("log.1"))
        settings = {
            **_SETTINGS, **self._tuning, "port": str(port), "listen_addresses": _HOST,
            "unix_socket_directories": str(self._socket_dir), "unix_socket_permissions": "0700",
        }  # fmt: skip
        command = [str(programs.postgres), "-D", str(self.data_dir)]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        log = os.open(self.log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            self._log_start = os.fstat(log).st_size
            # A session of its own, so that Ctrl-C in the terminal reaches the supervisor alone.
            self._process = subprocess.Popen(  # noqa: S603 -- a program of the installed package, arguments of ours
                command, user=self._user.uid, group=self._user.gid, extra_groups=self._user.no_groups, cwd="/",
                env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, umask=0o077,
            )  # fmt: skip
        finally:
            os.close(log)
        return self._wait_until_ready(self._process, deadline)

    def _wait_until_ready(self, process: subprocess.Popen[bytes], deadline: float) -> bool:
        pid_file = self.data_dir / "postmaster.pid"
        while process.poll() is None:
            try:
                lines = pid_file.read_text("utf-8").splitlines()
            except FileNotFoundError:
                lines = []
            if len(lines) >= 8 and lines[0] == str(process.pid) and lines[7].strip() == "ready":
                return True
            if time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"The database server did not become ready within {_START_TIMEOUT_S:.0f} s; its log "
                    f"{self.log_file} ends: {tail(self._log_since_start())}"
                )
            time.sleep(0.02)
        return False

    def _choose_port(self) -> int:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            if self._requested_port is None:
                probe.bind((_HOST, 0))
                return int(probe.getsockname()[1])
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((_HOST, self._requested_port))
            except OSError as error:
                raise EmbeddedPostgresError(
                    f"Port {self._requested_port} on {_HOST} is taken; "
                    "stop what uses it, or choose another port for the database."
                ) from error
            return self._requested_port

    def _log_since_start(self) -> str:
        with self.log_file.open("rb") as file:
            file.seek(self._log_start)
            return file.read().decode("utf-8", "replace")

    def _ensure_database(self) -> None:
        """Create the database when it is missing, in a thread, so that start() may be called under a running loop."""
        failures: list[BaseException] = []

        def work() -> None:
            try:
                asyncio.run(self._create_database())
            except (asyncpg.PostgresError, OSError, TimeoutError) as error:
                failures.append(error)

        thread = threading.Thread(target=work, name="embedded-postgres")
        thread.start()
        thread.join()
        if failures:
            raise EmbeddedPostgresError(
                f"The database server started and refuses its owner ({failures[0]}); see {self.log_file}, "
                f"or remove {self._data.beside('password')} to have a new password set."
            ) from failures[0]

    async def _create_database(self) -> None:
        connection = await asyncpg.connect(self.dsn_for("postgres"), timeout=_CONNECT_TIMEOUT_S)
        try:
            if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", self.database):
                await connection.execute(f"CREATE DATABASE {identifier(self.database)}")
        finally:
            await connection.close()
