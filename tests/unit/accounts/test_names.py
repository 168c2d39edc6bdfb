"""Addresses and domains are kept in one spelling, or refused."""

from __future__ import annotations

import pytest

from alchemi.accounts.life import merged
from alchemi.accounts.names import email_address, mail_domain, new_account_id, tenant_account_id


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("Corp.Example", "corp.example"),
        (" corp.example. ", "corp.example"),
        ("münchen.example", "xn--mnchen-3ya.example"),
    ],
)
def test_a_domain_has_one_spelling(text: str, domain: str) -> None:
    assert mail_domain(text) == domain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "corp",
        "-a.example",
        "a..example",
        "a b.example",
        "Gmail.com",
        "1.2.3.4",
        "a" * 64 + ".example",
        "@a.example",
    ],
)
def test_what_cannot_be_an_accounts_domain_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="domain"):
        mail_domain(text)


def test_an_address_is_kept_in_lower_case() -> None:
    assert email_address(" Alice.B+x@Corp.Example ") == "alice.b+x@corp.example"


@pytest.mark.parametrize("text", ["", "a", "@b.example", "a@", "a@b", "a b@c.example", "a@b@c.example", "a.@b.example"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="address"):
        email_address(text)


def test_ids_are_made_that_tenants_may_have() -> None:
    ids = {new_account_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(tenant_account_id(account) == account for account in ids)


def test_metadata_is_merged_object_by_object() -> None:
    before = {"a": 1, "b": {"c": 1, "d": 2}, "e": [1]}
    assert merged(before, {"b": {"c": None, "x": {"y": 1}}, "e": [2], "a": None}) == {
        "b": {"d": 2, "x": {"y": 1}},
        "e": [2],
    }
    assert before["b"] == {"c": 1, "d": 2}
