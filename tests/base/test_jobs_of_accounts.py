"""Jobs that delete, reset and rotate do so for one account and touch nothing of the others, whose rows have the same names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_as_system, acting_for
from tests.support.gateway import make_account, rows
from tests.support.in_wheel import Wheel, run_in_wheel

ACCOUNTS = (AccountId("acme"), AccountId("globex"))


@pytest.fixture(scope="module")
async def facts(database) -> dict[str, Any]:
    for account in ACCOUNTS:
        await make_account(database, account)
    return run_in_wheel(__name__, database)


async def scenario_jobs(wheel: Wheel) -> str:
    from litellm.proxy.common_utils.key_rotation_manager import KeyRotationManager
    from litellm.proxy.common_utils.reset_budget_job import ResetBudgetJob
    from litellm.proxy.db.db_transaction_queue.spend_log_cleanup import SpendLogCleanup

    long_ago = datetime.now(UTC) - timedelta(days=90)
    for account in ACCOUNTS:
        with acting_for(account):
            await _furnish(wheel, account, long_ago)
    with acting_for("acme"):
        wheel.hub.general_settings["maximum_spend_logs_retention_period"] = "30d"
        await SpendLogCleanup().cleanup_old_spend_logs(wheel.client)
        await ResetBudgetJob(wheel.logging_obj, wheel.client).reset_budget()
        await KeyRotationManager(wheel.client).process_rotations()
    with acting_as_system():
        # The platform's turn changes nobody's rows.
        await ResetBudgetJob(wheel.logging_obj, wheel.client).reset_budget()
        await KeyRotationManager(wheel.client).process_rotations()
        await SpendLogCleanup({"maximum_spend_logs_retention_period": "30d"}).cleanup_old_spend_logs(wheel.client)
    return "done"


async def _furnish(wheel: Wheel, account: str, long_ago: datetime) -> None:
    database = wheel.client.db
    row = {
        "request_id": "old", "call_type": "acompletion", "api_key": "k", "spend": 1.0, "startTime": long_ago,
        "endTime": long_ago, "model": "m",
    }  # fmt: skip
    await database.litellm_spendlogs.create(data=row)
    budget = {"max_budget": 5.0, "spend": 4.0, "budget_duration": "30d", "budget_reset_at": long_ago}
    await database.litellm_usertable.create(data={"user_id": "alice", **budget})
    await database.litellm_teamtable.create(data={"team_id": "eng", **budget})
    token = {"token": f"{account:0<64}", "key_name": "sk-...", "key_alias": "same", **budget}
    rotation = {"auto_rotate": True, "rotation_interval": "30d", "key_rotation_at": long_ago}
    await database.litellm_verificationtoken.create(data=token | rotation)


async def test_retention_deletes_rows_of_its_account_alone(facts: dict[str, Any], database) -> None:
    left = await rows(database, 'SELECT account_id FROM "LiteLLM_SpendLogs"')
    assert [row["account_id"] for row in left] == ["globex"]


@pytest.mark.parametrize("table", ["LiteLLM_UserTable", "LiteLLM_TeamTable"])
async def test_budgets_of_its_account_alone_are_reset(facts: dict[str, Any], database, table: str) -> None:
    spent = await rows(database, f'SELECT account_id, spend FROM "{table}" ORDER BY account_id')
    assert [(row["account_id"], row["spend"]) for row in spent] == [("acme", 0.0), ("globex", 4.0)]


async def test_keys_of_its_account_alone_are_rotated(facts: dict[str, Any], database) -> None:
    keys = await rows(database, 'SELECT account_id, token, spend FROM "LiteLLM_VerificationToken" ORDER BY account_id')
    [acme, *others] = [key for key in keys if key["account_id"] == "acme"]
    assert others == []
    assert acme["token"] != f"{'acme':0<64}"
    [globex] = [key for key in keys if key["account_id"] == "globex"]
    assert (globex["token"], globex["spend"]) == (f"{'globex':0<64}", 4.0)
