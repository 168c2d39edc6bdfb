"""What a service tells of a call, made fit to be kept: nothing personal, nothing secret, nothing long."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from alchemi.enterprise_features.guardrails.detectors import SYSTEM_DETECTORS, detector_pattern
from alchemi.enterprise_features.guardrails.engine import Named, masked
from alchemi.enterprise_features.guardrails.folding import readings_of
from alchemi.enterprise_features.guardrails.patterns import scannable

MASK: Final = "[REDACTED]"
_TEXT_CHARACTERS: Final = 500
_DOCUMENT_BYTES: Final = 8_192
_MOST_ITEMS: Final = 50
_MOST_LEVELS: Final = 6


def redacted(document: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """`document` with its texts cut and masked; without its values when that is not small enough."""
    if document is None:
        return None
    found = {_text(str(name)): _value(value, 1) for name, value in list(document.items())[:_MOST_ITEMS]}
    if len(json.dumps(found)) > _DOCUMENT_BYTES:
        return dict.fromkeys(found, MASK)
    return found


def _value(value: Any, level: int) -> Any:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping | list) and level >= _MOST_LEVELS:
        return MASK
    if isinstance(value, Mapping):
        return {_text(str(name)): _value(inner, level + 1) for name, inner in list(value.items())[:_MOST_ITEMS]}
    if isinstance(value, list):
        return [_value(inner, level + 1) for inner in value[:_MOST_ITEMS]]
    # A number may be that of a card.
    return _text(str(value)) if isinstance(value, int) and abs(value) > 10**9 else value


def _text(text: str) -> str:
    # Cut first, and generously: what is cut through is found no more.
    text = scannable(text[: 2 * _TEXT_CHARACTERS])
    readings = readings_of(text, _never)
    places: list[Named] = [
        (start, end, one.name)
        for one in SYSTEM_DETECTORS
        for start, end in detector_pattern(one.guard_type, one.name).places(readings, _never)
    ]
    return masked(text, places)[:_TEXT_CHARACTERS]


def _never() -> None:
    """The texts are short."""
