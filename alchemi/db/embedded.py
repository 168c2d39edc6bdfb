"""Supervisor of the PostgreSQL server that ships as a Python package: one server per data directory, never as root."""

from __future__ import annotations

import asyncio
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from urllib.parse import quote

import asyncpg
import psutil

from alchemi.db.embedded_install import (
    Programs,
    ServiceUser,
    closed_home_error,
    closed_parent,
    find_programs,
    service_user,
)
from alchemi.errors import EmbeddedPostgresError

OWNER: Final = "alchemi_owner"
"""The server's superuser. Migrations run as it; the gateway never does."""

_HOST: Final = "127.0.0.1"
_START_TIMEOUT_S: Final = 60.0
_STOP_TIMEOUT_S: Final = 60.0
_KILL_TIMEOUT_S: Final = 10.0
_LOG_LIMIT_BYTES: Final = 16 * 1024 * 1024
_LOG_TAIL_LINES: Final = 12
_SOCKET_PATH_LIMIT: Final = 90
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
    """A server of our own on `data_dir`. Its password, log and lock are files beside that directory."""

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
        self.data_dir = data_dir.absolute()
        self.database = database
        self.log_file = self._beside("log")
        self._requested_port = port
        self._port = port
        self._report = report
        self._tuning = dict(tuning or {})
        self._given_programs = programs
        self._user: ServiceUser = service_user()
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None
        self._socket_dir: Path | None = None
        self._log_start = 0

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
        password = quote(self._beside("password").read_text("ascii").strip(), safe="")
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
        self._prepare_home()
        self._take_lock()
        try:
            programs = self._given_programs or find_programs(self._user, self.data_dir.parent)
            self._end_orphan()
            if (self.data_dir / "PG_VERSION").is_file():
                self._check_version(programs)
                self._ensure_password(programs)
            else:
                self._initialise(programs)
            self._run_server(programs)
            self._in_thread(self._ensure_database)
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
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    # --- files ---

    def _beside(self, kind: str) -> Path:
        return self.data_dir.with_name(f"{self.data_dir.name}.{kind}")

    def _prepare_home(self) -> None:
        home = self.data_dir.parent
        blocked = closed_parent(self.data_dir, self._user) if home.exists() else closed_parent(home, self._user)
        if blocked is not None:
            raise closed_home_error(blocked, self._user)
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EmbeddedPostgresError(
                f"The data home {home} cannot be created ({error.strerror}); choose another (ALCHEMI_HOME)."
            ) from error

    def _take_lock(self) -> None:
        lock = os.open(self._beside("lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(lock, 32, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(lock)
            raise EmbeddedPostgresError(
                f"Process {holder} already runs a database server on {self.data_dir}; "
                "stop it first, or choose another data home (ALCHEMI_HOME)."
            ) from error
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        self._lock = lock

    def _check_version(self, programs: Programs) -> None:
        found = (self.data_dir / "PG_VERSION").read_text("ascii").strip()
        if found != str(programs.major):
            raise EmbeddedPostgresError(
                f"{self.data_dir} was made by PostgreSQL {found}, the installed server is {programs.major}; "
                f"dump it with version {found} and restore, or choose another data home (ALCHEMI_HOME)."
            )

    def _write_password(self) -> str:
        password = secrets.token_urlsafe(32)
        path = self._beside("password")
        path.unlink(missing_ok=True)
        _write_secret(path, password)
        return password

    def _ensure_password(self, programs: Programs) -> None:
        """Set a new password when the file with the old one is gone: who owns the files owns the database."""
        if self._beside("password").is_file():
            return
        self._report("The file with the database password is gone; setting a new one.")
        self._single_user(programs, self.data_dir, f"ALTER ROLE {OWNER} PASSWORD '{self._write_password()}'")

    def _initialise(self, programs: Programs) -> None:
        """Make the data directory under another name first, so that an interrupted run leaves nothing half made."""
        if self.data_dir.exists() and any(self.data_dir.iterdir()):
            raise EmbeddedPostgresError(
                f"{self.data_dir} is not empty and holds no database; empty it or choose another data home."
            )
        self._report("Creating the database.")
        staging = self._beside("new")
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(mode=0o700)
        self._user.own(staging)
        password_copy = self._beside("pwfile")
        password_copy.unlink(missing_ok=True)
        _write_secret(password_copy, self._write_password())
        self._user.own(password_copy)
        try:
            self._initdb(programs, staging, password_copy)
        finally:
            password_copy.unlink()
        if self.data_dir.exists():
            self.data_dir.rmdir()
        staging.rename(self.data_dir)

    def _initdb(self, programs: Programs, target: Path, password_file: Path) -> None:
        command = [
            str(programs.initdb), "--pgdata", str(target), "--username", OWNER, "--pwfile", str(password_file),
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--no-instructions", *programs.locale_options,
        ]  # fmt: skip
        if self._tuning.get("fsync") == "off":
            command.append("--no-sync")
        done = self._run(command)
        if done.returncode != 0:
            raise EmbeddedPostgresError(
                f"The database could not be created in {self.data_dir}; the server says: {_tail(done.stdout)}"
            )

    def _run(self, command: list[str], *, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 -- a program of the installed package, arguments of ours
            command, user=self._user.uid, group=self._user.gid, extra_groups=self._no_groups(), cwd="/",
            env={"LC_ALL": "C", "TZ": "UTC"}, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=_START_TIMEOUT_S * 2, check=False, umask=0o077,
        )  # fmt: skip

    def _single_user(self, programs: Programs, directory: Path, statement: str) -> None:
        done = self._run([str(programs.postgres), "--single", "-D", str(directory), "postgres"], text=statement + "\n")
        if done.returncode != 0 or "ERROR" in done.stdout:
            raise EmbeddedPostgresError(f"The database in {directory} could not be changed: {_tail(done.stdout)}")

    def _no_groups(self) -> list[int] | None:
        return None if self._user.uid is None else []

    # --- the process ---

    def _end_orphan(self) -> None:
        """Stop a server that outlived its supervisor, and drop the pid file of one that is gone.

        We hold the lock, so a server on this directory has no supervisor any more.
        """
        pid_file = self.data_dir / "postmaster.pid"
        try:
            pid = int(pid_file.read_text("utf-8").splitlines()[0])
        except (FileNotFoundError, ValueError, IndexError):
            return
        orphan = _server_on(self.data_dir, pid)
        if orphan is None:
            # The number may belong to an unrelated process by now, which the server would take for a running one.
            pid_file.unlink(missing_ok=True)
            return
        self._report(f"A database server (process {pid}) outlived its supervisor; stopping it cleanly.")
        orphan.send_signal(signal.SIGINT)
        try:
            orphan.wait(_STOP_TIMEOUT_S)
        except psutil.TimeoutExpired as error:
            raise EmbeddedPostgresError(
                f"The database server with process id {pid} on {self.data_dir} does not stop; end it and try again."
            ) from error

    def _run_server(self, programs: Programs) -> None:
        deadline = time.monotonic() + _START_TIMEOUT_S
        while True:
            port = self._choose_port()
            if self._launch(programs, port, deadline):
                self._port = port
                return
            tail = _tail(self._log_since_start())
            passing = any(sign in tail for sign in _PASSING_FAILURES)
            if not passing or self._requested_port is not None or time.monotonic() > deadline:
                raise EmbeddedPostgresError(
                    f"The database server on {self.data_dir} did not start; its log {self.log_file} ends: {tail}"
                )
            time.sleep(0.2)

    def _launch(self, programs: Programs, port: int, deadline: float) -> bool:
        """Start the process and wait until it is ready. False: it ended."""
        if self._socket_dir is None:
            self._socket_dir = self._make_socket_dir()
        if self.log_file.exists() and self.log_file.stat().st_size > _LOG_LIMIT_BYTES:
            self.log_file.replace(self._beside("log.1"))
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
                command, user=self._user.uid, group=self._user.gid, extra_groups=self._no_groups(), cwd="/",
                env={"LC_ALL": "C", "TZ": "UTC"}, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True, umask=0o077,
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
                    f"{self.log_file} ends: {_tail(self._log_since_start())}"
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

    def _make_socket_dir(self) -> Path:
        wanted = self._beside("socket")
        if len(str(wanted)) <= _SOCKET_PATH_LIMIT:
            shutil.rmtree(wanted, ignore_errors=True)
            wanted.mkdir(mode=0o700)
        else:
            wanted = Path(tempfile.mkdtemp(prefix="alchemi-pg-"))
        self._user.own(wanted)
        return wanted

    def _log_since_start(self) -> str:
        with self.log_file.open("rb") as file:
            file.seek(self._log_start)
            return file.read().decode("utf-8", "replace")

    def _in_thread(self, work: Callable[[], None]) -> None:
        """Run `work` in a thread of its own, so that start() may be called under a running event loop."""
        failures: list[BaseException] = []

        def run() -> None:
            try:
                work()
            except (EmbeddedPostgresError, asyncpg.PostgresError, OSError) as error:
                failures.append(error)

        thread = threading.Thread(target=run, name="embedded-postgres")
        thread.start()
        thread.join()
        if failures:
            raise EmbeddedPostgresError(
                f"The database server started and refuses its owner ({failures[0]}); see {self.log_file}."
            ) from failures[0]

    def _ensure_database(self) -> None:
        asyncio.run(self._create_database())

    async def _create_database(self) -> None:
        connection = await asyncpg.connect(self.dsn_for("postgres"), timeout=20)
        try:
            if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", self.database):
                quoted = self.database.replace('"', '""')
                await connection.execute(f'CREATE DATABASE "{quoted}"')
        finally:
            await connection.close()


def _server_on(data_dir: Path, pid: int) -> psutil.Process | None:
    """The running server with that process id whose working directory is `data_dir`."""
    try:
        process = psutil.Process(pid)
        if process.name() == "postgres" and Path(process.cwd()) == data_dir.resolve():
            return process
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return None
    return None


def _write_secret(path: Path, secret: str) -> None:
    """Write a new file that only its owner can read, from its first moment."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secret + "\n")


def _tail(text: str) -> str:
    return " | ".join(line for line in text.strip().splitlines()[-_LOG_TAIL_LINES:])
