"""Lets a model call pass when every quota and credit budget that counts it has something left, and holds its part of each.

What is held is decided in the database, in one transaction for each call, and not leased to workers: an account with a
hundred requests left has exactly that many, whoever of how many workers is asked. It costs two to three milliseconds, and
only accounts that have a ceiling pay it. For requests the part is one. Of tokens and dollars it is what calls have used
lately, since nobody knows what this one will: so many of those can be passed as calls were on their way when the ceiling
was reached, times what a call costs beyond that. A call that never tells its end gives back what it held after `HELD_S`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final
from uuid import uuid4

from alchemi.costs.account_budget import AccountBudgets
from alchemi.costs.ledger import end_expired, roll_due
from alchemi.db.counters import BUDGET, QUOTA, CounterKind, budgets_of, lock, quotas_of_calls, release
from alchemi.db.engine import Database, Unit
from alchemi.db.failures import OUTAGES, ConnectTimeoutError, PoolTimeoutError
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.errors import AlchemiError, BudgetExceededError, DatabaseUnavailableError, QuotaExceededError
from alchemi.tenancy.call_admission import CallAdmission, ModelCall, current_admission
from alchemi.tenancy.context import acting_for, require_account

HELD_S: Final = 900.0
"""How long something is held for a call that does not tell its end: longer than the gateway lets one run."""

_LOST: Final[tuple[type[BaseException], ...]] = (*OUTAGES, PoolTimeoutError, ConnectTimeoutError)
_RESERVE: Final = (
    'UPDATE "{table}" t SET reserved = t.reserved + h.amount FROM ('
    "SELECT id, CASE WHEN id = ANY ($3::text[]) THEN 1 ELSE least(typical, greatest({free}, 0)) END AS amount"
    ' FROM "{table}" t WHERE account_id = $1 AND id = ANY ($2::text[])) h'
    " WHERE t.account_id = $1 AND t.id = h.id AND {free} >= h.amount AND {free} > 0 RETURNING t.id, h.amount"
)
_HOLD: Final = (
    'INSERT INTO "Alchemi_CallReservationTable" (account_id, call_id, kind, counter_id, amount, expires_at)'
    " SELECT $1, $2, h.kind, h.counter_id, h.amount, now() + $6::interval"
    " FROM unnest($3::text[], $4::text[], $5::numeric[]) AS h(kind, counter_id, amount)"
)


class CallLimits:
    """The ceilings of the accounts that this process serves. An account that has none is not asked about twice a second."""

    def __init__(self, app: Database, budgets: AccountBudgets) -> None:
        self._app = app
        self.budgets = budgets

    async def admit(self, call: ModelCall) -> None:
        """Let the bound account's call pass and hold its part, or refuse it.

        Raises:
            QuotaExceededError, BudgetExceededError: nothing is left of what counts it. Nothing is held.
            DatabaseUnavailableError: it cannot be asked for.
        """
        account = require_account("The admission of a call")
        if not (await self.budgets.state()).has_ceilings:
            return
        admission = current_admission.get()
        if admission is not None and admission.call is not None:
            return
        try:
            call_id = await self._reserve(call)
        except _LOST as error:
            raise DatabaseUnavailableError("The database cannot be reached; try again in a moment.") from error
        if admission is not None:
            admission.account, admission.call, admission.call_id = account, call, call_id

    async def give_up(self, admission: CallAdmission) -> None:
        """Give back what is held for a call that failed."""
        if admission.call_id is None or admission.account is None:
            return
        call_id, admission.call_id = admission.call_id, None
        with acting_for(admission.account):
            async with self._app.unit() as unit:
                await release(unit, [call_id])

    async def _reserve(self, call: ModelCall) -> str | None:
        try:
            return await self._try(call)
        except (QuotaExceededError, BudgetExceededError):
            async with self._app.unit() as unit:
                freed = await roll_due(unit, BUDGET) + await roll_due(unit, QUOTA)
            # Apart from it: budgets are locked before quotas, here as well.
            async with self._app.unit() as unit:
                freed += await end_expired(unit)
            if not freed:
                raise
            return await self._try(call)

    async def _try(self, call: ModelCall) -> str | None:
        async with self._app.unit() as unit:
            [budget_ids] = await budgets_of(unit, [call])
            budgets = await lock(unit, BUDGET, budget_ids)
            _check_budgets(budgets)
            quotas = _chosen(await _locked_quotas(unit, call.model))
            if not call.holds or not (budgets or quotas):
                return None
            call_id = str(uuid4())
            held = [
                *await _held(unit, BUDGET, budgets, ()),
                *await _held(unit, QUOTA, quotas, [row["id"] for row in quotas if row["unit"] == "requests"]),
            ]
            columns = [list(column) for column in zip(*held, strict=True)]
            await unit.execute(Statement(_HOLD, [unit.account, call_id, *columns, timedelta(seconds=HELD_S)]))
            return call_id


async def _locked_quotas(unit: Unit, model: str) -> list[Row]:
    """The quotas that count a call of `model`, locked, the most specific of a unit first."""
    found = [row for row in await quotas_of_calls(unit) if row["feature_code"] in ("", model)]
    locked = {row["id"]: row for row in await lock(unit, QUOTA, [row["id"] for row in found])}
    return [locked[row["id"]] for row in found if row["id"] in locked]


def _check_budgets(budgets: Iterable[Row]) -> None:
    for row in budgets:
        if row["free"] <= 0:
            whose = row["scope_type"].lower()
            raise BudgetExceededError(
                f"The credit budget of this {whose} is used up. {_until(row['cycle_end'], row['reset_policy'])}",
                budget_id=row["id"],
                scope_type=row["scope_type"],
                limit=str(row["limit_amount"]),
                used=str(row["used"]),
            )


def _chosen(quotas: Sequence[Row]) -> list[Row]:
    """For each unit the first quota that has something left.

    Raises:
        QuotaExceededError: a unit has none.
    """
    chosen: dict[str, Row] = {}
    for row in quotas:
        if row["free"] > 0 and (row["unit"] != "requests" or row["free"] >= 1):
            chosen.setdefault(row["unit"], row)
    for row in quotas:
        if row["unit"] not in chosen:
            raise QuotaExceededError(
                f"The quota of {row['unit']} of this account is used up. "
                f"{_until(row['period_end'], row['reset_policy'])}",
                quota_id=row["id"],
                unit=row["unit"],
                used=str(row["used"]),
            )
    return list(chosen.values())


def _until(end: object, policy: str) -> str:
    return f"It resets at {end:%Y-%m-%d %H:%M} UTC." if policy != "NONE" else "It does not reset."


async def _held(
    unit: Unit, kind: CounterKind, rows: Sequence[Row], ones: Sequence[str]
) -> list[tuple[str, str, Decimal]]:
    if not rows:
        return []
    ids = [row["id"] for row in rows]
    text = _RESERVE.format(table=kind.table, free=kind.free)
    held = await unit.fetch(Statement(text, [unit.account, ids, list(ones)]))
    if len(held) < len(ids):
        raise AlchemiError("A ceiling changed while it was locked.")
    return [(kind.name, row[0], row[1]) for row in held]
