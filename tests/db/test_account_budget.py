"""The budget of an account: spent by what reaches the spend log, refused when it is used up, open again in its next period."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from alchemi.costs.account_budget import STALENESS_S, AccountBudgets, BudgetState, read_budget
from alchemi.db.engine import Database
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.errors import BudgetExceededError, NoAccountError
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for, acting_for_nobody

NOW = datetime(2026, 5, 10, 12, 30, tzinfo=UTC)


class Clock:
    """Both clocks of the budgets, moved by hand."""

    def __init__(self) -> None:
        self.moment = NOW

    def seconds(self) -> float:
        return self.moment.timestamp()

    def now(self) -> datetime:
        return self.moment

    def pass_by(self, **time: float) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
async def owner(database: Any) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(database.platform_dsn)
    yield connection
    await connection.close()


async def set_budget(owner: asyncpg.Connection, account: str, limit: str | None, duration: str | None) -> None:
    await owner.execute(
        'INSERT INTO "Alchemi_AccountTable"'
        " (account_id, name, created_by, updated_by, max_budget_usd, budget_duration, budget_started_at)"
        " VALUES ($1, $1, 't', 't', $2, $3, $4)"
        " ON CONFLICT (account_id) DO UPDATE SET max_budget_usd = $2, budget_duration = $3",
        account, Decimal(limit) if limit else None, duration, NOW - timedelta(days=20),
    )  # fmt: skip


async def spend(db: TenantScopedPrismaClient, usd: float, at: datetime) -> None:
    row = {"request_id": uuid4().hex, "call_type": "acompletion", "startTime": at, "endTime": at, "spend": usd}
    await db.litellm_spendlogs.create_many(data=[row], skip_duplicates=True)


async def is_refused(budgets: AccountBudgets) -> bool:
    try:
        await budgets.check()
    except BudgetExceededError:
        return True
    return False


async def test_a_used_up_budget_refuses_until_its_period_ends(
    db: TenantScopedPrismaClient, engine_database: Database, owner: asyncpg.Connection, account: str, other_account: str
) -> None:
    clock = Clock()
    budgets = AccountBudgets(engine_database, clock=clock.seconds, now=clock.now)
    for name in (account, other_account):
        await set_budget(owner, name, "0.30", "1mo")
    await spend(db, 0.1, NOW - timedelta(days=15))
    await spend(db, 0.2, NOW)
    assert not await is_refused(budgets)
    await spend(db, 0.1, NOW)
    clock.pass_by(seconds=STALENESS_S)
    with pytest.raises(BudgetExceededError) as refused:
        await budgets.check()
    assert (refused.value.status, refused.value.members["max_budget"]) == (429, "0.300000")
    assert refused.value.members["budget_reset_at"] == "2026-06-01T00:00:00+00:00"
    assert Decimal(str(refused.value.members["spend"])) == Decimal("0.3")
    with acting_for(other_account):
        assert not await is_refused(budgets)
    clock.pass_by(days=22)
    assert not await is_refused(budgets)


async def test_a_budget_that_is_lowered_or_raised_is_seen_within_a_second(
    db: TenantScopedPrismaClient, engine_database: Database, owner: asyncpg.Connection, account: str
) -> None:
    clock = Clock()
    budgets = AccountBudgets(engine_database, clock=clock.seconds, now=clock.now)
    await spend(db, 1.0, NOW)
    seen = []
    for limit in (None, "1.000001", "1", "2", "0", None):
        await set_budget(owner, account, limit, None)
        clock.pass_by(seconds=STALENESS_S)
        seen.append(await is_refused(budgets))
    assert seen == [False, False, True, False, True, False]
    await set_budget(owner, account, "0.5", None)
    budgets.forget(AccountId(account))
    assert await is_refused(budgets)


async def test_an_account_without_a_budget_or_a_row_has_no_ceiling(engine_database: Database, account: str) -> None:
    assert await read_budget(engine_database, AccountId(account), now=NOW) == BudgetState(None, Decimal(0), None)


async def test_many_calls_at_once_ask_once(engine_database: Database, owner: asyncpg.Connection, account: str) -> None:
    await set_budget(owner, account, "1", "1d")
    budgets = AccountBudgets(engine_database)
    connections = engine_database.pool.opened
    await asyncio.gather(*(budgets.check() for _ in range(200)))
    assert engine_database.pool.opened <= connections + 1


async def test_without_an_account_nothing_is_asked(engine_database: Database) -> None:
    with acting_for_nobody(), pytest.raises(NoAccountError):
        await AccountBudgets(engine_database).check()
