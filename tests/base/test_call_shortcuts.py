"""What each call is spared, and that it is the same call."""

from __future__ import annotations

import copy
import subprocess
import sys
from datetime import UTC, datetime
from typing import Any

import pytest

from alchemi.litellm_bridge.call_shortcuts import deepcopy


class Thing:
    def __init__(self) -> None:
        self.inner = [1]


def parts(value: Any) -> list[Any]:
    """Every part that can be changed."""
    if isinstance(value, dict):
        return [value, *(part for item in value.values() for part in parts(item))]
    if isinstance(value, list | tuple):
        inner = [part for item in value for part in parts(item)]
        return [value, *inner] if isinstance(value, list) else inner
    return []


@pytest.mark.parametrize(
    "value",
    [
        None,
        "text",
        7,
        {},
        {"a": [1, {"b": [None, 1.5, True]}], "c": {"d": "e"}},
        [[[]], {"when": datetime(2026, 1, 2, tzinfo=UTC)}],
        {"tuple": ([1], {"a": []}), 3: {4}},
    ],
    ids=repr,
)
def test_a_copy_is_equal_and_shares_nothing_that_changes(value: Any) -> None:
    copied = deepcopy(value)
    assert copied == value == copy.deepcopy(value)
    assert not {id(part) for part in parts(value)} & {id(part) for part in parts(copied)}


def test_objects_inside_are_copied_as_ever() -> None:
    thing = Thing()
    copied = deepcopy({"things": [thing]})["things"][0]
    assert copied is not thing
    assert copied.inner == [1]
    assert copied.inner is not thing.inner


def test_a_value_that_holds_itself_is_copied() -> None:
    value: dict[str, Any] = {"a": 1}
    value["self"] = value
    copied = deepcopy(value)
    assert copied is not value
    assert copied["self"] is copied


def test_the_memo_of_a_copy_in_progress_is_used() -> None:
    inner, memo = [1], {}
    assert deepcopy(inner, memo) is deepcopy(inner, memo)


_IMPORTS = """
import sys
from litellm.proxy.auth import user_api_key_auth
from litellm.proxy._types import UserAPIKeyAuth
from alchemi.litellm_bridge import call_shortcuts

call_shortcuts.install()
try:
    import litellm.integrations.otel.logger
except ImportError:
    pass
else:
    sys.exit("traces can be sent here")
imported = []
sys.addaudithook(lambda event, arguments: imported.append(arguments[0]) if event == "import" else None)
user_api_key_auth._seed_request_destinations(UserAPIKeyAuth(), None)
sys.exit(", ".join(imported) or 0)
"""


def test_nothing_is_imported_for_a_call() -> None:
    done = subprocess.run([sys.executable, "-c", _IMPORTS], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
