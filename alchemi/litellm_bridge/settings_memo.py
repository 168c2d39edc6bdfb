"""Remembers what the settings of an account resolve to, until they change.

A chat call asks for some fifty settings. The wheel resolves each time which of file, database and run time decides, and
an account's settings always come from such a store.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from alchemi.litellm_bridge.seam import Seam

_STORE: Final = "litellm.proxy.config_resolvers.settings_store:SettingsStore"
_TEST: Final = "tests/base/test_settings_memo.py"
_KNOWN: Final = "_alchemi_known"
_ABSENT: Final = object()
_REMEMBERED: Final = 1024
"""Settings by name in one store; a caller may ask for names that nobody has."""

SETTINGS_SEAMS: Final = (
    Seam(
        "settings: remembered",
        f"{_STORE}.__getitem__",
        "Every change replaces one of the store's attributes, which forgets what was remembered.",
        "class patch",
        f"{_TEST}::test_every_way_to_change_a_setting_is_seen",
        ("self", "key"),
    ),
)


def install() -> None:
    """Give the wheel's stores of settings a memory."""
    from litellm.proxy.config_resolvers.settings_store import SettingsStore

    find = _remembering(SettingsStore.__getitem__)

    def getitem(self: Any, key: Any) -> Any:
        value = find(self, key)
        if value is _ABSENT:
            raise KeyError(key)
        return value

    def get(self: Any, key: Any, default: Any = None) -> Any:
        value = find(self, key)
        return default if value is _ABSENT else value

    def contains(self: Any, key: Any) -> bool:
        return find(self, key) is not _ABSENT

    def assign(self: Any, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)
        # A new one: what another thread is resolving now goes into the old.
        self.__dict__[_KNOWN] = {}

    patched = {"__getitem__": getitem, "get": get, "__contains__": contains, "__setattr__": assign}
    for name, function in patched.items():
        setattr(SettingsStore, name, function)


def _remembering(resolve: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def find(store: Any, key: Any) -> Any:
        try:
            return store.__dict__[_KNOWN][key]
        except KeyError:
            known = store.__dict__.setdefault(_KNOWN, {})
        try:
            value = resolve(store, key)
        except KeyError:
            value = _ABSENT
        if len(known) < _REMEMBERED:
            known[key] = value
        return value

    return find
