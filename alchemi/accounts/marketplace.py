"""The copies of listings that go beyond their accounts. The platform's side of the database alone writes and reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import uuid4

from prisma.fields import Json

from alchemi.accounts.agents import add_agent
from alchemi.accounts.stores import AccountStores, call
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.errors import ConflictError, NotFoundError
from alchemi.tenancy.account import AccountId

LISTINGS: Final = "Alchemi_AgentMarketplaceTable"
COPIES: Final = "Alchemi_MarketplaceCopy"
INSTALLS: Final = "Alchemi_MarketplaceInstallTable"
COPIED: Final = (
    "name", "description", "prompt", "page", "categories", "tags", "builtin_tools", "links", "is_singleton",
    "is_non_conversational",
)  # fmt: skip
"""What of an agent is installed elsewhere: its tools are rows of its own account and stay there."""


class ListingStatus(StrEnum):
    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    PUBLISHED = "PUBLISHED"
    REJECTED = "REJECTED"
    UNLISTED = "UNLISTED"


async def submit(platform: Database, account: AccountId, listing: Row, agent: Row, *, now: datetime) -> None:
    """Put a copy of the agent before the platform. An earlier copy that is shown stays so until this one is approved."""
    data = listing["listing_data"]
    async with platform.unit() as unit:
        waiting = {"account_id": account, "listing_id": listing["id"], "status": ListingStatus.SUBMITTED.value}
        await call(unit, COPIES, "delete_many", where=waiting)
        named = await call(unit, "Alchemi_AccountTable", "find_unique", where={"account_id": account})
        copy = {
            "id": str(uuid4()), "publisher": named["name"], "title": data.get("title") or agent["name"],
            "summary": data.get("summary") or agent["description"], "tags": agent["tags"], "listing_data": Json(data),
            "definition": Json({name: agent[name] for name in COPIED}), "submitted_at": now,
        }  # fmt: skip
        await call(unit, COPIES, "create", data=copy | waiting)


async def withdraw(platform: Database, account: AccountId, listing_id: str) -> None:
    """Show a listing to nobody any more. What was installed stays installed."""
    async with platform.unit() as unit:
        where = {"account_id": account, "listing_id": listing_id}
        await call(unit, COPIES, "update_many", where=where, data={"status": ListingStatus.UNLISTED.value})


async def list_copies(
    platform: Database, where: Mapping[str, Any], *, limit: int, offset: int
) -> tuple[list[Row], int]:
    """One page of copies, the newest first, and how many there are."""
    async with platform.unit(is_read_only=True) as unit:
        order = [{"published_at": {"sort": "desc", "nulls": "last"}}, {"submitted_at": "desc"}, {"id": "asc"}]
        rows = await call(unit, COPIES, "find_many", where=where, order=order, take=limit, skip=offset)
        return rows, await call(unit, COPIES, "count", where=where)


async def get_published(platform: Database, copy_id: str) -> Row:
    """What is shown to every account.

    Raises:
        NotFoundError: there is none, or it is not shown.
    """
    async with platform.unit(is_read_only=True) as unit:
        return await _get(unit, copy_id, ListingStatus.PUBLISHED)


async def install(unit: Unit, copy: Row, *, actor: str) -> dict[str, str]:
    """Make an agent of the bound account out of a copy: an inactive one, without tools."""
    values = {name: copy["definition"][name] for name in COPIED if name in copy["definition"]}
    agent = await add_agent(unit, values | {"provider": "MARKETPLACE", "status": "INACTIVE"}, COPIED, actor=actor)
    told = {"id": str(uuid4()), "copy_id": str(copy["id"]), "agent_id": str(agent["id"])}
    await call(unit, INSTALLS, "create", data=told | {"title": copy["title"], "created_by": actor})
    return told


async def count_install(platform: Database, copy_id: str) -> None:
    """Count that somebody has installed it."""
    async with platform.unit() as unit:
        await call(unit, COPIES, "update", where={"id": copy_id}, data={"install_count": {"increment": 1}})


async def review(
    stores: AccountStores, copy_id: str, *, approved: bool, note: str | None, actor: str, now: datetime
) -> Row:
    """Decide on a copy that was submitted: it is shown and replaces the one before it, or it is not.

    The account's own row follows first: a review that was cut short can be made again.

    Raises:
        NotFoundError: there is no such copy.
        ConflictError: it was decided on already, or its account has withdrawn it.
    """
    status = ListingStatus.PUBLISHED if approved else ListingStatus.REJECTED
    async with stores.directory() as unit:
        copy = await _get(unit, copy_id, None)
        if copy["status"] != ListingStatus.SUBMITTED:
            raise ConflictError(f"This listing is {copy['status']}; only one that was submitted is decided on.")
        await _tell(stores, copy, status, note=note, actor=actor, now=now)
        same = {"account_id": copy["account_id"], "listing_id": copy["listing_id"], "status": "PUBLISHED"}
        if approved:
            await call(unit, COPIES, "update_many", where=same, data={"status": ListingStatus.UNLISTED.value})
        decided: dict[str, Any] = {"status": status.value, "published_at": now if approved else None}
        where = {"id": copy_id, "status": ListingStatus.SUBMITTED.value}
        if not await call(unit, COPIES, "update_many", where=where, data=decided):
            raise ConflictError("This listing was decided on or withdrawn meanwhile.")
        return await _get(unit, copy_id, None)


async def _tell(
    stores: AccountStores, copy: Row, status: ListingStatus, *, note: str | None, actor: str, now: datetime
) -> None:
    async with stores.rows_of(AccountId(copy["account_id"])) as rows:
        data: dict[str, Any] = {
            "listing_status": status.value, "reviewed_at": now, "reviewed_by": actor, "review_note": note
        }  # fmt: skip
        if status is ListingStatus.PUBLISHED:
            data["published_at"] = now
        open_for_review = {"in": [ListingStatus.SUBMITTED.value, status.value]}
        where = {"id": copy["listing_id"], "listing_status": open_for_review}
        if not await call(rows, LISTINGS, "update_many", where=where, data=data):
            raise ConflictError("Its account has withdrawn this listing.")


async def _get(unit: Unit, copy_id: str, status: ListingStatus | None) -> Row:
    row: Row | None = None
    if copy_id.isprintable() and len(copy_id) <= 200:
        row = await call(unit, COPIES, "find_unique", where={"id": copy_id})
    if row is None or status not in (None, row["status"]):
        raise NotFoundError("There is no such listing.")
    return row
