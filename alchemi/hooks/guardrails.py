"""Has the guards of an account look through its model calls. To be imported once the wheel is loaded.

One object serves all accounts: which guards there are it asks of the bound account's runtime. It stands in the callbacks of
those accounts alone that have guards, so that others' calls take no step more.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from copy import copy
from datetime import UTC, datetime
from typing import Any, Final, Literal

import litellm
from litellm.exceptions import GuardrailRaisedException
from litellm.integrations.custom_guardrail import CustomGuardrail
from litellm.types.guardrails import GuardrailEventHooks

from alchemi.db.engine import Database
from alchemi.enterprise_features.guardrails import store
from alchemi.enterprise_features.guardrails.call_routes import sent_is_seen
from alchemi.enterprise_features.guardrails.engine import Direction, Finding, TooSlowError
from alchemi.enterprise_features.guardrails.store import CallFacts
from alchemi.enterprise_features.guardrails.stream import StreamBlockedError, StreamInspector
from alchemi.hooks.account_guards import GUARDS
from alchemi.hooks.guarded_chunks import feed_chunk, is_chunk, leftovers
from alchemi.hooks.guarded_messages import MESSAGE_PATHS, guarded_messages
from alchemi.hooks.guarded_responses import guarded_responses, is_response_event
from alchemi.litellm_bridge.held_streams import held_back

NAME: Final = "account-guardrails"


_DIRECTIONS: Final[Mapping[GuardrailEventHooks, Direction]] = {
    GuardrailEventHooks.pre_call: Direction.INPUT,
    GuardrailEventHooks.pre_mcp_call: Direction.INPUT,
    GuardrailEventHooks.post_call: Direction.OUTPUT,
}


class AccountGuardrail(CustomGuardrail):  # type: ignore[misc]  # the wheel has no types
    """What the wheel calls around each model call."""

    def __init__(self, database: Database) -> None:
        super().__init__(guardrail_name=NAME, event_hook=list(_DIRECTIONS), default_on=True)
        self._database = database
        self._holding = copy(self)
        # Else the wheel holds streams of messages back itself, and asks for no more than a yes or no.
        self.mask_response_content = True

    async def load(self) -> None:
        """Read the bound account's guards into its runtime.

        Raises:
            InvalidRequestError, ConflictError: a row is not what is accepted; what was loaded stays in use.
        """
        async with self._database.unit() as unit:
            guards = await store.load_guards(unit)
            await store.drop_expired(unit, now=datetime.now(UTC))
        GUARDS.set(guards)
        callbacks = litellm.callbacks
        if guards.guards and self not in callbacks:
            callbacks.append(self)
        elif not guards.guards and self in callbacks:
            callbacks.remove(self)

    def should_run_guardrail(self, data: object, event_type: GuardrailEventHooks) -> bool:  # noqa: ARG002
        """Whatever a request or a key says: neither can switch an account's guards off."""
        direction = _DIRECTIONS.get(event_type)
        return direction is not None and bool(GUARDS.get().of(direction))

    async def apply_guardrail(
        self,
        inputs: dict[str, Any],
        request_data: dict[str, Any],
        input_type: Literal["request", "response"],
        logging_obj: object = None,  # noqa: ARG002
    ) -> dict[str, Any]:
        """Look through the texts of a request or of a whole answer.

        Raises:
            GuardrailRaisedException: they may not go on.
        """
        direction = Direction.INPUT if input_type == "request" else Direction.OUTPUT
        if direction is Direction.INPUT and sent_is_seen.get():
            return inputs
        facts = _facts(request_data)
        texts = list(inputs.get("texts") or [])
        calls = [call for call in inputs.get("tool_calls") or [] if _arguments(call)]
        try:
            outcome = await GUARDS.get().inspect([*texts, *(_arguments(call) for call in calls)], direction)
        except TooSlowError as error:
            raise await self._too_slow(direction, facts) from error
        findings, blocked = outcome.findings, outcome.blocked
        is_changed = outcome.texts != [*texts, *(_arguments(call) for call in calls)]
        if blocked is None and is_changed and direction is Direction.OUTPUT and request_data.get("stream"):
            # The parts of this stream are released as they came, or not at all.
            blocked = next(one for one in findings if one.action == "mask")
            findings = [Finding(one.guard_type, "block", one.counts) if one is blocked else one for one in findings]
        await self._write(findings, direction, facts)
        if blocked is not None:
            raise _refusal(blocked, direction)
        inputs["texts"] = outcome.texts[: len(texts)]
        for call, arguments in zip(calls, outcome.texts[len(texts) :], strict=True):
            _set_arguments(call, arguments)
        return inputs

    async def async_post_call_streaming_iterator_hook(
        self, user_api_key_dict: Any, response: AsyncIterator[Any], request_data: dict[str, Any]
    ) -> AsyncIterator[Any]:
        """Look through a stream as it arrives; kinds that are not known here are held back until they are complete.

        Raises:
            GuardrailRaisedException: the rest may not be sent.
        """
        inspector, facts = StreamInspector(GUARDS.get()), _facts(request_data, user_api_key_dict)
        findings: list[Finding] = []
        try:
            async for item in self._passed(inspector, user_api_key_dict, response, request_data):
                yield item
        except StreamBlockedError as error:
            findings = [error.finding]
            raise _refusal(error.finding, Direction.OUTPUT) from error
        except TooSlowError as error:
            raise await self._too_slow(Direction.OUTPUT, facts) from error
        finally:
            stopped = {one.guard_type for one in findings}
            findings += [one for one in inspector.findings() if one.guard_type not in stopped]
            await self._write(findings, Direction.OUTPUT, facts)

    async def _passed(
        self, inspector: StreamInspector, key: Any, response: AsyncIterator[Any], request_data: dict[str, Any]
    ) -> AsyncIterator[Any]:
        """What may be sent of a stream, in the form of its API."""
        if getattr(key, "request_route", None) in MESSAGE_PATHS:
            async for event in guarded_messages(inspector, response):
                yield event
            return
        last = None
        async for item in response:
            if is_response_event(item):
                async for event in guarded_responses(inspector, item, response):
                    yield event
                return
            if not is_chunk(item):
                async for whole in held_back(self._holding, key, item, response, request_data):
                    yield whole
                return
            await feed_chunk(inspector, item)
            last = item
            yield item
        if last is not None and (rest := await leftovers(inspector, last)) is not None:
            yield rest

    async def _too_slow(self, direction: Direction, facts: CallFacts) -> Exception:
        guard = GUARDS.get().of(direction)[0]
        await self._write([Finding(guard.guard_type, "error", {})], direction, facts)
        return _refused("This account's guardrails could not look through the call in time, so that it was stopped.")

    async def _write(self, findings: Iterable[Finding], direction: Direction, facts: CallFacts) -> None:
        await store.write_findings_if_possible(self._database, findings, direction, facts)


