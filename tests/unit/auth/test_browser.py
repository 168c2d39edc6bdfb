"""Cookies are read strictly, and what another site sends is told from what our pages send."""

from __future__ import annotations

import pytest

from alchemi.auth.browser import (
    COOKIE,
    check_same_origin,
    clear_cookie,
    origin_of,
    session_token,
    set_cookie,
    without_session_cookie,
)
from alchemi.errors import CrossSiteRequestError

Headers = list[tuple[bytes, bytes]]


@pytest.mark.parametrize(
    ("cookies", "token"),
    [
        ([f"{COOKIE}=abc"], "abc"),
        ([f"a=1; {COOKIE}=a=b; b=2"], "a=b"),
        (["a=1", f"{COOKIE}=abc"], "abc"),
        ([f"x{COOKIE}=abc"], None),
        ([f"{COOKIE.lower()}=abc"], None),
        ([f"{COOKIE}="], None),
        ([COOKIE], None),
        ([f"{COOKIE}=a; {COOKIE}=b"], None),
        ([f"{COOKIE}=a", f"{COOKIE}=b"], None),
        ([f"\t{COOKIE} =abc"], "abc"),
        # A browser takes these for other names, which any host beside ours may set.
        *(([f"{space}{COOKIE}=abc"], None) for space in "\x85\xa0\x1c\x1d\x1e\x1f\x0b\x0c"),
        *(([f"a=1; {COOKIE}{space}=abc"], None) for space in "\x85\xa0\x1f"),
        ([], None),
    ],
)
def test_one_cookie_of_the_exact_name_is_the_token(cookies: list[str], token: str | None) -> None:
    assert session_token([(b"Cookie", cookie.encode("latin-1")) for cookie in cookies]) == token


def test_other_cookies_and_headers_stay() -> None:
    headers: Headers = [
        (b"host", b"x"), (b"cookie", f"a=1; {COOKIE}=t; b=2".encode()), (b"Cookie", f"{COOKIE}=t".encode()),
        (b"cookie", f"x{COOKIE}=t".encode()),
    ]  # fmt: skip
    assert without_session_cookie(headers) == [
        (b"host", b"x"), (b"cookie", b"a=1; b=2"), (b"cookie", f"x{COOKIE}=t".encode())
    ]  # fmt: skip


def test_the_cookie_is_for_this_host_and_no_script() -> None:
    assert set_cookie("t", 60) == f"{COOKIE}=t; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Lax"
    assert clear_cookie() == f"{COOKIE}=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"


OWN = {"host": "console.example", "origin": "https://console.example", "x-alchemi-csrf": "1"}


@pytest.mark.parametrize(
    "headers",
    [
        OWN,
        OWN | {"sec-fetch-site": "same-origin"},
        {"host": "console.example", "sec-fetch-site": "same-origin", "x-alchemi-csrf": "1"},
        OWN | {"host": "inner:4000", "origin": "https://public.example"},
        OWN | {"host": "Console.Example", "origin": "https://console.example"},
    ],
)
def test_our_own_pages_may_change(headers: dict[str, str]) -> None:
    check_same_origin("POST", headers, "https://public.example")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        OWN | {"origin": "https://evil.example"},
        OWN | {"origin": "null"},
        OWN | {"origin": "file://console.example"},
        OWN | {"origin": "https://console.example.evil.example"},
        OWN | {"origin": "http://public.example"},
        OWN | {"sec-fetch-site": "cross-site"},
        OWN | {"sec-fetch-site": "same-site"},
        {"host": "console.example", "sec-fetch-site": "none", "x-alchemi-csrf": "1"},
        OWN | {"x-alchemi-csrf": ""},
        {"origin": "https://console.example", "x-alchemi-csrf": "1"},
    ],
)
def test_others_may_not(headers: dict[str, str]) -> None:
    with pytest.raises(CrossSiteRequestError):
        check_same_origin("DELETE", headers, "https://public.example")


def test_reading_needs_no_proof_and_is_refused_to_other_origins() -> None:
    check_same_origin("GET", {"host": "x"}, None)
    check_same_origin("GET", {"host": "x", "sec-fetch-site": "none"}, None)
    with pytest.raises(CrossSiteRequestError):
        check_same_origin("GET", {"host": "x", "sec-fetch-site": "same-site"}, None)


def test_a_sign_in_needs_no_header_and_no_foreign_origin() -> None:
    check_same_origin("POST", {"host": "x"}, None, with_header=False)
    with pytest.raises(CrossSiteRequestError):
        check_same_origin("POST", {"host": "x", "origin": "https://y"}, None, with_header=False)


def test_the_origin_of_an_address_is_its_scheme_and_host() -> None:
    assert origin_of("https://Console.Example:8443/path/") == "https://console.example:8443"
    assert origin_of(None) is None
