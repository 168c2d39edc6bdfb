"""What is sent and told about memberships."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import Field

from alchemi.accounts.people import AppRole, MemberState
from alchemi.rest.schema import Answer, Identifier, JsonObject, PlainText, Schema


class MembershipChange(Schema):
    app_role: AppRole = Field(default=AppRole.MEMBER, examples=["viewer"])
    role_id: Identifier | None = Field(default=None, description="A role of the account, whose permissions are added.")
    team_id: Identifier | None = None
    is_active: bool = Field(default=True, description="false suspends the member, true reactivates a suspended one.")
    tenant_preferences: JsonObject = Field(default_factory=dict)


class Suspension(Schema):
    reason: PlainText | None = Field(default=None, max_length=500, description="Shown to who sees members.")


class NewMembership(Schema):
    user_id: Identifier = Field(examples=["u-1"])
    app_role: AppRole = AppRole.MEMBER
    role_id: Identifier | None = Field(default=None, description="Not sent: the account's default role.")
    team_id: Identifier | None = Field(default=None, description="Not sent: the default team of the default group.")
    tenant_preferences: JsonObject = Field(default_factory=dict)


class Membership(Answer):
    id: str
    user_id: str
    user_email: str | None = None
    user_name: str | None = None
    app_role: AppRole
    role_id: str | None
    team_id: str | None
    is_active: bool
    state: MemberState = Field(description="suspended: nothing works until it is reactivated, and nothing is lost.")
    suspended_at: datetime | None
    suspended_by: str | None
    suspension_reason: str | None
    removed_at: datetime | None
    removed_by: str | None
    joined_at: datetime
    invited_by: str | None
    last_active_at: datetime | None = Field(description="Of sessions, to the minute.")
    tenant_preferences: dict[str, Any]
    created_at: datetime
    updated_at: datetime


class MembershipsOf(Answer):
    memberships: list[Membership]
