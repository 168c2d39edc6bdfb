"""Pass-through endpoints: an account's paths and targets are its own, and never routes of the application.

The wheel adds a route to the application for each endpoint of anyone, and answers a path with whatever target was written
last. Here one route, after all of the wheel's, asks the bound account's registry, and always for a key.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any, Final

from alchemi.litellm_bridge.account_runtime import Slot, is_system
from alchemi.litellm_bridge.closed import endpoint_fault
from alchemi.litellm_bridge.seam import Seam
from alchemi.litellm_bridge.shells import AccountList, container

log = logging.getLogger(__name__)

_MODULE: Final = "litellm.proxy.pass_through_endpoints.pass_through_endpoints"
_TEST: Final = "tests/base/test_pass_through.py"
_APART: Final = f"{_TEST}::test_the_same_path_leads_each_account_to_its_own_target"
_METHODS: Final = ("GET", "POST", "PUT", "DELETE", "PATCH")
_HANDLER: Final = "alchemi_handler"

PASS_THROUGH_SEAMS: Final = (
    Seam(
        "pass-through: registry",
        f"{_MODULE}:_registered_pass_through_routes",
        "Reading one account's endpoints removes the others', and their paths lead to its target with its secrets.",
        "per account",
        _APART,
    ),
    Seam(
        "pass-through: routes of the application",
        f"{_MODULE}:SafeRouteAdder.add_api_route_if_not_exists",
        "A route of the application answers everyone, and is never taken away.",
        "closed",
        f"{_TEST}::test_endpoints_add_no_routes",
        ("app", "path", "endpoint", "methods", "dependencies"),
    ),
    Seam(
        "pass-through: rows",
        f"{_MODULE}:_register_pass_through_endpoint",
        "A row whose endpoint is open, or names code as its target, is not served, however it came to be there.",
        "closed",
        f"{_TEST}::test_an_open_endpoint_is_refused_and_not_served",
        ("endpoint", "app", "premium_user", "visited_endpoints", "config_file_path"),
    ),
    Seam(
        "pass-through: paths that keys may call",
        "litellm.proxy._types:LiteLLMRoutes.openai_routes",
        "The list of model routes, to which the wheel adds each endpoint's path.",
        "per account",
        f"{_TEST}::test_the_list_of_model_routes_stays_as_it_was",
    ),
)


def install() -> None:
    """To be called once, when the hub is imported, as the system.

    Raises:
        SeamError: something is not where it was.
    """
    from litellm.proxy import proxy_server
    from litellm.proxy._types import LiteLLMRoutes
    from litellm.proxy.pass_through_endpoints import pass_through_endpoints as module

    container(_MODULE, "_registered_pass_through_routes")
    routes = LiteLLMRoutes.openai_routes
    original = list(routes.value)
    routes._value_ = AccountList(Slot("model routes", lambda: list(original)))
    module._register_pass_through_endpoint = _only_sound(module._register_pass_through_endpoint)
    adder = module.SafeRouteAdder
    adder.add_api_route_if_not_exists = staticmethod(_only_system(adder.add_api_route_if_not_exists))
    proxy_server.app.router.routes.append(_dispatcher())


def _only_sound(register: Any) -> Any:
    async def register_endpoint(
        endpoint: Any, app: Any, premium_user: bool, visited_endpoints: set[str], config_file_path: str | None = None
    ) -> None:
        if not is_system():
            data = endpoint if isinstance(endpoint, Mapping) else endpoint.model_dump()
            if (fault := endpoint_fault(data)) is not None:
                log.error("pass_through.refused", extra={"fault": fault})
                return
            # What is not said is safe.
            endpoint = {**data, "auth": True}
        await register(endpoint, app, premium_user, visited_endpoints, config_file_path)

    return register_endpoint


def _only_system(add: Any) -> Any:
    def add_route(app: Any, path: str, endpoint: Any, methods: list[str], dependencies: Any = None) -> bool:
        if not is_system():
            return False
        added: bool = add(app, path, endpoint, methods, dependencies)
        return added

    return add_route


def _dispatcher() -> Any:
    from fastapi import Depends, Request, Response
    from fastapi.routing import APIRoute
    from litellm.proxy._types import UserAPIKeyAuth
    from litellm.proxy.auth.user_api_key_auth import user_api_key_auth
    from starlette.routing import Match

    class AccountPassThrough(APIRoute):
        """Matches what the bound account has registered, and nothing else."""

        def matches(self, scope: Any) -> tuple[Match, Any]:
            match, child = super().matches(scope)
            if match is Match.NONE or is_system() or _find(scope["path"], scope["method"]) is None:
                return Match.NONE, {}
            return match, child

    async def pass_through(
        request: Request,
        fastapi_response: Response,
        user_api_key_dict: UserAPIKeyAuth = Depends(user_api_key_auth),  # noqa: B008
    ) -> Any:
        entry = _find(request.url.path, request.method)
        handler = _handler(entry)
        subpath = request.url.path.removeprefix(entry["path"]) if entry["type"] == "subpath" else ""
        return await handler(request, fastapi_response, user_api_key_dict, subpath)

    # FastAPI reads the annotations of a nested function from its globals.
    pass_through.__annotations__ |= {
        "request": Request,
        "fastapi_response": Response,
        "user_api_key_dict": UserAPIKeyAuth,
        "return": Any,
    }
    return AccountPassThrough("/{path:path}", pass_through, methods=list(_METHODS), include_in_schema=False)


def has_endpoint(method: str, path: str) -> bool:
    """Whether the bound account has a pass-through endpoint there."""
    return not is_system() and _find(path, method) is not None


def _find(path: str, method: str) -> Any:
    from litellm.proxy.pass_through_endpoints.pass_through_endpoints import InitPassThroughEndpointHelpers as Helpers

    return Helpers.get_registered_pass_through_route(route=path, method=method)


def _handler(entry: dict[str, Any]) -> Any:
    """The wheel's own handler for the endpoint, kept with it: a changed endpoint is another entry."""
    from litellm.proxy.pass_through_endpoints.pass_through_endpoints import create_pass_through_route

    if _HANDLER not in entry:
        params = entry["passthrough_params"]
        entry[_HANDLER] = create_pass_through_route(
            entry["path"],
            params["target"],
            params["custom_headers"],
            params["forward_headers"],
            params["merge_query_params"],
            include_subpath=entry["type"] == "subpath",
        )
    return entry[_HANDLER]
