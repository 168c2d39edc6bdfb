"""A browser's session acts on the wheel's own routes as its user, with the role it has, and without any key."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.support.cluster import Cluster, TestDatabase
from tests.support.gateway import MASTER_KEY, MODEL, Gateway, chat, make_models, rows
from tests.support.gateway import ModelServer as Models

PASSWORD = "violet-Harbour-42-kettle"
COOKIE = "__Host-alchemi"


def made_account(gateway: Gateway, email: str) -> str:
    with gateway.client(MASTER_KEY, None) as operator:
        body = {"account_name": uuid4().hex, "admin_email": email, "admin_password": PASSWORD}
        response = operator.post("/account/new", json=body)
    assert response.status_code == 200, response.text
    return str(response.json()["account_id"])


@contextmanager
def browser(gateway: Gateway, name: str, password: str = PASSWORD) -> Iterator[httpx.Client]:
    with gateway.client(None, origin=gateway.url, **{"x-alchemi-csrf": "1"}) as client:
        response = client.post("/v2/login", json={"username": name, "password": password})
        assert response.status_code == 200, response.text
        # Browsers send a cookie for https to this machine; this client takes it at its word.
        client.headers["cookie"] = f"{COOKIE}={response.cookies[COOKIE]}"
        yield client


@pytest.fixture(scope="module")
def email() -> str:
    return f"{uuid4().hex[:10]}@corp.example"


@pytest.fixture(scope="module")
def account(gateway: Gateway, model_server: Models, email: str) -> str:
    account = made_account(gateway, email)
    with gateway.client(MASTER_KEY, account) as operator:
        make_models(operator, model_server)
    return account


@pytest.fixture
def admin(gateway: Gateway, account: str, email: str) -> Iterator[httpx.Client]:
    with browser(gateway, email) as client:
        yield client


def test_an_administrator_makes_a_key_without_one(admin: httpx.Client, gateway: Gateway, account: str) -> None:
    response = admin.post("/key/generate", json={"key_alias": "from the console"})
    assert response.status_code == 200, response.text
    assert response.json()["created_by"] == admin.get("/v2/session").json()["caller"]["user_id"]
    with gateway.client(response.json()["key"]) as caller:
        assert chat(caller).status_code == 200
    assert admin.get("/key/list").json()["total_count"] == 1
    team = admin.post("/team/new", json={"team_alias": "t"})
    assert team.status_code == 200, team.text
    assert [item["team_id"] for item in admin.get("/team/list").json()] == [team.json()["team_id"]]


def test_the_playground_calls_models(admin: httpx.Client) -> None:
    answer = chat(admin)
    assert answer.status_code == 200, answer.text
    with admin.stream("POST", "/v1/chat/completions", json={
        "model": MODEL, "stream": True, "messages": [{"role": "user", "content": "Hello"}]
    }) as streamed:  # fmt: skip
        assert "data: [DONE]" in streamed.read().decode()
    assert admin.get("/v1/models").json()["data"]


def test_a_members_session_has_the_members_role(admin: httpx.Client, gateway: Gateway, account: str) -> None:
    """The role is the one of now: a session from before it was taken has ended."""
    email = f"{uuid4().hex[:10]}@corp.example"
    with gateway.client(MASTER_KEY, None) as operator:
        operator.post(f"/account/{account}/admin", json={"user_email": email, "password": PASSWORD})
        operator.delete(f"/account/{account}/admin/{email}")
    with browser(gateway, email) as member:
        assert member.get("/v2/session").json()["caller"]["role"] == "internal_user"
        assert member.get("/key/list").status_code == 200
        for method, path, body in (
            ("POST", "/model/new", {"model_name": "x", "litellm_params": {"model": "openai/x"}}),
            ("POST", "/user/new", {"user_email": "x@corp.example"}),
            ("POST", "/config/update", {"general_settings": {}}),
        ):
            refused = member.request(method, path, json=body)
            assert refused.status_code in (400, 401, 403), (path, refused.text)
        other = admin.post("/key/generate", json={}).json()["key"]
        assert member.post("/key/delete", json={"keys": [other]}).status_code >= 400
        promoted = member.post("/user/update", json={"user_email": email, "user_role": "proxy_admin"})
        assert promoted.status_code >= 400
        assert member.get("/v2/session").json()["caller"]["role"] == "internal_user"


@pytest.mark.parametrize("role", ["internal_user_viewer", "proxy_admin_viewer"])
def test_who_only_reads_spends_nothing_and_changes_nothing(
    admin: httpx.Client, gateway: Gateway, account: str, role: str
) -> None:
    """A viewer and an auditor: the wheel takes every user for one who calls models."""
    email = f"{uuid4().hex[:10]}@corp.example"
    with gateway.client(MASTER_KEY, None) as operator:
        operator.post(f"/account/{account}/admin", json={"user_email": email, "password": PASSWORD})
        operator.delete(f"/account/{account}/admin/{email}")
    user_id = admin.get(f"/alchemi/user/by-email/{email}").json()["user_id"]
    assert admin.post("/user/update", json={"user_id": user_id, "user_role": role}).status_code == 200
    time.sleep(2.1)
    with browser(gateway, email) as reader:
        assert "models:call" not in reader.get("/v2/session").json()["permissions"]
        assert chat(reader).status_code == 403
        for method, path in (
            ("POST", "/v1/embeddings"), ("POST", "/v1/files"), ("DELETE", "/v1/files/file-1"), ("POST", "/v1/batches"),
            ("POST", "/v1/fine_tuning/jobs"), ("POST", "/v1/threads"), ("POST", "/v1/vector_stores"), ("GET", "/openai/models"),
            ("POST", "/mcp"), ("POST", "/no/endpoint/of/the/account"), ("POST", "/v1/responses/resp_1/cancel"),
        ):  # fmt: skip
            refused = reader.request(method, path, json={})
            assert (refused.status_code, "models:call" in refused.text) == (403, True), (path, refused.text)
        assert reader.get("/v1/models").status_code == 200
        assert reader.post("/v2/key/info", json={"keys": []}).status_code != 403
        assert reader.get("/alchemi/group").status_code == 200
    with browser(gateway, email) as again:
        assert again.post("/v2/logout").status_code == 200


def test_another_accounts_session_sees_nothing_of_it(admin: httpx.Client, gateway: Gateway, account: str) -> None:
    key = admin.post("/key/generate", json={}).json()
    stranger = f"{uuid4().hex[:10]}@corp.example"
    made_account(gateway, stranger)
    with browser(gateway, stranger) as foreign:
        assert foreign.get("/key/list").json()["keys"] == []
        assert foreign.get("/key/info", params={"key": key["token"]}).status_code == 404
        assert foreign.get("/v1/models").json()["data"] == []


def test_a_request_without_proof_of_our_pages_reaches_nothing(admin: httpx.Client) -> None:
    for name, value in (("origin", "https://evil.example"), ("x-alchemi-csrf", ""), ("sec-fetch-site", "cross-site")):
        refused = admin.post("/key/generate", json={}, headers={name: value})
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "cross-site-request")


def test_the_super_admin_has_the_platforms_routes_of_the_wheel(gateway: Gateway) -> None:
    with browser(gateway, "admin", "Vq7-Lm2-Xz9-Kt4-Wp") as operator:
        assert operator.get("/health/readiness/details").status_code == 200
        assert operator.get("/account/list").status_code == 200
        assert operator.get("/key/list").status_code == 403


def test_the_wheels_own_logins_stay_closed(gateway: Gateway, account: str, email: str) -> None:
    with gateway.client(None) as anyone:
        for path in ("/login", "/v3/login"):
            body = {"username": "admin", "password": "Vq7-Lm2-Xz9-Kt4-Wp"}
            assert anyone.post(path, json=body).status_code == 401
            assert anyone.post(path, data=body).status_code == 401


async def test_no_key_was_made_for_any_session(
    served_database: TestDatabase, account: str, admin: httpx.Client
) -> None:
    keys = await rows(
        served_database,
        "SELECT k::text FROM \"LiteLLM_VerificationToken\" k WHERE team_id = 'litellm-dashboard' OR key_alias LIKE '%session%'",
    )
    assert keys == []


def wait_for_spend(operator: httpx.Client) -> None:
    deadline = time.monotonic() + 20
    while not operator.get("/spend/logs").json() and time.monotonic() < deadline:
        time.sleep(0.2)


async def test_a_sessions_calls_are_spent_by_its_user(cluster: Cluster, tmp_path: Path, model_server: Models) -> None:
    database = await cluster.clone("session_spend")
    email = "spender@corp.example"
    with Gateway(database, tmp_path, SPEND_LOG_QUEUE_SIZE_THRESHOLD="1") as gateway:
        account = made_account(gateway, email)
        with gateway.client(MASTER_KEY, account) as operator, browser(gateway, email) as admin:
            make_models(operator, model_server)
            user_id = admin.get("/v2/session").json()["caller"]["user_id"]
            assert chat(admin).status_code == 200
            wait_for_spend(operator)
    logs = await rows(database, 'SELECT account_id, spend, "user" FROM "LiteLLM_SpendLogs"')
    assert [(log["account_id"], log["user"]) for log in logs] == [(account, user_id)]
    [user] = await rows(database, 'SELECT spend FROM "LiteLLM_UserTable" WHERE user_id = $1', user_id)
    assert user["spend"] == pytest.approx(logs[0]["spend"])
    assert user["spend"] > 0
    text = gateway.output.read_text()
    assert PASSWORD not in text
    assert COOKIE not in text
    assert "Traceback" not in text
    await cluster.drop("session_spend")
