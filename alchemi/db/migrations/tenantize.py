"""Plans the statements that make the catalogue's tables account-scoped. Pure; an empty plan means they are.

The wheel's one trigger, `litellm_mcp_catalog_revision`, is dropped: after each INSERT, UPDATE or DELETE statement on
`LiteLLM_MCPServerTable` it upserted `LiteLLM_Config(param_name = 'mcp_catalog')` with `reload_revision` 1, or one more
than before. The engine does that now, for the bound account, in the same transaction.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from alchemi.db.migrations.database_state import ForeignKeyState, IndexState, TableState
from alchemi.db.migrations.wheel_source import request_log_indexes
from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Catalogue, Relation, Scope, Table
from alchemi.db.sql_text import identifier, text_literal

ACCOUNT_SETTING: Final = "alchemi.account_id"
"""The setting that binds an account, by `SET LOCAL` inside a transaction."""

CHECK_NAME: Final = "account_id_not_empty"
CHECK_TEXT: Final = "CHECK ((account_id <> ''::text))"
DEFAULT_TEXT: Final = f"NULLIF(current_setting('{ACCOUNT_SETTING}'::text, true), ''::text)"

CASCADES_ON_UPDATE: Final = frozenset({("LiteLLM_VerificationToken", ("token",))})
"""Targets whose key changes in place: regenerating a virtual key changes its hash, and rows naming it must follow."""

DROPPED_TRIGGERS: Final = frozenset({"litellm_mcp_catalog_revision"})
_DROPPED_FUNCTIONS: Final = ("litellm_bump_mcp_catalog_revision",)

_NAME_LIMIT: Final = 63
_COLUMN_LIST: Final = re.compile(r" USING btree \(")
_LETTERS: Final[Mapping[str, str]] = {
    "Cascade": "c",
    "SetNull": "n",
    "Restrict": "r",
    "NoAction": "a",
    "SetDefault": "d",
}
_DELETE_SQL: Final[Mapping[str, str]] = {"c": "CASCADE", "r": "RESTRICT", "a": "NO ACTION"}


@dataclass(slots=True)
class Plan:
    """Statements in the order they must run; `adopts` are the tables whose rows need an account to go to."""

    columns: list[str] = field(default_factory=list)
    foreign_key_drops: list[str] = field(default_factory=list)
    drops: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    foreign_keys: list[str] = field(default_factory=list)
    adopts: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def statements(self) -> list[str]:
        return [*self.columns, *self.foreign_key_drops, *self.drops, *self.keys, *self.foreign_keys]


def plan_tenantize(
    state: Mapping[str, TableState], catalogue: Catalogue, *, filled: Collection[str], adopt_into: str | None
) -> Plan:
    """What is missing in `state`. Tables that the database does not have yet are passed over.

    `filled` are the tables with rows; those of them without the account's column go to `adopt_into`.
    """
    plan = Plan()
    desired = foreign_keys(catalogue)
    for table in catalogue.scoped():
        found = state.get(table.db_name)
        if found is None:
            continue
        _plan_column(plan, table.db_name, found, table.db_name in filled, adopt_into)
        _plan_triggers(plan, table.db_name, found)
        _plan_foreign_keys(plan, table.db_name, found, desired.get(table.db_name, {}), state)
        for index in found.indexes.values():
            _plan_index(plan, table.db_name, index)
    _plan_request_log_indexes(plan, state)
    return plan


def _plan_column(plan: Plan, table: str, found: TableState, is_filled: bool, adopt_into: str | None) -> None:
    target, column = identifier(table), identifier(ACCOUNT_COLUMN)
    current = found.columns.get(ACCOUNT_COLUMN)
    if current is None:
        if is_filled:
            plan.adopts.append(table)
        first = text_literal(adopt_into) if is_filled and adopt_into is not None else DEFAULT_TEXT
        plan.columns.append(f"ALTER TABLE {target} ADD COLUMN {column} text NOT NULL DEFAULT {first}")
    elif current.type != "text":
        plan.columns.append(f"ALTER TABLE {target} ALTER COLUMN {column} TYPE text")
    if current is None or current.default != DEFAULT_TEXT:
        plan.columns.append(f"ALTER TABLE {target} ALTER COLUMN {column} SET DEFAULT {DEFAULT_TEXT}")
    if current is not None and not current.not_null:
        plan.columns.append(f"ALTER TABLE {target} ALTER COLUMN {column} SET NOT NULL")
    if found.checks.get(CHECK_NAME) != CHECK_TEXT:
        if CHECK_NAME in found.checks:
            plan.columns.append(f"ALTER TABLE {target} DROP CONSTRAINT {identifier(CHECK_NAME)}")
        plan.columns.append(f"ALTER TABLE {target} ADD CONSTRAINT {identifier(CHECK_NAME)} CHECK ({column} <> '')")


def _plan_triggers(plan: Plan, table: str, found: TableState) -> None:
    for name in sorted(found.triggers):
        if name in DROPPED_TRIGGERS:
            plan.drops.append(f"DROP TRIGGER {identifier(name)} ON {identifier(table)}")
            plan.drops += [f"DROP FUNCTION IF EXISTS {identifier(function)}()" for function in _DROPPED_FUNCTIONS]
        else:
            plan.notices.append(f"Trigger {name} on {table} is unknown and was left; the linter will name it.")


def foreign_keys(catalogue: Catalogue) -> dict[str, dict[str, ForeignKeyState]]:
    """Table to constraint name to the foreign key that the database must have, for accounts' tables."""
    wanted: dict[str, dict[str, ForeignKeyState]] = {}
    for table in catalogue.scoped():
        for relation in table.relations.values():
            if relation.is_owner:
                name, key = _foreign_key(table, relation, catalogue)
                wanted.setdefault(table.db_name, {})[name] = key
    return wanted


