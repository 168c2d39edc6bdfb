"""Search: anything of the account by name or id, in one call, as far as the caller may see it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from prisma.fields import Json
from pydantic import Field, field_validator

from alchemi.accounts.gateway_standing import Standing, standing_of
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
from alchemi.rest import search
from alchemi.rest.router import group_router
from alchemi.rest.schema import Answer, PlainText, Schema
from alchemi.rest.search import Subject, named, of_table
from alchemi.rest.work import CurrentWork, requires

PATH: Final = "/alchemi/search"
_DEFAULT, _MOST = 20, 50
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
KINDS: Final = frozenset(one.kind for one in SUBJECTS)
Kind = StrEnum("Kind", {one.kind.upper(): one.kind for one in SUBJECTS})  # type: ignore[misc]  # made of the list above


class SearchQuery(Schema):
    q: PlainText = Field(min_length=1, max_length=200, description="Text to be found as it is written, in any case.")
    kinds: PlainText | None = Field(default=None, max_length=400, description="Kinds by name, with commas between.")
    limit: Annotated[int, Field(ge=1, le=_MOST)] = _DEFAULT

    @field_validator("kinds")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is not None and (unknown := sorted(set(value.split(",")) - KINDS)):
            raise ValueError(f"There are no such kinds: {', '.join(unknown)}.")
        return value


class Found(Answer):
    kind: Kind
    id: str
    name: str
    detail: str | None
    href: str | None = Field(description="The dashboard's page of it.")


class SearchAnswer(Answer):
    results: list[Found]


operations = APIRouter()


@operations.get("", dependencies=[requires(P.ACCOUNT_READ)])
async def search_account(work: CurrentWork, query: Annotated[SearchQuery, Query()]) -> SearchAnswer:
    """Things whose name or id has the text in it, whole matches first; only what the caller may see."""
    caller = work.caller
    kinds = frozenset(query.kinds.split(",")) if query.kinds else frozenset()
    subjects = search.subjects_for(caller, SUBJECTS, kinds)
    async with work.rows(WORKSPACES, is_read_only=True) as rows:
        more = {} if _sees_all(caller) else _narrowed(caller, await standing_of(rows.unit, caller.user_id))
        found = await search.find(rows.unit, caller, subjects, query.q, limit=query.limit, more=more)
    return SearchAnswer(results=[Found.model_validate(row) for row in found])


def _sees_all(caller: Caller) -> bool:
    """Whether the gateway's objects are all shown: whoever reads the audit trail reads of each of them there."""
    return may(caller, P.AUDIT_READ)


def _narrowed(caller: Caller, standing: Standing) -> Mapping[str, Mapping[str, Any]]:
    """The conditions on the gateway's objects for a user who does not see all: their own, and what they belong to."""
    mine = [] if caller.user_id is None else [{"user_id": caller.user_id}]
    submitted = [] if caller.user_id is None else [{"submitted_by": caller.user_id}]
    teams, led = sorted(standing.teams), sorted(standing.led_teams)
    own_models = [{"model_info": {"path": ["team_id"], "equals": Json(team)}} for team in teams]
    return {
        "key": {"OR": [*mine, {"team_id": {"in": led}}]},
        "gateway_team": {"team_id": {"in": teams}},
        "organization": {"organization_id": {"in": sorted(standing.organizations)}},
        "model": {"OR": [{"model_info": {"path": ["team_id"], "equals": None}}, *own_models]},
        "mcp_server": {"OR": [{"allow_all_keys": True}, *submitted]},
        "guardrail": {"OR": [{"team_id": None}, {"team_id": {"in": teams}}]},
    }


router = group_router(PATH, [], operations, tag="search")
