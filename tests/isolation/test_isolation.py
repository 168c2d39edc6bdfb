"""Nothing of one account reaches another: the whole matrix in one run, and what it must have shown.

Alone: `pytest -m isolation`. The folder of the run (matrix.json, logs) is printed when a test fails.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.isolation.controls import CONTROLS
from tests.isolation.launch import run_matrix
from tests.isolation.report import REPORT, reached, render, same_facts
from tests.support.cluster import Cluster

pytestmark = [pytest.mark.isolation, pytest.mark.long]

Matrix = dict[str, Any]


@pytest.fixture(scope="session")
async def matrix(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Matrix:
    folder: Path = tmp_path_factory.mktemp("isolation")
    print(f"isolation: {folder}")
    database = await cluster.clone(f"isolation_{folder.parent.name.replace('-', '_')}")
    return run_matrix(database, folder)


@pytest.mark.parametrize("kind", ["leak", "change", "oracle", "open"])
def test_nothing_is_found(matrix: Matrix, kind: str) -> None:
    assert [one for one in matrix["findings"] if one["kind"] == kind] == []


def test_the_attacks_are_real(matrix: Matrix) -> None:
    count, done, _ = reached(matrix)
    assert count > 900
    assert done / count >= 0.85


def test_every_kind_of_attack_was_made(matrix: Matrix) -> None:
    made = matrix["calls"]
    for phase in ("anonymous", "classes", "own", "spoofed", "widest", "member", "restricted", "foreign ids"):
        assert made[phase] > 100, phase
    assert made["sockets"] > 50
    assert sum(matrix["phases"]["sockets"]["reached"].values()) >= 3
    assert made["engine"] > 100
    assert made["role"] > 100


@pytest.mark.parametrize("leak", [name for name, _, _ in CONTROLS])
def test_a_seeded_leak_is_found(matrix: Matrix, leak: str) -> None:
    assert matrix["phases"]["controls"]["seeded"][leak]["found"]


def test_nothing_is_found_that_was_not_seeded(matrix: Matrix) -> None:
    assert matrix["phases"]["controls"]["without"] == []


def test_it_is_quick_enough_to_run_every_time(matrix: Matrix) -> None:
    assert matrix["seconds"] < 450, "300 on an idle machine with two cores"


def test_the_report_says_what_was_found(matrix: Matrix) -> None:
    assert same_facts(REPORT.read_text(), render(matrix)), "Run python -m tests.isolation.report"
