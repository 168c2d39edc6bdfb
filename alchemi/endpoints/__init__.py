"""The routers of our management API by their prefixes; the first of a resource is the one that its documentation names."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from alchemi.endpoints import account_endpoints, group_endpoints, login_endpoints

ROUTERS: Final[tuple[tuple[APIRouter, tuple[str, ...]], ...]] = (
    (account_endpoints.router, ("/alchemi/account", "/account")),
    (login_endpoints.router, ("/v2",)),
    (group_endpoints.router, group_endpoints.GROUPS.prefixes),
)

PREFIXES: Final = ("/alchemi", "/account", "/v2/login", "/v2/logout", "/v2/session", "/v2/sessions")
"""Every path under these is ours."""
