"""Asks, before each model call, whether the account may still spend: in the place where the wheel asks for keys and teams."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from functools import cache, wraps
from typing import Any, Final

from alchemi.errors import AlchemiError, BudgetExceededError, QuotaExceededError
from alchemi.litellm_bridge.replacing import replace_everywhere
from alchemi.litellm_bridge.seam import Seam
from alchemi.tenancy.call_admission import ModelCall, tell_spend
from alchemi.tenancy.context import bound_account

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
    Seam(
        "account budget: row of a call's spend",
        "litellm.proxy.spend_tracking.spend_tracking_utils:get_logging_payload",
        "Which row will tell what a call has cost is known here, in the task of the call; it settles what was held for it.",
        "name replaced",
        "tests/e2e/test_call_limits.py::test_calls_at_once_pass_exactly_as_often_as_a_quota_allows",
        ("kwargs", "response_obj", "start_time", "end_time", "llm_router"),
    ),
)  # fmt: skip

_READS: Final = frozenset({"GET", "HEAD", "DELETE", "OPTIONS"})
_COUNTS_ONLY: Final = ("/count_tokens", ":countTokens", "/input_tokens", "/token_counter")


def install(check: Callable[[], Awaitable[None]], admit: Callable[[ModelCall], Awaitable[None]]) -> None:
    """Have `check` awaited for every call of a model, and `admit` once the wheel itself would let it pass.

    What they raise becomes the wheel's own error.
    """
    from litellm.proxy.auth import auth_checks
    from litellm.proxy.auth.route_checks import RouteChecks
    from litellm.proxy.spend_tracking import spend_tracking_utils

    original = auth_checks.common_checks

    @wraps(original)
    async def common_checks(*args: Any, **kwargs: Any) -> Any:
        if not RouteChecks.is_llm_api_route(route=kwargs["route"]):
            return await original(*args, **kwargs)
        try:
            await check()
        except BudgetExceededError as error:
            raise _budget_of_wheel(error) from error
        answer = await original(*args, **kwargs)
        call = model_call(kwargs["route"], kwargs["request"], kwargs["request_body"], kwargs["valid_token"])
        if call is not None:
            try:
                await admit(call)
            except (BudgetExceededError, QuotaExceededError) as error:
                raise _refusal(error) from error
        return answer

    replace_everywhere(original, common_checks)
    get_payload = spend_tracking_utils.get_logging_payload

    @wraps(get_payload)
    def get_logging_payload(*args: Any, **kwargs: Any) -> Any:
        payload = get_payload(*args, **kwargs)
        if (account := bound_account()) is not None:
            tell_spend(account, str(payload["request_id"]))
        return payload

    replace_everywhere(get_payload, get_logging_payload)


def model_call(route: str, request: Any, body: Mapping[str, Any], key: Any) -> ModelCall | None:
    """What is called and who calls, or None for a request that uses nothing up.

    Something is held for calls that name a model, or whose path does: their end is told by a row of spend.
    """
    method = request.scope.get("method")
    if method in _READS or route.endswith(_COUNTS_ONLY):
        return None
    model = body.get("model")
    # A websocket has no method; its session may outlast any reservation.
    holds = method is not None and (isinstance(model, str) or ":" in route.rpartition("/")[2])
    return ModelCall(model if isinstance(model, str) else "", tuple(_scopes(key)), holds)


def _scopes(key: Any) -> Iterator[tuple[str, str]]:
    yield "ACCOUNT", ""
    if key is None:
        return
    for kind, scope_id in (("TEAM", key.team_id), ("USER", key.user_id)):
        if scope_id:
            yield kind, str(scope_id)
    for told in (key.metadata, key.team_metadata):
        for kind, name in (("WORKSPACE", "workspace_id"), ("GROUP", "group_id")):
            scope_id = told.get(name) if isinstance(told, Mapping) else None
            if isinstance(scope_id, str) and scope_id:
                yield kind, scope_id


def _budget_of_wheel(error: BudgetExceededError) -> Exception:
    import litellm

    members = error.members
    refused: Exception = litellm.BudgetExceededError(
        current_cost=float(str(members.get("spend") or 0)),
        max_budget=float(str(members.get("max_budget") or 0)),
        message=error.detail,
    )
    return refused


def _refusal(error: AlchemiError) -> Exception:
    kind = "insufficient_quota" if isinstance(error, QuotaExceededError) else "budget_exceeded"
    refused: Exception = _refused_class()(
        message=error.detail, type=kind, param=None, code=error.status, openai_code=error.slug
    )
    return refused


@cache
def _refused_class() -> type[Any]:
    from litellm.proxy._types import ProxyException

    class Refused(ProxyException):  # type: ignore[misc]  # the wheel has no types
        """Told with our slug as `code`, where the wheel would repeat the status."""

        def to_dict(self) -> dict[str, Any]:
            told: dict[str, Any] = super().to_dict()
            return told | {"code": self.openai_code}

    return Refused
