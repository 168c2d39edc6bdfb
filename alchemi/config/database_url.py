"""Reading a PostgreSQL connection URL, with the parameters that only Prisma knows taken out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

_PRISMA_ONLY: Final = frozenset(
    {
        "connect_timeout",
        "connection_limit",
        "pgbouncer",
        "pool_timeout",
        "schema",
        "single_use_connections",
        "socket_timeout",
        "sslaccept",
        "sslidentity",
        "sslpassword",
        "statement_cache_size",
    }
)


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """A connection URL: `dsn` is what asyncpg takes, `pooled` says that a transaction pooler stands in between."""

    dsn: str
    host: str
    port: int
    database: str
    user: str
    pooled: bool

    @property
    def shown(self) -> str:
        """The address without user and password, for messages."""
        return f"{self.host}:{self.port}/{self.database}"


def parse_database_url(url: str) -> DatabaseUrl:
    """Parse `url`.

    Raises:
        ValueError: not a PostgreSQL URL with a database name, or one that names a schema other than `public`.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("must start with postgresql://")
    database = unquote(parts.path.removeprefix("/"))
    if not database:
        raise ValueError("names no database (postgresql://user:password@host:5432/database)")
    try:
        port = parts.port or 5432
    except ValueError as error:
        raise ValueError("has a port that is not a number of 1 to 65535") from error
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    options = dict(pairs)
    if options.get("schema", "public") != "public":
        raise ValueError("names a schema other than 'public', which is the only one supported")
    kept = urlencode([(name, value) for name, value in pairs if name not in _PRISMA_ONLY])
    return DatabaseUrl(
        dsn=urlunsplit(("postgresql", parts.netloc, parts.path, kept, "")),
        host=options.get("host") or parts.hostname or "localhost",
        port=port,
        database=database,
        user=unquote(parts.username or ""),
        pooled=options.get("pgbouncer", "").lower() == "true",
    )
