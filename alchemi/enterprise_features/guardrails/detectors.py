"""What the platform knows to look for: personal data and credentials, by their public formats and check digits."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from alchemi.enterprise_features.guardrails.patterns import Pattern, compile_pattern


@dataclass(frozen=True, slots=True)
class Detector:
    """A category of the platform."""

    guard_type: str
    name: str
    source: str
    description: str
    is_real: Callable[[str], bool] | None = None


def _luhn(text: str) -> bool:
    digits = [int(one) for one in text if one.isdigit()]
    if not 13 <= len(digits) <= 19 or len(set(digits)) == 1:
        return False
    doubled = (digit * 2 - 9 if digit > 4 else digit * 2 for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


def _iban(text: str) -> bool:
    letters = "".join(text.split()).upper()
    return 15 <= len(letters) <= 34 and int("".join(str(int(one, 36)) for one in letters[4:] + letters[:4])) % 97 == 1


def _address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _phone(text: str) -> bool:
    return 8 <= sum(one.isdigit() for one in text) <= 15


def _ssn(text: str) -> bool:
    area, group, serial = text.split("-")
    return area not in ("000", "666") and area < "900" and group != "00" and serial != "0000"


_ALL: Final = (
    Detector("pii", "email", r"(?i)\b[a-z0-9][a-z0-9._%+-]*@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}\b",
             "Addresses of mail."),
    Detector("pii", "phone", r"\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d(?:[ .-]?\d){6,12}\b",
             "Telephone numbers with the code of a country.", _phone),
    Detector("pii", "us_phone", r"(?:\(\d{3}\) ?|\b\d{3}[.-])\d{3}[.-]\d{4}\b", "Telephone numbers as in the USA."),
    Detector("pii", "credit_card", r"\b\d(?:[ -]?\d){12,18}\b", "Numbers of cards whose check digit is right.", _luhn),
    Detector("pii", "iban", r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b",
             "Numbers of bank accounts (IBAN).", _iban),
    Detector("pii", "us_ssn", r"\b\d{3}-\d{2}-\d{4}\b", "Social security numbers of the USA.", _ssn),
    Detector("pii", "ip_address", r"\b(?:\d{1,3}\.){3}\d{1,3}\b|(?i)\b(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\b",
             "Addresses on the internet.", _address),
    Detector("secrets", "aws_access_key", r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b", "Access keys of AWS."),
    Detector("secrets", "google_api_key", r"\bAIza[0-9A-Za-z_-]{35}", "API keys of Google."),
    Detector("secrets", "github_token", r"\bgh[opsru]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{22,}\b",
             "Tokens of GitHub."),
    Detector("secrets", "gitlab_token", r"\bglpat-[A-Za-z0-9_-]{20,}", "Tokens of GitLab."),
    Detector("secrets", "slack_token", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}", "Tokens of Slack."),
    Detector("secrets", "api_key", r"\b(?:sk|pk|rk)[-_](?:[a-z0-9]{2,10}[-_]){0,3}[A-Za-z0-9_-]{20,}",
             "Keys that begin with sk-, pk- or rk-, as those of model providers and Stripe do."),
    Detector("secrets", "jwt", r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}", "Signed tokens (JWT)."),
    # Its middle is matched as it comes, so that a stream holds back a key whose end has not come yet.
    Detector("secrets", "private_key",
             r"-----BEGIN [A-Z ]*PRIVATE KEY-----[A-Za-z0-9+/=:,.\s\\-]*?"
             r"(?:-----END [A-Z ]*PRIVATE KEY-----|[^A-Za-z0-9+/=:,.\s\\-]|$)",
             "Private keys in PEM."),
    Detector("secrets", "password_in_url", r"(?i)\b[a-z][a-z0-9+.-]{1,20}://[^\s/:@]+:[^\s/@]+@",
             "Addresses that hold a password."),
)  # fmt: skip

DETECTORS: Final[Mapping[str, Mapping[str, Detector]]] = MappingProxyType(
    {
        guard_type: MappingProxyType({one.name: one for one in _ALL if one.guard_type == guard_type})
        for guard_type in ("pii", "secrets")
    }
)
"""By the type of guard that looks for them, then by name."""

SYSTEM_DETECTORS: Final = _ALL


@cache
def detector_pattern(guard_type: str, name: str) -> Pattern:
    """The compiled pattern of a category, which all accounts share.

    Raises:
        KeyError: there is no such category.
    """
    found = DETECTORS[guard_type][name]
    return compile_pattern(found.name, found.source, is_real=found.is_real)
