"""Runtimes: loaded once however many ask, read anew when their version moves, and gone without a trace when let go."""

from __future__ import annotations

import asyncio
import gc
import weakref
from typing import Any

import pytest
from prisma.fields import Json

from alchemi.db.account_versions import Versions
from alchemi.litellm_bridge.account_runtime import find_runtime
from alchemi.litellm_bridge.boot import registry_hooks
from alchemi.litellm_bridge.registry import Hooks, Limits, RuntimeRegistry
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for
from tests.support.cluster import TestDatabase
from tests.support.gateway import make_account
from tests.support.in_wheel import Wheel, run_in_wheel

ACCOUNTS = [AccountId(f"runtime-{number}") for number in range(20)]


@pytest.fixture(scope="module")
async def database(database: TestDatabase) -> TestDatabase:
    for account in ACCOUNTS:
        await make_account(database, account)
    return database


@pytest.fixture(scope="module")
def facts(database) -> dict[str, Any]:
    return run_in_wheel(__name__, database, LITELLM_SALT_KEY="sk-salt-of-the-test-that-guards-nothing")


class Clock:
    """The registry's time."""

    def __init__(self) -> None:
        self.now_s = 1000.0

    def __call__(self) -> float:
        return self.now_s


class Database:
    """The versions as the database would tell them, and how often the rows were read."""

    def __init__(self) -> None:
        self.versions: dict[AccountId, Versions] = {}
        self.loads = 0

    async def versions_of(self, accounts: Any) -> dict[AccountId, Versions]:
        return {account: self.versions.get(account, Versions()) for account in accounts}

    def hooks(self) -> Hooks:
        real = registry_hooks()

        async def load() -> object:
            self.loads += 1
            return await real.load()

        return Hooks(load, real.forget_access, real.flush, real.is_dirty)


async def _with_model(wheel: Wheel, account: AccountId) -> None:
    from litellm.proxy.common_utils.encrypt_decrypt_utils import encrypt_value_helper

    # As the wheel's start leaves it.
    wheel.hub.master_key, wheel.hub.store_model_in_db = "sk-master-key-of-the-test", True
    with acting_for(account):
        params = {"model": encrypt_value_helper("openai/gpt-4o"), "api_key": encrypt_value_helper("sk-x")}
        await wheel.client.db.litellm_proxymodeltable.create(
            data={
                "model_name": "gpt-4o",
                "litellm_params": Json(params),
                "model_info": Json({}),
                "created_by": "t",
                "updated_by": "t",
            }
        )


async def scenario_one_load(wheel: Wheel) -> dict[str, Any]:
    """Ten ask at once for an account that is not loaded."""
    told = Database()
    registry = RuntimeRegistry(told.versions_of, told.hooks())
    await _with_model(wheel, ACCOUNTS[0])

    async def ask() -> int:
        with acting_for(ACCOUNTS[0]):
            async with registry.using(ACCOUNTS[0]):
                return len(wheel.hub.llm_router.get_model_ids())

    return {"models": await asyncio.gather(*(ask() for _ in range(10))), "loads": told.loads}


async def scenario_versions(wheel: Wheel) -> dict[str, Any]:
    """A version that moved is read again once; one that did not is left."""
    told, account = Database(), ACCOUNTS[1]
    registry = RuntimeRegistry(told.versions_of, told.hooks())
    async with registry.using(account):
        pass
    await registry.refresh()
    after_nothing = told.loads
    with acting_for(account):
        wheel.hub.user_api_key_cache.set_cache("alice", "remembered")
    told.versions[account] = Versions(configuration=1)
    await registry.refresh()
    await asyncio.gather(*registry._reloads)
    after_write = told.loads
    await registry.refresh()
    with acting_for(account):
        kept = wheel.hub.user_api_key_cache.get_cache("alice")
    told.versions[account] = Versions(configuration=1, access=1)
    await registry.refresh()
    with acting_for(account):
        forgotten = wheel.hub.user_api_key_cache.get_cache("alice")
    return {"loads": [after_nothing, after_write, told.loads], "kept": kept, "forgotten": forgotten}


