"""JSON merge patch (RFC 7396): what is sent is laid over what is there, null takes a key away."""

from __future__ import annotations

from typing import Any

from alchemi.errors import InvalidRequestError
from alchemi.rest.json_bounds import bounded_document


def merge(target: Any, patch: Any) -> Any:
    """`patch` laid over `target`; neither is changed."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for key, value in patch.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merge(result.get(key), value)
    return result


def merged_field(name: str, target: Any, patch: Any) -> Any:
    """The same for a field, which stays of bounded size.

    Raises:
        InvalidRequestError: what comes out of it is too large.
    """
    try:
        return bounded_document(merge(target, patch))
    except ValueError as error:
        raise InvalidRequestError.of_field(f"/{name}", str(error)) from error
