"""Bodies of the configuration routes."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from alchemi.db.secret_columns import is_secret_name, looks_secret
from alchemi.rest.listing import Page, PageQuery
from alchemi.rest.schema import (
    Answer,
    Authored,
    Identifier,
    Int32,
    JsonObject,
    LongText,
    Moment,
    Name,
    PlainText,
    Schema,
    Usd,
)


class Capability(StrEnum):
    CHAT = "chat"
    COMPLETION = "completion"
    EMBEDDING = "embedding"
    IMAGE = "image"
    AUDIO = "audio"
    SPEECH = "speech"
    RERANK = "rerank"
    MODERATION = "moderation"


def _holds_secret(value: Any) -> bool:
    if isinstance(value, dict):
        return any(
            (is_secret_name(name) and isinstance(inner, str)) or _holds_secret(inner) for name, inner in value.items()
        )
    if isinstance(value, list):
        return any(map(_holds_secret, value))
    return isinstance(value, str) and looks_secret(value)


def _without_secrets(value: dict[str, Any]) -> dict[str, Any]:
    if _holds_secret(value):
        raise ValueError("Every member reads this; secrets belong into a credential.")
    return value


OpenDocument = Annotated[JsonObject, AfterValidator(_without_secrets)]
Price = Annotated[Decimal, Field(ge=0, le=1_000_000_000, decimal_places=8)]
Purpose = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,63}$")]
Variable = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]{0,99}$")]


class ProviderChange(Schema):
    name: Name = ""
    display_label: Name | None = None
    credential_name: Identifier | None = Field(default=None, description="A credential of the account, by its name.")
    is_active: bool = Field(default=True, description="A provider that has active models cannot be switched off.")


class NewProvider(ProviderChange):
    name: Name = Field(examples=["OpenAI"])


class Provider(Authored):
    name: str
    display_label: str | None
    credential_name: str | None = None
    is_active: bool
    is_platform: bool = Field(default=False, description="The platform's, which it offers to all accounts.")


class ProviderQuery(PageQuery):
    is_active: bool | None = None
    name: PlainText | None = Field(default=None, max_length=120)


class ProviderPage(Page):
    providers: list[Provider]


class ModelChange(Schema):
    provider_id: Identifier = ""
    deployment_name: Name = ""
    display_name: Name | None = None
    capability: Capability | None = None
    input_cost_per_million: Price = Decimal(0)
    output_cost_per_million: Price = Decimal(0)
    content_capabilities: OpenDocument = Field(default_factory=dict)
    extra_body: OpenDocument = Field(default_factory=dict)
    sort_order: Int32 = 0
    is_active: bool = True


class NewModel(ModelChange):
    provider_id: Identifier = Field(examples=["p-1"])
    deployment_name: Name = Field(examples=["gpt-4o"])


class Model(Authored):
    provider_id: str
    deployment_name: str
    display_name: str | None
    capability: Capability | None
    input_cost_per_million: Usd
    output_cost_per_million: Usd
    content_capabilities: dict[str, Any]
    extra_body: dict[str, Any]
    sort_order: int
    is_active: bool
    is_platform: bool = False


class ListedModel(Model):
    provider: Provider | None = None


class ModelQuery(PageQuery):
    provider_id: PlainText | None = Field(default=None, max_length=200)
    capability: Capability | None = None
    is_active: bool | None = None


class ModelPage(Page):
    models: list[ListedModel]


class DefaultChoice(Schema):
    model_id: Identifier = Field(examples=["m-1"], description="An active model of the account or of the platform.")


class DefaultModel(Answer):
    purpose: str
    model_id: str
    is_platform: bool = Field(default=False, description="The platform's choice, as the account has made none.")
    created_at: datetime
    created_by: str | None
    updated_at: datetime
    updated_by: str | None


class DefaultPage(Page):
    defaults: list[DefaultModel]


class PriceChange(Schema):
    resource_type: Name = ""
    unit: Name = ""
    cost_usd: Price = Decimal(0)
    description: LongText | None = None
    effective_from: Moment = Field(default_factory=lambda: datetime.now(UTC))
    effective_to: Moment | None = Field(default=None, description="From this time on it holds no more.")


class NewPrice(PriceChange):
    resource_type: Name = Field(examples=["cpu"])
    unit: Name = Field(examples=["hour"])
    cost_usd: Price = Field(examples=[0.05])


class SandboxPrice(Authored):
    resource_type: str
    unit: str
    cost_usd: Usd
    description: str | None
    effective_from: datetime
    effective_to: datetime | None
    is_platform: bool = False


class PriceQuery(PageQuery):
    resource_type: PlainText | None = Field(default=None, max_length=120)
    unit: PlainText | None = Field(default=None, max_length=120)
    at: Moment | None = Field(
        default=None, description="Prices that hold then: where the account has one, the platform's is left out."
    )


class PricePage(Page):
    pricing: list[SandboxPrice]


class PlatformProviderChange(Schema):
    name: Name = ""
    display_label: Name | None = None
    endpoint_env_var: Variable | None = None
    api_key_env_var: Variable | None = None
    is_active: bool = True


class NewPlatformProvider(PlatformProviderChange):
    name: Name = Field(examples=["OpenAI"])


class PlatformProvider(Authored):
    """As the operator reads it: accounts are told no names of variables."""

    name: str
    display_label: str | None
    endpoint_env_var: str | None
    api_key_env_var: str | None
    is_active: bool


class PlatformProviderPage(Page):
    providers: list[PlatformProvider]


class PlatformModelPage(Page):
    models: list[Model]
