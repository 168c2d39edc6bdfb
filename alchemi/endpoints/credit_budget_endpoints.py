"""Credit budgets: what an account, a group, a team, a user or a workspace may use in a cycle, and how it is shared out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import APIRouter, Response

from alchemi.auth.permissions import Permission
from alchemi.costs import budgets, ledger
from alchemi.costs.budgets import BudgetScope
from alchemi.costs.periods import calendar_period
from alchemi.db.counters import BUDGET
from alchemi.endpoints.credit_budget_schemas import (
    Budget,
    BudgetChange,
    BudgetCheck,
    BudgetMoved,
    BudgetMovement,
    BudgetQuestion,
    NewBudget,
    NewPlan,
    Plan,
    PlanChange,
    RollOver,
)
from alchemi.endpoints.quota_schemas import LedgerEntry
from alchemi.errors import InvalidRequestError
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import Parent, Reference, Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.visibility import of_its_workspaces
from alchemi.rest.work import CurrentDeletion, CurrentWork, requires

_OF_NO_WORKSPACE: Final = {"scope_type": {"not": "WORKSPACE"}}
BUDGETS = Resource(
    path="/alchemi/credit-budget",
    aliases=("/alchemi/budget",),
    table="Alchemi_CreditBudgetTable",
    noun="credit budget",
    plural="budgets",
    item=Budget,
    create=NewBudget,
    update=BudgetChange,
    read=Permission.BUDGET_READ,
    write=Permission.BUDGET_WRITE,
    sort=("created_at", "cycle_end", "allocated"),
    filters=("scope_type", "scope_id", "parent_id", "budget_plan_id"),
    references={"budget_plan_id": "Alchemi_BudgetPlanTable"},
    for_tokens=lambda caller: {"OR": [_OF_NO_WORKSPACE, of_its_workspaces("scope_id")(caller)]},
    operations={"list", "get"},
)
PLANS = Resource(
    path="/alchemi/credit-budget/plan",
    table="Alchemi_BudgetPlanTable",
    noun="budget plan",
    plural="plans",
    item=Plan,
    create=NewPlan,
    update=PlanChange,
    read=Permission.BUDGET_READ,
    write=Permission.BUDGET_WRITE,
    sort=("name", "created_at"),
    filters=("is_active",),
    search=("name",),
    operations={"list", "get", "create", "update"},
)
LEDGER = Resource(
    path="/alchemi/credit-budget/{budget_id}/ledger",
    table="Alchemi_LedgerEntryTable",
    noun="budget ledger entry",
    plural="entries",
    item=LedgerEntry,
    read=Permission.BUDGET_READ,
    write=Permission.BUDGET_WRITE,
    sort=("created_at",),
    filters=("entry", "reference", "created_at"),
    fixed={"kind": "BUDGET"},
    parent=Parent(BUDGETS, "budget_id", "counter_id"),
    operations={"list"},
)
_SCOPES: Final = {
    BudgetScope.GROUP: Reference("Alchemi_GroupTable"),
    BudgetScope.TEAM: Reference("LiteLLM_TeamTable"),
    BudgetScope.USER: Reference("LiteLLM_UserTable"),
    BudgetScope.WORKSPACE: Reference("Alchemi_WorkspaceTable", workspace="id"),
}
operations = APIRouter()
_READ: Final = [requires(Permission.BUDGET_READ)]
_WRITE: Final = [requires(Permission.BUDGET_WRITE)]
_CONSUME: Final = [requires(Permission.BUDGET_CONSUME)]


@created(operations, BUDGETS, _WRITE)
async def create_budget(work: CurrentWork, body: NewBudget, response: Response) -> Budget:
    """Make a budget. Without a parent it is a part of the account's, if there is one; parts fit into the whole."""
    period = calendar_period(body.reset_policy, work.now)
    start, end = body.cycle_start or period.start, body.cycle_end or period.end
    if end <= start:
        raise InvalidRequestError.of_field("/cycle_end", "This must be later than cycle_start.")
    if (body.scope_type is BudgetScope.ACCOUNT) != (body.scope_id == ""):
        raise InvalidRequestError.of_field("/scope_id", "Send it for every scope but ACCOUNT.")
    values = budgets.limited(body.model_dump()) | {"cycle_start": start, "cycle_end": end, "anchor_at": end}
    async with work.rows(BUDGETS) as rows:
        tree = await budgets.lock_tree(rows.unit)
        if (reference := _SCOPES.get(body.scope_type)) is not None:
            await rows.check_exists("/scope_id", reference, body.scope_id)
        values["parent_id"] = tree.parent_for(body.scope_type, body.parent_id)
        tree.check_fits(values["parent_id"], None, body.allocated)
        if body.scope_type is BudgetScope.ACCOUNT:
            tree.check_covers_orphans(body.allocated)
        row = await rows.create(values)
        if body.scope_type is BudgetScope.ACCOUNT:
            await budgets.adopt(rows.unit, row["id"])
        return made(rows, row, response, Budget)


