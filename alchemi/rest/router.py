"""Turns the declaration of a resource into its routes: list, get, create, update, delete, restore, under both names of each."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Annotated, Any, Final, TypeVar, cast

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.params import Depends as Dependency
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import BaseRoute

from alchemi.auth.permissions import Permission
from alchemi.errors import ConfigurationError
from alchemi.rest.listing import PageQuery, page_of, query_of
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.resource import RESOURCE_OF, Parent, Resource
from alchemi.rest.rows import Rows, etag_of, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentDeletion, CurrentWork, Work, requires

A = TypeVar("A", bound=BaseModel)
F = TypeVar("F", bound=Callable[..., Any])
Endpoint = Callable[..., Awaitable[Any]]

_IF_MATCH: Final = {
    "parameters": [
        {
            "name": "If-Match", "in": "header", "required": False, "schema": {"type": "string"},
            "description": "The ETag that was read; 412 when the row is another by now.",
        }
    ]
}  # fmt: skip


def resource_router(
    resource: Resource, operations: APIRouter | None = None, *, nested: Iterable[Resource] = ()
) -> APIRouter:
    """The routes of `resource`, to be included under its prefixes.

    `operations` are special ones; the paths of `nested` begin with this one's. The order in which they are given is of no
    matter: fixed paths are never taken for ids.

    Raises:
        ConfigurationError: a declaration cannot work, or an operation has no permission.
    """
    router = group_router(resource.path, nested, operations, tag=resource.tag)
    _add_routes(router, resource, "")
    router.routes.sort(key=_generality)
    return router


def group_router(
    path: str, resources: Iterable[Resource], operations: APIRouter | None = None, *, tag: str | None = None
) -> APIRouter:
    """The routes of several resources below one path, none of which is its own."""
    router = APIRouter(tags=[tag or path.rsplit("/", 1)[-1]])
    if operations is not None:
        _check_permissions(path, operations)
        # Not included: FastAPI refuses that for the path "", which becomes the prefix alone.
        router.routes.extend(operations.routes)
    for resource in resources:
        if not resource.path.startswith(f"{path}/"):
            raise ConfigurationError([f"{resource.path} does not lie below {path}"])
        _add_routes(router, resource, resource.path.removeprefix(path))
    router.routes.sort(key=_generality)
    return router


def _generality(route: BaseRoute) -> tuple[bool, ...]:
    """Puts fixed paths before those with an id in the same place, so that none is ever taken for an id."""
    return tuple(part.startswith("{") for part in getattr(route, "path", "").split("/"))


def _check_permissions(path: str, operations: APIRouter) -> None:
    faults = [
        f"{path}{route.path}: the operation {route.name} names no permission; add dependencies=[requires(...)]"
        for route in operations.routes
        if isinstance(route, APIRoute) and permission_of(route) is None
    ]
    if faults:
        raise ConfigurationError(faults)


def permission_of(route: APIRoute) -> Permission | None:
    """The permission that a route asks for."""
    for dependency in route.dependencies:
        found = getattr(dependency.dependency, "permission", None)
        if isinstance(found, Permission):
            return found
    return None


class _Routes:
    """Adds the routes of one resource to a router."""

    def __init__(self, router: APIRouter, resource: Resource, base: str) -> None:
        self._router = router
        self._resource = resource
        self._base = base
        self._suffix = resource.noun.replace(" ", "_")

    def add(
        self,
        name: str,
        endpoint: Endpoint,
        ways: Iterable[tuple[str, str]],
        permission: Permission,
        **options: Any,
    ) -> None:
        """`ways`: methods and paths; the first is the one that OpenAPI shows, unless PUT stands beside PATCH."""
        setattr(endpoint, RESOURCE_OF, self._resource)
        shown: set[str] = set()
        for method, path in ways:
            is_alias = path.endswith(("/new", "/list"))
            self._router.add_api_route(
                self._base + path, endpoint, methods=[method], dependencies=[requires(permission)],
                name=f"{name if not shown else f'{method.lower()}_{name}'}_{self._suffix}",
                include_in_schema=not is_alias, description=endpoint.__doc__, **options,
            )  # fmt: skip
            shown.add(method)


def _add_routes(router: APIRouter, resource: Resource, base: str) -> None:
    resource.check()
    routes = _Routes(router, resource, base)
    one, write = f"/{{{resource.noun.split()[-1]}_id}}", resource.write
    if "list" in resource.operations:
        routes.add(
            "list", _list(resource), [("GET", ""), ("GET", "/list")], resource.read, response_model=page_of(resource)
        )
    if "create" in resource.operations:
        routes.add(
            "create", _create(resource), [("POST", ""), ("POST", "/new")], resource.create_with or write,
            response_model=resource.item, status_code=201,
        )  # fmt: skip
    if "get" in resource.operations:
        routes.add("get", _get(resource, one), [("GET", one)], resource.read, response_model=resource.item)
    if "update" in resource.operations:
        routes.add(
            "update", _update(resource, one), [("PATCH", one), ("PUT", one)], write,
            response_model=resource.item, openapi_extra=_IF_MATCH,
        )  # fmt: skip
    if "delete" in resource.operations:
        routes.add(
            "delete", _delete(resource, one), [("DELETE", one)], resource.delete_with or write,
            response_model=Deleted, openapi_extra=_IF_MATCH,
        )  # fmt: skip
        if resource.soft_delete is not None:
            routes.add(
                "restore", _restore(resource, one), [("POST", f"{one}/restore")], resource.delete_with or write,
                response_model=resource.item,
            )  # fmt: skip


def _list(resource: Resource) -> Endpoint:
    query_type, page_type = query_of(resource), page_of(resource)

    async def endpoint(work: Work, request: Request, query: PageQuery) -> BaseModel:
        async with work.rows(resource, is_read_only=True) as rows:
            found, total = await rows.page(query, *await of_parent(rows, resource.parent, request))
        return rows.page_answer(found, total, query, page_type)

    endpoint.__doc__ = f"One page of {resource.plural.replace('_', ' ')}."
    return _typed(endpoint, resource, query=Annotated[query_type, Query()])


def _get(resource: Resource, one: str) -> Endpoint:
    async def endpoint(work: Work, request: Request, response: Response, row_id: str) -> BaseModel:
        async with work.rows(resource, is_read_only=True) as rows:
            row = await rows.get(row_id, *await of_parent(rows, resource.parent, request), deleted=True)
        return tagged(rows, row, response, resource.item)

    endpoint.__doc__ = f"One {resource.noun}."
    return _typed(endpoint, resource, row_id=_id_parameter(one))


def _create(resource: Resource) -> Endpoint:
    async def endpoint(work: Work, request: Request, response: Response, body: BaseModel) -> BaseModel:
        async with work.rows(resource) as rows:
            parents = await of_parent(rows, resource.parent, request)
            values = body.model_dump() | {name: value for parent in parents for name, value in parent.items()}
            row = await rows.create(values)
        return made(rows, row, response, resource.item, _path(resource, request))

    endpoint.__doc__ = f"Make a {resource.noun}."
    return _typed(endpoint, resource, body=resource.create)


def _update(resource: Resource, one: str) -> Endpoint:
    async def endpoint(work: Work, request: Request, response: Response, row_id: str, body: BaseModel) -> BaseModel:
        values = sent_values(body, resource)
        async with work.rows(resource) as rows:
            parents = await of_parent(rows, resource.parent, request)
            before = await rows.get(row_id, *parents, for_update=True, deleted=True)
            row = await rows.change(before, values)
        return tagged(rows, row, response, resource.item)

    endpoint.__doc__ = "Change the fields that are sent; null clears one that may be empty. PUT and PATCH do the same."
    return _typed(endpoint, resource, row_id=_id_parameter(one), body=resource.update)


def _delete(resource: Resource, one: str) -> Endpoint:
    async def endpoint(work: Work, request: Request, row_id: str) -> Ack:
        async with work.rows(resource) as rows:
            await rows.delete(await rows.get(row_id, *await of_parent(rows, resource.parent, request), for_update=True))
        return Ack(id=row_id, message=f"The {resource.noun} was deleted.")

    endpoint.__doc__ = f"Delete a {resource.noun}." + (" It can be restored." if resource.soft_delete else "")
    return _typed(endpoint, resource, row_id=_id_parameter(one), work=CurrentDeletion)


def _restore(resource: Resource, one: str) -> Endpoint:
    async def endpoint(work: Work, request: Request, response: Response, row_id: str) -> BaseModel:
        async with work.rows(resource) as rows:
            parents = await of_parent(rows, resource.parent, request)
            row = await rows.restore(await rows.get(row_id, *parents, for_update=True, deleted=True))
        return tagged(rows, row, response, resource.item)

    endpoint.__doc__ = f"Take back that a {resource.noun} was deleted."
    return _typed(endpoint, resource, row_id=_id_parameter(one))


def created(operations: APIRouter, resource: Resource, dependencies: list[Dependency]) -> Callable[[F], F]:
    """Decorates the function that makes a row, where a resource writes its own: both paths, and 201.

    The function answers with `made(…)`.
    """

    def decorate(function: F) -> F:
        setattr(function, RESOURCE_OF, resource)
        for path in ("", "/new"):
            operations.add_api_route(
                path, function, methods=["POST"], status_code=201, dependencies=dependencies,
                name=function.__name__ if not path else f"new_{function.__name__}", include_in_schema=not path,
            )  # fmt: skip
        return function

    return decorate


def tagged(rows: Rows, row: Mapping[str, Any], response: Response, model: type[A]) -> A:
    """A clear row as it is told, its version in `ETag`."""
    if (etag := etag_of(rows.resource, row)) is not None:
        response.headers["etag"] = etag
    return rows.answer(dict(row), model)


def made(rows: Rows, row: Mapping[str, Any], response: Response, model: type[A], path: str | None = None) -> A:
    """A row that was just made: the same with its address in `Location`, below `path` when it has a parent."""
    response.headers["location"] = f"{path or rows.resource.path}/{row[rows.resource.id]}"
    return tagged(rows, row, response, model)


async def of_parent(rows: Rows, parent: Parent | None, request: Request) -> list[Mapping[str, Any]]:
    """The condition that rows belong to the one that the path names.

    Raises:
        NotFoundError: the caller does not see it.
    """
    if parent is None:
        return []
    found = await rows.of(parent.resource).get(request.path_params[parent.param])
    return [{parent.column: found[parent.resource.id]}]


def _path(resource: Resource, request: Request) -> str:
    path = resource.path
    for name, value in request.path_params.items():
        path = path.replace(f"{{{name}}}", str(value))
    return path


def _id_parameter(one: str) -> Any:
    return Annotated[str, Path(alias=one.strip("/{}"))]


def _typed(endpoint: Endpoint, resource: Resource, **types: Any) -> Endpoint:
    """`endpoint` with the types of this resource in its signature, which FastAPI reads."""
    types = {"work": CurrentWork, "request": Request, "response": Response} | types
    signature = inspect.signature(endpoint)
    parameters = [
        parameter.replace(annotation=types[name], kind=inspect.Parameter.KEYWORD_ONLY)
        for name, parameter in signature.parameters.items()
    ]
    if resource.parent is not None:
        # Read from the path by `of_parent`; it stands here for OpenAPI.
        async def with_parent(**arguments: Any) -> Any:
            arguments.pop("_parent_id")
            return await endpoint(**arguments)

        with_parent.__doc__ = endpoint.__doc__
        named = Annotated[str, Path(alias=resource.parent.param)]
        parameters.append(inspect.Parameter("_parent_id", inspect.Parameter.KEYWORD_ONLY, annotation=named))
        wrapped: Any = with_parent
    else:
        wrapped = endpoint
    wrapped.__signature__ = signature.replace(parameters=parameters, return_annotation=inspect.Signature.empty)
    return cast(Endpoint, wrapped)
