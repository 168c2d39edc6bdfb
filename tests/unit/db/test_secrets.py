"""Sealed texts: what they say, what they are bound to, and that no changed character goes unnoticed."""

from __future__ import annotations

import string

import pytest

from alchemi.config.keys import RootKeys
from alchemi.db.secrets import (
    PREFIX,
    AccountSecrets,
    UnknownKeyError,
    is_sealed,
    key_id_of,
    new_key_id,
    unwrap_key,
    wrap_key,
)
from alchemi.db.transit import decrypted, encrypted, opened_from_transit
from alchemi.errors import SecretError
from alchemi.tenancy.account import AccountId

ONE, TWO = AccountId("one"), AccountId("two")
KEY = bytes(range(32))
ROOTS = RootKeys.of("a-root-key-of-the-unit-tests-77", ["a-former-root-key-of-the-tests-78"])
PLACE = ("Table", "column/api_key", "row-1")


def secrets_of(account: AccountId = ONE, key_id: str = "k1", key: bytes = KEY) -> AccountSecrets:
    return AccountSecrets(account, key_id, {key_id: key})


@pytest.mark.parametrize("text", ["", "a", "sk-something", "ünïcode ☂", "x" * 100_000, "\x00line\n"])
def test_what_was_sealed_opens_in_its_place(text: str) -> None:
    sealed = secrets_of().seal(*PLACE, text)
    assert secrets_of().open(*PLACE, sealed) == text
    assert is_sealed(sealed)
    assert key_id_of(sealed) == "k1"


def test_a_sealed_text_names_its_version_and_key_and_fits_into_json_and_urls() -> None:
    sealed = secrets_of(key_id=new_key_id()).seal(*PLACE, "a secret")
    assert sealed.startswith(PREFIX)
    assert set(sealed) <= set(string.ascii_letters + string.digits + "-_:")
    assert "secret" not in sealed


def test_the_same_text_is_never_sealed_alike() -> None:
    assert len({secrets_of().seal(*PLACE, "text") for _ in range(100)}) == 100


@pytest.mark.parametrize(
    ("account", "table", "column", "row"),
    [
        (TWO, *PLACE),
        (ONE, "Other", *PLACE[1:]),
        (ONE, "Table", "other", "row-1"),
        (ONE, *PLACE[:2], "row-2"),
        (ONE, "Tablecolumn", "/api_key", "row-1"),
        (ONE, "Table", "column/api_keyrow-1", ""),
    ],
)
def test_a_secret_moved_elsewhere_does_not_open(account: AccountId, table: str, column: str, row: str) -> None:
    sealed = secrets_of().seal(*PLACE, "text")
    with pytest.raises(SecretError):
        secrets_of(account).open(table, column, row, sealed)


def test_each_changed_character_is_noticed() -> None:
    sealed = secrets_of().seal(*PLACE, "a short secret")
    for at, character in enumerate(sealed):
        for other in ("A", "B", "_", ":", ""):
            changed = sealed[:at] + other + sealed[at + 1 :]
            if other != character:
                with pytest.raises(SecretError):
                    secrets_of().open(*PLACE, changed)


@pytest.mark.parametrize(
    "text", ["", "plain", PREFIX, f"{PREFIX}k1:", f"{PREFIX}k1:AAAA", f"{PREFIX}k1:ä", f"{PREFIX}:AAAA"]
)
def test_what_is_no_sealed_text_does_not_open(text: str) -> None:
    with pytest.raises(SecretError):
        secrets_of().open(*PLACE, text)


def test_without_its_key_a_secret_is_gone() -> None:
    sealed = secrets_of().seal(*PLACE, "text")
    with pytest.raises(UnknownKeyError):
        secrets_of(key_id="k2").open(*PLACE, sealed)
    with pytest.raises(SecretError):
        secrets_of(key=bytes(32)).open(*PLACE, sealed)


def test_no_error_and_no_representation_tells_a_secret_or_a_key() -> None:
    sealed = secrets_of().seal(*PLACE, "telltale")
    with pytest.raises(SecretError) as caught:
        secrets_of().open("Other", "c", "r", sealed)
    told = f"{caught.value!r} {caught.value.__cause__!r} {secrets_of()!r} {ROOTS!r}"
    assert "telltale" not in told
    assert KEY.hex() not in told
    assert repr(KEY) not in told
    assert "root-key-of" not in told


def test_a_data_key_opens_for_its_account_and_its_id_under_either_root_key() -> None:
    former = RootKeys(ROOTS.previous[0])
    for roots in (ROOTS, former):
        wrapped = wrap_key(roots, ONE, "k1", KEY)
        assert unwrap_key(ROOTS, ONE, "k1", roots.current.id, wrapped) == KEY
        for account, key_id in ((TWO, "k1"), (ONE, "k2")):
            with pytest.raises(SecretError):
                unwrap_key(ROOTS, account, key_id, roots.current.id, wrapped)
    with pytest.raises(SecretError, match="ALCHEMI_SECRET_KEY_PREVIOUS"):
        unwrap_key(former, ONE, "k1", ROOTS.current.id, wrap_key(ROOTS, ONE, "k1", KEY))


def test_what_is_on_its_way_opens_for_its_account_and_purpose() -> None:
    value = encrypted(ROOTS, ONE, "text")
    assert decrypted(ROOTS, ONE, value) == "text"
    assert decrypted(ROOTS, TWO, value) is None
    assert decrypted(ROOTS, ONE, value, "tokens") is None
    assert decrypted(ROOTS, ONE, value[:-1]) is None
    assert opened_from_transit(ROOTS, ONE, f"mark::{value}") == ("mark::", "text")
    assert opened_from_transit(ROOTS, TWO, f"mark::{value}") is None
    assert decrypted(ROOTS, ONE, encrypted(RootKeys(ROOTS.previous[0]), ONE, "before")) == "before"
