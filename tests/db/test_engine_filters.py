"""Every filter operator, against a real server: which rows a `where` finds."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from prisma import errors
from prisma.fields import Json

from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.tenancy.context import acting_for

_EARLY, _LATE = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, 12, 30, 15, 123000, tzinfo=UTC)

USERS: list[dict[str, Any]] = [
    {"user_id": "ann", "user_email": "Ann@Example.com", "user_role": "admin", "spend": 1.5, "tpm_limit": 5_000_000_000,
     "models": ["a", "b"], "teams": ["red"], "metadata": Json({"plan": {"tier": "gold"}, "n": 1}),
     "budget_reset_at": _EARLY, "max_parallel_requests": 1},
    {"user_id": "bob", "user_email": "bob@example.com", "user_role": "user", "spend": 3.0, "tpm_limit": None,
     "models": ["b", "c"], "teams": [], "metadata": Json({"plan": {"tier": "silver"}}),
     "budget_reset_at": _LATE, "max_parallel_requests": 2},
    {"user_id": "cy_", "user_email": None, "user_role": None, "spend": 0.0, "models": [], "teams": ["red", "blue"],
     "metadata": Json({}), "max_parallel_requests": 3},
]  # fmt: skip

CASES: list[tuple[str, dict[str, Any], set[str]]] = [
    ("empty", {}, {"ann", "bob", "cy_"}),
    ("plain value", {"user_id": "ann"}, {"ann"}),
    ("top-level None is ignored", {"user_id": "ann", "user_role": None}, {"ann"}),
    ("nested None is NULL", {"AND": [{"user_role": None}]}, {"cy_"}),
    ("equals", {"user_id": {"equals": "ann"}}, {"ann"}),
    ("equals None", {"user_role": {"equals": None}}, {"cy_"}),
    ("equals insensitive", {"user_email": {"equals": "ANN@example.COM", "mode": "insensitive"}}, {"ann"}),
    ("equals insensitive is no pattern", {"user_id": {"equals": "B_B", "mode": "insensitive"}}, set()),
    ("equals insensitive with wildcards", {"user_id": {"equals": "CY_", "mode": "insensitive"}}, {"cy_"}),
    ("in insensitive is no pattern", {"user_id": {"in": ["B%", "CY_"], "mode": "insensitive"}}, {"cy_"}),
    ("not insensitive is no pattern", {"user_id": {"not": "B_B", "mode": "insensitive"}}, {"ann", "bob", "cy_"}),
    ("not leaves NULL out", {"user_role": {"not": "admin"}}, {"bob"}),
    ("not None", {"user_role": {"not": None}}, {"ann", "bob"}),
    ("not with filter", {"spend": {"not": {"gt": 1.0}}}, {"cy_"}),
    ("in", {"user_id": {"in": ["ann", "cy_", "nobody"]}}, {"ann", "cy_"}),
    ("in nothing", {"user_id": {"in": []}}, set()),
    ("not_in", {"user_id": {"not_in": ["ann"]}}, {"bob", "cy_"}),
    ("notIn", {"user_id": {"notIn": ["ann"]}}, {"bob", "cy_"}),
    ("lt", {"spend": {"lt": 1.5}}, {"cy_"}),
    ("lte", {"spend": {"lte": 1.5}}, {"ann", "cy_"}),
    ("gt and lt", {"spend": {"gt": 0.0, "lt": 3.0}}, {"ann"}),
    ("gte", {"spend": {"gte": 1.5}}, {"ann", "bob"}),
    ("bigint", {"tpm_limit": {"gt": 4_000_000_000}}, {"ann"}),
    ("int", {"max_parallel_requests": {"in": [1, 3]}}, {"ann", "cy_"}),
    ("contains", {"user_email": {"contains": "example"}}, {"bob"}),
    ("contains insensitive", {"user_email": {"contains": "EXAMPLE", "mode": "insensitive"}}, {"ann", "bob"}),
    ("contains keeps wildcards", {"user_id": {"contains": "b_b"}}, {"bob"}),
    ("startsWith", {"user_id": {"startsWith": "b"}}, {"bob"}),
    ("startswith", {"user_id": {"startswith": "b"}}, {"bob"}),
    ("endswith", {"user_id": {"endswith": "_"}}, {"ann", "bob", "cy_"}),
    ("datetime", {"budget_reset_at": {"lte": _EARLY}}, {"ann"}),
    ("datetime as text", {"budget_reset_at": {"gt": "2026-01-01T00:00:00Z"}}, {"bob"}),
    ("AND list", {"AND": [{"spend": {"gt": 1.0}}, {"user_role": "user"}]}, {"bob"}),
    ("AND dict", {"AND": {"spend": {"gt": 1.0}}}, {"ann", "bob"}),
    ("AND nothing", {"AND": []}, {"ann", "bob", "cy_"}),
    ("OR", {"OR": [{"user_id": "ann"}, {"user_role": None}]}, {"ann", "cy_"}),
    ("OR nothing", {"OR": []}, set()),
    ("NOT dict", {"NOT": {"user_id": "ann"}}, {"bob", "cy_"}),
    ("NOT list is none of them", {"NOT": [{"user_id": "ann"}, {"user_id": "bob"}]}, {"cy_"}),
    ("NOT nothing", {"NOT": []}, {"ann", "bob", "cy_"}),
    ("nested groups", {"OR": [{"AND": [{"spend": 1.5}, {"NOT": {"user_id": "bob"}}]}, {"user_id": "cy_"}]},
     {"ann", "cy_"}),
    ("has", {"models": {"has": "b"}}, {"ann", "bob"}),
    ("hasSome", {"models": {"hasSome": ["c", "z"]}}, {"bob"}),
    ("has_some", {"teams": {"has_some": ["blue"]}}, {"cy_"}),
    ("has_every", {"models": {"has_every": ["a", "b"]}}, {"ann"}),
    ("is_empty", {"models": {"is_empty": True}}, {"cy_"}),
    ("isEmpty false", {"teams": {"isEmpty": False}}, {"ann", "cy_"}),
    ("list equals", {"models": {"equals": ["b", "c"]}}, {"bob"}),
    ("json equals", {"metadata": {"equals": Json({"plan": {"tier": "silver"}})}}, {"bob"}),
    ("json path equals", {"metadata": {"path": ["plan", "tier"], "equals": Json("gold")}}, {"ann"}),
    ("json path string_contains", {"metadata": {"path": ["plan", "tier"], "string_contains": "il"}}, {"bob"}),
    ("json path starts", {"metadata": {"path": ["plan", "tier"], "string_starts_with": "go"}}, {"ann"}),
    ("json path not", {"metadata": {"path": ["n"], "not": Json(2)}}, {"ann"}),
]  # fmt: skip


@pytest.fixture(scope="module")
async def users(engine_database: Any) -> str:
    client = TenantScopedPrismaClient.bound_to(engine_database)()
    await client.connect()
    owners = [f"filters-{uuid4().hex[:8]}", f"filters-{uuid4().hex[:8]}"]
    for owner in owners:
        with acting_for(owner):
            for user in USERS:
                await client.litellm_usertable.create(data=user)
    return owners[0]


@pytest.mark.parametrize(("where", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
async def test_a_filter_finds_its_rows(
    db: TenantScopedPrismaClient, users: str, where: dict[str, Any], expected: set[str]
) -> None:
    with acting_for(users):
        found = await db.litellm_usertable.find_many(where=where)
        assert {user.user_id for user in found} == expected
        assert len(found) == len(expected), "rows of another account were found"
        assert await db.litellm_usertable.count(where=where) == len(expected)


@pytest.mark.parametrize(
    ("where", "error"),
    [
        ({"nothing": 1}, errors.FieldNotFoundError),
        ({"user_id": {"resembles": "x"}}, errors.InputError),
        ({"account_id": "filters-other"}, errors.FieldNotFoundError),
        ({"models": {"contains": "x"}}, errors.InputError),
        ({"metadata": {"path": "a.b", "equals": Json(1)}}, errors.InputError),
        ({"spend": "much"}, errors.InputError),
        ({"OR": "x"}, errors.InputError),
    ],
    ids=str,
)
async def test_a_malformed_filter_is_refused(
    db: TenantScopedPrismaClient, users: str, where: dict[str, Any], error: type[Exception]
) -> None:
    with acting_for(users), pytest.raises(error):
        await db.litellm_usertable.find_many(where=where)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ({"spend": "desc"}, ["bob", "ann", "cy_"]),
        ([{"user_role": "asc"}, {"user_id": "asc"}], ["ann", "bob", "cy_"]),
        (({"user_id": "desc"},), ["cy_", "bob", "ann"]),
        ({"user_role": {"sort": "asc", "nulls": "first"}}, ["cy_", "ann", "bob"]),
    ],
    ids=str,
)
async def test_order(db: TenantScopedPrismaClient, users: str, order: Any, expected: list[str]) -> None:
    with acting_for(users):
        assert [user.user_id for user in await db.litellm_usertable.find_many(order=order)] == expected
        first = await db.litellm_usertable.find_first(order=order)
        assert first is not None
        assert first.user_id == expected[0]


async def test_take_and_skip(db: TenantScopedPrismaClient, users: str) -> None:
    with acting_for(users):
        page = await db.litellm_usertable.find_many(order={"user_id": "asc"}, take=1, skip=1)
        assert [user.user_id for user in page] == ["bob"]
        assert await db.litellm_usertable.find_many(take=0) == []


async def test_distinct_keeps_the_first_in_order(db: TenantScopedPrismaClient, account: str) -> None:
    for number, name in enumerate(["x", "y", "x"]):
        await db.litellm_usertable.create(data={"user_id": f"u{number}", "user_alias": name})
    rows = await db.litellm_usertable.find_many(distinct=["user_alias"], order={"user_id": "desc"})
    assert [row.user_id for row in rows] == ["u2", "u1"]


async def test_count_by_field(db: TenantScopedPrismaClient, users: str) -> None:
    with acting_for(users):
        counted = await db.litellm_usertable.count(select={"_all": True, "user_role": True})
        assert counted == {"_all": 3, "user_role": 2}
        assert await db.litellm_usertable.count(take=2) == 2


@pytest.mark.parametrize(
    "call",
    [
        lambda table: table.find_many(cursor={"user_id": "ann"}),
        lambda table: table.find_many(take=-1),
        lambda table: table.group_by(by=["user_id"], having={"spend": 1}),
        lambda table: table.find_many(order={"organization_memberships": {"_count": "asc"}}),
        lambda table: table.aggregate(),
    ],
    ids=["cursor", "negative take", "having", "relation order", "aggregate"],
)
async def test_what_is_not_supported_says_so(db: TenantScopedPrismaClient, users: str, call: Any) -> None:
    with acting_for(users), pytest.raises(NotImplementedError):
        await call(db.litellm_usertable)
