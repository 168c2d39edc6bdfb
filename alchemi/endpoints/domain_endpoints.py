"""Mail domains of an account: claimed by its admins, its own once the domain's records say so."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Annotated, Final, cast

from fastapi import APIRouter, Depends, Request, Response
from pydantic import AfterValidator, Field, computed_field

from alchemi.accounts.domains import check_proof, record_name, record_value, release_domain, take_domain
from alchemi.accounts.names import mail_domain
from alchemi.auth.permissions import Permission
from alchemi.errors import ConflictError
from alchemi.integrations.dns import TxtRecords
from alchemi.rest.asking import Stores
from alchemi.rest.resource import Resource
from alchemi.rest.router import created, made, resource_router, tagged
from alchemi.rest.schema import Ack, Authored, PlainText, Schema
from alchemi.rest.work import CurrentWork, requires

_MOST: Final = 100
_PROOF_BYTES: Final = 24


class NewDomain(Schema):
    domain: Annotated[PlainText, Field(min_length=1, max_length=253), AfterValidator(mail_domain)] = Field(
        examples=["corp.example"], description="Domains below it are their own."
    )


class Domain(Authored):
    domain: str
    proof: str = Field(exclude=True)
    verified_at: datetime | None = Field(
        description="When the account proved it; null: nothing follows from the claim."
    )
    checked_at: datetime | None

    @computed_field(description="The name of the TXT record to publish.")  # type: ignore[prop-decorator]
    @property
    def record_name(self) -> str:
        return record_name(self.domain)

    @computed_field(description="What the record has to say.")  # type: ignore[prop-decorator]
    @property
    def record_value(self) -> str:
        return record_value(self.proof)


DOMAINS = Resource(
    path="/alchemi/domain",
    table="Alchemi_DomainClaim",
    noun="domain",
    plural="domains",
    item=Domain,
    create=NewDomain,
    read=Permission.SSO_READ,
    write=Permission.SSO_WRITE,
    operations={"list", "get"},
    sort=("domain", "created_at"),
    search=("domain",),
)


async def _records(request: Request) -> TxtRecords:
    return cast(TxtRecords, request.app.state.txt_records)


Records = Annotated[TxtRecords, Depends(_records)]
operations = APIRouter()


@created(operations, DOMAINS, [requires(Permission.SSO_WRITE)])
async def claim_domain(work: CurrentWork, response: Response, body: NewDomain) -> Domain:
    """Claim a domain. The claim blocks nobody and leads nobody here: publish the record that it names, then verify."""
    async with work.rows(DOMAINS) as rows:
        if await rows.count({}) >= _MOST:
            raise ConflictError(f"An account claims at most {_MOST} domains.")
        row = await rows.create({"domain": body.domain, "proof": secrets.token_urlsafe(_PROOF_BYTES)})
        return made(rows, row, response, Domain)


@operations.post("/{domain_id}/verify", dependencies=[requires(Permission.SSO_WRITE)])
async def verify_domain(
    work: CurrentWork, stores: Stores, records: Records, domain_id: str, response: Response
) -> Domain:
    """Look for the record; with it the domain is the account's own, and its users sign in through the account's provider."""
    async with work.rows(DOMAINS, is_read_only=True) as rows:
        claim = await rows.get(domain_id)
    await check_proof(records, claim["domain"], claim["proof"])
    account, now = work.caller.account, work.now
    async with stores.directory() as directory, work.rows(DOMAINS) as rows:
        claim = await rows.get(domain_id, for_update=True)
        await take_domain(directory, account, claim["domain"], claim["proof"], actor=work.caller.actor, now=now)
        row = await rows.change(claim, {"verified_at": now, "checked_at": now}, action="verify")
        return tagged(rows, row, response, Domain)


@operations.delete("/{domain_id}", dependencies=[requires(Permission.SSO_WRITE)])
async def release_claim(work: CurrentWork, stores: Stores, domain_id: str) -> Ack:
    """Release a domain: it leads nobody here any more, and another account may prove it."""
    async with work.rows(DOMAINS) as rows:
        claim = await rows.get(domain_id, for_update=True)
        await rows.delete(claim)
        await release_domain(stores, work.caller.account, claim["domain"], claim["proof"])
    return Ack(id=domain_id, message="The domain was released.")


router = resource_router(DOMAINS, operations)
