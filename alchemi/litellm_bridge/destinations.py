"""Finds the addresses in what an account stores through the wheel's routes, so that a forbidden one is refused at once.

What is missed here is still refused when it is connected to; this is for the message, and for nobody else to find it later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from alchemi.errors import AlchemiError

_NAMES: Final = ("url", "uri", "endpoint", "base", "host", "target", "webhook", "server", "issuer", "hook", "path")
_SCHEMES: Final = ("http", "https", "ws", "wss")
_MAX_DEPTH: Final = 12

CheckDestination = Callable[[str], None]
"""Raises an AlchemiError for an address that a tenant may not have us connect to."""


def destination_fault(check: CheckDestination, values: Any) -> str | None:
    """What is wrong with the first address in a body that names no allowed destination, with the field it stands in."""
    for field, url in _addresses(values, "", 0):
        try:
            check(url)
        except AlchemiError as error:
            return f"{field}: {error.detail}"
    return None


def is_address_name(name: str) -> bool:
    """Whether a field of this name may hold an address that is connected to."""
    return name.lower().rsplit("_", 1)[-1].rstrip("s").endswith(_NAMES)


def _addresses(value: Any, name: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _addresses(inner, str(key), depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _addresses(inner, name, depth + 1)
    elif isinstance(value, str) and is_address_name(name) and _is_address(value):
        yield name, value


def _is_address(value: str) -> bool:
    try:
        return urlsplit(value.strip()).scheme.lower() in _SCHEMES
    except ValueError:
        return "://" in value
