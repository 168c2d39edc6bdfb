"""Quotas and credit budgets under load: exactly what is allowed is taken, once for each key, whoever asks at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from alchemi.costs import ledger, quotas
from alchemi.costs.account_budget import AccountBudgets
from alchemi.costs.admission import CallLimits
from alchemi.costs.ledger import Movement
from alchemi.db.calls import Call, run
from alchemi.db.counters import BUDGET, QUOTA
from alchemi.db.engine import Database, Unit
from alchemi.db.sql.statement import Statement
from alchemi.db.tenant_scoped_prisma import TenantScopedPrismaClient
from alchemi.errors import AlchemiError, BudgetExceededError, ConflictError, QuotaExceededError
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.call_admission import CallAdmission, ModelCall, current_admission, tell_spend

NOW = datetime.now(UTC).replace(microsecond=0)
AT_ONCE = 200
QUOTA_UNITS = ("requests", "tokens", "usd")
CHAIN = (("ACCOUNT", ""), ("GROUP", "g"), ("TEAM", "t"), ("USER", "u"))
SCOPES = (*CHAIN, ("WORKSPACE", "w"))
LEVELS = [*QUOTA_UNITS, *(scope for scope, _ in SCOPES)]
CALL = ModelCall("gpt", SCOPES)


async def write(unit: Unit, table: str, data: dict[str, Any]) -> str:
    row = await run(unit, Call(unit.builder().catalogue.tables[table], "create", {"data": data}))
    return str(row["id"])


async def a_quota(database: Database, counted: str, included: str, **more: Any) -> str:
    times = {"period_start": NOW - timedelta(days=1), "period_end": NOW + timedelta(days=9)}
    values = {"unit": counted, "included": Decimal(included), **times, "anchor_at": times["period_end"], **more}
    async with database.unit() as unit:
        return await write(unit, QUOTA.table, values)


async def a_budget(database: Database, scope: tuple[str, str], limit: str, **more: Any) -> str:
    times = {"cycle_start": NOW - timedelta(days=1), "cycle_end": NOW + timedelta(days=9)}
    amount = Decimal(limit)
    values = {"scope_type": scope[0], "scope_id": scope[1], "allocated": amount, "limit_amount": amount}
    async with database.unit() as unit:
        return await write(unit, BUDGET.table, values | times | {"anchor_at": times["cycle_end"]} | more)


async def a_tree(database: Database, tight: str, limit: str) -> dict[str, str]:
    """A budget for each scope, all wide but the one of `tight`."""
    ids: dict[str, str] = {}
    for scope in CHAIN:
        above = list(ids.values())[-1] if ids else None
        ids[scope[0]] = await a_budget(database, scope, limit if scope[0] == tight else "1000", parent_id=above)
    amount = limit if tight == "WORKSPACE" else "1000"
    ids["WORKSPACE"] = await a_budget(database, ("WORKSPACE", "w"), amount, parent_id=ids["ACCOUNT"])
    return ids


async def counter(database: Database, counter_id: str) -> asyncpg.Record:
    async with database.unit(is_read_only=True) as unit:
        for kind in (QUOTA, BUDGET):
            text = f'SELECT * FROM "{kind.table}" WHERE account_id = $1 AND id = $2'
            if found := await unit.fetch(Statement(text, [unit.account, counter_id])):
                return found[0]
    raise AssertionError(counter_id)


async def ledger_sum(database: Database, counter_id: str) -> Decimal:
    text = (
        'SELECT coalesce(sum(amount), 0) FROM "Alchemi_LedgerEntryTable"'
        " WHERE account_id = $1 AND counter_id = $2 AND entry <> 'CLOSE'"
    )
    async with database.unit(is_read_only=True) as unit:
        [row] = await unit.fetch(Statement(text, [unit.account, counter_id]))
    return Decimal(row[0])


async def outcome(action: Any) -> str:
    try:
        await action
    except (QuotaExceededError, BudgetExceededError) as error:
        return error.slug
    return "passed"


async def consume(
    database: Database, level: str, counter_id: str, amount: str, key: str | None = None
) -> dict[str, Any]:
    movement = Movement(Decimal(amount), "test", key)
    async with database.unit() as unit:

        async def act() -> dict[str, Any]:
            if level in QUOTA_UNITS:
                return await quotas.take(unit, [counter_id], movement, level)
            await ledger.consume_budget(unit, counter_id, movement)
            return {"id": counter_id}

        return await ledger.once(unit, counter_id, key, {"amount": amount}, act)


async def a_level(database: Database, level: str, limit: str) -> tuple[str, list[str]]:
    """A nearly empty counter of this level, and every counter that what it gives counts on."""
    if level in QUOTA_UNITS:
        counter_id = await a_quota(database, level, limit)
        return counter_id, [counter_id]
    ids = await a_tree(database, level, limit)
    if level == "WORKSPACE":
        return ids[level], [ids["ACCOUNT"], ids[level]]
    names = [scope for scope, _ in CHAIN]
    return ids[level], [ids[name] for name in names[: names.index(level) + 1]]


@pytest.mark.parametrize("level", LEVELS)
async def test_of_200_at_once_exactly_what_is_left_is_taken(
    engine_database: Database, account: str, level: str
) -> None:
    counter_id, counted = await a_level(engine_database, level, "18.5")
    results = await asyncio.gather(
        *(outcome(consume(engine_database, level, counter_id, "0.5")) for _ in range(AT_ONCE))
    )
    slug = "quota-exceeded" if level in QUOTA_UNITS else "budget-exceeded"
    assert Counter(results) == {"passed": 37, slug: AT_ONCE - 37}
    for one in counted:
        assert (await counter(engine_database, one))["used"] == Decimal("18.5")
        assert await ledger_sum(engine_database, one) == Decimal("18.5")


@pytest.mark.parametrize("level", ["usd", "USER"])
async def test_a_key_counts_once_however_often_it_is_sent(engine_database: Database, account: str, level: str) -> None:
    counter_id, counted = await a_level(engine_database, level, "100")
    answers = await asyncio.gather(
        *(consume(engine_database, level, counter_id, "1.25", f"k-{n % 4}") for n in range(40))
    )
    assert sum("is_replay" not in one for one in answers) == 4
    for one in counted:
        assert (await counter(engine_database, one))["used"] == Decimal(5)
    with pytest.raises(ConflictError):
        await consume(engine_database, level, counter_id, "7", "k-0")


async def test_a_child_takes_nothing_when_one_above_it_has_too_little(engine_database: Database, account: str) -> None:
    ids = await a_tree(engine_database, "GROUP", "3")
    assert await outcome(consume(engine_database, "USER", ids["USER"], "4")) == "budget-exceeded"
    for one in ids.values():
        assert (await counter(engine_database, one))["used"] == 0
        assert await ledger_sum(engine_database, one) == 0


async def test_an_amount_is_spilled_over_the_most_specific_quota_first(engine_database: Database, account: str) -> None:
    wide = await a_quota(engine_database, "credits", "10", overage_limit=Decimal(5))
    narrow = await a_quota(engine_database, "credits", "4", feature_code="f", overage_limit=Decimal(1))
    async with engine_database.unit() as unit:
        ids = await quotas.quotas_for(unit, "credits", "p", "f")
        answer = await quotas.take(unit, ids, Movement(Decimal(15), "test"), "credits")
    taken = {one["id"]: Decimal(one["amount"]) for one in answer["taken"]}
    # What is included in both goes first, then the overage of the narrow one.
    assert taken == {narrow: 5, wide: 10}
    assert Decimal(answer["remaining"]) == 5


async def test_a_period_is_rolled_over_once(engine_database: Database, account: str) -> None:
    end = NOW - timedelta(hours=1)
    times = {"period_start": end - timedelta(days=1), "period_end": end, "anchor_at": end}
    more = {"rollover_enabled": True, "rollover_cap": Decimal(3), "reset_policy": "DAILY", "used": Decimal(2)}
    quota = await a_quota(engine_database, "requests", "10", **times, **more)
    results = await asyncio.gather(*(outcome(consume(engine_database, "requests", quota, "1")) for _ in range(40)))
    assert Counter(results) == {"passed": 13, "quota-exceeded": 27}
    row = await counter(engine_database, quota)
    assert (row["period_start"], row["period_end"]) == (end, end + timedelta(days=1))
    assert (row["rollover_from_previous"], row["used"]) == (3, 13)


async def test_what_has_ended_and_does_not_come_again_gives_nothing(engine_database: Database, account: str) -> None:
    end = NOW - timedelta(hours=1)
    times = {"period_start": end - timedelta(days=1), "period_end": end, "anchor_at": end}
    quota = await a_quota(engine_database, "usd", "10", **times, reset_policy="NONE")
    assert await outcome(consume(engine_database, "usd", quota, "1")) == "quota-exceeded"


async def test_an_amount_is_given_back_once(engine_database: Database, account: str) -> None:
    quota = await a_quota(engine_database, "usd", "10")
    await consume(engine_database, "usd", quota, "3")
    back = Movement(Decimal(2), "test")

    async def give() -> None:
        async with engine_database.unit() as unit:
            await ledger.refund_quota(unit, quota, back)

    await give()
    with pytest.raises(AlchemiError):
        await give()
    assert (await counter(engine_database, quota))["used"] == 1 == await ledger_sum(engine_database, quota)


@pytest.fixture
async def limits(engine_database: Database) -> AsyncIterator[CallLimits]:
    return CallLimits(engine_database, AccountBudgets(engine_database))


async def admitted(limits: CallLimits, call: ModelCall = CALL) -> CallAdmission | None:
    """A call in a task of its own, as a request is; None when it is refused."""

    async def request() -> CallAdmission | None:
        admission = CallAdmission()
        current_admission.set(admission)
        return admission if await outcome(limits.admit(call)) == "passed" else None

    return await asyncio.create_task(request())


async def spend(
    db: TenantScopedPrismaClient, admission: CallAdmission | None, usd: float = 0.5, tokens: int = 10, **more: Any
) -> None:
    """The row of a call's spend, told of in its task and written by another."""
    request_id, at = uuid4().hex, more.pop("at", None) or datetime.now(UTC) + timedelta(seconds=1)

    async def request() -> None:
        current_admission.set(admission)
        assert admission is None or admission.account is not None
        if admission is not None and admission.account is not None:
            tell_spend(admission.account, request_id)

    await asyncio.create_task(request())
    row = {"request_id": request_id, "call_type": "acompletion", "startTime": at, "endTime": at, "spend": usd}
    await db.litellm_spendlogs.create_many(data=[row | {"total_tokens": tokens} | more], skip_duplicates=True)


