"""The gateway as its users meet it: a process, reached over HTTP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import asyncpg
import httpx

from tests.support.cluster import TestDatabase

MASTER_KEY = "sk-Qm7Zt2Vx9Lk4Wp8Rb3Nc6Yd1Fg5Hj0Sa-tests"
MODEL = "demo-chat"
EMBEDDING_MODEL = "demo-embedding"

_KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "VIRTUAL_ENV")
_READY_S = 90
_ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


class Process:
    """A child process with its output in a file."""

    def __init__(self, arguments: list[str], environ: dict[str, str], folder: Path, name: str) -> None:
        self.output = folder / f"{name}.log"
        kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
        with self.output.open("wb") as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *arguments],
                cwd=_ROOT,
                env={**kept, **environ},
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_until_answers(self, url: str) -> None:
        deadline = time.monotonic() + _READY_S
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self.output.read_text()
            try:
                httpx.get(url, timeout=5, trust_env=False).raise_for_status()
            except httpx.HTTPError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(f"{url} did not answer: {self.output.read_text()}")

    def stop(self) -> int:
        """Ask the process to end, and return its exit code."""
        if self._process.poll() is None:
            self._process.terminate()
        try:
            return self._process.wait(timeout=40)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise


class ModelServer(Process):
    """A provider on this machine."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        super().__init__(["alchemi.cli", "demo-model-server", "--port", str(self.port)], {}, folder, "model-server")
        self.wait_until_answers(f"http://127.0.0.1:{self.port}/v1/models")


class FakeProvider(Process):
    """A provider that answers with the credential of the call."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        super().__init__(["tests.support.fake_provider", str(self.port)], {}, folder, "fake-provider")
        self.wait_until_answers(f"{self.url}/v1/models")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ledger(self) -> list[dict[str, Any]]:
        calls: list[dict[str, Any]] = httpx.get(f"{self.url}/ledger", trust_env=False).json()
        return calls

    def finish(self, credential: str) -> None:
        """All batches and background responses of a credential are done from now on."""
        httpx.post(f"{self.url}/finish/{credential}", trust_env=False).raise_for_status()


class AnyProvider(Process):
    """A provider that takes every call, and tells what reached it."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        super().__init__(["tests.support.any_provider", str(self.port)], {}, folder, "any-provider")
        self.wait_until_answers(f"{self.url}/ledger")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ledger(self) -> list[dict[str, str]]:
        calls: list[dict[str, str]] = httpx.get(f"{self.url}/ledger", trust_env=False).json()
        return calls


class ToolServer(Process):
    """A server of tools that wants a token."""

    token = "tool-token-Zx81Qm"

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        super().__init__(["tests.support.tool_server", str(self.port), self.token], {}, folder, "tool-server")
        self.wait_until_answers(f"http://127.0.0.1:{self.port}/health")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/mcp"


class Gateway(Process):
    """A gateway over `database`, ready when made. `relay_port`: reach the database through it."""

    program = "tests.support.audited_server"

    def __init__(self, database: TestDatabase, folder: Path, relay_port: int | None = None, **more: str) -> None:
        self.port = free_port()
        self.outside = folder / f"outside-{self.port}.log"
        self.outside.touch()
        environ = {
            "DATABASE_URL": _through(database.owner_dsn, relay_port),
            "ALCHEMI_DATABASE_APP_URL": _through(database.app_dsn, relay_port),
            "ALCHEMI_DATABASE_PLATFORM_URL": _through(database.platform_dsn, relay_port),
            "ALCHEMI_SECRET_KEY": "Zr8-Wq2-Lm5-Xk9-Tv3-Hb6-Nd1-Fy7-Jc4-Pg0",
            "LITELLM_MASTER_KEY": MASTER_KEY,
            "PORT": str(self.port),
            "UI_PASSWORD": "Vq7-Lm2-Xz9-Kt4-Wp",
            "ALCHEMI_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",  # where the tests' model servers are
            **more,
        }
        super().__init__(self._arguments(), environ, folder, f"gateway-{self.port}")
        self.wait_until_answers(f"{self.url}/health/liveliness")

    def _arguments(self) -> list[str]:
        return [self.program, str(self.port), str(self.outside)]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def client(self, key: str | None = MASTER_KEY, account: str | None = "demo", **headers: str) -> httpx.Client:
        """A client with a key, and with an account to act for when it is the operator's."""
        sent = dict(headers)
        if key is not None:
            sent["authorization"] = f"Bearer {key}"
        if account is not None and key == MASTER_KEY:
            sent["x-account-id"] = account
        return httpx.Client(base_url=self.url, headers=sent, timeout=30, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


class ServedGateway(Gateway):
    """One as operators start it."""

    program = "alchemi.cli"

    def _arguments(self) -> list[str]:
        return [self.program, "serve", "--host", "127.0.0.1", "--port", str(self.port)]


class ResolvingGateway(Gateway):
    """One that asks the name server at RESOLVER_PORT on loopback."""

    program = "tests.support.resolving_server"


class RecordingGateway(Gateway):
    """One that also tells as which account hooks were called and tasks were made."""

    program = "tests.support.recording_server"

    def told(self, what: str) -> list[dict[str, Any]]:
        """`seen`, `tasks` or `jobs`."""
        answer: list[dict[str, Any]] = httpx.get(f"{self.url}/__{what}", trust_env=False).json()
        return answer


def _through(dsn: str, relay_port: int | None) -> str:
    if relay_port is None:
        return dsn
    credentials, _, rest = dsn.rpartition("@")
    return f"{credentials}@127.0.0.1:{relay_port}/{rest.partition('/')[2]}"


def made(response: httpx.Response) -> dict[str, Any]:
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    return body


@contextmanager
def new_accounts(gateway: Gateway, *names: str) -> Iterator[dict[str, httpx.Client]]:
    """Accounts made over HTTP, and the operator's client for each."""
    with ExitStack() as stack:
        platform = stack.enter_context(gateway.client(account=None))
        for name in names:
            made(platform.post("/account/new", json={"account_id": name, "account_name": name}))
        yield {name: stack.enter_context(gateway.client(account=name)) for name in names}


def make_models(client: httpx.Client, server: ModelServer) -> None:
    """A chat and an embedding model, answered by `server`; a token costs a micro-dollar in and two out."""
    for name, mode in ((MODEL, "chat"), (EMBEDDING_MODEL, "embedding")):
        upstream = {"model": f"openai/{name}", "api_base": f"http://127.0.0.1:{server.port}/v1", "api_key": "none"}
        prices = {"input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6}
        body = {"model_name": name, "litellm_params": upstream | prices, "model_info": {"mode": mode}}
        made(client.post("/model/new", json=body))


def chat(client: httpx.Client, text: str = "Hello", **more: Any) -> httpx.Response:
    body = {"model": MODEL, "messages": [{"role": "user", "content": text}], **more}
    return client.post("/v1/chat/completions", json=body)


async def make_account(database: TestDatabase, account_id: str, status: str = "active") -> None:
    connection = await asyncpg.connect(database.platform_dsn)
    try:
        await connection.execute(
            'INSERT INTO "Alchemi_AccountTable" (account_id, name, status, created_by, updated_by)'
            " VALUES ($1, $1, $2, 'test', 'test')",
            account_id,
            status,
        )
    finally:
        await connection.close()


async def rows(database: TestDatabase, sql: str, *args: object) -> list[asyncpg.Record]:
    """What the database holds, asked as its superuser."""
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        return await connection.fetch(sql, *args)
    finally:
        await connection.close()
