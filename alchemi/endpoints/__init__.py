"""The routers of our management API by their prefixes; the first of a resource is the one that its documentation names."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from alchemi.endpoints import (
    account_endpoints,
    connection_endpoints,
    cost_endpoints,
    credit_budget_endpoints,
    effective_access_endpoints,
    group_endpoints,
    login_endpoints,
    override_config_endpoints,
    quota_endpoints,
    sso_login_endpoints,
    subscription_endpoints,
    support_ticket_endpoints,
    workspace_endpoints,
)

ROUTERS: Final[tuple[tuple[APIRouter, tuple[str, ...]], ...]] = (
    (account_endpoints.router, ("/alchemi/account", "/account")),
    (login_endpoints.router, ("/v2",)),
    (sso_login_endpoints.router, ("/v2/login",)),
    (connection_endpoints.router, connection_endpoints.CONNECTIONS.prefixes),
    (group_endpoints.router, group_endpoints.GROUPS.prefixes),
    (override_config_endpoints.router, override_config_endpoints.OVERRIDES.prefixes),
    (support_ticket_endpoints.router, support_ticket_endpoints.TICKETS.prefixes),
    (workspace_endpoints.router, workspace_endpoints.WORKSPACES.prefixes),
    (quota_endpoints.router, quota_endpoints.QUOTAS.prefixes),
    (credit_budget_endpoints.router, credit_budget_endpoints.BUDGETS.prefixes),
    (cost_endpoints.router, cost_endpoints.COSTS.prefixes),
    (subscription_endpoints.router, subscription_endpoints.SUBSCRIPTIONS.prefixes),
    (effective_access_endpoints.router, (effective_access_endpoints.PATH,)),
)

PREFIXES: Final = ("/alchemi", "/account", "/v2/login", "/v2/logout", "/v2/session", "/v2/sessions", "/v2/costs")
"""Every path under these is ours."""
