"""Serves the document of all operations. Making it takes seconds of work: a process of its own makes it, once."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from alchemi.errors import DocumentUnavailableError

log = logging.getLogger(__name__)

_TIMEOUT_S: Final = 180.0
_PAUSE_S: Final = 60.0
"""Between attempts: whoever asks needs no credential, and each attempt takes seconds of work."""
_COMMAND: Final = ("-m", "alchemi.cli", "openapi", "--output")


class DocumentServer:
    """`prepared`: a file that holds the document already; an image has it made when it is built."""

    def __init__(self, prepared: Path | None = None) -> None:
        self._prepared = prepared
        self._body: bytes | None = None
        self._failed_at_s: float | None = None
        self._lock = asyncio.Lock()

    async def answer(self, _request: Request) -> Response:
        """The document.

        Raises:
            DocumentUnavailableError: it cannot be made.
        """
        async with self._lock:
            if self._body is None:
                self._body = await self._attempt()
        return Response(self._body, media_type="application/json", headers={"cache-control": "max-age=300"})

    async def _attempt(self) -> bytes:
        if self._failed_at_s is not None and time.monotonic() - self._failed_at_s < _PAUSE_S:
            raise _unavailable()
        try:
            return await self._made()
        except (DocumentUnavailableError, OSError) as error:
            self._failed_at_s = time.monotonic()
            raise _unavailable() from error

    async def _made(self) -> bytes:
        if self._prepared is not None and self._prepared.is_file():
            return await asyncio.to_thread(self._prepared.read_bytes)
        with tempfile.TemporaryDirectory(prefix="alchemi-openapi-") as folder:
            output = Path(folder) / "openapi.json"
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *_COMMAND,
                str(output),
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
            try:
                code = await asyncio.wait_for(process.wait(), _TIMEOUT_S)
            except TimeoutError:
                process.kill()
                code = await process.wait()
            if code != 0:
                log.error("openapi.failed", extra={"exit_code": code})
                raise _unavailable()
            return await asyncio.to_thread(output.read_bytes)


def _unavailable() -> DocumentUnavailableError:
    return DocumentUnavailableError("The document of the routes cannot be made; run `alchemi openapi` to see why.")