async def scenario_failed_load(wheel: Wheel) -> dict[str, Any]:
    """What could not be loaded is not kept half loaded."""
    told, account = Database(), ACCOUNTS[2]

    async def fail() -> object:
        wheel.hub.llm_model_list = ["half"]
        raise RuntimeError("the rows cannot be read")

    hooks = told.hooks()
    registry = RuntimeRegistry(told.versions_of, Hooks(fail, hooks.forget_access, hooks.flush, hooks.is_dirty))
    try:
        async with registry.using(account):
            raised = "nothing"
    except RuntimeError as error:
        raised = str(error)
    runtime = find_runtime(account)
    return {"raised": raised, "kept": runtime is not None and bool(runtime.slots.keys() - {"account"})}


async def scenario_eviction(wheel: Wheel) -> dict[str, Any]:
    """Twenty loaded accounts, all idle but one."""
    import litellm

    told, clock = Database(), Clock()
    registry = RuntimeRegistry(told.versions_of, told.hooks(), Limits(idle_s=60), clock=clock)
    prices, routers, runtimes = len(litellm.model_cost), [], []
    for account in ACCOUNTS[3:]:
        await _with_model(wheel, account)
        with acting_for(account):
            async with registry.using(account) as runtime:
                wheel.hub.user_api_key_cache.set_cache("alice", account)
                routers.append(weakref.ref(wheel.hub.llm_router))
                runtimes.append(weakref.ref(runtime))
                del runtime
    grown = len(litellm.model_cost) - prices
    clock.now_s += 61
    async with registry.using(ACCOUNTS[3]):
        await registry.refresh()
    gc.collect()
    with acting_for(ACCOUNTS[4]):
        cached = wheel.hub.user_api_key_cache.get_cache("alice")
    return {
        "grown": grown,
        "prices left": len(litellm.model_cost) - prices,
        "routers left": sum(router() is not None for router in routers),
        "runtimes left": sum(runtime() is not None for runtime in runtimes),
        "loaded": [account for account in registry.loaded() if account in ACCOUNTS[3:]],
        "cached": cached,
    }


async def scenario_deleted(wheel: Wheel) -> dict[str, Any]:
    """A purged account is dropped with what it has queued."""
    told, account = Database(), ACCOUNTS[1]
    registry = RuntimeRegistry(told.versions_of, told.hooks())
    async with registry.using(account):
        pass
    with acting_for(account):
        wheel.client.spend_log_transactions.append({"request_id": "late"})
    told.versions[account] = Versions(is_deleted=True)
    await registry.refresh()
    return {"loaded": account in registry.loaded(), "kept": find_runtime(account) is not None}


def test_an_account_is_loaded_once_however_many_ask(facts: dict[str, Any]) -> None:
    assert facts["one_load"] == {"models": [1] * 10, "loads": 1}


def test_a_version_that_moved_is_read_again(facts: dict[str, Any]) -> None:
    assert facts["versions"] == {"loads": [1, 2, 2], "kept": "remembered", "forgotten": None}


def test_a_failed_load_leaves_nothing(facts: dict[str, Any]) -> None:
    assert facts["failed_load"] == {"raised": "the rows cannot be read", "kept": False}


def test_an_idle_account_is_let_go_and_its_objects_with_it(facts: dict[str, Any]) -> None:
    evicted = facts["eviction"]
    assert evicted["grown"] >= len(ACCOUNTS) - 3
    assert evicted["loaded"] == [ACCOUNTS[3]]
    assert evicted["runtimes left"] == evicted["routers left"] == 1, evicted
    assert evicted["prices left"] == 1
    assert evicted["cached"] is None


def test_a_purged_account_is_dropped_with_what_it_has_queued(facts: dict[str, Any]) -> None:
    assert facts["deleted"] == {"loaded": False, "kept": False}
