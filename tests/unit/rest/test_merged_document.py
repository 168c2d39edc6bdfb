"""One document out of two: nothing closed, nothing twice, every reference met."""

from __future__ import annotations

from typing import Any

from alchemi.auth.route_classes import RouteTable, parse_table
from alchemi.rest.openapi import merged_document

TABLE = RouteTable(
    parse_table(
        "public GET /open\nclosed GET /shut\nplatform POST /mixed\nclosed DELETE /mixed\naccount GET /alchemi/thing\n"
    )
)


def operation(name: str, schema: str | None = None) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}} if schema else {}
    return {"operationId": name, "responses": {"200": {"description": "", "content": content}}}


def document(paths: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    info = {"title": "x", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


PART = {"$ref": "#/components/schemas/Part"}
OURS = document(
    {"/alchemi/thing": {"get": operation("list", "Item")}},
    {"Item": {"properties": {"of": PART}}, "Part": {"type": "string"}},
)
WHEELS = document(
    {
        "/open": {"get": operation("list", "Item")},
        "/shut": {"get": operation("shut", "Secret")},
        "/mixed": {"post": operation("mixed"), "delete": operation("gone")},
        "/alchemi/thing": {"get": operation("not ours")},
    },
    {"Item": {"type": "integer"}, "Secret": {"type": "object"}},
)


def test_what_is_closed_is_not_told() -> None:
    merged = merged_document(OURS, WHEELS, TABLE)
    assert sorted(merged["paths"]) == ["/alchemi/thing", "/mixed", "/open"]
    assert set(merged["paths"]["/mixed"]) == {"post"}
    assert "Secret" not in merged["components"]["schemas"]


def test_each_operation_says_its_class_and_who_may_ask() -> None:
    paths = merged_document(OURS, WHEELS, TABLE)["paths"]
    assert (paths["/open"]["get"]["x-route-class"], paths["/open"]["get"]["security"]) == ("public", [])
    assert paths["/mixed"]["post"]["x-route-class"] == "platform"
    assert {"virtual key": []} in paths["/alchemi/thing"]["get"]["security"]


def test_names_that_both_use_are_told_apart() -> None:
    merged = merged_document(OURS, WHEELS, TABLE)
    schemas = merged["components"]["schemas"]
    assert (schemas["Item"], set(schemas)) == ({"type": "integer"}, {"Item", "ConsoleItem", "Part"})
    ours = merged["paths"]["/alchemi/thing"]["get"]
    assert ours["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].endswith("/ConsoleItem")
    names = [one["operationId"] for path in merged["paths"].values() for one in path.values()]
    assert sorted(names) == ["get_open", "list", "mixed"]
