"""Files, batches and fine-tuning jobs under ids of the gateway: what the wheel's routes ask of their hook.

A file goes to every deployment of the models that it is for, and has one id. A call that names it goes to a deployment
that holds it. Rows are the bound account's: another account's id is not found.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, cast

import litellm
from litellm.integrations.custom_logger import CustomLogger
from litellm.llms.base_llm.files.transformation import BaseFileEndpoints
from litellm.models.managed_files import LiteLLM_ManagedFileTable
from litellm.proxy._types import ProxyException
from litellm.proxy.openai_files_endpoints.common_utils import authorize_model_for_key
from litellm.types.llms.openai import FileListPage, OpenAIFileObject
from litellm.types.utils import LiteLLMBatch, LiteLLMFineTuningJob
from openai.types.file_deleted import FileDeleted

from alchemi.litellm_bridge import managed_ids
from alchemi.litellm_bridge.managed_rows import FileRows, ObjectRows, Purpose, content_of

_MAPPINGS: Final = "model_file_id_mapping"
"""Where the wheel expects, in a request, the provider's ids of its files: by our id and by deployment."""

_FILE_KEYS: Final = ("input_file_id", "training_file", "validation_file")
_OBJECT_KEYS: Final = ("batch_id", "fine_tuning_job_id")