@pytest.mark.parametrize("level", LEVELS)
async def test_200_calls_at_once_are_admitted_as_a_ceiling_allows(
    db: TenantScopedPrismaClient, engine_database: Database, limits: CallLimits, account: str, level: str
) -> None:
    """What a call uses is known from the one before; of requests it always is."""
    counter_id, _ = await a_level(engine_database, level, {"requests": "38", "tokens": "380"}.get(level, "19"))
    await spend(db, await admitted(limits))
    calls = [call for call in await asyncio.gather(*(admitted(limits) for _ in range(AT_ONCE))) if call is not None]
    assert len(calls) == 37
    await asyncio.gather(*(spend(db, call) for call in calls))
    row = await counter(engine_database, counter_id)
    assert (row["used"], row["reserved"]) == ({"requests": 38, "tokens": 380}.get(level, 19), 0)
    assert await ledger_sum(engine_database, counter_id) == row["used"]
    assert await admitted(limits) is None


async def test_failed_calls_give_back_what_they_held(
    db: TenantScopedPrismaClient, engine_database: Database, limits: CallLimits, account: str
) -> None:
    quota = await a_quota(engine_database, "requests", "3")
    calls = [await admitted(limits) for _ in range(4)]
    assert [call is not None for call in calls] == [True, True, True, False]
    assert calls[0] is not None
    assert calls[1] is not None
    await limits.give_up(calls[0])
    await limits.give_up(calls[0])
    await spend(db, calls[1], usd=0, tokens=0, status="failure")
    row = await counter(engine_database, quota)
    assert (row["used"], row["reserved"]) == (0, 1)
    assert [await admitted(limits) is not None for _ in range(3)] == [True, True, False]


