"""Bodies of the usage route."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from alchemi.costs.usage import Bucket, Dimension, Source
from alchemi.rest.schema import Answer, AsWritten, Identifier, Parameters, PlainText, Usd

_DEFAULT_TOP, _MOST_TOP, _MOST_VALUES = 20, 200, 20
Values = Annotated[list[Identifier], Field(max_length=_MOST_VALUES)]


class Metric(StrEnum):
    SPEND = "spend"
    REQUESTS = "requests"
    ERRORS = "errors"
    TOKENS = "tokens"
    INPUT_TOKENS = "input_tokens"
    OUTPUT_TOKENS = "output_tokens"
    CACHED_TOKENS = "cached_tokens"
    SAVED = "saved"
    LATENCY_MS = "latency_ms"


class CallDimensions(Parameters):
    """What calls are filtered by: of each dimension that is named, one value has to fit."""

    model: Values = Field(default_factory=list)
    upstream_model: Values = Field(default_factory=list)
    provider: Values = Field(default_factory=list)
    key: Values = Field(default_factory=list)
    mcp_tool: Values = Field(default_factory=list)
    user: Values = Field(default_factory=list)
    team: Values = Field(default_factory=list)
    organization: Values = Field(default_factory=list)
    agent: Values = Field(default_factory=list)
    end_user: Values = Field(default_factory=list)
    tag: Values = Field(default_factory=list)

    def filters(self) -> dict[Dimension, list[str]]:
        """What is named, by dimension."""
        found = {one: getattr(self, one.value, None) for one in Dimension}
        return {one: values for one, values in found.items() if values}


class UsageQuery(CallDimensions):
    from_: Annotated[date, AsWritten] | None = Field(
        default=None, alias="from", description="The first day; by default 30 days are told."
    )
    to: Annotated[date, AsWritten] | None = Field(
        default=None, description="The last day, which is counted too; by default today."
    )
    zone: PlainText = Field(default="UTC", max_length=60, description="Whose days and hours are told.")
    bucket: Bucket = Bucket.DAY
    group_by: Dimension | None = None
    metric: list[Metric] = Field(default_factory=lambda: list(Metric), max_length=len(Metric))
    top: int = Field(default=_DEFAULT_TOP, ge=1, le=_MOST_TOP, description="So many groups; the others are one row.")
    compare: bool = Field(default=False, description="Tell as many days before it, too.")
    format: Literal["json", "csv"] = "json"
    workspace: Values = Field(default_factory=list)


class Sums(Answer):
    """A metric is null where it was not asked for, or the source does not know it."""

    spend: Usd | None = None
    requests: int | None = None
    errors: int | None = None
    tokens: int | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None
    cached_tokens: int | None = None
    saved: Usd | None = None
    latency_ms: float | None = Field(default=None, description="The mean of the calls whose time was taken.")


class UsageRow(Sums):
    at: datetime | None = Field(description="The begin of the bucket, in the zone; null for the total.")
    group: str | None = Field(description="Null: calls that have none, or with `is_other` all further groups.")
    label: str | None
    is_other: bool


class Period(Answer):
    first: date
    last: date
    rows: list[UsageRow]
    total: Sums


class UsageAnswer(Period):
    zone: str
    bucket: Bucket
    group_by: Dimension | None
    source: Source = Field(description="`daily` and `log` are the gateway's calls, `records` what services recorded.")
    compare: Period | None
