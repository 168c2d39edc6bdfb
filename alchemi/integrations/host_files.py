"""Keeps accounts from the files of the host: their settings may name a path, and what is read goes to where they say.

Tokens from `oidc/file/…`, credentials by path, an OpenAPI document without a scheme: the wheel opens them for whoever asks.
"""

from __future__ import annotations

import os
import re
import sys
import sysconfig
import tempfile
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from alchemi.tenancy.account import AccountId
from alchemi.tenancy.context import bound_account
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


_PROCESSES: Final = f"{os.sep}proc{os.sep}"
_REMEMBERED: Final = 20_000


class HostFileError(PermissionError):
    """An account had a file of the host opened."""


def guard_files(environ: Mapping[str, str]) -> None:
    """From now on, work of an account opens no other file than those of the program and the temporary ones that it made.

    For once in a process, and for good: Python takes no audit hook back.
    """
    roots = tuple(dict.fromkeys(os.path.realpath(root) for root in _roots(environ)))
    # Metrics of all accounts: added to for each, and read by none.
    written = tuple(os.path.realpath(environ[name]) for name in WRITTEN if environ.get(name))
    temporary = _Temporary(os.path.realpath(tempfile.gettempdir()))

    def check(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and is_guarded():
            _check(arguments, roots if _only_reads(arguments[1]) else (*roots, *written), temporary)

    sys.addaudithook(check)


def _roots(environ: Mapping[str, str]) -> list[str]:
    named = [environ[name] for name in NAMED_BY_OPERATORS if environ.get(name)]
    program = [sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values()]
    installed = [path for path in sys.path if path.endswith(("site-packages", "dist-packages", ".zip"))]
    return [*_SYSTEM, *named, *program, *installed, str(Path(__file__).parents[1])]


def _only_reads(mode: object) -> bool:
    return not isinstance(mode, str) or not set(mode) & set("wax+")


class _Temporary:
    """The folder of temporary files that all accounts share: each opens those that it has made itself."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._made: OrderedDict[str, AccountId | None] = OrderedDict()

    def allows(self, real: str, flags: object) -> bool:
        """Whether the account opens the file; one that it makes is noted as its own."""
        if not _is_below(real, self._folder):
            return False
        if os.path.isdir(real):  # noqa: PTH112 (a path may be in any encoding)
            return True
        account = bound_account()
        if not os.path.lexists(real):
            if isinstance(flags, int) and flags & os.O_CREAT:
                self._made[real] = account
                if len(self._made) > _REMEMBERED:
                    self._made.popitem(last=False)
            return True
        return real in self._made and self._made[real] == account


def _check(arguments: tuple[object, ...], roots: tuple[str, ...], temporary: _Temporary) -> None:
    """Refuse what lies elsewhere.

    Raises:
        HostFileError: it does.
    """
    path = arguments[0]
    if not isinstance(path, str | bytes | os.PathLike):
        return
    named = os.fsdecode(path)
    real = os.path.realpath(named)
    # What a process has open is reached past its name, and past where the name would lead: uploads of others, sockets.
    folder = os.path.realpath(os.path.dirname(named))  # noqa: PTH120 (the same)
    if not f"{folder}{os.sep}".startswith(_PROCESSES):
        if any(_is_below(real, root) for root in roots) or temporary.allows(real, arguments[2]):
            return
    elif _MEASURES.fullmatch(os.path.join(folder, os.path.basename(named))):  # noqa: PTH118, PTH119 (the same)
        return
    raise HostFileError(f"Accounts name no files of this host ({Path(real).name}).")


def _is_below(real: str, root: str) -> bool:
    return real == root or real.startswith(f"{root}{os.sep}")
