"""Fetches from addresses that tenants give: identity providers, webhooks, test connections."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

import httpx

from alchemi.errors import DestinationUnreachableError
from alchemi.integrations.outbound.guard import OutboundGuard
from alchemi.tenancy.reach import guarding

_TIMEOUT_S: Final = 10.0
_MAX_BYTES: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class Answer:
    """What a destination answered; `headers` with names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class OutboundClient:
    """Asks over https, follows no redirection, takes no proxy of the environment, reads a bounded body."""

    def __init__(self, guard: OutboundGuard, *, timeout_s: float = _TIMEOUT_S) -> None:
        self._guard = guard
        self._timeout_s = timeout_s

    async def request(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        content: bytes | None = None,
        max_bytes: int = _MAX_BYTES,
        until: Callable[[bytes], bool] | None = None,
    ) -> Answer:
        """One exchange, bounded in time from beginning to end. `max_bytes` bounds the body as sent and as decoded.

        `until` is shown each part of the body; when it says so, the rest is not waited for.

        Raises:
            DestinationForbiddenError: the address is none that a tenant may name.
            DestinationUnreachableError: no answer, or one that is too long; says nothing of what answered.
        """
        self.check(url)
        # What is decoded grows by a thousand before it can be counted.
        sent = {"accept-encoding": "identity", **(headers or {})}
        try:
            with guarding():
                # httpx bounds each step alone: a byte now and then would keep it for ever.
                async with (
                    asyncio.timeout(self._timeout_s),
                    httpx.AsyncClient(timeout=self._timeout_s, trust_env=False, follow_redirects=False) as client,
                ):
                    stream = client.stream(method, url, headers=sent, data=form, content=content)
                    async with stream as response:
                        body = await _bounded(response, max_bytes, until)
                        return Answer(response.status_code, dict(response.headers), body)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise DestinationUnreachableError("The address did not answer as expected.") from error

    def check(self, url: str) -> None:
        """Refuse an address that would not be asked.

        Raises:
            DestinationForbiddenError: as for `request`.
        """
        self._guard.check_url(url, schemes=("https", "http") if self._is_allowed_plain(url) else ("https",))

    def _is_allowed_plain(self, url: str) -> bool:
        """Without encryption only to hosts that the operator lists."""
        return url.startswith("http://") and self._guard.lists_url(url)


async def _bounded(response: httpx.Response, max_bytes: int, until: Callable[[bytes], bool] | None) -> bytes:
    parts, size = [], 0
    async for part in response.aiter_bytes():
        size += len(part)
        if size > max_bytes:
            raise DestinationUnreachableError("The address answered with more than is read.")
        parts.append(part)
        if until is not None and until(part):
            break
    return b"".join(parts)
