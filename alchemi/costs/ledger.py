"""What services take from quotas and credit budgets, and give back: each amount once, and never more than there is.

The amount is compared and added in one statement, on rows that are locked; the answer is kept under the caller's key in
the same transaction, so that a repeated request is told what the first one was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from alchemi.costs.periods import ResetPolicy, period_after
from alchemi.db.counters import BUDGET, QUOTA, CounterKind, add_entries, give_back, lock
from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.errors import BudgetExceededError, ConflictError, InvalidRequestError, NotFoundError, QuotaExceededError

Answer = dict[str, Any]

_REMEMBER: Final = (
    'INSERT INTO "Alchemi_LedgerOperationTable" (account_id, resource, idempotency_key, asked, created_at)'
    " VALUES ($1, $2, $3, $4, now()) ON CONFLICT (account_id, resource, idempotency_key) DO NOTHING RETURNING 1"
)
_RECALL: Final = (
    'SELECT asked, answer FROM "Alchemi_LedgerOperationTable"'
    " WHERE account_id = $1 AND resource = $2 AND idempotency_key = $3"
)
_KEEP: Final = (
    'UPDATE "Alchemi_LedgerOperationTable" SET answer = $4::jsonb'
    " WHERE account_id = $1 AND resource = $2 AND idempotency_key = $3"
)
_ANCESTORS: Final = (
    "WITH RECURSIVE chain AS ("
    ' SELECT id, parent_id FROM "Alchemi_CreditBudgetTable" WHERE account_id = $1 AND id = $2'
    ' UNION SELECT p.id, p.parent_id FROM chain c JOIN "Alchemi_CreditBudgetTable" p'
    " ON p.account_id = $1 AND p.id = c.parent_id) SELECT id FROM chain ORDER BY id"
)
_DEDUCT: Final = (
    "WITH left_over AS (SELECT t.id, t.feature_code = '' AS any_feature, t.product_code = '' AS any_product, t.period_end,"
    f" {QUOTA.free} AS free, greatest(t.included + t.rollover_from_previous - t.used - t.reserved, 0) AS paid"
    ' FROM "Alchemi_AccountQuotaTable" t WHERE t.account_id = $1 AND t.id = ANY ($2::text[])'
    " AND t.period_start <= now() AND t.period_end > now()),"
    " parts AS (SELECT *, 0 AS is_overage, least(paid, greatest(free, 0)) AS part FROM left_over"
    " UNION ALL SELECT *, 1, greatest(free, 0) - least(paid, greatest(free, 0)) FROM left_over),"
    " sums AS (SELECT id, part, sum(part) OVER () AS total, sum(part) OVER"
    " (ORDER BY is_overage, any_feature, any_product, period_end, id ROWS UNBOUNDED PRECEDING) - part AS before FROM parts),"
    " taken AS (SELECT id, sum(least(part, $3 - before)) AS amount FROM sums"
    " WHERE before < $3 AND part > 0 AND total >= $3 GROUP BY id)"
    ' UPDATE "Alchemi_AccountQuotaTable" t SET used = t.used + taken.amount, updated_at = now() FROM taken'
    " WHERE t.account_id = $1 AND t.id = taken.id RETURNING t.id, taken.amount"
)
_DUE: Final = (
    "SELECT t.id FROM \"{table}\" t WHERE t.account_id = $1 AND t.{end} <= now() AND t.reset_policy <> 'NONE'"
    " AND ($2::text[] IS NULL OR t.id = ANY ($2::text[])) AND {open} ORDER BY t.id"
)
_OWN_SUBSCRIPTION: Final = (
    'FROM "Alchemi_SubscriptionTable" s WHERE s.account_id = t.account_id AND s.id = t.subscription_id'
)
_ENDS: Final = "CASE WHEN s.status = 'TRIAL' THEN least(s.end_date, s.trial_ends_at) ELSE s.end_date END"
# What a subscription gave ends with it, and within its last period.
_GOES_ON: Final = (
    f"t.is_active AND NOT EXISTS (SELECT {_OWN_SUBSCRIPTION} AND"
    f" (s.status IN ('CANCELLED', 'EXPIRED') OR {_ENDS} <= now()))"
)
_EXPIRED: Final = (
    'DELETE FROM "Alchemi_CallReservationTable" WHERE (account_id, call_id, kind, counter_id) IN ('
    'SELECT account_id, call_id, kind, counter_id FROM "Alchemi_CallReservationTable"'
    " WHERE account_id = $1 AND expires_at <= now() FOR UPDATE SKIP LOCKED)"
    " RETURNING kind, counter_id, amount"
)
_ROLLOVER: Final = (
    ", rollover_from_previous = CASE WHEN t.rollover_enabled THEN"
    " least(greatest(t.included + t.rollover_from_previous - t.used - t.reserved, 0), t.rollover_cap) ELSE 0 END"
)


@dataclass(frozen=True, slots=True)
class Movement:
    """An amount above 0, who moves it, and what for."""

    amount: Decimal
    actor: str
    reference: str | None = None
    reason: str | None = None


async def once(
    unit: Unit, resource: str, key: str | None, asked: Mapping[str, object], act: Callable[[], Awaitable[Answer]]
) -> Answer:
    """What `act` answers, or what it answered when `key` was sent to `resource` before.

    Raises:
        ConflictError: the key was sent before with something else.
    """
    if key is None:
        return await act()
    digest = hashlib.sha256(json.dumps(asked, sort_keys=True, default=str).encode()).hexdigest()
    if await unit.fetch(Statement(_REMEMBER, [unit.account, resource, key, digest])):
        answer = await act()
        await unit.execute(Statement(_KEEP, [unit.account, resource, key, json.dumps(answer, default=str)]))
        return answer
    [found] = await unit.fetch(Statement(_RECALL, [unit.account, resource, key]))
    if found["asked"] != digest:
        raise ConflictError("This idempotency key was sent with another request.", field="idempotency_key")
    return {**_document(found["answer"]), "is_replay": True}


async def consume_budget(unit: Unit, budget_id: str, movement: Movement) -> None:
    """Take the amount from a budget and from all above it, or from none.

    Raises:
        NotFoundError: there is no such budget.
        BudgetExceededError: one of them has less.
    """
    chain = [row["id"] for row in await unit.fetch(Statement(_ANCESTORS, [unit.account, budget_id]))]
    if not chain:
        raise NotFoundError("There is no such credit budget.")
    await lock(unit, BUDGET, chain)
    await roll_due(unit, BUDGET, chain)
    taken = await _take(unit, BUDGET, chain, movement.amount)
    if len(taken) < len(chain):
        raise BudgetExceededError(
            "This credit budget, or one above it, has less than that left.", budgets=sorted({*chain} - {*taken})
        )
    entries = [(one, movement.amount, movement.reference) for one in chain]
    await add_entries(unit, BUDGET, "CONSUME", entries, actor=movement.actor, reason=movement.reason)


async def refund_budget(unit: Unit, budget_id: str, movement: Movement) -> None:
    """Give the amount back to a budget and to all above it.

    Raises:
        NotFoundError: there is no such budget.
        InvalidRequestError: less than that was used in this cycle.
    """
    chain = [row["id"] for row in await unit.fetch(Statement(_ANCESTORS, [unit.account, budget_id]))]
    if not chain:
        raise NotFoundError("There is no such credit budget.")
    await lock(unit, BUDGET, chain)
    await _give(unit, BUDGET, chain, movement.amount)
    entries = [(one, -movement.amount, movement.reference) for one in chain]
    await add_entries(unit, BUDGET, "REFUND", entries, actor=movement.actor, reason=movement.reason)


async def deduct(unit: Unit, quota_ids: Sequence[str], movement: Movement) -> list[tuple[str, Decimal]]:
    """Take the amount from these quotas, the most specific first and what is included before any overage.

    Raises:
        QuotaExceededError: together they have less. Nothing was taken.
    """
    await lock(unit, QUOTA, quota_ids)
    await roll_due(unit, QUOTA, quota_ids)
    args: list[object] = [unit.account, list(quota_ids), movement.amount]
    taken = [(str(row[0]), Decimal(row[1])) for row in await unit.fetch(Statement(_DEDUCT, args))]
    if not taken:
        free = sum((max(row["free"], Decimal(0)) for row in await lock(unit, QUOTA, quota_ids)), Decimal(0))
        raise QuotaExceededError("Less than that is left of this quota.", remaining=str(free))
    entries = [(one, part, movement.reference) for one, part in taken]
    await add_entries(unit, QUOTA, "CONSUME", entries, actor=movement.actor, reason=movement.reason)
    return taken


async def refund_quota(unit: Unit, quota_id: str, movement: Movement) -> None:
    """Give the amount back to a quota.

    Raises:
        InvalidRequestError: less than that was used in this period.
    """
    await lock(unit, QUOTA, [quota_id])
    await _give(unit, QUOTA, [quota_id], movement.amount)
    await add_entries(
        unit,
        QUOTA,
        "REFUND",
        [(quota_id, -movement.amount, movement.reference)],
        actor=movement.actor,
        reason=movement.reason,
    )


async def roll_due(unit: Unit, kind: CounterKind, ids: Sequence[str] | None = None) -> int:
    """Open the current period of those counters whose period has ended and that have a next one; how many there were."""
    text = _DUE.format(table=kind.table, end=kind.end, open=_GOES_ON if kind is QUOTA else "true")
    due = [row[0] for row in await unit.fetch(Statement(text, [unit.account, None if ids is None else list(ids)]))]
    rolled = 0
    for row in await lock(unit, kind, due):
        if row[kind.end] <= row["moment"]:
            period = period_after(row["anchor_at"], ResetPolicy(row["reset_policy"]), row["moment"])
            rolled += await open_period(unit, kind, row, period.start, period.end, actor="gateway")
    return rolled


async def open_period(unit: Unit, kind: CounterKind, row: Row, start: datetime, end: datetime, *, actor: str) -> int:
    """Close the period of a locked counter in the ledger and begin another; 0 when somebody else already did."""
    await add_entries(unit, kind, "CLOSE", [(row["id"], row["used"], None)], actor=actor)
    end_sql = f"least($4::timestamptz, (SELECT {_ENDS} {_OWN_SUBSCRIPTION}))" if kind is QUOTA else "$4::timestamptz"
    text = (
        f'UPDATE "{kind.table}" t SET used = 0, {kind.start} = $3, {kind.end} = {end_sql}, updated_at = now()'
        f"{_ROLLOVER if kind is QUOTA else ''} WHERE t.account_id = $1 AND t.id = $2 AND t.{kind.start} = $5"
    )
    return await unit.execute(Statement(text, [unit.account, row["id"], start, end, row[kind.start]]))


async def end_expired(unit: Unit) -> int:
    """Give back what is held for calls that never told their end; how many reservations there were."""
    ended = await unit.fetch(Statement(_EXPIRED, [unit.account]))
    await give_back(unit, ended)
    return len(ended)


def _document(stored: str | Answer) -> Answer:
    found: Answer = json.loads(stored) if isinstance(stored, str) else dict(stored)
    return found


async def _take(unit: Unit, kind: CounterKind, ids: Sequence[str], amount: Decimal) -> list[str]:
    text = (
        f'UPDATE "{kind.table}" t SET used = t.used + $3, updated_at = now() WHERE t.account_id = $1'
        f" AND t.id = ANY ($2::text[]) AND t.{kind.start} <= now() AND {kind.free} >= $3 RETURNING t.id"
    )
    return [row[0] for row in await unit.fetch(Statement(text, [unit.account, list(ids), amount]))]


async def _give(unit: Unit, kind: CounterKind, ids: Sequence[str], amount: Decimal) -> None:
    text = (
        f'UPDATE "{kind.table}" t SET used = t.used - $3, updated_at = now() WHERE t.account_id = $1'
        " AND t.id = ANY ($2::text[]) AND t.used >= $3"
    )
    if await unit.execute(Statement(text, [unit.account, list(ids), amount])) < len(ids):
        raise InvalidRequestError.of_field("/amount", "Less than that was used in this period.")
