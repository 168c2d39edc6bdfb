"""What is sent and told about access tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from alchemi.auth.permissions import Permission
from alchemi.rest.schema import Answer, Authored, Identifier, Moment, Name, Schema

_Scopes = Annotated[list[Permission], Field(max_length=100)]
_Workspaces = Annotated[list[Identifier], Field(max_length=200)]


class TokenChange(Schema):
    name: Name = ""
    scopes: _Scopes = Field(default_factory=list)
    workspace_ids: _Workspaces = Field(default_factory=list, description="Empty: all workspaces.")
    expires_at: Moment | None = Field(default=None, description="In the future; null: never.")


class NewAccessToken(TokenChange):
    name: Name = Field(examples=["Reporting service"])
    scopes: _Scopes = Field(default_factory=list, examples=[["workspaces:read"]])
    client_id: Identifier | None = None


class AccessToken(Authored):
    name: str
    prefix: str = Field(description="How the token begins, to tell it from others.")
    scopes: list[str]
    workspace_ids: list[str]
    client_id: str | None
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    revoked_by: str | None


class MadeToken(AccessToken):
    token: str = Field(description="The token itself. It is not shown again.")


class TokenText(Schema):
    token: Annotated[str, Field(min_length=1, max_length=200)] = Field(examples=["alt_example"])


class TokenHash(Schema):
    token_hash: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] = Field(examples=["0" * 64])


class Validity(Answer):
    """`valid` alone when it opens nothing in the caller's account."""

    valid: bool
    account_id: str | None = None
    scopes: list[str] | None = None
    workspace_ids: list[str] | None = None


class Cleanup(Answer):
    deleted_count: int
