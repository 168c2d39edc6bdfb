"""The process's environment as an account sees it: its own variables, a few harmless ones, and none of the host's secrets.

The wheel resolves `os.environ/NAME` in what tenants store, and keeps some of an account's settings in the environment. Reads
by an account find its overlay, then the allowed names; its writes go to the overlay alone. The system account and the
import of the wheel see the environment as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final, cast

from alchemi.litellm_bridge.account_runtime import Slot
from alchemi.tenancy.account import SYSTEM_ACCOUNT
from alchemi.tenancy.context import bound_account

ALLOWED: Final = frozenset(
    ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "PWD", "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE",
     "PYTHONHASHSEED", "NO_DOCS", "DOCS_URL", "ROOT_REDIRECT_URL", "PROXY_BASE_URL", "SERVER_ROOT_PATH", "HOSTNAME")
)  # fmt: skip
"""Names whose values tell a tenant nothing worth having."""

ALLOWED_PREFIXES: Final = (
    "LITELLM_",
    "DEFAULT_",
    "MAX_",
    "PROXY_BATCH_",
    "STORE_MODEL_IN_DB",
    "AIOHTTP_",
    "REDIS_TIMEOUT",
)
"""Switches of the wheel; but see HIDDEN."""

HIDDEN: Final = frozenset(
    (
        "LITELLM_MASTER_KEY",
        "LITELLM_SALT_KEY",
        "LITELLM_LICENSE",
        "LITELLM_MIGRATION_DATABASE_URL",
        "LITELLM_CREDENTIAL_NAME",
    )
)


class AccountEnviron(os._Environ):  # type: ignore[type-arg]
    """`os.environ`, by the bound account. Sub-processes inherit no overlay."""

    def __getitem__(self, key: str) -> str:
        if _sees_all():
            return cast("str", super().__getitem__(key))
        overlay = _overlay.get()
        if key in overlay:
            return overlay[key]
        if is_allowed(key):
            return cast("str", super().__getitem__(key))
        raise KeyError(key)

    def __setitem__(self, key: str, value: str) -> None:
        if _sees_all():
            super().__setitem__(key, value)
        else:
            _overlay.get()[key] = value

    def __delitem__(self, key: str) -> None:
        if _sees_all():
            super().__delitem__(key)
        else:
            del _overlay.get()[key]

    def __iter__(self) -> Iterator[str]:
        names = cast("Iterator[str]", super().__iter__())
        if _sees_all():
            return names
        overlay = _overlay.get()
        return iter([*overlay, *(name for name in names if is_allowed(name) and name not in overlay)])

    def __len__(self) -> int:
        return super().__len__() if _sees_all() else sum(1 for _ in self)

    def copy(self) -> dict[str, str]:
        return dict(self)


_overlay: Final[Slot[dict[str, str]]] = Slot("environment overlay", dict)


def _sees_all() -> bool:
    # No account: imports, threads of libraries, the server itself. What tenants wrote is only resolved with one bound.
    account = bound_account()
    return account is None or account == SYSTEM_ACCOUNT


@lru_cache(maxsize=2048)
def is_allowed(name: str) -> bool:
    """An account may read this variable of the host."""
    return name in ALLOWED or (name.startswith(ALLOWED_PREFIXES) and name not in HIDDEN and not _is_secret(name))


def _is_secret(name: str) -> bool:
    return any(word in name for word in ("KEY", "SECRET", "PASSWORD", "TOKEN", "CREDENTIAL", "DATABASE_URL", "DSN"))


def install() -> None:
    """Give the process's environment this behaviour, for whoever holds a reference to it."""
    environ: Any = os.environ
    environ.__class__ = AccountEnviron
