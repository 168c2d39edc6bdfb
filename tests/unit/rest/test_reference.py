"""The reference of our API says what the document says, and is current."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from alchemi.rest.reference import INDEX
from scripts.api_reference import FOLDER, current


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return current()


def test_the_pages_are_current(pages: dict[str, str]) -> None:
    kept = {page.name: page.read_text() for page in FOLDER.glob("*.md")}
    changed = sorted(name for name in kept.keys() | pages.keys() if kept.get(name) != pages.get(name))
    assert not changed, "run: python -m scripts.api_reference"


def test_they_are_the_same_in_every_process() -> None:
    texts = {
        subprocess.run(
            [sys.executable, "-c", "from scripts.api_reference import current; print(sorted(current().items()))"],
            env={"PYTHONHASHSEED": seed}, capture_output=True, check=True, cwd=Path.cwd(),
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(texts) == 1


def test_each_link_leads_somewhere(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        anchors = {line.removeprefix("### ").lower() for line in text.splitlines() if line.startswith("### ")}
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if target.startswith("#"):
                assert target[1:] in anchors, (name, target)
            else:
                assert target in pages or (FOLDER / target).resolve().is_file(), (name, target)


def test_an_operation_is_told_whole(pages: dict[str, str]) -> None:
    [section] = re.findall(r"## POST /alchemi/mcp\n.*?(?=\n## )", pages["mcp.md"], re.DOTALL)
    assert "- Permission: `mcp:write`" in section
    assert "`/alchemi/mcp-config/new`" in section
    assert "- Answer 201: [McpConfig](#mcpconfig)" in section
    assert "- Body: [NewMcpConfig](#newmcpconfig)" in section
    [schema] = re.findall(r"### NewMcpConfig\n.*?(?=\n### )", pages["mcp.md"], re.DOTALL)
    assert re.search(r"\| `server_name` \| string, not empty, at most \d+ characters \| required \|", schema)
    assert "/alchemi/mcp" in pages[INDEX]
