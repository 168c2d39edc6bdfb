"""Puts single sign-on together: the protocol, and what accounts know of their providers and users."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from alchemi.accounts.sso_members import Arrival, user_of
from alchemi.accounts.sso_providers import find_provider, keep_test
from alchemi.accounts.stores import AccountStores
from alchemi.auth.sessions import Sessions
from alchemi.auth.sso.flow import SingleSignOn, UserSide
from alchemi.auth.sso.provider import Provider
from alchemi.integrations.outbound.fetch import OutboundClient


def single_sign_on(base_url: str, stores: AccountStores, sessions: Sessions, client: OutboundClient) -> SingleSignOn:
    """Single sign-on over both databases. `base_url`: where browsers reach the console."""

    async def admit(provider: Provider, claims: Mapping[str, Any], link_user_id: str | None) -> str:
        return await user_of(stores, Arrival(provider, claims, link_user_id, datetime.now(UTC)))

    users = UserSide(partial(find_provider, stores), admit, partial(keep_test, stores))
    return SingleSignOn(stores.platform, stores.app, sessions, client, users, base_url=base_url.rstrip("/"))
