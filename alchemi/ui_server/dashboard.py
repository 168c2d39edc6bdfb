"""Answers under `/ui`, and for the icon, with the files of the export: the same for everybody, nothing of any account."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from alchemi.ui_server.export import Export, File

PREFIX: Final = "/ui"
ICON_PATH: Final = "/favicon.ico"
"""What browsers ask for by themselves, wherever on this server they are."""

_IMMUTABLE: Final = "public, max-age=31536000, immutable"
_REVALIDATE: Final = "no-cache"
_NOT_STORED: Final = "no-store"
_HASHED: Final = "_next/static/"
_NOT_FOUND: Final = "404.html"
_INDEX: Final = "index.html"
_ICON: Final = "icon.svg"
_ICON_CACHING: Final = "public, max-age=86400"
_METHODS: Final = ("GET", "HEAD")
_HSTS: Final = "max-age=31536000"
_NOT_BUILT: Final = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>The dashboard is not built</title></head>
<body><h1>The dashboard is not built</h1>
<p>The gateway works; only its pages are missing. With Node.js 20 or later and npm, run in the repository:</p>
<pre>make ui</pre>
<p>Then start the gateway again. An installed package has the pages in it.</p>
</body></html>
"""


class Dashboard:
    """Plain ASGI for paths under `/ui`, and the icon. `is_https`: browsers reach the console by https."""

    def __init__(self, export: Export, *, is_https: bool) -> None:
        self._export = export
        self._is_https = is_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._answer(scope)
        response.headers["x-content-type-options"] = "nosniff"
        response.headers["referrer-policy"] = "same-origin"
        response.headers["cross-origin-opener-policy"] = "same-origin"
        if self._is_https or scope.get("scheme") == "https":
            response.headers["strict-transport-security"] = _HSTS
        await response(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        if scope["method"] not in _METHODS:
            return Response("Only GET and HEAD.\n", 405, {"allow": ", ".join(_METHODS)}, "text/plain")
        path: str = scope["path"]
        if path == ICON_PATH:
            return self._icon()
        if not self._export:
            return Response(_NOT_BUILT, 503, {"cache-control": _NOT_STORED, **_policy(())}, "text/html")
        name = path.removeprefix(PREFIX).removeprefix("/")
        if path == PREFIX or (f"{name}/{_INDEX}" in self._export and not name.endswith("/")):
            return _redirection(f"{PREFIX}/{name}/" if name else f"{PREFIX}/", scope)
        if name == "" or name.endswith("/"):
            name += _INDEX
        found = self._export.get(name)
        if found is None or name == _NOT_FOUND:
            return _served(self._export[_NOT_FOUND], _NOT_FOUND, Headers(scope=scope), 404)
        return _served(found, name, Headers(scope=scope), 200)

    def _icon(self) -> Response:
        """The icon of the pages; nothing, and no failure in any console, without an export."""
        icon = self._export.get(_ICON)
        headers = {"cache-control": _ICON_CACHING if icon else _NOT_STORED}
        return Response(icon.content, 200, headers, icon.media_type) if icon else Response(None, 204, headers)


def _served(file: File, name: str, sent: Headers, status: int) -> Response:
    headers = {"cache-control": _caching(file, name), "etag": f'"{file.etag}"', "vary": "accept-encoding"}
    if file.is_page:
        headers |= _policy(file.scripts)
    if status == 200 and _is_known(file, sent.get("if-none-match", "")):
        return Response(status_code=304, headers=headers)
    content = file.content
    coding = next((one for one in file.encoded if one in _accepted(sent.get("accept-encoding", ""))), None)
    if coding is not None:
        content = file.encoded[coding]
        headers["content-encoding"] = coding
        headers["etag"] = f'"{file.etag}-{coding}"'
    return Response(content, status, headers, file.media_type)


def _policy(scripts: tuple[str, ...]) -> dict[str, str]:
    """What a page may load: all of it from here, and of scripts in the page those of its own build alone.

    The components put their styles into the page while it runs, so styles in it are allowed.
    """
    directives = (
        "default-src 'self'",
        " ".join(("script-src 'self'", *scripts)),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
    return {"content-security-policy": "; ".join(directives), "x-frame-options": "DENY"}


def _caching(file: File, name: str) -> str:
    if name.startswith(_HASHED):
        return _IMMUTABLE
    return _NOT_STORED if file.is_page else _REVALIDATE


def _is_known(file: File, if_none_match: str) -> bool:
    known = {tag.strip().removeprefix("W/").strip('"') for tag in if_none_match.split(",")}
    return bool(known & {"*", file.etag, *(f"{file.etag}-{coding}" for coding in file.encoded)})


def _accepted(header: str) -> frozenset[str]:
    """The content codings that the browser takes; one with a weight of zero is refused."""
    parts = (part.strip().lower().partition(";") for part in header.split(","))
    return frozenset(name.strip() for name, _, weight in parts if weight.replace(" ", "") not in ("q=0", "q=0.0"))


def _redirection(path: str, scope: Scope) -> Response:
    query = scope.get("query_string", b"").decode("latin-1")
    headers = {"location": quote(path) + (f"?{query}" if query else ""), "cache-control": _NOT_STORED}
    return Response(status_code=308, headers=headers)
