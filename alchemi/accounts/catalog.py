"""The platform's catalogue: products, features and settings that accounts override. The operator alone writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from prisma.fields import Json

from alchemi.db.calls import Call, run
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.errors import ConflictError, InvalidRequestError, NotFoundError

_TABLE: Final = "Alchemi_PlatformCatalogTable"
_MOST_LEVELS: Final = 50


async def list_entries(
    platform: Database, where: Mapping[str, Any], *, limit: int, offset: int
) -> tuple[list[Row], int]:
    """One page in the order in which they are shown, and how many there are."""
    order = [{"display_order": "asc"}, {"code": "asc"}]
    async with platform.unit(is_read_only=True) as unit:
        rows = await _call(unit, "find_many", where=where, order=order, take=limit, skip=offset)
        return rows, await _call(unit, "count", where=where)


async def find_entry(platform: Database, code: str) -> Row | None:
    """The entry of this code."""
    async with platform.unit(is_read_only=True) as unit:
        entry: Row | None = await _call(unit, "find_unique", where={"code": code})
        return entry


async def add_entry(platform: Database, values: Mapping[str, Any], *, actor: str) -> Row:
    """Write a new entry.

    Raises:
        ConflictError: the code is taken.
        InvalidRequestError: there is no such parent.
    """
    async with platform.unit() as unit:
        if await _call(unit, "find_unique", where={"code": values["code"]}) is not None:
            raise ConflictError("Another entry has this code.", field="code")
        await _check_parent(unit, str(values["code"]), values.get("parent_code"))
        row: Row = await _call(unit, "create", data=_written(values) | {"created_by": actor, "updated_by": actor})
        return row


async def change_entry(platform: Database, code: str, values: Mapping[str, Any], *, actor: str) -> Row:
    """Set `values`.

    Raises:
        NotFoundError: there is no such entry.
        InvalidRequestError: the parent is unknown, or lies below the entry.
    """
    async with platform.unit() as unit:
        await _check_parent(unit, code, values.get("parent_code"))
        row: Row | None = await _call(
            unit, "update", where={"code": code}, data=_written(values) | {"updated_by": actor}
        )
        if row is None:
            raise NotFoundError("There is no such entry.")
        return row


async def remove_entry(platform: Database, code: str) -> None:
    """Delete an entry that no other stands below.

    Raises:
        NotFoundError: there is no such entry.
        ConflictError: entries stand below it.
    """
    async with platform.unit() as unit:
        if await _call(unit, "count", where={"parent_code": code}):
            raise ConflictError("Other entries stand below this one.")
        if await _call(unit, "delete", where={"code": code}) is None:
            raise NotFoundError("There is no such entry.")


async def _check_parent(unit: Unit, code: str, parent: object) -> None:
    seen = {code}
    for _ in range(_MOST_LEVELS):
        if parent is None:
            return
        if parent in seen:
            raise InvalidRequestError.of_field("/parent_code", "This would put the entry below itself.")
        seen.add(str(parent))
        row = await _call(unit, "find_unique", where={"code": parent})
        if row is None:
            raise InvalidRequestError.of_field("/parent_code", "There is no such entry.")
        parent = row["parent_code"]
    raise InvalidRequestError.of_field("/parent_code", f"At most {_MOST_LEVELS} levels.")


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: Json(value) if name == "value_config" else value for name, value in values.items()}


async def _call(unit: Unit, method: str, **arguments: Any) -> Any:
    return await run(unit, Call(unit.builder().catalogue.tables[_TABLE], method, arguments))
