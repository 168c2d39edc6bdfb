"""Effective access: what a user may use after all overrides, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from alchemi.accounts.effective_access import Decision, Facts, access_of
from alchemi.auth.permissions import Permission, may
from alchemi.errors import ForbiddenError, NotFoundError
from alchemi.rest.constraints import translating
from alchemi.rest.router import group_router
from alchemi.rest.schema import Answer, Identifier, OwnAccount, Parameters, Schema
from alchemi.rest.work import CurrentWork, Work, requires

PATH = "/alchemi/effective-access"
operations = APIRouter()


class AccessQuery(Parameters):
    account_id: OwnAccount = None
    user_id: Identifier = Field(examples=["u-1"])
    category: Identifier | None = None


class Cause(Answer):
    scope_type: str = Field(description="ACCOUNT, GROUP, TEAM or USER; CATALOG or PARENT for what the catalogue says.")
    scope_id: str
    override_id: str | None
    action: str
    applied: bool
    reason: str | None


class Item(Answer):
    code: str
    name: str
    enabled: bool
    restrictedBy: str | None  # noqa: N815 - the name that clients know


class Config(Answer):
    product_code: str | None
    feature_code: str | None
    entity_code: str
    category: str
    name: str
    action: str
    inherit: bool
    enabled: bool
    restrictedBy: str | None  # noqa: N815 - the name that clients know
    resolved_scope_type: str
    value_config: dict[str, Any]
    items: list[Item]
    causes: list[Cause]


class Access(Answer):
    configs: list[Config]
    scope_chain: dict[str, list[str]]
    hierarchy: dict[str, str | None]
    computed_at: datetime


class AccessQuestion(Schema):
    entity_code: Identifier = Field(examples=["EXAMPLE"])
    user_id: Identifier | None = Field(default=None, description="By default the caller.")
    product_code: Identifier | None = None
    feature_code: Identifier | None = None


class AccessAnswer(Answer):
    allowed: bool
    reason: str
    config: Config


@operations.get("/compute", dependencies=[requires(Permission.ACCESS_READ)])
async def compute_access(work: CurrentWork, query: Annotated[AccessQuery, Query()]) -> Access:
    """All that the catalogue has, as it holds for a user of the account. Others than oneself need `overrides:read`."""
    found, facts = await _access(work, query.user_id)
    configs = [_config(one) for one in found if query.category in (None, one.entry["category"])]
    chain = {scope.lower(): list(ids) for scope, ids in facts.chain.items()} | {"account": [work.caller.account]}
    first = {f"{scope}_id": ids[0] if ids else None for scope, ids in chain.items()}
    return Access(configs=configs, scope_chain=chain, hierarchy=first, computed_at=work.now)


@operations.post("/check", dependencies=[requires(Permission.ACCESS_READ)])
async def check_access(work: CurrentWork, body: AccessQuestion) -> AccessAnswer:
    """Whether a user may use one entry, and why."""
    user_id = body.user_id or work.caller.user_id
    if user_id is None:
        raise NotFoundError("There is no such user.")
    found, _ = await _access(work, user_id)
    by_key = {one.key: one for one in found}
    exact = by_key.get((body.product_code, body.feature_code, body.entity_code))
    decision = (
        exact or by_key.get((body.product_code, None, body.entity_code)) or by_key.get((None, None, body.entity_code))
    )
    if decision is None:
        raise NotFoundError("The catalogue has no such entry.")
    verb = "allowed" if decision.allowed else "denied"
    told = next((one["reason"] for one in reversed(decision.causes) if one["applied"] and one["reason"]), None)
    reason = f"It is {verb} by {decision.decided_by}." + (f" {told}" if told else "")
    return AccessAnswer(allowed=decision.allowed, reason=reason, config=_config(decision))


async def _access(work: Work, user_id: str) -> tuple[list[Decision], Facts]:
    if user_id != work.caller.user_id and not may(work.caller, Permission.OVERRIDE_READ):
        raise ForbiddenError("Only your own access is shown to you.")
    services = work.services
    with translating():
        async with services.database.unit(is_read_only=True) as unit:
            return await access_of(services.access, unit, services.platform, user_id, work.now)


def _config(one: Decision) -> Config:
    return Config(
        product_code=one.key[0],
        feature_code=one.key[1],
        entity_code=one.key[2],
        category=one.entry["category"],
        name=one.entry["name"],
        action=one.action,
        inherit=one.inherit,
        enabled=one.allowed,
        restrictedBy=one.restricted_by,
        resolved_scope_type=one.decided_by,
        value_config=one.value,
        items=[Item.model_validate(item) for item in one.items.values()],
        causes=[Cause.model_validate(cause) for cause in one.causes],
    )


router = group_router(PATH, (), operations)
