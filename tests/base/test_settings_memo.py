"""A setting that was remembered is never older than its store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from litellm.proxy.config_resolvers.settings_store import SettingsStore

from alchemi.litellm_bridge import settings_memo

PATCHED = ("__getitem__", "get", "__contains__", "__setattr__")


@pytest.fixture(autouse=True)
def with_memory() -> Iterator[None]:
    had = {name: vars(SettingsStore)[name] for name in PATCHED if name in vars(SettingsStore)}
    settings_memo.install()
    yield
    for name in PATCHED:
        delattr(SettingsStore, name)
    for name, function in had.items():
        setattr(SettingsStore, name, function)


def stored(settings: Any) -> None:
    settings.apply_db_row("general_settings", {"max_parallel_requests": 2})


def assigned(settings: Any) -> None:
    settings["max_parallel_requests"] = 2


def at_run_time(settings: Any) -> None:
    settings.apply_runtime_values({"max_parallel_requests": 2})


def from_file(settings: Any) -> None:
    settings.load_yaml({"max_parallel_requests": 2})


@pytest.mark.parametrize("change", [stored, assigned, at_run_time, from_file])
def test_every_way_to_change_a_setting_is_seen(change: Callable[[Any], None]) -> None:
    settings = SettingsStore("general_settings")
    assert settings.get("max_parallel_requests") is None
    assert settings.get("max_parallel_requests", 7) == 7
    assert "max_parallel_requests" not in settings
    change(settings)
    assert settings["max_parallel_requests"] == settings.get("max_parallel_requests", 7) == 2
    assert "max_parallel_requests" in settings
    settings.apply_db_row("general_settings", {"max_parallel_requests": 3})
    del_or_row = settings.get("max_parallel_requests")
    assert del_or_row == (2 if change is from_file else 3)


def test_what_was_removed_is_gone_and_comes_back() -> None:
    settings = SettingsStore("general_settings")
    settings["a"] = 1
    assert settings["a"] == 1
    del settings["a"]
    assert settings.get("a") is None
    with pytest.raises(KeyError):
        settings["a"]
    settings["a"] = 2
    assert settings["a"] == 2
    settings.clear()
    assert "a" not in settings


def test_the_memory_does_not_grow_with_names_that_nobody_has() -> None:
    settings = SettingsStore("general_settings")
    for number in range(5000):
        assert settings.get(f"name-{number}") is None
    assert len(settings.__dict__["_alchemi_known"]) == 1024
