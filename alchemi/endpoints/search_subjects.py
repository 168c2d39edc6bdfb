"""What is searched: the resources of our own, and tables of the gateway's that have no declaration."""

from __future__ import annotations

from typing import Final

from alchemi.auth.permissions import Permission
from alchemi.endpoints.access_token_endpoints import TOKENS
from alchemi.endpoints.account_connection_endpoints import ACCOUNT_CONNECTIONS
from alchemi.endpoints.agentdef_endpoints import AGENTS
from alchemi.endpoints.agentgroup_endpoints import AGENT_GROUPS
from alchemi.endpoints.connection_endpoints import CONNECTIONS
from alchemi.endpoints.group_endpoints import GROUPS
from alchemi.endpoints.invite_endpoints import INVITES
from alchemi.endpoints.mcp_config_endpoints import MCP_CONFIGS
from alchemi.endpoints.mvp_config_endpoints import MVP_CONFIGS
from alchemi.endpoints.role_permission_endpoints import ROLES
from alchemi.endpoints.sso_schemas import PROVIDERS
from alchemi.endpoints.support_ticket_endpoints import TICKETS
from alchemi.endpoints.team_endpoints import TEAMS
from alchemi.endpoints.user_endpoints import USERS
from alchemi.endpoints.workspace_endpoints import WORKSPACES
from alchemi.rest.search import Subject, named, of_table

P = Permission

_KEYS: Final = of_table("key", "LiteLLM_VerificationToken", "token", P.KEY_OWN)
_GATEWAY_TEAMS: Final = of_table("gateway_team", "LiteLLM_TeamTable", "team_id", P.ACCOUNT_READ)
_ORGANIZATIONS: Final = of_table("organization", "LiteLLM_OrganizationTable", "organization_id", P.ACCOUNT_READ)
_MODELS: Final = of_table("model", "LiteLLM_ProxyModelTable", "model_id", P.MODEL_CALL)
_MCP_SERVERS: Final = of_table("mcp_server", "LiteLLM_MCPServerTable", "server_id", P.MCP_READ)
_GUARDRAILS: Final = of_table("guardrail", "LiteLLM_GuardrailsTable", "guardrail_id", P.GUARDRAIL_READ)
_GATEWAY_AGENTS: Final = of_table("gateway_agent", "LiteLLM_AgentsTable", "agent_id", P.AUDIT_READ)
_PROMPTS: Final = of_table("prompt", "LiteLLM_PromptTable", "id", P.AUDIT_READ)
_VECTOR_STORES: Final = of_table("vector_store", "LiteLLM_ManagedVectorStoresTable", "vector_store_id", P.AUDIT_READ)

SUBJECTS: Final[tuple[Subject, ...]] = (
    # The id of a key is made of its secret: it is told, as the gateway's own routes tell it, and never searched.
    Subject("key", _KEYS, ("key_alias", "key_name"), "key_name", "/ui/keys/", has_public_id=False),
    Subject("gateway_team", _GATEWAY_TEAMS, ("team_alias",), "organization_id", "/ui/teams/"),
    Subject("organization", _ORGANIZATIONS, ("organization_alias",), None, "/ui/organizations/"),
    Subject("user", USERS, ("user_email", "user_alias"), "user_alias", "/ui/members/"),
    Subject("model", _MODELS, ("model_name",), None, "/ui/models/"),
    named("workspace", WORKSPACES, "status", "/ui/workspaces/"),
    named("agent", AGENTS, "status", "/ui/agents/"),
    named("agent_group", AGENT_GROUPS, "group_type", "/ui/agents/?tab=groups"),
    named("group", GROUPS, None, "/ui/members/?tab=groups"),
    named("team", TEAMS, None, "/ui/members/?tab=groups"),
    named("invitation", INVITES, "status", "/ui/members/?tab=invites"),
    named("role", ROLES, None, "/ui/members/?tab=roles"),
    named("connection", CONNECTIONS, "type", "/ui/connections/"),
    named("account_connection", ACCOUNT_CONNECTIONS, "connection_type", "/ui/connections/?tab=defaults"),
    named("mcp_config", MCP_CONFIGS, "server_name", "/ui/workspaces/"),
    named("mvp_config", MVP_CONFIGS, "mvp_type", "/ui/workspaces/"),
    named("sso_provider", PROVIDERS, "kind", "/ui/settings/?tab=sso"),
    Subject("ticket", TICKETS, ("subject",), "status", "/ui/support/"),
    Subject("access_token", TOKENS, ("name", "prefix"), "prefix", "/ui/settings/?tab=tokens", {"revoked_at": None}),
    Subject("mcp_server", _MCP_SERVERS, ("alias", "server_name"), "transport", "/ui/mcp/"),
    Subject("guardrail", _GUARDRAILS, ("guardrail_name",), "status", "/ui/guardrails/"),
    Subject("gateway_agent", _GATEWAY_AGENTS, ("agent_name",), None, "/ui/agents/?tab=gateway"),
    Subject("prompt", _PROMPTS, ("prompt_id",), "environment", "/ui/prompts/"),
    Subject(
        "vector_store", _VECTOR_STORES, ("vector_store_name",), "custom_llm_provider", "/ui/tools/?tab=vector-stores"
    ),
)
