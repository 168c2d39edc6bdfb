"""Prepares the wheel's raw SQL: parameter types as Prisma declares them, account-first keys, the account clause.

Never runs anything. What could leave the account boundary or the transaction is refused here.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alchemi.db.changes import Change
from alchemi.db.schema.catalogue import Catalogue, Table
from alchemi.db.sql.raw_changes import changes_of
from alchemi.db.sql.raw_parameters import Converter, converter_for, type_of
from alchemi.db.sql.raw_rewriting import (
    Edits,
    add_account_clause,
    complete_groups,
    lead_conflict_targets,
    takes_locks,
    written,
)
from alchemi.db.sql.tokens import Token, tokenize
from alchemi.errors import UnsafeStatementError

_CACHED_PLANS: Final = 512
_CACHED_CHARACTERS: Final = 20_000
"""Longer texts are bulk writes with a shape of their own each: kept, they would only fill the memory."""

_STARTS: Final = frozenset({"select", "with", "insert", "update", "delete", "values", "lock", "set"})
_FORBIDDEN_FUNCTIONS: Final = re.compile(
    r"set_config|dblink\w*|lo_\w+|pg_read_\w+|pg_ls_\w+|pg_stat_file|pg_sleep\w*|pg_(terminate|cancel)_backend|pg_notify"
    r"|pg_(try_)?advisory_(lock|unlock)\w*|pg_reload_conf|pg_rotate_logfile|pg_logical_\w+|\w+_to_xml\w*|pg_switch_wal"
)
"""Functions that change the session, reach files or other sessions, or run text as SQL."""

_LOCAL_SETTINGS: Final = frozenset({"statement_timeout", "lock_timeout", "enable_bitmapscan"})
_SETTING_VALUE: Final = re.compile(r"\d{1,9}\s*(ms|s|min)?")
_SET_CONFIG: Final = re.compile(
    r"\s*SELECT\s+set_config\(\s*'(?P<name>[a-z_]+)'\s*,\s*\$1(::text)?\s*,\s*true\s*\)\s*(AS\s+\w+\s*)?;?\s*",
    re.IGNORECASE,
)
"""The one use of `set_config` the wheel has. The function is withheld from our roles, so it becomes `SET LOCAL`."""


class RawIndex:
    """What this module needs of a catalogue, and the plans already made for it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.tables: Final[Mapping[str, Table]] = catalogue.by_db_name()
        self._plans: Final[OrderedDict[tuple[str, tuple[str, ...]], RawStatement]] = OrderedDict()

    def plan(self, sql: str, types: tuple[str, ...]) -> RawStatement:
        """The plan for `sql` with parameters of these types; the least recently used gives way to a new one."""
        if len(sql) > _CACHED_CHARACTERS:
            return _plan(sql, types, self.tables)
        key = (sql, types)
        found = self._plans.get(key)
        if found is None:
            found = self._plans[key] = _plan(sql, types, self.tables)
            if len(self._plans) > _CACHED_PLANS:
                self._plans.popitem(last=False)
        else:
            self._plans.move_to_end(key)
        return found


@dataclass(frozen=True, slots=True)
class RawStatement:
    """A raw statement as it is sent.

    `tables` and `writes` are database names of catalogue tables. `has_account_clause`: one more parameter follows the
    caller's, the account. `converters` bring the caller's values to what asyncpg takes; None leaves a value alone.
    """

    text: str
    tables: frozenset[str]
    writes: frozenset[str]
    is_write: bool
    has_account_clause: bool
    converters: tuple[Converter | None, ...]
    changes: tuple[Change, ...] = ()
    is_single_write: bool = False
    """The number of rows that the statement reports is that of its one write."""

    def arguments(self, params: Sequence[object], account_id: str) -> list[object]:
        """The values to send for `params`. Trailing ones that the text does not use are left out.

        The wheel passes such in one place, where PostgreSQL would refuse them.
        """
        values = [
            value if convert is None or value is None else convert(value)
            for value, convert in zip(params, self.converters, strict=False)
        ]
        if self.has_account_clause:
            values.append(account_id)
        return values


