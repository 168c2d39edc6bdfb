"""Decides whether a destination that a tenant can influence may be reached.

The decision falls on the address that is about to be connected to, not on the text of a URL: neither a name that resolves
differently the second time, nor a redirect, nor another spelling gets past it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import urlsplit

from alchemi.config.private_hosts import PrivateHost
from alchemi.errors import DestinationForbiddenError
from alchemi.integrations.outbound.addresses import is_public, literal_address

_REMEMBERED_S: Final = 3600.0
_LOCAL_NAMES: Final = ("localhost", "localdomain", "local", "internal", "home.arpa", "in-addr.arpa", "ip6.arpa")
_MAX_URL: Final = 2048


class OutboundGuard:
    """What the operator allows, and the names that were resolved to reach it."""

    def __init__(self, allowed: Iterable[PrivateHost] = (), *, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowed = tuple(allowed)
        self._names = frozenset(entry.name for entry in self._allowed if entry.name is not None)
        self._resolved: dict[str, tuple[str, float]] = {}
        self._clock = clock

    def learn(self, host: str, addresses: Iterable[str]) -> None:
        """Note what an allowed name has just been resolved to; other names are not noted."""
        name = host.lower().rstrip(".")
        if name in self._names:
            until_s = self._clock() + _REMEMBERED_S
            for address in addresses:
                self._resolved[address] = (name, until_s)

    def allows(self, host: str, port: int) -> bool:
        """Whether `host`, an address, may be connected to. What cannot be read as an address may not."""
        address = literal_address(host)
        if address is None:
            return False
        return is_public(address) or self._is_listed(str(address), port)

    def _is_listed(self, address: str, port: int) -> bool:
        name, until_s = self._resolved.get(address, ("", 0.0))
        spellings = (address, name) if until_s > self._clock() else (address,)
        return any(entry.allows(spelling, port) for entry in self._allowed for spelling in spellings if spelling)

    def lists_url(self, url: str) -> bool:
        """Whether the operator lists the host of `url` by itself."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port or (443 if parts.scheme.endswith("s") else 80)
        except ValueError:
            return False
        return host is not None and any(entry.allows(host, port) for entry in self._allowed)

    def check_url(self, url: str, *, schemes: tuple[str, ...] = ("https", "http")) -> None:
        """Refuse what can be told from the text alone, so that it is not stored; where a name leads shows on connecting.

        Raises:
            DestinationForbiddenError: no address, another scheme, a login inside, or a destination that is not allowed.
        """
        if (
            len(url) > _MAX_URL
            or any(ord(character) <= 32 or ord(character) == 127 for character in url)
            or "\\" in url
        ):
            raise DestinationForbiddenError(
                "An address has at most 2,048 characters, and neither spaces nor backslashes."
            )
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise DestinationForbiddenError("This is not an address of the form https://host/path.") from error
        if parts.scheme not in schemes or not host:
            raise DestinationForbiddenError(f"An address starts with {' or '.join(f'{s}://' for s in schemes)}.")
        if parts.username is not None or parts.password is not None or "@" in parts.netloc:
            raise DestinationForbiddenError("An address holds no login; put credentials into their own field.")
        self.check_host(host, port or (443 if parts.scheme.endswith("s") else 80))

    def check_host(self, host: str, port: int) -> None:
        """As `check_url`, for a host and port on their own (a mail server).

        Raises:
            DestinationForbiddenError: the destination is not allowed.
        """
        name = _ascii(host)
        if any(entry.allows(name, port) for entry in self._allowed):
            return
        address = literal_address(name)
        is_local = "." not in name or any(name == local or name.endswith(f".{local}") for local in _LOCAL_NAMES)
        if (address is None and is_local) or (address is not None and not self.allows(str(address), port)):
            raise DestinationForbiddenError(
                "This address is not reachable from here: private and special addresses are not allowed as destinations."
                " The operator can allow a private model server with ALCHEMI_ALLOWED_PRIVATE_HOSTS."
            )


def _ascii(host: str) -> str:
    """The name as a resolver gets it; full-width digits and dots become plain ones."""
    try:
        return host.encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError as error:
        raise DestinationForbiddenError("The host of this address is not a valid name.") from error
