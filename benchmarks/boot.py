"""What the console process costs until it is ready: CPU, wall time, memory; three starts on one migrated database.

python -m benchmarks.boot
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from alchemi.db.embedded import EmbeddedPostgres
from alchemi.db.migrations import migrate
from alchemi.db.schema.composer import installed_catalogue

_READY_WITHIN_S = 120


def main() -> None:
    secret = secrets.token_urlsafe(48)
    with tempfile.TemporaryDirectory(prefix="alchemi-bench-") as home:
        Path(home).chmod(0o755)
        with EmbeddedPostgres(Path(home) / "pg") as server:
            asyncio.run(
                migrate(server.dsn, secret_key=secret, catalogue=installed_catalogue(), report=lambda _: None)
            )  # fmt: skip
            for number in range(3):
                print(f"start {number + 1}: {_measure(server.dsn, secret, Path(home))}")


def _measure(dsn: str, secret: str, home: Path) -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environ = {
        "PATH": os.environ["PATH"], "HOME": str(home), "DATABASE_URL": dsn, "ALCHEMI_SECRET_KEY": secret,
        "LITELLM_MASTER_KEY": f"sk-{secrets.token_urlsafe(32)}", "UI_PASSWORD": secrets.token_urlsafe(16),
        "HOST": "127.0.0.1", "PORT": str(port),
    }  # fmt: skip
    began = time.perf_counter()
    with (home / "serve.log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "alchemi.cli", "serve"], env=environ, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        while not _is_ready(port):
            if process.poll() is not None or time.perf_counter() - began > _READY_WITHIN_S:
                raise SystemExit((home / "serve.log").read_text())
            time.sleep(0.1)
        wall = time.perf_counter() - began
        running = psutil.Process(process.pid)
        times = running.cpu_times()
        rss = running.memory_info().rss / 2**20
    finally:
        process.terminate()
        process.wait(60)
    return f"ready after {wall:.1f} s, {times.user + times.system:.1f} s CPU, {rss:.0f} MiB RSS"


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/readiness", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


if __name__ == "__main__":
    main()
