"""The files of the dashboard's export, read once: a server never mixes the files of two builds."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

FOLDER: Final = Path(__file__).with_name("static")

_INLINE_SCRIPT: Final = re.compile(rb"<script((?:\s[^>]*)?)>(.*?)</script>", re.DOTALL)
_SOURCE: Final = re.compile(rb"\ssrc\s*=")
_ENCODINGS: Final = MappingProxyType({".br": "br", ".gz": "gzip"})
_TYPES: Final = MappingProxyType({".js": "text/javascript", ".woff2": "font/woff2", ".txt": "text/plain"})
_TEXT: Final = frozenset({"text/html", "text/css", "text/javascript", "text/plain"})


@dataclass(frozen=True, slots=True)
class File:
    """One file. `encoded`: the same content by content coding, where that is smaller; `scripts`: hashes of a page's own."""

    content: bytes
    media_type: str
    etag: str
    encoded: Mapping[str, bytes]
    scripts: tuple[str, ...]

    @property
    def is_page(self) -> bool:
        return self.media_type.startswith("text/html")


Export = Mapping[str, File]
"""Files by path below the export, with slashes."""


def read_export(folder: Path = FOLDER) -> Export:
    """The export in `folder`; empty when it was not built."""
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in _files(folder)}
    return MappingProxyType({name: _file(name, contents) for name in contents if not name.endswith(tuple(_ENCODINGS))})


def inline_script_hashes(page: bytes) -> tuple[str, ...]:
    """What a content security policy calls the scripts that stand in `page` itself."""
    hashes = (
        base64.b64encode(hashlib.sha256(text).digest()).decode()
        for attributes, text in _INLINE_SCRIPT.findall(page)
        if not _SOURCE.search(attributes)
    )
    return tuple(dict.fromkeys(f"'sha256-{value}'" for value in hashes))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _file(name: str, contents: Mapping[str, bytes]) -> File:
    content = contents[name]
    suffix = Path(name).suffix
    media_type = _TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")
    encoded = {coding: contents[name + end] for end, coding in _ENCODINGS.items() if name + end in contents}
    return File(
        content=content,
        media_type=f"{media_type}; charset=utf-8" if media_type in _TEXT else media_type,
        etag=hashlib.sha256(content).hexdigest()[:32],
        encoded=encoded,
        scripts=inline_script_hashes(content) if suffix == ".html" else (),
    )
