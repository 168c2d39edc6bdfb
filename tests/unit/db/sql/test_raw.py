"""Raw SQL: what the rewriting does to a text, and which texts it refuses."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from prisma.fields import Base64, Json

from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.sql.raw import RawIndex, prepare_raw
from alchemi.errors import UnsafeStatementError

INDEX = RawIndex(installed_catalogue())
USER, TEAM = '"LiteLLM_UserTable"', '"LiteLLM_TeamTable"'


def text(sql: str, *params: object) -> str:
    return prepare_raw(sql, params, INDEX).text


@pytest.mark.parametrize(
    ("value", "declared", "sent"),
    [
        ("a", "::text", "a"),
        (True, "::bool", True),
        (7, "::int4", 7),
        (2**31, "::int8", 2**31),
        (2**63, "::numeric", Decimal(2**63)),
        (0.1, "::numeric", Decimal("0.1")),
        (1e-7, "::numeric", Decimal("1e-7")),
        (Decimal("1.50"), "::numeric", Decimal("1.50")),
        (None, "", None),
        (["a", "b"], "::text[]", ["a", "b"]),
        (("a",), "::text[]", ["a"]),
        ([1, 2**40], "::int8[]", [1, 2**40]),
        ([0.5, 1.5], "::numeric[]", [Decimal("0.5"), Decimal("1.5")]),
        (["a", None], "::text[]", ["a", None]),
        ([None, "a"], "", [None, "a"]),
        ([], "", []),
        (["a", 1], "", ["a", 1]),
        ({"a": [1]}, "::jsonb", '{"a": [1]}'),
        (Json({"a": 1}), "::text", '{"a": 1}'),
        (Base64.encode(b"xyz"), "::bytea", b"xyz"),
        (datetime(2024, 1, 2, 3, 4, 5, 678901, UTC), "::text", "2024-01-02T03:04:05.678+00:00"),
        (datetime(2024, 1, 2, 3, 4, 5), "::text", "2024-01-02T03:04:05.000+00:00"),
        (date(2024, 1, 2), "::text", "2024-01-02"),
        (uuid.UUID(int=1), "::text", "00000000-0000-0000-0000-000000000001"),
    ],
)
def test_a_parameter_is_declared_by_the_type_of_its_value(value: object, declared: str, sent: object) -> None:
    statement = prepare_raw("VALUES ($1)", [value], INDEX)
    assert statement.text == f"VALUES ($1{declared})"
    assert statement.arguments([value], "demo") == [sent]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT $1::timestamptz, $2", "SELECT $1::text::timestamptz, $2::int4"),
        ("SELECT '$1', $1, $2 -- $1", "SELECT '$1', $1::text, $2::int4"),
        ("SELECT 'it''s $1', $1, $2", "SELECT 'it''s $1', $1::text, $2::int4"),
        ("SELECT E'\\'$1', $1, $2", "SELECT E'\\'$1', $1::text, $2::int4"),
        ("SELECT $$ $1 $$, $t$ $2 $t$, $1, $2", "SELECT $$ $1 $$, $t$ $2 $t$, $1::text, $2::int4"),
        ('SELECT "$1" /* $1 /* $2 */ $1 */, $1, $2', 'SELECT "$1" /* $1 /* $2 */ $1 */, $1::text, $2::int4'),
        ("SELECT a$1, $1, $2", "SELECT a$1, $1::text, $2::int4"),
        ("SELECT $1[$2]", "SELECT ($1::text)[$2::int4]"),
        ("SELECT $2, $1 ; ", "SELECT $2::int4, $1::text"),
    ],
)
def test_parameters_are_found_outside_strings_names_and_comments(sql: str, expected: str) -> None:
    assert text(sql, "x", 7) == expected


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            f"INSERT INTO {USER} (user_id) VALUES ('a') ON CONFLICT (user_id) DO UPDATE SET spend = 0",
            f"INSERT INTO {USER} (user_id) VALUES ('a') ON CONFLICT (account_id, user_id) DO UPDATE SET spend = 0",
        ),
        (
            f"INSERT INTO \"public\".{USER} (user_id) VALUES ('a') on conflict(user_id) DO NOTHING",
            f"INSERT INTO \"public\".{USER} (user_id) VALUES ('a') on conflict(account_id, user_id) DO NOTHING",
        ),
        (
            f"WITH x AS (INSERT INTO {USER} VALUES ('a') ON CONFLICT (user_id) DO NOTHING RETURNING 1) "
            "INSERT INTO other VALUES (1) ON CONFLICT (a) DO NOTHING",
            f"WITH x AS (INSERT INTO {USER} VALUES ('a') ON CONFLICT (account_id, user_id) DO NOTHING RETURNING 1) "
            "INSERT INTO other VALUES (1) ON CONFLICT (a) DO NOTHING",
        ),
    ],
)
def test_a_conflict_target_leads_with_the_account(sql: str, expected: str) -> None:
    assert text(sql) == expected


@pytest.mark.parametrize(
    "sql",
    [
        f"INSERT INTO {USER} (user_id) VALUES ('a') ON CONFLICT DO NOTHING",
        f"INSERT INTO {USER} (user_id) VALUES ('a') ON CONFLICT ON CONSTRAINT x DO NOTHING",
        f"INSERT INTO {USER} (user_id) VALUES ('a') ON CONFLICT (account_id, user_id) DO NOTHING",
        "INSERT INTO \"Alchemi_KeyDirectory\" (key_hash) VALUES ('a') ON CONFLICT (key_hash) DO NOTHING",
        f"INSERT INTO {USER} (user_id) VALUES ('ON CONFLICT (user_id)')",
    ],
)
def test_other_conflict_clauses_stay(sql: str) -> None:
    assert text(sql) == sql


@pytest.mark.parametrize(
    ("sql", "added"),
    [
        (f"SELECT u.*, count(*) FROM {USER} u JOIN {TEAM} t ON true GROUP BY u.user_id", "u.user_id, u.account_id"),
        (f"SELECT u.* FROM {USER} AS u, {TEAM} GROUP BY u.user_id HAVING true", "u.user_id, u.account_id HAVING"),
        (f"SELECT 1 FROM (SELECT 1 FROM {USER} GROUP BY user_id) x", f"user_id, {USER}.account_id)"),
    ],
)
def test_a_group_by_a_whole_key_names_the_account(sql: str, added: str) -> None:
    assert added in text(sql)


@pytest.mark.parametrize(
    "sql",
    [
        f"SELECT team_id FROM {USER} u JOIN {TEAM} t ON true GROUP BY t.team_alias",
        f"SELECT 1 FROM {USER} u JOIN {TEAM} t ON true GROUP BY lower(u.user_id)",
        f"SELECT 1 FROM {USER} u JOIN {TEAM} t ON true GROUP BY t.user_id",
    ],
)
def test_a_group_by_less_than_a_key_stays(sql: str) -> None:
    assert text(sql) == sql


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            f"UPDATE {USER} SET spend = $1 WHERE user_id = 'a' OR user_id = 'b' RETURNING 1",
            f"UPDATE {USER} SET spend = $1::numeric WHERE {USER}.account_id = $2::text AND "
            "( user_id = 'a' OR user_id = 'b') RETURNING 1",
        ),
        (
            f"UPDATE {USER} AS u SET spend = $1",
            f"UPDATE {USER} AS u SET spend = $1::numeric WHERE u.account_id = $2::text",
        ),
        (
            f"DELETE FROM {USER} WHERE spend = $1;",
            f"DELETE FROM {USER} WHERE {USER}.account_id = $2::text AND ( spend = $1::numeric)",
        ),
        (
            f"SELECT max(spend) FROM {USER} u WHERE u.spend > $1 -- why\nGROUP BY 1 LIMIT 5",
            f"SELECT max(spend) FROM {USER} u WHERE u.account_id = $2::text AND ( u.spend > $1::numeric) -- why\n"
            "GROUP BY 1 LIMIT 5",
        ),
        (
            f"SELECT $1 FROM {USER} ORDER BY 1",
            f"SELECT $1::numeric FROM {USER} WHERE {USER}.account_id = $2::text ORDER BY 1",
        ),
    ],
)
def test_a_statement_over_one_table_gets_the_account_clause(sql: str, expected: str) -> None:
    statement = prepare_raw(sql, [0.5], INDEX)
    assert statement.text == expected
    assert statement.has_account_clause
    assert statement.arguments([0.5], "demo") == [Decimal("0.5"), "demo"]


@pytest.mark.parametrize(
    "sql",
    [
        f"SELECT 1 FROM {USER} u JOIN {TEAM} t ON true WHERE true",
        f"SELECT 1 FROM {USER}, {TEAM} WHERE true",
        f"SELECT 1 FROM {USER}, jsonb_array_elements(metadata) WHERE true",
        f"SELECT 1 FROM {USER} WHERE user_id IN (SELECT user_id FROM {TEAM})",
        f"SELECT 1 FROM {USER} UNION SELECT 2",
        f"WITH x AS (SELECT 1) SELECT 1 FROM {USER}",
        f"UPDATE {USER} SET spend = 0 FROM {TEAM} WHERE true",
        f"DELETE FROM {USER} USING {TEAM} WHERE true",
        f"INSERT INTO {USER} SELECT * FROM {USER}",
        'SELECT * FROM "MonthlyGlobalSpend"',
        "SELECT 1",
    ],
)
def test_a_statement_whose_place_is_not_proven_is_left_to_the_database(sql: str) -> None:
    statement = prepare_raw(sql, [], INDEX)
    assert statement.text == sql
    assert not statement.has_account_clause
    assert statement.arguments([], "demo") == []


@pytest.mark.parametrize(
    ("sql", "tables", "writes", "is_write"),
    [
        (f"SELECT 1 FROM {USER} JOIN {TEAM} ON true", {"LiteLLM_UserTable", "LiteLLM_TeamTable"}, set(), False),
        (f"SELECT 1 FROM {USER} FOR UPDATE", {"LiteLLM_UserTable"}, set(), True),
        (f"SELECT 1 FROM {USER} WHERE true FOR NO KEY UPDATE", {"LiteLLM_UserTable"}, set(), True),
        ("SELECT pg_advisory_xact_lock(1)", set(), set(), True),
        (f"LOCK TABLE {TEAM} IN EXCLUSIVE MODE", {"LiteLLM_TeamTable"}, set(), True),
        (
            f"WITH x AS (DELETE FROM {USER} RETURNING *) INSERT INTO {TEAM} SELECT * FROM x ON CONFLICT DO NOTHING",
            {"LiteLLM_UserTable", "LiteLLM_TeamTable"},
            {"LiteLLM_UserTable", "LiteLLM_TeamTable"},
            True,
        ),
        (
            f"INSERT INTO {TEAM} SELECT * FROM {USER} ON CONFLICT (team_id) DO UPDATE SET spend = 1",
            {"LiteLLM_UserTable", "LiteLLM_TeamTable"},
            {"LiteLLM_TeamTable"},
            True,
        ),
    ],
)
def test_tables_and_writes_are_known(sql: str, tables: set[str], writes: set[str], is_write: bool) -> None:
    statement = prepare_raw(sql, [], INDEX)
    assert (statement.tables, statement.writes, statement.is_write) == (tables, writes, is_write)


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "-- nothing",
        "SELECT 1; SELECT 2",
        "SELECT 1; -- x\n; DROP TABLE x",
        "SET alchemi.account_id = 'b'",
        "SET LOCAL alchemi.account_id = 'b'",
        "SET LOCAL lock_timeout = '1s', 'x'",
        "SET LOCAL role = 'x'",
        "RESET ALL",
        "DISCARD ALL",
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "COPY x TO STDOUT",
        "DO $$ begin end $$",
        "CREATE VIEW x AS SELECT 1",
        "ALTER TABLE x ADD y int",
        "DROP TABLE x",
        "GRANT ALL ON x TO y",
        "LISTEN x",
        "NOTIFY x",
        "CALL x()",
        "EXECUTE x",
        "TRUNCATE x",
        "EXPLAIN ANALYZE SELECT 1",
        "SELECT set_config('alchemi.account_id', 'b', true)",
        "SELECT \"set_config\"('a', 'b', true)",
        "SELECT pg_catalog.set_config ('a', 'b', true)",
        "SELECT SET_CONFIG/**/('a', 'b', true)",
        "SELECT U&\"set\\005fconfig\"('a', 'b', true)",
        "SELECT set_config('alchemi.account_id', $1::text, true)",
        "SELECT pg_advisory_lock(1)",
        "SELECT query_to_xml('x', true, true, '')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT pg_terminate_backend(1)",
        "SELECT 'open",
        'SELECT "open',
        "SELECT $a$ open",
        "SELECT /* open",
        "SELECT (1",
        "SELECT 1)",
        "SELECT $2",
    ],
)
def test_what_could_leave_the_boundary_is_refused(sql: str) -> None:
    with pytest.raises(UnsafeStatementError):
        prepare_raw(sql, ["x"], INDEX)


@pytest.mark.parametrize(
    ("sql", "params", "expected"),
    [
        ("SET LOCAL statement_timeout = 5000", [], "SET LOCAL statement_timeout = '5000'"),
        ("set local lock_timeout to '3s';", [], "SET LOCAL lock_timeout = '3s'"),
        ("SET LOCAL enable_bitmapscan = off", [], "SET LOCAL enable_bitmapscan = 'off'"),
        ("SELECT set_config('lock_timeout', $1::text, true)", ["250ms"], "SET LOCAL lock_timeout = '250ms'"),
    ],
)
def test_timeouts_of_the_transaction_may_be_set(sql: str, params: list[object], expected: str) -> None:
    statement = prepare_raw(sql, params, INDEX)
    assert statement.text == expected
    assert statement.arguments(params, "demo") == []


def test_a_setting_value_cannot_carry_sql() -> None:
    with pytest.raises(UnsafeStatementError):
        prepare_raw("SELECT set_config('lock_timeout', $1::text, true)", ["1'; DROP TABLE x; --"], INDEX)


def test_a_plan_is_made_once_for_a_text_and_its_types() -> None:
    first = prepare_raw("SELECT $1", ["a"], INDEX)
    assert prepare_raw("SELECT $1", ["b"], INDEX) is first
    assert prepare_raw("SELECT $1", [1], INDEX) is not first


def test_values_that_the_text_does_not_use_are_left_out() -> None:
    statement = prepare_raw(f"SELECT 1 FROM {USER} WHERE user_id = $1", ["a", "b"], INDEX)
    assert statement.arguments(["a", "b"], "demo") == ["a", "demo"]
