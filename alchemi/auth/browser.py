"""What our own pages and a browser must say for a session's cookie to count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from alchemi.errors import CrossSiteRequestError

COOKIE: Final = "__Host-alchemi"
SSO_COOKIE: Final = "__Host-alchemi-sso"
CSRF_HEADER: Final = "x-alchemi-csrf"

_ATTRIBUTES: Final = "Path=/; Secure; HttpOnly; SameSite=Lax"
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_COOKIE_SPACE: Final = " \t"
"""Browsers hold these apart from a cookie's name and nothing else: what else looks like a space is part of another name."""

_FOREIGN: Final = frozenset({"cross-site", "same-site"})

RawHeaders = Iterable[tuple[bytes, bytes]]


def set_cookie(token: str, max_age_s: int, *, name: str = COOKIE) -> str:
    """The value of a Set-Cookie header that begins a session, or keeps a sign-in on its way."""
    return f"{name}={token}; Max-Age={max_age_s}; {_ATTRIBUTES}"


def clear_cookie() -> str:
    """The value of a Set-Cookie header that ends one."""
    return f"{COOKIE}=; Max-Age=0; {_ATTRIBUTES}"


def session_token(headers: RawHeaders) -> str | None:
    """The token in a request's cookies; None when there is none, or more than one."""
    return cookie_value(headers, COOKIE)


def cookie_value(headers: RawHeaders, wanted: str) -> str | None:
    """What a cookie holds; None when it is not there, or more than once."""
    found = [value for name, value in _cookies(headers) if name == wanted]
    return found[0] if len(found) == 1 and found[0] else None


def without_session_cookie(headers: RawHeaders) -> list[tuple[bytes, bytes]]:
    """The headers as the rest of the application sees them: it could log the token, or send it to others."""
    kept = []
    for name, value in headers:
        if name.lower() != b"cookie":
            kept.append((name, value))
            continue
        others = [
            part
            for part in value.split(b";")
            if part.partition(b"=")[0].strip(_COOKIE_SPACE.encode()) != COOKIE.encode()
        ]
        if others:
            kept.append((name, b";".join(others).strip()))
    return kept


def check_same_origin(
    method: str, headers: Mapping[str, str], public_origin: str | None, *, with_header: bool = True
) -> None:
    """Refuse what another site made the browser send.

    A change needs our own origin, told by the browser, and with `with_header` a header that no form can send; reading is
    refused when the browser says that another origin asks.

    Raises:
        CrossSiteRequestError: it does not prove that our own pages sent it.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    is_foreign = site in _FOREIGN or (origin is not None and not _is_own(origin, headers.get("host"), public_origin))
    if is_foreign:
        raise CrossSiteRequestError("Another site asked for this; use the console's own pages.")
    if method in SAFE_METHODS or not with_header:
        return
    if site != "same-origin" and origin is None:
        raise CrossSiteRequestError("The request does not say from which origin it comes.")
    if headers.get(CSRF_HEADER) != "1":
        raise CrossSiteRequestError(f"The header {CSRF_HEADER} is missing; send it with the value 1.")


def _is_own(origin: str, host: str | None, public_origin: str | None) -> bool:
    if public_origin is not None and origin.lower() == public_origin:
        return True
    try:
        parsed = urlsplit(origin)
    except ValueError:
        return False
    return parsed.scheme in ("http", "https") and host is not None and parsed.netloc.lower() == host.lower()


def origin_of(url: str | None) -> str | None:
    """Scheme and host of an address, as browsers send them in Origin."""
    if url is None:
        return None
    parsed = urlsplit(url)
    return f"{parsed.scheme}://{parsed.netloc}".lower()


def _cookies(headers: RawHeaders) -> Iterable[tuple[str, str]]:
    for name, value in headers:
        if name.lower() == b"cookie":
            for part in value.decode("latin-1").split(";"):
                key, _, content = part.partition("=")
                yield key.strip(_COOKIE_SPACE), content.strip(_COOKIE_SPACE)
