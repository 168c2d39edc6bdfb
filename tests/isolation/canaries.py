"""Values by which every byte of an account is recognised, and the scanner that looks for another account's.

Ids and content are marked differently: the attacker supplies ids, so an id that was sent may come back; content never.
Every object exists twice: the ids of the second are never supplied to anybody.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

ACCOUNTS: Final = {"a": "acct-alder", "b": "acct-birch", "c": "acct-cedar"}
RANDOM: Final = "stuvwxyz"
"""Letters of ids that exist nowhere, of the same shape as those that do."""

NUMBER: Final = 73_910_427

_RARE: Final = rb"739104[23]\d|2031-02-03[T ]04:05:06"
"""B's numbers, their sum with A's, and B's moments."""


def object_id(letter: str, kind: str, row: int = 1) -> str:
    """The id of an account's object: of the shape that its kind has."""
    mark = f"id{letter}{row}{hashlib.sha1(kind.encode()).hexdigest()[:8]}"
    if kind == "key":
        return key_hash(letter, row)
    return f"{mark}@{letter}{row}.example" if kind == "email" else mark


def key_text(letter: str, row: int = 1) -> str:
    """The virtual key itself; not known to anybody outside its account."""
    return f"sk-secret{letter}{row}{hashlib.sha1(f'{letter}{row}'.encode()).hexdigest()}"


def key_hash(letter: str, row: int = 1) -> str:
    return hashlib.sha256(key_text(letter, row).encode()).hexdigest()


def content(letter: str, table: str, column: str, row: int) -> str:
    """A word that stands in one column of one row: it survives JSON, addresses, HTML, CSV and changes of case."""
    digest = hashlib.sha1(f"{table}.{column}.{row}".encode()).digest()
    return f"cnry{letter}{base64.b32encode(digest)[:16].decode().lower()}"


@dataclass(slots=True)
class Scanner:
    """Finds what is not `own` in bytes. `supplied` ids were sent by the attacker and may be echoed."""

    own: str
    supplied: set[str] = field(default_factory=set)
    origins: dict[str, str] = field(default_factory=dict)
    """Where a word was put: told in a finding."""
    _pattern: re.Pattern[bytes] = field(init=False)

    def __post_init__(self) -> None:
        others = "".join(letter for letter in ACCOUNTS if letter != self.own)
        secrets = [key_text(letter, row) for letter in others for row in (1, 2)]
        encoded = [re.escape(text) for secret in secrets for text in _encodings(secret)]
        hashes = [key_hash(letter, row).encode() for letter in others for row in (1, 2)]
        words = [rf"cnry[{others}][a-z2-7]{{16}}".encode(), rf"id[{others}][12][0-9a-f]{{8}}".encode(), _RARE]
        self._pattern = re.compile(b"|".join([*words, *encoded, *hashes]), re.IGNORECASE)

    def find(self, data: bytes) -> list[str]:
        """The foreign words in `data`, each once."""
        found = {match.group().decode("latin-1") for match in self._pattern.finditer(data)}
        return sorted(word for word in found if word.lower() not in self.supplied)

    def supply(self, ids: Iterable[str]) -> None:
        """These were sent by the attacker: from now on they may come back."""
        for text in ids:
            self.supplied.add(text.lower())
            self.supplied.add(text.partition("@")[0].lower())

    def explain(self, word: str) -> str:
        return self.origins.get(word.lower(), word)


def _encodings(secret: str) -> list[bytes]:
    raw = secret.encode()
    # The first characters of base64 depend on what stands before: those of the three alignments are cut off.
    shifted = [base64.b64encode(b"x" * shift + raw)[4:-4] for shift in range(3)]
    return [raw, raw.hex().encode(), *shifted]
