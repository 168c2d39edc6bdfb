"""Rows of raw SQL in Prisma's form."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest

from alchemi.db.sql.raw_rows import raw_value, timestamp_text


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


class AnotherUuid(uuid.UUID):
    pass


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", "a"),
        (None, None),
        (True, True),
        (2**40, 2**40),
        (0.1, 0.1),
        (Decimal("0.10"), 0.1),
        (datetime(2024, 1, 2, tzinfo=UTC), "2024-01-02T00:00:00+00:00"),
        (date(2024, 1, 2), "2024-01-02"),
        (time(1, 2, 3), "01:02:03"),
        (uuid.UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (AnotherUuid(int=1), "00000000-0000-0000-0000-000000000001"),
        (b"xyz", "eHl6"),
        ({"a": [1, None]}, {"a": [1, None]}),
        ([Decimal("0.5"), None, ["a", b"x"]], [0.5, None, ["a", "eA=="]]),
        ((1, datetime(2024, 1, 2)), [1, "2024-01-02T00:00:00+00:00"]),
    ],
)
def test_a_value_is_told_by_its_class(value: object, expected: object) -> None:
    assert raw_value(value) == expected
