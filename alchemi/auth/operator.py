"""Whether a request carries the operator's own key."""

from __future__ import annotations

import hmac

from alchemi.auth.credentials import Clues, credential_of


class OperatorKey:
    """The master key. An account's keys, those of the platform's own account included, are never it."""

    def __init__(self, master_key: str) -> None:
        self._key = master_key.encode()

    def is_held_by(self, clues: Clues) -> bool:
        credential = credential_of(clues)
        return credential is not None and hmac.compare_digest(credential.encode(), self._key)
