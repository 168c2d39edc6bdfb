"""The tree of an account's credit budgets: ACCOUNT above GROUP above TEAM (and WORKSPACE) above USER.

What the parts of a budget are given is never more together than the budget itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from alchemi.costs.ledger import open_period
from alchemi.costs.periods import ResetPolicy, period_after
from alchemi.db.counters import BUDGET, lock
from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.errors import ConflictError, InvalidRequestError, NotFoundError


class BudgetScope(StrEnum):
    ACCOUNT = "ACCOUNT"
    GROUP = "GROUP"
    WORKSPACE = "WORKSPACE"
    TEAM = "TEAM"
    USER = "USER"


_LEVELS: Final = {"ACCOUNT": 0, "GROUP": 1, "WORKSPACE": 2, "TEAM": 2, "USER": 3}

# In the order of ids, as everybody who locks several: so that a change of the tree waits for what is being consumed.
_LOCK_ALL: Final = (
    'SELECT id, parent_id, scope_type, allocated FROM "Alchemi_CreditBudgetTable"'
    " WHERE account_id = $1 ORDER BY id FOR UPDATE"
)
_ADOPT: Final = (
    'UPDATE "Alchemi_CreditBudgetTable" SET parent_id = $2 WHERE account_id = $1 AND parent_id IS NULL AND id <> $2'
)
_CHAIN_FREE: Final = (
    "WITH RECURSIVE chain AS ("
    ' SELECT id, parent_id FROM "Alchemi_CreditBudgetTable" WHERE account_id = $1 AND id = $2'
    ' UNION SELECT p.id, p.parent_id FROM chain c JOIN "Alchemi_CreditBudgetTable" p'
    f" ON p.account_id = $1 AND p.id = c.parent_id) SELECT min(greatest({BUDGET.free}, 0))"
    ' FROM "Alchemi_CreditBudgetTable" t WHERE t.account_id = $1 AND t.id IN (SELECT id FROM chain)'
)


class BudgetTree:
    """All budgets of the account, locked until the unit ends: one change of the tree at a time."""

    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._rows = rows

    def parent_for(self, scope: str, wanted: str | None) -> str | None:
        """The parent of a new budget: the one named, or the account's.

        Raises:
            InvalidRequestError: there is no such budget, or it is not of a higher scope.
        """
        if wanted is None:
            own = (one for one, row in self._rows.items() if row["scope_type"] == "ACCOUNT")
            return next(own, None) if scope != "ACCOUNT" else None
        parent = self._rows.get(wanted)
        if parent is None:
            raise InvalidRequestError.of_field("/parent_id", "There is no such object.")
        if _LEVELS[parent["scope_type"]] >= _LEVELS[scope]:
            raise InvalidRequestError.of_field(
                "/parent_id", "A parent is of a higher scope: ACCOUNT, GROUP, TEAM, USER."
            )
        return wanted

    def check_fits(self, parent_id: str | None, own_id: str | None, allocated: Decimal) -> None:
        """What the parent gives stays within what it has.

        Raises:
            InvalidRequestError: it does not.
        """
        if parent_id is None:
            return
        given = self._sum(parent_id, but=own_id)
        if given + allocated > self._rows[parent_id]["allocated"]:
            left = max(self._rows[parent_id]["allocated"] - given, Decimal(0))
            raise InvalidRequestError.of_field("/allocated", f"The budget above has {left.normalize():f} left to give.")

    def check_covers(self, budget_id: str, allocated: Decimal) -> None:
        """A budget keeps as much as it has given.

        Raises:
            InvalidRequestError: it does not.
        """
        if allocated < (given := self._sum(budget_id)):
            raise InvalidRequestError.of_field("/allocated", f"The budgets below have {given.normalize():f} of it.")

    def check_covers_orphans(self, allocated: Decimal) -> None:
        """The account's budget, made after others, covers those that have none above them.

        Raises:
            InvalidRequestError: it does not.
        """
        given = sum((row["allocated"] for row in self._rows.values() if row["parent_id"] is None), Decimal(0))
        if allocated < given:
            raise InvalidRequestError.of_field(
                "/allocated", f"The account's budgets have {given.normalize():f} already."
            )

    def check_is_leaf(self, budget_id: str) -> None:
        """Nothing stands below it.

        Raises:
            ConflictError: something does.
        """
        if any(row["parent_id"] == budget_id for row in self._rows.values()):
            raise ConflictError("Other budgets are parts of this one.")

    def _sum(self, parent_id: str, but: str | None = None) -> Decimal:
        parts = (row["allocated"] for one, row in self._rows.items() if row["parent_id"] == parent_id and one != but)
        return sum(parts, Decimal(0))


async def lock_tree(unit: Unit) -> BudgetTree:
    """The budgets of the bound account, locked."""
    return BudgetTree({row["id"]: dict(row) for row in await unit.fetch(Statement(_LOCK_ALL, [unit.account]))})


async def adopt(unit: Unit, account_budget_id: str) -> None:
    """Put budgets without a parent below the account's."""
    await unit.execute(Statement(_ADOPT, [unit.account, account_budget_id]))


async def free(unit: Unit, budget_id: str) -> Decimal:
    """What is left of a budget: no more than what is left of each above it."""
    [row] = await unit.fetch(Statement(_CHAIN_FREE, [unit.account, budget_id]))
    return Decimal(row[0] or 0)


async def roll_over(unit: Unit, budget_id: str, start: datetime | None, end: datetime | None, *, actor: str) -> Row:
    """Close the cycle of a budget and begin the next: the one given, or the one that is due. Repeated, it does nothing.

    Raises:
        NotFoundError: there is no such budget.
        ConflictError: the cycle has not ended, or there is no next one.
    """
    rows = await lock(unit, BUDGET, [budget_id])
    if not rows:
        raise NotFoundError("There is no such credit budget.")
    row = rows[0]
    if start is None or end is None:
        if row["cycle_end"] > row["moment"] or row["reset_policy"] == "NONE":
            raise ConflictError("The cycle has not ended, or no other follows it; send the cycle that is to begin.")
        period = period_after(row["anchor_at"], ResetPolicy(row["reset_policy"]), row["moment"])
        start, end = period.start, period.end
    elif start == row["cycle_start"]:
        return row
    elif start < row["cycle_start"] or end <= start:
        raise InvalidRequestError.of_field("/new_cycle_start", "A cycle begins after the one before it, and then ends.")
    await open_period(unit, BUDGET, row, start, end, actor=actor)
    return (await lock(unit, BUDGET, [budget_id]))[0]


def limited(values: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """`values` with a limit that is within what is allocated: all of it where none is named.

    Raises:
        InvalidRequestError: a limit beyond it is named.
    """
    found = dict(values)
    allocated = found.get("allocated", (before or {}).get("allocated", Decimal(0)))
    if found.get("limit_amount") is None:
        was_all = before is None or before["limit_amount"] == before["allocated"] or before["limit_amount"] > allocated
        found["limit_amount"] = allocated if was_all or "limit_amount" in values else (before or {})["limit_amount"]
    if found["limit_amount"] > allocated:
        raise InvalidRequestError.of_field("/limit_amount", "This is at most what is allocated.")
    return found
