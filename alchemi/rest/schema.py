"""What all bodies of our management API share."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    SecretStr,
    WithJsonSchema,
)


class Schema(BaseModel):
    """A body that is taken: fields it does not name are refused."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class Answer(BaseModel):
    """A body that is given."""

    model_config = ConfigDict(frozen=True)


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
