"""The embedded server's data directory and the files beside it: password, lock, log, socket directory."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import psutil

from alchemi.db.embedded_install import Programs, ServiceUser, closed_home_error, closed_parent
from alchemi.errors import EmbeddedPostgresError

OWNER: Final = "alchemi_owner"
"""The server's superuser. Migrations run as it; the gateway never does."""

ENVIRONMENT: Final = {"LC_ALL": "C", "TZ": "UTC"}
"""All that the server's programs get to see of ours."""

_RUN_TIMEOUT_S: Final = 120.0
_STOP_TIMEOUT_S: Final = 60.0
_SOCKET_PATH_LIMIT: Final = 90
_LOG_TAIL_LINES: Final = 12


class DataDirectory:
    """What lies on disk. Changes nothing while another supervisor holds the lock."""

    def __init__(self, path: Path, user: ServiceUser, report: Callable[[str], None]) -> None:
        self.path = path.absolute()
        self.user = user
        self.log_file = self.beside("log")
        self._report = report
        self._lock: int | None = None

    def beside(self, kind: str) -> Path:
        """The file of that kind next to the directory."""
        return self.path.with_name(f"{self.path.name}.{kind}")

    @property
    def password(self) -> str:
        """The owner's password."""
        return self.beside("password").read_text("ascii").strip()

    def prepare_home(self) -> None:
        """Create the parent directory.

        Raises:
            EmbeddedPostgresError: the server's user may not enter it, or it cannot be created.
        """
        home = self.path.parent
        blocked = closed_parent(self.path if home.exists() else home, self.user)
        if blocked is not None:
            raise closed_home_error(blocked, self.user)
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EmbeddedPostgresError(
                f"The data home {home} cannot be created ({error.strerror}); choose another (ALCHEMI_HOME)."
            ) from error

    def take_lock(self) -> None:
        """Take the lock that every supervisor of this directory takes.

        Raises:
            EmbeddedPostgresError: another process holds it; the message names it.
        """
        lock = os.open(self.beside("lock"), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(lock, 32, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(lock)
            raise EmbeddedPostgresError(
                f"Process {holder} already runs a database server on {self.path}; "
                "stop it first, or choose another data home (ALCHEMI_HOME)."
            ) from error
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
        self._lock = lock

    def release_lock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def end_orphan(self) -> None:
        """Stop a server that outlived its supervisor, and drop the pid file of one that is gone.

        We hold the lock, so a server on this directory has no supervisor any more.

        Raises:
            EmbeddedPostgresError: it does not stop.
        """
        pid_file = self.path / "postmaster.pid"
        try:
            pid = int(pid_file.read_text("utf-8").splitlines()[0])
        except (FileNotFoundError, ValueError, IndexError):
            return
        orphan = _server_on(self.path, pid)
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
                f"The database server with process id {pid} on {self.path} does not stop; end it and try again."
            ) from error

    def ensure(self, programs: Programs, *, sync: bool) -> None:
        """Make the directory when there is none; check the one there is.

        Raises:
            EmbeddedPostgresError: it belongs to another major version, holds something else, or cannot be made.
        """
        version_file = self.path / "PG_VERSION"
        if not version_file.is_file():
            self._initialise(programs, sync=sync)
            return
        found = version_file.read_text("ascii").strip()
        if found != str(programs.major):
            raise EmbeddedPostgresError(
                f"{self.path} was made by PostgreSQL {found}, the installed server is {programs.major}; "
                f"dump it with version {found} and restore, or choose another data home (ALCHEMI_HOME)."
            )
        if not self.beside("password").is_file():
            # Who owns the files owns the database, so a lost password is no loss.
            self._report("The file with the database password is gone; setting a new one.")
            self._single_user(programs, f"ALTER ROLE {OWNER} PASSWORD '{self._new_password()}'")

    def make_socket_dir(self) -> Path:
        """A private directory for the server's socket, with a path short enough for one."""
        wanted = self.beside("socket")
        if len(str(wanted)) <= _SOCKET_PATH_LIMIT:
            shutil.rmtree(wanted, ignore_errors=True)
            wanted.mkdir(mode=0o700)
        else:
            wanted = Path(tempfile.mkdtemp(prefix="alchemi-pg-"))
        self.user.own(wanted)
        return wanted

    def _new_password(self) -> str:
        password = secrets.token_urlsafe(32)
        path = self.beside("password")
        path.unlink(missing_ok=True)
        _write_secret(path, password)
        return password

    def _initialise(self, programs: Programs, *, sync: bool) -> None:
        """Make the directory under another name first, so that an interrupted run leaves nothing half made."""
        if self.path.exists() and any(self.path.iterdir()):
            raise EmbeddedPostgresError(
                f"{self.path} is not empty and holds no database; empty it or choose another data home (ALCHEMI_HOME)."
            )
        self._report("Creating the database.")
        staging, password_copy = self.beside("new"), self.beside("pwfile")
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir(mode=0o700)
        self.user.own(staging)
        password_copy.unlink(missing_ok=True)
        _write_secret(password_copy, self._new_password())
        self.user.own(password_copy)
        command = [
            str(programs.initdb), "--pgdata", str(staging), "--username", OWNER, "--pwfile", str(password_copy),
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--no-instructions", *programs.locale_options,
            *(() if sync else ("--no-sync",)),
        ]  # fmt: skip
        try:
            done = self._run(command)
        finally:
            password_copy.unlink()
        if done.returncode != 0:
            raise EmbeddedPostgresError(
                f"The database could not be created in {self.path}; the server says: {tail(done.stdout)}"
            )
        if self.path.exists():
            self.path.rmdir()
        staging.rename(self.path)

    def _single_user(self, programs: Programs, statement: str) -> None:
        done = self._run([str(programs.postgres), "--single", "-D", str(self.path), "postgres"], text=statement + "\n")
        if done.returncode != 0 or "ERROR" in done.stdout:
            raise EmbeddedPostgresError(f"The database in {self.path} could not be changed: {tail(done.stdout)}")

    def _run(self, command: Sequence[str], *, text: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 -- a program of the installed package, arguments of ours
            command, user=self.user.uid, group=self.user.gid, extra_groups=self.user.no_groups, cwd="/",
            env=ENVIRONMENT, input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            timeout=_RUN_TIMEOUT_S, check=False, umask=0o077,
        )  # fmt: skip


def tail(text: str) -> str:
    """The last lines of a log, on one line."""
    return " | ".join(line for line in text.strip().splitlines()[-_LOG_TAIL_LINES:])


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