class ManagedFiles(CustomLogger, BaseFileEndpoints):  # type: ignore[misc]  # untyped package
    """The hook `managed_files`. It keeps nothing in memory: what one worker stores, all others see."""

    def __init__(self) -> None:
        super().__init__()
        self.files = FileRows()
        self.objects = ObjectRows()

    @property
    def prisma_client(self) -> Any:
        """What the wheel's route of contents reads the place of stored files with."""
        from litellm.proxy import proxy_server

        return proxy_server.prisma_client

    # Ids in requests and answers

    async def async_pre_call_hook(
        self, user_api_key_dict: Any, cache: Any, data: dict[str, Any], call_type: str
    ) -> dict[str, Any]:
        """Refuse ids that the caller may not use, and say where the others are.

        Raises:
            ProxyException: 404, for an id that is not the caller's, whether it exists or not.
        """
        # Where files are is never the caller's word.
        data.pop(_MAPPINGS, None)
        mappings: dict[str, Mapping[str, str]] = {}
        for unified_id in sorted(managed_ids.file_ids_in(data)):
            row = await self.files.find_for(unified_id, user_api_key_dict)
            if row is None:
                raise _not_found("file", unified_id)
            if not row.storage_url:
                mappings[unified_id] = content_of(row.model_mappings)
        if mappings:
            data[_MAPPINGS] = mappings
        for key in _OBJECT_KEYS:
            text = managed_ids.decoded(data.get(key))
            if text is None:
                continue
            if await self.objects.find_for(data[key], user_api_key_dict) is None:
                raise _not_found(key.removesuffix("_id").replace("_", "-"), data[key])
            place = managed_ids.deployment_of(text)
            if place is not None and call_type != "acancel_batch":
                data["model"], data[key] = place
        return data

    async def async_filter_deployments(
        self,
        model: str,
        healthy_deployments: Any,
        messages: Any,
        request_kwargs: dict[str, Any] | None = None,
        parent_otel_span: Any = None,
    ) -> Any:
        """Leave those deployments that hold all files of the request."""
        mappings = (request_kwargs or {}).get(_MAPPINGS)
        if not mappings or not isinstance(healthy_deployments, list):
            return healthy_deployments
        holding = set.intersection(*(set(mapping) for mapping in mappings.values()))
        return [deployment for deployment in healthy_deployments if deployment["model_info"].get("id") in holding]

    async def async_pre_call_deployment_hook(self, kwargs: dict[str, Any], call_type: Any) -> dict[str, Any] | None:
        """Put in the provider's ids, once the deployment is known."""
        mappings = kwargs.get(_MAPPINGS)
        if not mappings:
            return None
        model_id = _model_id(kwargs)
        for key in _FILE_KEYS:
            held = mappings.get(kwargs.get(key), {}).get(model_id)
            if held is not None:
                kwargs[key] = held
        return kwargs

    async def async_post_call_success_hook(self, data: dict[str, Any], user_api_key_dict: Any, response: Any) -> Any:
        """Give what a provider has made or told an id of ours, and keep what was made."""
        if not isinstance(response, LiteLLMBatch | LiteLLMFineTuningJob) or managed_ids.decoded(response.id):
            return response
        hidden = getattr(response, "_hidden_params", None) or {}
        known = hidden.get("unified_batch_id") or hidden.get("unified_finetuning_job_id")
        if known:
            response.id = managed_ids.encoded(known)
        elif hidden.get("unified_file_id") and hidden.get("model_id"):
            await self._keep(response, hidden, data, user_api_key_dict)
        return response

    async def _keep(self, made: Any, hidden: Mapping[str, Any], data: Mapping[str, Any], caller: Any) -> None:
        provider_id, model_id = made.id, hidden["model_id"]
        is_batch = isinstance(made, LiteLLMBatch)
        made.id = (managed_ids.batch_id if is_batch else managed_ids.job_id)(provider_id, model_id)
        if is_batch:
            made.input_file_id = managed_ids.encoded(hidden["unified_file_id"])
        else:
            made.training_file = managed_ids.encoded(hidden["unified_file_id"])
        purpose: Purpose = "batch" if is_batch else "fine-tune"
        await self.objects.add(made.id, provider_id, purpose, made, caller, tags=_tags(data))

    # Files, as their routes ask for them

    async def acreate_file(
        self,
        create_file_request: Mapping[str, Any],
        llm_router: Any,
        target_model_names_list: list[str],
        litellm_parent_otel_span: Any,
        user_api_key_dict: Any,
    ) -> OpenAIFileObject:
        """Give the file to all deployments of the models, and keep it as the caller's under one id.

        Raises:
            ProxyException: the caller may not use one of the models.
        """
        for model in target_model_names_list:
            await authorize_model_for_key(model_id=model, llm_router=llm_router, user_api_key_dict=user_api_key_dict)
        made = [await llm_router.acreate_file(model=model, **create_file_request) for model in target_model_names_list]
        mappings: dict[str, str] = {}
        for file in made:
            mappings.update(file._hidden_params.get(_MAPPINGS) or {})
        if not mappings:
            raise ProxyException("No deployment of the models took the file.", "internal_server_error", None, 500)
        model_id, provider_id = next(iter(mappings.items()))
        unified_id = managed_ids.file_id(
            target_model_names_list, provider_id, model_id, media_type=_media_type(create_file_request.get("file"))
        )
        # The router renames what it writes the deployment's model into.
        name = _name(create_file_request.get("file")) or made[0].filename
        answer = OpenAIFileObject(**{**made[0].model_dump(), "id": unified_id, "filename": name})
        await self.store_unified_file_id(unified_id, answer, litellm_parent_otel_span, mappings, user_api_key_dict)
        return answer

    async def afile_retrieve(
        self, file_id: str, litellm_parent_otel_span: Any = None, llm_router: Any = None
    ) -> OpenAIFileObject:
        """What is known of a file.

        Raises:
            ProxyException: 404, there is none.
        """
        row = await self._row(file_id)
        content = content_of(row.file_object)
        if content is None:
            model_id, provider_id = next(iter(content_of(row.model_mappings).items()))
            found = await litellm.afile_retrieve(file_id=provider_id, **_credentials(llm_router, model_id))
            content = found.model_dump()
        return OpenAIFileObject(**{**content, "id": file_id})

    async def afile_list(
        self,
        purpose: str | None,
        litellm_parent_otel_span: Any,
        user_api_key_dict: Any,
        limit: int | None = None,
        after: str | None = None,
        **_: Any,
    ) -> FileListPage:
        """The caller's files, newest first."""
        page = await self.files.page(user_api_key_dict, limit, after, purpose)
        files = [
            OpenAIFileObject(**{**content, "id": row.unified_file_id})
            for row in page.rows
            if (content := content_of(row.file_object)) is not None
        ]
        first_id, last_id = (files[0].id, files[-1].id) if files else (None, None)
        return FileListPage(data=files, first_id=first_id, last_id=last_id, has_more=page.has_more)

    async def afile_delete(
        self, file_id: str, litellm_parent_otel_span: Any, llm_router: Any, **data: Any
    ) -> FileDeleted:
        """Delete a file wherever it is held, and then its row.

        Raises:
            ProxyException: 404, there is none.
        """
        row = await self._row(file_id)
        if not row.storage_url:
            places = content_of(row.model_mappings).items()
            await asyncio.gather(*(_delete(llm_router, model_id, held) for model_id, held in places))
        await self.files.remove(file_id)
        return FileDeleted(id=file_id, deleted=True, object="file")

    async def afile_content(
        self, file_id: str, litellm_parent_otel_span: Any = None, llm_router: Any = None, **data: Any
    ) -> Any:
        """A file's content, of the first deployment that gives it.

        Raises:
            ProxyException: 404, there is none.
            Exception: the last provider's error, when none gives it.
        """
        row = await self._row(file_id)
        failure: Exception = _not_found("file", file_id)
        for model_id, held in content_of(row.model_mappings).items():
            try:
                return await litellm.afile_content(file_id=held, **_credentials(llm_router, model_id))
            except (litellm.exceptions.APIError, litellm.exceptions.APIConnectionError, litellm.NotFoundError) as error:
                failure = error
        raise failure

    async def _row(self, unified_id: str) -> Any:
        row = await self.files.find(unified_id)
        if row is None:
            raise _not_found("file", unified_id)
        return row

    # What other parts of the wheel ask for by name

    async def store_unified_file_id(
        self,
        file_id: str,
        file_object: Any,
        litellm_parent_otel_span: Any,
        model_mappings: Mapping[str, str],
        user_api_key_dict: Any,
    ) -> None:
        """Keep a file as the caller's."""
        await self.files.add(file_id, file_object, model_mappings, user_api_key_dict)

    async def get_unified_file_id(
        self, file_id: str, litellm_parent_otel_span: Any = None
    ) -> LiteLLM_ManagedFileTable | None:
        """What is kept of a file, or None."""
        row = await self.files.find(file_id)
        if row is None:
            return None
        content = content_of(row.file_object)
        return LiteLLM_ManagedFileTable(
            unified_file_id=row.unified_file_id,
            file_object=None if content is None else OpenAIFileObject(**content),
            model_mappings=content_of(row.model_mappings),
            flat_model_file_ids=row.flat_model_file_ids,
            created_by=row.created_by,
            team_id=row.team_id,
            updated_by=row.updated_by,
            storage_backend=row.storage_backend,
            storage_url=row.storage_url,
        )

    async def get_unified_file_ids_for_provider_file_ids(
        self, provider_file_ids: Sequence[str], user_api_key_dict: Any
    ) -> Mapping[str, str]:
        """Our ids of those files that the caller may use."""
        return await self.files.unified_ids(provider_file_ids, user_api_key_dict)

    async def can_user_call_unified_file_id(self, unified_file_id: str, user_api_key_dict: Any) -> bool:
        return await self.files.find_for(unified_file_id, user_api_key_dict) is not None

    async def can_user_call_unified_object_id(self, unified_object_id: str, user_api_key_dict: Any) -> bool:
        return await self.objects.find_for(unified_object_id, user_api_key_dict) is not None

    def get_unified_batch_id(self, batch_id: str, model_id: str) -> str:
        return managed_ids.batch_id(batch_id, model_id)

    def get_unified_output_file_id(self, output_file_id: str, model_id: str, model_name: str | None = None) -> str:
        return managed_ids.output_file_id(output_file_id, model_id, model_name)

    async def store_batch_output_file(
        self, *, unified_file_id: str, provider_file_id: str, model_id: str | None, owner: Any, **_: Any
    ) -> None:
        """Keep a file that a provider has made of a batch, as the batch's owner's. What it is like is asked for later."""
        await self.files.add(unified_file_id, None, {str(model_id): provider_file_id}, owner)

    async def store_unified_object_id(
        self,
        unified_object_id: str,
        file_object: Any,
        litellm_parent_otel_span: Any,
        model_object_id: str,
        file_purpose: Purpose,
        user_api_key_dict: Any,
        request_tags: Sequence[str] | None = None,
        persist_attribution: bool = False,
        batch_processed: bool = False,
    ) -> None:
        """Keep a batch, a job or a background response as the caller's. Whom its cost goes to is always kept."""
        await self.objects.add(
            unified_object_id,
            model_object_id,
            file_purpose,
            file_object,
            user_api_key_dict,
            tags=request_tags or (),
            is_settled=batch_processed,
        )

    async def list_user_batches(
        self, user_api_key_dict: Any, limit: int | None = None, after: str | None = None, **_: Any
    ) -> dict[str, Any]:
        """The caller's batches, newest first, as they were when last asked for."""
        page = await self.objects.page(user_api_key_dict, limit, after)
        batches = [LiteLLMBatch(**{**content_of(row.file_object), "id": row.unified_object_id}) for row in page.rows]
        first_id, last_id = (batches[0].id, batches[-1].id) if batches else (None, None)
        return {
            "object": "list", "data": batches, "first_id": first_id, "last_id": last_id, "has_more": page.has_more,
        }  # fmt: skip


