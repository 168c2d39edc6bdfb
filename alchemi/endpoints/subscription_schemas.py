"""Bodies of the subscription routes."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from alchemi.accounts.subscriptions import Status
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.schema import (
    Authored,
    Identifier,
    Int32,
    JsonObject,
    LongText,
    Moment,
    Name,
    PlainText,
    Schema,
    Usd,
)

Price = Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=8)]
Limit = Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=8)]
Limits = Annotated[dict[Identifier, Limit], Field(max_length=50)]


class PlanChange(Schema):
    plan_name: Name = ""
    display_name: Name | None = None
    description: LongText | None = None
    product_code: Annotated[PlainText, Field(max_length=200)] = ""
    price_monthly: Price | None = None
    price_yearly: Price | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"
    trial_days: Annotated[int, Field(ge=0, le=366)] = 0
    features: JsonObject = Field(default_factory=dict)
    limits: Limits = Field(
        default_factory=dict, description="A month's quota of each unit, for each piece that is subscribed to."
    )
    is_active: bool = True


class NewPlan(PlanChange):
    plan_name: Name = Field(examples=["Team"])


class Plan(Authored):
    plan_name: str
    display_name: str | None
    description: str | None
    product_code: str
    price_monthly: Usd | None
    price_yearly: Usd | None
    currency: str
    trial_days: int
    features: dict[str, Any]
    limits: dict[str, Any]
    is_active: bool
    version: int


class PlanQuery(PageQuery):
    is_active: bool | None = None


class PlanPage(Page):
    plans: list[Plan]


class NewSubscription(Schema):
    plan_id: Identifier = Field(examples=["plan-1"])
    system_subscription_id: Identifier | None = Field(default=None, description="Its id at the payment provider.")
    quantity: Annotated[Int32, Field(ge=1)] = 1
    start_date: Moment = Field(default_factory=lambda: datetime.now(UTC))
    end_date: Moment | None = None


class SubscriptionChange(Schema):
    plan_id: Identifier = Field(default="", description="Another plan: its terms hold from now on.")
    status: Status = Status.ACTIVE
    quantity: Annotated[Int32, Field(ge=1)] = 1
    end_date: Moment | None = None
    system_subscription_id: Identifier | None = None


class Subscription(Authored):
    plan_id: str
    plan_name: str
    product_code: str
    system_subscription_id: str | None
    quantity: int
    status: Status
    terms: dict[str, Any] = Field(description="Prices, limits and features as they were when it was subscribed to.")
    start_date: datetime
    end_date: datetime | None
    trial_ends_at: datetime | None
    cancelled_at: datetime | None
