"""Splitting migration text, and rewriting it for a database that is account-scoped already."""

from __future__ import annotations

import pytest

from alchemi.db.migrations.files import wheel_files
from alchemi.db.migrations.statements import (
    changes_rows,
    changes_rows_and_shape,
    concurrent_index,
    not_concurrent,
    rewrite,
    split,
    written_table,
)
from alchemi.db.migrations.wheel_source import request_log_indexes, wheel_views

_SCOPED = {"T", "U"}
_FIRST_WORDS = {"ALTER", "CREATE", "DO", "DROP", "INSERT", "SELECT", "UPDATE"}


@pytest.mark.parametrize(
    ("sql", "statements"),
    [
        ("", []),
        (" ;; \n-- nothing\n;", []),
        ("A; B", ["A", "B"]),
        ("A 'x;y'; B \"c;d\"", ["A 'x;y'", 'B "c;d"']),
        ("A 'it''s;'; B", ["A 'it''s;'", "B"]),
        (r"A E'it\';s'; B", [r"A E'it\';s'", "B"]),
        (r"A 'back\'; B", [r"A 'back\'", "B"]),
        ("A -- one; two\n; B", ["A", "B"]),
        ("A /* one; /* two; */ three; */; B", ["A", "B"]),
        ("DO $$ BEGIN A; B; END $$; C", ["DO $$ BEGIN A; B; END $$", "C"]),
        ("DO $x$ A; $$; $x$; C", ["DO $x$ A; $$; $x$", "C"]),
        ("A $1; B $2", ["A $1", "B $2"]),
    ],
)
def test_split(sql: str, statements: list[str]) -> None:
    assert split(sql) == statements


@pytest.mark.parametrize("sql", ["DO $$ A;", "A /* /* */"])
def test_split_refuses_what_is_not_closed(sql: str) -> None:
    with pytest.raises(ValueError, match="not closed"):
        split(sql)


def test_every_file_of_the_wheel_can_be_split() -> None:
    for file in wheel_files():
        for statement in split(file.sql):
            assert statement.split()[0].upper() in {
                "ALTER",
                "CREATE",
                "DO",
                "DROP",
                "INSERT",
                "UPDATE",
                "COMMENT",
                "SELECT",
            }, file


_KEY = 'FOREIGN KEY ("a") REFERENCES "U"("b") ON DELETE SET NULL ON UPDATE CASCADE'