def _foreign_key(table: Table, relation: Relation, catalogue: Catalogue) -> tuple[str, ForeignKeyState]:
    target = catalogue.tables[relation.target]
    columns = tuple(table.columns[name].db_name for name in relation.fields)
    references = tuple(target.columns[name].db_name for name in relation.references)
    name = relation.constraint or f"{table.db_name}_{'_'.join(columns)}_fkey"
    updates = "c" if (target.db_name, references) in CASCADES_ON_UPDATE else "a"
    deletes = _LETTERS[relation.on_delete]
    nulls = columns if deletes in "nd" else ()
    if target.scope is Scope.ACCOUNT:
        columns, references = (ACCOUNT_COLUMN, *columns), (ACCOUNT_COLUMN, *references)
    return name[:_NAME_LIMIT], ForeignKeyState(columns, target.db_name, references, deletes, updates, nulls)


def _plan_foreign_keys(
    plan: Plan,
    table: str,
    found: TableState,
    wanted: Mapping[str, ForeignKeyState],
    state: Mapping[str, TableState],
) -> None:
    for name, key in found.foreign_keys.items():
        if wanted.get(name) != key:
            plan.foreign_key_drops.append(f"ALTER TABLE {identifier(table)} DROP CONSTRAINT {identifier(name)}")
    for name, key in wanted.items():
        if found.foreign_keys.get(name) == key or key.target not in state:
            continue
        if not set(key.columns) - {ACCOUNT_COLUMN} <= found.columns.keys():
            continue
        delete = _DELETE_SQL.get(key.on_delete) or f"SET {_null_or_default(key)} ({_list(key.set_null)})"
        update = "CASCADE" if key.on_update == "c" else "NO ACTION"
        plan.foreign_keys.append(
            f"ALTER TABLE {identifier(table)} ADD CONSTRAINT {identifier(name)} FOREIGN KEY ({_list(key.columns)}) "
            f"REFERENCES {identifier(key.target)} ({_list(key.references)}) ON DELETE {delete} ON UPDATE {update}"
        )


def _null_or_default(key: ForeignKeyState) -> str:
    return "NULL" if key.on_delete == "n" else "DEFAULT"


def _list(columns: tuple[str, ...]) -> str:
    return ", ".join(identifier(column) for column in columns)


def _plan_index(plan: Plan, table: str, index: IndexState) -> None:
    name = identifier(index.name)
    if not index.is_unique and (index.method != "btree" or index.is_opaque):
        # Row level security keeps such an index from ever being searched; it would only cost writes.
        plan.drops.append(f"DROP INDEX {name}")
        return
    if index.columns[0] == ACCOUNT_COLUMN:
        return
    if index.constraint is None:
        plan.drops.append(f"DROP INDEX {name}")
        plan.keys.append(_account_first(index.definition))
        return
    kind = "PRIMARY KEY" if index.kind == "p" else "UNIQUE"
    columns = _list((ACCOUNT_COLUMN, *(column for column in index.columns if column != ACCOUNT_COLUMN)))
    constraint = identifier(index.constraint)
    plan.drops.append(f"ALTER TABLE {identifier(table)} DROP CONSTRAINT {constraint}")
    plan.keys.append(f"ALTER TABLE {identifier(table)} ADD CONSTRAINT {constraint} {kind} ({columns})")


def _account_first(definition: str) -> str:
    return _COLUMN_LIST.sub(f" USING btree ({identifier(ACCOUNT_COLUMN)}, ", definition, count=1)


def _plan_request_log_indexes(plan: Plan, state: Mapping[str, TableState]) -> None:
    """Indexes that the wheel's migration job builds beside its files; we build them account-first."""
    for index in request_log_indexes():
        found = state.get(index.table)
        if found is not None and index.name not in found.indexes and found.columns.keys() >= set(index.columns):
            columns = _list((ACCOUNT_COLUMN, *index.columns))
            plan.keys.append(f"CREATE INDEX {identifier(index.name)} ON {identifier(index.table)} ({columns})")


def tables_without_account(state: Mapping[str, TableState], catalogue: Catalogue) -> Iterator[str]:
    """Accounts' tables that exist and have no account column yet."""
    for table in catalogue.scoped():
        found = state.get(table.db_name)
        if found is not None and ACCOUNT_COLUMN not in found.columns:
            yield table.db_name
