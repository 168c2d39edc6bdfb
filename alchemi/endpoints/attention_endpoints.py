"""What needs attention: the facts that the dashboard's first page tells, in one call."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from fastapi import APIRouter
from pydantic import Field

from alchemi.accounts.gateway_standing import standing_of
from alchemi.auth.permissions import Permission, may
from alchemi.costs.account_budget import BudgetState, budget_state
from alchemi.endpoints import search_subjects as gateway
from alchemi.endpoints.access_token_endpoints import TOKENS
from alchemi.endpoints.account_connection_endpoints import ACCOUNT_CONNECTIONS
from alchemi.endpoints.connection_endpoints import CONNECTIONS
from alchemi.endpoints.credit_budget_endpoints import BUDGETS
from alchemi.endpoints.domain_endpoints import DOMAINS
from alchemi.endpoints.invite_endpoints import INVITES
from alchemi.endpoints.quota_endpoints import QUOTAS
from alchemi.endpoints.sso_schemas import PROVIDERS
from alchemi.endpoints.support_ticket_endpoints import TICKETS
from alchemi.rest import attention
from alchemi.rest.attention import Fact, Severity
from alchemi.rest.router import group_router
from alchemi.rest.schema import Answer
from alchemi.rest.work import CurrentWork, requires

PATH: Final = "/alchemi/attention"
DANGER, WARNING, INFO = Severity.DANGER, Severity.WARNING, Severity.INFO
_NEAR: Final = Decimal("0.8")
_LIVE_KEY: Final = "t.blocked IS NOT TRUE AND (t.expires IS NULL OR t.expires > {utc})"
_SOON: Final = "> {utc} AND t.expires <= {utc} + interval '7 days'"
_CREDIT: Final = "t.limit_amount + coalesce(t.overflow_cap, 0)"
_QUOTA: Final = "t.included + t.rollover_from_previous + t.overage_limit"
_FAILED: Final = (
    "t.status = 'unhealthy' AND t.checked_at > {utc} - interval '1 day' AND NOT EXISTS (SELECT FROM"
    ' "LiteLLM_HealthCheckTable" n WHERE n.account_id = t.account_id AND n.model_name = t.model_name'
    " AND n.model_id IS NOT DISTINCT FROM t.model_id AND n.checked_at > t.checked_at)"
)
_REFUSED: Final = (
    'EXISTS (SELECT FROM "Alchemi_SsoTest" s WHERE s.account_id = t.account_id AND s.provider_id = t.id'
    " AND s.refusal IS NOT NULL)"
)

FACTS: Final = (
    Fact("key_over_budget", DANGER, gateway.KEYS, f"{_LIVE_KEY} AND t.max_budget > 0 AND t.spend >= t.max_budget",
         "A key has used up its budget.", "{count} keys have used up their budgets.", "/ui/keys/?segment=attention"),
    Fact("team_over_budget", DANGER, gateway.GATEWAY_TEAMS, "t.max_budget > 0 AND t.spend >= t.max_budget",
         "A team has used up its budget.", "{count} teams have used up their budgets.", "/ui/budgets/"),
    Fact("credit_budget_used_up", DANGER, BUDGETS, f"{_CREDIT} > 0 AND t.used + t.reserved >= {_CREDIT}",
         "A credit budget is used up.", "{count} credit budgets are used up.", "/ui/budgets/?tab=credits"),
    Fact("quota_used_up", DANGER, QUOTAS, f"t.is_active AND {_QUOTA} > 0 AND t.used + t.reserved >= {_QUOTA}",
         "A quota is used up.", "{count} quotas are used up.", "/ui/budgets/?tab=quotas"),
    Fact("model_failing", DANGER, gateway.HEALTH_CHECKS, _FAILED,
         "A model fails its health check.", "{count} models fail their health checks.", "/ui/models/?tab=health",
         counted="count(DISTINCT t.model_name)"),
    Fact("connection_failed", DANGER, CONNECTIONS, "t.status = 'ERROR'",
         "A connection does not work.", "{count} connections do not work.", "/ui/connections/"),
    Fact("sso_test_refused", DANGER, PROVIDERS, _REFUSED,
         "The last test sign-in of a provider was refused.", "The last test sign-ins of {count} providers were refused.",
         "/ui/settings/?tab=sso"),
    Fact("key_near_budget", WARNING, gateway.KEYS,
         f"{_LIVE_KEY} AND t.max_budget > 0 AND t.spend < t.max_budget AND t.spend >= {_NEAR} * t.max_budget",
         "A key has used 80 % of its budget.", "{count} keys have used 80 % of their budgets.",
         "/ui/keys/?segment=attention"),
    Fact("key_expiring", WARNING, gateway.KEYS, f"t.blocked IS NOT TRUE AND t.expires {_SOON}",
         "A key ends within a week.", "{count} keys end within a week.", "/ui/keys/?segment=attention"),
    Fact("team_near_budget", WARNING, gateway.GATEWAY_TEAMS,
         f"t.max_budget > 0 AND t.spend < t.max_budget AND t.spend >= {_NEAR} * t.max_budget",
         "A team has used 80 % of its budget.", "{count} teams have used 80 % of their budgets.", "/ui/budgets/"),
    Fact("credit_budget_near_end", WARNING, BUDGETS,
         f"{_CREDIT} > 0 AND t.used + t.reserved < {_CREDIT} AND t.used + t.reserved >= {_NEAR} * ({_CREDIT})",
         "80 % of a credit budget are used.", "80 % of {count} credit budgets are used.", "/ui/budgets/?tab=credits"),
    Fact("quota_near_end", WARNING, QUOTAS,
         f"t.is_active AND {_QUOTA} > 0 AND t.used + t.reserved < {_QUOTA} AND t.used + t.reserved >= {_NEAR} * ({_QUOTA})",
         "80 % of a quota are used.", "80 % of {count} quotas are used.", "/ui/budgets/?tab=quotas"),
    Fact("access_token_expiring", WARNING, TOKENS,
         "t.revoked_at IS NULL AND t.expires_at > {now} AND t.expires_at <= {now} + interval '7 days'",
         "An API token ends within a week.", "{count} API tokens end within a week.", "/ui/settings/?tab=tokens"),
    Fact("domain_unverified", WARNING, DOMAINS, "t.verified_at IS NULL",
         "A domain is not verified.", "{count} domains are not verified.", "/ui/settings/?tab=general"),
    Fact("invitation_expired", WARNING, INVITES, "t.status = 'PENDING' AND t.expires_at <= {now}",
         "An invitation is over and was not accepted.", "{count} invitations are over and were not accepted.",
         "/ui/members/?tab=invites"),
    Fact("ticket_waiting", WARNING, TICKETS, "t.status = 'WAITING'",
         "A ticket waits for an answer.", "{count} tickets wait for an answer.", "/ui/support/?status=WAITING"),
    Fact("account_connection_inactive", INFO, ACCOUNT_CONNECTIONS, "NOT t.is_active",
         "A connection of the account is off.", "{count} connections of the account are off.",
         "/ui/connections/?tab=defaults"),
    Fact("mcp_server_submitted", INFO, gateway.MCP_SERVERS, "t.approval_status = 'pending_review'",
         "A tool server waits for a review.", "{count} tool servers wait for a review.", "/ui/mcp/?tab=submissions",
         permission=Permission.MCP_WRITE),
    Fact("guardrail_submitted", INFO, gateway.GUARDRAILS, "t.status = 'pending_review'",
         "A guardrail waits for a review.", "{count} guardrails wait for a review.", "/ui/guardrails/",
         permission=Permission.GUARDRAIL_WRITE),
    Fact("invitation_pending", INFO, INVITES, "t.status = 'PENDING' AND t.expires_at > {now}",
         "An invitation is not accepted yet.", "{count} invitations are not accepted yet.", "/ui/members/?tab=invites"),
    Fact("ticket_open", INFO, TICKETS, "t.status IN ('OPEN', 'IN_PROGRESS')",
         "A ticket is open.", "{count} tickets are open.", "/ui/support/"),
)  # fmt: skip


class Item(Answer):
    kind: str = Field(description="Stable: match on this.", examples=["key_expiring"])
    severity: Severity
    count: int
    text: str
    href: str = Field(description="The dashboard's page of it.")


class Attention(Answer):
    items: list[Item] = Field(description="The worst first.")


operations = APIRouter()


@operations.get("", dependencies=[requires(Permission.ACCOUNT_READ)])
async def get_attention(work: CurrentWork) -> Attention:
    """What needs attention, of what the caller may see: budgets, keys, failures, and what waits for somebody."""
    caller = work.caller
    async with work.rows(gateway.KEYS, is_read_only=True) as rows:
        more = {}
        if not gateway.sees_all_of_gateway(caller):
            found = gateway.narrowed_to(caller, await standing_of(rows.unit, caller.user_id))
            more = {
                gateway.KEYS.table: found["key"],
                gateway.GATEWAY_TEAMS.table: {"team_id": found["led_team"]["team_id"]},
            }
        items = [
            Item(kind=fact.kind, severity=fact.severity, count=number, text=fact.text(number), href=fact.page)
            for fact, number in await attention.count(rows.unit, caller, FACTS, work.now, more)
        ]
        if may(caller, Permission.BUDGET_READ):
            items += _of_account(await budget_state(rows.unit, caller.account, work.now))
    order = list(Severity)
    return Attention(items=sorted(items, key=lambda item: order.index(item.severity)))


def _of_account(state: BudgetState) -> list[Item]:
    if state.max_usd is None or state.spent_usd < _NEAR * state.max_usd:
        return []
    href = "/ui/budgets/"
    if state.is_used_up:
        text = "The account has used up its budget: calls are refused."
        return [Item(kind="account_budget_used_up", severity=DANGER, count=1, text=text, href=href)]
    text = "The account has used 80 % of its budget."
    return [Item(kind="account_budget_near_end", severity=WARNING, count=1, text=text, href=href)]


router = group_router(PATH, [], operations, tag="attention")
