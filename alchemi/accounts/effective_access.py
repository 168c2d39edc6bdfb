"""What a user may use after all: the catalogue, and what the account, the user's groups, teams and the user override of it.

A denial holds for every scope below it unless it says that it may be overridden. Pure but for `read_facts`.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from alchemi.db.calls import Call, run
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.errors import NotFoundError
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import require_account

SCOPES: Final = ("ACCOUNT", "GROUP", "TEAM", "USER")
_STRENGTH: Final = {"DENY": 0, "RESTRICT": 1, "ALLOW": 2}
_MOST: Final = 10_000
_REMEMBERED: Final = 2_000
_OVERRIDES: Final = "Alchemi_AccountOverrideConfigTable"
_STAMP: Final = (
    'SELECT (SELECT (count(*), max(updated_at))::text FROM "Alchemi_AccountOverrideConfigTable" WHERE account_id = $1),'
    ' (SELECT (updated_at, teams)::text FROM "LiteLLM_UserTable" WHERE account_id = $1 AND user_id = $2),'
    ' (SELECT (count(*), max(updated_at))::text FROM "LiteLLM_TeamTable" WHERE account_id = $1 AND team_id = ANY ('
    ' SELECT unnest(teams) FROM "LiteLLM_UserTable" WHERE account_id = $1 AND user_id = $2)),'
    " (SELECT string_agg((m.is_active, m.team_id, t.group_id)::text, ';' ORDER BY m.id)"
    ' FROM "Alchemi_AccountMembershipTable" m LEFT JOIN "Alchemi_TeamTable" t'
    " ON t.account_id = m.account_id AND t.id = m.team_id WHERE m.account_id = $1 AND m.user_id = $2)"
)
_CATALOG_STAMP: Final = 'SELECT (count(*), max(updated_at))::text FROM "Alchemi_PlatformCatalogTable"'

Key = tuple[str | None, str | None, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """`chain`: the ids of each scope that the user is in."""

    catalogue: Sequence[Row]
    overrides: Sequence[Row]
    chain: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Decision:
    """What holds for one entry. `decided_by` is a scope, `CATALOG` or `PARENT`; `causes` are the steps that led there."""

    entry: Row
    key: Key
    allowed: bool = True
    action: str = "ALLOW"
    inherit: bool = True
    decided_by: str = "CATALOG"
    restricted_by: str | None = None
    is_final: bool = False
    value: dict[str, Any] = field(default_factory=dict)
    caps: dict[str, Any] = field(default_factory=dict)
    items: dict[str, dict[str, Any]] = field(default_factory=dict)
    causes: list[dict[str, Any]] = field(default_factory=list)


class AccessCache:
    """Decisions by account and user, for as long as nothing that they follow from has changed."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[AccountId, str], tuple[object, datetime | None, list[Decision], Facts]] = (
            OrderedDict()
        )

    def find(
        self, account: AccountId, user_id: str, stamp: object, now: datetime
    ) -> tuple[list[Decision], Facts] | None:
        known = self._known.get((account, user_id))
        if known is None or known[0] != stamp or (known[1] is not None and known[1] <= now):
            return None
        return known[2], known[3]

    def keep(
        self,
        account: AccountId,
        user_id: str,
        stamp: object,
        until: datetime | None,
        found: tuple[list[Decision], Facts],
    ) -> None:
        self._known[account, user_id] = (stamp, until, *found)
        self._known.move_to_end((account, user_id))
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)


async def access_of(
    cache: AccessCache, unit: Unit, platform: Database, user_id: str, now: datetime
) -> tuple[list[Decision], Facts]:
    """What holds for a user of the bound account.

    Raises:
        NotFoundError: there is no such user.
    """
    account = require_account("A user's access")
    [record] = await unit.fetch(Statement(_STAMP, [account, user_id]))
    if record[1] is None:
        raise NotFoundError("There is no such user.")
    async with platform.unit(is_read_only=True) as of_platform:
        [catalog_stamp] = await of_platform.fetch(Statement(_CATALOG_STAMP, []))
        stamp = (*record, catalog_stamp[0])
        if (known := cache.find(account, user_id, stamp, now)) is not None:
            return known
        catalogue = await _rows(
            of_platform, "Alchemi_PlatformCatalogTable", {}, [{"display_order": "asc"}, {"code": "asc"}]
        )
    facts, until = await read_facts(unit, catalogue, user_id, now)
    found = (decide(facts), facts)
    cache.keep(account, user_id, stamp, until, found)
    return found


