"""A sign-in through a provider, from our page to the provider's and back.

What ties the two halves together (state, nonce, PKCE verifier) is derived from a random token that only the browser's cookie
holds; the database keeps hashes. State works once, for ten minutes, in that browser, for that account and provider.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from alchemi.auth.members import find_member, translating_outages
from alchemi.auth.sessions import Device, Session, Sessions
from alchemi.auth.sso.discovery import Discovery, Metadata, read_object
from alchemi.auth.sso.provider import Provider
from alchemi.auth.sso.tokens import key_id_of, verified_claims
from alchemi.db.engine import Database
from alchemi.db.sql.statement import Statement
from alchemi.errors import AlchemiError, SsoMisconfiguredError, SsoRefusedError
from alchemi.integrations.outbound.fetch import OutboundClient
from alchemi.tenancy.account import AccountId

log = logging.getLogger(__name__)

COOKIE_AGE_S: Final = 600
_DEFAULT_RETURN: Final = "/ui/"
_MAX_PARAMETER: Final = 4096
_INSERT: Final = (
    'INSERT INTO "Alchemi_SsoAttempt" (state_hash, account_id, provider_id, cookie_hash, return_to, link_user_id, is_test,'
    " expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
)
_TAKE: Final = 'DELETE FROM "Alchemi_SsoAttempt" WHERE state_hash = $1 AND account_id = $2 RETURNING *'
_END_EXPIRED: Final = 'DELETE FROM "Alchemi_SsoAttempt" WHERE expires_at < $1'

FindProvider = Callable[[AccountId, str], Awaitable[Provider | None]]
"""The provider of an account by its id, with its secret in clear; None when there is none."""

Admit = Callable[[Provider, Mapping[str, Any], str | None], Awaitable[str]]
"""The user that the claims stand for, by provider, claims, and the user to link."""


@dataclass(frozen=True, slots=True)
class Tested:
    """What came of a test sign-in: `claims`, or why it was refused in `refusal`, a sentence of ours."""

    account_id: AccountId
    provider_id: str
    claims: Mapping[str, Any] | None
    refusal: str | None
    at: datetime


KeepTest = Callable[[Tested], Awaitable[None]]
"""Puts down what came of a test sign-in, for the account's admins to read."""


@dataclass(frozen=True, slots=True)
class UserSide:
    """What accounts know of their providers and users."""

    find_provider: FindProvider
    admit: Admit
    keep_test: KeepTest


@dataclass(frozen=True, slots=True)
class Begun:
    """Where the browser goes, and what its cookie holds meanwhile."""

    url: str
    cookie: str


@dataclass(frozen=True, slots=True)
class Finished:
    """`token` begins a session; None for a test sign-in."""

    token: str | None
    return_to: str


