"""An account's identity provider: what its administrators configure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from alchemi.errors import InvalidRequestError
from alchemi.tenancy.account import AccountId

GOOGLE_ISSUER: Final = "https://accounts.google.com"
_PUBLIC: Final = frozenset(
    {
        "accounts.google.com", "access.line.me", "api.login.yahoo.com", "appleid.apple.com", "discord.com", "gitlab.com",
        "id.twitch.tv", "kauth.kakao.com", "login.salesforce.com", "slack.com", "www.facebook.com", "www.linkedin.com",
    }
)  # fmt: skip
_MICROSOFT: Final = "https://login.microsoftonline.com"


class ProviderKind(StrEnum):
    GOOGLE = "google"
    MICROSOFT = "microsoft"
    OKTA = "okta"
    GENERIC = "generic"


@dataclass(frozen=True, slots=True)
class RoleRule:
    """Who has `value` in the claim `claim` (a text, or one of a list) gets `role`, the wheel's word for it."""

    claim: str
    value: str
    role: str


@dataclass(frozen=True, slots=True)
class Provider:
    """`issuer` is compared exactly. `grants_admin`: its claims may make administrators of the account."""

    provider_id: str
    account_id: AccountId
    kind: ProviderKind
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    is_enabled: bool = True
    makes_users: bool = True
    grants_admin: bool = False
    default_role: str = "internal_user"
    rules: tuple[RoleRule, ...] = ()

    @property
    def is_public(self) -> bool:
        """Anybody in the world can have an identity there: to have one says nothing about the account."""
        return urlsplit(self.issuer).hostname in _PUBLIC


def issuer_of(kind: ProviderKind, given: str | None, tenant: str | None) -> str:
    """The issuer of a provider. `tenant`: Microsoft's directory, by its id.

    Raises:
        InvalidRequestError: what the kind needs is missing, or would let in users of every directory.
    """
    if kind is ProviderKind.GOOGLE:
        return GOOGLE_ISSUER
    if kind is ProviderKind.MICROSOFT:
        try:
            # `common` and `organizations` take anybody who has a Microsoft account.
            return f"{_MICROSOFT}/{UUID(tenant or '')}/v2.0"
        except ValueError as error:
            raise InvalidRequestError.of_field("/tenant", "Give the id of the directory (tenant), a UUID.") from error
    if not given:
        raise InvalidRequestError.of_field("/issuer", "Give the issuer, an address that starts with https://.")
    if not set(given).isdisjoint("?#"):
        raise InvalidRequestError.of_field("/issuer", "An issuer has neither a query nor a fragment.")
    if urlsplit(given).hostname == urlsplit(_MICROSOFT).hostname:
        # The same door by another name, where `common` would stand for every directory.
        raise InvalidRequestError.of_field("/issuer", "Choose Microsoft as the kind, and give the directory's id.")
    return given


def check_rules(rules: Iterable[Mapping[str, object]], *, grants_admin: bool, admin_role: str) -> None:
    """Refuse a rule that would never count.

    Raises:
        InvalidRequestError: it makes administrators, and the provider does not.
    """
    for number, rule in enumerate(rules):
        if rule["role"] == admin_role and not grants_admin:
            raise InvalidRequestError.of_field(
                f"/rules/{number}/role", "Only a provider with grants_admin makes administrators."
            )


def role_from(provider: Provider, claims: Mapping[str, object], admin_role: str) -> str:
    """The role that the claims give: the first rule that fits, else the provider's own.

    An administrator's only where the provider is trusted to make them.
    """
    for rule in provider.rules:
        held = claims.get(rule.claim)
        values = held if isinstance(held, list) else [held]
        is_held = any(isinstance(value, str) and value == rule.value for value in values)
        if is_held and (rule.role != admin_role or provider.grants_admin):
            return rule.role
    return provider.default_role
