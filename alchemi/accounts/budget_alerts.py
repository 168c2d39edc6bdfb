"""Tells an account's administrators when 80 and 100 per cent of a budget or quota are used: once in a period each."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from alchemi.accounts import email_events
from alchemi.accounts.admins import ADMIN_ROLES
from alchemi.accounts.email_events import EmailEvent, Post
from alchemi.accounts.notifications import Notice, notify
from alchemi.accounts.people import MEMBERSHIPS, USERS
from alchemi.accounts.stores import call
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.integrations.mail import Mail, Mailer
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.budget_period import budget_period
from alchemi.tenancy.context import acting_for

log = logging.getLogger(__name__)

WATCH_EVERY_S: Final = 60.0
_ACTOR: Final = "budgets"
_FULL: Final = 100
_MOST_TOLD: Final = 50
_ACCOUNT: Final = (
    'SELECT max_budget_usd, budget_duration, budget_started_at FROM "Alchemi_AccountTable" WHERE account_id = $1'
)
_SPEND: Final = 'SELECT coalesce(sum(spend_usd), 0) FROM "Alchemi_AccountSpend" WHERE account_id = $1 AND hour >= $2'
_CROSSED: Final = (
    "WITH counters AS ("
    " SELECT 'BUDGET' AS kind, id, cycle_start AS since, used, limit_amount AS total,"
    " trim('budget of ' || lower(scope_type) || ' ' || scope_id) AS name,"
    " CASE WHEN scope_type = 'USER' THEN scope_id END AS user_id"
    ' FROM "Alchemi_CreditBudgetTable" WHERE account_id = $1 AND cycle_start <= $2 AND cycle_end > $2'
    " UNION ALL SELECT 'QUOTA', id, period_start, used, included + rollover_from_previous,"
    " 'quota of ' || unit || CASE WHEN feature_code = '' THEN '' ELSE ' for ' || feature_code END, NULL"
    ' FROM "Alchemi_AccountQuotaTable" WHERE account_id = $1 AND is_active AND period_start <= $2 AND period_end > $2'
    " UNION ALL SELECT 'ACCOUNT', 'account', $3::timestamptz, $4::numeric, $5::numeric, 'budget of the account', NULL"
    " WHERE $5::numeric IS NOT NULL),"
    ' told AS (INSERT INTO "Alchemi_BudgetAlert" (account_id, kind, counter_id, period_start, percent)'
    " SELECT $1, c.kind, c.id, c.since, l.percent FROM counters c CROSS JOIN (VALUES (80), (100)) l (percent)"
    " WHERE c.total > 0 AND c.used * 100 >= c.total * l.percent"
    " ON CONFLICT DO NOTHING RETURNING kind, counter_id, percent)"
    " SELECT c.kind, c.id, c.name, c.used, c.total, c.user_id, max(t.percent) AS percent FROM told t"
    " JOIN counters c ON c.kind = t.kind AND c.id = t.counter_id GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2"
)


async def tell_of_budgets(
    database: Database, mailer: Mailer, account: AccountId, *, now: Callable[[], datetime]
) -> int:
    """Tell of what was crossed since the last time; how many budgets and quotas. Workers at once tell nothing twice."""
    posts: list[Post] = []
    with acting_for(account):
        async with database.unit() as unit:
            crossed = await _crossed(unit, now())
            people = await _administrators(unit) if crossed else []
            for counter in crossed:
                posts += await _tell(unit, counter, people, now())
        for post in posts:
            await email_events.send(database, mailer, post, now=now)
    return len(crossed)


async def watch_budgets(
    database: Database, mailer: Mailer, accounts: Sequence[AccountId], *, now: Callable[[], datetime]
) -> None:
    """The same for each of `accounts`."""
    for account in accounts:
        try:
            await tell_of_budgets(database, mailer, account, now=now)
        except Exception:
            # Part of a background loop: one account must not keep the others from being told.
            log.exception("budgets.watch_failed", extra={"of_account": account})


async def _crossed(unit: Unit, now: datetime) -> list[Row]:
    [row] = await unit.fetch(Statement(_ACCOUNT, [unit.account])) or [None]
    since, spent, ceiling = now, Decimal(0), None
    if row is not None and row["max_budget_usd"] is not None:
        since, ceiling = (
            budget_period(row["budget_started_at"], row["budget_duration"], now).start,
            row["max_budget_usd"],
        )
        [found] = await unit.fetch(Statement(_SPEND, [unit.account, since]))
        spent = found[0]
    return [dict(one) for one in await unit.fetch(Statement(_CROSSED, [unit.account, now, since, spent, ceiling]))]


async def _administrators(unit: Unit) -> list[Row]:
    where: dict[str, Any] = {"app_role": {"in": sorted(ADMIN_ROLES)}, "is_active": True}
    members = await call(unit, MEMBERSHIPS, "find_many", where=where, take=_MOST_TOLD)
    return await _users(unit, [one["user_id"] for one in members])


async def _users(unit: Unit, ids: Sequence[str]) -> list[Row]:
    found: list[Row] = await call(unit, USERS, "find_many", where={"user_id": {"in": sorted(ids)}})
    return found


async def _tell(unit: Unit, counter: Row, administrators: Sequence[Row], now: datetime) -> list[Post]:
    people = list(administrators)
    if counter["user_id"] is not None and counter["user_id"] not in {one["user_id"] for one in people}:
        people += await _users(unit, [counter["user_id"]])
    is_full = counter["percent"] == _FULL
    title = f"{counter['percent']} % of the {counter['name']} are used"
    content = f"{counter['used'].normalize():f} of {counter['total'].normalize():f} are used in this period."
    event, posts = EmailEvent.MAX_BUDGET if is_full else EmailEvent.SOFT_BUDGET, []
    about = {"kind": counter["kind"], "id": counter["id"], "percent": counter["percent"]}
    for one in people:
        notice = Notice(one["user_id"], "BUDGET", title, content, metadata=about)
        await notify(unit, notice, actor=_ACTOR, now=now)
        if one["user_email"]:
            posts.append(await email_events.post(unit, event, Mail(one["user_email"], title, content), actor=_ACTOR))
    return [post for post in posts if post is not None]
