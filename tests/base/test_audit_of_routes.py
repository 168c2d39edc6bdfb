"""Every operation of the wheel that changes something leaves an event; model calls leave none; no event holds a secret."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from alchemi.audit.calls import READING_METHODS, leaves_no_event
from alchemi.auth.route_classes import RouteClass, route_table
from tests.support.cluster import Cluster
from tests.support.gateway import MASTER_KEY

Told = dict[str, Any]
_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
async def told(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Told]:
    name, folder = f"audited_{os.getpid()}", tmp_path_factory.mktemp("audited")
    database = await cluster.clone(name)
    environ = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ},
        "DATABASE_URL": database.owner_dsn,
        "ISOLATION_OWNER_URL": database.owner_dsn,
        "ALCHEMI_DATABASE_APP_URL": database.app_dsn,
        "ALCHEMI_DATABASE_PLATFORM_URL": database.platform_dsn,
        "ALCHEMI_SECRET_KEY": "Zr8-Wq2-Lm5-Xk9-Tv3-Hb6-Nd1-Fy7-Jc4-Pg0",
        "LITELLM_MASTER_KEY": MASTER_KEY,
        "UI_PASSWORD": "Vq7-Lm2-Xz9-Kt4-Wp",
        "ALCHEMI_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
    }
    yield run_program(folder, environ)
    await cluster.drop(name)


def run_program(folder: Path, environ: dict[str, str]) -> Told:
    file, output = folder / "told.json", folder / "output.txt"
    with output.open("wb") as lines:
        done = subprocess.run(
            [sys.executable, "-m", "tests.support.audited_routes", str(file)],
            cwd=_ROOT, env=environ, stdout=lines, stderr=subprocess.STDOUT, timeout=240, check=False,
        )  # fmt: skip
    assert done.returncode == 0, output.read_text()[-4000:]
    told: Told = json.loads(file.read_text())
    return told


def test_every_operation_that_succeeded_left_an_event(told: Told) -> None:
    done = {name: one for name, one in told["found"].items() if 200 <= one["status"] < 400}
    print(f"{len(done)} of {len(told['found'])} operations succeeded; the others were not reached")
    assert [name for name, one in done.items() if not one["events"]] == []
    assert len(done) >= 150


def test_what_failed_in_the_server_left_an_event_too(told: Told) -> None:
    failed = {name: one for name, one in told["found"].items() if one["status"] >= 500}
    assert [name for name, one in failed.items() if not one["events"]] == []


def test_a_chat_completion_asks_nothing_of_the_trail(told: Told) -> None:
    assert told["chat"]["answered"] == 5
    assert {name: told["chat"].get(name, 0) for name in ("wanted", "told", "statements")} == {
        "wanted": 0, "told": 0, "statements": 0,
    }  # fmt: skip


def test_no_event_holds_a_secret(told: Told) -> None:
    assert told["planted_rows"] >= 8, "the objects with secrets were made"
    assert told["secrets"] == []


def test_what_was_refused_is_told_with_who_was_refused(told: Told) -> None:
    assert set(told["refused"]["statuses"]) <= {401, 403}
    assert told["refused"]["events"] == [["denied", "key", "member-of-a"]] * 2


def test_the_operators_key_acts_as_a_service(told: Told) -> None:
    assert ["service", "master-key"] in told["service"]
    assert {kind for kind, _ in told["service"]} == {"service"}


def test_each_exception_is_a_route(told: Told) -> None:
    """The list of exceptions names nothing that does not exist."""
    from alchemi.audit import calls

    listed = {row.path for row in route_table().rows}
    known = {path for path in calls._LITERAL if path in listed}
    assert {
        path for path in calls._LITERAL - known if not path.startswith("/v1/") and path not in calls._MODEL_CALLS
    } == set()


def test_most_changing_routes_are_no_exception() -> None:
    changing = [
        row
        for row in route_table().rows
        if row.methods - READING_METHODS and row.route_class in (RouteClass.ACCOUNT, RouteClass.ACCOUNT_ADMIN)
    ]
    assert sum(not leaves_no_event(row.path) for row in changing) > 200
