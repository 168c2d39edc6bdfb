"""Splits migration text into statements, and rewrites the wheel's for an account-scoped database. Pure."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Final

_TOKEN: Final = re.compile(
    r"""
      (?P<line>--[^\n]*)
    | (?P<block>/\*)
    | (?P<dollar>\$(?:[A-Za-z_]\w*)?\$)
    | (?P<escaped>\b[eE]'(?:[^'\\]|\\.|'')*')
    | (?P<text>'(?:[^']|'')*')
    | (?P<name>"(?:[^"]|"")*")
    | (?P<end>;)
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMENT_EDGE: Final = re.compile(r"/\*|\*/")


def split(sql: str) -> list[str]:
    """The statements of `sql`, without comments around them, without semicolons, without empty ones.

    Raises:
        ValueError: a comment or dollar quote is not closed.
    """
    statements: list[str] = []
    kept: list[str] = []
    position = 0
    while match := _TOKEN.search(sql, position):
        kept.append(sql[position : match.start()])
        position = match.end()
        match match.lastgroup:
            case "line":
                kept.append(" ")
            case "block":
                position = _comment_end(sql, position)
                kept.append(" ")
            case "dollar":
                closing = sql.find(match[0], position)
                if closing < 0:
                    raise ValueError(f"The quote {match[0]} is not closed.")
                kept.append(sql[match.start() : closing + len(match[0])])
                position = closing + len(match[0])
            case "end":
                statements.append("".join(kept).strip())
                kept = []
            case _:
                kept.append(match[0])
    kept.append(sql[position:])
    statements.append("".join(kept).strip())
    return [statement for statement in statements if statement]


def _comment_end(sql: str, position: int) -> int:
    depth = 1
    while depth:
        edge = _COMMENT_EDGE.search(sql, position)
        if edge is None:
            raise ValueError("A comment is not closed.")
        depth += 1 if edge[0] == "/*" else -1
        position = edge.end()
    return position


_NAME: Final = r'(?:"[^"]+"|\w+)'
_TABLE: Final = rf'(?:(?:"public"|public)\.)?(?P<table>{_NAME})'
_COLUMNS: Final = r"\([^()]*\)"
_ACTION: Final = (
    r"(?:\s+ON\s+(?:DELETE|UPDATE)\s+(?:CASCADE|RESTRICT|NO\s+ACTION|SET\s+NULL|SET\s+DEFAULT)|\s+NOT\s+VALID"
    r"|\s+(?:NOT\s+)?DEFERRABLE|\s+INITIALLY\s+(?:DEFERRED|IMMEDIATE)|\s+MATCH\s+(?:FULL|SIMPLE|PARTIAL))*"
)
_FOREIGN_KEY: Final = (
    rf"(?:CONSTRAINT\s+{_NAME}\s+)?FOREIGN\s+KEY\s*{_COLUMNS}\s*REFERENCES\s+(?:{_NAME}\.)?{_NAME}"
    rf"\s*(?:{_COLUMNS})?{_ACTION}"
)
_INLINE: Final = rf"(?:\s+CONSTRAINT\s+{_NAME})?\s+REFERENCES\s+(?:{_NAME}\.)?{_NAME}\s*(?:{_COLUMNS})?{_ACTION}"
_FLAGS: Final = re.IGNORECASE | re.DOTALL
_ALTER_ADDING_ONLY_KEYS: Final = re.compile(
    rf"ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?(?:{_NAME}\.)?{_NAME}\s+"
    rf"ADD\s+{_FOREIGN_KEY}(?:\s*,\s*ADD\s+{_FOREIGN_KEY})*\s*(?=;|$)",
    _FLAGS,
)
_LATER_KEY: Final = re.compile(rf",\s*(?:ADD\s+)?{_FOREIGN_KEY}", _FLAGS)
_FIRST_KEY: Final = re.compile(rf"ADD\s+{_FOREIGN_KEY}\s*,\s*", _FLAGS)
_INLINE_KEY: Final = re.compile(_INLINE, _FLAGS)
_DECLARES_COLUMNS: Final = re.compile(r"(?:CREATE\s+TABLE|ALTER\s+TABLE|DO)\b", re.IGNORECASE)
_INDEX: Final = re.compile(
    rf"(?P<head>CREATE\s+(?:UNIQUE\s+)?INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?{_NAME}\s+ON\s+(?:ONLY\s+)?"
    rf"{_TABLE}\s*(?:USING\s+btree\s*)?\()",
    _FLAGS,
)
_ALTER: Final = re.compile(rf"ALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?{_TABLE}(?P<body>[^;]*)", _FLAGS)
_ADDED_KEY: Final = re.compile(rf"(ADD\s+(?:CONSTRAINT\s+{_NAME}\s+)?(?:PRIMARY\s+KEY|UNIQUE)\s*\()", _FLAGS)
_DROPPED: Final = re.compile(
    rf"(?P<kind>DROP\s+(?:CONSTRAINT|INDEX))\s+(?:IF\s+EXISTS\s+)?(?P<name>(?:{_NAME}\.)?{_NAME})(?:\s+(?:CASCADE|RESTRICT)\b)?",
    _FLAGS,
)
_CONFLICT: Final = re.compile(rf"INSERT\s+INTO\s+{_TABLE}(?P<middle>.*?)(?P<target>ON\s+CONFLICT\s*\()", _FLAGS)
_CHANGES_ROWS: Final = re.compile(
    r"\b(?:UPDATE\s+(?:ONLY\s+)?[\w\".]+\s+(?:AS\s+)?\w*\s*SET|INSERT\s+INTO|DELETE\s+FROM)\b", _FLAGS
)
_WRITTEN: Final = re.compile(
    rf"\b(?:UPDATE\s+(?:ONLY\s+)?|INSERT\s+INTO\s+|DELETE\s+FROM\s+(?:ONLY\s+)?){_TABLE}", _FLAGS
)
_CHANGES_SHAPE: Final = re.compile(r"\b(?:CREATE|ALTER|DROP|TRUNCATE)\s", re.IGNORECASE)
_STARTS_WITH_ROWS: Final = re.compile(r"(?:UPDATE|INSERT|DELETE|WITH|MERGE)\b", re.IGNORECASE)
_DO_BLOCK: Final = re.compile(r"DO\b", re.IGNORECASE)
_FUNCTION: Final = re.compile(r"CREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE)\b", re.IGNORECASE)
_CONCURRENTLY: Final = re.compile(r"^(CREATE\s+(?:UNIQUE\s+)?INDEX\s+)CONCURRENTLY\s+", re.IGNORECASE)
_ANY_INDEX: Final = re.compile(
    rf"CREATE\s+(?:UNIQUE\s+)?INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?P<index>{_NAME})\s+ON\s+(?:ONLY\s+)?{_TABLE}",
    _FLAGS,
)


