"""Secrets that are shown masked: which texts of an answer are some, and what a mask that comes back stands for.

A process remembers of each secret that it seals or opens a keyed digest, by account. Whatever would show it under a name that
says so, or whole, shows the mask instead.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from contextvars import ContextVar
from hashlib import blake2b
from typing import Any, Final, NoReturn

from alchemi.db.secret_columns import MAX_DEPTH, is_secret_name, looks_secret, opens
from alchemi.errors import AlchemiError, InvalidRequestError
from alchemi.tenancy.account import AccountId

MASK: Final = "****"
"""What is shown instead of a secret. Sent back in its place, it keeps what is there."""

_KEY: Final = os.urandom(32)
_MOST: Final = 100_000
"""Of an account, 16 bytes each; beyond, every text under the name of a secret is masked."""

refusals: Final[ContextVar[list[AlchemiError] | None]] = ContextVar("alchemi_refused_masks", default=None)
"""Masks that were refused while a request was served: whoever serves it may take them for a fault of its own."""

_known: Final[defaultdict[AccountId, set[bytes]]] = defaultdict(set)


def remember(account: AccountId, text: str) -> None:
    """`text` is a secret of the account; where it is JSON, every text in it."""
    known = _known[account]
    if len(known) < _MOST:
        known.add(_digest(text))
        if text[:1] in ("{", "["):
            known.update(map(_digest, _texts(text)))


def forget(account: AccountId) -> None:
    """The account is gone."""
    _known.pop(account, None)


def has_any(account: AccountId) -> bool:
    """This process has met a secret of the account."""
    return account in _known


def refuse(place: str) -> NoReturn:
    """A mask stands at `place` of a row for nothing.

    Raises:
        InvalidRequestError: that.
    """
    column = place.partition("/")[0]
    detail = f"A masked value (****) was sent in `{column}` where no secret is kept; send the secret itself."
    error = InvalidRequestError.of_field(f"/{place}", detail)
    if (noted := refusals.get()) is not None:
        noted.append(error)
    raise error


def masked(account: AccountId, value: Any) -> Any:
    """Plain data without the secrets of `account`; the very object when it holds none."""
    known = _known.get(account)
    return _masked(known, value, False, 0) if known else value


def _masked(known: set[bytes], value: Any, is_named: bool, depth: int) -> Any:
    if isinstance(value, str):
        return _text(known, value, is_named, depth)
    if depth > MAX_DEPTH:
        return value
    if isinstance(value, dict):
        # A list of {name, value} is a mapping in another dress.
        pair = value.get("name", value.get("key"))
        is_pair = isinstance(pair, str) and is_secret_name(pair)
        found = {
            name: _masked(known, item, is_named or opens(name) or (is_pair and name == "value"), depth + 1)
            for name, item in value.items()
        }
        return found if any(new is not old for new, old in zip(found.values(), value.values(), strict=True)) else value
    if isinstance(value, list):
        items = [_masked(known, item, is_named, depth + 1) for item in value]
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    return value


def _text(known: set[bytes], value: str, is_named: bool, depth: int) -> str:
    if not value:
        return value
    is_known = len(known) >= _MOST or _digest(value) in known
    if is_known and (is_named or looks_secret(value)):
        return MASK
    if value[0] not in "{[":
        return value
    try:
        decoded = json.loads(value)
    except (ValueError, RecursionError):
        return value
    found = _masked(known, decoded, is_named, depth + 1)
    return value if found is decoded else json.dumps(found)


def _texts(document: str) -> Iterator[str]:
    try:
        left = [json.loads(document)]
    except (ValueError, RecursionError):
        return
    while left:
        value = left.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict | list):
            left.extend(value.values() if isinstance(value, dict) else value)


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), key=_KEY, digest_size=16).digest()
