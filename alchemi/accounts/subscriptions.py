"""Plans of the platform, which the operator alone writes, and what a subscription to one gives an account: its quotas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from prisma.fields import Json

from alchemi.db.calls import Call, run
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.errors import ConflictError, InvalidRequestError, NotFoundError

_PLANS: Final = "Alchemi_SubscriptionPlanTable"
_DOCUMENTS: Final = frozenset({"features", "limits"})
_TERMS: Final = ("price_monthly", "price_yearly", "currency", "limits", "features", "version")


class Status(StrEnum):
    TRIAL = "TRIAL"
    ACTIVE = "ACTIVE"
    PAST_DUE = "PAST_DUE"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"


RUNNING: Final = frozenset({Status.TRIAL, Status.ACTIVE, Status.PAST_DUE})
_NEXT: Final[Mapping[Status, frozenset[Status]]] = {
    Status.TRIAL: frozenset({Status.ACTIVE, Status.PAST_DUE, Status.CANCELLED, Status.EXPIRED}),
    Status.ACTIVE: frozenset({Status.PAST_DUE, Status.CANCELLED, Status.EXPIRED}),
    Status.PAST_DUE: frozenset({Status.ACTIVE, Status.CANCELLED, Status.EXPIRED}),
    Status.CANCELLED: frozenset(),
    Status.EXPIRED: frozenset(),
}

_EXPIRE: Final = (
    "UPDATE \"Alchemi_SubscriptionTable\" SET status = 'EXPIRED', updated_at = now() WHERE account_id = $1"
    " AND status IN ('TRIAL', 'ACTIVE', 'PAST_DUE') AND (end_date <= now() OR (status = 'TRIAL' AND trial_ends_at <= now()))"
)
# Of the subscription before it of the same product: what it gave has ended, and no longer stands in the way.
_REPLACE: Final = (
    'UPDATE "Alchemi_AccountQuotaTable" q SET is_active = false, updated_at = now() FROM "Alchemi_SubscriptionTable" s'
    " WHERE q.account_id = $1 AND s.account_id = $1 AND s.id = q.subscription_id AND q.is_active AND s.id <> $2"
    " AND s.product_code = $3 AND s.status IN ('CANCELLED', 'EXPIRED')"
)
_DROP: Final = (
    'UPDATE "Alchemi_AccountQuotaTable" SET is_active = false, updated_at = now()'
    " WHERE account_id = $1 AND subscription_id = $2 AND is_active AND unit <> ALL ($3::text[])"
)
_SET: Final = (
    'UPDATE "Alchemi_AccountQuotaTable" SET included = $4, period_end = $5, updated_at = now(), updated_by = $6'
    " WHERE account_id = $1 AND subscription_id = $2 AND unit = $3 AND is_active"
)
_GIVE: Final = (
    'INSERT INTO "Alchemi_AccountQuotaTable" (account_id, id, subscription_id, product_code, unit, included,'
    " period_start, period_end, anchor_at, reset_policy, created_by, updated_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'MONTHLY', $10, $10)"
)
_END: Final = (
    "UPDATE \"Alchemi_AccountQuotaTable\" SET reset_policy = 'NONE', updated_at = now(), updated_by = $3,"
    " period_end = least(period_end, greatest(now(), period_start + interval '1 ms'))"
    " WHERE account_id = $1 AND subscription_id = $2 AND is_active"
)


async def list_plans(platform: Database, where: Mapping[str, Any], *, limit: int, offset: int) -> tuple[list[Row], int]:
    """One page of plans, by name, and how many there are."""
    async with platform.unit(is_read_only=True) as unit:
        rows = await _call(unit, "find_many", where=where, order=[{"plan_name": "asc"}], take=limit, skip=offset)
        return rows, await _call(unit, "count", where=where)


async def find_plan(platform: Database, plan_id: str) -> Row:
    """The plan that may be subscribed to.

    Raises:
        InvalidRequestError: there is none, or it is out of use.
    """
    async with platform.unit(is_read_only=True) as unit:
        row: Row | None = await _call(unit, "find_unique", where={"id": plan_id})
    if row is None or not row["is_active"]:
        raise InvalidRequestError.of_field("/plan_id", "There is no such plan in use.")
    return row


async def add_plan(platform: Database, values: Mapping[str, Any], *, actor: str) -> Row:
    """Write a new plan.

    Raises:
        ConflictError: the name is taken.
    """
    async with platform.unit() as unit:
        await _check_name(unit, values["plan_name"], None)
        data = _written(values) | {"created_by": actor, "updated_by": actor}
        row: Row = await _call(unit, "create", data=data)
        return row


async def change_plan(platform: Database, plan_id: str, values: Mapping[str, Any], *, actor: str) -> Row:
    """Set `values`; subscriptions that there are keep their terms.

    Raises:
        NotFoundError: there is no such plan.
        ConflictError: the name is taken.
    """
    async with platform.unit() as unit:
        if "plan_name" in values:
            await _check_name(unit, values["plan_name"], plan_id)
        data = _written(values) | {"updated_by": actor, "version": {"increment": 1}}
        row: Row | None = await _call(unit, "update", where={"id": plan_id}, data=data)
        if row is None:
            raise NotFoundError("There is no such plan.")
        return row


def terms_of(plan: Row) -> dict[str, Any]:
    """What is copied of a plan: later changes of it do not matter to a subscription."""
    return {name: str(plan[name]) if isinstance(plan[name], Decimal) else plan[name] for name in _TERMS}


def begun(plan: Row, start: datetime) -> dict[str, Any]:
    """The state in which a subscription to `plan` begins."""
    if not plan["trial_days"]:
        return {"status": Status.ACTIVE, "trial_ends_at": None}
    return {"status": Status.TRIAL, "trial_ends_at": start + timedelta(days=plan["trial_days"])}


def check_transition(before: str, after: str) -> None:
    """A subscription goes from one state to the other.

    Raises:
        ConflictError: it does not.
    """
    if before != after and Status(after) not in _NEXT[Status(before)]:
        raise ConflictError(f"A subscription that is {before} does not become {after}.", field="status")


async def expire_due(unit: Unit) -> None:
    """Mark the account's subscriptions that have ended. What they gave has ended with them by itself."""
    await unit.execute(Statement(_EXPIRE, [unit.account]))


