"""Tells users that they were mentioned."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from alchemi.accounts.admins import WHEEL_ADMIN_ROLE
from alchemi.accounts.notifications import Notice, notify
from alchemi.accounts.people import USERS
from alchemi.accounts.stores import call
from alchemi.db.engine import Unit
from alchemi.db.rows import Row

_WORKSPACE_MEMBERS: Final = "Alchemi_WorkspaceMemberTable"
_SEE_ALL: Final = (WHEEL_ADMIN_ROLE, "proxy_admin_viewer")


async def tell_mentioned(unit: Unit, message: Row, users: Iterable[str], *, actor: str, now: datetime) -> None:
    """Notify those of `users` who see the message; what it says stays where they can read it."""
    wanted = sorted(set(users) - {actor})
    if not wanted:
        return
    metadata = {name: message[name] for name in ("workspace_id", "parent_object_type", "parent_object_id", "root_id")}
    for user_id in await _who_sees(unit, message["workspace_id"], wanted):
        notice = Notice(
            user_id, "MENTION", "You were mentioned in a discussion", "Open the discussion to read it.",
            metadata={"discussion_id": message["id"], **metadata},
        )  # fmt: skip
        await notify(unit, notice, actor=actor, now=now)


async def _who_sees(unit: Unit, workspace_id: str | None, users: list[str]) -> list[str]:
    if workspace_id is None:
        return users
    where: dict[str, Any] = {"workspace_id": workspace_id, "user_id": {"in": users}, "status": "ACTIVE"}
    seeing = {row["user_id"] for row in await call(unit, _WORKSPACE_MEMBERS, "find_many", where=where)}
    admins = {"user_id": {"in": users}, "user_role": {"in": list(_SEE_ALL)}}
    seeing |= {row["user_id"] for row in await call(unit, USERS, "find_many", where=admins)}
    return sorted(seeing)
