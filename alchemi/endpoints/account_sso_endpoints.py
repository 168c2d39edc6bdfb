"""Single sign-on of an account as the operator sees it: its state, one provider set or taken away, passwords let in again."""

from __future__ import annotations

from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Depends, Request
from pydantic import Field

from alchemi.accounts import sso_requirement
from alchemi.accounts.account import get_account
from alchemi.accounts.sso_providers import refuse_address
from alchemi.accounts.stores import AccountStores
from alchemi.auth.permissions import Permission
from alchemi.auth.sso.flow import SingleSignOn
from alchemi.auth.sso.provider import ProviderKind, issuer_of
from alchemi.db.rows import Row
from alchemi.endpoints.sso_schemas import PROVIDERS, Address, ClientSecret, Provider, Tenant
from alchemi.errors import InvalidRequestError, NotFoundError
from alchemi.rest.asking import Stores
from alchemi.rest.rows import Rows
from alchemi.rest.schema import Answer, Name, Schema
from alchemi.rest.secret_fields import MASK
from alchemi.rest.work import CurrentWork, Work, requires
from alchemi.tenancy.account import AccountId, parse_account_id

_MOST: Final = 20


class SsoSettings(Schema):
    """Fields of one provider; `client_secret` may be **** when it is set already."""

    client_id: Name
    client_secret: ClientSecret
    issuer: Address | None = None
    tenant: Tenant | None = None


class SsoChange(Schema):
    """Sets the provider of this kind that is there, or makes one. `require_sso` false lets passwords in again."""

    sso_provider: ProviderKind | None = Field(default=None, examples=["google"])
    enabled: bool = False
    sso_settings: SsoSettings | None = None
    require_sso: bool | None = None


class AccountSso(Answer):
    account_id: str
    sso_provider: ProviderKind | None = Field(description="Of the oldest provider.")
    enabled: bool = Field(description="A provider is switched on.")
    require_sso: bool
    redirect_uri: str
    providers: list[Provider]


async def _account_id(account_id: str) -> AccountId:
    try:
        return parse_account_id(account_id)
    except ValueError as error:
        raise NotFoundError("There is no such account.") from error


async def _sso(request: Request) -> SingleSignOn:
    return cast(SingleSignOn, request.app.state.sso)


Account = Annotated[AccountId, Depends(_account_id)]
Sso = Annotated[SingleSignOn, Depends(_sso)]
_MANAGE = [requires(Permission.ACCOUNTS_MANAGE)]

router = APIRouter(tags=["account"])


@router.get("/{account_id}/sso", dependencies=_MANAGE)
async def get_account_sso(work: CurrentWork, stores: Stores, sso: Sso, account_id: Account) -> AccountSso:
    """The providers of an account, secrets masked, and whether it takes passwords."""
    return await _answer(work, stores, sso, account_id)


@router.put("/{account_id}/sso", dependencies=_MANAGE)
async def change_account_sso(
    work: CurrentWork, stores: Stores, sso: Sso, account_id: Account, body: SsoChange
) -> AccountSso:
    """Set a provider, or let an account in by password again whose provider fails."""
    if body.sso_provider is not None:
        await _set(work, stores, sso, account_id, body, body.sso_provider)
    if body.require_sso is not None:
        actor = work.caller.actor
        await sso_requirement.set_requirement(stores, account_id, body.require_sso, actor=actor)
    return await _answer(work, stores, sso, account_id)


@router.delete("/{account_id}/sso", dependencies=_MANAGE)
async def delete_account_sso(work: CurrentWork, stores: Stores, sso: Sso, account_id: Account) -> AccountSso:
    """Take all providers of an account away and let its users in by password. Sessions through them end."""
    await get_account(stores, account_id, now=work.now)
    await sso_requirement.set_requirement(stores, account_id, False, actor=work.caller.actor)
    async with sso_requirement.holding(stores, account_id) as held, stores.rows_of(account_id) as unit:
        rows = Rows(work, unit, PROVIDERS)
        found = await rows.all(limit=_MOST)
        if not found:
            raise NotFoundError("The account has no provider.")
        for row in found:
            await rows.delete(row)
            await sso_requirement.end_sessions(held, row["id"])
    return await _answer(work, stores, sso, account_id)


async def _set(
    work: Work, stores: AccountStores, sso: SingleSignOn, account: AccountId, body: SsoChange, kind: ProviderKind
) -> None:
    async with sso_requirement.holding(stores, account) as held, stores.rows_of(account) as unit:
        rows = Rows(work, unit, PROVIDERS)
        before = await rows.first({"kind": kind.value}, for_update=True)
        values: dict[str, Any] = {"is_enabled": body.enabled}
        if body.sso_settings is not None:
            values |= body.sso_settings.model_dump()
            values["issuer"] = issuer_of(kind, values["issuer"], values["tenant"])
            refuse_address(sso.check_address, values["issuer"])
            _refuse_foreign_secret(before, values)
        if before is None:
            if body.sso_settings is None:
                raise InvalidRequestError.of_field("/sso_settings", "There is no such provider yet; send its settings.")
            await rows.create({"name": kind.value.capitalize(), "kind": kind.value, **values})
            return
        if not body.enabled:
            await sso_requirement.refuse_last(held, unit, before["id"])
        await rows.change(before, values)
        await sso_requirement.end_sessions(held, before["id"])
    sso.discovery.forget(account, before["issuer"])


def _refuse_foreign_secret(before: Row | None, values: dict[str, Any]) -> None:
    if before is not None and values["client_secret"] == MASK and values["issuer"] != before["issuer"]:
        raise InvalidRequestError.of_field(
            "/sso_settings/client_secret", "Another issuer needs its own secret; send it."
        )


async def _answer(work: Work, stores: AccountStores, sso: SingleSignOn, account: AccountId) -> AccountSso:
    await get_account(stores, account, now=work.now)
    requirement = await sso_requirement.get_requirement(stores, account)
    async with stores.rows_of(account, is_read_only=True) as unit:
        rows = Rows(work, unit, PROVIDERS)
        providers = [rows.answer(row, Provider) for row in await rows.all(limit=_MOST)]
    return AccountSso(
        account_id=account,
        sso_provider=providers[0].kind if providers else None,
        enabled=any(one.is_enabled for one in providers),
        require_sso=requirement["require_sso"],
        redirect_uri=sso.redirect_uri(account),
        providers=providers,
    )
