"""Private addresses that the operator allows as model servers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

_HOST_NAME = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PrivateHost:
    """One entry: a network, or a host name, with a port or for every port (`port` is None)."""

    name: str | None
    network: IPv4Network | IPv6Network | None
    port: int | None

    def allows(self, host: str, port: int) -> bool:
        """True when a connection to `host` (name or literal address) and `port` is covered by this entry."""
        if self.port is not None and self.port != port:
            return False
        if self.name is not None:
            return self.name == host.lower().rstrip(".")
        try:
            address = ip_address(host.strip("[]"))
        except ValueError:
            return False
        return self.network is not None and address in self.network


def parse_private_hosts(text: str) -> tuple[PrivateHost, ...]:
    """Read a comma-separated list of `host`, `host:port`, `[v6]:port` or CIDR.

    Raises:
        ValueError: naming every entry that is none of these.
    """
    hosts: list[PrivateHost] = []
    faults: list[str] = []
    for entry in filter(None, (part.strip() for part in text.split(","))):
        host = _parse_entry(entry)
        if host is None:
            faults.append(repr(entry))
        else:
            hosts.append(host)
    if faults:
        raise ValueError(f"{', '.join(faults)} is not a host, host:port or CIDR")
    return tuple(hosts)


def _parse_entry(entry: str) -> PrivateHost | None:
    network = _network(entry)
    if network is not None:
        return PrivateHost(None, network, None)
    host, colon, port_text = entry.rpartition(":")
    if not colon:
        host, port = entry, None
    elif port_text.isascii() and port_text.isdigit() and 0 < int(port_text) < 65536:
        port = int(port_text)
    else:
        return None
    network = _network(host.strip("[]")) if "/" not in host else None
    if network is not None:
        return PrivateHost(None, network, port)
    if _HOST_NAME.fullmatch(host) is None or host.replace(".", "").isdigit():
        return None
    return PrivateHost(host.lower(), None, port)


def _network(text: str) -> IPv4Network | IPv6Network | None:
    try:
        return ip_network(text)
    except ValueError:
        return None
