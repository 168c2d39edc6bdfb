"""What all bodies of our management API share."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any, Final

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    SecretStr,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import CoreSchema

from alchemi.accounts.names import email_address
from alchemi.errors import ForbiddenError
from alchemi.rest.exact_types import exact
from alchemi.rest.json_bounds import bounded_document, refuse_unstorable
from alchemi.tenancy.account import SYSTEM_ACCOUNT
from alchemi.tenancy.context import bound_account

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def _without_own_account(schema: type[BaseModel], value: Any) -> Any:
    """`value` without the account, which some clients send along: it may only be the one that they act for.

    Raises:
        ForbiddenError: it is another one.
    """
    account = bound_account()
    if not isinstance(value, dict) or "account_id" not in value or account in (None, SYSTEM_ACCOUNT):
        return value
    if "account_id" in schema.model_fields:
        return value
    if value["account_id"] not in (None, account):
        raise ForbiddenError("This names another account than the one that you act for.")
    return {name: inner for name, inner in value.items() if name != "account_id"}


def _own_account(value: str | None) -> str | None:
    if value is not None and value != bound_account():
        raise ForbiddenError("This names another account than the one that you act for.")
    return value


OwnAccount = Annotated[
    Annotated[str, Field(max_length=64)] | None,
    AfterValidator(_own_account),
    Field(description="Accepted when it is the caller's own account; it need not be sent."),
]
"""A parameter that clients send along, and that decides nothing."""


class Schema(BaseModel):
    """A body that is taken: fields it does not name are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _refuse_unstorable(cls, value: Any) -> Any:
        return refuse_unstorable(cls.__name__, _without_own_account(cls, value))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return exact(handler(source))


class Parameters(Schema):
    """A query that is taken. All that is in it was written as text."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return handler(source)


class Answer(BaseModel):
    """A body that is given."""

    model_config = ConfigDict(frozen=True)


class Stored(Answer):
    """What every row says of itself. Add `created_by` and `updated_by` with `Authored` where the table has them."""

    id: str
    created_at: datetime
    updated_at: datetime


class Authored(Stored):
    created_by: str | None = Field(default=None, description="The user, or what acted without one.")
    updated_by: str | None = None


class Ack(Answer):
    """That something was done."""

    id: str
    message: str


class Problem(BaseModel):
    """A failure as RFC 9457 tells it; further members depend on the type."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="urn:alchemi:error:<slug>; match on this.", examples=["urn:alchemi:error:not-found"])
    title: str
    status: int
    detail: str = Field(description="One sentence for the caller.")
    request_id: str | None


def _is_text(value: str) -> str:
    if not value.isprintable():
        raise ValueError("Control characters are not accepted.")
    return value


PlainText = Annotated[str, AfterValidator(_is_text)]
"""One line of text without control characters."""

UsdLimit = Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=6)]
"""An amount that is set: whole micro-dollars."""

Usd = Annotated[
    Decimal, PlainSerializer(float, return_type=float, when_used="json"), WithJsonSchema({"type": "number"})
]
"""An amount that is told: a JSON number, exact to the micro-dollar below a billion."""


def _unchanged(value: Any) -> Any:
    # A text would lose the blanks at its ends, as other fields do; a password is what was typed.
    return SecretStr(value) if isinstance(value, str) else value


ExactSecret = Annotated[SecretStr, BeforeValidator(_unchanged)]
"""A secret to the letter."""

LongText = Annotated[str, Field(max_length=20_000)]
"""Text of several lines."""

Name = Annotated[PlainText, Field(min_length=1, max_length=120)]
Identifier = Annotated[PlainText, Field(min_length=1, max_length=200)]
"""The id of something else, as its own resource gives it."""

Email = Annotated[str, Field(max_length=320), AfterValidator(email_address)]
"""An address of mail, in lower case."""

JsonObject = Annotated[dict[str, Any], AfterValidator(bounded_document)]
"""A free JSON object of bounded size and depth."""

Int32 = Annotated[int, Field(ge=-(2**31), le=2**31 - 1)]
Count = Annotated[int, Field(ge=0, le=2**31 - 1)]


def _aware(value: datetime) -> datetime:
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _written(value: Any) -> Any:
    if isinstance(value, datetime) or (isinstance(value, str) and _DAY.match(value)):
        return value
    raise ValueError("Input should be a time like 2030-01-31T12:00:00Z")


AsWritten = BeforeValidator(_written)
"""For a time: a number is not taken for the seconds since 1970."""

Moment = Annotated[datetime, AsWritten, AfterValidator(_aware)]
"""A time that is sent; without a zone it is UTC."""

UtcTime = Annotated[datetime, AfterValidator(_aware)]
"""A time that is told; the columns of the wheel's tables name no zone and mean UTC."""


def told_as(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers with text of these types."""
    return {200: {"content": {name: {"schema": {"type": "string"}} for name in media_types}}}
