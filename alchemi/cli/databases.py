"""What the commands ask of the database before anything is served."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import Final

import asyncpg

from alchemi.cli.progress import Progress
from alchemi.config.settings import Settings
from alchemi.errors import AlchemiError, DatabaseUnavailableError

_ATTEMPT_TIMEOUT_S: Final = 5.0
_PAUSE_S: Final = 1.0
_REPORT_EVERY_S: Final = 5.0

NOT_READY: Final = (
    OSError,
    TimeoutError,
    asyncpg.CannotConnectNowError,
    asyncpg.ConnectionDoesNotExistError,
    asyncpg.TooManyConnectionsError,
)
"""Failures that time may mend."""


@dataclass(frozen=True, slots=True)
class RoleUrls:
    """Connection strings of the three roles."""

    owner: str
    app: str
    platform: str


def role_urls(settings: Settings) -> RoleUrls:
    """The connection string of each role: as given, or derived from DATABASE_URL and the secret key."""
    from alchemi.db.roles import role_dsn

    owner, secret = settings.owner.dsn, settings.secret_key.get_secret_value()
    return RoleUrls(
        owner=owner,
        app=settings.app_dsn or role_dsn(owner, "app", secret),
        platform=settings.platform_dsn or role_dsn(owner, "platform", secret),
    )


async def connect(dsn: str) -> asyncpg.Connection:
    """Open one connection, within a few seconds."""
    return await asyncpg.connect(dsn, timeout=_ATTEMPT_TIMEOUT_S, command_timeout=10, statement_cache_size=0)


async def wait_for_database(settings: Settings, progress: Progress, *, patience_s: float = 60.0) -> None:
    """Return when the database answers; try for `patience_s` seconds and show that it is being waited for.

    Raises:
        DatabaseUnavailableError: it did not answer in time.
        AlchemiError: it answered and refused the login or does not hold the database.
    """
    began_s = time.monotonic()
    reported_s = began_s
    while True:
        try:
            await (await connect(settings.owner.dsn)).close(timeout=_ATTEMPT_TIMEOUT_S)
        except NOT_READY as error:
            now_s = time.monotonic()
            if now_s - began_s + _PAUSE_S > patience_s:
                raise DatabaseUnavailableError(
                    f"The database at {settings.owner.shown} did not answer for {patience_s:.0f} s "
                    f"({describe(error)}). Check DATABASE_URL and that the server is running."
                ) from error
            if reported_s == began_s or now_s - reported_s >= _REPORT_EVERY_S:
                progress.note(f"waiting for {settings.owner.shown}, {now_s - began_s:.0f} s ({describe(error)})")
                reported_s = now_s
            await asyncio.sleep(_PAUSE_S)
        except asyncpg.PostgresError as error:
            raise AlchemiError(
                f"The database at {settings.owner.shown} refuses the login: {describe(error)}."
            ) from error
        else:
            return


def describe(error: BaseException) -> str:
    """One short phrase for a connection failure."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ConnectionRefusedError):
        return "connection refused"
    text = str(error).strip().split("\n")[0]
    return text or type(error).__name__
