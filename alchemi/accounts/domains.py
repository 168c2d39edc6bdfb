"""Mail domains that accounts claim, and the proof that makes one theirs: a record that only the domain's owner can publish."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from alchemi.accounts.admins import lock_living_account
from alchemi.accounts.stores import AccountStores
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import ConflictError, InvalidRequestError
from alchemi.integrations.dns import TxtRecords
from alchemi.tenancy.account import AccountId

RECORD_LABEL: Final = "_alchemi-challenge"
_PROOF_PREFIX: Final = "alchemi-domain-verification="
_OWN: Final = (
    'INSERT INTO "Alchemi_AccountDomainTable" AS d (domain, account_id, proof, verified_at, created_by)'
    " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (domain) DO UPDATE"
    # Who merely says that it is theirs, or was said to own it, stands back.
    " SET account_id = excluded.account_id, proof = excluded.proof, verified_at = excluded.verified_at"
    " WHERE d.verified_at IS NULL OR d.account_id = excluded.account_id RETURNING d.domain"
)
_RELEASE: Final = 'DELETE FROM "Alchemi_AccountDomainTable" WHERE domain = $1 AND account_id = $2 AND proof = $3'


def record_name(domain: str) -> str:
    """Where the proof of a domain is looked for."""
    return f"{RECORD_LABEL}.{domain}"


def record_value(proof: str) -> str:
    """What has to stand there."""
    return f"{_PROOF_PREFIX}{proof}"


async def check_proof(records: TxtRecords, domain: str, proof: str) -> None:
    """See whether the domain's owner has published the proof.

    Raises:
        InvalidRequestError: it is not there.
        DestinationUnreachableError: nobody can tell now.
    """
    found = await records.of(record_name(domain))
    if record_value(proof) not in (text.strip() for text in found):
        raise InvalidRequestError(
            f"The TXT record {record_name(domain)} does not say {record_value(proof)} yet."
            " A new record can take an hour to be seen everywhere."
        )


async def take_domain(
    directory: Unit, account: AccountId, domain: str, proof: str, *, actor: str, now: datetime
) -> None:
    """Make a proved domain the account's own.

    Raises:
        ConflictError: another account has proved it, or the account is purged.
    """
    await lock_living_account(directory, account)
    if not await directory.fetch(Statement(_OWN, [domain, account, proof, now, actor])):
        raise ConflictError("Another account has proved that this domain is its own; it has to release it first.")


async def release_domain(stores: AccountStores, account: AccountId, domain: str, proof: str) -> None:
    """Let go of a domain that was proved with `proof`: it leads nobody to the account, and another one may prove it."""
    async with stores.directory() as unit:
        await unit.execute(Statement(_RELEASE, [domain, account, proof]))
