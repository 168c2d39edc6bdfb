"""What no body may hold, whatever its schema: text that cannot be stored, numbers that JSON has not, endless nesting."""

from __future__ import annotations

import json
import math
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

MAX_DEPTH: Final = 32
MAX_DOCUMENT_BYTES: Final = 256 * 1024
_MOST_FAULTS: Final = 20

Path = tuple[str | int, ...]


def refuse_unstorable(title: str, value: Any) -> Any:
    """`value` as it is.

    Raises:
        ValidationError: naming each place with a NUL, half a surrogate pair, a number that is none, or that is too deep.
    """
    if not isinstance(value, dict | list):
        return value
    faults: list[tuple[Path, str]] = []
    _look(value, (), faults)
    if faults:
        raise ValidationError.from_exception_data(
            title,
            [
                InitErrorDetails(type=PydanticCustomError("unstorable", "{why}", {"why": why}), loc=path, input=None)
                for path, why in faults[:_MOST_FAULTS]
            ],
        )
    return value


def bounded_document(value: Any) -> Any:
    """A free JSON value that is small enough to be kept in a row.

    Raises:
        ValueError: it is too large.
    """
    if len(json.dumps(value, ensure_ascii=False, default=str).encode("utf-8", "replace")) > MAX_DOCUMENT_BYTES:
        raise ValueError(f"At most {MAX_DOCUMENT_BYTES} bytes of JSON.")
    return value


def _look(value: Any, path: Path, faults: list[tuple[Path, str]]) -> None:
    if len(path) > MAX_DEPTH:
        faults.append((path[:3], f"At most {MAX_DEPTH} levels of nesting."))
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(key, str) and (fault := _text_fault(key)):
                faults.append((path, fault))
                continue
            _look(inner, (*path, key), faults)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            _look(inner, (*path, position), faults)
    elif isinstance(value, str):
        if fault := _text_fault(value):
            faults.append((path, fault))
    elif isinstance(value, float) and not math.isfinite(value):
        faults.append((path, "Not a number."))


def _text_fault(text: str) -> str | None:
    if "\0" in text:
        return "The character NUL is not accepted."
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        return "Half of a surrogate pair is not a character."
    return None
