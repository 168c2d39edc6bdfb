"""What the wheel is given to see."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from alchemi.config.environment import wheel_environment
from alchemi.config.secrets import new_secret
from alchemi.config.settings import load_settings

PROGRAM = """
import os
from alchemi.config.environment import export_for_wheel
from alchemi.config.settings import load_settings
settings = load_settings()
export_for_wheel(settings)
assert "ALCHEMI_SECRET_KEY" not in os.environ
assert "LITELLM_LICENSE" not in os.environ
assert os.environ["DATABASE_URL"] == "postgresql://db.internal:5432/console"
import litellm
assert litellm.litellm_mode == "PRODUCTION"
assert "FROM_A_FILE" not in os.environ
"""


def good() -> dict[str, str]:
    return {
        "DATABASE_URL": "postgresql://owner:hunter2hunter@db.internal/console",
        "ALCHEMI_SECRET_KEY": new_secret(),
        "LITELLM_MASTER_KEY": f"sk-{new_secret()}",
        "UI_PASSWORD": new_secret(12),
    }


def test_the_wheel_never_gets_the_database_password_or_the_secret_key() -> None:
    environ = good()
    values = "\n".join(wheel_environment(load_settings(environ)).values())
    assert "hunter2hunter" not in values
    assert environ["ALCHEMI_SECRET_KEY"] not in values


def test_our_secrets_are_gone_and_no_env_file_is_read_when_the_wheel_is_imported(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FROM_A_FILE=1\n")
    environ = {"PATH": os.environ["PATH"], "LITELLM_LICENSE": "abc", **good()}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
