"""Bodies of the guardrail routes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field

from alchemi.enterprise_features.guardrails.engine import Action, Direction
from alchemi.enterprise_features.guardrails.patterns import PATTERN_CHARACTERS
from alchemi.enterprise_features.guardrails.rules import GuardType
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.schema import Answer, Authored, Identifier, JsonObject, LongText, Moment, Name, PlainText, Schema

PatternText = Annotated[PlainText, Field(min_length=1, max_length=PATTERN_CHARACTERS)]
PatternName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 _.-]{0,63}$")]
MOST_TEXT = 200_000


class GuardrailChange(Schema):
    enabled: bool = Field(default=True, examples=[True])
    execution_order: Annotated[int, Field(ge=0, le=1000)] = 1
    action_on_fail: Action = Field(
        default=Action.BLOCK, description="Refuse the call, replace what was found, or write it down alone."
    )
    config: JsonObject = Field(
        default_factory=dict,
        description="Replaced whole. `apply_to`: input, output or both; `min_matches`; `uninspected_calls`: `refuse` (unless "
        "said) or `allow` calls that a guard which blocks or masks cannot look through; for pii and secrets `categories`; for "
        "words `words`.",
    )


class UpdatedGuardrail(GuardrailChange):
    version: int | None = Field(default=None, description="The version that was read; 412 when it is another by now.")


class NewGuardrail(GuardrailChange):
    guard_type: GuardType = Field(examples=["pii"], description="One guard of each type.")


class Guardrail(Authored):
    guard_type: GuardType
    enabled: bool
    execution_order: int
    action_on_fail: Action
    config: dict[str, Any]
    version: int


class GuardrailVersion(Answer):
    id: str
    guardrail_id: str
    version: int
    definition: dict[str, Any]
    created_at: datetime
    created_by: str | None


class PatternChange(Schema):
    pattern_name: PatternName = ""
    pattern: PatternText = ""
    description: LongText | None = None
    enabled: bool = True


class NewPattern(PatternChange):
    guard_type: GuardType = Field(examples=["custom"], description="The guard that looks for it.")
    pattern_name: PatternName = Field(examples=["ticket"], description="What stands instead of what is masked.")
    pattern: PatternText = Field(
        examples=[r"\bTICKET-\d{6}\b"],
        description="RE2 syntax: no lookaround and no back references; `(?i)` for any case.",
    )


class Pattern(Answer):
    id: str
    guard_type: GuardType
    pattern_name: str
    pattern: str
    description: str | None
    enabled: bool
    is_system: bool = Field(default=False, description="The platform's: it can be left out by `categories` alone.")
    created_at: datetime | None = None
    created_by: str | None = None
    updated_at: datetime | None = None
    updated_by: str | None = None


class PatternQuery(PageQuery):
    guard_type: GuardType | None = None
    include_system: bool = True


class PatternPage(Page):
    patterns: list[Pattern]


class LoggedAction(StrEnum):
    PASS = "pass"  # noqa: S105 (an action)
    BLOCK = "block"
    MASK = "mask"
    FLAG = "flag"
    LOG_ONLY = "log_only"
    ERROR = "error"


class NewLogEntry(Schema):
    """What a service has found itself. Texts in the data are cut short, and what looks personal or secret is masked."""

    guard_type: GuardType = Field(examples=["pii"])
    action: LoggedAction = Field(examples=["block"])
    result: Literal["pass", "fail"] | None = Field(default=None, description="Else it follows from the action.")
    request_data: JsonObject | None = None
    response_data: JsonObject | None = None
    user_id: Identifier | None = None
    model: Name | None = None
    request_id: Identifier | None = None


class LogEntry(Answer):
    id: str
    guard_type: GuardType
    action: LoggedAction
    result: str
    direction: Direction | None
    findings: dict[str, int] = Field(description="How often each pattern was found; never what it was.")
    model: str | None
    key_id: str | None = Field(description="The hash of the virtual key.")
    request_id: str | None = Field(description="As in `x-litellm-call-id`.")
    request_data: dict[str, Any] | None
    response_data: dict[str, Any] | None
    user_id: str | None
    created_at: datetime


class LogQuery(PageQuery):
    guard_type: GuardType | None = None
    action: LoggedAction | None = None
    user_id: Identifier | None = None
    request_id: Identifier | None = None
    start_date: Moment | None = Field(default=None, description="At this time or later.")
    end_date: Moment | None = Field(default=None, description="Before this time.")


class LogPage(Page):
    count: int = Field(description="How many this page has.")
    audit_logs: list[LogEntry]


class Trial(Schema):
    text: Annotated[str, Field(min_length=1, max_length=MOST_TEXT, examples=["Write to jane@corp.example."])]
    direction: Direction = Direction.INPUT
    guards: list[NewGuardrail] | None = Field(
        default=None, max_length=4, description="Tried instead of the account's own, which stay as they are."
    )


class TrialFinding(Answer):
    guard_type: GuardType
    action: Action
    counts: dict[str, int]


class TrialOutcome(Answer):
    outcome: Literal["pass", "masked", "blocked", "error"]
    detail: str = Field(description="Why, in a sentence.")
    text: str | None = Field(description="What would go on; null when nothing would.")
    findings: list[TrialFinding]
    latency_ms: float
