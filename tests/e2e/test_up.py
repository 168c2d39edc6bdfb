"""`alchemi up` on a machine that has nothing yet: what a first user meets, and that a second run keeps it."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
import pytest
from openai import OpenAI

READY_TIMEOUT_S = 180
STOP_TIMEOUT_S = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Running:
    process: subprocess.Popen[str]
    output: Path
    port: int
    ready_s: float

    @property
    def text(self) -> str:
        return self.output.read_text()

    @property
    def curl(self) -> str:
        return next(line for line in self.text.splitlines() if line.startswith("curl "))

    @property
    def key(self) -> str:
        return re.findall(r"Bearer (\S+?)'", self.curl)[0]

    @property
    def client(self) -> OpenAI:
        return OpenAI(base_url=f"http://127.0.0.1:{self.port}/v1", api_key=self.key, max_retries=0)


class Machine:
    """A folder and a data home with nothing in them."""

    def __init__(self, root: Path) -> None:
        self.checkout = root / "checkout"
        self.home = root / "home"
        self.checkout.mkdir(parents=True)
        self.port = free_port()

    @property
    def master_key(self) -> str:
        return re.findall(r'LITELLM_MASTER_KEY="(.+)"', (self.checkout / ".env").read_text())[0]

    @contextlib.contextmanager
    def up(self, until: str = "Ctrl-C stops it.") -> Iterator[Running]:
        output = self.checkout / f"output-{time.monotonic_ns()}"
        environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "ALCHEMI_HOME": str(self.home),
            "PORT": str(self.port),
            "PYTHONFAULTHANDLER": "1",
        }
        with output.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "alchemi.cli", "up"],
                cwd=self.checkout,
                env=environ,
                stdout=file,
                stderr=subprocess.STDOUT,
                text=True,
            )
        began = time.monotonic()
        try:
            while until not in output.read_text():
                assert process.poll() is None, output.read_text()
                assert time.monotonic() - began < READY_TIMEOUT_S, output.read_text()
                time.sleep(0.02)
            yield Running(process, output, self.port, time.monotonic() - began)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGABRT)  # it says where it stands
                process.wait(STOP_TIMEOUT_S)
                pytest.fail(f"did not stop within {STOP_TIMEOUT_S} s:\n{output.read_text()}")


@contextlib.contextmanager
def new_machine() -> Iterator[Machine]:
    # Not pytest's own temporary directory: that is closed to the user whom the database server runs as.
    root = Path(tempfile.mkdtemp(prefix="alchemi-up-"))
    root.chmod(0o755)
    yield Machine(root)
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    with new_machine() as made:
        yield made


@pytest.fixture(scope="module")
def first(machine: Machine) -> Iterator[Running]:
    with machine.up() as running:
        yield running


def ask(running: Running, machine: Machine, path: str) -> httpx.Response:
    headers = {"authorization": f"Bearer {machine.master_key}", "x-account-id": "demo"}
    return httpx.get(f"http://127.0.0.1:{running.port}{path}", headers=headers, timeout=30)


def test_the_printed_call_answers(first: Running) -> None:
    done = subprocess.run([*shlex.split(first.curl), "-sS"], capture_output=True, text=True, timeout=60, check=True)
    assert "This is the demo model of Alchemi Studio Console" in done.stdout


def test_the_official_client_chats_streams_and_embeds(first: Running) -> None:
    hello = [{"role": "user", "content": "Hello there"}]
    answer = first.client.chat.completions.create(model="demo-model", messages=hello)
    streamed = first.client.chat.completions.create(model="demo-model", messages=hello, stream=True)
    text = "".join(chunk.choices[0].delta.content or "" for chunk in streamed if chunk.choices)
    assert text == answer.choices[0].message.content
    assert "Hello there" in text
    embedded = first.client.embeddings.create(model="demo-embedding", input="Hello")
    assert len(embedded.data[0].embedding) == 256
    assert {model.id for model in first.client.models.list()} == {"demo-model", "demo-embedding"}


def test_the_secrets_are_private_and_the_password_is_shown_once(first: Running, machine: Machine) -> None:
    env_file = machine.checkout / ".env"
    assert stat.S_IMODE(env_file.stat().st_mode) == 0o600
    assert stat.S_IMODE((machine.home / "local-state.json").stat().st_mode) == 0o600
    password = re.findall(r'UI_PASSWORD="(.+)"', env_file.read_text())[0]
    assert f"admin / {password}" in first.text
    assert machine.master_key not in first.text


def test_doctor_finds_nothing_to_mend_while_it_runs(first: Running, machine: Machine) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "alchemi.cli", "doctor"],
        cwd=machine.checkout,
        env={"PATH": os.environ["PATH"], "ALCHEMI_HOME": str(machine.home), "PORT": str(machine.port)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Account boundary: weak roles" in done.stdout


def test_a_second_one_says_that_the_port_is_taken(first: Running, machine: Machine) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "alchemi.cli", "up"],
        cwd=machine.checkout,
        env={"PATH": os.environ["PATH"], "ALCHEMI_HOME": str(machine.home), "PORT": str(machine.port)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert f"Port {machine.port} is taken" in done.stderr


def test_a_second_run_is_quick_keeps_everything_and_leaves_nothing_behind(first: Running, machine: Machine) -> None:
    key = first.key
    children = psutil.Process(first.process.pid).children(recursive=True)
    assert len(children) >= 3
    first.process.send_signal(signal.SIGINT)
    assert first.process.wait(STOP_TIMEOUT_S) == 0
    assert [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE] == []
    env_file = (machine.checkout / ".env").read_text()
    with machine.up() as second:
        assert second.key == key
        assert "made the account" not in second.text
        assert "made a virtual key" not in second.text
        assert (machine.checkout / ".env").read_text() == env_file
        assert second.client.chat.completions.create(model="demo-model", messages=[{"role": "user", "content": "x"}])
        rows = ask(second, machine, "/spend/logs").json()
        assert len(rows) >= 3, "the calls of the first run"
        print(f"second run ready after {second.ready_s:.1f} s")


def test_another_secret_key_on_the_same_data_is_refused(machine: Machine) -> None:
    elsewhere = machine.checkout.with_name("another-checkout")
    elsewhere.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "alchemi.cli", "up"],
        cwd=elsewhere,
        env={"PATH": os.environ["PATH"], "ALCHEMI_HOME": str(machine.home), "PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert "bring that key back" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_may_be_stopped_in_the_middle_of_the_first_migration(number: signal.Signals) -> None:
    with new_machine() as machine:
        with machine.up(until="Applied 50 of") as interrupted:
            interrupted.process.send_signal(number)
            assert interrupted.process.wait(STOP_TIMEOUT_S) == 0
        assert "Traceback" not in interrupted.text
        assert interrupted.text.endswith("Stopped. Everything is kept; `make run` continues.\n")
        with machine.up(until="Starting the gateway") as continued:
            assert "made the account 'demo'" in continued.text
