"""What a provider says of itself: its endpoints and its signing keys, fetched through the outbound guard and remembered."""

from __future__ import annotations

import asyncio
import json
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from alchemi.errors import AlchemiError, DestinationForbiddenError, SsoMisconfiguredError
from alchemi.integrations.outbound.fetch import Answer, OutboundClient
from alchemi.tenancy.account import AccountId

_REMEMBERED_S: Final = 600.0
_REFETCH_AFTER_S: Final = 60.0
_MOST: Final = 512
_MOST_KEYS: Final = 50
_MAX_BYTES: Final = 262_144


@dataclass(frozen=True, slots=True)
class Metadata:
    """Source: OpenID Connect Discovery 1.0, section 3; RFC 8414; RFC 9207 for `tells_issuer`."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    takes_secret_in_header: bool
    tells_issuer: bool


@dataclass(slots=True)
class _Known:
    metadata: Metadata
    keys: tuple[Mapping[str, Any], ...]
    at_s: float
    keys_at_s: float


class Discovery:
    """Metadata and keys by account and issuer: what one account's provider says is nobody else's."""

    def __init__(self, client: OutboundClient, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = client
        self._clock = clock
        self._known: OrderedDict[tuple[AccountId, str], _Known] = OrderedDict()
        self._locks: dict[tuple[AccountId, str], asyncio.Lock] = {}

    async def metadata(self, account: AccountId, issuer: str) -> Metadata:
        """The endpoints of `issuer`.

        Raises:
            SsoMisconfiguredError: it cannot be asked, or says that it is somebody else.
        """
        return (await self._fresh(account, issuer)).metadata

    async def keys(self, account: AccountId, issuer: str, key_id: str | None) -> tuple[Mapping[str, Any], ...]:
        """The signing keys; asked for anew when `key_id` is not among them, at most once a minute.

        Raises:
            SsoMisconfiguredError: they cannot be read.
        """
        known = await self._fresh(account, issuer)
        is_missing = key_id is not None and all(key.get("kid") != key_id for key in known.keys)
        if is_missing and self._clock() - known.keys_at_s >= _REFETCH_AFTER_S:
            async with self._lock(account, issuer):
                if self._clock() - known.keys_at_s >= _REFETCH_AFTER_S:
                    known.keys_at_s = self._clock()
                    known.keys = await self._fetch_keys(known.metadata.jwks_uri)
        return known.keys

    def forget(self, account: AccountId, issuer: str) -> None:
        """Ask again next time: the provider was changed."""
        self._known.pop((account, issuer), None)

    async def _fresh(self, account: AccountId, issuer: str) -> _Known:
        name = account, issuer
        async with self._lock(account, issuer):
            known = self._known.get(name)
            if known is None or self._clock() - known.at_s > _REMEMBERED_S:
                metadata = await self._fetch_metadata(issuer)
                now_s = self._clock()
                known = self._known[name] = _Known(metadata, await self._fetch_keys(metadata.jwks_uri), now_s, now_s)
                if len(self._known) > _MOST:
                    self._known.popitem(last=False)
            return known

    def _lock(self, account: AccountId, issuer: str) -> asyncio.Lock:
        if len(self._locks) > _MOST:
            self._locks = {name: lock for name, lock in self._locks.items() if lock.locked()}
        return self._locks.setdefault((account, issuer), asyncio.Lock())

    async def _fetch_metadata(self, issuer: str) -> Metadata:
        found = await self._document(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise SsoMisconfiguredError("The provider says that its issuer is another one than is configured.")
        methods = found.get("token_endpoint_auth_methods_supported")
        return Metadata(
            issuer=issuer,
            authorization_endpoint=self._endpoint(found, "authorization_endpoint"),
            token_endpoint=self._endpoint(found, "token_endpoint"),
            jwks_uri=self._endpoint(found, "jwks_uri"),
            # Source: OpenID Connect Discovery 1.0: it is taken where nothing is said.
            takes_secret_in_header=not isinstance(methods, list) or not methods or "client_secret_basic" in methods,
            tells_issuer=found.get("authorization_response_iss_parameter_supported") is True,
        )

    async def _fetch_keys(self, url: str) -> tuple[Mapping[str, Any], ...]:
        keys = (await self._document(url)).get("keys")
        if not isinstance(keys, list) or not keys:
            raise SsoMisconfiguredError("The provider publishes no signing keys.")
        return tuple(key for key in keys[:_MOST_KEYS] if isinstance(key, dict))

    async def _document(self, url: str) -> dict[str, Any]:
        try:
            answer = await self._client.request(
                "GET", url, headers={"accept": "application/json"}, max_bytes=_MAX_BYTES
            )
        except AlchemiError as error:
            raise SsoMisconfiguredError(f"The provider cannot be asked: {error.detail}") from error
        found = read_object(answer)
        if found is None:
            raise SsoMisconfiguredError("The provider's configuration cannot be read at its issuer.")
        return found

    def _endpoint(self, found: Mapping[str, Any], name: str) -> str:
        url = found.get(name)
        try:
            if isinstance(url, str):
                self._client.check(url)
                return url
        except DestinationForbiddenError as error:
            raise SsoMisconfiguredError(f"The provider names an address that is not allowed as {name}.") from error
        raise SsoMisconfiguredError(f"The provider names no usable {name}.")


def read_object(answer: Answer) -> dict[str, Any] | None:
    """The JSON object of an answer; None when it is a failure or holds something else."""
    try:
        found = json.loads(answer.body) if answer.status == 200 else None
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
