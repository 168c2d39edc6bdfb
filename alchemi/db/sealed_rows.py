"""Secrets on their way through the engine: sealed when a row is written, opened when it is read, for that row alone."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

import asyncpg
from prisma.fields import Json

from alchemi.config.keys import RootKeys
from alchemi.db.data_keys import keys_of
from alchemi.db.engine import Unit
from alchemi.db.masked_secrets import MASK, refuse, remember
from alchemi.db.rows import Row
from alchemi.db.schema.catalogue import Catalogue, Table
from alchemi.db.secret_columns import SECRET_COLUMNS, TRANSIT_PREFIX, changed, each_sealed
from alchemi.db.secrets import AccountSecrets, key_id_of
from alchemi.db.sql import read
from alchemi.db.sql.read import Page
from alchemi.db.sql.where import Where
from alchemi.db.sql.write import with_defaults
from alchemi.db.transit import opened_from_transit, put_in_transit
from alchemi.errors import SecretError

Data = Mapping[str, object]
log = logging.getLogger(__name__)

_PLAIN: Final = "="
_COPIES: Final = frozenset(
    {"LiteLLM_AuditLog", "LiteLLM_HealthCheckTable", "LiteLLM_DeletedTeamTable", "LiteLLM_DeletedVerificationToken"}
)
"""They tell of other rows; what the wheel has masked in them stays."""

_RAW_PARAMETERS: Final = {"LiteLLM_Config": ("param_value", 0, 1)}
"""Of raw statements that write a secret column: the column, the parameter with the row's key, the one with the value."""


def row_id(table: Table, row: Mapping[str, object]) -> str | None:
    """The row's primary key as one text; None when `row` does not have all of it."""
    values = [row.get(name) for name in table.primary_key.fields]
    if any(value is None or isinstance(value, Mapping) for value in values):
        return None
    return str(values[0]) if len(values) == 1 else json.dumps([str(value) for value in values])


async def sealed_new(unit: Unit, table: Table, data: Data) -> Data:
    """`data` of a row that is to be inserted, its secrets sealed for it.

    Raises:
        SecretError: it has secrets, and this process no key for them.
    """
    if not has_secrets(unit, table, data):
        return data
    data = await unmasked(unit, table, None, data)
    complete = with_defaults(table, data)
    identifier = row_id(table, complete)
    if identifier is None:
        raise SecretError(f"{table.name}: a secret can be stored only in a row whose key is known.")
    return _sealed(await keys_of(unit).for_sealing(unit), keys_of(unit).roots, table, identifier, complete)


async def sealed_changes(unit: Unit, table: Table, where: Where, data: Data) -> list[tuple[Where, Data]]:
    """The update as updates of single rows, its secrets sealed for each; as it is when it has none.

    A row that takes another key takes its secrets along.
    """
    columns = SECRET_COLUMNS.get(table.name)
    data = await unmasked(unit, table, where, data)
    moves = columns is not None and unit.account is not None and not data.keys().isdisjoint(table.primary_key.fields)
    if not moves and not has_secrets(unit, table, data):
        return [(where, data)]
    known = None if moves else row_id(table, where)
    if known is not None:
        secrets = await keys_of(unit).for_sealing(unit)
        return [(where, _sealed(secrets, keys_of(unit).roots, table, known, data))]
    rows = await rows_of(
        unit, table, await unit.fetch(read.find(unit.builder(), table, Page(where=where), for_update=True))
    )
    return [await _sealed_change(unit, table, where, row, data) for row in rows]


async def _sealed_change(unit: Unit, table: Table, where: Where, row: Row, data: Data) -> tuple[Where, Data]:
    identity = {name: row[name] for name in table.primary_key.fields}
    stays = row_id(table, identity) == row_id(table, {**identity, **data})
    if not stays:
        kept = {name: row[name] for name in SECRET_COLUMNS[table.name] if row[name] is not None}
        data = {**{name: _stored(table, name, value) for name, value in kept.items()}, **data}
    identifier = row_id(table, {**identity, **data})
    if identifier is None:
        raise SecretError(f"{table.name}: a secret can be stored only in a row whose key is known.")
    if has_secrets(unit, table, data):
        data = _sealed(await keys_of(unit).for_sealing(unit), keys_of(unit).roots, table, identifier, data)
    return {"AND": [dict(where), identity]}, data


async def unmasked(unit: Unit, table: Table, where: Where | None, data: Data) -> Data:
    """`data` with each mask in a secret's place replaced by what the row that `where` finds keeps there.

    Raises:
        InvalidRequestError: nothing is kept there.
    """
    if unit.account is None or table.name in _COPIES or not _has_mask(unit, table, data):
        return data
    records = [] if where is None else await unit.fetch(read.find(unit.builder(), table, Page(where=where, take=2)))
    rows = await rows_of(unit, table, records) if len(records) == 1 else []
    result, places = dict(data), dict[str, str]()

    def note(place: str, text: str) -> str:
        places[place] = text
        return text

    def keep(place: str, text: str) -> str:
        if not _is_mask(unit, text):
            return text
        if place not in places:
            refuse(place)
        return places[place]

    for name in SECRET_COLUMNS[table.name].keys() & data.keys():
        for row in rows:
            kept = row[name] if isinstance(row[name], dict | list) else _decoded(table, name, row[name])
            changed(table.name, name, kept, note, note)
        value = _decoded(table, name, data[name])
        new = changed(table.name, name, value, keep, keep)
        if new is not value:
            result[name] = _stored(table, name, new)
    return result


