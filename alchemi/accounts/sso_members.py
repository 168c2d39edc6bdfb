"""Which user of the account somebody is who came through its identity provider: known, linked, or made now.

An address decides nothing by itself. Only (issuer, subject) does; an address that the provider has verified, in a domain that
this account has proved its own, may link to a user of this account once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from alchemi.accounts.admins import WHEEL_ADMIN_ROLE
from alchemi.accounts.names import email_address, same_address
from alchemi.accounts.people import default_places
from alchemi.accounts.stores import AccountStores, call
from alchemi.auth.sso.provider import GOOGLE_ISSUER, Provider, role_from
from alchemi.db.engine import Unit
from alchemi.db.sql.statement import Statement
from alchemi.errors import SsoRefusedError
from alchemi.tenancy.account import AccountId

_IDENTITIES: Final = "Alchemi_SsoIdentity"
_USERS: Final = "LiteLLM_UserTable"
_MEMBERSHIPS: Final = "Alchemi_AccountMembershipTable"
_CREDENTIALS: Final = "Alchemi_UserCredential"
_OWN_DOMAIN: Final = (
    'SELECT 1 FROM "Alchemi_AccountDomainTable" WHERE account_id = $1 AND domain = $2 AND verified_at IS NOT NULL'
)
_APPOINTED: Final = 'SELECT user_id FROM "Alchemi_AccountAdminTable" WHERE account_id = $1'
_NAME_CHARACTERS: Final = 120


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody whose ID token holds. `link_user_id`: the user whose session began the sign-in, to be linked."""

    provider: Provider
    claims: Mapping[str, Any]
    link_user_id: str | None
    now: datetime


async def user_of(stores: AccountStores, arrival: Arrival) -> str:
    """The id of the user, in the provider's own account.

    Raises:
        SsoRefusedError: the account has no such user and makes none, or a password has to prove the user first.
        DatabaseUnavailableError: the database cannot be reached.
    """
    provider = arrival.provider
    email = await _proved_address(stores, arrival)
    appointed = await _appointed_admins(stores, provider.account_id)
    async with stores.rows_of(provider.account_id) as rows:
        known = await _known_user(rows, arrival)
        if known is not None:
            if arrival.link_user_id not in (None, known):
                raise SsoRefusedError("Who signed in at the provider is another user of the account already.")
            await _check_may_come_in(rows, known)
            data = {"last_login_at": arrival.now, "provider_id": provider.provider_id}
            await call(rows, _IDENTITIES, "update", where=_identity(arrival), data=data)
            await _follow_role(rows, arrival, known, is_appointed=known in appointed)
            return known
        await _check_may_link(rows, arrival, email)
        user_id = arrival.link_user_id or await _user_of_address(rows, email)
        if user_id is None:
            user_id = await _new_user(rows, arrival, email)
        else:
            await _check_may_come_in(rows, user_id)
        data = {
            "issuer": provider.issuer, "subject": arrival.claims["sub"], "user_id": user_id,
            "provider_id": provider.provider_id, "created_at": arrival.now, "last_login_at": arrival.now,
        }  # fmt: skip
        await call(rows, _IDENTITIES, "create", data=data)
        return user_id


async def _check_may_link(rows: Unit, arrival: Arrival, email: str | None) -> None:
    """With a session that is theirs for a minute, nobody links an identity of their own, which anybody can have, for good.

    Raises:
        SsoRefusedError: the provider is a public one, and the address there is not proved to be the user's.
    """
    if arrival.link_user_id is None or not arrival.provider.is_public:
        return
    user = await call(rows, _USERS, "find_unique", where={"user_id": arrival.link_user_id})
    if email is None or user is None or str(user["user_email"]).lower() != email:
        raise SsoRefusedError("At this provider only an identity with the user's own address can be linked.")


async def _appointed_admins(stores: AccountStores, account: AccountId) -> frozenset[str]:
    """The users whom the operator has made administrators."""
    async with stores.directory(is_read_only=True) as unit:
        return frozenset(row["user_id"] for row in await unit.fetch(Statement(_APPOINTED, [account])))


async def _known_user(rows: Unit, arrival: Arrival) -> str | None:
    """Who the identity is. One that outlived its user is nobody's: it goes, and who comes is new."""
    identity = await call(rows, _IDENTITIES, "find_unique", where=_identity(arrival))
    if identity is None:
        return None
    user_id = str(identity["user_id"])
    if await call(rows, _USERS, "find_unique", where={"user_id": user_id}) is not None:
        return user_id
    await call(rows, _IDENTITIES, "delete", where=_identity(arrival))
    return None


