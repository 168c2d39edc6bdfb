"""Prepares the wheel's raw SQL: parameter types as Prisma declares them, account-first keys, the account clause.

Never runs anything. What could leave the account boundary or the transaction is refused here.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Catalogue, Scope, Table
from alchemi.db.sql.raw_parameters import Converter, converter_for, type_of
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

_AFTER_WHERE: Final = ("group", "order", "limit", "offset", "having", "window", "fetch", "for", "returning")
_NOT_AN_ALIAS: Final = frozenset(
    {*_AFTER_WHERE, "where", "set", "on", "using", "join", "left", "right", "inner", "full"}
) | {
    *(
        "cross",
        "natural",
        "union",
        "intersect",
        "except",
        "tablesample",
        "values",
        "select",
        "default",
        "overriding",
        "lateral",
    ),
}
_MANY_TABLES: Final = ("join", "union", "intersect", "except", "with", "using", "only", "tablesample", "into")


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

    def arguments(self, params: Sequence[object], account_id: str) -> list[object]:
        """The values to send for `params`."""
        values = [
            value if convert is None or value is None else convert(value)
            for value, convert in zip(params, self.converters, strict=True)
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
    edits = _Edits(sql, tokens[-1].end)
    _declare_parameters(tokens, types, edits)
    _lead_conflict_targets(tokens, tables, edits)
    _complete_groups(tokens, tables, edits)
    clause = _add_account_clause(tokens, tables, edits, len(types) + 1)
    writes = _written(tokens, tables)
    return RawStatement(
        text=edits.text(),
        tables=frozenset(token.name for token in tokens if token.is_name and token.name in tables),
        writes=writes,
        is_write=bool(writes) or _takes_locks(tokens),
        has_account_clause=clause,
        converters=tuple(map(converter_for, types)),
    )


class _Edits:
    """Insertions into a text, by position; made in order of position, and of call at the same position."""

    def __init__(self, sql: str, end: int) -> None:
        self._sql = sql
        self._end = end
        self._insertions: list[tuple[int, str]] = []

    def insert(self, position: int, text: str) -> None:
        self._insertions.append((position, text))

    def text(self) -> str:
        parts: list[str] = []
        done = 0
        for position, text in sorted(self._insertions, key=lambda insertion: insertion[0]):
            parts += (self._sql[done:position], text)
            done = position
        return "".join((*parts, self._sql[done : self._end]))


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


def _declare_parameters(tokens: Sequence[Token], types: tuple[str, ...], edits: _Edits) -> None:
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


def _lead_conflict_targets(tokens: Sequence[Token], tables: Mapping[str, Table], edits: _Edits) -> None:
    """`ON CONFLICT (cols)` of an account's table names the account first, as the table's keys do."""
    targets: dict[int, Table | None] = {}
    for position, token in enumerate(tokens):
        if token.is_word("insert"):
            target = _name_after(tokens, position + 2)
            targets[token.depth] = tables.get(target.name) if target else None
        elif token.is_word("conflict") and position and tokens[position - 1].is_word("on"):
            table = targets.get(token.depth)
            columns = tokens[position + 1 : position + 3]
            if table is None or table.scope is not Scope.ACCOUNT or not columns or columns[0].text != "(":
                continue
            if columns[1].name != ACCOUNT_COLUMN:
                edits.insert(columns[0].end, f"{ACCOUNT_COLUMN}, ")


def _name_after(tokens: Sequence[Token], position: int) -> Token | None:
    """The table named at `position`, past a schema and a dot."""
    while position + 1 < len(tokens) and tokens[position + 1].text == ".":
        position += 2
    return tokens[position] if position < len(tokens) and tokens[position].is_name else None


@dataclass(frozen=True, slots=True)
class _Source:
    """A table in a FROM list and the name that its columns go by."""

    table: Table
    qualifier: Token


def _sources(tokens: Sequence[Token], start: int, end: int, depth: int, tables: Mapping[str, Table]) -> list[_Source]:
    found: list[_Source] = []
    for position in range(start, end):
        token = tokens[position]
        if token.depth != depth or not (token.is_word("from", "join", "update") or token.text == ","):
            continue
        target = _name_after(tokens, position + 1)
        if target is None or target.name not in tables:
            continue
        found.append(_Source(tables[target.name], _alias(tokens, tokens.index(target, position))))
    return found


def _alias(tokens: Sequence[Token], position: int) -> Token:
    """The alias of the table at `position`, or the table's own name."""
    rest = tokens[position + 1 : position + 3]
    if len(rest) == 2 and rest[0].is_word("as"):
        return rest[1]
    if rest and (rest[0].kind == "quoted" or (rest[0].kind == "word" and rest[0].name not in _NOT_AN_ALIAS)):
        return rest[0]
    return tokens[position]


def _complete_groups(tokens: Sequence[Token], tables: Mapping[str, Table], edits: _Edits) -> None:
    """Add the account to a GROUP BY that lists the rest of a table's primary key.

    PostgreSQL lets such a query select the table's other columns only when the whole key is grouped. The account is the
    same in every row a bound statement sees, so the groups do not change.
    """
    for position, token in enumerate(tokens):
        if not (token.is_word("group") and position + 1 < len(tokens) and tokens[position + 1].is_word("by")):
            continue
        start, end = _block(tokens, position)
        grouped, last = _grouped_columns(tokens, position + 2, end)
        sources = _sources(tokens, start, position, token.depth, tables)
        for source in sources:
            if source.table.scope is Scope.ACCOUNT and _lists_key(source, grouped, alone=len(sources) == 1):
                edits.insert(last.end, f", {source.qualifier.text}.{ACCOUNT_COLUMN}")