def _has_mask(unit: Unit, table: Table, data: Data) -> bool:
    found: list[str] = []

    def note(place: str, text: str) -> str:
        if _is_mask(unit, text):
            found.append(place)
        return text

    for name in SECRET_COLUMNS.get(table.name, {}).keys() & data.keys():
        changed(table.name, name, _decoded(table, name, data[name]), note, note)
    return bool(found)


def _is_mask(unit: Unit, text: str) -> bool:
    """`text` is the mask, or what the wheel makes of it."""
    if text == MASK:
        return True
    if unit.account is None or TRANSIT_PREFIX not in text:
        return False
    found = opened_from_transit(keys_of(unit).roots, unit.account, text)
    return found is not None and found[1] == MASK


def has_secrets(unit: Unit, table: Table, data: Data) -> bool:
    """`data` has a text that is to be sealed. The platform's own tables hold none."""
    columns = SECRET_COLUMNS.get(table.name)
    if columns is None or unit.account is None:
        return False
    found: list[str] = []

    def note(place: str, text: str) -> str:
        found.append(place)
        return text

    def note_encrypted(place: str, text: str) -> str:
        return note(place, text) if TRANSIT_PREFIX in text else text

    for name in columns.keys() & data.keys():
        changed(table.name, name, _decoded(table, name, data[name]), note, note_encrypted)
    return bool(found)


async def rows_of(unit: Unit, table: Table, records: Sequence[asyncpg.Record]) -> list[Row]:
    """`records` as rows, with their secrets in clear.

    A secret that was changed or moved here from elsewhere stays sealed, and is told in the log.

    Raises:
        SecretError: a key of the account cannot be unwrapped.
    """
    rows = list(map(unit.decoder(table), records))
    columns = SECRET_COLUMNS.get(table.name)
    if columns is None or unit.account is None:
        return rows
    for row in rows:
        for name in columns:
            value = row[name]
            if value is not None and (ids := _key_ids(value)):
                secrets = await _opening(unit, ids)
                row[name] = opened(secrets, keys_of(unit).roots, [(table.name, str(row_id(table, row)))], name, value)
    return rows


async def open_raw(unit: Unit, catalogue: Catalogue, rows: list[dict[str, Any]], params: Sequence[object]) -> None:
    """Open the secrets of raw rows in place, each where the row, or what was asked for, names the row it belongs to."""
    if unit.account is None:
        return
    ids = {found for row in rows for value in row.values() for found in _key_ids(value)}
    if ids:
        secrets = await _opening(unit, ids)
        asked = [value for value in params if isinstance(value, str)]
        for row in rows:
            _open_mapping(secrets, keys_of(unit).roots, catalogue, row, asked)


async def sealed_parameters(
    unit: Unit, catalogue: Catalogue, writes: Iterable[str], params: Sequence[object]
) -> Sequence[object]:
    """The parameters of a raw statement that writes a secret column, its secrets sealed."""
    for name in writes:
        if name not in _RAW_PARAMETERS or unit.account is None:
            continue
        column, key_at, value_at = _RAW_PARAMETERS[name]
        table = catalogue.tables[name]
        [key] = table.primary_key.fields
        if len(params) <= value_at or not isinstance(params[key_at], str) or not isinstance(params[value_at], str):
            continue
        data = await unmasked(unit, table, {key: params[key_at]}, {column: params[value_at]})
        if has_secrets(unit, table, data):
            secrets = await keys_of(unit).for_sealing(unit)
            new = _sealed(secrets, keys_of(unit).roots, table, str(params[key_at]), data)[column]
            params = [
                *params[:value_at],
                json.dumps(new.data) if isinstance(new, Json) else new,
                *params[value_at + 1 :],
            ]
    return params


def sealed_text(secrets: AccountSecrets, roots: RootKeys, table: str, place: str, identifier: str, text: str) -> str:
    """A text as it is stored. What the wheel has encrypted is stored as what it encrypts, with a note that it did."""
    found = opened_from_transit(roots, secrets.account, text)
    payload = _PLAIN + text if found is None else f"{len(found[0])}:{found[0]}{found[1]}"
    remember(secrets.account, text if found is None else found[1])
    return secrets.seal(table, place, identifier, payload)


def clear_text(secrets: AccountSecrets, roots: RootKeys, text: str) -> str:
    """A text that is stored in clear: what the wheel encrypted, without that."""
    found = opened_from_transit(roots, secrets.account, text)
    return text if found is None else "".join(found)


