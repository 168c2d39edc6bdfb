"""The bodies of the account routes: what is taken, what is given, and how an account becomes an answer."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, Field, RootModel, model_validator

from alchemi.accounts.account import Account, AccountAdmin, AccountStatus
from alchemi.accounts.admins import AdminRole
from alchemi.accounts.life import RESERVED_METADATA
from alchemi.accounts.names import email_address, mail_domain, mail_domains, tenant_account_id
from alchemi.auth.passwords import MAX_LENGTH, MIN_LENGTH
from alchemi.rest.rehearsal import Consequences
from alchemi.rest.schema import Answer, ExactSecret, Parameters, PlainText, Schema, Usd, UsdLimit
from alchemi.tenancy.budget_period import parse_budget_duration

_METADATA_BYTES: Final = 16_384


def _duration(text: str) -> str:
    parse_budget_duration(text)
    return text


def _domains(texts: list[str]) -> list[str]:
    return list(mail_domains(texts))


def _metadata(value: dict[str, Any]) -> dict[str, Any]:
    if len(json.dumps(value).encode()) > _METADATA_BYTES:
        raise ValueError(f"Metadata has at most {_METADATA_BYTES} bytes.")
    return value


Name = Annotated[PlainText, Field(min_length=1, max_length=120)]
Domain = Annotated[str, AfterValidator(mail_domain)]
Domains = Annotated[list[str], Field(max_length=50), AfterValidator(_domains)]
Email = Annotated[str, Field(max_length=320), AfterValidator(email_address)]
Duration = Annotated[str, AfterValidator(_duration), Field(description="24h, 30d, 2w, 1mo", examples=["1mo"])]
Metadata = Annotated[dict[str, Any], AfterValidator(_metadata)]
Password = Annotated[ExactSecret, Field(min_length=MIN_LENGTH, max_length=MAX_LENGTH)]
Order = Literal["created_at", "-created_at", "account_name", "-account_name", "updated_at", "-updated_at"]


class NewAccount(Schema):
    """What an account is made of. `domain` is short for `domains` with one."""

    account_name: Name
    account_id: Annotated[str, AfterValidator(tenant_account_id)] | None = None
    account_alias: Name | None = None
    domain: Domain | None = None
    domains: Domains = Field(default_factory=list)
    max_budget: UsdLimit | None = None
    budget_duration: Duration | None = None
    metadata: Metadata = Field(default_factory=dict)
    admin_email: Email | None = None
    admin_password: Password | None = None

    @model_validator(mode="after")
    def _refuse_password_without_user(self) -> Self:
        if self.admin_password is not None and self.admin_email is None:
            raise ValueError("A password needs the 'admin_email' that it is for.")
        return self


class AccountChange(Schema):
    """Fields that are left out stay; null clears one that may be empty; metadata is merged, null removes a key of it."""

    account_name: Name = ""
    account_alias: Name | None = None
    domain: Domain | None = None
    domains: Domains = Field(default_factory=list)
    status: Literal["active", "suspended"] = "active"
    max_budget: UsdLimit | None = None
    budget_duration: Duration | None = None
    metadata: Metadata = Field(default_factory=dict)


class AccountQuery(Parameters):
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    status: AccountStatus | None = None
    domain: Annotated[str, Field(max_length=253)] | None = None
    q: Annotated[str, Field(max_length=120, description="Text in id, name or alias.")] | None = None
    sort: Order = "-created_at"


class Suspension(Schema):
    reason: Annotated[PlainText, Field(max_length=500)] | None = None


class Purge(Schema):
    account_name: str = Field(description="The account's name, typed again.")


class NewAdmin(Schema):
    user_email: Email
    role: AdminRole = "account_admin"
    password: Password | None = None


class AdminChange(Schema):
    new_email: Email | None = None
    role: AdminRole | None = None
    password: Password | None = None


class NewPassword(Schema):
    password: Password = Field(examples=["a-long-Passphrase-22"])


class DomainAnswer(Answer):
    domain: str
    verified_at: datetime | None = Field(description="When the account proved that the domain is its own.")


class AdminAnswer(Answer):
    user_id: str
    user_email: str
    role: str
    created_at: datetime
    created_by: str


class AccountAnswer(Answer):
    account_id: str
    account_name: str
    account_alias: str | None
    status: AccountStatus
    domain: str | None = Field(description="The first of `domains`.")
    domains: list[DomainAnswer]
    admins: list[AdminAnswer]
    metadata: dict[str, Any]
    max_budget: Usd | None = Field(description="US dollars in a period; null: no ceiling.")
    budget_duration: str | None
    budget_reset_at: datetime | None
    spend: Usd = Field(description="US dollars in the running period.")
    total_spend: Usd
    suspended_at: datetime | None
    suspended_by: str | None
    suspend_reason: str | None
    deleted_at: datetime | None
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str
    message: str | None = None


class AccountPage(Answer):
    accounts: list[AccountAnswer]
    total: int
    limit: int
    offset: int


class AdminsAnswer(Answer):
    admins: list[AdminAnswer]
    total: int


class AdminAck(Answer):
    message: str
    admin: AdminAnswer | None = None


class PurgeAnswer(Answer):
    message: str
    account_id: str
    account_name: str
    purged_at: datetime
    removed: dict[str, int] = Field(description="Rows removed, by table.")
    removed_total: int
    data_keys_destroyed: int = Field(description="Keys of secrets that are gone, and with them what they sealed.")


class Purged(RootModel[PurgeAnswer | Consequences]):
    """What was removed, or with `?dry_run=1` what would be."""


def account_answer(account: Account, message: str | None = None) -> AccountAnswer:
    return AccountAnswer(
        account_id=account.account_id,
        account_name=account.account_name,
        account_alias=account.account_alias,
        status=account.status,
        domain=account.domains[0].domain if account.domains else None,
        domains=[DomainAnswer(domain=item.domain, verified_at=item.verified_at) for item in account.domains],
        admins=[admin_answer(admin) for admin in account.admins],
        metadata={name: value for name, value in account.metadata.items() if name not in RESERVED_METADATA},
        max_budget=account.max_budget_usd,
        budget_duration=account.budget_duration,
        budget_reset_at=account.budget_period.end,
        spend=account.spend_usd,
        total_spend=account.total_spend_usd,
        suspended_at=account.suspended_at,
        suspended_by=account.suspended_by,
        suspend_reason=account.suspend_reason,
        deleted_at=account.deleted_at,
        created_at=account.created_at,
        created_by=account.created_by,
        updated_at=account.updated_at,
        updated_by=account.updated_by,
        message=message,
    )


def admin_answer(admin: AccountAdmin) -> AdminAnswer:
    return AdminAnswer(
        user_id=admin.user_id,
        user_email=admin.user_email,
        role=admin.role,
        created_at=admin.created_at,
        created_by=admin.created_by,
    )
