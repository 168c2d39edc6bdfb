"""Tells of changes while they are made: which rows they found, and which they left behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from alchemi.db.changes import Change
from alchemi.db.engine import Unit
from alchemi.db.rows import Row
from alchemi.db.schema.catalogue import Table
from alchemi.db.sealed_rows import rows_of
from alchemi.db.sql import read
from alchemi.db.sql.read import Page
from alchemi.db.sql.where import Where

READ_BEFORE: Final = 101
"""A change of more rows than one less is told as a whole."""


class Journal(Protocol):
    """Whoever keeps a record of changes."""

    def wants(self, change: Change) -> bool:
        """Asked at every write: must cost next to nothing."""

    def note(
        self, unit: Unit, table: Table, change: Change, before: Sequence[Row] | None, after: Sequence[Row] | None
    ) -> None:
        """Take note of a change inside its unit; None for rows that are not known."""


async def rows_before(unit: Unit, table: Table, change: Change, where: Where | None) -> list[Row] | None:
    """The rows that `change` is about to find, when anybody wants to know."""
    journal = unit.journal
    if journal is None or not journal.wants(change):
        return None
    records = await unit.fetch(read.find(unit.builder(), table, Page(where=where, take=READ_BEFORE)))
    return await rows_of(unit, table, records)


def tell(
    unit: Unit, table: Table, change: Change, before: Sequence[Row] | None, after: Sequence[Row] | None = None
) -> None:
    """Tell of a change that was made."""
    journal = unit.journal
    if journal is not None and journal.wants(change):
        journal.note(unit, table, change, before, after)


def tell_raw(unit: Unit, changes: Sequence[Change]) -> None:
    """Tell of what raw SQL did; which rows is not known."""
    journal = unit.journal
    if journal is not None:
        tables = unit.builder().catalogue.by_db_name()
        for change in changes:
            if journal.wants(change):
                journal.note(unit, tables[change.table], change, None, None)


def with_data(rows: Sequence[Row] | None, data: Mapping[str, Any]) -> list[Row] | None:
    """`rows` as they are once `data` is set; what is computed by the database stays as it was."""
    if rows is None:
        return None
    plain = {name: value for name, value in data.items() if not isinstance(value, Mapping)}
    plain |= {name: value["set"] for name, value in data.items() if isinstance(value, Mapping) and "set" in value}
    return [{**row, **plain} for row in rows]