def rewrite(statement: str, scoped: AbstractSet[str]) -> str | None:
    """`statement` for a database whose tables `scoped` have account-first keys; None when nothing of it is left.

    Foreign keys are left out (there is no unique key to point to until tenantize adds the composite ones), keys and
    indexes are made account-first at once (two accounts may share the values of a new unique key), what is dropped may
    already be gone or carry composite foreign keys, and conflict targets name the account.
    """
    if _FUNCTION.match(statement):
        return statement
    text = _without_foreign_keys(statement)
    if text is None:
        return None
    text = _INDEX.sub(lambda match: match["head"] + _account_if(match["table"], scoped), text)
    text = _ALTER.sub(lambda match: _alter(match, scoped), text)
    text = _DROPPED.sub(lambda match: f"{match['kind']} IF EXISTS {match['name']} CASCADE", text)
    return _CONFLICT.sub(lambda match: match[0] + _account_if(match["table"], scoped), text)


def _without_foreign_keys(statement: str) -> str | None:
    in_block = _DO_BLOCK.match(statement) is not None
    text = _ALTER_ADDING_ONLY_KEYS.sub("NULL" if in_block else "", statement)
    if not text.strip():
        return None
    text = _FIRST_KEY.sub("", _LATER_KEY.sub("", text))
    return _INLINE_KEY.sub("", text) if _DECLARES_COLUMNS.match(text) else text


def _alter(match: re.Match[str], scoped: AbstractSet[str]) -> str:
    account = _account_if(match["table"], scoped)
    return _ADDED_KEY.sub(lambda key: key[1] + account, match[0])


def _account_if(table: str, scoped: AbstractSet[str]) -> str:
    return '"account_id", ' if table.strip('"') in scoped else ""


def changes_rows(statement: str) -> bool:
    """True when the statement only changes rows, so that it must run once for each account."""
    if _STARTS_WITH_ROWS.match(statement):
        return True
    return bool(_DO_BLOCK.match(statement) and _CHANGES_ROWS.search(statement) and not _CHANGES_SHAPE.search(statement))


def written_table(statement: str) -> str | None:
    """The first table that the statement writes to, if it names one."""
    match = _WRITTEN.search(statement)
    return match["table"].strip('"') if match else None


def changes_rows_and_shape(statement: str) -> bool:
    """True for a block that mixes both and can therefore not be run for each account."""
    return bool(_DO_BLOCK.match(statement) and _CHANGES_ROWS.search(statement) and _CHANGES_SHAPE.search(statement))


def concurrent_index(statement: str) -> tuple[str, str] | None:
    """Index and table name of a `CREATE INDEX CONCURRENTLY`, else None."""
    match = _ANY_INDEX.match(statement)
    if match is None or not _CONCURRENTLY.match(statement):
        return None
    return match["index"].strip('"'), match["table"].strip('"')


def not_concurrent(statement: str) -> str:
    """The same index, built inside a transaction."""
    return _CONCURRENTLY.sub(r"\1", statement)