class SingleSignOn:
    """Begins sign-ins and finishes them. `base_url`: the console's own address, without a slash at its end."""

    def __init__(
        self,
        platform: Database,
        app: Database,
        sessions: Sessions,
        client: OutboundClient,
        users: UserSide,
        *,
        base_url: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._platform = platform
        self._app = app
        self._sessions = sessions
        self._client = client
        self._users = users
        self._base_url = base_url
        self._now = now
        self.discovery = Discovery(client)

    def check_address(self, url: str) -> None:
        """Refuse an address that no provider may have.

        Raises:
            DestinationForbiddenError: it would not be asked.
        """
        self._client.check(url)

    def redirect_uri(self, account: AccountId) -> str:
        """Where providers of this account send browsers back to: each account has its own."""
        return f"{self._base_url}/v2/login/sso/{quote(account, safe='')}/callback"

    async def begin(
        self,
        account: AccountId,
        provider_id: str,
        return_to: str | None,
        *,
        link: Session | None,
        is_test: bool = False,
    ) -> Begun:
        """Start a sign-in. With `link`, a session of this account, who signs in at the provider becomes its user.

        Raises:
            SsoRefusedError: there is no such provider, it is switched off, or `link` is of another account.
            SsoMisconfiguredError: the provider cannot be asked.
        """
        if link is not None and link.account_id != account:
            raise SsoRefusedError("Only a user who is signed in to the account can be linked to its provider.")
        provider = await self._provider(account, provider_id, is_test=is_test)
        metadata = await self.discovery.metadata(account, provider.issuer)
        cookie, state, now = secrets.token_urlsafe(32), secrets.token_urlsafe(32), self._now()
        values: list[object] = [
            _hashed(state), account, provider_id, _hashed(cookie), _own_path(return_to),
            link.user_id if link is not None else None, is_test,
            now + timedelta(seconds=COOKIE_AGE_S),
        ]  # fmt: skip
        with translating_outages():
            async with self._platform.unit() as unit:
                await unit.execute(Statement(_END_EXPIRED, [now]))
                await unit.execute(Statement(_INSERT, values))
        parameters = {
            "response_type": "code",
            "client_id": provider.client_id,
            "redirect_uri": self.redirect_uri(account),
            "scope": " ".join(dict.fromkeys(("openid", *provider.scopes))),
            "state": state,
            "nonce": _derived(cookie, "nonce", state),
            "code_challenge": _challenge(_derived(cookie, "verifier", state)),
            "code_challenge_method": "S256",
        }
        return Begun(_with_query(metadata.authorization_endpoint, parameters), cookie)

    async def finish(
        self,
        account: AccountId,
        parameters: Mapping[str, str],
        cookie: str | None,
        device: Device,
        *,
        present: Session | None = None,
    ) -> Finished:
        """Take the provider's answer. `present`: the session that the browser has, which a link needs until the end.

        Raises:
            SsoRefusedError: it answers no sign-in of this browser, or its user may not come in.
            SsoMisconfiguredError: the provider cannot be asked, or does not take the code.
        """
        state = parameters.get("state", "")
        if cookie is None or not state or any(len(value) > _MAX_PARAMETER for value in parameters.values()):
            raise SsoRefusedError("This browser began no sign-in, or too long ago.")
        attempt = await self._take(account, state, cookie)
        if attempt["is_test"]:
            await self._finish_test(account, attempt["provider_id"], parameters, cookie)
            return Finished(None, attempt["return_to"])
        linked = attempt["link_user_id"]
        if linked is not None and (present is None or (present.account_id, present.user_id) != (account, linked)):
            raise SsoRefusedError("The user who began to link the provider is not signed in any more.")
        provider = await self._provider(account, attempt["provider_id"], is_test=False)
        claims = await self._claims(provider, parameters, cookie)
        user_id = await self._users.admit(provider, claims, linked)
        member = await find_member(self._app, account, user_id)
        if member is None:
            raise SsoRefusedError("The user may not come in: the account has ended the membership.")
        log.info("login.sso", extra={"provider": provider.provider_id})
        return Finished(
            await self._sessions.begin([member], device, method=f"sso:{provider.provider_id}"), attempt["return_to"]
        )

    async def _finish_test(
        self, account: AccountId, provider_id: str, parameters: Mapping[str, str], cookie: str
    ) -> None:
        claims, refusal = None, None
        try:
            provider = await self._provider(account, provider_id, is_test=True)
            claims = await self._claims(provider, parameters, cookie)
        except (SsoRefusedError, SsoMisconfiguredError) as error:
            refusal = error.detail
        await self._users.keep_test(Tested(account, provider_id, claims, refusal, self._now()))

    async def _claims(self, provider: Provider, parameters: Mapping[str, str], cookie: str) -> Mapping[str, Any]:
        account, state = provider.account_id, parameters["state"]
        metadata = await self.discovery.metadata(account, provider.issuer)
        _check_answer(parameters, metadata)
        token = await self._exchange(provider, metadata, parameters["code"], _derived(cookie, "verifier", state))
        keys = await self.discovery.keys(account, provider.issuer, key_id_of(token))
        return verified_claims(
            token, keys, issuer=provider.issuer, client_id=provider.client_id,
            nonce=_derived(cookie, "nonce", state), now=self._now(),
        )  # fmt: skip

    async def _provider(self, account: AccountId, provider_id: str, *, is_test: bool) -> Provider:
        provider = await self._users.find_provider(account, provider_id)
        if provider is None or not (provider.is_enabled or is_test):
            raise SsoRefusedError("This account has no such provider.")
        return provider

    async def _take(self, account: AccountId, state: str, cookie: str) -> Mapping[str, Any]:
        with translating_outages():
            async with self._platform.unit() as unit:
                rows = await unit.fetch(Statement(_TAKE, [_hashed(state), account]))
        if not rows or rows[0]["expires_at"] <= self._now():
            raise SsoRefusedError("This sign-in was finished already, or began too long ago.")
        if not hmac.compare_digest(rows[0]["cookie_hash"], _hashed(cookie)):
            raise SsoRefusedError("Another browser began this sign-in.")
        found: Mapping[str, Any] = rows[0]
        return found

    async def _exchange(self, provider: Provider, metadata: Metadata, code: str, verifier: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.redirect_uri(provider.account_id),
            "code_verifier": verifier,
        }
        headers = {"accept": "application/json"}
        if metadata.takes_secret_in_header:
            pair = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
            headers["authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        else:
            form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
        try:
            answer = await self._client.request("POST", metadata.token_endpoint, headers=headers, form=form)
        except AlchemiError as error:
            raise SsoMisconfiguredError(f"The provider's token endpoint cannot be asked: {error.detail}") from error
        token = (read_object(answer) or {}).get("id_token")
        if not isinstance(token, str):
            raise SsoMisconfiguredError("The provider does not exchange the code for an ID token.")
        return token


def _check_answer(parameters: Mapping[str, str], metadata: Metadata) -> None:
    """Source: RFC 9207 for `iss`, which tells a provider from another one that the browser was led to."""
    issuer = parameters.get("iss")
    if (issuer is None and metadata.tells_issuer) or (issuer is not None and issuer != metadata.issuer):
        raise SsoRefusedError("Another provider answered than was asked.")
    if "error" in parameters or not parameters.get("code"):
        raise SsoRefusedError("The provider did not let the user in.")


def _own_path(text: str | None) -> str:
    """A path of our own pages, or the first of them: never another site's."""
    if text is None or not text.startswith(_DEFAULT_RETURN) or len(text) > 512:
        return _DEFAULT_RETURN
    is_plain = text.isascii() and text.isprintable() and "\\" not in text and ".." not in text
    return text if is_plain and "//" not in text.partition("?")[0] else _DEFAULT_RETURN


def _with_query(url: str, parameters: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    query = "&".join(filter(None, (parts.query, urlencode(parameters, quote_via=quote))))
    return urlunsplit(parts._replace(query=query, fragment=""))


def _derived(cookie: str, purpose: str, state: str) -> str:
    return _text(hmac.new(cookie.encode(), f"{purpose}:{state}".encode(), hashlib.sha256).digest())


def _challenge(verifier: str) -> str:
    return _text(hashlib.sha256(verifier.encode()).digest())


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _hashed(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
