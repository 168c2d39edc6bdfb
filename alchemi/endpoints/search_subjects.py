"""What is searched: the resources of our own, and tables of the gateway's that have no declaration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from prisma.fields import Json

from alchemi.accounts.gateway_standing import Standing
from alchemi.auth.caller import Caller
from alchemi.auth.permissions import Permission, may
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

KEYS: Final = of_table("key", "LiteLLM_VerificationToken", "token", P.KEY_OWN)
GATEWAY_TEAMS: Final = of_table("gateway_team", "LiteLLM_TeamTable", "team_id", P.ACCOUNT_READ)
ORGANIZATIONS: Final = of_table("organization", "LiteLLM_OrganizationTable", "organization_id", P.ACCOUNT_READ)
MODELS: Final = of_table("model", "LiteLLM_ProxyModelTable", "model_id", P.MODEL_CALL)
MCP_SERVERS: Final = of_table("mcp_server", "LiteLLM_MCPServerTable", "server_id", P.MCP_READ)
GUARDRAILS: Final = of_table("guardrail", "LiteLLM_GuardrailsTable", "guardrail_id", P.GUARDRAIL_READ)
GATEWAY_AGENTS: Final = of_table("gateway_agent", "LiteLLM_AgentsTable", "agent_id", P.AUDIT_READ)
PROMPTS: Final = of_table("prompt", "LiteLLM_PromptTable", "id", P.AUDIT_READ)
HEALTH_CHECKS: Final = of_table("health_check", "LiteLLM_HealthCheckTable", "health_check_id", P.AUDIT_READ)
VECTOR_STORES: Final = of_table("vector_store", "LiteLLM_ManagedVectorStoresTable", "vector_store_id", P.AUDIT_READ)

# What the gateway itself lists nowhere.
_NO_DRAFT: Final = {"OR": [{"approval_status": None}, {"approval_status": {"not": "draft"}}]}

SUBJECTS: Final[tuple[Subject, ...]] = (
    # The id of a key is made of its secret: it is told, as the gateway's own routes tell it, and never searched.
    Subject("key", KEYS, ("key_alias", "key_name"), "key_name", "/ui/keys/", has_public_id=False),
    Subject("gateway_team", GATEWAY_TEAMS, ("team_alias",), "organization_id", "/ui/teams/"),
    Subject("organization", ORGANIZATIONS, ("organization_alias",), None, "/ui/organizations/"),
    Subject("user", USERS, ("user_email", "user_alias"), "user_alias", "/ui/members/"),
    Subject("model", MODELS, ("model_name",), None, "/ui/models/"),
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
    Subject("mcp_server", MCP_SERVERS, ("alias", "server_name"), "transport", "/ui/mcp/", _NO_DRAFT),
    Subject("guardrail", GUARDRAILS, ("guardrail_name",), "status", "/ui/guardrails/"),
    Subject("gateway_agent", GATEWAY_AGENTS, ("agent_name",), None, "/ui/agents/?tab=gateway"),
    Subject("prompt", PROMPTS, ("prompt_id",), "environment", "/ui/prompts/"),
    Subject(
        "vector_store", VECTOR_STORES, ("vector_store_name",), "custom_llm_provider", "/ui/tools/?tab=vector-stores"
    ),
)


def sees_all_of_gateway(caller: Caller) -> bool:
    """Whether the gateway's objects are all shown: whoever reads the audit trail reads of each of them there."""
    return may(caller, P.AUDIT_READ)


def narrowed_to(caller: Caller, standing: Standing) -> Mapping[str, Mapping[str, Any]]:
    """The conditions on the gateway's objects for a user who does not see all: their own, and what they belong to."""
    mine = [] if caller.user_id is None else [{"user_id": caller.user_id}]
    submitted = [] if caller.user_id is None else [{"submitted_by": caller.user_id}]
    teams, led = sorted(standing.teams), sorted(standing.led_teams)
    own_models = [{"model_info": {"path": ["team_id"], "equals": Json(team)}} for team in teams]
    return {
        "key": {"OR": [*mine, {"team_id": {"in": led}}]},
        "gateway_team": {"team_id": {"in": teams}},
        "led_team": {"team_id": {"in": led}},
        "organization": {"organization_id": {"in": sorted(standing.organizations)}},
        "model": {"OR": [{"model_info": {"path": ["team_id"], "equals": None}}, *own_models]},
        "mcp_server": {"OR": [{"allow_all_keys": True}, *submitted]},
        "guardrail": {"OR": [{"team_id": None}, {"team_id": {"in": teams}}]},
    }
