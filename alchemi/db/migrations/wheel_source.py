"""Facts that the wheel keeps in its Python sources: read from the installed text, never imported and never copied.

Importing them would run the whole wheel, which even asks the network for prices.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from alchemi.errors import SeamError

_VIEWS: Final = "proxy/db/create_views.py"
_INDEXES: Final = "request_log_indexes.py"
_INDEX_LIST: Final = "REQUEST_LOG_INDEXES"
_VIEW: Final = re.compile(
    r'\s*CREATE\s+(?:OR\s+REPLACE\s+)?VIEW\s+"(?P<name>\w+)"\s+AS\s+(?P<query>.*?);?\s*$', re.IGNORECASE | re.DOTALL
)
_QUOTED: Final = re.compile(r'"([^"]+)"')


@dataclass(frozen=True, slots=True)
class RequestLogIndex:
    """An index that the wheel's migration job builds beside its migration files."""

    table: str
    name: str
    columns: tuple[str, ...]


@cache
def wheel_views() -> dict[str, str]:
    """The views that the wheel creates at boot: name to query.

    Raises:
        SeamError: the wheel no longer keeps its views where they were.
    """
    found: dict[str, str] = {}
    for node in ast.walk(_source("litellm", _VIEWS)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and (match := _VIEW.match(node.value)):
            found[match["name"]] = match["query"].strip()
    if not found:
        raise SeamError(f"{_VIEWS} of the litellm wheel defines no view that we can read.")
    return found


@cache
def request_log_indexes() -> tuple[RequestLogIndex, ...]:
    """The indexes that the wheel's migration job builds.

    Raises:
        SeamError: the list is not where it was, or an entry is not three strings.
    """
    for node in ast.walk(_source("litellm_proxy_extras", _INDEXES)):
        if isinstance(node, ast.AnnAssign | ast.Assign) and _INDEX_LIST in _targets(node):
            return tuple(_index(call) for call in ast.walk(node) if isinstance(call, ast.Call))
    raise SeamError(f"{_INDEXES} of the litellm-proxy-extras wheel has no list {_INDEX_LIST}.")


def _targets(node: ast.AnnAssign | ast.Assign) -> Iterator[str]:
    for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
        if isinstance(target, ast.Name):
            yield target.id


def _index(call: ast.Call) -> RequestLogIndex:
    values = [argument.value for argument in call.args if isinstance(argument, ast.Constant)]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) != 3 or call.keywords:
        raise SeamError(f"An entry of {_INDEX_LIST} in {_INDEXES} is not table, name and columns.")
    return RequestLogIndex(texts[0], texts[1], tuple(_QUOTED.findall(texts[2])))


def _source(package: str, path: str) -> ast.Module:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SeamError(f"The package {package} is not installed.")
    file = Path(spec.origin).parent / path
    if not file.is_file():
        raise SeamError(f"The installed {package} has no {path}, which we read.")
    return ast.parse(file.read_text("utf-8"))
