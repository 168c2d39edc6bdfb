"""The one account of a process: chosen once, and what runs as it."""

from __future__ import annotations

import asyncio

from alchemi.litellm_bridge.served_account import ServedAccount, for_served_account, replace_function

from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId
from alchemi.tenancy.context import acting_as_system, acting_for, bound_account


class Directory:
    """Accounts that a test adds; counts how often it is asked."""

    def __init__(self, *accounts: str) -> None:
        self.accounts = [AccountId(account) for account in accounts]
        self.asked = 0

    async def list_active(self) -> list[AccountId]:
        self.asked += 1
        return list(self.accounts)


async def who() -> AccountId | None:
    return bound_account()


async def test_the_first_account_is_chosen_once_and_prepared() -> None:
    directory = Directory(SYSTEM_ACCOUNT, "a", "b")
    served = ServedAccount(directory.list_active)
    prepared: list[AccountId] = []

    async def prepare(account: AccountId) -> None:
        prepared.append(account)

    served.when_chosen(prepare)
    assert served.chosen is None
    assert await asyncio.gather(*(served.current() for _ in range(5))) == ["a"] * 5
    directory.accounts = [AccountId("b")]
    assert await served.current() == "a"
    assert (prepared, directory.asked) == (["a"], 1)


async def test_without_an_account_there_is_none() -> None:
    directory = Directory(SYSTEM_ACCOUNT)
    served = ServedAccount(directory.list_active)
    assert await served.current() is None
    directory.accounts.append(AccountId("late"))
    assert await served.wait() == "late"


async def test_work_outside_requests_runs_as_the_served_account() -> None:
    run = for_served_account(ServedAccount(Directory("a").list_active), who)
    assert await run() == "a"
    with acting_as_system():
        assert await run() == "a"
    with acting_for("b"):
        assert await run() == "b"
    assert bound_account() is None


async def test_work_is_skipped_without_an_account_and_loops_wait_for_one() -> None:
    directory = Directory()
    served = ServedAccount(directory.list_active)
    assert await for_served_account(served, who)() is None
    waiting = asyncio.ensure_future(for_served_account(served, who, waits=True)())
    await asyncio.sleep(0)
    assert not waiting.done()
    directory.accounts.append(AccountId("a"))
    assert await waiting == "a"


async def test_functions_methods_and_class_methods_can_be_replaced() -> None:
    class Owner:
        async def method(self, word: str) -> tuple[str, AccountId | None]:
            return word, bound_account()

        @classmethod
        async def class_method(cls, word: str) -> tuple[str, type, AccountId | None]:
            return word, cls, bound_account()

    served = ServedAccount(Directory("a").list_active)
    for name in ("method", "class_method"):
        replace_function(Owner, name, lambda function: for_served_account(served, function))
    assert await Owner().method("x") == ("x", "a")
    assert await Owner.class_method("x") == ("x", Owner, "a")
