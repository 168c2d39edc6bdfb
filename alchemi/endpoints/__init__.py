"""The routers of our management API by their prefixes; the first of a resource is the one that its documentation names."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter

from alchemi.endpoints import (
    access_token_endpoints,
    account_connection_endpoints,
    account_endpoints,
    account_sso_endpoints,
    agentdef_endpoints,
    agentgroup_endpoints,
    audit_log_endpoints,
    config_default_endpoints,
    config_endpoints,
    connection_endpoints,
    cost_endpoints,
    credit_budget_endpoints,
    discussion_endpoints,
    domain_endpoints,
    effective_access_endpoints,
    email_event_endpoints,
    group_endpoints,
    guardrail_endpoints,
    guardrail_pattern_endpoints,
    invite_endpoints,
    login_endpoints,
    mail_server_endpoints,
    marketplace_endpoints,
    mcp_config_endpoints,
    membership_endpoints,
    mvp_config_endpoints,
    notification_endpoints,
    notification_template_endpoints,
    override_config_endpoints,
    password_endpoints,
    platform_config_endpoints,
    quota_endpoints,
    role_permission_endpoints,
    sso_endpoints,
    sso_login_endpoints,
    subscription_endpoints,
    support_ticket_endpoints,
    team_endpoints,
    user_endpoints,
    workspace_endpoints,
)

ROUTERS: Final[tuple[tuple[APIRouter, tuple[str, ...]], ...]] = (
    # Before the next: its fixed word is no id of an account.
    (mail_server_endpoints.router, ("/alchemi/account", "/account")),
    (account_endpoints.router, ("/alchemi/account", "/account")),
    (audit_log_endpoints.router, ("/alchemi/audit", "/audit")),
    (login_endpoints.router, ("/v2",)),
    (sso_login_endpoints.router, ("/v2/login",)),
    (connection_endpoints.router, connection_endpoints.CONNECTIONS.prefixes),
    (group_endpoints.router, group_endpoints.GROUPS.prefixes),
    (override_config_endpoints.router, override_config_endpoints.OVERRIDES.prefixes),
    (support_ticket_endpoints.router, support_ticket_endpoints.TICKETS.prefixes),
    (workspace_endpoints.router, workspace_endpoints.WORKSPACES.prefixes),
    (access_token_endpoints.router, access_token_endpoints.TOKENS.prefixes),
    (role_permission_endpoints.router, role_permission_endpoints.ROLES.prefixes),
    (team_endpoints.router, team_endpoints.TEAMS.prefixes),
    (membership_endpoints.router, membership_endpoints.MEMBERSHIPS.prefixes),
    (invite_endpoints.public, ("/alchemi/invite",)),
    (password_endpoints.router, ("/v2",)),
    (invite_endpoints.router, invite_endpoints.INVITES.prefixes),
    (quota_endpoints.router, quota_endpoints.QUOTAS.prefixes),
    (credit_budget_endpoints.router, credit_budget_endpoints.BUDGETS.prefixes),
    (cost_endpoints.router, cost_endpoints.COSTS.prefixes),
    (subscription_endpoints.router, subscription_endpoints.SUBSCRIPTIONS.prefixes),
    (effective_access_endpoints.router, (effective_access_endpoints.PATH,)),
    (agentdef_endpoints.router, agentdef_endpoints.AGENTS.prefixes),
    (agentgroup_endpoints.router, agentgroup_endpoints.AGENT_GROUPS.prefixes),
    # Before the next: their fixed words are no ids of notifications.
    (notification_template_endpoints.router, (notification_template_endpoints.PATH,)),
    (notification_endpoints.router, notification_endpoints.NOTIFICATIONS.prefixes),
    (discussion_endpoints.router, discussion_endpoints.DISCUSSIONS.prefixes),
    (email_event_endpoints.router, email_event_endpoints.DELIVERIES.prefixes),
    (marketplace_endpoints.router, marketplace_endpoints.LISTINGS.prefixes),
    (sso_endpoints.router, ("/alchemi/sso",)),
    (domain_endpoints.router, domain_endpoints.DOMAINS.prefixes),
    (account_sso_endpoints.router, ("/alchemi/account", "/account")),
    (account_connection_endpoints.router, account_connection_endpoints.ACCOUNT_CONNECTIONS.prefixes),
    (user_endpoints.router, user_endpoints.USERS.prefixes),
    (mvp_config_endpoints.router, mvp_config_endpoints.MVP_CONFIGS.prefixes),
    (mcp_config_endpoints.router, mcp_config_endpoints.MCP_CONFIGS.prefixes),
    # Before the next: their fixed words are no ids of guardrails.
    (guardrail_pattern_endpoints.router, (guardrail_pattern_endpoints.PATH,)),
    (guardrail_endpoints.router, guardrail_endpoints.GUARDRAILS.prefixes),
    (config_endpoints.router, (config_endpoints.PATH,)),
    (config_default_endpoints.router, (config_default_endpoints.PATH,)),
    (platform_config_endpoints.router, (platform_config_endpoints.PATH,)),
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
    "/v2/costs",
    "/email/event_settings",
)
"""Every path under these is ours."""
