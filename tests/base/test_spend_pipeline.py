"""What an account spends waits apart from the others', is written by itself, and never as the system's."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from alchemi.litellm_bridge import spend_pipeline
from alchemi.litellm_bridge.account_runtime import find_runtime
from alchemi.tenancy.context import acting_as_system, acting_for
from tests.support.cluster import TestDatabase
from tests.support.gateway import make_account, rows
from tests.support.in_wheel import Wheel, run_in_wheel

ACCOUNTS = ("acme", "globex")


@pytest.fixture(scope="module")
async def database(database: TestDatabase) -> TestDatabase:
    for account in ACCOUNTS:
        await make_account(database, account)
    return database


@pytest.fixture(scope="module")
def facts(database) -> dict[str, Any]:
    return run_in_wheel(__name__, database)


async def scenario_queues(wheel: Wheel) -> dict[str, Any]:
    """Both accounts spend on the same names; a third only looks."""
    from litellm.proxy.db.shadow_eval_funnel import pending_shadow_eval_funnel_events, record_shadow_eval_funnel_event
    from litellm.proxy.guardrails.usage_tracking import _PENDING_ROLLUPS
    from litellm.proxy.utils import PrismaClient, enqueue_spend_logs

    writer, limiter = wheel.logging_obj.db_spend_update_writer, wheel.hub.model_max_budget_limiter
    for cost, account in enumerate(ACCOUNTS, start=1):
        with acting_for(account):
            await writer.spend_update_queue.add_update(
                {"entity_type": "tag", "entity_id": "prod", "response_cost": cost}
            )
            await enqueue_spend_logs(wheel.client, [{"request_id": "r", "spend": cost}] * cost)
            writer.tool_discovery_queue.add_update({"tool_name": "search"})
            record_shadow_eval_funnel_event("job", "shed")
            limiter.redis_increment_operation_queue.append(account)
            _PENDING_ROLLUPS.units = {"key": account}
            wheel.client.model_usage_transactions = [account]
    seen = {}
    for account in (*ACCOUNTS, "third"):
        with acting_for(account):
            items = await writer.spend_update_queue.flush_all_updates_from_in_memory_queue()
            seen[account] = {
                "sums": [item["response_cost"] for item in items],
                "rows": [row["spend"] for row in wheel.client.spend_log_transactions],
                "bytes": PrismaClient.spend_log_queue_bytes > 0,
                "tools": len(writer.tool_discovery_queue.flush()),
                "samples": pending_shadow_eval_funnel_events(),
                "increments": limiter.redis_increment_operation_queue,
                "guardrail_use": dict(_PENDING_ROLLUPS.units),
                "models": wheel.client.model_usage_transactions,
                "is_dirty": (runtime := find_runtime(account)) is not None and spend_pipeline.is_dirty(runtime),
            }
    with acting_as_system():
        seen["_system"] = {"rows": wheel.client.spend_log_transactions, "bytes": PrismaClient.spend_log_queue_bytes}
    return seen


async def scenario_redis_buffer(wheel: Wheel) -> bool:
    with acting_for("acme"):
        wheel.hub.general_settings["use_redis_transaction_buffer"] = True
        return wheel.logging_obj.db_spend_update_writer.redis_update_buffer.should_commit_spend_updates_to_redis()


async def scenario_rows(wheel: Wheel) -> dict[str, Any]:
    """The loop writes for both, though the first account's rows cannot be written at all."""
    from litellm.proxy import utils

    _forget_queued(wheel)
    with acting_as_system():
        loop = asyncio.create_task(utils.monitor_spend_logs_queue(wheel.client, None, wheel.logging_obj))
        wheel.client.spend_logs_queue_monitor_task = loop
    await asyncio.sleep(0)
    for account, row in (("acme", _row("looped") | {"startTime": "never"}), ("globex", _row("looped"))):
        with acting_for(account):
            await utils.enqueue_spend_logs(wheel.client, [row])
            utils.request_spend_log_flush(wheel.client)
    async with asyncio.timeout(20):
        while spend_pipeline.dirty_accounts() == ["acme", "globex"]:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    return {"dirty": spend_pipeline.dirty_accounts(), "runs": not loop.done()}


