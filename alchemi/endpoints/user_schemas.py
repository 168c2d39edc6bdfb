"""What is said of users, and by them."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, computed_field

from alchemi.accounts.people import AppRole, MemberState
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.schema import Answer, Email, Identifier, JsonObject, Name, PlainText, Schema, UtcTime

_MOST: Final = 200


def _picture(text: str) -> str:
    if not text.startswith("https://"):
        raise ValueError("An address begins with https://.")
    return text


Picture = Annotated[PlainText, Field(max_length=2_000), AfterValidator(_picture)]
IDENTITY: Final = frozenset({"ad_user_id", "email_verified"})
"""Of these a service vouches: whoever could write them could become somebody else where they are believed."""


class UserChange(Schema):
    """Users change themselves; others need `users:write`. What they may do is changed in their membership."""

    name: Name = Field(default="", examples=["Ada"])
    profile_image: Picture | None = None
    global_preferences: JsonObject = Field(default_factory=dict, description="Replaced whole.")
    ad_user_id: Identifier | None = Field(default=None, description="Of the account's own directory; set by services.")
    email_verified: bool = Field(default=False, description="Set by services.")


class NewUser(Schema):
    email: Email = Field(examples=["ada@corp.example"])
    name: Name = Field(examples=["Ada"])
    app_role: AppRole = AppRole.MEMBER
    profile_image: Picture | None = None
    global_preferences: JsonObject = Field(default_factory=dict)
    ad_user_id: Identifier | None = Field(default=None, description="Of the account's own directory; set by services.")
    email_verified: bool = Field(default=False, description="Set by services.")


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
    state: MemberState | None = Field(description="Of the membership.")
    profile_image: str | None
    ad_user_id: str | None
    email_verified: bool = Field(description="A service says that the address is the user's.")
    global_preferences: dict[str, Any]


class MembershipOfUser(Answer):
    id: str
    account_id: str
    app_role: AppRole
    is_active: bool


class FoundUser(UserDetail):
    memberships: list[MembershipOfUser] | None = Field(default=None, description="With `include_memberships`.")


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
    is_active: bool = Field(default=True, description="False: those who are suspended or were removed.")
