"""Changes the keys of secrets while the gateway works: wraps data keys anew, or replaces them and seals anew what they did.

Both are safe to repeat, and go on where they were cut short. Nothing is locked but a row at a time, and a value that
somebody else writes meanwhile stays as they wrote it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

import asyncpg

from alchemi.config.keys import RootKeys
from alchemi.db.data_keys import create_key, keys_of
from alchemi.db.engine import Database
from alchemi.db.json_text import decode_json
from alchemi.db.schema.catalogue import Column, Table
from alchemi.db.sealed_rows import clear_text, opened_text, row_id, sealed_text
from alchemi.db.secret_columns import SEALED_BY_WRITERS, SECRET_COLUMNS, changed, each_sealed
from alchemi.db.secrets import AccountSecrets, is_sealed, key_id_of, unwrap_key, wrap_key
from alchemi.db.sql.statement import Statement, quoted
from alchemi.db.transit import opened_old_scheme, put_in_transit
from alchemi.errors import SecretError
from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import acting_for

PORTION: Final = 200
"""Rows that one unit reads."""

_ATTEMPTS: Final = 5
_KEYS: Final = '"Alchemi_DataKey"'
_LIST: Final = f"SELECT key_id, wrapped_key, root_key_id FROM {_KEYS} k WHERE k.account_id = $1 ORDER BY key_id"
_REWRAP: Final = (
    f"UPDATE {_KEYS} k SET wrapped_key = $4, root_key_id = $5"
    " WHERE k.account_id = $1 AND k.key_id = $2 AND k.wrapped_key = $3"
)
_RETIRE: Final = f"UPDATE {_KEYS} k SET retired_at = $2 WHERE k.account_id = $1 AND k.retired_at IS NULL"
_DESTROY: Final = f"DELETE FROM {_KEYS} k WHERE k.account_id = $1 AND k.retired_at IS NOT NULL AND k.key_id = ANY($2)"
_RETIRED: Final = f"SELECT key_id FROM {_KEYS} k WHERE k.account_id = $1 AND k.retired_at IS NOT NULL"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A secret, or a data key, that does not open. Names the place, never the value."""

    table: str
    row: str
    place: str


@dataclass(slots=True)
class RotationReport:
    """What was done for one account. `resealed` counts rows by table."""

    account: AccountId
    rewrapped: int = 0
    resealed: dict[str, int] = field(default_factory=dict)
    unreadable: list[Unreadable] = field(default_factory=list)
    contended: list[Unreadable] = field(default_factory=list)
    """Rows that others kept writing; they are sealed with the key of their writers."""
    destroyed: int = 0
    kept: int = 0
    """Retired keys that something still needs."""

    def with_resealed(self, other: RotationReport) -> RotationReport:
        """What both did, for the same account."""
        return replace(other, rewrapped=self.rewrapped, unreadable=[*self.unreadable, *other.unreadable])

    @property
    def is_complete(self) -> bool:
        return not (self.unreadable or self.contended or self.kept)


async def rewrap_keys(database: Database, account: AccountId) -> RotationReport:
    """Wrap the account's data keys with the root key in use. Data keys, and all that they sealed, stay as they are.

    Raises:
        SecretError: this process has no root key.
    """
    report = RotationReport(account)
    with acting_for(account):
        async with database.unit() as unit:
            roots = keys_of(unit).roots
            for row in await unit.fetch(Statement(_LIST, [account])):
                if row["root_key_id"] == roots.current.id:
                    continue
                identifier = row["key_id"]
                try:
                    key = unwrap_key(roots, account, identifier, row["root_key_id"], row["wrapped_key"])
                except SecretError:
                    report.unreadable.append(Unreadable("Alchemi_DataKey", identifier, "wrapped_key"))
                    continue
                wrapped = wrap_key(roots, account, identifier, key)
                args = [account, identifier, row["wrapped_key"], wrapped, roots.current.id]
                report.rewrapped += await unit.execute(Statement(_REWRAP, args))
    return report


