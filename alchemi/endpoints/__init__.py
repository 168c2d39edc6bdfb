"""The routers of our management API by their prefixes; the first of a resource is the one that its documentation names."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from alchemi.endpoints import (
    account_endpoints,
    account_sso_endpoints,
    audit_log_endpoints,
    connection_endpoints,
    domain_endpoints,
    group_endpoints,
    login_endpoints,
    override_config_endpoints,
    sso_endpoints,
    sso_login_endpoints,
    support_ticket_endpoints,
    workspace_endpoints,
)

ROUTERS: Final[tuple[tuple[APIRouter, tuple[str, ...]], ...]] = (
    (account_endpoints.router, ("/alchemi/account", "/account")),
    (audit_log_endpoints.router, ("/alchemi/audit", "/audit")),
    (login_endpoints.router, ("/v2",)),
    (sso_login_endpoints.router, ("/v2/login",)),
    (connection_endpoints.router, connection_endpoints.CONNECTIONS.prefixes),
    (group_endpoints.router, group_endpoints.GROUPS.prefixes),
    (override_config_endpoints.router, override_config_endpoints.OVERRIDES.prefixes),
    (support_ticket_endpoints.router, support_ticket_endpoints.TICKETS.prefixes),
    (workspace_endpoints.router, workspace_endpoints.WORKSPACES.prefixes),
    (sso_endpoints.router, ("/alchemi/sso",)),
    (domain_endpoints.router, domain_endpoints.DOMAINS.prefixes),
    (account_sso_endpoints.router, ("/alchemi/account", "/account")),
)

DOCUMENT_PATH: Final = "/openapi.json"

PREFIXES: Final = (
    DOCUMENT_PATH,
    "/alchemi",
    "/account",
    "/audit",
    "/v2/login",
    "/v2/logout",
    "/v2/session",
    "/v2/sessions",
)
"""Every path under these is ours."""
