"""OpenObserve, as the operator's settings name it: takes records, and finds them again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import httpx

from alchemi.errors import DestinationUnreachableError
from alchemi.tenancy.reach import as_plumbing

_TIMEOUT_S: Final = 10.0
_MAX_BYTES: Final = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class OpenObserve:
    """`password` is sent with every request; `url` is the operator's, and no tenant's."""

    url: str
    org: str
    stream: str
    user: str
    password: str

    def __repr__(self) -> str:
        return f"OpenObserve({self.org}/{self.stream})"

    async def send(self, records: Sequence[dict[str, Any]]) -> int:
        """Hand records over; how many of them were refused.

        Raises:
            DestinationUnreachableError: none was taken. They may be sent again.
        """
        answer = await self._post(f"{quote(self.stream, safe='')}/_json", list(records))
        status = answer.get("status")
        told = [one for one in status if isinstance(one, dict)] if isinstance(status, list) else []
        taken, refused = (sum(_count(one.get(name)) for one in told) for name in ("successful", "failed"))
        if taken == 0:
            raise DestinationUnreachableError("OpenObserve has taken no record.")
        return refused

    async def search(self, condition: str, *, since_us: int, until_us: int, limit: int, offset: int) -> dict[str, Any]:
        """Records for which `condition` holds, the newest first. Times in microseconds since the epoch.

        Raises:
            DestinationUnreachableError: it gave no answer that can be read.
        """
        stream = self.stream.replace('"', '""')
        sql = f'SELECT * FROM "{stream}" WHERE {condition} ORDER BY occurred_at DESC'
        query = {
            "sql": sql, "start_time": since_us, "end_time": until_us, "from": offset, "size": limit,
            "track_total_hits": True,
        }  # fmt: skip
        return await self._post("_search", {"query": query})

    async def _post(self, path: str, body: Any) -> dict[str, Any]:
        url = f"{self.url.rstrip('/')}/api/{quote(self.org, safe='')}/{path}"
        try:
            with as_plumbing():
                async with httpx.AsyncClient(timeout=_TIMEOUT_S, trust_env=False, follow_redirects=False) as client:
                    response = await client.post(url, json=body, auth=(self.user, self.password))
            answer = json.loads(response.content) if len(response.content) <= _MAX_BYTES else None
        except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
            raise DestinationUnreachableError("OpenObserve did not answer as expected.") from error
        if response.status_code != httpx.codes.OK or not isinstance(answer, dict):
            raise DestinationUnreachableError("OpenObserve did not answer as expected.")
        return answer


def literal(text: str) -> str:
    """`text` as a literal of its SQL, in which a quotation mark is doubled and nothing else is special."""
    return "'" + text.replace("'", "''") + "'"


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
