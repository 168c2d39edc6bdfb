"""What every level shares: one PostgreSQL server for the run, a migrated template, databases cloned from it."""

from __future__ import annotations

import itertools
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from alchemi.db.schema.catalogue import Catalogue
from alchemi.db.schema.composer import installed_catalogue
from tests.support.cluster import Cluster, TestDatabase, TestServer
from tests.support.database_dump import dump_of
from tests.support.debian_postgres import debian_programs
from tests.support.gateway import FakeProvider

_SERVER = pytest.StashKey[TestServer]()
_NUMBERS = itertools.count(1)


def _unused_name(kind: str) -> str:
    return f"{kind}_{os.getpid()}_{next(_NUMBERS)}"


def pytest_configure(config: pytest.Config) -> None:
    """With several workers the controller starts the server, so that it outlives each of them."""
    if not hasattr(config, "workerinput") and config.getoption("numprocesses", None):
        server = TestServer()
        config.stash[_SERVER] = server
        server.start()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long modules first."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["owner_dsn"] = node.config.stash[_SERVER].owner_dsn


def pytest_unconfigure(config: pytest.Config) -> None:
    server = config.stash.get(_SERVER, None)
    if server is not None:
        server.stop()


@pytest.fixture(scope="session")
def cluster(pytestconfig: pytest.Config) -> Cluster:
    """The shared server; started on first use when there is one process."""
    workerinput = getattr(pytestconfig, "workerinput", None)
    if workerinput is not None:
        return Cluster(workerinput["owner_dsn"])
    server = TestServer()
    pytestconfig.stash[_SERVER] = server
    return server.start()


@pytest.fixture(scope="session")
def postgres15() -> Iterator[Cluster]:
    """A second server, Debian's PostgreSQL 15."""
    server = TestServer(debian_programs())
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture(scope="session", params=["18", "15"])
def any_cluster(request: pytest.FixtureRequest) -> Cluster:
    """Both servers, one after the other."""
    name = "cluster" if request.param == "18" else "postgres15"
    return request.getfixturevalue(name)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return installed_catalogue()


@pytest.fixture(scope="session")
async def expected(cluster: Cluster) -> dict[str, str]:
    """All that a migration decides, of a database migrated from nothing."""
    return await dump_of(cluster.owner_dsn)


@pytest.fixture(scope="module")
async def database(cluster: Cluster) -> AsyncIterator[TestDatabase]:
    """A migrated database for the module."""
    name = _unused_name("module")
    yield await cluster.clone(name)
    await cluster.drop(name)


@pytest.fixture
async def fresh_database(cluster: Cluster) -> AsyncIterator[TestDatabase]:
    """A migrated database for the test."""
    name = _unused_name("test")
    yield await cluster.clone(name)
    await cluster.drop(name)


@pytest.fixture
async def empty_database(cluster: Cluster) -> AsyncIterator[str]:
    """The owner's connection string of a database without any table."""
    name = _unused_name("empty")
    yield await cluster.create(name)
    await cluster.drop(name)


@pytest.fixture(scope="module")
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the module's processes write."""
    return tmp_path_factory.mktemp(request.module.__name__.rpartition(".")[2])


@pytest.fixture(scope="module")
def provider(folder: Path) -> Iterator[FakeProvider]:
    """The module's own provider."""
    server = FakeProvider(folder)
    yield server
    server.stop()
