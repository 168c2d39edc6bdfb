"""Catalogues of the platform: the operator alone writes them, and every account reads what is in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from prisma.fields import Json

from alchemi.accounts.platform_config import one_at_a_time
from alchemi.accounts.stores import call
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.errors import ConflictError, NotFoundError

MOST_ROWS: Final = 1_000
_ID_CHARACTERS: Final = 200


@dataclass(frozen=True, slots=True)
class Catalogue:
    """`unique`: the column that tells rows apart for people. `counts`: the column that counts changes, if there is one."""

    table: str
    noun: str
    unique: str
    order: Sequence[Mapping[str, str]]
    documents: frozenset[str] = frozenset()
    counts: str | None = None


INTEGRATIONS: Final = Catalogue(
    "Alchemi_IntegrationsDefTable", "integration", "toolkit", ({"display_order": "asc"}, {"id": "asc"})
)
AGENTS: Final = Catalogue(
    "Alchemi_PlatformAgentTable", "agent", "name", ({"name": "asc"},), frozenset({"categories", "links"}), "version"
)


async def list_rows(
    platform: Database, kind: Catalogue, where: Mapping[str, Any], *, limit: int, offset: int
) -> tuple[list[Row], int]:
    """One page in the order in which they are shown, and how many there are."""
    async with platform.unit(is_read_only=True) as unit:
        order = [dict(one) for one in kind.order]
        rows = await call(unit, kind.table, "find_many", where=where, order=order, take=limit, skip=offset)
        return rows, await call(unit, kind.table, "count", where=where)


async def find_agent_in_use(platform: Database, agent_id: str) -> Row | None:
    """The platform's agent of this id as accounts see it, if it is in use."""
    if not agent_id.isprintable() or len(agent_id) > _ID_CHARACTERS:
        return None
    async with platform.unit(is_read_only=True) as unit:
        row: Row | None = await call(unit, AGENTS.table, "find_first", where={"id": agent_id, "status": "ACTIVE"})
    if row is None:
        return None
    return row | {"provider": "PLATFORM", "tools_mcp_ids": [], "tools_openapi_ids": [], "deleted_at": None}


async def add_row(platform: Database, kind: Catalogue, values: Mapping[str, Any], *, actor: str) -> Row:
    """Write a new row.

    Raises:
        ConflictError: another one is called so, or there are too many.
    """
    async with platform.unit() as unit:
        await one_at_a_time(unit, kind.table)
        if await call(unit, kind.table, "count") >= MOST_ROWS:
            raise ConflictError(f"There are at most {MOST_ROWS} of these.")
        await _check_unique(unit, kind, values, None)
        data = _written(kind, values) | {"id": str(uuid4()), "created_by": actor, "updated_by": actor}
        row: Row = await call(unit, kind.table, "create", data=data)
        return row


async def change_row(platform: Database, kind: Catalogue, row_id: str, values: Mapping[str, Any], *, actor: str) -> Row:
    """Set `values`.

    Raises:
        NotFoundError: there is no such row.
        ConflictError: another one is called so.
    """
    async with platform.unit() as unit:
        await one_at_a_time(unit, kind.table)
        await _check_unique(unit, kind, values, row_id)
        data = _written(kind, values) | {"updated_by": actor}
        if kind.counts is not None:
            data[kind.counts] = {"increment": 1}
        row: Row | None = await call(unit, kind.table, "update", where={"id": row_id}, data=data)
        if row is None:
            raise NotFoundError(f"There is no such {kind.noun}.")
        return row


async def remove_row(platform: Database, kind: Catalogue, row_id: str) -> None:
    """Delete a row.

    Raises:
        NotFoundError: there is no such row.
    """
    async with platform.unit() as unit:
        if await call(unit, kind.table, "delete", where={"id": row_id}) is None:
            raise NotFoundError(f"There is no such {kind.noun}.")


async def _check_unique(unit: Unit, kind: Catalogue, values: Mapping[str, Any], own_id: str | None) -> None:
    if kind.unique not in values:
        return
    found = await call(unit, kind.table, "find_first", where={kind.unique: values[kind.unique]})
    if found is not None and found["id"] != own_id:
        raise ConflictError(f"Another {kind.noun} has this {kind.unique}.", field=kind.unique)


def _written(kind: Catalogue, values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: Json(value) if name in kind.documents else value for name, value in values.items()}
