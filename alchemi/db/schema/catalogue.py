"""What the engine, the migrations and the row level security know of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Final, Literal

ACCOUNT_COLUMN: Final = "account_id"

ScalarType = Literal["String", "Int", "BigInt", "Float", "Decimal", "Boolean", "DateTime", "Json", "Bytes"]
ReferentialAction = Literal["Cascade", "SetNull", "Restrict", "NoAction", "SetDefault"]

SQL_TYPES: Final[Mapping[ScalarType, str]] = {
    "String": "text",
    "Int": "integer",
    "BigInt": "bigint",
    "Float": "double precision",
    "Decimal": "decimal(65,30)",
    "Boolean": "boolean",
    "DateTime": "timestamp(3)",
    "Json": "jsonb",
    "Bytes": "bytea",
}


class Scope(Enum):
    """Who may see a table's rows.

    ACCOUNT: every row belongs to one account; the column and account-first keys are added by the composer.
    DIRECTORY: rows name an account, keys are global (an account, a virtual key's hash). An account sees its own rows,
        the platform role sees all.
    PLATFORM: only the platform role.
    """

    ACCOUNT = "account"
    DIRECTORY = "directory"
    PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Default:
    """A column's default. `kind` "literal" carries `value`; "expression" carries SQL text in `value`."""

    kind: Literal["literal", "now", "uuid", "cuid", "autoincrement", "expression"]
    value: object = None


@dataclass(frozen=True, slots=True)
class Column:
    """`name` is what callers write, `db_name` what the database has. With an `enum`, `type` is "String"."""

    name: str
    db_name: str
    type: ScalarType
    is_list: bool = False
    is_required: bool = True
    default: Default | None = None
    is_updated_at: bool = False
    enum: str | None = None
    native: str | None = None
    """SQL type from `@db.…` when it differs from the type's usual one."""

    @property
    def sql_type(self) -> str:
        base = f'"{self.enum}"' if self.enum else (self.native or SQL_TYPES[self.type])
        return f"{base}[]" if self.is_list else base


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation field. `fields` are our columns, `references` the target's; both are filled on either side.

    `is_owner`: this side holds the foreign key.
    """

    name: str
    target: str
    is_list: bool
    is_required: bool
    is_owner: bool
    fields: tuple[str, ...]
    references: tuple[str, ...]
    on_delete: ReferentialAction
    constraint: str | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """A unique key: `name` is what `find_unique` takes (`a` or `a_b`), `fields` its columns without the account."""

    name: str
    fields: tuple[str, ...]
    db_name: str | None = None


@dataclass(frozen=True, slots=True)
class Index:
    fields: tuple[str, ...]
    db_name: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One model. Field names everywhere are callers' names; `columns[...].db_name` translates."""

    name: str
    db_name: str
    scope: Scope
    columns: Mapping[str, Column]
    relations: Mapping[str, Relation]
    primary_key: Key
    uniques: tuple[Key, ...] = ()
    indexes: tuple[Index, ...] = ()
    app_may_write: bool = True
    """False: the app role has SELECT only (a directory row that only the platform changes)."""
    is_append_only: bool = False
    """No serving role changes a row: the app role adds, the platform role removes as well."""
    is_ours: bool = False
    selection: str = field(init=False)
    """All columns under the alias `t`, in catalogue order, an enum as text: the head of every statement that returns rows."""
    made_columns: tuple[Column, ...] = field(init=False)
    """Columns whose value is made here when none is given: ids and timestamps."""

    def __post_init__(self) -> None:
        selected = ", ".join(
            f't."{column.db_name}"' + (("::text[]" if column.is_list else "::text") if column.enum else "")
            for column in self.columns.values()
        )
        made = tuple(
            column
            for column in self.columns.values()
            if column.is_updated_at or (column.default and column.default.kind in ("now", "uuid", "cuid"))
        )
        object.__setattr__(self, "selection", selected)
        object.__setattr__(self, "made_columns", made)

    @property
    def is_scoped(self) -> bool:
        """Rows carry the account and an account may only reach its own."""
        return self.scope is not Scope.PLATFORM

    @property
    def accessor(self) -> str:
        """The attribute under which the client offers this table."""
        return self.name.lower()

    @property
    def physical_key(self) -> tuple[str, ...]:
        """Database columns of the primary key, the account first on an account's table."""
        own = tuple(self.columns[name].db_name for name in self.primary_key.fields)
        return (ACCOUNT_COLUMN, *own) if self.scope is Scope.ACCOUNT else own

    def unique_keys(self) -> Iterator[Key]:
        """The primary key, then the unique keys."""
        yield self.primary_key
        yield from self.uniques


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All tables by model name, and enum types with their values."""

    tables: Mapping[str, Table]
    enums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def by_accessor(self) -> dict[str, Table]:
        return {table.accessor: table for table in self.tables.values()}

    def by_db_name(self) -> dict[str, Table]:
        return {table.db_name: table for table in self.tables.values()}

    def scoped(self) -> Iterator[Table]:
        return (table for table in self.tables.values() if table.scope is Scope.ACCOUNT)
