"""Row level security and grants of every table: what must be, and the statements that bring it about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import asyncpg

from alchemi.db.roles import APP_ROLE, PLATFORM_ROLE, ROLES
from alchemi.db.schema.catalogue import Catalogue, Scope, Table
from alchemi.db.sql_text import identifier

# As PostgreSQL prints it back, so that what is there can be compared with what must be.
_OWN_ROWS: Final = "(account_id = current_setting('alchemi.account_id'::text, true))"
_ALL_ROWS: Final = "true"
_WRITE: Final = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
_READ: Final = frozenset({"SELECT"})
_APPEND: Final = frozenset({"SELECT", "INSERT"})
RECORD_TABLE: Final = "_prisma_migrations"

_CLOSED_FUNCTIONS: Final = (
    "pg_catalog.set_config(text, text, boolean)",
    "pg_catalog.lo_creat(integer)",
    "pg_catalog.lo_create(oid)",
    "pg_catalog.lo_from_bytea(oid, bytea)",
    "pg_catalog.lo_unlink(oid)",
)
"""Closed to the gateway's roles: the first would let injected SQL bind another account, others store unscoped data."""


@dataclass(frozen=True, slots=True)
class PolicyState:
    """A policy as the database has it; `command` is `*` for all."""

    roles: tuple[str, ...]
    is_permissive: bool
    command: str
    using: str | None
    check: str | None


@dataclass(frozen=True, slots=True)
class SecurityState:
    """What one table or view has. `grants`: role (or "public") to privileges, the owner's left out."""

    is_enabled: bool
    is_forced: bool
    policies: Mapping[str, PolicyState]
    grants: Mapping[str, frozenset[str]]
    kind: str
    owner: str


def policies(table: Table) -> dict[str, PolicyState]:
    """The policies that `table` must have, by name: one for each role that may use it."""
    wanted: dict[str, PolicyState] = {}
    if table.scope is not Scope.PLATFORM:
        wanted[APP_ROLE] = PolicyState((APP_ROLE,), True, "*", _OWN_ROWS, _OWN_ROWS)
    if table.scope is not Scope.ACCOUNT:
        wanted[PLATFORM_ROLE] = PolicyState((PLATFORM_ROLE,), True, "*", _ALL_ROWS, _ALL_ROWS)
    return wanted


def grants(table: Table) -> dict[str, frozenset[str]]:
    """The privileges that each role must have on `table`."""
    wanted: dict[str, frozenset[str]] = {}
    if table.scope is not Scope.PLATFORM:
        wanted[APP_ROLE] = _WRITE if table.app_may_write else _APPEND if table.is_append_only else _READ
    if table.scope is not Scope.ACCOUNT:
        wanted[PLATFORM_ROLE] = _APPEND | {"DELETE"} if table.is_append_only else _WRITE
    return wanted


_RELATIONS: Final = """
SELECT c.oid, c.relname AS name, c.relkind::text AS kind, c.relrowsecurity AS is_enabled,
       c.relforcerowsecurity AS is_forced, pg_get_userbyid(c.relowner) AS owner
FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
"""

_POLICIES: Final = """
SELECT p.polrelid AS oid, p.polname AS name, p.polpermissive AS is_permissive, p.polcmd::text AS command,
       pg_get_expr(p.polqual, p.polrelid) AS using, pg_get_expr(p.polwithcheck, p.polrelid) AS check,
       ARRAY(SELECT CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r)::text END FROM unnest(p.polroles) r) AS roles
FROM pg_policy p
"""

_GRANTS: Final = """
SELECT c.oid, CASE WHEN x.grantee = 0 THEN 'public' ELSE pg_get_userbyid(x.grantee)::text END AS grantee,
       array_agg(x.privilege_type::text) AS privileges
FROM pg_class c, aclexplode(c.relacl) x
WHERE c.relnamespace = 'public'::regnamespace AND x.grantee <> c.relowner
GROUP BY 1, 2
"""


async def read_security(connection: asyncpg.Connection) -> dict[str, SecurityState]:
    """Every relation of the schema `public` by name."""
    found_policies: dict[int, dict[str, PolicyState]] = {}
    for row in await connection.fetch(_POLICIES):
        found_policies.setdefault(row["oid"], {})[row["name"]] = PolicyState(
            tuple(row["roles"]), row["is_permissive"], row["command"], row["using"], row["check"]
        )
    found_grants: dict[int, dict[str, frozenset[str]]] = {}
    for row in await connection.fetch(_GRANTS):
        found_grants.setdefault(row["oid"], {})[row["grantee"]] = frozenset(row["privileges"])
    return {
        row["name"]: SecurityState(
            row["is_enabled"], row["is_forced"], found_policies.get(row["oid"], {}), found_grants.get(row["oid"], {}),
            row["kind"], row["owner"],
        )
        for row in await connection.fetch(_RELATIONS)
    }  # fmt: skip


