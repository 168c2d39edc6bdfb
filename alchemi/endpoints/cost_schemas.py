"""Bodies of the cost routes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from alchemi.costs.tracking import MOST_DAYS
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.schema import Answer, Count, Identifier, JsonObject, Moment, Parameters, PlainText, Schema, Usd

MOST_EVENTS = 1000


class NewCost(Schema):
    workspace_id: Identifier = Field(examples=["w-1"])
    user_id: Identifier = Field(examples=["u-1"])
    model: Identifier = Field(examples=["gpt-4o"])
    tool: Identifier = "llm"
    cost: Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=8, examples=[0.25])]
    prompt_tokens: Count | None = None
    completion_tokens: Count | None = None
    total_tokens: Count | None = None
    metadata: JsonObject = Field(default_factory=dict)
    thread_id: Identifier | None = None
    event_id: Identifier | None = Field(default=None, description="Your own id of the event: it is recorded once.")
    request_id: Identifier | None = Field(
        default=None,
        description="The id of the model call, if it was made through this gateway, which has its cost already: "
        "`id` of the answer, or `x-litellm-call-id`. The record is a reference then, and no second spend.",
    )


class CostBatch(Schema):
    events: list[NewCost] = Field(
        min_length=1, max_length=MOST_EVENTS,
        examples=[[{"workspace_id": "w-1", "user_id": "u-1", "model": "gpt-4o", "cost": 0.25}]],
    )  # fmt: skip


class Cost(Answer):
    id: str
    workspace_id: str
    user_id: str
    model: str
    tool: str
    cost: Usd
    prompt_tokens: int | None
    completion_tokens: int | None
    total_tokens: int | None
    metadata: dict[str, Any]
    thread_id: str | None
    event_id: str | None
    request_id: str | None
    created_at: datetime


class Recorded(Answer):
    id: str
    cost: Usd
    is_new: bool = Field(description="False: it was recorded before.")
    message: str


class RecordedBatch(Answer):
    recorded: int = Field(description="How many are new.")
    ids: list[str] = Field(description="In the order of the events.")
    message: str


# Which of them there are the database knows, and says.
Zone = Annotated[PlainText, Field(max_length=60, pattern=r"^[A-Za-z]+(/[A-Za-z0-9_+-]+){0,2}$")]


class Span(PageQuery):
    """A time and what is counted in it."""

    start_date: Moment | None = None
    end_date: Moment | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start_date is not None and self.end_date is not None and self.end_date <= self.start_date:
            raise ValueError("end_date must be later than start_date.")
        return self


class CostFilter(Parameters):
    model: Identifier | None = None
    tool: Identifier | None = None
    user_id: Identifier | None = None
    workspace_id: Identifier | None = None


class CostQuery(Span, CostFilter):
    pass


class ExportQuery(CostFilter):
    start_date: Moment | None = None
    end_date: Moment | None = None


class Totals(Answer):
    total_cost: Usd = Field(description="Of all records that were asked for, not of the page alone.")
    referenced_cost: Usd = Field(description="The part of it that the gateway has charged itself.")
    total_tokens: int
    count: int


class CostPage(Page, Totals):
    costs: list[Cost]


class Part(Totals):
    id: str


class WorkspacePage(Page):
    workspaces: list[Part]


class UserPage(Page):
    users: list[Part]


class Group(StrEnum):
    MODEL = "model"
    USER = "user_id"
    WORKSPACE = "workspace_id"
    TOOL = "tool"


class UsageGroup(StrEnum):
    MODEL = "model"
    USER = "user_id"


class DayQuery(Parameters):
    start_date: Moment = Field(default_factory=lambda: datetime.now(UTC) - timedelta(days=30))
    end_date: Moment = Field(default_factory=lambda: datetime.now(UTC))
    workspace_id: Identifier | None = None
    group_by: Group | None = None
    timezone: Zone = Field(default="UTC", description="Whose days are told, as in `Europe/Berlin`.")

    @model_validator(mode="after")
    def _bounded(self) -> Self:
        if not timedelta(0) < self.end_date - self.start_date <= timedelta(days=MOST_DAYS):
            raise ValueError(f"end_date is later than start_date, by at most {MOST_DAYS} days.")
        return self


class UsageQuery(DayQuery):
    group_by: UsageGroup | None = None  # type: ignore[assignment]  # the gateway knows no workspaces and tools
    workspace_id: None = None


class Day(Answer):
    date: date
    group: str | None = None
    total_cost: Usd
    referenced_cost: Usd
    request_count: int
    total_tokens: int


class Days(Answer):
    daily: list[Day]
    start_date: datetime
    end_date: datetime
    timezone: str


class UsageDay(Answer):
    date: date
    group: str | None = None
    gateway_cost: Usd = Field(description="Of the gateway's own spend log.")
    recorded_cost: Usd = Field(description="Of records that are no references to it.")
    total_cost: Usd
    request_count: int
    total_tokens: int


class Usage(Answer):
    daily: list[UsageDay]
    total_cost: Usd
    start_date: datetime
    end_date: datetime
    timezone: str