async def give_quotas(unit: Unit, subscription: Row, month: tuple[datetime, datetime], *, actor: str) -> None:
    """Make the account's quotas those of the subscription's terms; what was used of them stays.

    Raises:
        asyncpg.UniqueViolationError: the account has a quota of the same unit and product from elsewhere.
    """
    account, own = unit.account, subscription["id"]
    if Status(subscription["status"]) not in RUNNING:
        await unit.execute(Statement(_END, [account, own, actor]))
        return
    limits: dict[str, Any] = subscription["terms"].get("limits") or {}
    await unit.execute(Statement(_REPLACE, [account, own, subscription["product_code"]]))
    await unit.execute(Statement(_DROP, [account, own, list(limits)]))
    start = max(month[0], subscription["start_date"])
    ends = [month[1] if month[1] > start else start + timedelta(days=31), end_of(subscription)]
    end = max(min(one for one in ends if one is not None), start + timedelta(milliseconds=1))
    for counted, limit in limits.items():
        included = Decimal(str(limit)) * subscription["quantity"]
        if not await unit.execute(Statement(_SET, [account, own, counted, included, end, actor])):
            values = [
                account,
                str(uuid4()),
                own,
                subscription["product_code"],
                counted,
                included,
                start,
                end,
                ends[0],
                actor,
            ]
            await unit.execute(Statement(_GIVE, values))


def end_of(subscription: Row) -> datetime | None:
    """When it ends unless something is done: of a trial, when that does."""
    ends = [subscription["end_date"], subscription["trial_ends_at"] if subscription["status"] == Status.TRIAL else None]
    return min((one for one in ends if one is not None), default=None)


async def _check_name(unit: Unit, name: object, own: str | None) -> None:
    found = await _call(unit, "find_unique", where={"plan_name": name})
    if found is not None and found["id"] != own:
        raise ConflictError("Another plan has this name.", field="plan_name")


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: Json(value) if name in _DOCUMENTS else value for name, value in values.items()}


async def _call(unit: Unit, method: str, **arguments: Any) -> Any:
    return await run(unit, Call(unit.builder().catalogue.tables[_PLANS], method, arguments))
