"""What a write did to a table, as far as its text or its arguments tell: what follows from it is decided by others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from alchemi.db.schema.catalogue import Table

_ADDS = frozenset({"increment", "decrement"})


@dataclass(frozen=True, slots=True)
class Change:
    """One write. `fields` None: whole rows came or went; else the columns that were set, `added_to` those counted up.

    `adds_rows`: an upsert, which may have made a row; `fields` holds what it says of one beyond keys and defaults.
    """

    table: str
    fields: frozenset[str] | None = None
    added_to: frozenset[str] = frozenset()
    adds_rows: bool = False

    @classmethod
    def of_update(cls, table: Table, data: Mapping[str, object]) -> Self:
        """An update that sets `data`."""
        return cls(table.db_name, frozenset(data), frozenset(name for name, value in data.items() if _adds(value)))

    @classmethod
    def of_upsert(cls, table: Table, create: Mapping[str, object], update: Mapping[str, object]) -> Self:
        """An upsert."""
        added_to = frozenset(name for name, value in update.items() if _adds(value))
        keys = frozenset(name for key in table.unique_keys() for name in key.fields)
        stated = frozenset(name for name, value in create.items() if not _is_default(table, name, value)) - keys
        return cls(table.db_name, frozenset(update) | stated, added_to, adds_rows=True)

    def touches(self, names: Iterable[str]) -> bool:
        """Whole rows may have come or gone, or one of `names` was set."""
        return self.fields is None or self.adds_rows or not self.fields.isdisjoint(names)


def _adds(value: object) -> bool:
    return isinstance(value, Mapping) and not _ADDS.isdisjoint(value)


def _is_default(table: Table, name: str, value: object) -> bool:
    column = table.columns.get(name)
    if column is None:
        return False
    if column.default is None:
        return value is None and not column.is_required
    return column.default.kind == "literal" and column.default.value == value
