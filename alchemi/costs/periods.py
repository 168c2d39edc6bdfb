"""Periods of quotas and budgets: which one a moment lies in, by the calendar or counted from an end. Pure."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final


class ResetPolicy(StrEnum):
    """How long a period is; NONE: there is one, and when it ends nothing is left."""

    NONE = "NONE"
    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


_DAYS: Final = {ResetPolicy.DAILY: 1, ResetPolicy.WEEKLY: 7}
_MONTHS: Final = {ResetPolicy.MONTHLY: 1, ResetPolicy.YEARLY: 12}


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` until before `end`."""

    start: datetime
    end: datetime


def period_after(anchor: datetime, policy: ResetPolicy, now: datetime) -> Period:
    """The period that `now` is in, where one begins at `anchor` and each of the others follows the one before it.

    Raises:
        ValueError: the policy has no second period, or `now` is before `anchor`.
    """
    if policy is ResetPolicy.NONE or now < anchor:
        raise ValueError("There is no such period.")
    if days := _DAYS.get(policy):
        length = timedelta(days=days)
        start = anchor + (now - anchor) // length * length
        return Period(start, start + length)
    step = _MONTHS[policy]
    passed = ((now.year - anchor.year) * 12 + now.month - anchor.month) // step * step
    if _months_after(anchor, passed) > now:
        passed -= step
    return Period(_months_after(anchor, passed), _months_after(anchor, passed + step))


def calendar_period(policy: ResetPolicy, now: datetime) -> Period:
    """The day, week, month or year of the calendar that `now` is in, in UTC; a month when the policy has none."""
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    if policy is ResetPolicy.DAILY:
        return Period(day, day + timedelta(days=1))
    if policy is ResetPolicy.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=7))
    first = day.replace(day=1, month=1 if policy is ResetPolicy.YEARLY else day.month)
    return Period(first, _months_after(first, 12 if policy is ResetPolicy.YEARLY else 1))


def _months_after(moment: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of a month that is shorter."""
    years, month = divmod(moment.month - 1 + months, 12)
    year, month = moment.year + years, month + 1
    return moment.replace(year=year, month=month, day=min(moment.day, calendar.monthrange(year, month)[1]))
