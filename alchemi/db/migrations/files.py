"""The migration files of the installed wheel and of this project, and the record of those applied."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

import asyncpg

from alchemi.db.migrations.wheel_source import wheel_views

_CREATE_RECORD: Final = """
CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
)
"""


@dataclass(frozen=True, slots=True)
class MigrationFile:
    """One `migration.sql`; `name` is its directory's."""

    name: str
    content: bytes

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def sql(self) -> str:
        return self.content.decode("utf-8")


@dataclass(frozen=True, slots=True)
class MigrationFiles:
    """All that a run applies: the wheel's files, then ours, and the wheel's views (name to query)."""

    wheel: tuple[MigrationFile, ...]
    ours: tuple[MigrationFile, ...]
    views: Mapping[str, str]


def installed_files() -> MigrationFiles:
    """What the installed wheel and this project have."""
    return MigrationFiles(tuple(wheel_files()), tuple(our_files()), wheel_views())


def wheel_files() -> list[MigrationFile]:
    """The files that the installed wheel's database package ships, in order."""
    return _read(files("litellm_proxy_extras").joinpath("migrations"))


def our_files() -> list[MigrationFile]:
    """The files of this project, in order: inside the package when installed, at the root of a checkout."""
    packaged = files("alchemi").joinpath("migrations")
    if packaged.is_dir():
        return _read(packaged)
    return _read(Path(__file__).parents[3] / "prisma" / "migrations")


def _read(directory: Traversable) -> list[MigrationFile]:
    found = [
        MigrationFile(entry.name, entry.joinpath("migration.sql").read_bytes())
        for entry in directory.iterdir()
        if entry.is_dir() and entry.joinpath("migration.sql").is_file()
    ]
    return sorted(found, key=lambda file: file.name)


async def applied_names(connection: asyncpg.Connection) -> set[str]:
    """Names of the files that are recorded as finished; empty when there is no record yet."""
    if await connection.fetchval("SELECT to_regclass('public._prisma_migrations') IS NULL"):
        return set()
    rows = await connection.fetch(
        "SELECT migration_name FROM public._prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL"
    )
    return {row["migration_name"] for row in rows}


async def ensure_record(connection: asyncpg.Connection) -> None:
    """Create the record of applied files, as `prisma migrate deploy` would."""
    await connection.execute(_CREATE_RECORD)


async def record(connection: asyncpg.Connection, file: MigrationFile) -> None:
    """Record `file` as applied, in the current transaction, dropping traces of earlier attempts that failed."""
    await connection.execute(
        "DELETE FROM public._prisma_migrations WHERE migration_name = $1 AND finished_at IS NULL", file.name
    )
    await connection.execute(
        "INSERT INTO public._prisma_migrations"
        " (id, checksum, migration_name, started_at, finished_at, applied_steps_count)"
        " VALUES ($1, $2, $3, now(), clock_timestamp(), 1)",
        str(uuid.uuid4()),
        file.checksum,
        file.name,
    )
