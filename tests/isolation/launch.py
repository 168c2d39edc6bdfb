"""Starts the matrix in a process of its own over a database of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.isolation.process import MASTER_KEY, SECRET_KEY
from tests.support.cluster import TestDatabase

_ROOT = Path(__file__).parents[2]
_LIMIT_S = 900


def run_matrix(database: TestDatabase, folder: Path) -> dict[str, Any]:
    """What the run found.

    Raises:
        AssertionError: it could not be completed; with the end of its output.
    """
    environ = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ},
        "DATABASE_URL": database.owner_dsn,
        "ISOLATION_OWNER_URL": database.owner_dsn,
        "ALCHEMI_DATABASE_APP_URL": database.app_dsn,
        "ALCHEMI_DATABASE_PLATFORM_URL": database.platform_dsn,
        "ALCHEMI_SECRET_KEY": SECRET_KEY,
        "LITELLM_MASTER_KEY": MASTER_KEY,
        "UI_PASSWORD": "Vq7-Lm2-Xz9-Kt4-Wp",
        "ALCHEMI_ALLOWED_PRIVATE_HOSTS": "127.0.0.1",
    }
    with (folder / "output.txt").open("wb") as output:
        done = subprocess.run(
            [sys.executable, "-m", "tests.isolation.run", str(folder)],
            cwd=_ROOT,
            env=environ,
            stdout=output,
            stderr=subprocess.STDOUT,
            timeout=_LIMIT_S,
            check=False,
        )
    assert done.returncode == 0, (folder / "output.txt").read_text()[-6000:]
    matrix: dict[str, Any] = json.loads((folder / "matrix.json").read_text())
    return matrix
