"""Has the wheel take a browser's session for its user: no key is made, stored or sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final

from alchemi.litellm_bridge.replacing import replace_everywhere
from alchemi.litellm_bridge.seam import Seam
from alchemi.tenancy.caller import CALLER_KEY, SessionCaller

_AUTH: Final = "litellm.proxy.auth.user_api_key_auth"
_TEST: Final = "tests/base/test_sessions_on_routes.py"

SESSION_SEAMS: Final = (
    Seam(
        "caller of a session",
        f"{_AUTH}:user_api_key_auth_builder",
        "Asks for a key; the caller of a session was proved before, and the checks that follow are the same.",
        "name replaced",
        f"{_TEST}::test_an_administrator_makes_a_key_without_one",
        ("request", "api_key", "azure_api_key_header", "anthropic_api_key_header", "google_ai_studio_api_key_header",
         "azure_apim_header", "request_data", "custom_litellm_key_header"),
    ),
    Seam(
        "checks before the caller is known",
        f"{_AUTH}:pre_db_read_auth_checks",
        "Size, addresses and unsafe fields of a request are checked for sessions as well.",
        "name replaced",
        f"{_TEST}::test_an_administrator_makes_a_key_without_one",
        ("request", "request_data", "route"),
    ),
)  # fmt: skip


def install() -> None:
    """To be called once, when the hub is imported."""
    from litellm.proxy.auth import user_api_key_auth as auth

    replace_everywhere(auth.user_api_key_auth_builder, _for_sessions(auth.user_api_key_auth_builder))


def _for_sessions(original: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    @wraps(original)
    async def user_api_key_auth_builder(request: Any, *args: Any, **kwargs: Any) -> Any:
        caller: SessionCaller | None = request.scope.get(CALLER_KEY)
        if caller is None:
            return await original(request, *args, **kwargs)
        return await _caller(caller, request, kwargs["request_data"])

    return user_api_key_auth_builder


async def _caller(caller: SessionCaller, request: Any, request_data: dict[str, Any]) -> Any:
    """As the wheel describes the bearer of a token that is no key of its own."""
    from litellm.proxy._types import LitellmUserRoles, UserAPIKeyAuth
    from litellm.proxy.auth import user_api_key_auth as auth
    from litellm.proxy.auth.auth_checks import get_user_object
    from litellm.proxy.proxy_server import (
        litellm_proxy_admin_name,
        prisma_client,
        proxy_logging_obj,
        user_api_key_cache,
    )

    span = getattr(request.state, "parent_otel_span", None)
    await auth.pre_db_read_auth_checks(
        request=request, request_data=request_data, route=auth.get_request_route(request=request)
    )
    if caller.is_super_admin:
        admin = LitellmUserRoles.PROXY_ADMIN
        return UserAPIKeyAuth(api_key=None, user_id=litellm_proxy_admin_name, user_role=admin, parent_otel_span=span)
    user = await get_user_object(
        user_id=caller.user_id, prisma_client=prisma_client, user_api_key_cache=user_api_key_cache,
        user_id_upsert=False, parent_otel_span=span, proxy_logging_obj=proxy_logging_obj,
    )  # fmt: skip
    return UserAPIKeyAuth(
        api_key=None,
        user_id=caller.user_id,
        user_email=caller.email,
        # Of the session, which was read after whatever the wheel remembers of the user.
        user_role=LitellmUserRoles(caller.role) if caller.role else LitellmUserRoles.INTERNAL_USER,
        user_tpm_limit=user.tpm_limit,
        user_rpm_limit=user.rpm_limit,
        user_model_max_budget=user.model_max_budget,
        parent_otel_span=span,
    )
