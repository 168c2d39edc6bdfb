"""Counters with a ceiling, quotas and credit budgets: how they are found, locked, and charged with what calls have cost.

Whoever locks several takes budgets before quotas, and each in the order of their ids. What is written here is added in
SQL to what is there, never computed from what was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final
from uuid import uuid4

from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.tenancy.call_admission import ModelCall, admission_of


@dataclass(frozen=True, slots=True)
class CounterKind:
    """A table of counters. `ceiling` is SQL over its row `t`."""

    name: str
    table: str
    ceiling: str
    start: str
    end: str

    @property
    def free(self) -> str:
        """What is left in the period of row `t`, in SQL; nothing once it has ended. `now()` is the transaction's."""
        return f"(CASE WHEN t.{self.end} <= now() THEN 0 ELSE {self.ceiling} - t.used - t.reserved END)"


QUOTA: Final = CounterKind(
    "QUOTA",
    "Alchemi_AccountQuotaTable",
    "(t.included + t.rollover_from_previous + t.overage_limit)",
    "period_start",
    "period_end",
)
BUDGET: Final = CounterKind(
    "BUDGET",
    "Alchemi_CreditBudgetTable",
    "(t.limit_amount + coalesce(t.overflow_cap, 0))",
    "cycle_start",
    "cycle_end",
)
KINDS: Final[Mapping[str, CounterKind]] = {"BUDGET": BUDGET, "QUOTA": QUOTA}

CALL_UNITS: Final = ("requests", "tokens", "usd")
"""Units of quotas that model calls use up; other units are taken by services."""
CALL_PRODUCTS: Final = ("", "models")

_CENT: Final = Decimal("0.00000001")

_CHAIN: Final = (
    "WITH RECURSIVE wanted AS (SELECT * FROM unnest($2::int[], $3::text[], $4::text[]) AS w(number, scope_type, scope_id)),"
    ' chain AS (SELECT w.number, b.id, b.parent_id FROM wanted w JOIN "Alchemi_CreditBudgetTable" b'
    " ON b.account_id = $1 AND b.scope_type = w.scope_type AND b.scope_id = w.scope_id AND b.cycle_start <= now()"
    ' UNION SELECT c.number, p.id, p.parent_id FROM chain c JOIN "Alchemi_CreditBudgetTable" p'
    " ON p.account_id = $1 AND p.id = c.parent_id)"
    ' SELECT c.number, c.id, b.created_at FROM chain c JOIN "Alchemi_CreditBudgetTable" b'
    " ON b.account_id = $1 AND b.id = c.id ORDER BY c.id"
)
_CALL_QUOTAS: Final = (
    'SELECT t.id, t.unit, t.feature_code, t.created_at, ' + QUOTA.free + ' AS free FROM "Alchemi_AccountQuotaTable" t'
    " WHERE t.account_id = $1 AND t.is_active AND t.unit = ANY ($2::text[]) AND t.product_code = ANY ($3::text[])"
    " AND t.period_start <= now()"
)  # fmt: skip
_MOST_SPECIFIC: Final = " ORDER BY t.unit, t.feature_code = '', t.product_code = '', t.period_end, t.id"
_END_RESERVATIONS: Final = (
    'DELETE FROM "Alchemi_CallReservationTable" WHERE account_id = $1 AND call_id = ANY ($2::text[])'
    " RETURNING call_id, kind, counter_id, amount"
)
_ADD_ENTRIES: Final = (
    'INSERT INTO "Alchemi_LedgerEntryTable"'
    " (account_id, id, kind, counter_id, entry, amount, period_start, reason, reference, created_by)"
    " SELECT $1, n.id, $2, n.counter_id, $3, n.amount, t.{start}, $7, n.reference, $8"
    " FROM unnest($4::text[], $5::text[], $6::numeric[], $9::text[]) AS n(id, counter_id, amount, reference)"
    ' JOIN "{table}" t ON t.account_id = $1 AND t.id = n.counter_id'
)


@dataclass(frozen=True, slots=True)
class Charge:
    """What one spend row adds: a call, its tokens and its price."""

    request_id: str
    call: ModelCall
    call_id: str | None
    requests: Decimal
    tokens: Decimal
    usd: Decimal
    began_at: datetime | None = None
    """None: it was admitted. Else only counters that were there when it began count it."""

    def amount(self, unit: str) -> Decimal:
        """What it adds to a quota of `unit`."""
        if unit == "usd":
            return self.usd
        return self.requests if unit == "requests" else self.tokens


