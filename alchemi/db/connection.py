"""Opens one connection as a role of ours, ready for what such a role may not do."""

from __future__ import annotations

from typing import Any, Final

import asyncpg

from alchemi.tenancy.reach import as_plumbing

_TIMEOUT_S: Final = 20.0


class PlumbingConnection(asyncpg.Connection):  # type: ignore[misc]  # asyncpg has no types
    """Reaches the server again to cancel a statement, whichever account waits for it."""

    async def _cancel(self, *args: Any, **kwargs: Any) -> None:
        with as_plumbing():
            await super()._cancel(*args, **kwargs)


async def connect(dsn: str, **options: Any) -> asyncpg.Connection:
    """`asyncpg.connect`, from within the work of any account."""
    with as_plumbing():
        return await asyncpg.connect(dsn, connection_class=PlumbingConnection, **options)


async def open_connection(
    dsn: str, *, timeout_s: float = _TIMEOUT_S, statement_cache_size: int = 0
) -> asyncpg.Connection:
    """Connect without statement cache, so that it works through a transaction pooler too."""
    connection = await connect(dsn, timeout=timeout_s, statement_cache_size=statement_cache_size)
    spare_set_config(connection)
    return connection


def spare_set_config(connection: asyncpg.Connection) -> None:
    """Keep asyncpg from calling set_config, which is closed to our roles.

    It does so to switch JIT off whenever it meets a type that it must look up, an enum for example; told that the
    server has no JIT, it looks the type up without.
    """
    connection._server_caps = connection._server_caps._replace(jit=False)  # noqa: SLF001 -- no public way to say it
