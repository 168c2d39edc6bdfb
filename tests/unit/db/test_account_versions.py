"""Which writes make an account's configuration or permissions old, decided from the write alone."""

from __future__ import annotations

import re

import pytest

from alchemi.db.account_spend import SPEND_FIELDS
from alchemi.db.account_versions import AUTH_TABLES, CONFIG_TABLES, is_auth_change, is_config_change
from alchemi.db.changes import Change
from alchemi.db.schema.catalogue import Scope
from alchemi.db.schema.composer import installed_catalogue
from alchemi.db.sql.raw import RawIndex, prepare_raw
from tests.support.wheel_sql import wheel_constant, wheel_statements

CATALOGUE = installed_catalogue()
INDEX = RawIndex(CATALOGUE)
ADD = {"increment": 0.5}

WITHOUT_BEARING = (
    "AdaptiveRouter", "AuditLog", "AutoRouter", "Background", "BudgetWindowSpend", "CronJob", "Daily", "Deleted", "ErrorLogs",
    "HealthCheckTable", "InvitationLink", "Lens", "ManagedFile", "ManagedObject", "ManagedVectorStoreTable", "MemoryTable",
    "ProxyWorkerHeartbeat", "RetiredAgent", "SSOIdentityAssertion", "ShadowEval", "SpendLog", "UserNotifications", "Workflow",
)  # fmt: skip
"""Beginnings of names of the wheel's tables that hold records, results and work, read where they are needed."""


def test_every_table_of_the_wheel_is_classified() -> None:
    """A new wheel's new table fails here until someone decides."""
    unknown = {
        table.name
        for table in CATALOGUE.scoped()
        if not table.is_ours
        and table.name not in CONFIG_TABLES | AUTH_TABLES
        and not table.name.removeprefix("LiteLLM_").startswith(WITHOUT_BEARING)
    }
    assert unknown == set()
    assert set(CATALOGUE.tables) >= CONFIG_TABLES | AUTH_TABLES


def test_what_the_wheel_itself_synchronises_is_configuration() -> None:
    synced = wheel_constant("litellm.proxy.common_utils.config_sync_pubsub", "_CONFIG_SYNCED_TABLE_NAMES")
    assert len(synced) >= 15
    assert synced <= {table.lower() for table in CONFIG_TABLES}


def typed(table: str, **data: object) -> Change:
    return Change.of_update(CATALOGUE.tables[f"LiteLLM_{table}"], data)


@pytest.mark.parametrize(
    ("change", "config", "auth"),
    [
        (Change("LiteLLM_ProxyModelTable"), True, False),
        (typed("ProxyModelTable", blocked=True), True, False),
        (typed("AccessGroupTable", access_model_names=[]), True, True),
        (typed("MCPServerTable", status="healthy", last_health_check=None), False, False),
        (typed("MCPServerTable", url="https://a.example"), True, False),
        (typed("AgentsTable", spend=ADD), False, False),
        (typed("Config", last_run_at=None), False, False),
        (typed("Config", param_value={}), True, False),
        (Change("LiteLLM_VerificationToken"), False, True),
        (typed("VerificationToken", spend=ADD, total_spend=ADD, last_active=None), False, False),
        (typed("VerificationToken", spend=0.0), False, True),
        (typed("VerificationToken", spend=ADD, budget_reset_at=None), False, True),
        (typed("VerificationToken", blocked=True), False, True),
        (typed("UserTable", spend=ADD), False, False),
        (typed("UserTable", user_role="internal_user"), False, True),
        (typed("OrganizationMembership", spend=ADD), False, False),
        (typed("BudgetTable", budget_reset_at=None), False, True),
        (Change("LiteLLM_SpendLogs"), False, False),
        (Change("LiteLLM_DailyUserSpend"), False, False),
        (Change("LiteLLM_AuditLog"), False, False),
    ],
)
def test_a_write_bumps_what_it_bears_on(change: Change, config: bool, auth: bool) -> None:
    assert (is_config_change(change), is_auth_change(change)) == (config, auth)


def test_an_upsert_that_counts_spend_makes_no_new_right() -> None:
    end_users, tools = CATALOGUE.tables["LiteLLM_EndUserTable"], CATALOGUE.tables["LiteLLM_ToolTable"]
    seen = {"tool_id": "1", "tool_name": "x", "input_policy": "untrusted", "call_count": 1, "created_by": "system"}
    quiet = [
        Change.of_upsert(end_users, {"user_id": "x", "spend": 1.0, "blocked": False}, {"spend": ADD}),
        Change.of_upsert(tools, seen, {"call_count": {"increment": 1}, "last_used_at": None}),
    ]
    loud = [
        Change.of_upsert(end_users, {"user_id": "x", "blocked": True}, {"spend": ADD}),
        Change.of_upsert(end_users, {"user_id": "x", "budget_id": "b"}, {"budget_id": "b"}),
        Change.of_upsert(tools, seen | {"input_policy": "blocked"}, {"call_count": {"increment": 1}}),
    ]
    assert [is_auth_change(change) for change in quiet + loud] == [False, False, True, True, True]


