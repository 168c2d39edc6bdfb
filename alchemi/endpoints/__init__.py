"""The routers of our management API by their prefixes; the first of a resource is the one that its documentation names."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from alchemi.endpoints import account_endpoints

ROUTERS: Final[tuple[tuple[APIRouter, tuple[str, ...]], ...]] = (
    (account_endpoints.router, ("/alchemi/account", "/account")),
)

PREFIXES: Final = ("/alchemi", "/account")
"""Every path under these is ours."""
