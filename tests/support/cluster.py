"""The PostgreSQL server that all tests share, and databases cloned from a migrated one."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import threading
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from alchemi.db.embedded import EmbeddedPostgres
from alchemi.db.embedded_install import Programs
from alchemi.db.migrations import migrate
from alchemi.db.roles import role_dsn
from alchemi.db.row_level_security import plan_surroundings
from alchemi.db.schema.composer import installed_catalogue

SECRET_KEY = "tests-only-secret-key-0123456789abcdef"
TEMPLATE = "alchemi_template"

_TUNING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}


@dataclass(frozen=True)
class TestDatabase:
    """One migrated database. `owner_dsn` is a superuser's."""

    name: str
    owner_dsn: str

    __test__ = False

    @property
    def app_dsn(self) -> str:
        return role_dsn(self.owner_dsn, "app", SECRET_KEY)

    @property
    def platform_dsn(self) -> str:
        return role_dsn(self.owner_dsn, "platform", SECRET_KEY)


class Cluster:
    """A running server, known by its owner's connection string alone, so that other processes can use it."""

    def __init__(self, owner_dsn: str) -> None:
        self.owner_dsn = owner_dsn

    def dsn_for(self, database: str) -> str:
        return urlunsplit(urlsplit(self.owner_dsn)._replace(path=f"/{database}"))

    async def clone(self, name: str) -> TestDatabase:
        """A copy of the migrated template."""
        await self.execute(f'CREATE DATABASE "{name}" TEMPLATE {TEMPLATE}')
        # A copy does not take the database's own privileges along.
        connection = await asyncpg.connect(self.dsn_for(name))
        try:
            for statement in await plan_surroundings(connection):
                await connection.execute(statement)
        finally:
            await connection.close()
        return TestDatabase(name, self.dsn_for(name))

    async def create(self, name: str) -> str:
        """An empty database; returns the owner's connection string."""
        await self.execute(f'CREATE DATABASE "{name}"')
        return self.dsn_for(name)

    async def drop(self, name: str) -> None:
        await self.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    async def execute(self, statement: str) -> None:
        connection = await asyncpg.connect(self.dsn_for("postgres"))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()


class TestServer:
    """A server under a temporary directory, with the migrated template."""

    __test__ = False

    def __init__(self, programs: Programs | None = None) -> None:
        # Not pytest's own temporary directory: that is closed to the user the server runs as.
        self._home = Path(tempfile.mkdtemp(prefix="alchemi-test-"))
        self._home.chmod(0o755)
        self._server = EmbeddedPostgres(
            self._home / "data", database=TEMPLATE, tuning=_TUNING, programs=programs, report=lambda _text: None
        )

    @property
    def owner_dsn(self) -> str:
        return self._server.dsn

    def start(self) -> Cluster:
        self._server.start()
        in_thread(
            migrate(self._server.dsn, secret_key=SECRET_KEY, catalogue=installed_catalogue(), report=lambda _text: None)
        )
        return Cluster(self._server.dsn)

    def stop(self) -> None:
        self._server.stop()
        shutil.rmtree(self._home, ignore_errors=True)


def in_thread(work: Coroutine[Any, Any, Any]) -> None:
    """Run `work` on a loop of its own, leaving the tests' loop alone."""
    failures: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(work)
        except BaseException as error:  # noqa: BLE001 -- raised again in the caller's thread
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
