"""The bodies of notifications and of their templates."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import Field

from alchemi.accounts.email_events import DeliveryStatus
from alchemi.accounts.notification_templates import SOURCE_CHARACTERS
from alchemi.accounts.notifications import Channel
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.schema import Answer, Authored, Identifier, JsonObject, LongText, Name, PlainText, Schema

_Placeholder = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,59}$")]
_Source = Annotated[str, Field(min_length=1, max_length=SOURCE_CHARACTERS)]
_Value = Annotated[str, Field(max_length=4_000)]


class NewNotification(Schema):
    """Either `title` and `content`, or a template and what it is filled with."""

    recipient_id: Identifier = Field(examples=["u-1"], description="A user of the account.")
    type: Name = Field(examples=["INFO"])
    title: PlainText = Field(default="", max_length=300, examples=["The import is done"])
    content: LongText = Field(default="", examples=["All 12 files are there."])
    template_id: Identifier | None = None
    values: Annotated[dict[_Placeholder, _Value], Field(max_length=50)] = Field(default_factory=dict)
    channel: Channel = Channel.IN_APP
    metadata: JsonObject = Field(default_factory=dict)


class Notification(Authored):
    recipient_id: str
    type: str
    title: str
    content: str
    content_format: str = Field(description="`text`, or `html` that was made of a template and is safe to show.")
    channel: Channel
    status: DeliveryStatus = Field(description="Of the delivery; whether it was read says read_at.")
    error: str | None
    sent_at: datetime | None
    read_at: datetime | None
    metadata: dict[str, Any]


class UnreadCount(Answer):
    count: int


class ReadAll(Answer):
    count: int
    message: str


class TemplateChange(Schema):
    event_id: Identifier = ""
    type: Name = "EMAIL"
    locale: Annotated[str, Field(pattern="^[a-z]{2}(-[A-Z]{2})?$")] = "en"
    title_line: Annotated[PlainText, Field(min_length=1, max_length=1_000)] = ""
    template_content: _Source = ""
    placeholders: Annotated[list[_Placeholder], Field(max_length=50)] = Field(default_factory=list)
    is_active: bool = True


class NewTemplate(TemplateChange):
    template_id: Identifier = Field(examples=["welcome"])
    event_id: Identifier = Field(examples=["user.joined"])
    title_line: Annotated[PlainText, Field(min_length=1, max_length=1_000)] = Field(examples=["Welcome, {{ name }}"])
    template_content: _Source = Field(examples=["Hello {{ name }}."])
    placeholders: Annotated[list[_Placeholder], Field(max_length=50)] = Field(
        default_factory=list, examples=[["name"]], description="The only names that the texts may use."
    )


class Template(Authored):
    template_id: str
    event_id: str
    type: str
    locale: str
    title_line: str
    template_content: str
    placeholders: list[str]
    is_active: bool


class TemplateQuery(PageQuery):
    event_id: PlainText | None = Field(default=None, max_length=200)
    type: PlainText | None = Field(default=None, max_length=120)
    is_active: bool | None = None


class TemplatePage(Page):
    templates: list[Template]


class Words(Schema):
    """What is said instead; null or nothing leaves the platform's words."""

    title_line: Annotated[PlainText, Field(min_length=1, max_length=1_000)] | None = None
    template_content: _Source | None = None


class AccountTemplateChange(Schema):
    overrides: Words = Field(default_factory=Words, examples=[{"title_line": "Hello"}])
    is_active: bool = True


class NewAccountTemplate(AccountTemplateChange):
    template_id: Identifier = Field(examples=["example"], description="A template of the platform.")


class AccountTemplate(Authored):
    template_id: str
    overrides: dict[str, Any]
    is_active: bool


class Preview(Schema):
    values: Annotated[dict[_Placeholder, _Value], Field(max_length=50)] = Field(default_factory=dict, examples=[{}])


class PreviewText(Answer):
    title: str
    content: str
