"""Which address a request counts as coming from: the connection's, or what a trusted proxy says."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.support.cluster import TestDatabase
from tests.support.gateway import MASTER_KEY, ServedGateway

FORWARDED = {"x-forwarded-for": "203.0.113.9, 192.0.2.7", "x-real-ip": "203.0.113.9", "forwarded": "for=203.0.113.9"}


@pytest.fixture(scope="module", params=["", "127.0.0.0/8, 192.0.2.0/24"], ids=["no proxy", "trusted proxies"])
def served(
    request: pytest.FixtureRequest, database: TestDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[ServedGateway, str]]:
    folder = tmp_path_factory.mktemp("served")
    more = {"ALCHEMI_TRUSTED_PROXIES": request.param, "ALCHEMI_MASTER_KEY_ACCOUNTS": "false"}
    with ServedGateway(database, folder, **more) as running:
        yield running, "203.0.113.9" if request.param else "127.0.0.1"


def test_a_session_shows_the_address_of_whom_a_trusted_proxy_names(served: tuple[ServedGateway, str]) -> None:
    gateway, expected = served
    with httpx.Client(base_url=gateway.url, headers={"origin": gateway.url, **FORWARDED}, trust_env=False) as client:
        body = {"username": "admin", "password": "Vq7-Lm2-Xz9-Kt4-Wp"}
        entered = client.post("/v2/login", json=body, headers={"x-alchemi-csrf": "1"})
        assert entered.status_code == 200, entered.text
        cookie = entered.headers["set-cookie"].partition(";")[0]
        sessions = client.get("/v2/sessions", headers={"cookie": cookie}).json()["sessions"]
    assert [one["address"] for one in sessions if one["is_this"]] == [expected]


def test_the_master_key_acts_for_no_account_where_that_is_switched_off(served: tuple[ServedGateway, str]) -> None:
    gateway, _ = served
    with gateway.client(MASTER_KEY, account=None) as operator:
        made = operator.post("/account/new", json={"account_name": f"Address {gateway.port}"})
        assert made.status_code == 200, made.text
        named = {"x-account-id": made.json()["account_id"]}
        assert operator.get("/account/list", headers=named).status_code == 200
        for path in ("/alchemi/group", "/v1/models"):
            refused = operator.get(path, headers=named)
            assert (refused.status_code, "access token" in refused.text) == (403, True)
