"""The embedded server: made once, one per directory, never as root, and back after every kind of death."""

from __future__ import annotations

import asyncio
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import psutil
import pytest

from alchemi.db.embedded import EmbeddedPostgres, default_data_home
from alchemi.db.embedded_install import ServiceUser, closed_parent, find_programs, service_user
from alchemi.errors import EmbeddedPostgresError
from tests.support.debian_postgres import debian_programs

_TUNING = {"fsync": "off"}
_ROOT = Path(__file__).parents[2]


@pytest.fixture
def home() -> Iterator[Path]:
    """A data home that the server's own user can enter, which pytest's temporary directories are not."""
    path = Path(tempfile.mkdtemp(prefix="alchemi-home-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


def _server(home: Path, **options: object) -> EmbeddedPostgres:
    return EmbeddedPostgres(home / "data", tuning=_TUNING, **options)  # type: ignore[arg-type]


def _ask(dsn: str, statement: str) -> object:
    async def ask() -> object:
        connection = await asyncpg.connect(dsn, timeout=20)
        try:
            return await connection.fetchval(statement)
        finally:
            await connection.close()

    return asyncio.run(ask())


def test_data_survives_a_stop_and_a_start(home: Path) -> None:
    with _server(home) as server:
        _ask(server.dsn, "CREATE TABLE kept AS SELECT 7 AS x")
        password = (home / "data.password").read_text()
    with _server(home) as server:
        assert _ask(server.dsn, "SELECT x FROM kept") == 7
        assert (home / "data.password").read_text() == password
    assert not server.is_running
    assert not (home / "data" / "postmaster.pid").exists()


def test_the_server_is_set_up_as_it_must_be(home: Path) -> None:
    with _server(home) as server:
        assert _ask(server.dsn, "SHOW timezone") == "UTC"
        assert _ask(server.dsn, "SHOW server_encoding") == "UTF8"
        assert _ask(server.dsn, "SELECT lower('ÄÉ')") == "äé"
        assert _ask(server.dsn, "SHOW listen_addresses") == "127.0.0.1"
        assert _ask(server.dsn, "SHOW data_checksums") == "on"
        assert _ask(server.dsn, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is True
        assert (home / "data.password").stat().st_mode & 0o777 == 0o600
        assert (home / "data").stat().st_mode & 0o777 == 0o700
        with pytest.raises(asyncpg.InvalidPasswordError):
            _ask(f"postgresql://alchemi_owner:wrong@127.0.0.1:{server.port}/alchemi", "SELECT 1")
        socket_dir = _ask(server.dsn, "SHOW unix_socket_directories")
        assert Path(str(socket_dir)).stat().st_mode & 0o777 == 0o700
    assert EmbeddedPostgres(home / "other")._tuning.get("fsync") is None


def test_the_server_does_not_run_as_root(home: Path) -> None:
    user = service_user()
    with _server(home) as server:
        assert server.pid is not None
        assert psutil.Process(server.pid).uids().real == (os.geteuid() if user.uid is None else user.uid) != 0


def test_starting_twice_is_one_server(home: Path) -> None:
    with _server(home) as server:
        pid = server.pid
        server.start()
        assert server.pid == pid


async def test_it_starts_under_a_running_event_loop(home: Path) -> None:
    server = _server(home)
    server.start()
    try:
        connection = await asyncpg.connect(server.dsn)
        assert await connection.fetchval("SELECT 1") == 1
        await connection.close()
    finally:
        server.stop()


def test_a_second_supervisor_is_refused_and_told_who_holds_it(home: Path) -> None:
    with _server(home) as server:
        with pytest.raises(EmbeddedPostgresError, match=f"Process {os.getpid()} already runs"):
            _server(home).start()
        assert _ask(server.dsn, "SELECT 1") == 1


def test_a_killed_server_recovers(home: Path) -> None:
    server = _server(home)
    server.start()
    _ask(server.dsn, "CREATE TABLE kept AS SELECT 7 AS x")
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    server._process.wait()  # type: ignore[union-attr]
    assert not server.is_running
    assert (home / "data" / "postmaster.pid").exists()
    server.start()
    try:
        assert _ask(server.dsn, "SELECT x FROM kept") == 7
    finally:
        server.stop()


def test_a_stale_pid_that_another_process_has_now_is_no_obstacle(home: Path) -> None:
    with _server(home):
        text = (home / "data" / "postmaster.pid").read_text()
    lines = text.splitlines()
    (home / "data" / "postmaster.pid").write_text("\n".join([str(os.getppid()), *lines[1:]]) + "\n")
    with _server(home) as server:
        assert server.is_running


_SUPERVISOR = """
import sys, time
from pathlib import Path
from alchemi.db.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), tuning={"fsync": "off"})
server.start()
print(server.pid, flush=True)
time.sleep(120)
"""


def test_a_server_that_outlived_its_supervisor_is_stopped_and_started_again(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _SUPERVISOR, str(home / "data")], cwd=_ROOT, stdout=subprocess.PIPE, text=True
    ) as supervisor:
        assert supervisor.stdout is not None
        orphan = psutil.Process(int(supervisor.stdout.readline()))
        with pytest.raises(EmbeddedPostgresError, match=f"Process {supervisor.pid} already runs"):
            _server(home).start()
        supervisor.kill()
    assert orphan.is_running()
    said: list[str] = []
    with _server(home, report=said.append) as server:
        assert server.pid != orphan.pid
        assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
        assert _ask(server.dsn, "SELECT 1") == 1
    assert any("outlived its supervisor" in text for text in said)


def test_a_taken_port_is_named(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(EmbeddedPostgresError, match=f"Port {port} on 127.0.0.1 is taken"):
            _server(home, port=port).start()


def test_a_wanted_port_is_used(home: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with _server(home, port=port) as server:
        assert server.port == port
        assert _ask(server.dsn, "SELECT 1") == 1


def test_a_directory_of_another_major_version_is_refused(home: Path) -> None:
    with EmbeddedPostgres(home / "data", tuning=_TUNING, programs=debian_programs()) as server:
        assert _ask(server.dsn, "SELECT lower('Ä')") == "ä"
    with pytest.raises(EmbeddedPostgresError, match="was made by PostgreSQL 15, the installed server is 18"):
        _server(home).start()


def test_a_directory_with_something_else_in_it_is_left_alone(home: Path) -> None:
    (home / "data").mkdir()
    (home / "data" / "thesis.txt").write_text("mine")
    with pytest.raises(EmbeddedPostgresError, match="is not empty and holds no database"):
        _server(home).start()
    assert (home / "data" / "thesis.txt").read_text() == "mine"


def test_a_lost_password_is_replaced(home: Path) -> None:
    with _server(home) as server:
        _ask(server.dsn, "CREATE TABLE kept AS SELECT 7 AS x")
    (home / "data.password").unlink()
    with _server(home) as server:
        assert _ask(server.dsn, "SELECT x FROM kept") == 7


def test_an_interrupted_creation_leaves_nothing_in_the_way(home: Path) -> None:
    (home / "data.new").mkdir()
    (home / "data.new" / "PG_VERSION").write_text("18\n")
    (home / "data.password").write_text("half\n")
    with _server(home) as server:
        assert _ask(server.dsn, "SELECT 1") == 1


def test_a_failed_start_shows_the_end_of_the_log(home: Path) -> None:
    with _server(home):
        pass
    with pytest.raises(EmbeddedPostgresError, match="invalid value for parameter"):
        EmbeddedPostgres(home / "data", tuning={"shared_buffers": "nonsense"}).start()
    with _server(home) as server:
        assert server.is_running


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_a_home_that_the_servers_user_cannot_enter_is_named(home: Path) -> None:
    home.chmod(0o700)
    with pytest.raises(EmbeddedPostgresError, match=f"may not enter {home}.*ALCHEMI_HOME"):
        _server(home).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_programs_in_a_closed_place_are_copied_to_the_home(home: Path) -> None:
    user = service_user()
    open_programs = find_programs(user, home)
    closed = home / "closed"
    (closed / "site").mkdir(parents=True)
    package = open_programs.directory.parents[1]
    for name in (package.name, f"{package.name}.libs"):
        shutil.copytree(package.parent / name, closed / "site" / name, symlinks=True)
    closed.chmod(0o700)
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path;"
        "from alchemi.db.embedded import EmbeddedPostgres;"
        "server = EmbeddedPostgres(Path(sys.argv[2]), tuning={'fsync': 'off'}); server.start();"
        "import psutil; print(psutil.Process(server.pid).exe()); server.stop()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(closed / "site"), str(home / "data")],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(home / "postgresql-18")), done.stdout


def test_any_unprivileged_user_will_do(home: Path) -> None:
    """A machine without postgres and nobody still has a user that is not root."""
    entry = pwd.getpwnam("daemon")
    user = ServiceUser(entry.pw_uid, entry.pw_gid, entry.pw_name) if os.geteuid() == 0 else service_user()
    server = _server(home)
    server._user = server._data.user = user
    with server:
        assert server.pid is not None
        assert psutil.Process(server.pid).uids().real == (user.uid if user.uid is not None else os.geteuid())
        assert _ask(server.dsn, "SELECT 1") == 1


def test_a_long_path_does_not_break_the_socket(home: Path) -> None:
    deep = home / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    with EmbeddedPostgres(deep / "data", tuning=_TUNING) as server:
        assert _ask(server.dsn, "SELECT 1") == 1


def test_a_warm_start_is_quick(home: Path) -> None:
    with _server(home):
        pass
    began = time.monotonic()
    with _server(home):
        assert time.monotonic() - began < 5


def test_the_default_home_can_be_entered_by_the_servers_user() -> None:
    assert closed_parent(default_data_home() / "postgres", service_user()) is None
