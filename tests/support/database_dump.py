"""Everything that a migration decides about a database, as text that can be compared: order of columns left out."""

from __future__ import annotations

import asyncpg

_QUERIES = {
    "column": """
        SELECT c.relname || '.' || a.attname, format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull || ' ' ||
               coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' ' || a.attidentity::text || a.attgenerated::text
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')""",
    "constraint": """
        SELECT c.relname || '.' || k.conname, pg_get_constraintdef(k.oid) || ' ' || k.convalidated
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE c.relnamespace = 'public'::regnamespace AND k.contype <> 'n'""",
    "index": """
        SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) || ' ' || i.indisvalid
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid WHERE c.relnamespace = 'public'::regnamespace""",
    "policy": """
        SELECT p.polrelid::regclass::text || '.' || p.polname, p.polpermissive || ' ' || p.polcmd::text || ' ' ||
               p.polroles::regrole[]::text || ' ' || pg_get_expr(polqual, polrelid) || ' ' ||
               pg_get_expr(polwithcheck, polrelid) FROM pg_policy p""",
    "security": """
        SELECT c.relname, c.relkind::text || ' ' || c.relrowsecurity || ' ' || c.relforcerowsecurity || ' ' ||
               coalesce(c.reloptions::text, '')
        FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')""",
    "grant": """
        SELECT c.relname || ' to ' || x.grantee::regrole::text || ' ' || x.privilege_type, x.is_grantable::text
        FROM pg_class c, aclexplode(c.relacl) x
        WHERE c.relnamespace = 'public'::regnamespace AND x.grantee <> c.relowner""",
    "trigger": """
        SELECT g.tgrelid::regclass::text || '.' || g.tgname, pg_get_triggerdef(g.oid)
        FROM pg_trigger g WHERE NOT g.tgisinternal""",
    "function": """
        SELECT p.oid::regprocedure::text, p.prosecdef::text FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace""",
    "enum": "SELECT enumtypid::regtype::text || '.' || enumlabel, '' FROM pg_enum",
    "schema": "SELECT 'public', coalesce(nspacl::text, '') FROM pg_namespace WHERE nspname = 'public'",
    "migration": "SELECT migration_name, checksum || ' ' || (finished_at IS NOT NULL) FROM _prisma_migrations",
}


async def dump(connection: asyncpg.Connection) -> dict[str, str]:
    """Kind and name to definition."""
    found: dict[str, str] = {}
    for kind, query in _QUERIES.items():
        for name, text in await connection.fetch(query):
            found[f"{kind} {name}"] = text
    return found


async def dump_of(dsn: str) -> dict[str, str]:
    connection = await asyncpg.connect(dsn)
    try:
        return await dump(connection)
    finally:
        await connection.close()
