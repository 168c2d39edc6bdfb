"""The ways between accounts that the stock wheel has: each is there without our seams, and closed with them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.holes import SCENARIOS
from tests.support.probe import ENVIRON


@pytest.fixture(scope="module")
def stock() -> dict[str, bool]:
    return _run("stock")


@pytest.fixture(scope="module")
def scoped() -> dict[str, bool]:
    return _run("scoped")


def _run(mode: str) -> dict[str, bool]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.holes", mode],
        cwd=Path(__file__).parents[2],
        env={**kept, **ENVIRON, "LITELLM_LOCAL_MODEL_COST_MAP": "True"},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    answers: dict[str, bool] = json.loads(done.stdout.splitlines()[-1])
    return answers


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_stock_wheel_has_the_hole(stock: dict[str, bool], name: str) -> None:
    assert stock[name] is True, stock[name]


@pytest.mark.parametrize("name", SCENARIOS)
def test_our_seams_close_it(scoped: dict[str, bool], name: str) -> None:
    assert scoped[name] is False, scoped[name]
