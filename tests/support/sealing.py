"""Seals with AES-256-GCM under a key of the test run, bound to account, table, column and row."""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from alchemi.tenancy.account import AccountId

_KEY = AESGCM(AESGCM.generate_key(256))


@dataclass(frozen=True)
class AccountSealer:
    account: AccountId

    def seal(self, table: str, column: str, row_id: str, plaintext: str) -> str:
        nonce = os.urandom(12)
        return b64encode(nonce + _KEY.encrypt(nonce, plaintext.encode(), self._place(table, column, row_id))).decode()

    def open(self, table: str, column: str, row_id: str, sealed: str) -> str:
        raw = b64decode(sealed)
        return _KEY.decrypt(raw[:12], raw[12:], self._place(table, column, row_id)).decode()

    def _place(self, *parts: str) -> bytes:
        return "\0".join((self.account, *parts)).encode()


async def sealer_of(account: AccountId) -> AccountSealer:
    return AccountSealer(account)
