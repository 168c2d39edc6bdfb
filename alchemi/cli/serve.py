"""`alchemi serve`: serve against DATABASE_URL, once the database is there, current and safe."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import asyncpg
import click

from alchemi.cli.databases import RoleUrls, role_urls, wait_for_database
from alchemi.cli.log_lines import log_config
from alchemi.cli.migrate import pending_migrations
from alchemi.cli.ports import require_free
from alchemi.cli.processes import end_with_parent
from alchemi.cli.progress import Progress
from alchemi.config.settings import Settings, load_settings
from alchemi.errors import MigrationError

APPLICATION: Final = "alchemi.app:create_app"
GRACE_S: Final = 30
KEEP_ALIVE_S: Final = 75
"""Longer than load balancers keep idle connections: who closes first must not be the one that is just being asked."""


@click.command("serve")
@click.option("--host", help="Address to listen on (default: HOST, else every address).")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on (default: PORT, else 4000).")
@click.option("--workers", type=click.IntRange(1, 128), help="Server processes (default: WORKERS, else 1).")
@click.option("--parent", type=int, hidden=True, help="End when this process does.")
def command(host: str | None, port: int | None, workers: int | None, parent: int | None) -> None:
    """Serve against DATABASE_URL."""
    if parent is not None:
        end_with_parent(parent)
    settings = load_settings()
    host, port, workers = host or settings.host, port or settings.port, workers or settings.workers
    require_free(host, port)
    asyncio.run(_check_database(settings, Progress()))
    proxies = [str(network) for network in settings.trusted_proxies]
    _run(host, port, workers, proxies, log_config(settings.log_level, settings.log_format))


async def _check_database(settings: Settings, progress: Progress) -> None:
    with progress.step("Checking the database"):
        await wait_for_database(settings, progress)
        from alchemi.db.guard import verify_database
        from alchemi.db.schema.composer import installed_catalogue

        urls = role_urls(settings)
        await _require_current(urls)
        await verify_database(urls.app, urls.platform, installed_catalogue())


async def _require_current(urls: RoleUrls) -> None:
    try:
        pending = await pending_migrations(urls.platform)
    except asyncpg.InvalidAuthorizationSpecificationError as error:
        raise MigrationError("The serving roles cannot log in. Run `alchemi migrate` first.") from error
    if pending:
        raise MigrationError(
            f"{len(pending)} migrations are not applied, the first is {pending[0]}. Run `alchemi migrate`."
        )


def _run(host: str, port: int, workers: int, proxies: Sequence[str], log_settings: dict[str, Any]) -> None:
    import uvicorn

    uvicorn.run(
        APPLICATION,
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=log_settings,
        access_log=False,
        server_header=False,
        # Else it believes what 127.0.0.1 says of others.
        proxy_headers=bool(proxies),
        forwarded_allow_ips=",".join(proxies),
        timeout_graceful_shutdown=GRACE_S,
        timeout_keep_alive=KEEP_ALIVE_S,
    )
