"""What an audit event is, and the seal that ties it to the account, to its place and to the event before it.

The seal is an HMAC-SHA256, in hexadecimal, of the canonical text: a JSON array of the format's name and the fields in the
order of `SEALED`, without blanks, non-ASCII characters escaped, the time in UTC with milliseconds.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

EVENT_FORMAT: Final = "alchemi audit event 1"
CHECKPOINT_FORMAT: Final = "alchemi audit checkpoint 1"
HEAD_FORMAT: Final = "alchemi audit head 1"

CONTENT: Final = (
    "event_id", "occurred_at", "actor_kind", "actor_id", "actor_user_id", "action", "resource_type", "resource_id",
    "outcome", "method", "route", "request_id", "address", "user_agent", "subject_account", "before", "after",
)  # fmt: skip
SEALED: Final = ("account_id", "sequence", *CONTENT, "key_id", "previous_hash")
COLUMNS: Final = (*SEALED, "hash")

BROKEN_HEAD: Final = "audit.head_broken"
"""The action of an event that tells that the end of the chain was not as it had been left. Verification fails on it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An event that has no place in a chain yet. `before` and `after` are canonical JSON, masked."""

    action: str
    resource_type: str
    resource_id: str | None = None
    outcome: str = "success"
    before: str | None = None
    after: str | None = None
    subject_account: str | None = None


class AuditKeys:
    """The accounts' sealing keys, derived from the secret key; earlier secrets still verify what they sealed."""

    def __init__(self, secret: str, *earlier: str) -> None:
        self._secrets = (secret, *earlier)
        self._derived = lru_cache(maxsize=10_000)(self._derive)

    def current(self, account: str) -> tuple[str, bytes]:
        """The id and the key with which events of `account` are sealed now."""
        return self._derived(account, 0)

    def find(self, account: str, key_id: str) -> bytes | None:
        """The key of this id, if it is known here."""
        for number in range(len(self._secrets)):
            name, key = self._derived(account, number)
            if name == key_id:
                return key
        return None

    def of(self, account: str) -> tuple[bytes, ...]:
        """All keys of `account` that are known here, the current one first."""
        return tuple(self._derived(account, number)[1] for number in range(len(self._secrets)))

    def _derive(self, account: str, number: int) -> tuple[str, bytes]:
        kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"alchemi audit chain 1 {account}".encode())
        key = kdf.derive(self._secrets[number].encode())
        return hashlib.sha256(b"id of an audit key" + key).hexdigest()[:12], key


def seal_event(key: bytes, row: Mapping[str, Any]) -> str:
    """The hash of an event's row."""
    fields = [row[name] for name in SEALED]
    fields[3] = utc_text(row["occurred_at"])
    return seal(key, [EVENT_FORMAT, *fields])


def seal_checkpoint(key: bytes, row: Mapping[str, Any]) -> str:
    """The mac of a checkpoint's row."""
    names = ("account_id", "sequence", "kind", "hash", "key_id")
    return seal(key, [CHECKPOINT_FORMAT, *(row[name] for name in names), utc_text(row["created_at"])])


def seal_head(key: bytes, account: str, sequence: int, last_hash: str, retention_days: int | None, count: int) -> str:
    """The mac of the row that holds the chain's end; `count`: of checkpoints."""
    return seal(key, [HEAD_FORMAT, account, sequence, last_hash, retention_days, count])


def seal(key: bytes, fields: list[Any]) -> str:
    text = json.dumps(fields, separators=(",", ":"), ensure_ascii=True, allow_nan=False)
    return hmac.digest(key, text.encode(), "sha256").hex()


def utc_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def in_milliseconds(moment: datetime) -> datetime:
    """As the database keeps it."""
    return moment.astimezone(UTC).replace(microsecond=moment.microsecond // 1000 * 1000)
