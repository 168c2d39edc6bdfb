"""What the product promises and the wheel leaves to a package that is not installed."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest

from alchemi.tenancy.context import acting_for
from tests.support.gateway import made
from tests.support.in_wheel import Wheel, run_in_wheel

RESPONSE = {
    "id": "resp_1", "object": "response", "created_at": 1, "status": "queued", "model": "background", "output": [],
    "background": True, "parallel_tool_calls": True, "tool_choice": "auto", "tools": [], "error": None,
    "incomplete_details": None, "instructions": None, "metadata": {}, "temperature": 1.0, "top_p": 1.0,
}  # fmt: skip


@pytest.fixture(scope="module")
def facts(database) -> dict[str, Any]:
    return run_in_wheel(__name__, database)


@pytest.fixture
def queueing_provider() -> Iterator[str]:
    """A provider that queues every response."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            body = json.dumps(RESPONSE).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()


def test_a_background_response_is_answered(operator: httpx.Client, queueing_provider: str) -> None:
    upstream = {"model": "openai/background", "api_base": queueing_provider, "api_key": "none"}
    model = made(operator.post("/model/new", json={"model_name": "background", "litellm_params": upstream}))
    answer = operator.post("/v1/responses", json={"model": "background", "input": "Hello", "background": True})
    # The gateway is shared: its account has the models that the other tests expect.
    made(operator.post("/model/delete", json={"id": model["model_id"]}))
    assert answer.status_code == 200, answer.text
    assert answer.json()["status"] == "queued"


async def scenario_modes(wheel: Wheel) -> dict[str, bool]:
    """A guardrail that runs before calls with one tag, after those with another, and only logs the rest."""
    from litellm.integrations.custom_guardrail import CustomGuardrail
    from litellm.types.guardrails import GuardrailEventHooks, Mode

    mode = Mode(tags={"early": "pre_call", "late": ["post_call", "during_call"]}, default="logging_only")
    seen = {}
    with acting_for("acme"):
        guardrail = CustomGuardrail(guardrail_name="tagged", event_hook=mode, default_on=True)
        strict = CustomGuardrail(guardrail_name="strict", event_hook=Mode(tags={"early": "pre_call"}), default_on=True)
        for tag in ("early", "late", "other"):
            for hook in (GuardrailEventHooks.pre_call, GuardrailEventHooks.post_call, GuardrailEventHooks.logging_only):
                data = {"metadata": {"tags": [tag]}}
                seen[f"{tag} {hook.value}"] = bool(guardrail.should_run_guardrail(data, hook))
        seen["no default"] = bool(
            strict.should_run_guardrail({"metadata": {"tags": ["other"]}}, GuardrailEventHooks.pre_call)
        )
    return seen


async def scenario_package(wheel: Wheel) -> dict[str, Any]:
    modules = [module for name, module in sys.modules.items() if name.partition(".")[0] == "litellm_enterprise"]
    try:
        from litellm_enterprise.enterprise_callbacks import secret_detection  # noqa: F401
    except ImportError:
        is_whole = False
    else:
        is_whole = True
    return {"files": [getattr(module, "__file__", None) for module in modules], "is_whole": is_whole}


def test_a_guardrail_runs_when_its_tags_say(facts: dict[str, Any]) -> None:
    runs = {name for name, does_run in facts["modes"].items() if does_run}
    assert runs == {"early pre_call", "late post_call", "other logging_only"}


def test_nothing_of_the_package_is_there_but_our_own_names(facts: dict[str, Any]) -> None:
    assert set(facts["package"]["files"]) == {None}
    assert facts["package"]["is_whole"] is False
