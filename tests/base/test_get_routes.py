"""Every GET route of the wheel that needs no path parameter, asked once."""

from __future__ import annotations

import json
from pathlib import Path

import httpx
import pytest

from tests.support.gateway import Gateway
from tests.support.probe import Probe

pytestmark = pytest.mark.long

STREAMS = {"/mcp", "/mcp/", "/mcp/proxy"}
"""They never end."""

ENGINE_FAULTS = ("alchemi/db/", "is not supported by this database layer", "NoAccountError", "UnsafeStatementError")


@pytest.fixture(scope="module")
def paths(probe: Probe) -> list[str]:
    return sorted(
        {
            route["path"]
            for route in probe.routes
            if "GET" in route["methods"] and "{" not in route["path"] and route["path"] not in STREAMS
        }
    )


def test_no_get_route_makes_the_engine_fail(gateway: Gateway, operator: httpx.Client, paths: list[str]) -> None:
    assert len(paths) > 300
    faults = {}
    statuses: dict[int, int] = {}
    for path in paths:
        before = gateway.output.stat().st_size
        response = operator.get(path)
        statuses[response.status_code] = statuses.get(response.status_code, 0) + 1
        said = _since(gateway.output, before) + response.text
        if any(fault in said for fault in ENGINE_FAULTS):
            faults[path] = (response.status_code, said[-2000:])
    print(json.dumps(statuses))
    assert not faults


def _since(file: Path, position: int) -> str:
    with file.open("rb") as output:
        output.seek(position)
        return output.read().decode(errors="replace")
