"""Which model an account takes for what, and what its sandboxes cost. The platform's word counts where it has none."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Response

from alchemi.accounts import platform_config
from alchemi.auth.permissions import Permission
from alchemi.db.rows import Row
from alchemi.endpoints.config_schemas import (
    DefaultChoice,
    DefaultModel,
    DefaultPage,
    NewPrice,
    PriceChange,
    PricePage,
    PriceQuery,
    Purpose,
    SandboxPrice,
)
from alchemi.errors import ConflictError, InvalidRequestError
from alchemi.rest.listing import PageQuery
from alchemi.rest.resource import Resource
from alchemi.rest.router import group_router, made, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.work import CurrentWork, requires

PATH: Final = "/alchemi/config"
DEFAULTS = Resource(
    path="/alchemi/config/defaults",
    table="Alchemi_ConfigDefaultModelTable",
    noun="default",
    plural="defaults",
    item=DefaultModel,
    read=Permission.CONFIG_READ,
    write=Permission.CONFIG_WRITE,
    default_sort="purpose",
    operations=set(),
    id="purpose",
)
PRICES = Resource(
    path="/alchemi/config/sandbox-pricing",
    table="Alchemi_ConfigSandboxPricingTable",
    noun="price",
    plural="pricing",
    item=SandboxPrice,
    create=NewPrice,
    update=PriceChange,
    read=Permission.CONFIG_READ,
    # What an account is charged by is not its own to change.
    write=Permission.COST_WRITE,
    default_sort="-effective_from",
    operations={"get", "delete"},
)
_READ: Final = [requires(Permission.CONFIG_READ)]
_WRITE: Final = [requires(Permission.CONFIG_WRITE)]
_PRICE: Final = [requires(Permission.COST_WRITE)]
_MODELS: Final = "Alchemi_ConfigModelTable"
_MOST_DEFAULTS: Final = 200
Named = Annotated[Purpose, Path(description="What the model is taken for: chat, embedding, titles, …")]
operations = APIRouter()


@operations.get("/defaults", dependencies=_READ)
async def list_defaults(work: CurrentWork, query: Annotated[PageQuery, Query()]) -> DefaultPage:
    """Which model is taken for what: as the account says, else as the platform does."""
    offered = await platform_config.offered(work.services.platform, platform_config.DEFAULTS, {})
    async with work.rows(DEFAULTS, is_read_only=True) as rows:
        own = await rows.all(limit=_MOST_DEFAULTS)
    named = {row["purpose"] for row in own}
    found = [_told(row) for row in own]
    found += [_told(row, is_platform=True) for row in offered if row["purpose"] not in named]
    found.sort(key=lambda one: one.purpose)
    shown = found[query.offset : query.offset + query.limit]
    return DefaultPage(defaults=shown, total=len(found), limit=query.limit, offset=query.offset)


@operations.put("/defaults/{purpose}", dependencies=_WRITE)
async def set_default(work: CurrentWork, purpose: Named, body: DefaultChoice) -> DefaultModel:
    """Have a model taken for a purpose, whether one was before or not."""
    is_offered = await platform_config.offered(
        work.services.platform, platform_config.MODELS, {"id": body.model_id, "is_active": True}
    )
    async with work.rows(DEFAULTS) as rows:
        await platform_config.one_at_a_time(rows.unit, f"defaults of {work.caller.account}")
        own = await rows.call(_MODELS, "find_first", where={"id": body.model_id, "is_active": True})
        if not is_offered and own is None:
            raise InvalidRequestError.of_field("/model_id", "There is no such model that is active.")
        values = {"model_id": None, "platform_model_id": body.model_id}
        if own is not None:
            values = {"model_id": body.model_id, "platform_model_id": None}
        before = await rows.find(purpose, for_update=True)
        if before is not None:
            return _told(await rows.change(before, values))
        if await rows.count({}) >= _MOST_DEFAULTS:
            raise ConflictError(f"An account has at most {_MOST_DEFAULTS} defaults.")
        return _told(await rows.create({**values, "purpose": purpose}))


@operations.delete("/defaults/{purpose}", dependencies=_WRITE)
async def remove_default(work: CurrentWork, purpose: Named) -> Ack:
    """Take the platform's default again, if it has one."""
    async with work.rows(DEFAULTS) as rows:
        await rows.delete(await rows.get(purpose, for_update=True))
    return Ack(id=purpose, message="The default was removed.")


@operations.get("/sandbox-pricing", dependencies=_READ)
@operations.get("/sandbox-pricing/list", dependencies=_READ, include_in_schema=False, name="list_list_prices")
async def list_prices(work: CurrentWork, query: Annotated[PriceQuery, Query()]) -> PricePage:
    """The account's prices, then the platform's, which hold where the account has none at the time."""
    where: dict[str, Any] = query.model_dump(include={"resource_type", "unit"}, exclude_none=True)
    if query.at is not None:
        where |= {
            "effective_from": {"lte": query.at},
            "OR": [{"effective_to": None}, {"effective_to": {"gt": query.at}}],
        }
    offered = await platform_config.offered(work.services.platform, platform_config.PRICES, where)
    async with work.rows(PRICES, is_read_only=True) as rows:
        own, count = await rows.page(query, where)
        if query.at is not None:
            offered = [price for price in offered if not await rows.count({**where, **_what(price)})]
    found = [SandboxPrice.model_validate(row) for row in own]
    rest = platform_config.rest_of_page(offered, count, query.offset, query.limit - len(own))
    found += [SandboxPrice.model_validate(row | {"is_platform": True}) for row in rest]
    return PricePage(pricing=found, total=count + len(offered), limit=query.limit, offset=query.offset)


@operations.post("/sandbox-pricing", dependencies=_PRICE, status_code=201)
@operations.post(
    "/sandbox-pricing/new", dependencies=_PRICE, status_code=201, include_in_schema=False, name="new_create_price"
)
async def create_price(work: CurrentWork, body: NewPrice, response: Response) -> SandboxPrice:
    """Set a price for a time at which the account has no other one for the same."""
    async with work.rows(PRICES) as rows:
        await _check_price(rows, body.model_dump(), None)
        return made(rows, await rows.create(body.model_dump()), response, SandboxPrice)


@operations.put("/sandbox-pricing/{price_id}", dependencies=_PRICE, name="put_price")
@operations.patch("/sandbox-pricing/{price_id}", dependencies=_PRICE)
async def update_price(work: CurrentWork, price_id: str, body: PriceChange, response: Response) -> SandboxPrice:
    """Change the fields that are sent."""
    values = sent_values(body, PRICES)
    async with work.rows(PRICES) as rows:
        before = await rows.get(price_id, for_update=True)
        await _check_price(rows, {**before, **values}, price_id)
        return tagged(rows, await rows.change(before, values), response, SandboxPrice)


def _what(price: Row) -> dict[str, Any]:
    return {"resource_type": price["resource_type"], "unit": price["unit"]}


def _told(row: Row, *, is_platform: bool = False) -> DefaultModel:
    chosen = row["model_id"] or row.get("platform_model_id")
    return DefaultModel.model_validate(row | {"model_id": chosen, "is_platform": is_platform})


async def _check_price(rows: Rows, price: dict[str, Any], own_id: str | None) -> None:
    platform_config.check_time(price["effective_from"], price["effective_to"])
    await platform_config.one_at_a_time(rows.unit, f"prices of {rows.work.caller.account}")
    if await rows.count(platform_config.overlapping(price, own_id)):
        raise ConflictError("Another price holds for this at the same time.", field="effective_from")


router = group_router(PATH, [DEFAULTS, PRICES], operations)
