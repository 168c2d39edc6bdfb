"""What batches and background responses have cost: asked of their providers when done, and written once.

A provider says what it took only afterwards, when no call is there to be charged. The jobs here ask for everything of the
bound account that is not settled, and charge the key, user, team and organization that had it made.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import litellm
from litellm.batches.batch_utils import batch_cost_is_final, handle_completed_batch
from litellm.litellm_core_utils.litellm_logging import Logging, deployment_pricing_model_info
from litellm.proxy.hooks.responses_id_security import ResponsesIDSecurity
from litellm.proxy.openai_files_endpoints.common_utils import ensure_batch_response_managed_file_ids
from litellm.responses.utils import ResponsesAPIRequestUtils

from alchemi.litellm_bridge import managed_ids, spend_pipeline
from alchemi.litellm_bridge.fan_out import Accounts
from alchemi.litellm_bridge.managed_rows import ObjectRows, Purpose, content_of
from alchemi.tenancy.context import require_account

log = logging.getLogger(__name__)

ASKED_FOR: Final = timedelta(days=30)
"""So long after it was made something is asked for; providers keep nothing longer."""

RESPONSE_COST: Final = "_response_cost"
"""Ends the id of the row with the cost of a response: the response's own id is that of the row of the call that made it."""

_SETTLED: Final = frozenset({"completed", "incomplete", "failed", "cancelled"})


@dataclass(frozen=True, slots=True)
class _Deployment:
    model_id: str
    name: str
    provider: str
    group: str
    credentials: Mapping[str, Any]


class Settlement:
    """The two jobs. Each reads rows first: an account that waits for nothing is not loaded."""

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._rows = ObjectRows()

    async def check_batch_cost(self) -> None:
        """Settle the bound account's batches that are done."""
        await self._settle_all("batch", _settle_batch)

    async def check_responses_cost(self) -> None:
        """Settle the bound account's background responses that are done."""
        await self._settle_all("response", _settle_response)

    async def _settle_all(self, purpose: Purpose, settle: Callable[[ObjectRows, Any], Awaitable[None]]) -> None:
        waiting = await self._rows.unsettled(purpose, since=datetime.now(UTC) - ASKED_FOR)
        if not waiting:
            return
        async with self._accounts.using(require_account("Settling")):
            for row in waiting:
                try:
                    await settle(self._rows, row)
                except Exception:
                    # A provider that does not answer for one must not keep the others; it is asked again next time.
                    log.exception("settlement.failed", extra={"purpose": purpose, "object": row.unified_object_id})
            await spend_pipeline.flush()


async def _settle_batch(rows: ObjectRows, row: Any) -> None:
    text = managed_ids.decoded(row.unified_object_id)
    place = managed_ids.deployment_of(text) if text else None
    deployment = _find_deployment(place[0]) if place else None
    if place is None or deployment is None:
        return
    batch = await litellm.aretrieve_batch(
        batch_id=place[1], litellm_metadata={"batch_ignore_default_logging": True}, **deployment.credentials
    )
    if not batch_cost_is_final(batch):
        return
    cost = await handle_completed_batch(
        batch,
        custom_llm_provider=deployment.provider,
        model_name=deployment.name,
        litellm_params=dict(deployment.credentials),
        model_info=deployment_pricing_model_info(deployment.model_id, deployment.name),
    )
    batch.id = row.unified_object_id
    await _name_files(batch, row, text)
    if not await rows.settle(row.unified_object_id, batch.status, batch):
        return
    told = {f"batch_{name}": value for name, value in asdict(cost).items() if name != "usage"}
    await _charge(row, deployment, "aretrieve_batch", batch, {**told, "batch_usage": cost.usage})


async def _name_files(batch: Any, row: Any, text: str | None) -> None:
    from litellm._logging import verbose_proxy_logger
    from litellm.proxy import proxy_server

    await ensure_batch_response_managed_file_ids(
        response=batch,
        managed_files_obj=proxy_server.proxy_logging_obj.get_proxy_hook("managed_files"),
        prisma_client=proxy_server.prisma_client,
        verbose_proxy_logger=verbose_proxy_logger,
        db_batch_object=row,
        unified_batch_id=text,
    )


