"""Account identifiers."""

from __future__ import annotations

import re
from typing import Final, NewType

AccountId = NewType("AccountId", str)

SYSTEM_ACCOUNT: Final = AccountId("_system")
"""The account that holds what the wheel writes outside any tenant: worker heartbeats, its own boot rows."""

_PATTERN: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


def parse_account_id(text: str) -> AccountId:
    """Return `text` as an account id.

    The character set is what makes an id safe as a literal in `SET LOCAL`.

    Raises:
        ValueError: not 1 to 64 letters, digits, `_` or `-`.
    """
    if _PATTERN.fullmatch(text) is None:
        raise ValueError("An account id has 1 to 64 letters, digits, '_' or '-'.")
    return AccountId(text)
