"""Ids that the gateway gives to files, batches and jobs of providers: readable text in base64, in the wheel's documented form.

An id only says where something is. Whether it exists and who may use it is in the account's rows.
"""

from __future__ import annotations

import base64
import binascii
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

PREFIX: Final = "litellm_proxy"

_FILE: Final = PREFIX + ":{};unified_id,{};target_model_names,{};llm_output_file_id,{};llm_output_file_model_id,{}"
_BATCH: Final = PREFIX + ";model_id:{};llm_batch_id:{}"
_JOB: Final = PREFIX + ";model_id:{};generic_response_id:{}"
_NOT_OURS: Final = (f"{PREFIX}:passthrough;", f"{PREFIX}:responses_api:")
"""Ids of the same look that other parts of the wheel give and check."""

_TOP_KEYS: Final = ("file_id", "input_file_id", "training_file", "validation_file")
_NESTED_KEYS: Final = ("messages", "input", "tools", "file_ids", "attachments")


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decoded(value: object) -> str | None:
    """The text of an id of ours; None for everything else."""
    if not isinstance(value, str):
        return None
    try:
        text = base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)).decode()
    except (binascii.Error, ValueError):
        return None
    return text if text.startswith(PREFIX) and not text.startswith(_NOT_OURS) else None


def file_id(models: Sequence[str], provider_file_id: str, model_id: str | None, *, media_type: str) -> str:
    """A new id for a file that is held by deployments of `models`; the provider's id is that of one of them."""
    # A model's name may hold any character, and these end a part.
    names = ",".join(name.replace(";", " ") for name in models)
    return encoded(_FILE.format(media_type, uuid.uuid4(), names, provider_file_id, model_id))


def output_file_id(provider_file_id: str, model_id: str, model_name: str | None) -> str:
    """The id of a file that a provider has made: the same at each call, so that it is stored once."""
    number = uuid.uuid5(uuid.NAMESPACE_OID, f"{model_id}:{provider_file_id}")
    return encoded(_FILE.format("application/json", number, model_name or "", provider_file_id, model_id))


def batch_id(provider_batch_id: str, model_id: str) -> str:
    return encoded(_BATCH.format(model_id, provider_batch_id))


def job_id(provider_job_id: str, model_id: str) -> str:
    """The id of a fine-tuning job."""
    return encoded(_JOB.format(model_id, provider_job_id))


def deployment_of(text: str) -> tuple[str, str] | None:
    """The deployment and the provider's id that the text of a batch's or job's id names."""
    parts = dict(part.split(":", 1) for part in text.split(";")[1:] if ":" in part)
    model_id = parts.get("model_id")
    provider_id = parts.get("llm_batch_id") or parts.get("generic_response_id")
    return (model_id, provider_id) if model_id and provider_id else None


def file_ids_in(data: Mapping[str, Any]) -> set[str]:
    """All our ids of files that a request names."""
    found = {data[key] for key in _TOP_KEYS if decoded(data.get(key)) is not None}
    for key in _NESTED_KEYS:
        found |= {value for value in _file_ids(data.get(key), is_list=key == "file_ids") if decoded(value) is not None}
    return found


def _file_ids(value: object, *, is_list: bool = False) -> Iterator[str]:
    match value:
        case dict():
            for key, inner in value.items():
                if key == "file_id" and isinstance(inner, str):
                    yield inner
                else:
                    yield from _file_ids(inner, is_list=key == "file_ids")
        case list():
            for inner in value:
                yield from _file_ids(inner, is_list=is_list)
        case str() if is_list:
            yield value
        case _:
            return