def _refusal(finding: Finding, direction: Direction) -> Exception:
    what = "request" if direction is Direction.INPUT else "answer"
    found = ", ".join(sorted(finding.counts))
    return _refused(f"This account's {finding.guard_type} guardrail stopped the {what}: it holds {found}.")


def _refused(message: str) -> Exception:
    refused: Exception = GuardrailRaisedException(
        guardrail_name=NAME, message=message, should_wrap_with_default_message=False, blocked_content=True
    )
    return refused


def _facts(request_data: Mapping[str, Any], key: Any = None) -> CallFacts:
    told: dict[str, Any] = {}
    for name in ("litellm_metadata", "metadata"):
        if isinstance(found := request_data.get(name), Mapping):
            told |= found
    return CallFacts(
        model=_text(request_data.get("model")),
        key_id=_text(getattr(key, "api_key", None) or told.get("user_api_key_hash") or told.get("user_api_key")),
        user_id=_text(getattr(key, "user_id", None) or told.get("user_api_key_user_id")),
        request_id=_text(request_data.get("litellm_call_id")),
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _arguments(call: Any) -> str:
    function = call.get("function") if isinstance(call, Mapping) else getattr(call, "function", None)
    found = function.get("arguments") if isinstance(function, Mapping) else getattr(function, "arguments", None)
    return found if isinstance(found, str) else ""


def _set_arguments(call: Any, arguments: str) -> None:
    function = call["function"] if isinstance(call, Mapping) else call.function
    if isinstance(function, dict):
        function["arguments"] = arguments
    else:
        function.arguments = arguments
