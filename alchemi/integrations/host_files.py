"""Keeps accounts from the files of the host: their settings may name a path, and what is read goes to where they say.

Tokens from `oidc/file/…`, credentials by path, an OpenAPI document without a scheme: the wheel opens them for whoever asks.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from alchemi.tenancy.reach import is_guarded

_SYSTEM: Final = (
    "/usr/lib", "/usr/local/lib", "/usr/share", "/lib", "/etc/ssl", "/etc/pki", "/etc/ca-certificates", "/etc/mime.types",
    "/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services", "/etc/localtime", "/etc/timezone",
    "/etc/os-release", "/etc/debian_version", "/etc/apache2/mime.types", "/etc/httpd/mime.types", "/dev/null", "/dev/urandom",
    "/dev/stdout", "/dev/stderr",
)  # fmt: skip
"""What libraries read, and what is the same on every host."""

_MEASURES: Final = re.compile(
    r"/proc/(?:(?:self|\d+)/(?:stat|statm|status|io|limits)|stat|meminfo|cpuinfo|uptime|loadavg)"
)
NAMED_BY_OPERATORS: Final = ("SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
"""Variables of the environment with paths that are read while an account is served."""
WRITTEN: Final = ("PROMETHEUS_MULTIPROC_DIR",)
"""The same, that are written."""


class HostFileError(PermissionError):
    """An account had a file of the host opened."""


def guard_files(environ: Mapping[str, str]) -> None:
    """From now on, while work of an account is done, no other file is opened than those of the program and temporary ones.

    For once in a process, and for good: Python takes no audit hook back.
    """
    roots = tuple(dict.fromkeys(os.path.realpath(root) for root in _roots(environ)))
    # Metrics of all accounts: added to for each, and read by none.
    written = tuple(os.path.realpath(environ[name]) for name in WRITTEN if environ.get(name))

    def check(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and is_guarded():
            _check(arguments[0], roots if _only_reads(arguments[1]) else (*roots, *written))

    sys.addaudithook(check)


def _roots(environ: Mapping[str, str]) -> list[str]:
    named = [environ[name] for name in NAMED_BY_OPERATORS if environ.get(name)]
    program = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()]
    installed = [path for path in sys.path if path.endswith(("site-packages", "dist-packages", ".zip"))]
    return [*_SYSTEM, *named, *program, *installed, str(Path(__file__).parents[1]), tempfile.gettempdir()]


def _only_reads(mode: object) -> bool:
    return not isinstance(mode, str) or not set(mode) & set("wax+")


def _check(path: object, roots: tuple[str, ...]) -> None:
    """Refuse what lies elsewhere.

    Raises:
        HostFileError: it does.
    """
    if not isinstance(path, str | bytes | os.PathLike):
        return
    real = os.path.realpath(os.fsdecode(path))
    if any(real == root or real.startswith(f"{root}{os.sep}") for root in roots) or _MEASURES.fullmatch(real):
        return
    raise HostFileError(f"Accounts name no files of this host ({Path(real).name}).")
