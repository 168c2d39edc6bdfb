"""One gateway for the tests that do not stop it, over a database of their own."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from tests.support.cluster import Cluster, TestDatabase
from tests.support.gateway import Gateway, ModelServer, make_account, make_models
from tests.support.probe import Probe, run_probe


@pytest.fixture(scope="session")
async def served_database(cluster: Cluster) -> AsyncIterator[TestDatabase]:
    """The gateway's database, with the accounts `demo`, `other` and a suspended one."""
    # One per worker: each has its own session.
    name = f"served_{os.getpid()}"
    database = await cluster.clone(name)
    for account_id, status in (("demo", "active"), ("other", "active"), ("asleep", "suspended")):
        await make_account(database, account_id, status)
    yield database
    await cluster.drop(name)


@pytest.fixture(scope="session")
def model_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModelServer]:
    server = ModelServer(tmp_path_factory.mktemp("model"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def gateway_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gateway")


@pytest.fixture(scope="session")
def gateway(served_database: TestDatabase, gateway_folder: Path, model_server: ModelServer) -> Iterator[Gateway]:
    with Gateway(served_database, gateway_folder) as running:
        with running.client() as operator:
            make_models(operator, model_server)
        yield running


@pytest.fixture
def operator(gateway: Gateway) -> Iterator[httpx.Client]:
    """The operator, acting for the account `demo`."""
    with gateway.client() as client:
        yield client


@pytest.fixture(scope="session")
def probe(tmp_path_factory: pytest.TempPathFactory) -> Probe:
    """A process that has loaded the wheel and nothing more."""
    return run_probe(tmp_path_factory.mktemp("probe"))
