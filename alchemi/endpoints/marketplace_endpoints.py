"""The marketplace: agents that accounts offer each other. What others see is a copy that the platform has approved."""

from __future__ import annotations

from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Query, Request, Response

from alchemi.accounts import agents, marketplace
from alchemi.accounts.marketplace import ListingStatus
from alchemi.accounts.stores import AccountStores
from alchemi.auth.permissions import Permission, check_may
from alchemi.db.sql.values import literal
from alchemi.endpoints.marketplace_schemas import (
    BrowsePage,
    BrowseQuery,
    Decision,
    Installed,
    Listing,
    ListingChange,
    NewListing,
    PublicListing,
    ReviewPage,
    ReviewQuery,
    Submission,
)
from alchemi.errors import ConflictError
from alchemi.rest.constraints import translating
from alchemi.rest.resource import Reference, Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.rows import sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentWork, requires

LISTINGS = Resource(
    path="/alchemi/marketplace",
    table=marketplace.LISTINGS,
    noun="listing",
    plural="listings",
    item=Listing,
    create=NewListing,
    update=ListingChange,
    read=Permission.MARKETPLACE_READ,
    write=Permission.MARKETPLACE_WRITE,
    sort=("created_at", "published_at"),
    filters=("listing_status", "agent_id", "created_at"),
    references={"agent_id": Reference("Alchemi_AgentDefTable", where={"deleted_at": None})},
    conflicts={"Alchemi_AgentMarketplaceTable_account_id_agent_id_key": "agent_id"},
    operations={"list", "get"},
)
operations = APIRouter()
_WRITE: Final = [requires(Permission.MARKETPLACE_WRITE)]
_PLATFORM: Final = [requires(Permission.PLATFORM_WRITE)]


@operations.get("/browse", dependencies=[requires(Permission.MARKETPLACE_READ)])
async def browse(work: CurrentWork, query: Annotated[BrowseQuery, Query()]) -> BrowsePage:
    """What all accounts have published, the newest first."""
    where: dict[str, Any] = {"status": ListingStatus.PUBLISHED.value}
    if query.tag is not None:
        where["tags"] = {"has": query.tag}
    if query.q:
        pattern = {"contains": literal(query.q), "mode": "insensitive"}
        where["OR"] = [{"title": pattern}, {"summary": pattern}]
    with translating():
        rows, total = await marketplace.list_copies(
            work.services.platform, where, limit=query.limit, offset=query.offset
        )
    found = [PublicListing.model_validate(row) for row in rows]
    return BrowsePage(listings=found, total=total, limit=query.limit, offset=query.offset)


@created(operations, LISTINGS, _WRITE)
async def create_listing(work: CurrentWork, body: NewListing, response: Response) -> Listing:
    """Begin a listing of an agent of the account. One listing of an agent lives at a time."""
    async with work.rows(LISTINGS) as rows:
        return made(rows, await rows.create(body.model_dump()), response, Listing)


@operations.put("/{listing_id}", dependencies=_WRITE, name="put_listing")
@operations.patch("/{listing_id}", dependencies=_WRITE)
async def update_listing(work: CurrentWork, listing_id: str, body: ListingChange, response: Response) -> Listing:
    """Change what a listing says; others see it when it is published again."""
    values = sent_values(body, LISTINGS)
    async with work.rows(LISTINGS) as rows:
        before = await rows.get(listing_id, for_update=True)
        if before["listing_status"] in (ListingStatus.SUBMITTED, ListingStatus.UNLISTED):
            raise ConflictError(f"A listing that is {before['listing_status']} is not changed.")
        return tagged(rows, await rows.change(before, values), response, Listing)


