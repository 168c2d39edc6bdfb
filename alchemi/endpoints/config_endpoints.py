"""Providers and models that an account's studio offers. The platform's stand below its own."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, Query, Response

from alchemi.accounts import platform_config
from alchemi.auth.permissions import Permission
from alchemi.endpoints.config_schemas import (
    ListedModel,
    Model,
    ModelChange,
    ModelPage,
    ModelQuery,
    NewModel,
    NewProvider,
    Provider,
    ProviderChange,
    ProviderPage,
    ProviderQuery,
)
from alchemi.errors import ConflictError, InvalidRequestError
from alchemi.rest.resource import Reference, Resource
from alchemi.rest.router import group_router, made, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentWork, requires

PATH: Final = "/alchemi/config"
PROVIDERS = Resource(
    path="/alchemi/config/provider",
    table="Alchemi_ConfigProviderTable",
    noun="model provider",
    plural="providers",
    item=Provider,
    create=NewProvider,
    update=ProviderChange,
    read=Permission.CONFIG_READ,
    write=Permission.CONFIG_WRITE,
    default_sort="name",
    references={"credential_name": Reference("LiteLLM_CredentialsTable", "credential_name")},
    operations={"get", "create"},
)
MODELS = Resource(
    path="/alchemi/config/model",
    table="Alchemi_ConfigModelTable",
    noun="model",
    plural="models",
    item=Model,
    create=NewModel,
    update=ModelChange,
    read=Permission.CONFIG_READ,
    write=Permission.CONFIG_WRITE,
    default_sort="sort_order",
    references={"provider_id": "Alchemi_ConfigProviderTable"},
    operations={"get"},
)
_READ: Final = [requires(Permission.CONFIG_READ)]
_WRITE: Final = [requires(Permission.CONFIG_WRITE)]
operations = APIRouter()


@operations.get("/provider", dependencies=_READ)
@operations.get("/provider/list", dependencies=_READ, include_in_schema=False, name="list_list_providers")
async def list_providers(work: CurrentWork, query: Annotated[ProviderQuery, Query()]) -> ProviderPage:
    """The account's providers, then those of the platform whose name it has not taken."""
    where = query.model_dump(include={"is_active", "name"}, exclude_none=True)
    offered = await platform_config.offered(work.services.platform, platform_config.PROVIDERS, where)
    async with work.rows(PROVIDERS, is_read_only=True) as rows:
        own, count = await rows.page(query, where)
        taken = await rows.all({"name": {"in": [row["name"] for row in offered]}}, limit=len(offered) or 1)
    names = {row["name"] for row in taken}
    offered = [row for row in offered if row["name"] not in names]
    found = [Provider.model_validate(row) for row in own]
    found += [
        Provider.model_validate(row | {"is_platform": True})
        for row in platform_config.rest_of_page(offered, count, query.offset, query.limit - len(own))
    ]
    return ProviderPage(providers=found, total=count + len(offered), limit=query.limit, offset=query.offset)


@operations.put("/provider/{provider_id}", dependencies=_WRITE, name="put_model_provider")
@operations.patch("/provider/{provider_id}", dependencies=_WRITE)
async def update_model_provider(
    work: CurrentWork, provider_id: str, body: ProviderChange, response: Response
) -> Provider:
    """Change the fields that are sent."""
    values = sent_values(body, PROVIDERS)
    async with work.rows(PROVIDERS) as rows:
        before = await rows.get(provider_id, for_update=True)
        if values.get("is_active") is False:
            await _check_unused(rows, provider_id)
        return tagged(rows, await rows.change(before, values), response, Provider)


@operations.delete("/provider/{provider_id}", dependencies=_WRITE)
async def deactivate_provider(work: CurrentWork, provider_id: str) -> Ack:
    """Switch a provider off that has no active models. A change to `is_active` brings it back."""
    async with work.rows(PROVIDERS) as rows:
        before = await rows.get(provider_id, for_update=True)
        await _check_unused(rows, provider_id)
        await rows.change(before, {"is_active": False}, action="deactivate")
    return Ack(id=provider_id, message="The provider was deactivated.")


