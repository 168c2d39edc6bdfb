"""Asks the domain name system what the owner of a domain has put there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import dns.asyncresolver
import dns.exception
import dns.rdatatype
import dns.resolver

from alchemi.errors import DestinationUnreachableError
from alchemi.tenancy.reach import as_plumbing

_LIFETIME_S: Final = 5.0
_MOST: Final = 50


class TxtRecords(Protocol):
    """Where TXT records are read."""

    async def of(self, name: str) -> tuple[str, ...]:
        """The TXT records of a name; none when it has none, or is not there.

        Raises:
            DestinationUnreachableError: nobody can tell now.
        """
        ...


class DnsTxtRecords:
    """Asks the machine's own resolvers, or `nameservers` at `port`."""

    def __init__(self, nameservers: Sequence[str] | None = None, port: int = 53) -> None:
        self._nameservers = nameservers
        self._port = port

    async def of(self, name: str) -> tuple[str, ...]:
        """As the protocol says."""
        try:
            resolver = dns.asyncresolver.Resolver(configure=self._nameservers is None)
            if self._nameservers is not None:
                resolver.nameservers = list(self._nameservers)
                resolver.port = self._port
            resolver.lifetime = _LIFETIME_S
            # The operator's resolver is asked, at whatever private address it has; the account names no server.
            with as_plumbing():
                answer = await resolver.resolve(f"{name}.", dns.rdatatype.TXT, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        except (dns.exception.DNSException, OSError, ValueError) as error:
            raise DestinationUnreachableError(
                "The records of this domain cannot be read now; try again later."
            ) from error
        records = list(answer.rrset or ())[:_MOST]
        return tuple(b"".join(record.strings).decode("utf-8", "replace") for record in records)
