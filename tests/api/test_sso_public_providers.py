"""A provider where anybody in the world has an identity lets nobody into an account who has no address of its domains."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from alchemi.accounts.sso_members import Arrival, user_of
from alchemi.accounts.stores import call
from alchemi.auth.sso.provider import GOOGLE_ISSUER, Provider, ProviderKind
from alchemi.errors import SsoRefusedError
from tests.support.single_sign_on import SignOn, a_user


def arrival(sign_on: SignOn, issuer: str, claims: dict[str, Any], link: str | None = None) -> Arrival:
    kind = ProviderKind.GOOGLE if issuer == GOOGLE_ISSUER else ProviderKind.GENERIC
    provider = Provider(uuid4().hex, sign_on.ours.account_id, kind, "public", issuer, "c", "s")
    return Arrival(provider, {"sub": uuid4().hex, "email_verified": True} | claims, link, datetime.now(UTC))


@pytest.mark.parametrize("issuer", [GOOGLE_ISSUER, "https://appleid.apple.com", "https://gitlab.com"])
async def test_a_stranger_of_a_public_provider_becomes_no_user(sign_on: SignOn, issuer: str) -> None:
    theirs = sign_on.domain(sign_on.theirs)
    for claims in ({}, {"email": "eve@gmail.com"}, {"email": f"eve@{theirs}", "hd": theirs}):
        async with sign_on.nothing_changes():
            with pytest.raises(SsoRefusedError):
                await user_of(sign_on.worker.stores, arrival(sign_on, issuer, claims))


async def test_a_former_mailbox_at_google_is_nobodys(sign_on: SignOn) -> None:
    """A personal identity keeps the verified address of a mailbox that its owner has lost; it has no hosted domain."""
    domain = sign_on.domain(sign_on.ours)
    address = f"{uuid4().hex[:8]}@{domain}"
    existing = await a_user(sign_on, address)
    for hosted in ({}, {"hd": sign_on.domain(sign_on.theirs)}, {"hd": None}, {"hd": [domain]}):
        async with sign_on.nothing_changes():
            with pytest.raises(SsoRefusedError):
                await user_of(sign_on.worker.stores, arrival(sign_on, GOOGLE_ISSUER, {"email": address, **hosted}))
    came = await user_of(
        sign_on.worker.stores, arrival(sign_on, GOOGLE_ISSUER, {"email": address, "hd": domain.upper()})
    )
    assert came == existing


async def test_staff_of_a_public_provider_become_users(sign_on: SignOn) -> None:
    domain = sign_on.domain(sign_on.ours)
    address = f"{uuid4().hex[:8]}@{domain}"
    user = await user_of(sign_on.worker.stores, arrival(sign_on, GOOGLE_ISSUER, {"email": address, "hd": domain}))
    async with sign_on.worker.stores.rows_of(sign_on.ours.account_id, is_read_only=True) as rows:
        [row] = await call(rows, "LiteLLM_UserTable", "find_many", where={"user_id": user})
    assert (row["user_email"], row["user_role"]) == (address, "internal_user")


async def test_a_stolen_session_links_no_identity_that_anybody_can_have(sign_on: SignOn) -> None:
    domain = sign_on.domain(sign_on.ours)
    address = f"{uuid4().hex[:8]}@{domain}"
    user = await a_user(sign_on, address)
    for claims in ({}, {"email": "eve@gmail.com"}, {"email": f"eve@{domain}", "hd": domain}, {"email": address}):
        async with sign_on.nothing_changes():
            with pytest.raises(SsoRefusedError):
                await user_of(sign_on.worker.stores, arrival(sign_on, GOOGLE_ISSUER, claims, user))
    own = arrival(sign_on, GOOGLE_ISSUER, {"email": address, "hd": domain}, user)
    assert await user_of(sign_on.worker.stores, own) == user
