"""What may be connected to, told from addresses and from the text of URLs."""

from __future__ import annotations

import pytest

from alchemi.config.private_hosts import parse_private_hosts
from alchemi.errors import DestinationForbiddenError
from alchemi.integrations.outbound.guard import OutboundGuard
from tests.support.forbidden_spellings import HOSTS, PUBLIC


@pytest.mark.parametrize("host", HOSTS)
def test_no_spelling_of_a_private_host_is_taken(host: str) -> None:
    with pytest.raises(DestinationForbiddenError):
        OutboundGuard().check_url(f"https://{host}/x")


@pytest.mark.parametrize("url", PUBLIC)
def test_public_addresses_are_taken(url: str) -> None:
    OutboundGuard().check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "/path", "//example.com", "ftp://example.com", "file:///etc/passwd", "gopher://example.com/_x",
        "unix:///var/run/docker.sock", "https://", "https://@example.com", "https://user:pass@example.com",
        "https://example.com@127.0.0.1/", "https://127.0.0.1\\@example.com", "https://example.com\\.evil.example",
        "https://exa mple.com", "https://example.com\r\nHost: x", "https://[::1", "https://example.com:99999/",
        "javascript:alert(1)", "data:text/plain,x", "https://" + "a" * 70 + ".com", "https://example.com/" + "a" * 2100,
    ],
)  # fmt: skip
def test_what_is_no_plain_address_is_refused(url: str) -> None:
    with pytest.raises(DestinationForbiddenError):
        OutboundGuard().check_url(url)


def test_the_operator_allows_hosts_ports_and_networks() -> None:
    guard = OutboundGuard(parse_private_hosts("10.1.0.0/16,127.0.0.1:8000,vllm.internal:9000,[fd00::5]:80"))
    for url in ("http://10.1.2.3/v1", "http://127.0.0.1:8000", "http://vllm.internal:9000/v1", "http://[fd00::5]/"):
        guard.check_url(url)
        assert guard.lists_url(url)
    for url in ("http://10.2.0.1/", "http://127.0.0.1:8001", "http://vllm.internal/", "http://[fd00::5]:81/"):
        with pytest.raises(DestinationForbiddenError):
            guard.check_url(url)
        assert not guard.lists_url(url)
    assert not guard.lists_url("https://example.com/")


def test_an_allowed_name_is_known_by_what_it_resolves_to_for_a_while() -> None:
    now = [100.0]
    guard = OutboundGuard(parse_private_hosts("vllm.internal:9000"), clock=lambda: now[0])
    guard.learn("other.internal", ["10.0.0.9"])
    guard.learn("VLLM.internal.", ["10.0.0.7"])
    assert guard.allows("10.0.0.7", 9000)
    assert not guard.allows("10.0.0.7", 22)
    assert not guard.allows("10.0.0.9", 9000)
    now[0] += 4000
    assert not guard.allows("10.0.0.7", 9000)


@pytest.mark.parametrize("address", ["", "example.com", "1.2.3.4 x", "::ffff:10.0.0.1", "fe80::1%eth0", "٣.1.1.1"])
def test_only_addresses_are_allowed_to_be_connected_to(address: str) -> None:
    assert not OutboundGuard().allows(address, 443)
