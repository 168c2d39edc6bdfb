"""The bound account's rows of files, batches and jobs that providers hold, and who in the account may use them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from litellm.llms.base_llm.managed_resources.isolation import (
    build_owner_filter,
    can_access_resource,
    resolve_resource_owner_id,
)

Purpose = Literal["batch", "fine-tune", "response"]

MOST_LISTED: Final = 10_000
"""What OpenAI allows for a page of files."""


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    has_more: bool


class FileRows:
    """Files: one row per unified id, with the provider's id in each deployment that holds the file."""

    async def add(self, unified_id: str, file_object: Any, mappings: Mapping[str, str], caller: Any) -> None:
        """Keep a file as the caller's. Safe to repeat."""
        hidden = getattr(file_object, "_hidden_params", None) or {}
        row = {
            "unified_file_id": unified_id,
            "file_object": None if file_object is None else file_object.model_dump_json(),
            "model_mappings": json.dumps(dict(mappings)),
            "flat_model_file_ids": list(mappings.values()),
            "storage_backend": hidden.get("storage_backend"),
            "storage_url": hidden.get("storage_url"),
            **_owner(caller),
        }
        # A column that is not given stays the database's NULL; JSON's null is another value.
        row = {name: value for name, value in row.items() if value is not None}
        await _files().upsert(where={"unified_file_id": unified_id}, data={"create": row, "update": {}})

    async def find(self, unified_id: str) -> Any | None:
        return await _files().find_first(where={"unified_file_id": unified_id})

    async def find_for(self, unified_id: str, caller: Any) -> Any | None:
        """The row, when there is one that the caller may use."""
        row = await self.find(unified_id)
        return row if row is not None and may_use(row, caller) else None

    async def remove(self, unified_id: str) -> None:
        await _files().delete_many(where={"unified_file_id": unified_id})

    async def unified_ids(self, provider_ids: Sequence[str], caller: Any) -> dict[str, str]:
        """By the provider's id, those of `provider_ids` that the caller may use."""
        owner = build_owner_filter(caller)
        if owner is None or not provider_ids:
            return {}
        rows = await _files().find_many(where={"flat_model_file_ids": {"hasSome": [*provider_ids]}, **owner})
        return {held: row.unified_file_id for row in rows for held in row.flat_model_file_ids if held in provider_ids}

    async def page(self, caller: Any, limit: int | None, after: str | None, purpose: str | None) -> Page:
        """The caller's files, newest first."""
        where = {"file_object": {"path": ["purpose"], "equals": json.dumps(purpose)}} if purpose else {}
        return await _page(_files(), "unified_file_id", where, caller, limit, after)


class ObjectRows:
    """Batches, fine-tuning jobs and background responses: by whom each was asked for, and whether its cost was taken."""

    async def add(
        self,
        unified_id: str,
        provider_id: str,
        purpose: Purpose,
        content: Any,
        caller: Any,
        *,
        tags: Iterable[str] = (),
        is_settled: bool = False,
    ) -> None:
        """Keep what was asked for, with what its cost is to be taken from. Safe to repeat."""
        row = {
            "unified_object_id": unified_id,
            "model_object_id": provider_id,
            "file_object": content.model_dump_json(),
            "file_purpose": purpose,
            "status": content.status,
            "batch_processed": is_settled,
            "org_id": caller.org_id,
            "api_key": caller.token or caller.api_key,
            "request_tags": json.dumps([*tags]),
            **_owner(caller),
        }
        row = {name: value for name, value in row.items() if value is not None}
        await _objects().upsert(where={"unified_object_id": unified_id}, data={"create": row, "update": {}})

    async def find_for(self, unified_id: str, caller: Any) -> Any | None:
        """The row, when there is one that the caller may use."""
        row = await _objects().find_first(where={"unified_object_id": unified_id})
        return row if row is not None and may_use(row, caller) else None

    async def unsettled(self, purpose: Purpose, *, since: datetime) -> list[Any]:
        """What was made from `since` on and has a cost that was not taken."""
        where = {"file_purpose": purpose, "batch_processed": False, "created_at": {"gte": since}}
        found: list[Any] = await _objects().find_many(where=where, order={"created_at": "asc"})
        return found

    async def settle(self, unified_id: str, status: str, content: Any = None) -> bool:
        """Mark the cost as taken. Of several workers, it is true for one."""
        change: dict[str, Any] = {
            "batch_processed": True,
            # As the wheel writes it.
            "status": "complete" if status == "completed" else status,
        }
        if content is not None:
            change["file_object"] = content.model_dump_json()
        where = {"unified_object_id": unified_id, "batch_processed": False}
        return bool(await _objects().update_many(where=where, data=change) == 1)

    async def page(self, caller: Any, limit: int | None, after: str | None) -> Page:
        """The caller's batches, newest first."""
        return await _page(_objects(), "unified_object_id", {"file_purpose": "batch"}, caller, limit, after)


def may_use(row: Any, caller: Any) -> bool:
    """The one who made it, its team, and the account's admins."""
    return bool(can_access_resource(caller, row.created_by, row.team_id))


def content_of(column: Any) -> Any:
    """What a JSON column holds."""
    return json.loads(column) if isinstance(column, str) else column


def _owner(caller: Any) -> dict[str, str | None]:
    owner = resolve_resource_owner_id(caller)
    return {"created_by": owner, "updated_by": owner, "team_id": caller.team_id}


async def _page(
    table: Any, key: str, where: Mapping[str, Any], caller: Any, limit: int | None, after: str | None
) -> Page:
    owner = build_owner_filter(caller)
    if owner is None:
        return Page([], has_more=False)
    conditions: list[Mapping[str, Any]] = [owner, where]
    if after is not None:
        last = await table.find_first(where={key: after})
        if last is None or not may_use(last, caller):
            return Page([], has_more=False)
        same = {"created_at": last.created_at, "id": {"lt": last.id}}
        conditions.append({"OR": [{"created_at": {"lt": last.created_at}}, same]})
    size = min(limit or MOST_LISTED, MOST_LISTED)
    found = await table.find_many(
        where={"AND": [condition for condition in conditions if condition]},
        order=[{"created_at": "desc"}, {"id": "desc"}],
        take=size + 1,
    )
    return Page(found[:size], has_more=len(found) > size)


def _files() -> Any:
    return _database().litellm_managedfiletable


def _objects() -> Any:
    return _database().litellm_managedobjecttable


def _database() -> Any:
    from litellm.proxy import proxy_server

    return proxy_server.prisma_client.db
