"""Our own classes where the wheel imports a name from the proprietary package, written from public documentation.

The package is not installed, and nothing else of it can be imported: every other feature that needs it says so.
"""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable, Mapping
from types import ModuleType
from typing import Any, Final

from alchemi.litellm_bridge.fan_out import Accounts
from alchemi.litellm_bridge.replacing import replace_everywhere
from alchemi.litellm_bridge.seam import Seam

PACKAGE: Final = "litellm_enterprise"
_TEST: Final = "tests/base/test_stand_ins.py"
_COST_TEST: Final = "tests/base/test_settlement.py"
_FILES_TEST: Final = "tests/base/test_managed_files.py"

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
    Seam(
        "managed files",
        "litellm.proxy.hooks:PROXY_HOOKS",
        "The routes of files and batches ask for a hook that only the proprietary package has. The rows are the account's.",
        "name replaced",
        f"{_FILES_TEST}::test_a_file_has_one_id_and_is_held_by_its_deployment",
    ),
    Seam(
        "settlement: batches",
        "litellm.proxy.openai_files_endpoints.common_utils:batch_cost_poller_is_active",
        "Looks for a job of the proprietary package; without it each caller that reads a finished batch takes its cost.",
        "name replaced",
        f"{_COST_TEST}::test_a_batch_is_charged_once",
        (),
    ),
    Seam(
        "settlement: background responses",
        "litellm.litellm_core_utils.internal_call_metadata:is_unbilled_non_inference_call",
        "Takes the cost of a finished background response each time that it is read.",
        "name replaced",
        f"{_COST_TEST}::test_a_background_response_is_charged_once",
        ("call_type", "metadata", "response"),
    ),
    Seam(
        "settlement: what a batch has taken",
        "litellm.batches.batch_utils:handle_completed_batch",
        "Our job asks it.",
        "runs per account",
        f"{_COST_TEST}::test_a_batch_is_charged_once",
        ("batch", "custom_llm_provider", "model_name", "litellm_params", "model_info", "vertex_location"),
    ),
    Seam(
        "managed files: interface",
        "litellm.llms.base_llm.files.transformation:BaseFileEndpoints.acreate_file",
        "What the routes call with these names.",
        "name replaced",
        f"{_FILES_TEST}::test_a_file_has_one_id_and_is_held_by_its_deployment",
        (
            "self",
            "create_file_request",
            "llm_router",
            "target_model_names_list",
            "litellm_parent_otel_span",
            "user_api_key_dict",
        ),
    ),
)


class ModeByTag:
    """Decides whether a guardrail whose mode depends on the request's tags runs at an event."""

    @staticmethod
    def _should_run_if_mode_by_tag(data: Any, event_hook: Any, event_type: Any) -> bool:
        """The modes of all tags that the request has; without one of them, the default's, and without default, no."""
        from litellm.proxy.common_utils.http_parsing_utils import get_tags_from_request_body

        tags = [tag for tag in get_tags_from_request_body(data) if tag in event_hook.tags]
        modes = [event_hook.tags[tag] for tag in tags] or [event_hook.default]
        return any(event_type.value in ([mode] if isinstance(mode, str) else mode or ()) for mode in modes)


def install(accounts: Accounts) -> Mapping[str, Callable[[], Awaitable[None]]]:
    """Our jobs, by the id that the wheel has for them.

    To be called once, when the hub is imported: what asks while importing must find nothing.
    """
    # What they are made of is the wheel's.
    from litellm.proxy.hooks import PROXY_HOOKS

    from alchemi.litellm_bridge.managed_files import ManagedFiles
    from alchemi.litellm_bridge.settlement import Settlement

    _leave_costs_to_the_jobs()
    PROXY_HOOKS["managed_files"] = ManagedFiles
    stand_ins: dict[str, dict[str, type[Any]]] = {
        f"{PACKAGE}.proxy.hooks.managed_files": {"PROXY_LiteLLMManagedFiles": ManagedFiles},
        f"{PACKAGE}.integrations.custom_guardrail": {"EnterpriseCustomGuardrailHelper": ModeByTag},
    }
    for path, names in stand_ins.items():
        parts = path.split(".")
        for length in range(1, len(parts) + 1):
            sys.modules.setdefault(".".join(parts[:length]), _package(".".join(parts[:length])))
        vars(sys.modules[path]).update(names)
    jobs = Settlement(accounts)
    return {"check_batch_cost_job": jobs.check_batch_cost, "check_responses_cost_job": jobs.check_responses_cost}


def _leave_costs_to_the_jobs() -> None:
    """Have reading a batch or a response cost nothing, however often it is read and by whom."""
    from litellm.constants import PROXY_BATCH_POLLING_ENABLED
    from litellm.litellm_core_utils import internal_call_metadata
    from litellm.proxy.openai_files_endpoints import common_utils

    if not PROXY_BATCH_POLLING_ENABLED:
        return
    is_unbilled = internal_call_metadata.is_unbilled_non_inference_call

    def is_reading(call_type: str | None, metadata: Mapping[str, object] | None, response: object) -> bool:
        del response
        return bool(is_unbilled(call_type, metadata, None))

    def is_active() -> bool:
        return True

    replace_everywhere(is_unbilled, is_reading)
    replace_everywhere(common_utils.batch_cost_poller_is_active, is_active)


def _package(name: str) -> ModuleType:
    module = ModuleType(name, "Stands for a module of a package that is not installed.")
    module.__path__ = []
    return module
