"""The document of all routes is made by a process of its own, and not again for every stranger when that fails."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.requests import Request

from alchemi.errors import DocumentUnavailableError
from alchemi.rest import document_server
from alchemi.rest.document_server import DocumentServer

_REQUEST = Request({"type": "http", "method": "GET", "path": "/openapi.json", "headers": []})


async def test_a_failure_is_remembered_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    runs = tmp_path / "runs"
    program = f"import sys; open({str(runs)!r}, 'a').write('.'); sys.exit(1)"
    monkeypatch.setattr(document_server, "_COMMAND", ("-c", program))
    server = DocumentServer()
    for _ in range(3):
        with pytest.raises(DocumentUnavailableError):
            await server.answer(_REQUEST)
    assert runs.read_text() == "."
    monkeypatch.setattr(document_server, "_PAUSE_S", 0.0)
    with pytest.raises(DocumentUnavailableError):
        await server.answer(_REQUEST)
    assert runs.read_text() == ".."
