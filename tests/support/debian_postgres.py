"""The programs of Debian's PostgreSQL 15: the oldest version that we support, tested beside the embedded one."""

from __future__ import annotations

from pathlib import Path

from alchemi.db.embedded_install import Programs

_DIRECTORY = Path("/usr/lib/postgresql/15/bin")


def debian_programs() -> Programs:
    """Where they are.

    Raises:
        FileNotFoundError: not installed; the message says how.
    """
    if not (_DIRECTORY / "postgres").is_file() or not (_DIRECTORY / "initdb").is_file():
        raise FileNotFoundError("PostgreSQL 15's server is missing: run scripts/install_test_services.sh as root.")
    return Programs(_DIRECTORY, 15)
