"""What tenancy adds to a chat call, what a loaded account costs, and how long a cold one takes.

    python -m benchmarks.tenancy

Two servers on one database, in turns: the wheel with our seams and several accounts, and the wheel as it is with one. The
figure is the server process's own CPU time per call.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import psutil

from alchemi.db.embedded import EmbeddedPostgres
from alchemi.db.migrations import migrate
from alchemi.db.roles import role_dsn
from alchemi.db.schema.composer import installed_catalogue

MASTER = f"sk-{secrets.token_urlsafe(36)}"
SECRET = secrets.token_urlsafe(48)
ROUNDS, CALLS, ACCOUNTS = 40, 40, 300


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def process(arguments: list[str], environ: dict[str, str], port: int, home: Path) -> Iterator[psutil.Process]:
    log = home / f"{port}.log"
    with log.open("wb") as output:
        running = subprocess.Popen(
            [sys.executable, "-m", *arguments], env={**os.environ, **environ}, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        for _ in range(600):
            if running.poll() is not None:
                raise SystemExit(log.read_text())
            try:
                httpx.get(f"http://127.0.0.1:{port}/health/liveliness", timeout=2, trust_env=False)
                break
            except httpx.HTTPError:
                time.sleep(0.1)
        yield psutil.Process(running.pid)
    finally:
        running.terminate()
        running.wait(60)


def serve(app: str, port: int) -> list[str]:
    return [
        "uvicorn",
        "--factory",
        app,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "warning",
        "--no-access-log",
    ]


def cpu_s(running: psutil.Process) -> float:
    times = running.cpu_times()
    return float(times.user + times.system)


class Side:
    """One server and a key of its account `demo`."""

    def __init__(self, running: psutil.Process, port: int, key: str) -> None:
        self.running = running
        self.client = httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"authorization": f"Bearer {key}"}, timeout=30, trust_env=False
        )
        self.cpu_ms: list[float] = []

    def round(self) -> None:
        began = cpu_s(self.running)
        for _ in range(CALLS):
            body = {"model": "gpt-4o", "messages": [{"role": "user", "content": "hi"}]}
            self.client.post("/v1/chat/completions", json=body).raise_for_status()
        self.cpu_ms.append((cpu_s(self.running) - began) / CALLS * 1000)


async def make_accounts(dsn: str, names: list[str]) -> None:
    connection = await asyncpg.connect(role_dsn(dsn, "platform", SECRET))
    await connection.executemany(
        'INSERT INTO "Alchemi_AccountTable" (account_id, name, created_by, updated_by) VALUES ($1, $1, $1, $1)',
        [(name,) for name in names],
    )
    await connection.close()


def furnish(port: int, account: str, provider: str) -> str:
    headers = {"authorization": f"Bearer {MASTER}", "x-account-id": account}
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60, trust_env=False) as operator:
        params = {"model": "openai/gpt-4o", "api_base": provider, "api_key": "sk-x"}
        operator.post("/model/new", json={"model_name": "gpt-4o", "litellm_params": params}).raise_for_status()
        made: dict[str, Any] = operator.post("/key/generate", json={}).json()
    return str(made["key"])


def main() -> None:
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="alchemi-bench-")))
        home.chmod(0o755)
        server = stack.enter_context(EmbeddedPostgres(home / "pg"))
        asyncio.run(migrate(server.dsn, secret_key=SECRET, catalogue=installed_catalogue(), report=lambda _: None))
        names = [f"account-{number}" for number in range(ACCOUNTS)]
        asyncio.run(make_accounts(server.dsn, ["demo", "stock", *names]))
        provider_port = free_port()
        stack.enter_context(
            process(["alchemi.cli", "demo-model-server", "--port", str(provider_port)], {}, provider_port, home)
        )
        provider = f"http://127.0.0.1:{provider_port}/v1"
        environ = {
            "DATABASE_URL": server.dsn, "ALCHEMI_SECRET_KEY": SECRET, "LITELLM_MASTER_KEY": MASTER,
            "UI_PASSWORD": secrets.token_urlsafe(16), "ALCHEMI_ALLOWED_PRIVATE_HOSTS": f"127.0.0.1:{provider_port}",
        }  # fmt: skip
        ports = free_port(), free_port()
        ours = stack.enter_context(process(serve("alchemi.app:create_app", ports[0]), environ, ports[0], home))
        key = furnish(ports[0], "demo", provider)
        stock = stack.enter_context(
            process(serve("benchmarks.stock_wheel:create_app", ports[1]), environ, ports[1], home)
        )
        stock_key = furnish(ports[1], "stock", provider)
        compare(Side(ours, ports[0], key), Side(stock, ports[1], stock_key))
        load_accounts(ours, ports[0], names, provider)


def compare(ours: Side, stock: Side) -> None:
    for side in (ours, stock):
        side.round()
        side.cpu_ms.clear()
    for number in range(ROUNDS):
        for side in (ours, stock) if number % 2 else (stock, ours):
            side.round()
    mine, theirs = statistics.median(ours.cpu_ms), statistics.median(stock.cpu_ms)
    # Of each pair of rounds, which ran one after the other: a busy machine slows both.
    ratio = statistics.median(one / other for one, other in zip(ours.cpu_ms, stock.cpu_ms, strict=True))
    print(
        f"chat call, CPU of the server: with tenancy {mine:.2f} ms, the wheel alone {theirs:.2f} ms, ratio {ratio:.3f}"
    )
    print(
        f"  quietest rounds: {min(ours.cpu_ms):.2f} and {min(stock.cpu_ms):.2f} ms,"
        f" ratio {min(ours.cpu_ms) / min(stock.cpu_ms):.3f}"
    )


def load_accounts(ours: psutil.Process, port: int, names: list[str], provider: str) -> None:
    before, taken = ours.memory_info().rss, []
    began = cpu_s(ours)
    for name in names:
        headers = {"authorization": f"Bearer {MASTER}", "x-account-id": name}
        start = time.perf_counter()
        httpx.get(f"http://127.0.0.1:{port}/v1/models", headers=headers, timeout=60, trust_env=False).raise_for_status()
        taken.append((time.perf_counter() - start) * 1000)
    loading = cpu_s(ours) - began
    empty = ours.memory_info().rss
    for name in names:
        furnish(port, name, provider)
    full = ours.memory_info().rss
    print(
        f"cold load of an account: median {statistics.median(taken):.1f} ms, {loading / len(names) * 1000:.1f} ms CPU"
    )
    print(
        f"memory over {len(names)} accounts: {(empty - before) / len(names) / 2**20:.3f} MiB each when empty,"
        f" {(full - before) / len(names) / 2**20:.3f} MiB each with a model, a key and their use"
    )


if __name__ == "__main__":
    main()