def _not_found(kind: str, unified_id: str) -> ProxyException:
    return ProxyException(f"No {kind} found with id '{unified_id}'.", "invalid_request_error", f"{kind}_id", 404)


def _credentials(router: Any, model_id: str) -> dict[str, Any]:
    """What the provider of a deployment is called with.

    Raises:
        ProxyException: 404, the deployment is gone.
    """
    found = None if router is None else router.get_deployment_credentials_with_provider(model_id=model_id)
    if found is None:
        raise ProxyException("The deployment that holds it is gone.", "invalid_request_error", None, 404)
    return dict(found)


async def _delete(router: Any, model_id: str, provider_id: str) -> None:
    try:
        await litellm.afile_delete(file_id=provider_id, **_credentials(router, model_id))
    except litellm.NotFoundError:
        # It is gone at the provider already, which is what was asked for.
        return


def _model_id(kwargs: Mapping[str, Any]) -> str | None:
    for place in (kwargs, kwargs.get("litellm_metadata") or {}, kwargs.get("metadata") or {}):
        info = place.get("model_info")
        if isinstance(info, Mapping) and info.get("id"):
            return cast(str, info["id"])
    return None


def _tags(data: Mapping[str, Any]) -> Iterable[str]:
    metadata = data.get("litellm_metadata") or data.get("metadata") or {}
    return metadata.get("tags") or ()


def _name(file: Any) -> str | None:
    return file[0] if isinstance(file, tuple) and file and isinstance(file[0], str) else None


def _media_type(file: Any) -> str:
    """Of an upload in the wheel's form: a tuple of name, content and type."""
    if isinstance(file, tuple) and len(file) > 2 and isinstance(file[2], str):
        return file[2].replace(";", " ")
    return "application/octet-stream"
