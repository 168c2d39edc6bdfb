"""Bodies of the quota routes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field, computed_field

from alchemi.costs.periods import ResetPolicy
from alchemi.rest.schema import Answer, Authored, Identifier, LongText, Moment, PlainText, Schema, Usd

Ceiling = Annotated[Decimal, Field(ge=0, le=100_000_000_000, decimal_places=8)]
Amount = Annotated[Decimal, Field(gt=0, le=100_000_000_000, decimal_places=8)]
Code = Annotated[PlainText, Field(max_length=200)]
"""Empty: all of them."""


class QuotaChange(Schema):
    subscription_id: Identifier | None = None
    included: Ceiling = Decimal(0)
    overage_limit: Ceiling = Decimal(0)
    rollover_enabled: bool = False
    rollover_cap: Ceiling = Decimal(0)
    reset_policy: ResetPolicy = ResetPolicy.MONTHLY
    period_end: Moment | None = Field(default=None, description="The end of the period that is open now.")
    is_active: bool = True


class NewQuota(QuotaChange):
    included: Ceiling = Field(examples=[100])
    unit: Identifier = Field(
        default="credits",
        description="`requests`, `tokens` and `usd` are used up by model calls, other units by services that deduct.",
    )
    product_code: Code = ""
    feature_code: Code = Field(
        default="", description="For model calls the model that it is about; empty: every model."
    )
    period_start: Moment | None = Field(default=None, description="By default the calendar's, as `reset_policy` says.")


class Quota(Authored):
    subscription_id: str | None
    product_code: str
    feature_code: str
    unit: str
    included: Usd
    overage_limit: Usd
    rollover_enabled: bool
    rollover_cap: Usd
    rollover_from_previous: Usd
    used: Usd = Field(description="All that was used in this period.")
    reserved: Usd = Field(description="Held for model calls that are on their way.")
    reset_policy: ResetPolicy
    period_start: datetime
    period_end: datetime
    is_active: bool

    @computed_field  # type: ignore[prop-decorator]
    @property
    def overage_used(self) -> Usd:
        """What was used beyond what is included."""
        return max(self.used - self.included - self.rollover_from_previous, Decimal(0))

    @computed_field  # type: ignore[prop-decorator]
    @property
    def available(self) -> Usd:
        """What is left before any overage."""
        return max(self.included + self.rollover_from_previous - self.used - self.reserved, Decimal(0))


class Balance(Answer):
    unit: str
    included: Usd
    used: Usd
    available: Usd
    overage_used: Usd
    overage_limit: Usd


class Balances(Answer):
    balances: list[Balance]


class QuotaQuestion(Schema):
    amount: Amount = Field(examples=[1])
    unit: Identifier = "credits"
    product_code: Code = Field(default="", description="Quotas of this product and of all products are asked.")
    feature_code: Code = ""


class QuotaCheck(Answer):
    available: bool
    remaining: Usd


class Movement(Schema):
    amount: Amount = Field(examples=[1])
    idempotency_key: Identifier | None = Field(
        default=None, description="A request that repeats one with this key changes nothing and gets its answer."
    )
    reason: LongText | None = None


class Deduction(Movement):
    unit: Identifier = "credits"
    product_code: Code = ""
    feature_code: Code = ""


class Taken(Answer):
    id: str
    amount: Usd


class Deducted(Answer):
    id: str = Field(description="The quota that gave the first part.")
    unit: str
    amount: Usd
    taken: list[Taken] = Field(description="How much each quota gave.")
    remaining: Usd = Field(description="What was left when it was answered.")
    is_replay: bool = Field(default=False, description="The answer to an earlier request with the same key.")


class Reset(Schema):
    quota_id: Identifier = Field(examples=["q-1"])
    new_period_start: Moment = Field(examples=["2030-01-01T00:00:00Z"])
    new_period_end: Moment = Field(examples=["2030-02-01T00:00:00Z"])


class LedgerEntry(Answer):
    id: str
    entry: str = Field(description="CONSUME, REFUND, CALL (of a model) or CLOSE (of a period, with what it used).")
    amount: Usd
    period_start: datetime
    reason: str | None
    reference: str | None = Field(description="The idempotency key, or the id of the model call.")
    created_at: datetime
    created_by: str | None