async def _settle_response(rows: ObjectRows, row: Any) -> None:
    known_id = ResponsesIDSecurity()._decrypt_response_id(row.unified_object_id)[0]
    model_id = ResponsesAPIRequestUtils._decode_responses_api_response_id(known_id).get("model_id")
    deployment = _find_deployment(model_id) if model_id else None
    if deployment is None:
        return
    response = await litellm.aget_responses(response_id=known_id, **deployment.credentials)
    if response.status not in _SETTLED:
        return
    # Before it is marked: a price that cannot be found is looked for again.
    cost_usd = 0.0 if response.usage is None else _price(response, deployment)
    if not await rows.settle(row.unified_object_id, response.status) or response.usage is None:
        return
    response.id = f"{row.unified_object_id}{RESPONSE_COST}"
    # What was read carries the price of reading.
    response._hidden_params = {"model_id": deployment.model_id, "response_cost": cost_usd}
    await _charge(row, deployment, "aresponses", response, {})


def _price(response: Any, deployment: _Deployment) -> float:
    own_prices = deployment_pricing_model_info(deployment.model_id, deployment.name)
    return float(
        litellm.completion_cost(
            completion_response=response,
            model=deployment.name,
            custom_llm_provider=deployment.provider,
            call_type="aresponses",
            custom_pricing=own_prices is not None,
            router_model_id=deployment.model_id,
        )
    )


def _find_deployment(model_id: str) -> _Deployment | None:
    from litellm.proxy import proxy_server

    router = proxy_server.llm_router
    deployment = None if router is None else router.get_deployment(model_id=model_id)
    if deployment is None:
        log.info("settlement.deployment_gone", extra={"deployment": model_id})
        return None
    credentials = router.get_deployment_credentials_with_provider(model_id=model_id) or {}
    provider = credentials.get("custom_llm_provider") or "openai"
    return _Deployment(model_id, deployment.litellm_params.model, provider, deployment.model_name, credentials)


async def _charge(row: Any, deployment: _Deployment, call_type: str, result: Any, told: Mapping[str, Any]) -> None:
    """Tell the wheel of an ended call of whoever had `row` made; its callbacks write the cost as of any other."""
    now = datetime.now(UTC)
    call = Logging(
        model=deployment.name,
        messages=[],
        stream=False,
        call_type=call_type,
        start_time=now,
        litellm_call_id=str(uuid.uuid4()),
        function_id=str(uuid.uuid4()),
    )
    metadata = await _attribution(row) | {
        "model_group": deployment.group,
        "model_info": {"id": deployment.model_id},
        "deployment": deployment.name,
    }
    call.update_environment_variables(
        litellm_params={"metadata": metadata, "litellm_metadata": metadata, "model_info": {"id": deployment.model_id}},
        optional_params={},
        model=deployment.name,
        custom_llm_provider=deployment.provider,
    )
    await call.async_success_handler(result=result, start_time=now, end_time=datetime.now(UTC), **told)


async def _attribution(row: Any) -> dict[str, Any]:
    from litellm.proxy import proxy_server

    key = None
    if row.api_key:
        tokens = proxy_server.prisma_client.db.litellm_verificationtoken
        key = await tokens.find_first(where={"token": row.api_key})
    # A key without user and team is its own owner.
    user_id = None if row.created_by is None or row.created_by.startswith("key:") else row.created_by
    return {
        "user_api_key": row.api_key,
        "user_api_key_hash": row.api_key,
        "user_api_key_alias": key.key_alias if key is not None else None,
        "user_api_key_user_id": user_id,
        "user_api_key_team_id": row.team_id,
        "user_api_key_org_id": row.org_id,
        "tags": content_of(row.request_tags) or [],
    }
