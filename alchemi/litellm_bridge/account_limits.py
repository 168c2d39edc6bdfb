"""Asks, before each model call, whether the account may still spend: in the place where the wheel asks for keys and teams."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final

from alchemi.errors import BudgetExceededError
from alchemi.litellm_bridge.replacing import replace_everywhere
from alchemi.litellm_bridge.seam import Seam

LIMIT_SEAMS: Final = (
    Seam(
        "account budget",
        "litellm.proxy.auth.auth_checks:common_checks",
        "The wheel knows budgets of keys, teams, users and organizations; the account's is ours.",
        "name replaced",
        "tests/e2e/test_account_budget.py::test_an_account_cannot_spend_more_than_its_budget",
        ("request_body", "team_object", "user_object", "end_user_object", "global_proxy_spend", "general_settings", "route",
         "llm_router", "proxy_logging_obj", "valid_token", "request", "skip_budget_checks", "project_object"),
    ),
)  # fmt: skip


def install(check: Callable[[], Awaitable[None]]) -> None:
    """Have `check` awaited for every call of a model; its BudgetExceededError becomes the wheel's own."""
    import litellm
    from litellm.proxy.auth import auth_checks
    from litellm.proxy.auth.route_checks import RouteChecks

    original = auth_checks.common_checks

    @wraps(original)
    async def common_checks(*args: Any, **kwargs: Any) -> Any:
        if RouteChecks.is_llm_api_route(route=kwargs["route"]):
            try:
                await check()
            except BudgetExceededError as error:
                members = error.members
                raise litellm.BudgetExceededError(
                    current_cost=float(str(members.get("spend") or 0)),
                    max_budget=float(str(members.get("max_budget") or 0)),
                    message=error.detail,
                ) from error
        return await original(*args, **kwargs)

    replace_everywhere(original, common_checks)
