"""The events of a streamed message (Anthropic's): looked through as they arrive, and passed on as they may be.

An event that holds nothing that waits goes on as it came. What waits of a block is told in a delta of its own before the
block stops.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

from alchemi.enterprise_features.guardrails.bodies import TooDeepError, texts_of, with_texts
from alchemi.enterprise_features.guardrails.engine import TooSlowError
from alchemi.enterprise_features.guardrails.stream import StreamInspector

MESSAGE_PATHS: Final = frozenset({"/v1/messages"})
_END: Final = re.compile(rb"\r?\n\r?\n")
_MOST_BYTES: Final = 16 * 1024 * 1024
_FIELDS: Final = {"text_delta": "text", "thinking_delta": "thinking", "input_json_delta": "partial_json"}
_OF_BLOCKS: Final = {"text": "text_delta", "thinking": "thinking_delta"}
_WITHOUT_TEXT: Final = frozenset({"ping", "message_delta", "message_stop"})


async def guarded_messages(inspector: StreamInspector, items: AsyncIterator[Any]) -> AsyncIterator[bytes]:
    """What may be sent of a stream of events, which come in pieces of any size.

    Raises:
        StreamBlockedError, TooSlowError: as the inspector does; also for what cannot be read as events.
    """
    messages = _Messages(inspector)
    rest = b""
    async for item in items:
        frames, rest = _frames(rest + _bytes(item))
        for frame in frames:
            async for event in messages.pass_on(frame):
                yield event
    if rest.strip():
        async for event in messages.pass_on(rest):
            yield event
    async for event in messages.flush(None):
        yield event


def _bytes(item: Any) -> bytes:
    if isinstance(item, bytes):
        return item
    return item.encode() if isinstance(item, str) else _event(item)


def _frames(received: bytes) -> tuple[list[bytes], bytes]:
    *frames, rest = _END.split(received)
    if len(rest) > _MOST_BYTES:
        # Nobody can look through what never ends.
        raise TooSlowError
    return [frame for frame in frames if frame.strip()], rest


def _event(event: dict[str, Any]) -> bytes:
    return f"event: {event.get('type')}\ndata: {json.dumps(event)}\n\n".encode()


class _Messages:
    def __init__(self, inspector: StreamInspector) -> None:
        self._inspector = inspector
        self._number = 0

    async def pass_on(self, frame: bytes) -> AsyncIterator[bytes]:
        data = b"\n".join(_data(frame))
        if not data:
            yield frame + b"\n\n"
            return
        try:
            event = json.loads(data)
        except ValueError:
            event = None
        if not isinstance(event, dict):
            yield b"data: " + (await self._whole(data.decode(errors="replace"))).encode() + b"\n\n"
            return
        async for told in self._told(event):
            yield told

    async def flush(self, index: object) -> AsyncIterator[bytes]:
        """Deltas of what waits of a block, or of all when `index` is None."""
        for key in self._inspector.waiting():
            if not isinstance(key, tuple) or index not in (None, key[0]):
                continue
            if rest := await self._inspector.feed(key, "", is_last=True):
                yield _delta(key[0], str(key[1]), rest)

    async def _told(self, event: dict[str, Any]) -> AsyncIterator[bytes]:
        kind, index = event.get("type"), event.get("index")
        delta = event.get("delta")
        if kind == "content_block_delta" and isinstance(delta, dict) and delta.get("type") in _FIELDS:
            name = _FIELDS[delta["type"]]
            shown = await self._inspector.feed((index, delta["type"]), str(delta.get(name) or ""), is_last=False)
            if shown:
                yield _event({**event, "delta": {**delta, name: shown}})
            return
        if kind == "content_block_start":
            yield _event({**event, "content_block": await self._started(event.get("content_block"), index)})
            return
        if kind == "content_block_delta" and isinstance(delta, dict) and delta.get("type") == "signature_delta":
            # Comes when the thinking is complete, and signs it as the provider sent it.
            async for rest in self.flush(index):
                yield rest
            yield _event(event)
            return
        if kind in ("content_block_stop", *_WITHOUT_TEXT) and kind != "ping":
            async for rest in self.flush(index if kind == "content_block_stop" else None):
                yield rest
        yield _event(event if kind in _WITHOUT_TEXT or kind == "content_block_stop" else await self._whole(event))

    async def _started(self, block: Any, index: object) -> Any:
        """A block as it starts; what it says already is the beginning of what its deltas go on with."""
        kind = _OF_BLOCKS.get(str(block.get("type"))) if isinstance(block, dict) else None
        if kind is None:
            return await self._whole(block)
        name = _FIELDS[kind]
        first = await self._inspector.feed((index, kind), str(block.get(name) or ""), is_last=False)
        others = {one: value for one, value in block.items() if one not in (name, "signature")}
        return {**block, **(await self._whole(others)), name: first}

    async def _whole(self, value: Any) -> Any:
        """What comes at once, as it may be sent."""
        try:
            texts = texts_of(value)
        except TooDeepError as error:
            raise TooSlowError from error
        shown = []
        for text in texts:
            self._number += 1
            shown.append(await self._inspector.feed(("whole", self._number), text, is_last=True))
            self._inspector.forget(("whole", self._number))
        return with_texts(value, shown)


def _data(frame: bytes) -> Iterator[bytes]:
    for line in frame.splitlines():
        if line.startswith(b"data:"):
            yield line[5:].strip()


def _delta(index: object, kind: str, text: str) -> bytes:
    return _event({"type": "content_block_delta", "index": index, "delta": {"type": kind, _FIELDS[kind]: text}})
