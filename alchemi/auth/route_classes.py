"""Who may ask for a route: the class of every route, read from the committed table. A path without a row is closed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

TABLE_FILE: Final = Path(__file__).with_name("route_table.txt")

WEBSOCKET: Final = "WS"
MOUNT: Final = "MOUNT"


_OURS: Final = (
    "/alchemi/",
    "/account/",
    "/audit/",
    "/v2/login/",
    "/v2/logout/",
    "/v2/session/",
    "/v2/sessions/",
    "/v2/costs/",
    "/email/event_settings/",
)


class RouteClass(StrEnum):
    """In order of strictness: where several rows match a path, the last of them counts."""

    PUBLIC = "public"
    ACCOUNT = "account"
    ACCOUNT_ADMIN = "account_admin"
    PLATFORM = "platform"
    CLOSED = "closed"


_STRICTNESS: Final = {route_class: number for number, route_class in enumerate(RouteClass)}
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", WEBSOCKET, MOUNT})
_PLACEHOLDER: Final = re.compile(r"\{(\w+)(:path)?\}")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a path, some of its methods, and their class."""

    route_class: RouteClass
    methods: frozenset[str]
    path: str
    reason: str = ""
    is_first: bool = False
    """A path without placeholders that the application matches before all others: no other row counts."""


Classes = Mapping[str, RouteClass]
"""The class by method; that of a mount stands for every method."""


@dataclass(slots=True)
class _Node:
    """What may follow a part of a path, one segment at a time."""

    literals: dict[str, _Node] = field(default_factory=dict)
    any_segment: _Node | None = None
    patterns: list[tuple[re.Pattern[str], dict[str, RouteClass]]] = field(default_factory=list)
    """For placeholders that are not a whole segment: matched with all that is left of the path."""
    ends: dict[str, RouteClass] = field(default_factory=dict)


class RouteTable:
    """Answers as the routes are matched by the application: case and every slash count, escapes are undone before."""

    def __init__(self, rows: Iterator[Row] | list[Row]) -> None:
        self.rows: Final = tuple(rows)
        self._root = _Node()
        for row in self.rows:
            self._add(row)
        # Longer ones first: "/a/{id}/b" says more than "/a/{rest:path}".
        open_rows = sorted(
            (row for row in self.rows if "{" in row.path), key=lambda row: (":path" in row.path, -len(row.path))
        )
        self._patterns: Final = tuple((row, _regex(row.path)) for row in open_rows)
        self._rows_of: Final[dict[str, list[Row]]] = {}
        for row in self.rows:
            self._rows_of.setdefault(row.path, []).append(row)
        literal = {row.path for row in self.rows if "{" not in row.path}
        self._literal: Final[dict[str, dict[str, RouteClass]]] = {path: self._matching(path) for path in literal}
        for row in self.rows:
            if row.is_first:
                self._literal[row.path] |= dict.fromkeys(row.methods, row.route_class)

    def class_of(self, method: str, path: str) -> RouteClass:
        """The class of a request; `path` is without the part that the server has taken off, `method` WS for a socket."""
        found = self._class(method, path)
        if found is None:
            # The application answers these with a redirection to the other spelling, and does nothing else.
            other = path[:-1] if path.endswith("/") else f"{path}/"
            found = self._class(method, other) if path != "/" else None
        return found or RouteClass.CLOSED

    def is_listed(self, method: str, path: str) -> bool:
        """Whether any row is about the request: without one it may still be an endpoint that an account has made."""
        return method in self._matching(path) or MOUNT in self._matching(path)

    def template_of(self, method: str, path: str) -> str | None:
        """The path of the row that is about a request, the literal one before those with placeholders."""
        if path in self._literal:
            return path
        for row, pattern in self._patterns:
            if (method in row.methods or MOUNT in row.methods) and pattern.fullmatch(path):
                return row.path
        return None

    def methods_of(self, path: str) -> frozenset[str]:
        """What is served on a path without ids, or on a public one. Of others it is not told that an object could be there."""
        if path not in self._literal:
            public = (
                row.path
                for row, pattern in self._patterns
                if row.route_class is RouteClass.PUBLIC and pattern.fullmatch(path)
            )
            path = next(public, path)
        open_rows = (row for row in self._rows_of.get(path, ()) if row.route_class is not RouteClass.CLOSED)
        return frozenset(method for row in open_rows for method in row.methods)

    def _class(self, method: str, path: str) -> RouteClass | None:
        classes = self._literal.get(path)
        if classes is None:
            classes = self._matching(path)
        found = classes.get(method)
        if found is None and method == "HEAD":
            found = classes.get("GET")
        mounted = classes.get(MOUNT)
        if found is None or mounted is None:
            return found or mounted
        return max(found, mounted, key=_STRICTNESS.__getitem__)

    def _matching(self, path: str) -> dict[str, RouteClass]:
        found: dict[str, RouteClass] = {}
        if path.startswith("/"):
            _collect(self._root, path[1:], found)
        return found

    def _add(self, row: Row) -> None:
        node, rest = self._root, row.path[1:]
        while rest is not None:
            segment, slash, after = rest.partition("/")
            if "{" in segment and (_PLACEHOLDER.fullmatch(segment) is None or ":path" in segment):
                _classify(_pattern_end(node, _regex(rest)), row)
                return
            if MOUNT in row.methods and not slash:
                _classify(_pattern_end(node, re.compile(re.escape(rest) + r"(?:/.*)?", re.DOTALL)), row)
                return
            if "{" in segment:
                node.any_segment = node = node.any_segment or _Node()
            else:
                node = node.literals.setdefault(segment, _Node())
            if not slash:
                break
            rest = after
        _classify(node.ends, row)


