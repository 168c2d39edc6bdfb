"""Streams whose parts the wheel alone can read: held back until a guardrail has seen the whole of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any


async def held_back(
    guardrail: Any, key: Any, first: Any, rest: AsyncIterator[Any], request_data: dict[str, Any]
) -> AsyncIterator[Any]:
    """`first` and `rest` as they came, once `guardrail` has let them pass; what it raises is raised before anything is sent."""
    from litellm.proxy.utils import unified_guardrail

    async def whole() -> AsyncIterator[Any]:
        yield first
        async for item in rest:
            yield item

    hook = unified_guardrail.async_post_call_streaming_iterator_hook(
        user_api_key_dict=key,
        response=whole(),
        request_data=request_data,
        guardrail_to_apply=guardrail,
        buffer_until_moderated_default=True,
    )
    async for item in hook:
        yield item
