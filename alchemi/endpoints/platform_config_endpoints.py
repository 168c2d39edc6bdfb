"""The configuration that the operator offers to all accounts: they read it below their own, and change nothing of it."""

from __future__ import annotations

from typing import Annotated, Any, Final, TypeVar

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from alchemi.accounts import platform_config
from alchemi.auth.permissions import Permission
from alchemi.db.rows import Row
from alchemi.endpoints.config_schemas import (
    DefaultChoice,
    DefaultModel,
    DefaultPage,
    Model,
    ModelChange,
    NewModel,
    NewPlatformProvider,
    NewPrice,
    PlatformModelPage,
    PlatformProvider,
    PlatformProviderChange,
    PlatformProviderPage,
    PriceChange,
    PricePage,
    Purpose,
    SandboxPrice,
)
from alchemi.errors import NothingToChangeError
from alchemi.rest.constraints import translating
from alchemi.rest.listing import PageQuery
from alchemi.rest.router import group_router
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentWork, Work, requires

P = TypeVar("P", bound=BaseModel)
PATH: Final = "/alchemi/config"
_READ: Final = [requires(Permission.PLATFORM_READ)]
_WRITE: Final = [requires(Permission.PLATFORM_WRITE)]
PageOf = Annotated[PageQuery, Query()]
operations = APIRouter()


@operations.get("/platform/provider", dependencies=_READ)
async def list_platform_providers(work: CurrentWork, query: PageOf) -> PlatformProviderPage:
    """The platform's providers."""
    return await _page(work, platform_config.PROVIDERS, query, PlatformProviderPage, "providers")


@operations.post("/platform/provider", dependencies=_WRITE, status_code=201)
async def add_platform_provider(work: CurrentWork, body: NewPlatformProvider) -> PlatformProvider:
    """Offer a provider."""
    return PlatformProvider.model_validate(await _add(work, platform_config.PROVIDERS, body))


@operations.put("/platform/provider/{entry_id}", dependencies=_WRITE, name="put_platform_provider")
@operations.patch("/platform/provider/{entry_id}", dependencies=_WRITE)
async def update_platform_provider(work: CurrentWork, entry_id: str, body: PlatformProviderChange) -> PlatformProvider:
    """Change the fields that are sent."""
    return PlatformProvider.model_validate(await _change(work, platform_config.PROVIDERS, entry_id, body))


@operations.delete("/platform/provider/{entry_id}", dependencies=_WRITE)
async def delete_platform_provider(work: CurrentWork, entry_id: str) -> Ack:
    """Delete a provider without models."""
    return await _remove(work, platform_config.PROVIDERS, entry_id)


@operations.get("/platform/model", dependencies=_READ)
async def list_platform_models(work: CurrentWork, query: PageOf) -> PlatformModelPage:
    """The platform's models."""
    return await _page(work, platform_config.MODELS, query, PlatformModelPage, "models")


@operations.post("/platform/model", dependencies=_WRITE, status_code=201)
async def add_platform_model(work: CurrentWork, body: NewModel) -> Model:
    """Offer a model of a provider of the platform."""
    return Model.model_validate(await _add(work, platform_config.MODELS, body))


@operations.put("/platform/model/{entry_id}", dependencies=_WRITE, name="put_platform_model")
@operations.patch("/platform/model/{entry_id}", dependencies=_WRITE)
async def update_platform_model(work: CurrentWork, entry_id: str, body: ModelChange) -> Model:
    """Change the fields that are sent."""
    return Model.model_validate(await _change(work, platform_config.MODELS, entry_id, body))


@operations.delete("/platform/model/{entry_id}", dependencies=_WRITE)
async def delete_platform_model(work: CurrentWork, entry_id: str) -> Ack:
    """Delete a model that is no default of the platform."""
    return await _remove(work, platform_config.MODELS, entry_id)


@operations.get("/platform/defaults", dependencies=_READ)
async def list_platform_defaults(work: CurrentWork, query: PageOf) -> DefaultPage:
    """Which model is taken for what where an account says nothing."""
    return await _page(work, platform_config.DEFAULTS, query, DefaultPage, "defaults")


@operations.put("/platform/defaults/{purpose}", dependencies=_WRITE)
async def set_platform_default(
    work: CurrentWork, purpose: Annotated[Purpose, Path()], body: DefaultChoice
) -> DefaultModel:
    """Have a model of the platform taken for a purpose."""
    with translating():
        row = await platform_config.set_default(work.services.platform, purpose, body.model_id, actor=work.caller.actor)
    return DefaultModel.model_validate(row | {"is_platform": True})


@operations.delete("/platform/defaults/{purpose}", dependencies=_WRITE)
async def remove_platform_default(work: CurrentWork, purpose: Annotated[Purpose, Path()]) -> Ack:
    """Have no model taken for a purpose."""
    with translating():
        await platform_config.remove_default(work.services.platform, purpose)
    return Ack(id=purpose, message="The default was removed.")


@operations.get("/platform/sandbox-pricing", dependencies=_READ)
async def list_platform_prices(work: CurrentWork, query: PageOf) -> PricePage:
    """The platform's prices."""
    return await _page(work, platform_config.PRICES, query, PricePage, "pricing")


@operations.post("/platform/sandbox-pricing", dependencies=_WRITE, status_code=201)
async def add_platform_price(work: CurrentWork, body: NewPrice) -> SandboxPrice:
    """Set a price for a time at which there is no other one for the same."""
    return SandboxPrice.model_validate(await _add(work, platform_config.PRICES, body) | {"is_platform": True})


@operations.put("/platform/sandbox-pricing/{entry_id}", dependencies=_WRITE, name="put_platform_price")
@operations.patch("/platform/sandbox-pricing/{entry_id}", dependencies=_WRITE)
async def update_platform_price(work: CurrentWork, entry_id: str, body: PriceChange) -> SandboxPrice:
    """Change the fields that are sent."""
    row = await _change(work, platform_config.PRICES, entry_id, body)
    return SandboxPrice.model_validate(row | {"is_platform": True})


@operations.delete("/platform/sandbox-pricing/{entry_id}", dependencies=_WRITE)
async def delete_platform_price(work: CurrentWork, entry_id: str) -> Ack:
    """Delete a price."""
    return await _remove(work, platform_config.PRICES, entry_id)


async def _page(work: Work, table: str, query: PageQuery, page: type[P], name: str) -> P:
    with translating():
        rows, total = await platform_config.list_entries(
            work.services.platform, table, {}, limit=query.limit, offset=query.offset
        )
    found = [row | {"is_platform": True} for row in rows]
    return page.model_validate({name: found, "total": total, "limit": query.limit, "offset": query.offset})


async def _add(work: Work, table: str, body: BaseModel) -> Row:
    with translating():
        return await platform_config.add_entry(
            work.services.platform, table, body.model_dump(), actor=work.caller.actor
        )


async def _change(work: Work, table: str, entry_id: str, body: BaseModel) -> Row:
    values: dict[str, Any] = {name: value for name, value in body.model_dump().items() if name in body.model_fields_set}
    if not values:
        raise NothingToChangeError("Send at least one field to change.")
    with translating():
        return await platform_config.change_entry(
            work.services.platform, table, entry_id, values, actor=work.caller.actor
        )


async def _remove(work: Work, table: str, entry_id: str) -> Ack:
    with translating():
        await platform_config.remove_entry(work.services.platform, table, entry_id)
    return Ack(id=entry_id, message="It was deleted.")


router = group_router(PATH, [], operations)
