"""The identity providers of an account, as a sign-in needs them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from alchemi.accounts.stores import AccountStores, call
from alchemi.auth.account_resolver import AccountDirectory
from alchemi.auth.sso.provider import Provider, ProviderKind, RoleRule
from alchemi.tenancy.account import AccountId

PROVIDERS: Final = "Alchemi_SsoProvider"


async def find_provider(stores: AccountStores, account: AccountId, provider_id: str) -> Provider | None:
    """A provider of the account, with its secret in clear.

    Raises:
        DatabaseUnavailableError: the database cannot be reached.
    """
    async with stores.rows_of(account, is_read_only=True) as rows:
        row = await call(rows, PROVIDERS, "find_unique", where={"id": provider_id})
    return None if row is None else _provider(account, row)


async def start_of_domain(stores: AccountStores, directory: AccountDirectory, domain: str) -> str | None:
    """Where the users of a mail domain begin single sign-on; None: with a password.

    It depends on the domain alone: the oldest enabled provider of the active account that has proved it.

    Raises:
        DatabaseUnavailableError: the database cannot be reached.
    """
    entry = await directory.account_of_domain(domain)
    if entry.account is None or not entry.is_active:
        return None
    async with stores.rows_of(entry.account, is_read_only=True) as rows:
        row = await call(
            rows, PROVIDERS, "find_first", where={"is_enabled": True}, order=[{"created_at": "asc"}, {"id": "asc"}]
        )  # fmt: skip
    return None if row is None else start_path(entry.account, row["id"])


def start_path(account: AccountId, provider_id: str) -> str:
    """Where a browser begins to sign in through the provider."""
    return f"/v2/login/sso/{account}/start?provider={provider_id}"


def _provider(account: AccountId, row: Mapping[str, Any]) -> Provider:
    return Provider(
        provider_id=row["id"],
        account_id=account,
        kind=ProviderKind(row["kind"]),
        name=row["name"],
        issuer=row["issuer"],
        client_id=row["client_id"],
        client_secret=row["client_secret"],
        scopes=tuple(row["scopes"]),
        is_enabled=row["is_enabled"],
        makes_users=row["makes_users"],
        grants_admin=row["grants_admin"],
        default_role=row["default_role"],
        rules=tuple(RoleRule(rule["claim"], rule["value"], rule["role"]) for rule in row["rules"]),
    )
