"""Opens files as an account and as the platform, in a process that is guarded, and tells what came of it."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from alchemi.integrations.host_files import guard_files
from alchemi.tenancy.context import acting_as_system, acting_for
from alchemi.tenancy.reach import as_plumbing


def _answer(opening: Callable[[], object]) -> str:
    try:
        found = opening()
    except OSError as error:
        return type(error).__name__
    if isinstance(found, io.IOBase):
        found.close()
    return "opened"


def _read_back() -> object:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as made:
        made.write("mine")
        made.flush()
        return Path(made.name).open()


def _read_back_below() -> object:
    folder = Path(tempfile.mkdtemp())
    (folder / "first").write_text("mine")
    return (folder / "first").open("r+")


def _spooled() -> object:
    with tempfile.SpooledTemporaryFile(max_size=1) as spooled:
        spooled.write(b"more than one")
        spooled.seek(0)
        return spooled.read()


def main(secret: str, link: str, certificates: str) -> dict[str, dict[str, str]]:
    upload = tempfile.TemporaryFile()  # noqa: SIM115 (kept open: nothing but its number leads to it)
    upload.write(b"of another account")
    upload.flush()
    metrics = Path(secret).parent / "metrics"
    metrics.mkdir()
    (metrics / "counter.db").write_text("of all accounts")
    guard_files({"SSL_CERT_FILE": certificates, "PROMETHEUS_MULTIPROC_DIR": str(metrics)})
    with acting_for("other"):
        handle, theirs = tempfile.mkstemp()
        os.close(handle)
        Path(theirs).write_text("of another account")
    before = tempfile.mkdtemp()
    Path(before, "leftover").write_text("of nobody knows whom")
    ways: dict[str, Callable[[], object]] = {
        "open": lambda: open(secret),  # noqa: PTH123, SIM115
        "Path": lambda: Path(secret).read_text(),
        "os.open": lambda: os.close(os.open(secret, os.O_RDONLY)),
        "io.open": lambda: io.open(secret),  # noqa: SIM115, UP020
        "link": lambda: Path(link).read_text(),
        "dots": lambda: Path(f"{tempfile.gettempdir()}/../etc/passwd").read_text(),
        "relative": lambda: Path(os.path.relpath(secret)).read_text(),
        "/etc/passwd": lambda: Path("/etc/passwd").read_text(),
        "environment": lambda: Path("/proc/self/environ").read_text(),
        "root": lambda: Path(f"/proc/self/root{secret}").read_text(),
        "metrics": (metrics / "counter.db").read_text,
        "write": lambda: Path(f"{secret}.new").write_text("x"),
        "another's upload": lambda: Path(f"/proc/self/fd/{upload.fileno()}").read_bytes(),
        "another's upload, shorter": lambda: Path(f"/dev/fd/{upload.fileno()}").read_bytes(),
        "another's upload, by process": lambda: os.close(
            os.open(f"/proc/{os.getpid()}/task/{os.getpid()}/fd/{upload.fileno()}", os.O_RDONLY)
        ),
        "another's temporary file": lambda: Path(theirs).read_text(),
        "another's temporary file, written": lambda: Path(theirs).write_text("mine"),
        "a temporary file of before": lambda: Path(before, "leftover").read_text(),
        "thread": lambda: asyncio.run(asyncio.to_thread(Path(secret).read_text)),
    }
    harmless: dict[str, Callable[[], object]] = {
        "temporary": lambda: tempfile.NamedTemporaryFile("w"),  # noqa: SIM115
        "own temporary": _read_back,
        "own temporary folder": _read_back_below,
        "own temporary, rolled over": _spooled,
        "program": lambda: Path(json.__file__).read_text(),
        "package": lambda: Path(__import__("httpx").__file__).read_text(),
        "certificates": lambda: Path(certificates).read_text(),
        "counting": lambda: (metrics / "counter.db").open("a+b"),
        "measures": lambda: Path("/proc/self/statm").read_text(),
    }
    with acting_for("acme"):
        as_account = {name: _answer(way) for name, way in ways.items()}
        allowed = {name: _answer(way) for name, way in harmless.items()}
        with as_plumbing():
            plumbing = {"open": _answer(ways["open"])}
    with acting_as_system():
        as_platform = {name: _answer(way) for name, way in ways.items()}
    return {"account": as_account, "allowed": allowed, "plumbing": plumbing, "platform": as_platform}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*sys.argv[1:])))
