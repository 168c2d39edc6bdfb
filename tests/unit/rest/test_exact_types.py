"""What a body takes for a truth value, a number and a time; what a query takes."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from pydantic import Field, ValidationError

from alchemi.rest.schema import Count, Moment, Parameters, Schema, UsdLimit


class Inner(Schema):
    is_on: bool = False


class Body(Schema):
    is_on: bool | None = None
    count: Count = 0
    counts: list[int] = Field(default_factory=list)
    shares: dict[str, float] = Field(default_factory=dict)
    limit: UsdLimit = Decimal(0)
    either: int | str = 0
    inner: Inner | None = None
    inners: list[Inner] = Field(default_factory=list)
    at: Moment | None = None
    type: str = ""


class Query(Parameters):
    is_on: bool = False
    count: Count = 0
    at: Moment | None = None


@pytest.mark.parametrize(
    "body",
    [
        {"is_on": 0}, {"is_on": 1.0}, {"is_on": "true"}, {"count": True}, {"count": "1"}, {"count": 1.5}, {"counts": [True]},
        {"shares": {"a": "1"}}, {"shares": {"a": True}}, {"limit": True}, {"either": True}, {"inner": {"is_on": 1}},
        {"inners": [{"is_on": "on"}]}, {"at": 0}, {"at": 0.5}, {"at": "0"}, {"at": True}, {"at": "1700000000"},
    ],
    ids=str,
)  # fmt: skip
def test_a_body_is_not_taken_for_what_it_does_not_say(body: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as refused:
        Body.model_validate(body)
    assert next(iter(body)) in refused.value.errors()[0]["loc"]


@pytest.mark.parametrize(
    ("body", "taken"),
    [
        ({"is_on": True}, True),
        ({"is_on": None}, None),
        ({"count": 1}, 1),
        ({"count": 1.0}, 1),
        ({"counts": [1, 2.0]}, [1, 2]),
        ({"shares": {"a": 1}}, {"a": 1.0}),
        ({"limit": "1.5"}, Decimal("1.5")),
        ({"limit": 2}, Decimal(2)),
        ({"either": "1"}, "1"),
        ({"at": "2030-01-31T12:00:00Z"}, datetime(2030, 1, 31, 12, tzinfo=UTC)),
        ({"at": "2030-01-31"}, datetime(2030, 1, 31, tzinfo=UTC)),
    ],
    ids=str,
)
def test_a_body_is_taken_for_what_it_says(body: dict[str, Any], taken: object) -> None:
    [name] = body
    found = getattr(Body.model_validate(body), name)
    assert found == taken
    assert type(found) is type(taken)


def test_a_query_is_text() -> None:
    query = Query.model_validate({"is_on": "true", "count": "3", "at": "2030-01-31T12:00:00Z"})
    assert (query.is_on, query.count) == (True, 3)
    with pytest.raises(ValidationError):
        Query.model_validate({"at": "0.5"})


def test_the_document_says_the_same_as_before() -> None:
    properties = Body.model_json_schema()["properties"]
    assert properties["count"]["type"] == "integer"
    assert properties["is_on"]["anyOf"][0] == {"type": "boolean"}
