"""The bodies of the marketplace."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from alchemi.accounts.marketplace import ListingStatus
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.schema import Answer, Authored, Identifier, JsonObject, LongText, Name, PlainText, Schema


class ListingData(Schema):
    """What others are shown of the listing."""

    title: Name | None = None
    summary: Annotated[str, Field(max_length=2_000)] | None = None
    details: JsonObject = Field(default_factory=dict)


class ListingChange(Schema):
    listing_data: ListingData = Field(default_factory=ListingData, examples=[{"title": "Researcher"}])


class NewListing(ListingChange):
    agent_id: Identifier = Field(examples=["agent"], description="An agent of the account.")


class Listing(Authored):
    agent_id: str
    listing_status: ListingStatus
    listing_data: dict[str, Any]
    submitted_at: datetime | None
    published_at: datetime | None
    reviewed_at: datetime | None
    review_note: str | None


class PublicListing(Answer):
    """A published listing, as every account sees it."""

    id: str
    publisher: str
    title: str
    summary: str | None
    tags: list[str]
    listing_data: dict[str, Any]
    install_count: int
    published_at: datetime | None


class Submission(PublicListing):
    """A listing as the platform decides on it."""

    account_id: str
    listing_id: str
    status: ListingStatus
    definition: dict[str, Any]
    submitted_at: datetime


class BrowseQuery(PageQuery):
    q: PlainText | None = Field(default=None, max_length=200, description="Text in the title or the summary.")
    tag: PlainText | None = Field(default=None, max_length=120)


class BrowsePage(Page):
    listings: list[PublicListing]


class ReviewQuery(PageQuery):
    status: ListingStatus = ListingStatus.SUBMITTED


class ReviewPage(Page):
    listings: list[Submission]


class Decision(Schema):
    note: LongText | None = Field(default=None, examples=["Looks good."], description="Shown to the publisher.")


class Installed(Answer):
    id: str
    agent_id: str
    copy_id: str
    message: str
