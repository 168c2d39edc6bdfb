"""No setting of an account has a file of the host opened, however it is named; the platform opens what it likes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.support.cluster import TestDatabase
from tests.support.gateway import FakeProvider, Gateway, make_account

TOKEN = f"host-secret-{uuid4().hex}"


@pytest.fixture(scope="module")
def outside() -> Iterator[Path]:
    """A folder that belongs to no program and is no temporary one."""
    folder = Path(f"/var/lib/alchemi-test-{uuid4().hex[:8]}")
    folder.mkdir()
    (folder / "token").write_text(TOKEN)
    (folder / "spec.json").write_text(json.dumps({"openapi": "3.1.0", "paths": {f"/{TOKEN}": {"get": {}}}}))
    yield folder
    shutil.rmtree(folder)


def test_a_file_is_opened_for_the_platform_alone(outside: Path, tmp_path: Path) -> None:
    secret, link, certificates = outside / "token", tmp_path / "link", outside / "spec.json"
    link.symlink_to(secret)
    command = [sys.executable, "-m", "tests.support.opening", str(secret), str(link), str(certificates)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told["account"].values()) == {"HostFileError"}, told["account"]
    assert set(told["allowed"].values()) == {"opened"}, told["allowed"]
    assert set(told["plumbing"].values()) == {"opened"}
    assert set(told["platform"].values()) == {"opened"}, told["platform"]


@pytest.fixture(scope="module")
async def account(served_database: TestDatabase) -> str:
    name = f"files-{uuid4().hex[:8]}"
    await make_account(served_database, name)
    return name


def test_what_the_wheel_opens_for_whoever_asks_stays_shut(
    served_database: TestDatabase, account: str, outside: Path, tmp_path: Path
) -> None:
    provider = FakeProvider(tmp_path)
    hosts = f"127.0.0.1:{provider.port}"
    try:
        with (
            Gateway(served_database, tmp_path, ALCHEMI_ALLOWED_PRIVATE_HOSTS=hosts) as gateway,
            gateway.client(account=account) as operator,
        ):
            answers = list(_asked(operator, provider, outside))
            log, calls = gateway.output.read_text(), json.dumps(provider.ledger())
    finally:
        provider.stop()
    assert TOKEN not in "".join(answers) + calls
    assert "HostFileError" in log or "Accounts name no files" in log


def _asked(operator: httpx.Client, provider: FakeProvider, outside: Path) -> Iterator[str]:
    """A token by file, by a variable with a path, and by an identity's file; an OpenAPI document by path."""
    variables = {"MY_FILE": f"{outside}/token", "AZURE_FEDERATED_TOKEN_FILE": f"{outside}/token"}
    operator.post("/config/update", json={"environment_variables": variables})
    for number, token in enumerate((f"oidc/file/{outside}/token", "oidc/env_path/MY_FILE", "oidc/azure/x")):
        upstream = {
            "model": "azure/m", "api_base": f"{provider.url}", "api_version": "2024-02-01", "azure_ad_token": token,
            "tenant_id": "t", "client_id": "c",
        }  # fmt: skip
        operator.post("/model/new", json={"model_name": f"m{number}", "litellm_params": upstream})
        body = {"model": f"m{number}", "messages": [{"role": "user", "content": "hi"}]}
        yield operator.post("/v1/chat/completions", json=body).text
        yield operator.post("/v1/embeddings", json={"model": f"m{number}", "input": "hi"}).text
    server = {"server_name": "files", "transport": "http", "spec_path": f"{outside}/spec.json", "url": provider.url}
    yield operator.post("/v1/mcp/server", json=server).text
    yield operator.get("/v1/mcp/tools").text
