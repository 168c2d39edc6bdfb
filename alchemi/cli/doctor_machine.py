"""The doctor's look at this machine: Python, packages, files, port, Redis."""

from __future__ import annotations

import asyncio
import os
import stat
import sys
import sysconfig
from collections.abc import AsyncIterator, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

from alchemi.cli.doctor_findings import Finding
from alchemi.cli.ports import PortTakenError, require_free
from alchemi.config.start_files import unexpected_start_files
from alchemi.errors import AlchemiError

_DISTRIBUTION: Final = "alchemi-studio-console"
_REDIS_TIMEOUT_S: Final = 5.0


def findings(environ: Mapping[str, str], *, env_file: Path) -> Iterator[Finding]:
    """Everything that can be seen without a connection."""
    yield _python()
    yield _wheel()
    yield _start_files()
    yield from _env_file(env_file)
    yield _home(environ)
    yield _port(environ)


def _python() -> Finding:
    shown = ".".join(map(str, sys.version_info[:3]))
    if (3, 11) <= sys.version_info[:2] < (3, 14):
        return Finding.ok("Python", shown)
    return Finding.fail("Python", f"{shown} is not supported", "Use Python 3.11, 3.12 or 3.13.")


def _wheel() -> Finding:
    pins = [entry.split("==")[1] for entry in requires(_DISTRIBUTION) or [] if entry.startswith("litellm==")]
    advice = "Run `make run`, or `uv sync --frozen`, to get what uv.lock names."
    try:
        installed = version("litellm")
    except PackageNotFoundError:
        return Finding.fail("litellm", "not installed", advice)
    if installed not in pins:
        return Finding.fail("litellm", f"{installed} is installed, {', '.join(pins)} is what we are made for", advice)
    return Finding.ok("litellm", installed)


def _start_files() -> Finding:
    found = unexpected_start_files(Path(sysconfig.get_path("purelib")))
    if found:
        names = ", ".join(found)
        return Finding.fail(
            "Packages",
            f"{names} runs code whenever Python starts",
            "Find out who put it there; make the environment anew.",
        )
    return Finding.ok("Packages", "no file that runs code unasked")


def _env_file(path: Path) -> Iterator[Finding]:
    if not path.exists():
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077:
        yield Finding.warn(".env", f"others on this machine may read it (mode {mode:03o})", f"Run: chmod 600 {path}")
    else:
        yield Finding.ok(".env", "readable by its owner alone")


def _home(environ: Mapping[str, str]) -> Finding:
    from alchemi.db.embedded_install import default_data_home

    home = Path(environ["ALCHEMI_HOME"]) if "ALCHEMI_HOME" in environ else default_data_home()
    place = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    if place.is_dir() and os.access(place, os.W_OK | os.X_OK):
        return Finding.ok("Data home", f"{home} can be written")
    return Finding.fail(
        "Data home", f"{home} cannot be written", "Change its owner, or set ALCHEMI_HOME to another folder."
    )


def _port(environ: Mapping[str, str]) -> Finding:
    port = environ.get("PORT", "4000")
    if not port.isdigit() or not 0 < int(port) < 65536:
        return Finding.fail("Port", f"{port!r} is not a port", "Set PORT to a number of 1 to 65535.")
    try:
        require_free(environ.get("HOST", "0.0.0.0"), int(port))  # noqa: S104 (the server's own default)
    except PortTakenError as error:
        return Finding.warn("Port", error.detail, "Nothing to do if it is this gateway that runs already.")
    except AlchemiError as error:
        return Finding.fail("Port", error.detail, "Change HOST or PORT.")
    return Finding.ok("Port", f"{port} is free")


async def redis_findings(environ: Mapping[str, str]) -> AsyncIterator[Finding]:
    """Whether the configured Redis answers."""
    url = environ.get("REDIS_URL")
    if url is None:
        yield Finding.ok("Redis", "not configured; it is needed by several pods only")
        return
    from redis.asyncio import Redis
    from redis.exceptions import RedisError

    advice = "Check REDIS_URL and that Redis is running."
    try:
        client = Redis.from_url(url, socket_timeout=_REDIS_TIMEOUT_S, socket_connect_timeout=_REDIS_TIMEOUT_S)
    except ValueError:
        yield Finding.fail("Redis", "REDIS_URL is not a Redis URL", advice)
        return
    try:
        async with asyncio.timeout(_REDIS_TIMEOUT_S), client:
            await client.ping()
    except (RedisError, OSError, TimeoutError) as error:
        yield Finding.fail("Redis", f"does not answer ({type(error).__name__})", advice)
    else:
        yield Finding.ok("Redis", "answers")
