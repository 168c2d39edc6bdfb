"""Tokens that are mailed: they name their account, so that it need not be looked for, and are kept as hashes."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from alchemi.errors import NotFoundError
from alchemi.tenancy.account import SYSTEM_ACCOUNT, AccountId, parse_account_id


@dataclass(frozen=True, slots=True)
class MailedToken:
    """`text` goes into a link; the account that it names is believed only where its hash is found there."""

    account: AccountId
    text: str

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def new_mailed_token(account: AccountId) -> MailedToken:
    """A fresh token of 256 random bits."""
    return MailedToken(account, f"{account}.{secrets.token_urlsafe(32)}")


def read_mailed_token(text: str, refusal: str) -> MailedToken:
    """The token in a link.

    Raises:
        NotFoundError: it is none; in the words of `refusal`, those for one that was used.
    """
    name, dot, secret = text.rpartition(".")
    try:
        account = parse_account_id(name)
    except ValueError as error:
        raise NotFoundError(refusal) from error
    if not dot or len(secret) < 40 or account == SYSTEM_ACCOUNT:
        raise NotFoundError(refusal)
    return MailedToken(account, text)
