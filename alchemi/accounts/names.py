"""Names, addresses and domains as they are kept: checked and in one spelling."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from typing import Final

from alchemi.tenancy.account import AccountId, parse_account_id

_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN: Final = re.compile(rf"(?:{_LABEL}\.)+[a-z][a-z0-9-]{{0,61}}[a-z0-9]")
_LOCAL_PART: Final = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_ID_ALPHABET: Final = "abcdefghijkmnpqrstuvwxyz23456789"

PUBLIC_MAIL_DOMAINS: Final = frozenset(
    {
        "aol.com", "fastmail.com", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hey.com", "hotmail.com",
        "icloud.com", "live.com", "mail.com", "mail.ru", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com",
        "qq.com", "rediffmail.com", "tutanota.com", "web.de", "yahoo.co.in", "yahoo.com", "yandex.com", "yandex.ru",
        "ymail.com", "zoho.com", "163.com", "126.com",
    }
)  # fmt: skip
"""Domains where anyone may have an address: no account can own one."""


def same_address(email: str) -> dict[str, str]:
    """The filter for rows with this address, in whatever case."""
    return {"equals": email, "mode": "insensitive"}


def new_account_id() -> AccountId:
    """An id that nobody has: `acc_` and 80 random bits."""
    return AccountId("acc_" + "".join(secrets.choice(_ID_ALPHABET) for _ in range(16)))


def tenant_account_id(text: str) -> AccountId:
    """`text` as the id of a tenant.

    Raises:
        ValueError: malformed, or reserved for the platform.
    """
    account = parse_account_id(text)
    if account.startswith("_"):
        raise ValueError("Ids that begin with an underscore are the platform's.")
    return account


def mail_domain(text: str) -> str:
    """`text` as a domain that an account can have: lower case, international names in their ASCII form.

    Raises:
        ValueError: not a domain name, or one where anyone may have an address.
    """
    try:
        domain = text.strip().rstrip(".").encode("idna").decode().lower()
    except UnicodeError as error:
        raise ValueError("This is not a domain name.") from error
    if len(domain) > 253 or _DOMAIN.fullmatch(domain) is None:
        raise ValueError("This is not a domain name.")
    if domain in PUBLIC_MAIL_DOMAINS:
        raise ValueError("This is a public mail domain; an account cannot have it.")
    return domain


def mail_domains(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of `texts` once, in their order.

    Raises:
        ValueError: one of them cannot be an account's.
    """
    return tuple(dict.fromkeys(map(mail_domain, texts)))


def email_address(text: str) -> str:
    """`text` as an address, in lower case.

    Raises:
        ValueError: not an e-mail address.
    """
    local, at, domain = text.strip().lower().rpartition("@")
    # Some letters of other alphabets become ASCII in lower case.
    is_well_formed = (
        text.isascii() and at and len(local) <= 64 and _LOCAL_PART.fullmatch(local) and _DOMAIN.fullmatch(domain)
    )
    if not is_well_formed or len(domain) > 253:
        raise ValueError("This is not an e-mail address.")
    return f"{local}@{domain}"
