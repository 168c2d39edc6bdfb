"""What was spent, from the end of a call to the rows: queued per account, and written by each account for itself.

The wheel adds up what waits to be written by names that two accounts may share, and writes it from one loop and one job.
Here every queue is the bound account's; the loop and the jobs go over the accounts that have something queued.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from typing import Any, Final

from alchemi.litellm_bridge.account_runtime import AccountRuntime, Slot, all_runtimes, current_runtime
from alchemi.litellm_bridge.fan_out import AT_ONCE, run_as, run_for_each
from alchemi.litellm_bridge.seam import Seam
from alchemi.litellm_bridge.shells import InstanceSlot, container, instance_slot, shell
from alchemi.tenancy.account import AccountId

WRITE_AFTER_S: Final = 10.0
"""Rows of calls wait at most this long, unless there are enough of them sooner, or a caller will ask for its own."""

LAST_CALLBACKS_S: Final = 10.0
LAST_WRITE_S: Final = 10.0
"""What the stop waits for: callbacks of ended calls, and writes that have begun."""

log = logging.getLogger(__name__)

_TEST: Final = "tests/base/test_spend_pipeline.py"
_QUEUES_TEST: Final = f"{_TEST}::test_queues_of_two_accounts_are_apart"
_FAN_OUT_TEST: Final = f"{_TEST}::test_rows_of_two_accounts_are_written_by_each"
_STOP_TEST: Final = f"{_TEST}::test_at_the_stop_every_account_writes_what_it_has"
_WRITER: Final = "litellm.proxy.db.db_spend_update_writer"
_QUEUE: Final = "litellm.proxy.db.db_transaction_queue"

SPEND_SEAMS: Final = (
    Seam(
        "spend: rows of calls",
        "litellm.proxy.utils:PrismaClient.spend_log_transactions",
        "Rows of all accounts would be written in one statement, as whoever runs it. So are the other queues of this class.",
        "per account",
        _QUEUES_TEST,
    ),
    Seam(
        "spend: size of the queue of rows",
        "litellm.proxy.utils:PrismaClient.spend_log_queue_bytes",
        "Read and written through the class; past its limit the oldest rows of the account are dropped, and nobody else's.",
        "per account",
        _QUEUES_TEST,
    ),
    Seam(
        "spend: sums by key, user, team, tag and day",
        f"{_QUEUE}.base_update_queue:BaseUpdateQueue.__init__",
        "Sums are by name and day: the same tag of two accounts would be one row.",
        "per account",
        _QUEUES_TEST,
        ("self",),
    ),
    Seam(
        "spend: tools seen",
        f"{_QUEUE}.tool_discovery_queue:ToolDiscoveryQueue.add_update",
        "A tool that another account has used counts as seen.",
        "per account",
        _QUEUES_TEST,
        ("self", "item"),
    ),
    Seam(
        "spend: interrupted commits",
        f"{_WRITER}:DBSpendUpdateWriter.__init__",
        "An account waits for its own unfinished commits only.",
        "per account",
        _QUEUES_TEST,
        ("self", "redis_cache"),
    ),
    Seam(
        "spend: counters of model budgets",
        "litellm.proxy.hooks.model_max_budget_limiter:_PROXY_VirtualKeyModelMaxBudgetLimiter.__init__",
        "Increments of Redis counters are sent by the next call of anyone, under that account's keys.",
        "per account",
        _QUEUES_TEST,
        ("self", "dual_cache"),
    ),
    Seam(
        "spend: guardrail use",
        "litellm.proxy.guardrails.usage_tracking:_PENDING_ROLLUPS",
        "Rows that could not be written wait here for the next account's.",
        "per account",
        _QUEUES_TEST,
    ),
    Seam(
        "spend: sampled evaluations",
        "litellm.proxy.db.shadow_eval_funnel:_pending",
        "Counts by job wait here for the next account's.",
        "per account",
        _QUEUES_TEST,
    ),
    Seam(
        "spend: buffer in Redis",
        f"{_QUEUE}.redis_update_buffer:RedisUpdateBuffer.should_commit_spend_updates_to_redis",
        "What an account parks in Redis would wait for a worker that happens to have the account loaded.",
        "closed",
        f"{_TEST}::test_no_account_can_turn_on_the_buffer_in_redis",
        (),
    ),
    Seam(
        "spend: loop that writes rows of calls",
        "litellm.proxy.utils:monitor_spend_logs_queue",
        "Started once, at boot; it writes the rows of every account that has some.",
        "runs per account",
        _FAN_OUT_TEST,
        ("prisma_client", "db_writer_client", "proxy_logging_obj"),
    ),
    Seam(
        "spend: rows of calls at the stop",
        "litellm.proxy.utils:drain_spend_logs_queue",
        "Every account's rows are written before the process ends.",
        "runs per account",
        _STOP_TEST,
        ("prisma_client", "db_writer_client", "proxy_logging_obj"),
    ),
    Seam(
        "spend: sums at the stop",
        "litellm.proxy.proxy_server:flush_spend_counters_on_shutdown",
        "Every account's sums are written before the process ends, after the callbacks that are still to add to them.",
        "runs per account",
        _STOP_TEST,
        (),
    ),
)

_client_queues: Final = (
    "spend_log_transactions",
    "tool_usage_transactions",
    "model_usage_transactions",
    "autorouter_turn_transactions",
    "baseline_accounting_transactions",
)
_counted: Final[list[InstanceSlot]] = []
"""Queues whose content waits to be written."""
_row_queues: Final[list[InstanceSlot]] = []
"""Those of them that the loop writes; the rest is written by the job."""
_bytes: Final[Slot[int]] = Slot("spend_log_queue_bytes", int)
_last_written_s: Final[Slot[float]] = Slot("spend rows last written", float)
_funnel: list[Slot[Any]] = []


def install() -> None:
    """Scope the queues and replace the loop and the drains. To be called once, when the hub is imported, as the system.

    Raises:
        SeamError: something is not where it was.
    """
    from litellm.proxy import proxy_server, utils

    _scope_client_queues(utils.PrismaClient)
    _scope_sums()
    _scope_model_budgets()
    _close_redis_buffer()
    utils.monitor_spend_logs_queue = _write_rows_forever
    utils.drain_spend_logs_queue = _drain_rows_of_all(utils.drain_spend_logs_queue)
    proxy_server.flush_spend_counters_on_shutdown = _write_sums_of_all


def _scope_client_queues(client_class: type[Any]) -> None:
    for name in _client_queues:
        slot = instance_slot(client_class, name, lambda _: [])
        _counted.append(slot)
        _row_queues.append(slot)
    # Held while an account's rows are written: one that waits for the database makes nobody else wait.
    instance_slot(client_class, "spend_log_write_lock", lambda _: asyncio.Lock())
    _scope_class_attribute(client_class)


def _scope_class_attribute(client_class: type[Any]) -> None:
    """The wheel reads and writes this through the class, which only a metaclass can answer."""
    size = property(lambda _: _bytes.get(), lambda _, value: _bytes.set(value))
    metaclass = type("AccountScopedClass", (type(client_class),), {"spend_log_queue_bytes": size})
    scoped = metaclass(client_class.__name__, (client_class,), {"__module__": client_class.__module__})
    for module in [module for name, module in sys.modules.items() if name.startswith("litellm")]:
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if value is client_class:
                setattr(module, name, scoped)


def _scope_sums() -> None:
    from litellm.constants import LITELLM_ASYNCIO_QUEUE_MAXSIZE
    from litellm.proxy.db.db_spend_update_writer import DBSpendUpdateWriter
    from litellm.proxy.db.db_transaction_queue.base_update_queue import BaseUpdateQueue
    from litellm.proxy.db.db_transaction_queue.daily_spend_update_queue import DailySpendUpdateQueue
    from litellm.proxy.db.db_transaction_queue.tool_discovery_queue import ToolDiscoveryQueue
    from litellm.proxy.guardrails.usage_tracking import _PENDING_ROLLUPS, PendingRollups

    def queue(_: object) -> asyncio.Queue[Any]:
        return asyncio.Queue(maxsize=LITELLM_ASYNCIO_QUEUE_MAXSIZE)

    _counted.append(instance_slot(BaseUpdateQueue, "update_queue", queue))
    _counted.append(instance_slot(DailySpendUpdateQueue, "interrupted_commits", lambda _: set()))
    _counted.append(instance_slot(DBSpendUpdateWriter, "interrupted_tag_commits", lambda _: set()))
    _counted.append(instance_slot(ToolDiscoveryQueue, "_pending", lambda _: []))
    instance_slot(ToolDiscoveryQueue, "_seen_tool_names", lambda _: set())
    shell(_PENDING_ROLLUPS, PendingRollups, "guardrail use to be written")
    _funnel.append(container("litellm.proxy.db.shadow_eval_funnel", "_pending"))


def _scope_model_budgets() -> None:
    from litellm.proxy.hooks.model_max_budget_limiter import _PROXY_VirtualKeyModelMaxBudgetLimiter as Limiter

    # The limiters of providers, of the same base, belong to a router and with it to one account.
    instance_slot(Limiter, "redis_increment_operation_queue", lambda _: [])
    instance_slot(Limiter, "_detached_increment_operations", lambda _: None)
    instance_slot(Limiter, "_redis_increment_queue_lock", lambda _: asyncio.Lock())
    instance_slot(Limiter, "_redis_increment_flush_lock", lambda _: asyncio.Lock())


def _close_redis_buffer() -> None:
    from litellm.proxy.db.db_transaction_queue.redis_update_buffer import RedisUpdateBuffer

    def never() -> bool:
        return False

    RedisUpdateBuffer.should_commit_spend_updates_to_redis = staticmethod(never)
    RedisUpdateBuffer._should_commit_spend_updates_to_redis = staticmethod(never)


def is_dirty(runtime: AccountRuntime) -> bool:
    """Something of this account waits to be written."""
    return _waiting(runtime, _counted) > 0


def dirty_accounts() -> list[AccountId]:
    """The accounts for which something waits to be written, the system's included."""
    return [runtime.account for runtime in all_runtimes() if is_dirty(runtime)]


