"""What a call's JSON body holds: the texts, taken out to be looked through and put back, and what is no text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

_MOST_LEVELS: Final = 100
_WHOM: Final = "model"
"""The top-level field that says whom a call is for, not what is said."""
_WORDS_OF_THE_API: Final = frozenset({"type", "role"})
_API_WORD: Final = re.compile(r"[A-Za-z_.-]{1,40}")

_BESIDE: Final = (
    "tools", "functions", "response_format", "text", "prediction", "suffix", "documents", "output_format", "output_config",
    "systemInstruction", "system_instruction",
)  # fmt: skip
"""Fields that models read, and that the wheel does not hand to guardrails."""
_SAID: Final = ("messages", "input", "contents", "system", "prompt", "instructions", "prediction", "systemInstruction")
_PICTURES_AND_FILES: Final = frozenset(
    ("image", "image_url", "input_image", "audio", "input_audio", "video", "video_url", "input_video", "file", "input_file",
     "document", "container_upload")
)  # fmt: skip
_OF_GEMINI: Final = ("inlineData", "inline_data", "fileData", "file_data")


class TooDeepError(ValueError):
    """The document has more levels than anybody needs."""


def texts_of(document: Any) -> list[str]:
    """All texts that are values, in a fixed order.

    Raises:
        TooDeepError: more than a hundred levels.
    """
    return list(_texts(document, 0))


def with_texts(document: Any, texts: Sequence[str]) -> Any:
    """`document` with `texts`, which are as many as `texts_of` gave, in the places of its own."""
    return _replaced(document, iter(texts), 0)


def beside(document: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a call's body in which the wheel lets guardrails see nothing."""
    found = {name: document[name] for name in _BESIDE if name in document}
    if isinstance(document.get("prompt"), dict):
        found["prompt"] = document["prompt"]
    return found


def attachment_of(document: Mapping[str, Any]) -> str | None:
    """The kind of the first part of what is said that is no text, or None.

    Raises:
        TooDeepError: more than a hundred levels.
    """
    return next((kind for name in _SAID for kind in _attachments(document.get(name), 1)), None)


def _attachments(value: Any, level: int) -> Iterator[str]:
    if level > _MOST_LEVELS:
        raise TooDeepError
    if isinstance(value, list):
        for inner in value:
            yield from _attachments(inner, level + 1)
    elif isinstance(value, dict):
        kind = value.get("type")
        if isinstance(kind, str) and kind in _PICTURES_AND_FILES:
            yield kind
        yield from (name for name in _OF_GEMINI if name in value)
        for inner in value.values():
            yield from _attachments(inner, level + 1)


def _texts(value: Any, level: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        if level > _MOST_LEVELS:
            raise TooDeepError
        inner = value if isinstance(value, list) else (one for name, one in value.items() if _is_said(name, one, level))
        for one in inner:
            yield from _texts(one, level + 1)


def _is_said(name: str, value: Any, level: int) -> bool:
    if not level and name == _WHOM:
        return False
    return not (name in _WORDS_OF_THE_API and isinstance(value, str) and _API_WORD.fullmatch(value))


def _replaced(value: Any, texts: Iterator[str], level: int) -> Any:
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, list):
        return [_replaced(inner, texts, level + 1) for inner in value]
    if isinstance(value, dict):
        return {
            name: _replaced(inner, texts, level + 1) if _is_said(name, inner, level) else inner
            for name, inner in value.items()
        }
    return value