async def budgets_of(
    unit: Unit, calls: Sequence[ModelCall], began_at: Sequence[datetime | None] | None = None
) -> list[list[str]]:
    """For each call the ids of the budgets that count it: those of its scopes, and all above them.

    With `began_at`, without those that were made after that.
    """
    pairs = [(number, *scope) for number, call in enumerate(calls) for scope in call.scopes]
    args: list[object] = [unit.account, *map(list, zip(*pairs, strict=True))]
    found: list[list[str]] = [[] for _ in calls]
    for record in await unit.fetch(Statement(_CHAIN, args)):
        limit = None if began_at is None else began_at[record[0]]
        if limit is None or record[2] <= limit:
            found[record[0]].append(record[1])
    return found


async def quotas_of_calls(unit: Unit) -> list[Row]:
    """The account's quotas that model calls use up, the most specific of a unit first."""
    args: list[object] = [unit.account, list(CALL_UNITS), list(CALL_PRODUCTS)]
    return [dict(record) for record in await unit.fetch(Statement(_CALL_QUOTAS + _MOST_SPECIFIC, args))]


async def lock(unit: Unit, kind: CounterKind, ids: Iterable[str]) -> list[Row]:
    """The counters of these ids with what is free in each, locked in the order of their ids."""
    text = f'SELECT t.*, {kind.free} AS free, now() AS moment FROM "{kind.table}" t'
    text += " WHERE t.account_id = $1 AND t.id = ANY ($2::text[]) ORDER BY t.id FOR UPDATE"
    wanted = sorted(set(ids))
    return [dict(record) for record in await unit.fetch(Statement(text, [unit.account, wanted]))] if wanted else []


async def add_entries(
    unit: Unit,
    kind: CounterKind,
    entry: str,
    entries: Sequence[tuple[str, Decimal, str | None]],
    *,
    actor: str,
    reason: str | None = None,
) -> None:
    """Write to the ledger: counter, amount and reference of each entry."""
    if not entries:
        return
    text = _ADD_ENTRIES.format(start=kind.start, table=kind.table)
    ids = [str(uuid4()) for _ in entries]
    counters, amounts, references = (list(column) for column in zip(*entries, strict=True))
    args: list[object] = [unit.account, kind.name, entry, ids, counters, amounts, reason, actor, references]
    await unit.execute(Statement(text, args))


async def release(unit: Unit, call_ids: Sequence[str]) -> None:
    """Give back what was held for these calls."""
    ended = await unit.fetch(Statement(_END_RESERVATIONS, [unit.account, list(call_ids)]))
    await give_back(unit, ended)


async def give_back(unit: Unit, ended: Iterable[Any]) -> None:
    """Take what ended reservations held off their counters."""
    held: dict[str, defaultdict[str, Decimal]] = {name: defaultdict(Decimal) for name in KINDS}
    for row in ended:
        held[row["kind"]][row["counter_id"]] += row["amount"]
    for name, kind in KINDS.items():
        await _apply(unit, kind, {}, held[name], {})


def note(unit: Unit, rows: Iterable[Row], *, before: Iterable[Row] = ()) -> None:
    """Charge spend rows before the unit ends; `before` are those that they take the place of."""
    duty = unit.before_commit.setdefault("call_charges", _ChargeCalls())
    if isinstance(duty, _ChargeCalls):
        duty.rows.extend(rows)
        duty.replaced.extend(before)


@dataclass(slots=True)
class _ChargeCalls:
    """Named before the account's spend in the order of duties: budgets are locked first of all."""

    rows: list[Row] = field(default_factory=list)
    replaced: list[Row] = field(default_factory=list)

    async def __call__(self, unit: Unit) -> None:
        charges = [_charge(unit, row, 1) for row in self.rows] + [_charge(unit, row, -1) for row in self.replaced]
        if charges:
            await settle(unit, charges)


