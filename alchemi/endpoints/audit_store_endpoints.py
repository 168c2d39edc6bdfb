"""The audit trail of the caller's account as OpenObserve keeps it, found by the same filters and by no SQL of the caller's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from pydantic import Field

from alchemi.audit.forwarding import TOLD, condition_of
from alchemi.endpoints.audit_log_endpoints import ACCESS, Account
from alchemi.endpoints.audit_log_schemas import EventQuery
from alchemi.errors import NotConfiguredError
from alchemi.integrations.openobserve import OpenObserve
from alchemi.rest.schema import Answer

_EARLIEST: Final = timedelta(days=3_650)


class StoreQuery(EventQuery):
    limit: Annotated[int, Field(ge=1, le=200)] = 50
    offset: Annotated[int, Field(ge=0, le=10_000)] = 0


class StoredEvents(Answer):
    hits: list[dict[str, Any]] = Field(description="Fields that an event does not have are empty.")
    total: int
    limit: int
    offset: int


router = APIRouter(tags=["audit"], dependencies=ACCESS)


@router.get("/logs/openobserve")
async def search_audit_store(request: Request, account: Account, query: Annotated[StoreQuery, Query()]) -> StoredEvents:
    """Events of the account that were forwarded, the newest first."""
    store: OpenObserve | None = request.app.state.openobserve
    if store is None:
        raise NotConfiguredError("This deployment forwards no audit events to OpenObserve.")
    wanted, now = query.wanted(), datetime.now(UTC)
    found = await store.search(
        condition_of(account, wanted),
        since_us=_microseconds(wanted.since or now - _EARLIEST),
        until_us=_microseconds(now + timedelta(minutes=1)),
        limit=query.limit,
        offset=query.offset,
    )
    # Whatever the store makes of the condition: another account's records are not passed on.
    given = found.get("hits")
    rows = [hit for hit in given if isinstance(hit, dict)] if isinstance(given, list) else []
    hits = [{name: hit.get(name, "") for name in TOLD} for hit in rows if hit.get("account_id") == account]
    total = found.get("total")
    return StoredEvents(
        hits=hits, total=total if isinstance(total, int) else len(hits), limit=query.limit, offset=query.offset
    )


def _microseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)