def _collect(node: _Node, rest: str, found: dict[str, RouteClass]) -> None:
    for pattern, classes in node.patterns:
        if pattern.fullmatch(rest):
            _merge(found, classes)
    segment, slash, after = rest.partition("/")
    literal = node.literals.get(segment)
    for following in (literal, node.any_segment if segment else None):
        if following is None:
            continue
        if slash:
            _collect(following, after, found)
        elif following.ends:
            _merge(found, following.ends)


def _merge(found: dict[str, RouteClass], classes: Classes) -> None:
    for method, route_class in classes.items():
        known = found.get(method)
        if known is None or _STRICTNESS[known] < _STRICTNESS[route_class]:
            found[method] = route_class


def _classify(classes: dict[str, RouteClass], row: Row) -> None:
    _merge(classes, dict.fromkeys(row.methods, row.route_class))


def _pattern_end(node: _Node, pattern: re.Pattern[str]) -> dict[str, RouteClass]:
    for known, classes in node.patterns:
        if known.pattern == pattern.pattern:
            return classes
    classes = {}
    node.patterns.append((pattern, classes))
    return classes


def _regex(template: str) -> re.Pattern[str]:
    parts, position = [], 0
    for match in _PLACEHOLDER.finditer(template):
        parts += [re.escape(template[position : match.start()]), ".*" if match[2] else "[^/]+"]
        position = match.end()
    return re.compile("".join([*parts, re.escape(template[position:])]), re.DOTALL)


def parse_table(text: str) -> Iterator[Row]:
    """The rows of a table's text.

    Raises:
        ValueError: a line that is not a class, methods and a path; it is named by its number.
    """
    for number, line in enumerate(text.splitlines(), 1):
        stated, _, reason = line.partition("#")
        if not stated.strip():
            continue
        try:
            name, methods, path = stated.split()
            is_first = name.endswith("!")
            row = Row(RouteClass(name.removesuffix("!")), frozenset(methods.split(",")), path, reason.strip(), is_first)
        except ValueError as error:
            raise ValueError(f"Line {number} of the route table is not a class, methods and a path.") from error
        if is_first and "{" in path:
            raise ValueError(f"Line {number} of the route table is first, and has a placeholder.")
        if not row.methods <= _METHODS or not path.startswith("/"):
            raise ValueError(f"Line {number} of the route table has an unknown method or no path.")
        yield row


@cache
def route_table() -> RouteTable:
    """The committed table."""
    return RouteTable(list(parse_table(TABLE_FILE.read_text("utf-8"))))


def path_of_scope(path: str, root_path: str) -> str:
    """The path that routes are matched with: `path` without the prefix under which the application is served."""
    if root_path and path.startswith(root_path) and path[len(root_path) : len(root_path) + 1] in ("", "/"):
        return path[len(root_path) :]
    return path


def is_ours(path: str) -> bool:
    """Whether a path is of our own management API."""
    return f"{path}/".startswith(_OURS)
