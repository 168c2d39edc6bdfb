"""The two login roles that the gateway uses, weak on purpose, and their passwords, derived from the one secret key."""

from __future__ import annotations

import asyncio
from typing import Final, Literal
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import asyncpg
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from alchemi.db.sql_text import identifier, text_literal

APP_ROLE: Final = "alchemi_app"
"""Serves accounts: sees the rows of the bound account only."""

PLATFORM_ROLE: Final = "alchemi_platform"
"""Serves the operator: sees the directory and platform tables, no account's rows."""

ROLES: Final = (APP_ROLE, PLATFORM_ROLE)
RoleKind = Literal["app", "platform"]

_NAMES: Final[dict[RoleKind, str]] = {"app": APP_ROLE, "platform": PLATFORM_ROLE}
_ATTRIBUTES: Final = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOREPLICATION NOBYPASSRLS"
# What a managed server's administrator, who is no superuser, may set: the other attributes are off from creation.
_ATTRIBUTES_WITHOUT_SUPERUSER: Final = "LOGIN NOCREATEDB NOCREATEROLE NOINHERIT"
_PASSWORD_BYTES: Final = 32
_CREDENTIALS: Final = frozenset({"user", "password", "passfile"})
_ATTEMPTS: Final = 8


def role_password(secret_key: str, role: str) -> str:
    """The password of `role`: 64 hexadecimal digits derived from the secret key.

    The database is no part of it: roles and their passwords belong to the whole server.
    """
    kdf = HKDF(algorithm=SHA256(), length=_PASSWORD_BYTES, salt=None, info=f"alchemi database role {role}".encode())
    return kdf.derive(secret_key.encode()).hex()


def role_dsn(owner_dsn: str, role: RoleKind, secret_key: str) -> str:
    """`owner_dsn` with the role's name and derived password; host, port, database and parameters stay.

    Raises:
        ValueError: not a postgres URL.
    """
    parts = urlsplit(owner_dsn)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("A database URL starts with postgresql://.")
    password = role_password(secret_key, _NAMES[role])
    # Not parts.hostname: it lowers the case and drops the escapes of a socket directory, and there may be many hosts.
    hosts = parts.netloc.rpartition("@")[2]
    # The owner's name and password may stand among the parameters too.
    query = urlencode(
        [(key, value) for key, value in parse_qsl(parts.query) if key not in _CREDENTIALS], quote_via=quote
    )
    return urlunsplit(parts._replace(netloc=f"{_NAMES[role]}:{password}@{hosts}", query=query))


async def ensure_roles(connection: asyncpg.Connection, *, secret_key: str, set_passwords: bool = True) -> list[str]:
    """Create both roles, or bring their attributes and passwords back to what they must be.

    Returns what could not be done, in sentences: an owner who is no superuser may not change roles that another made.
    """
    superuser = await connection.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    attributes = _ATTRIBUTES if superuser else _ATTRIBUTES_WITHOUT_SUPERUSER
    notices: list[str] = []
    for role in ROLES:
        for attempt in range(_ATTEMPTS):
            try:
                await _ensure_role(connection, role, attributes, role_password(secret_key, role), set_passwords)
            except asyncpg.InsufficientPrivilegeError as error:
                notices.append(f"Role {role} was left as it is: {error}. Its password must be the derived one.")
            except (asyncpg.DuplicateObjectError, asyncpg.UniqueViolationError, asyncpg.InternalServerError):
                # Roles are the whole server's: a migration of another of its databases may change them right now.
                if attempt == _ATTEMPTS - 1:
                    raise
                await asyncio.sleep(0.1 * (attempt + 1))
                continue
            break
    return notices


async def _ensure_role(
    connection: asyncpg.Connection, role: str, attributes: str, password: str, set_password: bool
) -> None:
    exists = await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role)
    verb = "ALTER" if exists else "CREATE"
    secret = f" PASSWORD {text_literal(password)}" if set_password or not exists else ""
    await connection.execute(f"{verb} ROLE {identifier(role)} {attributes}{secret}")
