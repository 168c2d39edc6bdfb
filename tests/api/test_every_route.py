"""What is asked of every route of our management API at once: a new resource is covered before its own tests exist."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Match

from alchemi.auth.permissions import Permission
from alchemi.auth.route_classes import RouteClass, route_table
from alchemi.endpoints import ROUTERS
from alchemi.rest.application import management_app
from alchemi.rest.listing import PageQuery
from alchemi.rest.schema import Parameters, Schema
from tests.support.accounts import TestAccount
from tests.support.management import Management, key_with_scopes, problem, virtual_key
from tests.support.our_routes import PARAMETER, Maker, OurRoute, our_routes, resource_at, resources, unknown_ids

ROUTES = our_routes()
OF_ACCOUNTS = [route for route in ROUTES if not route.is_platforms]
WITH_IDS = [route for route in OF_ACCOUNTS if resource_at(route.canonical) is not None]
WITH_BODY = [route for route in ROUTES if route.body_model is not None]
LISTS = [
    route
    for route in ROUTES
    if any(
        issubclass(one.field_info.annotation, PageQuery)
        for one in route.route.dependant.query_params
        if isinstance(one.field_info.annotation, type)
    )
]
EVERY = pytest.mark.parametrize("route", ROUTES, ids=str)
EVERY_OF_ACCOUNTS = pytest.mark.parametrize("route", OF_ACCOUNTS, ids=str)


@pytest.fixture(scope="module")
def made_by_them(theirs: TestAccount) -> Maker:
    return Maker(theirs)


@pytest.fixture(scope="module")
def made_by_us(ours: TestAccount) -> Maker:
    return Maker(ours)


def test_every_route_has_its_row_in_the_table() -> None:
    table = route_table()
    wanted = {(one.method, one.path): RouteClass.PLATFORM if one.is_platforms else RouteClass.ACCOUNT for one in ROUTES}
    rows = {(method, row.path): row.route_class for row in table.rows for method in row.methods}
    lacking = sorted(
        f"{kind:13} {method:28} {path}" for (method, path), kind in wanted.items() if rows.get((method, path)) != kind
    )
    assert lacking == [], "Rows that alchemi/auth/route_table.txt needs (join the methods of a path in one row)."


@EVERY
async def test_nobody_gets_in_without_a_credential(route: OurRoute, worker: Management) -> None:
    async with worker.key_client(None) as nobody:
        problem(await route.send(nobody, unknown_ids(route)), 401, "unauthenticated")


@EVERY_OF_ACCOUNTS
async def test_a_virtual_key_opens_nothing(route: OurRoute, worker: Management, ours: TestAccount) -> None:
    async with worker.key_client(await virtual_key(worker, ours.account_id)) as client:
        problem(await route.send(client, unknown_ids(route)), 403, "forbidden")


@EVERY_OF_ACCOUNTS
async def test_without_the_permission_it_is_refused(route: OurRoute, worker: Management, ours: TestAccount) -> None:
    others = frozenset(Permission) - {route.permission}
    async with key_with_scopes(worker, ours.account_id, others) as client:
        found = problem(await route.send(client, unknown_ids(route)), 403, "forbidden")
    assert found["permission"] == route.permission


@pytest.mark.parametrize("route", [route for route in ROUTES if route.is_platforms], ids=str)
async def test_an_accounts_admin_does_not_reach_the_platforms(route: OurRoute, ours: TestAccount) -> None:
    problem(await route.send(ours.admin, unknown_ids(route)), 403, "forbidden")


@pytest.mark.parametrize("route", WITH_IDS, ids=str)
async def test_another_accounts_row_is_not_found_like_an_unknown_one(
    route: OurRoute, ours: TestAccount, made_by_us: Maker, made_by_them: Maker
) -> None:
    foreign, own = await made_by_them.ids(route.canonical), await made_by_us.ids(route.canonical)
    last = route.parameters[-1]
    bodies = []
    for ids in (
        unknown_ids(route),
        foreign,
        own | {last: foreign[last]},
        own | {last: unknown_ids(route)[last]},
        own | {last: "x" * 500},
        own | {last: "%00"},
        own | {last: "%F0%9F%98%80"},
    ):
        body = problem(await route.send(ours.service, ids), 404, "not-found")
        bodies.append({name: value for name, value in body.items() if name != "request_id"})
    # Of a nested row the unknown parent is told, else the row itself.
    assert len({str(body) for body in bodies[:2]}) == 1
    assert len({str(body) for body in bodies[2:]}) == 1


@pytest.mark.parametrize("route", WITH_BODY, ids=str)
@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (b'{"no_such_field": 1}', "/no_such_field"),
        (b"[]", ""),
        (b'"text"', ""),
        (b"{", ""),
        (b'{"no_such_field": "\\u0000"}', "/no_such_field"),
    ],
    ids=["unknown", "list", "text", "broken", "nul"],
)
async def test_a_bad_body_names_its_place(route: OurRoute, ours: TestAccount, body: bytes, pointer: str) -> None:
    client = ours.worker.client if route.is_platforms else ours.service
    response = await client.request(
        route.method, route.url(unknown_ids(route)), content=body, headers={"content-type": "application/json"}
    )
    assert pointer in [one["pointer"] for one in problem(response, 422, "invalid-request")["errors"]]


@pytest.mark.parametrize("route", [one for one in WITH_BODY if not one.is_platforms], ids=str)
async def test_a_body_names_no_other_account(route: OurRoute, ours: TestAccount, theirs: TestAccount) -> None:
    body = (route.body or {}) | {"account_id": theirs.account_id}
    problem(await route.send(ours.service, unknown_ids(route), json=body), 403, "forbidden")


@pytest.mark.parametrize("route", LISTS, ids=str)
async def test_a_list_has_a_page_and_refuses_what_it_does_not_know(
    route: OurRoute, ours: TestAccount, made_by_us: Maker
) -> None:
    url = route.url(await made_by_us.ids(route.canonical) if route.parameters else {})
    client = ours.worker.client if route.is_platforms else ours.service
    page = (await client.get(url)).json()
    assert (page["limit"], page["offset"]) == (50, 0)
    [rows] = [value for value in page.values() if isinstance(value, list)]
    assert page["total"] == len(rows)
    for query in ({"limit": "0"}, {"limit": "201"}, {"offset": "-1"}, {"no_such_parameter": "1"}, {"limit": "a"}):
        found = problem(await client.get(url, params=query), 422, "invalid-request")
        assert [one["parameter"] for one in found["errors"]] == list(query)
    problem(await client.get(url, params={"account_id": "another"}), 403, "forbidden")


def document() -> dict[str, Any]:
    opened: dict[str, Any] = management_app(ROUTERS, {}, version="0").openapi()
    return opened


def test_a_row_that_stands_first_is_matched_first() -> None:
    first = [(method, row.path) for row in route_table().rows if row.is_first for method in row.methods]
    assert first
    for method, path in first:
        scope = {"type": "http", "method": method, "path": path, "headers": []}
        routes = (
            APIRoute(prefix + route.path, route.endpoint, methods=route.methods)
            for router, prefixes in ROUTERS
            for prefix in prefixes
            for route in router.routes
            if isinstance(route, APIRoute)
        )
        assert next(route.path for route in routes if route.matches(scope)[0] is Match.FULL) == path


def test_every_route_is_declared() -> None:
    paths = document()["paths"]
    for route in ROUTES:
        if route.route.include_in_schema and route.path == route.canonical:
            operation = paths[route.path][route.method.lower()]
            assert operation["description"], route
            assert {"401", "403", "404", "409", "422"} <= operation["responses"].keys(), route
            assert {one["name"] for one in operation.get("parameters", []) if one["in"] == "path"} == {
                *PARAMETER.findall(route.path)
            }, route
    # What is left out is another name of a route that is not.
    shown = {one.route.endpoint for one in ROUTES if one.route.include_in_schema}
    assert [str(one) for one in ROUTES if one.route.endpoint not in shown] == []


def test_no_two_operations_have_the_same_id() -> None:
    operations = [operation["operationId"] for path in document()["paths"].values() for operation in path.values()]
    assert [name for name, count in Counter(operations).items() if count > 1] == []


def test_schemas_have_names_of_the_product() -> None:
    names = document()["components"]["schemas"]
    assert [name for name in names if "__" in name or not name[0].isupper()] == []
    assert {"ConfigProvider", "SsoProvider", "Ack", "LoginAck"} <= names.keys()


def test_every_resource_is_registered() -> None:
    served = {route.canonical for route in ROUTES}
    assert [one.path for one in resources() if one.path not in served] == []


def test_every_id_in_a_path_is_of_a_declared_resource() -> None:
    """Else nobody asks whether another account's is found."""
    assert [str(one) for one in OF_ACCOUNTS if one.parameters and one not in WITH_IDS] == []


@EVERY
def test_a_query_is_text_and_a_body_is_not(route: OurRoute) -> None:
    """`Parameters` reads numbers out of text, `Schema` does not."""
    queries = [one.field_info.annotation for one in route.route.dependant.query_params]
    schemas = [one for one in queries if isinstance(one, type) and issubclass(one, Schema)]
    assert [one for one in schemas if not issubclass(one, Parameters)] == []
    assert route.body_model is None or not issubclass(route.body_model, Parameters)
