"""The ceiling on what an account may spend in a period, asked before each model call.

A budget is refused only when what has been written to the spend log reaches it: calls that run meanwhile are not foreseen.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

from alchemi.db.counters import CALL_UNITS
from alchemi.db.engine import Database, Unit
from alchemi.db.failures import OUTAGES, ConnectTimeoutError, PoolTimeoutError
from alchemi.db.sql.statement import Statement
from alchemi.errors import BudgetExceededError, DatabaseUnavailableError
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.budget_period import budget_period
from alchemi.tenancy.context import require_account

STALENESS_S: Final = 1.0
"""How long an answer is believed: a lowered budget and the spend of other workers are seen no later than this."""

_REMEMBERED: Final = 10_000
_LOST: Final[tuple[type[BaseException], ...]] = (*OUTAGES, PoolTimeoutError, ConnectTimeoutError)

_BUDGET: Final = (
    "SELECT a.max_budget_usd, a.budget_duration, a.budget_started_at,"
    ' EXISTS (SELECT FROM "Alchemi_CreditBudgetTable" b WHERE b.account_id = $1)'
    ' OR EXISTS (SELECT FROM "Alchemi_AccountQuotaTable" q WHERE q.account_id = $1 AND q.is_active'
    " AND q.unit = ANY ($2::text[])) AS has_ceilings"
    ' FROM (SELECT $1::text AS account_id) x LEFT JOIN "Alchemi_AccountTable" a USING (account_id)'
)
_SPEND: Final = 'SELECT coalesce(sum(spend_usd), 0) FROM "Alchemi_AccountSpend" WHERE account_id = $1 AND hour >= $2'


@dataclass(frozen=True, slots=True)
class BudgetState:
    """`max_usd` None: no ceiling. `resets_at` None: the period never ends.

    `has_ceilings`: there are quotas or credit budgets, which are asked at each call.
    """

    max_usd: Decimal | None
    spent_usd: Decimal
    resets_at: datetime | None
    has_ceilings: bool = False

    @property
    def is_used_up(self) -> bool:
        return self.max_usd is not None and self.spent_usd >= self.max_usd


class AccountBudgets:
    """The budgets of the accounts that this process serves, each asked for once in `STALENESS_S`."""

    def __init__(
        self,
        app: Database,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._app = app
        self._clock = clock
        self._now = now
        self._known: OrderedDict[AccountId, tuple[float, BudgetState]] = OrderedDict()
        self._asking: dict[AccountId, asyncio.Task[BudgetState]] = {}

    async def check(self) -> None:
        """Let the bound account's call pass, or refuse it.

        Raises:
            BudgetExceededError: the account has spent what it may.
            NoAccountError: no account is bound.
            DatabaseUnavailableError: the budget cannot be asked for.
        """
        state = await self.state()
        if state.is_used_up:
            raise exceeded(state)

    async def state(self) -> BudgetState:
        """What is known of the bound account, not older than `STALENESS_S`.

        Raises:
            NoAccountError: no account is bound.
            DatabaseUnavailableError: it cannot be asked for.
        """
        account = require_account("The check of an account's budget")
        known = self._known.get(account)
        return known[1] if known is not None and known[0] > self._clock() else await self._ask_once(account)

    def forget(self, account: AccountId) -> None:
        """Ask again at the next check: something of the account has changed."""
        self._known.pop(account, None)

    async def _ask_once(self, account: AccountId) -> BudgetState:
        task = self._asking.get(account)
        if task is None:
            task = self._asking[account] = asyncio.get_running_loop().create_task(self._ask(account))
            task.add_done_callback(lambda _: self._asking.pop(account, None))
        # One caller that goes away must not fail the others.
        return await asyncio.shield(task)

    async def _ask(self, account: AccountId) -> BudgetState:
        until_s = self._clock() + STALENESS_S
        state = await read_budget(self._app, account, now=self._now())
        self._known[account] = (until_s, state)
        self._known.move_to_end(account)
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return state


async def read_budget(app: Database, account: AccountId, *, now: datetime) -> BudgetState:
    """What the bound account may spend and has spent.

    Raises:
        DatabaseUnavailableError: the database cannot be asked.
    """
    try:
        async with app.unit(is_read_only=True) as unit:
            return await budget_state(unit, account, now)
    except _LOST as error:
        raise DatabaseUnavailableError("The database cannot be reached; try again in a moment.") from error


async def budget_state(unit: Unit, account: AccountId, now: datetime) -> BudgetState:
    """The same in a transaction of the account."""
    [row] = await unit.fetch(Statement(_BUDGET, [account, list(CALL_UNITS)]))
    if row["max_budget_usd"] is None:
        return BudgetState(None, Decimal(0), None, row["has_ceilings"])
    period = budget_period(row["budget_started_at"], row["budget_duration"], now)
    [spent] = await unit.fetch(Statement(_SPEND, [account, period.start]))
    return BudgetState(row["max_budget_usd"], spent[0], period.end, row["has_ceilings"])


def exceeded(state: BudgetState) -> BudgetExceededError:
    """The refusal for a budget that is used up."""
    when = f"It resets at {state.resets_at:%Y-%m-%d %H:%M} UTC." if state.resets_at else "It does not reset."
    return BudgetExceededError(
        f"The budget of this account is used up. {when}",
        max_budget=str(state.max_usd),
        spend=str(state.spent_usd),
        budget_reset_at=state.resets_at.isoformat() if state.resets_at else None,
    )
