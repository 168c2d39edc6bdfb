"""Rules that hold for the repository as a whole, each with a seeded fault that shows the rule can find one."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from alchemi.config.start_files import unexpected_start_files

ROOT = Path(__file__).parents[2]
SITE_PACKAGES = Path(sysconfig.get_path("purelib"))
FOREIGN = ("litellm", "litellm_proxy_extras", "prisma")
TEXT = {
    ".py",
    ".pyi",
    ".prisma",
    ".sql",
    ".md",
    ".yaml",
    ".yml",
    ".toml",
    ".json",
    ".txt",
    ".j2",
    ".jinja",
    ".sh",
    ".ts",
}

SHINGLE = 20  # this many lines in a row, the trivial ones left out, are no coincidence
SHARE = 0.3
LEAST_SHARED = 10
MAX_LINES = 400


@cache
def tracked() -> tuple[Path, ...]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode()
    paths = (ROOT / name for name in listing.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def telling_lines(text: str) -> list[str]:
    """The lines that say something, whitespace evened out: imports, brackets and short lines are anybody's."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if len(line) >= 12 and not line.startswith(("import ", "from "))]


@dataclass
class Corpus:
    """Our files, indexed by their lines, to be met with the wheel's files one by one."""

    lines: dict[str, set[Path]] = field(default_factory=lambda: defaultdict(set))
    shingles: dict[int, Path] = field(default_factory=dict)
    counts: dict[Path, int] = field(default_factory=dict)
    contents: dict[int, list[tuple[bytes, Path]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, paths: Iterable[Path]) -> Corpus:
        corpus = cls()
        for path in paths:
            content = path.read_bytes()
            if len(content) > 200:
                corpus.contents[len(content)].append((content, path))
            lines = telling_lines(content.decode("utf-8", "replace"))
            corpus.counts[path] = len(set(lines))
            for line in lines:
                corpus.lines[line].add(path)
            for start in range(len(lines) - SHINGLE + 1):
                corpus.shingles[hash(tuple(lines[start : start + SHINGLE]))] = path
        return corpus

    def copied_from(self, foreign: Path) -> Iterator[str]:
        same_size = self.contents.get(foreign.stat().st_size)
        if same_size:
            content = foreign.read_bytes()
            yield from (f"{path} equals {foreign}" for ours, path in same_size if ours == content)
        if foreign.suffix not in TEXT:
            return
        lines = telling_lines(foreign.read_text("utf-8", "replace"))
        shared: dict[Path, set[str]] = defaultdict(set)
        run: list[str] = []
        for line in lines:
            owners = self.lines.get(line)
            if not owners:
                run.clear()
                continue
            for path in owners:
                shared[path].add(line)
            run = [*run[-SHINGLE + 1 :], line]
            if len(run) == SHINGLE and hash(tuple(run)) in self.shingles:
                yield f"{self.shingles[hash(tuple(run))]} holds {SHINGLE} lines in a row of {foreign}"
                break
        for path, common in shared.items():
            if len(common) >= max(LEAST_SHARED, SHARE * self.counts[path]):
                yield f"{path} shares {len(common)} of its {self.counts[path]} lines with {foreign}"


def foreign_files() -> Iterator[Path]:
    for package in FOREIGN:
        yield from (path for path in (SITE_PACKAGES / package).rglob("*") if path.is_file() and path.suffix != ".pyc")


def copies(paths: Iterable[Path], foreign: Iterable[Path]) -> list[str]:
    corpus = Corpus.of(paths)
    return sorted({found for path in foreign for found in corpus.copied_from(path)})


def test_nothing_of_the_wheel_is_committed() -> None:
    ours = [path for path in tracked() if path.name != "uv.lock"]
    assert copies(ours, foreign_files()) == []


@pytest.mark.parametrize(
    "original",
    ["litellm/proxy/schema.prisma", "litellm/utils.py", "litellm/proxy/proxy_config.yaml"],
)
def test_a_committed_file_of_the_wheel_would_be_found(original: str, tmp_path: Path) -> None:
    source = SITE_PACKAGES / original
    if not source.exists():
        source = next(SITE_PACKAGES.glob("litellm_proxy_extras/*.prisma"))
    shutil.copy(source, tmp_path / "copy")
    assert any("equals" in found for found in copies([tmp_path / "copy"], [source]))


def test_a_part_of_a_wheel_file_indented_and_wrapped_in_ours_would_be_found(tmp_path: Path) -> None:
    source = SITE_PACKAGES / "litellm/router.py"
    taken = source.read_text().splitlines()[1000:1060]
    ours = [f"own_value_{number} = compute({number})" for number in range(400)]
    seeded = tmp_path / "seeded.py"
    seeded.write_text("\n".join([*ours, *(f"    {line}  " for line in taken), *ours]))
    assert any("in a row" in found for found in copies([seeded], [source]))


def test_scattered_lines_of_a_wheel_file_would_be_found(tmp_path: Path) -> None:
    source = SITE_PACKAGES / "litellm/router.py"
    taken = telling_lines(source.read_text())[:400:8]
    mixed = [
        line for number, theirs in enumerate(taken) for line in (theirs, f"own_value_{number} = compute({number})")
    ]
    seeded = tmp_path / "seeded.py"
    seeded.write_text("\n".join(mixed))
    assert any("shares" in found for found in copies([seeded], [source]))


def test_no_generated_client_and_no_model_of_the_wheel_is_committed() -> None:
    marker = "code generated by " + "Prisma"
    model = re.compile(r"^model LiteLLM_" + r"\w+ \{", re.MULTILINE)
    texts = {path: path.read_text("utf-8", "replace") for path in tracked()}
    assert [path for path, text in texts.items() if marker in text] == []
    assert [path for path, text in texts.items() if path.suffix == ".prisma" and model.search(text)] == []


def test_no_unexpected_file_runs_code_when_python_starts() -> None:
    assert unexpected_start_files(SITE_PACKAGES) == []


@pytest.mark.parametrize("name", ["litellm_init.pth", "sitecustomize.py", "usercustomize.py"])
def test_a_start_file_would_be_found(name: str, tmp_path: Path) -> None:
    (tmp_path / "_virtualenv.pth").touch()
    (tmp_path / name).touch()
    assert unexpected_start_files(tmp_path) == [name]


def lock() -> list[dict[str, object]]:
    packages: list[dict[str, object]] = tomllib.loads((ROOT / "uv.lock").read_text())["package"]
    return packages


def test_the_proprietary_package_is_neither_locked_nor_installed() -> None:
    assert [package for package in lock() if package["name"] == "litellm-enterprise"] == []
    assert importlib.util.find_spec("litellm_enterprise") is None
    installed = {str(entry.metadata["Name"]).lower() for entry in importlib.metadata.distributions()}
    assert not installed & {"litellm-enterprise", "litellm_enterprise"}


def test_every_locked_package_is_pinned_by_hash_and_comes_from_one_index() -> None:
    indexes = set()
    for package in lock():
        if package["source"] == {"editable": "."}:
            continue
        indexes.add(package["source"]["registry"])
        assert len(indexes) == 1, package["name"]
        files = [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]
        assert files, package["name"]
        assert all(file["hash"].startswith("sha256:") for file in files), package["name"]


def test_the_bootstrap_is_pinned_by_hash() -> None:
    lines = [
        line for line in (ROOT / "requirements-bootstrap.txt").read_text().splitlines() if not line.startswith("#")
    ]
    pins = [line for line in lines if "==" in line]
    assert [pin.split("==")[0] for pin in pins] == ["uv"]
    assert any("--hash=sha256:" in line for line in lines)


def test_the_environment_is_what_the_lock_says() -> None:
    locked = {str(package["name"]): package.get("version") for package in lock()}
    for name in ("litellm", "litellm-proxy-extras", "prisma", "asyncpg"):
        assert importlib.metadata.version(name) == locked[name]


def test_no_python_file_is_too_long() -> None:
    lengths = {path: len(path.read_text().splitlines()) for path in tracked() if path.suffix == ".py"}
    assert {path: count for path, count in lengths.items() if count > MAX_LINES} == {}


def test_no_path_of_somebodys_machine_is_committed() -> None:
    pattern = re.compile(r"(?<![\w.}])/(?:home/\w+/|Users/\w+/|root/\w|work" + r"/\w|tmp/w" + r"/)")
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in tracked()
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []


def test_secrets_and_tools_of_a_checkout_are_ignored() -> None:
    names = [".env", ".venv/x", ".tools/uv/x"]
    done = subprocess.run(["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == names


def test_the_layers_hold() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout
