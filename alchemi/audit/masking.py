"""What of a row may be shown in an event: never a secret, never a prompt, never much."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from prisma.fields import Json

MASK: Final = "[masked]"
MAX_TEXT: Final = 500
MAX_ITEMS: Final = 50
MAX_BYTES: Final = 16_384
_MAX_DEPTH: Final = 6

_SECRET_NAMES: Final = re.compile(
    r"api_?key|secret|token(?!s|_limit|_count)|passw|passphrase|credential|cookie|auth(?!or(?!iz)|_type)|bearer|private|"
    r"certificate|header|signature|dsn|connection_string|webhook|env_?var|^env$|^key$|_key$|values_b64|assertion|"
    r"prompt(?!_id|_info|_tokens)|messages?$|^content$|file_content|files_json|instructions|^template|template$|"
    r"^system$|system_message|^inputs?$|^outputs?$|^response$|^value$|^args$",
    re.IGNORECASE,
)
"""Names under which secrets and what people write to models are kept."""

_PLAIN_NAMES: Final = frozenset(
    {
        "key_alias", "key_type", "key_name", "max_tokens", "credential_name", "litellm_credential_name", "prompt_id",
        "password_reset_required", "auth_type", "token_count", "header_count", "prompt_label", "credential_id", "is_private",
        "authorization_url", "token_url",
    }
)  # fmt: skip

_SECRET_TEXTS: Final = re.compile(
    r"(?:sk|pk|rk|xox[abprs]|ghp|gho|glpat|hf|npm|AIza|ya29)[-_.][\w.-]{6,}|AIza[\w-]{20,}|"
    r"(?:AKIA|ASIA)[A-Z0-9]{12,}|eyJ[\w-]{8,}\.[\w-]{4,}|-----BEGIN|\bBearer\s+\S+|\bBasic\s+\S{8,}|"
    r"[a-z][a-z0-9+.-]*://[^/\s:@]*:[^/\s@]+@|\$argon2|\$2[aby]\$|scrypt:|[0-9a-fA-F]{40,}"
)
_OPAQUE: Final = re.compile(r"(?=[^\s]*[A-Za-z])(?=[^\s]*\d)[A-Za-z0-9+/=_-]{32,}")
_UUID: Final = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)

_PLAIN_PARAMETERS: Final = frozenset(
    {
        "model", "api_base", "api_version", "custom_llm_provider", "rpm", "tpm", "max_parallel_requests", "timeout",
        "stream_timeout", "max_retries", "weight", "order", "tags", "mode", "guardrail", "default_on", "input_cost_per_token",
        "output_cost_per_token", "litellm_credential_name", "region_name", "aws_region_name", "vertex_location",
        "vertex_project", "organization", "use_in_pass_through", "max_budget", "budget_duration", "search_provider",
        "vector_store_id", "use_litellm_proxy", "merge_reasoning_content_in_choices", "disabled",
    }
)  # fmt: skip
"""What is shown of parameters with which something is called; the rest of them may be a secret of any name."""

_CLOSED_COLUMNS: Final = frozenset({"litellm_params", "param_value", "config_value", "sso_settings", "cache_settings"})


def masked_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """`row` as an event may show it."""
    return {name: masked(name, value) for name, value in row.items()}


def masked(name: str, value: Any, depth: int = 0, *, is_closed: bool = False) -> Any:
    """One value under its name."""
    if isinstance(value, Json):
        value = value.data
    if value is None or isinstance(value, bool):
        return value
    if name not in _PLAIN_NAMES and _SECRET_NAMES.search(name) and not isinstance(value, int | float | Decimal):
        return MASK if value not in ({}, [], "") else value
    is_closed = is_closed or name in _CLOSED_COLUMNS
    if isinstance(value, str) and depth == 0 and value[:1] in ("{", "["):
        value = _parsed(value)
    if isinstance(value, Mapping):
        return _mapping(value, depth, is_closed=is_closed)
    if isinstance(value, list | tuple | set | frozenset):
        if depth > _MAX_DEPTH:
            return MASK
        shown = [masked("", item, depth + 1, is_closed=is_closed) for item in list(value)[:MAX_ITEMS]]
        return [*shown, f"[{len(value) - MAX_ITEMS} more]"] if len(value) > MAX_ITEMS else shown
    return MASK if is_closed and depth == 0 and isinstance(value, str) else _scalar(value)


def _mapping(value: Mapping[Any, Any], depth: int, *, is_closed: bool) -> Any:
    if depth > _MAX_DEPTH:
        return MASK
    shown: dict[str, Any] = {}
    for key, item in list(value.items())[:MAX_ITEMS]:
        text = str(key)
        is_hidden = (
            is_closed and text not in _PLAIN_PARAMETERS and not isinstance(item, bool | int | float | type(None))
        )
        shown[masked_text(text)] = MASK if is_hidden else masked(text, item, depth + 1)
    if len(value) > MAX_ITEMS:
        shown["[more]"] = len(value) - MAX_ITEMS
    return shown


def _scalar(value: Any) -> Any:
    match value:
        case int():
            return value
        case float():
            return value if value == value and abs(value) != float("inf") else str(value)  # noqa: PLR0124 (NaN)
        case Decimal():
            return str(value)
        case datetime():
            return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
        case str():
            return masked_text(value)
    return MASK


def masked_text(text: str, limit: int = MAX_TEXT) -> str:
    """`text` without anything in it that looks like a secret, and not longer than `limit`."""
    text = text[: limit * 4]
    if len(text) >= 8:
        text = _SECRET_TEXTS.sub(MASK, text)
    if len(text) >= 32:
        text = _OPAQUE.sub(lambda match: match[0] if _is_name(match[0]) else MASK, text)
    text = "".join(character if character.isprintable() else " " for character in text)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _is_name(word: str) -> bool:
    """Ids of rows and names made of words are no secrets."""
    return _UUID.search(word) is not None or all(
        part.isalpha() or len(part) <= 8 or (part[:1].isalpha() and part.islower() and len(part) <= 20)
        for part in re.split(r"[-_/=+]", word)
    )


def plain(value: Any) -> Any:
    """A document as what it holds."""
    if isinstance(value, Json):
        return value.data
    return _parsed(value) if isinstance(value, str) and value[:1] in ("{", "[") else value


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def canonical(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """The one text of a JSON value."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False, default=str)


def shown(row: Mapping[str, Any] | None) -> str | None:
    """The text of a masked row, within `MAX_BYTES`."""
    if row is None:
        return None
    text = canonical(masked_row(row))
    return text if len(text) <= MAX_BYTES else canonical({"[too long]": sorted(map(str, row))[:MAX_ITEMS]})