async def scenario_stop(wheel: Wheel) -> dict[str, Any]:
    """Everything that the wheel does at its stop, in its order."""
    from litellm.litellm_core_utils.logging_worker import GLOBAL_LOGGING_WORKER
    from litellm.proxy import utils
    from litellm.proxy._types import Litellm_EntityType

    _forget_queued(wheel)
    writer = wheel.logging_obj.db_spend_update_writer

    async def late(cost: float) -> None:
        await writer.spend_update_queue.add_update(
            {"entity_type": Litellm_EntityType.END_USER, "entity_id": "x", "response_cost": cost}
        )

    for cost, account in ((1.0, "acme"), (2.0, "globex")):
        with acting_for(account):
            await utils.enqueue_spend_logs(wheel.client, [_row("stopped")])
            GLOBAL_LOGGING_WORKER.ensure_initialized_and_enqueue(async_coroutine=late(cost))
    loop = wheel.client.spend_logs_queue_monitor_task
    with acting_as_system():
        await wheel.hub.flush_spend_counters_on_shutdown()
        await utils.drain_spend_logs_queue(wheel.client, None, wheel.logging_obj)
        system = wheel.client.spend_log_transactions
    return {"dirty": spend_pipeline.dirty_accounts(), "loop_ended": loop.done(), "system": system}


def _forget_queued(wheel: Wheel) -> None:
    for account in (*ACCOUNTS, "third"):
        with acting_for(account):
            spend_pipeline.current_runtime().slots.clear()
            spend_pipeline.current_runtime().slots["account"] = account


def _row(request: str) -> dict[str, Any]:
    now = "2026-01-01T00:00:00Z"
    return {
        "request_id": request, "call_type": "acompletion", "api_key": "k", "spend": 1.0, "total_tokens": 1,
        "prompt_tokens": 1, "completion_tokens": 0, "startTime": now, "endTime": now, "model": "m", "user": "alice",
        "metadata": "{}", "cache_hit": "False", "cache_key": "", "request_tags": "[]",
    }  # fmt: skip


@pytest.mark.parametrize(("account", "cost"), [("acme", 1), ("globex", 2)])
def test_queues_of_two_accounts_are_apart(facts: dict[str, Any], account: str, cost: int) -> None:
    assert facts["queues"][account] == {
        "sums": [cost],
        "rows": [cost] * cost,
        "bytes": True,
        "tools": 1,
        "samples": 1,
        "increments": [account],
        "guardrail_use": {"key": account},
        "models": [account],
        "is_dirty": True,
    }


def test_an_account_that_spent_nothing_has_nothing_queued(facts: dict[str, Any]) -> None:
    assert not any(facts["queues"]["third"].values())
    assert not any(facts["queues"]["_system"].values())


def test_no_account_can_turn_on_the_buffer_in_redis(facts: dict[str, Any]) -> None:
    assert facts["redis_buffer"] is False


async def test_rows_of_two_accounts_are_written_by_each(facts: dict[str, Any], database) -> None:
    assert facts["rows"] == {"dirty": ["acme"], "runs": True}
    found = await rows(database, "SELECT account_id FROM \"LiteLLM_SpendLogs\" WHERE request_id = 'looped'")
    assert [row["account_id"] for row in found] == ["globex"]


async def test_at_the_stop_every_account_writes_what_it_has(facts: dict[str, Any], database) -> None:
    assert facts["stop"] == {"dirty": [], "loop_ended": True, "system": []}
    found = await rows(database, "SELECT account_id FROM \"LiteLLM_SpendLogs\" WHERE request_id = 'stopped'")
    assert sorted(row["account_id"] for row in found) == ["acme", "globex"]
    spent = await rows(database, 'SELECT account_id, spend FROM "LiteLLM_EndUserTable" ORDER BY account_id')
    assert [(row["account_id"], row["spend"]) for row in spent] == [("acme", 1.0), ("globex", 2.0)]
