"""Files of a Python environment that run code, or change where modules come from, whenever Python starts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_EXPECTED: Final = re.compile(
    r"_editable_impl_alchemi_studio_console\.pth|_alchemi_studio_console\.pth|_virtualenv\.pth|distutils-precedence\.pth"
)
_CUSTOMIZE: Final = ("sitecustomize.py", "usercustomize.py", "sitecustomize", "usercustomize")


def unexpected_start_files(site_packages: Path) -> list[str]:
    """Names of `.pth` and customize files in `site_packages` that neither we nor the environment's maker put there."""
    pth = [path.name for path in site_packages.glob("*.pth") if _EXPECTED.fullmatch(path.name) is None]
    return sorted(pth + [name for name in _CUSTOMIZE if (site_packages / name).exists()])
