"""Which addresses are nobody's but the machine's, its network's or its cloud's.

Source: the IANA registries of special-purpose addresses, as far as the standard library knows them, and the forms of IPv6
that carry an IPv4 address inside, several of which it takes for global.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

_MORE_V4: Final = tuple(
    IPv4Network(text)
    for text in (
        "168.63.129.16/32",  # Azure's own agent, from inside a machine
        "192.0.0.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "100.64.0.0/10",
    )
)
_MORE_V6: Final = tuple(
    IPv6Network(text)
    for text in (
        "::/96",  # an IPv4 address in an old form
        "64:ff9b:1::/48",
        "2001::/32",  # Teredo: the IPv4 address inside is masked
        "2002::/16",  # 6to4
        "3fff::/20",  # documentation
        "5f00::/16",
        "fec0::/10",
    )
)
_NAT64: Final = ip_network("64:ff9b::/96")

Address = IPv4Address | IPv6Address


def is_public(address: Address) -> bool:
    """Whether a connection there leaves the operator's network, as far as the address tells."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        known: tuple[IPv4Network | IPv6Network, ...] = _MORE_V6
    else:
        known = _MORE_V4
    is_special = address.is_multicast or address.is_reserved or any(address in network for network in known)
    return address.is_global and not is_special


def literal_address(host: str) -> Address | None:
    """The address that `host` spells, in whatever form the system's resolver reads one: decimal, octal, hexadecimal, short.

    None: it is a name.
    """
    bare = host.strip().removeprefix("[").removesuffix("]").partition("%")[0].rstrip(".")
    try:
        return ip_address(bare)
    except ValueError:
        pass
    try:
        # inet_aton reads trailing text after a space as a comment.
        return IPv4Address(socket.inet_aton(bare)) if bare and not any(c.isspace() for c in bare) else None
    except (OSError, UnicodeEncodeError):
        return None
