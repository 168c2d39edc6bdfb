"""Takes a body for what the document says of it: pydantic would read `0` as false, `true` as 1 and a text as a number."""

from __future__ import annotations

from typing import Any, Final

from pydantic_core import CoreSchema, core_schema

_INSIDE: Final = frozenset({"choices", "fields", "items_schema", "keys_schema", "schema", "values_schema"})
"""Where a type holds others. What is inside of another model is that one's own affair."""


def exact(model: CoreSchema) -> CoreSchema:
    """The schema of a model that takes truth values and numbers from JSON's own alone; `1.0` is the whole number 1."""
    found: CoreSchema = _within(model)
    return found


def _within(holder: Any) -> Any:
    return {name: _exact(part) if name in _INSIDE else part for name, part in holder.items()}


def _exact(part: Any) -> Any:
    if isinstance(part, list | tuple):
        return type(part)(_exact(one) for one in part)
    if not isinstance(part, dict):
        return part
    match part.get("type"):
        case "bool":
            return {**part, "strict": True}
        case "int" | "float":
            strict: Any = {**part, "strict": True}
            return core_schema.no_info_before_validator_function(_number, strict)
        case "decimal":
            decimal: Any = part
            return core_schema.no_info_before_validator_function(_no_truth_value, decimal)
        case "model":
            return part
        case str():
            return _within(part)
        case _:
            # The fields of a model, by name.
            return {name: _exact(one) for name, one in part.items()}


def _number(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _no_truth_value(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("Input should be a valid number")  # noqa: TRY004 -- pydantic takes this one for a refusal
    return value
