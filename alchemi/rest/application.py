"""Our management API as an application of its own, in front of the wheel's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from alchemi.errors import ConfigurationError
from alchemi.rest.body_limit import BodyLimit
from alchemi.rest.problem import MEDIA_TYPE, render_problems
from alchemi.rest.rehearsal import tell_rehearsals
from alchemi.rest.schema import Problem
from alchemi.rest.work import refuse_stray_rehearsal, resources_of

_FAILURES: Final = {
    400: "A change that names no field",
    401: "No credential, or one that nobody knows",
    403: "The caller may not do this",
    404: "Not found",
    409: "A clash with what is there",
    412: "Changed by somebody else since it was read",
    413: "A body that is too large",
    422: "Fields that cannot be accepted",
    429: "Too many attempts",
    502: "An address that was given, or the mail server, does not answer as it should",
    503: "The database does not answer",
}
PROBLEMS: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": text, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}
    for status, text in _FAILURES.items()
}


def management_app(
    routers: Iterable[tuple[APIRouter, tuple[str, ...]]], services: Mapping[str, object], *, version: str
) -> FastAPI:
    """The application of `routers`, each under its prefixes; `services` become attributes of `app.state`.

    OpenAPI names each operation once, under its router's first prefix.
    """
    app = FastAPI(
        title="Alchemi Studio Console",
        version=version,
        openapi_url=None,
        redirect_slashes=False,
        responses=PROBLEMS,
        dependencies=[Depends(refuse_stray_rehearsal)],
        generate_unique_id_function=_operation_id,
    )
    for name, service in services.items():
        setattr(app.state, name, service)
    made = []
    for router, (canonical, *aliases) in routers:
        made += router.routes
        app.include_router(router, prefix=canonical)
        for alias in aliases:
            app.include_router(router, prefix=alias, include_in_schema=False)
    app.state.resources = resources_of(made)
    app.add_middleware(BodyLimit)
    render_problems(app)
    tell_rehearsals(app)
    _declare_problem(app)
    return app


class InFront:
    """Sends paths under `prefixes` to `ours` and everything else to `others`."""

    def __init__(self, ours: ASGIApp, others: ASGIApp, prefixes: tuple[str, ...]) -> None:
        self.ours = ours
        self._others = others
        self._prefixes = prefixes
        self._below = tuple(f"{prefix}/" for prefix in prefixes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope.get("path", "")
        is_ours = scope["type"] == "http" and (path in self._prefixes or path.startswith(self._below))
        await (self.ours if is_ours else self._others)(scope, receive, send)


def _operation_id(route: APIRoute) -> str:
    return route.name


def _named(document: dict[str, Any]) -> dict[str, Any]:
    """Schemas that share a name under names of their subjects, and not of our modules: `ConfigProvider`, `SsoProvider`."""
    schemas: dict[str, Any] = document.get("components", {}).get("schemas", {})
    names = {name: _short(name) for name in schemas if "__" in name}
    text = json.dumps(document)
    for long, short in names.items():
        if short in schemas or list(names.values()).count(short) > 1:
            raise ConfigurationError([f"Two schemas would be called {short}; rename one of them."])
        text = text.replace(f'"{long}"', f'"{short}"').replace(f'/{long}"', f'/{short}"')
    renamed: dict[str, Any] = json.loads(text)
    return renamed


def _short(name: str) -> str:
    *_, module, last = name.split("__")
    if module == "schema":
        return last
    words = module.removesuffix("_schemas").removesuffix("_endpoints").split("_")
    subject = "".join(map(str.capitalize, words))
    return last if last.startswith(subject) else subject + last


def _declare_problem(app: FastAPI) -> None:
    """Name the problem document among the schemas: no route returns one, so FastAPI would leave it out."""
    generate = app.openapi

    def with_problem() -> dict[str, Any]:
        document = _named(generate())
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas.setdefault("Problem", Problem.model_json_schema())
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        return document

    app.openapi = with_problem  # type: ignore[method-assign]  # FastAPI's documented way to extend the document
