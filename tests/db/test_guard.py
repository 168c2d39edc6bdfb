"""The gateway does not start on a database that would not hold the account boundary."""

from __future__ import annotations

import asyncpg
import pytest

from alchemi.db.guard import verify_database
from alchemi.db.schema.catalogue import Catalogue
from alchemi.errors import UnsafeDatabaseError
from tests.support.cluster import Cluster, TestDatabase


async def _problems(database: TestDatabase, catalogue: Catalogue, *, app_dsn: str | None = None) -> str:
    with pytest.raises(UnsafeDatabaseError) as caught:
        await verify_database(app_dsn or database.app_dsn, database.platform_dsn, catalogue)
    return caught.value.detail


async def _damage(database: TestDatabase, statement: str) -> None:
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def test_a_migrated_database_is_accepted(any_cluster: Cluster, catalogue: Catalogue) -> None:
    name = any_cluster.owner_dsn.rsplit("/", 1)[1]
    whole = TestDatabase(name, any_cluster.owner_dsn)
    await verify_database(whole.app_dsn, whole.platform_dsn, catalogue)


async def test_a_superuser_is_refused(database: TestDatabase, catalogue: Catalogue) -> None:
    text = await _problems(database, catalogue, app_dsn=database.owner_dsn)
    assert "alchemi_owner (app) is a superuser" in text
    assert "bypasses row level security" in text


@pytest.mark.parametrize(
    ("attribute", "fault"),
    [
        ("BYPASSRLS", "bypasses row level security"),
        ("CREATEROLE", "may create roles"),
        ("CREATEDB", "may create databases"),
        ("REPLICATION", "may replicate"),
    ],
)
async def test_a_strong_role_is_refused(
    cluster: Cluster, database: TestDatabase, catalogue: Catalogue, attribute: str, fault: str
) -> None:
    role = f"strong_{database.name}_{attribute.lower()}"
    await cluster.execute(f"CREATE ROLE {role} LOGIN {attribute} PASSWORD 'strong'")
    try:
        dsn = f"postgresql://{role}:strong@{database.owner_dsn.rsplit('@', 1)[1]}"
        assert f"{role} (app) {fault}" in await _problems(database, catalogue, app_dsn=dsn)
    finally:
        await cluster.execute(f"DROP ROLE {role}")


async def test_a_role_that_owns_a_table_or_may_become_stronger_is_refused(
    cluster: Cluster, fresh_database: TestDatabase, catalogue: Catalogue
) -> None:
    role = f"owning_{fresh_database.name}"
    await cluster.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'owning'; GRANT alchemi_owner TO {role}")
    try:
        dsn = f"postgresql://{role}:owning@{fresh_database.owner_dsn.rsplit('@', 1)[1]}"
        text = await _problems(fresh_database, catalogue, app_dsn=dsn)
        assert f"{role} (app) owns" in text
        assert f"{role} (app) may become alchemi_owner" in text
    finally:
        await cluster.execute(f"DROP ROLE {role}")


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ('DROP TABLE "LiteLLM_TagTable"', "table LiteLLM_TagTable does not exist"),
        ('ALTER TABLE "LiteLLM_TagTable" DROP COLUMN account_id CASCADE', "LiteLLM_TagTable has no account_id"),
        ('ALTER TABLE "LiteLLM_TagTable" DROP CONSTRAINT account_id_not_empty', "may be missing or empty"),
        ('ALTER TABLE "LiteLLM_TagTable" DROP CONSTRAINT "LiteLLM_TagTable_pkey"', "no primary key"),
        ('CREATE UNIQUE INDEX stray ON "LiteLLM_TagTable" (tag_name)', "without the account first (stray)"),
        ('ALTER TABLE "LiteLLM_TagTable" DISABLE ROW LEVEL SECURITY', "row level security off"),
        ('ALTER TABLE "LiteLLM_TagTable" NO FORCE ROW LEVEL SECURITY', "not forced on its owner"),
        ('DROP POLICY alchemi_app ON "LiteLLM_TagTable"', "no policy alchemi_app as it must be"),
        ('ALTER POLICY alchemi_app ON "LiteLLM_TagTable" USING (true)', "no policy alchemi_app as it must be"),
        ('CREATE POLICY stray ON "LiteLLM_TagTable" USING (true)', "an unknown policy stray"),
        ('DROP POLICY alchemi_platform ON "Alchemi_AccountTable"', "no policy alchemi_platform as it must be"),
    ],
)
async def test_a_table_without_its_protection_is_refused(
    fresh_database: TestDatabase, catalogue: Catalogue, statement: str, fault: str
) -> None:
    await _damage(fresh_database, statement)
    assert fault in await _problems(fresh_database, catalogue)


async def test_every_problem_is_named_at_once(fresh_database: TestDatabase, catalogue: Catalogue) -> None:
    await _damage(
        fresh_database,
        'ALTER TABLE "LiteLLM_TagTable" DISABLE ROW LEVEL SECURITY; DROP TABLE "LiteLLM_AuditLog"',
    )
    text = await _problems(fresh_database, catalogue, app_dsn=fresh_database.owner_dsn)
    assert all(part in text for part in ("superuser", "LiteLLM_TagTable", "LiteLLM_AuditLog", "alchemi migrate"))
