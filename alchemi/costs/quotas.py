"""Quotas of an account: which of them answer for an amount, and what is left of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from alchemi.costs.ledger import Answer, Movement, deduct, open_period, roll_due
from alchemi.db.counters import QUOTA, lock
from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.errors import InvalidRequestError, NotFoundError

_ANSWERING: Final = (
    'SELECT t.id FROM "Alchemi_AccountQuotaTable" t WHERE t.account_id = $1 AND t.is_active AND t.unit = $2'
    " AND t.product_code IN ('', $3) AND t.feature_code IN ('', $4) AND t.period_start <= now() ORDER BY t.id"
)
_BALANCES: Final = (
    "SELECT t.unit, sum(t.included) AS included, sum(t.used) AS used,"
    " sum(greatest(t.included + t.rollover_from_previous - t.used - t.reserved, 0)) AS available,"
    " sum(greatest(t.used - t.included - t.rollover_from_previous, 0)) AS overage_used,"
    ' sum(t.overage_limit) AS overage_limit FROM "Alchemi_AccountQuotaTable" t'
    " WHERE t.account_id = $1 AND t.is_active AND t.period_start <= now() AND t.period_end > now()"
    " GROUP BY t.unit ORDER BY t.unit"
)
_FREE: Final = (
    f'SELECT coalesce(sum(greatest({QUOTA.free}, 0)), 0) FROM "Alchemi_AccountQuotaTable" t'
    " WHERE t.account_id = $1 AND t.id = ANY ($2::text[])"
)


async def quotas_for(unit: Unit, counted: str, product_code: str, feature_code: str) -> list[str]:
    """The active quotas that answer for an amount of `counted`."""
    args: list[object] = [unit.account, counted, product_code, feature_code]
    return [row[0] for row in await unit.fetch(Statement(_ANSWERING, args))]


async def take(unit: Unit, ids: Sequence[str], movement: Movement, counted: str) -> Answer:
    """Take an amount from these quotas together.

    Raises:
        NotFoundError: there are none.
        QuotaExceededError: they have less. Nothing was taken.
    """
    if not ids:
        raise NotFoundError("There is no active quota of this unit.")
    taken = await deduct(unit, ids, movement)
    left = await free(unit, ids)
    return {
        "id": taken[0][0], "unit": counted, "amount": str(movement.amount), "remaining": str(left),
        "taken": [{"id": one, "amount": str(amount)} for one, amount in taken],
    }  # fmt: skip


async def free(unit: Unit, ids: Sequence[str]) -> Decimal:
    """What these quotas have left, overage included."""
    [row] = await unit.fetch(Statement(_FREE, [unit.account, list(ids)]))
    return Decimal(row[0])


async def balances(unit: Unit) -> list[dict[str, Any]]:
    """What the open periods hold, by unit."""
    await roll_due(unit, QUOTA)
    return [dict(row) for row in await unit.fetch(Statement(_BALANCES, [unit.account]))]


async def reset(unit: Unit, quota_id: str, start: datetime, end: datetime, *, actor: str) -> Row:
    """Close the open period and begin this one. Repeated for the same period it does nothing.

    Raises:
        NotFoundError: there is no such quota.
        InvalidRequestError: the period ends before it begins, or begins before the open one.
    """
    if end <= start:
        raise InvalidRequestError.of_field("/new_period_end", "This must be later than new_period_start.")
    rows = await lock(unit, QUOTA, [quota_id])
    if not rows:
        raise NotFoundError("There is no such quota.")
    if start < rows[0]["period_start"]:
        raise InvalidRequestError.of_field("/new_period_start", "A later period is open already.")
    if start != rows[0]["period_start"]:
        await open_period(unit, QUOTA, rows[0], start, end, actor=actor)
        anchor = 'UPDATE "Alchemi_AccountQuotaTable" SET anchor_at = $3 WHERE account_id = $1 AND id = $2'
        await unit.execute(Statement(anchor, [unit.account, quota_id, end]))
        rows = await lock(unit, QUOTA, [quota_id])
    return rows[0]
