"""The identity providers of an account, as a sign-in needs them, and what came of trying them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from prisma.fields import Json

from alchemi.accounts.stores import AccountStores, call
from alchemi.auth.account_resolver import AccountDirectory
from alchemi.auth.sso.flow import Tested
from alchemi.auth.sso.provider import Provider, ProviderKind, RoleRule
from alchemi.db.data_keys import account_secrets
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import DestinationForbiddenError, InvalidRequestError
from alchemi.tenancy.account import AccountId

PROVIDERS: Final = "Alchemi_SsoProvider"
TESTS: Final = "Alchemi_SsoTest"
_TEST_SHOWN: Final = timedelta(hours=1)
_SHOWN_DEPTH: Final = 8
_SHOWN_CHARACTERS: Final = 2000
_ACTIVE: Final = "SELECT 1 FROM \"Alchemi_AccountTable\" WHERE account_id = $1 AND status = 'active'"


async def find_provider(stores: AccountStores, account: AccountId, provider_id: str) -> Provider | None:
    """A provider of the account, with its secret in clear; None also when the account may not be used now.

    Raises:
        DatabaseUnavailableError: the database cannot be reached.
    """
    async with stores.directory(is_read_only=True) as unit:
        if not await unit.fetch(Statement(_ACTIVE, [account])):
            return None
    async with stores.rows_of(account, is_read_only=True) as rows:
        row = await call(rows, PROVIDERS, "find_unique", where={"id": provider_id})
        if row is None:
            return None
        sealer = await account_secrets(rows)
        # As the resource writes it: JSON, sealed for its place.
        secret = json.loads(sealer.open(PROVIDERS, "client_secret", provider_id, row["client_secret"]))
    return provider_of(account, {**row, "client_secret": secret})


async def keep_test(stores: AccountStores, tested: Tested) -> None:
    """Put down what came of a test sign-in, in the place of the one before.

    Raises:
        DatabaseUnavailableError: the database cannot be reached.
    """
    claims = {_storable(name, 0): _storable(value, 0) for name, value in (tested.claims or {}).items()}
    outcome = {"claims": Json(claims), "refusal": tested.refusal, "tested_at": tested.at}
    async with stores.rows_of(tested.account_id) as rows:
        where = {"provider_id": tested.provider_id}
        data = {"create": {**where, **outcome}, "update": outcome}
        if await call(rows, PROVIDERS, "find_unique", where={"id": tested.provider_id}) is not None:
            await call(rows, TESTS, "upsert", where=where, data=data)


async def find_test(rows: Unit, provider_id: str, *, now: datetime) -> dict[str, Any] | None:
    """What came of the last test sign-in, for an hour: it tells of a person."""
    row: dict[str, Any] | None = await call(rows, TESTS, "find_unique", where={"provider_id": provider_id})
    return row if row is not None and row["tested_at"] > now - _TEST_SHOWN else None


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


def _storable(value: Any, depth: int) -> Any:
    """What a provider says, as the database takes it and a page can show it."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()[:_SHOWN_CHARACTERS]
    if depth >= _SHOWN_DEPTH:
        return "…"
    if isinstance(value, dict):
        return {_storable(name, 0): _storable(inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [_storable(inner, depth + 1) for inner in value]
    is_exact = isinstance(value, bool) or value is None or (isinstance(value, int) and abs(value) < 2**53)
    return value if is_exact else str(value)[:_SHOWN_CHARACTERS]


def start_path(account: AccountId, provider_id: str) -> str:
    """Where a browser begins to sign in through the provider."""
    return f"/v2/login/sso/{account}/start?provider={provider_id}"


def refuse_address(check: Callable[[str], None], issuer: str) -> None:
    """Say which field names an address that is not allowed.

    Raises:
        InvalidRequestError: `check` refuses it.
    """
    try:
        check(issuer)
    except DestinationForbiddenError as error:
        raise InvalidRequestError.of_field("/issuer", error.detail) from error


def provider_of(account: AccountId, row: Mapping[str, Any]) -> Provider:
    """The provider that a row is, its secret in clear."""
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
