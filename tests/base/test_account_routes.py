"""The management API stands in front of the wheel in the real application."""

from __future__ import annotations

import httpx

from tests.support.gateway import Gateway, made


def test_the_operator_makes_and_reads_accounts_through_the_gateway(gateway: Gateway) -> None:
    with gateway.client(account=None) as operator:
        account = made(operator.post("/alchemi/account/new", json={"account_name": "Through the gateway"}))
        assert made(operator.get(f"/account/{account['account_id']}"))["account_name"] == "Through the gateway"
        missing = operator.get("/alchemi/account/nobody")
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"
    assert missing.json()["request_id"] == missing.headers["x-request-id"]


def test_a_virtual_key_reaches_no_account_route(gateway: Gateway) -> None:
    with gateway.client() as operator:
        key = made(operator.post("/key/generate", json={}))["key"]
    answer = httpx.get(f"{gateway.url}/account/list", headers={"authorization": f"Bearer {key}"}, trust_env=False)
    assert answer.status_code == 403
