"""Subscriptions: the plans of the platform, and what the account has subscribed to."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Response
from pydantic import Field

from alchemi.accounts import subscriptions
from alchemi.accounts.subscriptions import Status
from alchemi.auth.permissions import Permission
from alchemi.costs.periods import ResetPolicy, calendar_period
from alchemi.db.rows import Row
from alchemi.endpoints.subscription_schemas import (
    NewPlan,
    NewSubscription,
    Plan,
    PlanChange,
    PlanPage,
    PlanQuery,
    Subscription,
    SubscriptionChange,
)
from alchemi.errors import ConflictError, InvalidRequestError
from alchemi.rest.constraints import translating
from alchemi.rest.listing import Page, page_of, query_of
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

SUBSCRIPTIONS = Resource(
    path="/alchemi/subscription",
    table="Alchemi_SubscriptionTable",
    noun="subscription",
    plural="subscriptions",
    item=Subscription,
    create=NewSubscription,
    update=SubscriptionChange,
    read=Permission.SUBSCRIPTION_READ,
    write=Permission.SUBSCRIPTION_WRITE,
    sort=("start_date", "created_at"),
    filters=("status", "plan_id", "product_code"),
    conflicts={
        "Alchemi_SubscriptionTable_account_id_product_code_key": "plan_id",
        "Alchemi_AccountQuotaTable_account_id_unit_key": "plan_id",
    },
    operations=set(),
)
operations = APIRouter()
_PLATFORM: Final = [requires(Permission.PLATFORM_WRITE)]
_WRITE: Final = [requires(Permission.SUBSCRIPTION_WRITE)]
_SubscriptionPage: Final = page_of(SUBSCRIPTIONS)


class _Query(query_of(SUBSCRIPTIONS)):  # type: ignore[misc]
    is_active: bool | None = Field(default=None, description="True: those that run; false: those that have ended.")


@operations.get("/plan/list", dependencies=[requires(Permission.CATALOG_READ)])
async def list_plans(work: CurrentWork, query: Annotated[PlanQuery, Query()]) -> PlanPage:
    """What may be subscribed to."""
    where = query.model_dump(include={"is_active"}, exclude_none=True)
    with translating():
        rows, total = await subscriptions.list_plans(
            work.services.platform, where, limit=query.limit, offset=query.offset
        )
    return PlanPage(
        plans=[Plan.model_validate(row) for row in rows], total=total, limit=query.limit, offset=query.offset
    )


@operations.post("/plan/new", dependencies=_PLATFORM, status_code=201)
async def add_plan(work: CurrentWork, body: NewPlan) -> Plan:
    """Add a plan."""
    with translating():
        row = await subscriptions.add_plan(
            work.services.platform, _plan_values(body.model_dump()), actor=work.caller.actor
        )
        return Plan.model_validate(row)


@operations.put("/plan/{plan_id}", dependencies=_PLATFORM, name="put_plan")
@operations.patch("/plan/{plan_id}", dependencies=_PLATFORM)
async def update_plan(work: CurrentWork, plan_id: str, body: PlanChange) -> Plan:
    """Change the fields that are sent, for those who subscribe from now on."""
    values = _plan_values(sent_values(body, SUBSCRIPTIONS))
    with translating():
        row = await subscriptions.change_plan(work.services.platform, plan_id, values, actor=work.caller.actor)
        return Plan.model_validate(row)


@operations.delete("/plan/{plan_id}", dependencies=_PLATFORM)
async def delete_plan(work: CurrentWork, plan_id: str) -> Ack:
    """Put a plan out of use; subscriptions to it stay."""
    with translating():
        values = {"is_active": False}
        await subscriptions.change_plan(work.services.platform, plan_id, values, actor=work.caller.actor)
    return Ack(id=plan_id, message="The plan was retired.")


@operations.get("", dependencies=[requires(Permission.SUBSCRIPTION_READ)], response_model=_SubscriptionPage)
@operations.get(
    "/list", dependencies=[requires(Permission.SUBSCRIPTION_READ)], response_model=_SubscriptionPage,
    include_in_schema=False, name="list_subscriptions_alias",
)  # fmt: skip
async def list_subscriptions(work: CurrentWork, query: Annotated[_Query, Query()]) -> Page:
    """One page of subscriptions."""
    running = {"in": sorted(subscriptions.RUNNING)} if query.is_active else {"not_in": sorted(subscriptions.RUNNING)}
    async with work.rows(SUBSCRIPTIONS) as rows:
        await subscriptions.expire_due(rows.unit)
        found, total = await rows.page(query, *([] if query.is_active is None else [{"status": running}]))
    return rows.page_answer(found, total, query, _SubscriptionPage)


@created(operations, SUBSCRIPTIONS, _WRITE)
async def subscribe(work: CurrentWork, body: NewSubscription, response: Response) -> Subscription:
    """Subscribe to a plan, on its terms of now. One subscription of a product runs at a time."""
    with translating():
        plan = await subscriptions.find_plan(work.services.platform, body.plan_id)
    if body.end_date is not None and body.end_date <= body.start_date:
        raise InvalidRequestError.of_field("/end_date", "This must be later than start_date.")
    values = body.model_dump() | _terms(plan) | subscriptions.begun(plan, body.start_date)
    async with work.rows(SUBSCRIPTIONS) as rows:
        await subscriptions.expire_due(rows.unit)
        row = await rows.create(values)
        await _give_quotas(rows, row)
        return made(rows, row, response, Subscription)


@operations.get("/{subscription_id}", dependencies=[requires(Permission.SUBSCRIPTION_READ)])
async def get_subscription(work: CurrentWork, subscription_id: str, response: Response) -> Subscription:
    """One subscription."""
    async with work.rows(SUBSCRIPTIONS) as rows:
        await subscriptions.expire_due(rows.unit)
        return tagged(rows, await rows.get(subscription_id), response, Subscription)


@operations.put("/{subscription_id}", dependencies=_WRITE, name="put_subscription")
@operations.patch("/{subscription_id}", dependencies=_WRITE)
async def update_subscription(
    work: CurrentWork, subscription_id: str, body: SubscriptionChange, response: Response
) -> Subscription:
    """Change the fields that are sent; the quotas follow, and what was used of them stays."""
    values = sent_values(body, SUBSCRIPTIONS)
    async with work.rows(SUBSCRIPTIONS) as rows:
        await subscriptions.expire_due(rows.unit)
        before = await rows.get(subscription_id, for_update=True)
        if Status(before["status"]) not in subscriptions.RUNNING:
            raise ConflictError("This subscription has ended; make another one.")
        if "plan_id" in values:
            values |= _terms(await subscriptions.find_plan(work.services.platform, values["plan_id"]))
        subscriptions.check_transition(before["status"], str(values.get("status", before["status"])))
        if values.get("status") is Status.CANCELLED:
            values |= {"cancelled_at": work.now, "end_date": max(work.now, before["start_date"])}
        end = values.get("end_date")
        if end is not None and end < before["start_date"]:
            raise InvalidRequestError.of_field("/end_date", "This must be later than start_date.")
        row = await rows.change(before, values)
        await _give_quotas(rows, row)
        return tagged(rows, row, response, Subscription)


@operations.delete("/{subscription_id}", dependencies=[requires(Permission.ACCOUNT_MANAGE)])
async def cancel_subscription(work: CurrentDeletion, subscription_id: str) -> Deleted:
    """Cancel a subscription as of now: what it gave ends."""
    async with work.rows(SUBSCRIPTIONS) as rows:
        await subscriptions.expire_due(rows.unit)
        before = await rows.get(subscription_id, for_update=True)
        subscriptions.check_transition(before["status"], Status.CANCELLED)
        end = max(work.now, before["start_date"])
        values = {"status": Status.CANCELLED, "cancelled_at": work.now, "end_date": end}
        await _give_quotas(rows, await rows.change(before, values, action="cancel"))
    return Ack(id=subscription_id, message="The subscription was cancelled.")


async def _give_quotas(rows: Rows, row: Row) -> None:
    month = calendar_period(ResetPolicy.MONTHLY, rows.work.now)
    await subscriptions.give_quotas(rows.unit, row, (month.start, month.end), actor=rows.work.caller.actor)


def _terms(plan: Row) -> dict[str, Any]:
    return {
        "plan_id": plan["id"], "plan_name": plan["plan_name"], "product_code": plan["product_code"],
        "terms": subscriptions.terms_of(plan),
    }  # fmt: skip


def _plan_values(values: dict[str, Any]) -> dict[str, Any]:
    if "limits" in values:
        values["limits"] = {unit: str(limit) for unit, limit in values["limits"].items()}
    return values


router = resource_router(SUBSCRIPTIONS, operations)
