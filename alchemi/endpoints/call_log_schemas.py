"""Bodies of the log of model calls."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from alchemi.endpoints.usage_schemas import CallDimensions, Values
from alchemi.rest.schema import Answer, Identifier, Usd

CursorText = Annotated[str, Field(min_length=1, max_length=400)]


class CallStatus(StrEnum):
    OK = "ok"
    ERROR = "error"


class Facet(StrEnum):
    """What values are counted of; each is a filter too."""

    MODEL = "model"
    UPSTREAM_MODEL = "upstream_model"
    PROVIDER = "provider"
    KEY = "key"
    MCP_TOOL = "mcp_tool"
    USER = "user"
    TEAM = "team"
    ORGANIZATION = "organization"
    AGENT = "agent"
    END_USER = "end_user"
    TAG = "tag"


class CallFilter(CallDimensions):
    """The filters of `/alchemi/usage`, and some that only single calls have."""

    from_: AwareDatetime | None = Field(
        None, alias="from", description="By default a day before `to`; at most 31 days."
    )
    to: AwareDatetime | None = Field(None, description="Not included; by default now.")
    status: CallStatus | None = None
    call_type: Identifier | None = None
    session_id: Identifier | None = None
    least_spend: float | None = Field(None, ge=0, le=1e9, description="In US dollars.")
    id: Values = Field(default_factory=list, description="Of calls: `request_id` or `call_id`.")


class CallQuery(CallFilter):
    limit: int = Field(50, ge=1, le=200)
    cursor: CursorText | None = Field(None, description="`next_cursor` of the page before: older calls.")
    after: CursorText | None = Field(None, description="`newest_cursor` of an answer: calls that came since.")


class FacetQuery(CallFilter):
    field: Facet
    limit: int = Field(20, ge=1, le=100)


class Call(Answer):
    request_id: str
    call_id: str | None = Field(description="As `x-litellm-call-id` told it to the caller.")
    call_type: str
    status: str = Field(description="`success` or `failure`.")
    started_at: datetime
    first_token_at: datetime | None
    ended_at: datetime
    duration_ms: int | None
    model: str | None
    upstream_model: str | None
    provider: str | None
    model_id: str | None
    key: str | None = Field(description="The hash of the key.")
    user_id: str | None
    team_id: str | None
    organization_id: str | None
    end_user: str | None
    agent_id: str | None
    session_id: str | None
    mcp_tool: str | None
    input_tokens: int
    output_tokens: int
    spend: Usd
    cache_hit: str | None
    tags: list[Any] | None


class CallPage(Answer):
    logs: list[Call] = Field(description="The newest first.")
    limit: int
    next_cursor: str | None = Field(description="Null: there are no older calls.")
    newest_cursor: str | None = Field(description="For `after`; null: there is no call yet.")


class FacetCount(Answer):
    value: str | None
    label: str | None
    requests: int
    errors: int


class Facets(Answer):
    field: Facet
    values: list[FacetCount] = Field(description="The most frequent first.")


class Timeline(Answer):
    first_token_ms: int | None = Field(description="From the begin to the first token.")
    total_ms: int
    overhead_ms: float | None = Field(description="Of it the gateway's own.")


class Failure(Answer):
    kind: str | None
    code: str | None
    message: str | None


class CallDetails(Call):
    timeline: Timeline
    cost: dict[str, Any] | None = Field(description="What the spend is made of, as the gateway reckoned it.")
    prices: dict[str, Any] | None = Field(description="Of the model, in US dollars a token.")
    tries: dict[str, int | None] = Field(description="Retries and fallbacks.")
    guardrails: list[Any] = Field(description="What was looked through, and what came of it.")
    error: Failure | None
    address: str | None
    user_agent: str | None


class Payload(Answer):
    messages: Any = Field(description="Empty where the account does not keep prompts.")
    response: Any
    request: Any