def _charge(unit: Unit, row: Row, sign: int) -> Charge:
    request_id = str(row["request_id"])
    admission = admission_of(unit.account, request_id) if unit.account is not None and sign > 0 else None
    if admission is not None and admission.call is not None:
        call, call_id, began_at = admission.call, admission.call_id, None
    else:
        scopes = [("ACCOUNT", ""), ("TEAM", row.get("team_id")), ("USER", row.get("user"))]
        named = tuple((kind, str(scope or "")) for kind, scope in scopes if kind == "ACCOUNT" or scope)
        call, call_id = ModelCall(str(row.get("model_group") or ""), named), None
        # The wheel's columns hold UTC without saying so.
        began_at = row["startTime"] if row["startTime"].tzinfo else row["startTime"].replace(tzinfo=UTC)
    is_call = row.get("status") != "failure"
    usd = Decimal(repr(float(row["spend"] or 0))).quantize(_CENT, ROUND_HALF_UP)
    tokens = Decimal(int(row.get("total_tokens") or 0))
    return Charge(request_id, call, call_id, Decimal(sign * is_call), sign * tokens, sign * usd, began_at)


async def settle(unit: Unit, charges: Sequence[Charge]) -> None:
    """Add what calls have cost to the counters that count them, and give back what was held for them.

    A call that was already answered is charged whatever is left: this is where a ceiling can be passed.
    """
    if not charges:
        return
    quotas = await quotas_of_calls(unit)
    budgets = await budgets_of(unit, [one.call for one in charges], [one.began_at for one in charges])
    held_ids = [charge.call_id for charge in charges if charge.call_id is not None]
    if not quotas and not any(budgets) and not held_ids:
        return
    units = {row["id"]: row["unit"] for row in quotas}
    targets: dict[str, defaultdict[str, list[tuple[Decimal, str]]]] = {name: defaultdict(list) for name in KINDS}
    held: dict[str, defaultdict[str, Decimal]] = {name: defaultdict(Decimal) for name in KINDS}
    chosen: defaultdict[str, dict[str, str]] = defaultdict(dict)
    if held_ids:
        for row in await unit.fetch(Statement(_END_RESERVATIONS, [unit.account, held_ids])):
            held[row["kind"]][row["counter_id"]] += row["amount"]
            if row["kind"] == "QUOTA" and row["counter_id"] in units:
                chosen[row["call_id"]][units[row["counter_id"]]] = row["counter_id"]
    for charge, of_budgets in zip(charges, budgets, strict=True):
        of_quotas = _quotas_for(quotas, charge) | chosen[charge.call_id or ""]
        for one in of_budgets:
            targets["BUDGET"][one].append((charge.usd, charge.request_id))
        for counted, one in of_quotas.items():
            targets["QUOTA"][one].append((charge.amount(counted), charge.request_id))
    for name, kind in KINDS.items():
        used = {one: sum((amount for amount, _ in parts), Decimal(0)) for one, parts in targets[name].items()}
        await _apply(unit, kind, used, held[name], {one: len(parts) for one, parts in targets[name].items()})
        entries = [(one, *part) for one, parts in targets[name].items() for part in parts if part[0]]
        await add_entries(unit, kind, "CALL", entries, actor="gateway")


def _quotas_for(quotas: Iterable[Row], charge: Charge) -> dict[str, str]:
    """For each unit the quota that a call uses up when none was chosen before it: one with something left."""
    found: dict[str, str] = {}
    full: dict[str, str] = {}
    for row in quotas:
        is_there = charge.began_at is None or row["created_at"] <= charge.began_at
        if is_there and row["feature_code"] in ("", charge.call.model):
            full.setdefault(row["unit"], row["id"])
            if row["free"] > 0:
                found.setdefault(row["unit"], row["id"])
    return full | found


async def _apply(
    unit: Unit, kind: CounterKind, used: Mapping[str, Decimal], held: Mapping[str, Decimal], calls: Mapping[str, int]
) -> None:
    ids = sorted({*used, *held})
    if not ids:
        return
    await lock(unit, kind, ids)
    text = (
        f'UPDATE "{kind.table}" t SET used = greatest(t.used + d.used, 0), reserved = greatest(t.reserved - d.held, 0),'
        " typical = CASE WHEN d.calls = 0 OR d.used <= 0 THEN t.typical WHEN t.typical = 0 THEN round(d.used / d.calls, 8)"
        " ELSE round((t.typical * 3 + d.used / d.calls) / 4, 8) END"
        " FROM unnest($2::text[], $3::numeric[], $4::numeric[], $5::int[]) AS d(id, used, held, calls)"
        " WHERE t.account_id = $1 AND t.id = d.id"
    )
    none = Decimal(0)
    columns = [
        [used.get(one, none) for one in ids],
        [held.get(one, none) for one in ids],
        [calls.get(one, 0) for one in ids],
    ]
    await unit.execute(Statement(text, [unit.account, ids, *columns]))