@operations.post("/{listing_id}/publish", dependencies=_WRITE)
async def publish_listing(work: CurrentWork, listing_id: str, response: Response) -> Listing:
    """Put the agent as it is now before the platform; approved, it is shown to all accounts."""
    async with work.rows(LISTINGS) as rows:
        before = await rows.get(listing_id, for_update=True)
        if before["listing_status"] == ListingStatus.UNLISTED:
            raise ConflictError("This listing is unlisted; make another one.")
        agent = await agents.find_agent(rows.unit, before["agent_id"])
        if agent is None:
            raise ConflictError("The agent of this listing was deleted.")
        values = {"listing_status": ListingStatus.SUBMITTED, "submitted_at": work.now, "review_note": None}
        row = await rows.change(before, values, action="submit")
        answer = tagged(rows, row, response, Listing)
    with translating():
        await marketplace.submit(work.services.platform, work.caller.account, row, agent, now=work.now)
    return answer


@operations.post("/{listing_id}/unlist", dependencies=_WRITE)
async def unlist(work: CurrentWork, listing_id: str, response: Response) -> Listing:
    """Show a listing to nobody any more; the agent may be listed anew."""
    async with work.rows(LISTINGS) as rows:
        before = await rows.get(listing_id, for_update=True)
        if before["listing_status"] == ListingStatus.UNLISTED:
            raise ConflictError("This listing is unlisted already.")
        rows.check_version(before, {})
        # First: a listing that says it is unlisted must be seen by nobody.
        with translating():
            await marketplace.withdraw(work.services.platform, work.caller.account, listing_id)
        row = await rows.change(before, {"listing_status": ListingStatus.UNLISTED}, action="unlist")
        return tagged(rows, row, response, Listing)


@operations.delete("/{listing_id}", dependencies=_WRITE)
async def delete_listing(work: CurrentWork, listing_id: str) -> Ack:
    """Delete a listing, and withdraw what others see of it."""
    async with work.rows(LISTINGS) as rows:
        before = await rows.get(listing_id, for_update=True)
        rows.check_version(before, {})
        with translating():
            await marketplace.withdraw(work.services.platform, work.caller.account, listing_id)
        await rows.delete(before)
    return Ack(id=listing_id, message="The listing was deleted.")


@operations.post("/{copy_id}/install", dependencies=_WRITE, status_code=201)
async def install(work: CurrentWork, copy_id: str) -> Installed:
    """Copy a published agent into the account, as an inactive one without tools."""
    check_may(work.caller, Permission.AGENT_WRITE)
    with translating():
        copy = await marketplace.get_published(work.services.platform, copy_id)
    async with work.rows(LISTINGS) as rows:
        installed = await marketplace.install(rows.unit, copy, actor=work.caller.actor)
    with translating():
        await marketplace.count_install(work.services.platform, copy_id)
    return Installed(**installed, message="The agent was installed.")


@operations.get("/review/list", dependencies=[requires(Permission.PLATFORM_READ)])
async def list_submissions(work: CurrentWork, query: Annotated[ReviewQuery, Query()]) -> ReviewPage:
    """What waits for the platform's decision."""
    with translating():
        rows, total = await marketplace.list_copies(
            work.services.platform, {"status": query.status.value}, limit=query.limit, offset=query.offset
        )
    found = [Submission.model_validate(row) for row in rows]
    return ReviewPage(listings=found, total=total, limit=query.limit, offset=query.offset)


@operations.post("/review/{copy_id}/approve", dependencies=_PLATFORM)
async def approve(work: CurrentWork, copy_id: str, body: Decision, request: Request) -> Submission:
    """Show a listing to all accounts."""
    return await _review(work, copy_id, body, request, approved=True)


@operations.post("/review/{copy_id}/reject", dependencies=_PLATFORM)
async def reject(work: CurrentWork, copy_id: str, body: Decision, request: Request) -> Submission:
    """Refuse a listing, and say why."""
    return await _review(work, copy_id, body, request, approved=False)


async def _review(work: CurrentWork, copy_id: str, body: Decision, request: Request, *, approved: bool) -> Submission:
    stores = cast(AccountStores, request.app.state.accounts)
    row = await marketplace.review(
        stores, copy_id, approved=approved, note=body.note, actor=work.caller.actor, now=work.now
    )
    return Submission.model_validate(row)


router = resource_router(LISTINGS, operations)