@pytest.mark.parametrize(
    ("statement", "rewritten"),
    [
        (f'ALTER TABLE "T" ADD CONSTRAINT "k" {_KEY}', None),
        (f'ALTER TABLE "T" ADD CONSTRAINT "k" {_KEY}, ADD CONSTRAINT "l" {_KEY}', None),
        (f'ALTER TABLE "T" ADD CONSTRAINT "k" {_KEY}, ADD COLUMN "c" TEXT', 'ALTER TABLE "T" ADD COLUMN "c" TEXT'),
        (f'ALTER TABLE "T" ADD COLUMN "c" TEXT, ADD CONSTRAINT "k" {_KEY}', 'ALTER TABLE "T" ADD COLUMN "c" TEXT'),
        (f'CREATE TABLE "N" ("a" TEXT, CONSTRAINT "k" {_KEY})', 'CREATE TABLE "N" ("a" TEXT)'),
        (
            'CREATE TABLE "N" ("a" TEXT NOT NULL REFERENCES "U"("b") ON DELETE CASCADE, "c" INT)',
            'CREATE TABLE "N" ("a" TEXT NOT NULL, "c" INT)',
        ),
        (
            f'DO $$ BEGIN IF x THEN ALTER TABLE "T" ADD CONSTRAINT "k" {_KEY}; END IF; END $$',
            "DO $$ BEGIN IF x THEN NULL; END IF; END $$",
        ),
        ('CREATE INDEX "i" ON "T"("a")', 'CREATE INDEX "i" ON "T"("account_id", "a")'),
        (
            'CREATE UNIQUE INDEX IF NOT EXISTS "i" ON "public"."T" USING btree ("a" DESC)',
            'CREATE UNIQUE INDEX IF NOT EXISTS "i" ON "public"."T" USING btree ("account_id", "a" DESC)',
        ),
        ('CREATE INDEX "i" ON "T" USING GIN ("a")', 'CREATE INDEX "i" ON "T" USING GIN ("a")'),
        ('CREATE UNIQUE INDEX "i" ON "New"("a")', 'CREATE UNIQUE INDEX "i" ON "New"("a")'),
        (
            'ALTER TABLE "T" ADD CONSTRAINT "T_pkey" PRIMARY KEY ("a")',
            'ALTER TABLE "T" ADD CONSTRAINT "T_pkey" PRIMARY KEY ("account_id", "a")',
        ),
        (
            'ALTER TABLE "T" DROP CONSTRAINT "T_pkey", ADD CONSTRAINT "T_pkey" PRIMARY KEY ("a")',
            'ALTER TABLE "T" DROP CONSTRAINT IF EXISTS "T_pkey" CASCADE, '
            'ADD CONSTRAINT "T_pkey" PRIMARY KEY ("account_id", "a")',
        ),
        ('DROP INDEX "i"', 'DROP INDEX IF EXISTS "i" CASCADE'),
        (
            'INSERT INTO "T" ("a") VALUES (1) ON CONFLICT ("a") DO NOTHING',
            'INSERT INTO "T" ("a") VALUES (1) ON CONFLICT ("account_id", "a") DO NOTHING',
        ),
        (
            'INSERT INTO "T" ("a") VALUES (1) ON CONFLICT DO NOTHING',
            'INSERT INTO "T" ("a") VALUES (1) ON CONFLICT DO NOTHING',
        ),
        ('ALTER TABLE "T" ADD COLUMN "a" TEXT', 'ALTER TABLE "T" ADD COLUMN "a" TEXT'),
        (
            'CREATE FUNCTION f() RETURNS trigger AS $$ INSERT INTO "T" (a) VALUES (1) ON CONFLICT ("a") DO NOTHING $$',
            'CREATE FUNCTION f() RETURNS trigger AS $$ INSERT INTO "T" (a) VALUES (1) ON CONFLICT ("a") DO NOTHING $$',
        ),
    ],
)
def test_rewrite(statement: str, rewritten: str | None) -> None:
    assert rewrite(statement, _SCOPED) == rewritten


@pytest.mark.parametrize(
    ("statement", "rows", "both"),
    [
        ('UPDATE "T" SET a = 1', True, False),
        ("INSERT INTO x SELECT 1", True, False),
        ("WITH q AS (SELECT 1) DELETE FROM x", True, False),
        ('DO $$ BEGIN UPDATE "T" t SET a = 1; END $$', True, False),
        ('DO $$ BEGIN ALTER TABLE "T" ADD a int; UPDATE "T" SET a = 1; END $$', False, True),
        ('DO $$ BEGIN ALTER TABLE "T" ADD a int; END $$', False, False),
        ('ALTER TABLE "T" ADD FOREIGN KEY (a) REFERENCES b ON UPDATE SET NULL', False, False),
    ],
)
def test_what_changes_rows(statement: str, rows: bool, both: bool) -> None:
    assert (changes_rows(statement), changes_rows_and_shape(statement)) == (rows, both)


def test_the_written_table_is_found() -> None:
    assert written_table('DO $$ BEGIN UPDATE ONLY "T" SET a = 1; END $$') == "T"
    assert written_table("INSERT INTO public.x VALUES (1)") == "x"
    assert written_table("SELECT 1") is None


def test_concurrent_indexes() -> None:
    statement = 'CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "i" ON "T" ("a")'
    assert concurrent_index(statement) == ("i", "T")
    assert not_concurrent(statement) == 'CREATE UNIQUE INDEX IF NOT EXISTS "i" ON "T" ("a")'
    assert concurrent_index('CREATE INDEX "i" ON "T" ("a")') is None


def test_the_wheels_sources_still_say_what_we_read() -> None:
    assert set(wheel_views()) >= {"LiteLLM_VerificationTokenView", "MonthlyGlobalSpend", "DailyTagSpend"}
    assert len(wheel_views()) == 8
    assert [(index.table, index.columns) for index in request_log_indexes()] == [
        ("LiteLLM_SpendLogs", ("api_key", "startTime")),
        ("LiteLLM_SpendLogs", ("litellm_call_id",)),
    ]
