"""A declaration that cannot work stops the start, and says everything that is wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi import APIRouter
from pydantic import BaseModel, Field

from alchemi.auth.permissions import Permission
from alchemi.endpoints.group_endpoints import GROUPS, Group, NewGroup
from alchemi.errors import ConfigurationError
from alchemi.rest.constraints import field_of
from alchemi.rest.merge_patch import merge
from alchemi.rest.resource import Resource
from alchemi.rest.router import resource_router
from alchemi.rest.schema import Schema
from alchemi.rest.totals import LARGE, Totals
from alchemi.tenancy.account import AccountId


class Loose(BaseModel):
    name: str = Field(examples=["a"])


class Foreign(Schema):
    account_id: str = Field(examples=["a"])


class Signed(Schema):
    created_by: str = Field(examples=["a"])


class Wordless(Schema):
    name: str


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"table": "Nothing"}, "there is no table Nothing"),
        ({"table": "Alchemi_PlatformCatalogTable"}, "not an account's table"),
        ({"sort": ("nothing",)}, "`sort` names no column"),
        ({"search": ("created_at",)}, "`search` takes text columns"),
        ({"filters": ("nothing",)}, "the filter nothing"),
        ({"secrets": ("name",), "search": ("name",)}, "can neither be searched nor sorted by"),
        ({"secrets": ("is_default",)}, "make its column a String"),
        ({"create": Loose}, "must refuse unknown fields"),
        ({"create": Foreign}, "Foreign.account_id is accepted and checked"),
        ({"create": Wordless}, "needs an example"),
        ({"create": Signed}, "Signed.created_by is set here"),
        ({"update": None}, "update needs a schema"),
        ({"operations": {"list", "fly"}}, "unknown operations ['fly']"),
        ({"own": "owner_id"}, "`own` needs `sees_all`"),
        ({"references": {"owner_id": "Nothing"}}, "names no table"),
    ],
)
def test_a_fault_is_named(change: dict[str, Any], fault: str) -> None:
    with pytest.raises(ConfigurationError) as refused:
        resource_router(replace(GROUPS, **change))
    assert any(fault in problem for problem in refused.value.problems), refused.value.problems


def test_an_operation_without_a_permission_does_not_start() -> None:
    operations = APIRouter()

    @operations.get("/open")
    async def look() -> None:
        """Look."""

    with pytest.raises(ConfigurationError, match="names no permission"):
        resource_router(GROUPS, operations)


def test_a_fixed_path_stands_before_an_id_wherever_it_is_declared() -> None:
    nested = Resource(
        path="/alchemi/group/kind", table="Alchemi_GroupTable", noun="kind", plural="kinds", item=Group, create=NewGroup,
        read=Permission.GROUP_READ, write=Permission.GROUP_WRITE, operations={"list", "create"},
    )  # fmt: skip
    paths = [getattr(route, "path", "") for route in resource_router(GROUPS, nested=[nested]).routes]
    assert max(paths.index("/kind"), paths.index("/list")) < paths.index("/{group_id}")


@pytest.mark.parametrize(
    ("constraint", "field"),
    [
        ("Alchemi_GroupTable_account_id_name_key", "name"),
        ("Alchemi_GroupTable_owner_id_fkey", "owner_id"),
        ("Alchemi_GroupTable_contact_email_check", "contact_email"),
        ("Alchemi_GroupTable_pkey", None),
        ("another_table_name_key", None),
        ("", None),
    ],
)
def test_a_constraint_says_its_field(constraint: str, field: str | None) -> None:
    assert field_of(constraint, GROUPS) == field
    assert field_of(constraint, replace(GROUPS, conflicts={constraint: "name"})) == "name"


@pytest.mark.parametrize(
    ("target", "patch", "result"),
    [
        ({"a": 1}, {"b": 2}, {"a": 1, "b": 2}),
        ({"a": 1, "b": 2}, {"a": None}, {"b": 2}),
        ({"a": {"b": 1, "c": 2}}, {"a": {"b": None}}, {"a": {"c": 2}}),
        ({"a": [1]}, {"a": {"b": None, "c": 1}}, {"a": {"c": 1}}),
        ({"a": {"b": 1}}, {"a": [1]}, {"a": [1]}),
        ({}, {"a": {"b": {"c": None}}}, {"a": {"b": {}}}),
    ],
)
def test_a_patch_is_merged(target: object, patch: object, result: object) -> None:
    assert merge(target, patch) == result


def test_only_large_totals_are_remembered_and_only_for_a_moment() -> None:
    now = [0.0]
    totals = Totals(clock=lambda: now[0])
    large, small = (AccountId("a"), "t", "large"), (AccountId("a"), "t", "small")
    totals.keep(large, LARGE)
    totals.keep(small, LARGE - 1)
    assert (totals.find(large), totals.find(small), totals.find((AccountId("b"), "t", "large"))) == (LARGE, None, None)
    now[0] = 2.0
    assert totals.find(large) is None
