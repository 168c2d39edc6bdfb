"""The `.env` of the working directory: made with strong random secrets when there is none, never changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from alchemi.config.secrets import new_secret

_OWN_ONLY: Final = 0o600


def generated_secrets() -> dict[str, str]:
    """A fresh value for every secret that the server cannot do without."""
    return {
        "ALCHEMI_SECRET_KEY": new_secret(48),
        "LITELLM_MASTER_KEY": f"sk-{new_secret(36)}",
        "UI_USERNAME": "admin",
        "UI_PASSWORD": new_secret(15),
    }


def ensure_env_file(path: Path, environ: Mapping[str, str]) -> bool:
    """Write `path` with the secrets that `environ` lacks, readable by its owner alone. True: it was made now."""
    missing = {name: value for name, value in generated_secrets().items() if not environ.get(name)}
    if path.exists() or not missing:
        return False
    lines = ["# Made by `alchemi up`. Keep it: stored credentials cannot be read without ALCHEMI_SECRET_KEY."]
    lines += [f'{name}="{value}"' for name, value in missing.items()]
    if not environ.get("HOST"):
        lines += ["# Reached from this machine alone; 0.0.0.0 listens on every address.", 'HOST="127.0.0.1"']
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWN_ONLY)
    with os.fdopen(descriptor, "w") as file:
        file.write("\n".join(lines) + "\n")
    return True
