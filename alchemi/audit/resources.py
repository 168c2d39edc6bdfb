"""Which tables an audit event is about, and what their rows are called. Every table of the wheel is in one of the lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

_WHEEL: Final[Mapping[str, str]] = {
    "BudgetTable": "budget", "CredentialsTable": "credential", "ProxyModelTable": "model", "AgentsTable": "agent",
    "AgentIdentity": "agent_identity", "VerifiedSubject": "verified_subject", "OrganizationTable": "organization",
    "ModelTable": "model_alias", "TeamTable": "team", "ProjectTable": "project", "UserTable": "user",
    "ObjectPermissionTable": "object_permission", "MCPServerTable": "mcp_server", "MCPToolsetTable": "mcp_toolset",
    "MCPUserCredentials": "mcp_user_credential", "MCPUserEnvVars": "mcp_user_env_vars",
    "MCPServerOAuthClient": "mcp_oauth_client", "VerificationToken": "key", "JWTKeyMapping": "jwt_key_mapping",
    "DeprecatedVerificationToken": "replaced_key", "EndUserTable": "customer",
    "ModelAccessGroupBudgetTable": "model_access_group", "TagTable": "tag", "Config": "setting",
    "UserNotifications": "user_notification", "TeamMembership": "team_member", "OrganizationMembership": "organization_member",
    "InvitationLink": "invitation", "ManagedVectorStoresTable": "vector_store", "GuardrailsTable": "guardrail",
    "PromptTable": "prompt", "SearchToolsTable": "search_tool", "SSOConfig": "sso_setting",
    "ManagedVectorStoreIndexTable": "vector_store_index", "CacheConfig": "cache_setting", "UISettings": "ui_setting",
    "ConfigOverrides": "setting_override", "SkillsTable": "skill", "PolicyTable": "policy",
    "PolicyAttachmentTable": "policy_attachment", "ToolTable": "tool", "AccessGroupTable": "access_group",
    "ClaudeCodePluginTable": "plugin", "MemoryTable": "memory", "ShadowEvalJob": "shadow_eval", "Lens": "lens",
    "LensIngestionKey": "lens_key", "LensDataset": "lens_dataset", "LensSignalConfig": "lens_signals",
}  # fmt: skip

RESOURCES: Final[Mapping[str, str]] = MappingProxyType(
    {f"LiteLLM_{name}": resource for name, resource in _WHEEL.items()}
    | {
        "Alchemi_AccountTable": "account",
        "Alchemi_AccountDomainTable": "account_domain",
        "Alchemi_AccountAdminTable": "account_admin",
        "Alchemi_AccountMembershipTable": "membership",
        "Alchemi_UserCredential": "password",
        "Alchemi_SsoProvider": "sso_provider",
        "Alchemi_SsoIdentity": "sso_identity",
    }
)
"""What a row of a table is called."""

UNAUDITED: Final[Mapping[str, str]] = MappingProxyType(
    {f"LiteLLM_{name}": "written by model calls, or by what counts and watches them" for name in (
        "SpendLogs", "BudgetWindowSpend", "ErrorLogs", "DailyUserSpend", "DailyGlobalSpend", "DailyOrganizationSpend",
        "DailyEndUserSpend", "DailyAgentSpend", "DailyTeamSpend", "DailyTagSpend", "DailyGuardrailMetrics",
        "DailyGuardrailUsageUnits", "DailyPolicyMetrics", "SpendLogGuardrailIndex", "SpendLogToolIndex", "DailyToolSpend",
        "DailyModelUsage", "DailyGatewayRequests", "HealthCheckTable", "AdaptiveRouterState", "AdaptiveRouterSession",
        "AutoRouterBaselineComparison", "AutoRouterBaselineObservation", "AutoRouterSession", "AutoRouterUserSession",
        "AutoRouterDailySpend", "ShadowEvalAttempt", "ShadowEvalFunnel", "BackgroundInteractionSettlement",
        "LensTraceSignal",
    )}
    | {f"LiteLLM_{name}": "data of model calls; the request that makes or removes it is audited" for name in (
        "ManagedFileTable", "ManagedObjectTable", "ManagedFileContentTable", "ManagedVectorStoreTable", "WorkflowRun",
        "WorkflowEvent", "WorkflowMessage", "LensRun", "LensReview",
    )}
    | {f"LiteLLM_{name}": "follows from a change that is audited" for name in (
        "DeletedTeamTable", "DeletedVerificationToken", "RetiredAgent", "RetiredAgentIdentity", "AuditLog",
    )}
    | {f"LiteLLM_{name}": "state of this process and of its jobs" for name in (
        "ProxyWorkerHeartbeat", "CronJob", "LensWorker", "SSOIdentityAssertion",
    )}
    | {f"Alchemi_{name}": "follows from a change that is audited" for name in (
        "KeyDirectory", "AccountVersion", "AccountSpend", "LoginDirectory",
    )}
    | {"Alchemi_AgentVersionTable": "follows from a change that is audited"}
    | {"Alchemi_EmailDeliveryTable": "a log of its own"}
    | {"Alchemi_GuardrailsVersionTable": "follows from a change that is audited"}
    | {"Alchemi_GuardrailsAuditLogTable": "a log of its own"}
    | {"Alchemi_PaymentEvent": "the subscription that it changes is audited"}
    | {"Alchemi_BudgetAlert": "a log of its own"}
    | {"Alchemi_TicketQueue": "follows from a change that is audited"}
    | {"Alchemi_AccountLogo": "the theme that names it is audited"}
    | {"Alchemi_SsoAttempt": "a sign-in on its way; what comes of it is an event"}
    | {"Alchemi_SsoTest": "what a test sign-in showed of a person; it opens nothing"}
    | {"Alchemi_Session": "sign-ins and sign-outs are events of their own"}
    | {"Alchemi_LoginFailure": "a refused sign-in is an event of its own"}
    | {"Alchemi_UpkeepTurn": "when background work last ran"}
    | {f"Alchemi_{name}": "the trail itself" for name in ("AuditEvent", "AuditChain", "AuditCheckpoint")}
)  # fmt: skip
"""Tables whose changes are no events, and why."""


_OURS: Final = "Alchemi_"
_WORDS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=1024)
def resource_of(table: str) -> str | None:
    """What a row of the table is called; None: its changes are no events. A table of ours is audited unless listed above."""
    found = RESOURCES.get(table)
    if found is None and table.startswith(_OURS) and table not in UNAUDITED:
        return _WORDS.sub("_", table.removeprefix(_OURS).removesuffix("Table")).lower()
    return found
