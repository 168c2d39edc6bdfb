"""Agents of the studio as other parts of the product make and read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from prisma.fields import Json

from alchemi.accounts.stores import call
from alchemi.db.engine import Unit
from alchemi.db.rows import Row

AGENTS: Final = "Alchemi_AgentDefTable"
VERSIONS: Final = "Alchemi_AgentVersionTable"
_DOCUMENTS: Final = ("categories", "links")


async def find_agent(unit: Unit, agent_id: str) -> Row | None:
    """The account's agent of this id, unless it was deleted."""
    row: Row | None = await call(unit, AGENTS, "find_first", where={"id": agent_id, "AND": [{"deleted_at": None}]})
    return row


async def add_agent(unit: Unit, values: Mapping[str, Any], content: tuple[str, ...], *, actor: str) -> Row:
    """Write an agent of `values`, and its first version with the fields of `content`."""
    data = {**values, "id": str(uuid4()), "created_by": actor, "updated_by": actor}
    data |= {name: Json(data[name]) for name in _DOCUMENTS if name in data}
    row: Row = await call(unit, AGENTS, "create", data=data)
    await keep_version(unit, row, content, actor=actor)
    return row


async def keep_version(unit: Unit, agent: Row, content: tuple[str, ...], *, actor: str) -> None:
    """Write down what the agent is now."""
    data = {
        "id": str(uuid4()), "agent_id": agent["id"], "version": agent["version"],
        "definition": Json({name: agent[name] for name in content}), "created_by": actor,
    }  # fmt: skip
    await call(unit, VERSIONS, "create", data=data)
