"""What raw SQL needs on an account-scoped schema: account-first conflict targets and groups, and the account clause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from alchemi.db.schema.catalogue import ACCOUNT_COLUMN, Scope, Table
from alchemi.db.sql.tokens import Token

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


class Edits:
    """Insertions into a text, by position; made in order of position, and of call at the same position."""

    def __init__(self, sql: str, end: int) -> None:
        self._sql = sql
        self._end = end
        self._insertions: list[tuple[int, str]] = []

    def insert(self, position: int, text: str) -> None:
        """Have `text` stand before the character at `position`."""
        self._insertions.append((position, text))

    def text(self) -> str:
        """The text with all insertions made."""
        parts: list[str] = []
        done = 0
        for position, text in sorted(self._insertions, key=lambda insertion: insertion[0]):
            parts += (self._sql[done:position], text)
            done = position
        return "".join((*parts, self._sql[done : self._end]))


def lead_conflict_targets(tokens: Sequence[Token], tables: Mapping[str, Table], edits: Edits) -> None:
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


def complete_groups(tokens: Sequence[Token], tables: Mapping[str, Table], edits: Edits) -> None:
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


def add_account_clause(tokens: Sequence[Token], tables: Mapping[str, Table], edits: Edits, number: int) -> bool:
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


def written(tokens: Sequence[Token], tables: Mapping[str, Table]) -> frozenset[str]:
    """The catalogue tables that the statement inserts into, updates or deletes from, inside WITH too."""
    found: set[str] = set()
    for position, token in enumerate(tokens[:-1]):
        if not token.is_word("insert", "delete", "update"):
            continue
        skipped = 1 if tokens[position + 1].is_word("into", "from", "only") else 0
        target = _name_after(tokens, position + 1 + skipped)
        if target is not None and target.name in tables:
            found.add(target.name)
    return frozenset(found)


def takes_locks(tokens: Sequence[Token]) -> bool:
    """Row locks, table locks and advisory locks are no work for a read-only transaction or a replica."""
    for token, following in zip(tokens, (*tokens[1:], None), strict=True):
        if token.is_word("for") and following is not None and following.is_word("update", "share", "no", "key"):
            return True
        if token.is_name and token.name.startswith("pg_advisory_xact_lock"):
            return True
    return tokens[0].is_word("lock")