def _waiting(runtime: AccountRuntime, queues: list[InstanceSlot]) -> int:
    found = sum(_size(value) for slot in queues for value in slot.values_of(runtime))
    return found + sum(len(slot.find(runtime) or ()) for slot in _funnel)


def _size(queue: Any) -> int:
    return queue.qsize() if isinstance(queue, asyncio.Queue) else len(queue)


async def flush() -> None:
    """Write everything that the bound account has queued.

    Raises:
        Exception: the wheel's, when the database refuses; what was not written is still queued.
    """
    from litellm.proxy import proxy_server, utils

    client, logging_obj = proxy_server.prisma_client, proxy_server.proxy_logging_obj
    if client is None:
        return
    if is_dirty(current_runtime()):
        await _write_sums(client, logging_obj)
        await utils.update_spend_logs_job(client, proxy_server.db_writer_client, logging_obj)
    await _flush_adaptive_routers(client)
    await _write_guardrail_use(client)


async def _write_sums(client: Any, logging_obj: Any) -> None:
    from litellm.proxy import utils

    await logging_obj.db_spend_update_writer.db_update_spend_transaction_handler(
        prisma_client=client, n_retry_times=3, proxy_logging_obj=logging_obj
    )
    await utils.update_daily_tag_spend(client, logging_obj)


