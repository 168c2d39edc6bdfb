"""What signing in, sessions and their routes take and answer."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from alchemi.auth.sessions import Kind
from alchemi.rest.schema import Answer, ExactSecret, Schema


class Resolve(Schema):
    email: Annotated[str, Field(max_length=320)]


class Way(Answer):
    """How to sign in: told by the domain of the address alone, the same whether or not anybody has it."""

    method: Literal["password", "sso"]
    sso_url: str | None = Field(description="Where single sign-on begins; null for a password.")


class Credentials(Schema):
    """`username` is an address, or the super admin's name."""

    username: Annotated[str, Field(min_length=1, max_length=320)]
    password: Annotated[ExactSecret, Field(min_length=1, max_length=1024)]
    account_id: Annotated[str, Field(max_length=128)] | None = Field(
        default=None, description="The account to begin in, for an address that several accounts have."
    )


class LoggedIn(Answer):
    redirect_url: str
    kind: Kind
    account_id: str | None = Field(description="Null for the super admin.")


class Caller(Answer):
    user_id: str
    email: str | None
    role: str | None = Field(description="The role inside the account.")
    app_role: str
    must_change_password: bool


class AccountName(Answer):
    account_id: str
    account_name: str
    account_alias: str | None


class Membership(AccountName):
    is_current: bool


class Limits(Answer):
    """Of the user, in US dollars; null: none."""

    max_budget: float | None
    spend: float
    budget_duration: str | None
    tpm_limit: int | None
    rpm_limit: int | None


class SessionAnswer(Answer):
    kind: Kind
    caller: Caller
    account: AccountName | None = Field(description="Null for the super admin.")
    memberships: list[Membership] = Field(description="Accounts that this sign-in opened; another may be switched to.")
    permissions: list[str]
    limits: Limits | None
    auth_at: datetime
    expires_at: datetime
    idle_s: int = Field(description="Seconds without a request after which the session ends.")


class Switch(Schema):
    account_id: Annotated[str, Field(max_length=128)]


class SessionItem(Answer):
    id: str
    address: str | None
    user_agent: str | None
    auth_at: datetime
    seen_at: datetime
    expires_at: datetime
    is_this: bool


class SessionList(Answer):
    sessions: list[SessionItem]
    total: int


class Ack(Answer):
    message: str
