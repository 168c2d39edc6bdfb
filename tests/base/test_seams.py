"""Every seam fits the installed wheel, is in place after loading it, and speaks up when the wheel changes."""

from __future__ import annotations

import ast
import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from alchemi.errors import SeamError
from alchemi.litellm_bridge.scheduler import JOBS, UNSCHEDULED
from alchemi.litellm_bridge.seams import SEAMS, Seam, check_seams
from tests.support.probe import Probe

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("seam", SEAMS, ids=lambda seam: seam.name)
def test_every_seam_names_a_test_that_exists(seam: Seam) -> None:
    file, _, function = seam.test.partition("::")
    assert re.search(rf"^(async )?def {function}\(", (ROOT / file).read_text(), re.MULTILINE)


def test_names_are_unique() -> None:
    assert len({seam.name for seam in SEAMS}) == len(SEAMS)


@pytest.mark.parametrize(
    ("where", "parameters", "message"),
    [
        ("litellm.proxy.gone:x", None, "litellm.proxy.gone:x does not exist: No module named 'litellm.proxy.gone'"),
        ("litellm.proxy._types:LiteLLMRoutes.gone", None, "does not exist: .*gone"),
        ("litellm.proxy.auth.litellm_license:LicenseCheck.is_premium", ("self", "why"), r"takes \(self\), expected"),
    ],
)
def test_a_changed_wheel_is_told_in_plain_words(where: str, parameters: tuple[str, ...] | None, message: str) -> None:
    changed = Seam("changed", where, "Because of this.", "class patch", "tests/base/test_seams.py::test_x", parameters)
    with pytest.raises(SeamError, match=rf"(?s)- changed: .*{message}.*Because of this\. See tests/base"):
        check_seams([changed])


def test_the_licence_gate_answers_yes_without_a_call(probe: Probe) -> None:
    assert probe.facts["premium_user"] is True
    assert probe.facts["premium_in_logging"] is True
    assert probe.facts["auto_router_limit"] is None
    assert probe.facts["verify"] is True
    assert probe.outside == ""


def test_no_proprietary_package_is_loaded(probe: Probe) -> None:
    assert probe.facts["modules"] == []
    assert find_spec("litellm_enterprise") is None


def test_the_prisma_package_is_complete_and_not_generated(probe: Probe) -> None:
    facts = probe.facts
    assert facts["one_model_class"]
    assert facts["types_are_dicts"]
    assert facts["one_client"]
    assert facts["transaction_manager"] == "AsyncTransactionManager"
    assert facts["enum"] == ["ACTIVE", "INACTIVE"]
    assert facts["fields"] == ["Json", "Base64"]
    assert facts["missing"] == [
        "prisma.models.Nothing",
        "prisma.enums.Nothing",
        "prisma.models._private",
        "prisma.Nothing",
    ]
    assert facts["generated"] == []


def test_the_wheel_wraps_our_engine(probe: Probe) -> None:
    assert probe.facts["client"] == "TenantScopedPrismaClient"
    assert probe.facts["engine_is_tracked"] is True


def test_every_job_of_the_wheel_has_an_owner(probe: Probe) -> None:
    assert probe.facts["scheduler"] == "AccountScheduler"
    assert not JOBS.keys() & UNSCHEDULED
    known = JOBS.keys() | UNSCHEDULED
    assert _scheduled_ids() == known


def _scheduled_ids() -> set[str]:
    """The ids of all `add_job` calls in the wheel; a job without id counts by its file."""
    spec = find_spec("litellm")
    assert spec is not None
    assert spec.submodule_search_locations
    root = Path(spec.submodule_search_locations[0])
    constants: dict[str, str] = {}
    calls: list[tuple[Path, ast.Call]] = []
    for path in root.rglob("*.py"):
        text = path.read_text("utf-8")
        if "add_job(" not in text and "_JOB" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str() as value)):
                    constants[name] = value
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.Constant(value=str() as value)):
                    constants[name] = value
                case ast.Call(func=ast.Attribute(attr="add_job")):
                    calls.append((path, node))
                case _:
                    pass
    return {_job_id(path, call, constants) for path, call in calls}


def _job_id(path: Path, call: ast.Call, constants: dict[str, str]) -> str:
    for keyword in call.keywords:
        if keyword.arg == "id":
            match keyword.value:
                case ast.Constant(value=str() as text):
                    return text
                case ast.Name(id=name):
                    return constants[name]
                case _:
                    raise AssertionError(f"{path}: a job's id is neither a text nor a name.")
    return path.stem
