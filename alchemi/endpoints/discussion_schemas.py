"""The bodies of discussions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from alchemi.rest.schema import Answer, Authored, Identifier, LongText, Name, PlainText, Schema

_Mentions = Annotated[list[Identifier], Field(max_length=50)]
_Attachments = Annotated[list[Annotated[PlainText, Field(min_length=1, max_length=2_000)]], Field(max_length=50)]


class DiscussionChange(Schema):
    content: LongText = Field(default="", min_length=1, examples=["What about this?"])
    mentions: _Mentions = Field(default_factory=list, description="Users of the account; they are notified.")
    attachments: _Attachments = Field(default_factory=list)


class NewDiscussion(DiscussionChange):
    """A reply takes workspace and object from what it answers; when they are sent, they must be the same."""

    content: LongText = Field(min_length=1, examples=["What about this?"])
    workspace_id: Identifier | None = None
    type: Name = "comment"
    parent_object_type: Identifier | None = None
    parent_object_id: Identifier | None = None
    parent_message_id: Identifier | None = None


class Reaction(Answer):
    emoji: str
    user_id: str


class ReactionChange(Schema):
    emoji: Annotated[PlainText, Field(min_length=1, max_length=32)] = Field(examples=["+1"])
    is_set: bool = Field(default=True, description="False takes it away.")


class Discussion(Authored):
    workspace_id: str | None
    type: str
    content: str = Field(description="Empty when it was deleted.")
    parent_object_type: str | None
    parent_object_id: str | None
    parent_message_id: str | None
    root_id: str | None = Field(description="The first message of the thread; null for that itself.")
    resolved: bool
    resolved_at: datetime | None
    resolved_by: str | None
    mentions: list[str]
    attachments: list[str]
    edited_at: datetime | None
    deleted_at: datetime | None
    reactions: list[Reaction] = Field(default_factory=list)
    reply_count: int = 0
