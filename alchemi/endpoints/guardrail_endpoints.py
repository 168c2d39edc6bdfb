"""Guardrails: what an account's model calls may not say, and what is done with it. They hold in the account's calls at once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import uuid4
from weakref import WeakValueDictionary

from fastapi import APIRouter, Response
from prisma.fields import Json

from alchemi.auth.permissions import Permission
from alchemi.db.rows import Row
from alchemi.endpoints.guardrail_schemas import (
    Guardrail,
    GuardrailVersion,
    NewGuardrail,
    Trial,
    TrialFinding,
    TrialOutcome,
    UpdatedGuardrail,
)
from alchemi.enterprise_features.guardrails import store
from alchemi.enterprise_features.guardrails.engine import Action, Outcome, TooSlowError
from alchemi.enterprise_features.guardrails.rules import GuardType, compile_guards
from alchemi.rest.resource import Parent, Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.work import CurrentWork, requires
from alchemi.tenancy.account import AccountId

GUARDRAILS = Resource(
    path="/alchemi/guardrails",
    table=store.CONFIGS,
    noun="guardrail",
    plural="configs",
    item=Guardrail,
    create=NewGuardrail,
    update=UpdatedGuardrail,
    read=Permission.GUARDRAIL_READ,
    write=Permission.GUARDRAIL_WRITE,
    sort=("execution_order", "guard_type", "created_at"),
    default_sort="execution_order",
    filters=("enabled", "guard_type", "action_on_fail"),
    version="version",
    operations={"list", "get", "delete"},
)
VERSIONS = Resource(
    path="/alchemi/guardrails/{guardrail_id}/version",
    table=store.VERSIONS,
    noun="guardrail version",
    plural="versions",
    item=GuardrailVersion,
    read=Permission.GUARDRAIL_READ,
    write=Permission.GUARDRAIL_WRITE,
    sort=("version",),
    default_sort="-version",
    parent=Parent(GUARDRAILS, "guardrail_id", "guardrail_id"),
    operations={"list", "get"},
)
_WRITE: Final = [requires(Permission.GUARDRAIL_WRITE)]
_CONTENT: Final = ("guard_type", "enabled", "execution_order", "action_on_fail", "config")
_turns: Final[WeakValueDictionary[AccountId, asyncio.Lock]] = WeakValueDictionary()
operations = APIRouter()


@created(operations, GUARDRAILS, _WRITE)
async def create_guardrail(work: CurrentWork, body: NewGuardrail, response: Response) -> Guardrail:
    """Have calls looked through by another guard. One of each type."""
    async with work.rows(GUARDRAILS) as rows:
        row = await rows.create(body.model_dump(mode="json"))
        return made(rows, await _kept(rows, row), response, Guardrail)


@operations.put("/{guardrail_id}", dependencies=_WRITE, name="put_guardrail")
@operations.patch("/{guardrail_id}", dependencies=_WRITE)
async def update_guardrail(
    work: CurrentWork, guardrail_id: str, body: UpdatedGuardrail, response: Response
) -> Guardrail:
    """Change the fields that are sent; what the guard was before is kept as a version."""
    values = sent_values(body, GUARDRAILS)
    async with work.rows(GUARDRAILS) as rows:
        before = await rows.get(guardrail_id, for_update=True)
        return tagged(rows, await _kept(rows, await rows.change(before, values)), response, Guardrail)


@operations.post("/{guardrail_id}/version/{version_id}/restore", dependencies=_WRITE)
async def restore_guardrail_version(
    work: CurrentWork, guardrail_id: str, version_id: str, response: Response
) -> Guardrail:
    """Make the guard again what it was in a version. This is a change like others: nothing is lost by it."""
    async with work.rows(GUARDRAILS) as rows:
        guard = await rows.get(guardrail_id, for_update=True)
        version = await rows.of(VERSIONS).get(version_id, {"guardrail_id": guardrail_id})
        values = {name: version["definition"][name] for name in _CONTENT if name != "guard_type"}
        changed = await rows.change(guard, values, action="restore_version")
        return tagged(rows, await _kept(rows, changed), response, Guardrail)


@operations.post("/test", dependencies=[requires(Permission.GUARDRAIL_READ)])
async def try_guardrails(work: CurrentWork, body: Trial) -> TrialOutcome:
    """What would become of a text. No model is called, and nothing is written down."""
    async with work.rows(GUARDRAILS, is_read_only=True) as rows:
        patterns = await rows.call(store.PATTERNS, "find_many")
        configs = await rows.call(store.CONFIGS, "find_many")
    if body.guards is not None:
        configs = [guard.model_dump(mode="json") for guard in body.guards]
    turn = _turns.setdefault(work.caller.account, asyncio.Lock())
    guards, started = replace(compile_guards(configs, patterns), turn=turn), time.perf_counter()
    try:
        outcome: Outcome | None = await guards.inspect([body.text], body.direction)
    except TooSlowError:
        outcome = None
    return _told(outcome, (time.perf_counter() - started) * 1000, body.text)


def _told(outcome: Outcome | None, latency_ms: float, text: str) -> TrialOutcome:
    latency_ms = round(latency_ms, 3)
    if outcome is None:
        detail = "The patterns could not look through this text in time: the call would be refused."
        return TrialOutcome(outcome="error", detail=detail, text=None, findings=[], latency_ms=latency_ms)
    findings = [
        TrialFinding(guard_type=GuardType(one.guard_type), action=Action(one.action), counts=one.counts)
        for one in outcome.findings
    ]
    if (cause := outcome.blocked) is not None:
        detail = f"The call would be refused: the {cause.guard_type} guard found {_names(cause.counts)}."
        return TrialOutcome(outcome="blocked", detail=detail, text=None, findings=findings, latency_ms=latency_ms)
    [shown] = outcome.texts
    if shown != text:
        found = {name: count for one in outcome.findings if one.action == "mask" for name, count in one.counts.items()}
        detail = f"The call would go on with {_names(found)} masked."
        return TrialOutcome(outcome="masked", detail=detail, text=shown, findings=findings, latency_ms=latency_ms)
    detail = "The call would go on unchanged; what was found is written down." if findings else "Nothing was found."
    return TrialOutcome(outcome="pass", detail=detail, text=shown, findings=findings, latency_ms=latency_ms)


def _names(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))


async def _kept(rows: Rows, row: Row) -> Row:
    """Write down what the guard is now, once all of the account's guards are found to work together.

    Raises:
        InvalidRequestError, ConflictError: they do not. Nothing is kept of the change.
    """
    await store.check_guards(rows.unit, rows.work.caller.account)
    data = {
        "id": str(uuid4()), "guardrail_id": row["id"], "version": row["version"],
        "definition": Json({name: row[name] for name in _CONTENT}), "created_by": rows.work.caller.actor,
    }  # fmt: skip
    await rows.call(store.VERSIONS, "create", data=data)
    return row


router = resource_router(GUARDRAILS, operations, nested=[VERSIONS])
