"""Bodies of the override routes."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from pydantic import Field

from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.schema import (
    Answer,
    Authored,
    Identifier,
    Int32,
    JsonObject,
    LongText,
    Moment,
    Name,
    PlainText,
    Schema,
)


class Action(StrEnum):
    ALLOW = "ALLOW"
    DENY = "DENY"
    RESTRICT = "RESTRICT"


class ScopeType(StrEnum):
    ACCOUNT = "ACCOUNT"
    GROUP = "GROUP"
    TEAM = "TEAM"
    USER = "USER"


class OverrideChange(Schema):
    product_code: Identifier | None = None
    feature_code: Identifier | None = None
    name: Name = ""
    category: Identifier = ""
    parent_entity_code: Identifier | None = None
    distribution_kind: Identifier | None = None
    action: Action = Action.RESTRICT
    inherit: bool = True
    value_config: JsonObject = Field(default_factory=dict)
    restriction_json: JsonObject | None = None
    reason: LongText | None = None
    valid_from: Moment = Field(default_factory=lambda: datetime.now(UTC))
    valid_until: Moment | None = None


class NewOverride(OverrideChange):
    entity_code: Identifier = Field(examples=["EXAMPLE"], description="An entry of the catalogue.")
    name: Name = Field(examples=["No exports"])
    category: Identifier = Field(examples=["FEATURE"])
    scope_type: ScopeType = ScopeType.ACCOUNT
    scope_id: PlainText = Field(default="", max_length=200, description="The group, team or user; none for ACCOUNT.")
    set_by_platform: bool = Field(default=False, description="For services: the account may not change it then.")


class Override(Authored):
    product_code: str | None
    feature_code: str | None
    entity_code: str
    name: str
    category: str
    parent_entity_code: str | None
    distribution_kind: str | None
    action: Action
    inherit: bool
    value_config: dict[str, Any]
    scope_type: ScopeType
    scope_id: str
    restriction_json: dict[str, Any] | None
    reason: str | None
    valid_from: datetime
    valid_until: datetime | None
    set_by_platform: bool


class EntryChange(Schema):
    name: Name = ""
    category: Identifier = ""
    parent_code: Identifier | None = None
    value_config: JsonObject = Field(default_factory=dict)
    is_active: bool = True
    display_order: Int32 = 0


class NewEntry(EntryChange):
    code: Identifier = Field(examples=["EXPORTS"])
    name: Name = Field(examples=["Exports"])
    category: Identifier = Field(examples=["FEATURE"])


class Entry(Answer):
    code: str
    name: str
    category: str
    parent_code: str | None
    value_config: dict[str, Any]
    is_active: bool
    display_order: int
    created_at: datetime
    updated_at: datetime


class EntryQuery(PageQuery):
    category: Identifier | None = None
    is_active: bool | None = None


class EntryPage(Page):
    catalog_entries: list[Entry]


class CodeAck(Answer):
    code: str
    message: str
