"""Counts what needs somebody's attention in one statement: rows of the account that the caller sees and that pass a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from alchemi.auth.caller import Caller
from alchemi.auth.permissions import Permission, may
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import ALIAS, quoted
from alchemi.db.sql.where import condition
from alchemi.rest.resource import Resource
from alchemi.rest.search import shown


class Severity(StrEnum):
    DANGER = "danger"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Fact:
    """Rows of `resource` that pass `test`, an SQL condition on `t` in which `{now}` and `{utc}` are the time.

    `one` and `many` are the sentence for one row and for several, with `{count}` in it.
    """

    kind: str
    severity: Severity
    resource: Resource
    test: str
    one: str
    many: str
    page: str
    permission: Permission | None = None
    """What is needed beside reading the rows."""
    counted: str = "count(*)"
    where: Mapping[str, Any] = field(default_factory=dict)

    def text(self, count: int) -> str:
        return self.one if count == 1 else self.many.format(count=count)


async def count(
    unit: Unit, caller: Caller, facts: Iterable[Fact], now: datetime, more: Mapping[str, Mapping[str, Any]]
) -> list[tuple[Fact, int]]:
    """The facts that hold, with how many rows they are about. `more`: conditions by the table of a fact."""
    allowed = [
        one for one in facts
        if may(caller, one.resource.read) and (one.permission is None or may(caller, one.permission))
    ]  # fmt: skip
    if not allowed:
        return []
    builder = unit.builder()
    moment = f"{builder.bind(now)}::timestamptz"
    parts = []
    for number, fact in enumerate(allowed):
        table = fact.resource.model
        conditions = {"AND": [fact.where, more.get(table.name, {}), *shown(fact.resource, caller)]}
        test = fact.test.format(now=moment, utc=f"({moment} AT TIME ZONE 'UTC')")
        parts.append(
            f"(SELECT {number} AS number, {fact.counted} AS count FROM {quoted(table.db_name)} {ALIAS}"
            f" WHERE {condition(builder, table, ALIAS, conditions)} AND ({test}))"
        )
    # The time is named even where no test asks for it: a parameter without a type is refused.
    text = " UNION ALL ".join([*parts, f"(SELECT -1, 0 WHERE {moment} IS NULL)"])
    rows = await unit.fetch(builder.statement(f"{text} ORDER BY number"))
    return [(allowed[row["number"]], row["count"]) for row in rows if row["number"] >= 0 and row["count"]]
