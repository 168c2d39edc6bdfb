"""The doctor's look at the database: reachable, version, roles, extensions, migrations, clock."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Final

import asyncpg

from alchemi.cli.databases import NOT_READY, connect, describe, role_urls
from alchemi.cli.doctor_findings import Finding
from alchemi.cli.local_state import LocalState
from alchemi.cli.migrate import pending_migrations
from alchemi.cli.up import DATABASE_FOLDER, STATE_FILE
from alchemi.config.database_url import parse_database_url
from alchemi.config.settings import Settings, load_settings
from alchemi.errors import AlchemiError, ConfigurationError, UnsafeDatabaseError

_OLDEST_MAJOR: Final = 15
_MAX_SKEW_S: Final = 2.0
_EXTENSIONS: Final = ("plpgsql",)


async def findings(environ: Mapping[str, str], settings: Settings | None) -> AsyncIterator[Finding]:
    """Everything about the database that can be looked at; `settings` is None when the configuration is faulty."""
    dsn = environ.get("DATABASE_URL") or _embedded_dsn(environ)
    if dsn is None:
        yield Finding.warn(
            "Database",
            "DATABASE_URL is not set and the embedded PostgreSQL was never started",
            "Set it, or use `make run`.",
        )
        return
    try:
        url = parse_database_url(dsn)
    except ValueError:
        return  # the configuration's own finding says it
    try:
        connection = await connect(url.dsn)
    except (*NOT_READY, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        text = f"{url.shown} cannot be reached ({describe(error)})"
        if "DATABASE_URL" in environ:
            yield Finding.fail("Database", text, "Check DATABASE_URL and that the server runs.")
        else:
            yield Finding.warn("Database", text, "The embedded PostgreSQL runs while `make run` does.")
        return
    try:
        yield Finding.ok("Database", f"{url.shown} answers")
        yield _version(connection)
        yield await _clock(connection)
        yield await _extensions(connection)
        yield await _owner(connection)
    finally:
        await connection.close()
    if settings is not None:
        async for finding in _ours(load_settings({**environ, "DATABASE_URL": dsn})):
            yield finding


def _embedded_dsn(environ: Mapping[str, str]) -> str | None:
    from alchemi.db.embedded import EmbeddedPostgres
    from alchemi.db.embedded_install import default_data_home

    home = Path(environ["ALCHEMI_HOME"]) if "ALCHEMI_HOME" in environ else default_data_home()
    try:
        port = LocalState.read(home / STATE_FILE).database_port
        return None if port is None else EmbeddedPostgres(home / DATABASE_FOLDER, port=port).dsn
    except (AlchemiError, OSError):
        return None


def _version(connection: asyncpg.Connection) -> Finding:
    shown = str(connection.get_settings().server_version)
    if connection.get_server_version().major >= _OLDEST_MAJOR:
        return Finding.ok("Database version", shown)
    return Finding.fail("Database version", f"{shown} is too old", "Use PostgreSQL 15 or later, with its latest fixes.")


async def _clock(connection: asyncpg.Connection) -> Finding:
    before_s = time.time()
    there_s = float(await connection.fetchval("SELECT extract(epoch FROM clock_timestamp())::float8"))
    after_s = time.time()
    skew_s = max(before_s - there_s, there_s - after_s, 0.0)
    if skew_s <= _MAX_SKEW_S:
        return Finding.ok("Clock", "this machine and the database agree")
    return Finding.fail(
        "Clock", f"this machine and the database differ by {skew_s:.1f} s", "Switch time synchronisation on."
    )


async def _extensions(connection: asyncpg.Connection) -> Finding:
    installed = {row["extname"] for row in await connection.fetch("SELECT extname FROM pg_extension")}
    missing = [name for name in _EXTENSIONS if name not in installed]
    if missing:
        return Finding.fail(
            "Extensions", f"{', '.join(missing)} is missing", f"Run as administrator: CREATE EXTENSION {missing[0]};"
        )
    return Finding.ok("Extensions", "all that are needed are there")


async def _owner(connection: asyncpg.Connection) -> Finding:
    row = await connection.fetchrow(
        "SELECT rolname, rolsuper OR rolcreaterole AS may_make_roles FROM pg_roles WHERE rolname = current_user"
    )
    if row is not None and row["may_make_roles"]:
        return Finding.ok("Owner role", f"{row['rolname']} may create the two serving roles")
    return Finding.warn(
        "Owner role",
        "the role of DATABASE_URL may not create roles",
        "Have the two serving roles created, and set ALCHEMI_DATABASE_APP_URL and ALCHEMI_DATABASE_PLATFORM_URL.",
    )


async def _ours(settings: Settings) -> AsyncIterator[Finding]:
    from alchemi.db.guard import verify_database
    from alchemi.db.schema.composer import installed_catalogue

    catalogue = installed_catalogue()
    pending = await pending_migrations(settings.owner.dsn)
    if pending:
        yield Finding.fail(
            "Migrations", f"{len(pending)} are not applied, the first is {pending[0]}", "Run: alchemi migrate"
        )
        return
    yield Finding.ok("Migrations", "all are applied")
    urls = role_urls(settings)
    try:
        await verify_database(urls.app, urls.platform, catalogue)
    except UnsafeDatabaseError as error:
        yield Finding.fail(
            "Account boundary", error.detail, "Run `alchemi migrate`; never serve with an owner or superuser."
        )
    except ConfigurationError as error:
        yield Finding.fail("Account boundary", error.detail, "Check the two serving roles.")
    except (AlchemiError, asyncpg.PostgresError) as error:
        yield Finding.fail("Serving roles", f"cannot log in ({describe(error)})", "Run: alchemi migrate")
    else:
        yield Finding.ok("Account boundary", "weak roles; every table has its account column, key and policy")
        yield await _data_keys(settings)


async def _data_keys(settings: Settings) -> Finding:
    """Whether the root keys at hand open the secrets that are stored, and whether a former one is still needed."""
    roots = settings.root_keys
    connection = await connect(settings.owner.dsn)
    try:
        # A superuser sees all rows; an owner that is none sees none, and then nothing can be said.
        rows = await connection.fetch('SELECT root_key_id, count(*) AS number FROM "Alchemi_DataKey" GROUP BY 1')
    finally:
        await connection.close()
    number = {row["root_key_id"]: int(row["number"]) for row in rows}
    foreign = sum(count for name, count in number.items() if roots.find(name) is None)
    former = sum(number.get(root.id, 0) for root in roots.previous)
    if foreign:
        text = f"{foreign} of {sum(number.values())} data keys need another root key: what they sealed cannot be read"
        return Finding.fail("Secrets", text, "Bring that key back in ALCHEMI_SECRET_KEY_PREVIOUS.")
    if former:
        text = f"{former} of {sum(number.values())} data keys are wrapped by a former root key"
        return Finding.warn("Secrets", text, "Run: alchemi secrets rotate --root")
    return Finding.ok("Secrets", f"{sum(number.values())} data keys, all wrapped by the root key in use")
