"""Providers, models, defaults and sandbox prices that the platform offers to all accounts. The operator alone writes them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from prisma.fields import Json

from alchemi.accounts.stores import call
from alchemi.db.engine import Database, Unit
from alchemi.db.failures import UNAVAILABLE
from alchemi.db.rows import Row
from alchemi.db.sql.statement import Statement
from alchemi.errors import ConflictError, DatabaseUnavailableError, InvalidRequestError, NotFoundError

PROVIDERS: Final = "Alchemi_PlatformProviderTable"
MODELS: Final = "Alchemi_PlatformModelTable"
DEFAULTS: Final = "Alchemi_PlatformDefaultModelTable"
PRICES: Final = "Alchemi_PlatformSandboxPricingTable"
MOST_ENTRIES: Final = 1_000
_DOCUMENTS: Final = frozenset({"content_capabilities", "extra_body"})
_ONE_AT_A_TIME: Final = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"


async def one_at_a_time(unit: Unit, what: str) -> None:
    """Wait for everybody else who does this to `what`, until they end."""
    await unit.fetch(Statement(_ONE_AT_A_TIME, [what]))


async def list_entries(
    platform: Database, table: str, where: Mapping[str, Any], *, limit: int = MOST_ENTRIES, offset: int = 0
) -> tuple[list[Row], int]:
    """One page in the order in which they are shown, and how many there are."""
    order = {
        PROVIDERS: [{"name": "asc"}],
        MODELS: [{"sort_order": "asc"}, {"id": "asc"}],
        DEFAULTS: [{"purpose": "asc"}],
        PRICES: [{"effective_from": "desc"}, {"id": "asc"}],
    }[table]
    async with platform.unit(is_read_only=True) as unit:
        rows = await call(unit, table, "find_many", where=where, order=order, take=limit, skip=offset)
        return rows, await call(unit, table, "count", where=where)


async def offered(platform: Database, table: str, where: Mapping[str, Any]) -> list[Row]:
    """What the platform offers to every account.

    Raises:
        DatabaseUnavailableError: the database does not answer.
    """
    try:
        return (await list_entries(platform, table, where))[0]
    except UNAVAILABLE as error:
        raise DatabaseUnavailableError("The database cannot be reached; try again in a moment.") from error


def rest_of_page(offered_rows: list[Row], own_count: int, offset: int, room: int) -> list[Row]:
    """What of the platform's belongs on a page that begins at `offset`, after all `own_count` of the account's."""
    start = max(0, offset - own_count)
    return offered_rows[start : start + room]


async def add_entry(platform: Database, table: str, values: Mapping[str, Any], *, actor: str) -> Row:
    """Write a new entry.

    Raises:
        ConflictError: it stands in the way of another one.
        InvalidRequestError: it names nothing.
    """
    async with _writing(platform, table) as unit:
        if await call(unit, table, "count") >= MOST_ENTRIES:
            raise ConflictError(f"There are at most {MOST_ENTRIES} of these.")
        await _check(unit, table, values, None)
        data = _written(values) | {"id": str(uuid4()), "created_by": actor, "updated_by": actor}
        row: Row = await call(unit, table, "create", data=data)
        return row


async def change_entry(platform: Database, table: str, entry_id: str, values: Mapping[str, Any], *, actor: str) -> Row:
    """Set `values`.

    Raises:
        NotFoundError: there is no such entry.
        ConflictError, InvalidRequestError: as for a new one.
    """
    async with _writing(platform, table) as unit:
        before = await _get(unit, table, entry_id)
        await _check(unit, table, {**before, **values}, entry_id)
        data = _written(values) | {"updated_by": actor}
        row: Row = await call(unit, table, "update", where={"id": entry_id}, data=data)
        return row


async def remove_entry(platform: Database, table: str, entry_id: str) -> None:
    """Delete an entry that no other needs.

    Raises:
        NotFoundError: there is no such entry.
        ConflictError: others need it.
    """
    async with _writing(platform, table) as unit:
        await _get(unit, table, entry_id)
        if table == PROVIDERS and await call(unit, MODELS, "count", where={"provider_id": entry_id}):
            raise ConflictError("This provider has models; remove them first.")
        if table == MODELS and await call(unit, DEFAULTS, "count", where={"model_id": entry_id}):
            raise ConflictError("This model is a default; choose another one first.")
        await call(unit, table, "delete", where={"id": entry_id})


async def set_default(platform: Database, purpose: str, model_id: str, *, actor: str) -> Row:
    """Have the model taken for `purpose` where an account says none.

    Raises:
        InvalidRequestError: there is no such model, or it is not active.
    """
    async with _writing(platform, MODELS) as unit:
        if not await call(unit, MODELS, "count", where={"id": model_id, "is_active": True}):
            raise InvalidRequestError.of_field("/model_id", "There is no such model that is active.")
        values = {"model_id": model_id, "updated_by": actor}
        data = {"create": {**values, "purpose": purpose, "created_by": actor}, "update": values}
        row: Row = await call(unit, DEFAULTS, "upsert", where={"purpose": purpose}, data=data)
        return row


async def remove_default(platform: Database, purpose: str) -> None:
    """Have no model taken for `purpose`.

    Raises:
        NotFoundError: there is none.
    """
    async with platform.unit() as unit:
        if await call(unit, DEFAULTS, "delete", where={"purpose": purpose}) is None:
            raise NotFoundError("There is no default for this purpose.")


def overlapping(price: Mapping[str, Any], own_id: str | None) -> dict[str, Any]:
    """The condition that another price holds for the same at a time at which `price` does."""
    since, until = price["effective_from"], price["effective_to"]
    where: dict[str, Any] = {
        "resource_type": price["resource_type"], "unit": price["unit"],
        "OR": [{"effective_to": None}, {"effective_to": {"gt": since}}],
    }  # fmt: skip
    if until is not None:
        where["effective_from"] = {"lt": until}
    return where | _others(own_id)


def check_time(since: datetime, until: datetime | None) -> None:
    """Refuse a time that ends before it begins."""
    if until is not None and until <= since:
        raise InvalidRequestError.of_field("/effective_to", "This must be later than effective_from.")


@asynccontextmanager
async def _writing(platform: Database, table: str) -> AsyncIterator[Unit]:
    async with platform.unit() as unit:
        # What is checked below is no constraint of the tables. Providers and models depend on each other.
        await one_at_a_time(unit, "prices of the platform" if table == PRICES else "configuration of the platform")
        yield unit


async def _get(unit: Unit, table: str, entry_id: str) -> Row:
    row: Row | None = None
    if entry_id.isprintable():
        row = await call(unit, table, "find_unique", where={"id": entry_id})
    if row is None:
        raise NotFoundError("There is no such entry.")
    return row


async def _check(unit: Unit, table: str, values: Mapping[str, Any], own_id: str | None) -> None:
    if table == PROVIDERS:
        await _check_provider(unit, values, own_id)
    elif table == MODELS:
        await _check_model(unit, values, own_id)
    elif table == PRICES:
        check_time(values["effective_from"], values["effective_to"])
        if await call(unit, table, "find_first", where=overlapping(values, own_id)) is not None:
            raise ConflictError("Another price holds for this at the same time.", field="effective_from")


async def _check_provider(unit: Unit, values: Mapping[str, Any], own_id: str | None) -> None:
    if await call(unit, PROVIDERS, "count", where={"name": values["name"], **_others(own_id)}):
        raise ConflictError("Another provider has this name.", field="name")
    is_off = own_id is not None and not values["is_active"]
    if is_off and await call(unit, MODELS, "count", where={"provider_id": own_id, "is_active": True}):
        raise ConflictError("This provider has active models; deactivate them first.", field="is_active")


async def _check_model(unit: Unit, values: Mapping[str, Any], own_id: str | None) -> None:
    provider = await call(unit, PROVIDERS, "find_unique", where={"id": values["provider_id"]})
    if provider is None:
        raise InvalidRequestError.of_field("/provider_id", "There is no such provider.")
    if values["is_active"] and not provider["is_active"]:
        raise ConflictError("The provider is not active.", field="is_active")
    pair = {name: values[name] for name in ("provider_id", "deployment_name")}
    if await call(unit, MODELS, "count", where={**pair, **_others(own_id)}):
        raise ConflictError("The provider has this deployment already.", field="deployment_name")
    is_off = own_id is not None and not values["is_active"]
    if is_off and await call(unit, DEFAULTS, "count", where={"model_id": own_id}):
        raise ConflictError("This model is a default; choose another one first.", field="is_active")


def _others(own_id: str | None) -> dict[str, Any]:
    return {} if own_id is None else {"id": {"not": own_id}}


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: Json(value) if name in _DOCUMENTS else value for name, value in values.items()}