def plan_security(state: Mapping[str, SecurityState], catalogue: Catalogue) -> list[str]:
    """Statements that bring policies and grants to what they must be; none when they are."""
    statements: list[str] = []
    by_name = catalogue.by_db_name()
    for name, found in sorted(state.items()):
        table = by_name.get(name)
        if table is not None:
            statements += _plan_policies(table, found)
        statements += _plan_grants(name, found, _wanted_grants(name, found, table))
    return statements


def _wanted_grants(name: str, found: SecurityState, table: Table | None) -> Mapping[str, frozenset[str]]:
    if table is not None:
        return grants(table)
    if name == RECORD_TABLE:
        return {PLATFORM_ROLE: _READ}
    match found.kind:
        case "v":
            return {APP_ROLE: _READ}
        case "S":
            return {APP_ROLE: frozenset({"USAGE"})}
    return {}


def _plan_policies(table: Table, found: SecurityState) -> list[str]:
    target = identifier(table.db_name)
    wanted = policies(table)
    statements: list[str] = []
    if not found.is_enabled:
        statements.append(f"ALTER TABLE {target} ENABLE ROW LEVEL SECURITY")
    if not found.is_forced:
        statements.append(f"ALTER TABLE {target} FORCE ROW LEVEL SECURITY")
    for name, policy in found.policies.items():
        # Policies add up: one that we did not write could only let more rows through.
        if wanted.get(name) != policy:
            statements.append(f"DROP POLICY {identifier(name)} ON {target}")
    for name, policy in wanted.items():
        if found.policies.get(name) != policy:
            statements.append(
                f"CREATE POLICY {identifier(name)} ON {target} AS PERMISSIVE FOR ALL TO {identifier(policy.roles[0])} "
                f"USING ({policy.using}) WITH CHECK ({policy.check})"
            )
    return statements


def _plan_grants(name: str, found: SecurityState, wanted: Mapping[str, frozenset[str]]) -> list[str]:
    kind = "SEQUENCE" if found.kind == "S" else "TABLE"
    target = f"{kind} {identifier(name)}"
    statements: list[str] = []
    for role in ("public", *ROLES):
        has, needs = found.grants.get(role, frozenset()), wanted.get(role, frozenset())
        grantee = "PUBLIC" if role == "public" else identifier(role)
        if has - needs:
            statements.append(f"REVOKE {', '.join(sorted(has - needs))} ON {target} FROM {grantee}")
        if needs - has:
            statements.append(f"GRANT {', '.join(sorted(needs - has))} ON {target} TO {grantee}")
    return statements


async def plan_surroundings(connection: asyncpg.Connection) -> list[str]:
    """Statements for the schema and the database: its own roles may use the schema, nobody may create in it."""
    statements: list[str] = []
    roles = ", ".join(identifier(role) for role in ROLES)
    schema = await connection.fetchrow(
        "SELECT bool_or(x.grantee = 0 AND x.privilege_type = 'CREATE') AS is_open,"
        " count(*) FILTER (WHERE x.privilege_type = 'USAGE' AND pg_get_userbyid(x.grantee) = ANY ($1::name[]))"
        " AS usages FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) x"
        " WHERE n.nspname = 'public'",
        list(ROLES),
    )
    if schema["is_open"]:
        statements.append("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    if schema["usages"] < len(ROLES):
        statements.append(f"GRANT USAGE ON SCHEMA public TO {roles}")
    database = await connection.fetchrow(
        "SELECT current_database() AS name, bool_or(x.grantee = 0 AND x.privilege_type = 'TEMPORARY') AS has_temporary"
        " FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) x"
        " WHERE d.datname = current_database() AND pg_has_role(current_user, d.datdba, 'USAGE')"
    )
    if database["has_temporary"]:
        # A temporary table would outlive its unit of work on a pooled connection, and can shadow a real one.
        statements.append(f"REVOKE TEMPORARY ON DATABASE {identifier(database['name'])} FROM PUBLIC")
    return statements


async def open_functions(connection: asyncpg.Connection) -> list[str]:
    """Those functions closed to the gateway's roles that they may still call."""
    rows = await connection.fetch(
        "SELECT f FROM unnest($1::text[]) f"
        " WHERE EXISTS (SELECT 1 FROM unnest($2::name[]) r WHERE has_function_privilege(r, f, 'EXECUTE'))",
        list(_CLOSED_FUNCTIONS),
        list(ROLES),
    )
    return [row["f"] for row in rows]


async def close_functions(connection: asyncpg.Connection) -> list[str]:
    """Take the functions from everyone but superusers. Returns what could not be done, in sentences."""
    still_open = await open_functions(connection)
    if not still_open:
        return []
    if await connection.fetchval("SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        for function in still_open:
            await connection.execute(f"REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC")
        return []
    names = ", ".join(function.split("(")[0].removeprefix("pg_catalog.") for function in still_open)
    return [
        f"Only a superuser can take {names} from PUBLIC; until one does, SQL injected into the gateway could bind "
        "another account. As superuser: REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text,text,boolean) FROM PUBLIC"
    ]
