"""Guards of an account, their patterns, their log, and what would become of a text."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.support.accounts import TestAccount, an_account
from tests.support.management import Management, problem

URL = "/alchemi/guardrails"


@pytest.fixture
async def account(worker: Management) -> AsyncIterator[TestAccount]:
    """One without guards."""
    async with an_account(worker) as made:
        yield made


async def guard(account: TestAccount, guard_type: str, **body: Any) -> dict[str, Any]:
    response = await account.admin.post(f"{URL}/new", json={"guard_type": guard_type, **body})
    assert response.status_code == 201, response.text
    row: dict[str, Any] = response.json()
    return row


async def tried(account: TestAccount, text: str, **more: Any) -> dict[str, Any]:
    response = await account.admin.post(f"{URL}/test", json={"text": text, **more})
    assert response.status_code == 200, response.text
    outcome: dict[str, Any] = response.json()
    return outcome


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"guard_type": "toxicity"}, "/guard_type"),
        ({"guard_type": "pii", "action_on_fail": "explode"}, "/action_on_fail"),
        ({"guard_type": "pii", "config": {"categories": ["email", "shoe size"]}}, "/config/categories/1"),
        ({"guard_type": "pii", "config": {"words": ["a"]}}, "/config/words"),
        ({"guard_type": "words", "config": {"words": ["fine", "x"]}}, "/config/words/1"),
        ({"guard_type": "words", "config": {"min_matches": 0}}, "/config/min_matches"),
        ({"guard_type": "custom", "config": {"apply_to": ["thoughts"]}}, "/config/apply_to/0"),
        ({"guard_type": "pii", "execution_order": -1}, "/execution_order"),
    ],
)
async def test_what_a_guard_does_not_know_is_refused(account: TestAccount, body: dict[str, Any], pointer: str) -> None:
    found = problem(await account.admin.post(URL, json=body), 422, "invalid-request")
    assert found["errors"][0]["pointer"] == pointer
    assert (await account.admin.get(URL)).json()["total"] == 0


async def test_there_is_one_guard_of_a_type_with_all_its_versions(account: TestAccount) -> None:
    first = await guard(account, "pii", config={"categories": ["email"]})
    problem(await account.admin.post(URL, json={"guard_type": "pii"}), 409, "conflict")
    one = f"{URL}/{first['id']}"
    changed = await account.admin.patch(one, json={"action_on_fail": "mask", "version": 1})
    assert (changed.json()["version"], changed.headers["etag"]) == (2, '"2"')
    problem(await account.admin.put(one, json={"enabled": False, "version": 1}), 412, "precondition-failed")
    problem(
        await account.admin.put(one, json={"enabled": False}, headers={"if-match": '"1"'}), 412, "precondition-failed"
    )
    problem(await account.admin.patch(one, json={"config": {"categories": []}}), 422, "invalid-request")
    versions = (await account.admin.get(f"{one}/version/list")).json()["versions"]
    assert [(row["version"], row["definition"]["action_on_fail"]) for row in versions] == [(2, "mask"), (1, "block")]
    restored = await account.admin.post(f"{one}/version/{versions[1]['id']}/restore")
    assert (restored.json()["version"], restored.json()["action_on_fail"]) == (3, "block")
    assert (await account.admin.delete(one)).status_code == 200
    await guard(account, "pii")


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("(", "cannot be read"),
        ("(?=x)y", "cannot be read"),
        (r"(a)\1", "cannot be read"),
        ("a*", "without characters"),
        ("(a?){500}a{500}", "too large"),
        ("((a{90}){90}){90}", "cannot be read"),
        ("[a-z", "cannot be read"),
    ],
)
async def test_a_pattern_that_cannot_be_run_safely_is_refused(account: TestAccount, pattern: str, says: str) -> None:
    body = {"guard_type": "custom", "pattern_name": "p", "pattern": pattern}
    found = problem(await account.admin.post(f"{URL}/pattern/new", json=body), 422, "invalid-request")
    assert says in found["errors"][0]["detail"]
    problem(await account.admin.post(f"{URL}/pattern", json=body | {"pattern": "x" * 501}), 422, "invalid-request")


async def test_patterns_are_listed_with_the_platforms(account: TestAccount, theirs: TestAccount) -> None:
    body = {"guard_type": "pii", "pattern_name": "badge", "pattern": r"\bB-\d{4}\b"}
    made = await account.admin.post(f"{URL}/pattern/new", json=body)
    assert made.status_code == 201
    problem(await account.admin.post(f"{URL}/pattern", json=body), 409, "conflict")
    one = f"{URL}/pattern/{made.json()['id']}"
    page = (await account.admin.get(f"{URL}/pattern/list", params={"guard_type": "pii"})).json()
    assert page["patterns"][0]["pattern_name"] == "badge"
    assert {"email", "credit_card"} < {row["pattern_name"] for row in page["patterns"] if row["is_system"]}
    own = (await account.admin.get(f"{URL}/pattern", params={"include_system": "false"})).json()
    assert [row["is_system"] for row in own["patterns"]] == [False]
    assert "badge" not in (await theirs.admin.get(f"{URL}/pattern/list")).text
    problem(await account.admin.patch(one, json={"pattern": "(?<=a)b"}), 422, "invalid-request")
    assert (await account.admin.put(one, json={"pattern": "B-1"})).json()["updated_by"] == account.admin_id
    problem(await account.admin.delete(f"{URL}/pattern/system:email"), 404, "not-found")
    assert (await account.admin.delete(one)).status_code == 200


async def test_a_text_is_tried_without_a_call(account: TestAccount) -> None:
    text = "Jane: jane@corp.example, 4111 1111 1111 1111, badge B-1234."
    assert (await tried(account, text))["outcome"] == "pass"
    await guard(account, "pii", action_on_fail="mask", execution_order=1)
    await guard(account, "custom", action_on_fail="block", execution_order=2, config={"apply_to": ["output"]})
    body = {"guard_type": "custom", "pattern_name": "badge", "pattern": r"\bB-\d{4}\b"}
    assert (await account.admin.post(f"{URL}/pattern", json=body)).status_code == 201
    masked = await tried(account, text)
    assert (masked["outcome"], masked["text"]) == (
        "masked", "Jane: [REDACTED:email], [REDACTED:credit_card], badge B-1234.",
    )  # fmt: skip
    assert masked["latency_ms"] >= 0
    blocked = await tried(account, text, direction="output")
    assert (blocked["outcome"], blocked["text"]) == ("blocked", None)
    assert blocked["detail"] == "The call would be refused: the custom guard found badge (1)."
    assert [(one["guard_type"], one["counts"]) for one in blocked["findings"]] == [
        ("pii", {"email": 1, "credit_card": 1}), ("custom", {"badge": 1}),
    ]  # fmt: skip
    other = {"guard_type": "words", "action_on_fail": "log_only", "config": {"words": ["Badge"]}}
    alone = await tried(account, text, guards=[other])
    assert (alone["outcome"], alone["findings"][0]["counts"]) == ("pass", {"word": 1})
    few = {"guard_type": "pii", "config": {"min_matches": 3}}
    assert (await tried(account, text, guards=[few]))["outcome"] == "pass"
    assert (await tried(account, f"{text} {text}", guards=[few]))["outcome"] == "blocked"
    problem(await account.admin.post(f"{URL}/test", json={"text": "x" * 200_001}), 422, "invalid-request")
    assert (await account.admin.get(f"{URL}/audit")).json()["total"] == 0


async def test_what_only_looks_like_it_passes(account: TestAccount) -> None:
    await guard(account, "pii")
    for text in ("4111 1111 1111 1112", "999.1.2.300", "000-12-3456", "GB00 0000 0000 0000 0000 00", "2026-11-22"):
        assert (await tried(account, text))["outcome"] == "pass", text
    for text in ("DE89 3704 0044 0532 0130 00", "10.1.2.3", "123-45-6789", "+49 30 1234567", "a@b.co"):
        assert (await tried(account, text))["outcome"] == "blocked", text


async def test_a_service_logs_what_it_found_and_nothing_personal_stays(
    account: TestAccount, theirs: TestAccount
) -> None:
    body = {
        "guard_type": "pii", "action": "block", "user_id": "u", "model": "gpt-4o",
        "request_data": {"messages": [{"content": "jane@corp.example " + "x" * 2000}], "card": 4111111111111111},
        "response_data": {"k": "sk-abcdefghijklmnopqrstuvwx"},
    }  # fmt: skip
    problem(await account.admin.post(f"{URL}/audit/new", json=body), 403, "forbidden")
    made = await account.service.post(f"{URL}/audit/new", json=body)
    assert made.status_code == 201, made.text
    passed = await account.service.post(f"{URL}/audit", json={"guard_type": "secrets", "action": "pass"})
    assert (made.json()["result"], passed.json()["result"]) == ("fail", "pass")
    one = await account.admin.get(f"{URL}/audit/{made.json()['id']}")
    for secret in ("jane@corp", "4111111111111111", "sk-abc"):
        assert secret not in one.text
    assert len(one.text) < 2500
    page = (await account.admin.get(f"{URL}/audit", params={"guard_type": "pii", "end_date": "2999-01-01"})).json()
    assert (page["count"], page["total"], page["audit_logs"][0]["id"]) == (1, 1, made.json()["id"])
    late = (await account.admin.get(f"{URL}/audit", params={"start_date": "2999-01-01T00:00:00Z"})).json()
    assert late["total"] == 0
    for params in ({"start_date": "yesterday"}, {"limit": "500"}, {"action": "explode"}):
        problem(await account.admin.get(f"{URL}/audit", params=params), 422, "invalid-request")
    problem(await theirs.admin.get(f"{URL}/audit/{made.json()['id']}"), 404, "not-found")


async def test_members_neither_read_nor_write_guards(account: TestAccount) -> None:
    async with account.user() as (member, _):
        for path in ("", "/pattern", "/audit"):
            problem(await member.get(f"{URL}{path}"), 403, "forbidden")


async def test_an_account_has_so_many_patterns_and_no_more(account: TestAccount) -> None:
    await guard(account, "custom")
    for number in range(100):
        body = {"guard_type": "custom", "pattern_name": f"p{number}", "pattern": f"word{number}"}
        assert (await account.admin.post(f"{URL}/pattern", json=body)).status_code == 201
    body = {"guard_type": "custom", "pattern_name": "one-more", "pattern": "word"}
    problem(await account.admin.post(f"{URL}/pattern", json=body), 409, "conflict")