@operations.get("/model", dependencies=_READ)
@operations.get("/model/list", dependencies=_READ, include_in_schema=False, name="list_list_models")
async def list_models(work: CurrentWork, query: Annotated[ModelQuery, Query()]) -> ModelPage:
    """The account's models with their providers, then those of the platform."""
    where = query.model_dump(mode="json", include={"provider_id", "capability", "is_active"}, exclude_none=True)
    offered = await platform_config.offered(work.services.platform, platform_config.MODELS, where)
    providers = {
        row["id"]: row | {"is_platform": True}
        for row in await platform_config.offered(work.services.platform, platform_config.PROVIDERS, {})
    }
    async with work.rows(MODELS, is_read_only=True) as rows:
        own, count = await rows.page(query, where)
        wanted = [row["provider_id"] for row in own]
        mine = await rows.of(PROVIDERS).all({"id": {"in": wanted}}, limit=len(wanted) or 1)
    providers |= {row["id"]: row for row in mine}
    rest = [
        row | {"is_platform": True}
        for row in platform_config.rest_of_page(offered, count, query.offset, query.limit - len(own))
    ]
    found = [ListedModel.model_validate(row | {"provider": providers.get(row["provider_id"])}) for row in own + rest]
    return ModelPage(models=found, total=count + len(offered), limit=query.limit, offset=query.offset)


@operations.post("/model", dependencies=_WRITE, status_code=201)
@operations.post("/model/new", dependencies=_WRITE, status_code=201, include_in_schema=False, name="new_create_model")
async def create_model(work: CurrentWork, body: NewModel, response: Response) -> Model:
    """Offer another model of one of the account's providers."""
    async with work.rows(MODELS) as rows:
        await _check_provider(rows, body.provider_id, is_active=body.is_active)
        return made(rows, await rows.create(body.model_dump(mode="python")), response, Model)


@operations.put("/model/{model_id}", dependencies=_WRITE, name="put_model")
@operations.patch("/model/{model_id}", dependencies=_WRITE)
async def update_model(work: CurrentWork, model_id: str, body: ModelChange, response: Response) -> Model:
    """Change the fields that are sent."""
    values = sent_values(body, MODELS)
    async with work.rows(MODELS) as rows:
        before = await rows.get(model_id, for_update=True)
        after = {**before, **values}
        if {"provider_id", "is_active"} & values.keys():
            await _check_provider(rows, after["provider_id"], is_active=after["is_active"])
        if not after["is_active"]:
            await _check_no_default(rows, model_id)
        return tagged(rows, await rows.change(before, values), response, Model)


@operations.delete("/model/{model_id}", dependencies=_WRITE)
async def deactivate_model(work: CurrentWork, model_id: str) -> Ack:
    """Switch a model off that is no default. A change to `is_active` brings it back."""
    async with work.rows(MODELS) as rows:
        before = await rows.get(model_id, for_update=True)
        await _check_no_default(rows, model_id)
        await rows.change(before, {"is_active": False}, action="deactivate")
    return Ack(id=model_id, message="The model was deactivated.")


async def _check_unused(rows: Rows, provider_id: str) -> None:
    if await rows.of(MODELS).count({"provider_id": provider_id, "is_active": True}):
        raise ConflictError("This provider has active models; deactivate them first.", field="is_active")


async def _check_provider(rows: Rows, provider_id: str, *, is_active: bool) -> None:
    # Locked, so that it is not switched off meanwhile.
    provider = await rows.of(PROVIDERS).find(provider_id, for_update=True)
    if provider is None:
        raise InvalidRequestError.of_field("/provider_id", "There is no such object.")
    if is_active and not provider["is_active"]:
        raise ConflictError("The provider of this model is not active.", field="is_active")


async def _check_no_default(rows: Rows, model_id: str) -> None:
    await platform_config.one_at_a_time(rows.unit, f"defaults of {rows.work.caller.account}")
    default = await rows.call("Alchemi_ConfigDefaultModelTable", "find_first", where={"model_id": model_id})
    if default is not None:
        raise ConflictError(f"This model is the default for {default['purpose']}; choose another one first.")


router = group_router(PATH, [PROVIDERS, MODELS], operations)
