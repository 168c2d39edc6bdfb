"""An account's guards as they stand in its rows, and the log of what they have found, which never says what it was."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import asyncpg
from prisma.fields import Json

from alchemi.db.calls import Call, run
from alchemi.db.engine import Database, Unit
from alchemi.db.failures import UNAVAILABLE
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.enterprise_features.guardrails.engine import Direction, Finding, Guards
from alchemi.enterprise_features.guardrails.rules import MOST_PATTERNS, compile_guards
from alchemi.errors import ConflictError
from alchemi.tenancy.account import AccountId

log = logging.getLogger(__name__)

CONFIGS: Final = "Alchemi_GuardrailsConfigTable"
PATTERNS: Final = "Alchemi_GuardrailsCustomPatternTable"
LOG: Final = "Alchemi_GuardrailsAuditLogTable"
VERSIONS: Final = "Alchemi_GuardrailsVersionTable"
KEPT_DAYS: Final = 90
_MOST_CHARACTERS: Final = 200
_ONE_AT_A_TIME: Final = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"


@dataclass(frozen=True, slots=True)
class CallFacts:
    """Which call something was found in. `key_id` is the hash of the virtual key."""

    model: str | None = None
    key_id: str | None = None
    user_id: str | None = None
    request_id: str | None = None


async def load_guards(unit: Unit) -> Guards:
    """The bound account's guards.

    Raises:
        InvalidRequestError, ConflictError: a row is not what is accepted.
    """
    configs: list[Row] = await _call(unit, CONFIGS, "find_many")
    if not configs:
        return Guards()
    return compile_guards(configs, await _call(unit, PATTERNS, "find_many"))


async def check_guards(unit: Unit, account: AccountId) -> None:
    """What the unit has written can be loaded, with whatever others write at the same time.

    Raises:
        InvalidRequestError, ConflictError: it cannot.
    """
    await unit.fetch(Statement(_ONE_AT_A_TIME, [f"guardrails of {account}"]))
    if await _call(unit, PATTERNS, "count") > MOST_PATTERNS:
        raise ConflictError(f"An account has at most {MOST_PATTERNS} patterns.")
    await load_guards(unit)


async def write_findings(
    database: Database, findings: Iterable[Finding], direction: Direction, facts: CallFacts
) -> None:
    """Write a row for each finding, in the bound account."""
    rows = [
        {
            "id": str(uuid4()), "guard_type": one.guard_type, "action": one.action, "result": "fail",
            "direction": direction, "findings": Json(one.counts), "model": _short(facts.model),
            "key_id": _short(facts.key_id), "user_id": _short(facts.user_id), "request_id": _short(facts.request_id),
        }
        for one in findings
    ]  # fmt: skip
    if rows:
        async with database.unit() as unit:
            await _call(unit, LOG, "create_many", data=rows)


async def write_findings_if_possible(
    database: Database, findings: Iterable[Finding], direction: Direction, facts: CallFacts
) -> None:
    """The same; what is done with a call does not depend on the log, and a log that cannot be written is told of."""
    try:
        await write_findings(database, findings, direction, facts)
    except (*UNAVAILABLE, asyncpg.PostgresError):
        log.exception("guardrails.log_failed")


async def drop_expired(unit: Unit, *, now: datetime) -> None:
    """Delete what the log of the bound account has kept for long enough."""
    await _call(unit, LOG, "delete_many", where={"created_at": {"lt": now - timedelta(days=KEPT_DAYS)}})


def _short(text: str | None) -> str | None:
    return None if text is None else "".join(one for one in text if one.isprintable())[:_MOST_CHARACTERS]


async def _call(unit: Unit, table: str, method: str, **arguments: Any) -> Any:
    return await run(unit, Call(unit.builder().catalogue.tables[table], method, arguments))