async def _check_may_come_in(rows: Unit, user_id: str) -> None:
    membership = await call(rows, _MEMBERSHIPS, "find_first", where={"user_id": user_id})
    if membership is not None and not membership["is_active"]:
        ended = "suspended" if membership["state"] == "suspended" else "ended"
        raise SsoRefusedError(f"The user may not come in: the account has {ended} the membership.")


def _identity(arrival: Arrival) -> dict[str, Any]:
    return {"issuer_subject": {"issuer": arrival.provider.issuer, "subject": arrival.claims["sub"]}}


async def _proved_address(stores: AccountStores, arrival: Arrival) -> str | None:
    """The address of the claims, if the provider has verified it and its domain is proved to be this account's."""
    claims = arrival.claims
    # Entra ID says it by `xms_edov`: the owner of the address's domain was checked.
    is_verified = claims.get("email_verified") is True or claims.get("xms_edov") in (True, 1, "1")
    given = claims.get("email")
    if not is_verified or not isinstance(given, str):
        return None
    try:
        email = email_address(given)
    except ValueError:
        return None
    domains = {email.rpartition("@")[2]}
    if arrival.provider.issuer == GOOGLE_ISSUER:
        # Source: Google, "OpenID Connect", on `hd`: without it, who once had the mailbox keeps an identity with its address.
        domains.add(str(claims.get("hd")).lower())
    account = arrival.provider.account_id
    async with stores.directory(is_read_only=True) as unit:
        proved = [bool(await unit.fetch(Statement(_OWN_DOMAIN, [account, domain]))) for domain in sorted(domains)]
    return email if all(proved) else None


async def _user_of_address(rows: Unit, email: str | None) -> str | None:
    if email is None:
        return None
    where = {"user_email": same_address(email)}
    found = await call(rows, _USERS, "find_many", where=where, take=2)
    if not found:
        return None
    if len(found) > 1:
        raise SsoRefusedError("Several users of the account have this address; an admin has to tell them apart.")
    user_id = str(found[0]["user_id"])
    if await call(rows, _CREDENTIALS, "find_unique", where={"user_id": user_id}):
        raise SsoRefusedError(
            "This user has a password: sign in with it first, then link the provider from the profile."
        )
    if await call(rows, _IDENTITIES, "count", where={"user_id": user_id}):
        raise SsoRefusedError("This user is somebody else at the provider already.")
    return user_id


async def _new_user(rows: Unit, arrival: Arrival, email: str | None) -> str:
    provider = arrival.provider
    if not provider.makes_users:
        raise SsoRefusedError("The account has no such user, and the provider makes none.")
    if provider.is_public and email is None:
        raise SsoRefusedError(
            "Anybody can have an identity at this provider: it makes users of addresses in the account's proved domains."
        )
    user_id = str(uuid4())
    name = arrival.claims.get("name")
    alias = name[:_NAME_CHARACTERS] if isinstance(name, str) and name.isprintable() else None
    role = role_from(provider, arrival.claims, WHEEL_ADMIN_ROLE)
    user: dict[str, Any] = {
        "user_id": user_id,
        "user_email": email,
        "user_alias": alias,
        "user_role": role,
        "models": [],
    }
    await call(rows, _USERS, "create", data=user)
    app_role, places = "admin" if role == WHEEL_ADMIN_ROLE else "member", await default_places(rows)
    membership = {"user_id": user_id, "app_role": app_role, "is_active": True, **places}
    await call(rows, _MEMBERSHIPS, "create", data={**membership, "invited_by": f"sso:{provider.provider_id}"})
    return user_id


async def _follow_role(rows: Unit, arrival: Arrival, user_id: str, *, is_appointed: bool) -> None:
    """The provider's word counts again at every sign-in, where it has rules.

    It unmakes only administrators that it could have made, and none of those whom the operator appointed.
    """
    if not arrival.provider.rules:
        return
    found = await call(rows, _USERS, "find_unique", where={"user_id": user_id})
    role = role_from(arrival.provider, arrival.claims, WHEEL_ADMIN_ROLE)
    is_admin = found is not None and found["user_role"] == WHEEL_ADMIN_ROLE
    is_by_hand = is_admin and (is_appointed or not arrival.provider.grants_admin)
    if found is not None and not is_by_hand and found["user_role"] != role:
        await call(rows, _USERS, "update", where={"user_id": user_id}, data={"user_role": role})
        app_role = "admin" if role == WHEEL_ADMIN_ROLE else "member"
        await call(rows, _MEMBERSHIPS, "update_many", where={"user_id": user_id}, data={"app_role": app_role})
