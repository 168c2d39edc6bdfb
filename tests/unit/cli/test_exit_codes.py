"""The command as its users meet it: a process with an exit code and messages."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from alchemi.config.secrets import new_secret


def alchemi(*arguments: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alchemi.cli", *arguments],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], "HOME": str(cwd), **environ},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def secrets(**changes: str) -> dict[str, str]:
    return {
        "DATABASE_URL": "postgresql://owner:pw@127.0.0.1:1/console",
        "ALCHEMI_SECRET_KEY": new_secret(),
        "LITELLM_MASTER_KEY": f"sk-{new_secret()}",
        "UI_PASSWORD": new_secret(12),
        **changes,
    }


@pytest.mark.parametrize("command", ["serve", "migrate"])
def test_a_faulty_configuration_is_one_message_and_code_2(command: str, tmp_path: Path) -> None:
    done = alchemi(command, cwd=tmp_path, PORT="x", ALCHEMI_HOEM="/x", UI_PASSWORD="admin")
    assert done.returncode == 2
    assert done.stdout == ""
    for name in ("DATABASE_URL", "ALCHEMI_SECRET_KEY", "LITELLM_MASTER_KEY", "UI_PASSWORD", "PORT", "ALCHEMI_HOEM"):
        assert f"  - {name}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_option_is_code_2(tmp_path: Path) -> None:
    done = alchemi("serve", "--prot", "1", cwd=tmp_path)
    assert (done.returncode, "--port" in done.stderr) == (2, True)
    assert alchemi("sevre", cwd=tmp_path).returncode == 2
    assert alchemi("migrate", "--adopt-into", "a b", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("command", ["", "up", "serve", "migrate", "doctor", "demo-model-server"])
def test_help_answers_at_once_and_without_the_wheel(command: str, tmp_path: Path) -> None:
    done = alchemi(*filter(None, [command]), "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert "Usage:" in done.stdout


def test_importing_the_commands_does_not_import_the_wheel(tmp_path: Path) -> None:
    program = (
        "import sys; from alchemi.cli.main import cli; import click\n"
        "[cli.get_command(None, name) for name in cli.list_commands(None)]\n"
        "assert 'litellm' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True, timeout=60)


def test_a_taken_port_is_named_before_anything_slow(tmp_path: Path) -> None:
    with socket.create_server(("0.0.0.0", 0)) as holder:
        port = holder.getsockname()[1]
        began = time.monotonic()
        done = alchemi("serve", cwd=tmp_path, **secrets(PORT=str(port)))
    assert done.returncode == 1
    assert f"Port {port} is taken by process {os.getpid()}" in done.stderr
    assert f"PORT={port + 1} make run" in done.stderr
    assert f"--port {port + 1}" in done.stderr
    assert time.monotonic() - began < 15


def test_a_misspelt_host_is_said_plainly(tmp_path: Path) -> None:
    done = alchemi("serve", "--host", "192.0.2.1", cwd=tmp_path, **secrets())
    assert done.returncode == 1
    assert done.stderr.startswith("Error: Cannot listen on 192.0.2.1:4000")
