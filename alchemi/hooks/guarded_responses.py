"""The events of a streamed response (OpenAI's Responses API): looked through as they arrive, and passed on as they may be.

Its texts come twice: in deltas, and whole in the events that say that a part, an item or the response is done.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, Final

from pydantic import BaseModel

from alchemi.enterprise_features.guardrails.engine import Direction, TooSlowError
from alchemi.enterprise_features.guardrails.stream import StreamBlockedError, StreamInspector

_PREFIX: Final = "response."
_DELTA: Final = ".delta"
_DONE: Final = ".done"
_STARTS: Final = frozenset({"response.created", "response.in_progress", "response.queued"})
_NO_TEXT: Final = frozenset(
    ("id", "type", "status", "role", "model", "item_id", "call_id", "encrypted_content", "sequence_number", "object", "phase",
     "response_id", "partial_image_b64", "result", "file_id", "container_id", "logprobs")
)  # fmt: skip
_MOST_LEVELS: Final = 50


def is_response_event(item: object) -> bool:
    """An event of the Responses API."""
    return isinstance(item, BaseModel) and _type_of(item).startswith(_PREFIX)


async def guarded_responses(inspector: StreamInspector, first: Any, items: AsyncIterator[Any]) -> AsyncIterator[Any]:
    """What may be sent of the events, numbered anew.

    Raises:
        StreamBlockedError, TooSlowError: as the inspector does; also for what is no event.
    """
    responses = _Responses(inspector)
    number = getattr(first, "sequence_number", None)
    async for event in responses.all_of(first, items):
        if isinstance(number, int) and hasattr(event, "sequence_number"):
            event.sequence_number = number
            number += 1
        yield event


class _Responses:
    def __init__(self, inspector: StreamInspector) -> None:
        self._inspector = inspector
        self._last: dict[object, Any] = {}

    async def all_of(self, first: Any, items: AsyncIterator[Any]) -> AsyncIterator[Any]:
        async for event in self._passed(first):
            yield event
        async for item in items:
            async for event in self._passed(item):
                yield event
        async for event in self._flush(None):
            yield event

    async def _passed(self, item: Any) -> AsyncIterator[Any]:
        kind = _type_of(item)
        if kind.endswith(_DELTA) and isinstance(delta := getattr(item, "delta", None), str):
            key = _key(item)
            self._last[key] = item
            shown = await self._inspector.feed(key, delta, is_last=False)
            if shown:
                # The probabilities name each token.
                yield item.model_copy(update={"delta": shown} | ({"logprobs": []} if hasattr(item, "logprobs") else {}))
            return
        if kind not in _STARTS:
            # Of a part that is done nothing waits any more; of others neither when an item or all is done.
            key = _key(item)
            async for event in self._flush(key if key in self._last else None):
                yield event
        await self._look_through(item)
        yield item

    async def _flush(self, key: object) -> AsyncIterator[Any]:
        for one in self._inspector.waiting():
            if key in (None, one) and (rest := await self._inspector.feed(one, "", is_last=True)):
                yield self._last[one].model_copy(update={"delta": rest})

    async def _look_through(self, item: Any) -> None:
        """Put into the event what may be sent of it."""
        response = getattr(item, "response", None)
        said = [response.output, getattr(response, "error", None)] if response is not None else item
        texts: list[str] = []

        def take(text: str) -> str:
            texts.append(text)
            return text

        _walk(said, take, 0)
        if not texts:
            return
        outcome = await self._inspector.settled().inspect(texts, Direction.OUTPUT)
        if outcome.blocked is not None:
            raise StreamBlockedError(outcome.blocked)
        self._inspector.note(outcome.findings)
        if outcome.texts != texts:
            shown: Iterator[str] = iter(outcome.texts)
            _walk(said, lambda _: next(shown), 0)


def _type_of(item: Any) -> str:
    kind = getattr(item, "type", "")
    return str(getattr(kind, "value", kind))


def _key(item: Any) -> tuple[object, ...]:
    kind = _type_of(item).removesuffix(_DELTA).removesuffix(_DONE)
    return (
        kind,
        *(getattr(item, name, None) for name in ("item_id", "output_index", "content_index", "summary_index")),
    )


def _walk(value: Any, visit: Callable[[str], str], level: int) -> Any:
    """Have `visit` give another text for each in `value`, which is changed in its place."""
    if isinstance(value, str):
        return visit(value)
    if level > _MOST_LEVELS:
        raise TooSlowError
    if isinstance(value, list):
        value[:] = [_walk(inner, visit, level + 1) for inner in value]
    elif isinstance(value, BaseModel):
        _walk(vars(value), visit, level + 1)
        _walk(value.__pydantic_extra__, visit, level + 1)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NO_TEXT:
                value[name] = _walk(inner, visit, level + 1)
    return value