def prepare_raw(sql: str, params: Sequence[object], index: RawIndex) -> RawStatement:
    """The statement to send for a raw call of the wheel.

    Raises:
        UnsafeStatementError: several statements, a command that is not a query, or a function that is withheld.
    """
    setting = _SET_CONFIG.fullmatch(sql)
    if setting is not None and len(params) == 1:
        return _set_local(setting["name"].lower(), str(params[0]), unused=1)
    return index.plan(sql, tuple(map(type_of, params)))


def _set_local(name: str, value: str, *, unused: int) -> RawStatement:
    if name not in _LOCAL_SETTINGS or not (_SETTING_VALUE.fullmatch(value) or value in ("on", "off")):
        raise UnsafeStatementError(f"SET LOCAL {name} is not accepted with this value.")
    nothing = frozenset[str]()
    # The caller's parameters are in the text already; nobody sends them.
    return _SettingStatement(f"SET LOCAL {name} = '{value}'", nothing, nothing, False, False, (None,) * unused)


class _SettingStatement(RawStatement):
    __slots__ = ()

    def arguments(self, params: Sequence[object], account_id: str) -> list[object]:  # noqa: ARG002
        return []


def _plan(sql: str, types: tuple[str, ...], tables: Mapping[str, Table]) -> RawStatement:
    tokens = tokenize(sql)
    while tokens and tokens[-1].text == ";":
        tokens = tokens[:-1]
    if not tokens:
        raise UnsafeStatementError("The statement is empty.")
    _refuse_unsafe(tokens)
    if tokens[0].is_word("set"):
        return _setting(tokens)
    edits = Edits(sql, tokens[-1].end)
    used = types[: max((int(token.text[1:]) for token in tokens if token.kind == "param"), default=0)]
    _declare_parameters(tokens, types, edits)
    lead_conflict_targets(tokens, tables, edits)
    complete_groups(tokens, tables, edits)
    clause = add_account_clause(tokens, tables, edits, len(used) + 1)
    writes = written(tokens, tables)
    return RawStatement(
        text=edits.text(),
        tables=frozenset(token.name for token in tokens if token.is_name and token.name in tables),
        writes=writes,
        is_write=bool(writes) or takes_locks(tokens),
        has_account_clause=clause,
        converters=tuple(map(converter_for, used)),
        changes=(changes := changes_of(tokens, tables)),
        is_single_write=len(changes) == 1 and tokens[0].is_word("insert", "update", "delete"),
    )


def _refuse_unsafe(tokens: Sequence[Token]) -> None:
    first = tokens[0]
    if not (first.kind == "word" and first.name in _STARTS) and first.text != "(":
        raise UnsafeStatementError(f"A raw statement cannot start with {first.text[:40]}.")
    for token, following in zip(tokens, (*tokens[1:], None), strict=True):
        if token.text == ";":
            raise UnsafeStatementError("Several statements in one text are not accepted.")
        called = token.is_name and following is not None and following.text == "("
        if called and _FORBIDDEN_FUNCTIONS.fullmatch(token.name.lower()):
            raise UnsafeStatementError(f"The function {token.name} is not accepted in raw SQL.")
    if first.is_word("lock") and not (len(tokens) > 1 and tokens[1].is_word("table")):
        raise UnsafeStatementError("LOCK is accepted for tables alone.")


def _setting(tokens: Sequence[Token]) -> RawStatement:
    match [token.name for token in tokens]:
        case ["set", "local", name, "=" | "to", *value]:
            return _set_local(name, "".join(value).strip("'"), unused=0)
        case _:
            raise UnsafeStatementError("SET is accepted as SET LOCAL of one setting alone.")


def _declare_parameters(tokens: Sequence[Token], types: tuple[str, ...], edits: Edits) -> None:
    """Write `$n::T`, as Prisma's driver declares a parameter by its value's type, not by its place in the statement."""
    for token, following in zip(tokens, (*tokens[1:], None), strict=True):
        if token.kind != "param":
            continue
        number = int(token.text[1:])
        if not 1 <= number <= len(types):
            raise UnsafeStatementError(f"The statement uses {token.text} and {len(types)} values were given.")
        declared = types[number - 1]
        if not declared:
            continue
        if following is not None and following.text == "[":
            edits.insert(token.start, "(")
            edits.insert(token.end, f"::{declared})")
        else:
            edits.insert(token.end, f"::{declared}")
