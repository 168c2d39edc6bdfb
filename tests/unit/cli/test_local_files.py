"""The files that `alchemi up` keeps: `.env` and its own state."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from alchemi.cli.env_file import ensure_env_file
from alchemi.cli.local_state import LocalState, secret_key_mark
from alchemi.cli.ports import PortTakenError, choose_free, is_free, require_free
from alchemi.config.settings import load_settings, read_environment
from alchemi.errors import AlchemiError

DATABASE = {"DATABASE_URL": "postgresql://h/d"}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_env_file_is_made_with_secrets_that_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    assert ensure_env_file(path, {})
    assert mode(path) == 0o600
    values = {name: value for name, value in read_environment(path).items() if name in path.read_text()}
    load_settings({**values, **DATABASE})


def test_two_env_files_share_no_secret(tmp_path: Path) -> None:
    ensure_env_file(tmp_path / "one", {})
    ensure_env_file(tmp_path / "two", {})
    one, two = ((tmp_path / name).read_text().splitlines() for name in ("one", "two"))
    common = {line for line in set(one) & set(two) if not line.startswith("#")}
    assert common == {'UI_USERNAME="admin"', 'HOST="127.0.0.1"'}


def test_an_env_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("PORT=4100\n")
    assert not ensure_env_file(path, {})
    assert path.read_text() == "PORT=4100\n"


def test_secrets_of_the_environment_are_not_written_down(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    ensure_env_file(path, {"ALCHEMI_SECRET_KEY": "from elsewhere"})
    assert "ALCHEMI_SECRET_KEY=" not in path.read_text()
    assert "LITELLM_MASTER_KEY=" in path.read_text()


def test_state_survives_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    assert LocalState.read(path) == LocalState()
    state = LocalState(demo_server_port=4500, demo_key="sk-x")
    state.write(path)
    state.write(path)
    assert LocalState.read(path) == state
    assert mode(path) == 0o600
    assert [entry.name for entry in tmp_path.iterdir()] == ["state.json"]


def test_a_damaged_state_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    path.write_text("{")
    with pytest.raises(AlchemiError, match="Delete it"):
        LocalState.read(path)


def test_a_secret_key_is_recognised_by_its_mark() -> None:
    assert secret_key_mark("a" * 32) == secret_key_mark("a" * 32)
    assert secret_key_mark("a" * 32) != secret_key_mark("b" * 32)


def test_ports_are_chosen_and_refused() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as holder:
        taken = holder.getsockname()[1]
        assert not is_free("127.0.0.1", taken)
        assert choose_free("127.0.0.1", taken) != taken
        with pytest.raises(PortTakenError, match=str(taken)):
            require_free("0.0.0.0", taken)
    assert choose_free("127.0.0.1", taken) == taken