@operations.put("/{budget_id}", dependencies=_WRITE, name="put_budget")
@operations.patch("/{budget_id}", dependencies=_WRITE)
async def update_budget(work: CurrentWork, budget_id: str, body: BudgetChange, response: Response) -> Budget:
    """Change the fields that are sent; whose budget it is stays, and so does what was used."""
    values = sent_values(body, BUDGETS)
    async with work.rows(BUDGETS) as rows:
        tree = await budgets.lock_tree(rows.unit)
        before = await rows.get(budget_id)
        values = budgets.limited(values, before)
        if "parent_id" in values:
            values["parent_id"] = tree.parent_for(before["scope_type"], values["parent_id"])
        if "cycle_end" in values:
            end = values["cycle_end"]
            if end is None or end <= before["cycle_start"]:
                raise InvalidRequestError.of_field("/cycle_end", "This must be later than cycle_start.")
            values["anchor_at"] = end
        after = {**before, **values}
        tree.check_fits(after["parent_id"], budget_id, after["allocated"])
        tree.check_covers(budget_id, after["allocated"])
        return tagged(rows, await rows.change(before, values), response, Budget)


@operations.delete("/{budget_id}", dependencies=_WRITE)
async def delete_budget(work: CurrentDeletion, budget_id: str) -> Deleted:
    """Delete a budget that no other is a part of."""
    async with work.rows(BUDGETS) as rows:
        tree = await budgets.lock_tree(rows.unit)
        row = await rows.get(budget_id)
        tree.check_is_leaf(budget_id)
        await rows.delete(row)
    return Ack(id=budget_id, message="The credit budget was deleted.")


@operations.delete("/plan/{plan_id}", dependencies=_WRITE)
async def retire_plan(work: CurrentDeletion, plan_id: str) -> Deleted:
    """Put a plan out of use; its budgets stay."""
    async with work.rows(PLANS) as rows:
        await rows.change(await rows.get(plan_id, for_update=True), {"is_active": False}, action="delete")
    return Ack(id=plan_id, message="The budget plan was retired.")


@operations.post("/{budget_id}/check", dependencies=_CONSUME)
async def check_budget(work: CurrentWork, budget_id: str, body: BudgetQuestion) -> BudgetCheck:
    """Whether an amount could be consumed now. Nothing is held: another may be quicker."""
    async with work.rows(BUDGETS) as rows:
        await rows.get(budget_id)
        await ledger.roll_due(rows.unit, BUDGET)
        remaining = await budgets.free(rows.unit, budget_id)
    return BudgetCheck(available=remaining >= body.amount, remaining=remaining)


@operations.post("/{budget_id}/consume", dependencies=_CONSUME)
async def consume_budget(work: CurrentWork, budget_id: str, body: BudgetMovement) -> BudgetMoved:
    """Take an amount from the budget and from all above it; 429 when one has less, and nothing is taken."""
    return await _moved(work, budget_id, body, "consume", ledger.consume_budget)


@operations.post("/{budget_id}/refund", dependencies=_CONSUME)
async def refund_budget(work: CurrentWork, budget_id: str, body: BudgetMovement) -> BudgetMoved:
    """Give an amount back that was used in this cycle, to all budgets above too."""
    return await _moved(work, budget_id, body, "refund", ledger.refund_budget)


@operations.post("/{budget_id}/roll-over", dependencies=_WRITE)
async def roll_over_budget(work: CurrentWork, budget_id: str, body: RollOver) -> Budget:
    """Begin the next cycle: the one that is sent, or the one that is due. The same request again changes nothing."""
    async with work.rows(BUDGETS) as rows:
        before = await rows.get(budget_id)
        cycle = (body.new_cycle_start, body.new_cycle_end)
        row = await budgets.roll_over(rows.unit, budget_id, *cycle, actor=work.caller.actor)
        rows.record("roll_over", budget_id, before, row)
        return rows.answer(row, Budget)


async def _moved(
    work: CurrentWork,
    budget_id: str,
    body: BudgetMovement,
    action: str,
    move: Callable[..., Awaitable[None]],
) -> BudgetMoved:
    movement = ledger.Movement(body.amount, work.caller.actor, body.idempotency_key, body.reason)
    async with work.rows(BUDGETS) as rows:
        await rows.get(budget_id)
        asked = body.model_dump(mode="json") | {"action": action}
        act = _mover(rows, budget_id, movement, action, move)
        answer = await ledger.once(rows.unit, f"budget:{budget_id}", body.idempotency_key, asked, act)
    return BudgetMoved.model_validate(answer)


def _mover(
    rows: Rows, budget_id: str, movement: ledger.Movement, action: str, move: Callable[..., Awaitable[None]]
) -> Callable[[], Awaitable[ledger.Answer]]:
    async def act() -> ledger.Answer:
        await move(rows.unit, budget_id, movement)
        left = await budgets.free(rows.unit, budget_id)
        answer = {"id": budget_id, "amount": str(movement.amount), "remaining": str(left)}
        rows.record(action, budget_id, None, answer)
        return answer

    return act


router = resource_router(BUDGETS, operations, nested=[PLANS, LEDGER])