async def rotate_data_key(database: Database, account: AccountId, *, now: datetime) -> RotationReport:
    """Give the account a new data key, seal everything with it, and destroy the keys that nothing needs any more.

    Raises:
        SecretError: this process has no root key, or a data key does not unwrap. Nothing was changed.
    """
    with acting_for(account):
        async with database.unit() as unit:
            keys = keys_of(unit)
            keys.forget(account)
            await keys.for_opening(unit)
            # Waits for whoever is sealing with it; whoever comes later takes the new one.
            if await unit.execute(Statement(_RETIRE, [account, now])):
                await create_key(unit, keys.roots)
    return await reseal_account(database, account)


async def reseal_account(database: Database, account: AccountId) -> RotationReport:
    """Seal with the key in use what is in clear or sealed with retired keys, and destroy those that nothing needs any more.

    Raises:
        SecretError: this process has no root key, or a data key does not unwrap.
    """
    report = RotationReport(account)
    with acting_for(account):
        async with database.unit(is_read_only=True) as unit:
            keys = keys_of(unit)
            keys.forget(account)
            await keys.for_opening(unit)
        used = await _reseal_tables(database, report)
        await _destroy_unused(database, report, used)
        keys.forget(account)
    return report


async def _reseal_tables(database: Database, report: RotationReport) -> set[str]:
    """Seal every row of every table anew; the keys that something still needs."""
    used: set[str] = set()
    for name in (*SECRET_COLUMNS, *SEALED_BY_WRITERS):
        table = database.catalogue.tables.get(name)
        if table is not None:
            await _Resealing(database, table, report, used).run()
    return used


async def _destroy_unused(database: Database, report: RotationReport, used: Iterable[str]) -> None:
    async with database.unit() as unit:
        retired = {str(row["key_id"]) for row in await unit.fetch(Statement(_RETIRED, [report.account]))}
        report.kept = len(retired.intersection(used))
        unneeded = sorted(retired.difference(used))
        report.destroyed = await unit.execute(Statement(_DESTROY, [report.account, unneeded]))


class _Resealing:
    """One table of one account, portion by portion in the order of its key."""

    def __init__(self, database: Database, table: Table, report: RotationReport, used: set[str]) -> None:
        self._database = database
        self._table = table
        self._report = report
        self._used = used
        names = (*SECRET_COLUMNS.get(table.name, ()), *SEALED_BY_WRITERS.get(table.name, ()))
        self._columns = [table.columns[name] for name in names]
        self._key = [table.columns[name] for name in table.primary_key.fields]

    async def run(self) -> None:
        last: list[object] = []
        while True:
            async with self._database.unit(is_read_only=True) as unit:
                rows = await unit.fetch(Statement(self._page(bool(last)), [self._report.account, *last]))
            for row in rows:
                await self._reseal(row)
            if len(rows) < PORTION:
                return
            last = [rows[-1][column.db_name] for column in self._key]

    def _select(self) -> str:
        columns = [quoted(column.db_name) for column in self._key]
        # As text: what is compared with later must be what was read, to the last digit.
        columns += [f"{quoted(column.db_name)}::text AS {quoted(column.db_name)}" for column in self._columns]
        return f"SELECT {', '.join(columns)} FROM {quoted(self._table.db_name)} t WHERE t.account_id = $1"

    def _page(self, is_later: bool) -> str:
        key = ", ".join(quoted(column.db_name) for column in self._key)
        after = f" AND ({key}) > ({', '.join(f'${at}' for at in range(2, len(self._key) + 2))})" if is_later else ""
        return f"{self._select()}{after} ORDER BY {key} LIMIT {PORTION}"

    def _this_row(self) -> str:
        return "".join(f" AND t.{quoted(column.db_name)} = ${at}" for at, column in enumerate(self._key, 2))

    async def _reseal(self, found: asyncpg.Record) -> None:
        """One row in a unit of its own; compared when it is set, so that what was written since is not lost."""
        row: asyncpg.Record | None = found
        key = [found[column.db_name] for column in self._key]
        for _ in range(_ATTEMPTS):
            if row is None:
                return
            async with self._database.unit() as unit:
                secrets = await keys_of(unit).for_sealing(unit)
                work = _Renewal(secrets, keys_of(unit).roots, self._table, self._identifier(found))
                new = {column: value for column in self._columns if (value := work.text(column, row[column.db_name]))}
                if not new or await unit.execute(self._set(key, row, new)):
                    self._note(work, bool(new))
                    return
                records = await unit.fetch(Statement(self._select() + self._this_row(), [self._report.account, *key]))
                row = records[0] if records else None
        self._report.contended.append(Unreadable(self._table.name, self._identifier(found), ""))
        self._used |= secrets.key_ids

    def _note(self, work: _Renewal, is_written: bool) -> None:
        name = self._table.name
        self._report.unreadable += work.faults
        self._used |= work.used
        if is_written:
            self._report.resealed[name] = self._report.resealed.get(name, 0) + 1

    def _identifier(self, row: asyncpg.Record) -> str:
        named = {column.name: row[column.db_name] for column in self._key}
        return str(row_id(self._table, named))

    def _set(self, key: Sequence[object], row: asyncpg.Record, new: Mapping[Column, str]) -> Statement:
        args: list[object] = [self._report.account, *key]
        where, sets = self._this_row(), []
        for column, text in new.items():
            args += [text, row[column.db_name]]
            name = quoted(column.db_name)
            sets.append(f"{name} = ${len(args) - 1}::text{'::jsonb' if column.type == 'Json' else ''}")
            where += f" AND t.{name}::text = ${len(args)}"
        text = f"UPDATE {quoted(self._table.db_name)} t SET {', '.join(sets)} WHERE t.account_id = $1{where}"
        return Statement(text, args)


