"""The linter finds nothing on a migrated database, and every rule finds what it is for."""

from __future__ import annotations

import asyncpg
import pytest

from alchemi.db.linter import EXEMPT, EXPLANATIONS, Finding, lint
from alchemi.db.schema.catalogue import Catalogue
from tests.support.cluster import Cluster, TestDatabase

_DAMAGE = {
    "C01": ("CREATE TABLE stray (id int)", Finding("C01", "stray")),
    "C02": (
        'ALTER TABLE "LiteLLM_TagTable" DROP CONSTRAINT "LiteLLM_TagTable_pkey", ALTER account_id DROP NOT NULL',
        Finding("C02", "LiteLLM_TagTable"),
    ),
    "C03": ("CREATE TABLE stray (account_id uuid NOT NULL)", Finding("C03", "stray", "uuid")),
    "C04": (
        'ALTER TABLE "LiteLLM_TagTable" DROP CONSTRAINT account_id_not_empty',
        Finding("C04", "LiteLLM_TagTable"),
    ),
    "C05": (
        'CREATE UNIQUE INDEX stray ON "LiteLLM_TagTable" (tag_name)',
        Finding("C05", "LiteLLM_TagTable", "stray"),
    ),
    "C06": (
        'CREATE UNIQUE INDEX helper ON "LiteLLM_TagTable" (tag_name); ALTER TABLE "LiteLLM_TeamTable"'
        ' ADD CONSTRAINT stray FOREIGN KEY (team_alias) REFERENCES "LiteLLM_TagTable" (tag_name)',
        Finding("C06", "LiteLLM_TeamTable", "stray"),
    ),
    "C07": (
        'ALTER TABLE "LiteLLM_TeamTable" ADD CONSTRAINT stray FOREIGN KEY (account_id, team_alias)'
        ' REFERENCES "LiteLLM_TagTable" (account_id, tag_name) ON DELETE SET NULL',
        Finding("C07", "LiteLLM_TeamTable", "stray on delete n"),
    ),
    "C07 on update": (
        'ALTER TABLE "LiteLLM_TeamTable" ADD CONSTRAINT stray FOREIGN KEY (account_id, team_alias)'
        ' REFERENCES "LiteLLM_TagTable" (account_id, tag_name) ON UPDATE CASCADE',
        Finding("C07", "LiteLLM_TeamTable", "stray on update c"),
    ),
    "C08": (
        "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
        ' CREATE TRIGGER stray AFTER INSERT ON "LiteLLM_TagTable" EXECUTE FUNCTION nothing()',
        Finding("C08", "LiteLLM_TagTable", "stray"),
    ),
    "C09": (
        'ALTER TABLE "LiteLLM_TagTable" ADD COLUMN stray int GENERATED ALWAYS AS IDENTITY',
        Finding("C09", "LiteLLM_TagTable", "stray"),
    ),
    "R01": ('ALTER TABLE "LiteLLM_TagTable" DISABLE ROW LEVEL SECURITY', Finding("R01", "LiteLLM_TagTable")),
    "R02": ('ALTER TABLE "LiteLLM_TagTable" NO FORCE ROW LEVEL SECURITY', Finding("R02", "LiteLLM_TagTable")),
    "R03": (
        'DROP POLICY alchemi_app ON "LiteLLM_TagTable"',
        Finding("R03", "LiteLLM_TagTable", "alchemi_app"),
    ),
    "R03 granted": (
        'GRANT SELECT ON "LiteLLM_TagTable" TO alchemi_platform',
        Finding("R03", "LiteLLM_TagTable", "alchemi_platform"),
    ),
    "R04": (
        'CREATE POLICY stray ON "LiteLLM_TagTable" AS RESTRICTIVE USING (true)',
        Finding("R04", "LiteLLM_TagTable", "stray"),
    ),
    "R05": (
        'ALTER POLICY alchemi_app ON "LiteLLM_TagTable" USING (true)',
        Finding("R05", "LiteLLM_TagTable", "alchemi_app"),
    ),
    "R05 for one command": (
        'DROP POLICY alchemi_app ON "LiteLLM_TagTable"; CREATE POLICY alchemi_app ON "LiteLLM_TagTable" FOR SELECT'
        " TO alchemi_app USING (account_id = current_setting('alchemi.account_id', true))",
        Finding("R05", "LiteLLM_TagTable", "alchemi_app"),
    ),
    "R06": ('ALTER TABLE "LiteLLM_TagTable" OWNER TO alchemi_app', Finding("R06", "LiteLLM_TagTable", "alchemi_app")),
    "R07": ("ALTER ROLE alchemi_app BYPASSRLS", Finding("R07", "alchemi_app")),
    "R07 member": (
        "GRANT pg_read_all_data TO alchemi_app",
        Finding("R07", "alchemi_app", "member of pg_read_all_data"),
    ),
    "R07 schema": (
        "GRANT CREATE ON SCHEMA public TO alchemi_platform",
        Finding("R07", "alchemi_platform", "may create in schema public"),
    ),
    "R08": (
        'GRANT TRUNCATE ON "LiteLLM_TagTable" TO alchemi_app',
        Finding("R08", "LiteLLM_TagTable", "TRUNCATE to alchemi_app"),
    ),
    "R09": ("CREATE TABLE stray (account_id text NOT NULL)", Finding("R09", "stray")),
    "R10": (
        'CREATE INDEX stray ON "LiteLLM_TagTable" (account_id, lower(description))',
        Finding("R10", "LiteLLM_TagTable", "stray"),
    ),
    "R11": ('CREATE VIEW stray AS SELECT * FROM "LiteLLM_TagTable"', Finding("R11", "stray")),
    "R11 materialized": (
        'CREATE MATERIALIZED VIEW stray AS SELECT * FROM "LiteLLM_TagTable"',
        Finding("R11", "stray"),
    ),
    "R12": (
        "CREATE FUNCTION stray() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        Finding("R12", "stray"),
    ),
    "R13": ('GRANT SELECT ON "LiteLLM_TagTable" TO PUBLIC', Finding("R13", "LiteLLM_TagTable", "SELECT")),
    "R14": (
        'CREATE POLICY stray ON "LiteLLM_TagTable" TO alchemi_app'
        " USING (account_id = current_setting('alchemi.account_id', true))",
        Finding("R14", "LiteLLM_TagTable", "alchemi_app"),
    ),
}


async def test_a_migrated_database_has_no_finding(any_cluster: Cluster, catalogue: Catalogue) -> None:
    connection = await asyncpg.connect(any_cluster.owner_dsn)
    try:
        assert await lint(connection, catalogue) == []
    finally:
        await connection.close()


@pytest.mark.parametrize(("statement", "finding"), _DAMAGE.values(), ids=_DAMAGE)
async def test_a_rule_finds_what_it_is_for(database: TestDatabase, statement: str, finding: Finding) -> None:
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        transaction = connection.transaction()
        await transaction.start()
        await connection.execute(statement)
        assert finding in await lint(connection)
        await transaction.rollback()
        assert await lint(connection) == []
    finally:
        await connection.close()


def test_every_rule_is_shown_to_work() -> None:
    assert {name.split()[0] for name in _DAMAGE} == set(EXPLANATIONS)


async def test_every_exemption_is_still_needed(database: TestDatabase, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alchemi.db.linter.EXEMPT", {})
    connection = await asyncpg.connect(database.owner_dsn)
    try:
        assert set(await lint(connection)) == set(EXEMPT)
    finally:
        await connection.close()


def test_a_finding_reads_as_a_sentence() -> None:
    assert str(Finding("R01", "Users")) == "R01 Users: row level security is off"
