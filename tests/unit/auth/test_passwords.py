"""Which passwords are refused, and that hashes are compared as their cost and address say."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from alchemi.auth.passwords import Cost, Passwords, check_new_password
from alchemi.errors import InvalidRequestError, TooManyRequestsError

SECRET = "Zr8-Wq2-Lm5-Xk9-Tv3-Hb6-Nd1-Fy7-Jc4-Pg0"
EMAIL = "alice.smith@corp.example"
GOOD = "violet-Harbour-42-kettle"


@pytest.fixture
def passwords() -> Iterator[Passwords]:
    hashing = Passwords(SECRET, Cost(memory_kib=64))
    yield hashing
    hashing.close()


@pytest.mark.parametrize(
    "password",
    [
        "short-One-1", "x" * 300, "aaaaaaaaaaaaaa", "abcabcabcabcabc", "abcdefghijklmnop", "my-password-is-1!",
        "Administrator", "QWERTYUIOP123", "1qaz2wsx3edc", "alice.smith-rules!", "ALICE.SMITH@corp.example",
        "the-corp-harbour-7", "Bobby-likes-kettles",
    ],
)  # fmt: skip
def test_a_password_that_is_easily_guessed_is_refused(password: str) -> None:
    with pytest.raises(InvalidRequestError) as refusal:
        check_new_password(password, pointer="/password", email=EMAIL, names=("Bobby",))
    assert refusal.value.members["errors"] == [{"pointer": "/password", "detail": refusal.value.detail}]
    assert password not in refusal.value.detail


@pytest.mark.parametrize("password", [GOOD, "Ünïcode-Straße-77", "correct horse battery kettle"])
def test_a_long_password_of_no_pattern_is_accepted(password: str) -> None:
    check_new_password(password, pointer="/password", email=EMAIL, names=("Bobby",))


async def test_one_hash_answers_for_every_account_of_an_address(passwords: Passwords) -> None:
    stored = await passwords.hash(EMAIL, GOOD)
    other = await passwords.hash(EMAIL, f"{GOOD}!")
    assert stored.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    verified = await passwords.verify(EMAIL.upper(), GOOD, [other, stored, "no hash", ""])
    assert (verified.matches, verified.current) == ((False, True, False, False), stored)
    assert (await passwords.verify(EMAIL, GOOD, [])).matches == ()


async def test_a_hash_is_no_password_and_another_address_or_key_makes_another(passwords: Passwords) -> None:
    stored = await passwords.hash(EMAIL, GOOD)
    assert not (await passwords.verify(EMAIL, stored, [stored])).matches[0]
    elsewhere = Passwords(f"{SECRET}x", Cost(memory_kib=64))
    assert len({stored, await passwords.hash("bob@corp.example", GOOD), await elsewhere.hash(EMAIL, GOOD)}) == 3
    # Kept from before the address or the key was changed: still right, and to be replaced.
    for now, email in ((passwords, "new@corp.example"), (elsewhere, EMAIL)):
        verified = await now.verify(email, GOOD, [stored])
        assert verified.matches == (True,)
        assert verified.current != stored
    elsewhere.close()


async def test_a_hash_of_a_lower_cost_is_recognised_and_replaced(passwords: Passwords) -> None:
    dearer = Passwords(SECRET, Cost(memory_kib=128, passes=2))
    stored = await passwords.hash(EMAIL, GOOD)
    verified = await dearer.verify(EMAIL, GOOD, [stored])
    assert verified.matches == (True,)
    assert verified.current.startswith("$argon2id$v=19$m=128,t=2,p=1$")
    dearer.close()


async def test_spellings_of_the_same_text_are_the_same_password(passwords: Passwords) -> None:
    composed, decomposed = "Stra\u00dfe-caf\u00e9-77-x", "Stra\u00dfe-cafe\u0301-77-x"
    assert (await passwords.verify(EMAIL, decomposed, [await passwords.hash(EMAIL, composed)])).matches == (True,)


async def test_a_flood_is_refused_beyond_a_short_queue(passwords: Passwords) -> None:
    results = await asyncio.gather(*(passwords.hash(EMAIL, GOOD) for _ in range(30)), return_exceptions=True)
    refused = [result for result in results if isinstance(result, TooManyRequestsError)]
    assert (len(refused), len(results) - len(refused)) == (8, 22)
    assert refused[0].retry_after_s > 0
    assert await passwords.hash(EMAIL, GOOD)


def test_the_cost_is_what_is_recommended() -> None:
    assert Cost() == Cost(memory_kib=47_104, passes=1, lanes=1)
