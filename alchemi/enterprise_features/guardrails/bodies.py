"""What a call's JSON body holds: the texts, taken out to be looked through and put back, and what is no text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

_MOST_LEVELS: Final = 100
_WHO: Final = frozenset(
    ("model", "user", "metadata", "litellm_metadata", "tags", "api_key", "safety_identifier", "prompt_cache_key")
)
"""Top-level fields that say who calls whom: not what is said."""
_WORDS_OF_THE_API: Final = frozenset({"type", "role"})
_API_WORD: Final = re.compile(r"[A-Za-z_.-]{1,40}")
_SEALED: Final = frozenset({"signature", "encrypted_content"})
_CONTENT: Final = frozenset({"data", "url", "image_url", "file_data"})
_KINDS_OF_CONTENT: Final = ("media_type", "mime_type", "mimeType", "format")

Path = tuple[str, ...]
_MESSAGES: Final[tuple[Path, ...]] = (
    ("messages", "*", "content"), ("messages", "*", "content", "*", "text"),
    ("messages", "*", "tool_calls", "*", "function", "arguments"),
)  # fmt: skip
_HOOKED: Final[Mapping[str, frozenset[Path]]] = {
    "chat/completions": frozenset(_MESSAGES),
    "/completions": frozenset((("prompt",), ("prompt", "*"))),
    "/messages": frozenset((*_MESSAGES, ("system",), ("system", "*", "text"))),
    "/responses": frozenset(
        (("input",), ("input", "*", "content"), ("input", "*", "content", "*", "text"), ("instructions",))
    ),
    "/embeddings": frozenset((("input",), ("input", "*"))),
    "/images/generations": frozenset((("prompt",),)),
    "GenerateContent": frozenset((("contents", "*", "parts", "*", "text"),)),
    "generateContent": frozenset((("contents", "*", "parts", "*", "text"),)),
}
"""Where the wheel hands texts to guardrails for sure, by how the path of a call ends."""
_TEXT_PARTS: Final = frozenset({"text", "input_text", "output_text"})
_SAID: Final = ("messages", "input", "contents", "system", "prompt", "instructions", "prediction", "systemInstruction")
_PICTURES_AND_FILES: Final = frozenset(
    ("image", "image_url", "input_image", "audio", "input_audio", "video", "video_url", "input_video", "file", "input_file",
     "document", "container_upload")
)  # fmt: skip
_OF_GEMINI: Final = ("inlineData", "inline_data", "fileData", "file_data")


class TooDeepError(ValueError):
    """The document has more levels than anybody needs."""


def hooked_of(path: str) -> frozenset[Path]:
    """The places in the body of a call to `path` that guards see by the wheel's hook; all others they do not."""
    return next((places for end, places in _HOOKED.items() if path.endswith(end)), frozenset())


def texts_of(document: Any, hooked: frozenset[Path] = frozenset()) -> list[str]:
    """All texts that are values, but for those that are `hooked`, in a fixed order.

    Raises:
        TooDeepError: more than a hundred levels.
    """
    found: list[str] = []

    def take(text: str) -> str:
        found.append(text)
        return text

    _walk(document, (), None, hooked, take)
    return found


def with_texts(document: Any, texts: Sequence[str], hooked: frozenset[Path] = frozenset()) -> Any:
    """`document` with `texts`, which are as many as `texts_of` gave, in the places of its own."""
    given = iter(texts)
    return _walk(document, (), None, hooked, lambda _: next(given))


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


def _walk(
    value: Any, path: Path, parent: Mapping[str, Any] | None, hooked: frozenset[Path], visit: Callable[[str], str]
) -> Any:
    if isinstance(value, str):
        return value if path in hooked and _is_hooked(path, parent) else visit(value)
    if not isinstance(value, dict | list):
        return value
    if len(path) > _MOST_LEVELS:
        raise TooDeepError
    if isinstance(value, list):
        return [_walk(inner, (*path, "*"), parent, hooked, visit) for inner in value]
    return {
        name: _walk(inner, (*path, name), value, hooked, visit) if _is_said(name, inner, path, value) else inner
        for name, inner in value.items()
    }


def _is_hooked(path: Path, parent: Mapping[str, Any] | None) -> bool:
    """Of parts the wheel knows those alone whose type says that they are text; Google's have no type."""
    if path[-1] != "text" or parent is None or path[0] == "contents":
        return True
    return parent.get("type") in _TEXT_PARTS


def _is_said(name: str, value: Any, path: Path, parent: Mapping[str, Any]) -> bool:
    if not path and name in _WHO:
        return False
    if not isinstance(value, str):
        return True
    if name in _WORDS_OF_THE_API:
        return _API_WORD.fullmatch(value) is None
    if name in _CONTENT and (value.startswith("data:") or any(kind in parent for kind in _KINDS_OF_CONTENT)):
        return False
    return name not in _SEALED
