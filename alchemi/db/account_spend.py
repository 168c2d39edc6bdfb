"""What an account spends, by the hour: kept with every row of the wheel's spend log, in the same transaction.

Hours are never reset or changed back; what was spent in a period is a sum over its hours.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement

SPEND_LOG: Final = "LiteLLM_SpendLogs"
SPEND_FIELDS: Final = ("startTime", "spend")
"""What must be known of a spend row. Its hour is that in which the call began, as in the wheel's daily tables."""

SPEND_TOLD: Final = (*SPEND_FIELDS, "request_id", "total_tokens", "user", "team_id", "model_group", "status")
"""What is told of a spend row that is written."""

_ADD: Final = (
    'INSERT INTO "Alchemi_AccountSpend" AS s (account_id, hour, spend_usd)'
    " SELECT $1, * FROM unnest($2::timestamptz[], $3::numeric[]) ON CONFLICT (account_id, hour)"
    " DO UPDATE SET spend_usd = s.spend_usd + excluded.spend_usd, updated_at = now()"
)


def note(unit: Unit, before: Iterable[Row], after: Iterable[Row]) -> None:
    """Add the difference to the account's hours before the unit ends."""
    duty = unit.before_commit.setdefault("account_spend", _AddSpend())
    if isinstance(duty, _AddSpend):
        for rows, sign in ((before, -1), (after, 1)):
            for row in rows:
                duty.by_hour[hour_of(row["startTime"])] += sign * exact_usd(row["spend"])


def exact_usd(spend: Any) -> Decimal:
    """The number that a float of the wheel's is written as."""
    return Decimal(repr(float(spend)))


def hour_of(moment: datetime) -> datetime:
    """The start of its hour, in UTC. The wheel's columns hold UTC without saying so."""
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.replace(minute=0, second=0, microsecond=0)


@dataclass(slots=True)
class _AddSpend:
    by_hour: defaultdict[datetime, Decimal] = field(default_factory=lambda: defaultdict(Decimal))

    async def __call__(self, unit: Unit) -> None:
        hours = sorted(hour for hour, spend in self.by_hour.items() if spend)
        if hours:
            await unit.execute(Statement(_ADD, [unit.account, hours, [self.by_hour[hour] for hour in hours]]))
