"""The tree of errors and its page say the same."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import alchemi
from alchemi.errors import AlchemiError

PAGE = Path(__file__).parents[2] / "docs/errors.md"


def classes(root: type[AlchemiError] = AlchemiError) -> Iterator[type[AlchemiError]]:
    yield root
    for child in root.__subclasses__():
        yield from classes(child)


def test_every_error_has_a_slug_of_its_own_and_a_row_in_the_page() -> None:
    for package in ("alchemi.cli", "alchemi.db", "alchemi.middleware", "alchemi.auth"):
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    ours = [error for error in classes() if error.__module__.startswith(alchemi.__name__)]
    slugs = [error.slug for error in ours if "slug" in vars(error)]
    assert len(set(slugs)) == len(slugs)
    documented = re.findall(r"^\| `([a-z-]+)` \|", PAGE.read_text(), re.MULTILINE)
    assert sorted(documented) == sorted(slugs)