async def read_facts(
    unit: Unit, catalogue: Sequence[Row], user_id: str, now: datetime
) -> tuple[Facts, datetime | None]:
    """What a user's access follows from, and until when that holds if nothing is changed."""
    [user] = await _rows(unit, "LiteLLM_UserTable", {"user_id": user_id})
    teams = await _rows(unit, "LiteLLM_TeamTable", {"team_id": {"in": list(user["teams"] or [])}})
    groups = {str(team["metadata"]["group_id"]) for team in teams if (team["metadata"] or {}).get("group_id")}
    chain = {
        "ACCOUNT": [""],
        "GROUP": sorted(groups),
        "TEAM": sorted(team["team_id"] for team in teams),
        "USER": [user_id],
    }
    wanted = [{"scope_type": scope, "scope_id": {"in": ids}} for scope, ids in chain.items()]
    named = await _rows(unit, _OVERRIDES, {"OR": wanted}, [{"created_at": "asc"}, {"id": "asc"}])
    moments = [row[name] for row in named for name in ("valid_from", "valid_until") if row[name] is not None]
    holds = [
        row for row in named if row["valid_from"] <= now and (row["valid_until"] is None or row["valid_until"] > now)
    ]
    return Facts(catalogue, holds, chain), min((one for one in moments if one > now), default=None)


def decide(facts: Facts) -> list[Decision]:
    """What holds for each entry of the catalogue, and for each product and feature that overrides name."""
    by_code: dict[str, list[Row]] = {}
    for row in facts.overrides:
        by_code.setdefault(row["entity_code"], []).append(row)
    made: dict[Key, Decision] = {}
    for entry in _parents_first(facts.catalogue):
        found = by_code.get(entry["code"], [])
        keys: dict[Key, None] = {(None, None, entry["code"]): None}
        keys |= {(row["product_code"], row["feature_code"], entry["code"]): None for row in found}
        for key in keys:
            made[key] = _decide_one(entry, key, found, made)
    order = {entry["code"]: number for number, entry in enumerate(facts.catalogue)}
    return sorted(made.values(), key=lambda one: (order[one.key[2]], one.key[0] or "", one.key[1] or ""))


def _decide_one(entry: Row, key: Key, overrides: Iterable[Row], made: Mapping[Key, Decision]) -> Decision:
    decision = Decision(entry, key, value=dict(entry["value_config"] or {}))
    _merge_items(decision, decision.value.pop("items", None), "CATALOG")
    if not entry["is_active"] or decision.value.get("enabled") is False:
        _deny(decision, "CATALOG", is_final=not entry["is_active"], reason="The catalogue has it off.")
    above = entry["parent_code"]
    parent = made.get((key[0], key[1], above)) or made.get((None, None, above)) if above else None
    if parent and not parent.allowed:
        _deny(
            decision,
            "PARENT",
            is_final=parent.is_final,
            reason=f"{parent.entry['code']} is denied by {parent.decided_by}.",
        )
    fitting = [
        row for row in overrides if row["product_code"] in (None, key[0]) and row["feature_code"] in (None, key[1])
    ]
    for scope in SCOPES:
        for row in sorted(
            (one for one in fitting if one["scope_type"] == scope), key=lambda one: -_STRENGTH[_action(one)]
        ):
            _apply(decision, row)
    return decision


def _apply(decision: Decision, row: Row) -> None:
    """One override, of a scope that is not above those applied before; of one scope the strongest comes last."""
    action, scope, value = _action(row), row["scope_type"], dict(row["value_config"] or {})
    _merge_items(decision, value.pop("items", None), scope)
    cause = {"scope_type": scope, "scope_id": row["scope_id"], "override_id": row["id"], "action": action, "applied": True,
             "reason": row["reason"]}  # fmt: skip
    decision.causes.append(cause)
    if action == "DENY":
        if decision.is_final and not decision.allowed:
            return
        _deny(decision, scope, is_final=not _is_overridable(row), reason=None)
    elif decision.is_final and not decision.allowed:
        cause |= {"applied": False, "reason": f"{decision.decided_by} denies it, and lets nobody below override that."}
        return
    elif action == "ALLOW":
        decision.allowed, decision.action, decision.decided_by, decision.restricted_by = True, action, scope, None
        decision.value = _capped(value if not row["inherit"] else {**decision.value, **value}, decision.caps)
        decision.value.pop("overridable", None)
    else:
        limits = {**value, **(row["restriction_json"] or {})}
        limits.pop("overridable", None)
        decision.caps = _capped({**limits, **decision.caps}, limits)
        decision.value = _capped({**limits, **decision.value} if row["inherit"] else limits, decision.caps)
        if decision.allowed:
            decision.action, decision.decided_by, decision.restricted_by = (
                action,
                scope,
                decision.restricted_by or scope,
            )
    decision.inherit = row["inherit"]


def _deny(decision: Decision, by: str, *, is_final: bool, reason: str | None) -> None:
    decision.allowed, decision.action, decision.decided_by, decision.restricted_by = False, "DENY", by, by
    decision.is_final = is_final
    if reason is not None:
        decision.causes.append({"scope_type": by, "scope_id": "", "override_id": None, "action": "DENY", "applied": True,
                                "reason": reason})  # fmt: skip


def _action(row: Row) -> str:
    return "DENY" if (row["value_config"] or {}).get("enabled") is False else str(row["action"])


def _is_overridable(row: Row) -> bool:
    return any(
        (document or {}).get("overridable") is True for document in (row["value_config"], row["restriction_json"])
    )


def _capped(value: Mapping[str, Any], caps: Mapping[str, Any]) -> dict[str, Any]:
    """`value` with nothing wider than in `caps`: the smaller number, both of two switches, what two lists share."""
    capped = dict(value)
    for name, cap in caps.items():
        own = capped.get(name, cap)
        if isinstance(own, bool) and isinstance(cap, bool):
            capped[name] = own and cap
        elif isinstance(own, int | float) and isinstance(cap, int | float) and not isinstance(cap, bool):
            capped[name] = min(own, cap)
        elif isinstance(own, list) and isinstance(cap, list):
            capped[name] = [one for one in own if one in cap]
        else:
            capped[name] = cap
    return capped


def _merge_items(decision: Decision, items: object, scope: str) -> None:
    """Off anywhere is off; the first that turned it off is named."""
    for item in items if isinstance(items, list) else []:
        if not isinstance(item, dict) or not isinstance(item.get("code"), str):
            continue
        name = str(item.get("name") or item["code"])
        fresh = {"code": item["code"], "name": name, "enabled": True, "restrictedBy": None}
        known = decision.items.setdefault(item["code"], fresh)
        if item.get("enabled") is False and known["enabled"]:
            known |= {"enabled": False, "restrictedBy": scope}


def _parents_first(catalogue: Sequence[Row]) -> Iterable[Row]:
    waiting = {entry["code"]: entry for entry in catalogue}
    while waiting:
        ready = [entry for entry in waiting.values() if entry["parent_code"] not in waiting]
        # A circle cannot be made through the API; were there one, its entries come as they are.
        for entry in ready or list(waiting.values()):
            yield waiting.pop(entry["code"])


async def _rows(unit: Unit, table: str, where: Mapping[str, Any], order: Any = None) -> list[Row]:
    arguments = {"where": where, "order": order, "take": _MOST}
    found: list[Row] = await run(unit, Call(unit.builder().catalogue.tables[table], "find_many", arguments))
    return found