class _Renewal:
    """One row: each secret opened, and sealed with the key in use."""

    def __init__(self, secrets: AccountSecrets, roots: RootKeys, table: Table, identifier: str) -> None:
        self._secrets = secrets
        self._roots = roots
        self._table = table
        self._identifier = identifier
        self.faults: list[Unreadable] = []
        self.used: set[str] = set()

    def text(self, column: Column, stored: str | None) -> str | None:
        """What to store in place of `stored`; None when its secrets are sealed with the key in use already."""
        if stored is None:
            return None
        if column.name in SEALED_BY_WRITERS.get(self._table.name, ()):
            renewed = self._renewed_whole(column.name, stored)
            return None if renewed is stored else renewed
        value = decode_json(stored) if column.type == "Json" else stored
        renewed = each_sealed(value, column.name, self._renewed)
        renewed = changed(self._table.name, column.name, renewed, self._sealed, self._in_clear)
        if renewed is value:
            return None
        return json.dumps(renewed) if column.type == "Json" else str(renewed)

    def _renewed_whole(self, place: str, sealed: str) -> str:
        """One that its writer sealed: nothing is known of what is inside."""
        name = self._table.name
        try:
            identifier = key_id_of(sealed)
            text = self._secrets.open(name, place, self._identifier, sealed)
        except SecretError:
            self._fault(place, sealed)
            return sealed
        if identifier == self._secrets.active:
            return sealed
        return self._secrets.seal(name, place, self._identifier, text)

    def _fault(self, place: str, sealed: str) -> None:
        self.faults.append(Unreadable(self._table.name, self._identifier, place))
        with suppress(SecretError):
            # Put back where it belongs it might open.
            self.used.add(key_id_of(sealed))

    def _renewed(self, place: str, sealed: str) -> str:
        name = self._table.name
        try:
            identifier = key_id_of(sealed)
            text = opened_text(self._secrets, self._roots, name, place, self._identifier, sealed)
        except SecretError:
            self._fault(place, sealed)
            return sealed
        if identifier == self._secrets.active and opened_old_scheme(self._roots, text) is None:
            return sealed
        return self._sealed(place, text)

    def _sealed(self, place: str, text: str) -> str:
        if is_sealed(text):
            return text
        former = opened_old_scheme(self._roots, text)
        if former is not None:
            # As the wheel writes it today: so it is stored as what was encrypted, with a note that it was.
            text = put_in_transit(self._roots, self._secrets.account, *former)
        return sealed_text(self._secrets, self._roots, self._table.name, place, self._identifier, text)

    def _in_clear(self, _place: str, text: str) -> str:
        former = opened_old_scheme(self._roots, text)
        return clear_text(self._secrets, self._roots, text) if former is None else "".join(former)