async def _flush_adaptive_routers(client: Any) -> None:
    from litellm.proxy import proxy_server

    for tagged_routers in (getattr(proxy_server.llm_router, "adaptive_routers", None) or {}).values():
        for tagged in tagged_routers:
            await tagged.strategy.queue.flush_state_to_db(client)
            await tagged.strategy.queue.flush_session_to_db(client)


async def _write_guardrail_use(client: Any) -> None:
    from litellm.proxy.guardrails.usage_tracking import _PENDING_ROLLUPS, process_spend_logs_guardrail_usage

    if _PENDING_ROLLUPS.metrics or _PENDING_ROLLUPS.units:
        # A row that tells nothing: what waits is written along with it.
        await process_spend_logs_guardrail_usage(prisma_client=client, logs_to_process=[{}])


async def _write_rows_forever(prisma_client: Any, db_writer_client: Any, proxy_logging_obj: Any) -> None:
    """Stands for `monitor_spend_logs_queue`: the same job, for each account whose rows are due."""
    from litellm.constants import SPEND_LOG_QUEUE_POLL_INTERVAL
    from litellm.proxy import utils

    wake = prisma_client.spend_log_flush_requested = asyncio.Event()
    slots = asyncio.Semaphore(AT_ONCE)
    writing: dict[AccountId, asyncio.Task[None]] = {}

    async def write(account: AccountId) -> None:
        async with slots:
            try:
                await run_as(
                    account, lambda: utils.update_spend_logs_job(prisma_client, db_writer_client, proxy_logging_obj)
                )
            except Exception:
                # The rows are queued again by the wheel; the others' must go on.
                log.exception("spend.rows_not_written", extra={"failed_account": account})

    try:
        while True:
            is_asked = wake.is_set()
            wake.clear()
            for runtime in all_runtimes():
                account = runtime.account
                if account not in writing and _is_due(runtime, is_asked=is_asked):
                    runtime.slots[_last_written_s._key] = asyncio.get_running_loop().time()
                    task = writing[account] = asyncio.get_running_loop().create_task(write(account))
                    task.add_done_callback(_forget(writing, account))
            await _wait(wake, SPEND_LOG_QUEUE_POLL_INTERVAL)
    finally:
        # A statement that is cut off may have been committed; its rows would be queued again.
        if writing:
            await asyncio.wait(writing.values(), timeout=LAST_WRITE_S)
        for task in [*writing.values()]:
            task.cancel()


