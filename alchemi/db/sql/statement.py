"""One parametrised statement, and the builder that every compiled statement goes through."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Catalogue, Column, Scope, Table
from alchemi.db.sql.values import encode, encode_scalar
from alchemi.tenancy.account import AccountId

MAX_PARAMETERS: Final = 32767
ALIAS: Final = "t"
"""The table a statement is about; relations take `t1`, `t2`, …"""


class QueryError(ValueError):
    """The call itself is wrong: an unknown field, a malformed filter. The message names model and field."""


class UnknownFieldError(QueryError):
    """A field that the model does not have."""

    def __init__(self, table: Table, name: str) -> None:
        super().__init__(f"Could not find field `{name}` on model {table.name}.")


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL text and its parameters, as asyncpg takes them."""

    text: str
    args: list[object]


@dataclass(slots=True)
class Builder:
    """Collects the parameters of one statement.

    `account` None is the platform's own side: it may reach directory and platform tables only.
    """

    catalogue: Catalogue
    account: AccountId | None
    args: list[object] = field(default_factory=list)
    texts: dict[tuple[object, ...], str] = field(default_factory=dict)
    """Texts already compiled, by shape; shared between the builders of one database."""
    _account_parameter: str | None = None
    _aliases: int = 0

    def bind(self, value: object) -> str:
        """`$n` for `value` as it is."""
        self.args.append(value)
        return f"${len(self.args)}"

    def bind_column(self, column: Column, value: object) -> str:
        """`$n` for a value of `column`, cast where the server cannot infer the type."""
        return self.cast(column, self.bind(encode(column, value)))

    def bind_element(self, column: Column, value: object) -> str:
        """`$n` for a scalar of `column`'s element type."""
        parameter = self.bind(encode_scalar(column, value))
        return f'{parameter}::text::"{column.enum}"' if column.enum else parameter

    def bind_list(self, column: Column, values: object) -> str:
        """`$n` for a list of scalars of `column`'s element type."""
        if not isinstance(values, list | tuple | set | frozenset):
            raise QueryError(f"Field `{column.name}`: a list was expected.")
        parameter = self.bind([encode_scalar(column, value) for value in values if value is not None])
        return f'{parameter}::text[]::"{column.enum}"[]' if column.enum else parameter

    @staticmethod
    def cast(column: Column, parameter: str) -> str:
        if column.enum is None:
            return parameter
        suffix = "[]" if column.is_list else ""
        return f'{parameter}::text{suffix}::"{column.enum}"{suffix}'

    def account_parameter(self) -> str:
        """The one parameter that carries the bound account."""
        if self._account_parameter is None:
            self._account_parameter = self.bind(self.account)
        return self._account_parameter

    def fence(self, table: Table, alias: str) -> str | None:
        """The account clause of `table` under `alias`, or None on the platform's side.

        Raises:
            QueryError: the side at work may not reach this table at all.
        """
        if self.account is None:
            if table.scope is Scope.ACCOUNT:
                raise QueryError(f"{table.name} belongs to accounts: bind one to reach it.")
            return None
        if table.scope is Scope.PLATFORM:
            raise QueryError(f"{table.name} belongs to the platform.")
        return f"{alias}.{ACCOUNT_COLUMN} = {self.account_parameter()}"

    def alias(self) -> str:
        """A fresh table alias."""
        self._aliases += 1
        return f"t{self._aliases}"

    def statement(self, text: str) -> Statement:
        return Statement(text, self.args)


def quoted(name: str) -> str:
    """An identifier of the catalogue, quoted."""
    return f'"{name}"'


def column_of(table: Table, name: str) -> Column:
    """The column that callers call `name`.

    Raises:
        UnknownFieldError: the model has no such column.
    """
    column = table.columns.get(name)
    if column is None:
        raise UnknownFieldError(table, name)
    return column
