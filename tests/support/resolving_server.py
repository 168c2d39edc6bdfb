"""The same server on a machine whose name server is the test's, at the port that RESOLVER_PORT names."""

from __future__ import annotations

import os
from typing import Any

import dns.resolver

from tests.support.audited_server import serve


def ask_at(port: int) -> None:
    """Have every resolver ask there: /etc/resolv.conf, which is not read any more, cannot name a port."""

    def read_resolv_conf(resolver: dns.resolver.BaseResolver, _: Any) -> None:
        resolver.port = port
        resolver.nameservers = ["127.0.0.1"]

    dns.resolver.BaseResolver.read_resolv_conf = read_resolv_conf  # type: ignore[method-assign]


if __name__ == "__main__":
    ask_at(int(os.environ["RESOLVER_PORT"]))
    serve()
