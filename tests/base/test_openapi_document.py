"""The document of all operations, made as the server makes it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from alchemi.auth.route_classes import RouteClass, route_table
from alchemi.endpoints import ROUTERS

METHODS = {"get", "put", "post", "delete", "patch", "head", "options"}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    output = tmp_path_factory.mktemp("openapi") / "openapi.json"
    command = [sys.executable, "-m", "alchemi.cli", "openapi", "--output", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=Path.home())
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(output.read_text())
    return found


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (method, path, one)
        for path, item in document["paths"].items()
        for method, one in item.items()
        if method in METHODS
    ]


def test_it_holds_nothing_that_is_closed_and_each_name_once(document: dict[str, Any]) -> None:
    found = operations(document)
    assert len(found) > 900
    assert [
        path for method, path, _ in found if route_table().class_of(method.upper(), path) is RouteClass.CLOSED
    ] == []
    assert [name for name, count in Counter(one["operationId"] for *_, one in found).items() if count > 1] == []


def test_it_holds_every_route_of_ours(document: dict[str, Any]) -> None:
    told = {(method.upper(), path) for method, path, _ in operations(document)}
    own = {
        (method, canonical + route.path)  # type: ignore[attr-defined]
        for router, (canonical, *_) in ROUTERS
        for route in router.routes
        for method in route.methods  # type: ignore[attr-defined]
        if route.include_in_schema  # type: ignore[attr-defined]
    }
    assert sorted(own - told) == []


def test_every_reference_is_met(document: dict[str, Any]) -> None:
    text, prefix = json.dumps(document), "#/components/schemas/"
    referred = {part.partition('"')[0] for part in text.split(f'"{prefix}')[1:]}
    assert referred <= document["components"]["schemas"].keys()
