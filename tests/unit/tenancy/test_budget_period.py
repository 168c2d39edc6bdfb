"""Where the periods of a budget begin and end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from alchemi.tenancy.budget_period import budget_period, parse_budget_duration

BEGAN = datetime(2026, 1, 31, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("duration", "now", "start", "end"),
    [
        ("1h", "2026-02-01T00:10", "2026-02-01T00:00", "2026-02-01T01:00"),
        ("24h", "2026-02-01T21:59", "2026-01-31T22:00", "2026-02-01T22:00"),
        ("24h", "2026-02-01T22:00", "2026-02-01T22:00", "2026-02-02T22:00"),
        ("1d", "2026-02-01T21:59", "2026-02-01T00:00", "2026-02-02T00:00"),
        ("2w", "2026-02-14T00:00", "2026-02-14T00:00", "2026-02-28T00:00"),
        ("30d", "2026-01-31T23:00", "2026-01-31T00:00", "2026-03-02T00:00"),
        ("1mo", "2026-02-28T23:59", "2026-02-01T00:00", "2026-03-01T00:00"),
        ("3mo", "2027-01-01T00:00", "2027-01-01T00:00", "2027-04-01T00:00"),
        ("12mo", "2028-06-01T00:00", "2028-01-01T00:00", "2029-01-01T00:00"),
        # A clock that is behind the one that wrote the account.
        ("1d", "2026-01-30T12:00", "2026-01-30T00:00", "2026-01-31T00:00"),
    ],
)
def test_a_period_contains_its_moment(duration: str, now: str, start: str, end: str) -> None:
    period = budget_period(BEGAN, duration, datetime.fromisoformat(f"{now}+00:00"))
    assert period.start == datetime.fromisoformat(f"{start}+00:00")
    assert period.end == datetime.fromisoformat(f"{end}+00:00")


def test_the_callers_time_zone_does_not_matter() -> None:
    east = timezone(timedelta(hours=5, minutes=30))
    assert budget_period(BEGAN.astimezone(east), "1d", BEGAN.astimezone(east)) == budget_period(BEGAN, "1d", BEGAN)


def test_without_a_duration_a_period_never_ends() -> None:
    assert budget_period(BEGAN, None, BEGAN).end is None


@pytest.mark.parametrize("text", ["", "0d", "1", "d", "1y", "30s", "-1d", "1.5d", "1d ", "99999d"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number and"):
        parse_budget_duration(text)
