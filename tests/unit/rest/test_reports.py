"""Reports of one account wait for each other, and not for those of another."""

from __future__ import annotations

import asyncio

import pytest

from alchemi.errors import TooManyRequestsError
from alchemi.rest.reports import AT_ONCE, WAITING, Reports
from alchemi.tenancy.account import AccountId

OURS, THEIRS = AccountId("acc_ours"), AccountId("acc_theirs")


async def test_an_account_has_few_turns_and_takes_nobody_elses() -> None:
    reports, done, running = Reports(), asyncio.Event(), 0

    async def report() -> None:
        nonlocal running
        async with reports.turn(OURS):
            running += 1
            await done.wait()

    tasks = [asyncio.create_task(report()) for _ in range(AT_ONCE + WAITING)]
    await asyncio.sleep(0)
    assert running == AT_ONCE
    with pytest.raises(TooManyRequestsError):
        async with reports.turn(OURS):
            pass
    async with reports.turn(THEIRS):
        pass
    done.set()
    await asyncio.gather(*tasks)
    assert running == AT_ONCE + WAITING
    assert not reports._turns, "nothing is kept of accounts that ask nothing"
    assert not reports._asking
