"""Addresses inside the free documents of tenants: each may be reached, and kept secrets do not follow a new one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from alchemi.errors import DestinationForbiddenError, InvalidRequestError
from alchemi.rest.secret_fields import MASK

CheckAddress = Callable[[str], None]
"""Raises DestinationForbiddenError."""

_ADDRESS_WORDS: Final = frozenset({"endpoint", "endpoints", "host", "hostname", "uri", "uris", "url", "urls"})
_WORDS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def check_addresses(check: CheckAddress, field: str, document: Mapping[str, Any] | None) -> None:
    """Refuse a document that names a destination which is not allowed.

    Raises:
        InvalidRequestError: naming its place.
    """
    for pointer, address in _addresses(document, f"/{field}", is_address=False):
        if address == MASK:
            continue
        try:
            # A bare host is asked like the address of its front page.
            check(address if "://" in address else f"https://{address}")
        except DestinationForbiddenError as error:
            raise InvalidRequestError.of_field(pointer, error.detail) from error


def refuse_moved_secrets(field: str, before: Any, after: Any) -> None:
    """Refuse masks beside an address that is another one: else whoever changes it has the secrets sent to a place of theirs.

    Raises:
        InvalidRequestError: the secrets have to be sent anew.
    """
    known = dict(_addresses(before, "", is_address=False))
    is_moved = any(text not in (MASK, known.get(pointer)) for pointer, text in _addresses(after, "", is_address=False))
    if is_moved and _has_mask(after):
        raise InvalidRequestError.of_field(f"/{field}", "Another address needs its own secrets; send them.")


def _addresses(value: Any, pointer: str, *, is_address: bool) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            words = _WORDS.findall(name)
            is_named = bool(words) and words[-1].lower() in _ADDRESS_WORDS
            place = f"{pointer}/{name.replace('~', '~0').replace('/', '~1')}"
            yield from _addresses(inner, place, is_address=is_named)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _addresses(inner, f"{pointer}/{position}", is_address=is_address)
    elif isinstance(value, str) and value and is_address:
        yield pointer, value


def _has_mask(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_has_mask(inner) for inner in value.values())
    if isinstance(value, list):
        return any(_has_mask(inner) for inner in value)
    return bool(value == MASK)