def opened_text(secrets: AccountSecrets, roots: RootKeys, table: str, place: str, identifier: str, sealed: str) -> str:
    """What `sealed_text` was given, encrypted for the wheel anew when it was so then.

    Raises:
        SecretError: it does not open here.
    """
    payload = secrets.open(table, place, identifier, sealed)
    if payload.startswith(_PLAIN):
        remember(secrets.account, payload[1:])
        return payload[1:]
    length, _, rest = payload.partition(":")
    remember(secrets.account, rest[int(length) :])
    return put_in_transit(roots, secrets.account, rest[: int(length)], rest[int(length) :])


def opened(secrets: AccountSecrets, roots: RootKeys, places: Sequence[tuple[str, str]], column: str, value: Any) -> Any:
    """`value` with its secrets in clear, as a column of one of the rows in `places` (table, row)."""

    def change(place: str, sealed: str) -> str:
        for table, identifier in places:
            try:
                return opened_text(secrets, roots, table, place, identifier, sealed)
            except SecretError:
                continue
        where = [f"{table}.{place} of {identifier}" for table, identifier in places]
        log.error("secret.unreadable", extra={"places": where[:3], "account": secrets.account})
        return sealed

    return each_sealed(value, column, change)


def _sealed(secrets: AccountSecrets, roots: RootKeys, table: Table, identifier: str, data: Data) -> dict[str, object]:
    result = dict(data)
    for name in SECRET_COLUMNS[table.name].keys() & data.keys():
        value = _decoded(table, name, data[name])
        new = changed(
            table.name,
            name,
            value,
            lambda place, text: sealed_text(secrets, roots, table.name, place, identifier, text),
            lambda _place, text: clear_text(secrets, roots, text),
        )
        if new is not value:
            result[name] = _stored(table, name, new)
    return result


async def _opening(unit: Unit, ids: Iterable[str]) -> AccountSecrets:
    keys = keys_of(unit)
    secrets = await keys.for_opening(unit)
    for identifier in ids:
        if identifier not in secrets.key_ids:
            secrets = await keys.for_opening(unit, identifier)
            break
    return secrets


def _open_mapping(
    secrets: AccountSecrets, roots: RootKeys, catalogue: Catalogue, row: dict[str, Any], asked: Sequence[str]
) -> None:
    for name in [name for name, value in row.items() if _key_ids(value)]:
        for table, column in _candidates(name):
            places = list(_places(catalogue.tables[table], row, asked))
            row[name] = _quietly(secrets, roots, table, places, column, row[name])
        _descend(secrets, roots, catalogue, row[name], asked)


def _descend(secrets: AccountSecrets, roots: RootKeys, catalogue: Catalogue, value: Any, asked: Sequence[str]) -> None:
    """A whole row as JSON carries its key beside its secrets."""
    if isinstance(value, dict):
        _open_mapping(secrets, roots, catalogue, value, asked)
    elif isinstance(value, list):
        for item in value:
            _descend(secrets, roots, catalogue, item, asked)


def _quietly(
    secrets: AccountSecrets, roots: RootKeys, table: str, places: Sequence[str], column: str, value: Any
) -> Any:
    def change(place: str, sealed: str) -> str:
        for identifier in places:
            try:
                return opened_text(secrets, roots, table, place, identifier, sealed)
            except SecretError:
                continue
        return sealed

    return each_sealed(value, column, change)


def _candidates(name: str) -> Iterator[tuple[str, str]]:
    """The secret columns that a column of a raw row may be, going by its name: `team_metadata` is some `metadata`."""
    for table, columns in SECRET_COLUMNS.items():
        for column in columns:
            if name == column or name.endswith(f"_{column}"):
                yield table, column


def _places(table: Table, row: Mapping[str, Any], asked: Sequence[str]) -> Iterator[str]:
    named = {field: row.get(table.columns[field].db_name) for field in table.primary_key.fields}
    identifier = row_id(table, named)
    if identifier is not None:
        yield identifier
    elif len(table.primary_key.fields) == 1:
        yield from asked


def _key_ids(value: Any) -> set[str]:
    found: set[str] = set()

    def note(_place: str, sealed: str) -> str:
        with suppress(SecretError):
            found.add(key_id_of(sealed))
        return sealed

    if isinstance(value, str | dict | list):
        each_sealed(value, "", note)
    return found


def _decoded(table: Table, name: str, value: object) -> Any:
    """A value of `data` as plain data: JSON text decoded, `Json` unwrapped; None when it cannot hold a secret."""
    if isinstance(value, Json):
        value = value.data
        return json.loads(json.dumps(value, default=str)) if isinstance(value, dict | list) else value
    if table.columns[name].type != "Json":
        return value if isinstance(value, str) else None
    if not isinstance(value, str):
        return None
    try:
        return json.loads(value)
    except ValueError:
        return None


def _stored(table: Table, name: str, value: Any) -> object:
    return Json(value) if table.columns[name].type == "Json" else value
