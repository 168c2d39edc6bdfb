"""The texts in the chunks of a streamed answer: given to the inspector, and put back as it lets them pass."""

from __future__ import annotations

from typing import Any, Final

from litellm.types.utils import ChatCompletionDeltaToolCall, Function, ModelResponseStream, TextCompletionResponse

from alchemi.enterprise_features.guardrails.stream import StreamInspector

_FIELDS: Final = ("content", "reasoning_content")
_THINKING: Final = "thinking"
_TOOL: Final = "tool"


def is_chunk(item: object) -> bool:
    """Its texts are known here."""
    return isinstance(item, ModelResponseStream | TextCompletionResponse)


async def feed_chunk(inspector: StreamInspector, item: Any) -> None:
    """Give the texts of `item` to the inspector and put there what may be sent; with its end, what was held back.

    Raises:
        StreamBlockedError, TooSlowError: as the inspector does.
    """
    for choice in item.choices or ():
        number, is_last = getattr(choice, "index", 0), bool(getattr(choice, "finish_reason", None))
        if isinstance(item, TextCompletionResponse):
            choice.text = await inspector.feed((number, "text"), choice.text or "", is_last=is_last)
        elif (delta := getattr(choice, "delta", None)) is not None:
            await _feed_delta(inspector, delta, number)
            if is_last:
                await _flush(inspector, delta, number)


async def leftovers(inspector: StreamInspector, last: Any) -> Any | None:
    """A chunk like `last` with what is held back of a stream that ended without saying so; None when nothing is."""
    numbers = {key[0] for key in inspector.waiting() if isinstance(key, tuple)}
    if not numbers:
        return None
    rest = last.model_copy(deep=True)
    for choice in rest.choices or ():
        if (number := getattr(choice, "index", 0)) not in numbers:
            continue
        if isinstance(rest, TextCompletionResponse):
            choice.text = await inspector.feed((number, "text"), "", is_last=True)
        else:
            choice.delta.content = choice.delta.tool_calls = None
            await _flush(inspector, choice.delta, number)
    return rest


async def _feed_delta(inspector: StreamInspector, delta: Any, number: int) -> None:
    for name in _FIELDS:
        if isinstance(text := getattr(delta, name, None), str) and text:
            setattr(delta, name, await inspector.feed((number, name), text, is_last=False))
    for block in getattr(delta, "thinking_blocks", None) or ():
        if isinstance(text := block.get(_THINKING), str) and text:
            block[_THINKING] = await inspector.feed((number, _THINKING), text, is_last=False)
    for call in getattr(delta, "tool_calls", None) or ():
        function = call.function
        if function is not None and isinstance(text := function.arguments, str) and text:
            function.arguments = await inspector.feed((number, _TOOL, call.index), text, is_last=False)


async def _flush(inspector: StreamInspector, delta: Any, number: int) -> None:
    for key in inspector.waiting():
        if not isinstance(key, tuple) or key[0] != number:
            continue
        rest = await inspector.feed(key, "", is_last=True)
        if key[1] in _FIELDS:
            setattr(delta, key[1], (getattr(delta, key[1], None) or "") + rest)
        elif key[1] == _THINKING:
            delta.thinking_blocks = [
                *(getattr(delta, "thinking_blocks", None) or ()),
                {"type": _THINKING, _THINKING: rest},
            ]
        elif key[1] == _TOOL:
            more = ChatCompletionDeltaToolCall(index=key[2], function=Function(arguments=rest), type="function")
            delta.tool_calls = [*(getattr(delta, "tool_calls", None) or ()), more]
