"""The wheel boots on our engine, calls nobody, and writes each account's rows into that account."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.cluster import Cluster
from tests.support.gateway import (
    EMBEDDING_MODEL,
    MODEL,
    Gateway,
    ModelServer,
    chat,
    made,
    make_account,
    make_models,
    rows,
)


async def test_only_the_platforms_own_rows_are_in_the_system_account(gateway: Gateway, served_database) -> None:
    tables = await rows(
        served_database,
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'account_id'"
        " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace",
    )
    filled = {
        table
        for (table,) in tables
        if await rows(served_database, f"SELECT 1 FROM \"{table}\" WHERE account_id = '_system' LIMIT 1")
    }
    # Sessions there are the super admin's: other tests of this gateway sign in.
    trail = {"Alchemi_AuditEvent", "Alchemi_AuditChain", "Alchemi_AuditCheckpoint"}
    own = {"Alchemi_AccountTable", "Alchemi_Session", "LiteLLM_ProxyWorkerHeartbeat", "LiteLLM_DailyGatewayRequests"}
    own |= trail  # what the operator did to the platform and to accounts
    assert filled <= own
    sessions = "SELECT DISTINCT kind FROM \"Alchemi_Session\" WHERE account_id = '_system'"
    assert [kind for (kind,) in await rows(served_database, sessions)] in ([], ["platform"])


def test_the_demo_account_has_its_models(gateway: Gateway, operator) -> None:
    assert {model["id"] for model in made(operator.get("/v1/models"))["data"]} == {MODEL, EMBEDDING_MODEL}


def test_everyday_management_works(gateway: Gateway, operator) -> None:
    made(operator.post("/organization/new", json={"organization_alias": "everyday"}))
    made(operator.post("/budget/new", json={"budget_id": "everyday", "max_budget": 5}))
    credential = {"credential_name": "everyday", "credential_values": {"api_key": "x"}, "credential_info": {}}
    made(operator.post("/credentials", json=credential))
    for path in ("/team/list", "/user/list", "/key/list", "/credentials", "/spend/logs", "/organization/list"):
        assert operator.get(path).status_code == 200


async def test_spend_of_a_key_lands_in_its_account_and_nobody_else_is_called(
    cluster: Cluster, tmp_path: Path, model_server: ModelServer
) -> None:
    database = await cluster.clone("spend")
    await make_account(database, "demo")
    with Gateway(database, tmp_path, SPEND_LOG_QUEUE_SIZE_THRESHOLD="1") as gateway, gateway.client() as operator:
        make_models(operator, model_server)
        team = made(operator.post("/team/new", json={"team_alias": "eng"}))["team_id"]
        user = made(operator.post("/user/new", json={"user_id": "alice", "auto_create_key": False}))["user_id"]
        key = made(operator.post("/key/generate", json={"team_id": team, "user_id": user}))["key"]
        with gateway.client(key) as caller:
            for number in range(3):
                made(chat(caller, f"call {number}"))
            assert "data: [DONE]" in chat(caller, stream=True).text
            _wait_until(lambda: len(operator.get("/spend/logs").json()) == 4)
    assert gateway.outside.read_text() == "", "Boot, calls of a model on this machine and the stop ask nobody else."
    assert "Traceback" not in gateway.output.read_text()
    logs = await rows(database, 'SELECT account_id, spend, "user", team_id FROM "LiteLLM_SpendLogs"')
    assert [(log["account_id"], log["user"], log["team_id"]) for log in logs] == [("demo", user, team)] * 4
    total = pytest.approx(sum(log["spend"] for log in logs))
    assert total.expected > 0
    for table, where in (
        ("LiteLLM_VerificationToken", f"team_id = '{team}'"),
        ("LiteLLM_TeamTable", f"team_id = '{team}'"),
        ("LiteLLM_UserTable", f"user_id = '{user}'"),
        ("LiteLLM_DailyUserSpend", f"user_id = '{user}'"),
        ("LiteLLM_DailyTeamSpend", f"team_id = '{team}'"),
    ):
        [row] = await rows(
            database, f"SELECT sum(spend) AS spend FROM \"{table}\" WHERE account_id = 'demo' AND {where}"
        )
        assert row["spend"] == total, table
    await cluster.drop("spend")


async def test_an_account_made_after_the_start_is_served(
    cluster: Cluster, tmp_path: Path, model_server: ModelServer
) -> None:
    database = await cluster.clone("late")
    with Gateway(database, tmp_path) as gateway, gateway.client() as operator:
        assert operator.get("/v1/models").status_code == 404
        await make_account(database, "demo")
        _wait_until(lambda: operator.get("/v1/models").status_code == 200)
        make_models(operator, model_server)
        key = made(operator.post("/key/generate", json={}))["key"]
        with gateway.client(key) as caller:
            made(chat(caller))
    assert "Traceback" not in gateway.output.read_text()
    await cluster.drop("late")


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)
