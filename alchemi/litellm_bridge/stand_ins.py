"""Our own classes where the wheel imports a name from the proprietary package, written from public documentation.

The package is not installed, and nothing else of it can be imported: every other feature that needs it says so.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any, Final

from alchemi.litellm_bridge.seam import Seam

PACKAGE: Final = "litellm_enterprise"
_TEST: Final = "tests/base/test_stand_ins.py"

STAND_IN_SEAMS: Final = (
    Seam(
        "background responses",
        "litellm.proxy.response_api_endpoints.endpoints:responses_api",
        "Imports a class for a cast; without it the request fails after the provider was asked, and paid.",
        "module stand-in",
        f"{_TEST}::test_a_background_response_is_answered",
    ),
    Seam(
        "guardrail modes by tag",
        "litellm.integrations.custom_guardrail:CustomGuardrail.should_run_guardrail",
        "A guardrail whose mode depends on tags asks the proprietary package, and fails every request without it.",
        "module stand-in",
        f"{_TEST}::test_a_guardrail_runs_when_its_tags_say",
        ("self", "data", "event_type"),
    ),
)


class ManagedFiles:
    """Stands for the hook that keeps files under ids of the gateway. There is none yet: the wheel then keeps nothing."""


class ModeByTag:
    """Decides whether a guardrail whose mode depends on the request's tags runs at an event."""

    @staticmethod
    def _should_run_if_mode_by_tag(data: Any, event_hook: Any, event_type: Any) -> bool:
        """The modes of all tags that the request has; without one of them, the default's, and without default, no."""
        from litellm.proxy.common_utils.http_parsing_utils import get_tags_from_request_body

        tags = [tag for tag in get_tags_from_request_body(data) if tag in event_hook.tags]
        modes = [event_hook.tags[tag] for tag in tags] or [event_hook.default]
        return any(event_type.value in ([mode] if isinstance(mode, str) else mode or ()) for mode in modes)


_NAMES: Final[dict[str, dict[str, type[Any]]]] = {
    f"{PACKAGE}.proxy.hooks.managed_files": {"PROXY_LiteLLMManagedFiles": ManagedFiles},
    f"{PACKAGE}.integrations.custom_guardrail": {"EnterpriseCustomGuardrailHelper": ModeByTag},
}


def install() -> None:
    """To be called once, when the hub is imported: what asks while importing must find nothing."""
    for path, names in _NAMES.items():
        parts = path.split(".")
        for length in range(1, len(parts) + 1):
            sys.modules.setdefault(".".join(parts[:length]), _package(".".join(parts[:length])))
        vars(sys.modules[path]).update(names)


def _package(name: str) -> ModuleType:
    module = ModuleType(name, "Stands for a module of a package that is not installed.")
    module.__path__ = []
    return module
