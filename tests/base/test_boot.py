"""The wheel boots on our engine, calls nobody, and writes each account's rows into that account."""

from __future__ import annotations

import time
from pathlib import Path

import httpx
import pytest

from tests.support.cluster import Cluster
from tests.support.gateway import MODEL, Gateway, ModelServer, chat, made, make_account, make_model, rows


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
    assert filled <= {"Alchemi_AccountTable", "LiteLLM_ProxyWorkerHeartbeat", "LiteLLM_DailyGatewayRequests"}


def test_the_demo_account_has_its_model(gateway: Gateway, operator) -> None:
    assert [model["id"] for model in made(operator.get("/v1/models"))["data"]] == [MODEL]


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
    with Gateway(database, tmp_path) as gateway, gateway.client() as operator:
        make_model(operator, model_server)
        team = made(operator.post("/team/new", json={"team_alias": "eng"}))["team_id"]
        user = made(operator.post("/user/new", json={"user_id": "alice", "auto_create_key": False}))["user_id"]
        key = made(operator.post("/key/generate", json={"team_id": team, "user_id": user}))["key"]
        with gateway.client(key) as caller:
            for number in range(3):
                made(chat(caller, f"call {number}"))
            assert "data: [DONE]" in chat(caller, stream=True).text
            _wait_for_spend(operator, calls=4)
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


def _wait_for_spend(operator: httpx.Client, calls: int) -> None:
    """Until the calls' logs are written or queued; what is queued is written when the gateway stops."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if len(operator.get("/spend/logs").json()) >= calls:
            return
        time.sleep(0.2)
