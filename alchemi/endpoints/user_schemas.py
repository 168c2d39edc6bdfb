"""What is said of users, and by them."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import Field, computed_field

from alchemi.accounts.people import AppRole
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.schema import Answer, Email, JsonObject, Name, PlainText, Schema, UtcTime

_MOST: Final = 200


class UserChange(Schema):
    """Users change themselves; others need `users:write`. What they may do is changed in their membership."""

    name: Name = Field(default="", examples=["Ada"])
    global_preferences: JsonObject = Field(default_factory=dict, description="Replaced whole.")


class NewUser(Schema):
    email: Email = Field(examples=["ada@corp.example"])
    name: Name = Field(examples=["Ada"])
    app_role: AppRole = AppRole.MEMBER
    global_preferences: JsonObject = Field(default_factory=dict)


class NewUsers(Schema):
    users: Annotated[list[NewUser], Field(min_length=1, max_length=_MOST)] = Field(
        examples=[[{"email": "bulk@corp.example", "name": "Bulk"}]]
    )


class Preferences(Schema):
    preferences: JsonObject = Field(examples=[{"theme": "dark"}])


class PreferencesAnswer(Answer):
    preferences: dict[str, Any]


class User(Answer):
    user_id: str
    user_email: str | None = Field(exclude=True)
    user_alias: str | None = Field(exclude=True)
    user_role: str | None
    created_at: UtcTime | None
    updated_at: UtcTime | None

    @computed_field  # type: ignore[prop-decorator]  # mypy knows no decorated properties
    @property
    def id(self) -> str:
        return self.user_id

    @computed_field  # type: ignore[prop-decorator]  # the same
    @property
    def email(self) -> str | None:
        return self.user_email

    @computed_field  # type: ignore[prop-decorator]  # the same
    @property
    def name(self) -> str | None:
        return self.user_alias


class UserDetail(User):
    """With the membership; a user of the gateway alone has none."""

    membership_id: str | None
    app_role: AppRole | None
    is_active: bool
    global_preferences: dict[str, Any]


class UserPage(Page):
    users: list[User]


class BulkResult(Answer):
    email: str
    id: str | None
    name: str
    is_created: bool
    detail: str | None = Field(description="Why not.")


class BulkAnswer(Answer):
    created: int
    skipped: int
    users: list[BulkResult]


class UserQuery(PageQuery):
    q: PlainText | None = Field(default=None, max_length=200, description="Text in the address, the name or the id.")
    email: PlainText | None = Field(default=None, max_length=320, description="The whole address.")
    name: PlainText | None = Field(default=None, max_length=200, description="The whole name.")
    is_active: bool = Field(default=True, description="False: those whose membership has ended.")
