"""Finds the names by which modules of the wheel refer to an object, and puts another in its place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any


def modules_with(had: Any) -> Iterator[tuple[ModuleType, list[str]]]:
    """The modules of the wheel that are imported and refer to `had`, with its names in each."""
    for module in [module for name, module in sys.modules.items() if name.partition(".")[0] == "litellm"]:
        names = [name for name, value in getattr(module, "__dict__", {}).items() if value is had]
        if names:
            yield module, names


def replace_everywhere(had: Any, put: Any) -> None:
    """Replace an object under every name by which modules of the wheel refer to it."""
    for module, names in list(modules_with(had)):
        for name in names:
            setattr(module, name, put)
