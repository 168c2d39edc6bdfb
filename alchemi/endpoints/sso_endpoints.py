"""Identity providers of an account, test sign-ins through them, and whether they are the only way in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, cast

from fastapi import APIRouter, Depends, Request, Response

from alchemi.accounts import sso_requirement
from alchemi.accounts.admins import WHEEL_ADMIN_ROLE
from alchemi.accounts.sso_providers import find_test, provider_of, refuse_address
from alchemi.auth.browser import SSO_COOKIE, set_cookie
from alchemi.auth.permissions import Permission, Role, check_may, check_may_grant, permissions_of_role, role_of_wheel
from alchemi.auth.sso.flow import COOKIE_AGE_S, SingleSignOn
from alchemi.auth.sso.provider import ProviderKind, check_rules, issuer_of, role_from
from alchemi.db.rows import Row
from alchemi.endpoints.sso_schemas import (
    PROVIDERS,
    NewProvider,
    ProviderChange,
    ProviderDetail,
    Reached,
    Requirement,
    RequirementChange,
    TestBegun,
    TestOutcome,
)
from alchemi.errors import ConflictError, InvalidRequestError, NotFoundError
from alchemi.rest.asking import Stores
from alchemi.rest.rehearsal import Deleted
from alchemi.rest.router import created, resource_router, tagged
from alchemi.rest.rows import Rows, sent_values
from alchemi.rest.schema import Ack
from alchemi.rest.secret_fields import MASK
from alchemi.rest.work import CurrentDeletion, CurrentWork, Work, requires

_MOST: Final = 20
_READ = [requires(Permission.SSO_READ)]
_WRITE = [requires(Permission.SSO_WRITE)]


async def _sso(request: Request) -> SingleSignOn:
    return cast(SingleSignOn, request.app.state.sso)


Sso = Annotated[SingleSignOn, Depends(_sso)]
operations = APIRouter()


@created(operations, PROVIDERS, _WRITE)
async def create_provider(work: CurrentWork, sso: Sso, response: Response, body: NewProvider) -> ProviderDetail:
    """Make a provider. It is switched off until `is_enabled` says otherwise; try it first."""
    values = body.model_dump()
    values["issuer"] = _issuer(sso, body.kind, body.issuer, body.tenant)
    _check_grants(work, values)
    async with work.rows(PROVIDERS) as rows:
        if await rows.count({}) >= _MOST:
            raise ConflictError(f"An account has at most {_MOST} providers.")
        row = await rows.create(values)
    response.headers["location"] = f"{PROVIDERS.path}/{row['id']}"
    return _detail(rows, row, response, sso)


@operations.get("/requirement", dependencies=_READ)
async def get_sso_requirement(work: CurrentWork, stores: Stores, sso: Sso) -> Requirement:
    """Whether the account's users may only come in through its providers."""
    found = await sso_requirement.get_requirement(stores, work.caller.account)
    return Requirement(**found, redirect_uri=sso.redirect_uri(work.caller.account))


@operations.put("/requirement", dependencies=_WRITE)
async def change_sso_requirement(work: CurrentWork, stores: Stores, sso: Sso, body: RequirementChange) -> Requirement:
    """Let users in through providers alone, or by password again. Sessions that began with a password end with it."""
    account = work.caller.account
    check_may(work.caller, Permission.ACCOUNT_MANAGE)
    await sso_requirement.set_requirement(stores, account, body.require_sso, actor=work.caller.actor)
    return Requirement(**await sso_requirement.get_requirement(stores, account), redirect_uri=sso.redirect_uri(account))


@operations.get("/{provider_id}", dependencies=_READ)
async def get_provider(work: CurrentWork, sso: Sso, response: Response, provider_id: str) -> ProviderDetail:
    """One provider."""
    async with work.rows(PROVIDERS, is_read_only=True) as rows:
        row = await rows.get(provider_id)
    return _detail(rows, row, response, sso)


@operations.put("/{provider_id}", name="put_update_provider", dependencies=_WRITE)
@operations.patch("/{provider_id}", dependencies=_WRITE)
async def update_provider(
    work: CurrentWork, sso: Sso, stores: Stores, response: Response, provider_id: str, body: ProviderChange
) -> ProviderDetail:
    """Change the fields that are sent. Its sessions end within two seconds, but for a change of its name alone."""
    values = sent_values(body, PROVIDERS)
    async with sso_requirement.holding(stores, work.caller.account) as held, work.rows(PROVIDERS) as rows:
        before = await rows.get(provider_id, for_update=True)
        if values.keys() & {"issuer", "tenant"}:
            kind = ProviderKind(before["kind"])
            values["issuer"] = _issuer(sso, kind, values.get("issuer"), values.get("tenant", before["tenant"]))
            if values["issuer"] != before["issuer"] and values.get("client_secret", MASK) == MASK:
                # Else whoever may change a provider could have the secret sent to a place of their own.
                raise InvalidRequestError.of_field("/client_secret", "Another issuer needs its own secret; send it.")
        _check_grants(work, {**before, **values})
        if values.get("is_enabled") is False:
            await sso_requirement.refuse_last(held, rows.unit, provider_id)
        row = await rows.change(before, values)
        if values.keys() - {"name"}:
            await sso_requirement.end_sessions(held, provider_id)
    sso.discovery.forget(work.caller.account, before["issuer"])
    return _detail(rows, row, response, sso)


