"""Reads from a raw statement which columns of which tables it sets. What it cannot read counts as whole rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from alchemi.db.changes import Change
from alchemi.db.schema.catalogue import Table
from alchemi.db.sql.tokens import Token

_AFTER_ASSIGNMENTS = ("where", "from", "returning")


def changes_of(tokens: Sequence[Token], tables: Mapping[str, Table]) -> tuple[Change, ...]:
    """The writes to catalogue tables, in the order of the text."""
    found: list[Change] = []
    for position, token in enumerate(tokens[:-1]):
        if not token.is_word("insert", "update", "delete"):
            continue
        target = position + (2 if tokens[position + 1].is_word("into", "from", "only") else 1)
        while target + 1 < len(tokens) and tokens[target + 1].text == ".":
            target += 2
        table = tables.get(tokens[target].name) if target < len(tokens) and tokens[target].is_name else None
        if table is None:
            continue
        rest = tokens[target + 1 :]
        match token.name:
            case "update":
                found.append(_update(table, rest, token.depth))
            case "insert":
                found.append(_insert(table, rest, token.depth))
            case _:
                found.append(Change(table.db_name))
    return tuple(found)


def _update(table: Table, rest: Sequence[Token], depth: int) -> Change:
    for position, token in enumerate(rest):
        if token.depth == depth and token.is_word("set"):
            fields, added_to = _assignments(rest[position + 1 :], depth)
            return Change(table.db_name, fields or None, added_to)
    return Change(table.db_name)


def _insert(table: Table, rest: Sequence[Token], depth: int) -> Change:
    """Whole rows, unless an existing row is added to instead: then what a new row states beyond its key."""
    for position, token in enumerate(rest):
        if token.depth < depth or token.text == ";" or token.is_word("insert"):
            break
        if token.depth == depth and token.is_word("set") and rest[position - 1].is_word("update"):
            fields, added_to = _assignments(rest[position + 1 :], depth)
            keys = {table.columns[name].db_name for key in table.unique_keys() for name in key.fields}
            if not rest or rest[0].text != "(" or not fields:
                break
            return Change(table.db_name, fields | (frozenset(_names_in(rest)) - keys), added_to, adds_rows=True)
    return Change(table.db_name)


def _names_in(tokens: Sequence[Token]) -> Iterator[str]:
    """The names in the brackets that `tokens` begin with."""
    depth = tokens[0].depth
    for token in tokens[1:]:
        if token.depth == depth:
            return
        if token.is_name:
            yield token.name


def _assignments(tokens: Sequence[Token], depth: int) -> tuple[frozenset[str], frozenset[str]]:
    """The columns that a SET list sets, and those of them that it computes from their own value."""
    fields: set[str] = set()
    added_to: set[str] = set()
    for item in _items(tokens, depth):
        if item[0].text == "(":
            fields |= set(_names_in(item))
            continue
        split = next((index for index, token in enumerate(item) if token.text == "="), 0)
        if not split:
            # Not an assignment as we know them: claim a column that nobody calls usage.
            fields.add("")
            continue
        column = item[split - 1].name
        fields.add(column)
        if _uses_own_value(item[split + 1 :], column):
            added_to.add(column)
    return frozenset(fields), frozenset(added_to)


def _items(tokens: Sequence[Token], depth: int) -> Iterator[list[Token]]:
    item: list[Token] = []
    for token in tokens:
        if token.depth < depth or (token.depth == depth and token.is_word(*_AFTER_ASSIGNMENTS)):
            break
        if token.depth == depth and token.text == ")" and not any(part.text == "(" for part in item):
            break
        if token.depth == depth and token.text == ",":
            if item:
                yield item
            item = []
        else:
            item.append(token)
    if item:
        yield item


def _uses_own_value(tokens: Sequence[Token], column: str) -> bool:
    """`column` stands in `tokens`, and not only as that of the row that was to be inserted."""
    return any(
        token.is_name
        and token.name == column
        and not (position >= 2 and tokens[position - 1].text == "." and tokens[position - 2].is_word("excluded"))
        for position, token in enumerate(tokens)
    )
