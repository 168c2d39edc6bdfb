"""Periods of an account's budget: a duration such as `30d` or `1mo`, counted from when the budget began. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

_DURATION: Final = re.compile(r"([1-9]\d{0,3})(h|d|w|mo)")
_ALWAYS: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class BudgetPeriod:
    """From `start` until before `end`; `end` None: it never ends. Both are full hours in UTC."""

    start: datetime
    end: datetime | None


def parse_budget_duration(text: str) -> tuple[int, str]:
    """The number and the unit of a duration.

    Raises:
        ValueError: not a number of hours (`h`), days (`d`), weeks (`w`) or calendar months (`mo`).
    """
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError("A budget duration is a number and h, d, w or mo: 24h, 30d, 2w, 1mo.")
    return int(match[1]), match[2]


def budget_period(began_at: datetime, duration: str | None, now: datetime) -> BudgetPeriod:
    """The period that `now` is in.

    Hours count from the full hour of `began_at`, days and weeks from midnight of its day, months from its month's first.

    Raises:
        ValueError: `duration` is none.
    """
    if duration is None:
        return BudgetPeriod(_ALWAYS, None)
    number, unit = parse_budget_duration(duration)
    hour = began_at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    now = now.astimezone(UTC)
    if unit == "mo":
        passed = (now.year - hour.year) * 12 + now.month - hour.month
        first = passed // number * number
        return BudgetPeriod(_month_after(hour, first), _month_after(hour, first + number))
    length = timedelta(hours=number) if unit == "h" else timedelta(days=number * (7 if unit == "w" else 1))
    anchor = hour if unit == "h" else hour.replace(hour=0)
    start = anchor + (now - anchor) // length * length
    return BudgetPeriod(start, start + length)


def _month_after(moment: datetime, months: int) -> datetime:
    years, month = divmod(moment.month - 1 + months, 12)
    return datetime(moment.year + years, month + 1, 1, tzinfo=UTC)