RAW = [
    ('UPDATE "LiteLLM_VerificationToken" SET spend = spend + $1 WHERE token = $2', False),
    ('UPDATE "LiteLLM_VerificationToken" t SET spend = t.spend + $1, last_active = now() FROM x WHERE t.token = $2', False),
    ('UPDATE "LiteLLM_VerificationToken" SET spend = $1', True),
    ('UPDATE "LiteLLM_VerificationToken" SET spend = EXCLUDED.spend', True),
    ('UPDATE "LiteLLM_VerificationToken" SET "blocked" = true, spend = spend + 1', True),
    ('UPDATE "LiteLLM_VerificationToken" SET (spend, blocked) = (SELECT 0, true)', True),
    ('DELETE FROM "LiteLLM_VerificationToken" WHERE token = $1', True),
    ('WITH gone AS (DELETE FROM public."LiteLLM_TeamMembership" RETURNING user_id) SELECT * FROM gone', True),
    ('WITH up AS (UPDATE "LiteLLM_UserTable" SET spend = spend + 1 RETURNING user_id) SELECT * FROM up', False),
    ('INSERT INTO "LiteLLM_TeamMembership" (user_id, team_id) VALUES ($1, $2)', True),
    ('INSERT INTO "LiteLLM_TeamMembership" (user_id, team_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', True),
    ('INSERT INTO "LiteLLM_TagTable" (tag_name, spend) VALUES ($1, 0) ON CONFLICT (tag_name) DO UPDATE'
     ' SET spend = "LiteLLM_TagTable".spend + EXCLUDED.spend', False),
    ('INSERT INTO "LiteLLM_TagTable" (tag_name, budget_id) VALUES ($1, $2) ON CONFLICT (tag_name) DO UPDATE'
     ' SET spend = "LiteLLM_TagTable".spend + 1', True),
    ('SELECT token FROM "LiteLLM_VerificationToken" FOR UPDATE', False),
]  # fmt: skip


@pytest.mark.parametrize(("sql", "auth"), RAW, ids=range(len(RAW)))
def test_raw_sql_is_read_for_what_it_sets(sql: str, auth: bool) -> None:
    changes = prepare_raw(sql, [None] * sql.count("$"), INDEX).changes
    assert any(map(is_auth_change, changes)) is auth
    assert not any(map(is_config_change, changes))


def test_the_wheels_own_raw_statements_are_read() -> None:
    """Each write of the wheel names a table that it is known for; its spend flush of team members bumps nothing."""
    texts = {statement.text for statement in wheel_statements() if statement.text is not None}
    members = [text for text in texts if "jsonb_to_recordset" in text and "total_spend" in text]
    plans = {text: prepare_raw(text, _nothing(text), INDEX) for text in texts}
    assert len(members) == 1
    assert not any(map(is_auth_change, plans[members[0]].changes))
    assert {change.table for plan in plans.values() for change in plan.changes} == set().union(
        *(plan.writes for plan in plans.values())
    )


def test_the_wheel_writes_its_spend_log_by_calls_alone() -> None:
    """The account's spend follows the calls; raw SQL may delete from the spend log, or change what costs nothing."""
    texts = {statement.text for statement in wheel_statements() if statement.text is not None}
    plans = [prepare_raw(text, _nothing(text), INDEX) for text in texts]
    raw = [(plan.text, change) for plan in plans for change in plan.changes if change.table == "LiteLLM_SpendLogs"]
    assert raw
    assert [text for text, _ in raw if re.search(r'insert\s+into\s+"LiteLLM_SpendLogs"', text, re.IGNORECASE)] == []
    assert [change for _, change in raw if change.fields is not None and change.touches(SPEND_FIELDS)] == []


def _nothing(text: str) -> list[object]:
    return ["1s"] if "set_config" in text else [None] * 40


def test_our_tables_that_bear_on_rights_are_the_accounts_own() -> None:
    ours = [CATALOGUE.tables[name] for name in AUTH_TABLES if name.startswith("Alchemi_")]
    assert all(table.scope is not Scope.PLATFORM for table in ours)
