"""Bodies of single sign-on's settings, and the declaration of providers as rows of an account."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from alchemi.auth.permissions import Permission
from alchemi.auth.sso.provider import ProviderKind
from alchemi.rest.resource import Resource
from alchemi.rest.schema import Answer, Authored, Name, PlainText, Schema

GivenRole = Literal["internal_user", "internal_user_viewer", "proxy_admin_viewer", "proxy_admin"]
OwnRole = Literal["internal_user", "internal_user_viewer"]
Scope = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[\x21\x23-\x5b\x5d-\x7e]+$")]
Address = Annotated[str, Field(min_length=1, max_length=2048)]
ClientSecret = Annotated[PlainText, Field(min_length=1, max_length=2048)]
Tenant = Annotated[PlainText, Field(min_length=1, max_length=64)]


class Rule(Schema):
    """Who has `value` in the claim gets the role; the first rule that fits counts."""

    claim: Name = Field(description="Its value is a text or a list of texts.")
    value: Name
    role: GivenRole


class _Fields(Schema):
    scopes: list[Scope] = Field(default=["openid", "email", "profile"], max_length=20)
    is_enabled: bool = False
    makes_users: bool = Field(default=True, description="Make a user of the account of whoever signs in and is none.")
    grants_admin: bool = Field(default=False, description="Rules may make administrators of the account.")
    default_role: OwnRole = "internal_user"
    rules: list[Rule] = Field(default=[], max_length=50)


class ProviderChange(_Fields):
    """Its sessions end with a change of anything but the name. Another issuer needs its secret."""

    name: Name = ""
    issuer: Address = Field(default="", description="As its discovery document tells it, to the letter.")
    tenant: Tenant = Field(default="", description="Microsoft's directory (tenant) id.")
    client_id: Name = ""
    client_secret: ClientSecret = Field(default="", description="**** keeps the one that is there.")


class NewProvider(_Fields):
    name: Name = Field(examples=["Staff"])
    kind: ProviderKind = Field(examples=["generic"])
    issuer: Address | None = Field(default=None, examples=["https://login.example.com"], description="Okta, generic.")
    tenant: Tenant | None = Field(default=None, description="Microsoft's directory (tenant) id.")
    client_id: Name = Field(examples=["console"])
    client_secret: ClientSecret = Field(examples=["a secret"])


class Provider(Authored):
    name: str
    kind: ProviderKind
    issuer: str
    tenant: str | None = Field(description="Microsoft's directory (tenant) id.")
    client_id: str
    client_secret: str = Field(description="Told as ****.")
    scopes: list[str]
    is_enabled: bool
    makes_users: bool
    grants_admin: bool
    default_role: str
    rules: list[Rule]


class ProviderDetail(Provider):
    redirect_uri: str = Field(description="To be allowed at the provider, as it is.")


class Reached(Answer):
    """What a provider says of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    signing_keys: int = Field(description="How many it publishes.")


class TestBegun(Answer):
    url: str = Field(description="Where to send this browser; nobody is signed in to the console by it.")


class TestOutcome(Answer):
    tested_at: datetime
    is_accepted: bool
    refusal: str | None = Field(description="Why it was refused.")
    claims: dict[str, Any] = Field(description="What the provider says of who signed in.")
    role: str | None = Field(description="What a new user with these claims would be.")


class RequirementChange(Schema):
    require_sso: bool = Field(examples=[False], description="No password opens the account.")


class Requirement(Answer):
    require_sso: bool
    can_require: bool = Field(description="An administrator has signed in through a provider that is switched on.")
    redirect_uri: str = Field(description="To be allowed at every provider of the account.")


PROVIDERS = Resource(
    path="/alchemi/sso",
    table="Alchemi_SsoProvider",
    noun="provider",
    plural="providers",
    item=Provider,
    create=NewProvider,
    update=ProviderChange,
    read=Permission.SSO_READ,
    write=Permission.SSO_WRITE,
    operations={"list"},
    sort=("name", "created_at"),
    filters=("kind", "is_enabled"),
    search=("name", "issuer"),
    secrets=("client_secret",),
)