@operations.delete("/{provider_id}", dependencies=_WRITE)
async def delete_provider(work: CurrentDeletion, sso: Sso, stores: Stores, provider_id: str) -> Deleted:
    """Delete a provider. Its sessions end within two seconds; its users stay."""
    async with sso_requirement.holding(stores, work.caller.account) as held, work.rows(PROVIDERS) as rows:
        row = await rows.get(provider_id, for_update=True)
        await sso_requirement.refuse_last(held, rows.unit, provider_id)
        await rows.delete(row)
        await rows.call("Alchemi_SsoTest", "delete_many", where={"provider_id": provider_id})
        await sso_requirement.end_sessions(held, provider_id)
    sso.discovery.forget(work.caller.account, row["issuer"])
    return Ack(id=provider_id, message="The provider was deleted.")


@operations.post("/{provider_id}/check", dependencies=_WRITE)
async def check_provider(work: CurrentWork, sso: Sso, provider_id: str) -> Reached:
    """Ask the provider anew what it says of itself. It works while switched off; nobody is signed in."""
    work.services.trials.begin(work.caller.account)
    async with work.rows(PROVIDERS, is_read_only=True) as rows:
        row = await rows.get(provider_id)
    account, issuer = work.caller.account, row["issuer"]
    sso.discovery.forget(account, issuer)
    found = await sso.discovery.metadata(account, issuer)
    keys = await sso.discovery.keys(account, issuer, None)
    return Reached(
        issuer=found.issuer,
        authorization_endpoint=found.authorization_endpoint,
        token_endpoint=found.token_endpoint,
        signing_keys=len(keys),
    )


@operations.post("/{provider_id}/test", dependencies=_WRITE)
async def begin_test(work: CurrentWork, sso: Sso, response: Response, provider_id: str) -> TestBegun:
    """Begin a sign-in in this browser that shows what the provider says, and lets nobody in. It works while switched off."""
    async with work.rows(PROVIDERS, is_read_only=True) as rows:
        row = await rows.get(provider_id)
    account = work.caller.account
    sso.discovery.forget(account, row["issuer"])
    begun = await sso.begin(account, provider_id, None, link=None, is_test=True)
    response.headers["cache-control"] = "no-store"
    response.headers.append("set-cookie", set_cookie(begun.cookie, COOKIE_AGE_S, name=SSO_COOKIE))
    return TestBegun(url=begun.url)


@operations.get("/{provider_id}/test", dependencies=_READ)
async def get_test(work: CurrentWork, response: Response, provider_id: str) -> TestOutcome:
    """What came of the last test sign-in, for an hour."""
    response.headers["cache-control"] = "no-store"
    async with work.rows(PROVIDERS, is_read_only=True) as rows:
        row = await rows.get(provider_id)
        found = await find_test(rows.unit, provider_id, now=work.now)
    if found is None:
        raise NotFoundError("No test sign-in was finished within the last hour.")
    is_accepted = found["refusal"] is None
    provider = provider_of(work.caller.account, row)
    return TestOutcome(
        tested_at=found["tested_at"],
        is_accepted=is_accepted,
        refusal=found["refusal"],
        claims=found["claims"],
        role=role_from(provider, found["claims"], WHEEL_ADMIN_ROLE) if is_accepted else None,
    )


def _issuer(sso: SingleSignOn, kind: ProviderKind, given: str | None, tenant: str | None) -> str:
    if given and kind not in (ProviderKind.OKTA, ProviderKind.GENERIC):
        raise InvalidRequestError.of_field("/issuer", "The kind of this provider tells its issuer; send none.")
    if tenant and kind is not ProviderKind.MICROSOFT:
        raise InvalidRequestError.of_field("/tenant", "Only Microsoft's providers have a tenant; send none.")
    issuer = issuer_of(kind, given, tenant)
    refuse_address(sso.check_address, issuer)
    return issuer


def _check_grants(work: Work, values: Mapping[str, Any]) -> None:
    """Nobody gives what they lack: a provider that is on says who everybody is, its administrators too."""
    if values["grants_admin"] or values["is_enabled"]:
        check_may(work.caller, Permission.ACCOUNT_MANAGE)
    for role in {rule["role"] for rule in values["rules"]} - {WHEEL_ADMIN_ROLE}:
        # A provider makes members by itself; only what is more has to be the caller's own.
        check_may_grant(work.caller, permissions_of_role(role_of_wheel(role)) - permissions_of_role(Role.MEMBER))
    check_rules(values["rules"], grants_admin=values["grants_admin"], admin_role=WHEEL_ADMIN_ROLE)


def _detail(rows: Rows, row: Row, response: Response, sso: SingleSignOn) -> ProviderDetail:
    told = {**row, "redirect_uri": sso.redirect_uri(rows.work.caller.account)}
    return tagged(rows, told, response, ProviderDetail)


router = resource_router(PROVIDERS, operations)
