"""Rows of raw SQL in Prisma's form."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from alchemi.db.sql.raw_rows import raw_value, row_decoder, timestamp_text


@dataclass
class ColumnType:
    name: str
    oid: int = 0
    kind: str = "scalar"


@dataclass
class Attribute:
    name: str
    type: ColumnType


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2024, 1, 2, 3, 4, 5), "2024-01-02T03:04:05+00:00"),
        (datetime(2024, 1, 2, 3, 4, 5, 120_000), "2024-01-02T03:04:05.120+00:00"),
        (datetime(2024, 1, 2, 3, 4, 5, 123_456), "2024-01-02T03:04:05.123456+00:00"),
        (datetime(2024, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=2))), "2024-01-02T01:04:05+00:00"),
    ],
)
def test_a_timestamp_has_the_fraction_it_needs(value: datetime, expected: str) -> None:
    assert timestamp_text(value) == expected


@pytest.mark.parametrize(
    ("type_name", "value", "expected"),
    [
        ("text", "a", "a"),
        ("int8", 2**40, 2**40),
        ("bool", True, True),
        ("float8", 0.1, 0.1),
        ("numeric", Decimal("0.10"), 0.1),
        ("numeric[]", [Decimal("0.5"), None], [0.5, None]),
        ("timestamp", datetime(2024, 1, 2), "2024-01-02T00:00:00+00:00"),
        ("timestamptz", datetime(2024, 1, 2, tzinfo=UTC), "2024-01-02T00:00:00+00:00"),
        ("timestamp[]", [[datetime(2024, 1, 2)]], [["2024-01-02T00:00:00+00:00"]]),
        ("jsonb", '{"a": [1, null]}', {"a": [1, None]}),
        ("json", '"text"', "text"),
        ("jsonb[]", ['{"a": 1}', None], [{"a": 1}, None]),
        ("uuid", uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        ("date", date(2024, 1, 2), "2024-01-02"),
        ("bytea", b"xyz", "eHl6"),
        ("char", b"v", "v"),
        ("void", "", None),
        ("JobStatus", "ACTIVE", "ACTIVE"),
        ("text[]", ["a", None], ["a", None]),
        ("numeric", None, None),
    ],
)
def test_a_column_is_decoded_by_its_type(type_name: str, value: object, expected: object) -> None:
    decode = row_decoder([Attribute("a", ColumnType("text")), Attribute("b", ColumnType(type_name))])
    assert decode([{"a": "x", "b": value}]) == [{"a": "x", "b": expected}]


def test_a_value_of_unknown_type_is_told_by_its_class() -> None:
    value = {"at": datetime(2024, 1, 2), "list": [Decimal("1.5"), (b"x",)], "id": uuid.UUID(int=0), "none": None}
    assert raw_value(value) == {
        "at": "2024-01-02T00:00:00+00:00",
        "list": [1.5, ["eA=="]],
        "id": "00000000-0000-0000-0000-000000000000",
        "none": None,
    }