async def test_a_worker_that_dies_between_reserving_and_settling_takes_nothing_along(
    engine_database: Database, database: Any, limits: CallLimits, account: str
) -> None:
    quota = await a_quota(engine_database, "requests", "2")
    assert [await admitted(limits) is not None for _ in range(3)] == [True, True, False]
    owner = await asyncpg.connect(database.owner_dsn)
    await owner.execute(
        "UPDATE \"Alchemi_CallReservationTable\" SET expires_at = now() - interval '1 s' WHERE account_id = $1", account
    )
    await owner.close()
    results = await asyncio.gather(*(admitted(limits) for _ in range(20)))
    assert sum(one is not None for one in results) == 2
    row = await counter(engine_database, quota)
    assert (row["used"], row["reserved"]) == (0, 2)


async def test_spend_that_nobody_admitted_counts_too(
    db: TenantScopedPrismaClient, engine_database: Database, limits: CallLimits, account: str
) -> None:
    """Of a batch that is priced later, or of a worker that has restarted; not of calls before there was a ceiling."""
    ids = await a_tree(engine_database, "USER", "10")
    quota = await a_quota(engine_database, "tokens", "100")
    await spend(db, None, user="u", team_id="t")
    for scope in ("USER", "TEAM", "GROUP", "ACCOUNT"):
        assert (await counter(engine_database, ids[scope]))["used"] == Decimal("0.5")
    assert (await counter(engine_database, ids["WORKSPACE"]))["used"] == 0
    await spend(db, None, user="u", team_id="t", at=datetime.now(UTC) - timedelta(minutes=1))
    assert (await counter(engine_database, quota))["used"] == 10


async def test_a_quota_of_a_model_is_used_up_by_that_model(
    engine_database: Database, limits: CallLimits, account: str
) -> None:
    await a_quota(engine_database, "requests", "0", feature_code="small")
    assert await admitted(limits, ModelCall("small")) is None
    assert await admitted(limits, ModelCall("large")) is not None


async def test_an_account_without_ceilings_asks_nothing(
    engine_database: Database, limits: CallLimits, account: str
) -> None:
    assert not (await limits.budgets.state()).has_ceilings
    await a_quota(engine_database, "credits", "0")
    limits.budgets.forget(AccountId(account))
    assert not (await limits.budgets.state()).has_ceilings
    opened = engine_database.pool.opened
    admissions = await asyncio.gather(*(admitted(limits) for _ in range(AT_ONCE)))
    assert {one.call for one in admissions if one is not None} == {None}
    assert engine_database.pool.opened == opened
