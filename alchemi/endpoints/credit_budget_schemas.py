"""Bodies of the credit budget routes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, computed_field

from alchemi.costs.budgets import BudgetScope
from alchemi.costs.periods import ResetPolicy
from alchemi.rest.schema import (
    Answer,
    Authored,
    Identifier,
    JsonObject,
    LongText,
    Moment,
    Name,
    PlainText,
    Schema,
    Usd,
)

Credits = Annotated[Decimal, Field(ge=0, le=100_000_000_000, decimal_places=8)]
Amount = Annotated[Decimal, Field(gt=0, le=100_000_000_000, decimal_places=8)]


class PlanChange(Schema):
    name: Name = ""
    is_active: bool = True
    distribution: JsonObject = Field(default_factory=dict)


class NewPlan(PlanChange):
    name: Name = Field(examples=["By team"])


class Plan(Authored):
    name: str
    is_active: bool
    distribution: dict[str, Any]


class BudgetChange(Schema):
    budget_plan_id: Identifier | None = None
    parent_id: Identifier | None = Field(default=None, description="A budget of a higher scope; else the account's.")
    allocated: Credits = Decimal(0)
    limit_amount: Credits | None = Field(default=None, description="What may be used of it; by default all.")
    overflow_cap: Credits | None = Field(default=None, description="What may be used beyond the limit.")
    reset_policy: ResetPolicy = ResetPolicy.MONTHLY
    cycle_end: Moment | None = None


class NewBudget(BudgetChange):
    scope_type: BudgetScope = Field(examples=["ACCOUNT"])
    scope_id: PlainText = Field(default="", max_length=200, description="The group, team, user or workspace.")
    allocated: Credits = Field(default=Decimal(0), examples=[100])
    cycle_start: Moment | None = Field(default=None, description="By default the calendar's, as `reset_policy` says.")


class Budget(Authored):
    budget_plan_id: str | None
    parent_id: str | None
    scope_type: BudgetScope
    scope_id: str
    allocated: Usd
    limit_amount: Usd
    overflow_cap: Usd | None
    used: Usd = Field(description="All that was used in this cycle, by what stands below it too.")
    reserved: Usd = Field(description="Held for model calls that are on their way.")
    reset_policy: ResetPolicy
    cycle_start: datetime
    cycle_end: datetime

    @computed_field  # type: ignore[prop-decorator]
    @property
    def overflow_used(self) -> Usd:
        """What was used beyond the limit."""
        return max(self.used - self.limit_amount, Decimal(0))


class BudgetQuestion(Schema):
    amount: Amount = Field(examples=[1])


class BudgetCheck(Answer):
    available: bool
    remaining: Usd = Field(description="What is left here and in each budget above.")


class BudgetMovement(BudgetQuestion):
    idempotency_key: Identifier | None = Field(
        default=None, description="A request that repeats one with this key changes nothing and gets its answer."
    )
    reason: LongText | None = None


class BudgetMoved(Answer):
    id: str
    amount: Usd
    remaining: Usd = Field(description="What was left when it was answered.")
    is_replay: bool = Field(default=False, description="The answer to an earlier request with the same key.")


class RollOver(Schema):
    new_cycle_start: Moment | None = None
    new_cycle_end: Moment | None = None
