"""Reads a database's own catalogue and names what would break the account boundary or hinder sharding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import asyncpg

from alchemi.db.roles import APP_ROLE, PLATFORM_ROLE, ROLES
from alchemi.db.schema.catalogue import Catalogue, Scope
from alchemi.db.schema.composer import installed_catalogue


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """`rule` as in `EXPLANATIONS`; `name` is the table, role or view; `detail` the thing in it."""

    rule: str
    name: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.rule} {self.name} {self.detail}: {EXPLANATIONS[self.rule]}".replace(" :", ":")


EXPLANATIONS: Final[Mapping[str, str]] = {
    "C01": "the table has no account_id and is no directory or platform table",
    "C02": "account_id may be NULL",
    "C03": "account_id is not text",
    "C04": "no check keeps account_id from being empty",
    "C05": "a unique key does not start with account_id",
    "C06": "a foreign key does not carry account_id in the same place on both sides",
    "C07": "the action of a foreign key cannot be kept when sharding",
    "C08": "a trigger stands on an account's table",
    "C09": "a generated number is narrower than bigint",
    "R01": "row level security is off",
    "R02": "row level security is not forced on the owner",
    "R03": "a role of ours has privileges and no policy",
    "R04": "a policy is restrictive, which sharding turns into a permissive one",
    "R05": "a policy is not the one predicate for all commands",
    "R06": "a role of ours owns the relation",
    "R07": "a role of ours has more rights than it may",
    "R08": "a privilege is granted that row level security does not govern",
    "R09": "no index starts with account_id",
    "R10": "the index can never be searched under row level security",
    "R11": "the view does not read as its caller",
    "R12": "a function runs with its owner's rights",
    "R13": "something is granted to everyone",
    "R14": "more than one policy for one role",
}

EXEMPT: Final[Mapping[Finding, str]] = {
    Finding("C09", "LiteLLM_ModelTable", "id"): (
        "the wheel's schema says Int; widened when tables are distributed, so that catalogue and database agree"
    ),
    Finding("C07", "LiteLLM_JWTKeyMapping", "LiteLLM_JWTKeyMapping_token_fkey on update c"): (
        "regenerating a virtual key changes its hash in place and the mapping must follow (ADR 0004)"
    ),
}
"""Findings that are known and why they stay. The foreign keys with ON DELETE SET NULL (column) are allowed by rule."""


_PUBLIC: Final = "'public'::regnamespace"

# Account tables: every ordinary or partitioned table of the schema but the named global ones and an extension's.
_QUERY: Final = f"""
WITH tables AS (
  SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relname = ANY ($1) AS is_global
  FROM pg_class c
  WHERE c.relnamespace = {_PUBLIC} AND c.relkind IN ('r', 'p') AND c.relname <> '_prisma_migrations'
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
), scoped AS (
  SELECT t.*, a.attnum, a.attnotnull, format_type(a.atttypid, a.atttypmod) AS type
  FROM tables t LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'account_id' AND NOT a.attisdropped
  WHERE NOT t.is_global
), grants AS (
  SELECT c.oid, c.relname, x.grantee, x.privilege_type FROM pg_class c, aclexplode(c.relacl) x
  WHERE c.relnamespace = {_PUBLIC} AND c.relkind IN ('r', 'p', 'v', 'm', 'S') AND x.grantee <> c.relowner
), ours AS (
  SELECT * FROM pg_roles WHERE rolname = ANY ($2)
)
SELECT 'C01' AS rule, relname::text AS name, '' AS detail FROM scoped WHERE attnum IS NULL
UNION ALL SELECT 'C02', relname, '' FROM scoped WHERE NOT attnotnull
UNION ALL SELECT 'C03', relname, type FROM scoped WHERE type <> 'text'
UNION ALL SELECT 'C04', relname, '' FROM scoped s WHERE attnum IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM pg_constraint k WHERE k.conrelid = s.oid AND k.contype = 'c' AND k.convalidated
      AND pg_get_constraintdef(k.oid) = 'CHECK ((account_id <> ''''::text))')
UNION ALL SELECT 'C05', s.relname, i.indexrelid::regclass::text FROM scoped s JOIN pg_index i ON i.indrelid = s.oid
    WHERE (i.indisunique OR i.indisexclusion) AND i.indkey[0] IS DISTINCT FROM s.attnum
UNION ALL SELECT 'C06', s.relname, k.conname FROM scoped s
    JOIN pg_constraint k ON k.conrelid = s.oid AND k.contype = 'f'
    JOIN scoped f ON f.oid = k.confrelid
    WHERE NOT EXISTS (SELECT 1 FROM generate_subscripts(k.conkey, 1) p
                      WHERE k.conkey[p] = s.attnum AND k.confkey[p] = f.attnum)
UNION ALL SELECT 'C07', s.relname, k.conname || ' on delete ' || k.confdeltype::text FROM scoped s
    JOIN pg_constraint k ON k.conrelid = s.oid AND k.contype = 'f'
    WHERE k.confdeltype IN ('n', 'd') AND (k.confdelsetcols IS NULL OR s.attnum = ANY (k.confdelsetcols))
UNION ALL SELECT 'C07', s.relname, k.conname || ' on update ' || k.confupdtype::text FROM scoped s
    JOIN pg_constraint k ON k.conrelid = s.oid AND k.contype = 'f' WHERE k.confupdtype NOT IN ('a', 'r')
UNION ALL SELECT 'C08', s.relname, g.tgname FROM scoped s
    JOIN pg_trigger g ON g.tgrelid = s.oid WHERE NOT g.tgisinternal
UNION ALL SELECT 'C09', s.relname, a.attname FROM scoped s JOIN pg_attribute a ON a.attrelid = s.oid
    LEFT JOIN pg_attrdef d ON d.adrelid = s.oid AND d.adnum = a.attnum
    WHERE a.atttypid IN ('int2'::regtype, 'int4'::regtype)
      AND (a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%')
UNION ALL SELECT 'R01', relname, '' FROM tables WHERE NOT relrowsecurity
UNION ALL SELECT 'R02', relname, '' FROM tables WHERE relrowsecurity AND NOT relforcerowsecurity
UNION ALL SELECT DISTINCT 'R03', t.relname, o.rolname::text FROM tables t JOIN grants g ON g.oid = t.oid
    JOIN ours o ON o.oid = g.grantee
    WHERE NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid AND o.oid = ANY (p.polroles))
UNION ALL SELECT 'R03', s.relname, $3::text FROM scoped s WHERE NOT EXISTS (
    SELECT 1 FROM pg_policy p JOIN ours o ON o.oid = ANY (p.polroles) WHERE p.polrelid = s.oid AND o.rolname = $3::text)
UNION ALL SELECT 'R04', t.relname, p.polname FROM tables t
    JOIN pg_policy p ON p.polrelid = t.oid WHERE NOT p.polpermissive
UNION ALL SELECT 'R05', t.relname, p.polname FROM tables t JOIN pg_policy p ON p.polrelid = t.oid
    WHERE p.polcmd <> '*' OR p.polqual IS NULL OR p.polwithcheck IS NULL
       OR pg_get_expr(p.polqual, p.polrelid) <> pg_get_expr(p.polwithcheck, p.polrelid)
       OR pg_get_expr(p.polqual, p.polrelid) <> CASE
            WHEN t.is_global AND p.polroles = ARRAY(SELECT oid FROM ours WHERE rolname = $4::text) THEN 'true'
            ELSE '(account_id = current_setting(''alchemi.account_id''::text, true))' END
UNION ALL SELECT 'R06', c.relname, o.rolname FROM pg_class c JOIN ours o ON o.oid = c.relowner
    WHERE c.relnamespace = {_PUBLIC}
UNION ALL SELECT 'R07', o.rolname, '' FROM ours o
    WHERE o.rolsuper OR o.rolbypassrls OR o.rolcreaterole OR o.rolcreatedb OR o.rolreplication
UNION ALL SELECT 'R07', o.rolname, 'member of ' || m.roleid::regrole::text FROM ours o
    JOIN pg_auth_members m ON m.member = o.oid
UNION ALL SELECT 'R07', o.rolname, 'may create in schema public' FROM ours o
    WHERE has_schema_privilege(o.oid, {_PUBLIC}, 'CREATE')
UNION ALL SELECT 'R08', g.relname, g.privilege_type || ' to ' || o.rolname FROM grants g
    JOIN ours o ON o.oid = g.grantee
    WHERE g.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE')
UNION ALL SELECT 'R09', s.relname, '' FROM scoped s WHERE attnum IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM pg_index i WHERE i.indrelid = s.oid AND i.indkey[0] = s.attnum)
UNION ALL SELECT 'R10', s.relname, i.indexrelid::regclass::text FROM scoped s JOIN pg_index i ON i.indrelid = s.oid
    JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    WHERE NOT i.indisunique AND (m.amname <> 'btree' OR i.indkey[0] IS DISTINCT FROM s.attnum OR (
      SELECT u.n = 0 OR y.typtype = 'e' OR y.typcategory = 'A' OR y.oid IN ('jsonb'::regtype, 'numeric'::regtype)
      FROM unnest(i.indkey::int2[]) WITH ORDINALITY u(n, o)
      LEFT JOIN pg_attribute a ON a.attrelid = s.oid AND a.attnum = u.n
      LEFT JOIN pg_type y ON y.oid = a.atttypid
      WHERE u.o <= i.indnkeyatts AND u.n <> s.attnum ORDER BY u.o LIMIT 1))
UNION ALL SELECT 'R11', c.relname, '' FROM pg_class c WHERE c.relnamespace = {_PUBLIC}
    AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false))
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
UNION ALL SELECT 'R12', p.proname, '' FROM pg_proc p WHERE p.pronamespace = {_PUBLIC} AND p.prosecdef
    AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL SELECT 'R13', g.relname, g.privilege_type FROM grants g WHERE g.grantee = 0
UNION ALL SELECT 'R14', t.relname, o.rolname FROM tables t JOIN pg_policy p ON p.polrelid = t.oid
    JOIN ours o ON o.oid = ANY (p.polroles) OR p.polroles = '{{0}}' GROUP BY 1, 2, 3 HAVING count(*) > 1
ORDER BY 1, 2, 3
"""


async def lint(connection: asyncpg.Connection, catalogue: Catalogue | None = None) -> list[Finding]:
    """Everything wrong with the connected database, exempt findings left out. The owner or any role may ask.

    Which tables are global comes from the catalogue, the installed one unless another is given.
    """
    known = catalogue or installed_catalogue()
    names = [table.db_name for table in known.tables.values() if table.scope is not Scope.ACCOUNT]
    rows = await connection.fetch(_QUERY, names, list(ROLES), APP_ROLE, PLATFORM_ROLE)
    found = (Finding(row["rule"], row["name"], row["detail"].replace('"', "")) for row in rows)
    return [finding for finding in found if finding not in EXEMPT]
