"""Quotas: ceilings in a unit for a period, what is left of them, and what services take of them."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Response

from alchemi.auth.permissions import Permission
from alchemi.costs import ledger, quotas
from alchemi.costs.periods import calendar_period
from alchemi.db.counters import QUOTA
from alchemi.endpoints.quota_schemas import (
    Balance,
    Balances,
    Deducted,
    Deduction,
    LedgerEntry,
    Movement,
    NewQuota,
    Quota,
    QuotaChange,
    QuotaCheck,
    QuotaQuestion,
    Reset,
)
from alchemi.errors import InvalidRequestError
from alchemi.rest.resource import Parent, Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import sent_values
from alchemi.rest.work import CurrentWork, requires

QUOTAS = Resource(
    path="/alchemi/quota",
    table="Alchemi_AccountQuotaTable",
    noun="quota",
    plural="quotas",
    item=Quota,
    create=NewQuota,
    update=QuotaChange,
    read=Permission.QUOTA_READ,
    write=Permission.QUOTA_WRITE,
    sort=("created_at", "period_end"),
    filters=("unit", "is_active", "product_code", "feature_code", "subscription_id"),
    references={"subscription_id": "Alchemi_SubscriptionTable"},
    conflicts={"Alchemi_AccountQuotaTable_account_id_unit_key": "unit"},
    operations={"list", "get", "delete"},
)
LEDGER = Resource(
    path="/alchemi/quota/{quota_id}/ledger",
    table="Alchemi_LedgerEntryTable",
    noun="quota ledger entry",
    plural="entries",
    item=LedgerEntry,
    read=Permission.QUOTA_READ,
    write=Permission.QUOTA_WRITE,
    sort=("created_at",),
    filters=("entry", "reference", "created_at"),
    fixed={"kind": "QUOTA"},
    parent=Parent(QUOTAS, "quota_id", "counter_id"),
    operations={"list"},
)
operations = APIRouter()
_READ: Final = [requires(Permission.QUOTA_READ)]
_WRITE: Final = [requires(Permission.QUOTA_WRITE)]
_CONSUME: Final = [requires(Permission.QUOTA_CONSUME)]


@created(operations, QUOTAS, _WRITE)
async def create_quota(work: CurrentWork, body: NewQuota, response: Response) -> Quota:
    """Make a quota. There is one active one for a unit, product and feature; its period moves on by itself."""
    period = calendar_period(body.reset_policy, work.now)
    start, end = body.period_start or period.start, body.period_end or period.end
    if end <= start:
        raise InvalidRequestError.of_field("/period_end", "This must be later than period_start.")
    async with work.rows(QUOTAS) as rows:
        values = body.model_dump() | {"period_start": start, "period_end": end, "anchor_at": end}
        return made(rows, await rows.create(values), response, Quota)


@operations.put("/{quota_id}", dependencies=_WRITE, name="put_quota")
@operations.patch("/{quota_id}", dependencies=_WRITE)
async def update_quota(work: CurrentWork, quota_id: str, body: QuotaChange, response: Response) -> Quota:
    """Change the fields that are sent. What was used is changed by consuming and refunding alone."""
    values = sent_values(body, QUOTAS)
    async with work.rows(QUOTAS) as rows:
        before = await rows.get(quota_id, for_update=True)
        if (end := values.get("period_end")) is not None:
            values["anchor_at"] = end
            if end <= before["period_start"]:
                raise InvalidRequestError.of_field("/period_end", "This must be later than period_start.")
        elif "period_end" in values:
            raise InvalidRequestError.of_field("/period_end", "A period has an end.")
        return tagged(rows, await rows.change(before, values), response, Quota)


@operations.get("/balance", dependencies=_READ)
async def get_quota_balance(work: CurrentWork) -> Balances:
    """What the open periods hold, by unit."""
    async with work.rows(QUOTAS) as rows:
        return Balances(balances=[Balance.model_validate(one) for one in await quotas.balances(rows.unit)])


@operations.post("/check", dependencies=_CONSUME)
async def check_quota(work: CurrentWork, body: QuotaQuestion) -> QuotaCheck:
    """Whether an amount could be deducted now. Nothing is held: another may be quicker."""
    async with work.rows(QUOTAS) as rows:
        ids = await quotas.quotas_for(rows.unit, body.unit, body.product_code, body.feature_code)
        await ledger.roll_due(rows.unit, QUOTA, ids)
        remaining = await quotas.free(rows.unit, ids)
    return QuotaCheck(available=remaining >= body.amount, remaining=remaining)


@operations.post("/deduct", dependencies=_CONSUME)
async def deduct_quota(work: CurrentWork, body: Deduction) -> Deducted:
    """Take an amount from the quotas of a unit, the most specific first; 429 when they have less, and nothing is taken."""
    movement = ledger.Movement(body.amount, work.caller.actor, body.idempotency_key, body.reason)
    resource = "/".join(("quota", body.unit, body.product_code, body.feature_code))
    async with work.rows(QUOTAS) as rows:

        async def act() -> ledger.Answer:
            ids = await quotas.quotas_for(rows.unit, body.unit, body.product_code, body.feature_code)
            answer = await quotas.take(rows.unit, ids, movement, body.unit)
            rows.record("deduct", answer["id"], None, answer)
            return answer

        answer = await ledger.once(rows.unit, resource, body.idempotency_key, body.model_dump(mode="json"), act)
    return Deducted.model_validate(answer)


@operations.post("/reset", dependencies=_WRITE)
async def reset_quota(work: CurrentWork, body: Reset) -> Quota:
    """Close the open period and begin another. The same request again changes nothing."""
    async with work.rows(QUOTAS) as rows:
        before = await rows.get(body.quota_id)
        times = (body.new_period_start, body.new_period_end)
        row = await quotas.reset(rows.unit, body.quota_id, *times, actor=work.caller.actor)
        rows.record("reset", body.quota_id, before, row)
        return rows.answer(row, Quota)


@operations.post("/{quota_id}/consume", dependencies=_CONSUME)
async def consume_quota(work: CurrentWork, quota_id: str, body: Movement) -> Deducted:
    """Take an amount from this quota; 429 when it has less, and nothing is taken."""
    movement = ledger.Movement(body.amount, work.caller.actor, body.idempotency_key, body.reason)
    async with work.rows(QUOTAS) as rows:
        quota = await rows.get(quota_id)

        async def act() -> ledger.Answer:
            answer = await quotas.take(rows.unit, [quota_id], movement, quota["unit"])
            rows.record("consume", quota_id, None, answer)
            return answer

        asked = body.model_dump(mode="json")
        answer = await ledger.once(rows.unit, f"quota:{quota_id}", body.idempotency_key, asked, act)
    return Deducted.model_validate(answer)


@operations.post("/{quota_id}/refund", dependencies=_CONSUME)
async def refund_quota(work: CurrentWork, quota_id: str, body: Movement) -> Deducted:
    """Give an amount back that was used in this period."""
    movement = ledger.Movement(body.amount, work.caller.actor, body.idempotency_key, body.reason)
    async with work.rows(QUOTAS) as rows:
        quota = await rows.get(quota_id)

        async def act() -> ledger.Answer:
            await ledger.refund_quota(rows.unit, quota_id, movement)
            left = await quotas.free(rows.unit, [quota_id])
            taken = [{"id": quota_id, "amount": str(-body.amount)}]
            answer = {"id": quota_id, "unit": quota["unit"], "amount": str(-body.amount), "taken": taken}
            rows.record("refund", quota_id, None, answer)
            return answer | {"remaining": str(left)}

        asked = body.model_dump(mode="json") | {"is_refund": True}
        answer = await ledger.once(rows.unit, f"quota:{quota_id}", body.idempotency_key, asked, act)
    return Deducted.model_validate(answer)


router = resource_router(QUOTAS, operations, nested=[LEDGER])
