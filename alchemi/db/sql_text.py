"""Quoting of names and text for statements that cannot carry parameters."""

from __future__ import annotations


def identifier(name: str) -> str:
    """`name` as a quoted SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def text_literal(text: str) -> str:
    """`text` as an SQL string literal.

    Raises:
        ValueError: it holds a NUL byte, which PostgreSQL text cannot.
    """
    if "\x00" in text:
        raise ValueError("SQL text cannot hold a NUL byte.")
    escaped = text.replace("'", "''")
    if "\\" in escaped:
        return " E'" + escaped.replace("\\", "\\\\") + "'"
    return f"'{escaped}'"
