"""Which kind of object a name stands for, in requests and in columns: read from `ownership.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from alchemi.db.schema.composer import installed_catalogue
from tests.support.our_routes import resources

_LIKE_AN_ID: Final = re.compile(
    r"(?:^|_|-)(?:ids?|keys?|names?|alias(?:es)?|hash|tokens?|users?|teams?|orgs?|organizations?|models?|tags?|agents?"
    r"|polic(?:y|ies)|guardrails?|customers?|members?|budgets?|credentials?|servers?|skills?|prompts?|tools?|toolsets?"
    r"|stores?|groups?|projects?|sessions?|files?|invitations?|by|object|resource|emails?)$|(?:Id|Name|Key)$"
)
CONSOLE: Final = "/alchemi/"
"""Where our own resources stand."""

_PRICE: Final = re.compile(r"(?:input|output|cache)_\w*cost_\w+")


def looks_like_an_id(name: str) -> bool:
    """Names that `ownership.toml` must explain. Prices per token are numbers by their pattern."""
    return _LIKE_AN_ID.search(name) is not None and _PRICE.match(name) is None


@cache
def ownership() -> Ownership:
    return Ownership(tomllib.loads(Path(__file__).with_name("ownership.toml").read_text("utf-8")))


class Ownership:
    def __init__(self, text: dict[str, Any]) -> None:
        self.types: Final[dict[str, str]] = {name: kind for kind, names in text["types"].items() for name in names}
        self._paths: Final[dict[str, dict[str, str]]] = text["paths"]
        self._columns: Final[dict[str, str]] = text["columns"]
        self.not_ids: Final[dict[str, str]] = {
            name: reason for reason, names in text["not_an_id"].items() for name in names
        }

    def in_request(self, path: str, name: str) -> str | None:
        """The kind of object that a parameter or field `name` of `path` stands for."""
        for prefix, names in self._paths.items():
            if path.startswith(prefix) and name in names:
                return names[name]
        if path.startswith(CONSOLE) and (kind := self._in_console(path, name)) is not None:
            return kind
        return self.types.get(name.removesuffix("[]"))

    def _in_console(self, path: str, name: str) -> str | None:
        """By the declarations of our resources: the id of a row in a path, and references in bodies."""
        for resource in sorted(resources(), key=lambda one: -len(one.path)):
            if not path.startswith(resource.path):
                continue
            if name == f"{resource.noun.split()[-1]}_id":
                return self._of_key(resource.table, resource.id)
            if (reference := resource.reference_fields.get(name)) is not None:
                key = reference.key or installed_catalogue().tables[reference.table].primary_key.fields[-1]
                return self._of_key(reference.table, key)
        return None

    def _of_key(self, table: str, column: str) -> str:
        return self.in_column(table, column) or f"{table}.{column}"

    def in_column(self, table: str, column: str) -> str | None:
        """The kind of object whose id the column holds."""
        return self._columns.get(f"{table}.{column}") or self.types.get(column)

    def kinds(self) -> set[str]:
        """Every kind of object that is named anywhere."""
        below = (kind for names in self._paths.values() for kind in names.values())
        return {*self.types.values(), *self._columns.values(), *below}

    def is_explained(self, name: str) -> bool:
        return name in self.types or name in self.not_ids or any(name in names for names in self._paths.values())
