"""Spares each call what the wheel does anew though the outcome is known."""

from __future__ import annotations

import copy
from datetime import datetime
from importlib import import_module
from types import ModuleType
from typing import Any, Final

from alchemi.litellm_bridge.seam import Seam

_TEST: Final = "tests/base/test_call_shortcuts.py"
_TRACES: Final = "litellm.integrations.otel.logger"
_SCALARS: Final = frozenset({str, int, float, bool, type(None), datetime})

SHORTCUT_SEAMS: Final = (
    Seam(
        "router: copies",
        "litellm.router:copy",
        "Copies the facts about a model three times for a call, with the module that copies anything.",
        "name replaced",
        f"{_TEST}::test_a_copy_is_equal_and_shares_nothing_that_changes",
    ),
    Seam(
        "traces: destinations",
        "litellm.proxy.auth.user_api_key_auth:_seed_request_destinations",
        "Without OpenTelemetry's SDK, runs the module that needs it until it fails, for each call.",
        "name replaced",
        f"{_TEST}::test_nothing_is_imported_for_a_call",
        ("user_api_key_dict", "request"),
    ),
)


def install() -> None:
    """Put the shortcuts in."""
    from litellm import router
    from litellm.proxy.auth import user_api_key_auth

    copies = ModuleType("copy")
    vars(copies).update(vars(copy), deepcopy=deepcopy)
    router.copy = copies
    try:
        import_module(_TRACES)
    except ImportError:
        user_api_key_auth._seed_request_destinations = _no_destinations


def deepcopy(value: Any, memo: dict[int, Any] | None = None) -> Any:
    """As `copy.deepcopy`, several times faster for what JSON can say.

    What occurs twice in it is copied twice. An audit hook (`integrations.host_files`) sees every `id()`, of which the
    module asks two for each value.
    """
    if memo is None:
        try:
            return _plain(value)
        except RecursionError:
            pass
    return copy.deepcopy(value, memo)


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is dict:
        return {name: item if type(item) in _SCALARS else _plain(item) for name, item in value.items()}
    if kind is list:
        return [item if type(item) in _SCALARS else _plain(item) for item in value]
    return copy.deepcopy(value)


def _no_destinations(user_api_key_dict: Any, request: Any = None) -> None:
    """There is nothing that could send a trace."""
