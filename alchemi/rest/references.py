"""Ids in a body must be those of rows of the same account, which the caller sees: one statement for each table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from alchemi.auth.caller import Caller
from alchemi.db.engine import Unit
from alchemi.errors import InvalidRequestError
from alchemi.rest import listing
from alchemi.rest.resource import Reference, Resource
from alchemi.rest.visibility import WORKSPACES, in_workspaces


async def check_references(unit: Unit, resource: Resource, caller: Caller, values: Mapping[str, Any]) -> None:
    """Look up every id in `values` that the resource declares to be one.

    Raises:
        InvalidRequestError: naming each that is no row of the account.
    """
    wanted: dict[int, tuple[Reference, dict[str, list[str]]]] = {}
    same: dict[tuple[str, str | None], Reference] = {}
    for name, reference in resource.reference_fields.items():
        value = values.get(name)
        if value is None or value == []:
            continue
        key = same.setdefault((reference.table, f"{reference.key}{sorted(reference.where.items())}"), reference)
        pointers = wanted.setdefault(id(key), (key, defaultdict(list)))[1]
        if isinstance(value, list):
            for position, one in enumerate(value):
                pointers[str(one)].append(f"/{name}/{position}")
        else:
            pointers[str(value)].append(f"/{name}")
    errors: list[dict[str, str]] = []
    for reference, pointers in wanted.values():
        found = await existing(unit, reference, caller, list(pointers))
        missing = [pointer for one, places in pointers.items() if one not in found for pointer in places]
        errors += [{"pointer": pointer, "detail": "There is no such object."} for pointer in missing]
    if errors:
        names = ", ".join(error["pointer"] for error in errors)
        raise InvalidRequestError(f"The request names objects that do not exist: see {names}.", errors=errors)


async def existing(unit: Unit, reference: Reference, caller: Caller, ids: list[str]) -> set[str]:
    """Those of `ids` that are rows of the account which `caller` sees."""
    builder = unit.builder()
    table = builder.catalogue.tables[reference.table]
    [key] = [reference.key] if reference.key else table.primary_key.fields
    conditions: list[Mapping[str, Any]] = [{key: {"in": ids}}, reference.where]
    column = key if reference.table == WORKSPACES else reference.workspace
    if column is not None:
        conditions += in_workspaces(reference.table, column, caller)
    return {str(row[0]) for row in await unit.fetch(listing.select(builder, table, [key], {"AND": conditions}))}
