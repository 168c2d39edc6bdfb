"""What `alchemi up` remembers between runs: a file in the data home that its owner alone can read."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from alchemi.config.secrets import derive
from alchemi.errors import AlchemiError


class LocalState(BaseModel):
    """Facts of earlier runs; every one may be missing."""

    model_config = ConfigDict(extra="ignore")

    secret_key_mark: str | None = None
    database_port: int | None = None
    login_shown: bool = False
    demo_database: str | None = None
    demo_server_port: int | None = None
    demo_key: str | None = None

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read `path`; a file that is not there is an empty state.

        Raises:
            AlchemiError: the file cannot be read as state.
        """
        try:
            return cls.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return cls()
        except ValidationError as error:
            raise AlchemiError(f"{path} is damaged. Delete it: the demo account gets a new key then.") from error

    def write(self, path: Path) -> None:
        """Replace `path` in one step."""
        draft = path.with_name(f"{path.name}.new")
        with contextlib.suppress(FileNotFoundError):
            draft.unlink()
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(self.model_dump_json(indent=2) + "\n")
        draft.replace(path)


def secret_key_mark(secret_key: str) -> str:
    """A short mark by which a secret key is recognised; it says nothing about the key."""
    return hashlib.sha256(derive(secret_key, "local-state-mark")).hexdigest()[:16]
