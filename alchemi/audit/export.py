"""Events as CSV, which a spreadsheet may open, or as JSON lines, which can be verified elsewhere."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, Final, Literal, Protocol

from alchemi.audit.event import COLUMNS, utc_text
from alchemi.audit.search import EventFilter, read_events
from alchemi.db.engine import Unit

ExportFormat = Literal["csv", "jsonl"]
_BATCH: Final = 1_000
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


class OpenUnit(Protocol):
    """Opens a unit that may read the account's events."""

    def __call__(self) -> AbstractAsyncContextManager[Unit]: ...


async def export_events(
    open_unit: OpenUnit, account: str, wanted: EventFilter, kind: ExportFormat
) -> AsyncGenerator[str]:
    """The text of all events that are `wanted`, newest first, a batch at a time; no transaction is held between them."""
    before: int | None = None
    if kind == "csv":
        yield _csv_line(COLUMNS)
    while True:
        async with open_unit() as unit:
            rows = await read_events(unit, account, wanted, limit=_BATCH, before=before)
        if rows:
            yield "".join(line_of(dict(row), kind) for row in rows)
            before = rows[-1]["sequence"]
        if len(rows) < _BATCH:
            return


def line_of(row: Mapping[str, Any], kind: ExportFormat) -> str:
    """One event's line."""
    plain = {**row, "occurred_at": utc_text(row["occurred_at"])}
    if kind == "jsonl":
        return json.dumps({name: plain[name] for name in COLUMNS}) + "\n"
    return _csv_line(tuple(_harmless(plain[name]) for name in COLUMNS))


def _harmless(value: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) or text.lstrip().startswith(_FORMULA_STARTS) else text


def _csv_line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
