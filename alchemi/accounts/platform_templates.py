"""The platform's templates of notifications, which the operator alone writes and every account reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from alchemi.accounts.notification_templates import check_template
from alchemi.accounts.notifications import TEMPLATES
from alchemi.accounts.stores import call
from alchemi.db.engine import Database, Unit
from alchemi.db.rows import Row
from alchemi.errors import ConflictError, NotFoundError


async def list_templates(
    platform: Database, where: Mapping[str, Any], *, limit: int, offset: int
) -> tuple[list[Row], int]:
    """One page of templates, by their ids, and how many there are."""
    async with platform.unit(is_read_only=True) as unit:
        order = [{"template_id": "asc"}]
        rows = await call(unit, TEMPLATES, "find_many", where=where, order=order, take=limit, skip=offset)
        return rows, await call(unit, TEMPLATES, "count", where=where)


async def add_template(platform: Database, values: Mapping[str, Any], *, actor: str) -> Row:
    """Write a template.

    Raises:
        ConflictError: the id is taken, or the event has a template of this type and language.
        InvalidRequestError: a text is not accepted.
    """
    _check_texts(values)
    async with platform.unit() as unit:
        if await call(unit, TEMPLATES, "find_unique", where={"template_id": values["template_id"]}) is not None:
            raise ConflictError("Another template has this id.", field="template_id")
        await _check_event(unit, values, None)
        data = {**values, "id": str(uuid4()), "created_by": actor, "updated_by": actor}
        row: Row = await call(unit, TEMPLATES, "create", data=data)
        return row


async def change_template(platform: Database, template_id: str, values: Mapping[str, Any], *, actor: str) -> Row:
    """Set `values`.

    Raises:
        NotFoundError: there is no such template.
        ConflictError, InvalidRequestError: as for a new one.
    """
    async with platform.unit() as unit:
        before = await _get(unit, template_id)
        _check_texts({**before, **values})
        await _check_event(unit, {**before, **values}, before["id"])
        data = {**values, "updated_by": actor}
        row: Row = await call(unit, TEMPLATES, "update", where={"template_id": template_id}, data=data)
        return row


async def delete_template(platform: Database, template_id: str) -> None:
    """Delete a template; what accounts say instead of it is used no more.

    Raises:
        NotFoundError: there is no such template.
    """
    async with platform.unit() as unit:
        await _get(unit, template_id)
        await call(unit, TEMPLATES, "delete", where={"template_id": template_id})


async def _get(unit: Unit, template_id: str) -> Row:
    row: Row | None = None
    if template_id.isprintable():
        row = await call(unit, TEMPLATES, "find_unique", where={"template_id": template_id})
    if row is None:
        raise NotFoundError("There is no such template.")
    return row


async def _check_event(unit: Unit, values: Mapping[str, Any], own_id: str | None) -> None:
    where = {name: values[name] for name in ("event_id", "type", "locale")}
    found = await call(unit, TEMPLATES, "find_first", where=where)
    if found is not None and found["id"] != own_id:
        raise ConflictError("This event has a template of this type and language already.", field="event_id")


def _check_texts(values: Mapping[str, Any]) -> None:
    for name in ("title_line", "template_content"):
        check_template(f"/{name}", values[name], values["placeholders"])