def _block(tokens: Sequence[Token], position: int) -> tuple[int, int]:
    """The first and the past-the-last token of the SELECT that the token at `position` belongs to."""
    depth = tokens[position].depth
    start = position
    while start > 0 and not (tokens[start].is_word("select") and tokens[start].depth == depth):
        start -= 1
    end = position
    while end < len(tokens) and tokens[end].depth >= depth and not _ends_block(tokens[end], depth):
        end += 1
    return start, end


def _ends_block(token: Token, depth: int) -> bool:
    return token.depth == depth and (token.text == ")" or token.is_word("union", "intersect", "except"))


def _grouped_columns(tokens: Sequence[Token], start: int, end: int) -> tuple[list[tuple[str | None, str]], Token]:
    """The plain columns of a GROUP BY list, each with its qualifier, and the list's last token."""
    depth = tokens[start].depth
    columns: list[tuple[str | None, str]] = []
    item: list[Token] = []
    last = tokens[start]
    for token in tokens[start:end]:
        if token.depth == depth and token.is_word("having", "order", "limit", "offset", "window", "fetch", "for"):
            break
        last = token
        if token.depth == depth and token.text == ",":
            columns += _plain_column(item)
            item = []
        else:
            item.append(token)
    return columns + _plain_column(item), last


def _plain_column(item: Sequence[Token]) -> list[tuple[str | None, str]]:
    if len(item) == 1 and item[0].is_name:
        return [(None, item[0].name)]
    if len(item) == 3 and item[1].text == "." and item[2].is_name:
        return [(item[0].name, item[2].name)]
    return []


def _lists_key(source: _Source, grouped: Sequence[tuple[str | None, str]], *, alone: bool) -> bool:
    own = {name for qualifier, name in grouped if qualifier == source.qualifier.name or (qualifier is None and alone)}
    key = {source.table.columns[name].db_name for name in source.table.primary_key.fields}
    return key <= own


def _add_account_clause(tokens: Sequence[Token], tables: Mapping[str, Table], edits: _Edits, number: int) -> bool:
    """Add `account_id = $number` to a statement over one scoped table, when its place is beyond doubt."""
    first = tokens[0]
    if not first.is_word("select", "update", "delete"):
        return False
    words = [token for token in tokens if token.kind == "word"]
    selects = sum(token.name == "select" for token in words)
    if selects != (1 if first.name == "select" else 0) or any(token.name in _MANY_TABLES for token in words):
        return False
    # UPDATE has no FROM list, and commas that stand outside brackets in a SELECT's are not followed by a table.
    froms = [token for token in words if token.name == "from" and token.depth == 0]
    if len(froms) != (0 if first.name == "update" else 1):
        return False
    start = 0 if first.name == "update" else tokens.index(froms[0])
    sources = _sources(tokens, start, len(tokens), 0, tables)
    if len(sources) != 1 or not sources[0].table.is_scoped:
        return False
    bounds = _condition(tokens, start, sources[0], is_update=first.name == "update")
    if bounds is None:
        return False
    where, end = bounds
    test = f"{sources[0].qualifier.text}.{ACCOUNT_COLUMN} = ${number}::text"
    if where is None:
        edits.insert(end.end, f" WHERE {test}")
    else:
        edits.insert(where.end, f" {test} AND (")
        edits.insert(end.end, ")")
    return True


def _condition(
    tokens: Sequence[Token], start: int, source: _Source, *, is_update: bool
) -> tuple[Token | None, Token] | None:
    """The WHERE token, if any, and the last token of the condition, or of what would stand before it."""
    position = tokens.index(source.qualifier, start) + 1
    if is_update and not (position < len(tokens) and tokens[position].is_word("set")):
        return None
    where: Token | None = None
    last = tokens[position - 1]
    for token in tokens[position:]:
        if token.depth == 0:
            if token.is_word("where"):
                where = token
            elif token.is_word(*_AFTER_WHERE):
                break
            elif where is None and not is_update:
                return None
        last = token
    return where, last


def _written(tokens: Sequence[Token], tables: Mapping[str, Table]) -> frozenset[str]:
    found: set[str] = set()
    for position, token in enumerate(tokens[:-1]):
        if not token.is_word("insert", "delete", "update"):
            continue
        skipped = 1 if tokens[position + 1].is_word("into", "from", "only") else 0
        target = _name_after(tokens, position + 1 + skipped)
        if target is not None and target.name in tables:
            found.add(target.name)
    return frozenset(found)


def _takes_locks(tokens: Sequence[Token]) -> bool:
    """Row locks, table locks and advisory locks are no work for a read-only transaction or a replica."""
    for token, following in zip(tokens, (*tokens[1:], None), strict=True):
        if token.is_word("for") and following is not None and following.is_word("update", "share", "no", "key"):
            return True
        if token.is_name and token.name.startswith("pg_advisory_xact_lock"):
            return True
    return tokens[0].is_word("lock")