def _forget(writing: dict[AccountId, asyncio.Task[None]], account: AccountId) -> Callable[[asyncio.Task[None]], None]:
    def done(_: asyncio.Task[None]) -> None:
        writing.pop(account, None)

    return done


def _is_due(runtime: AccountRuntime, *, is_asked: bool) -> bool:
    from litellm.constants import SPEND_LOG_QUEUE_SIZE_THRESHOLD

    waiting = _waiting(runtime, _row_queues)
    if waiting == 0:
        return False
    waited_s = asyncio.get_running_loop().time() - (_last_written_s.find(runtime) or 0.0)
    return is_asked or waiting >= SPEND_LOG_QUEUE_SIZE_THRESHOLD or waited_s >= WRITE_AFTER_S


async def _wait(event: asyncio.Event, timeout_s: float) -> None:
    try:
        async with asyncio.timeout(timeout_s):
            await event.wait()
    except TimeoutError:
        return


def _drain_rows_of_all(drain: Callable[..., Any]) -> Callable[..., Any]:
    async def drain_rows_of_all(prisma_client: Any, db_writer_client: Any, proxy_logging_obj: Any) -> None:
        # The first of them ends the loop as well.
        accounts = [current_runtime().account, *dirty_accounts()]
        await run_for_each(
            dict.fromkeys(accounts),
            lambda: drain(prisma_client, db_writer_client, proxy_logging_obj),
            job="drain spend rows",
            at_once=1,
        )

    return drain_rows_of_all


async def _write_sums_of_all() -> None:
    """Stands for `flush_spend_counters_on_shutdown`."""
    from litellm.litellm_core_utils.logging_worker import GLOBAL_LOGGING_WORKER
    from litellm.proxy import proxy_server

    client = proxy_server.prisma_client
    if client is None:
        return
    # What ends calls runs there, each with its own account; at exit it would run with none.
    try:
        async with asyncio.timeout(LAST_CALLBACKS_S):
            await GLOBAL_LOGGING_WORKER.flush()
    except TimeoutError:
        log.error("callbacks.unfinished_at_stop")  # noqa: TRY400
    await run_for_each(
        dirty_accounts(), lambda: _write_sums(client, proxy_server.proxy_logging_obj), job="flush spend sums"
    )
