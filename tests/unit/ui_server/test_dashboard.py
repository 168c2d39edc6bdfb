"""The files of an export as browsers get them."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from alchemi.ui_server.dashboard import Dashboard
from alchemi.ui_server.export import inline_script_hashes, read_export

PAGE = b'<!doctype html><script src="/ui/theme.js"></script><script>first()</script><script id="x">second()</script>'
ICON = b'<svg xmlns="http://www.w3.org/2000/svg"></svg>'
LOST = b"<!doctype html><h1>There is no such page</h1>"
SCRIPT = b"console.log('a script that is long enough to be worth compressing')" * 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    chunk = "_next/static/chunks/app-1a2b.js"
    files = {
        "index.html": PAGE,
        "keys/index.html": b"<!doctype html>keys",
        "404.html": LOST,
        "theme.js": b"theme()",
        "icon.svg": ICON,
        "keys/index.txt": b"payload",
        chunk: SCRIPT,
        f"{chunk}.gz": gzip.compress(SCRIPT),
        f"{chunk}.br": b"brotli",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.fixture
async def client(folder: Path) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Dashboard(read_export(folder), is_https=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://console.example") as one:
        one.headers.pop("accept-encoding")
        yield one


async def test_a_page_is_not_stored_and_says_what_it_may_load(client: httpx.AsyncClient) -> None:
    response = await client.get("/ui/")
    assert (response.status_code, response.content) == (200, PAGE)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    directives = dict(part.partition(" ")[::2] for part in response.headers["content-security-policy"].split("; "))
    hashes = [base64.b64encode(hashlib.sha256(text).digest()).decode() for text in (b"first()", b"second()")]
    assert directives["script-src"] == f"'self' 'sha256-{hashes[0]}' 'sha256-{hashes[1]}'"
    assert directives["default-src"] == "'self'"
    assert {directives[name] for name in ("object-src", "base-uri", "frame-ancestors")} == {"'none'"}


async def test_every_answer_is_told_apart_and_sends_nobody_its_address(client: httpx.AsyncClient) -> None:
    for path in ("/ui", "/ui/", "/ui/theme.js", "/ui/nothing", "/ui/keys"):
        headers = (await client.get(path)).headers
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")


async def test_files_named_by_their_content_are_kept_for_a_year_and_others_are_asked_for(
    client: httpx.AsyncClient,
) -> None:
    async def caching(path: str) -> str:
        return str((await client.get(path)).headers["cache-control"])

    assert await caching("/ui/_next/static/chunks/app-1a2b.js") == "public, max-age=31536000, immutable"
    assert await caching("/ui/theme.js") == "no-cache"
    assert await caching("/ui/keys/index.txt") == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None), ("zstd", None)],
)
async def test_a_file_is_sent_as_the_browser_takes_it(
    client: httpx.AsyncClient, accepted: str, coding: str | None
) -> None:
    async with client.stream(
        "GET", "/ui/_next/static/chunks/app-1a2b.js", headers={"accept-encoding": accepted}
    ) as sent:
        assert sent.headers.get("content-encoding") == coding
        assert sent.headers["vary"] == "accept-encoding"
        raw = b"".join([part async for part in sent.aiter_raw()])
    assert raw == {"br": b"brotli", "gzip": gzip.compress(SCRIPT), None: SCRIPT}[coding]


async def test_what_a_browser_has_is_not_sent_again(client: httpx.AsyncClient) -> None:
    etag = (await client.get("/ui/theme.js")).headers["etag"]
    for known in (etag, f'"other", W/{etag}', "*"):
        response = await client.get("/ui/theme.js", headers={"if-none-match": known})
        assert (response.status_code, response.content) == (304, b"")
    assert (await client.get("/ui/theme.js", headers={"if-none-match": '"other"'})).status_code == 200


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ("/ui", "/ui/"),
        ("/ui?login=success", "/ui/?login=success"),
        ("/ui/keys", "/ui/keys/"),
        ("/ui/keys?q=a", "/ui/keys/?q=a"),
    ],
)
async def test_a_page_without_its_slash_is_redirected_with_what_was_asked(
    client: httpx.AsyncClient, path: str, to: str
) -> None:
    response = await client.get(path)
    assert (response.status_code, response.headers["location"]) == (308, to)


@pytest.mark.parametrize(
    "path",
    [
        "/ui/nothing/",
        "/ui/nothing",
        "/ui/404.html",
        "/ui//evil.example",
        "/ui/%2e%2e/alchemi/app.py",
        "/ui/..%2f..%2fetc/passwd",
        "/ui/_next/static/chunks/app-1a2b.js.gz",
        "/ui/_next/static/",
        "/ui/keys//",
    ],
)
async def test_what_is_not_there_is_the_page_that_says_so(client: httpx.AsyncClient, path: str) -> None:
    response = await client.get(path)
    assert (response.status_code, response.content) == (404, LOST)
    assert response.headers["cache-control"] == "no-store"


async def test_nothing_can_be_sent_here(client: httpx.AsyncClient) -> None:
    response = await client.post("/ui/", content=b"x")
    assert (response.status_code, response.headers["allow"]) == (405, "GET, HEAD")
    assert (await client.head("/ui/")).status_code == 200


async def test_browsers_that_come_by_https_stay_there(folder: Path) -> None:
    transport = httpx.ASGITransport(Dashboard(read_export(folder), is_https=True))
    async with httpx.AsyncClient(transport=transport, base_url="http://console.example") as client:
        assert (await client.get("/ui/")).headers["strict-transport-security"] == "max-age=31536000"


async def test_without_an_export_it_says_how_to_build_one(tmp_path: Path) -> None:
    transport = httpx.ASGITransport(Dashboard(read_export(tmp_path / "static"), is_https=False))
    async with httpx.AsyncClient(transport=transport, base_url="http://console.example") as client:
        for path in ("/ui", "/ui/", "/ui/login/", "/ui/_next/static/chunks/app.js"):
            response = await client.get(path)
            assert response.status_code == 503
            assert "make ui" in response.text
            assert response.headers["cache-control"] == "no-store"
        assert (await client.post("/ui/")).status_code == 405
        icon = await client.get("/favicon.ico")
    assert (icon.status_code, icon.content, icon.headers["cache-control"]) == (204, b"", "no-store")


async def test_the_icon_that_browsers_ask_for_is_the_pages_own(client: httpx.AsyncClient) -> None:
    response = await client.get("/favicon.ico")
    assert (response.status_code, response.content) == (200, ICON)
    assert response.headers["content-type"] == "image/svg+xml"
    assert response.headers["cache-control"] == "public, max-age=86400"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_page_without_scripts_of_its_own_allows_none() -> None:
    assert inline_script_hashes(b'<script src="a.js" async=""></script><script src=b.js></script>') == ()
