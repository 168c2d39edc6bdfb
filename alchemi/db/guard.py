"""Refuses a database that would not hold the account boundary: asked before the gateway serves, never skipped."""

from __future__ import annotations

from typing import Final

import asyncpg

from alchemi.db.connection import open_connection
from alchemi.db.migrations.database_state import TableState, read_state
from alchemi.db.migrations.tenantize import CHECK_NAME, CHECK_TEXT
from alchemi.db.row_level_security import PolicyState, SecurityState, policies, read_security
from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Catalogue, Scope, Table
from alchemi.errors import UnsafeDatabaseError

MINIMUM_VERSION: Final = 15
_STRONG: Final = {
    "rolsuper": "is a superuser",
    "rolbypassrls": "bypasses row level security",
    "rolcreaterole": "may create roles",
    "rolcreatedb": "may create databases",
    "rolreplication": "may replicate",
}


async def verify_database(app_dsn: str, platform_dsn: str, catalogue: Catalogue) -> None:
    """Check both roles and every table of the catalogue.

    Raises:
        UnsafeDatabaseError: names everything that is wrong at once.
    """
    problems: list[str] = []
    for purpose, dsn in (("app", app_dsn), ("platform", platform_dsn)):
        connection = await open_connection(dsn)
        try:
            problems += await role_problems(connection, purpose)
            if purpose == "app":
                problems += await table_problems(connection, catalogue)
        finally:
            await connection.close()
    if problems:
        raise UnsafeDatabaseError("; ".join(problems) + ". Run `alchemi migrate`, or name weaker roles.")


async def role_problems(connection: asyncpg.Connection, purpose: str) -> list[str]:
    """What makes the connected role unfit to serve, in sentences. `purpose` is `app` or `platform`."""
    problems: list[str] = []
    version = connection.get_server_version()
    if version.major < MINIMUM_VERSION:
        problems.append(f"the server is PostgreSQL {version.major}, at least {MINIMUM_VERSION} is needed")
    role = await connection.fetchrow("SELECT * FROM pg_roles WHERE rolname = current_user")
    name = f"role {role['rolname']} ({purpose})"
    problems += [f"{name} {fault}" for column, fault in _STRONG.items() if role[column]]
    owned = await connection.fetch(
        "SELECT relname::text AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p', 'v') AND pg_has_role(current_user, relowner, 'MEMBER') ORDER BY 1"
    )
    if owned and not role["rolsuper"]:
        shown = ", ".join(row["name"] for row in owned[:3])
        problems.append(f"{name} owns {len(owned)} tables or views or may become their owner ({shown})")
    stronger = await connection.fetch(
        "SELECT rolname::text AS name FROM pg_roles WHERE (rolsuper OR rolbypassrls OR rolcreaterole)"
        " AND rolname <> current_user AND pg_has_role(current_user, oid, 'MEMBER') ORDER BY 1"
    )
    if stronger and not role["rolsuper"]:
        problems.append(f"{name} may become {', '.join(row['name'] for row in stronger)}")
    return problems


async def table_problems(connection: asyncpg.Connection, catalogue: Catalogue) -> list[str]:
    """Which tables lack their column, key, row level security or policy, in sentences."""
    state, secured = await read_state(connection), await read_security(connection)
    problems: list[str] = []
    for table in catalogue.tables.values():
        found, security = state.get(table.db_name), secured.get(table.db_name)
        if found is None or security is None:
            problems.append(f"table {table.db_name} does not exist")
            continue
        faults = [*_key_faults(table, found), *_policy_faults(policies(table), security)]
        if faults:
            problems.append(f"table {table.db_name} has {', '.join(faults)}")
    return problems


def _key_faults(table: Table, found: TableState) -> list[str]:
    if table.scope is not Scope.ACCOUNT:
        return []
    column = found.columns.get(ACCOUNT_COLUMN)
    if column is None:
        return ["no account_id"]
    faults: list[str] = []
    if column.type != "text" or not column.not_null or found.checks.get(CHECK_NAME) != CHECK_TEXT:
        faults.append("an account_id that may be missing or empty")
    faults += [
        f"a unique key without the account first ({index.name})"
        for index in found.indexes.values()
        if index.is_unique and index.columns[0] != ACCOUNT_COLUMN
    ]
    if not any(index.kind == "p" for index in found.indexes.values()):
        faults.append("no primary key")
    return faults


def _policy_faults(wanted: dict[str, PolicyState], found: SecurityState) -> list[str]:
    faults: list[str] = []
    if not found.is_enabled:
        faults.append("row level security off")
    elif not found.is_forced:
        faults.append("row level security not forced on its owner")
    faults += [
        f"no policy {name} as it must be" for name, policy in wanted.items() if found.policies.get(name) != policy
    ]
    faults += [f"an unknown policy {name}" for name in found.policies if name not in wanted]
    return faults
